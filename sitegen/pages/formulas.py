r"""TeX to MathML, at build time: no script, no font, nothing to load.

latex2mathml parses; what it gives is written anew here with elements and attributes that we know,
as commands such as ``\href`` and ``\style`` put anything into attributes. Source: MathML Core,
https://www.w3.org/TR/mathml-core/.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from sitegen.pages.escape import Markdown
from sitegen.text.markup import LOWERED, RAISED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from xml.etree.ElementTree import Element

    from sitegen.text.formulas import Formula

_ELEMENTS_NAMES: Final = """
    math mrow mi mn mo mtext mspace ms msub msup msubsup munder mover munderover mmultiscripts
    mprescripts none mfrac msqrt mroot mtable mtr mtd mstyle mpadded mphantom menclose
"""
_ELEMENTS: Final = frozenset(_ELEMENTS_NAMES.split())
_ATTRIBUTES: Final = {
    "stretchy": re.compile("true|false"),
    "fence": re.compile("true|false"),
    "separator": re.compile("true|false"),
    "accent": re.compile("true|false"),
    "accentunder": re.compile("true|false"),
    "movablelimits": re.compile("true|false"),
    "displaystyle": re.compile("true|false"),
    "form": re.compile("prefix|postfix|infix"),
    "linethickness": re.compile(r"0(?:px|em)?"),
    "width": re.compile(r"-?\d*\.?\d+em"),
    "minsize": re.compile(r"\d*\.?\d+em"),
    "maxsize": re.compile(r"\d*\.?\d+em"),
}
#: Name of a mathvariant -> where Unicode has its A, its a and its 0. Browsers know "normal" alone.
#: Source: Unicode, block Mathematical Alphanumeric Symbols.
_ALPHABETS: Final = {
    "bold": (0x1D400, 0x1D41A, 0x1D7CE),
    "bold-italic": (0x1D468, 0x1D482, 0x1D7CE),
    "sans-serif": (0x1D5A0, 0x1D5BA, 0x1D7E2),
    "monospace": (0x1D670, 0x1D68A, 0x1D7F6),
}
_GREEK: Final = {"bold": (0x1D6A8, 0x1D6C2), "bold-italic": (0x1D71C, 0x1D736)}
#: What authors write that TeX has not, or latex2mathml has not.
_REPLACED: Final = (
    (re.compile(r"\\(?:operatorname|mathop)\*?\s*\{\s*(?:\\rm\b)?"), r"\\mathrm{"),
    (re.compile(r"\\arg(max|min)(?![A-Za-z])"), r"\\mathrm{arg\\,\1}"),
    (re.compile(r"\\(?:ensuremath|mathbin|mathrel|mathord|mathclose|mathopen)\s*\{"), "{"),
    (re.compile(r"\\(?:xspace|nolimits|limits|displaystyle|textstyle|allowbreak|nobreak)(?![A-Za-z])"),
     ""),
    (re.compile(r"\\(?:textsc|textsf|texttt|textsl|textnormal|emph|mbox|hbox)\s*\{"), r"\\text{"),
    (re.compile(r"\\(?:bm|pmb)(?![A-Za-z])"), r"\\boldsymbol"),
    (re.compile(r"\\(?:big|Big|bigg|Bigg)[lrm]?(?![A-Za-z])"), ""),
    (re.compile(r"\\(?:nicefrac|tfrac|dfrac|sfrac)(?![A-Za-z])"), r"\\frac"),
    (re.compile(r"\\m(left|right)(?![A-Za-z])"), r"\\\1"),
    (re.compile(r"\\Tilde(?![A-Za-z])"), r"\\tilde"),
    (re.compile(r"\\(?:eps)(?![A-Za-z])"), r"\\epsilon "),
    (re.compile(r"\\(?:bb)?([RNZQCE])(?![A-Za-z])"), r"\\mathbb{\1}"),
    (re.compile(r"\\(poly|polylog|rank|tr|diag|sign|Var|Cov)(?![A-Za-z])"), r"\\mathrm{\1}"),
    (re.compile(r"\\(?:norm|lnorm)\{([^{}]*)\}"), r"\\|\1\\|"),
    (re.compile(r"\\abs\{([^{}]*)\}"), r"|\1|"),
    (re.compile(r"\\set\{([^{}]*)\}"), r"\\{\1\\}"),
    (re.compile(r"\\ceil\{([^{}]*)\}"), r"\\lceil \1\\rceil "),
    (re.compile(r"(?<!\\)%"), r"\\%"),
)  # fmt: skip
_LONGEST: Final = 1_000
_DEEPEST: Final = 25
#: Everything that Markdown, HTML or an extension of a user might take for its own.
_NOT_PLAIN: Final = re.compile(r"[^A-Za-z0-9 ,]")
#: Relations, which stand between blanks; signs and brackets do not.
_SPACED: Final = frozenset("=<>≤≥≈≪≫→∈∼⊂⊆≠≡↦←⇒±×⋅")
_NO_BLANK: Final = re.compile(r"(?<=[(\[{]) | (?=[)\](\[,}₀-₉⁰-⁹ⁿⁱ_^])")
#: Bold, slanted and script letters, but not the double-struck ones: ℝ is not R.
_ALPHANUMERIC: Final = re.compile(
    "[\u210a-\u210d\u2110-\u2112\u211b-\u211c\u2128\u212c-\u2134"
    "\U0001d400-\U0001d537\U0001d56c-\U0001d7ff]"
)
_RAISED: Final = RAISED | str.maketrans("i", "ⁱ")
_LOWERED: Final = LOWERED | str.maketrans("aeoxhklmnpst", "ₐₑₒₓₕₖₗₘₙₚₛₜ")


@lru_cache(maxsize=1 << 14)
def formula_html(formula: Formula, *, in_heading: bool = False) -> Markdown | None:
    """Return a formula as MathML that may stand in Markdown, or None where it is no TeX we know.

    The source is its alternative text, and what search finds and shows of it; of one in a heading
    search shows plain Unicode.
    """
    tree = _parse(formula.tex, "block" if formula.display else "inline")
    if tree is None:
        return None
    kind = " sg-math--display" if formula.display else ""
    shown = ' display="block"' if formula.display else ""
    source = _encoded(formula.tex)
    inner = _written(tree)
    encoding, note = "application/x-tex", source
    if in_heading:
        encoding, note = "text/plain", _encoded(formula_text(formula))
    return Markdown(
        f'<span class="sg-math{kind}"><math{shown} alttext="{source}"><semantics>'
        f'<mrow data-pagefind-ignore="">{inner}</mrow>'
        f'<annotation encoding="{encoding}">{note}</annotation></semantics></math></span>'
    )


@lru_cache(maxsize=1 << 14)
def formula_text(formula: Formula) -> str:
    """Return a formula in plain Unicode, for where no markup can be: ``O(n²)``, ``ε``, ``√T``.

    Where it is no TeX we know, its source.
    """
    tree = _parse(formula.tex)
    if tree is None:
        return formula.source
    return _NO_BLANK.sub("", " ".join(_plain(tree).split()))


def _parse(tex: str, display: str = "inline") -> Element | None:
    """Return the tree below ``<math>``; None where a part of the source would be lost."""
    # Its import takes 0.05 CPU s, and many collections have no formula.
    from latex2mathml.converter import convert_to_element

    if len(tex) > _LONGEST or tex.count("{") > _LONGEST // 10:
        return None
    for pattern, better in _REPLACED:
        tex = pattern.sub(better, tex)
    try:
        tree = convert_to_element(tex, display=display)
    except Exception:  # noqa: BLE001  - its own kinds, and IndexError, KeyError and others
        return None
    return tree if _is_whole(tree) else None


def _is_whole(tree: Element, depth: int = 0) -> bool:
    """Tell whether every command was understood, and no script lacks what it belongs to."""
    if depth > _DEEPEST or tree.tag not in _ELEMENTS:
        return False
    if "\\" in (tree.text or "") and tree.text != "\\":
        return False
    wanted = {"mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "msubsup": 3, "mover": 2, "munder": 2,
              "munderover": 3}.get(tree.tag)  # fmt: skip
    if wanted is not None and len(tree) != wanted:
        return False
    return all(_is_whole(child, depth + 1) for child in tree)


def _encoded(text: str) -> str:
    """Write a text so that Markdown and HTML see nothing in it."""
    return _NOT_PLAIN.sub(lambda match: f"&#{ord(match[0])};", text)


def _written(tree: Element) -> str:
    return "".join(_element(child) for child in _words_joined(tree))


def _element(tree: Element) -> str:
    attributes = "".join(
        f' {name}="{value}"'
        for name, value in tree.attrib.items()
        if name in _ATTRIBUTES and _ATTRIBUTES[name].fullmatch(value)
    )
    text = _styled(tree)
    if tree.tag == "mi" and len(text) == 1 and tree.get("mathvariant") == "normal":
        attributes += ' mathvariant="normal"'
    return f"<{tree.tag}{attributes}>{_encoded(text)}{_written(tree)}</{tree.tag}>"


def _words_joined(tree: Element) -> Iterable[Element]:
    """Return an element's children, upright letters in a row as one word."""
    joined: list[Element] = []
    for child in tree:
        is_next = tree.tag == "mrow" and bool(joined) and _is_upright(joined[-1])
        if is_next and _is_upright(child):
            word = type(child)("mi", {"mathvariant": "normal"})
            word.text = f"{_text(joined[-1])}{_text(child)}"
            joined[-1] = word
        else:
            joined.append(child)
    return joined


def _is_upright(tree: Element) -> bool:
    return tree.tag == "mi" and tree.get("mathvariant") == "normal" and bool(tree.text)


def _text(tree: Element) -> str:
    """Return an element's own text; latex2mathml writes what is not ASCII as entities."""
    return html.unescape(tree.text or "")


def _styled(tree: Element) -> str:
    """Return an element's text in the letters of its variant."""
    text = _text(tree)
    if tree.tag == "mi" and text == "~":
        return "∼"
    first = _ALPHABETS.get(tree.get("mathvariant", ""))
    if first is None:
        return text
    return "".join(_letter(char, first, tree.get("mathvariant", "")) for char in text)


def _letter(char: str, first: Sequence[int], variant: str) -> str:
    if "A" <= char <= "Z":
        return chr(first[0] + ord(char) - ord("A"))
    if "a" <= char <= "z":
        return chr(first[1] + ord(char) - ord("a"))
    if "0" <= char <= "9":
        return chr(first[2] + ord(char) - ord("0"))
    capital, small = _GREEK.get(variant, (0, 0))
    if small and "α" <= char <= "ω":
        return chr(small + ord(char) - ord("α"))
    if capital and "Α" <= char <= "Ω":
        return chr(capital + ord(char) - ord("Α"))
    return char


def _plain(tree: Element) -> str:  # noqa: C901, PLR0911  - a table of elements
    """Return an element in a line of Unicode."""
    parts = [_plain(child) for child in _words_joined(tree)]
    match tree.tag:
        case "msub" | "munder":
            return _scripted(parts[0], _script(parts[1], _LOWERED, "_"))
        case "msup":
            return _scripted(parts[0], _script(parts[1], _RAISED, "^"))
        case "mover":
            return _accented(parts[0], parts[1])
        case "msubsup" | "munderover":
            low, high = _script(parts[1], _LOWERED, "_"), _script(parts[2], _RAISED, "^")
            return _scripted(parts[0], low + high)
        case "mfrac":
            return f"{_grouped(parts[0])}/{_grouped(parts[1])}"
        case "msqrt":
            return f"√{_grouped(''.join(parts))}"
        case "mroot":
            return f"{parts[1].translate(_RAISED)}√{_grouped(parts[0])}"
        case "mtr":
            return ", ".join(parts) + "; "
        case "mspace":
            return " "
        case "mo" if _text(tree) in _SPACED:
            return f" {_text(tree)} "
    text = _ALPHANUMERIC.sub(lambda match: unicodedata.normalize("NFKC", match[0]), _text(tree))
    is_function = tree.tag in {"mi", "mo"} and len(text) > 1
    return f" {text} " if is_function else text + "".join(parts)


def _scripted(base: str, scripts: str) -> str:
    """Set scripts to their base; the blank after a function's name stands behind them."""
    return f"{base.rstrip()}{scripts}{' ' * base.endswith(' ')}"


def _script(text: str, table: dict[int, int], mark: str) -> str:
    """Return a script in small letters where Unicode has them, or behind a mark."""
    if text in {"′", "∗", "*", "†", "⊤", "∘"}:
        return "°" if text == "∘" else text
    if all(ord(char) in table for char in text):
        return text.translate(table)
    return f"{mark}{_grouped(text)}"


def _accented(base: str, accent: str) -> str:
    marks = {"~": "\u0303", "^": "\u0302", "¯": "\u0304", "ˆ": "\u0302", "˜": "\u0303",
             "→": "\u20d7", "˙": "\u0307", "_": "\u0304", "―": "\u0304"}  # fmt: skip
    mark = marks.get(accent.strip())
    return unicodedata.normalize("NFC", base + mark) if mark and len(base) == 1 else base


def _grouped(text: str) -> str:
    return text if len(text) == 1 or text.isalnum() else f"({text})"
