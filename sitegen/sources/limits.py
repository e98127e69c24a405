"""Limits of what a source may hold: what is beyond is a mistake or an attack, not a paper's.

``LIMITS`` is the table that the documentation shows. A title or an abstract over its limit rejects
the record (see ``reading``), because the text is most likely a whole file in one line. Other fields
over their limits are cut here, with a warning that counts what was cut. The readers that the other
rows are about import their limits.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.errors import count_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.paper import Author, Paper

# Characters are those of the cleaned text, except for titles and abstracts: a megabyte is not worth
# cleaning first.
MAX_TITLE_CHARS: Final = 1_000
MAX_ABSTRACT_CHARS: Final = 100_000
MAX_VENUE_CHARS: Final = 400
MAX_KEYWORD_CHARS: Final = 200
MAX_KEYWORDS: Final = 200
MAX_AUTHOR_NAME_CHARS: Final = 300
#: The longest lists have 15,000 names.
MAX_AUTHORS: Final = 20_000
MAX_AFFILIATION_CHARS: Final = 500
MAX_AFFILIATIONS: Final = 50
MAX_NOTE_CHARS: Final = 100_000
#: A paper's whole text; a book of 1,000 pages has three million characters.
MAX_TEXT_CHARS: Final = 4_000_000
MAX_REFERENCES: Final = 5_000
#: Digits up to which Python converts a number.
MAX_DIGITS: Final = 4_300
#: Characters that the macros of one value may have: each macro may double the one before it.
MAX_MACRO_CHARS: Final = 20_000
#: Characters that the aliases of one YAML document repeat.
MAX_ALIAS_CHARS: Final = 10_000_000
#: Bytes that a source may unpack to. Larger JSON Lines files, such as the arXiv snapshot of 4.5 GB,
#: are streamed instead.
MAX_UNPACKED_BYTES: Final = 2_000_000_000
MAX_ARCHIVE_FILES: Final = 100_000
#: Containers in containers: ``a.zip/b.gz`` has a depth of 2.
MAX_ARCHIVE_DEPTH: Final = 3
#: Characters of a record that a message quotes; the console cuts it further.
MAX_EXCERPT_CHARS: Final = 200


class Limit(NamedTuple):
    """One row of the table.

    Attributes:
        subject: what has the limit.
        amount: the most that is read.
        unit: of what.
        effect: what happens beyond it; each effect comes with a message.
    """

    subject: str
    amount: int
    unit: str
    effect: str


_REJECTED: Final = "the record is rejected"
_CUT: Final = "it is cut"
_OMITTED: Final = "the others are left out"
_REFUSED: Final = "the file is refused"
LIMITS: Final = (
    Limit("title", MAX_TITLE_CHARS, "characters", _REJECTED),
    Limit("abstract", MAX_ABSTRACT_CHARS, "characters", _REJECTED),
    Limit("venue, publisher, series, institution", MAX_VENUE_CHARS, "characters", _CUT),
    Limit("authors of a paper", MAX_AUTHORS, "names", _OMITTED),
    Limit("name of an author", MAX_AUTHOR_NAME_CHARS, "characters", _CUT),
    Limit("affiliations of an author", MAX_AFFILIATIONS, "affiliations", _OMITTED),
    Limit("affiliation", MAX_AFFILIATION_CHARS, "characters", _CUT),
    Limit("keywords of a paper", MAX_KEYWORDS, "keywords", _OMITTED),
    Limit("keyword", MAX_KEYWORD_CHARS, "characters", _CUT),
    Limit("curator's note as a file", MAX_NOTE_CHARS, "characters", _REJECTED),
    Limit("curator's note as a field", MAX_NOTE_CHARS, "characters", _CUT),
    Limit("text of a paper", MAX_TEXT_CHARS, "characters", _CUT),
    Limit("references of a paper", MAX_REFERENCES, "references", _OMITTED),
    Limit("number in JSON", MAX_DIGITS, "digits", "the value is left out"),
    Limit(
        "macros in a value of BibTeX",
        MAX_MACRO_CHARS,
        "characters",
        "the entry or the macro is left out",
    ),
    Limit("aliases in a document of YAML", MAX_ALIAS_CHARS, "characters", _REFUSED),
    Limit("archive with all archives in it", MAX_UNPACKED_BYTES, "bytes", _OMITTED),
    Limit("files in an archive", MAX_ARCHIVE_FILES, "files", _REFUSED),
    Limit("archives in archives", MAX_ARCHIVE_DEPTH, "levels", _REFUSED),
)


def apply_limits(paper: Paper) -> tuple[Paper, str]:
    """Cut the fields of a paper that are over their limits.

    Returns:
        The paper, the same object if nothing is over a limit, and a message that names each cut, or
        "".
    """
    if _is_within_limits(paper):
        return paper, ""
    faults: list[str] = []
    cut_paper = replace(
        paper,
        venue=_cut_text("venue", paper.venue or "", MAX_VENUE_CHARS, faults) or None,
        keywords=_limit_keywords(paper.keywords, faults),
        publisher=_cut_short_text("publisher", paper.publisher, faults),
        series=_cut_short_text("series", paper.series, faults),
        edition=_cut_short_text("edition", paper.edition, faults),
        institution=_cut_short_text("institution", paper.institution, faults),
        genre=_cut_short_text("genre", paper.genre, faults),
        editors=_limit_editors(paper.editors, faults),
        authors=_limit_names(_limit_count(paper.authors, faults), faults),
        note=_cut_text("note", paper.note, MAX_NOTE_CHARS, faults),
    )
    return cut_paper, "; ".join(faults)


def _limit_keywords(keywords: tuple[str, ...], faults: list[str]) -> tuple[str, ...]:
    if len(keywords) > MAX_KEYWORDS:
        faults.append(omission_message("keywords", len(keywords), MAX_KEYWORDS))
        keywords = keywords[:MAX_KEYWORDS]
    if count := _count_longer(keywords, MAX_KEYWORD_CHARS):
        faults.append(_cut_message("keywords", count, MAX_KEYWORD_CHARS))
        # Two keywords may be equal in what is left of them.
        keywords = tuple(dict.fromkeys(_cut(word, MAX_KEYWORD_CHARS) for word in keywords))
    return keywords


def _limit_editors(editors: tuple[str, ...], faults: list[str]) -> tuple[str, ...]:
    if len(editors) > MAX_AUTHORS:
        faults.append(omission_message("editors", len(editors), MAX_AUTHORS))
    if count := _count_longer(editors, MAX_AUTHOR_NAME_CHARS):
        faults.append(_cut_message("names of editors", count, MAX_AUTHOR_NAME_CHARS))
    return tuple(dict.fromkeys(_cut(name, MAX_AUTHOR_NAME_CHARS) for name in editors[:MAX_AUTHORS]))


def _limit_count(authors: tuple[Author, ...], faults: list[str]) -> tuple[Author, ...]:
    """Return no more authors, and no more affiliations of each, than the limits allow."""
    if len(authors) > MAX_AUTHORS:
        faults.append(omission_message("authors", len(authors), MAX_AUTHORS))
        authors = authors[:MAX_AUTHORS]
    if count := sum(len(author.affiliations) > MAX_AFFILIATIONS for author in authors):
        faults.append(
            f"affiliations after the first {MAX_AFFILIATIONS} of an author were left out: of "
            f"{count_of(count, 'author')}"
        )
        authors = tuple(
            replace(author, affiliations=author.affiliations[:MAX_AFFILIATIONS])
            for author in authors
        )
    return authors


def _limit_names(authors: tuple[Author, ...], faults: list[str]) -> tuple[Author, ...]:
    """Return authors of which no name and no affiliation is too long."""
    names = (author.name for author in authors)
    affiliations = (text for author in authors for text in author.affiliations)
    name_count = _count_longer(names, MAX_AUTHOR_NAME_CHARS)
    affiliation_count = _count_longer(affiliations, MAX_AFFILIATION_CHARS)
    if name_count:
        faults.append(_cut_message("names of authors", name_count, MAX_AUTHOR_NAME_CHARS))
    if affiliation_count:
        faults.append(_cut_message("affiliations", affiliation_count, MAX_AFFILIATION_CHARS))
    if name_count or affiliation_count:
        authors = tuple(dict.fromkeys(map(_limit_author, authors)))
    return authors


def omission_message(noun: str, count: int, limit: int) -> str:
    """Return the message of a list that is over its limit."""
    return f"there are {count:,} {noun}; those after the first {limit:,} were left out"


def _cut_text(noun: str, text: str, limit: int, faults: list[str]) -> str:
    """Return a text within its limit; add a message to ``faults`` if it is cut."""
    if len(text) <= limit:
        return text
    faults.append(
        f"the {noun} has {len(text):,} characters, over the limit of {limit:,}, and was cut"
    )
    return _cut(text, limit)


def _cut_short_text(noun: str, text: str | None, faults: list[str]) -> str | None:
    """Return a text that has the limit of a venue."""
    return _cut_text(noun, text or "", MAX_VENUE_CHARS, faults) or None


def _is_within_limits(paper: Paper) -> bool:
    # Plain loops: this runs for every record, where generators take several microseconds.
    if paper.venue and len(paper.venue) > MAX_VENUE_CHARS:
        return False
    if len(paper.note) > MAX_NOTE_CHARS or len(paper.authors) > MAX_AUTHORS:
        return False
    if len(paper.keywords) > MAX_KEYWORDS or not _is_imprint_within_limits(paper):
        return False
    for word in paper.keywords:
        if len(word) > MAX_KEYWORD_CHARS:
            return False
    return all(map(_is_author_within_limits, paper.authors))


def _is_imprint_within_limits(paper: Paper) -> bool:
    texts = (paper.publisher, paper.series, paper.institution, paper.edition, paper.genre)
    return (
        # Nearly all papers have none of these.
        (not any(texts) or all(len(text or "") <= MAX_VENUE_CHARS for text in texts))
        and len(paper.editors) <= MAX_AUTHORS
        and not (paper.editors and _count_longer(paper.editors, MAX_AUTHOR_NAME_CHARS))
    )


def _is_author_within_limits(author: Author) -> bool:
    if len(author.name) > MAX_AUTHOR_NAME_CHARS or len(author.affiliations) > MAX_AFFILIATIONS:
        return False
    for text in author.affiliations:  # noqa: SIM110
        if len(text) > MAX_AFFILIATION_CHARS:
            return False
    return True


def _count_longer(texts: Iterable[str], limit: int) -> int:
    return sum(len(text) > limit for text in texts)


def _cut_message(noun: str, count: int, limit: int) -> str:
    return f"{noun} with more than {limit} characters were cut: {count:,}"


def _cut(text: str, limit: int) -> str:
    """Return at most ``limit`` characters, without a blank at the end."""
    return text[:limit].rstrip()


def _limit_author(author: Author) -> Author:
    affiliations = (_cut(text, MAX_AFFILIATION_CHARS) for text in author.affiliations)
    return replace(
        author,
        name=_cut(author.name, MAX_AUTHOR_NAME_CHARS),
        affiliations=tuple(dict.fromkeys(affiliations)),
    )
