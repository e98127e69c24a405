r"""Convert TeX to MathML at build time, so that pages need neither scripts nor fonts.

latex2mathml parses the TeX. Its tree is serialized here with a fixed set of elements and
attributes, because commands such as ``\href`` and ``\style`` copy arbitrary text into attributes.
Source: MathML Core, https://www.w3.org/TR/mathml-core/.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from itertools import chain, pairwise, zip_longest
from typing import TYPE_CHECKING, Final

from sitegen.pages.commands import rewrite_commands, rewrite_macros
from sitegen.pages.escape import Markdown
from sitegen.text.markup import SUBSCRIPTS, SUPERSCRIPTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from xml.etree.ElementTree import Element

    from sitegen.text.formulas import Formula

_ELEMENT_NAMES: Final = """
    math mrow mi mn mo mtext mspace ms msub msup msubsup munder mover munderover mmultiscripts
    mprescripts none mfrac msqrt mroot mtable mtr mtd mstyle mpadded mphantom menclose
"""
_ELEMENTS: Final = frozenset(_ELEMENT_NAMES.split())
#: Attributes that may be written -> their allowed values.
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
    # A formula of one line has no use for more than 9 em; 1,000 would push the page apart.
    "width": re.compile(r"\A-?(?:\d(?:\.\d++)?|\.\d++)em"),
    "lspace": re.compile("0"),
    "rspace": re.compile("0"),
    "minsize": re.compile(r"\A(?:\d(?:\.\d++)?|\.\d++)em"),
    "maxsize": re.compile(r"\A(?:\d(?:\.\d++)?|\.\d++)em"),
}
#: Value of mathvariant -> code points of its A, a and 0. MathML Core has "normal" only, so other
#: variants are written as characters. Latin italics and script are latex2mathml's own work.
#: Source: Unicode, block Mathematical Alphanumeric Symbols.
_ALPHABETS: Final = {
    "bold": (0x1D400, 0x1D41A, 0x1D7CE),
    "bold-italic": (0x1D468, 0x1D482, 0x1D7CE),
    "sans-serif": (0x1D5A0, 0x1D5BA, 0x1D7E2),
    "monospace": (0x1D670, 0x1D68A, 0x1D7F6),
}
#: Value of mathvariant -> code points of its Α and α.
_GREEK_ALPHABETS: Final = {"bold": (0x1D6A8, 0x1D6C2), "bold-italic": (0x1D71C, 0x1D736)}
#: Longer input is rejected: latex2mathml recurses, and its time grows faster than the length.
_MAX_TEX_CHARS: Final = 1_000
_MAX_BRACES: Final = 100
_MAX_DEPTH: Final = 25
#: Letters that fit into a title on a phone. A wider formula gets a box that scrolls.
_MAX_NARROW_WIDTH: Final = 16
#: Characters that Markdown, HTML or an extension of a user may give a meaning.
_NOT_PLAIN: Final = re.compile(r"[^A-Za-z0-9 ,]")
#: Operators that plain text sets between blanks. Signs and brackets have none, as in "-x" or "(x)".
_SPACED_OPERATORS: Final = frozenset("=<>≤≥≈≪≫→∈∼⊂⊆≠≡↦←⇒±×⋅")
#: A blank after an opening bracket, or before a bracket, comma or script: "log (n" is "log(n".
_SURPLUS_BLANK: Final = re.compile(r"(?<=[(\[{]) | (?=[)\](\[,}₀-₉⁰-⁹ⁿⁱ_^])")
#: Bold, slanted and script letters, which plain text writes upright. Double-struck letters are left
#: out, since ℝ does not mean R.
_STYLED_LETTER: Final = re.compile(
    "[\u210a-\u210d\u2110-\u2112\u211b-\u211c\u2128\u212c-\u2134"
    "\U0001d400-\U0001d537\U0001d56c-\U0001d7ff]"
)
_SUPERSCRIPTS: Final = SUPERSCRIPTS | str.maketrans("i", "ⁱ")
_SUBSCRIPTS: Final = SUBSCRIPTS | str.maketrans("aeoxhklmnpst", "ₐₑₒₓₕₖₗₘₙₚₛₜ")
#: Signs that stand for a power without being raised: "x′", "A⊤".
_RAISED_SIGNS: Final = frozenset("′∗*†⊤")
#: Accents as latex2mathml writes them -> combining characters.
_COMBINING_ACCENTS: Final = {
    "~": "\u0303", "^": "\u0302", "¯": "\u0304", "ˆ": "\u0302", "˜": "\u0303",
    "→": "\u20d7", "˙": "\u0307", "_": "\u0304", "―": "\u0304",
}  # fmt: skip
#: Names whose scripts stand below them in a displayed formula; those of two words get a blank.
_LIMIT_NAMES: Final = frozenset(
    ("argmax", "argmin", "det", "gcd", "inf", "lim", "liminf", "limsup", "max", "min", "Pr", "sup")
)
_LIMIT_PREFIX: Final = re.compile("(?<=arg|lim)(?=.)")
#: Elements with scripts beside their base -> those with scripts below and above it.
_LIMITS: Final = {"msub": "munder", "msup": "mover", "msubsup": "munderover"}
_SCRIPTED: Final = frozenset({*_LIMITS, *_LIMITS.values()})
#: Operators that stand close to their neighbours in scripts.
_CLOSED: Final = _SPACED_OPERATORS | {"+", "-", "−"}
_THIN_SPACE: Final = '<mspace width="0.17em"></mspace>'
#: Elements with a fixed number of children -> that number.
_CHILD_COUNTS: Final = {
    "mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "msubsup": 3, "mover": 2, "munder": 2,
    "munderover": 3,
}  # fmt: skip


@lru_cache(maxsize=1 << 14)
def formula_html(formula: Formula, *, in_heading: bool = False) -> Markdown | None:
    """Return a formula as MathML for use in Markdown, or None if it can't be converted.

    The TeX is its alternative text and its annotation, which search indexes and shows in place of
    the MathML.

    Args:
        formula: TeX and whether it is displayed.
        in_heading: annotate with plain Unicode, as search shows titles without markup.
    """
    tree = _parse(formula.tex, "block" if formula.display else "inline")
    if tree is None:
        return None
    if formula.display:
        _move_limits(tree)
    _close_operators(tree)
    modifier = " sg-math--wide" if _estimate_width(tree) > _MAX_NARROW_WIDTH else ""
    modifier = " sg-math--display" if formula.display else modifier
    display = ' display="block"' if formula.display else ""
    source = _encode(formula.tex)
    inner = _serialize_children(tree)
    encoding, annotation = "application/x-tex", source
    if in_heading:
        encoding, annotation = "text/plain", _encode(formula_text(formula))
    return Markdown(
        f'<span class="sg-math{modifier}"><math{display} alttext="{source}"><semantics>'
        f"<mrow>{inner}</mrow>"
        f'<annotation encoding="{encoding}">{annotation}</annotation></semantics></math></span>'
    )


def source_html(tex: str) -> Markdown:
    """Return TeX that is no formula as code for use in Markdown."""
    return Markdown(f"<code>{_encode(tex)}</code>")


@lru_cache(maxsize=1 << 14)
def formula_text(formula: Formula) -> str:
    """Return a formula in plain Unicode (``O(n²)``, ``ε``, ``√T``), or its source on failure."""
    tree = _parse(formula.tex)
    if tree is None:
        return formula.source
    # Operators bring their own blanks, so runs of them are common.
    return _SURPLUS_BLANK.sub("", " ".join(_linearize(tree).split()))


def _parse(tex: str, display: str = "inline") -> Element | None:
    """Return the ``<math>`` element of a formula, or None if a part of the source would be lost."""
    if len(tex) > _MAX_TEX_CHARS or tex.count("{") > _MAX_BRACES:
        return None
    tex = rewrite_commands(tex)
    # Macros are few, so only what fails is searched for them.
    return _convert(tex, display) or (
        _convert(macroless, display) if (macroless := rewrite_macros(tex)) != tex else None
    )


def _convert(tex: str, display: str) -> Element | None:
    # Imported late: the import takes 0.05 s of CPU time, and many collections have no formula.
    from latex2mathml.converter import convert_to_element

    try:
        tree = convert_to_element(tex, display=display)
    except Exception:  # noqa: BLE001  - its own classes, and IndexError, KeyError and others
        return None
    return tree if _is_complete(tree) else None


def _move_limits(tree: Element) -> None:
    r"""Put the scripts of names such as ``\max`` below and above them, as TeX does."""
    for element in tree.iter():
        if element.tag not in _LIMITS:
            continue
        text = "".join(map(_own_text, element[0].iter()))
        name = "".join(char for char in text if char.isalpha())
        if name in _LIMIT_NAMES:
            # An operator, as its limits become scripts again inside a fraction.
            operator = type(element)("mo", {"movablelimits": "true"})
            operator.text = _LIMIT_PREFIX.sub("\u2006", name)
            element[0] = operator
            element.tag = _LIMITS[element.tag]


def _close_operators(tree: Element, *, is_script: bool = False) -> None:
    """Drop the spaces that browsers set around slashes, and in scripts, where TeX has none."""
    if tree.tag == "mo" and (_own_text(tree) == "/" or (is_script and _own_text(tree) in _CLOSED)):
        tree.attrib.update(lspace="0", rspace="0")
    for number, child in enumerate(tree):
        _close_operators(child, is_script=is_script or (tree.tag in _SCRIPTED and number > 0))


def _is_complete(tree: Element, depth: int = 0) -> bool:
    """Return whether every command was converted and every script has its base."""
    if depth > _MAX_DEPTH or tree.tag not in _ELEMENTS:
        return False
    # latex2mathml passes unknown commands on as text; a backslash alone is the character.
    if "\\" in (tree.text or "") and tree.text != "\\":
        return False
    child_count = _CHILD_COUNTS.get(tree.tag)
    if child_count is not None and len(tree) != child_count:
        return False
    return all(_is_complete(child, depth + 1) for child in tree)


def _estimate_width(tree: Element) -> float:
    """Return an upper bound of a formula's width, in letters of half an em."""
    spaces = (
        float(element.get("width", "0")[:-2])
        for element in tree.iter("mspace")
        if _has_width(element)
    )
    return len("".join(map(_own_text, tree.iter()))) + 2 * sum(max(0, width) for width in spaces)


def _has_width(tree: Element) -> bool:
    return bool(_ATTRIBUTES["width"].fullmatch(tree.get("width", "")))


def _encode(text: str) -> str:
    """Encode a text as character references, so that neither Markdown nor HTML finds markup."""
    return _NOT_PLAIN.sub(lambda match: f"&#{ord(match[0])};", text)


def _serialize_children(tree: Element) -> str:
    children = list(_join_upright_letters(tree))
    parts = map(_serialize, children)
    if tree.tag != "mrow":
        return "".join(parts)
    # TeX sets a thin space between the name of a function and what is no operator or bracket.
    spaces = (_THIN_SPACE * _is_spaced(*pair) for pair in pairwise(children))
    return "".join(chain.from_iterable(zip_longest(parts, spaces, fillvalue="")))


def _is_spaced(left: Element, right: Element) -> bool:
    """Return whether one of two neighbours is the name of a function, and the other an operand."""
    names = _is_function(left), _is_function(right)
    return any(names) and all(
        is_name or element.tag not in {"mo", "mspace", "mtext"}
        for is_name, element in zip(names, (left, right), strict=True)
    )


def _is_function(tree: Element) -> bool:
    r"""Return whether an element is a name as of ``\log``, perhaps with a script."""
    if tree.tag in {"msub", "msup", "msubsup"}:
        return _is_function(tree[0])
    return tree.tag == "mi" and not tree.get("mathvariant") and len(_own_text(tree)) > 1


def _serialize(tree: Element) -> str:
    attributes = "".join(
        f' {name}="{value}"'
        for name, value in tree.attrib.items()
        if name in _ATTRIBUTES and _ATTRIBUTES[name].fullmatch(value)
    )
    text = _styled_text(tree)
    # Browsers set an ``mi`` of one letter in italics by default, a longer one upright.
    if tree.tag == "mi" and len(text) == 1 and tree.get("mathvariant") == "normal":
        attributes += ' mathvariant="normal"'
    return f"<{tree.tag}{attributes}>{_encode(text)}{_serialize_children(tree)}</{tree.tag}>"


def _join_upright_letters(tree: Element) -> Iterable[Element]:
    r"""Return an element's children, with runs of upright letters in a row as one word each.

    latex2mathml writes ``\mathrm{max}`` as three letters, which browsers would set apart.
    """
    joined: list[Element] = []
    for child in tree:
        # Only rows may be joined: the children of a fraction or a script have their roles.
        follows_letter = tree.tag == "mrow" and bool(joined) and _is_upright(joined[-1])
        if follows_letter and _is_upright(child):
            # A new element, as the same tree is read again for search.
            word = type(child)("mi", {"mathvariant": "normal"})
            word.text = f"{_own_text(joined[-1])}{_own_text(child)}"
            joined[-1] = word
        else:
            joined.append(child)
    return joined


def _is_upright(tree: Element) -> bool:
    return tree.tag == "mi" and tree.get("mathvariant") == "normal" and bool(tree.text)


def _own_text(tree: Element) -> str:
    """Return an element's text without its children's."""
    # latex2mathml writes characters outside ASCII as character references.
    return html.unescape(tree.text or "")


def _styled_text(tree: Element) -> str:
    """Return an element's text in the characters of its mathvariant."""
    text = _own_text(tree)
    # latex2mathml gives "\sim" the ASCII tilde, which fonts set as a raised accent.
    if tree.tag == "mi" and text == "~":
        return "∼"
    alphabet = _ALPHABETS.get(tree.get("mathvariant", ""))
    if alphabet is None:
        return text
    return "".join(_style_letter(char, alphabet, tree.get("mathvariant", "")) for char in text)


def _style_letter(char: str, alphabet: Sequence[int], variant: str) -> str:
    """Return a letter or digit of a variant; other characters have none and stay."""
    if "A" <= char <= "Z":
        return chr(alphabet[0] + ord(char) - ord("A"))
    if "a" <= char <= "z":
        return chr(alphabet[1] + ord(char) - ord("a"))
    if "0" <= char <= "9":
        return chr(alphabet[2] + ord(char) - ord("0"))
    capital, small = _GREEK_ALPHABETS.get(variant, (0, 0))
    if small and "α" <= char <= "ω":
        return chr(small + ord(char) - ord("α"))
    if capital and "Α" <= char <= "Ω":
        return chr(capital + ord(char) - ord("Α"))
    return char


def _linearize(tree: Element) -> str:  # noqa: C901, PLR0911  - a table of elements
    """Return an element as a line of Unicode; runs of blanks are the caller's to collapse."""
    parts = [_linearize(child) for child in _join_upright_letters(tree)]
    match tree.tag:
        case "msub" | "munder":
            return _attach_scripts(parts[0], _script(parts[1], _SUBSCRIPTS, "_"))
        case "msup":
            return _attach_scripts(parts[0], _script(parts[1], _SUPERSCRIPTS, "^"))
        case "mover":
            return _accented(parts[0], parts[1])
        case "msubsup" | "munderover":
            lower, upper = (
                _script(parts[1], _SUBSCRIPTS, "_"),
                _script(parts[2], _SUPERSCRIPTS, "^"),
            )
            return _attach_scripts(parts[0], lower + upper)
        case "mfrac":
            return f"{_parenthesize(parts[0])}/{_parenthesize(parts[1])}"
        case "msqrt":
            return f"√{_parenthesize(''.join(parts))}"
        case "mroot":
            # MathML has the radicand first, then the index.
            return f"{parts[1].translate(_SUPERSCRIPTS)}√{_parenthesize(parts[0])}"
        case "mtr":
            return ", ".join(parts) + "; "
        case "mspace":
            return " "
        case "mo" if _own_text(tree) in _SPACED_OPERATORS:
            return f" {_own_text(tree)} "
    text = _STYLED_LETTER.sub(
        lambda match: unicodedata.normalize("NFKC", match[0]), _own_text(tree)
    )
    # Names of functions, such as "log", stand apart from their arguments.
    is_function = tree.tag in {"mi", "mo"} and len(text) > 1
    return f" {text} " if is_function else text + "".join(parts)


def _attach_scripts(base: str, scripts: str) -> str:
    """Append scripts to their base; the blank after a function's name follows them."""
    return f"{base.rstrip()}{scripts}{' ' * base.endswith(' ')}"


def _script(text: str, table: dict[int, int], mark: str) -> str:
    """Return a script in Unicode's script characters if it has them all, else after a mark."""
    if text == "∘":
        return "°"
    if text in _RAISED_SIGNS:
        return text
    if all(ord(char) in table for char in text):
        return text.translate(table)
    return f"{mark}{_parenthesize(text)}"


def _accented(base: str, accent: str) -> str:
    """Return a letter with its accent; an accent over more than one letter is left out."""
    mark = _COMBINING_ACCENTS.get(accent.strip())
    # Composed where Unicode has such a letter: "Õ" is one character.
    return unicodedata.normalize("NFC", base + mark) if mark and len(base) == 1 else base


def _parenthesize(text: str) -> str:
    """Put a text of more than one symbol in parentheses, unless it is a word or a number."""
    return text if len(text) == 1 or text.isalnum() else f"({text})"
