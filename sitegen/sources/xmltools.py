"""What the XML formats share: parsing without entities or network, and text of elements."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from sitegen.sources.fields import Record
from sitegen.sources.reading import RecordError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Element = Any

_ROOT: Final = re.compile(r"<(?![?!])(?:[\w.-]+:)?([\w.-]+)[\s>/]")
_FAULTS_SHOWN: Final = 20


def root_name(head: str) -> str:
    """Return the local name of a text's first element; "" where it starts with none."""
    if not head.lstrip().startswith("<"):
        return ""
    match = _ROOT.search(head)
    return match[1] if match else ""


def read_elements(
    text: str, name: str, fields_of: Callable[[Element], dict[str, Any] | None]
) -> Iterator[Record]:
    """Yield a record an element of some local name, wherever it stands.

    Entities stay what they are, nothing is loaded, nesting ends at libxml2's limit of 256. What is
    not well-formed costs what it stands in; the rest is read.

    Args:
        text: the document.
        name: local name of the elements that are records.
        fields_of: an element's named fields, or None where it is none of ours.
    """
    # The text is decoded: what its declaration says of its encoding is no longer so.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, encoding="utf-8",
        remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        yield Record(error.lineno or 1, RecordError(f"is no XML that can be read: {error.msg}"))
        return
    errors = [error for error in parser.error_log if error.level >= etree.ErrorLevels.ERROR]
    faults = [
        Record(error.line, RecordError(f"is not well-formed: {error.message.strip()}"))
        for error in errors[:_FAULTS_SHOWN]
    ]
    if root is not None:
        for element in root.iter(f"{{*}}{name}"):
            fields = fields_of(element)
            if fields is not None:
                shown = fields.get("title") or ""
                yield Record(element.sourceline or 1, fields, str(shown))
    yield from faults


def text_of(element: Element | None) -> str:
    """Return all text in an element, blanks as they come; "" for none."""
    if element is None:
        return ""
    # By tag, or the text of comments and of entities that were not resolved would come too.
    return " ".join("".join(element.itertext("*")).split())


def first_text(element: Element, *paths: str) -> str:
    """Return the text of the first element that one of some paths finds and that has any."""
    for path in paths:
        for found in element.iterfind(path):
            if text := text_of(found):
                return text
    return ""


def all_texts(element: Element, path: str) -> list[str]:
    """Return the texts of all that a path finds, without those that have none."""
    return [text for found in element.iterfind(path) if (text := text_of(found))]
