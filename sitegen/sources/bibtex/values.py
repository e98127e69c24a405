"""Values of BibTeX: texts in braces or quotes, numbers and macros, joined by ``#``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.sources.limits import MAX_MACRO_CHARS
from sitegen.sources.reading import RecordError

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The end of a field without a value, as in "year = ,".
_NO_VALUE: Final = re.compile(r"\s*+(?=,|\}\s*+(?:@|\Z))")
#: A value without braces or quotes: a number or the name of a @string.
_BARE_VALUE: Final = re.compile(r"[^\s,{}()\"#=]+")
_CONCATENATION: Final = re.compile(r"\s*#\s*")
#: A brace too many after a field: another field follows it.
STRAY_BRACE: Final = re.compile(r"\s*+\}(?=[ \t]*+,\s*+[A-Za-z][\w-]*+\s*+=\s*+[{\"\d])")
#: Delimiters within a value. An escaped one ("\{") is matched as a pair, and so skipped.
_DELIMITER: Final = re.compile(r"\\.|\{|\}|\"", re.DOTALL)
_NESTED: Final = re.compile(r"[{}\\]")
#: The same by BibTeX's own rule: a backslash escapes no brace ("C:\Users\").
BIBTEX_DELIMITER: Final = re.compile(r"[{}\"]")


class Macro(NamedTuple):
    """The use of a @string that its file has not defined up to there."""

    name: str


#: The parts of a value; all are joined.
Value = tuple[str | Macro, ...]


class Block(NamedTuple):
    """A range of a text, from one entry's "@" to where the next one may start.

    The text is not copied: in a file of one line each block reaches to the file's end.
    """

    text: str
    end: int
    delimiter: re.Pattern[str] = _DELIMITER

    def match(self, pattern: re.Pattern[str], position: int) -> re.Match[str] | None:
        """Match a pattern at a position, up to the block's end."""
        return pattern.match(self.text, position, self.end)

    def excerpt(self, start: int, length: int) -> str:
        """Return some characters in one line."""
        return " ".join(self.text[start : min(start + length, self.end)].split())


def parse_value(block: Block, position: int, strings: Mapping[str, Value]) -> tuple[Value, int]:
    """Parse ``{…} # "…" # name``; return the parts and the index after them."""
    parts: list[str | Macro] = []
    macro_length = 0
    while True:
        opening = block.text[position] if position < block.end else ""
        if opening in {"{", '"'}:
            end = find_closing(block, position, opening)
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


def _bare_value(text: str, strings: Mapping[str, Value]) -> str | Macro:
    """Return a number as it is, and the text of a macro that is defined, or its name."""
    if text[0].isdigit():
        return text
    value = strings.get(text.lower(), ())
    return value[0] if len(value) == 1 else Macro(text)


def find_closing(block: Block, position: int, opening: str) -> int:
    """Return the index of the brace or quote that closes a value; braces inside balance."""
    # Most values have no braces and no escapes inside.
    end = block.text.find("}" if opening == "{" else '"', position + 1, block.end)
    if end >= 0 and not _NESTED.search(block.text, position + 1, end):
        return end
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
