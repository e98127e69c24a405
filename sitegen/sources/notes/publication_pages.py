"""Complete the fields of a publication's page from its text and its formatted reference.

Academic Pages have authors in ``citation`` and the abstract in the text; Hugo Academic has volume,
pages and year in ``publication``.
Source: https://academicpages.github.io/markdown/, https://docs.hugoblox.com
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.lists.citations import parse_citation
from sitegen.sources.lists.imprints import parse_imprint
from sitegen.sources.lists.names import parse_name_list

if TYPE_CHECKING:
    from collections.abc import Mapping

#: A heading "Abstract" with the lines up to the next heading.
_ABSTRACT_SECTION: Final = re.compile(
    r"^(?:#{1,6} *+abstract *+:? *+#*+|abstract *+\n[-=]{3,}+) *+\n((?:(?!#)[^\n]++\n?|\n)*+)",
    re.IGNORECASE | re.MULTILINE,
)
#: A paragraph that begins with "Abstract:".
_ABSTRACT_PARAGRAPH: Final = re.compile(
    r"^(?:\*\*abstract[:.]?\*\*[:.]?|abstract:) *+\n?((?:[^\n]++(?:\n|\Z))++)",
    re.IGNORECASE | re.MULTILINE,
)
#: Obsidian's callout: "> [!abstract]", "> [!info]- Abstract", with the quoted lines below it.
_ABSTRACT_CALLOUT: Final = re.compile(
    r"^>[ \t]*+\[!(?:abstract\][+-]?[^\n]*+|\w++\][+-]?[ \t]*+[*_]*+abstract[*_:.]*+[ \t]*+)\n"
    r"((?:>[^\n]*+(?:\n|\Z))++)",
    re.IGNORECASE | re.MULTILINE,
)
_QUOTE_MARK: Final = re.compile(r"^>[ \t]*", re.MULTILINE)
#: The first lines of a text, up to a blank one.
_FIRST_PARAGRAPH: Final = re.compile(r"\A\s*+((?:[^\n]++(?:\n|\Z))++)")
_TAG: Final = re.compile(r"<sup>[^<]{0,20}</sup>|<[^<>]{1,100}>")
_EMPHASIS: Final = re.compile(r"\*\*|__|\\\*|(?<!\w)[*_]|[*_](?!\w)")
#: A note on the state of a paper instead of a venue.
_STATE: Final = re.compile(
    r"(?:\(?(?:work in progress|in preparation|submitted|under review|forthcoming|to appear)\)?)",
    re.IGNORECASE,
)
_STATE_BEHIND: Final = re.compile(rf",? {_STATE.pattern}\.?$", re.IGNORECASE)
#: The publisher behind a venue, and its full stop: "In *Proceedings of Kites*, ACM.".
_PUBLISHER: Final = re.compile(r", (?:ACM|IEEE|AAAI|USENIX|Springer|Elsevier|PMLR|AAAI Press)\.?$")
#: Volume and number of the article: "Journal of Kites, 342, 115850".
_BARE_NUMBERS: Final = re.compile(r"([^,]{3,100}), (\d{1,4}), ([A-Z]?\d[\d–-]{0,14})")
_MIN_ABSTRACT_WORDS: Final = 3
_MIN_NAMES: Final = 2


def complete_fields(fields: Mapping[str, Any], body: str) -> tuple[dict[str, Any], str]:
    """Return fields with what the text and the reference say besides, and the rest of the text."""
    complete = dict(fields)
    keys = {key.lower() for key, value in complete.items() if value}
    if isinstance(venue := complete.get("venue"), str):
        complete |= _imprint_fields(venue, str(complete.get("title") or ""))
    if "authors" not in keys and "author" not in keys:
        names = _cited_names(complete.get("citation"))
        if not names and "title" in keys:
            names, body = _first_names(body)
        complete |= {"authors": names} if names else {}
    if "abstract" not in keys:
        abstract, body = _abstract_of(body)
        abstract = abstract or str(complete.get("excerpt") or "")
        if len(abstract.split()) >= _MIN_ABSTRACT_WORDS:
            complete["abstract"] = abstract
    return complete, body


def with_displayed_venue(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields with the imprint that the text of the link to a paper is.

    Jekyll's template of the Allan lab has "link: {url: …, display: Looms 89, 123705 (2018)}".
    """
    link = fields.get("link")
    display = link.get("display") if isinstance(link, dict) else None
    if not isinstance(display, str):
        return dict(fields)
    imprint = parse_imprint(display)
    values = {
        # Half a pair of brackets is left of "(LNCS, volume 4)".
        "venue": re.sub(r" \([^()]{0,20}$", "", imprint.venue),
        "year": imprint.year,
        **{name: getattr(imprint, name) for name in ("volume", "issue", "pages")},
    }
    known = {name: value for name, value in values.items() if value and imprint.is_certain}
    return {**known, **fields}


def _imprint_fields(venue: str, title: str) -> dict[str, Any]:
    """Return the venue, volume and pages of "Journal of Kites, 342, 115850"."""
    if _STATE.fullmatch(venue.strip(" ._*")):
        return {"venue": ""}
    citation = parse_citation(venue)
    if citation and title and citation.title.lower() == title.lower().rstrip("."):
        # The whole reference is the venue.
        imprint = citation.imprint
        return {"venue": "" if _STATE.fullmatch(imprint.venue) else imprint.venue}
    venue = _PUBLISHER.sub("", _STATE_BEHIND.sub("", venue)).strip()
    if venue.count(")") > venue.count("("):
        venue = venue.removesuffix(")").rstrip()
    if bare := _BARE_NUMBERS.fullmatch(venue):
        return {"venue": bare[1], "volume": bare[2], "pages": bare[3]}
    imprint = parse_imprint(venue)
    # "2020 Conference on Kites": the name of the conference has its year.
    if not imprint.venue or not (imprint.volume or imprint.pages):
        return {"venue": re.sub(r", (?:19|20)\d\d$", "", venue)}
    numbers = {"volume": imprint.volume, "issue": imprint.issue, "pages": imprint.pages}
    return {"venue": imprint.venue, **{name: value for name, value in numbers.items() if value}}


def _cited_names(citation: Any) -> list[str]:
    """Return the names of a formatted reference in HTML, else []."""
    if not isinstance(citation, str):
        return []
    parsed = parse_citation(unescape(_TAG.sub("", citation)))
    return list(parsed.authors) if parsed else []


def _first_names(body: str) -> tuple[list[str], str]:
    """Return the names that the first line of a text lists, and the text behind; else [] and it."""
    match = _FIRST_PARAGRAPH.match(body)
    line = match[1].split("\n", 1)[0] if match else ""
    text = _EMPHASIS.sub("", _TAG.sub("", unescape(line))).strip()
    names = parse_name_list(text)
    if match is None or len(names) < _MIN_NAMES or not all(" " in name for name in names):
        return [], body
    return names, body[match.end() :]


def _abstract_of(body: str) -> tuple[str, str]:
    """Return the abstract in a text, and the text without it; else "" and the text."""
    callout = _ABSTRACT_CALLOUT.search(body)
    match = callout or _ABSTRACT_SECTION.search(body) or _ABSTRACT_PARAGRAPH.search(body)
    if match is None:
        return "", body
    abstract = (_QUOTE_MARK.sub("", match[1]) if callout else match[1]).strip()
    if len(abstract.split()) < _MIN_ABSTRACT_WORDS:
        return "", body
    return abstract, f"{body[: match.start()]}\n{body[match.end() :]}"
