"""Compute the tags of a collection's papers, their related papers and the reasons, from text."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from sitegen.config.settings import RelatedSettings, TagSettings
from sitegen.enrich.corpus import read_corpus
from sitegen.enrich.earlier import Earlier
from sitegen.enrich.features import extend_features, word_features
from sitegen.enrich.related.authors import Authors
from sitegen.enrich.related.endings import add_reasons
from sitegen.enrich.related.lists import are_judged, candidate_count, choose_related
from sitegen.enrich.related.relatedness import MIN_BROAD, Relatedness
from sitegen.enrich.related.space import build_space
from sitegen.enrich.related.static import encode_papers, unit_rows
from sitegen.enrich.related.terms import build_terms
from sitegen.enrich.related.why import Reasons, find_telling
from sitegen.enrich.topics.generality import find_general
from sitegen.enrich.topics.languages import find_foreign_papers
from sitegen.enrich.topics.naming import find_lower_words
from sitegen.enrich.topics.parents import with_parents
from sitegen.enrich.topics.phrases import find_concepts
from sitegen.enrich.topics.quality import INFREQUENT, Names, find_faults, min_papers
from sitegen.enrich.topics.salience import score_salience
from sitegen.enrich.topics.tags import Choice, choose_tags
from sitegen.paper import EnrichedPaper
from sitegen.workspace.runtime import gc_paused, return_memory

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sitegen.enrich.corpus import Corpus
    from sitegen.enrich.earlier import Texts
    from sitegen.enrich.features import WordFeatures
    from sitegen.enrich.related.lists import Neighbours
    from sitegen.enrich.related.space import Encoder, Space
    from sitegen.enrich.related.vectors import Share
    from sitegen.enrich.topics.phrases import Concepts
    from sitegen.enrich.topics.salience import Salience
    from sitegen.paper import Entry, Paper, Related, Tag, Topic

#: Features of the words, and (papers, dimensions) unit vectors of title and abstract.
Known = tuple["WordFeatures", "NDArray[np.float32]"]
#: A single paper has no related papers.
_MIN_RELATED_COLLECTION: Final = 2


def static_encoder(
    _papers: Sequence[Paper], corpus: Corpus
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Encode papers with the table of token vectors that sitegen includes."""
    return encode_papers(corpus)


@dataclass(frozen=True, slots=True, eq=False)
class TopicModel:
    """The tags of a collection and the data behind them, for ``explain`` and ``review``.

    Attributes:
        corpus: the collection's words.
        concepts: the phrases that were candidates.
        faults: rule -> (concepts,) whether the concept fails it.
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
    """A collection's tags and related papers, and the data behind them.

    Attributes:
        entries: sorted by id. All arrays have this order, so that the order of the sources does not
            affect the result.
        papers: the result, in the order of the input.
        corpus: the collection's words.
        model: the topic model; None where only pages need the rest.
        space: the similarity of papers, or None if no related papers were requested.
        vectors: (papers, dimensions) of title and abstract, by the table of token vectors.
        left: what the next enrichment can use.
    """

    entries: list[Entry]
    papers: tuple[EnrichedPaper, ...]
    corpus: Corpus
    model: TopicModel | None
    space: Space | None
    vectors: NDArray[np.float32]
    left: Earlier = field(default_factory=Earlier)

    @property
    def topics(self) -> TopicModel:
        """The topic model.

        Raises:
            ValueError: only what pages need was left.
        """
        if self.model is None:
            raise ValueError("pages don't need the topic model")
        return self.model

    @property
    def tags(self) -> list[Tag]:
        """All tags of the papers, sorted by slug."""
        used = {tag.slug: tag for paper in self.papers for tag in paper.tags}
        return [used[slug] for slug in sorted(used)]

    def for_pages(self) -> Enrichment:
        """Return it without what topics and related papers were computed from: 16 kB per paper."""
        return replace(self, model=None, space=None, left=Earlier())


# Arrays and lists of numbers have no cycles.
@gc_paused()
def enrich(  # noqa: PLR0913
    entries: Sequence[Entry],
    tag_rules: TagSettings | None = None,
    related_rules: RelatedSettings | None = None,
    *,
    encoder: Encoder | None = static_encoder,
    topics: Sequence[Topic] = (),
    earlier: Earlier | None = None,
    share: Share | None = None,
) -> Enrichment:
    """Compute the tags and the related papers of each paper of a collection.

    Args:
        entries: the whole collection.
        tag_rules: the user's; None for the defaults.
        related_rules: the user's; None for the defaults.
        encoder: maps papers to vectors; None to compare papers by their words only.
        topics: the curator's.
        earlier: what an enrichment of a similar collection left; it saves time.
        share: lets other machines find the nearest papers; None if this one does.
    """
    earlier = earlier or Earlier()
    ordered = sorted(entries, key=lambda entry: entry.id)
    # Features are computed once: topics and related papers both use them.
    corpus, features = _read_texts([entry.paper for entry in ordered], earlier.texts)
    # Topics, related papers and reasons compare by these vectors: they are computed once.
    vectors = encode_papers(corpus, tokens=features.tokens)
    texts = unit_rows(vectors[0])
    return_memory()
    model = _build_topics(ordered, corpus, (features, texts), tag_rules or TagSettings(), topics)
    return_memory()
    tags = [model.choice.tags_of(index) for index in range(len(ordered))]
    rules = related_rules or RelatedSettings()
    if encoder is static_encoder:
        encoder = _reuse(vectors)
    space, related, left = _find_related(
        ordered, model, (features, texts), rules, encoder=encoder, earlier=earlier, share=share
    )
    # Back to the order of the input, by id.
    enriched = dict(
        zip((e.id for e in ordered), map(EnrichedPaper, ordered, tags, related), strict=True)
    )
    papers = tuple(enriched[entry.id] for entry in entries)
    return Enrichment(ordered, papers, corpus, model, space, vectors[0], left)


def _read_texts(papers: Sequence[Paper], earlier: Texts | None) -> Texts:
    """Return the words of a collection and their features; those of earlier papers stand."""
    if earlier is None:
        corpus = read_corpus(papers)
        features = word_features(corpus.words)
    else:
        corpus = read_corpus(papers, earlier[0])
        features = extend_features(corpus.words, earlier[0].words, earlier[1])
    stems = [features.terms[number] for number in features.term.tolist()]
    return replace(corpus, stems=stems), features


def _reuse(vectors: tuple[NDArray[np.float32], NDArray[np.float32]]) -> Encoder:
    """Return an encoder that gives vectors that were computed already."""
    return lambda _papers, _corpus: vectors


def _build_topics(
    entries: list[Entry],
    corpus: Corpus,
    known: Known,
    rules: TagSettings,
    curated: Sequence[Topic],
) -> TopicModel:
    features, vectors = known
    papers = [entry.paper for entry in entries]
    concepts = find_concepts(papers, corpus, features, min_papers(corpus.size), curated)
    faults = find_faults(corpus, concepts) | find_general(corpus, features, concepts)
    scores = score_salience(corpus, concepts, vectors, features.tokens)
    # A concept is eligible if it fails no rule.
    eligible = ~np.logical_or.reduce(list(faults.values()))  # (concepts,)
    # Papers with too few topics may share one with a single other paper.
    rest = [flags for rule, flags in faults.items() if rule != INFREQUENT]
    spare = ~np.logical_or.reduce(rest) & (concepts.titles > 0)
    # What a curator names is a topic wherever it is mentioned.
    is_curated = np.isin(concepts.concept, concepts.curated)
    incidental = scores.incidental & ~is_curated
    judged = (eligible, np.where(incidental, -np.inf, scores.score))
    names = Names(corpus, features, concepts)
    choice = choose_tags(papers, corpus, concepts, judged, rules, spare=spare, names=names)
    # Parents need the final set of tags, so they are set last.
    tags = with_parents(concepts, choice.tags, choice.numbers)
    return TopicModel(corpus, concepts, faults, scores, Choice(choice.numbers, tags))


def _find_related(  # noqa: PLR0913
    entries: list[Entry],
    topics: TopicModel,
    known: Known,
    rules: RelatedSettings,
    *,
    encoder: Encoder | None,
    earlier: Earlier,
    share: Share | None,
) -> tuple[Space | None, list[tuple[Related, ...]], Earlier]:
    """Return the similarity of papers (None if not needed), each paper's list, and what is left."""
    features, vectors = known
    if rules.count == 0 or len(entries) < _MIN_RELATED_COLLECTION:
        return None, [() for _ in entries], Earlier((topics.corpus, features))
    papers = [entry.paper for entry in entries]
    corpus = topics.corpus
    terms = build_terms(corpus, features)
    return_memory()
    space = build_space(papers, corpus, terms, encoder, earlier.smoothing, share)
    return_memory()
    count = candidate_count(rules.count)
    ranking = space.rank(count, earlier.related, share)
    return_memory()
    neighbours = ranking.nearest
    authors = Authors(entries)
    relatedness = None
    is_possible = np.ones(neighbours[0].shape, dtype=np.bool_)
    if are_judged(space.size, rules.count):
        telling = find_telling(topics.faults)
        relatedness = Relatedness(space.words, topics.concepts, telling, neighbours[1], vectors)
        is_possible = relatedness.find_possible(*neighbours, authors.have_shared)
    lists = choose_related(space, neighbours, [paper.year for paper in papers], rules, is_possible)
    return_memory()
    tag_names = {number: tag.name for number, tag in topics.choice.tags.items()}
    reasons = Reasons(
        corpus,
        features,
        topics.concepts,
        topics.faults,
        tag_names,
        topics.choice.numbers,
        vectors,
        find_lower_words(corpus),
    )
    why = reasons.of_lists(space, lists)
    return_memory()
    probability = _judge(space, relatedness, lists, find_foreign_papers(corpus))
    related = add_reasons(entries, lists, why, authors, probability)
    return space, related, Earlier((corpus, features), space.smoothing, ranking)


def _judge(
    space: Space,
    relatedness: Relatedness | None,
    lists: Sequence[Neighbours],
    is_foreign: NDArray[np.bool_],
) -> list[float]:
    """Return the probability that readers call two papers related, of each pair, list after list.

    Without a judge it is 1. Vectors know English: they say nothing of papers in another language,
    which must share something to name.
    """
    left = np.repeat(np.arange(len(lists)), [len(neighbours) for neighbours in lists])
    right = np.array([index for row in lists for index, _ in row], dtype=np.int64)
    probability = np.ones(len(left))
    if relatedness is not None:
        by_words, by_meaning = space.parts(left, right)
        # Not the scores of the lists: they prefer recent papers.
        scores = space.word_weight * by_words + space.meaning_weight * by_meaning
        probability = relatedness.judge(left, right, scores)
    is_unsure = is_foreign[left] | is_foreign[right]
    bounded: list[float] = np.where(
        is_unsure, np.minimum(probability, MIN_BROAD), probability
    ).tolist()
    return bounded
