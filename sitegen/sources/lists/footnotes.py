"""Footnotes of Markdown: "Title[^1]" and "[^1]: A remark".

The note belongs to the entry that refers to it. One that only prose refers to is an entry itself,
as in a text with its references.
Source: https://docs.github.com/get-started/writing-on-github (footnotes)
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitegen.sources.lists.blocks import Block, Heading, Item, Lines, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.sources.lists.inline import Span

_REFERENCE: Final = re.compile(r"\s?\[\^([^\]\s]{1,40})\]")
_DEFINITION: Final = re.compile(r"\s*\[\^([^\]\s]{1,40})\]:\s*")


def resolve_footnotes(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks without references to footnotes, each note with the entry that it is on."""
    notes: dict[str, tuple[int, Lines]] = {}
    rest = [block for block in blocks if not _take_notes(block, notes)]
    if not notes and not any(map(_has_reference, rest)):
        return rest
    used: set[str] = set()
    for block in rest:
        _resolve(block, notes, used)
    for label, (line, lines) in notes.items():
        if label not in used:
            rest.append(Item(line, [Paragraph(line, lines)]))
    return rest


def _take_notes(block: Block, notes: dict[str, tuple[int, Lines]]) -> bool:
    """Add the footnotes that a paragraph defines; return whether it defines some."""
    if not isinstance(block, Paragraph) or not _DEFINITION.match(_first_text(block.lines)):
        return False
    label = ""
    for number, line in enumerate(block.lines):
        match = _DEFINITION.match(line[0].text) if line else None
        if match:
            label = match[1]
            first = line[0]._replace(text=line[0].text[match.end() :])
            notes[label] = (block.line + number, [[first, *line[1:]] if first.text else line[1:]])
        else:
            notes[label][1].append(line)
    return True


def _first_text(lines: Lines) -> str:
    return lines[0][0].text if lines and lines[0] else ""


def _has_reference(block: Block) -> bool:
    return any(
        _REFERENCE.search(span.text) for lines in _texts(block) for line in lines for span in line
    )


def _texts(block: Block) -> Iterator[Lines]:
    """Yield the lines of a block and of those in it."""
    if isinstance(block, Item):
        for child in block.blocks:
            yield from _texts(child)
    elif isinstance(block, Table):
        for _, cells in block.rows:
            yield from cells
    else:
        yield block.lines


def _resolve(block: Block, notes: dict[str, tuple[int, Lines]], used: set[str]) -> None:
    """Remove the references in a block; append the notes to the entries that refer to them."""
    if isinstance(block, Item):
        for child in block.blocks:
            _resolve_text(child, notes, used, is_entry=True)
    else:
        _resolve_text(block, notes, used, is_entry=not isinstance(block, Paragraph))


def _resolve_text(
    block: Block, notes: dict[str, tuple[int, Lines]], used: set[str], *, is_entry: bool
) -> None:
    if isinstance(block, Item):
        _resolve(block, notes, used)
        return
    # An entry starts with its title: a link, or bold.
    is_entry |= isinstance(block, Paragraph) and _starts_with_title(block.lines)
    for lines in _texts(block):
        labels = [label for line in lines for span in line for label in _labels(span)]
        lines[:] = [[_without_references(span) for span in line] for line in lines]
        if not is_entry:
            continue
        used.update(labels)
        if not isinstance(block, Heading):
            lines += [line for label in labels if label in notes for line in notes[label][1]]


def _labels(span: Span) -> list[str]:
    return _REFERENCE.findall(span.text)


def _without_references(span: Span) -> Span:
    return span._replace(text=_REFERENCE.sub("", span.text)) if "[^" in span.text else span


def _starts_with_title(lines: Lines) -> bool:
    first = next((span for line in lines for span in line if span.text.strip()), None)
    return first is not None and (bool(first.url) or first.style == "bold")
