r"""What LaTeX's commands do with their arguments: accents, scripts, case, quotation marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from sitegen.text.latex_symbols import ACCENTS, FIRST_ARGUMENT, SPACING_ACCENTS
from sitegen.text.markup import to_script_characters

#: A command's argument, as printed -> what the command prints.
Handler = Callable[[str], str]

#: A letter with the marks on it.
CLUSTER: Final = re.compile("[^\u0300-\u036f][\u0300-\u036f]*")


def _quote(text: str) -> str:
    return f"“{text}”"


def _raise(text: str) -> str:
    return to_script_characters(text, raised=True)


def _lower(text: str) -> str:
    return to_script_characters(text, raised=False)


def _capitalize_numeral(text: str) -> str:
    r"""Return an ion's numeral in capitals, as small capitals show it: ``H\textsc{ii}``."""
    return text.upper() if text and set(text) <= set("ivx") else text


#: The letters by which Greek is typed in Latin script (the encoding LGR), and its marks before a
#: letter: breathings, accents, diaeresis; "|" is an iota below it.
_GREEK_LETTERS: Final = str.maketrans(
    "abgdezhjiklmnxoprsctufqywABGDEZHJIKLMNXOPRSTUFQYW",
    "αβγδεζηθικλμνξοπρσςτυφχψωΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ",
)
_GREEK_MARKS: Final = {
    ">": "\u0313", "<": "\u0314", "'": "\u0301", "’": "\u0301", "`": "\u0300", "~": "\u0342",
    '"': "\u0308",
}  # fmt: skip
_MARKED_LETTER: Final = re.compile(r"([<>'’`~\"]{1,3})([A-Za-z])")
_FINAL_SIGMA: Final = re.compile(r"(?<=\w)s(?![\w'’`~<>\"|])")


def _print_greek(text: str) -> str:
    """Return Greek that is typed in Latin letters, as its encoding prints it."""
    if not text.isascii() and any("GREEK" in unicodedata.name(c, "") for c in text):
        return text
    # LaTeX's accents are on the Latin letters by now.
    text = _FINAL_SIGMA.sub("c", unicodedata.normalize("NFD", text))
    text = _MARKED_LETTER.sub(lambda m: m[2] + "".join(_GREEK_MARKS[c] for c in m[1]), text)
    return unicodedata.normalize("NFC", text.replace("|", "\u0345").translate(_GREEK_LETTERS))


def drop(_text: str) -> str:
    """Print nothing of an argument."""
    return ""


#: Command -> what it does with its argument; other commands print theirs as it is.
HANDLERS: Final[dict[str, Handler]] = {
    "textsuperscript": _raise, "mkbibsuperscript": _raise, "up": _raise, "fup": _raise,
    "textsubscript": _lower, "mkbibsubscript": _lower,
    "textsc": _capitalize_numeral, "mkbibacro": _capitalize_numeral,
    "uppercase": str.upper, "MakeUppercase": str.upper, "MakeTextUppercase": str.upper,
    "lowercase": str.lower, "MakeLowercase": str.lower, "MakeTextLowercase": str.lower,
    "mkbibquote": _quote, "enquote": _quote, "textquote": _quote, "blockquote": _quote,
    "mkbibparens": "({})".format, "parentext": "({})".format, "mkbibbrackets": "[{}]".format,
    "brackettext": "[{}]".format, "textgreek": _print_greek,
} | dict.fromkeys(FIRST_ARGUMENT, drop)  # fmt: skip


@lru_cache(maxsize=500)
def accent_handler(name: str, source: str, *, is_certain: bool) -> Handler:
    """Return the handler that puts an accent on the first letter of a text.

    Args:
        name: the accent's command.
        source: the command as it was written.
        is_certain: whether the text is LaTeX for certain.
    """
    mark = ACCENTS[name]

    def put_on(text: str) -> str:
        text = text.lstrip()
        cluster = CLUSTER.match(text)
        if cluster is None or not text[0].isalpha():
            if text and not is_certain:
                return f"{source}{text}"
            # ``\^2`` and ``\~/`` are signs, any accent over nothing is one.
            return SPACING_ACCENTS.get(name, "") + text if not text or name in "^~" else text
        # ``\i`` and ``\j`` under an accent are i and j.
        base = cluster[0].replace("ı", "i").replace("ȷ", "j")
        if name == "." and base in {"i", "j"}:
            return base + text[cluster.end() :]
        letter = _compose(base, mark)
        # ``\"k`` is a quotation mark of a text that was escaped twice.
        if name == '"' and len(letter) > 1 and not is_certain:
            return source + text
        return letter + text[cluster.end() :]

    return put_on


def _compose(base: str, mark: str) -> str:
    r"""Return a letter with a further mark, as one character if there is one.

    People write the marks of Vietnamese in any order: ``\^{\`a}`` is ``\`{\^a}``.
    """
    letter = unicodedata.normalize("NFC", base + mark)
    if len(letter) > 1:
        parts = unicodedata.normalize("NFD", base)
        reordered = unicodedata.normalize("NFC", parts[0] + mark + parts[1:])
        letter = reordered if len(reordered) == 1 else letter
    return letter
