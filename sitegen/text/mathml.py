r"""MathML to TeX, for the presentation elements that publishers and pages use.

Our texts hold mathematics as TeX (see ``sitegen.text.formulas``), also where a source has MathML.
Source: MathML Core, https://www.w3.org/TR/mathml-core/.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Element = Any

_DEEPEST: Final = 60
_LONGEST: Final = 20_000
_PREFIX: Final = re.compile(r"(</?)[\w.-]+:(?=[A-Za-z])")
_XMLNS: Final = re.compile(r"\sxmlns(?::[\w.-]+)?=(?:\"[^\"]*\"|'[^']*')")
#: What has a command of its own, or would be read as one.
_SPECIAL: Final = {
    "{": r"\{", "}": r"\}", "%": r"\%", "#": r"\#", "&": r"\&", "$": r"\$", "_": r"\_",
    "\\": r"\backslash", "~": r"\sim", "\u2062": "", "\u2061": "", "\u2063": "", "\u00a0": " ",
    "−": "-", "′": "'", "∑": r"\sum", "∏": r"\prod", "∫": r"\int", "√": r"\surd",
}  # fmt: skip
_FENCES: Final = {"{": r"\{", "}": r"\}"}
_ACCENTS: Final = {
    "~": "tilde", "˜": "tilde", "^": "hat", "ˆ": "hat", "¯": "bar", "‾": "overline", "_": "bar",
    "→": "vec", "⃗": "vec", "˙": "dot", ".": "dot", "¨": "ddot", "ˇ": "check",
}  # fmt: skip
_ALPHABETS: Final = {
    "bold": "mathbf", "double-struck": "mathbb", "script": "mathcal", "fraktur": "mathfrak",
    "sans-serif": "mathsf", "monospace": "mathtt", "bold-italic": "boldsymbol", "normal": "mathrm",
}  # fmt: skip
_FUNCTIONS_NAMES: Final = """
    log ln exp sin cos tan max min sup inf lim det dim arg deg gcd ker Pr lg sinh cosh tanh
"""
_FUNCTIONS: Final = frozenset(_FUNCTIONS_NAMES.split())


def parse_mathml(text: str) -> str | None:
    """Return the TeX of a ``<math>`` element as text, whatever its prefix; None if it is broken."""
    if len(text) > _LONGEST:
        return None
    plain = _PREFIX.sub(r"\1", _XMLNS.sub("", text))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, remove_pis=True)
    try:
        root = etree.fromstring(plain.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None
    return to_tex(root) if root is not None else None


def to_tex(math: Element) -> str:
    """Return the TeX of a MathML element: its own annotation where it has one.

    What is in no table of ours gives its text, so that no letter is lost.
    """
    for note in math.iter("{*}annotation"):
        if "tex" in (note.get("encoding") or "").lower() and note.text:
            return " ".join(note.text.split()).strip("$ ")
    return " ".join(_tex(math, 0).split())


def is_display(math: Element) -> bool:
    """Tell whether a ``<math>`` element is set on a line of its own."""
    return bool(math.get("display") == "block")


def plain_text(element: Element) -> str:
    """Return the letters of an element as they are, without what marks them."""
    # By tag, or the text of comments and of entities that were not resolved would come too.
    return " ".join("".join(element.itertext("*")).split())


def local_name(element: Element) -> str:
    """Return an element's name without its namespace; a broken file may have any name."""
    return str(element.tag).rpartition("}")[2]


def _tex(element: Element, depth: int) -> str:
    if depth > _DEEPEST:
        return plain_text(element)
    name = local_name(element)
    if name in {"mi", "mn", "mo", "mtext", "ms"}:
        return _token(name, element)
    if name in {"annotation", "annotation-xml", "mspace"}:
        return " " if name == "mspace" else ""
    parts = [_tex(child, depth + 1) for child in element if isinstance(child.tag, str)]
    count, write = _WRITERS.get(name, (0, None))
    if write is not None and count in {len(parts), _ANY}:
        return write(parts)
    if name == "mfenced":
        opened, closed = element.get("open", "("), element.get("close", ")")
        inner = ",".join(parts)
        return f"{_FENCES.get(opened, opened)}{inner}{_FENCES.get(closed, closed)}"
    own = (element.text or "").strip()
    return own + _row(parts)


def _token(name: str, element: Element) -> str:
    text = plain_text(element)
    if name in {"mtext", "ms"}:
        inner = text.translate({ord(c): None for c in "{}\\$"})
        return rf"\text{{{inner}}}" if inner else " "
    if name == "mi" and text in _FUNCTIONS:
        return rf"\{text} "
    written = "".join(_SPECIAL.get(char, char) for char in text)
    if re.search(r"\\[A-Za-z]+\Z", written):
        written += " "
    variant = element.get("mathvariant") or ("normal" if name == "mi" and len(text) > 1 else "")
    if variant in _ALPHABETS and name != "mo" and (variant != "normal" or len(text) > 1):
        return rf"\{_ALPHABETS[variant]}{{{written}}}"
    return written


def _row(parts: Sequence[str]) -> str:
    return "".join(parts)


def _group(tex: str) -> str:
    tex = tex.strip()
    return tex if len(tex) == 1 else f"{{{tex}}}"


def _over(parts: Sequence[str]) -> str:
    accent = _ACCENTS.get(parts[1].strip().removeprefix(r"\sim") or "~")
    if parts[1].strip() == r"\sim":
        accent = "tilde"
    return rf"\{accent}{{{parts[0]}}}" if accent else f"{parts[0]}^{_group(parts[1])}"


_ANY: Final = -1
_WRITERS: Final[dict[str, tuple[int, Callable[[Sequence[str]], str]]]] = {
    "msub": (2, lambda p: f"{p[0].rstrip()}_{_group(p[1])}"),
    "munder": (2, lambda p: f"{p[0].rstrip()}_{_group(p[1])}"),
    "msup": (2, lambda p: f"{p[0].rstrip()}^{_group(p[1])}"),
    "mover": (2, _over),
    "msubsup": (3, lambda p: f"{p[0].rstrip()}_{_group(p[1])}^{_group(p[2])}"),
    "munderover": (3, lambda p: f"{p[0].rstrip()}_{_group(p[1])}^{_group(p[2])}"),
    "mfrac": (2, lambda p: rf"\frac{{{p[0]}}}{{{p[1]}}}"),
    "msqrt": (_ANY, lambda p: rf"\sqrt{{{_row(p)}}}"),
    "mroot": (2, lambda p: rf"\sqrt[{p[1]}]{{{p[0]}}}"),
    "mtr": (_ANY, lambda p: " & ".join(p) + r" \\ "),
    "mtable": (_ANY, lambda p: rf"\begin{{matrix}}{_row(p)}\end{{matrix}}"),
}
