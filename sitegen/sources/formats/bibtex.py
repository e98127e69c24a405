"""BibTeX and BibLaTeX: entries with @string, concatenation, crossref, months and names.

LaTeX commands and accents are left to ``clean_text``. Field names are those of BibTeX and of
BibLaTeX 3.20 (date, journaltitle, eprinttype). An entry inherits the fields that it lacks from the
entry in its ``crossref``. An entry that does not end is one error: parsing goes on at the next line
that starts an entry. Grammar: https://mirrors.ctan.org/biblio/bibtex/base/btxdoc.pdf and
btxhak.pdf; why not a library: ADR 8.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitegen.identifiers import parse_arxiv_id
from sitegen.sources.dates import month_number
from sitegen.sources.fields import Record, read_records
from sitegen.sources.formats.markdown import has_list
from sitegen.sources.limits import MAX_EXCERPT_CHARS
from sitegen.sources.names import first_last
from sitegen.sources.reading import ReadResult, RecordError
from sitegen.text.clean import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME: Final = "bibtex"
RANK: Final = 100

# ---- Patterns of the grammar ----
#: "@article{" at a line's start, for the sniffer.
_ENTRY_LINE: Final = re.compile(r"^[ \t]*@\s*[A-Za-z]+\s*[{(]", re.MULTILINE)
#: "@article{" anywhere: BibTeX allows several entries in a line. Group 1 is the entry's type.
_ENTRY_START: Final = re.compile(r"@\s*([A-Za-z]+)\s*([{(])")
#: Where parsing resumes after a broken entry: an "@" within a line may be part of an address.
_RESUME_POINT: Final = re.compile(r"\n[ \t]*@\s*[A-Za-z]+\s*[{(]")
#: A citation key and its comma. An entry may end after its key: "@misc{key}".
_KEY: Final = re.compile(r"\s*([^\s,{}()\"=#%]*)\s*(,|(?=[)}]))")
_FIELD_NAME: Final = re.compile(r"[\s,]*([^\s=,{}()\"#%]+)\s*=\s*")
_ENTRY_END: Final = re.compile(r"[\s,]*[)}]")
#: A value without braces or quotes: a number or the name of a @string.
_BARE_VALUE: Final = re.compile(r"[^\s,{}()\"#=]+")
_CONCATENATION: Final = re.compile(r"\s*#\s*")
#: Delimiters within a value. An escaped one ("\{") is matched as a pair, and so skipped.
_DELIMITER: Final = re.compile(r"\\.|[{}\"]", re.DOTALL)

# ---- Fields ----
#: Types of blocks that are no papers: definitions, comments, and containers of other entries.
_NON_PAPER_TYPES: Final = frozenset(
    {"comment", "preamble", "set", "xdata", "proceedings", "mvproceedings"}
)
#: Fields of the parent in ``crossref`` that describe the parent itself. Its title becomes the
#: child's book title (BibLaTeX 3.20, appendix B).
_NOT_INHERITED: Final = frozenset({"title", "subtitle", "abstract", "author", "url", "doi",
                                   "crossref", "note", "editor"})  # fmt: skip
#: Fields that name the venue, best first.
_VENUE_FIELDS: Final = (
    "journal", "journaltitle", "booktitle", "eventtitle", "series", "howpublished", "publisher",
    "school", "institution",
)  # fmt: skip
#: Fields that may hold an arXiv id in their text ("arXiv preprint arXiv:…").
_ARXIV_FIELDS: Final = ("url", "journal", "howpublished", "note", "volume")
#: Braces that protect capitals: not an argument ("\emph{…}", "x_{1}"), and without commands inside.
_PROTECTED: Final = re.compile(r"(?<![\\\w^_}])\{([^{}\\$]*)\}")
#: Each pass of ``unbraced`` removes one level of nested braces.
_MAX_BRACE_DEPTH: Final = 50
_FOUR_DIGITS: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")
_MAX_DAY_DIGITS: Final = 2
#: " and " between names; escapes and braces are matched to find those at depth 0.
_NAME_DELIMITER: Final = re.compile(r"\\.|[{}]|\s+and\s+", re.DOTALL | re.IGNORECASE)
#: Characters of a broken entry that its message and its record quote.
_FAULT_EXCERPT_CHARS: Final = 30


class _Entry(NamedTuple):
    line: int
    kind: str
    key: str
    fields: dict[str, str]


class _Block(NamedTuple):
    """A range of a text, from one entry's "@" to where the next one may start.

    The text is not copied: in a file of one line each block reaches to the file's end.
    """

    text: str
    end: int

    def match(self, pattern: re.Pattern[str], position: int) -> re.Match[str] | None:
        return pattern.match(self.text, position, self.end)

    def excerpt(self, start: int, length: int) -> str:
        """Return some characters in one line."""
        return " ".join(self.text[start : min(start + length, self.end)].split())


def sniff(head: str) -> bool:
    """Claim a text with an entry at the start of a line; BibTeX ignores text between entries."""
    if not _ENTRY_LINE.search(head) or head.lstrip().startswith(("<", "{", "[")):
        return False
    # A reading list may have an entry by which to cite it.
    return not has_list(head)


def read(text: str, path: str) -> ReadResult:
    """Read a bibliography; an entry that can't be parsed, or is no paper, is a diagnostic."""
    return read_records(_iter_records(text), path)


def _iter_records(text: str) -> Iterator[Record]:
    # All entries are parsed first: a parent comes after its children in BibTeX.
    items = list(_parse(text))
    by_key = {item.key.lower(): item for item in items if isinstance(item, _Entry)}
    for item in items:
        if isinstance(item, Record):
            yield item
        elif item.kind not in _NON_PAPER_TYPES:
            parent_key = item.fields.get("crossref", item.fields.get("xdata", "")).strip().lower()
            parent = by_key.get(parent_key)
            inherited = parent.fields if parent and parent is not item else {}
            excerpt = item.fields.get("title", item.key)
            yield Record(item.line, _named_fields(item.key, item.fields, inherited), excerpt)


# ---- Grammar ----------------------------------------------------------------------------------


def _parse(text: str) -> Iterator[_Entry | Record]:
    """Yield entries, and a record with an error for each block that can't be parsed."""
    strings: dict[str, str] = {}
    position = 0
    line, counted_to = 1, 0  # lines are counted on from the last entry
    block_end = 0
    while match := _ENTRY_START.search(text, position):
        line += text.count("\n", counted_to, match.start())
        counted_to = match.start()
        # Entries of one line share their end, which is searched for once.
        if block_end < match.end():
            resume_point = _RESUME_POINT.search(text, match.end())
            block_end = resume_point.start() if resume_point else len(text)
        kind = match[1].lower()
        if kind == "comment":
            position = block_end
            continue
        block = _Block(text, block_end)
        try:
            key, fields, position = _parse_block(block, match.end(), kind, strings)
        except RecordError as error:
            yield Record(line, error, block.excerpt(match.start(), MAX_EXCERPT_CHARS))
            position = block_end
            continue
        if kind == "string":
            strings.update(fields)
        else:
            yield _Entry(line, kind, key, fields)


def _parse_block(
    block: _Block, position: int, kind: str, strings: dict[str, str]
) -> tuple[str, dict[str, str], int]:
    """Parse what follows an opening brace; return key, fields and the index after the block.

    Of a field that is given twice the first value counts, as in BibTeX.

    Raises:
        RecordError: the block is not of the grammar.
    """
    key = ""
    if kind == "preamble":
        _, position = _parse_value(block, position, strings)
    elif kind != "string":
        match = block.match(_KEY, position)
        if match is None:
            raise RecordError("has no key and comma after its brace; write @article{key, …")
        key, position = match[1], match.end()
    fields: dict[str, str] = {}
    while (end := block.match(_ENTRY_END, position)) is None:
        match = block.match(_FIELD_NAME, position)
        if match is None:
            raise RecordError(
                f"can't be parsed at “{block.excerpt(position, _FAULT_EXCERPT_CHARS)}”; "
                "is a comma, a brace or a quote missing before it?"
            )
        value, position = _parse_value(block, match.end(), strings)
        fields.setdefault(match[1].lower(), value)
    return key, fields, end.end()


def _parse_value(block: _Block, position: int, strings: dict[str, str]) -> tuple[str, int]:
    """Parse ``{…} # "…" # name``; return the joined parts and the index after them."""
    parts: list[str] = []
    while True:
        opening = block.text[position] if position < block.end else ""
        if opening in {"{", '"'}:
            end = _find_closing(block, position, opening)
            parts.append(block.text[position + 1 : end])
            position = end + 1
        elif match := block.match(_BARE_VALUE, position):
            parts.append(strings.get(match.group().lower(), match.group()))
            position = match.end()
        else:
            raise RecordError("has a field without a value; write field = {value}")
        concatenation = block.match(_CONCATENATION, position)
        if concatenation is None:
            return " ".join("".join(parts).split()), position
        position = concatenation.end()


def _find_closing(block: _Block, position: int, opening: str) -> int:
    """Return the index of the brace or quote that closes a value; braces inside balance."""
    depth = 0
    for match in _DELIMITER.finditer(block.text, position + 1, block.end):
        delimiter = match.group()
        if delimiter == "{":
            depth += 1
        elif delimiter == "}" and (depth or opening == '"'):
            depth -= 1
        elif delimiter == "}" or (delimiter == '"' and opening == '"' and depth == 0):
            return match.start()
    raise RecordError(f"has a {'brace' if opening == '{' else 'quote'} that is never closed")


# ---- Fields -----------------------------------------------------------------------------------


def _named_fields(
    key: str, entry_fields: dict[str, str], inherited: dict[str, str]
) -> dict[str, Any]:
    """Return an entry's fields under our names, with what its parent passes on."""
    fields = dict(entry_fields)
    if "title" in inherited:
        fields.setdefault("booktitle", inherited["title"])
    for name, value in inherited.items():
        if name not in _NOT_INHERITED:
            fields.setdefault(name, value)
    title = ": ".join(filter(None, (fields.get("title"), fields.get("subtitle"))))
    return {
        "title": _plain_text(title),
        "abstract": _plain_text(fields.get("abstract", "")),
        "authors": _parse_authors(fields.get("author") or fields.get("editor", "")),
        "date": _date(fields),
        "year": _year(fields),
        "venue": _plain_text(next((fields[v] for v in _VENUE_FIELDS if fields.get(v)), "")),
        "volume": _plain_text(fields.get("volume", "")),
        "issue": _plain_text(fields.get("number") or fields.get("issue", "")),
        "pages": _plain_text(fields.get("pages") or fields.get("eid", "")),
        "doi": fields.get("doi"),
        "arxiv_id": _arxiv_id(fields),
        # "ee" is DBLP's electronic edition.
        "url": [fields.get("url", ""), fields.get("ee", "")],
        "pdf": fields.get("pdf"),
        "code": fields.get("code"),
        "keywords": unbraced(fields.get("keywords", fields.get("keyword", ""))),
        "id": key,
    }


def _plain_text(text: str) -> str:
    """Return a text without LaTeX and braces, those that a command leaves behind included."""
    return unbraced(clean_text(unbraced(text)))


def unbraced(text: str) -> str:
    """Remove braces that protect capitals ("{BERT}" is "BERT"), but not those of commands."""
    for _ in range(_MAX_BRACE_DEPTH):
        if "{" not in text:
            break
        previous, text = text, _PROTECTED.sub(r"\1", text)
        if previous == text:
            break
    return text


def _parse_authors(text: str) -> list[str]:
    """Return the names in a list with "and" between them, each as "First von Last Jr"."""
    names = []
    for name in _split_names(text):
        if name.startswith("{") and name.endswith("}"):
            # A braced name is an organization's; commas in it separate nothing.
            names.append(unbraced(name[1:-1]))
        elif name.lower() != "others":
            last, _, rest = name.partition(",")
            junior, comma, first = rest.partition(",")
            # BibTeX has the suffix in the middle: Last, Jr, First.
            names.append(unbraced(first_last(f"{last},{first},{junior}" if comma else name)))
    return names


def _split_names(text: str) -> list[str]:
    """Split at each "and" outside of braces."""
    names, depth, start = [], 0, 0
    for match in _NAME_DELIMITER.finditer(text):
        delimiter = match.group()
        if delimiter == "{":
            depth += 1
        elif delimiter == "}":
            depth -= 1
        elif not delimiter.startswith("\\") and depth <= 0:
            names.append(text[start : match.start()].strip())
            start = match.end()
    return [name for name in (*names, text[start:].strip()) if name]


def _arxiv_id(fields: dict[str, str]) -> str | None:
    # BibTeX styles call the archive "archiveprefix", BibLaTeX "eprinttype"; an eprint without
    # either is most likely arXiv's.
    archive = fields.get("archiveprefix", fields.get("eprinttype", "arxiv")).lower()
    if archive == "arxiv" and parse_arxiv_id(fields.get("eprint", "")):
        return parse_arxiv_id(fields["eprint"])
    texts = (fields.get(name, "") for name in _ARXIV_FIELDS)
    return next((parse_arxiv_id(text) for text in texts if "arxiv" in text.lower()), None)


def _year(fields: dict[str, str]) -> str | None:
    """Return the year's four digits, or the whole text so that a warning can quote it."""
    text = fields.get("year") or fields.get("date") or ""
    match = _FOUR_DIGITS.search(text)
    return match.group() if match else text or None


def _date(fields: dict[str, str]) -> str | None:
    """Return BibLaTeX's date, or one put together of year, month and day."""
    if fields.get("date"):
        return fields["date"]
    month = month_number(fields.get("month", ""))
    day, year = fields.get("day", ""), fields.get("year", "")
    # int() refuses a text of 5,000 digits.
    if month and day.isdecimal() and len(day) <= _MAX_DAY_DIGITS and year.isdecimal():
        return f"{year}-{month:02}-{int(day):02}"
    return None
