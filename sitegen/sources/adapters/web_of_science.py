"""Web of Science: the tab-delimited export with two-letter column names, and the Starter API.

Source: https://webofscience.help.clarivate.com/Content/wos-core-collection/woscc-field-tags.htm
"""

from __future__ import annotations

import re
from typing import Any, Final

from sitegen.sources.paths import value_at
from sitegen.sources.people.orcids import add_orcids
from sitegen.sources.shapes import Paths, Shape
from sitegen.sources.values.months import month_number

#: "MAR 12" or "MAR"; a range or a season ("MAR-APR", "SPR") is no day.
_PERIOD: Final = re.compile(r"([A-Z]{3})(?: (\d{1,2}))?")


def _mend(record: dict[str, Any], fields: dict[str, Any]) -> None:
    _set_date(fields, record.get("PY"), record.get("PD"))
    group = record.get("CA")
    if isinstance(group, str) and group.strip():
        # Corporate authors have a column of their own.
        groups = [{"literal": text.strip()} for text in group.split(";")]
        fields["authors"] = [*fields.get("authors", []), *groups]
    if isinstance(orcids := record.get("OI"), str) and isinstance(fields.get("authors"), list):
        fields["authors"] = add_orcids(fields["authors"], orcids)


def _mend_starter(record: dict[str, Any], fields: dict[str, Any]) -> None:
    month = value_at(record, "source.publishMonth")
    _set_date(fields, value_at(record, "source.publishYear"), month)


def _set_date(fields: dict[str, Any], year: Any, period: Any) -> None:
    match = _PERIOD.fullmatch(str(period or "").strip().upper())
    year = str(year or "").strip()
    month = month_number(match[1]) if match else None
    if match and month and re.fullmatch(r"\d{4}", year):
        day = f"-{int(match[2]):02}" if match[2] else ""
        fields["date"] = f"{year}-{month:02}{day}"


_FIELDS: Final[Paths] = {
    "title": "TI",
    "abstract": "AB",
    "authors": ("AF", "AU", "BA"),
    "year": ("PY", "EY"),
    "venue": ("SO", "CT"),
    "doi": ("DI", "D2"),
    "keywords": ("DE", "ID"),
    "language": "LA",
    "url": "DL",
    "id": "UT",
    "kind": "DT",
    "publisher": "PU",
    "series": "SE",
    "isbn": "BN",
    "issn": ("SN", "EI"),
    "volume": "VL",
    "issue": "IS",
    "first_page": ("BP", "AR"),
    "last_page": "EP",
}
_STARTER_FIELDS: Final[Paths] = {
    "title": "title",
    "authors": "names.authors",
    "year": "source.publishYear",
    "venue": "source.sourceTitle",
    "doi": "identifiers.doi",
    "url": "links.record",
    "keywords": "keywords.authorKeywords",
    "id": "uid",
    "kind": ("types", "sourceTypes"),
    "issn": "identifiers.issn",
    "isbn": "identifiers.isbn",
    "volume": "source.volume",
    "issue": "source.issue",
    "pages": ("source.pages.range", "source.articleNumber"),
}

SHAPES: Final = (
    *(
        Shape(
            signature,
            _FIELDS,
            name_order="inverted",
            ignored=("PD", "EP", "CA", "BE", "GP", "BF", "PT", "SE", "J9", "JI", "PU", "OI"),
            mend=_mend,
        )
        for signature in (("PT", "TI"), ("TI", "SO", "UT"), ("AU", "TI", "PY"))
    ),
    # Longer than Mendeley's signature, which has "identifiers" and "source" too.
    *(
        Shape(
            signature,
            _STARTER_FIELDS,
            {"name": ("displayName", "wosStandard")},
            "inverted",
            ("types", "sourceTypes", "source", "names", "identifiers", "citations"),
            _mend_starter,
        )
        for signature in (
            ("names.authors", "source.sourceTitle", "title"),
            ("source.sourceTitle", "title", "uid"),
            ("names.authors", "title"),
        )
    ),
)
