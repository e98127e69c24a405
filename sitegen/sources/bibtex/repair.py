"""Read an entry that breaks the grammar of BibTeX, but whose fields are plain to see.

A brace, a quote, a comma or an equals sign is missing, or another sign stands in its place. Fields
are known by their names: a value that does not end is cut where the line of the next field starts.
Each repair is a warning with its line, so that the file can be corrected.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.sources.bibtex.values import STRAY_BRACE, Block, Value, parse_value
from sitegen.sources.reading import RecordError

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Names of fields at which a value that is not closed ends.
_NAMES: Final = (
    "abstract|address|annote|archiveprefix|author|biburl|bibsource|booktitle|chapter|crossref|date|"
    "day|doi|edition|editor|eid|eprint|eprinttype|file|howpublished|institution|isbn|issn|issue|"
    "journal|journaltitle|keywords?|langid|language|location|month|note|number|organization|pages|"
    "primaryclass|publisher|school|series|shorttitle|subtitle|timestamp|title|type|url|urldate|"
    "volume|year"
)
#: A field's name with its sign; a known name may lack it.
_FIELD: Final = re.compile(
    rf"(?:(?<=[\s,;:{{(}}])|(?<=^))(?:(?P<name>[A-Za-z][\w-]*+)\s*+(?P<sign>=|:(?=\s*+[{{\"\d]))|"
    rf"(?P<known>{_NAMES})(?=\s*+[{{\"])|(?P<number>year|volume|number)(?=\s++\d))\s*+",
    re.IGNORECASE,
)
#: The start of a known field within a value that is not closed.
_BOUNDARY: Final = re.compile(
    rf"[,;\n][ \t]*+(?=(?:{_NAMES})[ \t]*+=)|\n[ \t]*+(?=(?:{_NAMES})[ \t]*+(?::[ \t]*+)?[{{\"])",
    re.IGNORECASE,
)
#: A line with a field within a value: the brace that closes it belongs to another field.
_SWALLOWED: Final = re.compile(
    r"\n[ \t]*+(?:author|title|journal|booktitle|year|editor|pages|volume|publisher|doi)[ \t]*+="
    r"[ \t]*+[{\"\d]",
    re.IGNORECASE,
)
_SEPARATOR: Final = re.compile(r"(?:[\s,;]|%[^\n]*\n)*+")
#: What follows a value that is whole.
_FOLLOWING: Final = re.compile(
    rf"\s*+(?:[,;)}}]|\Z|(?=(?:[A-Za-z][\w-]*+\s*+=|(?:{_NAMES})\s*+[:{{])))", re.IGNORECASE
)
#: A quote that ends a value with quotes inside: a field or the entry's end follows it.
_LAST_QUOTE: Final = re.compile(
    r"\"\s*+(?=[,;]\s*+(?:[A-Za-z][\w-]*+\s*+=|[)}]\s*+\Z)|[)}]\s*+\Z|\Z)"
)
#: Quotation marks around a value that are not BibTeX's.
_QUOTES: Final = {"'": "'", "“": "”", "‘": "’", "`": "'", "„": "“", "«": "»"}
#: Fields that publishers repeat -> what parts the values.
_REPEATED: Final = {"author": " and ", "editor": " and ", "keywords": "; ", "keyword": "; "}
_MAX_KEY_CHARS: Final = 80
_MAX_REPAIRS: Final = 20
_EXCERPT_CHARS: Final = 30
#: Fields of which a repaired entry has one: other texts have braces after an "@" too.
_EVIDENCE: Final = frozenset({"title", "author", "booktitle", "journal", "editor", "crossref"})


class Repair(NamedTuple):
    """A fault of an entry that was read all the same; the line is counted from the entry's."""

    line: int
    fault: str


class RepairedEntry(NamedTuple):
    """The content of an entry, and the index after it."""

    key: str
    fields: dict[str, Value]
    end: int
    repairs: tuple[Repair, ...]


def add_field(fields: dict[str, Value], name: str, value: Value) -> None:
    """Add a field; of one that is given twice the first value counts, as in BibTeX.

    Publishers repeat the field of authors and that of keywords for each of them.
    """
    separator = _REPEATED.get(name)
    if name not in fields:
        fields[name] = value
    elif separator is not None and value != fields[name]:
        fields[name] = (*fields[name], separator, *value)


def has_swallowed_fields(fields: Mapping[str, Value]) -> bool:
    """Return whether a value holds fields in lines of their own, since its brace is not closed."""
    return any(
        _SWALLOWED.search(part)
        for name, value in fields.items()
        if name not in {"abstract", "annote", "note"}
        for part in value
        if isinstance(part, str) and "\n" in part
    )


def repair_entry(block: Block, position: int, strings: Mapping[str, Value]) -> RepairedEntry:
    """Read what follows an entry's opening brace.

    Raises:
        RecordError: its fields are not plain to see.
    """
    return _Reader(block, position, strings).read()


class _Reader:
    """Reads one entry, and notes its repairs."""

    def __init__(self, block: Block, position: int, strings: Mapping[str, Value]) -> None:
        self._block = block
        self._start = self._position = position
        self._strings = strings
        self._repairs: dict[str, int] = {}
        self._has_last_brace = False

    def read(self) -> RepairedEntry:
        """Read the key and all fields."""
        key = self._read_key()
        fields: dict[str, Value] = {}
        while not self._is_at_end():
            name, value = self._read_field()
            if name:
                add_field(fields, name, value)
        if _EVIDENCE.isdisjoint(fields):
            raise RecordError("has no title and no author")
        repairs = tuple(Repair(line, fault) for fault, line in self._repairs.items())
        return RepairedEntry(key, fields, self._position, repairs)

    def _note(self, fault: str, position: int) -> None:
        if len(self._repairs) == _MAX_REPAIRS:
            raise RecordError(f"has more than {_MAX_REPAIRS} faults")
        self._repairs.setdefault(fault, self._block.text.count("\n", self._start, position))

    def _match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        return self._block.match(pattern, self._position)

    def _read_key(self) -> str:
        """Read all up to the first field, which needs no comma before it."""
        text = self._block.text
        first = _FIELD.search(text, self._start, self._block.end)
        if first is None:
            raise RecordError("has no field")
        written = text[self._start : first.start()]
        key = written.strip(" \t\r\n,;:")
        if len(key) > _MAX_KEY_CHARS or any(sign in key for sign in '\n{}"='):
            raise RecordError("has no key")
        if key and not written.rstrip().endswith(","):
            self._note("the comma after the key is missing", self._start)
        if "," in key:
            self._note("the key has a comma", self._start)
        self._position = first.start()
        return key

    def _is_at_end(self) -> bool:
        """Skip separators; return whether the entry ends there, and go behind its brace."""
        if separator := self._match(_SEPARATOR):
            if ";" in separator.group().partition("%")[0]:
                self._note("a semicolon stands in the place of a comma", self._position)
            self._position = separator.end()
        if self._position >= self._block.end:
            if not self._has_last_brace:
                self._note("the last brace is missing", self._position)
            return True
        if self._block.text[self._position] not in "})":
            return False
        self._position += 1
        # The pattern matches nothing, too.
        separator = self._match(_SEPARATOR)
        start = separator.end() if separator else self._position
        following = self._block.match(_FIELD, start)
        if following is None:
            return True
        self._note("a brace too many stands before a field", self._position)
        return False

    def _read_field(self) -> tuple[str, Value]:
        """Read a field, or leave out text up to the next one."""
        match = self._match(_FIELD)
        if match is None:
            start, self._position = self._position, self._boundary()
            if not self._position > start:
                raise RecordError("has text between its fields")
            excerpt = self._block.excerpt(start, min(_EXCERPT_CHARS, self._position - start))
            self._note(f"“{excerpt}” is no field and was left out", start)
            return "", ()
        name = (match["name"] or match["known"] or match["number"]).lower()
        if match["sign"] != "=":
            self._note(f"the equals sign after {name} is missing", self._position)
        self._position = match.end()
        return name, self._read_value(name)

    def _boundary(self) -> int:
        """Return where the next known field's line starts, or the entry ends."""
        match = _BOUNDARY.search(self._block.text, self._position + 1, self._block.end)
        return match.start() if match else self._block.end

    def _read_value(self, name: str) -> Value:
        try:
            value, end = parse_value(self._block, self._position, self._strings)
        except RecordError:
            return (self._cut_value(name),)
        opening = self._block.text[self._position]
        is_bare = opening not in '{"'
        is_cut = is_bare and (opening in _QUOTES or self._block.match(STRAY_BRACE, end))
        is_whole = self._block.match(_FOLLOWING, end) and not has_swallowed_fields({name: value})
        if is_cut or not is_whole:
            return (self._cut_value(name),)
        self._position = end
        return value

    def _cut_value(self, name: str) -> str:
        """Return a value that is not closed, or that has quotes inside."""
        text, start, end = self._block.text, self._position, self._boundary()
        opening = text[start : start + 1]
        match = _LAST_QUOTE.search(text, start + 1, self._block.end) if opening == '"' else None
        # A quote after the next field is that field's.
        if match and match.start() <= end:
            self._note(f"quotes in the quotes of {name} are not in braces", start)
            self._position = match.end()
            return text[start + 1 : match.start()]
        self._position = end
        # The entry's brace is among the signs after such a value, or its lack is the same fault.
        self._has_last_brace = end == self._block.end
        value = text[start:end].rstrip(" \t\r\n,;")
        if opening in {"{", '"'}:
            sign = "brace" if opening == "{" else "quote"
            self._note(f"the {sign} of {name} is not closed", start)
            return _trim(value[1:], opening)
        self._note(f"the value of {name} is not in braces", start)
        value = _trim(value, "")
        closing = _QUOTES.get(value[:1])
        return value[1:-1] if closing and value.endswith(closing) else value


def _trim(value: str, opening: str) -> str:
    """Return a value without the brace or the quote that ends another one, or the entry."""
    unopened = value.count("}") - value.count("{")
    end = len(value)
    while end:
        sign = value[end - 1]
        if sign == "}" and unopened > 0:
            unopened -= 1
        elif not (sign == '"' and opening == '"') and (
            sign not in " \t\r\n,;" or end == len(value)
        ):
            break
        end -= 1
    return value[:end]
