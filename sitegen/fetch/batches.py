"""Fetch one batch: all pages of its lists, checked by their readers, in place of nothing better."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sitegen.errors import count_of
from sitegen.fetch.collecting import Batch
from sitegen.fetch.files import Stage, check_reading, list_days, read_day, read_files
from sitegen.fetch.outcomes import FetchError, Outcome

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.fetch.answers import Request
    from sitegen.fetch.client import Client
    from sitegen.fetch.errands import Errand
    from sitegen.fetch.files import KnownPapers, Reading
    from sitegen.fetch.memory import Memory
    from sitegen.fetch.outcomes import EntryReport

_DIGEST_CHARS: Final = 16


def fetch_batch(
    errand: Errand, client: Client, request: Request, memory: Memory, known: KnownPapers
) -> tuple[EntryReport, Memory]:
    """Fetch one batch.

    Args:
        errand: of the entry.
        client: that asks.
        request: of the batch.
        memory: of the entry.
        known: papers of its files; those of the batch are added.

    Returns:
        Its report, and the memory with it; the memory as it is if the batch is stale, or if there
        is no whole answer, so that the next run asks for it again.

    Raises:
        SitegenError: a file can't be read or written.
    """
    stage = Stage(errand.folder, errand.kind.suffix)
    stage.discard()
    batch = Batch(errand, request.day, stage)
    digest = hashlib.sha256("\n".join(request.addresses).encode()).hexdigest()[:_DIGEST_CHARS]
    # Without files there is nothing that the source could call unchanged.
    is_conditional = errand.kind.is_conditional and bool(list_days(errand.folder))
    try:
        batch.collect(
            client, request.addresses, memory.conditions(digest) if is_conditional else {}
        )
        report, memory = _settle(batch, memory, known)
    except FetchError as error:
        return errand.report(Outcome.FAILED, str(error)), memory
    finally:
        stage.discard()
    # An answer that lacks papers of an earlier one is whole: they may be gone for good.
    if report.outcome is not Outcome.STALE and not batch.fault:
        memory = replace(memory, day=max(memory.day or request.day, request.day))
        if errand.kind.is_conditional and not batch.is_unchanged:
            memory = replace(memory, etag=batch.etag, modified=batch.modified, request=digest)
    return report, memory


def _settle(batch: Batch, memory: Memory, known: KnownPapers) -> tuple[EntryReport, Memory]:
    """Decide on a batch, put its files in place if they are worth it, and report.

    Raises:
        FetchError: the records are no papers.
        SitegenError: a file can't be read or written.
    """
    if batch.is_unchanged:
        last = max(memory.batches, default=None)
        return _report_known(batch, memory.batches[last] if last else "", memory, 0)
    reading = read_files(batch.stage.paths)
    check_reading(reading, batch.count)
    old = read_day(batch.errand.folder, batch.day)
    if not reading.papers and not _count_lost(batch, reading, old):
        note = f"the source has no papers for {batch.day}"
        return batch.errand.report(Outcome.NOTHING, note), memory
    if not batch.fault and memory.earlier_day(batch.day, reading.digest) is not None:
        return _report_known(batch, reading.digest, memory, len(reading.papers))
    return _store(batch, reading, old, memory, known)


def _count_lost(batch: Batch, reading: Reading, old: Reading) -> int:
    """Return how many papers an answer lacks that an earlier answer to the same request had.

    Feeds move on: one that has papers in place of the old ones lacks nothing, and neither has an
    empty one.
    """
    kind = batch.errand.kind
    if kind.is_windowed or not (reading.papers or kind.is_daily):
        return 0
    is_less = not reading.count_unknown(old.names)
    return old.count_unknown(reading.names) if is_less or kind.is_daily else 0


def _report_known(
    batch: Batch, digest: str, memory: Memory, count: int
) -> tuple[EntryReport, Memory]:
    """Report a batch that an earlier day had: stale, or nothing new."""
    errand = batch.errand
    first = memory.earlier_day(batch.day, digest)
    is_stale = first and errand.stale_days and (batch.day - first).days >= errand.stale_days
    if not is_stale:
        return errand.report(Outcome.NOTHING, papers=count), memory
    note = f"for {batch.day} the source gives what it gave on {first}"
    return errand.report(Outcome.STALE, note, papers=count), memory


def _store(
    batch: Batch, reading: Reading, old: Reading, memory: Memory, known: KnownPapers
) -> tuple[EntryReport, Memory]:
    """Put the files of a batch in place, unless they have nothing new or less than the old ones."""
    errand, day = batch.errand, batch.day
    notes = [batch.fault] if batch.fault else []
    if reading.rejected:
        rejected = count_of(reading.rejected, "record")
        notes.append(f"{rejected} can't be read: {reading.fault}")
    new = reading.count_unknown(known.names)
    lost = _count_lost(batch, reading, old)
    has_lost = old.count_unknown(reading.names) > 0
    is_less = has_lost and not reading.count_unknown(old.names)
    paths: list[Path] = []
    if not is_less and (new or errand.kind.is_daily):
        paths = batch.stage.put_in_place(day, is_addition=has_lost)
        known.add(reading)
    if lost:
        lack = count_of(lost, "paper")
        notes.append(f"the answer lacks {lack} of the files of {day}, which stay")
    outcome = Outcome.NEW if new else Outcome.NOTHING
    if batch.fault or lost:
        outcome = Outcome.PARTIAL
    else:
        memory = memory.with_batch(day, reading.digest)
    count = len(reading.papers)
    return errand.report(outcome, *notes, papers=count, new=new, paths=paths), memory
