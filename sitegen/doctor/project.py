"""Examine a project: settings, sources, state, entries to fetch, workspace."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sitegen.config import read_config
from sitegen.config.load import default_config
from sitegen.doctor.files import examine_digests, examine_ledger, examine_lists, examine_paths
from sitegen.doctor.findings import Finding, Severity, doubtful, faulty, fine
from sitegen.errors import SitegenError, count_of
from sitegen.fetch.errands import SOURCES_FOLDER, memory_folder
from sitegen.fetch.memory import read_memory
from sitegen.sources import ReadOptions, find_head_fault, list_files
from sitegen.state import current_day, read_state
from sitegen.workspace.output import measure_folder, refuse_foreign, workspace_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from sitegen.config import Config
    from sitegen.config.fetch_entries import FetchEntry

#: Days without a complete answer after which an entry may have stopped.
_MAX_QUIET_DAYS: Final = 7
_MIN_FREE_BYTES: Final = 500_000_000
_MAX_CACHE_BYTES: Final = 5_000_000_000
_MAX_LISTED: Final = 3
#: Sources of which the start is read, so that many take no longer than a screen is worth.
_MAX_EXAMINED: Final = 200


def examine_project(settings: Path, output: Path) -> Iterator[Finding]:
    """Yield findings on a project.

    Args:
        settings: path of sitegen.toml, which need not exist.
        output: folder of the site, relative to the current folder.
    """
    if not settings.is_file():
        yield doubtful("settings", f"there is no {settings}", "'sitegen init' starts a collection")
        config = default_config(settings.parent)
    else:
        try:
            config = read_config(settings)
        except SitegenError as error:
            yield faulty("settings", str(error), "correct the file")
            return
        yield fine("settings", str(settings))
        yield from examine_paths(config)
        yield from examine_sources(config)
        yield from examine_lists(config)
    yield from examine_state(config)
    yield from examine_ledger(config)
    for entry in config.fetch:
        yield examine_entry(entry, config, current_day())
    yield from examine_fetched_folder(config)
    yield from examine_digests(config)
    yield from examine_workspace(output)


def examine_sources(config: Config) -> Iterator[Finding]:
    """Look at the sources that a build without arguments reads."""
    names = config.site.sources
    if not names:
        yield doubtful("sources", "[site] sources is empty", "set it, or name sources for a build")
        return
    files = [path for _, path in list_files(names)]
    options = ReadOptions(columns=config.columns.mapping)
    # The names of files that were added begin with their day: the last ones are the newest.
    faults = [f for path in files[-_MAX_EXAMINED:] if (f := find_head_fault(path, options))]
    if faults:
        is_read = all(fault.severity == "notice" for fault in faults) and len(faults) < len(files)
        severity = Severity.DOUBTFUL if is_read else Severity.FAULTY
        text = _listed([f"{fault.path}: {fault.message}" for fault in faults])
        yield Finding(severity, "sources", text, "a build leaves it out")
    elif not files:
        remedy = "add files, or run 'sitegen fetch'" if config.fetch else "add files"
        yield faulty("sources", f"there is no file in {_listed(names)}", remedy)
    else:
        yield fine("sources", count_of(len(files), "file"))


def examine_state(config: Config) -> Iterator[Finding]:
    """Look for damaged lines in the state."""
    folder = config.state.folder
    if folder is None or not folder.is_dir():
        yield fine("state", "there is no folder yet; 'sitegen add' writes it")
        return
    try:
        state = read_state(folder)
        damaged = [str(diagnostic) for diagnostic in state.diagnostics]
        for path in sorted(memory_folder(config).glob("*.txt")):
            damaged += (f"{path}:{line}" for line in read_memory(path).damaged)
    except SitegenError as error:
        yield faulty("state", str(error), "check its permissions")
        return
    if damaged:
        yield doubtful("state", f"damaged lines: {_listed(damaged)}", "correct or delete them")
    else:
        yield fine("state", f"{count_of(len(state.first_seen), 'line')} of first days, all right")


def examine_entry(entry: FetchEntry, config: Config, today: date) -> Finding:
    """Look at an entry to fetch: its contact, its key, and when it last had a whole answer."""
    subject = f"fetch {entry.name}"
    if entry.key and not os.environ.get(entry.key):
        return doubtful(subject, f"the environment variable {entry.key} is not set", "set it")
    if not (entry.contact or config.site.url):
        return doubtful(subject, "services see no contact", "set contact, or [site] url")
    day = read_memory(memory_folder(config) / f"{entry.name}.txt").day
    if day is None:
        return doubtful(subject, "has had no whole answer yet", f"run 'sitegen fetch {entry.name}'")
    if (today - day).days > _MAX_QUIET_DAYS:
        return doubtful(
            subject, f"has had no whole answer since {day}", f"run 'sitegen fetch {entry.name}'"
        )
    return fine(subject, f"fetched until {day}")


def examine_fetched_folder(config: Config) -> Iterator[Finding]:
    """Check that a build reads what is fetched."""
    folder = (config.folder / SOURCES_FOLDER).resolve()
    roots = [Path(name).resolve() for name in config.site.sources]
    if config.fetch and not any(folder == root or root in folder.parents for root in roots):
        yield doubtful("sources", f"a build does not read {folder}",
                       f'add "{SOURCES_FOLDER}" to [site] sources')  # fmt: skip


def examine_workspace(output: Path) -> Iterator[Finding]:
    """Check that a site can be written, and look at the size of its cache."""
    folder = workspace_path(output)
    parent = next(path for path in (folder, *folder.parents) if path.is_dir())
    if not os.access(parent, os.W_OK | os.X_OK):
        yield faulty("output", f"{parent} can't be written", "choose another folder with -o")
        return
    try:
        refuse_foreign(output)
    except SitegenError as error:
        text, _, remedy = str(error).rpartition("; ")
        yield faulty("output", text, remedy)
        return
    free = shutil.disk_usage(parent).free
    if free < _MIN_FREE_BYTES:
        yield doubtful("output", f"{free / 1e6:.0f} MB are free", "make room")
    else:
        yield fine("output", f"{output} can be written, {free / 1e9:.0f} GB are free")
    caches = folder.parent
    size = measure_folder(caches)[0] if caches.is_dir() else 0
    if size > _MAX_CACHE_BYTES:
        yield doubtful("cache", f"{size / 1e9:.1f} GB", f"delete {caches}; a build makes it again")
    else:
        yield fine("cache", f"{size / 1e6:.1f} MB in {caches}")


def _listed(texts: Sequence[str]) -> str:
    more = f" and {len(texts) - _MAX_LISTED} more" if len(texts) > _MAX_LISTED else ""
    return "; ".join(texts[:_MAX_LISTED]) + more
