"""How well a concept stands for a paper: one number a pair, from a few plain features.

A linear model, after supervised keyphrase extraction (Witten et al. 1999, "KEA", section 3), with
the features that the literature finds to matter: how often and how early a paper says a phrase,
whether in its title; how many papers of the collection say it, and how many titles (a collection's
own "keyphraseness"); and how often it stands alone rather than inside a longer phrase (the idea of
C-value; Frantzi et al. 2000, section 2.2). Counts over the collection are taken as logarithms in
units of the collection's own, log(df) / log(n), so that one set of weights serves small and large.

The weights were fitted by tools/fit_salience.py to authors' keywords; they are rounded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from sitegen.enrich.corpus import TITLE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sitegen.enrich.corpus import Corpus
    from sitegen.enrich.topics.phrases import Concepts

#: Feature -> weight, in the order of the columns of ``features``.
WEIGHTS: Final = {
    "mentions": 0.83,
    "in title": 0.44,
    "early": 0.10,
    "papers": 3.68,
    "papers squared": -9.26,
    "titles": 8.48,
    "one word": -0.74,
    "two words": 0.55,
    "alone": 1.65,
    "one word, once": -1.00,  # by hand: the fit says -0.17, but an aside as a tag looks silly
}


@dataclass(frozen=True, slots=True, eq=False)
class Salience:
    """Scores of the pairs of a ``Concepts``, in its order.

    Attributes:
        features: (pairs, features) what the score is made of.
        score: (pairs,) the higher, the better the concept stands for the paper.
    """

    features: NDArray[np.float64]
    score: NDArray[np.float64]


def salience(corpus: Corpus, concepts: Concepts) -> Salience:
    """Score each concept of each paper."""
    found = _features(corpus, concepts)
    weights = np.array(list(WEIGHTS.values()))
    # Rounded, as sums in another order differ in the last bits.
    return Salience(found, np.round(found @ weights, 6))


def _features(corpus: Corpus, concepts: Concepts) -> NDArray[np.float64]:
    pair = _pair_of_mention(concepts, corpus)
    n_pairs = len(concepts.concept)
    mentions = np.bincount(pair, minlength=n_pairs)
    titled = np.bincount(pair, corpus.field[concepts.start] == TITLE, minlength=n_pairs) > 0
    unit = max(np.log(max(corpus.size, 1)), 1.0)
    papers = np.log(concepts.df) / unit
    titles = np.log1p(concepts.titles) / unit
    size = np.array([len(parts) for parts in concepts.parts], dtype=np.int64)
    alone = 1 - np.bincount(
        concepts.phrase, _is_inside(concepts), minlength=len(concepts.keys)
    ) / np.maximum(1, np.bincount(concepts.phrase, minlength=len(concepts.keys)))
    of = concepts.concept
    columns = (
        np.log(np.maximum(1, mentions)),
        titled,
        -np.log1p(concepts.first),
        papers[of],
        papers[of] ** 2,
        titles[of],
        size[of] == 1,
        size[of] == 2,  # noqa: PLR2004
        alone[of],
        (size[of] == 1) & (concepts.weight == 1),
    )
    return np.stack(columns, axis=1).astype(np.float64)


def _pair_of_mention(concepts: Concepts, corpus: Corpus) -> NDArray[np.int64]:
    unit = max(1, corpus.size)
    codes = concepts.concept * unit + concepts.paper
    return np.searchsorted(codes, concepts.phrase * unit + corpus.paper[concepts.start])


def _is_inside(concepts: Concepts) -> NDArray[np.bool_]:
    """Tell which mentions are part of a longer mention, of any concept."""
    order = np.lexsort((-concepts.length, concepts.start))
    end = (concepts.start + concepts.length)[order]
    # In this order a mention lies inside a longer one if one before it ends at its end or later.
    reach = np.maximum.accumulate(end) if len(end) else end
    before = np.concatenate([[-1], reach[:-1]]) if len(end) else end
    inside = np.zeros(len(order), dtype=np.bool_)
    inside[order] = before >= end
    return inside
