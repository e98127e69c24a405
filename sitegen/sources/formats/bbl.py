r"""Formatted bibliographies of LaTeX (.bbl): what BibTeX and biber write for ``thebibliography``.

BibTeX's styles write text; ``\newblock`` parts the authors, the title and the rest in most of them.
biber writes the fields of BibLaTeX.
Sources: https://mirrors.ctan.org/biblio/bibtex/base/btxhak.pdf, section 4; the manual of BibLaTeX,
section 4.4.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.fields import Record, read_records
from sitegen.sources.lists.reference_ids import take_identifiers
from sitegen.sources.lists.reference_imprints import imprint_fields
from sitegen.sources.lists.reference_names import parse_people
from sitegen.sources.lists.references import parse_reference
from sitegen.sources.lists.venues import is_venue
from sitegen.sources.reading import RecordError, line_finder
from sitegen.text.latex import decode_latex, unescape_latex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.sources.reading import ReadResult

NAME: Final = "bbl"
RANK: Final = 84

#: Characters between a text's start and its bibliography: definitions of the style.
_MAX_PREAMBLE_CHARS: Final = 8_000
_START: Final = re.compile(r"^[ \t]*+\\(?:begin\{thebibliography\}|bibitem\b)", re.MULTILINE)
_BIBER_START: Final = re.compile(
    r"^% \$ biblatex (?:auxiliary|bbl) |^[ \t]*+\\refsection\{", re.MULTILINE
)
_DOCUMENT: Final = re.compile(r"\\(?:documentclass|begin\{document\}|section\{|title\{)")
_ITEM: Final = re.compile(r"\\bibitem(?![A-Za-z])")
#: The label and the key of an entry; the label may have braces, which hold brackets.
_KEY: Final = re.compile(
    r"\s*+(?:\[(?:[^\[\]{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+\])?\s*+(?:%\s*+)?\{([^{}]*+)\}"
)
_END: Final = r"\end{thebibliography}"
_GAP: Final = re.compile(r"\n(?:[ \t]*+\n)++")
_STRAY: Final = "this text is of no entry; is the line missing that starts one?"
_BLOCK: Final = re.compile(r"\\newblock\b")
#: Commands of styles that print nothing, and those that print their last argument.
_SILENT: Final = re.compile(
    r"\\(?:penalty-?\d++|natexlab\{[^{}]*+\}|BIBentry\w++|hskip[^\\]*+\\relax|relax\b|urlprefix\b|"
    r"showURL\b|urlstyle\{[^{}]*+\}|(?:provide|re?new)command[^\n]*+|expandafter[^\n]*+|"
    r"BIBdecl\w*+|bibAnnoteFile[^\n]*+|unskip\b|bysame\b)|(?<!\\)%[^\n]*+\n?"
)
_LINKED: Final = re.compile(r"\\(?:href|bibinfo|bibfield|BibitemOpen)\s*+\{([^{}]*+)\}\s*+(?=\{)")
_URL: Final = re.compile(r"\\(?:url|path|nolinkurl|doi)\s*+\{([^{}]*+)\}")
#: The year behind authors: "(2001)", ", 2001a."
_AUTHORS_YEAR: Final = re.compile(r"(?<![\s,(\[])[\s,(\[]++((?:1[5-9]|20)\d\d)[a-z]?[)\].,:\s]*+$")
#: "A. Roe and B. Poe, \emph{A title}, J. Hats \textbf{12} (2021), 3--4."
_EMPHASIZED: Final = re.compile(
    r"((?:[^{}\\]|\\[^a-zA-Z]|\{\\[^{}]{1,14}\}){1,600}+)(?:(?<=,)|(?<=,\s))"
    r"(?:\\(?:emph|textit|textsl)\{|\{\\(?:it|em|sl)(?![a-zA-Z]))"
    r"((?:[^{}]|\{[^{}]*+\}){3,400}+)\}[,.](.*)",
    re.DOTALL,
)
_ABBREVIATION: Final = re.compile(r"[^\W\d_]\.\s[^\W\d_]{1,12}\.")
_EXCERPT_CHARS: Final = 80

_ENTRY: Final = re.compile(r"^[ \t]*+\\entry\{([^{}]*+)\}\{([^{}]*+)\}", re.MULTILINE)
_ENTRY_END: Final = re.compile(r"^[ \t]*+\\endentry\b", re.MULTILINE)
_VALUE: Final = r"\{((?:[^{}]++|\{(?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+\})*+)\}"
_FIELD: Final = re.compile(rf"\\field\{{(\w++)\}}\s*+{_VALUE}")
_KEYWORDS: Final = re.compile(rf"\\keyw{_VALUE}")
_VERBATIM: Final = re.compile(r"\\verb\{(\w++)\}\s*+\\verb ([^\n]*+)")
_PEOPLE: Final = re.compile(r"\\name\{(author|editor)\}")
_PERSON_PART: Final = re.compile(rf"\b(family|given|prefix|suffix)=\s*+{_VALUE}")
_DASH: Final = re.compile(r"\\bibrangedash\b\s*+")
#: Our field -> fields of BibLaTeX, best first.
_FIELDS: Final = {
    "venue": ("journaltitle", "booktitle", "eventtitle", "series", "type"),
    "volume": ("volume",), "issue": ("number", "issue"), "pages": ("pages", "eid"),
    "abstract": ("abstract",), "language": ("langid",),
}  # fmt: skip


def sniff(head: str) -> bool:
    """Claim a text that starts with a bibliography; that of a whole document is not one."""
    start = _BIBER_START.search(head) or _START.search(head)
    if start is None or start.start() > _MAX_PREAMBLE_CHARS:
        return False
    return _DOCUMENT.search(head) is None


def read(text: str, path: str) -> ReadResult:
    """Read the entries of a bibliography; one that is not understood is a diagnostic."""
    records = _entries(text) if _ENTRY.search(text) else _items(text)
    return read_records(records, path)


def _items(text: str) -> Iterator[Record]:
    r"""Yield the records of ``\bibitem``."""
    line_of = line_finder(text)
    starts = [*_ITEM.finditer(text)]
    stops = [*(start.start() for start in starts[1:]), len(text)]
    if _BLOCK.search(text, 0, starts[0].start() if starts else len(text)):
        yield Record(1, RecordError(_STRAY))
    for start, stop in zip(starts, stops, strict=False):
        key = _KEY.match(text, start.end(), stop)
        # Another bibliography may follow, whose preamble is of no entry.
        part, _, following = text[key.end() if key else start.end() : stop].partition(_END)
        body, *strays = _GAP.split(part.strip())
        fields = partial(_item_fields, key[1] if key else "", body)
        yield Record(line_of(start.start()), fields, decode_latex(_plain(body))[:_EXCERPT_CHARS])
        # BibTeX writes blank lines between entries only: what follows one lacks its start.
        strays += [following] * bool(_BLOCK.search(following))
        for stray in filter(str.strip, map(_plain, strays)):
            yield Record(line_of(stop), RecordError(_STRAY), decode_latex(stray)[:_EXCERPT_CHARS])


def _plain(body: str) -> str:
    """Return an entry without the commands of its style; addresses of links are at its end."""
    urls = [match[1] for match in _LINKED.finditer(body) if "://" in match[1]]
    body = _URL.sub(r" \1 ", _LINKED.sub("", _SILENT.sub("", body)))
    return " ".join([body, *map(unescape_latex, urls)])


def _item_fields(key: str, body: str) -> dict[str, Any]:
    blocks = [decode_latex(block) for block in _BLOCK.split(_plain(body))]
    text, identifiers = take_identifiers(" ".join(blocks))
    fields = _block_fields(blocks) or _emphasized_fields(body)
    if fields is None:
        reference = parse_reference(" ".join(blocks))
        if reference is None:
            raise RecordError(
                "is not understood: its authors, title and year can't be separated; give the .bib "
                "file that the bibliography was made from"
            )
        fields = reference.fields
    return {"id": key, "year": _last_year(text)} | fields | identifiers


def _block_fields(blocks: list[str]) -> dict[str, Any] | None:
    """Return the fields of authors, title and the rest; None if the first block is no authors."""
    if len(blocks) < 2:  # noqa: PLR2004 - authors and a title
        return None
    head = blocks[0].strip()
    year = _AUTHORS_YEAR.search(head)
    names = head[: year.start()] if year else head
    authors = parse_people(names) or parse_people(names.rstrip(" ."))
    title, _ = take_identifiers(blocks[1])
    rest, _ = take_identifiers(" ".join(blocks[2:]))
    if not authors:
        return None
    fields = imprint_fields(" ".join(rest.split())) | {
        "authors": authors, "title": title.strip().rstrip(".,").strip("“”"),
    }  # fmt: skip
    return fields | ({"year": year[1]} if year else {})


def _emphasized_fields(body: str) -> dict[str, Any] | None:
    r"""Return the fields of "Authors, \emph{Title}, the rest", the style of the AMS; else None."""
    match = _EMPHASIZED.match(body)
    if match is None:
        return None
    names, title, rest = (decode_latex(_plain(part)).strip(" ,") for part in match.groups())
    # Where the title is missing, or stands before it, the journal is emphasized.
    if is_venue(title) or _ABBREVIATION.search(title) or not (authors := parse_people(names)):
        return None
    rest, _ = take_identifiers(rest)
    return imprint_fields(" ".join(rest.split())) | {"authors": authors, "title": title}


def _last_year(text: str) -> str | None:
    years = re.findall(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)", text)
    return years[-1] if years else None


def _entries(text: str) -> Iterator[Record]:
    r"""Yield the records of ``\entry``; those of a second sorting are the same ones."""
    line_of = line_finder(text)
    keys: set[str] = set()
    matches = [*_ENTRY.finditer(text)]
    stops = [*(match.start() for match in matches[1:]), len(text)]
    yield from [Record(1, RecordError(_STRAY))] * _count_entries(text[: matches[0].start()])
    for match, stop in zip(matches, stops, strict=True):
        if match[1] in keys:
            continue
        keys.add(match[1])
        end = _ENTRY_END.search(text, match.end(), stop)
        body = text[match.end() : end.start() if end else stop]
        fields = partial(_entry_fields, match[1], body)
        warning = "" if end else "the entry does not end; check what is read"
        line = line_of(match.start())
        yield Record(line, fields, match[1], warning)
        # The start of the next entry may be missing, or the end of this one too.
        rest = text[end.end() : stop] if end else ""
        count = max(0, _count_entries(body) - 1) + _count_entries(rest)
        yield from [Record(line_of(stop), RecordError(_STRAY))] * count


def _count_entries(text: str) -> int:
    """Return the number of entries of which a text without their starts has parts."""
    counts = Counter(name for name, _ in _FIELD.findall(text))
    has_parts = bool(counts) or _ENTRY_END.search(text) is not None
    return max(counts["title"], counts["year"], int(has_parts))


def _entry_fields(key: str, body: str) -> dict[str, Any]:
    values = {name: decode_latex(_DASH.sub("--", value)) for name, value in _FIELD.findall(body)}
    verbatim = dict(_VERBATIM.findall(body))
    title = ". ".join(values[name] for name in ("title", "subtitle") if values.get(name))
    fields: dict[str, Any] = {
        name: next((values[key] for key in keys if values.get(key)), None)
        for name, keys in _FIELDS.items()
    }
    date = "-".join(values[unit].zfill(2) for unit in ("year", "month", "day") if unit in values)
    is_arxiv = values.get("eprinttype", "").lower() == "arxiv"
    return fields | {
        "id": key,
        "title": title,
        "authors": _people(body),
        "year": values.get("year"),
        "date": date,
        "doi": verbatim.get("doi"),
        "url": verbatim.get("url"),
        "arxiv_id": verbatim.get("eprint") if is_arxiv else None,
        "keywords": [word for text in _KEYWORDS.findall(body) for word in text.split(",")],
    }


def _people(body: str) -> list[dict[str, str]]:
    """Return the authors, or the editors of a work without authors."""
    starts = [*_PEOPLE.finditer(body)]
    for role in ("author", "editor"):
        for start in starts:
            if start[1] == role:
                # The next command ends the list.
                end = re.compile(r"\n[ \t]*+\\").search(body, start.end())
                return _persons(body[start.end() : end.start() if end else len(body)])
    return []


def _persons(text: str) -> list[dict[str, str]]:
    names = {"prefix": "non-dropping-particle"}
    people: list[dict[str, str]] = []
    for name, value in _PERSON_PART.findall(text):
        if name == "family" or not people:
            people.append({})
        people[-1][names.get(name, name)] = decode_latex(value)
    return people
