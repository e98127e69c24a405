"""Build the sections and references of a parsed paper.

Formats give plain values: a section is ``{"heading", "level", "text": [paragraphs]}``, a reference
``{"title", "authors", "year", "venue", "doi", "arxiv_id", "text"}``; any key may be missing.
"""

from __future__ import annotations

import re
from typing import Any, Final

from sitegen.identifiers import parse_arxiv_id, parse_doi
from sitegen.paper import Reference, Section
from sitegen.sources.limits import MAX_REFERENCES, MAX_TEXT_CHARS
from sitegen.sources.people.authors import parse_names
from sitegen.text.clean import clean_name, clean_text

_MAX_HEADING_CHARS: Final = 300
#: Limit for a field of a reference, before it is cleaned.
_MAX_FIELD_CHARS: Final = 10_000
_MAX_CACHED_CHARS: Final = 200
#: Levels of headings that pages show.
_MAX_LEVEL: Final = 4
#: Works are cited from 1500 to 2199; ``(?<!\d)`` and ``(?!\d)`` keep longer numbers out.
_YEAR: Final = re.compile(r"(?<!\d)(1[5-9]|20|21)\d\d(?!\d)")
#: A text with fewer letters and digits is a number or a citation key, not a reference.
_MIN_REFERENCE_LETTERS: Final = 12
#: Authors of a reference before "et al".
_MAX_AUTHORS: Final = 6


def parse_sections(value: Any) -> tuple[Section, ...]:
    """Return sections in their order, up to ``MAX_TEXT_CHARS`` characters in total.

    Sections with neither heading nor text are left out, and so is all that is no list of objects.
    """
    if not isinstance(value, list):
        return ()
    sections: list[Section] = []
    remaining_chars = MAX_TEXT_CHARS
    for item in value:
        if not isinstance(item, dict) or not remaining_chars:
            continue
        text = item.get("text")
        raw_paragraphs = text if isinstance(text, list | tuple) else [text]
        paragraphs = []
        for raw in raw_paragraphs:
            # Cut before cleaning: no paragraph needs more than what remains of the whole text.
            paragraph = clean_text(raw[:remaining_chars]) if isinstance(raw, str) else ""
            if paragraph:
                paragraphs.append(paragraph)
                remaining_chars = max(0, remaining_chars - len(paragraph))
        heading = _clean_field(item.get("heading"))[:_MAX_HEADING_CHARS]
        if heading or paragraphs:
            sections.append(Section(heading, _clamp_level(item.get("level")), tuple(paragraphs)))
    return tuple(sections)


def _clamp_level(value: Any) -> int:
    """Return a heading's level from 1 to ``_MAX_LEVEL``; 1 if it is no integer."""
    return min(max(value if isinstance(value, int) else 1, 1), _MAX_LEVEL)


def text_length(value: Any) -> int:
    """Return the number of characters in the paragraphs of sections as a format gives them."""
    items = value if isinstance(value, list) else ()
    texts = (item.get("text") for item in items if isinstance(item, dict))
    return sum(
        len(paragraph)
        for text in texts
        if isinstance(text, list)
        for paragraph in text
        if isinstance(paragraph, str)
    )


def parse_references(value: Any) -> tuple[Reference, ...]:
    """Return the first ``MAX_REFERENCES`` references, without those that are only a key."""
    if not isinstance(value, list):
        return ()
    references = map(_parse_reference, value[:MAX_REFERENCES])
    return tuple(reference for reference in references if reference)


def heading_level(number: str | None) -> int:
    """Return 1 for section "3" or no number, 2 for "3.1", and so on."""
    return (number or "").strip(" .").count(".") + 1


def _parse_reference(value: Any) -> Reference | None:
    if isinstance(value, str):
        value = {"text": value}
    if not isinstance(value, dict):
        return None
    title = _clean_field(value.get("title"))
    text = _clean_field(value.get("text")) or _format_reference(value, title)
    # The first words of nearly all references have enough letters.
    is_short = sum(map(str.isalnum, text[: 2 * _MIN_REFERENCE_LETTERS])) < _MIN_REFERENCE_LETTERS
    if is_short and sum(map(str.isalnum, text)) < _MIN_REFERENCE_LETTERS:
        return None
    return Reference(
        text=text,
        title=title,
        # The field comes first, so that it wins over a DOI in the text.
        doi=parse_doi(f"{value.get('doi') or ''} {text}"),
        arxiv_id=parse_arxiv_id(_clean_field(value.get("arxiv_id"))) or _find_arxiv_id(text),
    )


def _format_reference(value: dict[str, Any], title: str) -> str:
    """Return "Ann Lee, Bo Roe. Title. Venue, 2015." of the parts that a reference has."""
    names = parse_names(value.get("authors"))
    authors = ", ".join(names[:_MAX_AUTHORS]) + (" et al" if len(names) > _MAX_AUTHORS else "")
    year = _YEAR.search(str(value.get("year") or ""))
    venue = ", ".join(filter(None, [_clean_venue(value.get("venue")), year[0] if year else ""]))
    # A title may end in its own full stop.
    return " ".join(f"{part.rstrip('.')}." for part in (authors, title, venue) if part)


def _find_arxiv_id(text: str) -> str | None:
    """Return the arXiv id after the word "arXiv"; other numbers of that form are pages or years."""
    start = text.lower().find("arxiv")
    # "arXiv:1412.6980" and "arXiv preprint 1412.6980" both have blanks around the id then.
    return parse_arxiv_id(text[start:].replace(":", " ")) if start >= 0 else None


def _clean_venue(value: Any) -> str:
    """Return a field that others repeat, which the cache has."""
    is_short = isinstance(value, str) and len(value) <= _MAX_CACHED_CHARS
    return clean_name(value) if is_short else _clean_field(value)


def _clean_field(value: Any) -> str:
    return clean_text(value[:_MAX_FIELD_CHARS]) if value and isinstance(value, str) else ""
