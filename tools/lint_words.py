#!/usr/bin/env python3
"""Check names and prose for words that say too little, and report each with its file and line.

    python tools/lint_words.py [PATH ...]

Two rules:

    Names: a variable, argument, attribute, function or class of sitegen/, benchmarks/ or tools/ is a
        noun or a verb of the field. Words such as ``found`` or ``other``, with or without
        underscores, say what happened to a value or where it stands, not what it is.
    Phrases: docstrings, comments and strings of Python files, and the text of Markdown files,
        templates, scripts and style sheets, avoid phrases that standard technical English does not
        use ("told", "of its own", "a page a paper"). Code in backticks is not searched, nor are
        the sections of older releases in CHANGELOG.md.

Without arguments, all files of the checkout are checked. Exits with 1 if there is a fault. Uses only
the standard library.
"""

from __future__ import annotations

import ast
import io
import re
import sys
import tokenize
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
#: Folders whose names are checked; tests may call a value ``before`` or ``after`` a change.
CODE_FOLDERS = ("sitegen", "benchmarks", "tools")
#: Folders and files whose prose is checked, and the suffixes of the files in question.
PROSE_PATHS = (*CODE_FOLDERS, "tests", "theme", "docs", "README.md", "CONTRIBUTING.md",
               "CHANGELOG.md")  # fmt: skip
SUFFIXES = (".py", ".md", ".j2", ".js", ".css", ".html")
SKIPPED_FOLDERS = {"fixtures", "node_modules", "__pycache__"}
#: These two have to spell out what they look for; only their names are checked.
SPELLING_OUT = ("tools/lint_words.py", "tests/unit/tools/test_lint_words.py")

_VAGUE = (
    "found told made done kept one other wanted good mine theirs both many few place places own some "
    "again near alike there inside instead against asked shown said met least most before after above "
    "below now taken turned called way bad great"
)
VAGUE_NAMES = frozenset(_VAGUE.split())
_NOUN = "(?:page|paper|file|line|row|word|day|tag|list|kind|term|token)"
#: A space stands for any white space: phrases are also found across line breaks. ``is none`` keeps
#: its case, since "if it is None" is a plain statement about Python's None.
PHRASES = re.compile(
    rf"\b(?:told|anew|whoever|likewise|makeshift|(?-i:(?:is|are) none)|of its own|by itself"
    rf"|as it stands|tells? (?:of|what|how)|an? {_NOUN} an? {_NOUN})\b".replace(" ", r"\s+"),
    re.IGNORECASE,
)
#: Fenced blocks first, so that their backticks are not taken for those of inline code.
_BACKTICKS = re.compile(r"^ *```.*?^ *```|(`{1,2})[^`\n\0]+\1", re.MULTILINE | re.DOTALL)
_STRING_START = re.compile(r"\w*(?:'''|\"\"\"|'|\")")
_RELEASE = re.compile(r"^## ", re.MULTILINE)
#: Fills what is not prose; no phrase matches across it.
_GAP = "\0"
#: From Python 3.12 on, the text of an f-string is a separate token.
_TEXT_TOKENS = {tokenize.STRING, getattr(tokenize, "FSTRING_MIDDLE", tokenize.STRING)}
_QUOTE_TOKENS = {getattr(tokenize, name, None) for name in ("FSTRING_START", "FSTRING_END")}


class Fault(NamedTuple):
    """A word that says too little: its file, its 1-based line, and what to write instead."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


def main(arguments: list[str]) -> int:
    paths = [Path(argument).resolve() for argument in arguments] or sorted(find_files(ROOT))
    faults = []
    for path in paths:
        name = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else str(path)
        faults += find_faults(name, path.read_text("utf-8"))
    for fault in faults:
        print(fault)
    return 1 if faults else 0


def find_files(root: Path) -> Iterator[Path]:
    """Yield the files of a checkout whose prose is checked, those whose names are among them."""
    for start in map(root.joinpath, PROSE_PATHS):
        for path in start.rglob("*") if start.is_dir() else [start]:
            folders = path.relative_to(root).parts[:-1]
            if path.suffix in SUFFIXES and path.is_file() and SKIPPED_FOLDERS.isdisjoint(folders):
                yield path


def find_faults(path: str, text: str) -> list[Fault]:
    """Return the faults of one file, by line; ``path`` is relative to the checkout, with slashes."""
    faults = []
    if path.endswith(".py") and path.startswith(tuple(f"{folder}/" for folder in CODE_FOLDERS)):
        faults += [
            Fault(path, line, f"the name '{name}' is vague; name what the value is")
            for name, line in bound_names(ast.parse(text))
            if name.strip("_").lower() in VAGUE_NAMES
        ]
    if path not in SPELLING_OUT:
        faults += [
            Fault(path, line, f"the phrase '{phrase}' is odd; use a standard term")
            for phrase, line in odd_phrases(path, text)
        ]
    return sorted(faults)


# ---- Names --------------------------------------------------------------------------------------


def bound_names(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Yield each name that a module binds, with its line."""
    for node in ast.walk(tree):
        if name := bound_name(node):
            yield name, node.lineno


def bound_name(node: ast.AST) -> str | None:
    """Return the name that a node binds, if it binds one."""
    match node:
        case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
            return name
        case ast.arg(arg=name) | ast.alias(asname=name):
            return name
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return name
        case ast.ExceptHandler(name=name) | ast.MatchAs(name=name) | ast.MatchStar(name=name):
            return name
        case ast.MatchMapping(rest=name):
            return name
    return None


# ---- Phrases ------------------------------------------------------------------------------------


def odd_phrases(path: str, text: str) -> Iterator[tuple[str, int]]:
    """Yield each odd phrase of a file's prose, on one line, with the line that it starts on."""
    if path.endswith(".py"):
        prose = python_prose(text)
    elif path == "CHANGELOG.md":
        prose = newest_release(text)
    else:
        prose = text
    prose = _BACKTICKS.sub(lambda code: blank(code[0]), prose)
    for match in PHRASES.finditer(prose):
        yield " ".join(match[0].split()), prose.count("\n", 0, match.start()) + 1


def blank(text: str, filler: str = _GAP) -> str:
    """Replace all characters but line breaks, so that offsets and lines stay."""
    return re.sub(r"[^\n]", filler, text)


def newest_release(changelog: str) -> str:
    """Return a changelog up to its second release."""
    starts = [match.start() for match in _RELEASE.finditer(changelog)]
    return changelog[: starts[1]] if len(starts) > 1 else changelog


def python_prose(source: str) -> str:
    """Return a module's comments and strings where they stand, with gaps in place of code.

    Signs of comments and quotes become blanks: a phrase is also found across two lines of a comment
    and across two strings that Python joins.
    """
    lines = source.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    # Blanks stay blanks, so that the indentation between two lines of a comment is no gap.
    prose = list(re.sub(r"\S", _GAP, source))
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        start, end = (starts[row - 1] + column for row, column in (token.start, token.end))
        text = source[start:end]
        if token.type == tokenize.COMMENT:
            text = text.replace("#", " ", 1)
        elif token.type in _QUOTE_TOKENS:
            text = blank(text, " ")
        elif token.type == tokenize.STRING:
            text = without_quotes(text)
        elif token.type not in _TEXT_TOKENS:
            continue
        prose[start:end] = text
    return "".join(prose)


def without_quotes(literal: str) -> str:
    """Replace a string literal's prefix and quotes by blanks."""
    opening = _STRING_START.match(literal)[0]
    size = len(opening.lstrip("rRbBuUfF"))
    return " " * len(opening) + literal[len(opening) : -size] + " " * size


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
