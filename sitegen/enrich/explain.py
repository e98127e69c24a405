"""Explain the tags and related papers of one paper, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from sitegen.enrich.topics.naming import display_names
from sitegen.enrich.topics.salience import WEIGHTS
from sitegen.errors import SitegenError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.enrich import Enrichment
    from sitegen.paper import Paper

_MAX_CANDIDATES: Final = 40
#: Terms of a score that are listed for each candidate, the largest first.
_MAX_TERMS: Final = 3


def explain_paper(enrichment: Enrichment, paper_id: str) -> str:
    """Return a report on one paper: its sources, topic candidates and related papers.

    Args:
        enrichment: an enriched collection.
        paper_id: the paper's page name, or its id in its source.

    Raises:
        SitegenError: there is no such paper.
    """
    index = next(
        (i for i, e in enumerate(enrichment.entries) if paper_id in (e.id, e.paper.source_id)),
        None,
    )
    if index is None:
        raise SitegenError(f"there is no paper '{paper_id}'; 'sitegen export' lists all ids")
    entry = enrichment.entries[index]
    # Sections are separated by empty lines; their lines are indented.
    lines = [f"{entry.id}: {entry.paper.title}", "", "Sources", *_describe_origins(entry.paper)]
    lines += ["", "Topics: candidates, most salient first"]
    lines += _describe_candidates(enrichment, index)
    lines += ["", "Related papers"]
    lines += _describe_related(enrichment, index)
    return "\n".join(lines)


def _describe_origins(paper: Paper) -> Iterator[str]:
    """Yield one line for each source of a paper, with the fields that come from it.

    The first source provides all fields that ``provenance`` does not assign to another one.
    """
    for index, origin in enumerate(paper.origins):
        fields = [item.field for item in paper.provenance if item.origin == origin]
        if index == 0:
            fields.append("all other fields" if paper.provenance else "all fields")
        yield f"  {origin}: {', '.join(fields) or 'no field used'}"


def _describe_candidates(enrichment: Enrichment, index: int) -> Iterator[str]:
    """Yield one line for each candidate topic of a paper: score, name, verdict, parts of the score.

    An example is ``   4.21  graph networks: TAG “graph networks” [titles +2.10, …; 12 papers]``.
    """
    topics, concepts = enrichment.topics, enrichment.topics.concepts
    pairs = np.flatnonzero(concepts.paper == index)
    # Stable, so that equal scores are in the order of the keys.
    pairs = pairs[np.argsort(-topics.salience.score[pairs], kind="stable")][:_MAX_CANDIDATES]
    numbers = concepts.concept[pairs].tolist()
    names = display_names(topics.corpus, concepts, set(numbers))
    weights = np.array(list(WEIGHTS.values()))
    for pair, number in zip(pairs.tolist(), numbers, strict=True):
        terms = topics.salience.features[pair] * weights  # (features,); they sum to the score
        largest = np.argsort(-np.abs(terms), kind="stable")[:_MAX_TERMS]
        listed = ", ".join(f"{list(WEIGHTS)[i]} {terms[i]:+.2f}" for i in largest.tolist())
        verdict = _describe_verdict(enrichment, index, number)
        score = topics.salience.score[pair]
        yield f"  {score:7.2f}  {names[number]}: {verdict} [{listed}; {concepts.df[number]} papers]"


def _describe_verdict(enrichment: Enrichment, index: int, number: int) -> str:
    """Say whether a concept is a tag of a paper, or why not."""
    topics, concepts = enrichment.topics, enrichment.topics.concepts
    if number in concepts.forbidden:
        return "forbidden by the curator"
    if number in topics.choice.numbers[index]:
        tag = topics.choice.tags[number]
        is_forced = number in concepts.topics and concepts.topics[number].is_forced
        return f"TAG “{tag.name}”" + (", forced by the curator" if is_forced else "")
    # The rules come after the verdict "TAG": a curated topic becomes a tag whatever they say.
    failed = [rule for rule, is_fault in topics.faults.items() if is_fault[number]]
    if failed:
        return "not a topic: " + "; ".join(failed)
    return "a topic, not chosen: less salient than the tags, or covered by one of them"


def _describe_related(enrichment: Enrichment, index: int) -> Iterator[str]:
    """Yield three lines for each related paper: its title, the parts of the score, the reasons."""
    space = enrichment.space
    entry = enrichment.entries[index]
    paper = next(paper for paper in enrichment.papers if paper.entry.id == entry.id)
    if space is None or not paper.related:
        yield "  none"
        return
    index_of = {e.id: i for i, e in enumerate(enrichment.entries)}
    related_indexes = np.array([index_of[r.id] for r in paper.related], dtype=np.int64)
    # (related,) cosines of this paper and each related one.
    by_words, by_meaning = space.parts(np.full(len(related_indexes), index), related_indexes)
    for related, words, meaning in zip(
        paper.related, by_words.tolist(), by_meaning.tolist(), strict=True
    ):
        title = enrichment.entries[index_of[related.id]].paper.title
        yield f"  {related.score:.3f}  {related.id}: {title}"
        yield (
            f"         words {words:.3f} x {space.word_weight:.2f}"
            f" + meaning {meaning:.3f} x {space.meaning_weight:.2f}"
        )
        reasons = [f"{reason.kind}: {reason.text}" for reason in related.why]
        reasons += [f"author: {name}" for name in related.authors]
        yield f"         shared: {'; '.join(reasons) or 'nothing specific'}"
