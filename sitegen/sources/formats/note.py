"""A curator's note on one paper: Markdown behind front matter that says which paper it is.

The front matter is YAML between lines of three hyphens, with the fields that every format shares;
the rest is the note. A note whose front matter has no title takes its first heading; one that has
neither is known by its DOI or arXiv id. Source: https://jekyllrb.com/docs/front-matter/, which
Obsidian, Hugo and Quartz keep to.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

import yaml

from sitegen.sources.fields import Record, canonical_fields, has_title, read_records
from sitegen.sources.reading import ReadResult, RecordError

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME: Final = "note"
RANK: Final = 110

_FRONT: Final = re.compile(
    r"\A\s*---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$\n?", re.DOTALL | re.MULTILINE
)
_HEADING: Final = re.compile(r"\A\s*# +([^\n]+?)(?: +#+)?[ \t]*(?:\n|\Z)")
#: Headings that link to papers: a reading list whose front matter is its own.
_LISTED: Final = re.compile(
    r"^#{1,6} +\[[^\n]*\]\(https?://(?:arxiv\.org|doi\.org|huggingface\.co/papers)", re.MULTILINE
)
_KNOWING: Final = frozenset({"title", "doi", "arxiv_id"})
MAX_NOTE: Final = 100_000


def sniff(head: str) -> bool:
    """Claim Markdown with front matter that tells a paper, but no list of papers."""
    match = _FRONT.match(head)
    if not match or len(_LISTED.findall(head)) > 1:
        return False
    names = (line.partition(":")[0].strip() for line in match[1].splitlines() if ":" in line)
    known = canonical_fields(dict.fromkeys(names, "x"))
    return bool(known.keys() & _KNOWING) or bool(_HEADING.match(head[match.end() :]))


def read(text: str, path: str) -> ReadResult:
    """Read one note; front matter that is no YAML is a diagnostic with its line."""
    return read_records(_records(text), path)


def without_front_matter(text: str) -> str:
    """Return a text with its front matter as blank lines, so that the others keep their numbers."""
    match = _FRONT.match(text)
    return "\n" * text.count("\n", 0, match.end()) + text[match.end() :] if match else text


def _records(text: str) -> Iterator[Record]:
    match = _FRONT.match(text)
    front, body = (match[1], text[match.end() :]) if match else ("", text)
    line = text.count("\n", 0, match.start(1)) + 1 if match else 1
    try:
        fields = _parse_front(front)
    except yaml.MarkedYAMLError as error:
        place = error.problem_mark.line if error.problem_mark else 0
        place = min(place, max(0, front.count("\n") - 1))
        told = error.problem or "it can't be read"
        yield Record(line + place, RecordError(f"the front matter is no YAML: {told}"), front[:200])
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        yield Record(line, RecordError(f"the front matter is no YAML: {error}"), front[:200])
    else:
        yield _record(fields, body, line)


def _record(fields: dict[str, Any], body: str, line: int) -> Record:
    heading = _HEADING.match(body)
    if heading and not has_title(key for key, value in fields.items() if value):
        fields["title"], body = heading[1], body[heading.end() :]
    known = canonical_fields(fields)
    if not known.get("title"):
        # An id for a title: a record that knows better will have the better one.
        known["title"] = known.get("arxiv_id") or known.get("doi")
    note = body.strip()
    if len(note) > MAX_NOTE:
        fault = f"the note has {len(note):,} characters, over the limit of {MAX_NOTE:,}; split it"
        return Record(line, RecordError(fault), str(known["title"] or ""))
    return Record(line, {**known, "curator_note": note}, str(known["title"] or ""))


def _parse_front(front: str) -> dict[str, Any]:
    # An arXiv id is no number: 2410.10630 would lose its zero.
    told = yaml.load(front, Loader=_Plain)  # noqa: S506  - a SafeLoader
    if told is None:
        return {}
    if not isinstance(told, dict):
        raise yaml.YAMLError("write 'title: …', a line a field")
    return {str(key): _value(value) for key, value in told.items()}


class _Plain(yaml.SafeLoader):
    """Reads texts, lists and objects; numbers and dates stay as they are written."""


_Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.endswith((":null", ":merge"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _value(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value
