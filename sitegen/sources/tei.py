"""Parsed papers in TEI, as GROBID writes them: the header's title, authors, date and abstract.

Source: https://grobid.readthedocs.io/en/latest/TEI-encoding-of-results/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sitegen.sources.fields import read_records
from sitegen.sources.xmltools import all_texts, first_text, read_elements, root_name

if TYPE_CHECKING:
    from sitegen.sources.reading import Reading
    from sitegen.sources.xmltools import Element

_BIBL = "{*}teiHeader/{*}fileDesc/{*}sourceDesc//{*}biblStruct"


def sniff(head: str) -> bool:
    """Claim XML whose first element is ``TEI`` or a corpus of them."""
    return root_name(head) in {"TEI", "teiCorpus", "TEI.2"}


def read(text: str, path: str) -> Reading:
    """Read one paper or a corpus; one without a title is a diagnostic."""
    return read_records(read_elements(text, "TEI", _fields), path)


def _fields(tei: Element) -> dict[str, Any]:
    published = next(
        (date.get("when") for date in tei.iterfind(f"{_BIBL}//{{*}}date") if date.get("when")), None
    )
    return {
        "title": first_text(
            tei,
            f"{_BIBL}/{{*}}analytic/{{*}}title",
            "{*}teiHeader/{*}fileDesc/{*}titleStmt/{*}title",
        ),
        "abstract": " ".join(
            all_texts(tei, "{*}teiHeader/{*}profileDesc/{*}abstract//{*}p")
            or all_texts(tei, "{*}teiHeader/{*}profileDesc/{*}abstract")
        ),
        "authors": [
            name
            for author in tei.iterfind(f"{_BIBL}/{{*}}analytic/{{*}}author")
            if (name := " ".join(_name_parts(author)))
        ],
        "date": published,
        "year": published[:4] if published else None,
        "venue": first_text(tei, f"{_BIBL}/{{*}}monogr/{{*}}title"),
        "doi": _identifier(tei, "DOI"),
        "arxiv_id": _identifier(tei, "arXiv"),
        "keywords": all_texts(tei, "{*}teiHeader/{*}profileDesc/{*}textClass//{*}term"),
    }


def _name_parts(author: Element) -> list[str]:
    name = author.find("{*}persName")
    if name is None:
        return []
    return all_texts(name, "{*}forename") + all_texts(name, "{*}surname")


def _identifier(tei: Element, kind: str) -> str:
    return first_text(tei, f"{_BIBL}//{{*}}idno[@type='{kind}']")
