"""Group the records of each paper, whatever the order in which they are given.

Records are compared in an order that depends on their content alone. Comparing all pairs would cost
quadratic time, so a record is compared only with records that share an identifier or a block with
it: the title's letters, their start, their end, the part before a subtitle, or the abstract's
start. A block holds a limited number of records, so the cost grows linearly. Source: Christen 2012,
"A Survey of Indexing Techniques for Scalable Record Linkage and Deduplication", section 3.

Pairs that are one paper are joined by union-find, the most certain first. Two groups are not joined
if a record of the first contradicts a record of the second: then the pair is a doubt.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from rapidfuzz import fuzz

from sitegen.collection.content import content_order
from sitegen.collection.duplicates import (
    Match,
    agreement,
    compare,
    compare_identified,
    contradicts,
    contradicts_title,
)
from sitegen.collection.evidence import (
    START_LETTERS,
    MatchKeys,
    identifiers,
    titles_similar,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.paper import Paper

#: Records of a block or of an identifier; further ones are compared with these, but not listed.
_MAX_BLOCK_RECORDS: Final = 20
#: Records of a group that another group is compared with.
_MAX_GROUP_RECORDS: Final = 6
#: A record that is one paper with so many others needs no further comparison.
_MAX_MATCHES: Final = 3
#: An identifier on so many titles is a volume's.
_MIN_CONTAINER_TITLES: Final = 3
#: Letters of a title's start or end that make a block without further evidence.
_BLOCK_LETTERS: Final = 24
#: Letters of a title's start or end, and of the abstract's start, that make a block together.
_SHORT_BLOCK_LETTERS: Final = 12


class Groups(NamedTuple):
    """The records of each paper.

    Attributes:
        papers: indices of the records of each paper, in reading order.
        doubts: pairs of indices into ``papers`` that may be one paper, each once.
    """

    papers: list[list[int]]
    doubts: list[tuple[int, int]]


class _Edge(NamedTuple):
    """Two records that are one paper; a larger value is more certain."""

    is_identified: bool
    agreement: tuple[bool, ...]
    pair: tuple[int, int]  # negative indices, so that the first records come first


def group_records(papers: Sequence[Paper]) -> Groups:
    """Group records that describe one paper."""
    order = content_order(papers)
    keys = [MatchKeys(papers[index]) for index in order]
    comparison = _Comparison(keys)
    comparison.join_identified()
    comparison.join_similar()
    members = defaultdict(list)
    for position, index in enumerate(order):
        members[comparison.union.root(position)].append(index)
    groups = sorted(map(sorted, members.values()))
    number_of = {index: number for number, group in enumerate(groups) for index in group}
    doubts = {
        tuple(sorted((number_of[order[left]], number_of[order[right]])))
        for left, right in comparison.doubts()
    }
    return Groups(groups, sorted((a, b) for a, b in doubts if a != b))


class _Union:
    """Disjoint sets of records that know what contradicts them."""

    def __init__(self, keys: list[MatchKeys]) -> None:
        self._keys = keys
        self._parents = list(range(len(keys)))
        self._members: dict[int, list[int]] = {}
        self._arxiv_ids: dict[int, frozenset[str]] = {}
        self._dois: dict[int, frozenset[str]] = {}

    def root(self, index: int) -> int:
        while self._parents[index] != index:
            self._parents[index] = self._parents[self._parents[index]]
            index = self._parents[index]
        return index

    def members(self, root: int) -> list[int]:
        """Return the first records of a set."""
        return self._members.get(root, [root])

    def join(self, left: int, right: int, *, is_identified: bool) -> bool:
        """Join the sets of two records; return whether they are one set."""
        first, second = sorted((self.root(left), self.root(right)))
        if first == second:
            return True
        arxiv_ids = self._ids(self._arxiv_ids, first), self._ids(self._arxiv_ids, second)
        dois = self._ids(self._dois, first), self._ids(self._dois, second)
        if len(arxiv_ids[0] | arxiv_ids[1]) > 1:
            return False
        if all(dois) and dois[0].isdisjoint(dois[1]) and not all(arxiv_ids):
            return False
        if is_identified:
            # A record of two identifiers, or without a title, doesn't tie a paper to its erratum.
            if not self._share_preprint(arxiv_ids) and self._contradict_titles(first, second):
                return False
        elif self._contradict(first, second):
            return False
        self._parents[second] = first
        self._arxiv_ids[first] = arxiv_ids[0] | arxiv_ids[1]
        self._dois[first] = dois[0] | dois[1]
        members = sorted((*self.members(first), *self.members(second)))
        self._members[first] = members[:_MAX_GROUP_RECORDS]
        return True

    def _ids(self, table: dict[int, frozenset[str]], root: int) -> frozenset[str]:
        if root not in table:
            texts = list(identifiers(self._keys[root].paper))
            self._arxiv_ids[root] = frozenset(text for text in texts if text.startswith("arxiv:"))
            self._dois[root] = frozenset(text for text in texts if not text.startswith("arxiv:"))
        return table[root]

    @staticmethod
    def _share_preprint(arxiv_ids: tuple[frozenset[str], frozenset[str]]) -> bool:
        return not arxiv_ids[0].isdisjoint(arxiv_ids[1])

    def _contradict_titles(self, first: int, second: int) -> bool:
        return any(
            contradicts_title(self._keys[left], self._keys[right])
            for left in self.members(first)
            for right in self.members(second)
        )

    def _contradict(self, first: int, second: int) -> bool:
        if first not in self._members and second not in self._members:
            return False  # the two records themselves, which were compared
        pairs = [
            (self._keys[left], self._keys[right])
            for left in self.members(first)
            for right in self.members(second)
        ]
        # "Adam: A Method" and "Adam: A Survey" are not one paper for being both cut to "Adam".
        subtitled = [pair for pair in pairs if all(keys.head != keys.title for keys in pair)]
        has_other_subtitle = bool(subtitled) and not any(
            titles_similar(*pair) for pair in subtitled
        )
        return has_other_subtitle or any(contradicts(*pair) for pair in pairs)


class _Comparison:
    """The comparison of records that are in an order of their content."""

    def __init__(self, keys: list[MatchKeys]) -> None:
        self.union = _Union(keys)
        self._keys = keys
        self._doubts: list[tuple[int, int]] = []
        self._identified: list[list[int]] = []  # records that share an identifier

    def join_identified(self) -> None:
        """Join records that share an identifier and do not contradict each other."""
        by_identifier: defaultdict[str, list[int]] = defaultdict(list)
        for index, keys in enumerate(self._keys):
            for identifier in identifiers(keys.paper):
                by_identifier[identifier].append(index)
        self._identified = [members for members in by_identifier.values() if len(members) > 1]
        edges: list[_Edge] = []
        for members in self._identified:
            edges += self._identified_edges(members)
        self._join(edges)

    def _identified_edges(self, members: list[int]) -> Iterator[_Edge]:
        """Yield the pairs of one identifier that are one paper."""
        listed: list[int] = []
        first: dict[Any, int] = {}
        # A record without a title comes last: it may be any of a volume's chapters.
        untitled = [index for index in members if self._keys[index].is_untitled]
        titled = [index for index in members if not self._keys[index].is_untitled]
        is_container = self._has_unlike_titles(titled, _MIN_CONTAINER_TITLES)
        for index in titled:
            signature = _signature(self._keys[index])
            if signature in first:
                yield self._edge(first[signature], index, is_identified=True)
                continue
            first[signature] = index
            for listed_index in listed:
                keys = self._keys[listed_index], self._keys[index]
                if compare_identified(*keys, is_container=is_container) is Match.SAME:
                    yield self._edge(listed_index, index, is_identified=True)
            if len(listed) < _MAX_BLOCK_RECORDS:
                listed.append(index)
        if untitled and not self._has_unlike_titles(titled, 2):
            hub = titled[0] if titled else untitled[0]
            yield from (self._edge(hub, index, is_identified=True) for index in untitled)

    def _has_unlike_titles(self, members: list[int], count: int) -> bool:
        """Return whether records that share an identifier have so many unlike titles."""
        listed: list[MatchKeys] = []
        for index in members:
            keys = self._keys[index]
            if all(
                compare_identified(keys, listed_keys, is_container=True) is not Match.SAME
                for listed_keys in listed
            ):
                listed.append(keys)
            if len(listed) >= count:
                return True
        return False

    def join_similar(self) -> None:
        """Join records that share a block and are one paper by their texts."""
        blocks: defaultdict[int, list[int]] = defaultdict(list)
        first: dict[Any, int] = {}
        edges: list[_Edge] = []
        for index, keys in enumerate(self._keys):
            signature = _signature(keys)
            equal = first.setdefault(signature, index)
            if equal != index and compare(self._keys[equal], keys) is Match.SAME:
                self.union.join(equal, index, is_identified=True)
                continue
            own_blocks = [blocks[block] for block in _blocks(keys)]
            edges += self._similar_edges(index, own_blocks)
            for block in own_blocks:
                if len(block) < _MAX_BLOCK_RECORDS:
                    block.append(index)
        self._join(edges)

    def _similar_edges(self, index: int, blocks: list[list[int]]) -> Iterator[_Edge]:
        """Yield the pairs of a record and those of its blocks that are one paper; note doubts."""
        seen: set[int] = set()
        matches = 0
        for block in blocks:
            for listed_index in block:
                if listed_index in seen:
                    continue
                seen.add(listed_index)
                match = compare(self._keys[listed_index], self._keys[index])
                if match is Match.SAME:
                    yield self._edge(listed_index, index, is_identified=False)
                    matches += 1
                elif match is Match.POSSIBLE:
                    self._doubts.append((listed_index, index))
                if matches == _MAX_MATCHES:
                    return

    def doubts(self) -> Iterator[tuple[int, int]]:
        """Yield pairs of records that may be one paper, a single one for each identifier."""
        yield from self._doubts
        for members in self._identified:
            roots = list(dict.fromkeys(map(self.union.root, members)))[:_MAX_BLOCK_RECORDS]
            if len(roots) > 1:
                yield self._likeliest(roots)

    def _likeliest(self, roots: list[int]) -> tuple[int, int]:
        """Return the two records whose titles are most alike."""
        pairs = ((a, b) for number, a in enumerate(roots) for b in roots[number + 1 :])
        return max(
            pairs,
            key=lambda pair: fuzz.ratio(self._keys[pair[0]].title, self._keys[pair[1]].title),
        )

    def _edge(self, left: int, right: int, *, is_identified: bool) -> _Edge:
        keys = self._keys[left], self._keys[right]
        return _Edge(is_identified, agreement(*keys), (-left, -right))

    def _join(self, edges: list[_Edge]) -> None:
        for edge in sorted(edges, reverse=True):
            left, right = -edge.pair[0], -edge.pair[1]
            if not self.union.join(left, right, is_identified=edge.is_identified):
                self._doubts.append((left, right))


def _signature(keys: MatchKeys) -> tuple[Any, ...]:
    """Return all that is compared of a record: records with equal ones are compared once."""
    paper = keys.paper
    names = tuple([author.name for author in paper.authors])
    ids = (paper.doi, paper.arxiv_id, paper.source_id)
    position = (paper.year, paper.venue, paper.volume, paper.issue, paper.pages)
    return (paper.title, paper.abstract, names, ids, position)


def _blocks(keys: MatchKeys) -> Iterator[int]:
    """Yield a hash for each block of a record, the most selective blocks first.

    Hashes take less memory than the strings. Python salts them per process, which is no matter, as
    they are never stored.
    """
    title, main = keys.title, keys.main
    yield hash(("title", main))
    # Both forms are indexed, so a record without the subtitle shares a block with one that has it.
    if main != title:
        yield hash(("title", title))
    # Other spellings of the title: "colour", "α", "Part 2", "[preprint]".
    for spelling in keys.form.letters:
        if spelling not in {title, keys.main}:
            yield hash(("title", spelling))
    # A shorter title has no start that differs from the title.
    if len(title) > _BLOCK_LETTERS:
        yield hash(("start", title[:_BLOCK_LETTERS]))
        yield hash(("end", title[-_BLOCK_LETTERS:]))
    if len(keys.start) == START_LETTERS:
        start = keys.start[:_SHORT_BLOCK_LETTERS]
        yield hash(("abstract", keys.start))
        # A typo breaks the title's start or its end, seldom both.
        yield hash(("start", title[:_SHORT_BLOCK_LETTERS], start))
        yield hash(("end", title[-_SHORT_BLOCK_LETTERS:], start))
