"""Files that hold files: gzip, Zstandard and ZIP, with limits on what comes out of them."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from typing import TYPE_CHECKING, BinaryIO, Final

from sitegen.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Bytes that one file may hold unpacked: the arXiv snapshot has 4.5 GB and does not fit in memory.
LARGEST: Final = 2_000_000_000
#: No text is packed so tightly; what is, and is large, is a bomb.
_TIGHTEST: Final = 200
_SUSPICIOUS: Final = 50_000_000
_CHUNK: Final = 1 << 20
_MOST_FILES: Final = 100_000
GZIP: Final = b"\x1f\x8b"
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
ZSTD: Final = b"\x28\xb5\x2f\xfd"
_DEEPEST: Final = 3
#: What macOS and others put beside a folder's files.
_HIDDEN: Final = re.compile(r"(?:^|/)(?:\.[^./]|__MACOSX/)")


def unpack(name: str, data: bytes, depth: int = 0) -> Iterator[tuple[str, bytes | SourceError]]:
    """Yield the files in some bytes, each with the name that readers are told.

    What is no container is yielded as it is. A file that can't be unpacked is yielded as the error
    that says why; the others still are.
    """
    try:
        if data.startswith(GZIP):
            inner = _read(name, gzip.GzipFile(fileobj=io.BytesIO(data)), len(data))
        elif data.startswith(ZSTD):
            inner = _read(name, zstandard_reader(name, data), len(data))
            _refuse_cut_zstandard(name, data, inner)
        elif data.startswith(_ZIP):
            yield from _members(name, data, depth)
            return
        else:
            yield name, data
            return
    except SourceError as error:
        yield name, error
        return
    if depth >= _DEEPEST:
        yield name, SourceError(f"{name}: is packed more than {_DEEPEST} times; unpack it first")
    else:
        yield from unpack(name, inner, depth + 1)


def _members(name: str, data: bytes, depth: int) -> Iterator[tuple[str, bytes | SourceError]]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = [one for one in archive.infolist() if not one.is_dir()]
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise SourceError(f"{name}: is no ZIP that can be read: {error}") from error
    if len(members) > _MOST_FILES:
        raise SourceError(f"{name}: holds {len(members):,} files, over {_MOST_FILES:,}")
    if depth >= _DEEPEST:
        raise SourceError(f"{name}: is packed more than {_DEEPEST} times; unpack it first")
    total = 0
    for member in sorted(members, key=lambda one: one.filename):
        # Nothing is written, so a path that leads out of the archive leads nowhere.
        place = f"{name}/{member.filename}"
        if _HIDDEN.search(member.filename):
            continue
        try:
            with archive.open(member) as stream:
                inner = _read(place, stream, max(1, member.compress_size), total)
        except SourceError as error:
            yield place, error
            continue
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError) as error:
            yield place, SourceError(f"{place}: can't be unpacked: {error}")
            continue
        total += len(inner)
        yield from unpack(place, inner, depth + 1)


def _read(name: str, stream: object, packed: int, before: int = 0) -> bytes:
    chunks: list[bytes] = []
    size = 0
    try:
        while chunk := stream.read(_CHUNK):  # type: ignore[attr-defined]
            chunks.append(chunk)
            size += len(chunk)
            _refuse_large(name, size, before, packed)
    except SourceError:
        raise
    except Exception as error:  # zlib's, gzip's, zipfile's, zstandard's: each has its own
        raise SourceError(f"{name}: can't be unpacked: {error}") from error
    return b"".join(chunks)


def _refuse_large(name: str, size: int, before: int, packed: int) -> None:
    if size > _SUSPICIOUS and size > _TIGHTEST * packed:
        raise SourceError(f"{name}: holds over {_TIGHTEST} times its size; no list of papers does")
    if size + before > LARGEST:
        raise SourceError(
            f"{name}: holds more than {LARGEST / 1e9:.0f} GB; split it or select papers"
        )


def zstandard_reader(name: str, data: bytes | BinaryIO) -> object:
    """Return a stream of what is packed.

    Raises:
        SourceError: zstandard is missing.
    """
    try:
        import zstandard
    except ImportError:
        raise SourceError(
            f"{name}: is Zstandard; pip install 'sitegen[zstd]' to read it, or unpack it"
        ) from None
    return zstandard.ZstdDecompressor().stream_reader(data)


def _refuse_cut_zstandard(name: str, data: bytes, inner: bytes) -> None:
    """Refuse a stream that ends early: its reader does not."""
    import zstandard

    try:
        size = zstandard.get_frame_parameters(data).content_size
    except zstandard.ZstdError as error:
        raise SourceError(f"{name}: can't be unpacked: {error}") from error
    is_told = size not in {zstandard.CONTENTSIZE_UNKNOWN, zstandard.CONTENTSIZE_ERROR}
    if not inner or (is_told and len(inner) < size):
        raise SourceError(f"{name}: can't be unpacked: it ends early")
