"""End each list of related papers where the next one shares nothing to name and is not probable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sitegen.enrich.related.relatedness import MIN_BROAD, MIN_LONE_SILENT, MIN_SILENT, find_gain
from sitegen.paper import Related

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.enrich.related.authors import Authors
    from sitegen.enrich.related.lists import Neighbours
    from sitegen.enrich.related.why import Why
    from sitegen.paper import Entry

#: Entries of a list whose reasons the page has said already.
_MAX_SILENT: Final = 2
#: The part of the gain of small collections that the only entry needs that says nothing.
_LONE_GAIN: Final = 0.5
_SCORE_DIGITS: Final = 4


def add_reasons(
    entries: Sequence[Entry],
    lists: Sequence[Neighbours],
    why: Sequence[Why],
    authors: Authors,
    probability: Sequence[float],
) -> list[tuple[Related, ...]]:
    """Return the related papers of each entry, with the reasons.

    Papers that share nothing that can be named must be more probable to be related.

    Args:
        entries: of the collection.
        lists: related papers of each entry.
        why: of each pair, in the order of the lists.
        authors: of the entries.
        probability: of each pair, that readers call the papers related.
    """
    pairs = iter(zip(why, probability, strict=True))
    min_lone = MIN_LONE_SILENT + _LONE_GAIN * find_gain(len(entries))
    return [
        _select_rows(
            [
                _Row(
                    # Rounding errors may turn a cosine of 0 into a negative number.
                    Related(
                        entries[neighbour].id,
                        round(max(0.0, score), _SCORE_DIGITS),
                        pair.reasons,
                        authors.shared(index, neighbour),
                    ),
                    chance,
                    is_supported=pair.is_supported,
                )
                for (neighbour, score), (pair, chance) in zip(neighbours, pairs, strict=False)
            ],
            min_lone,
        )
        for index, neighbours in enumerate(lists)
    ]


@dataclass(frozen=True, slots=True)
class _Row:
    """A related paper, whether readers call it so, and whether the page says why of any entry."""

    related: Related
    probability: float
    is_supported: bool


def _select_rows(rows: Sequence[_Row], min_lone: float) -> tuple[Related, ...]:
    """Return the related papers that say why, or are probable (``min_lone``: a single one)."""
    chosen: list[Related] = []
    rest: list[_Row] = []
    n_silent = 0
    for row in rows:
        has_reason = bool(row.related.why or row.related.authors)
        is_again = row.is_supported and not has_reason and n_silent < _MAX_SILENT
        has_reason &= not _is_broad(row.related) or row.probability >= MIN_BROAD
        if has_reason or is_again or row.probability >= MIN_SILENT:
            chosen.append(row.related)
            n_silent += is_again
        elif row.probability >= min_lone:
            rest.append(row)
    if not chosen and rest:
        chosen.append(max(rest, key=lambda row: row.probability).related)
    return tuple(chosen)


def _is_broad(related: Related) -> bool:
    """Check whether one topic or one word is all that is said of an entry."""
    if len(related.why) != 1 or related.authors:
        return False
    (reason,) = related.why
    return reason.kind == "topic" or " " not in reason.text
