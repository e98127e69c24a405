r"""Find mathematics in a text: what stands between dollars and is no money.

In our texts mathematics is TeX between dollars, ``$x$`` in a line and ``$$x$$`` on its own, however
the source writes it (``\(x\)``, ``\[x\]``, MathML): see ``sitegen.text.clean``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Longer ones are a text between two prices.
_LONGEST: Final = 1_000
_CANDIDATE: Final = re.compile(
    rf"(?<!\\)\$\$(?P<display>[^$]{{1,{_LONGEST}}})\$\$"
    rf"|(?<![\\$])\$(?P<inline>(?:\\\$|[^$]){{1,{_LONGEST}}})(?<!\\)\$"
)
#: What only mathematics has.
_COMMAND: Final = re.compile(r"\\[A-Za-z,;{|]|[\^_]")
_RELATION: Final = re.compile(r"[=<>|+∈≤≥→×∞]")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_WORDS: Final = re.compile(r"[^\W\d_]{2,}\W+[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Formula:
    """Mathematics in a text: TeX without its dollars; ``display`` has a line of its own."""

    tex: str
    display: bool = False

    @property
    def source(self) -> str:
        """The formula as it stands in the text."""
        return f"$${self.tex}$$" if self.display else f"${self.tex}$"


def split_formulas(text: str) -> Iterator[str | Formula]:
    """Part a text into what is mathematics and what is not; joined, the sources are the text."""
    start = 0
    for match in formula_matches(text):
        if match.start() > start:
            yield text[start : match.start()]
        shown = match["display"]
        yield Formula(match["inline"] if shown is None else shown, shown is not None)
        start = match.end()
    if start < len(text):
        yield text[start:]


def formula_matches(text: str) -> Iterator[re.Match[str]]:
    """Yield the places of formulas, dollars included."""
    place = text.find("$")
    while place >= 0 and (match := _CANDIDATE.search(text, place)):
        if match["display"] is not None or _is_formula(match["inline"], text[match.end() :][:1]):
            yield match
            place = match.end()
        else:
            place = match.start() + 1


def _is_formula(inner: str, following: str) -> bool:
    r"""Tell what stands between two dollars from a text between two prices.

    ``\alpha``, ``x^2``, ``n`` and ``10`` are mathematics; ``5 per paper, not `` is none, nor is
    ``5 to `` or what a price follows.
    """
    if not inner.strip():
        return False
    if _COMMAND.search(inner):
        return not (inner[-1].isspace() and following.isdigit())
    if inner[0].isspace() or inner[-1].isspace() or following.isdigit():
        return False
    if inner[0].isdigit() and _WORD.search(inner):
        return False
    return bool(_RELATION.search(inner)) or not _WORDS.search(inner)


def cut_before_formula(text: str, width: int) -> int:
    """Return ``width``, or the start of the formula that a cut there would break."""
    for match in formula_matches(text):
        if match.start() >= width:
            break
        if match.end() > width:
            return match.start()
    return width
