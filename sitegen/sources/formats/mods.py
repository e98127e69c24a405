"""Read MODS, the Library of Congress's schema, as catalogues and repositories export it.

Source: https://www.loc.gov/standards/mods/userguide/
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.fields import read_records
from sitegen.sources.values.positions import page_range
from sitegen.sources.xml.paths import find_elements
from sitegen.sources.xml.tools import (
    all_texts,
    attribute,
    child_elements,
    child_text,
    first_text,
    read_elements,
    root_name,
    text_of,
)
from sitegen.sources.xml.values import (
    join_title,
    parse_heading,
)

if TYPE_CHECKING:
    from sitegen.sources.reading import ReadResult
    from sitegen.sources.xml.tools import Element

NAME: Final = "mods"
RANK: Final = 25

#: Roles of people who wrote the work. Source: https://www.loc.gov/marc/relators/
_AUTHORS: Final = frozenset({"aut", "author", "cre", "creator", "dis", "dissertant"})
#: Dates of a work, the best one first.
_DATES: Final = ("dateIssued", "copyrightDate", "dateCreated", "dateOther")
_YEAR: Final = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_EDITORS: Final = frozenset({"edt", "editor"})
#: Of the terms of address, those that are part of a name.
_SUFFIX: Final = re.compile(r"(?:[JS]r|I{2,3}|IV)\.?", re.IGNORECASE)
#: Kinds of details of a part -> our fields.
_DETAILS: Final = {
    "volume": "volume", "issue": "issue", "number": "issue", "page": "pages", "pages": "pages",
}  # fmt: skip
_PAGE_UNITS: Final = frozenset({"page", "pages"})
_SPECIAL_TITLES: Final = frozenset({"abbreviated", "translated", "alternative", "uniform"})


_MODS: Final = re.compile(r"<(?:\w+:)?mods\b|MDTYPE=\"MODS\"")


def sniff(head: str) -> bool:
    """Claim XML whose first element is ``mods``, a collection of them, or METS around them."""
    name = root_name(head)
    return name in {"mods", "modsCollection"} or (name == "mets" and bool(_MODS.search(head)))


def read(text: str, path: str) -> ReadResult:
    """Read all records; one without a title becomes a diagnostic."""
    return read_records(read_elements(text, "mods", mods_fields), path)


def mods_fields(mods: Element) -> dict[str, Any]:
    """Return the fields of a ``mods`` element under our names."""
    fields = child_elements(mods)
    host = next((r for r in fields.get("relatedItem", ()) if r.get("type") == "host"), None)
    date = _date(mods) or (_date(host) if host is not None else "")
    year = _YEAR.search(date)
    abstracts = [a for a in fields.get("abstract", ()) if a.get("shareable") != "no"]
    return {
        "title": _title(mods),
        "abstract": next(filter(None, map(text_of, abstracts)), ""),
        "authors": [_author(name) for name in _select_authors(fields.get("name", []))],
        "date": date,
        "year": year[0] if year else None,
        "venue": _title(host) if host is not None else None,
        **_position([mods, *([host] if host is not None else [])]),
        "kind": all_texts(mods, "{*}genre") + all_texts(mods, "{*}relatedItem/{*}genre"),
        "publisher": first_text(mods, "{*}originInfo/{*}publisher")
        or (first_text(host, "{*}originInfo/{*}publisher") if host is not None else ""),
        "editors": _editors(mods) or (_editors(host) if host is not None else []),
        "series": next(
            filter(
                None, (_title(r) for r in mods.iter("{*}relatedItem") if r.get("type") == "series")
            ),
            "",
        ),
        "edition": first_text(mods, "{*}originInfo/{*}edition"),
        "isbn": _identifier(mods, "isbn") or _host_identifier(host, "isbn"),
        "issn": _identifier(mods, "issn") or _host_identifier(host, "issn"),
        "doi": _identifier(mods, "doi"),
        "arxiv_id": _identifier(mods, "arxiv"),
        "url": all_texts(mods, "{*}location/{*}url") or _identifier(mods, "uri"),
        "keywords": all_texts(mods, "{*}subject/{*}topic"),
        "license": [
            text
            for access in fields.get("accessCondition", ())
            for text in (attribute(access, "href"), text_of(access))
        ],
        "language": first_text(mods, "{*}language/{*}languageTerm"),
        "id": first_text(mods, "{*}recordInfo/{*}recordIdentifier") or mods.get("ID"),
    }


def _title(element: Element) -> str:
    """Return "The Title: Subtitle. Part", not an abbreviated or translated one."""
    titles = list(find_elements(element, "{*}titleInfo"))
    main = next((t for t in titles if t.get("type") not in _SPECIAL_TITLES), None)
    if main is None:
        main = next((t for t in titles if t.get("type") != "abbreviated"), None)
    if main is None:
        return ""
    parts = child_elements(main)
    article, title = child_text(parts, "nonSort"), child_text(parts, "title")
    # "L'" takes no blank after it.
    separator = "" if not article or article[-1] in "'’-" else " "
    volume = ", ".join(filter(None, (child_text(parts, n) for n in ("partNumber", "partName"))))
    whole = join_title(f"{article}{separator}{title}", child_text(parts, "subTitle"))
    return f"{whole}. {volume}" if whole and volume else whole


def _select_authors(names: list[Element]) -> list[Element]:
    """Return the names with the role of an author; without any, those without a role."""
    by_role = [
        (name, {text_of(role).lower() for role in find_elements(name, "{*}role/{*}roleTerm")})
        for name in names
        if name.get("type") != "conference"
    ]
    authors = [name for name, roles in by_role if roles & _AUTHORS]
    return authors or [name for name, roles in by_role if not roles]


def _editors(element: Element) -> list[dict[str, Any]]:
    return [
        _author(name)
        for name in find_elements(element, "{*}name")
        if any(text_of(r).lower() in _EDITORS for r in find_elements(name, "{*}role/{*}roleTerm"))
    ]


def _author(name: Element) -> dict[str, Any]:
    parts: dict[str, list[str]] = {}
    for part in find_elements(name, "{*}namePart"):
        parts.setdefault(part.get("type") or "", []).append(text_of(part))
    whole = " ".join(parts.get("", ())) or first_text(name, "{*}displayForm")
    if name.get("type") == "corporate":
        person: dict[str, Any] = {"literal": ". ".join(parts.get("", ())) or whole}
    elif "family" in parts:
        person = {"family": " ".join(parts["family"]), "given": " ".join(parts.get("given", ()))}
    else:
        # Typed parts without a family name are given names alone.
        person = parse_heading(whole) if whole else {"name": " ".join(parts.get("given", ()))}
    ids = [
        i for i in find_elements(name, "{*}nameIdentifier") if i.get("type", "").lower() == "orcid"
    ]
    suffix = " ".join(parts.get("termsOfAddress", ()))
    if _SUFFIX.fullmatch(suffix) and not {"literal", "name"} & person.keys():
        person["suffix"] = suffix
    return {
        **person,
        "affiliations": all_texts(name, "{*}affiliation"),
        "orcid": next(map(text_of, ids), "") or name.get("valueURI", ""),
    }


def _date(element: Element) -> str:
    """Return the date of issue, the start of a range or the one marked as key first."""
    dates = [
        date for name in _DATES for date in find_elements(element, f"{{*}}originInfo/{{*}}{name}")
        if attribute(date, "point") != "end"
    ]  # fmt: skip
    dates += find_elements(element, "{*}part/{*}date")
    # Of two dates of one kind, the one in a standard encoding has a day.
    dates.sort(key=lambda date: not attribute(date, "keyDate"))
    return next(filter(None, map(text_of, dates)), "")


def _position(scopes: list[Element]) -> dict[str, str]:
    """Return volume, issue and pages of the parts of a work or of its host."""
    position: dict[str, str] = {}
    for part in (part for scope in scopes for part in find_elements(scope, "{*}part")):
        for detail in find_elements(part, "{*}detail"):
            name = _DETAILS.get(detail.get("type") or "", "")
            number = first_text(detail, "{*}number", "{*}caption")
            if name and number:
                position.setdefault(name, number)
        for extent in find_elements(part, "{*}extent"):
            if (extent.get("unit") or "pages") in _PAGE_UNITS:
                ends = (first_text(extent, f"{{*}}{name}") for name in ("start", "end"))
                position.setdefault("pages", page_range(*ends) or first_text(extent, "{*}list"))
    return position


def _identifier(mods: Element, kind: str) -> str:
    for identifier in find_elements(mods, "{*}identifier"):
        if (identifier.get("type") or "").lower() == kind and not identifier.get("invalid"):
            return text_of(identifier)
    return ""


def _host_identifier(host: Element | None, kind: str) -> str:
    return _identifier(host, kind) if host is not None else ""
