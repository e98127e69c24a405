"""The bibliographies of one run as one library, as BibTeX reads them: macros and parents of all.

A macro's value is the last one before its use in the same file, else that of the same file, else of
the first file that defines it. So is a parent's entry. What no file defines is a warning, once per
file: an undefined macro has no value, and a missing parent passes nothing on.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.errors import Diagnostic, count_of
from sitegen.sources.bibtex.commands import expand_commands, parse_definitions
from sitegen.sources.bibtex.grammar import Comment, Document, Entry, Fault
from sitegen.sources.bibtex.inheritance import CHILD_FIELDS, inherit, split_keys
from sitegen.sources.bibtex.macros import share_macros
from sitegen.sources.limits import MAX_MACRO_CHARS
from sitegen.sources.values.months import month_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.sources.bibtex.values import Value

#: Types that are no papers although a reader may take them for some, if nothing refers to them.
CONTAINER_KINDS: Final = frozenset({"proceedings", "mvproceedings", "periodical", "set"})
#: Types that are never papers: shared fields, and settings of styles (IEEEtran, REVTeX).
_HIDDEN_KINDS: Final = frozenset({"xdata", "ieeetranbstctl", "control", "bibnote"})
#: Fields that are passed on: BibLaTeX knows fewer, and a hostile chain adds some at each step.
_MAX_INHERITED: Final = 300
#: Fields of names, in which a percent sign always starts a comment.
_NAME_FIELDS: Final = frozenset({"author", "editor", "authors", "collaboration"})
#: Fields of which each part says something.
_JOINED_FIELDS: Final = _NAME_FIELDS | {"title", "abstract", "keywords"}
#: Fields in which the commands of a preamble are replaced.
_PRINTED_FIELDS: Final = _JOINED_FIELDS | {
    "subtitle", "booktitle", "booksubtitle", "journal", "journaltitle", "series", "publisher",
    "school", "institution", "organization", "howpublished", "year", "volume", "number", "pages",
}  # fmt: skip
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
        self._macros = share_macros(documents)
        self._commands = parse_definitions(
            preamble for document in documents for preamble in document.preambles
        )
        #: For each document: macro or parent's key -> the line of its first use, and its uses.
        self._undefined = [_Uses() for _ in documents]
        self._missing = [_Uses() for _ in documents]
        self.items = [list(self._iter_items(index)) for index in range(len(documents))]
        self._by_key = [
            _index(item for item in items if isinstance(item, Item)) for items in self.items
        ]
        self._all_keys: dict[str, Item] = {}
        for keys in self._by_key:
            for key, item in keys.items():
                self._all_keys.setdefault(key, item)
        self._resolved: dict[int, dict[str, str]] = {}
        self._parents: set[int] = set()

    def papers(self, document: int) -> list[tuple[Item, dict[str, str]] | Fault]:
        """Return a document's papers with all their fields, and its faults, in their order."""
        papers: list[tuple[Item, dict[str, str]] | Fault] = []
        for item in self.items[document]:
            if isinstance(item, Fault):
                papers.append(item)
            elif isinstance(item, Item) and item.kind not in CONTAINER_KINDS | _HIDDEN_KINDS:
                papers.append((item, self._fields(item)))
                self._note_missing(item)
        return papers

    def warnings(self, document: int, path: str) -> Iterator[Diagnostic]:
        """Yield what a document refers to in vain and what was left out, once each.

        Call it after ``papers`` of all documents.
        """
        for name, (line, count) in self._undefined[document].items():
            fault, remedy = (
                (f"makes a value longer than {MAX_MACRO_CHARS:,} characters", "write it in full")
                if name in self._macros[document].oversized
                else (
                    "is defined in no file",
                    f"add @string{{{name} = {{…}}}} or give its file, too",
                )
            )
            fields = count_of(count, "field")
            yield _warning(
                path, line, name, f"the macro {name} {fault} and was left out of {fields}; {remedy}"
            )
        for key, (line, count) in self._missing[document].items():
            yield _warning(
                path, line, key,
                f"the crossref {key} of {count_of(count, 'entry').replace('entrys', 'entries')} "
                "is in no file; give the file that holds it, too",
            )  # fmt: skip
        for item in self._documents[document].items:
            if isinstance(item, Entry):
                for repair in item.repairs:
                    message = f"{repair.fault}; the entry was read all the same"
                    yield _warning(path, repair.line, item.key, message)
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
                f"{len(of_kind)} {entries} in comments {be} left out; take them out to read them"
            )
            if kind:
                no_papers = "is no paper" if is_single else "are no papers"
                message = f"{len(of_kind)} @{kind} {entries} {no_papers} and {be} left out"
            yield _warning(path, of_kind[0], "", message, records=len(of_kind))

    def _is_unused_container(self, item: Item) -> bool:
        if item.kind == "set":
            keys = split_keys(item.fields.get("entryset", ""))
            return not keys or not all(self._find(key, item.document) for key in keys)
        return item.kind in CONTAINER_KINDS and id(item) not in self._parents

    # ---- Inheritance ----

    def _find(self, key: str, document: int) -> Item | None:
        return self._by_key[document].get(key.lower()) or self._all_keys.get(key.lower())

    def _fields(self, item: Item) -> dict[str, str]:
        """Return an entry's fields with those that it inherits, of several levels.

        Parents are resolved first, without recursion, as a chain of them may be long. In a loop the
        first of its entries passes on its own fields only.
        """
        stack, entered = [item], set[int]()
        while stack:
            current = stack[-1]
            entered.add(id(current))
            waiting = [
                parent
                for _, parent in self._iter_parents(current)
                if id(parent) not in self._resolved and id(parent) not in entered
            ]
            stack += waiting
            if not waiting:
                stack.pop()
                if id(current) not in self._resolved:
                    self._resolved[id(current)] = self._inherit(current)
        return self._resolved[id(item)]

    def _inherit(self, item: Item) -> dict[str, str]:
        """Return an entry's fields with those of its parents, which are resolved."""
        fields = item.fields
        for name, parent in self._iter_parents(item):
            self._parents.add(id(parent))
            passed = self._resolved.get(id(parent), parent.fields)
            parent_kind = "xdata" if name == "xdata" else parent.kind
            fields = inherit(
                fields, item.kind, dict(islice(passed.items(), _MAX_INHERITED)), parent_kind
            )
        return fields

    def _iter_parents(self, item: Item) -> Iterator[tuple[str, Item]]:
        """Yield the entries that an entry refers to, each with the field that names it."""
        for name in CHILD_FIELDS:
            for key in split_keys(item.fields.get(name, "")):
                parent = self._find(key, item.document)
                if parent is not None and parent is not item:
                    yield name, parent

    def _note_missing(self, item: Item) -> None:
        for name in CHILD_FIELDS:
            for key in split_keys(item.fields.get(name, "")):
                if self._find(key, item.document) is None:
                    self._missing[item.document].add(key, item.line)

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
            text, undefined = self._macros[document].expand(value)
            # "sept" and "january" are macros of no file, but say what they mean.
            if field == "month" and undefined and month_number(undefined[0]):
                text, undefined = f"{text} {undefined[0]}", ()
            # The rest of a name list is names, but the rest of a venue is another venue.
            if undefined and field not in _JOINED_FIELDS:
                text = ""
            for name in undefined:
                self._undefined[document].add(name, line)
        if "%" in text:
            text = _without_comments(text, field)
        if self._commands and "\\" in text and field in _PRINTED_FIELDS:
            text = expand_commands(text, self._commands)
        return " ".join(text.split())


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


def _warning(path: str, line: int, record: str, message: str, records: int = 0) -> Diagnostic:
    return Diagnostic(path, line, record, message, severity="warning", records=records)
