"""Make a damaged XML document well-formed, so that a fault costs the record that it is in.

libxml2 recovers from faults, too, but one tag too many closes the list of records, and one too few
makes each record a part of the one before it. Here, the names of the records decide.
Source: https://www.w3.org/TR/xml/
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

_NAME: Final = r"[A-Za-z_][A-Za-z0-9_.-]*+(?::[A-Za-z_][A-Za-z0-9_.-]*+)?+"
#: Group 1 is the name of an end tag, 2 that of a start tag; 3 its attributes. Then a start tag
#: that is damaged or not closed, a reference, and signs that are neither.
_MARKUP: Final = re.compile(
    rf"</({_NAME})\s*+>"
    rf"|<({_NAME})((?:[^<>\"'/]++|/(?!>)|\"[^\"<]*+\"|'[^'<]*+')*+)(/?+)>"
    rf"|<({_NAME})(?![A-Za-z0-9_.:-])(?:[^<>]*+>)?+"
    r"|&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos);"
    r"|<!--|<!\[CDATA\[|<\?|<!DOCTYPE|[<&]"
)
#: Elements between a record and one that it holds.
_MAX_DISTANCE: Final = 20
#: Different parts of records behind each other that are a record without its start.
_MIN_STRAY_PARTS: Final = 2
_END_TAG: Final = re.compile(rf"</({_NAME})\s*+>")
_ATTRIBUTE: Final = re.compile(rf"(?<!\s)\s++({_NAME})\s*+=\s*+(\"[^\"<]*+\"|'[^'<]*+')")
_AMPERSAND: Final = re.compile(r"&(?!(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos);)")
#: Starts of what is no element -> its end.
_SECTIONS: Final = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>", "<!DOCTYPE": ">"}


class Damage(NamedTuple):
    """A fault of a document.

    Attributes:
        line: 1-based line.
        message: what is wrong.
        is_record: whether a record is lost by it.
    """

    line: int
    message: str
    is_record: bool = False


def repair(text: str, names: tuple[str, ...]) -> tuple[str, list[Damage]]:
    """Return a document that is well-formed, with the same lines, and the faults of the old one.

    Args:
        text: the document.
        names: local names of the elements that are records.
    """
    survey = _Repairer(text, frozenset(names))
    survey.run()
    repairer = _Repairer(text, frozenset(names), survey)
    repairer.run()
    return f"<documents>{''.join(repairer.parts)}</documents>", repairer.faults


class _Record(NamedTuple):
    """An open record: its depth in the document, and the number of faults before it."""

    depth: int
    fault_count: int


class _Repairer:
    """One pass through a document.

    Attributes:
        parts: of the new document.
        faults: of the old one.
        nested_paths: (name, names of the elements between) of records in records that are whole.
        part_names: names of the elements directly in records.
    """

    def __init__(
        self,
        text: str,
        names: frozenset[str],
        survey: _Repairer | None = None,
    ) -> None:
        self.parts: list[str] = []
        self.faults: list[Damage] = []
        self.nested_paths: set[tuple[str, ...]] = set()
        self.part_names: set[str] = set()
        self._text = text
        self._names = names
        self._allowed_paths = survey.nested_paths if survey else None
        self._known_parts: AbstractSet[str] = survey.part_names if survey else frozenset()
        #: Parts of a record that are in none, behind the last record.
        self._stray_parts: set[str] = set()
        self._stack: list[str] = []
        self._open: Counter[str] = Counter()
        self._records: list[_Record] = []
        #: Name of a record -> the depths of those that are open.
        self._depths: dict[str, list[int]] = {}
        self._paths: list[tuple[str, ...]] = []
        self._base_depth: int | None = None
        self._line, self._counted = 1, 0
        #: Starts of sections whose ends may follow.
        self._sections = set(_SECTIONS)
        self._ended_names = frozenset(_END_TAG.findall(text))

    def run(self) -> None:
        """Read the document."""
        position = 0
        while match := _MARKUP.search(self._text, position):
            self.parts.append(_text(self._text[position : match.start()]))
            self._count_lines(match.start())
            position = self._take(match)
        self.parts.append(_text(self._text[position:]))
        if self._stack:
            self._count_lines(len(self._text))
            self._fault(f"the document ends within <{self._stack[-1]}>")
            self._close_to(0)

    def _take(self, match: re.Match[str]) -> int:
        """Take a tag, a reference, a section or a sign; return the position after it."""
        markup = match[0]
        name = match[2] or match[5]
        if match[1]:
            self._end(match[1])
        elif match[5] and not markup.endswith(">") and match[5] not in self._ended_names:
            # A sign in a text: "a <b and c".
            self._fault("< is no part of a tag")
            self.parts.append(markup.replace("<", "&lt;"))
        elif name:
            self._start(name, match[3], is_empty=bool(match[4]) or markup.endswith("/>"))
        elif markup in _SECTIONS:
            return self._section(markup, match)
        elif len(markup) > 1:
            self.parts.append(markup)
        else:
            self._fault(f"{markup} is no part of a tag or a reference")
            self.parts.append("&lt;" if markup == "<" else "&amp;")
        return match.end()

    def _count_lines(self, position: int) -> None:
        self._line += self._text.count("\n", self._counted, position)
        self._counted = position

    def _fault(self, message: str, *, is_record: bool = False) -> None:
        self.faults.append(Damage(self._line, message, is_record))

    def _section(self, markup: str, match: re.Match[str]) -> int:
        """Take a comment, CDATA, an instruction or a document type; return its end."""
        end = self._text.find(_SECTIONS[markup], match.end()) if markup in self._sections else -1
        if end < 0:
            # Searching again for each would take quadratic time.
            self._sections.discard(markup)
            self._fault(f"{markup} has no end")
            self.parts.append(markup.replace("<", "&lt;"))
            return match.end()
        end += len(_SECTIONS[markup])
        section = self._text[match.start() : end]
        # Of the others only the lines count: the root, which they would precede, is a new one.
        self.parts.append(section if markup == "<![CDATA[" else "\n" * section.count("\n"))
        return end

    def _start(self, name: str, attributes: str | None, *, is_empty: bool) -> None:
        if attributes is None:
            self._fault(f"the attributes of <{name}> are damaged")
            attributes = ""
        if name.rpartition(":")[2] in self._names and not is_empty:
            self._start_record(name)
        else:
            self._note_part(name)
        self.parts.append(f"<{name}{self._attributes(name, attributes)}{'/' * is_empty}>")
        if not is_empty:
            self._stack.append(name)
            self._open[name] += 1

    def _note_part(self, name: str) -> None:
        """Note a part of a record; where no record is open, its start tag is missing."""
        depth = len(self._stack)
        if self._records:
            if depth == self._records[-1].depth + 1:
                self.part_names.add(name)
        elif depth == self._base_depth and name in self._known_parts:
            self._stray_parts.add(name)
            # One alone may be the collection's own: a title behind the last item of a feed.
            if len(self._stray_parts) == _MIN_STRAY_PARTS:
                self._fault(f"<{name}> is in no record: its start is missing", is_record=True)

    def _start_record(self, name: str) -> None:
        self._stray_parts.clear()
        depths = self._depths.setdefault(name, [])
        if depths:
            distance = len(self._stack) - depths[-1]
            path = (name, *self._stack[depths[-1] + 1 :]) if distance <= _MAX_DISTANCE else ()
            # No format has a record directly in another one: the end of the outer one is missing.
            is_direct = len(path) == 1
            if not is_direct and (self._allowed_paths is None or path in self._allowed_paths):
                self._paths.append(path)
            else:
                self._fault(f"<{name}> is not closed before the next one")
                self._close_to(depths[-1])
        if not self._records:
            self._base_depth = len(self._stack)
            self._paths.clear()
        depths.append(len(self._stack))
        self._records.append(_Record(len(self._stack), len(self.faults)))

    def _attributes(self, name: str, attributes: str) -> str:
        values: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(attributes):
            values.setdefault(match[1], _AMPERSAND.sub("&amp;", match[2]))
        rest = _ATTRIBUTE.sub("", attributes)
        if rest.strip():
            self._fault(f"the attributes of <{name}> are damaged")
        lines = "\n" * attributes.count("\n")
        return lines + "".join(f" {key}={value}" for key, value in values.items())

    def _end(self, name: str) -> None:
        if self._open[name]:
            if self._stack[-1] != name:
                self._fault(f"<{self._stack[-1]}> is not closed before </{name}>")
            depth = len(self._stack) - 1
            while self._stack[depth] != name:
                depth -= 1
            self._close_to(depth)
            return
        is_record = name.rpartition(":")[2] in self._names
        # What is in no record may have been noticed already.
        is_news = len(self._stray_parts) < _MIN_STRAY_PARTS
        self._fault(f"</{name}> closes nothing", is_record=is_record and is_news)
        if is_record:
            self._stray_parts.clear()
        if is_record and not self._records:
            # Its start tag may have become another one, which the next records are no part of.
            self._close_to(min(self._base_depth or 0, len(self._stack)))

    def _close_to(self, depth: int) -> None:
        """Close the elements from a depth on."""
        while len(self._stack) > depth:
            name = self._stack.pop()
            self._open[name] -= 1
            self.parts.append(f"</{name}>")
            if self._records and self._records[-1].depth == len(self._stack):
                record = self._records.pop()
                self._depths[name].pop()
                if not self._records and record.fault_count == len(self.faults):
                    self.nested_paths.update(self._paths)


def _text(text: str) -> str:
    """Return text without the end of a section that has no start.

    Source: https://www.w3.org/TR/xml/#syntax
    """
    return text.replace("]]>", "]]&gt;")
