"""Read a reading list in Markdown: items, table rows, headings or paragraphs that link to papers.

An entry is a paper if it has a title and a link to the paper: to a known site (arXiv, a publisher,
a repository), to a PDF, or with a label such as "paper". The shapes of entries are those of the
lists on GitHub; see ``sitegen.sources.lists``.
Source: https://spec.commonmark.org/0.31.2/
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Final

from sitegen.errors import Diagnostic, count_of
from sitegen.sources.fields import Record, read_records
from sitegen.sources.lists.blocks import parse_blocks
from sitegen.sources.lists.drafts import record_fields
from sitegen.sources.lists.footnotes import resolve_footnotes
from sitegen.sources.lists.sections import ListReading, is_paper_list, read_blocks
from sitegen.sources.notes.front_matter import without_front_matter
from sitegen.sources.reading import ReadResult

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME: Final = "markdown"
RANK: Final = 140

#: Entries have links to other sites, in items, tables, headings or bold texts.
_ENTRY: Final = re.compile(
    r"^[ \t>]*(?:[-*+] |\d{1,4}[.)] |#{1,6} |\||\*\*|\[|<)|\*\*|\[\[|\]\(", re.MULTILINE
)
#: Papers without links: titles in bold with their ids, and tables with authors.
_BARE_PAPER: Final = re.compile(
    r"\*\*\s?[(\[](?:arxiv:\s?)?\d{4}\.\d{4,5}|"
    r"^[ \t]*+\|(?=[^\n]*(?:title|paper|标题|题目|论文))(?=[^\n]*(?:author|作者))",
    re.IGNORECASE | re.MULTILINE,
)
#: Links of org mode, whose headings look like items of Markdown.
_ORG_LINK: Final = re.compile(
    r"\[\[https?://[^\]\n]{1,500}\]\[|^#\+(?:title|options):", re.IGNORECASE | re.MULTILINE
)
#: Blocks of code: commands, BibTeX entries to cite a list.
_FENCE: Final = re.compile(r"^ {0,3}(```|~~~).*?(?:^ {0,3}\1|\Z)", re.DOTALL | re.MULTILINE)


def sniff(head: str) -> bool:
    """Return True for Markdown with an entry that links to a paper, except software's."""
    # Parsing takes long, so that texts without links or marks are out first.
    if not ("http" in head or _BARE_PAPER.search(head)):
        return False
    if not _ENTRY.search(head) or _ORG_LINK.search(head):
        return False
    if head.lstrip().startswith(("{", "[{", "<?xml", "%!", "@", "\\document")):
        return False
    return is_paper_list(parse_blocks(without_front_matter(head)))


def has_list(text: str) -> bool:
    """Return whether the text around and before BibTeX entries is a reading list."""
    prose = _FENCE.sub("", text)
    entry = re.search(r"^[ \t]*@[a-zA-Z]+\s*[{(]", prose, re.MULTILINE)
    return "](" in prose and sniff(prose[: entry.start()] if entry else prose)


def read(text: str, path: str) -> ReadResult:
    """Read the papers of a list; its other entries with links are counted in one warning."""
    return read_drafts(_read_list(text), path)


def read_drafts(reading: ListReading, path: str) -> ReadResult:
    """Return the papers of a list that was read, and what it leaves out."""
    result = read_records(_records(reading), path)
    if not reading.drafts:
        fault = (
            "no paper was found in this list; an entry needs a title and a link to its paper, such "
            "as - [Title](https://arxiv.org/abs/…)"
        )
        return ReadResult((), ()).plus(Diagnostic(path, 1, "", fault))
    warnings = [
        Diagnostic(
            path,
            entries[0][0],
            entries[0][1][:200],
            fault(len(entries)),
            "warning",
            records=len(entries),
        )
        for entries, fault in (
            (reading.omitted, _omission_fault),
            (reading.untitled, _untitled_fault),
            (reading.unlinked, _unlinked_fault),
        )
        if entries
    ]
    return result.plus(*warnings)


def _omission_fault(count: int) -> str:
    return (
        f"{count_of(count, 'line')} with links, of which this is the first, left out: no link "
        "leads to a paper"
    )


def _untitled_fault(count: int) -> str:
    return (
        f"{count_of(count, 'link')} to papers without their titles, of which this is the first, "
        "left out; write the title before the address"
    )


def _unlinked_fault(count: int) -> str:
    noun = "entry" if count == 1 else "entries"
    return (
        f"{count} {noun} with a venue, of which this is the first, left out: there is neither a "
        "link to the paper nor a name of an author; write either"
    )


def _read_list(text: str) -> ListReading:
    blocks = parse_blocks(without_front_matter(text))
    return read_blocks(resolve_footnotes(blocks) if "[^" in text else blocks)


def _records(reading: ListReading) -> Iterator[Record]:
    for draft, keywords in reading.drafts:
        yield Record(draft.line, partial(record_fields, draft, keywords), draft.title)
