"""authors.toml: the authors of a collection, as its curator wants them.

One line per name as it is printed, or per ORCID iD. sitegen reads the file and never writes it.

    "J. Smith" = "John Smith"                     # join: the papers are on the page of John Smith
    "Jane Roe" = { rename = "John Roe" }          # the new name takes the place of the former
    "Jo Doe" = { rename = "Jo Poe", trace = false }    # nothing is left of the former name
    "Wei Wang" = { split = { "0000-0002-1825-0097" = ["paper-id"], vision = ["paper-id"] } }
    "Ada Lovelace" = false                        # hide: no page and no links
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sitegen.config.load import read_text
from sitegen.config.topics import check_lines, find_key_lines, parse_toml, plain_name
from sitegen.errors import Diagnostic
from sitegen.identifiers import parse_orcid
from sitegen.paper import AuthorRules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sitegen.paper import Entry

_FORM: Final = 'must be "Name", false, { rename = "Name" } or { split = { label = ["paper id"] } }'
_LABEL: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MAX_LABEL_CHARS: Final = 40
_ORCID_FORM: Final = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")


@dataclass(slots=True)
class _Draft:
    """The rules of a file while it is parsed."""

    joined: dict[str, str] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)
    untraced: set[str] = field(default_factory=set)
    parts: dict[tuple[str, str], str] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)

    def add(self, name: str, value: Any) -> str | None:
        """Add a line of the file; return what is wrong with it, or None."""
        if value is False:
            self.hidden.add(name)
            return None
        if isinstance(value, str):
            self.joined[name] = target = plain_name(value)
            return _find_name_fault(target) or ("is joined to itself" if target == name else None)
        if not isinstance(value, dict):
            return _FORM
        if "split" in value and len(value) == 1:
            return self._split(name, value["split"])
        if "rename" in value and value.keys() <= {"rename", "trace"}:
            return self._rename(name, value["rename"], trace=value.get("trace", True))
        return _FORM

    def _rename(self, name: str, target: Any, *, trace: Any) -> str | None:
        if not isinstance(target, str) or _find_name_fault(plain_name(target)):
            return "rename must be a name in quotes"
        if not isinstance(trace, bool):
            return "trace must be true or false"
        if _ORCID_FORM.fullmatch(name) or _ORCID_FORM.fullmatch(plain_name(target)):
            return "only a name can be changed; an ORCID iD stays"
        self.renamed[name] = plain_name(target)
        if not trace:
            self.untraced.add(name)
        return None

    def _split(self, name: str, parts: Any) -> str | None:
        if not isinstance(parts, dict) or not parts:
            return 'split must be a table, such as { label = ["paper id"] }'
        for label, ids in parts.items():
            if not isinstance(ids, list) or not all(isinstance(paper_id, str) for paper_id in ids):
                return f"{label} must be a list of ids of papers in quotes"
            if fault := _find_label_fault(label):
                return f"{label}: {fault}"
            for paper_id in ids:
                if (name, paper_id) in self.parts:
                    return f"the paper {paper_id} is in two parts"
                self.parts[name, paper_id] = label
        return None


@dataclass(frozen=True, slots=True)
class AuthorsFile:
    """The curator's authors as a build read them.

    Attributes:
        path: of the file; None if the settings name none, or if there is no such file.
        text: what was read.
        rules: the parsed text.
    """

    path: Path | None = None
    text: str = ""
    rules: AuthorRules = field(default_factory=AuthorRules)

    @classmethod
    def read(cls, path: Path | None) -> AuthorsFile:
        """Read an authors file; a missing one has no rules.

        Raises:
            ConfigError: the file can't be read, or has faults.
        """
        if path is None or not path.is_file():
            return cls()
        text = read_text(path)
        return cls(path, text, parse_authors(text, path))

    def unused(self, entries: Iterable[Entry]) -> list[Diagnostic]:
        """Return a warning for each line that no paper agrees with.

        Args:
            entries: the papers as the sources have them, before names are changed.
        """
        known: set[str] = set()
        written: set[tuple[str, str]] = set()
        for entry in entries:
            for author in entry.paper.authors:
                known.update((author.name, author.orcid or ""))
                written.add((author.name, entry.id))
        known.update(self.rules.renamed[name] for name in known & self.rules.renamed.keys())
        lines = find_key_lines(self.text)
        return [
            Diagnostic(str(self.path), lines.get(name, 1), "", message, "warning")
            for name, message in self._faults(known, written)
        ]

    def _faults(self, known: set[str], written: set[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        """Yield name and fault of each unused line."""
        rules = self.rules
        for name in (*rules.joined, *rules.renamed, *sorted(rules.hidden)):
            if name not in known:
                yield name, f"{name}: no paper has this author"
        for name, paper_id in rules.parts:
            if (name, paper_id) not in written:
                yield name, f"{name}: there is no paper {paper_id} of this author"


def parse_authors(text: str, path: Path) -> AuthorRules:
    """Parse the text of an authors.toml.

    Raises:
        ConfigError: it has faults; the message lists all of them with lines.
    """
    table = parse_toml(text, path)
    draft = _Draft()
    faults: list[tuple[str, str]] = []
    for key, value in table.items():
        name = plain_name(key)
        fault = _find_name_fault(name) or draft.add(name, value)
        if fault:
            faults.append((key, fault))
    faults += _find_chains(draft)
    check_lines(faults, text, path)
    return AuthorRules(
        {name: _follow(draft.joined, name) for name in draft.joined},
        draft.renamed,
        frozenset(draft.untraced),
        draft.parts,
        frozenset(draft.hidden),
    )


def _find_chains(draft: _Draft) -> Iterator[tuple[str, str]]:
    """Yield name and fault of each join that returns to its start, and of contradictions."""
    for name in draft.joined:
        target = _follow(draft.joined, name)
        if target in draft.joined:
            yield name, "the joins lead back to this name; leave one of them out"
        if target in draft.hidden:
            yield name, f"is joined to {target}, which is hidden"
        if target in draft.renamed:
            yield name, f"is joined to {target}, which is changed to {draft.renamed[target]}"
    for name, target in draft.renamed.items():
        if target in draft.renamed:
            yield name, f"is changed to {target}, which is changed too; write the last name"


def _follow(joined: dict[str, str], name: str) -> str:
    """Return the last name of a chain of joins, or a name of the circle that it ends in."""
    seen: set[str] = set()
    while name in joined and name not in seen:
        seen.add(name)
        name = joined[name]
    return name


def _find_name_fault(name: str) -> str | None:
    if not name:
        return "the name is empty"
    is_wrong = _ORCID_FORM.fullmatch(name) and not parse_orcid(name)
    return f"{name} is not an ORCID iD: its check digit is wrong" if is_wrong else None


def _find_label_fault(label: str) -> str | None:
    if _ORCID_FORM.fullmatch(label):
        return _find_name_fault(label)
    if not _LABEL.fullmatch(label):
        return "is neither an ORCID iD nor a label of a-z, 0-9 and single hyphens"
    if len(label) > _MAX_LABEL_CHARS:
        return f"has {len(label)} characters; a label can have {_MAX_LABEL_CHARS}"
    return None
