"""Read a bibliography as text: formatted references, as word processors and papers have them.

A text is claimed if nearly all of it reads as references, with authors, a title and a year in the
places that a style of citations gives them. See ``sitegen.sources.lists.references``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitegen.sources.fields import Record, read_records
from sitegen.sources.formats.table import has_named_columns
from sitegen.sources.limits import MAX_EXCERPT_CHARS
from sitegen.sources.lists.reference_entries import share, split_entries
from sitegen.sources.reading import ReadResult, RecordError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.sources.lists.reference_entries import Entry

NAME: Final = "references"
#: Before reading lists, which leave entries without a link out.
RANK: Final = 138

#: Characters by which a text is judged.
_SAMPLE_CHARS: Final = 16_384
_YEAR: Final = re.compile(r"\b(?:1[89]|20)\d\d")
#: First characters of markup, code and data.
_OTHER_START: Final = re.compile(
    r"\s*(?:[{<@%]|\\[a-zA-Z]|\[\s*[{\"\[]|#!|---\n|\+\+\+\n|[a-z_]+:\s*\n)"
)
#: Shares of a text that is a bibliography.
_MIN_SHARE: Final = 0.8
_MIN_COUNT_SHARE: Final = 0.7
_MIN_STRONG_SHARE: Final = 0.6


def sniff(head: str) -> bool:
    """Return True for a text nearly all of whose entries read as references."""
    sample = head[:_SAMPLE_CHARS]
    if _OTHER_START.match(sample) or not _YEAR.search(sample) or has_named_columns(sample):
        return False
    lines = [line for line in sample.split("\n") if line.strip()]
    # Reading lists in Markdown have links and tables in most lines.
    if 2 * sum("](" in line or line.startswith("|") for line in lines) > len(lines):
        return False
    if len(head) > _SAMPLE_CHARS:
        # The last entry is cut.
        sample = sample.rpartition("\n")[0]
    entries = split_entries(sample)
    references = [entry for entry in entries if entry.reference]
    strong = sum(bool(entry.reference and entry.reference.is_strong) for entry in references)
    return (
        bool(references)
        and share(entries) >= _MIN_SHARE
        and len(references) >= _MIN_COUNT_SHARE * len(entries)
        and strong >= _MIN_STRONG_SHARE * len(references)
        # A list in which every entry has a link is read by its links.
        and not all("](" in entry.text for entry in references)
    )


def read(text: str, path: str) -> ReadResult:
    """Read the references of a bibliography; an entry that is not understood is a diagnostic."""
    return read_records(_records(split_entries(text)), path)


def _records(entries: list[Entry]) -> Iterator[Record]:
    for line, text, reference in entries:
        if reference is not None:
            yield Record(line, reference.fields, reference.fields["title"])
            continue
        fault = (
            "not understood as a reference: its authors, title and year can't be separated; write "
            "'Smith, J. (2020). Title. Journal, 3(4), 5-6.'"
        )
        yield Record(line, RecordError(fault), text[:MAX_EXCERPT_CHARS])
