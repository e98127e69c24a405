"""The files of a Pagefind 1.5 index, as far as we read and write them.

They are gzipped: ``pagefind_dcd``, then CBOR (RFC 8949). pagefind-entry.json names the meta file,
``[version, [[fragment, words], …], [[from, to, chunk], …], [[filter, file], …], [[sort, [page, …]],
…], [field, …]]``; a page is told by its place in the second of these. An index chunk is
``[[[word, postings, [[spelling, postings], …]], …]]`` with its words sorted, a posting ``[pages
since the one before, [place in the text or weight, …], [field or place in it, …]]``. A filter is
``[name, [[value, [page, …]], …]]``. Source: pagefind 1.5.2, pagefind/src/index/*.rs.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from typing import TYPE_CHECKING, Any, Final

import cbor2

from sitegen.errors import BuildError

if TYPE_CHECKING:
    from pathlib import Path

ENTRY: Final = "pagefind-entry.json"
_SIGNATURE: Final = b"pagefind_dcd"
_META_PARTS: Final = 6


def read_entry(folder: Path) -> dict[str, Any]:
    """Return what pagefind-entry.json says.

    Raises:
        BuildError: it is damaged.
    """
    try:
        entry: dict[str, Any] = json.loads((folder / ENTRY).read_text("utf-8"))
    except ValueError as error:
        raise _damaged() from error
    return entry


def read_meta(folder: Path, name: str) -> list[Any]:
    """Return the meta file's parts.

    Raises:
        BuildError: it is damaged, or not as Pagefind 1.5 writes it.
    """
    path = folder / f"pagefind.{name}.pf_meta"
    meta = read_packed(path)
    if not isinstance(meta, list) or len(meta) != _META_PARTS:
        raise _unknown(path)
    return meta


def read_packed(path: Path) -> Any:
    """Return the content of a gzipped file.

    Raises:
        BuildError: it is damaged, or not as Pagefind 1.5 writes it.
    """
    data = _unzipped(path)
    try:
        return cbor2.loads(data)
    except (ValueError, EOFError) as error:
        raise _damaged() from error


def read_fragment(path: Path) -> dict[str, Any]:
    """Return what is told of a page.

    Raises:
        BuildError: it is damaged, or not as Pagefind 1.5 writes it.
    """
    try:
        fragment: dict[str, Any] = json.loads(_unzipped(path))
    except ValueError as error:
        raise _damaged() from error
    return fragment


def write_packed(folder: Path, pattern: str, language: str, content: Any, level: int = 9) -> str:
    """Write a file that its content gives its name; return the name as the index tells it.

    Args:
        folder: where to.
        pattern: the file's name, with ``{}`` for its changing part.
        language: what that part begins with.
        content: arrays, texts and integers.
        level: gzip's.
    """
    data = _SIGNATURE + cbor2.dumps(content)
    name = f"{language}_{hashlib.sha256(data).hexdigest()[:10]}"
    (folder / pattern.format(name)).write_bytes(gzip.compress(data, level, mtime=0))
    return name


def _unzipped(path: Path) -> bytes:
    try:
        data = gzip.decompress(path.read_bytes())
    except (OSError, EOFError, zlib.error) as error:
        raise _damaged() from error
    if not data.startswith(_SIGNATURE):
        raise _unknown(path)
    return data[len(_SIGNATURE) :]


def _damaged() -> BuildError:
    # Pagefind ends well although it could not write all.
    return BuildError("Pagefind's index is damaged; most likely the disk is full")


def _unknown(path: Path) -> BuildError:
    return BuildError(f"{path.name} is not as Pagefind 1.5 writes it; install pagefind_bin<1.6")
