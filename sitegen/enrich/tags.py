"""Choose the collection's topics and give each paper three to eight of them.

A good tag is on several papers but not on all, is a phrase that papers put in their titles, and
says something that the paper's other tags don't. Salience is TF-IDF over concepts with a bonus
for longer phrases after C-value (Frantzi et al. 2000, section 2.2).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from sitegen.enrich.phrases import Concept, PaperWords, display_name, find_concepts
from sitegen.identifiers import tag_slug
from sitegen.paper import Tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.paper import Paper

_SMALL: Final = 10
_SIZE_BONUS: Final = {1: 1.0, 2: 1.5, 3: 1.6}
_SWALLOWED: Final = 0.7
_CUT: Final = 0.3
_REPEATED: Final = 0.5

#: A concept's key and its salience in one paper.
_Scored = tuple[str, float]


def find_tags(
    papers: Sequence[Paper],
    words: Sequence[PaperWords],
    at_least: int = 3,
    at_most: int = 8,
    max_share: float = 0.2,
) -> list[tuple[Tag, ...]]:
    """Return each paper's tags, best first; the same whatever the order of the papers.

    Args:
        papers: the whole collection.
        words: the same papers, cut into words.
        at_least: tags a paper, where its text has so many phrases at all.
        at_most: tags a paper.
        max_share: a tag that more of the papers would have stays on those where it weighs most.
    """
    concepts = find_concepts(papers, words)
    n = len(papers)
    least_papers = 1 if n < _SMALL else 2
    most_papers = n if n < _SMALL else n // 2
    good = {
        key
        for key, concept in _without_nested(concepts).items()
        if least_papers <= len(concept.papers) <= most_papers and is_topic(concept)
    }
    scored = _salience(concepts, n)
    chosen = [_choose(concepts, s, good, at_most, at_least) for s in scored]
    used = _shared(chosen, least_papers)
    chosen = [_choose(concepts, s, used, at_most, at_least) for s in scored]
    if n >= _SMALL:
        texts = [(paper.title, paper.abstract) for paper in papers]
        chosen = _thinned(chosen, scored, texts, max(3, math.floor(max_share * n)))
    broad = {key for key, concept in concepts.items() if len(concept.papers) > most_papers}
    titled = {key for key, concept in concepts.items() if concept.titles}
    pools = (used, good, broad, titled, set(concepts))
    chosen = [
        _filled(concepts, picked, s, pools, at_least)
        for picked, s in zip(chosen, scored, strict=True)
    ]
    tags = _named(concepts, {key for keys in chosen for key in keys})
    return [tuple(dict.fromkeys(tags[key] for key in keys)) for keys in chosen]


def is_topic(concept: Concept) -> bool:
    """Tell whether papers treat a concept as a topic: a title has it, or several papers do."""
    return concept.titles > 0 or len(concept.papers) > (1 if concept.size > 1 else 3)


def _without_nested(concepts: dict[str, Concept]) -> dict[str, Concept]:
    """Leave out a phrase that nearly always is part of one longer phrase."""
    swallowed = set()
    for concept in concepts.values():
        n = len(concept.papers)
        if concept.size < 2 or n < 2:  # noqa: PLR2004
            continue
        for parts in _inner(concept.parts):
            inner = concepts.get("".join(parts))
            if inner and n >= _SWALLOWED * len(inner.papers):
                swallowed.add("".join(parts))
    return {key: concept for key, concept in concepts.items() if key not in swallowed}


def _inner(parts: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [
        parts[start:end]
        for start in range(len(parts))
        for end in range(start + 1, len(parts) + 1)
        if end - start < len(parts)
    ]


def _salience(concepts: dict[str, Concept], n: int) -> list[list[_Scored]]:
    """Return each paper's concepts with their salience, most salient first."""
    scored: list[list[_Scored]] = [[] for _ in range(n)]
    for key, concept in concepts.items():
        spread = math.log(1 + n / len(concept.papers))
        titled = 1 + 0.5 * math.log1p(concept.titles)
        weight = spread * titled * _SIZE_BONUS.get(concept.size, 1.5)
        for place, mentions in concept.papers.items():
            scored[place].append((key, (1 + math.log(mentions)) * weight))
    for paper in scored:
        paper.sort(key=lambda x: (-x[1], x[0]))
    return scored


def _choose(
    concepts: dict[str, Concept], scored: list[_Scored], allowed: set[str], most: int, least: int
) -> list[str]:
    """Take a paper's most salient allowed concepts, none of which repeats another's words."""
    picked: list[str] = []
    best = 0.0
    for key, score in scored:
        if len(picked) == most:
            break
        if key not in allowed:
            continue
        best = best or score
        if score < _CUT * best and len(picked) >= least:
            break
        if not _repeats(concepts, key, picked):
            picked.append(key)
    return picked


def _repeats(concepts: dict[str, Concept], key: str, picked: list[str]) -> bool:
    """Tell whether a concept shares half of its words, or of theirs, with one that is picked."""
    words = set(concepts[key].parts)
    for other in picked:
        theirs = set(concepts[other].parts)
        common = len(words & theirs)
        if common == min(len(words), len(theirs)) or common >= _REPEATED * len(words | theirs):
            return True
    return False


def _shared(chosen: list[list[str]], least_papers: int) -> set[str]:
    counts: dict[str, int] = {}
    for keys in chosen:
        for key in keys:
            counts[key] = counts.get(key, 0) + 1
    return {key for key, count in counts.items() if count >= least_papers}


def _thinned(
    chosen: list[list[str]],
    scored: list[list[_Scored]],
    texts: list[tuple[str, str]],
    most: int,
) -> list[list[str]]:
    """Keep each tag on at most ``most`` papers: where it is most salient, equal ones by text."""
    holders: dict[str, list[tuple[float, tuple[str, str], int]]] = {}
    for place, (keys, scores) in enumerate(zip(chosen, scored, strict=True)):
        salience = dict(scores)
        for key in keys:
            holders.setdefault(key, []).append((-salience[key], texts[place], place))
    kept = {
        (key, place) for key, places in holders.items() for _, _, place in sorted(places)[:most]
    }
    return [[k for k in keys if (k, place) in kept] for place, keys in enumerate(chosen)]


def _filled(
    concepts: dict[str, Concept],
    picked: list[str],
    scored: list[_Scored],
    pools: tuple[set[str], ...],
    least: int,
) -> list[str]:
    """Top a short list up from pools of falling quality, most salient first in each."""
    for pool in pools:
        for key, _ in scored:
            if len(picked) >= least:
                return picked
            if key in pool and key not in picked and not _repeats(concepts, key, picked):
                picked.append(key)
    return picked


def _named(concepts: dict[str, Concept], keys: set[str]) -> dict[str, Tag]:
    """Give each concept its name; two that would share a page are one tag."""
    tags: dict[str, Tag] = {}
    by_slug: dict[str, Tag] = {}
    for key in sorted(keys, key=lambda k: (-len(concepts[k].papers), k)):
        name = display_name(concepts[key])
        slug = tag_slug(name)
        tags[key] = by_slug.setdefault(slug, Tag(slug, name))
    return tags
