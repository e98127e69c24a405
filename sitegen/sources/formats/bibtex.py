"""BibTeX and BibLaTeX: the bibliographies of one run, read together as BibTeX reads them.

A @string or the parent of an entry may stand in another file, before or after. An entry that does
not end is one error: parsing goes on at the next line that starts an entry. The parts are in
``sitegen.sources.bibtex``. Specification: https://mirrors.ctan.org/biblio/bibtex/base/btxdoc.pdf
and BibLaTeX 3.20, https://mirrors.ctan.org/macros/latex/contrib/biblatex/doc/biblatex.pdf.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from sitegen.errors import Diagnostic
from sitegen.sources.bibtex.fields import date_conflict, named_fields
from sitegen.sources.bibtex.grammar import Fault, parse
from sitegen.sources.bibtex.library import Library
from sitegen.sources.fields import Record, read_records
from sitegen.sources.formats.markdown import has_list
from sitegen.sources.formats.note import sniff as is_note
from sitegen.sources.notes.front_matter import has_page_below
from sitegen.sources.reading import ReadResult

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NAME: Final = "bibtex"
RANK: Final = 100

#: "@article{" at a line's start, for the sniffer. Joined files have marks (U+FEFF) inside.
_ENTRY_LINE: Final = re.compile(r"^[ \t\ufeff]*@\s*[A-Za-z]+\s*[{(]", re.MULTILINE)


def sniff(head: str) -> bool:
    """Claim a text with an entry at the start of a line; BibTeX ignores text between entries."""
    if not _ENTRY_LINE.search(head) or head.lstrip().startswith(("<", "{", "[")):
        return False
    # The front matter of a note may hold the entry of its paper.
    if has_page_below(head) and is_note(head):
        return False
    # A reading list may end with an entry by which to cite it.
    return not has_list(head)


def read(text: str, path: str) -> ReadResult:
    """Read a bibliography; an entry that can't be parsed, or is no paper, is a diagnostic."""
    return read_together([(text, path)])[0]


def read_together(texts: Sequence[tuple[str, str]]) -> list[ReadResult]:
    """Read the bibliographies of a run.

    Args:
        texts: texts and their names in diagnostics.

    Returns:
        Papers and diagnostics of each, in the order of the texts.
    """
    library = Library([parse(text) for text, _ in texts])
    results = [
        read_records(_iter_records(library, index), path) for index, (_, path) in enumerate(texts)
    ]
    # Which parents are in use is known when all are read.
    results = [
        _with_warnings(result, list(library.warnings(index, path)))
        for index, (result, (_, path)) in enumerate(zip(results, texts, strict=True))
    ]
    if any(result.papers or result.diagnostics for result in results):
        return results
    message = "has no entry that is a paper; give the file with the entries, too"
    return [ReadResult((), ()).plus(Diagnostic(path, 1, "", message)) for _, path in texts]


def _iter_records(library: Library, index: int) -> Iterator[Record]:
    for item in library.papers(index):
        if isinstance(item, Fault):
            yield Record(item.line, item.error, item.excerpt)
        else:
            entry, fields = item
            excerpt = fields.get("title") or entry.key
            named = partial(named_fields, entry.kind, entry.key, fields)
            yield Record(entry.line, named, excerpt, date_conflict(fields))


def _with_warnings(result: ReadResult, warnings: list[Diagnostic]) -> ReadResult:
    """Return a result with more diagnostics, in the order of their lines."""
    if not warnings:
        return result
    result = result.plus(*warnings)
    diagnostics = sorted(result.diagnostics, key=lambda item: item.line)
    return replace(result, diagnostics=tuple(diagnostics))
