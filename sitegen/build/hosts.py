"""Which hosts of static sites take a site, by its bytes and files.

Source: the hosts' documentation ("GitHub Pages limits", "GitLab Pages", "Cloudflare Pages:
Limits"), read in October 2026.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.workspace.output import measure_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sitegen.build.report import Report

_INDEX_FOLDER: Final = "pagefind"
_SCRIPTS_FOLDER: Final = "offline"
#: Parts of the index that are scripts in any case.
_SHARED_FOLDERS: Final = frozenset({"words", "meaning"})


class Host(NamedTuple):
    """A host and its limits; None for no limit."""

    name: str
    max_bytes: int | None
    max_files: int | None


HOSTS: Final = (
    Host("GitHub Pages", 1_000_000_000, None),
    Host("GitLab Pages", 1_000_000_000, 200_000),
    Host("Cloudflare Pages", None, 20_000),
    Host("Cloudflare Pages (paid)", None, 100_000),
)


@dataclass(frozen=True, slots=True)
class SiteSize:
    """Bytes and files of a site, and of two parts of it, one of which a setting leaves out.

    Attributes:
        size: bytes of all files.
        files: number of all files.
        fetched_size: bytes of the index that only a server can deliver.
        fetched_files: number of files of that.
        script_size: bytes of the scripts for search from disk.
        script_files: number of files of those.
        pack_files: number of those with the data of several pages.
    """

    size: int = 0
    files: int = 0
    fetched_size: int = 0
    fetched_files: int = 0
    script_size: int = 0
    script_files: int = 0
    pack_files: int = 0


def measure_site(site: Path) -> SiteSize:
    """Return the size of a site.

    Raises:
        OSError: a folder can't be read.
    """
    size, files = measure_folder(site)
    sizes = {"": (0, 0), _SCRIPTS_FOLDER: (0, 0)}
    index = site / _INDEX_FOLDER
    if index.is_dir():
        for path in index.iterdir():
            part = path.name if path.name == _SCRIPTS_FOLDER else ""
            if path.name not in _SHARED_FOLDERS:
                more = measure_folder(path) if path.is_dir() else (path.stat().st_size, 1)
                sizes[part] = (sizes[part][0] + more[0], sizes[part][1] + more[1])
    pack_files = sum(1 for _ in (index / _SCRIPTS_FOLDER).glob("*fragments-*.js"))
    return SiteSize(size, files, *sizes[""], *sizes[_SCRIPTS_FOLDER], pack_files)


def host_lines(report: Report) -> Iterator[str]:
    """Yield a line on the hosts that take a site, and one per setting if some host does not."""
    yield _line("", report.size, report.files)
    if _hosts(report.size, report.files) == HOSTS:
        return
    if report.download_files:
        size, files = report.size - report.download_size, report.files - report.download_files
        yield _line("with [downloads] formats = []: ", size, files)
    if report.pack_files and not report.fetched_files:
        # Of a large collection, in which four pages share a script, and twelve do in a packed one.
        files = report.files - report.pack_files * 2 // 3
        yield _line("with [search] packed = true: ", report.size, files)
    # Without one of the two parts, a setting has left it out already.
    if not (report.fetched_files and report.script_files):
        return
    size, files = report.size - report.fetched_size, report.files - report.fetched_files
    yield _line("with [search] packed = true: ", size, files)
    size, files = report.size - report.offline, report.files - report.script_files
    yield _line("with [search] offline = false: ", size, files)


def _line(setting: str, size: int, files: int) -> str:
    names = ", ".join(host.name for host in _hosts(size, files)) or "none of the hosts in the docs"
    return f"{setting}{size / 1e6:,.1f} MB in {files:,} files fit {names}"


def _hosts(size: int, files: int) -> tuple[Host, ...]:
    """Return the hosts whose limits a site keeps."""
    return tuple(
        host
        for host in HOSTS
        if (host.max_bytes is None or size <= host.max_bytes)
        and (host.max_files is None or files <= host.max_files)
    )
