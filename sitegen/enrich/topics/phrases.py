"""Candidate phrases of each paper, and the concepts that they name across the collection.

A candidate is a run of one to four words between stop words and punctuation, "of" allowed inside
("mixture of experts"). All spellings of a concept share one key, its stems joined: hyphen, case,
plural, British or American, acronym or long form.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sitegen.enrich.corpus import ABSTRACT, KEYWORD, TITLE, Corpus
from sitegen.enrich.features import WordFeatures, long_forms
from sitegen.enrich.topics.acronyms import find_acronyms, singular
from sitegen.enrich.topics.languages import foreign_papers
from sitegen.enrich.topics.lexicon import banned, compounds, stems

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from sitegen.paper import Paper, Topic

MAX_WORDS: Final = 4
TITLE_WEIGHT: Final = 3


@dataclass(frozen=True, slots=True, eq=False)
class Concepts:
    """What the collection says of its phrases, each in all its spellings.

    Attributes:
        keys: stems joined, one a concept; sorted.
        parts: stems in order, one a concept: of the spelling that has most words.
        df: (concepts,) number of papers.
        titles: (concepts,) number of titles, keywords counted too.
        concept, paper, weight, first: (pairs,) a concept in a paper, sorted by concept, then paper;
            its weight there (a mention counts 1, in the title or as a keyword 3) and how many words
            of the paper come before its first mention.
        start, length, phrase: (mentions,) first token, number of words, concept of each mention.
        acronyms: short form -> long form.
        is_short: (words,) of the corpus: is an acronym.
        topics: number of a concept -> the curator's line for it.
        forbidden: numbers of the concepts that are never to be topics.
    """

    keys: list[str]
    parts: list[tuple[str, ...]]
    df: NDArray[np.int64]
    titles: NDArray[np.int64]
    concept: NDArray[np.int64]
    paper: NDArray[np.int64]
    weight: NDArray[np.float64]
    first: NDArray[np.int64]
    start: NDArray[np.int64]
    length: NDArray[np.int64]
    phrase: NDArray[np.int64]
    acronyms: dict[str, str]
    is_short: NDArray[np.bool_]
    topics: dict[int, Topic]
    forbidden: frozenset[int]


def find_concepts(
    papers: Sequence[Paper],
    corpus: Corpus,
    features: WordFeatures,
    least: int = 1,
    topics: Sequence[Topic] = (),
) -> Concepts:
    """Return the concepts of a collection.

    Args:
        papers: the whole collection.
        corpus: its words.
        features: of those words.
        least: concepts of fewer papers are left out, unless a title or a keyword has them.
        topics: the curator's; all names of one are one concept.
    """
    acronyms = find_acronyms(f"{p.title}. {p.abstract}" for p in papers)
    known = {short: stems(long) for short, long in acronyms.items()}
    is_short, parts = long_forms(corpus.words, features, known)
    curated = Curated(topics, known)
    openers = {p[:2] for p in compounds()} | {p[:2] for p in known.values()}
    start, length = _candidates(corpus, features, openers)
    start, length = _with_forced(corpus, features, curated, start, length)
    names: dict[tuple[str, ...], int] = {}
    term = np.array([names.setdefault(p, len(names)) for p in parts], dtype=np.int64)
    gram, firsts = _grams(term[corpus.word], start, length)
    terms = list(names)
    named = _named(term[corpus.word], firsts, terms, curated)
    kept = _kept(corpus, gram, start, named, least)
    start, length, gram = start[kept], length[kept], gram[kept]
    used, gram = np.unique(gram, return_inverse=True)
    spelled = [_joined(terms, term[corpus.word[s : s + n]]) for s, n in firsts[used].tolist()]
    keys, parts_of, concept_of_gram = _keyed(spelled, curated)
    phrase = concept_of_gram[gram]
    real = phrase >= 0
    start, length, phrase = start[real], length[real], phrase[real]
    found = _counted(corpus, (keys, parts_of), (start, length, phrase))
    number = {key: place for place, key in enumerate(keys)}
    return Concepts(
        **found,
        acronyms=acronyms,
        is_short=is_short,
        topics={number[k]: t for k, t in curated.topics.items() if t.name and k in number},
        forbidden=frozenset(
            number[k] for k, t in curated.topics.items() if not t.name and k in number
        ),
    )


class Curated:
    """The curator's topics by the keys of their names.

    Attributes:
        key_of: key of any name of a topic -> key of the topic.
        topics: that key -> the topic.
        heads, tails: the stems that open and that end a name of a topic that is always one.
    """

    def __init__(self, topics: Sequence[Topic], acronyms: dict[str, tuple[str, ...]]) -> None:
        self.key_of: dict[str, str] = {}
        self.topics: dict[str, Topic] = {}
        self.heads: set[str] = set()
        self.tails: set[str] = set()
        # A name counts before the words of a slug, which may be a name of another topic by now.
        claims = [(t, name) for t in topics for name in t.names[1:]]
        claims += [(t, t.names[0]) for t in topics]
        for topic, name in claims:
            parts = name_parts(name, acronyms)
            own = "".join(name_parts(topic.name or topic.names[0], acronyms))
            if self.key_of.setdefault("".join(parts), own) == own:
                self.topics.setdefault(own, topic)
            if topic.is_curated:
                self.heads.update(parts[:1])
                self.tails.update(parts[-1:])


def name_parts(name: str, acronyms: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the stems of a name, acronyms spelled out."""
    words = (acronyms.get(singular(word)) or stems(word) for word in name.split())
    return tuple(part for word in words for part in word)


def _with_forced(
    corpus: Corpus,
    features: WordFeatures,
    curated: Curated,
    start: NDArray[np.int64],
    length: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Add the places where a forced topic stands though it reads like no topic."""
    starts, lengths = [start], [length]
    term = features.term[corpus.word] if len(corpus.word) else corpus.word
    number = {name: place for place, name in enumerate(features.terms)}
    for topic in curated.topics.values():
        for name in topic.names if topic.is_forced else ():
            wanted = ["".join(stems(word)) for word in name.split()]
            if not wanted or not all(word in number for word in wanted):
                continue
            at = np.flatnonzero(term == number[wanted[0]])
            for more, word in enumerate(wanted[1:], start=1):
                at = at[at + more < len(term)]
                at = at[(term[at + more] == number[word]) & ~corpus.initial[at + more]]
            starts.append(at)
            lengths.append(np.full(len(at), len(wanted)))
    both = np.stack([np.concatenate(starts), np.concatenate(lengths)], axis=1).astype(np.int64)
    both = np.unique(both, axis=0)
    return both[:, 0], both[:, 1]


def _candidates(
    corpus: Corpus, features: WordFeatures, openers: set[tuple[str, ...]]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the first token and the number of words of each run that may name a topic."""
    n = len(corpus.word)
    places = np.arange(n)
    foreign = foreign_papers(corpus)[corpus.paper] if n else np.zeros(0, dtype=np.bool_)
    text = (corpus.field != KEYWORD) & ~foreign
    stop, of, general = (
        flag[corpus.word] for flag in (features.stop, features.of, features.general)
    )
    at = places[text & (~stop | _opens(corpus, features, openers))]
    starts, lengths = [], []
    for size in range(1, MAX_WORDS + 1):
        if size > 1:
            at = at[at + size <= n]
            last = at + size - 1
            at = at[~corpus.border[last]]
            last = at + size - 1
            inner_of = of[last] & ~general[at] if size == 2 else np.zeros(len(at), dtype=np.bool_)  # noqa: PLR2004
            at = at[~stop[last] | inner_of]
        good = at[~stop[at + size - 1]] if len(at) else at
        good = good[_may_end(corpus, features, good, size)]
        starts.append(good)
        lengths.append(np.full(len(good), size))
    first = places[(corpus.field == KEYWORD) & corpus.initial]
    starts.append(first)
    lengths.append(_text_lengths(corpus, first))
    return np.concatenate(starts), np.concatenate(lengths)


def _text_lengths(corpus: Corpus, first: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the number of words of each text that starts at a token, at most MAX_WORDS."""
    length = np.ones(len(first), dtype=np.int64)
    alive = np.ones(len(first), dtype=np.bool_)
    for more in range(1, MAX_WORDS):
        there = np.minimum(first + more, len(corpus.word) - 1)
        alive &= (first + more < len(corpus.word)) & ~corpus.initial[there]
        length += alive
    return length


def _opens(
    corpus: Corpus, features: WordFeatures, openers: set[tuple[str, ...]]
) -> NDArray[np.bool_]:
    """Tell which words are the first of a known phrase though they are stop words."""
    n = len(corpus.word)
    opens = np.zeros(n, dtype=np.bool_)
    heads = {parts[0] for parts in openers}
    head = np.array([bool(p) and p[0] in heads for p in features.stems], dtype=np.bool_)
    at = np.flatnonzero(head[corpus.word] & features.stop[corpus.word])
    at = at[at + 1 < n]
    at = at[~corpus.border[at + 1]]
    opens[at] = _ask(corpus, features, at, 2, lambda parts: parts[:2] in openers)
    return opens


def _may_end(
    corpus: Corpus, features: WordFeatures, start: NDArray[np.int64], size: int
) -> NDArray[np.bool_]:
    """Tell which runs read as topics, by the last word and by how general all are."""
    end = start + size - 1
    last = corpus.word[end]
    plain = features.plain[last]
    if size == 1:
        alone: NDArray[np.bool_] = ~features.general[last] & ~features.brief[last]
        return alone & ~(plain & features.adjective[last])
    title = corpus.field[end] == TITLE
    capital = features.capital[last] & ~corpus.initial[end] & ~title
    good: NDArray[np.bool_] = capital | ~plain | ~features.adjective[last]
    vague = features.vague[last] & plain
    broad = features.model[last] & ~vague
    for place in range(size - 1):
        broad &= features.general[corpus.word[start + place]]
    good[vague] = _ask(corpus, features, start[vague], size, lambda parts: parts in compounds())
    openers = {parts[:2] for parts in compounds()}
    good[broad] = _ask(corpus, features, start[broad], size, lambda parts: parts[:2] in openers)
    return good


def _ask(
    corpus: Corpus,
    features: WordFeatures,
    start: NDArray[np.int64],
    size: int,
    question: Callable[[tuple[str, ...]], bool],
) -> NDArray[np.bool_]:
    """Answer a question on the stems of many runs, once for each that differs."""
    runs = corpus.word[start[:, None] + np.arange(size)]
    different, which = np.unique(runs, axis=0, return_inverse=True)
    answers = [
        question(tuple(part for word in run for part in features.stems[word]))
        for run in different.tolist()
    ]
    return np.array(answers, dtype=np.bool_)[which.reshape(-1)]


def _grams(
    term: NDArray[np.int64], start: NDArray[np.int64], length: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Number the runs so that equal ones have one number.

    Returns:
        the number of each run; and (numbers, 2) the first token and length of one run of each.
    """
    gram = term[start] if len(start) else start
    base = int(term.max(initial=0)) + 1
    for more in range(1, int(length.max(initial=1))):
        longer = length > more
        code = gram.copy()
        code *= base + 1
        code[longer] += 1 + term[start[longer] + more]
        gram = np.unique(code, return_inverse=True)[1].reshape(-1)
    _, one, gram = np.unique(gram, return_index=True, return_inverse=True)
    return gram.reshape(-1), np.stack([start[one], length[one]], axis=1)


def _kept(
    corpus: Corpus,
    gram: NDArray[np.int64],
    start: NDArray[np.int64],
    named: NDArray[np.bool_],
    least: int,
) -> NDArray[np.bool_]:
    """Leave out, early, what too few papers say: nearly all phrases are such."""
    pairs = np.unique(gram * corpus.size + corpus.paper[start])
    df = np.bincount(pairs // max(1, corpus.size), minlength=len(named))
    good = (df >= least) | named
    good[gram[corpus.field[start] != ABSTRACT]] = True
    return good[gram]


def _named(
    term: NDArray[np.int64],
    runs: NDArray[np.int64],
    terms: list[tuple[str, ...]],
    curated: Curated,
) -> NDArray[np.bool_]:
    """Tell which runs, given by first token and length, are names of a curator's topics."""
    heads = np.array([bool(p) and p[0] in curated.heads for p in terms], dtype=np.bool_)
    tails = np.array([bool(p) and p[-1] in curated.tails for p in terms], dtype=np.bool_)
    named: NDArray[np.bool_] = heads[term[runs[:, 0]]] & tails[term[runs.sum(axis=1) - 1]]
    for place in np.flatnonzero(named).tolist():
        start, length = runs[place].tolist()
        key = "".join(_joined(terms, term[start : start + length]))
        named[place] = key in curated.key_of
    return named


def _joined(terms: list[tuple[str, ...]], run: NDArray[np.int64]) -> tuple[str, ...]:
    return tuple(part for term in run.tolist() for part in terms[term])


def _keyed(
    spelled: list[tuple[str, ...]], curated: Curated
) -> tuple[list[str], list[tuple[str, ...]], NDArray[np.int64]]:
    """Give runs with the same joined stems one concept; -1 to those that are banned.

    "pre-training" and "pretraining" are one concept; its parts are those of the longest. All names
    of a curator's topic are one concept.
    """
    best: dict[str, tuple[str, ...]] = {}
    joined = [curated.key_of.get(key, key) for key in map("".join, spelled)]
    for key, parts in zip(joined, spelled, strict=True):
        if key in best:
            best[key] = max(best[key], parts, key=lambda p: (len(p), p))
        elif key not in banned() or key in curated.topics:
            best[key] = parts
    keys = sorted(best)
    number = {key: place for place, key in enumerate(keys)}
    concept = np.array([number.get(key, -1) for key in joined], dtype=np.int64)
    return keys, [best[key] for key in keys], concept


def _counted(
    corpus: Corpus,
    names: tuple[list[str], list[tuple[str, ...]]],
    mentions: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]],
) -> dict[str, Any]:
    """Count mentions a concept and paper; returns the arrays of ``Concepts``."""
    keys, parts = names
    start, length, phrase = mentions
    code = phrase * max(1, corpus.size) + corpus.paper[start]
    order = np.lexsort((start, code))
    start, length, phrase, code = start[order], length[order], phrase[order], code[order]
    pairs, first, which = np.unique(code, return_index=True, return_inverse=True)
    heavy = corpus.field[start] != ABSTRACT
    weight = np.bincount(which, np.where(heavy, TITLE_WEIGHT, 1), minlength=len(pairs))
    concept, paper = pairs // max(1, corpus.size), pairs % max(1, corpus.size)
    opening = np.searchsorted(corpus.paper, np.arange(corpus.size))
    return {
        "keys": keys,
        "parts": parts,
        "df": np.bincount(concept, minlength=len(keys)),
        "titles": np.bincount(phrase[heavy], minlength=len(keys)),
        "concept": concept,
        "paper": paper,
        "weight": weight.astype(np.float64),
        "first": start[first] - opening[paper] if len(pairs) else first,
        "start": start,
        "length": length,
        "phrase": phrase,
    }
