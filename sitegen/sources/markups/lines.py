"""What the conversions of markup languages share: lines with their numbers, links, records."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

#: A line of Markdown with the 1-based number of the line that it comes from.
Line = tuple[int, str]

#: Stands for the file of a paper that a record describes without an address: the record is one.
_LOCAL_FILE: Final = "[paper](paper.pdf)"
#: Labels whose values lead to the paper.
_LINK_LABELS: Final = ("DOI", "PDF", "arXiv")
_MARKUP: Final = re.compile(r"([\[\]*_`<>|\\])")


def link(url: str, text: str = "") -> str:
    """Return a link of Markdown; without a text the address stands for itself."""
    text = " ".join(text.split())
    if not text:
        return f"<{url}>"
    return f"[{text.replace('[', '(').replace(']', ')')}](<{url}>)"


def escape(text: str) -> str:
    """Return a text whose signs are no markup in Markdown."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def table_row(cells: Iterable[str]) -> str:
    """Return a row of a table of Markdown."""
    return "| " + " | ".join(cell.strip().replace("|", "\\|") for cell in cells) + " |"


def table_rule(count: int) -> str:
    """Return the line below the header of a table."""
    return "|" + "---|" * count


def record_lines(number: int, fields: Mapping[str, str], indent: str) -> Iterator[Line]:
    """Yield the labelled lines of a record: "Authors: …", "Year: …", and its addresses.

    Args:
        number: line of the source.
        fields: values by the labels of reading lists; "DOI" and "arXiv" are identifiers.
        indent: blanks in front of each line.
    """
    values = {label: " ".join(value.split()) for label, value in fields.items()}
    for label, value in values.items():
        if value:
            yield number, indent + _label_line(label, value)
    if not any(values.get(label) for label in _LINK_LABELS):
        yield number, f"{indent}{_LOCAL_FILE}"


def _label_line(label: str, value: str) -> str:
    if label == "DOI":
        doi = value.partition("doi.org/")[2] or value.removeprefix("doi:")
        return f"DOI: <https://doi.org/{doi}>"
    if label == "PDF":
        return f"[PDF](<{value}>)"
    return f"Link: <{value}>" if label == "URL" and "://" in value else f"{label}: {value}"
