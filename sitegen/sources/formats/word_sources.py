"""Read the bibliography of Microsoft Word: ``Sources.xml``.

Source: ECMA-376, part 1, section 22.6,
https://ecma-international.org/publications-and-standards/standards/ecma-376/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.fields import read_records
from sitegen.sources.xml.paths import find_elements
from sitegen.sources.xml.tools import child_elements, child_text, read_elements, root_name, text_of
from sitegen.sources.xml.values import date_of_parts, earliest_date

if TYPE_CHECKING:
    from sitegen.sources.reading import ReadResult
    from sitegen.sources.xml.tools import Element

NAME: Final = "word-sources"
RANK: Final = 27

_VENUES: Final = (
    "JournalName", "ConferenceName", "BookTitle", "PeriodicalTitle", "InternetSiteTitle",
    "Institution", "PublicationTitle",
)  # fmt: skip
#: Types of sources whose names say something else elsewhere.
_KINDS: Final = {
    "ConferenceProceedings": "conference", "InternetSite": "other", "ElectronicSource": "other",
    "DocumentFromInternetSite": "other", "Misc": "other", "ArticleInAPeriodical": "article",
}  # fmt: skip


def sniff(head: str) -> bool:
    """Claim XML whose first element is ``Sources`` of Office's bibliography."""
    return root_name(head) in {"Sources", "Source"} and "bibliography" in head


def read(text: str, path: str) -> ReadResult:
    """Read all sources; one without a title becomes a diagnostic."""
    return read_records(read_elements(text, "Source", _source_fields), path)


def _source_fields(source: Element) -> dict[str, Any]:
    fields = child_elements(source)
    parts = (child_text(fields, name) for name in ("Year", "Month", "Day"))
    number = child_text(fields, "StandardNumber")
    kind = child_text(fields, "SourceType")
    return {
        "title": child_text(fields, "Title"),
        "abstract": child_text(fields, "Abstract", "AbstractText"),
        "authors": _people(source, "Author"),
        "editors": _people(source, "Editor", "BookAuthor"),
        **earliest_date([date_of_parts(*parts)]),
        "venue": child_text(fields, *_VENUES),
        "volume": child_text(fields, "Volume"),
        "issue": child_text(fields, "Issue"),
        "pages": child_text(fields, "Pages"),
        "kind": _KINDS.get(kind, kind),
        "publisher": child_text(fields, "Publisher"),
        "edition": child_text(fields, "Edition"),
        "institution": child_text(fields, "Institution"),
        "genre": child_text(fields, "ThesisType"),
        # The standard number is a DOI, an ISBN or an ISSN.
        "doi": child_text(fields, "DOI") or (number if "10." in number else ""),
        "isbn": number,
        "issn": number,
        "url": child_text(fields, "URL"),
        "language": child_text(fields, "LCID"),
        "id": child_text(fields, "Tag"),
    }


def _people(source: Element, *roles: str) -> list[dict[str, Any]]:
    """Return the people of the first of some roles; the outer "Author" holds all roles."""
    for role in roles:
        path = f"{{*}}Author/{{*}}{role}"
        people: list[dict[str, Any]] = [
            {"literal": text_of(group)} for group in find_elements(source, f"{path}/{{*}}Corporate")
        ]
        for person in find_elements(source, f"{path}/{{*}}NameList/{{*}}Person"):
            name = child_elements(person)
            given = " ".join(filter(None, (child_text(name, n) for n in ("First", "Middle"))))
            people.append({"given": given, "family": child_text(name, "Last")})
        if people:
            return people
    return []
