"""What text alone can tell of a collection: tags, related papers and the reasons for both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sitegen.enrich.corpus import read_corpus
from sitegen.enrich.features import word_features
from sitegen.enrich.related.lists import RelatedRules, candidate_count, choose_related
from sitegen.enrich.related.nearest import nearest
from sitegen.enrich.related.reasons import find_phrases, find_words, shared_phrases, with_reasons
from sitegen.enrich.related.space import make_space
from sitegen.enrich.related.static import encode_papers
from sitegen.enrich.related.terms import find_terms
from sitegen.enrich.topics.naming import display_names
from sitegen.enrich.topics.parents import with_parents
from sitegen.enrich.topics.phrases import find_concepts
from sitegen.enrich.topics.quality import NOT_AS_REASON, faults, least_papers
from sitegen.enrich.topics.salience import salience
from sitegen.enrich.topics.tags import Choice, TagRules, choose_tags
from sitegen.paper import EnrichedPaper

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from sitegen.enrich.corpus import Corpus
    from sitegen.enrich.features import WordFeatures
    from sitegen.enrich.related.lists import Neighbours
    from sitegen.enrich.related.space import Encoder, Space
    from sitegen.enrich.topics.phrases import Concepts
    from sitegen.enrich.topics.salience import Salience
    from sitegen.paper import Entry, Paper, Related, Tag, Topic

__all__ = ["Enrichment", "RelatedRules", "TagRules", "enrich", "static_encoder"]


def static_encoder(
    _papers: Sequence[Paper], corpus: Corpus
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Encode papers by the table of token vectors that sitegen ships."""
    return encode_papers(corpus)


@dataclass(frozen=True, slots=True, eq=False)
class TopicModel:
    """How the tags of a collection came about: what ``explain`` shows.

    Attributes:
        corpus: the collection's words.
        concepts: the phrases that were candidates.
        faults: rule -> (concepts,) whether it speaks against the concept.
        salience: of each concept in each paper.
        choice: the tags of each paper.
    """

    corpus: Corpus
    concepts: Concepts
    faults: dict[str, NDArray[np.bool_]]
    salience: Salience
    choice: Choice


@dataclass(frozen=True, slots=True, eq=False)
class Enrichment:
    """A collection's tags and related papers, and how they came about.

    Attributes:
        entries: by id: the order of all arrays, so that the order of the sources says nothing.
        papers: the result, in the order that was given.
        topics: how the tags came about.
        space: where the papers lie; None where no related papers were asked for.
    """

    entries: list[Entry]
    papers: tuple[EnrichedPaper, ...]
    topics: TopicModel
    space: Space | None

    @property
    def tags(self) -> list[Tag]:
        """All tags that papers have, by slug."""
        used = {tag.slug: tag for paper in self.papers for tag in paper.tags}
        return [used[slug] for slug in sorted(used)]


def enrich(
    entries: Sequence[Entry],
    tag_rules: TagRules | None = None,
    related_rules: RelatedRules | None = None,
    *,
    encoder: Encoder | None = static_encoder,
    topics: Sequence[Topic] = (),
) -> Enrichment:
    """Give each paper of a collection its tags and its related papers.

    Args:
        entries: the whole collection.
        tag_rules: the user's; the defaults where None.
        related_rules: the user's; the defaults where None.
        encoder: turns papers into vectors; None: related papers go by words alone.
        topics: the curator's.
    """
    ordered = sorted(entries, key=lambda entry: entry.id)
    corpus = read_corpus([entry.paper for entry in ordered])
    features = word_features(corpus.words)
    found = _topics(ordered, corpus, features, tag_rules or TagRules(), topics)
    tags = [found.choice.of(place) for place in range(len(ordered))]
    rules = related_rules or RelatedRules()
    space, related = _related(ordered, found, features, tags, rules, encoder)
    made = dict(
        zip((e.id for e in ordered), map(EnrichedPaper, ordered, tags, related), strict=True)
    )
    return Enrichment(ordered, tuple(made[entry.id] for entry in entries), found, space)


def _topics(
    entries: list[Entry],
    corpus: Corpus,
    features: WordFeatures,
    rules: TagRules,
    curated: Sequence[Topic],
) -> TopicModel:
    papers = [entry.paper for entry in entries]
    concepts = find_concepts(papers, corpus, features, least_papers(corpus.size), curated)
    against = faults(corpus, concepts)
    scores = salience(corpus, concepts)
    good = ~np.logical_or.reduce(list(against.values()))
    choice = choose_tags(papers, corpus, concepts, (good, scores.score), rules)
    tags = with_parents(concepts, choice.tags, corpus.size)
    return TopicModel(corpus, concepts, against, scores, Choice(choice.numbers, tags))


def _related(  # noqa: PLR0913, PLR0917
    entries: list[Entry],
    topics: TopicModel,
    features: WordFeatures,
    tags: list[tuple[Tag, ...]],
    rules: RelatedRules,
    encoder: Encoder | None,
) -> tuple[Space | None, list[tuple[Related, ...]]]:
    if rules.count == 0 or len(entries) < 2:  # noqa: PLR2004
        return None, [() for _ in entries]
    papers = [entry.paper for entry in entries]
    corpus = topics.corpus
    space = make_space(papers, corpus, find_terms(corpus, features), encoder)
    found = nearest(space.scores, space.size, candidate_count(rules.count))
    lists = choose_related(space, found, [paper.year for paper in papers], rules)
    return space, with_reasons(entries, lists, tags, _shared_terms(topics, features, space, lists))


def _shared_terms(
    topics: TopicModel, features: WordFeatures, space: Space, lists: list[Neighbours]
) -> Iterator[tuple[str, ...]]:
    """Yield what each pair of the lists shares: phrases, or words where there is none."""
    one = np.repeat(np.arange(len(lists)), [len(near) for near in lists])
    other = np.array([place for near in lists for place, _ in near], dtype=np.int64)
    good = ~np.logical_or.reduce([topics.faults[rule] for rule in NOT_AS_REASON])
    phrases = find_phrases(topics.concepts, good, space.size)
    terms = shared_phrases(phrases, one, other)
    numbers = {number for number in np.unique(terms).tolist() if number >= 0}
    names = display_names(topics.corpus, topics.concepts, numbers)
    names |= {n: topics.choice.tags[n].name for n in numbers & topics.choice.tags.keys()}
    bare = np.flatnonzero(terms[:, 0] < 0)
    words = shared_phrases(find_words(topics.corpus, features, space.words), one[bare], other[bare])
    instead = iter(words.tolist())
    for found in terms.tolist():
        if found[0] >= 0:
            yield tuple(names[number] for number in found if number >= 0)
        else:
            yield tuple(topics.corpus.words[number] for number in next(instead) if number >= 0)
