"""The grammar of BibTeX: blocks, entries, fields, and values that are joined of texts and macros.

Comments are read as people write them: a line that starts with ``%`` is skipped, between
entries and between fields. Grammar: https://mirrors.ctan.org/biblio/bibtex/base/btxdoc.pdf and
btxhak.pdf; why not a library: ADR 8.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.sources.bibtex.repair import (
    Repair,
    RepairedEntry,
    add_field,
    has_swallowed_fields,
    repair_entry,
)
from sitegen.sources.bibtex.values import (
    BIBTEX_DELIMITER,
    STRAY_BRACE,
    Block,
    Value,
    find_closing,
    parse_value,
)
from sitegen.sources.limits import MAX_EXCERPT_CHARS
from sitegen.sources.reading import RecordError

if TYPE_CHECKING:
    from collections.abc import Iterator

#: "@article{" anywhere: BibTeX allows several entries in a line. An "@" within a word is part of
#: an address. Group 1 is the entry's type.
_ENTRY_START: Final = re.compile(r"(?<![\w.+-])@\s*([A-Za-z]+)\s*([{(])")
#: Where parsing resumes after a broken entry. Files that were joined have marks (U+FEFF) inside.
_RESUME_POINT: Final = re.compile(r"\n[ \t\ufeff]*@\s*[A-Za-z]+\s*[{(]")
#: The next entry in the line of one that is broken or was repaired.
_NEXT_ENTRY: Final = re.compile(
    r"(?<![\w.+-])@[ \t]*+(?:article|book\w*|conference|in\w+|manual|masters?thesis|misc|phdthesis|"
    r"(?:mv)?proceedings|techreport|report|thesis|unpublished|online|electronic|www|dataset|software|"
    r"patent|periodical|string|comment|preamble)[ \t]*+[{(]",
    re.IGNORECASE,
)
_BLANK: Final = r"(?:\s|%[^\n]*\n)*+"
#: Separators of fields. A comment is known by the line end that it reaches.
_SEPARATOR: Final = r"(?:[\s,]|%[^\n]*\n)*+"
#: A citation key and its comma; people write blanks into keys, and "Roe(2020)". An entry may end
#: after its key: "@misc{key}".
_KEY: Final = re.compile(
    _BLANK + r"((?:[^\s,{}\"=)]++|[ \t]++(?=[^\s,{}\"=])|\)(?=[^\s@}]))*+)\s*+(,|(?=[)}]))"
)
#: The name of a field; Scopus numbers some: "funding_text 1".
_FIELD_NAME: Final = re.compile(rf"{_SEPARATOR}([^\s=,{{}}()\"#%]+(?:[^\S\n]+\d{{1,3}})?)\s*=\s*")
#: A field outside of an entry, but not in a comment.
_STRAY_FIELD: Final = re.compile(
    r"(?:^[ \t]*+|[,{(}\"][ \t]*+)(?:author|title|year|date|journal|booktitle|abstract|doi|url|"
    r"pages|volume|publisher)[ \t]*+=[ \t]*+[{\"\d]",
    re.IGNORECASE | re.MULTILINE,
)
_STRAY: Final = "the start of this entry is missing or damaged; write @article{key, …"
_MIN_STRAY_FIELDS: Final = 2
_MIN_STRAY_CHARS: Final = 20
_ENTRY_END: Final = re.compile(rf"{_SEPARATOR}[)}}]")
#: Longer blocks are not parsed a second time: they may be the rest of a file of one line.
_MAX_RETRIED_CHARS: Final = 50_000
#: A longer comment ends where an entry starts a line: somebody forgot its brace.
_MAX_SKIPPED_CHARS: Final = 50_000
#: Comments that are never closed, after which others are not looked through.
_MAX_OPEN_COMMENTS: Final = 20
#: Characters of a broken entry that its message quotes.
_FAULT_EXCERPT_CHARS: Final = 30
#: The start of a longer preamble is looked through.
_MAX_PREAMBLE_CHARS: Final = 10_000
#: Blocks whose content is skipped up to their closing brace.
_SKIPPED_KINDS: Final = frozenset({"comment", "preamble"})


class Entry(NamedTuple):
    """One entry of a file; names of types and fields are in lower case.

    Attributes:
        line: where it starts.
        kind: its type.
        key: its citation key, or empty.
        fields: its fields.
        repairs: its faults, if it is read in spite of them.
    """

    line: int
    kind: str
    key: str
    fields: dict[str, Value]
    repairs: tuple[Repair, ...] = ()


class Fault(NamedTuple):
    """A block that can't be parsed."""

    line: int
    error: RecordError
    excerpt: str


class Comment(NamedTuple):
    """An entry in a comment, which starts at the line."""

    line: int


class Document(NamedTuple):
    """What a text holds: its entries and faults in their order, its macros by name, preambles."""

    items: list[Entry | Fault | Comment]
    strings: dict[str, Value]
    preambles: tuple[str, ...] = ()


def parse(text: str) -> Document:
    """Parse a text; it is never refused, as BibTeX ignores all text between entries."""
    strings: dict[str, Value] = {}
    preambles: list[str] = []
    items = list(_iter_items(text, strings, preambles))
    return Document(items, strings, tuple(preambles))


def _iter_items(
    text: str, strings: dict[str, Value], preambles: list[str]
) -> Iterator[Entry | Fault | Comment]:
    """Yield entries, and a fault for each block that can't be parsed."""
    position = 0
    lines = _LineCounter(text)
    block_end = narrow_end = open_comments = 0
    while match := _ENTRY_START.search(text, position):
        yield from _stray_fields(text, position, match.start(), lines)
        line = lines.line_of(match.start())
        # Entries of one line share their end, which is searched for once.
        block_end = block_end if block_end >= match.end() else _block_end(text, match.end())
        if _is_commented(text, position, match.start()):
            yield Comment(line)
            position = _line_end(text, match.end())
        elif match[1].lower() in _SKIPPED_KINDS:
            # Looking for the brace of each of many open comments would take quadratic time.
            limit = match.end() + _MAX_SKIPPED_CHARS if open_comments < _MAX_OPEN_COMMENTS else 0
            position = _skip(Block(text, max(block_end, min(limit, len(text)))), match)
            open_comments += not position
            if position and match[1].lower() == "preamble":
                preambles.append(
                    text[match.end() : min(position, match.end() + _MAX_PREAMBLE_CHARS)]
                )
            position = position or block_end
            yield from (Comment(line) for _ in _RESUME_POINT.finditer(text, match.end(), position))
        else:
            block = _narrow(Block(text, block_end), match.end(), narrow_end)
            item, position = _parse_item(block, match, line, strings)
            if item:
                narrow_end = block_end if isinstance(item, Fault) or item.repairs else narrow_end
                yield item
    yield from _stray_fields(text, position, len(text), lines)


class _LineCounter:
    """Count lines on from the last position that was asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._line, self._position = 1, 0

    def line_of(self, position: int) -> int:
        """Return the 1-based line of a position at or after the last one."""
        self._line += self._text.count("\n", self._position, position)
        self._position = position
        return self._line


def _stray_fields(text: str, start: int, end: int, lines: _LineCounter) -> Iterator[Fault]:
    """Yield a fault if several fields stand between entries."""
    # Nearly always there are blanks alone.
    if end - start < _MIN_STRAY_CHARS or text.find("=", start, end) < 0:
        return
    fields = [match.start() for match in _STRAY_FIELD.finditer(text, start, end)]
    if len(fields) >= _MIN_STRAY_FIELDS:
        excerpt = Block(text, end).excerpt(fields[0], MAX_EXCERPT_CHARS)
        yield Fault(lines.line_of(fields[0]), RecordError(_STRAY), excerpt)


def _block_end(text: str, position: int) -> int:
    match = _RESUME_POINT.search(text, position)
    return match.start() if match else len(text)


def _line_end(text: str, position: int) -> int:
    line_end = text.find("\n", position)
    return line_end if line_end >= 0 else len(text)


def _parse_item(
    block: Block, match: re.Match[str], line: int, strings: dict[str, Value]
) -> tuple[Entry | Fault | None, int]:
    """Return an entry or its fault, or None for a @string, and the index after it."""
    kind = match[1].lower()
    try:
        key, fields, end, repairs = _parse_entry(block, match.end(), kind, strings)
    except RecordError as error:
        fault = Fault(line, error, block.excerpt(match.start(), MAX_EXCERPT_CHARS))
        return fault, _narrow(block, match.end()).end
    if kind == "string":
        strings.update(fields)
        return None, end
    repairs = tuple(Repair(line + count, fault) for count, fault in repairs)
    return Entry(line, kind, key, fields, repairs), end


def _narrow(block: Block, position: int, narrow_end: int | None = None) -> Block:
    """Return a block that ends at the next entry in its line, if it starts before a limit.

    Each entry in the line of a broken one would reach to the line's end otherwise.
    """
    if narrow_end is not None and position >= narrow_end:
        return block
    match = _NEXT_ENTRY.search(block.text, position, block.end)
    return block._replace(end=match.start()) if match else block


def _is_commented(text: str, start: int, position: int) -> bool:
    """Return whether a percent sign stands first in the line of an entry's "@"."""
    line_start = max(text.rfind("\n", start, position) + 1, start)
    return text[line_start:position].lstrip().startswith("%")


def _skip(block: Block, match: re.Match[str]) -> int:
    """Return the index after a comment or a preamble, 0 if it is not closed."""
    try:
        return find_closing(block, match.end() - 1, "{") + 1 if match[2] == "{" else 0
    except RecordError:
        return 0


def _parse_entry(
    block: Block, position: int, kind: str, strings: dict[str, Value]
) -> RepairedEntry:
    """Parse an entry, if need be by BibTeX's own rule of braces, else as far as it can be repaired.

    Raises:
        RecordError: the block is not of the grammar, and its fields are not plain to see.
    """
    entry, fault = None, RecordError()
    for delimiter in (block.delimiter, BIBTEX_DELIMITER):
        try:
            entry = _parse_block(block._replace(delimiter=delimiter), position, kind, strings)
            break
        except RecordError as error:
            fault = fault if fault.args else error
            if block.end - position > _MAX_RETRIED_CHARS:
                break
    if entry is not None and not has_swallowed_fields(entry.fields):
        return entry
    block = _narrow(block, position)
    if kind != "string" and block.end - position <= _MAX_RETRIED_CHARS:
        try:
            return repair_entry(block, position, strings)
        except RecordError:
            # The first fault says more.
            pass
    if entry is None:
        raise fault
    return entry


def _parse_block(
    block: Block, position: int, kind: str, strings: dict[str, Value]
) -> RepairedEntry:
    """Parse what follows an opening brace.

    Raises:
        RecordError: the block is not of the grammar.
    """
    key = ""
    if kind != "string":
        match = block.match(_KEY, position)
        if match is not None:
            key, position = match[1].strip(), match.end()
        # An entry may start with its first field.
        elif not block.match(_FIELD_NAME, position):
            raise RecordError("has no key and comma after its brace; write @article{key, …")
    fields: dict[str, Value] = {}
    while (end := block.match(_ENTRY_END, position)) is None or (
        fields and block.match(STRAY_BRACE, position)
    ):
        if end is not None:
            position = end.end()
        match = block.match(_FIELD_NAME, position)
        if match is None:
            raise RecordError(
                f"can't be parsed at “{block.excerpt(position, _FAULT_EXCERPT_CHARS)}”; "
                "is a comma, a brace or a quote missing before it?"
            )
        value, position = parse_value(block, match.end(), strings)
        if block.text[match.end()] not in '{"' and block.match(STRAY_BRACE, position):
            raise RecordError(f"has no brace before the value of {match[1]}")
        add_field(fields, match[1].lower(), value)
    return RepairedEntry(key, fields, end.end(), ())
