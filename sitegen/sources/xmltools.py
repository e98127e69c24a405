"""What the XML formats share: parsing without entities or network, and text of elements."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from sitegen.sources.fields import Record
from sitegen.sources.reading import RecordError
from sitegen.text.markup import raised_or_lowered
from sitegen.text.mathml import is_display, local_name, plain_text, to_tex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Element = Any

_ROOT: Final = re.compile(r"<(?![?!])(?:[\w.-]+:)?([\w.-]+)[\s>/]")
_FAULTS_SHOWN: Final = 20
#: Elements whose text alone would not say what they mean.
_MARKED: Final = ("{*}math", "{*}tex-math", "{*}sub", "{*}sup")
#: What publishers put around a formula in ``tex-math``.
_TEX_DOCUMENT: Final = re.compile(
    r"\\documentclass.*?\\begin\{document\}|\\end\{document\}", re.DOTALL
)


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
    if next(element.iter(*_MARKED), None) is not None:
        return " ".join(_marked_text(element).split())
    return plain_text(element)


def _marked_text(element: Element) -> str:
    """Return an element's text, mathematics as TeX and scripts of digits as Unicode's.

    Of the forms of one formula (JATS' alternatives) TeX is taken.
    """
    parts = [element.text or ""]
    children = list(element)
    name = local_name(element)
    if name == "alternatives":
        children = [c for c in children if str(c.tag).endswith("tex-math")] or children[:1]
    for child in children:
        if isinstance(child.tag, str):
            parts.append(_child_text(child))
        if name != "alternatives":
            parts.append(child.tail or "")
    return "".join(parts)


def _child_text(child: Element) -> str:
    name = local_name(child)
    if name == "math":
        mark = "$$" if is_display(child) else "$"
        return f"{mark}{to_tex(child)}{mark}"
    if name == "tex-math":
        inner = _TEX_DOCUMENT.sub("", plain_text(child)).strip("$ ")
        return f"${inner}$"
    if name in {"sub", "sup"}:
        return raised_or_lowered(_marked_text(child).strip(), raised=name == "sup")
    return _marked_text(child)


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
