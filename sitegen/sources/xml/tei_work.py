"""Read the description of one work in TEI: ``biblStruct``, with the header around it.

Source: https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-biblStruct.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.values.positions import page_range
from sitegen.sources.xml.paths import find_elements
from sitegen.sources.xml.tools import (
    XML_LANG,
    all_texts,
    child_elements,
    child_text,
    child_texts,
    first_child,
    first_text,
    grandchildren,
    text_of,
    text_without,
)
from sitegen.sources.xml.values import (
    join_title,
    parse_heading,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.sources.xml.tools import Children, Element

_XML_ID: Final = "{http://www.w3.org/XML/1998/namespace}id"
#: Types of titles that are not the main one.
_MINOR_TITLES: Final = frozenset({"sub", "short", "abbr", "abbrev", "alt", "trans", "series"})
#: Roles of people in a list of authors who wrote nothing.
_EDITORS: Final = frozenset({"edt", "editor", "trl", "translator"})
#: Kinds of dates in HAL, the best one first; GROBID's have a "when".
_DATES: Final = ("datePub", "published", "dateDefended", "whenProduced", "whenSubmitted")
#: Units of ``biblScope`` -> our fields.
_SCOPES: Final = {
    "volume": "volume", "vol": "volume", "issue": "issue", "number": "issue", "page": "pages",
    "pp": "pages", "pages": "pages", "pagination": "pages",
}  # fmt: skip
#: Signs between keywords that GROBID could not part; a text without any has commas.
_SIGN: Final = re.compile(r"[;•·|]")
_COMMA: Final = re.compile(",")
#: Kinds of ``idno`` that address a page.
_ADDRESSES: Final = ("haluri", "url", "uri")


class Organizations:
    """The organizations at the end of a document, to which affiliations refer, as in HAL."""

    def __init__(self) -> None:
        self._names: dict[Element, dict[str, str]] = {}

    def find(self, element: Element) -> str:
        """Return the name of the organization that an ``affiliation`` refers to, or ""."""
        target = (element.get("ref") or "").removeprefix("#")
        if not target:
            return ""
        root = element.getroottree().getroot()
        if root not in self._names:
            self._names[root] = {
                org.get(_XML_ID) or "": first_text(org, "{*}orgName") for org in root.iter("{*}org")
            }
        return self._names[root].get(target, "")


def work_fields(
    bibl: Element | None,
    file_desc: Element | None,
    profile: Element | None,
    organizations: Organizations,
) -> dict[str, Any]:
    """Return the fields of a work under our names.

    Args:
        bibl: its ``biblStruct``.
        file_desc: ``fileDesc`` or ``biblFull``, whose title and authors serve where others lack.
        profile: ``profileDesc`` with abstract, keywords and language.
        organizations: of the documents of the source.
    """
    # One pass over the children of each part in place of a search for each field.
    work, file_parts, about = map(child_elements, (bibl, file_desc, profile))
    volume = first_child(work, "monogr")
    publication = first_child(file_parts, "publicationStmt")
    analytic, monograph, statement = map(
        child_elements,
        (first_child(work, "analytic"), volume, first_child(file_parts, "titleStmt")),
    )
    title = _title(analytic)
    # In a list the sole title of a book is that of the volume.
    is_volume = not title and "titleStmt" not in file_parts
    authors = (_authors(part, organizations) for part in (analytic, statement, monograph))
    language = _language(about)
    date = _date((bibl, publication, first_child(file_parts, "editionStmt")))
    ids = _identifiers((bibl, publication))
    return {
        "title": title or _title(statement) or (_title(monograph) if is_volume else ""),
        "abstract": _abstract(about, language),
        "authors": next(filter(None, authors), []),
        "date": date,
        # A date can be a year or a month alone, which gives no day.
        "year": date[:4] if date[:4].isdecimal() else None,
        "venue": None if is_volume else _venue(monograph),
        **({} if is_volume else _position(volume)),
        "doi": ids.get("doi"),
        "arxiv_id": ids.get("arxiv"),
        "url": _address(ids, volume),
        "pdf": _files([bibl, file_desc]),
        "keywords": _keywords(about),
        "language": language,
        "id": ids.get("halid"),
        "kind": _kind(about),
        "publisher": _publisher(monograph),
        "license": _licenses(publication),
        "editors": [name for editor in monograph.get("editor", ()) if (name := read_name(editor))],
        "isbn": ids.get("isbn"),
        "issn": ids.get("issn") or ids.get("eissn"),
    }


def _kind(profile: Children) -> str | None:
    """Return HAL's type of a work, whose name for a preprint is "UNDEFINED"."""
    for code in grandchildren(profile, "textClass").get("classCode", ()):
        if code.get("scheme") == "halTypology":
            kind = code.get("n") or ""
            return "preprint" if kind == "UNDEFINED" else kind
    return None


def _licenses(publication: Element | None) -> list[str]:
    if publication is None:
        return []
    licenses = find_elements(publication, "{*}availability/{*}licence")
    return [text for item in licenses for text in (item.get("target") or "", text_of(item))]


def _publisher(monograph: Children) -> str:
    return child_text(child_elements(first_child(monograph, "imprint")), "publisher")


def _address(ids: dict[str, str], volume: Element | None) -> str | None:
    """Return the address of a work's page."""
    address = next((ids[name] for name in _ADDRESSES if name in ids), None)
    if address or volume is None:
        return address
    return first_text(volume, ".//{*}note[@type='url']")


def _title(parts: Children) -> str:
    """Return "Title: Subtitle" of the first main title, in the first language."""
    titles = [(title, title.get("type") or "main") for title in parts.get("title", ())]
    main = next((t for t, kind in titles if kind not in _MINOR_TITLES and text_of(t)), None)
    if main is None:
        return ""
    language = main.get(XML_LANG)
    subtitle = next(
        (t for t, kind in titles if kind == "sub" and t.get(XML_LANG) in {language, None}), None
    )
    return join_title(text_without(main, "note", "ref"), text_without(subtitle, "note", "ref"))


def _authors(parts: Children, organizations: Organizations) -> list[dict[str, Any]]:
    authors = []
    for author in parts.get("author", ()):
        author_parts = child_elements(author)
        name = _name(author, author_parts)
        if name and author.get("role") not in _EDITORS:
            authors.append({
                **name,
                "affiliations": list(_affiliations(author_parts, organizations)),
                "orcid": next(
                    (text_of(i) for i in author_parts.get("idno", ())
                     if (i.get("type") or "").upper() == "ORCID"), "",
                ),
            })  # fmt: skip
    return authors


def read_name(author: Element) -> dict[str, Any]:
    """Return the parts of an author's name; empty for one without a name."""
    return _name(author, child_elements(author))


def _name(author: Element, parts: Children) -> dict[str, Any]:
    name = parts["persName"][0] if "persName" in parts else None
    parts = child_elements(name) if name is not None else parts
    family, given = child_texts(parts, "surname"), child_texts(parts, "forename")
    if family or given:
        return {
            "given": " ".join(given),
            "non-dropping-particle": child_text(parts, "nameLink"),
            "family": " ".join(family),
            "suffix": child_text(parts, "genName"),
        }
    if name is not None and (text := text_without(name, "roleName")):
        return parse_heading(text)
    if group := first_text(author, "{*}orgName"):
        return {"literal": group}
    if text := first_text(author, "{*}name"):
        return parse_heading(text)
    # What stands in an author beside a name is a place or an address.
    return parse_heading(text_of(author)) if not len(author) and text_of(author) else {}


def _affiliations(author: Children, organizations: Organizations) -> Iterator[str]:
    for affiliation in author.get("affiliation", ()):
        # GROBID parts an affiliation into organizations, from the department upwards.
        yield (
            ", ".join(all_texts(affiliation, "{*}orgName"))
            or text_without(affiliation, "label", "email")
            or organizations.find(affiliation)
        )


def _date(scopes: Iterable[Element | None]) -> str:
    """Return the date of publication as written: "2015-10-12", "1999-06" or "1999"."""
    dates: dict[str, str] = {}
    for scope in scopes:
        for date in scope.iter("{*}date") if scope is not None else ():
            # GROBID repeats the date as text; only the attribute is normalized.
            when = date.get("when") or ""
            text = when or text_of(date)
            if when or re.match(r"\d{4}", text):
                dates.setdefault("when" if when else date.get("type") or "", text)
    return next((dates[kind] for kind in ("when", *_DATES, *dates) if kind in dates), "")


def _venue(monograph: Children) -> str:
    """Return the full title of the journal or the volume, the meeting, or a thesis's school."""
    schools = (e for e in monograph.get("authority", ()) if e.get("type") == "institution")
    return (
        _title(monograph)
        or child_text(grandchildren(monograph, "meeting"), "title")
        or child_text(monograph, "meeting")
        or next(filter(None, map(text_of, schools)), "")
    )


def _position(volume: Element | None) -> dict[str, str]:
    """Return volume, issue and pages of the imprint; GROBID has pages as attributes."""
    position: dict[str, str] = {}
    for scope in volume.iter("{*}biblScope") if volume is not None else ():
        name = _SCOPES.get((scope.get("unit") or scope.get("type") or "").lower(), "")
        value = text_of(scope) or page_range(scope.get("from") or "", scope.get("to") or "")
        # "pp. 5-9" is "5-9".
        if name and value:
            position.setdefault(name, re.sub(r"^pp?\.\s*", "", value))
    return position


def _identifiers(scopes: Iterable[Element | None]) -> dict[str, str]:
    """Return the work's ids by their kinds in lower case, without those of its authors."""
    ids: dict[str, str] = {}
    for scope in scopes:
        for number in scope.iter("{*}idno") if scope is not None else ():
            if not str(number.getparent().tag).endswith(("author", "affiliation", "persName")):
                ids.setdefault((number.get("type") or "").lower(), text_of(number))
    return ids


def _files(scopes: Iterable[Element | None]) -> list[str]:
    """Return the addresses of the full text."""
    return [
        str(link.get("target"))
        for scope in scopes if scope is not None
        for link in scope.iter("{*}ref", "{*}ptr")
        if link.get("type") in {"file", "open-access"} and link.get("target")
    ][:1]  # fmt: skip


def _keywords(profile: Children) -> list[str]:
    classes = profile.get("textClass", ())
    words = [text for part in classes for text in all_texts(part, ".//{*}term")]
    if not words:
        words = [text for part in classes for text in all_texts(part, "{*}keywords//{*}item")]
    if not words:
        # GROBID writes keywords that it could not part as one text.
        for text in child_texts(grandchildren(profile, "textClass"), "keywords"):
            words += (_SIGN if _SIGN.search(text) else _COMMA).split(text)
    return list(dict.fromkeys(word.strip(" .") for word in words if word.strip(" .")))


def _language(profile: Children) -> str | None:
    language = first_child(child_elements(first_child(profile, "langUsage")), "language")
    return str(language.get("ident")) if language is not None and language.get("ident") else None


def _abstract(profile: Children, language: str | None) -> str:
    """Return the paragraphs of the abstract in the work's language, or of the first one."""
    abstracts = list(profile.get("abstract", ()))
    abstracts.sort(key=lambda abstract: abstract.get(XML_LANG, language) != language)
    for abstract in abstracts:
        # An abstract without paragraphs is one text.
        if text := " ".join(all_texts(abstract, ".//{*}p")) or text_without(abstract, "head"):
            return text
    return ""
