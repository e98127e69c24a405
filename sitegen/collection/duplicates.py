"""Decide whether two records describe one paper.

Equal identifiers decide first, unless the titles contradict them; then title and first author; then
a similar title together with a similar abstract. Titles that many papers share ("Editorial") need
the place of publication as well. All decisions are symmetric and look at two records only, so that
the order of reading says nothing; ``clusters`` puts them together.

"Letters" below are those of ``match_key``: letters and digits, case folded.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz

from sitegen.collection.evidence import (
    MIN_ABSTRACT_LETTERS,
    MIN_ABSTRACT_SIMILARITY,
    MIN_MAIN_TITLE_LETTERS,
    MatchKeys,
    abstract_similarity,
    are_parts_of_volume,
    arxiv_id_of,
    authors_agree,
    both_differ,
    has_other_part,
    has_other_words,
    identifiers_differ,
    is_negated,
    is_other_work,
    titles_equal,
    titles_similar,
    years_apart_of,
)
from sitegen.collection.kinds import is_serial
from sitegen.collection.names import count_shared
from sitegen.collection.positions import (
    is_one_issue,
    is_one_position,
    positions_differ,
    venues_agree,
)
from sitegen.identifiers import published_doi

if TYPE_CHECKING:
    from sitegen.paper import Paper

#: A title this long rarely belongs to two papers: "Attention Is All You Need" has 21 letters.
_MIN_DISTINCTIVE_LETTERS: Final = 20
#: A generic title this long names its topic: "Introduction to the special issue on paper hats".
_MIN_TOPIC_LETTERS: Final = 40
_MIN_EQUAL_ABSTRACT_SIMILARITY: Final = 97.0
#: Titles below this are unrelated, even if the records share an identifier.
_MIN_RETITLED_SIMILARITY: Final = 60.0
#: Titles above this are one title, if the records share an identifier.
_MIN_REWORDED_SIMILARITY: Final = 80.0
#: A preprint may precede the published paper by this much.
_MAX_YEARS_APART: Final = 2
#: One venue dates a paper twice at most: when it is online and when it is printed.
_MAX_YEARS_IN_VENUE: Final = 1
#: So many shared people are enough, however long the lists are.
_SUFFICIENT_PEOPLE: Final = 2


class Match(Enum):
    """Whether two records describe one paper."""

    SAME = "same"
    POSSIBLE = "possible"
    DIFFERENT = "different"


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
    equal                  one is an extended abstract, or a thesis            POSSIBLE
    similar                one is a thesis, or a whole book                    DIFFERENT
    similar                similar abstracts                                   see
                                                                               ``_compare_abstracts``
    similar                a contradiction                                     DIFFERENT
    similar                no similar abstracts                                see
                                                                               ``_compare_titles``
    =====================  ==================================================  =========
    """
    is_similar = left.notice == right.notice and titles_similar(left, right)
    if left.is_generic or right.is_generic:
        return _compare_generic(left, right) if is_similar else Match.DIFFERENT
    if not is_similar:
        return _compare_renamed(left, right)
    abstracts = abstract_similarity(left, right)
    authors = authors_agree(left, right)
    is_other = is_other_work(left, right)
    is_equal = titles_equal(left, right)
    is_longer = is_equal and left.form.is_extended_abstract != right.form.is_extended_abstract
    if is_other or is_longer:
        return Match.POSSIBLE if is_equal and authors is not False else Match.DIFFERENT
    has_abstract = abstracts is not None and abstracts >= MIN_ABSTRACT_SIMILARITY
    if authors is False or _contradict(left, right):
        return Match.POSSIBLE if has_abstract else Match.DIFFERENT
    if has_abstract:
        return _compare_abstracts(left, right, authors=authors, similarity=abstracts or 0)
    return _compare_titles(left, right, authors=authors, abstracts_differ=abstracts is not None)


def _compare_renamed(left: MatchKeys, right: MatchKeys) -> Match:
    """Decide about two records whose titles are not similar, by their abstracts and numbers."""
    if (left.numbers, left.notice) != (right.numbers, right.notice):
        return Match.DIFFERENT
    abstracts = abstract_similarity(left, right, _MIN_EQUAL_ABSTRACT_SIMILARITY)
    is_renamed = abstracts is not None and abstracts >= _MIN_EQUAL_ABSTRACT_SIMILARITY
    return Match.POSSIBLE if is_renamed else Match.DIFFERENT


def _contradict(left: MatchKeys, right: MatchKeys) -> bool:
    """Return whether two records have different identifiers, volumes, issues or pages."""
    return identifiers_differ(left, right) or positions_differ(left.paper, right.paper)


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
    if left.notice != right.notice or both_differ(
        arxiv_id_of(left.paper), arxiv_id_of(right.paper)
    ):
        return Match.POSSIBLE
    is_one_preprint = bool(arxiv_id_of(left.paper)) and (
        arxiv_id_of(left.paper) == arxiv_id_of(right.paper)
    )
    if not is_one_preprint and contradicts_title(left, right):
        return Match.POSSIBLE
    authors = authors_agree(left, right)
    if _titles_confirm(left, right, authors=authors, is_container=is_container):
        return Match.SAME
    if is_one_preprint:
        is_same = not _all_contradicts(left, right, authors=authors)
    elif is_container or left.is_generic or right.is_generic:
        is_same = False
    else:
        is_same = not positions_differ(left.paper, right.paper) and (
            (abstract_similarity(left, right) or 0) >= MIN_ABSTRACT_SIMILARITY
            or _is_renamed(left, right, authors=authors)
        )
    return Match.SAME if is_same else Match.POSSIBLE


def contradicts(left: MatchKeys, right: MatchKeys) -> bool:
    """Return whether two records can't be one paper, whatever a third record says."""
    if left.notice != right.notice or positions_differ(left.paper, right.paper):
        return True
    if is_other_work(left, right):
        return True
    authors = authors_agree(left, right)
    if authors is False:
        return True
    # As in ``compare``, authors outweigh years if the abstracts are similar.
    if years_apart_of(left.paper, right.paper) > _MAX_YEARS_APART and (
        not authors or (abstract_similarity(left, right) or 0) < MIN_ABSTRACT_SIMILARITY
    ):
        return True
    if has_other_part(left, right):
        return True
    has_numbers = bool(left.numbers and right.numbers) and not titles_equal(left, right)
    return has_numbers and left.numbers != right.numbers


def contradicts_title(left: MatchKeys, right: MatchKeys) -> bool:
    """Return whether titles are two papers' even under one identifier: a part, an erratum."""
    if left.is_untitled or right.is_untitled:
        return False
    return left.notice != right.notice or has_other_part(left, right)


def agreement(left: MatchKeys, right: MatchKeys) -> tuple[bool, bool, bool, bool]:
    """Return how much two records of one paper agree: a larger value is more certain."""
    return (
        titles_equal(left, right),
        authors_agree(left, right) is True,
        bool(venues_agree(left.paper, right.paper)),
        bool(left.paper.year) and left.paper.year == right.paper.year,
    )


def _titles_confirm(
    left: MatchKeys, right: MatchKeys, *, authors: bool | None, is_container: bool
) -> bool:
    """Return whether two titles are one, given that the records share an identifier."""
    if left.is_untitled or right.is_untitled:
        return True
    if left.is_generic or right.is_generic:
        # The chapters "Introduction" and "Introduction to Hats" may share their book's DOI.
        is_one = left.title == right.title and not positions_differ(left.paper, right.paper)
        return is_one and authors is not False
    if titles_similar(left, right):
        return authors is not False or len(left.title) >= _MIN_DISTINCTIVE_LETTERS
    if authors is False or is_container:
        return False
    if _contains_main_title(left, right):
        return True
    limit = _MIN_REWORDED_SIMILARITY if authors is None else _MIN_RETITLED_SIMILARITY
    return left.numbers == right.numbers and fuzz.ratio(left.title, right.title) >= limit


def _contains_main_title(left: MatchKeys, right: MatchKeys) -> bool:
    """Return whether a title starts with the other one, or ends with it."""
    short, long = sorted((left.title, right.title), key=len)
    return len(short) >= MIN_MAIN_TITLE_LETTERS and (long.startswith(short) or long.endswith(short))


def _all_contradicts(left: MatchKeys, right: MatchKeys, *, authors: bool | None) -> bool:
    """Return whether authors, abstracts, or publishers' DOIs contradict one arXiv id."""
    if authors is not False:
        return False
    abstracts = abstract_similarity(left, right)
    return (abstracts is not None and abstracts < MIN_ABSTRACT_SIMILARITY) or both_differ(
        published_doi(left.paper.doi), published_doi(right.paper.doi)
    )


def _is_renamed(left: MatchKeys, right: MatchKeys, *, authors: bool | None) -> bool:
    """Return whether the same people published under one identifier in about the same year."""
    fewer = min(len(left.people), len(right.people))
    if not authors or years_apart_of(left.paper, right.paper) > _MAX_YEARS_APART:
        return False
    if left.numbers != right.numbers or are_parts_of_volume(left, right):
        return False
    shared = count_shared(left.people, right.people)
    return shared == fewer or (shared >= _SUFFICIENT_PEOPLE and 2 * shared > fewer)


def _compare_generic(left: MatchKeys, right: MatchKeys) -> Match:
    """Decide for a title that many papers share.

    The records must state one place, or one issue and one author, or have one distinctive abstract,
    or be equal in all that they say.
    """
    authors = authors_agree(left, right)
    venues = venues_agree(left.paper, right.paper)
    if (
        authors is False
        or venues is False
        or identifiers_differ(left, right)
        or positions_differ(left.paper, right.paper)
    ):
        return Match.DIFFERENT
    abstracts = abstract_similarity(left, right)
    if abstracts is not None and abstracts < MIN_ABSTRACT_SIMILARITY:
        return Match.DIFFERENT
    is_certain = (
        is_one_position(left.paper, right.paper)
        or (bool(authors) and is_one_issue(left.paper, right.paper))
        or _is_one_text(left, right, abstracts)
        or bool(venues and left.paper.year and _is_one_entry(left.paper, right.paper))
    )
    if is_certain:
        return Match.SAME
    is_one_year = bool(left.paper.year) and left.paper.year == right.paper.year
    if not (authors and is_one_year):
        return Match.DIFFERENT
    has_topic = titles_equal(left, right) and len(left.title) >= _MIN_TOPIC_LETTERS
    return Match.SAME if has_topic else Match.POSSIBLE


def _is_one_text(left: MatchKeys, right: MatchKeys, abstracts: float | None) -> bool:
    """Return whether two abstracts are equal and long enough to be one text's."""
    return (
        abstracts is not None
        and abstracts >= _MIN_EQUAL_ABSTRACT_SIMILARITY
        and min(len(left.abstract), len(right.abstract)) >= MIN_ABSTRACT_LETTERS
        and years_apart_of(left.paper, right.paper) <= _MAX_YEARS_APART
    )


def _is_one_entry(left: Paper, right: Paper) -> bool:
    """Return whether two records are one entry of a bibliography that was given twice."""
    return bool(
        left.source_id
        and left.source_id == right.source_id
        and (left.year, left.venue, left.title, left.authors)
        == (right.year, right.venue, right.title, right.authors)
    )


def _compare_abstracts(
    left: MatchKeys, right: MatchKeys, *, authors: bool | None, similarity: float
) -> Match:
    """Decide by similar titles and abstracts that nothing contradicts."""
    years_apart = years_apart_of(left.paper, right.paper)
    venues = venues_agree(left.paper, right.paper)
    # An annual report keeps its title and abstract for years; agreeing authors outweigh that,
    # unless the title says that it is one.
    if not authors and years_apart > _MAX_YEARS_APART:
        return Match.POSSIBLE
    if years_apart and venues and is_serial(left.paper.title):
        return Match.POSSIBLE
    if has_other_words(left, right):
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
    is_equal = titles_equal(left, right)
    is_distinctive = min(len(left.title), len(right.title)) >= _MIN_DISTINCTIVE_LETTERS
    years_apart = years_apart_of(left.paper, right.paper)
    venues = venues_agree(left.paper, right.paper)
    if years_apart and (venues is not None or not authors) and is_serial(left.paper.title):
        return Match.DIFFERENT
    if (
        is_equal
        and is_distinctive
        and years_apart <= _MAX_YEARS_APART
        and (authors or not abstracts_differ)
    ):
        return _compare_equal_titles(venues=venues, authors=authors, years_apart=years_apart)
    # A short title ("Deep learning") needs the author and a year that both records state.
    if _is_one_entry(left.paper, right.paper) and not abstracts_differ:
        return Match.SAME
    if is_equal and authors and years_apart == 0 and not abstracts_differ:
        both_dated = left.paper.year and right.paper.year
        return Match.SAME if both_dated and venues is not False else Match.POSSIBLE
    if abstracts_differ or not authors or years_apart > _MAX_YEARS_APART or not is_distinctive:
        return Match.DIFFERENT
    # The titles are merely similar, so all people of the shorter author list must be shared, or
    # two of them.
    shared = count_shared(left.people, right.people)
    is_certain = shared >= min(_SUFFICIENT_PEOPLE, len(left.people), len(right.people))
    is_certain = is_certain and not has_other_words(left, right) and not is_negated(left, right)
    return Match.SAME if is_certain else Match.POSSIBLE


def _compare_equal_titles(*, venues: bool | None, authors: bool | None, years_apart: int) -> Match:
    """Decide for one distinctive title in about one year."""
    if venues is False and authors is None:
        return Match.POSSIBLE
    # A venue prints a title once, unless it is a regular column.
    return Match.POSSIBLE if venues and years_apart > _MAX_YEARS_IN_VENUE else Match.SAME
