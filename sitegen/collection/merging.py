"""Merge two records of one paper: pick a value for each field and report conflicts.

Sources are ranked by what a record contains, not by where it was read. The record of a journal or
a conference ranks above that of a workshop, that above a report's or a thesis', that above a
preprint's (on arXiv, on another server, in an archive of files), and that above a listing's.
Between equal ranks, the record with more fields ranks higher, then the one with the longer
abstract, then the one that comes first in the order of their contents; "the first" below is the
highest in this order. The order of reading decides nothing but the order of the origins. A record
that lacks a field never supplies it.

==========================  =====================================================================
Field                       Value used
==========================  =====================================================================
title                       The higher-ranked record's, except: a title that only repeats the
                            record's arXiv id or DOI, or is set in a single case, loses to the
                            lower-ranked one; so does a title that is the start of the
                            lower-ranked one, if that has a subtitle after a colon. "Technical
                            report" and "Extended version" are no subtitles
abstract                    The higher-ranked record's, unless it is truncated
authors                     The longer list; then the list with more names spelled out; then the
                            one with more letters
date                        The earliest
year                        The higher-ranked record's
venue                       The higher-ranked record's, but a journal or conference before a
                            preprint server
volume, issue, pages        That of the record that gives the venue; of the other if it names no
                            other venue
kind, publisher, editors,   That of the record that gives the venue; of the other if both name one
series, edition,            venue or neither names any
institution, genre, isbn,
issn, license
doi                         A publisher's before arXiv's and an archive's; then the first
arxiv_id, language,         The first
source_id
upvotes                     The larger number
status                      The one that readers must know first: retracted, withdrawn, concern,
                            superseded, corrected
sections                    The longer text; then the first
references                  The longer list; then the first
links, keywords, note,      The values of both records, without repetition; origins keep repeats
origins
==========================  =====================================================================
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from typing import TYPE_CHECKING, Any, Final

from sitegen.collection.content import content_key
from sitegen.collection.names import name_keys, names_agree
from sitegen.collection.positions import venue_texts_agree, venues_agree
from sitegen.collection.ranks import has_publishers_doi, is_archive, source_rank
from sitegen.collection.titles import title_form
from sitegen.identifiers import match_key, published_doi
from sitegen.paper import STATUS_ORDER, Provenance
from sitegen.venues import is_preprint_server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sitegen.paper import Author, Link, Origin, Paper

    #: (higher-ranked record, lower-ranked record) -> the record that supplies a field.
    Choice = Callable[[Paper, Paper], Paper]

#: An abstract with less than this share of the longer one's characters counts as truncated.
_TRUNCATED_RATIO: Final = 0.6
#: A title in one case with so few letters may be a name: "GPT 4", "word to vec".
_MAX_SINGLE_CASE_LETTERS: Final = 8
#: The preprint often appears in the year before the published paper.
_MAX_YEAR_DIFFERENCE: Final = 1


#: Fields that describe a venue or a volume of it, beside its name.
_VENUE_FIELDS: Final = (
    "kind", "publisher", "editors", "series", "edition", "institution", "genre", "isbn", "issn",
    "license",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field in which a record contradicts the paper that it was merged into.

    Attributes:
        field: name of the field in ``Paper``.
        value: the value of the merged paper, as text.
        origin: the source of that value.
        rejected: the record's value, as text.
        rejected_origin: the source of the record's value.
    """

    field: str
    value: str
    origin: Origin
    rejected: str
    rejected_origin: Origin


def merge(*records: Paper) -> Paper:
    """Merge the records of one paper by the rules above.

    Args:
        records: at least one record, in reading order, of which only the order of the origins
            depends.

    Returns:
        The merged paper. Its ``provenance`` names the source of each field that does not come from
        the first origin.
    """
    if len(records) == 1:
        return records[0]
    ranked = sorted(records, key=_preference)
    chosen = {name: reduce(choose, ranked) for name, choose in _CHOICES.items()}
    values: dict[str, Any] = {name: getattr(paper, name) for name, paper in chosen.items()}
    sources = {
        name: paper.origin_of(name)
        for name, paper in chosen.items()
        if paper.origins and getattr(paper, name) not in (None, "", ())  # an empty field has none
    }
    origins = tuple(origin for record in records for origin in record.origins)
    # ``Paper.origin_of`` falls back to the first origin, so only the other origins are stored.
    default_origin = origins[0] if origins else None
    provenance = tuple(
        Provenance(name, origin) for name, origin in sources.items() if origin != default_origin
    )
    return replace(
        ranked[0],
        **values,
        # Dicts drop repeats and keep the order.
        links=_distinct_links(ranked),
        keywords=tuple(dict.fromkeys(word for record in ranked for word in record.keywords)),
        note="\n\n".join(dict.fromkeys(record.note for record in ranked if record.note)),
        origins=origins,
        provenance=provenance,
    )


def _distinct_links(ranked: Iterable[Paper]) -> tuple[Link, ...]:
    links: dict[str, Link] = {}
    for record in ranked:
        for link in record.links:
            links.setdefault(link.url, link)
    return tuple(links.values())


def _preference(paper: Paper) -> tuple[Any, ...]:
    """Return a key that sorts the records of one paper, the one that wins ties first."""
    fields = (paper.authors, paper.year, paper.date, paper.venue, paper.doi, paper.arxiv_id,
              paper.volume, paper.issue, paper.pages, paper.keywords, paper.links)  # fmt: skip
    count = sum(map(bool, fields))
    return (-source_rank(paper), -count, -len(paper.abstract), content_key(paper))


def find_conflicts(merged: Paper, record: Paper) -> Iterator[Conflict]:
    """Yield the fields in which a record contradicts the merged paper.

    Only values that can't both be right are conflicts. A longer title, more authors or a later
    date are not.
    """
    for field, (text_of, contradicts) in _CONFLICT_RULES.items():
        value, rejected = text_of(merged), text_of(record)
        if value and rejected and contradicts(value, rejected):
            yield Conflict(field, value, merged.origin_of(field), rejected, record.origin_of(field))


def _rank(first: Paper, later: Paper, field: str) -> tuple[Paper, Paper]:
    """Return (preferred, alternative) records for a field, by source rank.

    A record that lacks the field is never preferred to a record that has it.
    """
    if not getattr(later, field):
        return first, later
    if not getattr(first, field) or source_rank(later) > source_rank(first):
        return later, first
    return first, later


def _choose_title(first: Paper, later: Paper) -> Paper:
    preferred, alternative = _rank(first, later, "title")
    # A note that has no title of the paper is read with the identifier as its title.
    if preferred.title in {preferred.arxiv_id, preferred.doi}:
        return alternative
    if _is_single_case(preferred.title) and not _is_single_case(alternative.title):
        return alternative
    # "Adam" gives way to "Adam: A Method for Stochastic Optimization".
    long, short = (title_form(paper.title).letters[0] for paper in (alternative, preferred))
    has_subtitle = long.startswith(short) and len(long) > len(short) and ":" in alternative.title
    return alternative if has_subtitle and not _is_single_case(alternative.title) else preferred


def _is_single_case(title: str) -> bool:
    """Return whether a title of several words is all upper case or all lower case."""
    letters = "".join(filter(str.isalpha, title))
    return (
        len(letters) > _MAX_SINGLE_CASE_LETTERS
        and " " in title
        and (letters.isupper() or letters.islower())
    )


def _choose_abstract(first: Paper, later: Paper) -> Paper:
    preferred, alternative = _rank(first, later, "abstract")
    text, longer = preferred.abstract, alternative.abstract
    is_truncated = len(text) < _TRUNCATED_RATIO * len(longer) or (
        # A listing marks the cut; the mark alone says nothing if the alternative is shorter still.
        text.endswith(("…", "...")) and len(longer) > len(text)
    )
    return alternative if is_truncated else preferred


def _choose_authors(first: Paper, later: Paper) -> Paper:
    # ``max`` returns the first of equal items, so the higher-ranked record wins ties.
    return max(
        first,
        later,
        key=lambda paper: (
            len(paper.authors),
            _count_full_names(paper.authors),
            sum(len(author.name) for author in paper.authors),
        ),
    )


def _count_full_names(authors: tuple[Author, ...]) -> int:
    """Return the number of words in the names that are spelled out: "D. P. Kingma" has one."""
    words = (word for author in authors for word in author.name.split())
    return sum(len(word.rstrip(".")) > 1 for word in words)


def _choose_date(first: Paper, later: Paper) -> Paper:
    # ISO 8601 dates compare as strings; a month is behind its days, which say more.
    dates = [(paper.date or "").ljust(len("2020-06-26"), "~") for paper in (first, later)]
    return later if dates[1] < dates[0] else first


def _choose_venue(first: Paper, later: Paper) -> Paper:
    # The preferred record may rank high for its DOI and still name a preprint server.
    preferred, alternative = _rank(first, later, "venue")
    is_better = _is_server(preferred) and alternative.venue and not _is_server(alternative)
    return alternative if is_better else preferred


def _is_server(paper: Paper) -> bool:
    return is_preprint_server(paper.venue) or is_archive(paper.venue)


def _choose_with_venue(field: str, *, is_position: bool = False) -> Choice:
    """Return the rule for a field that describes the venue that its record names.

    Args:
        field: name of the field.
        is_position: whether it is a place in the venue. A report's number is no issue of a journal,
            but a record without a venue may be a part of the same one, whose name was lost.
    """

    def choose(first: Paper, later: Paper) -> Paper:
        preferred = _choose_venue(first, later)
        alternative = later if preferred is first else first
        if getattr(preferred, field) or not getattr(alternative, field):
            return preferred
        venues = (preferred.venue, alternative.venue)
        is_unnamed = not all(venues) if is_position else not any(venues)
        return alternative if is_unnamed or _is_one_venue(preferred, alternative) else preferred

    return choose


def _is_one_venue(left: Paper, right: Paper) -> bool:
    return left.venue == right.venue or bool(venues_agree(left, right))


def _choose_doi(first: Paper, later: Paper) -> Paper:
    if first.doi and later.doi:
        return max(first, later, key=_doi_rank)
    return first if first.doi else later


def _doi_rank(paper: Paper) -> int:
    """Return 2 for a publisher's DOI, 1 for an archive's, 0 for arXiv's."""
    return bool(published_doi(paper.doi)) + has_publishers_doi(paper)


def _choose_first(field: str) -> Choice:
    """Return the rule that takes a field from the first record in which it is not None."""
    return lambda first, later: later if getattr(first, field) is None else first


def _choose_upvotes(first: Paper, later: Paper) -> Paper:
    # -1 for a missing number, so that 0 upvotes win over none.
    return max(first, later, key=lambda paper: -1 if paper.upvotes is None else paper.upvotes)


def _choose_status(first: Paper, later: Paper) -> Paper:
    # No record says that a paper was not retracted: it may be older than the retraction.
    ranks: dict[str | None, int] = {status: rank for rank, status in enumerate(STATUS_ORDER)}
    return min(first, later, key=lambda paper: ranks.get(paper.status, len(ranks)))


def _text_length(paper: Paper) -> int:
    # One character more per paragraph: empty paragraphs are better than no sections.
    return sum(len(text) + 1 for section in paper.sections for text in section.paragraphs)


#: Field -> the rule that chooses which record supplies it.
_CHOICES: Final[dict[str, Choice]] = {
    "title": _choose_title,
    "abstract": _choose_abstract,
    "authors": _choose_authors,
    "date": _choose_date,
    "year": lambda first, later: _rank(first, later, "year")[0],
    "venue": _choose_venue,
    **{n: _choose_with_venue(n, is_position=True) for n in ("volume", "issue", "pages")},
    **{name: _choose_with_venue(name) for name in _VENUE_FIELDS},
    "doi": _choose_doi,
    "arxiv_id": _choose_first("arxiv_id"),
    "upvotes": _choose_upvotes,
    "status": _choose_status,
    "language": _choose_first("language"),
    "source_id": _choose_first("source_id"),
    "sections": lambda first, later: max(first, later, key=_text_length),
    "references": lambda first, later: max(first, later, key=lambda p: len(p.references)),
}


def _title_text(paper: Paper) -> str:
    return paper.title


def _year_text(paper: Paper) -> str:
    return str(paper.year or "")


def _venue_text(paper: Paper) -> str:
    # A preprint server does not contradict the journal that published the paper.
    return paper.venue if paper.venue and not is_preprint_server(paper.venue) else ""


def _doi_text(paper: Paper) -> str:
    return published_doi(paper.doi) or ""


def _first_author_text(paper: Paper) -> str:
    return next((author.name for author in paper.authors if name_keys(author.name)), "")


def _years_differ(left: str, right: str) -> bool:
    return abs(int(left) - int(right)) > _MAX_YEAR_DIFFERENCE


def _texts_differ(left: str, right: str) -> bool:
    """Return whether neither text contains the other: "NeurIPS" and "NeurIPS 2017" agree."""
    left, right = match_key(left), match_key(right)
    return left not in right and right not in left


def _venues_differ(left: str, right: str) -> bool:
    """Return whether neither venue contains, or is short for, the other."""
    return _texts_differ(left, right) and not venue_texts_agree(*sorted((left, right)))


def _names_differ(left: str, right: str) -> bool:
    """Return whether two names are of two people: "D. Kingma" and "Kingma, D." agree."""
    first, second = name_keys(left), name_keys(right)
    return first is not None and second is not None and not names_agree(first, second)


#: Field -> (its text, empty if unknown; whether two such texts contradict each other), in the order
#: of the report. Of the authors only the first is compared.
_CONFLICT_RULES: Final[dict[str, tuple[Callable[[Paper], str], Callable[[str, str], bool]]]] = {
    "title": (_title_text, _texts_differ),
    "year": (_year_text, _years_differ),
    "venue": (_venue_text, _venues_differ),
    "doi": (_doi_text, _texts_differ),
    "authors": (_first_author_text, _names_differ),
}
