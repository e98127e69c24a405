r"""Rewrite the commands of a formula as those that latex2mathml knows.

Abstracts have macros of their authors, without the definitions. Many follow a habit: ``\cN`` is a
calligraphic N, ``\bx`` a bold x. Others become their letters, as a reader would read them, unless
they have an argument: such a formula stays TeX.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

#: Commands that latex2mathml does not know, or that authors define themselves -> what it knows.
_REWRITES: Final = (
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
_COMMAND: Final = re.compile(r"\\([A-Za-z]+)")
_ARGUMENT: Final = re.compile(r"\s*+\{(?!\})")
#: Macros that have a meaning of their own in many papers -> TeX.
_MACROS: Final = {
    "real": r"\mathbb{R}", "reals": r"\mathbb{R}", "Real": r"\mathbb{R}", "Reals": r"\mathbb{R}",
    "todown": r"\downarrow ", "toup": r"\uparrow ", "independent": r"\perp\!\!\!\perp ",
    "indep": r"\perp\!\!\!\perp ", "ve": r"\varepsilon ", "veps": r"\varepsilon ",
    "vphi": r"\varphi ", "Otil": r"\tilde{O}", "bigOtil": r"\tilde{O}", "tO": r"\tilde{O}",
    "Otilde": r"\tilde{O}", "bigO": "O", "bigOh": "O", "order": "O", "O": "O", "l": "", "r": "",
}  # fmt: skip
#: Habits of authors: a letter of the name says the alphabet.
_HABITS: Final = (
    (re.compile(r"(?:c|cal|mc|s|sc)([A-Z])|([A-Z])cal"), "mathcal"),
    (re.compile(r"bb([A-Z])"), "mathbb"),
    (re.compile(r"(?:b|bf|v|mat|vec)([A-Za-z])|([A-Za-z])(?:bf|vec|bm)"), "mathbf"),
    (re.compile(r"t([a-zA-Z])"), "tilde"),
    (re.compile(r"h([a-zA-Z])"), "hat"),
)
#: A command that lost the braces of its argument: ``\\sqrtT``.
_LOST_BRACES: Final = re.compile(
    r"(sqrt|(?:wide)?(?:tilde|hat)|bar|vec|math(?:cal|bb|bf))([A-Za-z])"
)


def rewrite_commands(tex: str) -> str:
    """Return the TeX of a formula without some commands that latex2mathml does not know."""
    for pattern, replacement in _REWRITES:
        tex = pattern.sub(replacement, tex)
    return tex


def rewrite_macros(tex: str) -> str:
    """Return the TeX of a formula in which unknown commands are letters."""
    return _COMMAND.sub(_rewrite_macro, tex)


def _rewrite_macro(match: re.Match[str]) -> str:
    name = match[1]
    if match[0] in _known_commands() or _is_symbol(match[0]):
        return match[0]
    if name in _MACROS:
        return _MACROS[name]
    if parts := _LOST_BRACES.fullmatch(name):
        return rf"\{parts[1]}{{{parts[2]}}}"
    for habit, command in _HABITS:
        if letter := habit.fullmatch(name):
            return rf"\{command}{{{letter[1] or letter[2]}}}"
    # What a macro does to its argument is not known: "\unknown{x}" is no "unknownx".
    has_argument = _ARGUMENT.match(match.string, match.end())
    return match[0] if has_argument else rf"\mathrm{{{name}}}"


@lru_cache(maxsize=1)
def _known_commands() -> frozenset[str]:
    # Imported late, as in formulas.py. The module has constants: commands, and tables of commands.
    from latex2mathml import commands

    names: set[str] = set()
    for value in vars(commands).values():
        names.update([value] if isinstance(value, str) else value if _is_table(value) else ())
    return frozenset(names)


def _is_table(value: object) -> bool:
    return isinstance(value, dict | tuple | list | set | frozenset)


@lru_cache(maxsize=1 << 12)
def _is_symbol(command: str) -> bool:
    from latex2mathml.symbols_parser import convert_symbol

    return convert_symbol(command) is not None
