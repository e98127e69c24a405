"""Parse XML without entities or network access, and extract the text of elements.

Elements are looked up by their local names: harvesters and exports change prefixes at will.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html.entities import name2codepoint
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from sitegen.sources.fields import Record, Remark
from sitegen.sources.reading import RecordError, unexpected_fault
from sitegen.sources.xml.paths import find_elements
from sitegen.sources.xml.repair import repair
from sitegen.text.blanks import single_spaced
from sitegen.text.markup import to_script_characters
from sitegen.text.mathml import element_text, is_display, mathml_to_tex, remove_entities

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    # lxml has no type hints.
    Element = Any
    #: The children of an element by their local names.
    Children = dict[str, list[Element]]

XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
#: What may precede the first element: blanks, processing instructions, comments, a document type.
_PROLOG: Final = re.compile(
    r"[\s\ufeff]+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE
)
#: A start tag; group 1 is the name without its prefix.
_START_TAG: Final = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)(?=[\s>/])[^<>]*")
#: XML declarations; one that follows a blank line or another document is an error in XML.
_DECLARATION: Final = re.compile(r"<\?xml\s[^<>]*\?>")
_DOCTYPE: Final = re.compile(r"<!DOCTYPE[^<>\[]*>")
#: Entities of HTML, which the document types of DBLP and of publishers declare.
_ENTITY: Final = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,7});")
_XML_ENTITIES: Final = frozenset({"amp", "lt", "gt", "quot", "apos"})
#: Characters that XML 1.0 forbids, themselves and as references. As one pattern they would take
#: five times as long.
_FORBIDDEN: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_FORBIDDEN_BYTES: Final = bytes({*range(32)} - {*b"\t\n\r"})
_FORBIDDEN_REFERENCE: Final = re.compile(
    r"&#(?:[xX]0{0,8}(?:[0-8bBcCeEfF]|1[0-9a-fA-F])|0{0,8}(?:[0-8]|1[124-9]|2\d|3[01]));"
)
_MAX_SYNTAX_ERRORS: Final = 20
#: Elements that are read before the first paper is built.
_BATCH_SIZE: Final = 64
#: Elements whose plain text loses their meaning: x<sup>2</sup> is not x2, and breaks are blanks.
_MARKED_UP: Final = frozenset({"math", "tex-math", "sub", "sup", "break", "br", "lb", "p"})
_BREAKS: Final = frozenset({"break", "br", "lb", "p"})


def root_name(head: str) -> str:
    """Return the local name of the first element, or "" if the text does not start with markup."""
    return _root_tag(head)[0]


def root_tag(head: str) -> str:
    """Return the start tag of the first element with its attributes, or ""."""
    return _root_tag(head)[1]


def _root_tag(head: str) -> tuple[str, str]:
    position = 0
    while match := _PROLOG.match(head, position):
        position = match.end()
    match = _START_TAG.match(head, position)
    return (match[1], match[0]) if match else ("", "")


def read_elements(
    text: str,
    names: str | tuple[str, ...],
    fields_of: Callable[[Element], dict[str, Any] | None],
) -> Iterator[Record | Remark]:
    """Yield one record per element with a local name, at any depth, then the syntax errors.

    Entities are not resolved, nothing is loaded, and nesting ends at libxml2's limit of 256. A
    document with syntax errors is repaired first: only the elements that hold one are damaged. A
    document without a record gives one fault.

    Args:
        text: the document.
        names: local names of the elements to read.
        fields_of: return the named fields of an element, or None to skip it; may raise
            RecordError.
    """
    records = _iter_records(text, (names,) if isinstance(names, str) else names, fields_of)
    # Extracting a record and building its paper in turns would evict the code of either from the
    # processor's cache: some papers would take a fifth longer.
    while batch := list(islice(records, _BATCH_SIZE)):
        yield from batch


def _iter_records(
    text: str, names: tuple[str, ...], fields_of: Callable[[Element], dict[str, Any] | None]
) -> Iterator[Record | Remark]:
    root, faults = _parse_records(text, names)
    record_count = sum(isinstance(fault, Record) for fault in faults)
    for element in root.iter(*(f"{{*}}{name}" for name in names)) if root is not None else ():
        line = element.sourceline or 1
        try:
            fields = fields_of(element)
        except Exception as error:  # noqa: BLE001 - of any kind: an element costs itself only
            record_count += 1
            fault = error if isinstance(error, RecordError) else unexpected_fault(error)
            yield Record(line, fault, first_text(element, "{*}title", "."))
            continue
        if fields is not None:
            record_count += 1
            yield Record(line, fields, str(fields.get("title") or ""))
    yield from faults
    if not record_count:
        tags = " or ".join(f"<{name}>" for name in names[:4])
        message = f"no paper was found: no {tags} in it describes one; export the records again"
        yield Record(1, RecordError(message))


def _parse_records(
    text: str, names: tuple[str, ...]
) -> tuple[Element | None, list[Record | Remark]]:
    """Return the root of a document, and what is said of its syntax errors."""
    root, faults = parse_document(text)
    if not (faults or _has_swallowed(root, names)) or _START_TAG.search(text) is None:
        return root, [*faults]
    repaired, damages = repair(_repair(text), names)
    new_root, _, _ = _parse(repaired)
    remarks: list[Record | Remark] = []
    for line, message, is_record in damages:
        if is_record:
            fault = RecordError(f"is not well-formed: {message}; its start tag is missing")
            remarks.append(Record(line, fault))
        elif len(remarks) < _MAX_SYNTAX_ERRORS:
            remarks.append(Remark(line, f"is not well-formed: {message}; check what is read there"))
    if not remarks:
        # A fault that the repair does not know, such as too deep a nesting.
        remarks += (Remark(fault.line, str(fault.fields)) for fault in faults)
    return (root if new_root is None else new_root), remarks


def _has_swallowed(root: Element | None, names: tuple[str, ...]) -> bool:
    """Return whether a record is a child of another one of its name: an end tag is misplaced.

    Such a document may be well-formed: the end of the outer record stands below the inner ones.
    """
    records = root.iter(*(f"{{*}}{name}" for name in names)) if root is not None else ()
    parents = ((record, record.getparent()) for record in records)
    return any(parent is not None and parent.tag == record.tag for record, parent in parents)


def parse_document(text: str) -> tuple[Element | None, list[Record]]:
    """Return the root of a document and its syntax errors; several documents get one root."""
    repaired = _repair(text)
    root, faults, has_more = _parse(repaired)
    if has_more:
        # Results of several requests in one file: a new root on the same line keeps all lines.
        combined = _DOCTYPE.sub(_blank, repaired)
        combined_root, combined_faults, has_more = _parse(f"<documents>{combined}</documents>")
        if not has_more and combined_root is not None:
            root, faults = combined_root, combined_faults
    return root, faults


def _repair(text: str) -> str:
    """Remove declarations and forbidden characters, and resolve entities of HTML."""
    # The text is already decoded, so its own encoding declaration must not apply.
    if "<?xml" in text:
        text = _DECLARATION.sub(_blank, text)
    text = text.removeprefix("\ufeff")
    if "&" in text:
        text = _FORBIDDEN_REFERENCE.sub(" ", _ENTITY.sub(_resolve_entity, text))
    return _FORBIDDEN.sub(" ", text) if _has_forbidden(text) else text


def _has_forbidden(text: str) -> bool:
    # Bytes are looked at ten times as fast as characters are matched.
    data = text.encode("utf-8", "replace")
    return (
        len(data.translate(None, _FORBIDDEN_BYTES)) != len(data)
        or "\ufffe" in text
        or ("\uffff" in text)
    )


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _resolve_entity(match: re.Match[str]) -> str:
    code = name2codepoint.get(match[1])
    return match[0] if code is None or match[1] in _XML_ENTITIES else chr(code)


def _parse(text: str) -> tuple[Element | None, list[Record], bool]:
    """Return the root, the syntax errors, and whether text follows the root's end."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, encoding="utf-8",
        remove_pis=True,
    )  # fmt: skip
    try:
        # "replace" is for lone surrogates, which JSON escapes can bring into a text.
        root = etree.fromstring(text.lstrip(" ").encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        message = f"is not XML that can be parsed: {error.msg}; save or export the file again"
        return None, [Record(error.lineno or 1, RecordError(message))], False
    if root is not None and "<!ENTITY" in text:
        remove_entities(root)
    # The log of the parser grows while elements are read, so it is copied first.
    errors = [
        error
        for error in parser.error_log
        if error.level >= etree.ErrorLevels.ERROR
        # Each of several documents in one file has its own references "b0", "b1" and so on.
        and error.type != etree.ErrorTypes.DTD_ID_REDEFINED
    ]
    # A part of a document may lack the declarations of its prefixes, and is clear all the same.
    undeclared = [error for error in errors if error.domain == etree.ErrorDomains.NAMESPACE]
    if undeclared and root is not None:
        _declare_prefixes(root)
    has_more = any(error.type == etree.ErrorTypes.ERR_DOCUMENT_END for error in errors)
    faults = [
        Record(error.line, RecordError(f"is not well-formed: {error.message.strip()}"))
        for error in errors
        if error not in undeclared
    ]
    return root, faults[:_MAX_SYNTAX_ERRORS], has_more


def _declare_prefixes(root: Element) -> None:
    """Move the undeclared prefix of each name into a namespace, so that local names match."""
    for element in root.iter("*"):
        prefix, _, name = element.tag.rpartition(":")
        if prefix and "}" not in element.tag and name:
            try:
                element.tag = f"{{prefix:{prefix}}}{name}"
            except ValueError:
                continue


def child_elements(element: Element | None) -> Children:
    """Return the children of an element by their local names, in document order; none of None."""
    children: Children = {}
    for child in element if element is not None else ():
        tag = child.tag
        # The tag of a comment or an entity is a function.
        if type(tag) is str:
            children.setdefault(_local_name(tag), []).append(child)
    return children


def grandchildren(children: Children, name: str) -> Children:
    """Return the children of all children with a name, by their own local names."""
    parents = children.get(name, ())
    if len(parents) == 1:
        return child_elements(parents[0])
    merged: Children = {}
    for child in parents:
        for key, elements in child_elements(child).items():
            merged.setdefault(key, []).extend(elements)
    return merged


def first_child(children: Children, name: str) -> Element | None:
    """Return the first of the children with a name, or None."""
    elements = children.get(name)
    return elements[0] if elements else None


def child_text(children: Children, *names: str) -> str:
    """Return the first non-empty text of the children with the first of the names, or ""."""
    for name in names:
        for child in children.get(name, ()):
            if text := text_of(child):
                return text
    return ""


def child_texts(children: Children, name: str) -> list[str]:
    """Return the non-empty texts of all children with a name."""
    return [text for child in children.get(name, ()) if (text := text_of(child))]


def attribute(element: Element, name: str) -> str:
    """Return the value of an attribute by its local name, whatever its prefix; "" without one."""
    for key, value in element.items():
        if key.rpartition("}")[2].rpartition(":")[2] == name:
            return str(value)
    return ""


def text_of(element: Element | None) -> str:
    """Return the text of an element and its descendants, each run of blanks as one; "" for None.

    Formulas become TeX between dollars, superscript and subscript digits their Unicode characters.
    """
    if element is None:
        return ""
    if not len(element):
        text = element.text
        return single_spaced(text) if text else ""
    # Most elements hold no such markup, and joining their text at once is far faster.
    if _MARKED_UP.isdisjoint(_descendant_names(element)):
        return element_text(element)
    return single_spaced(_marked_text(element))


def _descendant_names(element: Element) -> set[str]:
    """Return the local names of an element and its descendants."""
    return {_local_name(descendant.tag) for descendant in element.iter("*")}


@lru_cache(maxsize=1 << 12)
def _local_name(tag: str) -> str:
    return tag[tag.rfind("}") + 1 :]


def text_without(element: Element | None, *names: str) -> str:
    """Return the text of an element without descendants of some names, such as footnotes."""
    if element is None:
        return ""
    if not len(element):
        return text_of(element)
    # Nearly all elements have none; a search by lxml would compile the names for each of them.
    descendants = _descendant_names(element)
    if not descendants.isdisjoint(names):
        return single_spaced(_marked_text(element, names))
    if _MARKED_UP.isdisjoint(descendants):
        return element_text(element)
    return single_spaced(_marked_text(element))


def _marked_text(element: Element, skipped: tuple[str, ...] = ()) -> str:
    """Return the text of an element with formulas as TeX and scripts as Unicode.

    Descendants with one of the skipped names are left out.

    Of several forms of one formula (``alternatives`` in JATS), take the TeX form.
    """
    parts = [element.text or ""]
    children = list(element)
    is_choice = _local_name(element.tag) == "alternatives"
    if is_choice:
        children = [c for c in children if str(c.tag).endswith("tex-math")] or children[:1]
    for child in children:
        tag = child.tag
        # The tag of a comment or an entity is a function; their tails are text all the same.
        if type(tag) is str and (name := _local_name(tag)) not in skipped:
            parts.append(_child_text(child, name, skipped))
        # Between alternatives there is only indentation.
        if not is_choice:
            parts.append(child.tail or "")
    return "".join(parts)


def _child_text(child: Element, name: str, skipped: tuple[str, ...]) -> str:
    if name == "math":
        delimiter = "$$" if is_display(child) else "$"
        return f"{delimiter}{mathml_to_tex(child)}{delimiter}"
    if name == "tex-math":
        return f"${_formula(element_text(child))}$"
    if name in {"sub", "sup"}:
        text = _marked_text(child, skipped).strip()
        return to_script_characters(text, raised=name == "sup")
    text = _marked_text(child, skipped) if len(child) else child.text or ""
    return f" {text} " if name in _BREAKS else text


def _formula(tex: str) -> str:
    r"""Return a formula without the LaTeX document that publishers wrap around it."""
    if "\\documentclass" in tex:
        # Not a regular expression: it would scan to the end for each of many document classes.
        preamble, begin, body = tex.partition("\\begin{document}")
        tex = (body if begin else preamble).partition("\\end{document}")[0]
    return tex.strip("$ ")


def first_text(element: Element, *paths: str) -> str:
    """Return the first non-empty text that the paths find, tried in their order, or ""."""
    for path in paths:
        for descendant in find_elements(element, path):
            if text := text_of(descendant):
                return text
    return ""


def all_texts(element: Element, path: str) -> list[str]:
    """Return the non-empty texts of all elements that a path finds, in document order."""
    return [text for descendant in find_elements(element, path) if (text := text_of(descendant))]
