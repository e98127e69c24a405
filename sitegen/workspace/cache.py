"""The cache: keys that say what a result was made of, and records that hold one result per key.

Every cached result of sitegen (the whole build, pages, frames, index parts, vectors) goes through
this module, so that there is one answer to "is it stale?". A key covers the content of the inputs,
the options, sitegen's own code, and the versions of all packages whose output goes into a site. A
record is a file with a key and a checksum; a record with another key, or one that is damaged, is
the same as no record. No result is ever only in a cache: delete ``.sitegen`` at will.
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
from sitegen.workspace.files import atomic_write_text, file_stamps, hash_tree, tree_stamps

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Distributions whose output goes into a site, or decides what does. ``requires_dist`` lists more
#: (click, rich: what a terminal shows) and fewer (Markdown comes with MkDocs).
PACKAGES: Final = (
    "Markdown", "PyStemmer", "PyYAML", "beautifulsoup4", "cbor2", "charset-normalizer", "ftfy",
    "jinja2", "latex2mathml", "lxml", "markdown-it-py", "mkdocs", "mkdocs-material", "numpy",
    "onnxruntime", "pagefind_bin", "py3langid", "pyarrow", "rapidfuzz", "rcssmin", "rjsmin",
    "scipy", "tokenizers",
)  # fmt: skip
_KEY_BYTES: Final = 16


def cache_key(
    *values: object,
    files: Iterable[Path] = (),
    stamped: Iterable[Path] = (),
    packages: Iterable[str] | None = None,
) -> str:
    """Return the key of a result, as 32 hexadecimal digits.

    Args:
        values: options and texts that the result depends on; they count by their ``repr``.
        files: files and folders that it depends on, by path and content.
        stamped: folders too large to read, such as a model; the paths, sizes and times of their
            files count.
        packages: distributions whose versions count, in place of all of ``PACKAGES`` and of
            sitegen's code: for a result that is costly and depends on no more than these.

    Raises:
        OSError: a file can't be read.
    """
    base = _code_key() if packages is None else _version_lines(packages)
    digest = hashlib.blake2b(base, digest_size=_KEY_BYTES)
    for value in values:
        digest.update(f"{value!r}\0".encode("utf-8", "surrogateescape"))
    for root in files:
        digest.update(os.fsencode(root) + b"\0")
        hash_tree(digest, root)
    for root in stamped:
        stamps = file_stamps([root]) if root.exists() else []
        digest.update(repr(stamps).encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def text_hash(text: str | bytes) -> str:
    """Return the BLAKE2b hash of a text alone, as 32 hexadecimal digits."""
    data = text.encode() if isinstance(text, str) else text
    return hashlib.blake2b(data, digest_size=_KEY_BYTES).hexdigest()


def stamp_key(root: Path) -> str:
    """Return a key that changes if a file below a folder is written, added or removed."""
    return text_hash(repr(tree_stamps(root)).encode("utf-8", "surrogateescape"))


def load_record(path: Path, key: str) -> Any | None:
    """Return the content of a record; None if it is missing, damaged or of another key."""
    try:
        header, _, body = path.read_text("utf-8").partition("\n")
    except (OSError, UnicodeDecodeError):
        return None
    if header != _header(key, body):
        return None
    return json.loads(body)


def save_record(path: Path, key: str, content: object) -> None:
    """Write a record; if the disk refuses, the next build has no record and takes longer."""
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    with contextlib.suppress(OSError):
        # First: a record of an earlier state must not outlive a failed write.
        path.unlink(missing_ok=True)
        atomic_write_text(path, f"{_header(key, body)}\n{body}")


def _header(key: str, body: str) -> str:
    """Return a record's first line: its key, and the checksum that finds damaged bits."""
    return f"sitegen {key} {text_hash(body)}"


@cache
def _code_key() -> bytes:
    """Return a digest of sitegen's code and data, and of the versions of all packages."""
    versions = f"{__version__}\0".encode() + _version_lines(PACKAGES)
    digest = hashlib.blake2b(versions, digest_size=_KEY_BYTES)
    hash_tree(digest, Path(__file__).parent.parent)
    return digest.digest()


def _version_lines(packages: Iterable[str]) -> bytes:
    return "".join(f"{name} {_installed_version(name)}\0" for name in packages).encode()


def _installed_version(name: str) -> str:
    """Return a distribution's version; empty if it is not installed, as an extra may be."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
