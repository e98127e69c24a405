"""Which topics a curator should look at, and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING, Final

from sitegen.enrich.topics.quality import keyness, least_papers

if TYPE_CHECKING:
    from collections.abc import Collection

    from sitegen.enrich import Enrichment
    from sitegen.paper import Tag

_DOUBTFUL_KEYNESS: Final = 1.3
_NEARLY_SAME: Final = 0.6


@dataclass(frozen=True, slots=True)
class TagNote:
    """A topic to look at.

    Attributes:
        tag: the topic.
        count: number of papers that have it.
        doubts: what speaks against it, or that it is new.
        weight: how doubtful it is; the order of the list.
    """

    tag: Tag
    count: int
    doubts: tuple[str, ...]
    weight: float


def review_tags(found: Enrichment, known: Collection[str]) -> list[TagNote]:
    """Return the topics that are new, doubtful or nearly the same as another, most doubtful first.

    Args:
        found: an enriched collection.
        known: slugs that the curator has seen.
    """
    counts = Counter(tag.slug for paper in found.papers for tag in paper.tags)
    concepts = found.topics.concepts
    key = keyness(found.topics.corpus, concepts)
    near = _nearly_same(found)
    notes = []
    for number, tag in found.topics.choice.tags.items():
        if not counts[tag.slug]:
            continue
        doubts = [
            (1.0, f"a rule speaks against it: {rule}")
            for rule, against in found.topics.faults.items()
            if against[number]
        ]
        if counts[tag.slug] < least_papers(found.topics.corpus.size):
            doubts.append((0.6, "few papers have it"))
        if key[number] < _DOUBTFUL_KEYNESS:
            doubts.append((0.4, "common in everyday English"))
        if number in near:
            share, other = near[number]
            doubts.append((share, f"nearly the same as “{other.name}” ({other.slug})"))
        if tag.slug not in known:
            doubts.append((0.1, "new"))
        if doubts and not (tag.slug in known and concepts.topics[number].is_forced):
            weight = sum(part for part, _ in doubts)
            notes.append(TagNote(tag, counts[tag.slug], tuple(t for _, t in doubts), weight))
    return sorted(notes, key=lambda note: (-round(note.weight, 6), -note.count, note.tag.slug))


def _nearly_same(found: Enrichment) -> dict[int, tuple[float, Tag]]:
    """Return number -> (share of papers in common, the other tag), for tags of nearly one set."""
    having: dict[int, set[int]] = {}
    for place, numbers in enumerate(found.topics.choice.numbers):
        for number in numbers:
            having.setdefault(number, set()).add(place)
    tags = found.topics.choice.tags
    words = {n: frozenset(found.topics.concepts.parts[n]) for n in having}
    by_word: dict[str, list[int]] = {}
    for number in sorted(having):
        for word in words[number]:
            by_word.setdefault(word, []).append(number)
    pairs = {pair for numbers in by_word.values() for pair in permutations(numbers, 2)}
    near: dict[int, tuple[float, Tag]] = {}
    for one, other in sorted(pairs):
        share = len(having[one] & having[other]) / len(having[one] | having[other])
        alike = len(words[one] & words[other]) / len(words[one] | words[other])
        if max(share, alike) >= _NEARLY_SAME:
            both = (share + alike) / 2
            if one not in near or both > near[one][0]:
                near[one] = (both, tags[other])
    return near
