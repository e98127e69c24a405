"""Make one record of two of the same paper: which value wins, and what they disagree on.

The rule, field by field. A record's standing is what it says of itself: a publisher's (it has a
venue or a publisher's DOI) over a preprint's (an arXiv id) over a listing's; of equal standing the
one that was read first.

- title: of the higher standing, but one with a subtitle over one without, and one in mixed case
  over one in capitals or none;
- abstract: of the higher standing, but a whole one over one that was cut;
- authors: the longer list, then the fuller names;
- date: the earliest; year: of the higher standing;
- venue: of the higher standing, but no preprint server over a journal or a conference;
- DOI: the publisher's over arXiv's; arXiv id, language, identifier: the first there is;
- sections, references: the longer ones; upvotes: the most; links, keywords, notes, origins: all of
  both, each once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from sitegen.identifiers import match_key, published_doi
from sitegen.paper import Provenance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sitegen.paper import Author, Origin, Paper

_CUT: Final = 0.6
_SERVERS: Final = re.compile(r"arxiv|corr\b|biorxiv|medrxiv|preprint|hugging ?face", re.IGNORECASE)
_CASED_LETTERS: Final = 8


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two records of one paper that disagree: the value that was kept, and the other one."""

    field: str
    kept: str
    kept_from: Origin
    other: str
    other_from: Origin


def merge(first: Paper, later: Paper) -> Paper:
    """Return one record of two of the same paper; each field remembers where it came from."""
    chosen = {name: choose(first, later) for name, choose in _CHOICES.items()}
    values: dict[str, Any] = {name: getattr(paper, name) for name, paper in chosen.items()}
    come_from = {
        name: paper.origin_of(name)
        for name, paper in chosen.items()
        if paper.origins and getattr(paper, name) not in (None, "", ())
    }
    start = first.origins[0] if first.origins else None
    provenance = tuple(
        Provenance(name, origin) for name, origin in come_from.items() if origin != start
    )
    return replace(
        first,
        **values,
        links=tuple({link.url: link for link in (*first.links, *later.links)}.values()),
        keywords=tuple(dict.fromkeys((*first.keywords, *later.keywords))),
        note="\n\n".join(dict.fromkeys(filter(None, (first.note, later.note)))),
        origins=(*first.origins, *later.origins),
        provenance=provenance,
    )


def find_conflicts(merged: Paper, record: Paper) -> Iterator[Conflict]:
    """Yield what a record says otherwise than the merged paper that it is part of.

    Only what one of them must have wrong: a longer title, more authors or a later date are none.
    """
    for name, shown in (("title", _title), ("year", _year), ("venue", _venue), ("doi", _doi),
                        ("first author", _first_author)):  # fmt: skip
        kept, other = shown(merged), shown(record)
        if kept and other and _disagree(name, kept, other):
            field = "authors" if name == "first author" else name
            yield Conflict(field, kept, merged.origin_of(field), other, record.origin_of(field))


def source_rank(paper: Paper) -> int:
    """Return 2 for a publisher's record, 1 for a preprint's, 0 for a listing's."""
    if (paper.venue and not _SERVERS.search(paper.venue)) or published_doi(paper.doi):
        return 2
    return 1 if paper.arxiv_id or paper.doi else 0


def _by_standing(first: Paper, later: Paper, name: str) -> tuple[Paper, Paper]:
    """Return two records, before the other the one whose field counts.

    It is the one of the higher standing, or the only one that has the field.
    """
    if not getattr(later, name):
        return first, later
    if not getattr(first, name) or source_rank(later) > source_rank(first):
        return later, first
    return first, later


def _title_from(first: Paper, later: Paper) -> Paper:
    better, other = _by_standing(first, later, "title")
    if better.title in {better.arxiv_id, better.doi}:
        return other  # a note that knows no more than the id
    if _is_flat(better.title) and not _is_flat(other.title):
        return other
    whole, part = match_key(other.title), match_key(better.title)
    is_longer = whole.startswith(part) and len(whole) > len(part) and ":" in other.title
    return other if is_longer and not _is_flat(other.title) else better


def _is_flat(title: str) -> bool:
    """Tell whether a title of several words is all in capitals, or has none."""
    shown = "".join(filter(str.isalpha, title))
    return len(shown) > _CASED_LETTERS and " " in title and (shown.isupper() or shown.islower())


def _abstract_from(first: Paper, later: Paper) -> Paper:
    better, other = _by_standing(first, later, "abstract")
    short, long = better.abstract, other.abstract
    is_cut = len(short) < _CUT * len(long) or (
        short.endswith(("…", "...")) and len(long) > len(short)
    )
    return other if is_cut else better


def _authors_from(first: Paper, later: Paper) -> Paper:
    return max(first, later, key=lambda paper: (len(paper.authors), _fullness(paper.authors)))


def _fullness(authors: tuple[Author, ...]) -> int:
    """Return how many names are spelled out, initials being none."""
    names = (word for author in authors for word in author.name.split())
    return sum(len(word.rstrip(".")) > 1 for word in names)


def _date_from(first: Paper, later: Paper) -> Paper:
    return later if later.date and (not first.date or later.date < first.date) else first


def _venue_from(first: Paper, later: Paper) -> Paper:
    better, other = _by_standing(first, later, "venue")
    is_server = better.venue and other.venue and _SERVERS.search(better.venue)
    return other if is_server and not _SERVERS.search(other.venue or "") else better


def _doi_from(first: Paper, later: Paper) -> Paper:
    if first.doi and later.doi:
        return later if published_doi(later.doi) and not published_doi(first.doi) else first
    return first if first.doi else later


def _text_length(paper: Paper) -> int:
    return sum(len(text) + 1 for section in paper.sections for text in section.paragraphs)


def _first_having(name: str) -> Callable[[Paper, Paper], Paper]:
    return lambda first, later: later if getattr(first, name) is None else first


def _most_votes(first: Paper, later: Paper) -> Paper:
    return max(first, later, key=lambda p: -1 if p.upvotes is None else p.upvotes)


#: Field -> which of two records (the one that was read first, a later one) it is taken from.
_CHOICES: Final[dict[str, Callable[[Paper, Paper], Paper]]] = {
    "title": _title_from,
    "abstract": _abstract_from,
    "authors": _authors_from,
    "date": _date_from,
    "year": lambda first, later: _by_standing(first, later, "year")[0],
    "venue": _venue_from,
    "doi": _doi_from,
    "arxiv_id": _first_having("arxiv_id"),
    "upvotes": _most_votes,
    "language": _first_having("language"),
    "source_id": _first_having("source_id"),
    "sections": lambda first, later: max(first, later, key=_text_length),
    "references": lambda first, later: max(first, later, key=lambda p: len(p.references)),
}


def _title(paper: Paper) -> str:
    return paper.title


def _year(paper: Paper) -> str:
    return str(paper.year or "")


def _venue(paper: Paper) -> str:
    return paper.venue if paper.venue and not _SERVERS.search(paper.venue) else ""


def _doi(paper: Paper) -> str:
    return published_doi(paper.doi) or ""


def _first_author(paper: Paper) -> str:
    return paper.authors[0].name if paper.authors else ""


def _disagree(name: str, kept: str, other: str) -> bool:
    if name == "year":
        return abs(int(kept) - int(other)) > 1  # a preprint is a year older than the paper, often
    if name == "first author":
        words = ({match_key(word) for word in text.split()} for text in (kept, other))
        return not set.intersection(*words)
    one, two = match_key(kept), match_key(other)
    return not (one.startswith(two) or two.startswith(one) or one in two or two in one)
