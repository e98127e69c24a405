"""What the last build rendered, so that this one need not do it again.

``render.json`` in the workplace: the frames with the fingerprint of all that they were made of, and
for each file its fingerprint, size and time of change. A file of the old site is taken over only
while all of them agree; where render.json is missing, damaged or of another version, nothing does.
It is a note on the old site and never the only place of anything: delete it at will.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitegen import __version__
from sitegen.render.frames import Frame
from sitegen.workspace.files import atomic_write_text, hash_tree, link_or_copy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_VERSION: Final = 1
#: What a page's HTML comes from, beside its text and the theme.
_PACKAGES: Final = ("mkdocs", "mkdocs-material", "Markdown", "jinja2", "PyYAML")


class FileStamp(NamedTuple):
    """A file of a rendered site: what it was made of, its size, and its time of change (ns)."""

    content_hash: str
    size: int
    mtime_ns: int


@dataclass(slots=True)
class RenderCache:
    """What a run of MkDocs gave, and each file of the site by its place below it."""

    content_hash: str = ""
    frames: dict[str, Frame] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    own: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    files: dict[str, FileStamp] = field(default_factory=dict)


def load_cache(path: Path) -> RenderCache:
    """Return what a file tells, or nothing where it can't be relied on."""
    try:
        told = json.loads(path.read_text("utf-8"))
        if told.pop("version") != _VERSION:
            return RenderCache()
        told["frames"] = {
            name: Frame(tuple(pieces), tuple(slots))
            for name, (pieces, slots) in told["frames"].items()
        }
        told["files"] = {name: FileStamp(*values) for name, values in told["files"].items()}
        return RenderCache(**told)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return RenderCache()


def save_cache(path: Path, memory: RenderCache) -> None:
    """Write a file for ``load_cache``; where it can't be written, the next build takes longer."""
    told = {
        "version": _VERSION,
        "fingerprint": memory.content_hash,
        "frames": {name: (f.pieces, f.slots) for name, f in memory.frames.items()},
        "settings": memory.settings,
        "own": memory.own,
        "warnings": memory.warnings,
        "files": memory.files,
    }
    with contextlib.suppress(OSError, TypeError):
        atomic_write_text(path, json.dumps(told))


def reuse_files(old: Path, new: Path, files: Mapping[str, FileStamp]) -> set[str]:
    """Put the files of the old site that nobody has touched since into the new one; return which.

    As hard links where the file system has them: no data is copied, and a file of either tree is
    never written in place.
    """
    taken = set()
    for folder in {os.path.dirname(name) for name in files}:  # noqa: PTH120  - fast
        (new / folder).mkdir(parents=True, exist_ok=True)
    source, target = f"{old}/", f"{new}/"
    for name, kept in files.items():
        try:
            status = os.stat(source + name, follow_symlinks=False)  # noqa: PTH116
        except OSError:
            continue
        if (status.st_size, status.st_mtime_ns) == (kept.size, kept.mtime_ns):
            link_or_copy(source + name, target + name)
            taken.add(name)
    return taken


def content_hash(*parts: str | Iterable[Path]) -> str:
    """Return a fingerprint of texts and of folders and files, by content and place, and of sitegen.

    It changes with the version of sitegen and of whatever makes HTML.
    """
    digest = hashlib.blake2b(digest_size=16)
    versions = [f"{name} {version(name)}" for name in _PACKAGES]
    for text in (__version__, *versions):
        digest.update(f"{text}\0".encode())
    for part in parts:
        if isinstance(part, str):
            digest.update(f"{part}\0".encode())
            continue
        for root in part:
            hash_tree(digest, root)
    return digest.hexdigest()
