"""What two records say about whether they describe one paper: titles, abstracts, people, years.

"Letters" below are those of ``match_key``: letters and digits, case folded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from sitegen.collection.kinds import is_generic, is_untitled, notice_of
from sitegen.collection.names import NameKeys, count_shared, names_agree, person_keys
from sitegen.collection.titles import TitleForm, is_other_part, title_form
from sitegen.identifiers import ARXIV_DOI, fold_diacritics, match_key, published_doi

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.paper import Paper

#: A shorter part before a subtitle ("Adam: …") is too common to look records up by.
MIN_MAIN_TITLE_LETTERS: Final = 12
#: Letters of two abstracts that are compared: the cost grows with the square of the length.
_MAX_ABSTRACT_LETTERS: Final = 600
#: The letters of shorter abstracts are alike by chance; only their words are compared.
MIN_ABSTRACT_LETTERS: Final = 60
#: Characters of an abstract's start, and the letters that are looked up, of which it has more.
_START_CHARS: Final = 200
START_LETTERS: Final = 48
#: Similarities, 0 to 100, fitted on benchmarks/dedupe.py.
_MIN_TITLE_SIMILARITY: Final = 92.0
MIN_ABSTRACT_SIMILARITY: Final = 85.0
#: Bits of the outline of an abstract's words: few of its 150 words share one.
_OUTLINE_BITS: Final = 2048
#: So many letters differ by mistyping.
_MAX_TYPOS: Final = 2
#: "Main: subtitle", "Main? Subtitle", "Main - subtitle", or a colon at the end.
_SUBTITLE: Final = re.compile(r"(?<!\s)(?:\s*+[:?!–—]\s++|\s++[-|]\s++)|:\s*+$")
_WORD: Final = re.compile(r"\w+")
#: Words whose presence makes no other title.
_FILLERS: Final = frozenset(
    """
    a an the of on in for and to with der die das le la les el los
    """.split()  # noqa: SIM905
)
#: Kinds of texts that are no thesis, and those that are no whole book.
_PUBLICATIONS: Final = frozenset({"article", "conference", "book", "chapter"})
_PARTS_OF_BOOKS: Final = frozenset({"article", "conference", "chapter"})
_PARTS_OF_VOLUMES: Final = frozenset({"conference", "chapter"})
#: The version of a preprint: "10.48550/arXiv.1706.03762v2".
_ARXIV_VERSION: Final = re.compile(r"v\d+$")


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
        return self.head if len(self.head) >= MIN_MAIN_TITLE_LETTERS else self.title

    @cached_property
    def form(self) -> TitleForm:
        """The title's spellings, words and numbers."""
        return title_form(self.paper.title)

    @property
    def numbers(self) -> tuple[str, ...]:
        """Numbers in the title, in order: "Part II" is not "Part III"."""
        return self.form.numbers

    @cached_property
    def abstract(self) -> str:
        """The abstract's first letters."""
        # Two characters per letter are enough; normalizing whole abstracts would be slow.
        start = self.paper.abstract[: 2 * _MAX_ABSTRACT_LETTERS]
        return match_key(start)[:_MAX_ABSTRACT_LETTERS]

    @cached_property
    def start(self) -> str:
        """The first of these letters."""
        # Most records are only looked up, so that the other letters aren't needed.
        start = match_key(self.paper.abstract[:_START_CHARS])
        return (start if len(start) > START_LETTERS else self.abstract)[:START_LETTERS]

    @cached_property
    def words(self) -> frozenset[str]:
        """The abstract's distinct words, case folded."""
        return _distinct_words(self.paper.abstract)

    @cached_property
    def outline(self) -> tuple[int, int]:
        """The number of these words, and a bit for each of them, which other words may share."""
        # A tenth of the words' own size, of which a large collection holds too many.
        words = _distinct_words(self.paper.abstract)
        bits = 0
        for position in {hash(word) % _OUTLINE_BITS for word in words}:
            bits |= 1 << position
        return len(words), bits

    @cached_property
    def people(self) -> list[NameKeys]:
        """The keys of all authors who are somebody."""
        return person_keys(self.paper.authors)

    @cached_property
    def is_generic(self) -> bool:
        """Whether the title says what the text is rather than which."""
        return is_generic(self.paper.title)

    @cached_property
    def notice(self) -> str:
        """What the title announces about another paper, or ""."""
        return notice_of(self.paper.title)

    @cached_property
    def is_untitled(self) -> bool:
        """Whether the title is an identifier or stands for a title that is unknown."""
        return is_untitled(self.paper.title, (self.paper.arxiv_id, self.paper.doi))


def has_other_words(left: MatchKeys, right: MatchKeys) -> bool:
    """Return whether similar titles differ by a word ("male", "female") rather than by letters."""
    if (
        titles_equal(left, right)
        or left.title in {right.title, right.head}
        or right.title == left.head
    ):
        return False
    if Levenshtein.distance(left.title, right.title, score_cutoff=_MAX_TYPOS) > _MAX_TYPOS:
        return set(_title_words(left)) != set(_title_words(right))
    first, second = _title_words(left), _title_words(right)
    if len(first) != len(second):
        return False
    return any(_is_other_word(a, b) for a, b in zip(first, second, strict=True))


def _is_other_word(left: str, right: str) -> bool:
    """Return whether two words have other initials, a dropped first letter excepted."""
    short, long = sorted((left, right), key=len)
    return left[0] != right[0] and long[1:] != short


def is_negated(left: MatchKeys, right: MatchKeys) -> bool:
    """Return whether a word has the prefix "a": "symmetric" and "asymmetric"."""
    pairs = zip(_title_words(left), _title_words(right), strict=False)
    return any(f"a{min(pair, key=len)}" == max(pair, key=len) for pair in pairs)


def _title_words(keys: MatchKeys) -> list[str]:
    return [word for word in fold_diacritics(keys.paper.title).split() if word not in _FILLERS]


def titles_equal(left: MatchKeys, right: MatchKeys) -> bool:
    """Return whether titles are equal but for their spelling: "colour", "color"."""
    if left.title == right.title:
        return True
    first, second = left.form.letters, right.form.letters
    return bool(first[0]) and any(spelling in second for spelling in first)


def has_other_part(left: MatchKeys, right: MatchKeys) -> bool:
    """Return whether the titles are those of two parts or years of one work."""
    return left.title != right.title and is_other_part(left.form, right.form)


def titles_similar(left: MatchKeys, right: MatchKeys) -> bool:
    """Return whether titles are equal up to a subtitle, or have equal numbers and few typos."""
    if not left.title or not right.title:
        return left.paper.title == right.paper.title
    if titles_equal(left, right):
        return True
    if has_other_part(left, right):
        return False
    if left.title in {right.title, right.head} or right.title == left.head:
        return True
    if left.numbers != right.numbers:
        return False
    # With a cutoff, ``fuzz.ratio`` returns 0 for anything below and stops early.
    return fuzz.ratio(left.title, right.title, score_cutoff=_MIN_TITLE_SIMILARITY) > 0


def abstract_similarity(
    left: MatchKeys, right: MatchKeys, at_least: float = MIN_ABSTRACT_SIMILARITY
) -> float | None:
    """Return the similarity of two abstracts, 0 to 100, up to the length of the shorter one.

    Args:
        left: keys of a record.
        right: keys of another record.
        at_least: the similarity that is looked for; of a lower one, the number says nothing.

    Returns:
        None if a record has no abstract.
    """
    if not (left.paper.abstract and right.paper.abstract):
        return None
    first, second = left.abstract, right.abstract
    # A listing cuts abstracts off, so the rest of the longer one says nothing.
    length = min(len(first), len(second))
    if first[:length] == second[:length]:
        return 100.0
    if length < MIN_ABSTRACT_LETTERS:
        return _word_overlap(left, right, at_least)
    # With a cutoff, ``fuzz.ratio`` returns 0 for anything below and stops early.
    similarity = fuzz.ratio(first[:length], second[:length], score_cutoff=MIN_ABSTRACT_SIMILARITY)
    # One may start with a sentence that the other lacks, which shifts all its letters.
    return similarity or _word_overlap(left, right, at_least)


def _word_overlap(left: MatchKeys, right: MatchKeys, at_least: float) -> float:
    """Return the percentage of the smaller set of abstract words that the larger one contains."""
    (count, bits), (_, larger_bits) = sorted((left.outline, right.outline), key=itemgetter(0))
    # Each bit that the larger one lacks stands for a word that it lacks, or for several.
    bound = _percentage(count - (bits & ~larger_bits).bit_count(), count)
    if bound < at_least:
        return bound
    smaller, larger = sorted((left.words, right.words), key=len)
    return _percentage(len(smaller & larger), len(smaller))


def _percentage(part: int, count: int) -> float:
    return 100.0 * part / max(1, count)


def _distinct_words(abstract: str) -> frozenset[str]:
    return frozenset(_WORD.findall(abstract.casefold()))


def authors_agree(left: MatchKeys, right: MatchKeys) -> bool | None:
    """Return whether the first authors agree, or half of all authors; None if one is unknown."""
    if not (left.people and right.people):
        return None
    if names_agree(left.people[0], right.people[0]):
        return True
    # Lists may be ordered differently: half of the shorter list's people must be shared, and it
    # must have more people than one.
    fewer = min(len(left.people), len(right.people))
    return fewer > 1 and count_shared(left.people, right.people) * 2 >= fewer


def identifiers_differ(left: MatchKeys, right: MatchKeys) -> bool:
    """Return whether two records have different arXiv ids or different DOIs of publishers."""
    # A publisher's DOI beside arXiv's is no contradiction: one paper has both.
    return both_differ(arxiv_id_of(left.paper), arxiv_id_of(right.paper)) or both_differ(
        published_doi(left.paper.doi), published_doi(right.paper.doi)
    )


def both_differ(left: str | None, right: str | None) -> bool:
    """Return whether two values are known and unequal."""
    return bool(left and right and left != right)


def arxiv_id_of(paper: Paper) -> str:
    """Return the arXiv id in lower case, from arXiv's DOI if need be, or ""."""
    if paper.arxiv_id:
        return _ARXIV_VERSION.sub("", paper.arxiv_id.lower())
    doi = (paper.doi or "").lower()
    if not doi.startswith(ARXIV_DOI):
        return ""
    return _ARXIV_VERSION.sub("", doi.removeprefix(ARXIV_DOI))


def is_other_work(left: MatchKeys, right: MatchKeys) -> bool:
    """Return whether one record is a thesis and the other a publication, or a book and a paper.

    Authors publish parts of a thesis or a book under its title, or under the title before its
    colon. Sources call papers of unknown kind books, so a book needs another title.
    """
    kinds = {left.paper.kind, right.paper.kind}
    if "thesis" in kinds:
        return not kinds.isdisjoint(_PUBLICATIONS)
    return (
        "book" in kinds and not kinds.isdisjoint(_PARTS_OF_BOOKS) and not titles_equal(left, right)
    )


def are_parts_of_volume(left: MatchKeys, right: MatchKeys) -> bool:
    """Return whether both records are parts of a volume, whose DOI both may carry."""
    is_preprint = bool(arxiv_id_of(left.paper) or arxiv_id_of(right.paper))
    return not is_preprint and {left.paper.kind, right.paper.kind} <= _PARTS_OF_VOLUMES


def years_apart_of(left: Paper, right: Paper) -> int:
    """Return the difference of two years; 0 if one is unknown, so that it decides nothing."""
    return abs(left.year - right.year) if left.year and right.year else 0


def identifiers(paper: Paper) -> Iterator[str]:
    """Yield the identifiers by which a record is looked up."""
    # The prefix keeps an old arXiv id from being taken for a DOI.
    if arxiv_id := arxiv_id_of(paper):
        yield f"arxiv:{arxiv_id}"
    if doi := published_doi(paper.doi):
        yield doi
