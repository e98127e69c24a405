"""The grammar of BibTeX: blocks, entries, fields, and values that are joined of texts and macros.

Comments are read as people write them: a line that starts with ``%`` is skipped, between
entries and between fields. Grammar: https://mirrors.ctan.org/biblio/bibtex/base/btxdoc.pdf and
btxhak.pdf; why not a library: ADR 8.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.sources.limits import MAX_EXCERPT_CHARS, MAX_MACRO_CHARS
from sitegen.sources.reading import RecordError

if TYPE_CHECKING:
    from collections.abc import Iterator

#: "@article{" anywhere: BibTeX allows several entries in a line. An "@" within a word is part of
#: an address. Group 1 is the entry's type.
_ENTRY_START: Final = re.compile(r"(?<![\w.+-])@\s*([A-Za-z]+)\s*([{(])")
#: Where parsing resumes after a broken entry. Files that were joined have marks (U+FEFF) inside.
_RESUME_POINT: Final = re.compile(r"\n[ \t\ufeff]*@\s*[A-Za-z]+\s*[{(]")
_BLANK: Final = r"(?:\s|%[^\n]*\n)*+"
#: Separators of fields. A comment is known by the line end that it reaches.
_SEPARATOR: Final = r"(?:[\s,]|%[^\n]*\n)*+"
#: A citation key and its comma; people write blanks into keys, and "Roe(2020)". An entry may end
#: after its key: "@misc{key}".
_KEY: Final = re.compile(
    _BLANK + r"((?:[^\s,{}\"=)]++|[ \t]++(?=[^\s,{}\"=])|\)(?=[^\s@}]))*+)\s*+(,|(?=[)}]))"
)
_FIELD_NAME: Final = re.compile(rf"{_SEPARATOR}([^\s=,{{}}()\"#%]+)\s*=\s*")
#: A brace too many after a field: another field follows it.
_STRAY_BRACE: Final = re.compile(r"\s*+\}(?=\s*+,\s*+[A-Za-z][\w-]*+\s*+=\s*+[{\"\d])")
#: The end of a field without a value, as in "year = ,".
_NO_VALUE: Final = re.compile(r"\s*+(?=,|\}\s*+(?:@|\Z))")
_ENTRY_END: Final = re.compile(rf"{_SEPARATOR}[)}}]")
#: A value without braces or quotes: a number or the name of a @string.
_BARE_VALUE: Final = re.compile(r"[^\s,{}()\"#=]+")
_CONCATENATION: Final = re.compile(r"\s*#\s*")
#: Delimiters within a value. An escaped one ("\{") is matched as a pair, and so skipped.
_DELIMITER: Final = re.compile(r"\\.|[{}\"]", re.DOTALL)
#: The same by BibTeX's own rule: a backslash escapes no brace ("C:\Users\").
_BIBTEX_DELIMITER: Final = re.compile(r"[{}\"]")
#: Longer blocks are not parsed a second time: they may be the rest of a file of one line.
_MAX_RETRIED_CHARS: Final = 50_000
#: A longer comment ends where an entry starts a line: somebody forgot its brace.
_MAX_SKIPPED_CHARS: Final = 50_000
#: Comments that are never closed, after which others are not looked through.
_MAX_OPEN_COMMENTS: Final = 20
#: Characters of a broken entry that its message quotes.
_FAULT_EXCERPT_CHARS: Final = 30
#: Blocks whose content is skipped up to their closing brace.
_SKIPPED_KINDS: Final = frozenset({"comment", "preamble"})


class Macro(NamedTuple):
    """The use of a @string that its file has not defined up to there."""

    name: str


#: The parts of a value; all are joined.
Value = tuple[str | Macro, ...]


class Entry(NamedTuple):
    """One entry of a file; names of types and fields are in lower case."""

    line: int
    kind: str
    key: str
    fields: dict[str, Value]


class Fault(NamedTuple):
    """A block that can't be parsed."""

    line: int
    error: RecordError
    excerpt: str


class Comment(NamedTuple):
    """An entry in a comment, which starts at the line."""

    line: int


class Document(NamedTuple):
    """What a text holds: its entries and faults in their order, and its macros by name."""

    items: list[Entry | Fault | Comment]
    strings: dict[str, Value]


class _Block(NamedTuple):
    """A range of a text, from one entry's "@" to where the next one may start.

    The text is not copied: in a file of one line each block reaches to the file's end.
    """

    text: str
    end: int
    delimiter: re.Pattern[str] = _DELIMITER

    def match(self, pattern: re.Pattern[str], position: int) -> re.Match[str] | None:
        return pattern.match(self.text, position, self.end)

    def excerpt(self, start: int, length: int) -> str:
        """Return some characters in one line."""
        return " ".join(self.text[start : min(start + length, self.end)].split())


def parse(text: str) -> Document:
    """Parse a text; it is never refused, as BibTeX ignores all text between entries."""
    strings: dict[str, Value] = {}
    return Document(list(_iter_items(text, strings)), strings)


def _iter_items(text: str, strings: dict[str, Value]) -> Iterator[Entry | Fault | Comment]:
    """Yield entries, and a fault for each block that can't be parsed."""
    position = 0
    line, counted_to = 1, 0  # lines are counted on from the last entry
    block_end = open_comments = 0
    while match := _ENTRY_START.search(text, position):
        line += text.count("\n", counted_to, match.start())
        counted_to = match.start()
        # Entries of one line share their end, which is searched for once.
        if block_end < match.end():
            resume_point = _RESUME_POINT.search(text, match.end())
            block_end = resume_point.start() if resume_point else len(text)
        block = _Block(text, block_end)
        kind = match[1].lower()
        if _is_commented(text, position, match.start()):
            yield Comment(line)
            line_end = text.find("\n", match.end())
            position = line_end if line_end >= 0 else len(text)
        elif kind in _SKIPPED_KINDS:
            # Looking for the brace of each of many open comments would take quadratic time.
            limit = match.end() + _MAX_SKIPPED_CHARS if open_comments < _MAX_OPEN_COMMENTS else 0
            position = _skip(_Block(text, max(block_end, min(limit, len(text)))), match)
            open_comments += not position
            position = position or block_end
            for _ in _RESUME_POINT.finditer(text, match.end(), position):
                yield Comment(line)
        else:
            try:
                key, fields, position = _parse_entry(block, match.end(), kind, strings)
            except RecordError as error:
                yield Fault(line, error, block.excerpt(match.start(), MAX_EXCERPT_CHARS))
                position = block_end
                continue
            if kind == "string":
                strings.update(fields)
            else:
                yield Entry(line, kind, key, fields)


def _is_commented(text: str, start: int, position: int) -> bool:
    """Return whether a percent sign stands first in the line of an entry's "@"."""
    line_start = max(text.rfind("\n", start, position) + 1, start)
    return text[line_start:position].lstrip().startswith("%")


def _skip(block: _Block, match: re.Match[str]) -> int:
    """Return the index after a comment or a preamble, 0 if it is not closed."""
    try:
        return _find_closing(block, match.end() - 1, "{") + 1 if match[2] == "{" else 0
    except RecordError:
        return 0


def _parse_entry(
    block: _Block, position: int, kind: str, strings: dict[str, Value]
) -> tuple[str, dict[str, Value], int]:
    """Parse an entry, if need be by BibTeX's own rule of braces.

    Raises:
        RecordError: the block is not of the grammar.
    """
    try:
        return _parse_block(block, position, kind, strings)
    except RecordError:
        if block.end - position > _MAX_RETRIED_CHARS:
            raise
        try:
            retried = block._replace(delimiter=_BIBTEX_DELIMITER)
            return _parse_block(retried, position, kind, strings)
        except RecordError:
            pass
        raise


def _parse_block(
    block: _Block, position: int, kind: str, strings: dict[str, Value]
) -> tuple[str, dict[str, Value], int]:
    """Parse what follows an opening brace; return key, fields and the index after the block.

    Of a field that is given twice the first value counts, as in BibTeX.

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
        fields and block.match(_STRAY_BRACE, position)
    ):
        if end is not None:
            position = end.end()
        match = block.match(_FIELD_NAME, position)
        if match is None:
            raise RecordError(
                f"can't be parsed at “{block.excerpt(position, _FAULT_EXCERPT_CHARS)}”; "
                "is a comma, a brace or a quote missing before it?"
            )
        value, position = _parse_value(block, match.end(), strings)
        fields.setdefault(match[1].lower(), value)
    return key, fields, end.end()


def _parse_value(block: _Block, position: int, strings: dict[str, Value]) -> tuple[Value, int]:
    """Parse ``{…} # "…" # name``; return the parts and the index after them."""
    parts: list[str | Macro] = []
    macro_length = 0
    while True:
        opening = block.text[position] if position < block.end else ""
        if opening in {"{", '"'}:
            end = _find_closing(block, position, opening)
            parts.append(block.text[position + 1 : end])
            position = end + 1
        elif match := block.match(_BARE_VALUE, position):
            value = _bare_value(match.group(), strings)
            macro_length += len(value)
            if macro_length > MAX_MACRO_CHARS:
                raise RecordError("has a value that macros make too long; write it in full")
            parts.append(value)
            position = match.end()
        elif not parts and block.match(_NO_VALUE, position):
            parts.append("")
        else:
            raise RecordError("has a field without a value; write field = {value}")
        concatenation = block.match(_CONCATENATION, position)
        if concatenation is None:
            break
        position = concatenation.end()
    # A value of one part is its text, which most are.
    texts = [part for part in parts if isinstance(part, str)]
    return ("".join(texts),) if len(texts) == len(parts) else tuple(parts), position


def _bare_value(text: str, strings: dict[str, Value]) -> str | Macro:
    """Return a number as it is, and the text of a macro that is defined, or its name."""
    if text[0].isdigit():
        return text
    value = strings.get(text.lower(), ())
    return value[0] if len(value) == 1 else Macro(text)


def _find_closing(block: _Block, position: int, opening: str) -> int:
    """Return the index of the brace or quote that closes a value; braces inside balance."""
    depth = 0
    for match in block.delimiter.finditer(block.text, position + 1, block.end):
        delimiter = match.group()
        if delimiter == "{":
            depth += 1
        elif delimiter == "}" and (depth or opening == '"'):
            depth -= 1
        elif delimiter == "}" or (delimiter == '"' and opening == '"' and depth == 0):
            return match.start()
    raise RecordError(f"has a {'brace' if opening == '{' else 'quote'} that is never closed")
