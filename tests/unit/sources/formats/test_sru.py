"""Answers of SRU."""

import pytest

from sitegen.sources.formats import sru


def read(*data):
    records = "".join(f"<record><recordData>{inner}</recordData></record>" for inner in data)
    return sru.read(
        f"<searchRetrieveResponse>\n<records>{records}</records></searchRetrieveResponse>", "x.xml"
    )


@pytest.mark.parametrize(
    ("head", "claimed"),
    [("<zs:searchRetrieveResponse xmlns:zs='x'>", True), ("<explainResponse>", False)],
)
def test_answers_are_claimed(head, claimed):
    assert sru.sniff(head) is claimed


def test_name_and_rank():
    assert (sru.NAME, sru.RANK) == ("sru", 34)


MODS = "<mods><titleInfo><title>A Title</title></titleInfo></mods>"


@pytest.mark.parametrize(
    "data",
    [
        MODS, MODS.replace("<", "&lt;"),
        '<record><datafield tag="245"><subfield code="a">A Title</subfield></datafield></record>',
        "<oai_dc:dc xmlns:oai_dc='x' xmlns:dc='y'><dc:title>A Title</dc:title></oai_dc:dc>",
    ],
)  # fmt: skip
def test_records_of_all_schemas_are_read(data):
    reading = read(data)
    assert [p.title for p in reading.papers] == ["A Title"]
    assert reading.diagnostics == ()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("", "the record is empty; search again with recordSchema=dc"),
        ("no XML", "the record is empty; search again with recordSchema=dc"),
        (
            "<isbd/>",
            "the metadata is <isbd>, which is not read; harvest with metadataPrefix=oai_dc",
        ),
    ],
)
def test_other_records_are_errors(data, message):
    (diagnostic,) = read(data).diagnostics
    assert (diagnostic.line, diagnostic.message) == (2, message)
