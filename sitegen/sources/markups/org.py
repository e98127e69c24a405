"""Org mode: headings with links or property drawers, as Emacs users keep their reading lists.

Source: https://orgmode.org/worg/org-syntax.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitegen.sources.markups.lines import Line, link, record_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME: Final = "org"

SIGN: Final = re.compile(
    r"\[\[(?:https?|doi|arxiv):[^\]|\n]{1,500}\](?:\[|\])|^#\+(?:title|options|filetags|startup):"
    r"|^[ \t]*:PROPERTIES:[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_HEADING: Final = re.compile(r"(\*+)\s+(.*)")
_KEYWORD: Final = re.compile(
    r"(?:TODO|DONE|NEXT|READ|READING|TOREAD|TO-READ|UNREAD|WAIT(?:ING)?|STARTED|PROG(?:RESS)?|"
    r"IN-PROGRESS|CANCEL+ED|HOLD|SOMEDAY|SKIM(?:MED)?|DOING)\b\s*(?=\S)"
)
_PRIORITY: Final = re.compile(r"\[#[A-Z0-9]\]\s*")
_TAGS: Final = re.compile(r"(?<!\s)\s++:([\w@#%:]+):\s*+$")
_COOKIE: Final = re.compile(r"(?:(?<!\s)\s++)?\[\d*+(?:/\d*+|%)\]")
_PROPERTY: Final = re.compile(r"\s*:([\w+-]+):\s*(.*)")
_DRAWER: Final = re.compile(r"\s*:(\w+):\s*$")
_PLANNING: Final = re.compile(r"\s*(?:DEADLINE|SCHEDULED|CLOSED):")
_KEYWORD_LINE: Final = re.compile(r"\s*#\+(\w+)(?::\s*(.*)|(?:\s.*)?$)")
_COMMENT: Final = re.compile(r"\s*#(?: |$)")
_LINK: Final = re.compile(r"\[\[([^\]\[\n]{1,1000})\](?:\[([^\]\n]{1,1000})\])?\]")
_STAMP: Final = re.compile(r"[<\[](\d{4}-\d\d-\d\d)(?: [^>\]\n]{1,30})?[>\]]")
_BOX: Final = re.compile(r"^(\s*(?:[-+*]|\d+[.)])\s+)\[[ Xx-]\]\s+")
_ITEM: Final = re.compile(r"\s*(?:[-+]|\d+[.)])\s+|\s+\*\s+")
_TERM: Final = re.compile(r"^(\s*[-+]\s+)(\S.{0,60}?)\s+::\s+")
_EMPHASES: Final = tuple(
    (
        re.compile(
            rf"(?<![\w/:]){sign}(?=[^\s{sign}])([^{sign}\n]{{1,300}}?)(?<=\S){sign}(?![\w/])"
        ),
        mark,
    )
    for sign, mark in ((r"\*", "**"), ("/", "*"), (r"\+", "~~"), ("=", "`"), ("~", "`"))
)
#: Properties -> labels of reading lists. Source: org-bibtex and org-ref.
_LABELS: Final = {
    "author": "Authors", "authors": "Authors", "year": "Year", "date": "Date", "journal": "Venue",
    "booktitle": "Venue", "venue": "Venue", "conference": "Venue", "doi": "DOI", "url": "URL",
    "link": "URL", "pdf": "PDF", "arxiv": "arXiv", "eprint": "arXiv", "arxiv_id": "arXiv",
    "abstract": "Abstract", "keywords": "Keywords", "tags": "Keywords", "published": "Date",
}  # fmt: skip
_MAX_LEVEL: Final = 6


def convert(text: str) -> Iterator[Line]:
    """Yield the lines of a text in Markdown."""
    lines = list(enumerate(text.split("\n"), start=1))
    index = 0
    is_list = False
    while index < len(lines):
        number, line = lines[index]
        index += 1
        if heading := _HEADING.match(line):
            drawer, index = _read_drawers(lines, index)
            yield from _heading_lines(number, heading, drawer)
        elif _DRAWER.match(line):
            # Drawers of the file, and those of clocks and notes.
            _, index = _read_drawers(lines, index - 1)
        else:
            # Tables and texts at the margin end a list; in Markdown they would go on with it.
            is_end = (
                is_list and not _ITEM.match(line) and (line[:1] == "|" or not line[:1].isspace())
            )
            yield from [(number, "")] if is_end and line else []
            is_list = bool(_ITEM.match(line)) or (is_list and line[:1].isspace())
            yield number, _convert_line(line)


def _read_drawers(lines: list[Line], index: int) -> tuple[dict[str, str], int]:
    """Return the properties of the drawers that start at an index, and the index behind them."""
    properties: dict[str, str] = {}
    while index < len(lines) and (
        _PLANNING.match(lines[index][1]) or _DRAWER.match(lines[index][1])
    ):
        drawer = _DRAWER.match(lines[index][1])
        index += 1
        while drawer and index < len(lines) and not _HEADING.match(lines[index][1]):
            match = _PROPERTY.match(lines[index][1])
            index += 1
            if match and match[1].upper() == "END":
                break
            if match and drawer[1].upper() == "PROPERTIES":
                properties[match[1].lower()] = match[2].strip()
    return properties, index


def _heading_lines(
    number: int, heading: re.Match[str], properties: dict[str, str]
) -> Iterator[Line]:
    """Yield a heading, and the labelled lines of its tags and properties."""
    title = _COOKIE.sub("", _PRIORITY.sub("", _KEYWORD.sub("", heading[2], count=1)))
    tags = _TAGS.search(title)
    if tags:
        title = title[: tags.start()]
    fields = {
        _LABELS[name]: _inline(value)
        for name, value in properties.items()
        if name in _LABELS and value
    }
    if tags and "Keywords" not in fields:
        fields["Keywords"] = ", ".join(filter(None, tags[1].split(":")))
    title = properties.get("title") or _inline(title)
    yield number, ""
    yield number, f"{'#' * min(len(heading[1]) + 1, _MAX_LEVEL)} {title}"
    yield number, ""
    is_record = "title" in properties or "Authors" in fields
    if is_record:
        yield from record_lines(number, fields, "")
    elif "DOI" in fields or "URL" in fields or "arXiv" in fields:
        yield from (line for line in record_lines(number, fields, "") if "paper.pdf" not in line[1])
    elif "Keywords" in fields:
        yield number, f"Keywords: {fields['Keywords']}"
    yield number, ""


def _convert_line(line: str) -> str:
    if keyword := _KEYWORD_LINE.match(line):
        name = keyword[1].lower()
        if name == "title":
            return f"# {keyword[2]}"
        is_code = name in {"begin_src", "end_src", "begin_example", "end_example"}
        return "```" if is_code else ""
    if _COMMENT.match(line) or _PLANNING.match(line):
        return ""
    if line.lstrip().startswith("|-"):
        return line.strip().replace("+", "|")
    line = _TERM.sub(r"\1\2: ", _BOX.sub(r"\1", line))
    # Text below a heading may be indented, which is code in Markdown.
    return _inline(line if _ITEM.match(line) else line.strip() if line[:4].isspace() else line)


def _inline(text: str) -> str:
    """Return a text with its links, emphases and dates in Markdown."""
    links: list[str] = []

    def take(match: re.Match[str]) -> str:
        links.append(link(_address(match[1]), match[2] or ""))
        return f"\x00{len(links) - 1}\x00"

    text = _STAMP.sub(r"\1", _LINK.sub(take, text))
    for pattern, mark in _EMPHASES:
        text = pattern.sub(rf"{mark}\1{mark}", text)
    return re.sub(r"\x00(\d+)\x00", lambda match: links[int(match[1])], text)


def _address(target: str) -> str:
    """Return the address of a link: "doi:10.…" and "arxiv:…" are abbreviations."""
    scheme, _, rest = target.partition(":")
    base = {"doi": "https://doi.org/", "arxiv": "https://arxiv.org/abs/", "file": ""}.get(
        scheme.lower()
    )
    return target if base is None else base + rest
