r"""Find mathematics in a text: formulas between dollars, as opposed to amounts of money.

Clean texts have mathematics as TeX between dollars, ``$x$`` inline and ``$$x$$`` on a separate
line, whatever the notation of the source (``\(x\)``, ``\[x\]``, MathML): see
``sitegen.text.clean``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

#: A longer match is the text between two prices.
_MAX_FORMULA_CHARS: Final = 1_000
#: An escaped dollar may stand inside a formula, but neither starts nor ends one.
# Each alternative starts with a dollar and then looks behind it, so that the search is one for a
# character.
_INLINE: Final = rf"(?P<inline>(?:\\\$|[^$]){{1,{_MAX_FORMULA_CHARS}}})(?<!\\)\$"
_CANDIDATE: Final = re.compile(
    rf"\$(?<!\\\$)\$(?P<display>[^$]{{1,{_MAX_FORMULA_CHARS}}})\$\$|\$(?<![\\$]\$){_INLINE}"
)
#: A formula right behind another one, as ``$\alpha$$\beta$`` are two.
_ADJACENT: Final = re.compile(rf"(?P<display>(?!))?\${_INLINE}")
#: Commands, spacing, scripts: they occur in mathematics only.
_COMMAND: Final = re.compile(r"\\[A-Za-z,;{|]|[\^_]")
_RELATION: Final = re.compile(r"[=<>|+∈≤≥→×∞]")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_TWO_WORDS: Final = re.compile(r"(?<![^\W\d_])[^\W\d_]{2,}+\W++[^\W\d_]{2}")


_MATH_START: Final = re.compile(r"\\(?:\(|\[|begin)")
# A pair of backslashes ends a row, and "\\[2pt]" starts no formula.
_INLINE_MATH: Final = re.compile(r"(?<!\\)\\\(((?>\\\\|(?!\\\().){1,1000}?)\\\)", re.DOTALL)
_DISPLAY_MATH: Final = re.compile(
    r"(?<!\\)\\\[((?>\\\\|(?!\\\[).){1,1000}?)\\\]"
    r"|\\begin\{(equation|displaymath|align)\*?\}((?:(?!\\begin\{\2).){1,1000}?)\\end\{\2\*?\}",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula in a text.

    Attributes:
        tex: the TeX source, without dollars.
        display: whether it is set on a separate line.
    """

    tex: str
    display: bool = False

    @property
    def source(self) -> str:
        """The formula with its dollars, as in the text."""
        return f"$${self.tex}$$" if self.display else f"${self.tex}$"


def split_formulas(text: str) -> Iterator[str | Formula]:
    """Yield the parts of a text, strings and formulas; the joined sources equal the text."""
    start = 0
    for match in formula_matches(text):
        if match.start() > start:
            yield text[start : match.start()]
        display = match["display"]
        yield Formula(match["inline"] if display is None else display, display is not None)
        start = match.end()
    if start < len(text):
        yield text[start:]


def formula_matches(text: str) -> Iterator[re.Match[str]]:
    """Yield a match for each formula, dollars included, in order."""
    position, end = text.find("$"), -1
    while position >= 0:
        match = _ADJACENT.match(text, position) if position == end else None
        match = match or _CANDIDATE.search(text, position)
        if match is None:
            break
        next_char = text[match.end() : match.end() + 1]
        if match["display"] is not None or _is_formula(match["inline"], next_char):
            yield match
            position = end = match.end()
        else:
            # The second dollar of a rejected pair may start a formula.
            position = match.start() + 1


def _is_formula(inner: str, next_char: str) -> bool:
    r"""Return whether the text between two dollars is mathematics.

    ``\alpha``, ``x^2``, ``n`` and ``10`` are. ``5 per paper, not `` and ``5 to `` are texts
    between two prices, as is any text before a dollar that a digit follows.
    """
    if not inner.strip():
        return False
    if _COMMAND.search(inner):
        # ``$ \alpha $`` may have spaces, but ``$5 for \LaTeX, $10`` is two prices.
        return not (inner[-1].isspace() and next_char.isdigit())
    # Without a command, TeX's authors write no space beside the dollars.
    if inner[0].isspace() or inner[-1].isspace() or next_char.isdigit():
        return False
    # ``$5M against US$`` starts with an amount; ``$2k$`` has no word.
    if inner[0].isdigit() and _WORD.search(inner):
        return False
    return bool(_RELATION.search(inner)) or not _TWO_WORDS.search(inner)


def use_dollars(text: str) -> str:
    r"""Replace ``\(…\)``, ``\[…\]`` and equation environments by dollars."""
    if "\\" not in text or not _MATH_START.search(text):
        return text
    # Dollars inside would end the new formula early; such text stays as it is.
    text = _DISPLAY_MATH.sub(
        lambda m: m[0] if "$" in m[0] else f"$${(m[1] or m[3]).strip()}$$", text
    )
    return _INLINE_MATH.sub(lambda m: m[0] if "$" in m[1] else f"${m[1].strip()}$", text)


def cut_before_formula(text: str, width: int) -> int:
    """Return ``width``, or the start of the formula that a cut there would break."""
    for match in formula_matches(text):
        if match.start() >= width:
            break
        if match.end() > width:
            return match.start()
    return width
