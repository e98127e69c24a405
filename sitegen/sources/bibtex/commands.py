r"""Commands of LaTeX that a bibliography defines in its preamble, for names and for sorting.

``@preamble{"\newcommand{\TUB}{TUGboat} \newcommand{\switchargs}[2]{#2#1}"}``. What sets type by
TeX's own means is no text, and is left to the decoder, which knows the usual commands.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: Group 1 is the name, 2 or 3 the arguments, 4 the replacement.
_DEFINITION: Final = re.compile(
    r"\\(?:(?:re)?newcommand|providecommand|DeclareRobustCommand|[egx]?def)\*?\s*+\{?\s*+"
    r"\\([A-Za-z]{1,40})\s*+\}?\s*+(?:\[(\d)\]|((?:#\d){1,4}))?\s*+"
    r"\{((?:[^{}]|\{[^{}]{0,200}\}){0,200})\}"
)
#: Commands that set type and have no text, or that a replacement of two lines would need.
_PRIMITIVE: Final = re.compile(
    r"\\(?:setbox|ooalign|ifx|ifdefined|else|accent|[hv]box|char|expandafter|raise|lower|let|csname)"
    r"(?![A-Za-z])"
)
#: A command and its arguments, of which it may have two.
_COMMAND: Final = re.compile(
    r"\\([A-Za-z]{1,40})(?:\{\})?(?:[ \t]?(?=\{)((?:\{[^{}]{0,300}\}){1,2}))?"
)
_ARGUMENT: Final = re.compile(r"\{([^{}]*)\}")
_NUMBER: Final = re.compile(r"#(\d)")
#: A hostile file may use a long replacement at each of its characters.
_MAX_COMMANDS, _MAX_REPLACEMENT_CHARS = 200, 200


def parse_definitions(preambles: Iterable[str]) -> dict[str, tuple[int, str]]:
    """Return the commands that preambles define: name -> number of arguments, replacement."""
    commands: dict[str, tuple[int, str]] = {}
    for preamble in preambles:
        for match in _DEFINITION.finditer(preamble):
            count = int(match[2]) if match[2] else (match[3] or "").count("#")
            text = match[4].strip()
            is_text = not _PRIMITIVE.search(text) and f"\\{match[1]}" not in text
            is_short = len(text) <= _MAX_REPLACEMENT_CHARS
            if is_text and is_short and len(commands) < _MAX_COMMANDS:
                commands[match[1]] = (count, text)
    return commands


def expand_commands(text: str, commands: Mapping[str, tuple[int, str]]) -> str:
    """Return a text with the commands replaced; those with other arguments stay as they are."""

    def replace(match: re.Match[str]) -> str:
        if match[1] not in commands:
            return match[0]
        count, replacement = commands[match[1]]
        written = match[2] or ""
        arguments = _ARGUMENT.findall(written)
        if len(arguments) < count:
            return match[0]
        rest = "".join(f"{{{argument}}}" for argument in arguments[count:])
        filled = _NUMBER.sub(
            lambda number: arguments[int(number[1]) - 1] if 0 < int(number[1]) <= count else "",
            replacement,
        )
        return f"{{{filled}}}{rest}"

    return _COMMAND.sub(replace, text)
