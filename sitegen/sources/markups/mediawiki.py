"""MediaWiki: external links in single brackets, and the templates of citations.

Source: https://www.mediawiki.org/wiki/Help:Formatting and
https://en.wikipedia.org/wiki/Help:Citation_Style_1
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitegen.sources.markups.lines import Line, escape, link, record_lines, table_row, table_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME: Final = "mediawiki"

SIGN: Final = re.compile(
    r"(?<![\[\w])\[https?://[^\s\[\]]{1,500} [^\[\]\n]{2,500}\](?!\()"
    r"|\{\{\s*(?:cite[ _]|citation\b)",
    re.IGNORECASE,
)
_HEADING: Final = re.compile(r"(={1,6})\s*([^=\s][^\n]{0,300}?)\s*\1\s*$")
_ITEM: Final = re.compile(r"([*#:;]+)\s*(.*)")
_LINK: Final = re.compile(r"\[(https?://[^\s\[\]]{1,500})(?:\s++([^\[\]\n]{1,500}))?\]")
_PAGE: Final = re.compile(r"\[\[(?:[^\[\]|\n]{1,300}\|)?([^\[\]|\n]{1,300})\]\]")
_CITATION: Final = re.compile(r"\{\{\s*(?:cite[ _](\w+)|citation)\s*(?=\|)", re.IGNORECASE)
#: Names of templates -> kinds of publications; "cite web" may lead to any.
_KINDS: Final = {
    "journal": "journal article", "book": "book", "conference": "conference paper",
    "thesis": "thesis", "report": "report", "techreport": "report", "arxiv": "preprint",
    "biorxiv": "preprint", "medrxiv": "preprint", "ssrn": "preprint", "encyclopedia": "chapter",
}  # fmt: skip
_TEMPLATE: Final = re.compile(
    r"\{\{(?:doi|arxiv)\|\s*+([^{}|\n]{1,200}+)(?:\|[^{}\n]{0,200}+)?\}\}", re.IGNORECASE
)
_OTHER_TEMPLATE: Final = re.compile(r"\{\{[^{}\n]{0,500}\}\}")
_REF: Final = re.compile(r"<ref\b[^<>]{0,200}/>|</?ref(?:erences)?\b[^<>]{0,200}>", re.IGNORECASE)
#: A comment without an end runs to the end of the page.
_COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
#: Parameters -> labels of reading lists, the first with a value.
_LABELS: Final = (
    ("Venue", ("journal", "work", "book-title", "conference", "magazine")),
    ("Date", ("date", "publication-date")),
    ("Year", ("year",)),
    ("DOI", ("doi",)),
    ("arXiv", ("arxiv", "eprint")),
    ("URL", ("url", "chapter-url")),
    ("Abstract", ("abstract",)),
    ("Volume", ("volume",)),
    ("Issue", ("issue", "number")),
    ("Page range", ("pages", "page")),
    ("ISBN", ("isbn",)),
    ("Publisher name", ("publisher", "institution")),
)
_MAX_TEMPLATE_CHARS: Final = 5_000
_MAX_AUTHORS: Final = 100


def convert(text: str) -> Iterator[Line]:
    """Yield the lines of a text in Markdown."""
    text = _COMMENT.sub(lambda match: "\n" * match.group().count("\n"), text)
    text, citations = _take_citations(text)
    header = False
    cells: list[str] = []
    is_table = False
    for number, line in enumerate(text.split("\n"), start=1):
        if marks := re.findall(r"\x00(\d+)\x00", line):
            yield from _item_lines(number, [citations[int(mark)] for mark in marks])
        elif line.startswith("{|"):
            is_table, header = True, True
        elif is_table and line.startswith(("|-", "|}")):
            yield from _row_lines(number, cells, is_header=header)
            header, cells = header and not cells, []
            is_table = line.startswith("|-")
            if not is_table:
                yield number, ""
        elif is_table and line.startswith(("|", "!")) and not line.startswith("|+"):
            cells += [_cell(cell) for cell in re.split(r"\|\||!!", line[1:])]
        else:
            yield number, _convert_line(line)


def _row_lines(number: int, cells: list[str], *, is_header: bool) -> Iterator[Line]:
    if cells:
        yield number, table_row(cells)
        if is_header:
            yield number, table_rule(len(cells))


def _cell(text: str) -> str:
    """Return a cell without its attributes: "style=… | text"."""
    return _inline(re.sub(r"^(?=[^|\[\]=]*+=)[^|\[\]]*+\|(?!\|)", "", text))


def _convert_line(line: str) -> str:
    if heading := _HEADING.match(line):
        return f"{'#' * len(heading[1])} {_inline(heading[2])}"
    if item := _ITEM.match(line):
        return f"{'  ' * (len(item[1]) - 1)}- {_inline(item[2])}"
    return _inline(line)


def _inline(text: str) -> str:
    text = _TEMPLATE.sub(_identifier, _REF.sub(" ", text))
    text = _LINK.sub(lambda match: link(match[1], match[2] or ""), _OTHER_TEMPLATE.sub(" ", text))
    text = _PAGE.sub(r"\1", text)
    return text.replace("'''", "**").replace("''", "*")


def _identifier(match: re.Match[str]) -> str:
    is_doi = match.group().lower().startswith("{{doi")
    return link(f"https://{'doi.org' if is_doi else 'arxiv.org/abs'}/{match[1].strip()}")


def _take_citations(text: str) -> tuple[str, list[dict[str, str]]]:
    """Return a text with marks for its citations, which keep their lines, and these."""
    citations: list[dict[str, str]] = []
    pieces: list[str] = []
    end = 0
    for match in _CITATION.finditer(text):
        close = _end_of_template(text, match.start())
        if match.start() < end or close is None:
            continue
        citations.append(_parameters(text[match.end() : close - 2], match[1] or ""))
        lines = text.count("\n", match.start(), close)
        pieces += [text[end : match.start()], f"\x00{len(citations) - 1}\x00", "\n" * lines]
        end = close
    return "".join((*pieces, text[end:])), citations


def _end_of_template(text: str, start: int) -> int | None:
    """Return the index behind the braces that close a template, or None."""
    depth = 0
    for match in re.finditer(r"\{\{|\}\}", text[start : start + _MAX_TEMPLATE_CHARS]):
        depth += 1 if match.group() == "{{" else -1
        if depth == 0:
            return start + match.end()
    return None


def _parameters(text: str, template: str) -> dict[str, str]:
    """Return the named parameters of a template, and the kind that its name means as "kind".

    Bars inside of links belong to values.
    """
    text = _OTHER_TEMPLATE.sub(" ", _PAGE.sub(r"\1", text))
    pairs = (part.partition("=") for part in text.split("|"))
    fields = {
        name.strip().lower(): value.strip() for name, sign, value in pairs if sign and value.strip()
    }
    is_part = template.lower() == "book" and "chapter" in fields
    return fields | {"kind": "chapter" if is_part else _KINDS.get(template.lower(), "")}


def _item_lines(number: int, citations: list[dict[str, str]]) -> Iterator[Line]:
    """Yield an item per citation that has a title: the title in bold, then labelled lines."""
    for fields in citations:
        title = fields.get("chapter") or fields.get("title")
        if not title:
            continue
        labelled = {"Authors": _authors(fields), "Reference type": fields["kind"]}
        labelled |= {
            label: next((fields[name] for name in names if name in fields), "")
            for label, names in _LABELS
        }
        yield number, f"- **{escape(title.strip(chr(39)))}**"
        yield number, ""
        yield from record_lines(number, labelled, "  ")
        yield number, ""


def _authors(fields: dict[str, str]) -> str:
    """Return the authors of "last1=… |first1=…", "author=…" or "vauthors=…"."""
    names = []
    for index in ("", *map(str, range(1, _MAX_AUTHORS))):
        family = (
            fields.get(f"last{index}")
            or fields.get(f"author{index}")
            or fields.get(f"author-last{index}")
        )
        given = fields.get(f"first{index}") or fields.get(f"author-first{index}")
        if family:
            names.append(f"{given} {family}" if given else family)
    return "; ".join(names) or fields.get("vauthors", "") or fields.get("authors", "")
