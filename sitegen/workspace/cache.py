"""The cache: keys that say what a result was made of, and records that hold one result per key.

Every cached result of sitegen (the whole build, pages, frames, index parts, vectors) goes through
this module, so that there is one answer to "is it stale?". A key covers the content of the inputs,
the options, sitegen's own code, and the versions of all packages whose output goes into a site. A
record is a file with a key and a checksum; a record with another key, or one that is damaged, is
the same as no record. A folder of results has a seal, a record of a hash of its files; a folder
without a valid one is made again. No result is ever only in a cache: delete ``.sitegen`` at will.

Why a result is made again is logged at the level DEBUG, which ``--verbose`` prints.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sitegen import __version__
from sitegen.workspace.files import (
    atomic_write_text,
    file_stamps,
    hash_tree,
    remove,
    tree_stamps,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_log = logging.getLogger(__name__)

#: Distributions whose output goes into a site, or decides what does. ``requires_dist`` lists more
#: (click, rich: what a terminal shows) and fewer (Markdown comes with MkDocs).
PACKAGES: Final = (
    "Markdown", "PyStemmer", "PyYAML", "babel", "beautifulsoup4", "cbor2", "charset-normalizer",
    "ftfy", "jinja2", "latex2mathml", "lxml", "markdown-it-py", "mkdocs", "mkdocs-material",
    "numpy", "onnxruntime", "pagefind_bin", "py3langid", "pyarrow", "rapidfuzz", "rcssmin",
    "rjsmin", "scipy", "tokenizers",
)  # fmt: skip
_KEY_BYTES: Final = 16
#: What a function that takes values out of JSON raises if the JSON has another shape.
_SHAPE_ERRORS: Final = (AttributeError, LookupError, TypeError, ValueError)
#: The record in a folder of results that says which files belong to it.
_SEAL: Final = "seal.json"
#: Fields of a record's first line: the word sitegen, the key, and the checksum of the other lines.
_HEADER_FIELDS: Final = 3


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


def text_hash(*parts: str | bytes | memoryview) -> str:
    """Return the BLAKE2b hash of a text alone, in one part or more, as 32 hexadecimal digits."""
    digest = hashlib.blake2b(digest_size=_KEY_BYTES)
    for part in parts:
        digest.update(part.encode() if isinstance(part, str) else part)
    return digest.hexdigest()


def tree_hash(root: Path) -> str:
    """Return a hash of a file, or of the files below a folder, wherever it lies.

    Raises:
        OSError: a file can't be read.
    """
    digest = hashlib.blake2b(digest_size=_KEY_BYTES)
    hash_tree(digest, root)
    return digest.hexdigest()


def stamp_key(root: Path) -> str:
    """Return a key that changes if a file below a folder is written, added or removed.

    It changes for a copy of the folder, too, even if times of modification were copied.
    """
    return text_hash(repr(tree_stamps(root)).encode("utf-8", "surrogateescape"))


def load_record(path: Path, key: str, parse: Callable[[Any], Any] | None = None) -> Any | None:
    """Return the content of a record; None if it is missing, damaged or of another key.

    Args:
        path: file of the record.
        key: the key that it must have.
        parse: converts the content; an error of looking values up means that the record has
            another shape, and counts as damage.
    """
    try:
        header, _, body = path.read_bytes().partition(b"\n")
    except FileNotFoundError:
        return None
    except OSError as error:
        _log.debug("%s: can't be read (%s); what it recorded is made again", path, error.strerror)
        return None
    fields = header.split(b" ")
    if fields != [b"sitegen", key.encode(), text_hash(body).encode()]:
        is_damaged = len(fields) != _HEADER_FIELDS or fields[-1] != text_hash(body).encode()
        reason = "is damaged" if is_damaged else "is of another version"
        _log.debug("%s: %s; what it recorded is made again", path, reason)
        return None
    try:
        content = json.loads(body)
        return parse(content) if parse else content
    except _SHAPE_ERRORS:
        _log.debug("%s: has another shape; what it recorded is made again", path)
        return None


def save_record(path: Path, key: str, content: object) -> None:
    """Write a record; if the disk refuses, the next build has no record and takes longer."""
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    with contextlib.suppress(OSError):
        # First: a record of an earlier state must not outlive a failed write.
        remove(path)
        # The first line has the key, and the checksum by which damage is recognized.
        atomic_write_text(path, f"sitegen {key} {text_hash(body)}\n{body}")


def seal_folder(folder: Path, key: str) -> None:
    """Record the content of a folder of results: no file of it may change from now on.

    Raises:
        OSError: a file can't be read.
    """
    save_record(folder / _SEAL, key, _content_hash(folder))


def is_sealed(folder: Path, key: str) -> bool:
    """Return whether a folder has exactly the files and bytes that were sealed under a key.

    The files of an index are hard links to those of the published site, so an edit there changes
    them here.
    """
    content = load_record(folder / _SEAL, key)
    if content is None:
        return False
    try:
        if content == _content_hash(folder):
            return True
    except OSError as error:
        _log.debug("%s: can't be read: %s", error.filename, error.strerror)
    _log.debug("%s: its files are not those that were written; they are made again", folder)
    return False


def _content_hash(folder: Path) -> str:
    """Return a hash of the paths and contents of a folder's files, the seal left out."""
    digest = hashlib.blake2b(digest_size=_KEY_BYTES)
    folders = [""]
    # An index has a file for each page: pathlib would take longer than reading them.
    while folders:
        parent = folders.pop()
        with os.scandir(f"{folder}/{parent}") as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
        for entry in listed:
            name = f"{parent}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                folders.append(f"{name}/")
            # Nothing is read from a pipe.
            elif name != _SEAL and entry.is_file():
                with open(entry.path, "rb", buffering=0) as stream:  # noqa: PTH123
                    data = stream.read()
                # The lengths part name and content: ("ab", "c") differs from ("a", "bc").
                encoded = os.fsencode(name)
                digest.update(b"%d %d %s" % (len(encoded), len(data), encoded))
                digest.update(data)
    return digest.hexdigest()


def code_id() -> str:
    """Return what stands for sitegen's code and data, and for the versions of all packages."""
    return _code_key().hex()


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
