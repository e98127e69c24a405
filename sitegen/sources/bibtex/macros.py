"""The values of macros (@string) of all files of a run.

A value is the last one before its use in the same file, else any of that file, else that of the
first file that defines it. Values are limited in length: each macro of a hostile file may double
the one before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sitegen.sources.bibtex.journals import STANDARD_MACROS
from sitegen.sources.limits import MAX_MACRO_CHARS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.sources.bibtex.grammar import Document
    from sitegen.sources.bibtex.values import Value

_MONTH_NAMES: Final = "jan feb mar apr may jun jul aug sep oct nov dec"
#: What BibTeX and its styles define, and "and", which joins lists of names.
_PREDEFINED: Final = STANDARD_MACROS | {name: name for name in _MONTH_NAMES.split()}
#: Macros in macros: real ones have two levels.
_MAX_DEPTH: Final = 20


class Macros:
    """The macros that one document sees.

    Attributes:
        oversized: names of macros that made a value too long, and so were left out of it.
    """

    def __init__(self, document: Document, shared: Mapping[str, Value]) -> None:
        """Take the macros of a document, and those of all documents."""
        self._strings = document.strings
        self._shared = shared
        self.oversized: set[str] = set()
        #: Macro -> its text and the names in it that nothing defines.
        self._expanded: dict[str, tuple[str, tuple[str, ...]]] = {}

    def expand(self, value: Value, depth: int = 0) -> tuple[str, tuple[str, ...]]:
        """Return a value's text without some macros, and their names.

        These are macros that nothing defines and those that make the value too long.
        """
        parts: list[str] = []
        undefined: list[str] = []
        length = 0
        for part in value:
            if isinstance(part, str):
                parts.append(part)
                continue
            text, names = self._expand_macro(part.name, depth)
            length += len(text)
            if length > MAX_MACRO_CHARS:
                self.oversized.add(part.name)
                if part.name not in undefined:
                    undefined.append(part.name)
            else:
                parts.append(text)
                # Each name once: macros in macros may repeat it without end.
                undefined += [name for name in names if name not in undefined]
        return "".join(parts), tuple(undefined)

    def _expand_macro(self, name: str, depth: int) -> tuple[str, tuple[str, ...]]:
        key = name.lower()
        if key in self._expanded:
            return self._expanded[key]
        value = self._strings.get(key) or self._shared.get(key)
        if value is None or depth == _MAX_DEPTH:
            text = _PREDEFINED.get(key)
            return ("", (name,)) if text is None else (text, ())
        # A macro within its own definition is not defined.
        self._expanded[key] = ("", (name,))
        self._expanded[key] = self.expand(value, depth + 1)
        return self._expanded[key]


def share_macros(documents: list[Document]) -> list[Macros]:
    """Return the macros that each document sees."""
    shared: dict[str, Value] = {}
    for document in documents:
        for name, value in document.strings.items():
            shared.setdefault(name, value)
    return [Macros(document, shared) for document in documents]
