"""Warn about what a record has and its paper lacks, so that no field vanishes in silence."""

from __future__ import annotations

import re
import sys
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

from sitegen.errors import Diagnostic, count_of
from sitegen.sources.field_names import find_synonym
from sitegen.sources.fulltext import text_length
from sitegen.sources.limits import MAX_REFERENCES, MAX_TEXT_CHARS, omission_message
from sitegen.sources.people.authors import unread_authors
from sitegen.sources.people.placeholders import is_no_value
from sitegen.sources.values.dates import date_fault, date_text, date_value, field_year, parse_count
from sitegen.sources.values.keywords import unread_keywords

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.paper import Paper

_YEAR_EXCERPT_CHARS: Final = 20
_VALUE_EXCERPT_CHARS: Final = 40
#: A longer date is a text.
_MAX_CACHED_CHARS: Final = 100
#: Fields with several values -> what yields those that were not understood, the noun of one value.
_LISTS: Final = {"authors": (unread_authors, "author"), "keywords": (unread_keywords, "keyword")}
#: Characters of a number of upvotes; longer ones are not read.
_MAX_COUNT_CHARS: Final = 14
#: Known fields whose value may be in a form that is not understood.
_CHECKED_FIELDS: Final = ("authors", "venue", "doi", "arxiv_id", "date", "language", "keywords")
#: Parts of an unknown field's name -> the field that it may hold.
_LOOKS_LIKE: Final = (
    (re.compile(r"author|creator|contributor"), "authors"),
    (re.compile(r"journal|venue|booktitle|conference"), "venue"),
    (re.compile(r"doi"), "doi"),
    (re.compile(r"arxiv"), "arxiv_id"),
)
#: Fields about authors and venues that name none: counts, addresses, volumes, marks.
_DETAIL: Final = re.compile(
    r"(?:ids?|count|counts|number|numbers|num|index|position|rank|volume|issue|issn|eissn|isbn|pages?|"
    r"urls?|links?|emails?|address|addresses|affiliations?|orcids?|date|year|location|place|country|"
    r"city|type|types|abbreviation|abbrev|iso|sort|order|version|category|class|license|"
    r"truncated|reported|allowed|confirmed|keywords?|tags?|notes?|comments?|slug|rating|primaryclass)$"
    r"|^(?:is|has|no|num|n|count|total|number|corresponding|citing|reprint)(?=[a-z])"
)
_DATE_FAULTS: Final = {
    "impossible": "is in no calendar",
    "ambiguous": "has no certain order of day and month",
}
#: Codes of ISO 639-2 that name no language, and what programs write for several.
_NO_LANGUAGES: Final = frozenset({"mul", "und", "zxx", "mis", "multiple", "multilingual", "other"})
_WORD: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")


class FieldFaults:
    """Fields of one source that were not understood, counted by their names."""

    def __init__(self) -> None:
        # (field, the source's name or "") -> the first record's line and title, value, count
        self._faults: dict[tuple[str, str], list[Any]] = {}

    def check(
        self, fields: Mapping[str, Any], known: Mapping[str, Any], paper: Paper, line: int
    ) -> None:
        """Count what a record has and its paper lacks.

        Args:
            fields: the fields under the source's names.
            known: the known ones under ours.
            paper: the paper that was built of them.
            line: 1-based line of the record.
        """
        for name in _CHECKED_FIELDS:
            if name in known and not getattr(paper, name) and _is_missing(name, known, paper):
                self._add(name, name, known[name], paper, line)
        if not paper.date and (fault := _date_fault(known.get("date"))):
            self._add(fault, fault, known["date"], paper, line)
        self._check_lists(known, paper, line)
        for key, name in _suspects(tuple(fields)):
            if not getattr(paper, name) and _holds_text(fields[key]):
                self._add(name, key, fields[key], paper, line)

    def _check_lists(self, known: Mapping[str, Any], paper: Paper, line: int) -> None:
        for name, (unread, noun) in _LISTS.items():
            # Where all are missing, the field as a whole is reported.
            if (values := getattr(paper, name)) and _count(known.get(name)) > len(values):
                for value in unread(known[name]):
                    self._add(noun, noun, value, paper, line)

    def diagnostics(self, path: str) -> Iterator[Diagnostic]:
        """Yield one warning per field."""
        for (name, key), (line, title, value, count) in self._faults.items():
            more = f" (in {count_of(count, 'record')})" if count > 1 else ""
            message = (
                f"date “{value}” {_DATE_FAULTS[name]}; its year alone was taken{more}"
                if name in _DATE_FAULTS
                else f"{_noun(name)} “{value}” was not understood and was left out{more}"
                if name == key
                else f"field “{key}” was not understood{more}; if it holds the {_noun(name)}, name "
                f"it in sitegen.toml: [columns] {name} = {key!r}"
            )
            yield Diagnostic(path, line, title, message, severity="warning")

    def _add(self, name: str, key: str, value: object, paper: Paper, line: int) -> None:
        fault = self._faults.get((name, key))
        if fault is None:
            value = date_text(value) if name in _DATE_FAULTS else value
            excerpt = " ".join(str(value)[:_VALUE_EXCERPT_CHARS].split())
            self._faults[name, key] = [line, paper.title, excerpt, 1]
        else:
            fault[-1] += 1


def omissions(known: Mapping[str, Any]) -> Iterator[str]:
    """Yield a message for each value of one record that was left out or cut."""
    year = known.get("year")
    if year is not None and field_year(year) is None:
        excerpt = " ".join(str(year)[:_YEAR_EXCERPT_CHARS].split())
        yield f"year '{excerpt}' is not four digits and was left out; write \"year\": 2024"
    if "sections" in known:
        length = text_length(known["sections"])
        if length > MAX_TEXT_CHARS:
            yield (
                f"the text has {length:,} characters; those after {MAX_TEXT_CHARS:,} were left out"
            )
    references = known.get("references")
    if isinstance(references, list) and len(references) > MAX_REFERENCES:
        yield omission_message("references", len(references), MAX_REFERENCES)
    upvotes = known.get("upvotes")
    # A number of thousands of digits is infinite.
    if upvotes is not None and parse_count(upvotes) is None and _is_large(upvotes):
        yield "the number of upvotes is too large and was left out"


def _is_large(value: object) -> bool:
    text = str(value)
    return text == "inf" or (len(text) > _MAX_COUNT_CHARS and text.strip()[:1].isdigit())


def _date_fault(value: object) -> str:
    """Return what ``date_fault`` says of a date; the dates of a file repeat."""
    if isinstance(value, str):
        return _fault_in(value) if len(value) <= _MAX_CACHED_CHARS else ""
    return date_fault(date_value(value)) if value else ""


_fault_in: Final = lru_cache(maxsize=1 << 12)(date_fault)


def _is_missing(name: str, known: Mapping[str, Any], paper: Paper) -> bool:
    """Return whether a field's value is in no form that is known."""
    if name == "date":
        # "2024" and "Oct. 2024" are no days, but they give the year; a faulty year has its warning.
        return not paper.year and "year" not in known
    if name == "language" and str(known[name]).strip().lower() in _NO_LANGUAGES:
        return False
    if name == "authors":
        return any(unread_authors(known[name]))
    return _holds_text(known[name])


def _count(value: object) -> int:
    """Return the number of a value's items; of a nested list that may hold more, a large one.

    Some sources list each author twice: equal texts count once.
    """
    if isinstance(value, list | tuple):
        if set(map(type, value)) == {str}:
            return len(set(value))
        is_nested = any(isinstance(item, list | tuple) for item in value)
        texts = [item for item in value if isinstance(item, str)]
        return sys.maxsize if is_nested else len(value) - len(texts) + len(set(texts))
    return sys.maxsize if isinstance(value, dict) else 0


def _holds_text(value: object, depth: int = 0) -> bool:
    """Return whether a value has a letter or a digit; numbers, truth values, "N/A" say nothing."""
    if isinstance(value, str):
        return any(map(str.isalnum, value)) and not is_no_value(value)
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple) and depth < len("ab"):
        return any(_holds_text(item, depth + 1) for item in value)
    return False


@lru_cache(maxsize=1_000)
def _suspects(keys: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return (key, our field) for unknown keys that look like people, venues or identifiers."""
    return tuple((key, name) for key in keys if (name := _suspected_field(key)))


@cache
def _suspected_field(key: str) -> str:
    letters = "".join(word.lower() for word in _WORD.findall(key))
    if find_synonym(key) is not None or (_DETAIL.search(letters) and "doi" not in letters):
        return ""
    return next((name for pattern, name in _LOOKS_LIKE if pattern.search(letters)), "")


def _noun(name: str) -> str:
    return {"doi": "DOI", "arxiv_id": "arXiv id"}.get(name, name)
