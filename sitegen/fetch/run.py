"""Run ``sitegen fetch``: the entries one after another, each batch by batch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.errors import SitegenError
from sitegen.fetch.batches import fetch_batch
from sitegen.fetch.client import Client
from sitegen.fetch.errands import Errand, memory_folder
from sitegen.fetch.files import KnownPapers
from sitegen.fetch.memory import read_memory, write_memory
from sitegen.fetch.outcomes import EntryReport, FetchError, Outcome
from sitegen.workspace.files import hold_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.config import Config
    from sitegen.config.fetch_entries import FetchEntry


def fetch_entries(
    config: Config, names: Sequence[str] = (), client: Client | None = None
) -> Iterator[EntryReport]:
    """Fetch the entries of sitegen.toml, one after another, and yield the report of each.

    Args:
        config: the settings.
        names: of the entries; all by default.
        client: that asks; one with the system's clock by default.

    Raises:
        SitegenError: there is no such entry, another run is at work, or a file can't be written.
    """
    entries = _choose(config.fetch, names)
    if not entries:
        return
    client = client or Client()
    busy = "another 'sitegen fetch' is at work in this project"
    with hold_folder(memory_folder(config), busy):
        try:
            for entry in entries:
                errand = Errand.of(entry, config, client.clock.current_time().date())
                yield fetch_entry(errand, client)
        finally:
            client.close()


def _choose(entries: Sequence[FetchEntry], names: Sequence[str]) -> list[FetchEntry]:
    known = [entry.name for entry in entries]
    for name in names:
        if name not in known:
            listed = f"known are {', '.join(known)}" if known else "there are no entries"
            raise SitegenError(f"there is no [[fetch]] '{name}'; {listed}")
    return [entry for entry in entries if not names or entry.name in names]


def fetch_entry(errand: Errand, client: Client) -> EntryReport:
    """Fetch one entry; a source that fails is a report, and what was fetched before stays.

    Raises:
        SitegenError: a file can't be read or written.
    """
    memory = read_memory(errand.memory_path)
    try:
        requests = errand.kind.plan(errand.entry, errand.window(memory))
    except FetchError as error:
        return errand.report(Outcome.FAILED, str(error))
    total: EntryReport | None = None
    known = KnownPapers(errand.folder)
    for request in requests:
        report, memory = fetch_batch(errand, client, request, memory, known)
        total = total.plus(report) if total else report
        write_memory(errand.memory_path, memory)
        # What is asked for next comes after what is missing.
        is_whole = memory.day is not None and memory.day >= request.day
        if not (is_whole or report.outcome is Outcome.STALE):
            break
    return total or errand.report(Outcome.NOTHING)
