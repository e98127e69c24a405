"""Score how well a concept represents a paper: a linear model of a few features.

The model follows supervised keyphrase extraction (Witten et al. 1999, "KEA", section 3), with the
features that the literature finds to matter: how often and how early a paper mentions a phrase, and
whether in its title; how many papers of the collection mention it, and how many titles (the
"keyphraseness" of the phrase in the collection); and how often it occurs outside a longer phrase
(the idea of C-value; Frantzi et al. 2000, section 2.2). Two come from outside the collection: how
close in meaning the phrase is to the paper, and how often science puts it in titles. Counts over
the collection are relative logarithms, log(df) / log(n), so that one set of weights serves small
and large collections.

The weights were fitted by tools/fit_salience.py to authors' keywords and rounded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from sitegen.enrich.corpus import TITLE
from sitegen.enrich.related.static import encode_papers, unit_rows
from sitegen.enrich.scientific_english import phrases_of
from sitegen.enrich.topics.closeness import measure_closeness

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy import sparse

    from sitegen.enrich.corpus import Corpus
    from sitegen.enrich.topics.phrases import Concepts

#: Feature -> weight, in the order of the columns of ``Salience.features``.
WEIGHTS: Final = {
    "mentions": 0.88,
    "in title": 0.10,
    "early": 0.22,
    "papers": -1.68,
    "papers squared": 0.70,
    "titles": 3.88,
    "one word": -1.14,
    "two words": -0.14,
    "alone": 2.18,
    "one word, once": -0.12,
    "close": 0.88,
    "term": 2.17,
}
#: Cosine of a concept and a paper that names it once; that of a phrase grows with its share.
_MIN_WORD_CLOSENESS: Final = 0.2
_MIN_PHRASE_CLOSENESS: Final = -0.05
_MIN_JUDGED_PAPERS: Final = 40
#: Share of the abstracts of science, and titles per abstract, of what is often named in passing; it
#: must be so much closer to the paper in meaning.
_MIN_JUDGED_SHARE: Final = 0.0003
_COMMON_CLOSENESS: Final = 0.3
_MIN_TITLE_RATIO: Final = 0.08
#: Decimals of a score. Sums in another order differ in the last bits.
_DECIMALS: Final = 6


@dataclass(frozen=True, slots=True, eq=False)
class Salience:
    """Scores of the pairs of a ``Concepts``, in its order.

    Attributes:
        features: (pairs, features) the columns of the model, before they are weighted.
        score: (pairs,) the higher, the better the concept represents the paper.
        incidental: (pairs,) whether a paper names the concept once and is about something else.
    """

    features: NDArray[np.float64]
    score: NDArray[np.float64]
    incidental: NDArray[np.bool_]


def score_salience(
    corpus: Corpus,
    concepts: Concepts,
    papers: NDArray[np.float32] | None = None,
    tokens: sparse.csr_matrix | None = None,
) -> Salience:
    """Score each concept of each paper.

    Args:
        corpus: the collection.
        concepts: of the collection.
        papers: (papers, dimensions) unit vectors by the table of token vectors; computed if None.
        tokens: ``count_tokens`` of the words of the corpus, if they are known.
    """
    vectors = unit_rows(encode_papers(corpus)[0]) if papers is None else papers
    features = _compute_features(corpus, concepts, vectors, tokens)
    weights = np.array(list(WEIGHTS.values()))
    score = np.round(features @ weights, _DECIMALS)
    return Salience(features, score, _find_incidental(corpus, concepts, features))


def _find_incidental(
    corpus: Corpus, concepts: Concepts, features: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Return (pairs,) whether a concept is named once, in the abstract, and in passing.

    It is far in meaning; what science mentions often and seldom puts in titles ("sequence length")
    must be closer.
    """
    closeness = features[:, list(WEIGHTS).index("close")]
    is_word = np.array([len(parts) == 1 for parts in concepts.parts], dtype=np.bool_)
    share = concepts.df / max(1, corpus.size)
    needed = np.where(is_word, _MIN_WORD_CLOSENESS, _MIN_PHRASE_CLOSENESS + share)
    # Below that size, papers have few concepts, and shares say little.
    is_large = corpus.size >= _MIN_JUDGED_PAPERS
    table = phrases_of(corpus)
    is_common = (table.shares(concepts.keys) > _MIN_JUDGED_SHARE) & (
        table.title_ratios(concepts.keys) < _MIN_TITLE_RATIO
    )
    needed = needed + np.where(is_common, _COMMON_CLOSENESS, 0)
    is_far = closeness < needed[concepts.concept]
    incidental: NDArray[np.bool_] = is_large & (concepts.weight == 1) & is_far
    return incidental


def _compute_features(
    corpus: Corpus,
    concepts: Concepts,
    vectors: NDArray[np.float32],
    tokens: sparse.csr_matrix | None,
) -> NDArray[np.float64]:
    """Return (pairs, features), columns in the order of ``WEIGHTS``."""
    pair = _pair_of_mention(concepts, corpus)
    n_pairs = len(concepts.concept)
    mentions = np.bincount(pair, minlength=n_pairs)  # (pairs,)
    is_title = corpus.field[concepts.start] == TITLE  # (mentions,)
    in_title = np.bincount(pair, is_title, minlength=n_pairs) > 0  # (pairs,)
    # log(n) is the unit of counts; at least 1, as log(1) = 0 and tiny collections would get huge
    # values.
    unit = max(np.log(max(corpus.size, 1)), 1.0)
    # (concepts,) features of a concept in the collection, expanded to pairs below.
    papers = np.log(concepts.df) / unit
    titles = np.log1p(concepts.titles) / unit
    n_words = np.array([len(parts) for parts in concepts.parts], dtype=np.int64)
    n_concepts = len(concepts.keys)
    n_nested = np.bincount(concepts.phrase, _is_inside(concepts), minlength=n_concepts)
    n_mentions = np.bincount(concepts.phrase, minlength=n_concepts)
    alone = 1 - n_nested / np.maximum(1, n_mentions)
    concept = concepts.concept  # (pairs,) index that expands concepts to pairs
    columns = (
        np.log(np.maximum(1, mentions)),
        in_title,
        -np.log1p(concepts.first),
        papers[concept],
        papers[concept] ** 2,
        titles[concept],
        n_words[concept] == 1,
        n_words[concept] == 2,  # noqa: PLR2004
        alone[concept],
        # A weight of 1 is one mention, in the abstract.
        (n_words[concept] == 1) & (concepts.weight == 1),
        measure_closeness(corpus, concepts, vectors, tokens),
        # How often the phrase stands in titles, in all of science.
        np.log10(phrases_of(corpus).title_ratios(concepts.keys))[concept],
    )
    return np.stack(columns, axis=1).astype(np.float64)


def _pair_of_mention(concepts: Concepts, corpus: Corpus) -> NDArray[np.int64]:
    """Return (mentions,) index of the (concept, paper) pair that a mention belongs to."""
    # Pairs are sorted by concept, then paper, so their codes are sorted and can be searched.
    n_papers = max(1, corpus.size)
    codes = concepts.concept * n_papers + concepts.paper
    return np.searchsorted(codes, concepts.phrase * n_papers + corpus.paper[concepts.start])


def _is_inside(concepts: Concepts) -> NDArray[np.bool_]:
    """Return (mentions,) whether a mention is part of a longer mention, of any concept."""
    # Ordered by start, the longest first, a mention lies inside a longer one exactly if an earlier
    # one ends at its end or later: that one starts no later and is longer.
    order = np.lexsort((-concepts.length, concepts.start))
    end = (concepts.start + concepts.length)[order]
    max_end = np.maximum.accumulate(end) if len(end) else end
    previous_max = np.concatenate([[-1], max_end[:-1]]) if len(end) else end
    is_inside = np.zeros(len(order), dtype=np.bool_)
    is_inside[order] = previous_max >= end  # back to the order of the mentions
    return is_inside
