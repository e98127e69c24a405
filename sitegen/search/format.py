"""Read and write the files of a Pagefind 1.5 index.

Each file is gzipped: the signature ``pagefind_dcd``, then CBOR (RFC 8949); a fragment holds JSON
instead. ``pagefind-entry.json``, plain JSON, names the meta file of each language:

* meta: ``[version, pages, chunks, filters, sorts, fields]`` with pages ``[[fragment, words], …]``,
  chunks ``[[first word, last word, chunk], …]``, filters ``[[filter, file], …]``, sorts
  ``[[sort, [page, …]], …]`` and fields ``[name, …]``. A page is referred to by its index in pages.
* chunk: ``[[[word, postings, [[spelling, postings], …]], …]]``, sorted by word. A posting is
  ``[page, positions, meta]``: ``page`` is the difference from the previous posting's page,
  ``positions`` holds positions in the text and, as negative numbers, weights, ``meta`` holds field
  indexes, as negative numbers, each followed by positions in that field.
* filter: ``[name, [[value, [page, …]], …]]``.

Source: pagefind 1.5.2, pagefind/src/index/*.rs.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zlib
from typing import TYPE_CHECKING, Any, Final

import cbor2

from sitegen.errors import BuildError

if TYPE_CHECKING:
    from pathlib import Path

ENTRY_FILE: Final = "pagefind-entry.json"
_SIGNATURE: Final = b"pagefind_dcd"
#: Version, pages, chunks, filters, sorts and fields.
_META_ITEMS: Final = 6
#: Hexadecimal digits of the content hash in a file name: 40 bits.
_NAME_DIGITS: Final = 10
_BEST_COMPRESSION: Final = 9
#: Of ``zlib``: the header of gzip, and the largest window.
_GZIP_BITS: Final = 31
#: More than the name of a filter takes.
_HEAD_BYTES: Final = 1024


def read_entry(folder: Path) -> dict[str, Any]:
    """Return the content of pagefind-entry.json.

    Raises:
        BuildError: the file is damaged.
    """
    path = folder / ENTRY_FILE
    try:
        entry: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise _damaged(path) from error
    return entry


def read_meta(folder: Path, name: str) -> list[Any]:
    """Return the six items of a meta file.

    Raises:
        BuildError: the file is damaged or not in the format of Pagefind 1.5.
    """
    path = folder / f"pagefind.{name}.pf_meta"
    meta = read_packed(path)
    # Later versions may add items: their meaning, and that of the others, would be a guess.
    if not isinstance(meta, list) or len(meta) != _META_ITEMS:
        raise _unknown_format(path)
    return meta


def read_packed(path: Path) -> Any:
    """Return the content of a gzipped CBOR file.

    Raises:
        BuildError: the file is damaged or not in the format of Pagefind 1.5.
    """
    data = _unpack(path)
    try:
        return cbor2.loads(data)
    except (cbor2.CBORError, ValueError, EOFError) as error:
        # cbor2 6 raises CBORError only, earlier versions Python's errors too.
        raise _damaged(path) from error


def read_fragment(path: Path) -> dict[str, Any]:
    """Return the fragment of a page: its URL, text, metadata and filters.

    Raises:
        BuildError: the file is damaged or not in the format of Pagefind 1.5.
    """
    try:
        fragment: dict[str, Any] = json.loads(_unpack(path))
    except ValueError as error:
        raise _damaged(path) from error
    return fragment


def read_filter_name(path: Path) -> str:
    """Return the name of the filter in a file, of which only the beginning is decompressed.

    Raises:
        BuildError: the file is damaged or not in the format of Pagefind 1.5.
    """
    try:
        head = zlib.decompressobj(wbits=_GZIP_BITS).decompress(path.read_bytes(), _HEAD_BYTES)
        # The name is the first item of a list of two.
        name: str = cbor2.CBORDecoder(io.BytesIO(head.removeprefix(_SIGNATURE)[1:])).decode()
    except (OSError, zlib.error, cbor2.CBORError, ValueError, EOFError) as error:
        raise _damaged(path) from error
    return name


def write_packed(
    folder: Path, pattern: str, language: str, content: Any, level: int = _BEST_COMPRESSION
) -> str:
    """Write a gzipped CBOR file, named by a hash of its content.

    Args:
        folder: the folder to write to.
        pattern: the file name, with ``{}`` for the variable part.
        language: the prefix of the variable part.
        content: lists, strings and integers.
        level: the gzip level, 0 to 9.

    Returns:
        The variable part of the name, by which the index refers to the file.
    """
    data = _SIGNATURE + cbor2.dumps(content)
    # Hash the data before compression: zlib versions compress differently.
    name = f"{language}_{hashlib.sha256(data).hexdigest()[:_NAME_DIGITS]}"
    # A modification time in the header would make each build's bytes differ.
    (folder / pattern.format(name)).write_bytes(gzip.compress(data, level, mtime=0))
    return name


def _unpack(path: Path) -> bytes:
    """Return the content of a gzipped file, without the signature."""
    try:
        data = gzip.decompress(path.read_bytes())
    except (OSError, EOFError, zlib.error) as error:
        raise _damaged(path) from error
    if not data:
        # The file is empty, which gzip accepts.
        raise _damaged(path)
    if not data.startswith(_SIGNATURE):
        raise _unknown_format(path)
    return data[len(_SIGNATURE) :]


def _damaged(path: Path) -> BuildError:
    # Pagefind exits with 0 even if it could not write a file whole.
    return BuildError(
        f"{path}: this file of Pagefind's index is damaged, most likely because the disk is full; "
        "free some space and build again"
    )


def _unknown_format(path: Path) -> BuildError:
    return BuildError(
        f"{path}: this file is not in the format of Pagefind 1.5; install 'pagefind_bin<1.6'"
    )
