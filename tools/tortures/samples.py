"""Files with known records: the fixtures of the tests, and twenty records in each format."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "tests" / "fixtures"
RECORD_COUNT = 20
_SUBJECTS = (
    "Lamps", "Bridges", "Rivers", "Clocks", "Forests", "Engines", "Maps", "Bells", "Harbours",
    "Gardens", "Mirrors", "Roads", "Towers", "Looms", "Kilns", "Canals", "Sails", "Orchards",
    "Mills", "Wells",
)  # fmt: skip


@dataclass(frozen=True)
class Sample:
    """One file.

    Attributes:
        name: of the file, which its suffix is part of.
        data: its bytes.
        spans: start and end of each record in them; empty if they are not known.
        is_free: whether nothing but its own text shows that a record starts, so that a damaged one
            may become a part of its neighbour.
        is_unquoted: whether a record whose start is deleted with the line end above it is the end
            of its neighbour's last value, as nothing shows where a value ends.
    """

    name: str
    data: bytes
    spans: tuple[tuple[int, int], ...] = ()
    is_free: bool = False
    is_unquoted: bool = False


def load_fixtures() -> list[Sample]:
    """Return the inputs of the tests, in the order of their paths."""
    paths = (p for p in sorted(FIXTURES.rglob("*")) if p.is_file())
    return [
        Sample(path.name, path.read_bytes())
        for path in paths
        if not path.name.endswith((".expected.jsonl", ".diagnostics.txt", ".html.md"))
    ]


def _records() -> list[dict[str, str]]:
    return [
        {
            "title": f"A Study of {subject} and Their Uses in Town {number}",
            "number": str(number + 1),
            "family": f"Roe{chr(97 + number)}",
            "given": "Jana",
            "year": str(2001 + number),
            "doi": f"10.1234/abc.{number:03}",
            "venue": "Journal of Useful Works",
            "abstract": (
                f'We look at {subject.lower()}, "old" and new; they cost {number + 2} % less. '
                f"The result holds in {number + 3} towns, and the naïve method fails."
            ),
        }
        for number, subject in enumerate(_SUBJECTS)
    ]


def build_samples() -> list[Sample]:
    """Return the twenty records in each format of ``_FORMATS``."""
    samples = []
    for name, (head, join, tail, write) in _FORMATS.items():
        data, spans = head.encode(), []
        texts = [write(record) for record in _records()]
        for number, text in enumerate(texts):
            part = text.encode()
            spans.append((len(data), len(data) + len(part)))
            data += part + (join if number < len(texts) - 1 else "").encode()
        samples.append(
            Sample(name, data + tail.encode(), tuple(spans), name in _FREE_TEXTS, name in _UNQUOTED)
        )
    return samples


def _named(record: dict[str, str]) -> dict[str, object]:
    return {
        "title": record["title"], "authors": [f"{record['given']} {record['family']}"],
        "year": int(record["year"]), "doi": record["doi"], "abstract": record["abstract"],
    }  # fmt: skip


def _csl(record: dict[str, str]) -> dict[str, object]:
    return {
        "id": record["family"], "type": "article-journal", "title": record["title"],
        "author": [{"family": record["family"], "given": record["given"]}],
        "issued": {"date-parts": [[int(record["year"])]]}, "DOI": record["doi"],
        "abstract": record["abstract"],
    }  # fmt: skip


def _json(indent: int | None, convert=_named):
    def write(record: dict[str, str]) -> str:
        text = json.dumps(convert(record), indent=indent, ensure_ascii=False)
        return text.replace("\n", "\n" + " " * indent) if indent else text

    return write


def _cells(separator: str, *, is_quoted: bool = True):
    def write(record: dict[str, str]) -> str:
        values = [record[n] for n in ("title", "family", "year", "doi", "abstract")]
        if not is_quoted:
            return separator.join(value.replace('"', "'") for value in values)
        return separator.join(
            '"' + value.replace('"', '""') + '"' if '"' in value or separator in value else value
            for value in values
        )

    return write


def _multiline_cells(record: dict[str, str]) -> str:
    changed = record | {"abstract": record["abstract"].replace("; ", ";\n\n")}
    return _cells(",")(changed)


def _template(text: str):
    return lambda record: text.format_map(record | {"initial": record["given"][0]})


def _escaped(text: str):
    from xml.sax.saxutils import escape

    return lambda record: text.format_map({key: escape(value) for key, value in record.items()})


_BIB = """@article{{{family}{year},
  title = {{{title}}},
  author = {{{family}, {given}}},
  journal = {{{venue}}},
  year = {{{year}}},
  doi = {{{doi}}},
  abstract = {{{abstract}}}
}}"""
_RIS = """TY  - JOUR
TI  - {title}
AU  - {family}, {given}
JO  - {venue}
PY  - {year}
DO  - {doi}
AB  - {abstract}
ER  - """
_NBIB = """PMID- 3{year}1
TI  - {title}.
AB  - {abstract}
FAU - {family}, {given}
AU  - {family} J
JT  - {venue}
DP  - {year}
LID - {doi} [doi]"""
_ENW = """%0 Journal Article
%T {title}
%A {family}, {given}
%J {venue}
%D {year}
%R {doi}
%X {abstract}"""
_REFWORKS = """RT Journal Article
T1 {title}
A1 {family}, {given}
JF {venue}
YR {year}
DO {doi}
AB {abstract}"""
_WOS = """PT J
AU {family}, J
AF {family}, {given}
TI {title}
SO {venue}
AB {abstract}
PY {year}
DI {doi}
UT WOS:00{year}
ER"""
_PLAIN = """TI- {title}
AU- {family} J
SO- {venue}
YR- {year}
DO- {doi}
AB- {abstract}"""
_LABELLED = """Title: {title}
Authors: {given} {family}
Year: {year}
DOI: {doi}
Abstract: {abstract}"""
_YAML = """- title: {title}
  authors:
    - {given} {family}
  year: {year}
  doi: {doi}
  abstract: >-
    {abstract}"""
_HAYAGRIVA = """{family}{year}:
  type: Article
  title: {title}
  author: {family}, {given}
  date: {year}
  serial-number:
    doi: {doi}"""
_ATOM = """<entry>
<id>https://doi.org/{doi}</id>
<title>{title}</title>
<author><name>{given} {family}</name></author>
<summary>{abstract}</summary>
<published>{year}-05-06T00:00:00Z</published>
</entry>"""
_ENDNOTE = """<record><rec-number>{year}</rec-number>
<contributors><authors><author>{family}, {given}</author></authors></contributors>
<titles><title>{title}</title><secondary-title>{venue}</secondary-title></titles>
<dates><year>{year}</year></dates>
<electronic-resource-num>{doi}</electronic-resource-num>
<abstract>{abstract}</abstract></record>"""
_MODS = """<mods><titleInfo><title>{title}</title></titleInfo>
<name type="personal"><namePart type="family">{family}</namePart>
<namePart type="given">{given}</namePart><role><roleTerm type="text">author</roleTerm></role></name>
<identifier type="doi">{doi}</identifier><abstract>{abstract}</abstract></mods>"""
_MAIL = """\\\\
arXiv:2401.{year}1
Date: Mon, 1 Jan 2024 10:00:00 GMT   (10kb)

Title: {title}
Authors: {given} {family}
Categories: cs.CL
DOI: {doi}
\\\\
  {abstract}
\\\\ ( https://arxiv.org/abs/2401.{year}1 ,  10kb)"""
_BBL = r"""\bibitem[{family}({year})]{{{family}{year}}}
{given} {family}.
\newblock {title}.
\newblock \emph{{{venue}}}, 3(4), {year}.
\newblock \doi{{{doi}}}."""
_BIBER = r"""    \entry{{{family}{year}}}{{article}}{{}}{{}}
      \name{{author}}{{1}}{{}}{{%
        {{{{hash=a}}{{%
           family={{{family}}},
           given={{{given}}}}}}}%
      }}
      \field{{journaltitle}}{{{venue}}}
      \field{{title}}{{{title}}}
      \field{{year}}{{{year}}}
      \verb{{doi}}
      \verb {doi}
      \endverb
    \endentry"""
_SUMMARY = (
    """{number}: {family} {initial}. {title}. Mind. {year};3(4):5-6. doi: {doi}. PMID: 3{year}."""
)
_ABSTRACT = """{number}. Mind. {year};3(4):5-6. doi: {doi}.

{title}.

{family} {initial}(1).

Author information:
(1)Rome.

{abstract}

PMID: 3{year}"""
_LISTING = """{title}

{abstract} It is a long story, and the towns are glad. We give all data."""
_FREE_TEXTS = frozenset({"list.md", "listing.txt"})
_UNQUOTED = frozenset({"table.tsv"})
_HEADER = "title,authors,year,doi,abstract\n"
_ATOM_HEAD = '<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n<title>F</title>\n'
#: Name -> what precedes, separates and follows the records, and the function that writes one.
_FORMATS = {
    "table.csv": (_HEADER, "\n", "\n", _cells(",")),
    "lines.csv": (_HEADER, "\n", "\n", _multiline_cells),
    "excel.csv": ("sep=;\n" + _HEADER.replace(",", ";"), "\n", "\n", _cells(";")),
    "table.tsv": (_HEADER.replace(",", "\t"), "\n", "\n", _cells("\t", is_quoted=False)),
    "indented.json": ("[\n  ", ",\n  ", "\n]\n", _json(2)),
    "oneline.json": ("[", ", ", "]\n", _json(None)),
    "columns.json": ("[\n", ",\n", "\n]\n", _json(None)),
    "wrapped.json": ('{"total": 20, "papers": [\n  ', ",\n  ", "\n]}\n", _json(2)),
    "csl.json": ("[\n    ", ",\n    ", "\n]\n", _json(4, _csl)),
    "lines.jsonl": ("", "\n", "\n", _json(None)),
    "library.bib": ("% refs\n", "\n\n", "\n", _template(_BIB)),
    "compact.bib": ("", "\n", "\n", lambda r: " ".join(_template(_BIB)(r).split())),
    "library.ris": ("", "\n\n", "\n", _template(_RIS)),
    "pubmed.nbib": ("", "\n\n", "\n", _template(_NBIB)),
    "endnote.enw": ("", "\n\n", "\n", _template(_ENW)),
    "refworks.txt": ("", "\n\n", "\n", _template(_REFWORKS)),
    "savedrecs.txt": ("FN Clarivate\nVR 1.0\n", "\n\n", "\n\nEF\n", _template(_WOS)),
    "plain.txt": ("", "\n\n", "\n", _template(_PLAIN)),
    "labelled.txt": ("", "\n\n", "\n", _template(_LABELLED)),
    "papers.yaml": ("", "\n", "\n", _template(_YAML)),
    "hayagriva.yml": ("", "\n", "\n", _template(_HAYAGRIVA)),
    "feed.atom": (_ATOM_HEAD, "\n", "\n</feed>\n", _escaped(_ATOM)),
    "endnote.xml": ("<xml><records>", "", "</records></xml>", _escaped(_ENDNOTE)),
    "records.mods": (
        '<modsCollection xmlns="http://www.loc.gov/mods/v3">\n', "\n", "\n</modsCollection>\n",
        _escaped(_MODS),
    ),
    "refs.bbl": (
        "\\begin{thebibliography}{9}\n", "\n\n", "\n\\end{thebibliography}\n", _template(_BBL),
    ),
    "biber.bbl": (
        "% $ biblatex auxiliary file $\n\\refsection{0}\n", "\n", "\n\\endrefsection\n",
        _template(_BIBER),
    ),
    "summaries.txt": ("", "\n\n", "\n", _template(_SUMMARY)),
    "abstracts.txt": ("", "\n\n\n", "\n", _template(_ABSTRACT)),
    "list.md": (
        "# Papers\n\n", "\n", "\n",
        _template("- [{title}](https://doi.org/{doi}) — {given} {family}, {venue} {year}"),
    ),
    "mail.txt": ("", "\n" + "-" * 78 + "\n", "\n", _template(_MAIL)),
    "listing.txt": ("", "\n\n", "\n", _template(_LISTING)),
}  # fmt: skip
