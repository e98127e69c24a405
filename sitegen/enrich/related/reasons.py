"""Say why two papers are related: the tags, the authors and the heaviest phrases that they share.

A phrase weighs what it weighs in a term vector, log count by log rarity, once for each paper, and
more the more words it has: "state space models" tells more than "models". Papers that share no
phrase have single words named, by their weights in the vectors that were compared.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import sparse

from sitegen.enrich.corpus import TITLE
from sitegen.identifiers import match_key
from sitegen.paper import Related

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from sitegen.enrich.corpus import Corpus
    from sitegen.enrich.features import WordFeatures
    from sitegen.enrich.related.lists import Neighbours
    from sitegen.enrich.related.terms import Terms
    from sitegen.enrich.topics.phrases import Concepts
    from sitegen.paper import Entry, Tag

_REASONS: Final = 3
_CONSIDERED: Final = 6
_TELLING_SHARE: Final = 0.25
_FEW: Final = 5
_TITLES: Final = 3
_CHUNK: Final = 100_000
_WORDS: Final = 4


@dataclass(frozen=True, slots=True, eq=False)
class Phrases:
    """Phrases, or single words, that may be named as reasons.

    Attributes:
        matrix: (papers, phrases) weights.
        numbers: (phrases,) of the concept, or of the word of the corpus, that each is.
        words: (phrases, 4) numbers of its stems; each place that it has not is a number of its own.
    """

    matrix: sparse.csr_matrix
    numbers: NDArray[np.int64]
    words: NDArray[np.int64]


def find_phrases(concepts: Concepts, good: NDArray[np.bool_], size: int) -> Phrases:
    """Weigh the phrases of a collection of ``size`` papers; only good ones are named."""
    telling = (concepts.df > 1) & _is_telling(concepts.df, size)
    many = np.array([len(parts) > 1 for parts in concepts.parts], dtype=np.bool_)
    telling &= many | (concepts.titles > 0)
    numbers = np.flatnonzero(telling & good)
    column = np.full(len(concepts.keys), -1)
    column[numbers] = np.arange(len(numbers))
    kept = column[concepts.concept] >= 0
    words = np.array([len(concepts.parts[n]) for n in numbers.tolist()], dtype=np.float64)
    rarity = np.log((1 + size) / (1 + concepts.df[numbers])) + 1
    at = column[concepts.concept[kept]]
    # The product of two papers' weights has the root twice.
    weights = (1 + np.log(concepts.weight[kept])) * rarity[at] * np.sqrt(words[at])
    matrix = sparse.csr_matrix((weights, (concepts.paper[kept], at)), shape=(size, len(numbers)))
    return Phrases(matrix, numbers, _word_numbers(concepts, numbers))


def find_words(corpus: Corpus, features: WordFeatures, terms: Terms) -> Phrases:
    """Return the single words by which papers were compared, each as it is written most often.

    Left out are words in more than a quarter of the papers, adjectives, and general words that are
    not in several titles either.
    """
    counts = np.bincount(corpus.word, minlength=len(corpus.words))
    in_titles = np.bincount(
        features.term[corpus.word[corpus.field == TITLE]], minlength=len(features.terms)
    )
    titled = in_titles[features.term]
    bad = features.stop | features.brief | (features.plain & features.adjective)
    bad |= features.general & (titled < _TITLES)
    best: dict[str, tuple[int, str, int]] = {}
    for number, (parts, count) in enumerate(zip(features.stems, counts.tolist(), strict=True)):
        if len(parts) == 1:
            candidate = (-count, corpus.words[number], number)
            best[parts[0]] = min(best.get(parts[0], candidate), candidate)
    best = {stem: found for stem, found in best.items() if not bad[found[2]]}
    telling = _is_telling(terms.df, corpus.size)
    columns = [c for c, stem in enumerate(terms.names) if telling[c] and stem in best]
    numbers = np.array([best[terms.names[c]][2] for c in columns], dtype=np.int64)
    return Phrases(terms.matrix[:, columns], numbers, _own_numbers(len(columns)))


def _word_numbers(concepts: Concepts, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    known: dict[str, int] = {}
    words = _own_numbers(len(numbers))
    for row, number in enumerate(numbers.tolist()):
        for place, stem in enumerate(concepts.parts[number][:_WORDS]):
            words[row, place] = known.setdefault(stem, len(known))
    return words


def _is_telling(df: NDArray[np.int64], size: int) -> NDArray[np.bool_]:
    """Tell what is in few enough of ``size`` papers to be a reason."""
    telling: NDArray[np.bool_] = df <= max(_FEW, _TELLING_SHARE * size)
    return telling


def _own_numbers(count: int) -> NDArray[np.int64]:
    """Return (count, 4) numbers that are all different, and below those of words."""
    return -1 - np.arange(count * _WORDS).reshape(count, _WORDS)


def shared_phrases(
    phrases: Phrases, one: NDArray[np.int64], other: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return (pairs, 3) concepts that two papers share, heaviest first; -1 where there is none.

    None of the three has a word of another.
    """
    found = np.full((len(one), _REASONS), -1)
    if len(phrases.numbers) == 0:
        return found
    for start in range(0, len(one), _CHUNK):
        rows = slice(start, start + _CHUNK)
        product = phrases.matrix[one[rows]].multiply(phrases.matrix[other[rows]]).tocoo()
        found[rows] = _heaviest(phrases, product, len(one[rows]))
    return found


def _heaviest(phrases: Phrases, product: sparse.coo_matrix, pairs: int) -> NDArray[np.int64]:
    row, column = product.row.astype(np.int64), product.col.astype(np.int64)
    order = np.lexsort((column, -np.round(product.data, 6), row))
    row, column = row[order], column[order]
    rank = np.arange(len(row)) - np.searchsorted(row, row)
    row, column, rank = (a[rank < _CONSIDERED] for a in (row, column, rank))
    heavy = np.full((pairs, _CONSIDERED), -1)
    heavy[row, rank] = column
    named = np.full((pairs, _REASONS), -1)
    count = np.zeros(pairs, dtype=np.int64)
    for place in range(_CONSIDERED):
        new = heavy[:, place]
        taken = (new >= 0) & (count < _REASONS)
        for before in range(_REASONS):
            old = named[:, before]
            mine, theirs = phrases.words[new], phrases.words[old]
            shares = (mine[:, :, None] == theirs[:, None, :]).any(axis=(1, 2))
            taken &= ~(shares & (old >= 0))
        named[taken, count[taken]] = new[taken]
        count += taken
    numbers: NDArray[np.int64] = np.where(named >= 0, phrases.numbers[named], -1)
    return numbers


def with_reasons(
    entries: Sequence[Entry],
    lists: Sequence[Neighbours],
    tags: Sequence[tuple[Tag, ...]],
    terms: Iterable[tuple[str, ...]],
) -> list[tuple[Related, ...]]:
    """Make the entries of the related lists.

    Args:
        entries: of the collection.
        lists: the papers that are related to each.
        tags: of each paper.
        terms: what each pair shares, list after list.
    """
    authors = [_authors(entry) for entry in entries]
    slugs = [{tag.slug: tag.name for tag in own} for own in tags]
    ids = [entry.id for entry in entries]
    rows = iter(terms)
    related: list[tuple[Related, ...]] = []
    for place, near in enumerate(lists):
        made = []
        mine, wrote = slugs[place], authors[place]
        for other, score in near:
            theirs = slugs[other]
            shared = tuple(slug for slug in mine if slug in theirs)
            said = next(rows)
            if shared and said:
                said = tuple(t for t in said if not any(repeats(t, mine[g]) for g in shared))
            both: tuple[str, ...] = ()
            if wrote and not wrote.keys().isdisjoint(authors[other]):
                both = tuple(name for key, name in wrote.items() if key in authors[other])
            made.append(Related(ids[other], round(max(0.0, score), 4), shared, said, both))
        related.append(tuple(made))
    return related


def _authors(entry: Entry) -> dict[str, str]:
    return {_plain(author.name): author.name for author in entry.paper.authors}


def _plain(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(c for c in folded if not unicodedata.combining(c)).split())


@lru_cache(maxsize=100_000)
def repeats(term: str, tag: str) -> bool:
    """Tell whether a term says what a tag says already: part of it, or its acronym."""
    mine, theirs = match_key(term), match_key(tag)
    initials = "".join(word[0] for word in tag.casefold().replace("-", " ").split())
    return mine in theirs or theirs in mine or mine.removesuffix("s") == initials
