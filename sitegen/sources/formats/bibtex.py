"""BibTeX and BibLaTeX: entries with @string, concatenation, crossref, months and names.

Commands and accents of LaTeX are ``clean_text``'s. Fields as BibLaTeX 3.20 names them (date,
journaltitle, eprinttype), BibTeX's besides; a child gets what it lacks from its ``crossref``. An
entry that does not end is one fault: the next one begins at its line. The grammar:
https://mirrors.ctan.org/biblio/bibtex/base/btxdoc.pdf and btxhak.pdf; why not a library: ADR 8.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitegen.identifiers import parse_arxiv_id
from sitegen.sources.fields import Record, month_number, read_records
from sitegen.sources.people import first_last
from sitegen.sources.reading import ReadResult, RecordError
from sitegen.text.clean import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME: Final = "bibtex"
RANK: Final = 100

_ENTRY: Final = re.compile(r"^[ \t]*@\s*[A-Za-z]+\s*[{(]", re.MULTILINE)
_START: Final = re.compile(r"@\s*([A-Za-z]+)\s*([{(])")
_NEXT: Final = re.compile(r"\n[ \t]*@\s*[A-Za-z]+\s*[{(]")
_KEY: Final = re.compile(r"\s*([^\s,{}()\"=#%]*)\s*(,|(?=[)}]))")
_NAME: Final = re.compile(r"[\s,]*([^\s=,{}()\"#%]+)\s*=\s*")
_END: Final = re.compile(r"[\s,]*[)}]")
_BARE: Final = re.compile(r"[^\s,{}()\"#=]+")
_CONCATENATED: Final = re.compile(r"\s*#\s*")
_MARK: Final = re.compile(r"\\.|[{}\"]", re.DOTALL)
#: Blocks that are no paper: what is defined, said or collected there.
_NO_PAPERS: Final = frozenset(
    {"comment", "preamble", "set", "xdata", "proceedings", "mvproceedings"}
)
#: What a child does not take from the entry that its crossref names, or takes under another name.
_NOT_INHERITED: Final = frozenset({"title", "subtitle", "abstract", "author", "url", "doi",
                                   "crossref", "note", "editor"})  # fmt: skip
_VENUES: Final = (
    "journal", "journaltitle", "booktitle", "eventtitle", "series", "howpublished", "publisher",
    "school", "institution",
)  # fmt: skip
_BRACED: Final = re.compile(r"(?<![\\\w^_}])\{([^{}\\$]*)\}")
_DEEPEST: Final = 50


class _Entry(NamedTuple):
    line: int
    kind: str
    key: str
    fields: dict[str, str]


def sniff(head: str) -> bool:
    """Claim a text with an entry at a line's start; what is outside of entries is a comment."""
    return bool(_ENTRY.search(head)) and not head.lstrip().startswith(("<", "{", "["))


def read(text: str, path: str) -> ReadResult:
    """Read a bibliography; an entry that can't be parsed, or is no paper, is a diagnostic."""
    return read_records(_records(text), path)


def _records(text: str) -> Iterator[Record]:
    found = list(_parse(text))
    entries = [one for one in found if isinstance(one, _Entry)]
    by_key = {entry.key.lower(): entry for entry in entries}
    for one in found:
        if isinstance(one, Record):
            yield one
        elif one.kind not in _NO_PAPERS:
            crossed = one.fields.get("crossref", one.fields.get("xdata", "")).strip().lower()
            above = by_key.get(crossed)
            inherited = above.fields if above and above is not one else {}
            shown = one.fields.get("title", one.key)
            yield Record(one.line, _fields(one.key, dict(one.fields), inherited), shown)


# ---- Grammar ----------------------------------------------------------------------------------


def _parse(text: str) -> Iterator[_Entry | Record]:
    strings: dict[str, str] = {}
    place, line, counted = 0, 1, 0
    while match := _START.search(text, place):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        kind = match[1].lower()
        following = _NEXT.search(text, match.end())
        limit = following.start() if following else len(text)
        if kind == "comment":
            place = limit
            continue
        block = text[match.start() : limit]
        try:
            key, fields, end = _body(block, match.end() - match.start(), kind, strings)
        except RecordError as error:
            yield Record(line, error, " ".join(block[:200].split()))
            place = limit
            continue
        place = match.start() + end
        if kind == "string":
            strings.update(fields)
        else:
            yield _Entry(line, kind, key, fields)


def _body(
    text: str, place: int, kind: str, strings: dict[str, str]
) -> tuple[str, dict[str, str], int]:
    key = ""
    if kind == "preamble":
        _, place = _value(text, place, strings)
    elif kind != "string":
        match = _KEY.match(text, place)
        if match is None:
            raise RecordError("has no key and comma after its brace; write @article{key, …")
        key, place = match[1], match.end()
    fields: dict[str, str] = {}
    while (end := _END.match(text, place)) is None:
        match = _NAME.match(text, place)
        if match is None:
            raise RecordError(
                f"can't be parsed at “{' '.join(text[place : place + 30].split())}”; "
                "is a comma, a brace or a quote missing before it?"
            )
        value, place = _value(text, match.end(), strings)
        fields.setdefault(match[1].lower(), value)
    return key, fields, end.end()


def _value(text: str, place: int, strings: dict[str, str]) -> tuple[str, int]:
    parts: list[str] = []
    while True:
        mark = text[place : place + 1]
        if mark in {"{", '"'}:
            end = _closing(text, place, mark)
            parts.append(text[place + 1 : end])
            place = end + 1
        elif match := _BARE.match(text, place):
            parts.append(strings.get(match.group().lower(), match.group()))
            place = match.end()
        else:
            raise RecordError("has a field without a value; write field = {value}")
        more = _CONCATENATED.match(text, place)
        if more is None:
            return " ".join("".join(parts).split()), place
        place = more.end()


def _closing(text: str, place: int, mark: str) -> int:
    """Return the place of the brace or quote that closes a value; braces inside balance."""
    depth = 0
    for match in _MARK.finditer(text, place + 1):
        found = match.group()
        if found == "{":
            depth += 1
        elif found == "}" and (depth or mark == '"'):
            depth -= 1
        elif found == "}" or (found == '"' and mark == '"' and depth == 0):
            return match.start()
    raise RecordError(f"has a {'brace' if mark == '{' else 'quote'} that is never closed")


# ---- Fields -----------------------------------------------------------------------------------


def _fields(key: str, own: dict[str, str], above: dict[str, str]) -> dict[str, Any]:
    if "title" in above:
        own.setdefault("booktitle", above["title"])
    for name, value in above.items():
        if name not in _NOT_INHERITED:
            own.setdefault(name, value)
    title = ": ".join(filter(None, (own.get("title"), own.get("subtitle"))))
    return {
        "title": _told(title),
        "abstract": _told(own.get("abstract", "")),
        "authors": _authors(own.get("author") or own.get("editor", "")),
        "date": _date(own),
        "year": _year(own),
        "venue": _told(next((own[name] for name in _VENUES if own.get(name)), "")),
        "doi": own.get("doi"),
        "arxiv_id": _arxiv_id(own),
        "url": [own.get("url", ""), own.get("ee", "")],
        "pdf": own.get("pdf"),
        "code": own.get("code"),
        "keywords": unbraced(own.get("keywords", own.get("keyword", ""))),
        "id": key,
    }


def _told(text: str) -> str:
    """Return a text without braces, those that a command leaves behind included."""
    return unbraced(clean_text(unbraced(text)))


def unbraced(text: str) -> str:
    """Leave off the braces that keep capitals: ``{BERT}`` is BERT; those of commands stay."""
    for _ in range(_DEEPEST):
        if "{" not in text:
            break
        before, text = text, _BRACED.sub(r"\1", text)
        if before == text:
            break
    return text


def _authors(text: str) -> list[str]:
    """Return names as they are read, "First von Last Jr", of a list with "and" between them."""
    names = []
    for name in _split_names(text):
        if name.startswith("{") and name.endswith("}"):
            names.append(name[1:-1])
        elif name.lower() != "others":
            last, _, rest = name.partition(",")
            junior, comma, first = rest.partition(",")
            # BibTeX has the suffix in the middle: Last, Jr, First.
            names.append(unbraced(first_last(f"{last},{first},{junior}" if comma else name)))
    return names


def _split_names(text: str) -> list[str]:
    names, depth, start = [], 0, 0
    for match in re.finditer(r"\\.|[{}]|\s+and\s+", text, re.DOTALL | re.IGNORECASE):
        found = match.group()
        if found == "{":
            depth += 1
        elif found == "}":
            depth -= 1
        elif not found.startswith("\\") and depth <= 0:
            names.append(text[start : match.start()].strip())
            start = match.end()
    return [name for name in (*names, text[start:].strip()) if name]


def _arxiv_id(own: dict[str, str]) -> str | None:
    kind = own.get("archiveprefix", own.get("eprinttype", "arxiv")).lower()
    if kind == "arxiv" and parse_arxiv_id(own.get("eprint", "")):
        return parse_arxiv_id(own["eprint"])
    texts = (own.get(name, "") for name in ("url", "journal", "howpublished", "note", "volume"))
    return next((parse_arxiv_id(text) for text in texts if "arxiv" in text.lower()), None)


def _year(own: dict[str, str]) -> str | None:
    text = own.get("year") or own.get("date") or ""
    match = re.search(r"(?<!\d)\d{4}(?!\d)", text)
    return match.group() if match else text or None


def _date(own: dict[str, str]) -> str | None:
    if own.get("date"):
        return own["date"]
    month = month_number(own.get("month", ""))
    day, year = own.get("day", ""), own.get("year", "")
    if month and day.isdecimal() and year.isdecimal():
        return f"{year}-{month:02}-{int(day):02}"
    return None
