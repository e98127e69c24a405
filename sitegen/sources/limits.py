"""Limits of a paper's fields: what is longer is a mistake in the source, not a paper's.

A title or an abstract over its limit rejects the record (see ``reading``), because the text is most
likely a whole file in one line. Any other field over its limit is cut, with a warning.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.paper import Author, Paper

# Characters are those of the cleaned text, except for titles and abstracts: a megabyte is not worth
# cleaning first.
MAX_TITLE_CHARS: Final = 1_000
MAX_ABSTRACT_CHARS: Final = 100_000
MAX_VENUE_CHARS: Final = 300
MAX_KEYWORD_CHARS: Final = 200
MAX_KEYWORDS: Final = 200
MAX_AUTHOR_NAME_CHARS: Final = 300
MAX_AFFILIATION_CHARS: Final = 500
#: Characters of a record that a message quotes at most; the console cuts it further.
MAX_EXCERPT_CHARS: Final = 200


def apply_limits(paper: Paper) -> tuple[Paper, str]:
    """Cut the fields of a paper that are over their limits.

    Returns:
        The paper, the same object if nothing is over a limit, and a message that names each cut, or
        "".
    """
    if _is_within_limits(paper):
        return paper, ""
    venue, keywords, authors = paper.venue, paper.keywords, paper.authors
    faults: list[str] = []
    if venue and len(venue) > MAX_VENUE_CHARS:
        faults.append(
            f"the venue has {len(venue):,} characters, over the limit of {MAX_VENUE_CHARS}, "
            "and was cut"
        )
        venue = _cut(venue, MAX_VENUE_CHARS)
    if len(keywords) > MAX_KEYWORDS:
        faults.append(
            f"there are {len(keywords):,} keywords; those after the first {MAX_KEYWORDS} were "
            "left out"
        )
        keywords = keywords[:MAX_KEYWORDS]
    if count := _count_longer(keywords, MAX_KEYWORD_CHARS):
        faults.append(_cut_message("keywords", count, MAX_KEYWORD_CHARS))
        # Two keywords may be equal in what is left of them.
        keywords = tuple(dict.fromkeys(_cut(word, MAX_KEYWORD_CHARS) for word in keywords))
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
    cut_paper = replace(paper, venue=venue, keywords=keywords, authors=authors)
    return cut_paper, "; ".join(faults)


def _is_within_limits(paper: Paper) -> bool:
    # Plain loops: this runs for every record, where generators take several microseconds.
    if paper.venue and len(paper.venue) > MAX_VENUE_CHARS:
        return False
    if len(paper.keywords) > MAX_KEYWORDS:
        return False
    for word in paper.keywords:
        if len(word) > MAX_KEYWORD_CHARS:
            return False
    return all(map(_is_author_within_limits, paper.authors))


def _is_author_within_limits(author: Author) -> bool:
    if len(author.name) > MAX_AUTHOR_NAME_CHARS:
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
