r"""Escape a text for a field of BibTeX, so that nothing in it runs or ends the field.

A reader copies an entry into a document, and TeX runs what it finds: ``\input`` reads a file,
``\write18`` starts a program, ``%`` comments out the rest of the line. Plain text is escaped
character by character. A formula stays TeX if all its commands are those of mathematics; a formula
with any other command, known or not, is escaped as plain text.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from sitegen.text.formulas import Formula, split_formulas

#: Characters with a meaning in TeX -> their escapes.
_ESCAPES: Final = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#",
    "$": r"\$", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
#: The same for a field whose braces don't match. BibTeX counts "\{" as a brace too.
#: Source: BibTeXing (Patashnik 1988), section 4, and bibtex.web, section 253.
_NAMED_BRACES: Final = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_NAMED_DELIMITERS: Final = {r"\{": r"\lbrace ", r"\}": r"\rbrace "}
#: Controls have no place in TeX; most are invalid characters.
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
#: What is not the same in TeX: most texts have none of it.
_SPECIAL: Final = re.compile(r"[\\{}%&#$_~^\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
#: A command or an escaped character; or a sign that TeX gives a meaning beside mathematics.
_TOKEN: Final = re.compile(r"\\(?:[A-Za-z]+|.|\Z)|[%#&]", re.DOTALL)
#: TeX reads ``^^69`` as the letter i, also within the name of a command.
_ENCODED: Final = "^^"
_ENVIRONMENT: Final = re.compile(r"\\(?:begin|end)\s*\{\s*(\w+)\*?\s*\}")
_ENVIRONMENT_NAMES: Final = """
    align aligned alignedat array Bmatrix bmatrix cases dcases gathered matrix multlined pmatrix
    rcases smallmatrix split subarray Vmatrix vmatrix
"""
_ENVIRONMENTS: Final = frozenset(_ENVIRONMENT_NAMES.split())
#: Commands of LaTeX and amsmath that lay out mathematics. Symbols come from latex2mathml's table.
_LAYOUT_NAMES: Final = """
    Bbb Big Bigg Biggl Biggm Biggr Bigl Bigm Bigr Pr above acute arccos arcsin arctan arg argmax
    argmin array atop bar begin bf big bigg biggl biggm biggr bigl bigm bigr binom bm bmod
    boldsymbol boxed breve cal cancel cfrac check choose cos cosh cot coth cr csc dbinom ddddot
    dddot ddot deg det dfrac dim displaystyle dot emph end enspace exp frac frak gcd genfrac grave
    hat hbox hfil hline hom hphantom hskip hspace idotsint inf injlim int it ker kern lVert langle
    left lg lim liminf limits limsup ln log lvert mathbb mathbf mathbin mathcal mathclap mathclose
    mathfrak mathinner mathit mathllap mathnormal mathop mathopen mathord mathpunct mathrel
    mathring mathrlap mathrm mathscr mathsf mathstrut mathtt max mbox mid middle min mkern mod
    mskip negmedspace negthickspace negthinspace nobreakspace nolimits nonumber not notag
    operatorname operatornamewithlimits over overbrace overleftarrow overleftrightarrow overline
    overrightarrow overset phantom pmb pmod pod prime prod projlim qquad quad rVert rangle right
    rm root rvert scriptscriptstyle scriptstyle sec sf shoveleft shoveright sideset sin sinh smash
    sout space sqrt stackrel strut substack sum sup tan tanh tbinom text textbf textit textmd
    textnormal textrm textsc textsf textsl textstyle texttt textup tfrac thickspace thinspace
    tilde tt underbrace underleftarrow underleftrightarrow underline underrightarrow underset
    varinjlim varliminf varlimsup varprojlim vcenter vec vphantom widehat widetilde xleftarrow
    xrightarrow
"""
_LAYOUT: Final = frozenset(_LAYOUT_NAMES.split())


def escape_bibtex(text: str) -> str:
    """Escape a text for a field in braces; formulas of mathematics stay TeX."""
    if not _SPECIAL.search(text):
        return text
    parts = list(split_formulas(_CONTROL.sub(" ", text)))
    escaped = "".join(_escape_part(part, named=False) for part in parts)
    if _is_matched(escaped):
        return escaped
    return "".join(_escape_part(part, named=True) for part in parts)


def _escape_part(part: str | Formula, *, named: bool) -> str:
    """Escape a text or a formula, with braces by their names where BibTeX can't match them."""
    if isinstance(part, str):
        escapes = _ESCAPES | _NAMED_BRACES if named else _ESCAPES
        return "".join(escapes.get(char, char) for char in part)
    tex = _mathematics(part.tex)
    if tex is None:
        return _escape_part(part.source, named=named)
    if named:
        tex = _TOKEN.sub(lambda match: _NAMED_DELIMITERS.get(match[0], match[0]), tex)
    return Formula(tex, display=part.display).source


def _mathematics(tex: str) -> str | None:
    """Return a formula with its special signs escaped; None if it is not only mathematics."""
    environments = _ENVIRONMENT.findall(tex)
    if _ENCODED in tex or not _is_balanced(tex) or not _ENVIRONMENTS.issuperset(environments):
        return None
    tokens = [match[0] for match in _TOKEN.finditer(tex)]
    names = {token[1:] for token in tokens if token[1:].isalpha()}
    # Each \begin and \end has a name that was checked.
    if len(environments) != sum(token in {r"\begin", r"\end"} for token in tokens):
        return None
    if not names <= _LAYOUT and not names <= _LAYOUT | _symbols():
        return None
    # Outside a table, "&" is an error.
    special = "%#" if environments else "%#&"
    return _TOKEN.sub(lambda match: f"\\{match[0]}" if match[0] in special else match[0], tex)


@cache
def _symbols() -> frozenset[str]:
    """Return the names of symbols, such as ``alpha``."""
    # Imported late, as in formulas.py: many collections have no formula.
    from latex2mathml.symbols_parser import SYMBOLS

    return frozenset(name[1:] for name in SYMBOLS if name[:1] == "\\" and name[1:].isalpha())


def _is_balanced(tex: str) -> bool:
    """Return whether a formula leaves the brace depth of the field around it unchanged."""
    # A final backslash would escape the "$" that ends the formula.
    tokens = _TOKEN.findall(tex)
    return _is_matched(_TOKEN.sub("", tex)) and (not tokens or tokens[-1] != "\\")


def _is_matched(text: str) -> bool:
    """Return whether braces match as BibTeX counts them, escaped ones included."""
    depth = 0
    for char in text:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0
