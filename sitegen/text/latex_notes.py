r"""Remove citations and notes from LaTeX, expand its links, and restore damaged commands.

Footnotes are replaced by the URL in them, citations by ``[…]`` where the sentence needs an object
and by nothing elsewhere.
"""

from __future__ import annotations

import re
from typing import Final

#: A citation or note with its argument, which may have two levels of braces. Blanks are matched
#: from the start of their run only, so that the time is linear.
_NOTE: Final = re.compile(
    r"(?<![\s~])[\s~]*\\(?:(?P<note>footnote|footnotetext|thanks)|[cC]ite[a-zA-Z]*|footnotemark|label|index)\*?"
    r"(?:\[[^\[\]]*\])*"
    r"\{(?P<inner>(?:[^{}]|\{(?:[^{}]|\{[^{}]{0,300}\}){0,300}\}){0,1000})\}"
)
_LAST_WORD: Final = re.compile(r"(?<![\w.])[\w.]*+\Z")
#: Characters before a citation that are searched for that word.
_MAX_WORD_CHARS: Final = 20
_NOTE_START: Final = re.compile(r"\\(?:[cC]ite|foot|thanks|label|index)")
#: A citation that lost its braces: ``\citeyang2013icml,bunte2012neuro,``.
_CITATION_WITHOUT_BRACES: Final = re.compile(
    r"(?<![\s~])[\s~]*\\cite[tp]?(?=[a-z]+\d{4})\w+(?:,\w+)*"
)
#: Words that need an object; a citation after one is replaced by ``[…]``.
_OBJECT_WORDS: Final = """
    as by following from in like of on see than to with works work via and e.g. i.e. cf.
"""
_TAKING_OBJECT: Final = frozenset(_OBJECT_WORDS.split())
#: Empty parentheses and double separators, which remain after a citation is removed.
_EMPTY_PARENTHESES: Final = re.compile(
    r"(?<![ ,;])[ ,;]*\(\s*\)|(?<=\w)[,;]\s*(?=\))|(?<=\()\s*[,;]\s*"
)
#: Commands that lost their backslash, or whose ``\t``, ``\f`` or ``\e`` was read as one character.
_BROKEN_STYLE: Final = re.compile(
    r"(?<![A-Za-z\\])(?:t?ext(?=(?:it|bf|tt|sc|rm|color)\{)|e?mph(?=\{))"
)
_BROKEN_NOTE: Final = re.compile(r"(?<![A-Za-z\\])f?ootnote(?=\{)")
_BROKEN_CITE: Final = re.compile(r"(?<=~)cite(?=\{)")
_BROKEN_MATH: Final = re.compile(r"([$0-9])\s(imes|au|ho|heta|o|extit|extbf|ext)(?=[$\s\d{_^])")
_BROKEN_STARTS: Final = (
    "extit{", "extbf{", "exttt{", "extsc{", "extrm{", "extcolor{", "mph{", "ootnote{", "~cite{"
)  # fmt: skip
#: First letters that were lost with the backslash, but for ``t``.
_LOST_LETTERS: Final = {"ho": "r"}
#: A document of LaTeX that Springer gives for each formula.
_DOCUMENT: Final = re.compile(
    r"\\documentclass(?:(?!\\documentclass|\\begin\{document\}).){0,2000}\\begin\{document\}"
    r"((?:(?!\\end\{document\}|\\documentclass).){0,1000}+)\\end\{document\}",
    re.DOTALL,
)
_HREF: Final = re.compile(r"\\href\s?\{\s*+([^\s{}]++)\s*+\}\s?\{\s*+([^{}]*+)\}")
_LINK_TARGET: Final = re.compile(r"\\href\s?\{[^{}]*\}\s?(?=\{)")
_URL_COMMAND: Final = re.compile(r"~?\\(?:url|path|nolinkurl)\s?\{\s*(https?://[^\s{}]+)\s*\}")
_URL_COMMAND_WITHOUT_BRACES: Final = re.compile(r"\\url(?=https?://)")
#: A URL with its target in braces, which remains of ``\href`` without the command.
_URL_WITH_TARGET: Final = re.compile(r"(https?://[^\s{}]{1,500}+)\{\s*+(https?://[^\s{}]++)\s*+\}")


def unwrap_documents(text: str) -> str:
    r"""Replace ``\documentclass … \begin{document}$$x$$\end{document}`` by ``$x$``."""
    if "\\documentclass" not in text:
        return text
    return _DOCUMENT.sub(lambda match: match[1].strip().replace("$$", "$"), text)


def expand_link_commands(text: str) -> str:
    r"""Replace ``\url{…}`` by the URL and ``\href{…}{…}`` by the text and the URL."""
    text = _HREF.sub(_format_href, text)
    text = _URL_COMMAND_WITHOUT_BRACES.sub("", _URL_COMMAND.sub(r"\1", text))
    return _URL_WITH_TARGET.sub(_merge_urls, text)


def remove_link_targets(text: str) -> str:
    r"""Replace ``\href{…}{text}`` by a command with the text alone, for titles."""
    return _LINK_TARGET.sub(r"\\mbox", text) if "\\href" in text else text


def restore_commands(text: str) -> str:
    r"""Restore the first characters of commands: ``$ imes$``, ``extit{…}``, ``ootnote{…}``.

    A program had read ``\t`` of ``\times`` as a tab and ``\f`` of ``\footnote`` as a form feed.
    """

    def restore(match: re.Match[str]) -> str:
        preceding, rest = match.groups()
        # An even number of dollars before it: outside a formula, so it is a word.
        if match.string.count("$", 0, match.end(1)) % 2 == 0:
            return match[0]
        return f"{preceding}\\{_LOST_LETTERS.get(rest, 't')}{rest}"

    if "$" in text:
        start = text.index("$")
        text = text[:start] + _BROKEN_MATH.sub(restore, text[start:])
    if "{" not in text or not any(start in text for start in _BROKEN_STARTS):
        return text
    text = _BROKEN_NOTE.sub(r"\\footnote", _BROKEN_CITE.sub(r"\\cite", text))
    return _BROKEN_STYLE.sub(lambda m: "\\emph" if m[0].endswith("mph") else "\\text", text)


def remove_notes(text: str, *, keep_urls: bool = True) -> str:
    r"""Remove ``\cite``, ``\footnote`` and similar commands.

    Call it before ``expand_link_commands``, as notes may contain URLs in commands.

    Args:
        text: a text with LaTeX.
        keep_urls: replace a footnote by the URL in it.
    """
    if "\\" not in text or not _NOTE_START.search(text):
        return text
    return _EMPTY_PARENTHESES.sub(
        "",
        _CITATION_WITHOUT_BRACES.sub(
            "", _NOTE.sub(lambda match: _format_note(match, keep_urls=keep_urls), text)
        ),
    )


def _format_note(match: re.Match[str], *, keep_urls: bool) -> str:
    """Return the replacement of a note: its URL in parentheses, ``[…]``, or nothing."""
    if match["note"]:
        url = re.search(r"https?://[^\s{}\\]+", match["inner"])
        return f" ({url[0]})" if url and keep_urls else ""
    # Labels, index entries and footnote marks print nothing.
    if "cite" not in match[0].lower():
        return ""
    preceding = match.string[max(0, match.start() - _MAX_WORD_CHARS) : match.start()]
    word = _LAST_WORD.search(preceding)
    # A citation at the start is the sentence's subject.
    is_needed = not preceding or (word is not None and word[0].lower() in _TAKING_OBJECT)
    return f"{' ' if preceding else ''}[…]" if is_needed else ""


def _format_href(match: re.Match[str]) -> str:
    target, label = match[1], match[2].rstrip()
    # A target such as ``#section`` or ``mailto:`` is of no use outside the document.
    if not target.startswith("http"):
        return label
    return target if label in {target, ""} else f"{label} ({target})"


def _merge_urls(match: re.Match[str]) -> str:
    label, target = match.groups()
    return label if label == target else f"{label} {target}"
