"""Decide whether two records describe one paper, and find the records worth comparing.

Equal identifiers decide first; then title and first author; then a similar title together with a
similar abstract. Comparing all pairs would cost quadratic time, so a record is compared only with
records that share a block with it: the title's letters, their start, their end, the part before a
subtitle, or the abstract's start. A block holds a limited number of records, so the cost grows
linearly. Source: Christen 2012, "A Survey of Indexing Techniques for Scalable Record Linkage and
Deduplication", section 3.

"Letters" below are those of ``match_key``: letters and digits, case folded.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz

from sitegen.identifiers import match_key, published_doi

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.paper import Paper

#: A title this long rarely belongs to two papers: "Attention Is All You Need" has 21 letters.
_MIN_DISTINCTIVE_LETTERS: Final = 20
#: A shorter part before a subtitle ("Adam: …") is too common to look records up by.
_MIN_MAIN_TITLE_LETTERS: Final = 12
#: Records of a block; further ones are compared with these, but not listed.
_MAX_BLOCK_RECORDS: Final = 20
#: Letters of a title's start or end that make a block without further evidence.
_BLOCK_LETTERS: Final = 24
#: Letters of a title's start or end, and of the abstract's start, that make a block together.
_SHORT_BLOCK_LETTERS: Final = 12
#: Letters of an abstract's start that make a block.
_ABSTRACT_BLOCK_LETTERS: Final = 48
#: Letters of two abstracts that are compared: the cost grows with the square of the length.
_MAX_ABSTRACT_LETTERS: Final = 600
#: The letters of shorter abstracts are alike by chance; only their words are compared.
_MIN_ABSTRACT_LETTERS: Final = 60
#: Similarities, 0 to 100, fitted on benchmarks/dedupe.py.
_MIN_TITLE_SIMILARITY: Final = 92.0
_MIN_ABSTRACT_SIMILARITY: Final = 85.0
_MIN_EQUAL_ABSTRACT_SIMILARITY: Final = 97.0
#: Titles below this are unrelated, even if the records share an identifier.
_MIN_RETITLED_SIMILARITY: Final = 60.0
#: ``fuzz.ratio`` stops early below this; any value under ``_MIN_ABSTRACT_SIMILARITY`` would do.
_ABSTRACT_SIMILARITY_CUTOFF: Final = 50
#: A preprint may precede the published paper by this much.
_MAX_YEARS_APART: Final = 2
#: So many shared words of authors' names are enough, however long the lists are.
_SUFFICIENT_NAME_WORDS: Final = 4
#: "Main: subtitle", "Main? Subtitle", "Main - subtitle", or a colon at the end.
_SUBTITLE: Final = re.compile(r"\s*[:?!–—]\s+|\s+[-|]\s+|:\s*$")
_WORD: Final = re.compile(r"\w+")
#: Arabic numbers, and Roman ones up to 39: "2019", "Part II".
_NUMBER: Final = re.compile(r"\d+|\b[IVX]+\b")


class Match(Enum):
    """Whether two records describe one paper."""

    SAME = "same"
    POSSIBLE = "possible"
    DIFFERENT = "different"


@dataclass(frozen=True)
class MatchKeys:
    """Comparison keys of a record, computed on first use."""

    paper: Paper

    @cached_property
    def title(self) -> str:
        """The title's letters."""
        return match_key(self.paper.title)

    @cached_property
    def head(self) -> str:
        """The letters of the title before its subtitle."""
        return match_key(_SUBTITLE.split(self.paper.title, maxsplit=1)[0])

    @property
    def main(self) -> str:
        """The head, or the whole title's letters if the head is too short to be distinctive."""
        return self.head if len(self.head) >= _MIN_MAIN_TITLE_LETTERS else self.title

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """Numbers in the title, in order: "Part II" is not "Part III"."""
        return tuple(_NUMBER.findall(self.paper.title))

    @cached_property
    def abstract(self) -> str:
        """The abstract's first letters."""
        # Two characters per letter are enough; normalizing whole abstracts would be slow.
        start = self.paper.abstract[: 2 * _MAX_ABSTRACT_LETTERS]
        return match_key(start)[:_MAX_ABSTRACT_LETTERS]

    @cached_property
    def words(self) -> frozenset[str]:
        """The abstract's distinct words, case folded."""
        return frozenset(_WORD.findall(self.paper.abstract.casefold()))

    @cached_property
    def first_author(self) -> frozenset[str]:
        """The words of the first author's name, without initials."""
        return _name_words(self.paper.authors[0].name) if self.paper.authors else frozenset()

    @cached_property
    def authors(self) -> frozenset[str]:
        """The words of all authors' names, without initials."""
        return frozenset().union(*(_name_words(author.name) for author in self.paper.authors))


class Candidates:
    """Index of the papers read so far, by identifier and by block."""

    def __init__(self) -> None:
        self._indices: dict[str, int] = {}
        self._blocks: defaultdict[int, list[int]] = defaultdict(list)

    def find_by_id(self, paper: Paper) -> int | None:
        """Return the index of the first paper that has one of a record's identifiers, or None."""
        return next(
            (self._indices[key] for key in _identifiers(paper) if key in self._indices), None
        )

    def block_members(self, keys: MatchKeys) -> Iterator[int]:
        """Yield the index of each paper that shares a block with a record, best blocks first."""
        seen: set[int] = set()
        for block in _blocks(keys):
            for index in self._blocks.get(block, ()):
                if index not in seen:
                    seen.add(index)
                    yield index

    def add(self, index: int, keys: MatchKeys) -> None:
        """Add a paper to the index; add it once more after a merge, for its new keys."""
        for identifier in _identifiers(keys.paper):
            # The first paper keeps an identifier, as a volume's DOI may be on many papers.
            self._indices.setdefault(identifier, index)
        for block in _blocks(keys):
            members = self._blocks[block]
            if len(members) < _MAX_BLOCK_RECORDS and index not in members:
                members.append(index)


def compare(left: MatchKeys, right: MatchKeys) -> Match:
    """Decide whether two records describe one paper.

    Similar titles are equal but for a few letters, or one is the other's part before a subtitle,
    and they have the same numbers. The first line that applies decides:

    =========================  ==============================================  =========
    Titles                     Further evidence                                Result
    =========================  ==============================================  =========
    not similar                equal abstracts and numbers (paper renamed?)    POSSIBLE
    not similar                                                                DIFFERENT
    similar                    similar abstracts, but different identifiers    POSSIBLE
                               or first authors, or, without authors, years
                               more than two apart
    similar                    similar abstracts                               SAME
    similar                    different identifiers or first authors          DIFFERENT
    similar                    no similar abstracts                            see
                                                                               ``_compare_titles``
    =========================  ==============================================  =========
    """
    abstracts = _abstract_similarity(left, right)
    if not _titles_similar(left, right):
        is_renamed = abstracts is not None and abstracts >= _MIN_EQUAL_ABSTRACT_SIMILARITY
        return Match.POSSIBLE if is_renamed and left.numbers == right.numbers else Match.DIFFERENT
    authors = _authors_agree(left, right)
    contradicts = authors is False or _identifiers_differ(left, right)
    if abstracts is not None and abstracts >= _MIN_ABSTRACT_SIMILARITY:
        # An annual report keeps its title and abstract for years; agreeing authors outweigh that.
        if not authors and _years_apart(left.paper, right.paper) > _MAX_YEARS_APART:
            return Match.POSSIBLE
        return Match.POSSIBLE if contradicts else Match.SAME
    if contradicts:
        return Match.DIFFERENT
    return _compare_titles(left, right, authors=authors, abstracts_differ=abstracts is not None)


def confirm_shared_id(left: MatchKeys, right: MatchKeys) -> bool:
    """Return whether two records that share an identifier describe one paper.

    A DOI may be a whole volume's, so more must agree: the title, the abstract or the first author.
    Any of them may change between versions of a paper, but not all. An arXiv id is never shared.
    """
    if left.paper.arxiv_id and left.paper.arxiv_id == right.paper.arxiv_id:
        return True
    if left.title in right.title or right.title in left.title:
        return True
    if fuzz.ratio(left.title, right.title) >= _MIN_RETITLED_SIMILARITY:
        return True
    abstracts = _abstract_similarity(left, right)
    return _authors_agree(left, right) is True or (abstracts or 0) >= _MIN_ABSTRACT_SIMILARITY


def _compare_titles(
    left: MatchKeys, right: MatchKeys, *, authors: bool | None, abstracts_differ: bool
) -> Match:
    """Decide by similar titles, authors and years, as the abstracts don't.

    Args:
        left: keys of a record.
        right: keys of another record.
        authors: whether the first authors agree; None if unknown, never False.
        abstracts_differ: both records have an abstract, and they are not similar. A later version
            may have rewritten it, so that alone does not make two papers.
    """
    is_equal = left.title == right.title
    is_distinctive = min(len(left.title), len(right.title)) >= _MIN_DISTINCTIVE_LETTERS
    years_apart = _years_apart(left.paper, right.paper)
    if (
        is_equal
        and is_distinctive
        and years_apart <= _MAX_YEARS_APART
        and (authors or not abstracts_differ)
    ):
        return Match.SAME
    # A short title ("Editorial") needs the author and a year that both records state.
    if is_equal and authors and years_apart == 0 and not abstracts_differ:
        both_dated = left.paper.year and right.paper.year
        return Match.SAME if both_dated else Match.POSSIBLE
    if abstracts_differ or not authors or years_apart > _MAX_YEARS_APART or not is_distinctive:
        return Match.DIFFERENT
    # The titles are merely similar, so all name words of the shorter author list must be shared,
    # or four of them.
    shared = len(left.authors & right.authors)
    is_certain = shared >= min(_SUFFICIENT_NAME_WORDS, len(left.authors), len(right.authors))
    return Match.SAME if is_certain else Match.POSSIBLE


def _titles_similar(left: MatchKeys, right: MatchKeys) -> bool:
    """Return whether titles are equal up to a subtitle, or have equal numbers and few typos."""
    if left.title in {right.title, right.head} or right.title == left.head:
        return True
    if left.numbers != right.numbers:
        return False
    # With a cutoff, ``fuzz.ratio`` returns 0 for anything below and stops early.
    return fuzz.ratio(left.title, right.title, score_cutoff=_MIN_TITLE_SIMILARITY) > 0


def _abstract_similarity(left: MatchKeys, right: MatchKeys) -> float | None:
    """Return the similarity of two abstracts, 0 to 100, up to the length of the shorter one.

    Return None if a record has no abstract.
    """
    if not (left.paper.abstract and right.paper.abstract):
        return None
    first, second = left.abstract, right.abstract
    # A listing cuts abstracts off, so the rest of the longer one says nothing.
    length = min(len(first), len(second))
    if first[:length] == second[:length]:
        return 100.0
    if length < _MIN_ABSTRACT_LETTERS:
        return _word_overlap(left, right)
    similarity = fuzz.ratio(
        first[:length], second[:length], score_cutoff=_ABSTRACT_SIMILARITY_CUTOFF
    )
    if similarity >= _MIN_ABSTRACT_SIMILARITY:
        return similarity
    # One may start with a sentence that the other lacks, which shifts all its letters.
    return max(similarity, _word_overlap(left, right))


def _word_overlap(left: MatchKeys, right: MatchKeys) -> float:
    """Return the percentage of the smaller set of abstract words that the larger one contains."""
    smaller, larger = sorted((left.words, right.words), key=len)
    return 100.0 * len(smaller & larger) / max(1, len(smaller))


def _authors_agree(left: MatchKeys, right: MatchKeys) -> bool | None:
    """Return whether the first authors agree, or most of all authors; None if one is unknown."""
    if not (left.first_author and right.first_author):
        return None
    if left.first_author & right.first_author:
        return True
    # Lists may be ordered differently: half of the shorter list's words must be shared, and it
    # must have more authors than one.
    fewer = min(len(left.authors), len(right.authors))
    return len(left.authors & right.authors) * 2 >= fewer > len(left.first_author)


def _identifiers_differ(left: MatchKeys, right: MatchKeys) -> bool:
    # A publisher's DOI beside arXiv's is no contradiction: one paper has both.
    return _both_differ(left.paper.arxiv_id, right.paper.arxiv_id) or _both_differ(
        published_doi(left.paper.doi), published_doi(right.paper.doi)
    )


def _both_differ(left: str | None, right: str | None) -> bool:
    return bool(left and right and left != right)


def _years_apart(left: Paper, right: Paper) -> int:
    """Return the difference of two years; 0 if one is unknown, so that it decides nothing."""
    return abs(left.year - right.year) if left.year and right.year else 0


def _name_words(name: str) -> frozenset[str]:
    """Return a name's words of two letters or more: "D. P. Kingma" gives {"kingma"}."""
    return frozenset(word for part in name.split() if len(word := match_key(part)) > 1)


def _identifiers(paper: Paper) -> Iterator[str]:
    # The prefix keeps an old arXiv id from being taken for a DOI.
    if paper.arxiv_id:
        yield f"arxiv:{paper.arxiv_id}"
    if paper.doi:
        yield paper.doi


def _blocks(keys: MatchKeys) -> Iterator[int]:
    """Yield a hash for each block of a record, the most selective blocks first.

    Hashes take less memory than the strings. Python salts them per process, which is no matter, as
    they are never stored.
    """
    title = keys.title
    yield hash(("title", keys.main))
    # Both forms are indexed, so a record without the subtitle shares a block with one that has it.
    if keys.main != title:
        yield hash(("title", title))
    # A shorter title has no start that differs from the title.
    if len(title) > _BLOCK_LETTERS:
        yield hash(("start", title[:_BLOCK_LETTERS]))
        yield hash(("end", title[-_BLOCK_LETTERS:]))
    if len(keys.abstract) >= _ABSTRACT_BLOCK_LETTERS:
        start = keys.abstract[:_SHORT_BLOCK_LETTERS]
        yield hash(("abstract", keys.abstract[:_ABSTRACT_BLOCK_LETTERS]))
        # A typo breaks the title's start or its end, seldom both.
        yield hash(("start", title[:_SHORT_BLOCK_LETTERS], start))
        yield hash(("end", title[-_SHORT_BLOCK_LETTERS:], start))
