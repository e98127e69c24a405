r"""Tables of LaTeX's accents, letters and symbols, and of what its commands do with arguments.

Sources: LaTeX2e, "Accents", "Additional Latin letters" and "Text symbols" (latexref.xyz); the
encodings T1, T2A, T5 and TS1 (encguide.pdf); BibLaTeX 3.20, section 4.6.4.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

#: Accent command -> combining character.
ACCENTS: Final = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "h": "\u0309", "r": "\u030a", "H": "\u030b", "v": "\u030c",
    "G": "\u030f", "f": "\u0311", "d": "\u0323", "c": "\u0327", "k": "\u0328", "b": "\u0331",
    "t": "\u0361", "U": "\u030d", "textcommabelow": "\u0326", "textcommaabove": "\u0315",
    "textogonekcentered": "\u0328", "textdotbelow": "\u0323", "textringbelow": "\u0325",
    "textsubring": "\u0325", "textcircumflex": "\u0302", "horn": "\u031b", "textroundcap": "\u0311",
    "texthookabove": "\u0309", "capitalacute": "\u0301", "capitalgrave": "\u0300",
    "capitalcaron": "\u030c", "capitalcedilla": "\u0327", "capitalogonek": "\u0328",
    "capitaltilde": "\u0303", "capitaldieresis": "\u0308", "capitalcircumflex": "\u0302",
    "capitalbreve": "\u0306", "capitalmacron": "\u0304", "capitalring": "\u030a",
    "capitaldotaccent": "\u0307", "capitalhungarumlaut": "\u030b", "CYRUP": "\u030f",
    # MathSciNet's, which its files define.
    "polhk": "\u0328", "lfhook": "\u0326", "ocirc": "\u030a", "udot": "\u0323", "dudot": "\u0323",
}  # fmt: skip
#: Accent command -> what it prints over nothing: ``\~{}`` in an address, ``\^{}``.
SPACING_ACCENTS: Final = {"~": "~", "^": "^", "'": "'", "`": "`", '"': '"'}
#: Letter command -> letter.
LETTERS: Final = {
    "aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø",
    "l": "ł", "L": "Ł", "ss": "ß", "SS": "ẞ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ",
    "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ", "ij": "ĳ", "IJ": "Ĳ", "i": "ı", "j": "ȷ",
    "ohorn": "ơ", "OHORN": "Ơ", "uhorn": "ư", "UHORN": "Ư", "abreve": "ă", "ABREVE": "Ă",
    "acircumflex": "â", "ACIRCUMFLEX": "Â", "ecircumflex": "ê", "ECIRCUMFLEX": "Ê",
    "ocircumflex": "ô", "OCIRCUMFLEX": "Ô", "textschwa": "ə", "texthbar": "ħ", "texthtd": "ɗ",
    "texthtb": "ɓ", "texthtk": "ƙ",
    "Dbar": "Đ", "dbar": "đ",
    "textturna": "ɐ", "textglotstop": "ʔ", "textesh": "ʃ", "textezh": "ʒ", "texteng": "ŋ",
}  # fmt: skip
#: Symbol command -> character; a blank after it ends its name, and isn't printed.
SYMBOLS: Final = {
    "S": "§", "P": "¶", "pounds": "£", "copyright": "©", "textdollar": "$", "textsterling": "£",
    "euro": "€", "texteuro": "€", "EUR": "€", "textyen": "¥", "textcent": "¢", "textwon": "₩",
    "textcolonmonetary": "₡", "textcurrency": "¤", "textsection": "§", "textparagraph": "¶",
    "textquotesingle": "'", "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“",
    "textquotedblright": "”", "textquotedbl": '"', "textquotestraightdblbase": "„",
    "textquotestraightbase": "‚", "quotedblbase": "„", "quotesinglbase": "‚", "lq": "‘",
    "rq": "’", "glqq": "„", "grqq": "“", "glq": "‚", "grq": "‘", "flqq": "«", "frqq": "»",
    "flq": "‹", "frq": "›", "guillemotleft": "«", "guillemotright": "»", "guillemetleft": "«",
    "guillemetright": "»", "guilsinglleft": "‹", "guilsinglright": "›", "og": "« ", "fg": " »",
    "textasciitilde": "~", "textasciicircum": "^", "textasciigrave": "`", "textasciiacute": "´",
    "textasciidieresis": "¨", "textasciimacron": "¯", "textasciicaron": "ˇ", "textasciibreve": "˘",
    "textbackslash": "\\", "textunderscore": "_", "textbraceleft": "{", "textbraceright": "}",
    "lbrace": "{", "rbrace": "}", "lbrack": "[", "rbrack": "]", "textbar": "|",
    "textbrokenbar": "¦",
    "textbardbl": "‖", "textnumero": "№", "textregistered": "®", "texttrademark": "™",
    "textcopyright": "©", "textservicemark": "℠", "textdegree": "°", "degree": "°",
    "textcelsius": "℃", "textmu": "µ", "micro": "µ", "textohm": "Ω", "textordfeminine": "ª",
    "textordmasculine": "º", "textexclamdown": "¡", "textquestiondown": "¿", "textdagger": "†",
    "textdaggerdbl": "‡", "dag": "†", "ddag": "‡", "textasteriskcentered": "*", "textbullet": "•",
    "textperiodcentered": "·", "textvisiblespace": "␣", "textperthousand": "‰",
    "textestimated": "℮",
    "textpertenthousand": "‱", "textonehalf": "½", "textonequarter": "¼", "textthreequarters": "¾",
    "textonesuperior": "¹", "texttwosuperior": "²", "textthreesuperior": "³", "textsurd": "√",
    "textmusicalnote": "♪", "textopenbullet": "◦", "textreferencemark": "※", "checkmark": "✓",
    "slash": "/", "hyphen": "-", "nobreakdash": "", "textnonbreakinghyphen": "-",
    "textcompwordmark": "", "bibrangedash": "–", "bibdatedash": "–", "dash": "–",
    "adddot": ".", "addcomma": ",", "addcolon": ":", "addsemicolon": ";", "addhyphen": "-",
    "addslash": "/", "addspace": " ", "addabbrvspace": " ", "addnbspace": " ", "space": " ",
    "TeX": "TeX", "LaTeX": "LaTeX", "LaTeXe": "LaTeX2ε", "BibTeX": "BibTeX", "XeTeX": "XeTeX",
    "thinspace": " ", "quad": " ", "qquad": " ", "enspace": " ", "enskip": " ", "par": " ",
    "newline": " ", "linebreak": " ", "break": " ", "item": " ", "hfill": " ", "nobreakspace": " ",
    "textthreequartersemdash": "—", "texttwelveudash": "–", "bibopenparen": "(",
    "bibcloseparen": ")", "ordinal": "º", "hyp": "-", "cprime": "'", "cdprime": '"', "rasp": "ʼ",
    "lasp": "ʻ", "emdash": "—", "Dash": "—", "endash": "–",
}  # fmt: skip
#: Symbols that stand between words: a blank after one is printed if one is before it.
SPACED_SYMBOLS: Final = {
    "textendash": "–", "textemdash": "—", "ldots": "…", "dots": "…", "textellipsis": "…",
    "texttimes": "×", "textdiv": "÷", "textpm": "±", "textminus": "−", "textless": "<",
    "textgreater": ">", "textleftarrow": "←", "textrightarrow": "→", "textuparrow": "↑",
    "textdownarrow": "↓", "textlnot": "¬", "textfractionsolidus": "⁄", "textdblhyphen": "=",
    "sim": "∼", "lsim": "≲", "gsim": "≳",
}  # fmt: skip
#: Commands that print nothing; a blank after one belongs to it.
_EMPTY_NAMES: Final = """
    relax protect unskip ignorespaces null xspace noindent indent sloppy fussy allowbreak
    nolinebreak nopagebreak leavevmode normalfont upshape itshape slshape scshape mdseries bfseries
    rmfamily sffamily ttfamily bf it em tt sc sl rm sf md up cal mit boldmath unboldmath tiny
    scriptsize footnotesize small normalsize large Large LARGE huge Huge centering raggedright
    raggedleft selectfont isdot autocap bgroup egroup begingroup endgroup unspace maketitle
    displaystyle textstyle scriptstyle limits nolimits smallskip medskip bigskip newpage clearpage
    tableofcontents BibitemOpen newblock hskip cyr expandafter cyrchar textcyr cyrillictext
"""
EMPTY: Final = frozenset(_EMPTY_NAMES.split())
#: Commands of which the first argument is not printed, such as ``\href`` and ``\textcolor``.
_FIRST_ARGUMENT_NAMES: Final = """
    href textcolor colorbox color foreignlanguage texorpdfstring hspace vspace raisebox scalebox
    resizebox rotatebox fontsize setlength setcounter ref eqref pageref autoref label index glossary
    phantom hphantom vphantom footnote footnotetext footnotemark thanks cite citep citet citealp
    citealt citeauthor citeyear citeyearpar citenum onlinecite textcite parencite autocite footcite
    nocite begin end bibinfo bibfield bibnamefont bibitem includegraphics input include usepackage
    documentclass marginpar todo selectlanguage textlangID hypertarget hyperlink
    noopsort noop natexlab SortNoop sortkey fontencoding fontfamily fontseries fontshape
    addcontentsline protectedref vskip rule ifmmode pdftooltip textlang
"""
#: Of these, those whose first argument is printed after all: it is the only one.
FIRST_ARGUMENT: Final = frozenset(_FIRST_ARGUMENT_NAMES.split()) - {"bibnamefont"}
#: Commands of mathematics with arguments -> how many; outside formulas they stay as they are.
MATHEMATICS: Final = {
    "frac": 2, "dfrac": 2, "tfrac": 2, "binom": 2, "sqrt": 1, "overline": 1, "hat": 1,
    "bar": 1, "tilde": 1, "vec": 1, "dot": 1, "ddot": 1, "widehat": 1, "widetilde": 1,
    "overset": 2, "underset": 2, "stackrel": 2, "mathop": 1, "operatorname": 1, "underbrace": 1,
    "overbrace": 1, "left": 0, "right": 0,
}  # fmt: skip

#: Names of Cyrillic letters in T2A -> letter; in capitals, ``\CYRA``, they are capital letters.
_CYRILLIC_NAMES: Final = """
    a b v g d e zh z i ishrt k l m n o p r s t u f h c ch sh shch hrdsn ery sftsn erev yu ya yo dje
    ukrie dze ii yi je lje nje tshe ushrt dzhe gup
"""
_CYRILLIC: Final = dict(
    zip(_CYRILLIC_NAMES.split(), "абвгдежзийклмнопрстуфхцчшщъыьэюяёђєѕіїјљњћўџґ", strict=True)
)


@lru_cache(maxsize=1_000)
def find_symbol(name: str) -> str:
    r"""Return the character of a command, such as ``\phi`` or ``\textalpha``, or ""."""
    if name.startswith("cyr") and name[3:] in _CYRILLIC:
        return _CYRILLIC[name[3:]]
    if name.startswith("CYR") and name[3:].lower() in _CYRILLIC:
        return _CYRILLIC[name[3:].lower()].upper()
    if name.startswith("text") and (greek := _greek_letter(name[4:])):
        return greek
    # Its import takes 0.05 CPU s, and few texts have such a command.
    from latex2mathml.symbols_parser import convert_symbol

    code = convert_symbol(f"\\{name}")
    char = chr(int(code, 16)) if code else ""
    # ASCII results are names of functions and delimiters, not symbols.
    return char if char.isprintable() and not char.isascii() else ""


def _greek_letter(name: str) -> str:
    size = "CAPITAL" if name[:1].isupper() else "SMALL"
    try:
        return unicodedata.lookup(f"GREEK {size} LETTER {name.upper()}")
    except KeyError:
        return ""
