"""The registry of export formats."""

import pytest

from sitegen.publish import Records, export_names, load_exports, render_export
from tests.unit.pages.builders import paper

NAMES = ["bibtex", "bibtex-abstracts", "csl", "csv", "jsonl", "parquet", "ris", "sqlite"]


def test_the_names_of_the_exports():
    assert export_names() == NAMES


def test_suffixes_are_distinct():
    assert len({export.suffix for export in load_exports().values()}) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_an_export_is_found_by_its_name_and_gives_equal_bytes(name):
    records = Records.of([paper("a"), paper("b")])
    data = b"".join(render_export(name, records))
    assert data
    assert b"".join(render_export(name, records)) == data


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_collection_can_be_exported(name):
    assert isinstance(b"".join(render_export(name, Records.of([]))), bytes)


def test_an_unknown_name_is_a_key_error():
    with pytest.raises(KeyError):
        list(render_export("nonsense", Records.of([])))


@pytest.mark.parametrize("name", NAMES)
def test_what_utf_8_can_t_hold_is_a_question_mark(name):
    records = Records.of([paper("a", title="Deep \ud800 hats")])
    data = b"".join(render_export(name, records))
    assert b"\xed\xa0\x80" not in data
