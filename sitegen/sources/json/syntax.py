"""Decode JSON values at a position of a text, and find where a damaged one ends.

Source: RFC 8259. Beside it, a comma may precede a closing bracket, and integers have any length.
"""

from __future__ import annotations

import json
import re
import sys
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.surrogates import has_escape, replace_surrogates

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

_DECODER: Final = json.JSONDecoder()
_SEPARATORS: Final = re.compile(r"[\s,\ufeff\x1e]*")
_STRING: Final = re.compile(r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"')
#: A string, a bracket, or an unmatched quotation mark, which ends at the line's end.
_TOKEN: Final = re.compile(r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"?|[\[\]{}]')
#: A string, or a comma before a closing bracket.
_TRAILING_COMMA: Final = re.compile(
    # A string that never closes reaches to the end, where it is looked for once.
    r'("[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z))|,(?=\s*+[\]}])',
    re.DOTALL,
)
_FIRST_KEY: Final = re.compile(r'\{\s*+("(?:[^"\\\n]++|\\.)*+")\s*+:')
_NEXT_OBJECT: Final = re.compile(r"\n[ \t]*(?=\{)")
#: Longer elements are not repaired.
_MAX_REPAIR_CHARS: Final = 1_000_000
#: Objects in a damaged element that are compared with its siblings.
_MAX_CANDIDATES: Final = 20
#: Keys that siblings have in common at least, and their share.
_MIN_KEYS: Final = 2
_MIN_SHARED_KEYS: Final = 0.75


class JsonError(ValueError):
    """A text is no JSON value; ``position`` is the index of the fault."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.position = position


def _parse_int(digits: str) -> int | float:
    """Return an integer, or infinity for one that is too long to be anything that papers have."""
    return int(digits) if len(digits) < sys.get_int_max_str_digits() else float(f"{digits[:1]}e999")


_LONG_DECODER: Final = json.JSONDecoder(parse_int=_parse_int)


def load_json(text: str) -> Any:
    """Decode a whole text, without lone surrogates.

    Raises:
        ValueError: the text is not JSON, or too deeply nested.
    """
    try:
        value = json.loads(text)
        return replace_surrogates(value) if has_escape(text) else value
    except RecursionError:
        raise JsonError("can't be read as JSON: it is nested too deeply", 0) from None


def decode_at(text: str, position: int) -> tuple[Any, int]:
    """Decode the value at a position, without lone surrogates; return it and its end.

    Raises:
        JsonError: there is no valid value, or it is too deeply nested.
    """
    value, end = _decode_at(text, position)
    if has_escape(text, position, end):
        try:
            value = replace_surrogates(value)
        except RecursionError:
            raise JsonError("can't be read as JSON: it is nested too deeply", position) from None
    return value, end


def _decode_at(text: str, position: int) -> tuple[Any, int]:
    try:
        return _DECODER.raw_decode(text, position)
    except json.JSONDecodeError as error:
        repaired = _decode_repaired(text, position, error.pos)
        if repaired is not None:
            return repaired
        reason = f"{error.msg}: line {error.lineno} column {error.colno}"
        raise JsonError(f"can't be read as JSON: {reason}", error.pos) from None
    except RecursionError:
        raise JsonError("can't be read as JSON: it is nested too deeply", position) from None
    except ValueError:
        # The only other ValueError is that of int(), see sys.get_int_max_str_digits(). This decoder
        # is slower, and few texts need it.
        return _decode_long(text, position)


def _decode_long(text: str, position: int) -> tuple[Any, int]:
    try:
        return _LONG_DECODER.raw_decode(text, position)
    except json.JSONDecodeError as error:
        raise JsonError(f"can't be read as JSON: {error.msg}", error.pos) from None
    except RecursionError:
        raise JsonError("can't be read as JSON: it is nested too deeply", position) from None


def _decode_repaired(text: str, position: int, fault: int) -> tuple[Any, int] | None:
    """Decode a value whose fault is a comma before a closing bracket; None if it isn't."""
    if text[fault : fault + 1] not in ("}", "]") or not text[position:fault].rstrip().endswith(","):
        return None
    end = _balanced_end(text, position, min(len(text), position + _MAX_REPAIR_CHARS))
    if end is None:
        return None
    try:
        repaired = _TRAILING_COMMA.sub(lambda match: match[1] or "", text[position:end])
        return _DECODER.decode(repaired), end
    except (ValueError, RecursionError):
        return None


def skip_separators(text: str, position: int) -> int:
    """Return the index of the next character that is neither blank nor a comma."""
    match = _SEPARATORS.match(text, position)
    return match.end() if match else position


def string_end(text: str, position: int) -> int | None:
    """Return the end of the string at a position, None if no string is there."""
    match = _STRING.match(text, position)
    return match.end() if match else None


def _balanced_end(text: str, position: int, limit: int) -> int | None:
    """Return the end of the brackets that open at a position; None if they don't close."""
    depth = 0
    for match in _TOKEN.finditer(text, position, limit):
        bracket = match[0]
        depth += bracket in "[{"
        depth -= bracket in "]}"
        if depth <= 0:
            return match.end() if bracket in "]}" else None
    return None


def first_key(text: str, position: int) -> str:
    """Return the start of an object with its first key, which those of one list share, or ""."""
    match = _FIRST_KEY.match(text, position)
    return match[1] if match else ""


def element_end(text: str, position: int, fault: int, key: str = "") -> int:
    """Return where to go on after a damaged element of an array.

    That is the end of its brackets, or, if a bracket is missing, the next line that starts an
    object as far to the left as the element does. Without lines, it is the next object that starts
    with the same key, at the latest: a damaged quotation mark hides all brackets that follow.

    Args:
        text: the document.
        position: the element's start.
        fault: the index of the fault, at or after it.
        key: the first key of the array's elements in quotes, if it is known.
    """
    key = key or first_key(text, position)
    following = _following(text, position, key) if key else None
    if following is None:
        return _element_end(text, position, fault)
    # The next element may have another first key.
    after_fault = _same_indent(text, position, _fault_line(text, position, fault))
    limit = min(following, after_fault or following)
    end = _balanced_end(text, position, limit)
    return limit if end is None or end <= position else end


def _following(text: str, position: int, key: str) -> int | None:
    """Return the start of the next object that has a first key and is indented as another one."""
    indent = text[text.rfind("\n", 0, position) + 1 : position]
    # In an array of one line only the key shows where an element starts.
    start = "" if indent.strip() else f"\n{indent}"
    following = re.compile(rf"{start}(\{{)\s*+{re.escape(key)}\s*+:").search(text, position + 1)
    return following.start(1) if following else None


def _fault_line(text: str, position: int, fault: int) -> int:
    """Return the start of the line of a fault, at the earliest the character after the element's.

    The fault of a missing bracket is the next element's brace itself, so its line counts too.
    """
    line = text.rfind("\n", position, fault)
    return max(fault if line < 0 else line, position + 1)


def _element_end(text: str, position: int, fault: int) -> int:
    following = _same_indent(text, position, _fault_line(text, position, fault))
    end = _balanced_end(text, position, len(text) if following is None else following)
    if end is not None and end > position:
        return end
    if following is not None:
        return following
    # Without brackets, an element ends where the next one starts.
    match = _NEXT_OBJECT.search(text, max(fault, position + 1))
    return match.end() if match else len(text)


def _same_indent(text: str, position: int, start: int) -> int | None:
    """Return the next line's start of an object that is indented as the one at a position."""
    line_start = text.rfind("\n", 0, position) + 1
    indent = text[line_start:position]
    if indent.strip():
        return None
    index = text.find(f"\n{indent}{{", start)
    return None if index < 0 else index + len(indent) + 1


class Siblings:
    """What the elements of an array have in common, by which one is seen inside of a damaged one.

    Attributes:
        first_key: with which they start, in quotes, or "".
        keys: of the first of them.
        end: index of the bracket that ends the array, once it is known.
    """

    def __init__(self, text: str) -> None:
        """Keep the document that the array is in."""
        self._text = text
        self.first_key = ""
        self.keys: frozenset[str] = frozenset()
        self.end = 0

    def add(self, position: int, value: Any) -> None:
        """Learn from an element at a position; the first object counts."""
        if not self.first_key and isinstance(value, dict):
            self.first_key = first_key(self._text, position)
            self.keys = frozenset(value)

    def next_start(self, position: int, end: int) -> int | None:
        """Return the start of an object in a part of the document that is like an element."""
        if not self.first_key:
            return None
        pattern = re.compile(rf"\{{(?=\s*+{re.escape(self.first_key)}\s*+:)")
        # Each of the objects that an element holds may start with the same key.
        for match in islice(pattern.finditer(self._text, position, end), _MAX_CANDIDATES):
            start = match.start()
            try:
                # Only what the part holds: else each candidate could cost the whole document.
                part = self._text[start : min(end, start + _MAX_REPAIR_CHARS)]
                value, _ = _decode_at(part, 0)
            except JsonError:
                continue
            if isinstance(value, dict) and self.has_keys_of(value.keys()):
                return start
        return None

    def has_keys_of(self, keys: AbstractSet[str], share: float = _MIN_SHARED_KEYS) -> bool:
        """Return whether a share of an element's keys are among some keys."""
        shared_count = len(self.keys & keys)
        return shared_count >= max(_MIN_KEYS, share * len(self.keys))
