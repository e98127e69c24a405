"""Read a curator's note on one paper: Markdown with front matter that identifies the paper.

The front matter is YAML between lines of three hyphens, or TOML between lines of three plus signs,
with the fields that all formats share; the rest is the note. Pages of Logseq have properties
instead. If the front matter has no title, the first heading is the title; without either, the DOI
or arXiv id identifies the paper, or the file's name is its title.
``sitegen.sources.notes.signs`` tells such notes from lists, blog posts and other pages.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.bibtex.embedded import sole_entry
from sitegen.sources.fields import Record, canonical_fields, has_title, read_records
from sitegen.sources.limits import MAX_EXCERPT_CHARS, MAX_NOTE_CHARS
from sitegen.sources.notes.fields import clean_fields, inline_fields, metadata_note
from sitegen.sources.notes.front_matter import FRONT_MATTER
from sitegen.sources.notes.hugo_authors import resolve_authors
from sitegen.sources.notes.logseq import logseq_note
from sitegen.sources.notes.publication_pages import complete_fields
from sitegen.sources.notes.signs import is_paper_note
from sitegen.sources.reading import ReadResult, RecordError
from sitegen.sources.yaml_text import YamlError, load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME: Final = "note"
RANK: Final = 110

#: A level-1 heading at the start of the body; group 1 is its text without closing "#".
_HEADING: Final = re.compile(r"\A\s*+# ++([^\n]++)(?:\n|\Z)")
_CLOSING_MARKS: Final = re.compile(r"(?<! ) ++#++$")
#: A heading that links to a paper. With several of them the text is a reading list, and the front
#: matter describes the list.
_PAPER_HEADING: Final = re.compile(
    r"^#{1,6} +\[[^\n]*\]\(https?://(?:arxiv\.org|doi\.org|huggingface\.co/papers)", re.MULTILINE
)

#: Keys whose value may be the paper's entry.
_BIBTEX_KEYS: Final = frozenset({"bibtex", "bib", "citation", "cite"})


def sniff(head: str) -> bool:
    """Return True for front matter that describes one paper."""
    match = FRONT_MATTER.match(head)
    if not match and logseq_note(head):
        return True
    if not match and (note := metadata_note(head)):
        return bool({"authors", "author", "doi", "date", "item type"} & note[0].keys())
    if not match or len(_PAPER_HEADING.findall(head)) > 1:
        return False
    return is_paper_note(match[2] or match[4] or "", head[match.end() :])


def read(text: str, path: str) -> ReadResult:
    """Read one note; front matter that is not valid becomes a diagnostic with its line."""
    return read_records(_note_records(text, path), path)


def _note_records(text: str, path: str) -> Iterator[Record]:
    """Yield the one record of a note, or its error."""
    match = FRONT_MATTER.match(text)
    if not match and (note := logseq_note(text) or metadata_note(text)):
        yield _note_record(*note, 1, PurePath(path).stem)
        return
    is_toml = bool(match and match[3])
    group = 4 if is_toml else 2
    front, body = (match[group], text[match.end() :]) if match else ("", text)
    line = text.count("\n", 0, match.start(group)) + 1 if match else 1
    try:
        fields = _parse_toml(front) if is_toml else _parse_yaml(front)
    except YamlError as fault:
        # The fault's line counts from the first line of the front matter.
        offset = min(fault.line - 1, max(0, front.count("\n") - 1))
        yield _front_fault(line + offset, "YAML", str(fault), front)
    except ValueError as error:
        yield _front_fault(line, "TOML", str(error), front)
    else:
        fields["authors"], warning = resolve_authors(fields.get("authors"), path)
        record = _note_record(fields, body, line, PurePath(path).stem)
        yield record._replace(warning=warning)


def _front_fault(line: int, syntax: str, reason: str, front: str) -> Record:
    fault = RecordError(f"the front matter is not valid {syntax}: {reason}")
    return Record(line, fault, front[:MAX_EXCERPT_CHARS])


def _note_record(fields: dict[str, Any], body: str, line: int, stem: str) -> Record:
    """Return the record of a note, or the error that it is too long.

    Args:
        fields: the front matter.
        body: the text below it.
        line: 1-based line of the front matter.
        stem: the file's name without its suffix.
    """
    entry = next((v for k, v in fields.items() if k.lower() in _BIBTEX_KEYS), "")
    if isinstance(entry, str) and entry.lstrip().startswith("@"):
        # The page's own fields count: they are what its author looks at.
        page_fields = canonical_fields({key: value for key, value in fields.items() if value})
        fields = fields | {k: v for k, v in sole_entry(entry).items() if k not in page_fields}
    if not has_title(key for key, value in fields.items() if value):
        # Without a title in the front matter, the text may have all fields.
        body_fields = inline_fields(body)
        if has_title(body_fields):
            fields = {**body_fields, **{key: value for key, value in fields.items() if value}}
    fields, body = complete_fields(clean_fields(fields), body)
    heading = _HEADING.match(body)
    if heading and not has_title(key for key, value in fields.items() if value):
        fields["title"] = _CLOSING_MARKS.sub("", heading[1].rstrip())
        body = body[heading.end() :]
    known = canonical_fields(fields)
    if not known.get("title"):
        # A paper needs a title. Merging replaces an id by the title of another record.
        known["title"] = known.get("arxiv_id") or known.get("doi") or _title_of(stem)
    note = body.strip()
    excerpt = str(known["title"] or "")
    if len(note) > MAX_NOTE_CHARS:
        fault = (
            f"the note has {len(note):,} characters, over the limit of {MAX_NOTE_CHARS:,}; split it"
        )
        return Record(line, RecordError(fault), excerpt)
    return Record(line, {**known, "curator_note": note}, excerpt)


def _title_of(stem: str) -> str:
    """Return the title that a file's name is: Obsidian's notes have no other."""
    return stem if " " in stem else ""


def _parse_yaml(front: str) -> dict[str, Any]:
    """Return the keys and values of front matter; scalars stay texts as they are written.

    Raises:
        YamlError: it is not YAML, or not a mapping.
    """
    values = load_yaml(front)
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise YamlError("write one field per line, such as 'title: …'", 1)
    return {str(key): value for key, value in values.items()}


def _parse_toml(front: str) -> dict[str, Any]:
    """Return the keys and values of Hugo's other front matter.

    Raises:
        ValueError: it is not TOML.
    """
    values = tomllib.loads(front)
    return {
        key: value.isoformat() if isinstance(value, date | datetime) else value
        for key, value in values.items()
    }
