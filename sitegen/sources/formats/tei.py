"""Parsed papers in TEI, as GROBID writes them: the head, the sections, the references.

Source: https://grobid.readthedocs.io/en/latest/TEI-encoding-of-results/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.fields import read_records
from sitegen.sources.fulltext import heading_level
from sitegen.sources.xmltools import all_texts, first_text, read_elements, root_name, text_of

if TYPE_CHECKING:
    from sitegen.sources.reading import ReadResult
    from sitegen.sources.xmltools import Element

NAME: Final = "tei"
RANK: Final = 40

_BIBL = "{*}teiHeader/{*}fileDesc/{*}sourceDesc//{*}biblStruct"


def sniff(head: str) -> bool:
    """Claim XML whose first element is ``TEI`` or a corpus of them."""
    return root_name(head) in {"TEI", "teiCorpus", "TEI.2"}


def read(text: str, path: str) -> ReadResult:
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
        "authors": [_author(one) for one in tei.iterfind(f"{_BIBL}/{{*}}analytic/{{*}}author")],
        "date": published,
        "year": published[:4] if published else None,
        "venue": first_text(tei, f"{_BIBL}/{{*}}monogr/{{*}}title"),
        "doi": _identifier(tei, "DOI"),
        "arxiv_id": _identifier(tei, "arXiv"),
        "keywords": all_texts(tei, "{*}teiHeader/{*}profileDesc/{*}textClass//{*}term"),
        "language": _language(tei),
        "sections": [_section(div) for div in tei.iterfind("{*}text/{*}body/{*}div")],
        "references": [
            _reference(one) for one in tei.iterfind("{*}text/{*}back//{*}listBibl/{*}biblStruct")
        ],
    }


def _author(author: Element) -> dict[str, Any]:
    return {
        "name": " ".join(_name_parts(author)),
        "affiliations": [
            ", ".join(all_texts(one, "{*}orgName")) or text_of(one)
            for one in author.iterfind("{*}affiliation")
        ],
        "orcid": first_text(author, "{*}idno[@type='ORCID']"),
    }


def _section(div: Element) -> dict[str, Any]:
    head = div.find("{*}head")
    return {
        "heading": text_of(head),
        "level": heading_level(head.get("n") if head is not None else None),
        "text": all_texts(div, "{*}p"),
    }


def _reference(bibl: Element) -> dict[str, Any]:
    analytic, monograph = (f"{{*}}{name}/" for name in ("analytic", "monogr"))
    title = first_text(bibl, f"{analytic}{{*}}title", f"{monograph}{{*}}title")
    authors = [*bibl.iterfind(f"{analytic}{{*}}author"), *bibl.iterfind(f"{monograph}{{*}}author")]
    venue = first_text(bibl, f"{monograph}{{*}}title")
    when = bibl.find(f"{monograph}{{*}}imprint/{{*}}date")
    return {
        "title": title,
        "authors": [name for one in authors if (name := " ".join(_name_parts(one)))],
        "venue": "" if venue == title else venue,
        "year": when.get("when") if when is not None else None,
        "doi": first_text(bibl, ".//{*}idno[@type='DOI']"),
        "arxiv_id": first_text(bibl, ".//{*}idno[@type='arXiv']"),
        "text": "" if title else first_text(bibl, "{*}note[@type='raw_reference']"),
    }


def _language(tei: Element) -> str | None:
    header = tei.find("{*}teiHeader")
    told = header.get("{http://www.w3.org/XML/1998/namespace}lang") if header is not None else None
    return str(told) if told else None


def _name_parts(author: Element) -> list[str]:
    name = author.find("{*}persName")
    if name is None:
        return []
    return all_texts(name, "{*}forename") + all_texts(name, "{*}surname")


def _identifier(tei: Element, kind: str) -> str:
    return first_text(tei, f"{_BIBL}//{{*}}idno[@type='{kind}']")
