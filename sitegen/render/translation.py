"""Put the texts of a language into the theme's templates, scripts and styles.

MkDocs' environment has no gettext, and scripts on file:// can't read a catalogue. So the theme has
its texts as calls in English, such as ``gettext("Search")``, and a project gets a copy of the theme
in which literals stand for the calls:

- ``gettext("Search")``, also as the content of a style;
- ``ngettext("{n} paper", "{n} papers", count)``, in scripts, where ``count`` is a name;
- ``gettext.locale``, in scripts, for numbers and dates.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sitegen.locale import Texts

_LITERAL: Final = r'"(?:[^"\\\n]|\\.)*+"'
_CALL: Final = re.compile(
    rf"\bgettext(?:\(({_LITERAL})\)|\.locale\b)"
    rf"|\bngettext\(({_LITERAL}),\s++({_LITERAL}), ([\w.]++)\)"
)
SUFFIXES: Final = frozenset({".css", ".html", ".js", ".xml"})


def translate_theme(folder: Path, texts: Texts) -> None:
    """Replace the calls in all templates and scripts of a theme."""
    for path in folder.rglob("*"):
        if path.suffix in SUFFIXES and path.is_file():
            text = path.read_text("utf-8")
            translated = translate_source(text, texts)
            if translated != text:
                path.write_text(translated, encoding="utf-8", newline="\n")


def translate_source(source: str, texts: Texts) -> str:
    """Return a template or a script with literals in place of the calls."""

    def translate(match: re.Match[str]) -> str:
        message, singular, plural, count = match.groups()
        if singular:
            forms = texts.forms(json.loads(singular), json.loads(plural))
            rule = re.sub(r"\bn\b", count, texts.plural_rule)
            return f"{_literal(forms)}[+({rule})]"
        return _literal(texts.gettext(json.loads(message)) if message else texts.language)

    return _CALL.sub(translate, source)


def find_messages(source: str) -> Iterator[tuple[int, str, str]]:
    """Yield line, message and plural, or "", of the calls in a template or a script."""
    for match in _CALL.finditer(source):
        message, plural = match[1] or match[2], match[3]
        if message:
            line = source.count("\n", 0, match.start()) + 1
            yield line, json.loads(message), json.loads(plural) if plural else ""


def _literal(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
