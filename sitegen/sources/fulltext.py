"""What a parsed paper has beyond its head: sections with their paragraphs, and references.

Formats give plain values: a section is ``{"heading", "level", "text": [paragraphs]}``, a reference
``{"title", "authors", "year", "venue", "doi", "arxiv_id", "text"}`` with what is known.
"""

from __future__ import annotations

import re
from typing import Any, Final

from sitegen.identifiers import parse_arxiv_id, parse_doi
from sitegen.paper import Reference, Section
from sitegen.sources.people import parse_names
from sitegen.text.clean import clean_text

#: Characters of a paper's text; a book of 1,000 pages has three million.
MAX_TEXT: Final = 4_000_000
_MAX_REFERENCES: Final = 5_000
_MAX_HEADING: Final = 300
_DEEPEST: Final = 4
_YEAR: Final = re.compile(r"(?<!\d)(1[5-9]|20|21)\d\d(?!\d)")
#: Letters that a reference has at least; less is a number or a key.
_LEAST: Final = 12
_AUTHORS_SHOWN: Final = 6


def parse_sections(value: Any) -> tuple[Section, ...]:
    """Return sections in their order, up to ``MAX_TEXT`` characters; without any text, none."""
    if not isinstance(value, list):
        return ()
    sections: list[Section] = []
    room = MAX_TEXT
    for one in value:
        if not isinstance(one, dict):
            continue
        told = one.get("text")
        texts = told if isinstance(told, list | tuple) else [told]
        paragraphs = [clean_text(text[:room]) for text in texts if isinstance(text, str)]
        paragraphs = [text for text in paragraphs if text]
        heading = _plain(one.get("heading"))[:_MAX_HEADING]
        room -= sum(map(len, paragraphs))
        level = one.get("level")
        deep = min(max(level if isinstance(level, int) else 1, 1), _DEEPEST)
        if (heading or paragraphs) and room > 0:
            sections.append(Section(heading, deep, tuple(paragraphs)))
    return tuple(sections)


def text_length(value: Any) -> int:
    """Return the number of characters in the paragraphs of sections as a format gives them."""
    sections = (one for one in value if isinstance(one, dict)) if isinstance(value, list) else ()
    return sum(
        len(text)
        for one in sections
        if isinstance(one.get("text"), list)
        for text in one["text"]
        if isinstance(text, str)
    )


def parse_references(value: Any) -> tuple[Reference, ...]:
    """Return references in their order; what is only a key is none."""
    if not isinstance(value, list):
        return ()
    found = (_reference(one) for one in value[:_MAX_REFERENCES])
    return tuple(reference for reference in found if reference)


def heading_level(number: str | None) -> int:
    """Return 1 for section "3", 2 for "3.1", 1 for none."""
    return (number or "").strip(" .").count(".") + 1


def _reference(value: Any) -> Reference | None:
    if isinstance(value, str):
        value = {"text": value}
    if not isinstance(value, dict):
        return None
    title = _plain(value.get("title"))
    text = _plain(value.get("text")) or _shown(value, title)
    if sum(map(str.isalnum, text)) < _LEAST:
        return None
    told = f"{value.get('doi') or ''} {text}"
    return Reference(
        text=text,
        title=title,
        doi=parse_doi(told),
        arxiv_id=parse_arxiv_id(_plain(value.get("arxiv_id"))) or _arxiv_in(text),
    )


def _shown(value: dict[str, Any], title: str) -> str:
    """Put a reference together: authors, title, venue, year, each with its full stop."""
    names = parse_names(value.get("authors"))
    some = ", ".join(names[:_AUTHORS_SHOWN]) + (" et al" if len(names) > _AUTHORS_SHOWN else "")
    year = _YEAR.search(str(value.get("year") or ""))
    venue = ", ".join(filter(None, [_plain(value.get("venue")), year[0] if year else ""]))
    return " ".join(f"{part.rstrip('.')}." for part in (some, title, venue) if part)


def _arxiv_in(text: str) -> str | None:
    """Return the arXiv id in a reference that says that it is one."""
    place = text.lower().find("arxiv")
    return parse_arxiv_id(text[place:].replace(":", " ")) if place >= 0 else None


def _plain(value: Any) -> str:
    return clean_text(value[:10_000]) if isinstance(value, str) else ""
