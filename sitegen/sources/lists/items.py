"""Read the items of a list with their sub-items."""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final

from sitegen.sources.lists.blocks import Block, Heading, Item, Lines, Paragraph, lines_of
from sitegen.sources.lists.details import add_texts
from sitegen.sources.lists.drafts import Draft
from sitegen.sources.lists.entries import read_entry
from sitegen.sources.lists.inline import line_text, plain_text
from sitegen.sources.lists.labelled import read_labelled_lines
from sitegen.sources.lists.labels import is_schedule, label_kind
from sitegen.sources.lists.titles import is_prose
from sitegen.sources.lists.venues import parse_whole_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.sources.lists.inline import Span


#: "[Title](…) by Jane Doe" is no sentence.
_BYLINE: Final = re.compile(r"(?:by|von|par|por) [A-ZÀ-Þ]")
_MAX_LABEL_CHARS: Final = 20
#: Longer texts that are not set apart are remarks.
MAX_TITLE_WORDS: Final = 30
#: Shorter texts are titles even if they begin as a remark does.
_MAX_REMARK_WORDS: Final = 6
_MAX_PARAGRAPH_CHARS: Final = 600
#: Items below a title in bold, of which the last is its link.
_MIN_REMARKS: Final = 3


def join_items(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with items that are only labels in the item before them.

    Such items are sub-items whose indentation is too small: "  - Paper: …" below "1. Title".
    """
    joined: list[Block] = []
    details = _items_about_titles(blocks)
    for block in blocks:
        last = None if id(block) in details else joined[-1] if joined else None
        if isinstance(block, Item) and isinstance(last, Item) and _has_little_text(block):
            draft, _ = item_draft(block)
            if not draft.title and draft.urls and not _is_introduction(last):
                last_draft, _ = item_draft(last)
                if last_draft.title and not last_draft.evidence:
                    last.blocks.append(block)
                    continue
        joined.append(block)
    return joined


def _items_about_titles(blocks: Sequence[Block]) -> set[int]:
    """Return the ids of items below a title in bold: several remarks and the only link.

    Such are "**Looms**", "- Ada Lovelace", "- A classic", "- https://example.org/looms.pdf".
    """
    ids: set[int] = set()
    groups = [(kind, list(group)) for kind, group in groupby(blocks, key=type)]
    for (kind, ahead), (next_kind, items) in pairwise(groups):
        if kind is not Paragraph or next_kind is not Item or len(items) < _MIN_REMARKS:
            continue
        spans = [s for line in lines_of(ahead[-1]) for s in line if s.text.strip(" .:")]
        linked = [item for item in items if any(s.url for line in lines_of(item) for s in line)]
        if len(spans) == len(linked) == 1 and spans[0].style == "bold":
            ids.update(map(id, items))
    return ids


def _is_introduction(item: Item) -> bool:
    """Return whether an item is "Key contributions:" above points, and no title."""
    first = item.blocks[0] if len(item.blocks) > 1 else None
    return isinstance(first, Paragraph) and plain_text(first.lines).rstrip(" *").endswith(":")


def _has_little_text(item: Item) -> bool:
    """Return whether an item can be labels alone; a quick test before it is read."""
    return all(
        isinstance(block, Paragraph)
        and sum(len(s.text) for line in block.lines for s in line if not s.url) < _MAX_LABEL_CHARS
        for block in item.blocks
    )


def citations_of(draft: Draft, children: list[Block]) -> list[Draft]:
    """Return the papers of an item with a short name and links, whose sub-items are citations."""
    if draft.is_titled or not draft.is_paper or not all(isinstance(c, Item) for c in children):
        return []
    citations = [item_draft(child)[0] for child in children if isinstance(child, Item)]
    if not all(sub.is_titled and sub.details.authors for sub in citations):
        return []
    if len(citations) == 1:
        # The links of several papers can't be separated.
        citations[0].merge(draft)
        citations[0].line = draft.line
    return citations


def is_prose_title(draft: Draft) -> bool:
    """Return whether a plain title is a sentence about the list."""
    count = len(draft.title.split())
    return not draft.is_titled and (
        count > MAX_TITLE_WORDS or (count > _MAX_REMARK_WORDS and is_prose(draft.title))
    )


def is_entry(draft: Draft, lines: Lines) -> bool:
    """Return whether a paragraph starts with a title, or is a text with labels behind it."""
    first = next((s for line in lines for s in line if s.text.strip(" \n[(") or s.url), None)
    text = plain_text(lines)
    if first is None or is_prose(text):
        return False
    if draft.is_titled and (first.url or first.style == "bold"):
        # Labels are no words of a sentence: "**Title** [arXiv](…)".
        words = [[s for s in line if not s.url or label_kind(s.text) is None] for line in lines]
        rest = plain_text(words).partition(draft.title)[2].strip()
        # "[BERT](…) is a model": prose that begins with a link.
        return (
            not rest or not rest[0].isalpha() or not rest[0].islower() or bool(_BYLINE.match(rest))
        )
    labels = [s for line in lines for s in line if s.url]
    return (
        bool(labels)
        and all(label_kind(s.text) is not None or not s.text for s in labels[-1:])
        and len(text) < _MAX_PARAGRAPH_CHARS
    )


def item_draft(item: Item) -> tuple[Draft, list[Block]]:
    """Return the draft of an item with its labels, and the blocks with other papers."""
    lines: Lines = []
    children: list[Block] = []
    for block in item.blocks:
        if isinstance(block, Paragraph | Heading):
            lines += block.lines
        else:
            children.append(block)
    draft = read_entry(lines, item.line)
    rest = [c for c in children if not isinstance(c, Item) or not _take_child(draft, c)]
    if any(map(_is_about_meeting, children)):
        # "Date" beside "Presenter" is the day of a meeting.
        draft.fields.pop("date", None)
    return draft, rest


def _is_about_meeting(block: Block) -> bool:
    """Return whether a sub-item is a label such as "Presenter: …"."""
    first = block.blocks[0] if isinstance(block, Item) and block.blocks else None
    if not isinstance(first, Paragraph):
        return False
    name, colon, _ = plain_text(first.lines[:1]).partition(":")
    return bool(colon) and is_schedule([name])


def _take_child(draft: Draft, child: Item) -> bool:
    """Add a sub-item with labels or details to the draft above it.

    Returns:
        False for a sub-item that is another entry.
    """
    if not draft.title or parse_whole_date(draft.title):
        return False
    sub, grandchildren = item_draft(child)
    paragraphs = [b for b in child.blocks if isinstance(b, Paragraph)]
    lines = [line for paragraph in paragraphs for line in paragraph.lines]
    labelled = Draft(child.line)
    rest = read_labelled_lines(labelled, lines)
    if grandchildren:
        return False
    if not rest:
        draft.merge(labelled)
        return True
    # A sub-item with a title and a link to a paper is another paper.
    if sub.is_paper or (sub.is_titled and (sub.pages or sub.details.authors)):
        return False
    draft.merge(labelled)
    for line in rest:
        _add_line(draft, line)
    return True


def _add_line(draft: Draft, line: list[Span]) -> None:
    """Add a sub-item's line of authors, venue or text."""
    text = line_text(line)
    is_italic = all(span.style == "italic" for span in line if span.text.strip())
    details = draft.details
    if is_italic and (details.add_venue(text) or details.add_authors(text, is_certain=True)):
        return
    add_texts(details, text)
