r"""Decode the commands and groups of LaTeX: one pass over the tokens with a stack of groups.

Each token is read once and each group's text is joined at most once per command around it, to a
fixed depth, so that the time is linear in the text's length.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.text.latex_handlers import CLUSTER, HANDLERS, Handler, accent_handler, drop
from sitegen.text.latex_symbols import (
    ACCENTS,
    EMPTY,
    LETTERS,
    MATHEMATICS,
    SPACED_SYMBOLS,
    SPACING_ACCENTS,
    SYMBOLS,
    find_symbol,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

_TOKEN: Final = re.compile(
    r"\\(?P<word>[A-Za-z]+)(?:\*(?=\{))?|\\(?P<sign>.)|(?P<brace>[{}])|(?P<tie>~)|[^\\{}~]+|\\",
    re.DOTALL,
)
_BLANKS: Final = re.compile(r"[ \t\n]*")
#: What may be between a command and its argument: blanks and options in brackets.
_BEFORE_ARGUMENT: Final = re.compile(r"(?:\[[^\[\]{}]{0,200}\]){0,3}[ \t\n]?(?=\{)")
_EMPTY_GROUP: Final = re.compile(r"[ \t\n]?\{\}")
_BRACED_LETTER: Final = re.compile(r"\{\w\}")
#: Accents that other texts than LaTeX have as commands of their own: only with braces there.
_RARE_ACCENTS: Final = frozenset("hfGU")
#: Characters before an author's macro. After others a backslash is part of a path.
_BEFORE_WORD: Final = frozenset(" \n\t([{}–—-~'\"“/")
#: Escapes, spaces of TeX, and signs between letters that print nothing.
_SIGNS: Final = {"%": "%", "&": "&", "#": "#", "_": "_", "$": "$", "{": "{", "}": "}",
                 " ": " ", "\n": " ", ",": " ", "-": "", "/": "/"}  # fmt: skip
_CERTAIN_SIGNS: Final = _SIGNS | {
    "\t": " ", ";": " ", ":": " ", ">": " ", "!": "", "@": "", "/": "", "\\": " ", "+": "", "<": "",
}  # fmt: skip
#: Handlers in groups deeper than this are left out, which bounds the time.
_MAX_HANDLERS: Final = 60


class _Group(NamedTuple):
    """What the decoder returns to when a group ends.

    Attributes:
        start: index of the opening brace in the output, an empty text unless it is printed.
        prefix: source up to the brace, printed in its stead if the group never ends.
        braced_count: number of groups, this one included, of which the braces are printed.
        pending: handlers that wait for this group's text.
        has_command: whether the surrounding group is one of LaTeX.
    """

    start: int
    prefix: str
    braced_count: int
    pending: list[Handler]
    has_command: bool


class Decoder:
    """Decodes one text.

    Args:
        is_certain: whether the text is LaTeX; if not, unknown commands after a letter and braces
            without a command are characters.
    """

    def __init__(self, *, is_certain: bool) -> None:
        self._is_certain = is_certain
        self._signs = _CERTAIN_SIGNS if is_certain else _SIGNS
        self._text = ""
        self._output: list[str] = []
        self._groups: list[_Group] = []
        # Handlers that wait for the next letter or group, and where the source of these starts.
        self._pending: list[Handler] = []
        self._pending_start = 0
        self._handler_depth = 0
        self._has_command = False
        # Whether the next group is an argument, and how many next groups keep their braces.
        self._expects_argument = False
        self._braced_count = 0

    def decode(self, text: str, parts: Iterable[tuple[int, int, bool]]) -> str:
        """Return what a text prints.

        Args:
            text: the source.
            parts: start, end, and whether it is to be decoded, of each part of the text.
        """
        self._text = text
        for start, stop, is_plain in parts:
            if is_plain:
                self._read(start, stop)
            else:
                self._put(_unescape_url(text[start:stop]))
        self._put_nothing()
        if not self._is_certain:
            for group in self._groups:
                self._output[group.start] = group.prefix
        return "".join(self._output)

    # ---- Tokens ----

    def _read(self, position: int, stop: int) -> None:
        """Read the tokens of a part of the text."""
        while position < stop:
            match = _TOKEN.match(self._text, position, stop)
            if match is None:  # never: the last alternatives match any character
                return
            position = match.end()
            kind = match.lastgroup
            if kind == "word":
                position = self._read_word(match, stop)
            elif kind == "sign":
                position = self._read_sign(match, stop)
            elif kind == "brace" and match[0] == "{":
                self._open(match.start(), position)
            elif kind == "brace":
                self._close()
            elif kind == "tie":
                self._write(self._tie(match))
            else:
                self._write(match[0])

    def _read_sign(self, match: re.Match[str], stop: int) -> int:
        """Read a backslash and a character that is no letter; return the index after it."""
        sign, position = match["sign"], match.end()
        if sign in ACCENTS:
            return self._read_accent(sign, match, stop)
        self._note_command(match.start())
        following = self._text[position : min(position + 1, stop)]
        if sign in self._signs:
            self._write(self._signs[sign])
        elif sign == "\\" and (not following or following.isspace()):
            self._write(" ")
        else:
            self._write(sign if self._is_certain and sign not in "()[]" else match[0])
        return position

    def _read_word(self, match: re.Match[str], stop: int) -> int:
        """Read a command with a name; return the index after it and its blanks."""
        name, position = match["word"], match.end()
        if name in ACCENTS and (
            self._is_certain
            or name not in _RARE_ACCENTS
            or _BRACED_LETTER.match(self._text, position, stop)
        ):
            return self._read_accent(name, match, stop)
        if name in LETTERS:
            return self._read_letter(LETTERS[name], position, stop)
        self._note_command(match.start())
        if name in MATHEMATICS:
            self._write(match[0])
            self._braced_count = MATHEMATICS[name]
            return position
        if name in EMPTY:
            return self._read_empty(name, position, stop)
        argument = _BEFORE_ARGUMENT.match(self._text, position, stop)
        if argument and not self._text.startswith("{}", argument.end()) and name not in SYMBOLS:
            return self._read_argument(name, match.start(), argument.end())
        return self._read_symbol(name, match, stop)

    def _read_accent(self, name: str, match: re.Match[str], stop: int) -> int:
        """Read an accent, which waits for the letter or the group after it."""
        position = match.end()
        # In other texts ``\" `` is a quotation mark of a text that was escaped twice.
        if self._is_certain or name.isalpha():
            blanks = _BLANKS.match(self._text, position, stop)
            position = blanks.end() if blanks else position
        following = self._text[position : min(position + 1, stop)]
        if not (following.isalpha() or following in {"{", "\\"}):
            self._write(SPACING_ACCENTS.get(name, "") if self._is_certain else match[0])
            return match.end()
        self._has_command = True
        self._wait(accent_handler(name, match[0], is_certain=self._is_certain), match.start())
        return position

    def _read_letter(self, letter: str, position: int, stop: int) -> int:
        r"""Print a letter such as ``\l``; the blank after it ends its name, and isn't printed."""
        self._has_command = True
        self._put(letter)
        if group := _EMPTY_GROUP.match(self._text, position, stop):
            return group.end()
        return self._skip_blanks(position, stop, ends_word=letter.islower())

    def _read_empty(self, name: str, position: int, stop: int) -> int:
        """Read a command that prints nothing; a group after a style is its argument."""
        if group := _EMPTY_GROUP.match(self._text, position, stop):
            return group.end()
        blanks = _BLANKS.match(self._text, position, stop)
        if blanks and name != "xspace":
            position = blanks.end()
        self._expects_argument = True
        return position

    def _read_argument(self, name: str, start: int, position: int) -> int:
        """Open the argument of a command; return the index after the opening brace."""
        is_citation = name.lower().startswith("cite")
        if handler := drop if is_citation else HANDLERS.get(name):
            self._wait(handler, start)
        self._expects_argument = True
        self._open(start, position + 1)
        return position + 1

    def _read_symbol(self, name: str, match: re.Match[str], stop: int) -> int:
        """Print the symbol of a command, or the name of an unknown one."""
        position = match.end()
        group = _EMPTY_GROUP.match(self._text, position, stop)
        symbol = SYMBOLS.get(name) or SPACED_SYMBOLS.get(name)
        if symbol is None and name in SYMBOLS:
            symbol = ""
        if symbol is not None:
            self._put(symbol)
            if group:
                return group.end()
            preceding = self._text[max(0, match.start() - 1) : match.start()]
            is_spaced = name in SPACED_SYMBOLS and preceding.isspace()
            is_word = symbol.isalpha() or symbol in "®™©℠"
            if is_spaced or is_word:
                return position
            return self._skip_blanks(position, stop, ends_word=symbol in "”’»")
        if symbol := find_symbol(name):
            self._put(symbol)
            return group.end() if group else position
        preceding = self._text[match.start() - 1] if match.start() else " "
        following = self._text[position : min(position + 1, stop)]
        if self._is_certain:
            if name in HANDLERS:
                return position
            self._write(f" {name}" if preceding.isalnum() else name)
        else:
            is_macro = (
                len(name) > 1
                and preceding in _BEFORE_WORD
                and (group or following not in {"{", "["})
            )
            self._write(name if is_macro else match[0])
        return group.end() if group else position

    def _tie(self, match: re.Match[str]) -> str:
        """Return the blank of a tie, or the tilde of a number: "about ~5", "5~10"."""
        if not self._is_certain:
            return "~"
        preceding = self._text[match.start() - 1] if match.start() else " "
        following = self._text[match.end() : match.end() + 1]
        is_about = following.isdigit() and (preceding in " (" or preceding.isdigit())
        return "~" if is_about else " "

    def _skip_blanks(self, position: int, stop: int, *, ends_word: bool) -> int:
        r"""Return the index after the blanks that end a command's name.

        One is printed before the next word, as people forget the braces: ``Micha\l Wozny``.
        """
        blanks = _BLANKS.match(self._text, position, stop)
        end = blanks.end() if blanks else position
        starts_word = self._text[end : end + 1].isupper() and ends_word
        if end > position and (starts_word or self._text.startswith("and ", end)):
            self._output.append(" ")
        return end

    # ---- Output ----

    def _note_command(self, start: int) -> None:
        """Note a command, which makes a group one of LaTeX if it stands at its start."""
        if start and self._text[start - 1] == "{":
            self._has_command = True

    def _wait(self, handler: Handler, start: int) -> None:
        if not self._pending:
            self._pending_start = start
        self._pending.append(handler)

    def _write(self, text: str) -> None:
        """Print a text; its first letter goes to the handlers that wait."""
        if self._pending:
            text = text.lstrip()
            cluster = CLUSTER.match(text)
            if cluster is None:
                # Marks without a letter can't be an accent's; a blank is skipped.
                self._output.append(text)
                return
            self._put(cluster[0])
            text = text[cluster.end() :]
        if text and not text.isspace():
            self._expects_argument, self._braced_count = False, 0
        self._output.append(text)

    def _put(self, text: str) -> None:
        """Print a letter or a group's text after the handlers that wait."""
        while self._pending:
            text = self._pending.pop()(text)
        self._expects_argument, self._braced_count = False, 0
        self._output.append(text)

    def _put_nothing(self) -> None:
        if self._pending:
            self._put("")

    def _open(self, start: int, stop: int) -> None:
        """Open a group, of which the source with its command is from ``start`` to ``stop``."""
        prefix = self._text[self._pending_start if self._pending else start : stop]
        if self._handler_depth >= _MAX_HANDLERS:
            self._pending = []
        group = _Group(
            len(self._output), prefix, self._braced_count, self._pending, self._has_command
        )
        self._handler_depth += bool(self._pending)
        self._groups.append(group)
        self._output.append("")
        self._pending = []
        self._has_command = self._expects_argument
        self._expects_argument, self._braced_count = False, 0

    def _close(self) -> None:
        self._put_nothing()
        if not self._groups:
            # A brace without a counterpart prints nothing in LaTeX.
            self._output.append("" if self._is_certain else "}")
            return
        group = self._groups.pop()
        is_latex = self._is_certain or self._has_command
        if group.pending:
            self._handler_depth -= 1
            text = "".join(self._output[group.start :])
            del self._output[group.start :]
            is_dropped = group.pending[-1] is drop
            self._pending = group.pending
            self._put(text)
            self._expects_argument = is_dropped
        elif group.braced_count or not is_latex:
            self._output[group.start] = "{"
            self._output.append("}")
            self._braced_count = max(0, group.braced_count - 1)
        self._has_command = group.has_command


def _unescape_url(text: str) -> str:
    r"""Return an address without LaTeX's escapes (``\_``, ``\%``); a formula stays as it is."""
    return re.sub(r"\\([_%&#~$])", r"\1", text) if text.startswith("http") else text
