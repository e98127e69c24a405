"""Say how one paper came by its tags and related papers, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sitegen.enrich.topics.naming import display_names
from sitegen.enrich.topics.salience import WEIGHTS
from sitegen.errors import SitegenError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.enrich import Enrichment
    from sitegen.paper import Paper

_SHOWN = 40
_PARTS = 3


def explain_paper(found: Enrichment, paper_id: str) -> str:
    """Return the candidates of a paper, most salient first, and the parts of its related scores.

    Args:
        found: an enriched collection.
        paper_id: the paper's page name, or its id in its source.

    Raises:
        SitegenError: there is no such paper.
    """
    place = next(
        (i for i, e in enumerate(found.entries) if paper_id in (e.id, e.paper.source_id)), None
    )
    if place is None:
        raise SitegenError(f"there is no paper '{paper_id}'; export lists all ids")
    entry = found.entries[place]
    lines = [f"{entry.id}: {entry.paper.title}", "", "Told by", *_origins(entry.paper)]
    lines += ["", "Topics: candidates, most salient first"]
    lines += _candidates(found, place)
    lines += ["", "Related papers"]
    lines += _related(found, place)
    return "\n".join(lines)


def _origins(paper: Paper) -> Iterator[str]:
    """Yield each place that told of a paper, with the fields that come from there."""
    for number, origin in enumerate(paper.origins):
        names = [told.field for told in paper.provenance if told.origin == origin]
        told = ", ".join(names) if number else ", ".join(["all that no other told", *names])
        yield f"  {origin}: {told or 'nothing that another did not tell better'}"


def _candidates(found: Enrichment, place: int) -> Iterator[str]:
    topics, concepts = found.topics, found.topics.concepts
    pairs = np.flatnonzero(concepts.paper == place)
    pairs = pairs[np.argsort(-topics.salience.score[pairs], kind="stable")][:_SHOWN]
    numbers = concepts.concept[pairs].tolist()
    names = display_names(topics.corpus, concepts, set(numbers))
    chosen = set(topics.choice.numbers[place])
    weights = np.array(list(WEIGHTS.values()))
    for pair, number in zip(pairs.tolist(), numbers, strict=True):
        parts = topics.salience.features[pair] * weights
        heaviest = np.argsort(-np.abs(parts), kind="stable")[:_PARTS]
        made = ", ".join(f"{list(WEIGHTS)[i]} {parts[i]:+.2f}" for i in heaviest.tolist())
        against = [rule for rule, fault in topics.faults.items() if fault[number]]
        verdict = _verdict(found, number, against, is_chosen=number in chosen)
        score = topics.salience.score[pair]
        yield f"  {score:7.2f}  {names[number]}: {verdict} [{made}; {concepts.df[number]} papers]"


def _verdict(found: Enrichment, number: int, against: list[str], *, is_chosen: bool) -> str:
    concepts = found.topics.concepts
    if number in concepts.forbidden:
        return "forbidden by the curator"
    if is_chosen:
        tag = found.topics.choice.tags[number]
        forced = number in concepts.topics and concepts.topics[number].is_forced
        return f"TAG “{tag.name}”" + (", forced by the curator" if forced else "")
    if against:
        return "no topic: " + "; ".join(against)
    return "a topic, not taken: less salient, or says what a tag says"


def _related(found: Enrichment, place: int) -> Iterator[str]:
    space = found.space
    entry = found.entries[place]
    paper = next(paper for paper in found.papers if paper.entry.id == entry.id)
    if space is None or not paper.related:
        yield "  none"
        return
    where = {e.id: i for i, e in enumerate(found.entries)}
    other = np.array([where[r.id] for r in paper.related], dtype=np.int64)
    by_words, by_meaning = space.parts(np.full(len(other), place), other)
    for related, words, meaning in zip(
        paper.related, by_words.tolist(), by_meaning.tolist(), strict=True
    ):
        title = found.entries[where[related.id]].paper.title
        yield f"  {related.score:.3f}  {related.id}: {title}"
        yield (
            f"         words {words:.3f} x {space.word_weight:.2f}"
            f" + meaning {meaning:.3f} x {space.meaning_weight:.2f}"
        )
        why = [*related.tags, *related.terms, *related.authors]
        yield f"         shared: {', '.join(why) or 'no phrase; similar wording'}"
