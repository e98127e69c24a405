"""Unpack gzip, xz, bzip2, Zstandard, ZIP and tar data in memory.

Limits hold for size, ratio, depth and count.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import sys
import tarfile
import zipfile
import zlib
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO, Final, NamedTuple

from sitegen.errors import SourceError, count_of
from sitegen.sources.files.discovery import is_source_name, skipped_notice
from sitegen.sources.limits import MAX_ARCHIVE_DEPTH, MAX_ARCHIVE_FILES, MAX_UNPACKED_BYTES
from sitegen.sources.reading import ReadResult

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

#: First bytes of a gzip member (RFC 1952, section 2.3.1).
GZIP_MAGIC: Final = b"\x1f\x8b"
#: First bytes of a Zstandard frame (RFC 8878, section 3.1.1).
ZSTD_MAGIC: Final = b"\x28\xb5\x2f\xfd"
#: First bytes of xz data (its specification 1.2.0, section 2.1.1.1), and of bzip2 data.
_XZ_MAGIC: Final = b"\xfd7zXZ\x00"
_BZIP2_MAGIC: Final = b"BZh"
#: "ustar" stands at this offset of a tar archive (POSIX.1-1988 and later).
_TAR_OFFSET: Final = 257
_TAR_MAGIC: Final = b"ustar"
#: First bytes of a ZIP archive, and of an empty one (APPNOTE 6.3.10, sections 4.3.7 and 4.3.16).
_ZIP_MAGICS: Final = (b"PK\x03\x04", b"PK\x05\x06")
#: Lists of papers never compress this well; data of a higher ratio is a decompression bomb.
_MAX_RATIO: Final = 200
#: Below this size the ratio doesn't matter: a small file of blanks is harmless.
_MIN_BOMB_BYTES: Final = 10_000_000
_CHUNK_BYTES: Final = 1 << 20
#: Dot files and the resource forks that macOS adds to a ZIP archive.
_HIDDEN: Final = re.compile(r"(?:^|/)(?:\.[^./]|__MACOSX/)")


class Budget:
    """Counts what one container unpacks to, with all containers within it.

    Args:
        packed_bytes: size of the container.
    """

    def __init__(self, packed_bytes: int) -> None:
        self._packed_bytes = packed_bytes
        self._unpacked_bytes = 0
        #: Whether the limit is reached, so that nothing more is unpacked.
        self.is_spent = False

    def add(self, name: str, size: int) -> None:
        """Count unpacked bytes.

        Raises:
            SourceError: the source unpacks to more than its limit.
        """
        self._unpacked_bytes += size
        total = self._unpacked_bytes
        self.is_spent = True
        if total > _MIN_BOMB_BYTES and total > _MAX_RATIO * self._packed_bytes:
            raise SourceError(
                f"{name}: unpacks to over {_MAX_RATIO} times its size, as no list of papers does"
            )
        if total > MAX_UNPACKED_BYTES:
            raise SourceError(
                f"{name}: holds more than {MAX_UNPACKED_BYTES / 1e9:.0f} GB; split it or select "
                "papers"
            )
        self.is_spent = False


def unpack(
    name: str, data: bytes, depth: int = 0, budget: Budget | None = None
) -> Iterator[tuple[str, bytes | ReadResult | SourceError]]:
    """Yield the files that a container holds, at any depth up to ``MAX_ARCHIVE_DEPTH``.

    Data in no known container format is yielded unchanged. A file that can't be unpacked is yielded
    as a SourceError; the files after it are still unpacked. Members of a ZIP archive that can be no
    sources are counted in a notice, which is yielded as a result without papers.

    Args:
        name: the source's name in messages; members of a ZIP archive append ``/member``.
        data: the bytes of the source.
        depth: number of containers around ``data``.
        budget: what the outermost container may unpack to; None for that container itself.
    """
    budget = budget or Budget(len(data))
    try:
        open_stream = next((s for magic, s in _STREAMS if data.startswith(magic)), None)
        if open_stream is not None:
            content = _read_limited(name, open_stream(name, data), Budget(len(data)), budget)
            if data.startswith(ZSTD_MAGIC):
                _check_zstandard_size(name, data, content)
        elif data.startswith(_ZIP_MAGICS):
            yield from _unpack_zip(name, data, depth, budget)
            return
        elif data[_TAR_OFFSET : _TAR_OFFSET + len(_TAR_MAGIC)] == _TAR_MAGIC:
            yield from _unpack_tar(name, data, depth, budget)
            return
        else:
            yield name, data
            return
    except SourceError as error:
        yield name, error
        return
    if depth >= MAX_ARCHIVE_DEPTH:
        yield name, _depth_error(name)
    else:
        # The content may be a container again, such as a gzipped ZIP archive.
        yield from unpack(name, content, depth + 1, budget)


def _depth_error(name: str) -> SourceError:
    return SourceError(f"{name}: is packed more than {MAX_ARCHIVE_DEPTH} times; unpack it first")


def _unpack_zip(
    name: str, data: bytes, depth: int, budget: Budget
) -> Iterator[tuple[str, bytes | ReadResult | SourceError]]:
    """Yield the members of a ZIP archive in the order of their names.

    Raises:
        SourceError: the archive's directory is damaged, too long, or nested too deeply.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        infos = [info for info in archive.infolist() if not info.is_dir()]
    # A damaged directory gives errors of any kind.
    except Exception as error:
        fault = f"can't be read as a ZIP archive: {error}"
        raise SourceError(f"{name}: {fault}; get it again") from error
    _check_count(name, len(infos))
    members = [
        _Member(info.filename, partial(archive.open, info), info.compress_size) for info in infos
    ]
    yield from _unpack_members(name, members, depth, budget)


def _unpack_tar(
    name: str, data: bytes, depth: int, budget: Budget
) -> Iterator[tuple[str, bytes | ReadResult | SourceError]]:
    """Yield the files of a tar archive in the order of their names; without links and devices.

    Raises:
        SourceError: the archive is damaged, too long, or nested too deeply.
    """
    members: list[_Member] = []
    try:
        archive = tarfile.open(fileobj=io.BytesIO(data), mode="r:")  # noqa: SIM115
        for info in archive:
            if info.isfile():
                # A sparse file may be much longer than the archive.
                opener = partial(archive.extractfile, info)
                members.append(_Member(info.name.removeprefix("./"), opener, len(data)))
            _check_count(name, len(members))
    except (tarfile.TarError, ValueError, OSError, EOFError) as error:
        fault = f"can't be read as a tar archive: {error}"
        raise SourceError(f"{name}: {fault}; get it again") from error
    yield from _unpack_members(name, members, depth, budget)


class _Member(NamedTuple):
    """A file of an archive: its name, what opens it, and its packed size in bytes."""

    name: str
    open: Callable[[], Any]
    packed_bytes: int


def _check_count(name: str, count: int) -> None:
    if count > MAX_ARCHIVE_FILES:
        limit = f"the limit of {MAX_ARCHIVE_FILES:,}"
        raise SourceError(f"{name}: holds {count:,} files, over {limit}; split it")


def _unpack_members(
    name: str, members: Sequence[_Member], depth: int, budget: Budget
) -> Iterator[tuple[str, bytes | ReadResult | SourceError]]:
    """Yield the files of an archive that can be sources, in the order of their names.

    Raises:
        SourceError: the archive holds no file, is a document inside, or is nested too deeply.
    """
    if depth >= MAX_ARCHIVE_DEPTH:
        raise _depth_error(name)
    yield from _skipped_members(name, [member.name for member in members])
    spent_count = 0
    for member in sorted(members, key=lambda member: member.name):
        if _HIDDEN.search(member.name) or not is_source_name(member.name):
            continue
        if budget.is_spent:
            spent_count += 1
            continue
        # Nothing is written to disk, so a name such as "../../x" can't escape a folder.
        path = f"{name}/{member.name}"
        content = _read_member(path, member, budget)
        if isinstance(content, bytes):
            yield from unpack(path, content, depth + 1, budget)
        else:
            yield path, content
    if spent_count:
        files = count_of(spent_count, "more file")
        yield name, SourceError(f"{name}: {files} in it, not unpacked, as it is too large")


def _read_member(path: str, member: _Member, budget: Budget) -> bytes | SourceError:
    """Return the content of a member, or why it can't be unpacked."""
    try:
        with member.open() as stream:
            return _read_limited(path, stream, Budget(member.packed_bytes), budget)
    except SourceError as error:
        return error
    # RuntimeError: encrypted; NotImplementedError: an unsupported compression method. A damaged
    # directory gives errors of any kind, such as a ValueError of a position before the start.
    except Exception as error:  # noqa: BLE001
        return SourceError(f"{path}: can't be unpacked: {error}; get it again, or unpack it")


def _skipped_members(name: str, members: list[str]) -> Iterator[tuple[str, ReadResult]]:
    """Yield a notice of members that can be no sources.

    Raises:
        SourceError: the archive holds no file, or is a document inside.
    """
    names = [member for member in members if not _HIDDEN.search(member)]
    if not names:
        raise SourceError(f"{name}: the archive holds no file to read")
    if "[Content_Types].xml" in names or "mimetype" in names:
        raise SourceError(
            f"{name}: is a document of an office program or an e-book, no list of papers; save a "
            "table as CSV"
        )
    skipped = [member for member in names if not is_source_name(member)]
    if skipped:
        yield name, ReadResult((), (skipped_notice(name, skipped),))


def _read_limited(name: str, stream: object, *budgets: Budget) -> bytes:
    """Read a decompressing stream in chunks, so that a bomb is refused before it fills the memory.

    Args:
        name: the file's name in messages.
        stream: an object with ``read(size)``.
        budgets: what the stream, and the source that holds it, may unpack to.

    Raises:
        SourceError: the data is damaged, or a limit is exceeded.
    """
    chunks: list[bytes] = []
    try:
        while chunk := stream.read(_CHUNK_BYTES):  # type: ignore[attr-defined]
            chunks.append(chunk)
            for budget in budgets:
                budget.add(name, len(chunk))
    except SourceError:
        raise
    # zlib.error, EOFError, BadGzipFile, BadZipFile and ZstdError share no base but Exception.
    except Exception as error:
        raise SourceError(f"{name}: can't be unpacked: {error}; get it again") from error
    return b"".join(chunks)


def zstandard_reader(name: str, data: bytes | BinaryIO) -> object:
    """Return a stream that decompresses Zstandard data.

    Raises:
        SourceError: the zstandard package is not installed.
    """
    try:
        import zstandard
    except ImportError:
        raise SourceError(
            f"{name}: is Zstandard; pip install 'sitegen[zstd]' to read it, or unpack it"
        ) from None
    return zstandard.ZstdDecompressor().stream_reader(data)


#: First bytes of packed data -> a stream of what is packed.
_STREAMS: Final[tuple[tuple[bytes, Callable[[str, bytes], object]], ...]] = (
    (GZIP_MAGIC, lambda _name, data: gzip.GzipFile(fileobj=io.BytesIO(data))),
    (_XZ_MAGIC, lambda _name, data: lzma.LZMAFile(io.BytesIO(data))),  # noqa: SIM115
    (_BZIP2_MAGIC, lambda _name, data: bz2.BZ2File(io.BytesIO(data))),
    (ZSTD_MAGIC, zstandard_reader),
)


def is_packed(head: bytes) -> bool:
    """Return whether data are packed in a way that ``unpack`` knows, by their first bytes."""
    magics = (*_ZIP_MAGICS, *(magic for magic, _ in _STREAMS))
    return head.startswith(magics) or head[_TAR_OFFSET:].startswith(_TAR_MAGIC)


def unpack_errors() -> tuple[type[Exception], ...]:
    """Return the errors that opening and reading a file raise, packed or not."""
    # zstandard is optional, and not imported before the first file that needs it.
    zstandard = sys.modules.get("zstandard")
    # OSError covers gzip.BadGzipFile; EOFError is gzip data that ends early; ValueError is a path
    # with a NUL.
    errors = [OSError, EOFError, ValueError, zlib.error]
    return (*errors, *([zstandard.ZstdError] if zstandard else []))


def _check_zstandard_size(name: str, data: bytes, content: bytes) -> None:
    """Compare the unpacked size with the frame header's.

    ``stream_reader`` returns what it has, without an error, if the compressed data ends early.

    Raises:
        SourceError: the frame is cut or its header is damaged.
    """
    import zstandard

    try:
        size = zstandard.get_frame_parameters(data).content_size
    except zstandard.ZstdError as error:
        raise SourceError(f"{name}: can't be unpacked: {error}; get it again") from error
    has_size = size not in {zstandard.CONTENTSIZE_UNKNOWN, zstandard.CONTENTSIZE_ERROR}
    if not content or (has_size and len(content) < size):
        raise SourceError(f"{name}: can't be unpacked: it ends early; get it again")
