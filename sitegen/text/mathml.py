r"""Convert MathML to TeX, for the presentation elements in publishers' files and web pages.

Clean texts contain mathematics as TeX only: see ``sitegen.text.formulas``.
Source: MathML Core, https://www.w3.org/TR/mathml-core/.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from sitegen.text.blanks import single_spaced

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Element = Any  # lxml has no type stubs

#: Deeper elements become plain text, which bounds the recursion.
_MAX_DEPTH: Final = 60
#: A longer element is not converted.
_MAX_CHARS: Final = 20_000
#: Namespace prefixes and declarations, which are removed, as they are often undeclared.
_PREFIX: Final = re.compile(r"(</?)[\w.-]+:(?=[A-Za-z])")
_XMLNS: Final = re.compile(r"\sxmlns(?::[\w.-]+)?=(?:\"[^\"]*\"|'[^']*')")
#: Characters that TeX would interpret, or that have a command; U+2061 to U+2063 are invisible.
_SPECIAL: Final = {
    "{": r"\{", "}": r"\}", "%": r"\%", "#": r"\#", "&": r"\&", "$": r"\$", "_": r"\_",
    "\\": r"\backslash", "~": r"\sim", "\u2062": "", "\u2061": "", "\u2063": "", "\u00a0": " ",
    "−": "-", "′": "'", "∑": r"\sum", "∏": r"\prod", "∫": r"\int", "√": r"\surd",
}  # fmt: skip
#: A command's name at the end of a text.
_COMMAND_END: Final = re.compile(r"\\[A-Za-z]+\Z")
_FENCES: Final = {"{": r"\{", "}": r"\}"}
#: Accent commands, by the character over a base.
_ACCENTS: Final = {
    "~": "tilde", "˜": "tilde", "^": "hat", "ˆ": "hat", "¯": "bar", "‾": "overline", "_": "bar",
    "→": "vec", "⃗": "vec", "˙": "dot", ".": "dot", "¨": "ddot", "ˇ": "check",
}  # fmt: skip
#: Alphabet commands, by ``mathvariant``.
_ALPHABETS: Final = {
    "bold": "mathbf", "double-struck": "mathbb", "script": "mathcal", "fraktur": "mathfrak",
    "sans-serif": "mathsf", "monospace": "mathtt", "bold-italic": "boldsymbol", "normal": "mathrm",
}  # fmt: skip
#: Names of functions that are TeX commands.
_FUNCTION_NAMES: Final = """
    log ln exp sin cos tan max min sup inf lim det dim arg deg gcd ker Pr lg sinh cosh tanh
"""
_FUNCTIONS: Final = frozenset(_FUNCTION_NAMES.split())


def parse_mathml(text: str) -> str | None:
    """Return the TeX of a ``<math>`` element, with any prefix; None if too long or malformed."""
    if len(text) > _MAX_CHARS:
        return None
    xml = _PREFIX.sub(r"\1", _XMLNS.sub("", text))
    # Entities and the network are off, as files come from anywhere.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, remove_pis=True)
    try:
        root = etree.fromstring(xml.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None
    # With recover, the parser returns None for an input without any element.
    if root is None:
        return None
    if "&" in xml:
        remove_entities(root)
    return mathml_to_tex(root)


def remove_entities(root: Element) -> None:
    """Remove references to entities from a tree: the text of an element would resolve them."""
    etree.strip_tags(root, etree.Entity)


def mathml_to_tex(math: Element) -> str:
    """Return the TeX of a MathML element: its TeX annotation, or the converted elements.

    Unknown elements are replaced by their contents, so that no letter is lost.
    """
    for note in math.iter("{*}annotation"):
        if "tex" in (note.get("encoding") or "").lower() and note.text:
            return " ".join(note.text.split()).strip("$ ")
    return " ".join(_tex(math, 0).split())


def is_display(math: Element) -> bool:
    """Return whether a ``<math>`` element is set on a separate line."""
    return bool(math.get("display") == "block")


def element_text(element: Element) -> str:
    """Return the text of an element without markup, with single spaces."""
    if not len(element):
        return single_spaced(element.text or "")
    # Comments and processing instructions are left out; ``itertext`` takes twenty times as long.
    text: str = etree.tostring(element, method="text", encoding="unicode", with_tail=False)
    return single_spaced(text)


def local_name(element: Element) -> str:
    """Return the name of an element without its namespace."""
    # A tag is "{namespace}name" or "name".
    return str(element.tag).rpartition("}")[2]


def _tex(element: Element, depth: int) -> str:
    """Convert an element and its descendants; ``depth`` is 0 for the root."""
    if depth > _MAX_DEPTH:
        return element_text(element)
    name = local_name(element)
    if name in {"mi", "mn", "mo", "mtext", "ms"}:
        return _token(name, element)
    if name in {"annotation", "annotation-xml", "mspace"}:
        return " " if name == "mspace" else ""
    # The tag of a comment is a function, not a string.
    parts = [_tex(child, depth + 1) for child in element if isinstance(child.tag, str)]
    count, format_parts = _FORMATS.get(name, (0, None))
    # An element with a wrong number of children falls through to its contents.
    if format_parts is not None and count in {len(parts), _ANY_COUNT}:
        return format_parts(parts)
    if name == "mfenced":
        left, right = element.get("open", "("), element.get("close", ")")
        inner = ",".join(parts)
        return f"{_FENCES.get(left, left)}{inner}{_FENCES.get(right, right)}"
    return (element.text or "").strip() + "".join(parts)


def _token(name: str, element: Element) -> str:
    """Convert a token element: an identifier, a number, an operator or a text."""
    text = element_text(element)
    if name in {"mtext", "ms"}:
        # Braces, backslashes and dollars would end the command or the formula.
        inner = text.translate({ord(c): None for c in "{}\\$"})
        return rf"\text{{{inner}}}" if inner else " "
    if name == "mi" and text in _FUNCTIONS:
        return rf"\{text} "
    tex = "".join(_SPECIAL.get(char, char) for char in text)
    # A letter after a command's name would become part of it.
    if "\\" in tex and _COMMAND_END.search(tex):
        tex += " "
    # MathML sets one letter in italics and several upright, TeX all in italics.
    variant = element.get("mathvariant") or ("normal" if name == "mi" and len(text) > 1 else "")
    if variant in _ALPHABETS and name != "mo" and (variant != "normal" or len(text) > 1):
        return rf"\{_ALPHABETS[variant]}{{{tex}}}"
    return tex


def _group(tex: str) -> str:
    # ``x^2`` needs no braces, ``x^{10}`` does.
    tex = tex.strip()
    return tex if len(tex) == 1 else f"{{{tex}}}"


def _format_over(parts: Sequence[str]) -> str:
    """Format a base with a mark over it: an accent command, or a superscript."""
    # A tilde arrives as ``\sim``, its entry in _SPECIAL.
    accent = _ACCENTS.get(parts[1].strip().removeprefix(r"\sim") or "~")
    if parts[1].strip() == r"\sim":
        accent = "tilde"
    return rf"\{accent}{{{parts[0]}}}" if accent else f"{parts[0]}^{_group(parts[1])}"


#: A number of children that means any number.
_ANY_COUNT: Final = -1
#: Element name: number of children, function from their TeX to the element's.
_FORMATS: Final[dict[str, tuple[int, Callable[[Sequence[str]], str]]]] = {
    "msub": (2, lambda p: f"{p[0].rstrip()}_{_group(p[1])}"),
    "munder": (2, lambda p: f"{p[0].rstrip()}_{_group(p[1])}"),
    "msup": (2, lambda p: f"{p[0].rstrip()}^{_group(p[1])}"),
    "mover": (2, _format_over),
    "msubsup": (3, lambda p: f"{p[0].rstrip()}_{_group(p[1])}^{_group(p[2])}"),
    "munderover": (3, lambda p: f"{p[0].rstrip()}_{_group(p[1])}^{_group(p[2])}"),
    "mfrac": (2, lambda p: rf"\frac{{{p[0]}}}{{{p[1]}}}"),
    "msqrt": (_ANY_COUNT, lambda p: rf"\sqrt{{{''.join(p)}}}"),
    "mroot": (2, lambda p: rf"\sqrt[{p[1]}]{{{p[0]}}}"),
    "mtr": (_ANY_COUNT, lambda p: " & ".join(p) + r" \\ "),
    "mtable": (_ANY_COUNT, lambda p: rf"\begin{{matrix}}{''.join(p)}\end{{matrix}}"),
}
