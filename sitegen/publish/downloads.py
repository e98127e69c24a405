"""The bulk files of a site: one file per format with all its papers, or several below a size."""

from __future__ import annotations

import gzip
import shutil
from typing import TYPE_CHECKING, Final

from sitegen.errors import BuildError, ConfigError
from sitegen.locale import ENGLISH
from sitegen.paper import Download
from sitegen.publish.registry import load_exports, render_export
from sitegen.workspace.files import empty_folder, ensure_folder, link_or_copy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from sitegen.locale import Texts
    from sitegen.publish.records import Records
    from sitegen.publish.registry import Export

#: Folder of the files in a site.
FOLDER: Final = "downloads"
#: Name of the files, without suffix.
_STEM: Final = "papers"
#: Larger texts are packed, if their readers can be expected to unpack them.
_MAX_PLAIN_BYTES: Final = 10_000_000
#: Higher levels cost twice the time for a tenth less.
_GZIP_LEVEL: Final = 4


def check_formats(names: Iterable[str]) -> None:
    """Check that each name is one of an export.

    Raises:
        ConfigError: a format is unknown.
    """
    known = load_exports()
    for name in names:
        if name not in known:
            raise ConfigError(
                f"[downloads] formats: there is no format '{name}'; known are {', '.join(known)}"
            )


def write_downloads(
    folder: Path, records: Records, names: Sequence[str], texts: Texts = ENGLISH
) -> tuple[Download, ...]:
    """Write the files of some formats into a folder, which is emptied before.

    Args:
        folder: where the files are, without the site's ``downloads`` folder around them.
        records: all papers of the site.
        names: of the formats, in the order in which readers see them.
        texts: of the interface.

    Returns:
        The files, in the order of the formats.

    Raises:
        SitegenError: a format needs a library that is not installed.
        OSError: a file can't be written.
    """
    empty_folder(folder)
    exports = load_exports()
    return tuple(
        download
        for name in dict.fromkeys(names)
        for download in _write_files(folder, exports[name], render_export(name, records), texts)
    )


def place_downloads(folder: Path, site: Path, downloads: Sequence[Download]) -> None:
    """Put written files into a site.

    Raises:
        BuildError: the site has a file of such a name.
        OSError: a file can't be written.
    """
    if downloads:
        ensure_folder(site / FOLDER)
    for download in downloads:
        name = download.address.rpartition("/")[2]
        if (site / FOLDER / name).exists():
            raise BuildError(
                f"{download.address}: is one of your files, and a download of the site; rename "
                "yours, or leave the format out of formats in [downloads]"
            )
        link_or_copy(str(folder / name), str(site / FOLDER / name))


def _write_files(
    folder: Path, export: Export, pieces: Iterator[bytes], texts: Texts
) -> Iterator[Download]:
    """Write the pieces of an export into as few files as its maximum size allows."""
    for number, file_pieces in enumerate(_split(pieces, export.max_bytes), start=1):
        name = f"{_STEM}{f'-{number}' if number > 1 else ''}{export.suffix}"
        size = 0
        with (folder / name).open("wb") as stream:
            for piece in file_pieces:
                size += stream.write(piece)
        title = texts.gettext(export.title)
        if number > 1:
            title = texts.gettext("%(file)s, part %(number)s", file=title, number=number)
        media_type = export.media_type
        if export.is_packed and size > _MAX_PLAIN_BYTES:
            name, size = _pack(folder / name)
            title = texts.gettext("%(file)s, packed with gzip", file=title)
            media_type = "application/gzip"
        yield Download(f"{FOLDER}/{name}", title, media_type, size)


def _pack(path: Path) -> tuple[str, int]:
    """Replace a file by one that is packed with gzip; return its name and its bytes."""
    packed = path.with_name(f"{path.name}.gz")
    # Neither name nor time of the file, so that equal papers give equal bytes.
    with (
        path.open("rb") as source,
        packed.open("wb") as target,
        gzip.GzipFile("", "wb", _GZIP_LEVEL, target, mtime=0) as stream,
    ):
        shutil.copyfileobj(source, stream, 1 << 20)
    path.unlink()
    return packed.name, packed.stat().st_size


def _split(pieces: Iterator[bytes], max_bytes: int | None) -> Iterator[Iterator[bytes]]:
    """Yield iterators over the pieces of one file each, to be used one after the other.

    A piece that is larger than the limit is alone in a file. Without pieces there is one
    file, which is empty.
    """
    following = next(pieces, None)
    is_first = True

    def take() -> Iterator[bytes]:
        nonlocal following
        size = 0
        while following is not None and (
            not size or max_bytes is None or size + len(following) <= max_bytes
        ):
            size += len(following)
            yield following
            following = next(pieces, None)

    while is_first or following is not None:
        is_first = False
        yield take()
