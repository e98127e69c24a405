"""List the topics that a curator should review, with the reasons."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING, Final

from sitegen.enrich.topics.quality import keyness, min_papers

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Set as AbstractSet

    from sitegen.enrich import Enrichment
    from sitegen.paper import Tag

#: log10 of a ratio: 20 times as frequent as in everyday English. Stricter than the rule for topics.
_MIN_KEYNESS: Final = 1.3
#: Jaccard index of two topics' papers, or of their words.
_MIN_SIMILARITY: Final = 0.6
# Weights of the reasons; a duplicate weighs its similarity, 0.6 to 1.
_FAULT_WEIGHT: Final = 1.0
_INFREQUENT_WEIGHT: Final = 0.6
_EVERYDAY_WEIGHT: Final = 0.4
_NEW_WEIGHT: Final = 0.1


@dataclass(frozen=True, slots=True)
class TagNote:
    """A topic to review.

    Attributes:
        tag: the topic.
        count: number of papers that have it.
        doubts: reasons for the review, as texts.
        weight: sum of the weights of the reasons; the list is ordered by it.
    """

    tag: Tag
    count: int
    reasons: tuple[str, ...]
    weight: float


def review_tags(enrichment: Enrichment, known: Collection[str]) -> list[TagNote]:
    """Return the topics that are new, doubtful or similar to another, most doubtful first.

    Args:
        enrichment: an enriched collection.
        known: slugs that the curator has seen.
    """
    counts = Counter(tag.slug for paper in enrichment.papers for tag in paper.tags)
    topics = enrichment.topics.concepts.topics
    reasons = _list_reasons(enrichment, known, counts)
    notes = []
    for number, tag in enrichment.topics.choice.tags.items():
        # A forced topic in the tags file is the curator's decision.
        if tag.slug in known and number in topics and topics[number].is_forced:
            continue
        if counts[tag.slug] and reasons[number]:
            weight = sum(part for part, _ in reasons[number])
            texts = tuple(text for _, text in reasons[number])
            notes.append(TagNote(tag, counts[tag.slug], texts, weight))
    # Rounded, so that the order does not depend on the last bits of a sum.
    return sorted(notes, key=lambda note: (-round(note.weight, 6), -note.count, note.tag.slug))


def _list_reasons(
    enrichment: Enrichment, known: Collection[str], counts: Counter[str]
) -> dict[int, list[tuple[float, str]]]:
    """Return concept number of each tag -> its (weight, reason) pairs.

    Args:
        enrichment: an enriched collection.
        known: slugs that the curator has seen.
        counts: slug -> number of papers.
    """
    model = enrichment.topics
    keyness_of = keyness(model.corpus, model.concepts)  # (concepts,)
    similar = _find_similar(enrichment)
    reasons = {}
    for number, tag in model.choice.tags.items():
        listed = [
            (_FAULT_WEIGHT, f"fails a rule: {rule}")
            for rule, is_fault in model.faults.items()
            if is_fault[number]
        ]
        if counts[tag.slug] < min_papers(model.corpus.size):
            listed.append((_INFREQUENT_WEIGHT, "on few papers"))
        if keyness_of[number] < _MIN_KEYNESS:
            listed.append((_EVERYDAY_WEIGHT, "common in everyday English"))
        if number in similar:
            similarity, twin = similar[number]
            listed.append((similarity, f"nearly the same as “{twin.name}” ({twin.slug})"))
        if tag.slug not in known:
            listed.append((_NEW_WEIGHT, "new"))
        reasons[number] = listed
    return reasons


def _find_similar(enrichment: Enrichment) -> dict[int, tuple[float, Tag]]:
    """Return concept number -> (similarity, most similar other tag).

    Two tags are similar if the Jaccard index of their papers or of their words is high; their
    similarity is the mean of the two. Tags without a word in common are not compared.
    """
    papers_of: dict[int, set[int]] = {}
    for paper, numbers in enumerate(enrichment.topics.choice.numbers):
        for number in numbers:
            papers_of.setdefault(number, set()).add(paper)
    tags = enrichment.topics.choice.tags
    words_of = {n: frozenset(enrichment.topics.concepts.parts[n]) for n in papers_of}
    # An inverted index from words to tags keeps the number of pairs far below all pairs.
    numbers_of_word: dict[str, list[int]] = {}
    for number in sorted(papers_of):
        for word in words_of[number]:
            numbers_of_word.setdefault(word, []).append(number)
    pairs = {pair for numbers in numbers_of_word.values() for pair in permutations(numbers, 2)}
    similar: dict[int, tuple[float, Tag]] = {}
    for left, right in sorted(pairs):
        by_papers = _jaccard(papers_of[left], papers_of[right])
        by_words = _jaccard(words_of[left], words_of[right])
        similarity = (by_papers + by_words) / 2
        is_similar = max(by_papers, by_words) >= _MIN_SIMILARITY
        if is_similar and (left not in similar or similarity > similar[left][0]):
            similar[left] = (similarity, tags[right])
    return similar


def _jaccard(left: AbstractSet[object], right: AbstractSet[object]) -> float:
    """Return the share of the union that is in both sets; one of them is not empty."""
    return len(left & right) / len(left | right)
