"""Front matter: YAML between lines of three hyphens, or TOML between lines of plus signs.

Source: https://jekyllrb.com/docs/front-matter/, which Obsidian, Hugo and Quartz follow.
"""

from __future__ import annotations

import re
from typing import Final

#: Group 2 is YAML between lines of hyphens, which "..." may end too; group 4 is TOML between lines
#: of plus signs.
FRONT_MATTER: Final = re.compile(
    r"\A\s*(?:(---)[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$\n?"
    r"|(\+\+\+)[ \t]*\n(.*?)^\+\+\+[ \t]*$\n?)",
    re.DOTALL | re.MULTILINE,
)
#: A line of a further document of YAML, below comments, or of a further labelled record.
_FIELD_LINE: Final = re.compile(
    r"(?:#[^\n]*\n)*+\s*(?:-[ \t]+)?[\"'*]*[^\W\d][\w ()/-]{0,30}[\"'*]*[:：](?!//)"
)


def has_page_below(head: str) -> bool:
    """Return whether a text is front matter with a page below it, not YAML documents."""
    match = FRONT_MATTER.match(head)
    body = head[match.end() :].lstrip() if match else ""
    return bool(body) and not body.startswith("---") and not _FIELD_LINE.match(body)


def without_front_matter(text: str) -> str:
    """Return a text with blank lines in place of its front matter, to keep the line numbers."""
    match = FRONT_MATTER.match(text)
    return "\n" * text.count("\n", 0, match.end()) + text[match.end() :] if match else text
