"""Decide whether two records describe one paper.

Equal identifiers decide first, unless the titles contradict them; then title and first author; then
a similar title together with a similar abstract. Titles that many papers share ("Editorial") need
the place of publication as well. All decisions are symmetric and look at two records only, so that
the order of reading says nothing; ``clusters`` puts them together.

"Letters" below are those of ``match_key``: letters and digits, case folded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from sitegen.collection.kinds import is_generic, is_serial, is_untitled, notice_of
from sitegen.collection.names import NameKeys, count_shared, names_agree, person_keys
from sitegen.collection.positions import (
    is_one_issue,
    is_one_position,
    positions_differ,
    venues_agree,
)
from sitegen.identifiers import ARXIV_DOI, fold_diacritics, match_key, published_doi

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.paper import Paper

#: A title this long rarely belongs to two papers: "Attention Is All You Need" has 21 letters.
_MIN_DISTINCTIVE_LETTERS: Final = 20
#: A generic title this long names its topic: "Introduction to the special issue on paper hats".
_MIN_TOPIC_LETTERS: Final = 40
#: A shorter part before a subtitle ("Adam: …") is too common to look records up by.
_MIN_MAIN_TITLE_LETTERS: Final = 12
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
#: Titles above this are one title, if the records share an identifier.
_MIN_REWORDED_SIMILARITY: Final = 80.0
#: ``fuzz.ratio`` stops early below this; any value under ``_MIN_ABSTRACT_SIMILARITY`` would do.
_ABSTRACT_SIMILARITY_CUTOFF: Final = 50
#: A preprint may precede the published paper by this much.
_MAX_YEARS_APART: Final = 2
#: One venue dates a paper twice at most: when it is online and when it is printed.
_MAX_YEARS_IN_VENUE: Final = 1
#: So many shared people are enough, however long the lists are.
_SUFFICIENT_PEOPLE: Final = 2
#: So many letters differ by mistyping.
_MAX_TYPOS: Final = 2
#: "Main: subtitle", "Main? Subtitle", "Main - subtitle", or a colon at the end.
_SUBTITLE: Final = re.compile(r"\s*[:?!–—]\s+|\s+[-|]\s+|:\s*$")
_WORD: Final = re.compile(r"\w+")
#: Words whose presence makes no other title.
_FILLERS: Final = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "on",
        "in",
        "for",
        "and",
        "to",
        "with",
        "der",
        "die",
        "das",
        "le",
        "la",
        "les",
        "el",
        "los",
    ]
)
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


def compare(left: MatchKeys, right: MatchKeys) -> Match:
    """Decide whether two records describe one paper, by all but their shared identifiers.

    Similar titles are equal but for a few letters, or one is the other's part before a subtitle,
    and they have the same numbers. A record contradicts another one by other identifiers, other
    first authors, or another volume, issue or page. The first line that applies decides:

    =====================  ==================================================  =========
    Titles                 Further evidence                                    Result
    =====================  ==================================================  =========
    a notice and none                                                          DIFFERENT
    generic                                                                    see
                                                                               ``_compare_generic``
    not similar            equal abstracts and numbers (paper renamed?)        POSSIBLE
    not similar                                                                DIFFERENT
    similar                similar abstracts                                   see
                                                                               ``_compare_abstracts``
    similar                a contradiction                                     DIFFERENT
    similar                no similar abstracts                                see
                                                                               ``_compare_titles``
    =====================  ==================================================  =========
    """
    if left.notice != right.notice:
        return Match.DIFFERENT
    is_similar = _titles_similar(left, right)
    if left.is_generic or right.is_generic:
        return _compare_generic(left, right) if is_similar else Match.DIFFERENT
    abstracts = _abstract_similarity(left, right)
    if not is_similar:
        is_renamed = abstracts is not None and abstracts >= _MIN_EQUAL_ABSTRACT_SIMILARITY
        return Match.POSSIBLE if is_renamed and left.numbers == right.numbers else Match.DIFFERENT
    authors = _authors_agree(left, right)
    contradicts = (
        authors is False
        or _identifiers_differ(left, right)
        or positions_differ(left.paper, right.paper)
    )
    if abstracts is not None and abstracts >= _MIN_ABSTRACT_SIMILARITY:
        if contradicts:
            return Match.POSSIBLE
        return _compare_abstracts(left, right, authors=authors, similarity=abstracts)
    if contradicts:
        return Match.DIFFERENT
    return _compare_titles(left, right, authors=authors, abstracts_differ=abstracts is not None)


def compare_identified(left: MatchKeys, right: MatchKeys, *, is_container: bool = False) -> Match:
    """Decide whether two records that share an identifier describe one paper.

    An arXiv id is one paper's, so only a record that contradicts it in everything is doubted. A
    DOI may be a whole volume's, so the titles must not contradict each other, or the paper must
    have been renamed by the same people.

    Args:
        left: keys of a record.
        right: keys of another record.
        is_container: whether the identifier is on so many titles that it is a volume's.
    """
    if left.notice != right.notice:
        return Match.POSSIBLE
    if _both_differ(_arxiv(left.paper), _arxiv(right.paper)):
        return Match.POSSIBLE
    authors = _authors_agree(left, right)
    if _titles_confirm(left, right, authors=authors):
        return Match.SAME
    if bool(_arxiv(left.paper)) and _arxiv(left.paper) == _arxiv(right.paper):
        return Match.POSSIBLE if _all_contradicts(left, right, authors=authors) else Match.SAME
    if is_container or left.is_generic or right.is_generic:
        return Match.POSSIBLE
    if positions_differ(left.paper, right.paper):
        return Match.POSSIBLE
    if (_abstract_similarity(left, right) or 0) >= _MIN_ABSTRACT_SIMILARITY:
        return Match.SAME
    return Match.SAME if _is_renamed(left, right, authors=authors) else Match.POSSIBLE


def contradicts(left: MatchKeys, right: MatchKeys) -> bool:
    """Return whether two records can't be one paper, whatever a third record says."""
    if left.notice != right.notice or positions_differ(left.paper, right.paper):
        return True
    authors = _authors_agree(left, right)
    if authors is False:
        return True
    if not authors and _years_apart(left.paper, right.paper) > _MAX_YEARS_APART:
        return True
    return bool(left.numbers and right.numbers) and left.numbers != right.numbers


def agreement(left: MatchKeys, right: MatchKeys) -> tuple[bool, bool, bool, bool]:
    """Return how much two records of one paper agree: a larger value is more certain."""
    return (
        left.title == right.title,
        _authors_agree(left, right) is True,
        bool(venues_agree(left.paper, right.paper)),
        bool(left.paper.year) and left.paper.year == right.paper.year,
    )


def _titles_confirm(left: MatchKeys, right: MatchKeys, *, authors: bool | None) -> bool:
    """Return whether two titles are one, given that the records share an identifier."""
    if left.is_untitled or right.is_untitled:
        return True
    if left.is_generic and right.is_generic and authors is False:
        return False
    if left.is_generic or right.is_generic:
        # The chapters "Introduction" and "Introduction to Hats" may share their book's DOI.
        return left.title == right.title and not positions_differ(left.paper, right.paper)
    if left.title == right.title or _titles_similar(left, right):
        return authors is not False or len(left.title) >= _MIN_DISTINCTIVE_LETTERS
    if _contains_main_title(left, right):
        return authors is not False
    if left.numbers != right.numbers:
        return False
    similarity = fuzz.ratio(left.title, right.title)
    limit = _MIN_REWORDED_SIMILARITY if authors is None else _MIN_RETITLED_SIMILARITY
    return authors is not False and similarity >= limit


def _contains_main_title(left: MatchKeys, right: MatchKeys) -> bool:
    """Return whether a title starts with the other one, or ends with it."""
    short, long = sorted((left.title, right.title), key=len)
    return len(short) >= _MIN_MAIN_TITLE_LETTERS and (
        long.startswith(short) or long.endswith(short)
    )


def _all_contradicts(left: MatchKeys, right: MatchKeys, *, authors: bool | None) -> bool:
    """Return whether authors, abstracts, or publishers' DOIs contradict one arXiv id."""
    if authors is not False:
        return False
    abstracts = _abstract_similarity(left, right)
    return (abstracts is not None and abstracts < _MIN_ABSTRACT_SIMILARITY) or _both_differ(
        published_doi(left.paper.doi), published_doi(right.paper.doi)
    )


def _is_renamed(left: MatchKeys, right: MatchKeys, *, authors: bool | None) -> bool:
    """Return whether the same people published under one identifier in about the same year."""
    fewer = min(len(left.people), len(right.people))
    if not authors or _years_apart(left.paper, right.paper) > _MAX_YEARS_APART:
        return False
    if left.numbers != right.numbers:
        return False
    shared = count_shared(left.people, right.people)
    return shared == fewer or (shared >= _SUFFICIENT_PEOPLE and 2 * shared > fewer)


def _compare_generic(left: MatchKeys, right: MatchKeys) -> Match:
    """Decide for a title that many papers share.

    The records must state one place, or one issue and one author, or have one distinctive abstract,
    or be equal in all that they say.
    """
    authors = _authors_agree(left, right)
    venues = venues_agree(left.paper, right.paper)
    if (
        authors is False
        or venues is False
        or _identifiers_differ(left, right)
        or positions_differ(left.paper, right.paper)
    ):
        return Match.DIFFERENT
    abstracts = _abstract_similarity(left, right)
    if abstracts is not None and abstracts < _MIN_ABSTRACT_SIMILARITY:
        return Match.DIFFERENT
    is_certain = (
        is_one_position(left.paper, right.paper)
        or (bool(authors) and is_one_issue(left.paper, right.paper))
        or _is_one_text(left, right, abstracts)
        or _is_one_entry(left.paper, right.paper)
    )
    if is_certain:
        return Match.SAME
    is_one_year = bool(left.paper.year) and left.paper.year == right.paper.year
    if not (authors and is_one_year):
        return Match.DIFFERENT
    has_topic = left.title == right.title and len(left.title) >= _MIN_TOPIC_LETTERS
    return Match.SAME if has_topic else Match.POSSIBLE


def _is_one_text(left: MatchKeys, right: MatchKeys, abstracts: float | None) -> bool:
    """Return whether two abstracts are equal and long enough to be one text's."""
    return (
        abstracts is not None
        and abstracts >= _MIN_EQUAL_ABSTRACT_SIMILARITY
        and min(len(left.abstract), len(right.abstract)) >= _MIN_ABSTRACT_LETTERS
        and _years_apart(left.paper, right.paper) <= _MAX_YEARS_APART
    )


def _is_one_entry(left: Paper, right: Paper) -> bool:
    """Return whether two records are one entry of a bibliography that was given twice."""
    return bool(
        left.source_id
        and left.source_id == right.source_id
        and left.year
        and left.venue
        and (left.year, left.venue, left.title, left.authors)
        == (right.year, right.venue, right.title, right.authors)
    )


def _compare_abstracts(
    left: MatchKeys, right: MatchKeys, *, authors: bool | None, similarity: float
) -> Match:
    """Decide by similar titles and abstracts that nothing contradicts."""
    years_apart = _years_apart(left.paper, right.paper)
    venues = venues_agree(left.paper, right.paper)
    # An annual report keeps its title and abstract for years; agreeing authors outweigh that,
    # unless the title says that it is one.
    if not authors and years_apart > _MAX_YEARS_APART:
        return Match.POSSIBLE
    if years_apart and venues and is_serial(left.paper.title):
        return Match.POSSIBLE
    if _has_other_words(left, right):
        # Companion papers ("… in men", "… in women") have one abstract but for a few words.
        is_equal = similarity >= _MIN_EQUAL_ABSTRACT_SIMILARITY
        return Match.SAME if is_equal and venues is None else Match.POSSIBLE
    return Match.SAME


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
    venues = venues_agree(left.paper, right.paper)
    if years_apart and (venues is not None or not authors) and is_serial(left.paper.title):
        return Match.DIFFERENT
    if (
        is_equal
        and is_distinctive
        and years_apart <= _MAX_YEARS_APART
        and (authors or not abstracts_differ)
    ):
        return _compare_equal_titles(venues, years_apart, authors=authors)
    # A short title ("Deep learning") needs the author and a year that both records state.
    if is_equal and authors and years_apart == 0 and not abstracts_differ:
        both_dated = left.paper.year and right.paper.year
        return Match.SAME if both_dated and venues is not False else Match.POSSIBLE
    if abstracts_differ or not authors or years_apart > _MAX_YEARS_APART or not is_distinctive:
        return Match.DIFFERENT
    # The titles are merely similar, so all people of the shorter author list must be shared, or
    # two of them.
    shared = count_shared(left.people, right.people)
    is_certain = shared >= min(_SUFFICIENT_PEOPLE, len(left.people), len(right.people))
    is_certain = is_certain and not _has_other_words(left, right) and not _is_negated(left, right)
    return Match.SAME if is_certain else Match.POSSIBLE


def _compare_equal_titles(venues: bool | None, years_apart: int, *, authors: bool | None) -> Match:
    """Decide for one distinctive title in about one year."""
    if venues is False and authors is None:
        return Match.POSSIBLE
    # A venue prints a title once, unless it is a column of its own.
    return Match.POSSIBLE if venues and years_apart > _MAX_YEARS_IN_VENUE else Match.SAME


def _has_other_words(left: MatchKeys, right: MatchKeys) -> bool:
    """Return whether similar titles differ by a word ("male", "female") rather than by letters."""
    if left.title in {right.title, right.head} or right.title == left.head:
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


def _is_negated(left: MatchKeys, right: MatchKeys) -> bool:
    """Return whether a word has the prefix "a": "symmetric" and "asymmetric"."""
    pairs = zip(_title_words(left), _title_words(right), strict=False)
    return any(f"a{min(pair, key=len)}" == max(pair, key=len) for pair in pairs)


def _title_words(keys: MatchKeys) -> list[str]:
    return [word for word in fold_diacritics(keys.paper.title).split() if word not in _FILLERS]


def _titles_similar(left: MatchKeys, right: MatchKeys) -> bool:
    """Return whether titles are equal up to a subtitle, or have equal numbers and few typos."""
    if not left.title or not right.title:
        return left.paper.title == right.paper.title
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
    """Return whether the first authors agree, or half of all authors; None if one is unknown."""
    if not (left.people and right.people):
        return None
    if names_agree(left.people[0], right.people[0]):
        return True
    # Lists may be ordered differently: half of the shorter list's people must be shared, and it
    # must have more people than one.
    fewer = min(len(left.people), len(right.people))
    return fewer > 1 and count_shared(left.people, right.people) * 2 >= fewer


def _identifiers_differ(left: MatchKeys, right: MatchKeys) -> bool:
    # A publisher's DOI beside arXiv's is no contradiction: one paper has both.
    return _both_differ(_arxiv(left.paper), _arxiv(right.paper)) or _both_differ(
        published_doi(left.paper.doi), published_doi(right.paper.doi)
    )


def _both_differ(left: str | None, right: str | None) -> bool:
    return bool(left and right and left != right)


def _arxiv(paper: Paper) -> str:
    """Return the arXiv id in lower case, from arXiv's DOI if need be, or ""."""
    if paper.arxiv_id:
        return paper.arxiv_id.lower()
    doi = paper.doi or ""
    return doi.removeprefix(ARXIV_DOI) if doi.startswith(ARXIV_DOI) else ""


def _years_apart(left: Paper, right: Paper) -> int:
    """Return the difference of two years; 0 if one is unknown, so that it decides nothing."""
    return abs(left.year - right.year) if left.year and right.year else 0


def identifiers(paper: Paper) -> Iterator[str]:
    """Yield the identifiers by which a record is looked up."""
    # The prefix keeps an old arXiv id from being taken for a DOI.
    if arxiv_id := _arxiv(paper):
        yield f"arxiv:{arxiv_id}"
    if doi := published_doi(paper.doi):
        yield doi
