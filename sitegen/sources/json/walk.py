"""Walk through the text of a JSON document to its papers, each with its line.

A syntax error costs the element that it is in: a damaged array or object is entered, and its other
elements are read. Several documents may follow each other.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitegen.identifiers import parse_arxiv_id
from sitegen.sources.json.papers import (
    CONTAINER_KEYS,
    holds_papers,
    is_attachment,
    is_paper,
    is_paper_list,
    is_paper_mapping,
)
from sitegen.sources.json.syntax import (
    JsonError,
    Siblings,
    decode_at,
    element_end,
    skip_separators,
    string_end,
)
from sitegen.sources.reading import RecordError, line_finder

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

#: The value of an element that belongs to another item, such as its file.
ATTACHMENT: Final = object()
_MAX_DEPTH: Final = 8
#: After so many damaged elements the rest of a document is not read: each may cost a search.
MAX_FAULTS: Final = 1_000
#: Share of an element's keys that are left of it without its start.
_MIN_REST_SHARE: Final = 0.5
_OPENINGS: Final = ("{", "[")
_KEY_END: Final = re.compile(r"\s*:\s*")
_NEXT_LINE: Final = re.compile(r"\n[ \t]*(?=[\[{])")


class Element(NamedTuple):
    """A paper, or a fault, at a place of the text."""

    position: int
    line: int
    value: Any


class _FaultLimitError(Exception):
    """More than ``MAX_FAULTS`` elements are damaged."""


class Walker:
    """Find the papers of a text.

    Attributes:
        text: the document.
        title: the user's name for the title's key.
    """

    def __init__(self, text: str, title: str | None = None) -> None:
        self.text = text
        self.title = title
        self._line_of = line_finder(text)
        self._fault_count = 0
        #: What elements of the last array that ended look like: some may be behind its end.
        self._siblings = Siblings(text)

    def elements(self) -> Iterator[Element]:
        """Yield the papers and faults in the order of the text."""
        position = skip_separators(self.text, 0)
        try:
            while position < len(self.text):
                position = skip_separators(self.text, (yield from self._document(position)))
        except _FaultLimitError:
            fault = RecordError(f"has more than {MAX_FAULTS:,} faults; the rest was not read")
            yield Element(position, self._line_of(position), fault)

    def _document(self, position: int) -> Generator[Element, None, int]:
        if self._siblings.keys and self.text[position] not in _OPENINGS:
            return (yield from self._stray(position))
        if self.text[position] == "[":
            # Its elements are decoded one at a time: a large array is not decoded twice.
            return (yield from self._array(position + 1, 0, is_paper_array=True))
        try:
            value, end = decode_at(self.text, position)
        except JsonError as error:
            if self.text[position] == "{":
                object_end = yield from self._object(position + 1, 0, error)
                if object_end is not None:
                    return object_end
            else:
                yield self._fault(position, error)
            # Go on at the next line that starts a document, as in JSON Lines.
            following = _NEXT_LINE.search(self.text, max(position + 1, error.position))
            return following.end() if following else len(self.text)
        if is_paper(value, self.title) or not isinstance(value, dict):
            yield self._element(position, value)
        else:
            yield from self._nested(position, value, 0)
        return end

    def _stray(self, position: int) -> Generator[Element, None, int]:
        """Yield the fault of what is behind an array; return where the next element starts.

        The start of an element is missing, so that a bracket inside of it has closed the array.
        """
        if self.text[position] in "]}":
            return position + 1
        yield self._fault(position, JsonError("is of no record; is the start missing?", position))
        line = _NEXT_LINE.search(self.text, position)
        end = line.end() if line else len(self.text)
        return self._siblings.next_start(position, end) or end

    def _nested(self, position: int, value: Any, depth: int) -> Iterator[Element]:
        """Yield the papers inside of a value that is not one."""
        if isinstance(value, list):
            yield from self._array(position + 1, depth, is_paper_array=False)
        elif is_paper_mapping(value, self.title):
            yield from self._mapping(position + 1)
        elif holds_papers(value, self.title):
            yield from self._object(position + 1, depth, None)

    def _mapping(self, position: int) -> Iterator[Element]:
        """Yield the values of ``{"id": {…}, …}``."""
        try:
            for key, start in self._members(position):
                value, _ = decode_at(self.text, start)
                if isinstance(value, dict):
                    is_arxiv_id = parse_arxiv_id(key) == key
                    names = {"id": key, "arxiv_id": key} if is_arxiv_id else {"id": key}
                    yield self._element(start, names | value)
        # The whole could be repaired, a part of it can't.
        except JsonError as error:
            yield self._fault(position - 1, error)

    def _members(self, position: int) -> Generator[tuple[str, int], int | None, int]:
        """Yield key and start of each value of an object; the end of the value is sent back.

        Raises:
            JsonError: the text is no member there.
        """
        while True:
            position = skip_separators(self.text, position)
            if position >= len(self.text) or self.text[position] == "}":
                return position + 1
            end = string_end(self.text, position)
            colon = _KEY_END.match(self.text, end) if end else None
            if not colon:
                raise JsonError("a key in quotes and a colon are expected", position)
            try:
                key = json.loads(self.text[position:end], strict=False)
            except ValueError:
                raise JsonError("a key has an invalid escape", position) from None
            sent = yield key, colon.end()
            position = sent if sent is not None else decode_at(self.text, colon.end())[1]

    def _object(
        self, position: int, depth: int, error: JsonError | None
    ) -> Generator[Element, None, int | None]:
        """Yield the papers in an object's values; return its end, None if it is damaged.

        Args:
            position: the index after the brace.
            depth: of the object.
            error: why the object can't be decoded, if it can't.
        """
        members = self._members(position)
        own_keys: dict[str, int] = {}
        try:
            key, start = next(members)
            while True:
                own_keys[key] = start
                key, start = members.send((yield from self._member(key, start, depth, error)))
        except StopIteration as stop:
            yield from self._headless(own_keys)
            return int(stop.value)
        except JsonError as fault:
            yield self._fault(position - 1, error or fault)
            return None

    def _headless(self, members: dict[str, int]) -> Iterator[Element]:
        """Yield the fault of an element whose start is missing, so that its object has its members.

        Args:
            members: key -> position of the members of an object that has held papers.
        """
        # What stands before the array describes it.
        later = {key for key, start in members.items() if start > self._siblings.end}
        if not self._siblings.has_keys_of(later, _MIN_REST_SHARE):
            return
        position = min(members[key] for key in later)
        yield self._fault(position, JsonError("is of no record; is the start missing?", position))

    def _member(
        self, key: str, start: int, depth: int, error: JsonError | None
    ) -> Generator[Element, None, int]:
        """Yield the papers in one value of an object; return its end.

        Raises:
            JsonError: the value is damaged and can't hold a list of papers.
        """
        try:
            value, end = decode_at(self.text, start)
        except JsonError:
            opening = self.text[start : start + 1]
            if key not in CONTAINER_KEYS or opening not in _OPENINGS or depth >= _MAX_DEPTH:
                raise
            if opening == "[":
                return (yield from self._array(start + 1, depth + 1, is_paper_array=True))
            end_or_none = yield from self._object(start + 1, depth + 1, error)
            return len(self.text) if end_or_none is None else end_or_none
        if is_paper(value, self.title, strict=key not in CONTAINER_KEYS):
            yield self._element(start, value)
        elif is_paper_list(value, key, self.title):
            yield from self._array(start + 1, depth + 1, is_paper_array=True)
        elif isinstance(value, dict | list) and depth < _MAX_DEPTH:
            yield from self._nested(start, value, depth + 1)
        return end

    def _array(
        self, position: int, depth: int, *, is_paper_array: bool
    ) -> Generator[Element, None, int]:
        """Yield the papers of an array; return its end.

        Args:
            position: the index after the bracket.
            depth: of the array.
            is_paper_array: whether each element is a paper, even if it doesn't look like one.
        """
        siblings = Siblings(self.text)
        while True:
            position = skip_separators(self.text, position)
            if position >= len(self.text):
                fault = RecordError("ends before the array does; was the file cut?")
                yield Element(len(self.text), self._line_of(len(self.text)), fault)
                return position
            if self.text[position] == "]":
                siblings.end = position
                self._siblings = siblings if siblings.keys else self._siblings
                return position + 1
            try:
                value, end = self._decode_element(position, siblings)
            except JsonError as error:
                yield self._fault(position, error)
                end = element_end(self.text, position, error.position, siblings.first_key)
                position = siblings.next_start(position + 1, end) or end
                if position >= len(self.text):
                    return position
                continue
            if self._is_container(value, depth):
                yield from self._nested(position, value, depth + 1)
            elif is_paper_array or is_paper(value, self.title, strict=True):
                yield self._element(position, value)
            position = end

    def _decode_element(self, position: int, siblings: Siblings) -> tuple[Any, int]:
        """Decode an element of an array.

        Raises:
            JsonError: it is damaged; or the array ends with it, without a bracket, and it holds
                what looks like an element: a bracket inside of it is missing.
        """
        value, end = decode_at(self.text, position)
        siblings.add(position, value)
        is_last = skip_separators(self.text, end) >= len(self.text)
        if is_last and siblings.next_start(position + 1, end):
            raise JsonError("has a bracket that is not closed", position)
        return value, end

    def _is_container(self, value: Any, depth: int) -> bool:
        """Return whether an element of an array is no paper but has papers inside."""
        if depth >= _MAX_DEPTH or not isinstance(value, dict | list):
            return False
        return not is_paper(value, self.title) and holds_papers(value, self.title)

    def _element(self, position: int, value: Any) -> Element:
        return Element(
            position, self._line_of(position), ATTACHMENT if is_attachment(value) else value
        )

    def _fault(self, position: int, error: JsonError) -> Element:
        self._fault_count += 1
        if self._fault_count > MAX_FAULTS:
            raise _FaultLimitError
        return Element(position, self._line_of(position), RecordError(str(error)))
