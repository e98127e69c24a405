"""Read parsed papers in TEI, as GROBID writes them: header, sections and references.

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

#: Path from ``TEI`` to the bibliographic description of the paper, as opposed to its references.
_BIBL: Final = "{*}teiHeader/{*}fileDesc/{*}sourceDesc//{*}biblStruct"
_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def sniff(head: str) -> bool:
    """Return True for XML whose first element is ``TEI`` (``TEI.2`` until P4) or ``teiCorpus``."""
    return root_name(head) in {"TEI", "teiCorpus", "TEI.2"}


def read(text: str, path: str) -> ReadResult:
    """Read one paper or a corpus; a paper without a title becomes a diagnostic."""
    return read_records(read_elements(text, "TEI", _paper_fields), path)


def _paper_fields(tei: Element) -> dict[str, Any]:
    # GROBID repeats the date as text; only the attribute is normalized.
    published = next(
        (date.get("when") for date in tei.iterfind(f"{_BIBL}//{{*}}date") if date.get("when")), None
    )
    return {
        # The header has a title even where the description has none.
        "title": first_text(
            tei,
            f"{_BIBL}/{{*}}analytic/{{*}}title",
            "{*}teiHeader/{*}fileDesc/{*}titleStmt/{*}title",
        ),
        # An abstract without paragraphs is one text.
        "abstract": " ".join(
            all_texts(tei, "{*}teiHeader/{*}profileDesc/{*}abstract//{*}p")
            or all_texts(tei, "{*}teiHeader/{*}profileDesc/{*}abstract")
        ),
        "authors": [
            _author(author) for author in tei.iterfind(f"{_BIBL}/{{*}}analytic/{{*}}author")
        ],
        "date": published,
        # A date can be a year or a month alone, which gives no day.
        "year": published[:4] if published else None,
        "venue": first_text(tei, f"{_BIBL}/{{*}}monogr/{{*}}title"),
        "doi": _identifier(tei, "DOI"),
        "arxiv_id": _identifier(tei, "arXiv"),
        "keywords": all_texts(tei, "{*}teiHeader/{*}profileDesc/{*}textClass//{*}term"),
        "language": _language(tei),
        "sections": [_section(div) for div in tei.iterfind("{*}text/{*}body/{*}div")],
        "references": [
            _reference(bibl) for bibl in tei.iterfind("{*}text/{*}back//{*}listBibl/{*}biblStruct")
        ],
    }


def _author(author: Element) -> dict[str, Any]:
    return {
        "name": " ".join(_name_parts(author)),
        "affiliations": [
            # GROBID parts an affiliation into organizations, from the department upwards.
            ", ".join(all_texts(affiliation, "{*}orgName")) or text_of(affiliation)
            for affiliation in author.iterfind("{*}affiliation")
        ],
        "orcid": first_text(author, "{*}idno[@type='ORCID']"),
    }


def _section(div: Element) -> dict[str, Any]:
    head = div.find("{*}head")
    return {
        "heading": text_of(head),
        # Sections are not nested: the number ("3.1") alone has the level.
        "level": heading_level(head.get("n") if head is not None else None),
        "text": all_texts(div, "{*}p"),
    }


def _reference(bibl: Element) -> dict[str, Any]:
    # An article stands in "analytic" and its journal in "monogr"; a book has "monogr" alone.
    analytic, monograph = (f"{{*}}{name}/" for name in ("analytic", "monogr"))
    title = first_text(bibl, f"{analytic}{{*}}title", f"{monograph}{{*}}title")
    authors = [*bibl.iterfind(f"{analytic}{{*}}author"), *bibl.iterfind(f"{monograph}{{*}}author")]
    venue = first_text(bibl, f"{monograph}{{*}}title")
    imprint_date = bibl.find(f"{monograph}{{*}}imprint/{{*}}date")
    return {
        "title": title,
        "authors": [name for author in authors if (name := " ".join(_name_parts(author)))],
        # Of a book the title would be its own venue.
        "venue": "" if venue == title else venue,
        "year": imprint_date.get("when") if imprint_date is not None else None,
        "doi": first_text(bibl, ".//{*}idno[@type='DOI']"),
        "arxiv_id": first_text(bibl, ".//{*}idno[@type='arXiv']"),
        # The raw text serves only where GROBID could not part it.
        "text": "" if title else first_text(bibl, "{*}note[@type='raw_reference']"),
    }


def _language(tei: Element) -> str | None:
    header = tei.find("{*}teiHeader")
    language = header.get(_XML_LANG) if header is not None else None
    return str(language) if language else None


def _name_parts(author: Element) -> list[str]:
    # Authors of references may lack forenames, or be organizations without a "persName".
    name = author.find("{*}persName")
    if name is None:
        return []
    return all_texts(name, "{*}forename") + all_texts(name, "{*}surname")


def _identifier(tei: Element, kind: str) -> str:
    return first_text(tei, f"{_BIBL}//{{*}}idno[@type='{kind}']")
