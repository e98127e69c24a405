"""Parse XML without entities or network access, and extract the text of elements."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from sitegen.sources.fields import Record
from sitegen.sources.reading import RecordError
from sitegen.text.markup import to_script_characters
from sitegen.text.mathml import element_text, is_display, local_name, mathml_to_tex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    # lxml has no type hints.
    Element = Any

#: The first start tag, also one inside a comment, but not ``<?xml …?>`` or ``<!DOCTYPE …>``. Group
#: 1 is the name without its prefix.
_ROOT: Final = re.compile(r"<(?![?!])(?:[\w.-]+:)?([\w.-]+)[\s>/]")
_MAX_SYNTAX_ERRORS: Final = 20
#: Elements whose plain text loses their meaning: x<sup>2</sup> is not x2.
_MARKED_UP: Final = ("{*}math", "{*}tex-math", "{*}sub", "{*}sup")
#: The LaTeX document that publishers wrap around a formula in ``tex-math``.
_TEX_DOCUMENT: Final = re.compile(
    r"\\documentclass.*?\\begin\{document\}|\\end\{document\}", re.DOTALL
)


def root_name(head: str) -> str:
    """Return the local name of the first element, or "" if the text does not start with markup."""
    if not head.lstrip().startswith("<"):
        return ""
    match = _ROOT.search(head)
    return match[1] if match else ""


def read_elements(
    text: str, name: str, fields_of: Callable[[Element], dict[str, Any] | None]
) -> Iterator[Record]:
    """Yield one record per element with a local name, at any depth, then the syntax errors.

    Entities are not resolved, nothing is loaded, and nesting ends at libxml2's limit of 256. The
    parser recovers from syntax errors: only the elements that hold one are damaged.

    Args:
        text: the document.
        name: local name of the elements to read.
        fields_of: return the named fields of an element, or None to skip it.
    """
    # The text is already decoded, so its own encoding declaration must not apply.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, encoding="utf-8",
        remove_pis=True,
    )  # fmt: skip
    try:
        # "replace" is for lone surrogates, which JSON escapes can bring into a text.
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        message = f"is not XML that can be parsed: {error.msg}; save or export the file again"
        yield Record(error.lineno or 1, RecordError(message))
        return
    # The log of the parser grows while elements are read, so it is copied first.
    syntax_errors = [error for error in parser.error_log if error.level >= etree.ErrorLevels.ERROR]
    faults = [
        Record(error.line, RecordError(f"is not well-formed: {error.message.strip()}"))
        for error in syntax_errors[:_MAX_SYNTAX_ERRORS]
    ]
    if root is not None:
        for element in root.iter(f"{{*}}{name}"):
            fields = fields_of(element)
            if fields is not None:
                excerpt = fields.get("title") or ""
                yield Record(element.sourceline or 1, fields, str(excerpt))
    yield from faults


def text_of(element: Element | None) -> str:
    """Return the text of an element and its descendants, each run of blanks as one; "" for None.

    Formulas become TeX between dollars, superscript and subscript digits their Unicode characters.
    """
    if element is None:
        return ""
    # Most elements hold no such markup, and joining their text at once is far faster.
    if next(element.iter(*_MARKED_UP), None) is not None:
        return " ".join(_marked_text(element).split())
    return element_text(element)


def _marked_text(element: Element) -> str:
    """Return the text of an element with formulas as TeX and scripts as Unicode.

    Of several forms of one formula (``alternatives`` in JATS), take the TeX form.
    """
    parts = [element.text or ""]
    children = list(element)
    name = local_name(element)
    if name == "alternatives":
        children = [c for c in children if str(c.tag).endswith("tex-math")] or children[:1]
    for child in children:
        # The tag of a comment or an entity is a function; their tails are text all the same.
        if isinstance(child.tag, str):
            parts.append(_child_text(child))
        # Between alternatives there is only indentation.
        if name != "alternatives":
            parts.append(child.tail or "")
    return "".join(parts)


def _child_text(child: Element) -> str:
    name = local_name(child)
    if name == "math":
        delimiter = "$$" if is_display(child) else "$"
        return f"{delimiter}{mathml_to_tex(child)}{delimiter}"
    if name == "tex-math":
        tex = _TEX_DOCUMENT.sub("", element_text(child)).strip("$ ")
        return f"${tex}$"
    if name in {"sub", "sup"}:
        return to_script_characters(_marked_text(child).strip(), raised=name == "sup")
    return _marked_text(child)


def first_text(element: Element, *paths: str) -> str:
    """Return the first non-empty text that the paths find, tried in their order, or ""."""
    for path in paths:
        for descendant in element.iterfind(path):
            if text := text_of(descendant):
                return text
    return ""


def all_texts(element: Element, path: str) -> list[str]:
    """Return the non-empty texts of all elements that a path finds, in document order."""
    return [text for descendant in element.iterfind(path) if (text := text_of(descendant))]
