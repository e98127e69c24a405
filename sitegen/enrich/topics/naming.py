"""Choose how readers see a concept: its commonest wording, with the capitals of most papers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from sitegen.enrich.corpus import ABSTRACT
from sitegen.enrich.topics.acronyms import singular
from sitegen.enrich.topics.lexicon import commonest, commonest_wording, stems

if TYPE_CHECKING:
    from collections.abc import Collection

    from sitegen.enrich.corpus import Corpus
    from sitegen.enrich.topics.phrases import Concepts

_USES_LOWER_CASE = 0.25
_RARELY_SPELLED_OUT = 3


@dataclass(slots=True)
class Spellings:
    """How papers write a concept.

    Attributes:
        inside: as written inside sentences -> how often.
        opening: as written in titles and at sentence starts, where capitals say less.
        short: as an acronym.
    """

    inside: Counter[str] = field(default_factory=Counter)
    opening: Counter[str] = field(default_factory=Counter)
    short: Counter[str] = field(default_factory=Counter)


def display_names(corpus: Corpus, concepts: Concepts, wanted: Collection[int]) -> dict[int, str]:
    """Return number of a concept -> its name, for those wanted."""
    found = spellings(corpus, concepts, wanted)
    long_forms = {"".join(stems(long)): long for long in concepts.acronyms.values()}
    return {
        number: display_name(spelled, long_forms.get(concepts.keys[number]))
        for number, spelled in found.items()
    }


def spellings(corpus: Corpus, concepts: Concepts, wanted: Collection[int]) -> dict[int, Spellings]:
    """Collect the spellings of some concepts, from all their mentions."""
    chosen = np.zeros(len(concepts.keys), dtype=np.bool_)
    chosen[list(wanted)] = True
    found = {number: Spellings() for number in wanted}
    at = np.flatnonzero(chosen[concepts.phrase])
    opening = corpus.initial | (corpus.field != ABSTRACT)
    for size in np.unique(concepts.length[at]).tolist():
        some = at[concepts.length[at] == size]
        start = concepts.start[some]
        runs = corpus.word[start[:, None] + np.arange(size)]
        rows = np.column_stack([concepts.phrase[some], opening[start], runs])
        different, counts = np.unique(rows, axis=0, return_counts=True)
        for (number, opens, *run), count in zip(different.tolist(), counts.tolist(), strict=True):
            spelled = " ".join(corpus.words[word] for word in run)
            _counter(found[number], opens, short=concepts.is_short[run].any())[spelled] += count
    return found


def _counter(spelled: Spellings, opens: int, *, short: bool) -> Counter[str]:
    if short:
        return spelled.short
    return spelled.opening if opens else spelled.inside


def display_name(spelled: Spellings, long_form: str | None = None) -> str:
    """Choose how readers see a concept: the long form mostly, BERT where nobody spells it out.

    Args:
        spelled: how papers write it.
        long_form: what an acronym for it stands for.
    """
    inside, opening = spelled.inside, spelled.opening
    if long_form and not inside and not opening:
        opening = Counter({long_form: 1})
    long = inside + opening
    if spelled.short and spelled.short.total() >= _RARELY_SPELLED_OUT * max(1, long.total()):
        return singular(commonest(spelled.short))
    if inside:
        return _cased(inside, opening)
    if opening:
        return " ".join(map(_lowered, commonest(opening).split()))
    return commonest(spelled.short)


def _cased(inside: Counter[str], opening: Counter[str]) -> str:
    """Choose the commonest wording, then its lower case where writers use it at all."""
    low = commonest_wording(inside + opening)
    cases = Counter({s: c for s, c in inside.items() if s.lower() == low})
    if not cases:
        found = Counter({s: c for s, c in opening.items() if s.lower() == low})
        return " ".join(map(_lowered, commonest(found).split()))
    if cases[low] >= _USES_LOWER_CASE * cases.total():
        return low
    first, *rest = commonest(cases).split()
    # "diffusion Transformers" is a writer's slip, "State Space Models" is a name.
    return " ".join([first, *(map(_lowered, rest) if first.islower() else rest)])


def _lowered(word: str) -> str:
    """Undo a title's capitals: ``Attention`` is ``attention``, ``BERT`` and ``MeshGPT`` stay."""
    parts = word.split("-")
    return "-".join(p.lower() if p[1:].islower() or len(p) == 1 else p for p in parts)
