"""Choose the collection's topics and give each paper three to eight of them.

A good tag is on several papers but not on all, is a phrase that papers put in their titles, and
adds something to the paper's other tags. ``phrases`` finds the concepts and ``salience`` scores
them for each paper; this module makes the choice.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from sitegen.enrich.topics.acronyms import singular
from sitegen.enrich.topics.chooser import Chooser, Scored
from sitegen.enrich.topics.lexicon import snowball_key, stems
from sitegen.enrich.topics.naming import display_names
from sitegen.enrich.topics.quality import MIN_COLLECTION_PAPERS, min_papers
from sitegen.identifiers import tag_slug
from sitegen.paper import Tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from sitegen.config.settings import TagSettings
    from sitegen.enrich.corpus import Corpus
    from sitegen.enrich.topics.phrases import Concepts
    from sitegen.enrich.topics.quality import Names
    from sitegen.paper import Paper

#: Rounds of choosing topics among those that several papers have chosen.
_ROUNDS: Final = 1
#: A paper takes topics that other papers need up to this number of topics.
_MAX_SHARED_FILL: Final = 5
#: A paper with fewer topics gets some that only it has, from its title or keywords, and one with
#: more gets the most salient ones.
_MIN_SHARED_TOPICS: Final = 2
_MAX_LONE_TOPICS: Final = 5
#: Salience of such a topic beside another topic, if it is in title and abstract, and if its words
#: are in the abstract, but not the phrase; and beside two. Of those that authors could have chosen
#: they chose 49% of Inspec's in title and abstract above 0, and 42% of other papers' above 1.
_MIN_LONE_SALIENCE: Final = 0.3
_MIN_TITLE_SALIENCE: Final = 1.0
_MIN_FURTHER_SALIENCE: Final = 0.8
#: Such topics, of all topics, where papers have others.
_MAX_LONE_SHARE: Final = 0.0985


def max_papers(size: int, share: float) -> int:
    """Return the maximum number of papers of a tag: less than the share, but at least two.

    Collections of fewer than ten papers have no maximum.
    """
    return size if size < MIN_COLLECTION_PAPERS else max(2, math.ceil(share * size) - 1)


@dataclass(frozen=True, slots=True)
class Choice:
    """The tags of a collection, by concept number.

    Attributes:
        numbers: concept numbers of each paper's tags, best first.
        tags: concept number -> tag.
    """

    numbers: list[list[int]]
    tags: dict[int, Tag]

    def tags_of(self, index: int) -> tuple[Tag, ...]:
        """Return the tags of one paper, best first."""
        return tuple(self.tags[number] for number in self.numbers[index])


def choose_tags(  # noqa: PLR0913
    papers: Sequence[Paper],
    corpus: Corpus,
    concepts: Concepts,
    judged: tuple[NDArray[np.bool_], NDArray[np.float64]],
    rules: TagSettings,
    *,
    spare: NDArray[np.bool_] | None = None,
    names: Names | None = None,
) -> Choice:
    """Choose each paper's tags, independently of the order of the papers.

    Args:
        papers: the whole collection.
        corpus: its words.
        concepts: its concepts.
        judged: (concepts,) whether a concept may be a topic; (pairs,) salience of the pairs.
        rules: the user's.
        spare: (concepts,) whether a concept is fit for papers that have too few topics.
        names: concepts that may be topics of a single paper; None if none may.
    """
    chooser = Chooser(concepts, judged, corpus.size, rules)
    ranked = _rank_concepts(concepts, judged[1], corpus.size)
    # A topic must be chosen by several papers, not only mentioned by them: a first round finds
    # those, a second one chooses among them.
    shared = chooser.eligible
    for _ in range(_ROUNDS):
        candidates = [chooser.choose(scores, shared) for scores in ranked]
        shared = _find_shared(candidates, min_papers(corpus.size)) | chooser.curated
    chosen = [chooser.choose(scores, shared) for scores in ranked]

    texts = [(paper.title, paper.abstract) for paper in papers]
    limit = max_papers(corpus.size, rules.max_share)
    chosen = _limit_holders(chosen, ranked, texts, limit, chooser.forced)
    # Topics at the limit take no more papers while any other topic is left for a paper.
    full = _find_shared(chosen, limit) - chooser.forced
    chooser.spare = set() if spare is None else set(np.flatnonzero(spare).tolist())
    chooser.spare |= chooser.eligible
    chooser.spare -= concepts.forbidden
    shareable = {n for n in chooser.spare if concepts.df[n] > 1}
    pools = (shared - full, chooser.eligible - full, shareable - full)
    chosen = _share_fillers(chooser, chosen, ranked, pools)
    chosen = _settle(chooser, chosen, ranked, names)

    tags = name_tags(corpus, concepts, {number for numbers in chosen for number in numbers})
    return Choice(_replace_unnamed(chooser, chosen, ranked, set(tags), full), tags)


def _replace_unnamed(
    chooser: Chooser,
    chosen: list[list[int]],
    ranked: list[list[Scored]],
    named: set[int],
    full: set[int],
) -> list[list[int]]:
    """Drop concepts that are no tags; papers that lose one get their next-best existing tag.

    Args:
        chooser: the rules.
        chosen: concept numbers of each paper.
        ranked: (concept number, salience) of each paper's concepts.
        named: concepts that are tags.
        full: concepts that are on the maximum number of papers, used only if no other is left.
    """
    pools = (named - full, named)
    replaced = []
    for numbers, scores in zip(chosen, ranked, strict=True):
        remaining = [number for number in numbers if number in named]
        # A list that is short but complete stays so: an earlier ``fill`` found nothing to add.
        is_complete = len(remaining) == len(numbers)
        replaced.append(remaining if is_complete else chooser.fill(remaining, scores, pools))
    return replaced


def _rank_concepts(concepts: Concepts, score: NDArray[np.float64], size: int) -> list[list[Scored]]:
    """Return each paper's (concept number, salience), most salient first, without those of -inf."""
    # Concepts are sorted by key, so equal scores are in the order of the keys.
    order = np.lexsort((concepts.concept, -score, concepts.paper))
    order = order[np.isfinite(score[order])]
    # The pairs of paper i are ends[i] to ends[i + 1] of the ordered pairs.
    ends = np.searchsorted(concepts.paper[order], np.arange(size + 1))
    numbers, scores = concepts.concept[order].tolist(), score[order].tolist()
    return [
        list(zip(numbers[start:end], scores[start:end], strict=True))
        for start, end in zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True)
    ]


def _share_fillers(
    chooser: Chooser,
    chosen: list[list[int]],
    ranked: list[list[Scored]],
    pools: tuple[set[int], ...],
) -> list[list[int]]:
    """Extend short lists, and give each topic that does so to the other papers that mention it.

    A topic that only the short paper would have leads to no other paper.
    """
    filled = [
        chooser.fill(numbers, scores, pools) for numbers, scores in zip(chosen, ranked, strict=True)
    ]
    single = pools[-1] - _find_shared(filled, 2)
    fillers = {number for numbers in filled for number in numbers} & single
    target = min(chooser.rules.max, max(chooser.rules.min, _MAX_SHARED_FILL))
    extended = []
    for numbers, scores in zip(filled, ranked, strict=True):
        listed = list(numbers)
        for number, _ in scores:
            if len(listed) >= target:
                break
            if number in fillers and not chooser.is_nested(number, listed):
                listed.append(number)
        extended.append(listed)
    return extended


def _settle(
    chooser: Chooser,
    chosen: list[list[int]],
    ranked: list[list[Scored]],
    names: Names | None,
) -> list[list[int]]:
    """Drop the topics of one paper, except the best that its title or keywords name.

    A topic on one paper leads nowhere, so that few of all topics are such, except where papers have
    nothing to share.
    """
    allowed = _find_shared(chosen, 2 if len(chosen) >= MIN_COLLECTION_PAPERS else 1)
    allowed |= chooser.curated
    settled = [[number for number in numbers if number in allowed] for numbers in chosen]
    if names is None:
        return settled
    n_shared = len({number for numbers in settled for number in numbers})
    budget = int(n_shared * _MAX_LONE_SHARE / (1 - _MAX_LONE_SHARE))
    proposals = sorted(_propose_lone(chooser, settled, ranked, names))
    for _, negative, number, index in proposals:
        numbers = settled[index]
        if number in numbers or chooser.is_nested(number, numbers):
            continue
        is_spare = len(numbers) >= _MIN_SHARED_TOPICS
        if is_spare and (budget <= 0 or len(numbers) >= _MAX_LONE_TOPICS):
            continue
        if not numbers or _is_stressed(names, index, number, -negative, is_spare=is_spare):
            numbers.append(number)
            budget -= 1
    return settled


def _propose_lone(
    chooser: Chooser, settled: list[list[int]], ranked: list[list[Scored]], names: Names
) -> Iterable[tuple[int, float, int, int]]:
    """Yield (topics, negative salience, concept, paper) of what papers are named after.

    When sorted, papers come first that have too few topics, the salient ones first.
    """
    for index, (numbers, scores) in enumerate(zip(settled, ranked, strict=True)):
        if len(numbers) >= _MAX_LONE_TOPICS:
            continue
        named = names.of(index) & chooser.spare
        count = min(len(numbers), _MIN_SHARED_TOPICS)
        yield from ((count, -score, number, index) for number, score in scores if number in named)


def _is_stressed(names: Names, paper: int, number: int, score: float, *, is_spare: bool) -> bool:
    """Check whether a topic that only one paper has may stand beside others.

    ``is_spare``: the paper has enough others.
    """
    is_repeated = names.is_repeated(paper, number)
    if is_spare:
        return is_repeated and score > _MIN_FURTHER_SALIENCE
    if names.is_keyword(paper, number):
        return True
    return score > (_MIN_LONE_SALIENCE if is_repeated else _MIN_TITLE_SALIENCE)


def _find_shared(chosen: list[list[int]], count: int) -> set[int]:
    """Return the concepts that at least ``count`` papers have chosen."""
    counts = Counter(number for numbers in chosen for number in numbers)
    return {number for number, n_papers in counts.items() if n_papers >= count}


def _limit_holders(
    chosen: list[list[int]],
    ranked: list[list[Scored]],
    texts: list[tuple[str, str]],
    limit: int,
    forced: set[int],
) -> list[list[int]]:
    """Keep each tag on at most ``limit`` papers, where it is most salient; forced ones stay.

    Args:
        chosen: concept numbers of each paper.
        ranked: (concept number, salience) of each paper's concepts.
        texts: (title, abstract) of each paper; they break ties.
        limit: number of papers.
        forced: concepts without a limit.
    """
    counts = Counter(number for numbers in chosen for number in numbers)
    crowded = {number for number, count in counts.items() if count > limit} - forced
    if not crowded:
        return chosen
    # Concept number -> (negative score, texts, paper) of its papers: sorted, the best come first.
    holders: defaultdict[int, list[tuple[float, tuple[str, str], int]]] = defaultdict(list)
    for index, (numbers, scores) in enumerate(zip(chosen, ranked, strict=True)):
        if crowded.intersection(numbers):
            score = dict(scores)
            for number in crowded.intersection(numbers):
                holders[number].append((-score[number], texts[index], index))
    best = {
        (number, index) for number, rows in holders.items() for _, _, index in sorted(rows)[:limit]
    }
    return [
        [number for number in numbers if number not in crowded or (number, index) in best]
        for index, numbers in enumerate(chosen)
    ]


def name_tags(corpus: Corpus, concepts: Concepts, numbers: set[int]) -> dict[int, Tag]:
    """Return concept number -> tag, for the given concepts; near-duplicates are left out.

    "Transformers" and "transformations" are different concepts with one Snowball stem. Side by side
    they would look like an error, and their pages could get one name. Of such concepts
    the one on most papers becomes a tag.
    """
    aliases = _collect_aliases(concepts)
    # The curator's topics have their names, and claim them first.
    tags = {
        number: _with_aliases(concepts.topics[number].tag, aliases[concepts.keys[number]])
        for number in numbers & concepts.topics.keys()
    }
    slugs = {topic.slug for topic in concepts.topics.values()}
    keys = {snowball_key(topic.name) for topic in concepts.topics.values()}
    names = display_names(corpus, concepts, numbers - tags.keys())
    for number in sorted(names, key=lambda n: (-concepts.df[n], concepts.keys[n])):
        name = names[number]
        tag = _with_aliases(Tag(tag_slug(name), name), aliases[concepts.keys[number]])
        key = snowball_key(tag.name)
        if tag.slug not in slugs and key not in keys:
            tags[number] = tag
            slugs.add(tag.slug)
            keys.add(key)
    return tags


def _with_aliases(tag: Tag, aliases: Iterable[str]) -> Tag:
    """Return a tag with further names; of names with equal stems the tag's own or first stays."""
    by_key: dict[str, str] = {}
    # Shortest first; the second sort key makes the order independent of the set's.
    for name in (*tag.also, *sorted(aliases, key=lambda n: (len(n), n))):
        by_key.setdefault(snowball_key(singular(name)), name)
    by_key.pop(snowball_key(tag.name), None)
    return replace(tag, also=tuple(by_key.values()))


def _collect_aliases(concepts: Concepts) -> defaultdict[str, set[str]]:
    """Return key of a concept -> its acronyms and their long forms; an empty set for others."""
    aliases: defaultdict[str, set[str]] = defaultdict(set)
    for short, long in concepts.acronyms.items():
        aliases["".join(stems(long))] |= {short, long}
    return aliases
