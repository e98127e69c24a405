"""Choose the display name of a concept: its most frequent wording, with its usual capitals."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from sitegen.enrich.corpus import ABSTRACT
from sitegen.enrich.topics.acronyms import singular
from sitegen.enrich.topics.lexicon import most_common, most_common_wording, stems

if TYPE_CHECKING:
    from collections.abc import Collection

    from sitegen.enrich.corpus import Corpus
    from sitegen.enrich.topics.phrases import Concepts

#: A name is written in lower case if at least this share of its mentions is.
_MIN_LOWER_CASE_SHARE: Final = 0.25
#: A name is a plural if at least this share of its mentions is.
_MIN_PLURAL_SHARE: Final = 0.25
#: An acronym is the name if it is this many times as frequent as its long form.
_MIN_ACRONYM_RATIO: Final = 3


@dataclass(slots=True)
class Spellings:
    """How papers write a concept: spelling -> number of mentions, by position.

    Attributes:
        running: inside sentences, where capitals belong to the spelling.
        opening: in titles, keywords and at sentence starts, where capitals may be due to position.
        short: as an acronym, in any position.
    """

    running: Counter[str] = field(default_factory=Counter)
    opening: Counter[str] = field(default_factory=Counter)
    short: Counter[str] = field(default_factory=Counter)


def display_names(
    corpus: Corpus,
    concepts: Concepts,
    numbers: Collection[int],
    lowered: frozenset[str] | None = None,
) -> dict[int, str]:
    """Return concept number -> display name, for the given concepts.

    Args:
        corpus: the collection.
        concepts: of the collection.
        numbers: of the concepts to name.
        lowered: the result of ``find_lower_words``; computed if None.
    """
    lowered = find_lower_words(corpus) if lowered is None else lowered
    long_forms = {"".join(stems(long)): long for long in concepts.acronyms.values()}
    known = frozenset(corpus.words)
    return {
        number: lower_common_words(
            display_name(spellings, long_forms.get(concepts.keys[number]), known), lowered
        )
        for number, spellings in collect_spellings(corpus, concepts, numbers).items()
    }


def lower_common_words(name: str, lowered: Collection[str]) -> str:
    """Undo the capitals of a phrase's words that papers write in lower case elsewhere.

    "Masked Language Model" introduces an acronym; it is no name, as "Gaussian process" has one.
    """
    words = name.split()
    if len(words) == 1:
        return name
    return " ".join(w.lower() if w[1:].islower() and w.lower() in lowered else w for w in words)


# Topics and reasons ask for the same collection.
@lru_cache(maxsize=1)
def find_lower_words(corpus: Corpus) -> frozenset[str]:
    """Return the words that are mostly in lower case inside sentences, capitals aside."""
    is_running = ~corpus.initial & (corpus.field == ABSTRACT)
    counts = np.bincount(corpus.word[is_running], minlength=len(corpus.words)).tolist()
    # Of a word in lower case, the other spellings are those with capitals.
    lower = {w: c for w, c in zip(corpus.words, counts, strict=True) if c and w.islower()}
    capitals: defaultdict[str, int] = defaultdict(int)
    for word, count in zip(corpus.words, counts, strict=True):
        if count and word not in lower:
            capitals[word.lower()] += count
    return frozenset(word for word, count in lower.items() if count > capitals.get(word, 0))


def collect_spellings(
    corpus: Corpus, concepts: Concepts, numbers: Collection[int]
) -> dict[int, Spellings]:
    """Return concept number -> its spellings in all its mentions, for the given concepts."""
    is_requested = np.zeros(len(concepts.keys), dtype=np.bool_)
    is_requested[list(numbers)] = True
    by_number = {number: Spellings() for number in numbers}
    mentions = np.flatnonzero(is_requested[concepts.phrase])
    is_opening = corpus.initial | (corpus.field != ABSTRACT)  # (tokens,)
    # Mentions of one length form a rectangular array, so that np.unique can count equal rows.
    for size in np.unique(concepts.length[mentions]).tolist():
        group = mentions[concepts.length[mentions] == size]
        start = concepts.start[group]
        runs = corpus.word[start[:, None] + np.arange(size)]  # (mentions, size) word numbers
        rows = np.column_stack([concepts.phrase[group], is_opening[start], runs])
        unique_rows, counts = np.unique(rows, axis=0, return_counts=True)
        for (number, opens, *run), count in zip(unique_rows.tolist(), counts.tolist(), strict=True):
            spelling = " ".join(corpus.words[word] for word in run)
            is_short = concepts.is_short[run].any()
            _select_counter(by_number[number], opens, short=is_short)[spelling] += count
    return by_number


def _select_counter(spellings: Spellings, opens: int, *, short: bool) -> Counter[str]:
    if short:
        return spellings.short
    return spellings.opening if opens else spellings.running


def display_name(
    spellings: Spellings, long_form: str | None = None, known: Collection[str] | None = None
) -> str:
    """Choose the name of a concept: the long form, or an acronym that is far more frequent (BERT).

    Args:
        spellings: how papers write the concept.
        long_form: the long form of its acronym, if it has one.
        known: words of the collection; what it never has in lower case keeps its capital. None if
            all words may lose it.

    Raises:
        ValueError: there are no spellings and no long form.
    """
    running, opening = spellings.running, spellings.opening
    # A definition "long form (SF)" may stand where phrases are not read; it counts once.
    if long_form and not running and not opening:
        opening = Counter({long_form: 1})
    n_long = (running + opening).total()
    if spellings.short and spellings.short.total() >= _MIN_ACRONYM_RATIO * max(1, n_long):
        return singular(most_common(spellings.short))
    if running:
        ending = "s" if _is_plural(running + opening) else ""
        return _choose_case(running, opening, known) + ending
    if opening:
        return _lower_words(most_common(opening))
    return most_common(spellings.short)


def _choose_case(
    running: Counter[str], opening: Counter[str], known: Collection[str] | None
) -> str:
    """Return the most frequent wording, in lower case if enough papers write it so.

    Args:
        running: spellings inside sentences; not empty.
        opening: spellings in titles and at sentence starts.
        known: see ``display_name``.
    """
    wording = most_common_wording(running + opening)
    cases = Counter({s: c for s, c in running.items() if s.lower() == wording})
    if not cases:
        # Only titles and sentence starts have this wording: lower all but names.
        return _lower_words(
            most_common(Counter({s: c for s, c in opening.items() if s.lower() == wording}))
        )
    if cases[wording] >= _MIN_LOWER_CASE_SHARE * cases.total():
        return wording
    spelling = most_common(cases)
    # "diffusion Transformers" is an author's slip, "State Space Models" is a name.
    first, *rest = spelling.split()
    if not first.islower():
        return spelling
    return " ".join(
        [first, *(_lower_word(w) if known is None or w.lower() in known else w for w in rest)]
    )


def _is_plural(spellings: Counter[str]) -> bool:
    """Check whether papers also use the plural of the most frequent wording.

    A topic names a kind of thing, so it is a plural: a singular is often only a modifier, as in
    "recurrent neural network architecture".
    """
    wording = most_common_wording(spellings)
    total = sum(count for s, count in spellings.items() if s.lower() in {wording, f"{wording}s"})
    plural = sum(count for s, count in spellings.items() if s.lower() == f"{wording}s")
    return 0 < plural >= _MIN_PLURAL_SHARE * total


def _lower_words(text: str) -> str:
    """Undo the capitals of a title: ``Attention`` becomes ``attention``, ``MeshGPT`` stays."""
    return " ".join(map(_lower_word, text.split()))


def _lower_word(word: str) -> str:
    # Capitals after the first letter mark an acronym or a name; a hyphen starts a new part.
    parts = word.split("-")
    return "-".join(p.lower() if p[1:].islower() or len(p) == 1 else p for p in parts)
