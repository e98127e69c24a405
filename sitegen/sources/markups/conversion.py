"""The table of conversions, and the blocks that a converted text has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.sources.lists.blocks import Item, Table, parse_blocks
from sitegen.sources.markups import asciidoc, mediawiki, org, rst, textile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sitegen.sources.lists.blocks import Block
    from sitegen.sources.markups.lines import Line


class Conversion(NamedTuple):
    """One markup language.

    Attributes:
        name: its name.
        sign: pattern of what only this language writes.
        convert: yields the lines of a text in Markdown with the numbers that they have.
    """

    name: str
    sign: re.Pattern[str]
    convert: Callable[[str], Iterator[Line]]


CONVERSIONS: Final = tuple(
    Conversion(module.NAME, module.SIGN, module.convert)
    for module in (org, rst, asciidoc, mediawiki, textile)
)
_MARKDOWN_LINK: Final = re.compile(r"\]\(\s*<?https?://")


def find_conversion(head: str) -> Conversion | None:
    """Return the conversion whose signs a text has, and more of them than links of Markdown."""
    counts = ((len(entry.sign.findall(head)), entry) for entry in CONVERSIONS)
    count, best = max(counts, key=lambda pair: pair[0])
    return best if count > len(_MARKDOWN_LINK.findall(head)) else None


def parse_markup(conversion: Conversion, text: str) -> list[Block]:
    """Return the blocks of a text, with the numbers of its lines."""
    lines = list(conversion.convert(text))
    blocks = parse_blocks("\n".join(line for _, line in lines))
    _renumber(blocks, [number for number, _ in lines])
    return blocks


def _renumber(blocks: Sequence[Block], numbers: list[int]) -> None:
    """Replace the numbers of converted lines by those of the text."""
    for block in blocks:
        block.line = numbers[block.line - 1]
        if isinstance(block, Item):
            _renumber(block.blocks, numbers)
        elif isinstance(block, Table):
            block.rows = [(numbers[line - 1], cells) for line, cells in block.rows]
