"""Find the papers at which a stage fails: a fault of sitegen costs a paper, not the site."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sitegen.build.report import Report
from sitegen.errors import BuildError, Diagnostic, SitegenError, describe_error

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sitegen.collection import Collection
    from sitegen.paper import Entry

#: If more papers fail, the fault is not theirs.
MAX_FAULTY: Final = 20


def find_faulty(
    entries: Sequence[Entry], attempt: Callable[[Sequence[Entry]], object]
) -> list[tuple[Entry, Exception]]:
    """Return the papers at which a function fails, each with its exception.

    Parts that fail are halved, so that one paper of n costs about 2 n papers' work.

    Args:
        entries: papers of which the function can't take all.
        attempt: takes some of them.

    Returns:
        Nothing if no paper fails alone, or if more than ``MAX_FAULTY`` do.
    """
    faulty: list[tuple[Entry, Exception]] = []
    parts = [*_halves(entries)]
    while parts:
        part = parts.pop()
        try:
            attempt(part)
        except (SitegenError, MemoryError, OSError):
            raise
        except Exception as error:  # noqa: BLE001 - a fault of sitegen, with any exception
            if len(part) > 1:
                parts += _halves(part)
                continue
            faulty.append((part[0], error))
            if len(faulty) > MAX_FAULTY:
                return []
    return faulty


def _halves(entries: Sequence[Entry]) -> list[Sequence[Entry]]:
    """Return both halves, the first one last, as the last one is taken first."""
    middle = len(entries) // 2
    return [half for half in (entries[middle:], entries[:middle]) if half]


def without_faulty(
    collection: Collection, faulty: Sequence[tuple[Entry, Exception]]
) -> tuple[Collection, Report]:
    """Return a collection without some papers, and the report that rejects them.

    Raises:
        BuildError: no paper is left.
    """
    ids = {entry.id for entry, _ in faulty}
    entries = tuple(entry for entry in collection.entries if entry.id not in ids)
    rejected = [_diagnose(entry, error) for entry, error in faulty]
    if not entries:
        raise BuildError("\n".join(map(str, rejected)))
    rest = replace(collection, entries=entries)
    return rest, Report(pages=-len(rejected), rejected=rejected)


def _diagnose(entry: Entry, error: Exception) -> Diagnostic:
    origin = entry.paper.origins[0]
    message = f"its page can't be built: {describe_error(error)}; please report it"
    return Diagnostic(origin.path, origin.line, entry.paper.title, message)
