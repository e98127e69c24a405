"""Is there anything to build? A fingerprint of all that a build reads, and of the site it made.

The note, ``built.json`` in the workplace, is not needed for anything else: delete it at will.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sitegen import __version__
from sitegen.workspace.files import atomic_write_text, hash_tree

if TYPE_CHECKING:
    from collections.abc import Iterable

_VERSION: Final = 1
_PACKAGES: Final = (
    "mkdocs", "mkdocs-material", "Markdown", "jinja2", "pagefind_bin", "numpy", "scipy",
    "PyStemmer", "onnxruntime", "tokenizers",
)  # fmt: skip


def fingerprint_of(
    files: Iterable[Path], options: Iterable[object], stamped: Iterable[Path] = ()
) -> str | None:
    """Return a fingerprint of everything that a build reads, or None if a file can't be read.

    Args:
        files: files and folders that count by content, beside sitegen's own code.
        options: values that count by their ``repr``.
        stamped: folders that are too large to read; the sizes and times of their files count.
    """
    digest = hashlib.blake2b(digest_size=16)
    for value in (_VERSION, _versions(), list(options), os.getcwd()):  # noqa: PTH109
        digest.update(f"{value!r}\0".encode())
    digest.update(os.environ.get("SOURCE_DATE_EPOCH", "").encode())
    try:
        for root in (*files, Path(__file__).parent.parent):
            digest.update(os.fsencode(root) + b"\0")
            hash_tree(digest, root)
        for root in stamped:
            digest.update(repr(_stamps(root)).encode())
    except OSError:
        return None
    return digest.hexdigest()


def with_topics(fingerprint: str | None, tags_file: Path | None) -> str | None:
    """Return a fingerprint that also tells the remembered topics, which a build may add to."""
    if fingerprint is None or tags_file is None:
        return fingerprint
    try:
        return hashlib.blake2b(fingerprint.encode() + tags_file.read_bytes()).hexdigest()
    except OSError:
        return fingerprint


def site_stamp(site: Path) -> str:
    """Return what changes when a file of a site is written, added or removed."""
    return hashlib.blake2b(repr(_stamps(site)).encode(), digest_size=16).hexdigest()


def write_note(path: Path, fingerprint: str | None, site: Path, told: dict[str, Any]) -> None:
    """Remember what a site was made of, and what was told of it; best effort."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
        if fingerprint:
            note = {"made_of": fingerprint, "site": site_stamp(site), "told": told}
            atomic_write_text(path, json.dumps(note))


def read_note(path: Path, fingerprint: str | None, site: Path) -> dict[str, Any] | None:
    """Return what was told of a site, if it is as it was and would be made of the same again."""
    if fingerprint is None:
        return None
    try:
        note = json.loads(path.read_text("utf-8"))
        if note["made_of"] != fingerprint or note["site"] != site_stamp(site):
            return None
        told: dict[str, Any] = note["told"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return told


@cache
def _versions() -> tuple[str, ...]:
    return (__version__, *map(_installed, _PACKAGES))


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _stamps(folder: Path) -> list[tuple[str, int, int]]:
    """Return place, size and time of change of each file below a folder, sorted."""
    found: list[tuple[str, int, int]] = []
    folders = [str(folder)]
    start = len(folders[0])
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name != ".git":
                        folders.append(entry.path)
                else:
                    status = entry.stat(follow_symlinks=False)
                    found.append((entry.path[start:], status.st_size, status.st_mtime_ns))
    return sorted(found)
