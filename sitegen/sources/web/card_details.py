"""Read what the cards of single sites say in one line: authors, venue, volume, pages and date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from sitegen.identifiers import parse_arxiv_id
from sitegen.sources.lists.addresses import doi_of
from sitegen.sources.lists.imprints import Imprint, parse_imprint
from sitegen.sources.lists.venues import is_venue, year_in
from sitegen.sources.web.elements import element_text, element_texts, select

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.sources.web.elements import Element

    #: Of a card and its title to fields.
    Details = Callable[[Element, str], dict[str, Any]]

#: Marks in front of titles in Google Scholar's results: "[PDF]", "[HTML]", "[CITATION][C]".
_SCHOLAR_MARK: Final = re.compile(r"^(?:\[[A-Z]+\]\s*)+")
#: "A Lovelace, G Hopper… - Journal of Engines, 1843 - example.org"
_SCHOLAR_DASH: Final = re.compile(r"(?<!\s)\s++[-–]\s++")
_SCHOLAR_YEAR: Final = re.compile(r"(?:19|20)\d\d\Z")
#: What stands for names and words that do not fit.
_CUT: Final = re.compile(r"…|\.\.\.")
_PUBMED_LINE: Final = re.compile(
    r"(?P<venue>[^.]{1,200})\. (?P<date>\d{4}(?: [A-Z][a-z]{2}(?: \d{1,2})?)?)[^;.]{0,20}"
    r"(?:;(?P<volume>\w+)?(?:\((?P<issue>[^()]{1,20})\))?(?::(?P<pages>[\w-]+))?)?"
)
#: "Proceedings of the 40th International Conference on Machine Learning, PMLR 202:1-18".
_PMLR_LINE: Final = re.compile(r"\bPMLR (?P<volume>\w{1,10})(?::(?P<pages>[\w-]{1,30}))?")
_XPLORE_YEAR: Final = re.compile(r"\bYear: ?(?P<year>\d{4})")
_XPLORE_NUMBERS: Final = re.compile(
    r"\b(?:Volume: ?(?P<volume>\w{1,10}))(?:, Issue: ?(?P<issue>\w{1,10}))?"
)


def _first_text(box: Element, path: str) -> str:
    return next(iter(element_texts(box, path)), "")


def _groups(pattern: re.Pattern[str], text: str) -> dict[str, str]:
    match = pattern.search(text)
    return {name: value for name, value in match.groupdict().items() if value} if match else {}


def _pubmed(box: Element, title: str) -> dict[str, Any]:
    """Return what the line below a title says: "J Moss. 2020 Jan 3;4(2):1-9. doi: 10.9999/1."."""
    line = _first_text(box, "span.full-journal-citation")
    match = _PUBMED_LINE.match(line)
    return {
        "title": title.removesuffix("."),
        "authors": _first_text(box, "span.full-authors").rstrip("."),
        "doi": doi_of(f"https://doi.org/{line.partition('doi: ')[2].split(' ')[0].rstrip('.')}"),
        **(match.groupdict() if match else {}),
    }


def _openreview(box: Element, _title: str) -> dict[str, Any]:
    venue = next(filter(is_venue, element_texts(box, "ul.note-meta-info li")), "")
    return {"venue": venue, "year": year_in(venue)}


def _scholar_results(box: Element, title: str) -> dict[str, Any]:
    """Return what the green line of a result says; a name that is cut ends the authors."""
    line = _first_text(box, "div.gs_a").replace("\u00a0", " ")
    names, *rest = _SCHOLAR_DASH.split(line, maxsplit=2)
    fields: dict[str, Any] = {"title": _SCHOLAR_MARK.sub("", title)}
    # After the authors come venue and year, and a site.
    if len(rest) < 2 or not rest[1]:  # noqa: PLR2004
        return fields
    year = _SCHOLAR_YEAR.search(rest[0])
    venue = rest[0][: year.start()] if year else rest[0]
    fields["authors"] = _names_of(names)
    # "Advances in neural …" is no venue.
    if venue and not _CUT.search(venue):
        fields["venue"] = venue.rstrip().removesuffix(",").strip()
    fields["year"] = year[0] if year else None
    return fields


def _scholar_profile(box: Element, _title: str) -> dict[str, Any]:
    """Return what the grey lines of a person's list say: names, then "Nature 521 (3), 4, 2015"."""
    names, *imprints = [element_text(line) for line in select(box, "div.gs_gray")] or [""]
    line = next(iter(imprints), "")
    imprint = Imprint() if _CUT.search(line) else parse_imprint(line)
    return {
        "authors": _names_of(names),
        "venue": imprint.venue,
        "volume": imprint.volume,
        "issue": imprint.issue,
        "pages": imprint.pages,
        "year": _first_text(box, "td.gsc_a_y") or imprint.year,
        "arxiv_id": parse_arxiv_id(line),
        # The title leads to the person's own citations.
        "url": [],
    }


def _names_of(line: str) -> list[str]:
    return [name for name in _CUT.sub("", line).split(", ") if name.strip()]


def _pmlr(box: Element, _title: str) -> dict[str, Any]:
    return _groups(_PMLR_LINE, _first_text(box, "span.info"))


def _xplore(box: Element, _title: str) -> dict[str, Any]:
    line = _first_text(box, "div.publisher-info-container") or _first_text(box, "div.description")
    return _groups(_XPLORE_YEAR, line) | _groups(_XPLORE_NUMBERS, line)


#: Name of a site -> what reads the fields that its table of elements can't.
DETAILS: Final[dict[str, Details]] = {
    "PubMed": _pubmed,
    "OpenReview": _openreview,
    "Google Scholar": _scholar_results,
    "Google Scholar profile": _scholar_profile,
    "PMLR": _pmlr,
    "IEEE Xplore": _xplore,
}
