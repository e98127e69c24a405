"""The bibliographies of one run as one library, as BibTeX reads them: macros and parents of all.

A macro's value is the last one before its use in the same file, else that of the same file, else of
the first file that defines it. So is a parent's entry. What no file defines is a warning, once per
file: an undefined macro has no value, and a missing parent passes nothing on.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.errors import Diagnostic, count_of
from sitegen.sources.bibtex.grammar import Comment, Document, Entry, Fault, Value
from sitegen.sources.bibtex.inheritance import CHILD_FIELDS, inherit, split_keys
from sitegen.sources.bibtex.journals import STANDARD_MACROS
from sitegen.sources.dates import month_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Types that are no papers although a reader may take them for some, if nothing refers to them.
_CONTAINER_KINDS: Final = frozenset({"proceedings", "mvproceedings", "periodical", "set"})
#: Types that are never papers: shared fields, and settings of styles (IEEEtran, REVTeX).
_HIDDEN_KINDS: Final = frozenset({"xdata", "ieeetranbstctl", "control", "bibnote"})
_MONTH_NAMES: Final = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTHS: Final = frozenset(_MONTH_NAMES.split())
#: Macros in macros: real ones have two levels.
_MAX_MACRO_DEPTH: Final = 20
_MAX_EXPANDED_CHARS: Final = 1_000_000
#: Fields of names, in which a percent sign always starts a comment.
_NAME_FIELDS: Final = frozenset({"author", "editor", "authors", "collaboration"})
_NAME_COMMENT: Final = re.compile(r"(?<!\\)%[^\n]*")
#: A line that is a comment, and a percent sign that joins two lines as in TeX.
_COMMENT_LINE: Final = re.compile(r"\n[ \t]*%[^\n]*(?=\n)")
_JOINED_LINE: Final = re.compile(r"(?<![\\\d\s])%[ \t]*\n[ \t]*")


class Item(NamedTuple):
    """One entry of a library with the texts of its fields.

    Attributes:
        line: where it starts in its file.
        kind: its type in lower case.
        key: its citation key, or empty.
        fields: its own fields.
        document: the index of its file.
    """

    line: int
    kind: str
    key: str
    fields: dict[str, str]
    document: int


class Library:
    """All entries of some documents."""

    def __init__(self, documents: list[Document]) -> None:
        """Resolve all macros, and find the entries by their keys."""
        self._documents = documents
        self._macros: dict[str, Value] = {}
        for document in documents:
            self._macros = document.strings | self._macros
        #: For each document: macro or parent's key -> the line of its first use, and its uses.
        self._undefined = [_Uses() for _ in documents]
        self._missing = [_Uses() for _ in documents]
        self.items = [list(self._iter_items(index)) for index in range(len(documents))]
        self._by_key = [
            _index(item for item in items if isinstance(item, Item)) for items in self.items
        ]
        self._all_keys: dict[str, Item] = {}
        for keys in self._by_key:
            self._all_keys = keys | self._all_keys
        self._resolved: dict[int, dict[str, str]] = {}
        self._parents: set[int] = set()

    def papers(self, document: int) -> list[tuple[Item, dict[str, str]] | Fault]:
        """Return a document's papers with all their fields, and its faults, in their order."""
        papers: list[tuple[Item, dict[str, str]] | Fault] = []
        for item in self.items[document]:
            if isinstance(item, Fault):
                papers.append(item)
            elif isinstance(item, Item) and item.kind not in _CONTAINER_KINDS | _HIDDEN_KINDS:
                papers.append((item, self._fields(item, ())))
        return papers

    def warnings(self, document: int, path: str) -> Iterator[Diagnostic]:
        """Yield what a document refers to in vain and what was left out, once each.

        Call it after ``papers`` of all documents.
        """
        for name, (line, count) in self._undefined[document].items():
            yield _warning(
                path, line, name,
                f"the macro {name} is defined in no file and was left out of "
                f"{count_of(count, 'field')}; add @string{{{name} = {{…}}}} or give its file, too",
            )  # fmt: skip
        for key, (line, count) in self._missing[document].items():
            yield _warning(
                path, line, key,
                f"the crossref {key} of {count_of(count, 'entry').replace('entrys', 'entries')} "
                "is in no file; give the file that holds it, too",
            )  # fmt: skip
        yield from self._omissions(document, path)

    def _omissions(self, document: int, path: str) -> Iterator[Diagnostic]:
        """Yield how many entries are no papers, for each type."""
        lines: dict[str, list[int]] = {}
        for item in self.items[document]:
            if isinstance(item, Comment):
                lines.setdefault("", []).append(item.line)
            elif isinstance(item, Item) and self._is_unused_container(item):
                lines.setdefault(item.kind, []).append(item.line)
        for kind, of_kind in lines.items():
            is_single = len(of_kind) == 1
            entries, be = ("entry", "was") if is_single else ("entries", "were")
            message = (
                f"{len(of_kind)} {entries} in comments {be} left out; remove the % to read them"
            )
            if kind:
                no_papers = "is no paper" if is_single else "are no papers"
                message = f"{len(of_kind)} @{kind} {entries} {no_papers} and {be} left out"
            yield _warning(path, of_kind[0], "", message)

    def _is_unused_container(self, item: Item) -> bool:
        if item.kind == "set":
            keys = split_keys(item.fields.get("entryset", ""))
            return not keys or not all(self._find(key, item.document) for key in keys)
        return item.kind in _CONTAINER_KINDS and id(item) not in self._parents

    # ---- Inheritance ----

    def _find(self, key: str, document: int) -> Item | None:
        return self._by_key[document].get(key.lower()) or self._all_keys.get(key.lower())

    def _fields(self, item: Item, children: tuple[int, ...]) -> dict[str, str]:
        """Return an entry's fields with those that it inherits, at most once from each entry."""
        if not item.fields.keys() & CHILD_FIELDS:
            return item.fields
        if id(item) in self._resolved:
            return self._resolved[id(item)]
        fields = item.fields
        for name in CHILD_FIELDS:
            for key in split_keys(item.fields.get(name, "")):
                parent = self._find(key, item.document)
                if parent is None:
                    self._missing[item.document].add(key, item.line)
                elif id(parent) not in (*children, id(item)) and len(children) < _MAX_MACRO_DEPTH:
                    self._parents.add(id(parent))
                    inherited = self._fields(parent, (*children, id(item)))
                    is_data = name == "xdata" or parent.kind == "xdata"
                    fields = inherit(
                        fields, item.kind, inherited, "xdata" if is_data else parent.kind
                    )
        # What is resolved within a loop lacks a part.
        if not children:
            self._resolved[id(item)] = fields
        return fields

    # ---- Macros ----

    def _iter_items(self, index: int) -> Iterator[Item | Fault | Comment]:
        for item in self._documents[index].items:
            if isinstance(item, Entry):
                fields = {
                    name: self._text(name, value, index, item.line)
                    for name, value in item.fields.items()
                }
                yield Item(item.line, item.kind, item.key, fields, index)
            else:
                yield item

    def _text(self, field: str, value: Value, document: int, line: int) -> str:
        """Return a value's text in one line, without comments."""
        if len(value) == 1 and isinstance(value[0], str):
            text = value[0]
        else:
            undefined: list[str] = []
            parts = self._expand(value, document, undefined, 0)
            for name in undefined:
                if field == "month" and month_number(name):
                    parts = [name if part is None else part for part in parts]
                else:
                    self._undefined[document].add(name, line)
            text = "".join(filter(None, parts))[:_MAX_EXPANDED_CHARS]
        if "%" in text:
            text = _without_comments(text, field)
        return " ".join(text.split())

    def _expand(
        self, value: Value, document: int, undefined: list[str], depth: int
    ) -> list[str | None]:
        """Return the texts of a value's parts, None for a macro that is not defined."""
        parts: list[str | None] = []
        for part in value:
            if isinstance(part, str):
                parts.append(part)
                continue
            name = part.name.lower()
            value_parts = self._documents[document].strings.get(name, self._macros.get(name))
            if (
                value_parts is not None
                and depth < _MAX_MACRO_DEPTH
                and len(parts) < _MAX_EXPANDED_CHARS
            ):
                parts += self._expand(value_parts, document, undefined, depth + 1)
            elif name in _MONTHS:
                parts.append(name)
            elif name in STANDARD_MACROS:
                parts.append(STANDARD_MACROS[name])
            else:
                undefined.append(part.name)
                parts.append(None)
        return parts


class _Uses(dict[str, tuple[int, int]]):
    """A name -> the line of its first use and how often it is used."""

    def add(self, name: str, line: int) -> None:
        first, count = self.get(name, (line, 0))
        self[name] = (first, count + 1)


def _index(items: Iterable[Item]) -> dict[str, Item]:
    """Return entries by their keys in lower case; an entry without a key is nobody's parent."""
    by_key: dict[str, Item] = {}
    for item in items:
        for key in (item.key, *split_keys(item.fields.get("ids", ""))):
            if key:
                by_key.setdefault(key.lower(), item)
    return by_key


def _without_comments(text: str, field: str) -> str:
    if field in _NAME_FIELDS:
        return _NAME_COMMENT.sub("", text)
    if "\n" not in text or field == "abstract":
        return text
    return _JOINED_LINE.sub("", _COMMENT_LINE.sub("", text))


def _warning(path: str, line: int, record: str, message: str) -> Diagnostic:
    return Diagnostic(path, line, record, message, severity="warning")
