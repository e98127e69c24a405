"""Group candidate phrases into concepts, and count the concepts of each paper.

All spellings of a concept share one key, its stems joined: hyphen, case, plural, British or
American spelling, acronym or long form make no difference.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sitegen.enrich.corpus import ABSTRACT, Corpus
from sitegen.enrich.features import WordFeatures, expand_acronyms
from sitegen.enrich.scientific_english import phrases_of
from sitegen.enrich.topics.acronyms import Acronyms, find_acronyms, singular
from sitegen.enrich.topics.candidates import Runs, add_forced, find_candidates
from sitegen.enrich.topics.curated import Curated
from sitegen.enrich.topics.forms import has_usual_form
from sitegen.enrich.topics.lexicon import banned_keys, compounds, stems

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from sitegen.paper import Paper, Topic

#: Weight of a mention in a title or as a keyword; one in an abstract weighs 1.
TITLE_WEIGHT: Final = 3
#: Papers of a collection in which one acronym may have several meanings.
_MIN_LARGE_PAPERS: Final = 40


@dataclass(frozen=True, slots=True, eq=False)
class Concepts:
    """The concepts of a collection and their mentions, as arrays.

    Attributes:
        keys: joined stems of each concept; sorted.
        parts: stems of each concept, in order: of its spelling with the most words.
        df: (concepts,) number of papers.
        titles: (concepts,) number of mentions in titles and as keywords.
        concept: (pairs,) number of a concept that a paper mentions; pairs are sorted by concept,
            then paper.
        paper: (pairs,) index of the paper.
        weight: (pairs,) sum over mentions: 1 in the abstract, 3 in the title or as a keyword.
        first: (pairs,) number of words of the paper before the first mention.
        start: (mentions,) index of the first token.
        length: (mentions,) number of words.
        phrase: (mentions,) number of the concept.
        acronyms: short form -> long form.
        is_short: (words,) whether a word of the corpus is an acronym.
        topics: number of a concept -> the curator's line for it.
        forbidden: numbers of the concepts that must not become topics.
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

    @property
    def curated(self) -> list[int]:
        """Numbers of the concepts that the curator has described, merged or forced."""
        return sorted(number for number, topic in self.topics.items() if topic.is_curated)


def find_concepts(
    papers: Sequence[Paper],
    corpus: Corpus,
    features: WordFeatures,
    min_papers: int = 1,
    topics: Sequence[Topic] = (),
) -> Concepts:
    """Return the concepts of a collection.

    Args:
        papers: the whole collection.
        corpus: its words.
        features: of those words.
        min_papers: concepts of fewer papers are left out, unless one is in a title or a keyword or
            has a curated name.
        topics: the curator's; all names of a topic are one concept.
    """
    acronyms = find_acronyms(f"{p.title}. {p.abstract}" for p in papers)
    long_stems = {short: stems(long) for short, long in acronyms.long_forms.items()}
    is_short, parts = expand_acronyms(corpus.words, features, long_stems)
    curated = Curated(topics, long_stems)
    # Long forms and compounds may start with a stop word.
    openers = {p[:2] for p in (*compounds(), *long_stems.values())}
    runs = find_candidates(corpus, features, openers)
    runs = add_forced(corpus, features, curated.topics.values(), runs)
    is_foreign = _find_foreign(corpus, is_short, acronyms, long_stems)
    terms = _number_terms(corpus, parts, features.stems, is_foreign)
    runs, gram, spellings = _filter_grams(corpus, terms, curated, runs, min_papers)
    keys, key_parts, concept_of_gram = _group_spellings(spellings, curated)
    phrase = concept_of_gram[gram]  # (runs,) concept number, -1 for banned phrases
    topics_of, forbidden = _number_topics(curated, keys)
    named = [number for number, topic in topics_of.items() if topic.is_curated]
    is_usual = has_usual_form(corpus, runs, phrase, is_short) | np.isin(phrase, named)
    phrase = np.where(is_usual, phrase, -1)
    return Concepts(
        keys=keys,
        parts=key_parts,
        **_count_mentions(corpus, len(keys), runs, phrase),
        acronyms=acronyms.long_forms,
        is_short=is_short,
        topics=topics_of,
        forbidden=forbidden,
    )


def _number_topics(curated: Curated, keys: list[str]) -> tuple[dict[int, Topic], frozenset[int]]:
    """Return concept number -> curated topic, and the numbers of the forbidden concepts.

    Topics that the collection does not mention are left out.
    """
    number = {key: index for index, key in enumerate(keys)}
    by_number = {number[key]: topic for key, topic in curated.topics.items() if key in number}
    # A topic without a name is one that the curator forbids.
    topics = {n: topic for n, topic in by_number.items() if topic.name}
    return topics, frozenset(by_number.keys() - topics.keys())


@dataclass(frozen=True, slots=True, eq=False)
class _Terms:
    """The tokens of a corpus by their stems, acronyms spelled out.

    Attributes:
        stems: term number -> stems; a long form has several.
        term: (tokens,) term number.
    """

    stems: list[tuple[str, ...]]
    term: NDArray[np.int64]

    def join(self, start: int, length: int) -> tuple[str, ...]:
        """Return the stems of one run of tokens."""
        run = self.term[start : start + length].tolist()
        return tuple(part for term in run for part in self.stems[term])


def _number_terms(
    corpus: Corpus,
    parts: list[tuple[str, ...]],
    plain: Sequence[tuple[str, ...]],
    is_foreign: NDArray[np.bool_],
) -> _Terms:
    """Give words with equal stems one term number.

    Args:
        corpus: the collection's words.
        parts: stems of each word, acronyms spelled out.
        plain: stems of each word.
        is_foreign: (tokens,) see ``_find_foreign``; these have their plain stems.
    """
    numbers: dict[tuple[str, ...], int] = {}
    term_of_word = np.array([numbers.setdefault(p, len(numbers)) for p in parts], dtype=np.int64)
    term = term_of_word[corpus.word]
    for token in np.flatnonzero(is_foreign).tolist():
        term[token] = numbers.setdefault(plain[corpus.word[token]], len(numbers))
    return _Terms(list(numbers), term)


def _find_foreign(
    corpus: Corpus,
    is_short: NDArray[np.bool_],
    acronyms: Acronyms,
    long_stems: Mapping[str, tuple[str, ...]],
) -> NDArray[np.bool_]:
    """Return (tokens,) which tokens are acronyms that may stand for something else in their paper.

    These are acronyms that their paper defines otherwise, and those that one other paper defines,
    as what science seldom mentions: its "maximal value under placing (MVP)" is no other paper's. In
    a small collection, the papers are about one thing.
    """
    names = ["".join(parts) for parts in long_stems.values()]
    shares = dict(zip(long_stems, phrases_of(corpus).shares(names).tolist(), strict=True))
    is_large = corpus.size >= _MIN_LARGE_PAPERS
    is_foreign = np.zeros(len(corpus.word), dtype=np.bool_)
    for token in np.flatnonzero(is_short[corpus.word]).tolist():
        short, paper = singular(corpus.words[corpus.word[token]]), int(corpus.paper[token])
        defined = acronyms.defined[short]
        is_private = is_large and len(defined) == 1 and not shares[short] and paper not in defined
        is_foreign[token] = is_private or paper in acronyms.otherwise.get(short, ())
    return is_foreign


def _filter_grams(
    corpus: Corpus, terms: _Terms, curated: Curated, runs: Runs, min_papers: int
) -> tuple[Runs, NDArray[np.int64], list[tuple[str, ...]]]:
    """Number equal runs alike and drop the infrequent ones.

    Returns:
        The runs that are left; (runs,) gram number of each; the stems of each gram.
    """
    start, length = runs
    gram, samples = number_grams(terms.term, start, length)
    is_named = _match_names(terms, samples, curated)
    # Nearly all phrases are infrequent. Dropping them before their stems are joined saves most of
    # the time and memory of the next steps.
    is_kept = _is_frequent(corpus, gram, start, is_named, min_papers)
    used, gram = np.unique(gram[is_kept], return_inverse=True)  # close the gaps in the numbers
    spellings = [terms.join(*sample) for sample in samples[used].tolist()]
    return (start[is_kept], length[is_kept]), gram, spellings


def number_grams(
    term: NDArray[np.int64], start: NDArray[np.int64], length: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Number the runs so that runs with equal terms have equal numbers.

    Returns:
        (runs,) the gram number of each run, and (grams, 2) first token and length of one run of
        each gram.
    """
    gram = term[start] if len(start) else start
    base = int(term.max(initial=0)) + 1
    for offset in range(1, int(length.max(initial=1))):
        # Extend the numbers of the prefixes by the next term: code = prefix * (base + 1) + digit,
        # digit 0 for runs that have ended. Renumbering from 0 keeps the codes within 64 bits.
        is_longer = length > offset
        code = gram.copy()
        code *= base + 1
        code[is_longer] += 1 + term[start[is_longer] + offset]
        gram = np.unique(code, return_inverse=True)[1].reshape(-1)
    _, sample, gram = np.unique(gram, return_index=True, return_inverse=True)
    return gram.reshape(-1), np.stack([start[sample], length[sample]], axis=1)


def _match_names(terms: _Terms, samples: NDArray[np.int64], curated: Curated) -> NDArray[np.bool_]:
    """Return (grams,) whether a gram is a name of a curated topic.

    Args:
        terms: the tokens.
        samples: (grams, 2) first token and length of one run of each gram.
        curated: the curator's topics.
    """
    # Vectorized filter by first and last stem; only the few grams that pass are joined.
    is_head = np.array([bool(p) and p[0] in curated.heads for p in terms.stems], dtype=np.bool_)
    is_tail = np.array([bool(p) and p[-1] in curated.tails for p in terms.stems], dtype=np.bool_)
    last = samples.sum(axis=1) - 1  # start + length - 1
    is_named: NDArray[np.bool_] = is_head[terms.term[samples[:, 0]]] & is_tail[terms.term[last]]
    for gram in np.flatnonzero(is_named).tolist():
        is_named[gram] = "".join(terms.join(*samples[gram].tolist())) in curated.key_of
    return is_named


def _is_frequent(
    corpus: Corpus,
    gram: NDArray[np.int64],
    start: NDArray[np.int64],
    is_named: NDArray[np.bool_],
    min_papers: int,
) -> NDArray[np.bool_]:
    """Return (runs,) whether a run's gram is on enough papers, in a title or keyword, or named.

    Args:
        corpus: the collection's words.
        gram: (runs,) gram numbers.
        start: (runs,) index of the first token.
        is_named: (grams,) grams that are kept in any case.
        min_papers: number of papers that is enough.
    """
    # Unique gram * papers + paper codes are the (gram, paper) pairs.
    pairs = np.unique(gram * corpus.size + corpus.paper[start])
    df = np.bincount(pairs // max(1, corpus.size), minlength=len(is_named))
    is_kept = (df >= min_papers) | is_named
    is_kept[gram[corpus.field[start] != ABSTRACT]] = True
    return is_kept[gram]


def _group_spellings(
    spellings: list[tuple[str, ...]], curated: Curated
) -> tuple[list[str], list[tuple[str, ...]], NDArray[np.int64]]:
    """Give spellings with equal joined stems one concept.

    "pre-training" and "pretraining" are one concept, with the stems of the spelling that has more
    words. All names of a curator's topic are one concept.

    Args:
        spellings: stems of each gram.
        curated: the curator's topics.

    Returns:
        The keys of the concepts, sorted; the stems of each concept; (grams,) concept numbers, -1
        for banned phrases.
    """
    best: dict[str, tuple[str, ...]] = {}
    joined = [curated.key_of.get(key, key) for key in map("".join, spellings)]
    for key, parts in zip(joined, spellings, strict=True):
        if key in best:
            # Ties go to the last in code point order, whatever the order of the papers.
            best[key] = max(best[key], parts, key=lambda p: (len(p), p))
        elif key not in banned_keys() or key in curated.topics:
            best[key] = parts
    keys = sorted(best)
    number = {key: index for index, key in enumerate(keys)}
    concept = np.array([number.get(key, -1) for key in joined], dtype=np.int64)
    return keys, [best[key] for key in keys], concept


def _count_mentions(
    corpus: Corpus, n_concepts: int, runs: Runs, phrase: NDArray[np.int64]
) -> dict[str, Any]:
    """Count mentions by concept and paper.

    Args:
        corpus: the collection's words.
        n_concepts: number of concepts.
        runs: the candidates, in any order.
        phrase: (runs,) concept number of each; runs with -1 are not counted.

    Returns:
        The arrays of ``Concepts`` over concepts, pairs and mentions, by name.
    """
    is_concept = phrase >= 0
    start, length, phrase = runs[0][is_concept], runs[1][is_concept], phrase[is_concept]
    n_papers = max(1, corpus.size)
    # One code for each (concept, paper); mentions are ordered by it, then by position.
    code = phrase * n_papers + corpus.paper[start]
    order = np.lexsort((start, code))
    start, length, phrase, code = start[order], length[order], phrase[order], code[order]
    # ``first`` is the index of the first mention of a pair, ``pair`` the pair of each mention.
    codes, first, pair = np.unique(code, return_index=True, return_inverse=True)
    concept, paper = codes // n_papers, codes % n_papers
    is_heavy = corpus.field[start] != ABSTRACT
    weight = np.bincount(pair, np.where(is_heavy, TITLE_WEIGHT, 1), minlength=len(codes))
    # (papers,) index of the first token of each paper: ``corpus.paper`` is sorted.
    first_token = np.searchsorted(corpus.paper, np.arange(corpus.size))
    return {
        "df": np.bincount(concept, minlength=n_concepts),
        "titles": np.bincount(phrase[is_heavy], minlength=n_concepts),
        "concept": concept,
        "paper": paper,
        "weight": weight.astype(np.float64),
        "first": start[first] - first_token[paper] if len(codes) else first,
        "start": start,
        "length": length,
        "phrase": phrase,
    }
