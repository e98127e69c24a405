"""Read MARC 21 in XML, as library catalogues and Invenio export it.

Source: https://www.loc.gov/marc/bibliographic/
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitegen.sources.fields import read_records
from sitegen.sources.xml.paths import find_elements
from sitegen.sources.xml.tools import read_elements, root_name, text_of
from sitegen.sources.xml.values import drop_full_stop, join_title, parse_heading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.sources.reading import ReadResult
    from sitegen.sources.xml.tools import Element

NAME: Final = "marcxml"
RANK: Final = 29

#: Punctuation of ISBD before the next subfield: "Title :", "Subtitle /", "Lovelace, Ada,".
_ISBD: Final = re.compile(r"(?<!\s)\s*+[/:;,=]\s*+$")
_FULL_STOP: Final = re.compile(r"(?<=\w\w)\.$")
_YEAR: Final = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
#: Parts of "Vol. 24, no. 9 (Sept. 1993), p. 235-248", in the languages of large catalogues.
_RELATED_PARTS: Final = {
    "volume": re.compile(r"(?i)\b(?:vol(?:ume)?|v|bd|band|jg|tome|t|том|т)\.? ?(\d[\w/-]*)"),
    "issue": re.compile(r"(?i)\b(?:no|nr|number|issue|iss|heft|h|n[°ºo])[.:]? ?(\d[\w/-]*)"),
    "pages": re.compile(r"(?i)\b(?:pages?|pp?|seiten?|s|с)[.:]? ?([a-z]?\d+(?:[-–][a-z]?\d+)?)"),
}
_INVENIO_CODES: Final = {"volume": "v", "issue": "n", "pages": "c"}
#: Roles that are not an author's: relator codes, and the words of ``$e``.
_AUTHOR_ROLES: Final = frozenset({"", "aut", "author", "cre", "creator", "dissertant", "dis"})
#: Position of the type and the level in the leader, and the kinds of printed texts.
_TYPE_AND_LEVEL: Final = slice(6, 8)
_KINDS: Final = {"am": "book", "aa": "chapter", "ab": "article", "tm": "book"}
#: Position of the code of the language, and of the year, in field 008.
_LANGUAGE: Final = slice(35, 38)
_FIXED_YEAR: Final = slice(7, 11)


class _Field(NamedTuple):
    indicators: str
    subfields: dict[str, list[str]]

    def first(self, code: str) -> str:
        return self.subfields.get(code, [""])[0]


def sniff(head: str) -> bool:
    """Claim XML whose first element is a record or a collection of them, with fields of MARC."""
    return root_name(head) in {"record", "collection"} and (
        "loc.gov/MARC21" in head or "datafield tag=" in head
    )


def read(text: str, path: str) -> ReadResult:
    """Read all records; one without a title becomes a diagnostic."""
    return read_records(read_elements(text, "record", marc_fields), path)


def marc_fields(record: Element) -> dict[str, Any] | None:
    """Return the fields of a ``record`` element under our names, None for a record of names."""
    fields = _fields_by_tag(record)
    control = {
        str(f.get("tag")): f.text or "" for f in find_elements(record, "{*}controlfield")
    }  # fmt: skip
    if "100" in fields and "245" not in fields and control.get("001", "").startswith("n"):
        return None
    host = next(iter(fields.get("773", ())), _Field("", {}))
    year = _year(fields, control) or next(iter(_YEAR.findall(host.first("y"))), "")
    return {
        "title": _title(fields),
        "abstract": next((f.first("a") for f in fields.get("520", ()) if f.first("a")), ""),
        "authors": [author for field in _people(fields) for author in _authors(*field)],
        "year": year,
        "venue": drop_full_stop(_ISBD.sub("", host.first("t"))) or host.first("p"),
        **_position(host),
        "doi": _number(fields, "doi"),
        "arxiv_id": _number(fields, "arxiv"),
        "url": [f.first("u") for f in fields.get("856", ()) if f.first("u")],
        "keywords": _keywords(fields),
        "language": _language(fields, control),
        "id": control.get("001"),
        "kind": _kind(fields, record),
        "publisher": _first_of(fields, ("264", "260"), "b"),
        "edition": next((f.first("a") for f in fields.get("250", ())), ""),
        "series": _first_of(fields, ("490", "830"), "a"),
        "institution": _first_of(fields, ("502",), "c"),
        # A number may have a binding behind it: "(hbk.)".
        "isbn": [f.first("a").partition(" ")[0] for f in fields.get("020", ()) if f.first("a")],
        "issn": host.first("x"),
    }


def _kind(fields: dict[str, list[_Field]], record: Element) -> str:
    """Return the kind by a note of a thesis, and by the type and level of field Leader/06-07."""
    if "502" in fields:
        return "thesis"
    codes = "".join(text_of(leader) for leader in find_elements(record, "{*}leader"))[
        _TYPE_AND_LEVEL
    ]
    # Invenio's leaders are empty, and its hosts are journals.
    return _KINDS.get(codes, "")


def _first_of(fields: dict[str, list[_Field]], tags: tuple[str, ...], code: str) -> str:
    """Return the first text of a subfield in some fields, without the punctuation of ISBD."""
    texts = (_ISBD.sub("", field.first(code)) for tag in tags for field in fields.get(tag, ()))
    return drop_full_stop(next(filter(None, texts), ""))


def _fields_by_tag(record: Element) -> dict[str, list[_Field]]:
    fields: dict[str, list[_Field]] = {}
    for field in find_elements(record, "{*}datafield"):
        subfields: dict[str, list[str]] = {}
        for subfield in find_elements(field, "{*}subfield"):
            subfields.setdefault(subfield.get("code") or "", []).append(text_of(subfield))
        indicators = f"{field.get('ind1') or ' '}{field.get('ind2') or ' '}"
        fields.setdefault(field.get("tag") or "", []).append(_Field(indicators, subfields))
    return fields


def _title(fields: dict[str, list[_Field]]) -> str:
    field = next(iter(fields.get("245", ())), _Field("", {}))
    title, subtitle = (_ISBD.sub("", field.first(code)) for code in "ab")
    part = " ".join(filter(None, (field.first("n"), _ISBD.sub("", field.first("p")))))
    whole = join_title(title, _FULL_STOP.sub("", subtitle))
    return f"{_FULL_STOP.sub('', whole)}. {part}" if part and whole else _FULL_STOP.sub("", whole)


def _people(fields: dict[str, list[_Field]]) -> Iterator[tuple[str, _Field]]:
    """Yield the fields of names with their tags: the main entry, then the added ones."""
    for tag in ("100", "110", "700", "710"):
        for field in fields.get(tag, ()):
            roles = {
                _FULL_STOP.sub("", _ISBD.sub("", role)).lower()
                for code in "e4" for role in field.subfields.get(code, ())
            }  # fmt: skip
            # An added entry with a title is another work.
            if (not roles or roles & _AUTHOR_ROLES) and not field.first("t"):
                yield tag, field


def _authors(tag: str, field: _Field) -> Iterator[dict[str, Any]]:
    name = _ISBD.sub("", field.first("a"))
    if tag.endswith("10"):
        # Invenio has collaborations in $g.
        units = [_FULL_STOP.sub("", name) or field.first("g"), *field.subfields.get("b", ())]
        yield {"literal": ". ".join(filter(None, units))}
        return
    # A single letter with a full stop is an initial.
    person = parse_heading(_FULL_STOP.sub("", name))
    ids = [text for code in "0j1" for text in field.subfields.get(code, ())]
    yield {
        **person,
        "affiliations": field.subfields.get("u", []) or field.subfields.get("v", []),
        "orcid": next((i for i in ids if "orcid" in i.lower()), ""),
    }


def _year(fields: dict[str, list[_Field]], control: dict[str, str]) -> str:
    for tag in ("264", "260", "269"):
        for field in fields.get(tag, ()):
            if match := _YEAR.search(field.first("c")):
                return match[0]
    match = _YEAR.fullmatch(control.get("008", "")[_FIXED_YEAR])
    return match[0] if match else ""


def _position(host: _Field) -> dict[str, str]:
    """Return volume, issue and pages in a host's ``$v``, ``$n``, ``$c`` of Invenio, or ``$g``."""
    related = host.first("g")
    matches = {name: pattern.search(related) for name, pattern in _RELATED_PARTS.items()}
    return {
        name: host.first(_INVENIO_CODES[name]) or (match[1] if match else "")
        for name, match in matches.items()
    }


def _number(fields: dict[str, list[_Field]], kind: str) -> str:
    """Return a DOI or an arXiv id: 024 with its source in $2, 037 with it in $9."""
    for tag, source in (("024", "2"), ("037", "9"), ("0247", "2")):
        for field in fields.get(tag, ()):
            number = field.first("a")
            if field.first(source).lower() == kind or number.lower().startswith(f"{kind}:"):
                return number
    return ""


def _keywords(fields: dict[str, list[_Field]]) -> list[str]:
    words = [
        _FULL_STOP.sub("", _ISBD.sub("", word))
        for tag in ("650", "653", "695")
        for field in fields.get(tag, ())
        for word in field.subfields.get("a", ())
    ]
    return list(dict.fromkeys(filter(None, words)))


def _language(fields: dict[str, list[_Field]], control: dict[str, str]) -> str:
    field = next(iter(fields.get("041", ())), _Field("", {}))
    return field.first("a") or control.get("008", "")[_LANGUAGE].strip()
