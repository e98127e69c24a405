"""Read a curator's note on one paper: Markdown with front matter that identifies the paper.

The front matter is YAML between lines of three hyphens, with the fields that all formats share; the
rest is the note. If the front matter has no title, the first heading is the title; without either,
the DOI or arXiv id identifies the paper.
Source: https://jekyllrb.com/docs/front-matter/, which Obsidian, Hugo and Quartz follow.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

import yaml

from sitegen.sources.fields import Record, canonical_fields, has_title, read_records
from sitegen.sources.limits import MAX_EXCERPT_CHARS
from sitegen.sources.reading import ReadResult, RecordError

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME: Final = "note"
RANK: Final = 110

#: Group 1 is the YAML, with the line end after its last line. YAML's "..." may end it too.
_FRONT_MATTER: Final = re.compile(
    r"\A\s*---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$\n?", re.DOTALL | re.MULTILINE
)
#: A level-1 heading at the start of the body; group 1 is its text without closing "#".
_HEADING: Final = re.compile(r"\A\s*# +([^\n]+?)(?: +#+)?[ \t]*(?:\n|\Z)")
#: A heading that links to a paper. With several of them the text is a reading list, and the front
#: matter describes the list.
_PAPER_HEADING: Final = re.compile(
    r"^#{1,6} +\[[^\n]*\]\(https?://(?:arxiv\.org|doi\.org|huggingface\.co/papers)", re.MULTILINE
)
_IDENTIFYING_FIELDS: Final = frozenset({"title", "doi", "arxiv_id"})
MAX_NOTE_CHARS: Final = 100_000


def sniff(head: str) -> bool:
    """Return True for front matter that identifies one paper, itself or by a heading below it."""
    match = _FRONT_MATTER.match(head)
    if not match or len(_PAPER_HEADING.findall(head)) > 1:
        return False
    # Names of keys are enough here: YAML is parsed when the text is read.
    names = (line.partition(":")[0].strip() for line in match[1].splitlines() if ":" in line)
    # "x" stands for any value, since empty ones are dropped.
    known = canonical_fields(dict.fromkeys(names, "x"))
    return bool(known.keys() & _IDENTIFYING_FIELDS) or bool(_HEADING.match(head[match.end() :]))


def read(text: str, path: str) -> ReadResult:
    """Read one note; front matter that is not valid YAML becomes a diagnostic with its line."""
    return read_records(_note_records(text), path)


def without_front_matter(text: str) -> str:
    """Return a text with blank lines in place of its front matter, to keep the line numbers."""
    match = _FRONT_MATTER.match(text)
    return "\n" * text.count("\n", 0, match.end()) + text[match.end() :] if match else text


def _note_records(text: str) -> Iterator[Record]:
    """Yield the one record of a note, or its error."""
    match = _FRONT_MATTER.match(text)
    front, body = (match[1], text[match.end() :]) if match else ("", text)
    line = text.count("\n", 0, match.start(1)) + 1 if match else 1
    try:
        fields = _parse_front_matter(front)
    except yaml.MarkedYAMLError as error:
        # The mark counts lines from 0, and may be behind the last line.
        offset = error.problem_mark.line if error.problem_mark else 0
        offset = min(offset, max(0, front.count("\n") - 1))
        yield _yaml_fault(line + offset, error.problem or "it can't be read", front)
    # Deep nesting exhausts the stack; an impossible date is a ValueError.
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        yield _yaml_fault(line, str(error), front)
    else:
        yield _note_record(fields, body, line)


def _yaml_fault(line: int, reason: str, front: str) -> Record:
    fault = RecordError(f"the front matter is not valid YAML: {reason}")
    return Record(line, fault, front[:MAX_EXCERPT_CHARS])


def _note_record(fields: dict[str, Any], body: str, line: int) -> Record:
    """Return the record of a note, or the error that it is too long.

    Args:
        fields: the front matter.
        body: the text below it.
        line: 1-based line of the front matter.
    """
    heading = _HEADING.match(body)
    if heading and not has_title(key for key, value in fields.items() if value):
        fields["title"], body = heading[1], body[heading.end() :]
    known = canonical_fields(fields)
    if not known.get("title"):
        # A paper needs a title. Merging replaces an id by the title of another record.
        known["title"] = known.get("arxiv_id") or known.get("doi")
    note = body.strip()
    excerpt = str(known["title"] or "")
    if len(note) > MAX_NOTE_CHARS:
        fault = (
            f"the note has {len(note):,} characters, over the limit of {MAX_NOTE_CHARS:,}; split it"
        )
        return Record(line, RecordError(fault), excerpt)
    return Record(line, {**known, "curator_note": note}, excerpt)


def _parse_front_matter(front: str) -> dict[str, Any]:
    """Return the keys and values of front matter; scalars stay texts as they are written.

    Raises:
        yaml.YAMLError: it is not YAML, or not a mapping.
    """
    # As a number, the arXiv id 2410.10630 would lose its last zero.
    values = yaml.load(front, Loader=_TextLoader)  # noqa: S506  - a SafeLoader
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise yaml.YAMLError("write one field per line, such as 'title: …'")
    return {str(key): _iso_text(value) for key, value in values.items()}


class _TextLoader(yaml.SafeLoader):
    """Load texts, lists and mappings; numbers, booleans and dates stay texts."""


# Resolvers turn unquoted scalars into other types, by their first character. Only those for null
# and for merge keys ("<<") remain.
_TextLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.endswith((":null", ":merge"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _iso_text(value: Any) -> Any:
    # An explicit tag (!!timestamp 2024-10-07) makes a date even so.
    return value.isoformat() if isinstance(value, date | datetime) else value
