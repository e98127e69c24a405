"""BibTeX, as pybtex and bibtexparser read it."""

import calendar
import re
import warnings

import bibtexparser
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pybtex.database import parse_string

from sitegen.citation.bibtex_text import escape_bibtex
from sitegen.paper import Author, Paper
from sitegen.publish import render_export
from sitegen.publish.exports.bibtex import render
from tests.unit.citation.papers import papers
from tests.unit.publish.exports.builders import records_of

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_FIELD = re.compile(r"  (\w+) = (\{.*\}|[a-z]{3}),?", re.DOTALL)


def written(entry):
    """Return type, key and fields of an entry as our writer puts them on lines of their own.

    A field has its value in braces, or the name of a macro.
    """
    head, *lines = entry.strip().removesuffix("\n}").split(",\n  ")
    type_, _, key = head.removeprefix("@").partition("{")
    return type_, key, dict(_FIELD.fullmatch(f"  {line}").groups() for line in lines)


def name_of(person):
    """Return a name of pybtex in BibTeX's order, as it was written."""
    first = " ".join([*person.first_names, *person.middle_names])
    last = " ".join([*person.prelast_names, *person.last_names])
    jr = " ".join(person.lineage_names)
    return ", ".join(filter(None, (last, jr, first)))


@settings(suppress_health_check=list(HealthCheck), deadline=None)
@given(st.lists(papers(), min_size=1, max_size=3), st.sampled_from(["bibtex", "bibtex-abstracts"]))
def test_other_programs_read_every_field_of_any_paper(papers_, format_):
    text = b"".join(render_export(format_, records_of(papers_))).decode()
    entries = [written(entry) for entry in text.split("\n}\n\n")[:-1]]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        library = bibtexparser.parse_string(text)
        database = parse_string(text, "bibtex")
    assert not library.failed_blocks
    assert [(e.entry_type, e.key) for e in library.entries] == [e[:2] for e in entries]
    for entry, (type_, key, fields) in zip(library.entries, entries, strict=True):
        in_braces = {f.key: f.value if f.key == "month" else f"{{{f.value}}}" for f in entry.fields}
        assert in_braces == fields
        other = database.entries[key]
        assert other.type == type_
        people = {"author", "editor"}
        # pybtex joins blanks, as TeX does.
        plain = {name: " ".join(value[1:-1].split()) for name, value in fields.items()}
        if "month" in fields:
            plain["month"] = calendar.month_name[MONTHS.index(fields["month"]) + 1]
        assert dict(other.fields) == {n: v for n, v in plain.items() if n not in people}
        assert set(other.persons) == people & fields.keys()


def test_other_programs_split_names_as_we_do():
    names = ["Ada Lovelace", "Ludwig van Beethoven", "John Smith Jr.", "José Ortega y Gasset",
             "Barns and Nobel, Inc.", "王伟"]  # fmt: skip
    text = "".join(render(records_of([Paper("T", authors=tuple(map(Author, names)))])))
    (entry,) = parse_string(text, "bibtex").entries.values()
    assert list(map(name_of, entry.persons["author"])) == [
        "Lovelace, Ada", "van Beethoven, Ludwig", "Smith, Jr., John", "Ortega y Gasset, José",
        "{Barns and Nobel, Inc.}", "王伟",
    ]  # fmt: skip


def test_the_newest_entry_is_the_first():
    texts = list(
        render(records_of([Paper("Old", year=1999), Paper("No"), Paper("New", year=2020)]))
    )
    assert [re.search("{{(.*)}}", text)[1] for text in texts] == ["New", "Old", "No"]


@pytest.mark.parametrize("title", ["50% & $5_x #1 {a} ~ ^ \\input{x}"])
def test_titles_are_escaped(title):
    assert escape_bibtex(title) in "".join(render(records_of([Paper(title)])))
