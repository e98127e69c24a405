"""Candidate phrases of each paper, and the concepts that they name across the collection.

A candidate is a run of one to four words between stop words and punctuation, "of" allowed inside
("mixture of experts"). All spellings of a concept share one key: hyphen, case, plural, British or
American, acronym or long form.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sitegen.enrich.acronyms import find_acronyms, singular
from sitegen.enrich.lexicon import (
    banned,
    commonest,
    commonest_wording,
    compounds,
    is_adjective,
    is_general,
    is_model,
    is_stop,
    is_vague,
    stems,
)
from sitegen.text.words import Word, split_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.paper import Paper

MAX_WORDS: Final = 4
TITLE_WEIGHT: Final = 3


@dataclass(slots=True)
class Concept:
    """What the collection says of one phrase in all its spellings.

    Attributes:
        parts: stems, in order.
        papers: place of the paper -> weight there (a mention counts 1, in the title 3).
        titles: number of titles that have it.
        spellings: as written inside sentences -> how often.
        title_spellings: as written in titles and at sentence starts -> how often.
        short: as an acronym -> how often.
    """

    parts: tuple[str, ...]
    papers: dict[int, int] = field(default_factory=dict)
    titles: int = 0
    spellings: Counter[str] = field(default_factory=Counter)
    title_spellings: Counter[str] = field(default_factory=Counter)
    short: Counter[str] = field(default_factory=Counter)

    @property
    def size(self) -> int:
        """Number of words."""
        return len(self.parts)


@dataclass(frozen=True, slots=True)
class PaperWords:
    """A paper cut into words once, for all that need them."""

    title: list[Word]
    abstract: list[Word]
    keywords: list[list[Word]]


def paper_words(paper: Paper) -> PaperWords:
    """Cut a paper's texts into words."""
    return PaperWords(
        split_words(paper.title),
        split_words(paper.abstract),
        list(map(split_words, paper.keywords)),
    )


@dataclass(frozen=True, slots=True)
class _Acronyms:
    """The collection's acronyms: stems of each long form, and what opens a long form."""

    long_stems: dict[str, tuple[str, ...]]
    openers: frozenset[tuple[str, ...]]


def find_concepts(papers: Sequence[Paper], words: Sequence[PaperWords]) -> dict[str, Concept]:
    """Return key -> concept for each candidate phrase of a collection."""
    acronyms = find_acronyms(f"{p.title}. {p.abstract}" for p in papers)
    long_stems = {short: stems(long) for short, long in acronyms.items()}
    openers = {parts[:2] for parts in compounds()} | {parts[:2] for parts in long_stems.values()}
    known = _Acronyms(long_stems, frozenset(openers))
    concepts: dict[str, Concept] = {}
    for place, paper in enumerate(words):
        for keyword in paper.keywords:
            _note(concepts, place, keyword[:MAX_WORDS], known, TITLE_WEIGHT)
        for phrase in candidates(paper.title, known.openers, in_title=True):
            _note(concepts, place, phrase, known, TITLE_WEIGHT, in_title=True)
        for phrase in candidates(paper.abstract, known.openers):
            _note(concepts, place, phrase, known, 1)
    _spell_out(concepts, acronyms, long_stems)
    return concepts


def candidates(
    words: list[Word], openers: frozenset[tuple[str, ...]], *, in_title: bool = False
) -> Iterator[list[Word]]:
    """Yield each run of words that may name a topic.

    Args:
        words: of one text.
        openers: pairs of stems that start a topic although the first is a stop word.
        in_title: whether capitals say nothing, as in a title.
    """
    for start, first in enumerate(words):
        if is_stop(first.text) and not _opens(words, start, openers):
            continue
        for end in range(start + 1, min(start + MAX_WORDS, len(words)) + 1):
            last = words[end - 1]
            if end - 1 > start and last.border:
                break
            if is_stop(last.text) and end - 1 > start:
                if last.text.lower() == "of" and end - start == 2 and not is_general(first.text):  # noqa: PLR2004
                    continue
                break
            if not is_stop(last.text) and _may_end(words[start:end], in_title=in_title):
                yield words[start:end]


def _opens(words: list[Word], start: int, openers: frozenset[tuple[str, ...]]) -> bool:
    """Tell whether a stop word is the first of a known phrase ("large language …")."""
    if start + 1 >= len(words) or words[start + 1].border:
        return False
    return (stems(words[start].text) + stems(words[start + 1].text))[:2] in openers


def _may_end(phrase: list[Word], *, in_title: bool) -> bool:
    """Tell whether a run reads as a topic, by its last word and by how general all are."""
    last = phrase[-1].text
    plain = last[1:].islower()  # neither BERT nor GPT-2
    if len(phrase) == 1:
        return not is_general(last) and len(last) > 2 and not (plain and is_adjective(last))  # noqa: PLR2004
    if is_vague(last) and plain:
        return stems(" ".join(word.text for word in phrase)) in compounds()
    if is_model(last) and all(is_general(word.text) for word in phrase[:-1]):
        return stems(" ".join(word.text for word in phrase))[:2] in compounds()
    capital = last[0].isupper() and not phrase[-1].initial and not in_title
    return capital or not plain or not is_adjective(last)


def _parts(phrase: list[Word], known: _Acronyms) -> tuple[str, ...]:
    parts: list[str] = []
    for word in phrase:
        parts += known.long_stems.get(singular(word.text)) or stems(word.text)
    return tuple(parts)


def _note(  # noqa: PLR0913
    concepts: dict[str, Concept],
    place: int,
    phrase: list[Word],
    known: _Acronyms,
    weight: int,
    *,
    in_title: bool = False,
) -> None:
    parts = _parts(phrase, known)
    key = "".join(parts)
    if key in banned():
        return
    concept = concepts.get(key)
    if concept is None:
        concept = concepts[key] = Concept(parts)
    elif (len(parts), parts) > (concept.size, concept.parts):
        # "pre-training" and "pretraining" are one concept, whichever came first.
        concept.parts = parts
    concept.papers[place] = concept.papers.get(place, 0) + weight
    concept.titles += in_title
    spelled = " ".join(word.text for word in phrase)
    if any(singular(word.text) in known.long_stems for word in phrase):
        concept.short[spelled] += 1
    elif in_title or phrase[0].initial:
        concept.title_spellings[spelled] += 1
    else:
        concept.spellings[spelled] += 1


def _spell_out(
    concepts: dict[str, Concept],
    acronyms: dict[str, str],
    long_stems: dict[str, tuple[str, ...]],
) -> None:
    """Give each acronym's concept its long form, which candidates may have missed (stop words)."""
    for short, parts in long_stems.items():
        concept = concepts.get("".join(parts))
        if concept and not concept.spellings and not concept.title_spellings:
            concept.title_spellings[acronyms[short]] += 1


def display_name(concept: Concept) -> str:
    """Choose how readers see a concept: the long form mostly, BERT where nobody spells it out."""
    long = concept.spellings + concept.title_spellings
    if concept.short and concept.short.total() >= 3 * max(1, long.total()):
        return singular(commonest(concept.short))
    if concept.spellings:
        return _cased(concept.spellings, concept.title_spellings)
    if concept.title_spellings:
        return " ".join(map(_lowered, commonest(concept.title_spellings).split()))
    return commonest(concept.short)


def _cased(inside: Counter[str], titles: Counter[str]) -> str:
    """Choose the commonest wording, then its lower case where writers use it at all."""
    low = commonest_wording(inside + titles)
    cases = Counter({s: c for s, c in inside.items() if s.lower() == low})
    if not cases:
        found = Counter({s: c for s, c in titles.items() if s.lower() == low})
        return " ".join(map(_lowered, commonest(found).split()))
    if cases[low] >= 0.25 * cases.total():
        return low
    first, *rest = commonest(cases).split()
    # "diffusion Transformers" is a writer's slip, "State Space Models" is a name.
    return " ".join([first, *(map(_lowered, rest) if first.islower() else rest)])


def _lowered(word: str) -> str:
    """Undo a title's capitals: ``Attention`` is ``attention``, ``BERT`` and ``MeshGPT`` stay."""
    parts = word.split("-")
    return "-".join(p.lower() if p[1:].islower() or len(p) == 1 else p for p in parts)
