"""Later work by the authors of a paper that goes on from it.

Only what is certain is listed: a later paper that cites it and has an author of the same printed
name, and a further part or version of it by such an author ("… Part II", "PointNet++", "YOLOv3").
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from sitegen.identifiers import match_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sitegen.pages.parsed import Citations
    from sitegen.paper import Entry, Paper

#: "Scattering by hats. Part II: felt": what precedes the number names the whole.
_PART: Final = re.compile(
    r"(.{8,150}?)[\s,.:;(\[–—-]{1,4}part (\d{1,2}|[ivx]{1,4})\b", re.IGNORECASE
)
#: The name before the colon of a title, "PointNet++: …", "EfficientNetV2: …"; the first has none.
_VERSION: Final = re.compile(r"([A-Za-z][\w-]{1,28}?)(?:(\+\+)|[ -]?[vV]([2-9]))?:")
_ROMAN: Final = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_NUMBERS: Final = {digits: n for n, roman in enumerate(_ROMAN, 1) for digits in (roman, str(n))}
#: So many papers of one name are of a subject.
_MAX_SERIES: Final = 20


def find_follow_ups(entries: Sequence[Entry], citations: Citations) -> dict[str, tuple[str, ...]]:
    """Return id of a paper -> ids of its follow-ups, the earliest first.

    Args:
        entries: the collection.
        citations: which of its papers cite which.
    """
    by_id = {entry.id: entry for entry in entries}
    pairs = dict.fromkeys((*_citing(by_id, citations), *_further_parts(entries)))
    follow_ups: defaultdict[str, list[str]] = defaultdict(list)
    for earlier, later in pairs:
        if _share_author(by_id[earlier].paper, by_id[later].paper):
            follow_ups[earlier].append(later)
    return {
        paper_id: tuple(sorted(ids, key=lambda i: by_id[i].paper.issued))
        for paper_id, ids in follow_ups.items()
    }


def _citing(by_id: dict[str, Entry], citations: Citations) -> Iterator[tuple[str, str]]:
    """Yield papers with a paper that cites them and is not older."""
    for earlier, citing in citations.cited_by.items():
        for later in citing:
            # Of two papers that cite each other neither is the later one.
            is_mutual = later in citations.cites.get(earlier, ())
            if not is_mutual and _is_in_order(by_id[earlier].paper, by_id[later].paper):
                yield earlier, later


def _further_parts(entries: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    """Yield papers with their further parts and versions."""
    series: defaultdict[str, list[tuple[int, Entry]]] = defaultdict(list)
    for entry in entries:
        name, number = _part(entry.paper.title)
        if name:
            series[name].append((number, entry))
    for members in series.values():
        if len(members) > _MAX_SERIES:
            continue
        for number, earlier in members:
            for other_number, later in members:
                if number < other_number and _is_in_order(earlier.paper, later.paper):
                    yield earlier.id, later.id


def _part(title: str) -> tuple[str, int]:
    """Return the name of what a title is a part or a version of, and its number from 1 on."""
    if match := _PART.match(title):
        number = _NUMBERS.get(match[2].lower(), 0)
        return (f"part {match_key(match[1])}" if number else ""), number
    if match := _VERSION.match(title):
        return f"version {match_key(match[1])}", 2 if match[2] else int(match[3] or 1)
    return "", 0


def _is_in_order(earlier: Paper, later: Paper) -> bool:
    """Return whether nothing says that a paper is older than one that it follows."""
    return not (earlier.year and later.year) or earlier.year <= later.year


def _share_author(earlier: Paper, later: Paper) -> bool:
    names = {match_key(author.name) for author in earlier.authors} - {""}
    return any(match_key(author.name) in names for author in later.authors)
