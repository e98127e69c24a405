"""RefWorks' tagged text."""

import pytest

from sitegen.sources.formats import refworks


@pytest.mark.parametrize(
    ("head", "claimed"),
    [("RT Journal Article\nT1 T\n", True), ("RT is a tag\nof a text\n", False), ("T1 T\n", False)],
)
def test_a_type_and_a_tag_are_claimed(head, claimed):
    assert refworks.sniff(head) is claimed


def test_a_record_has_its_fields():
    reading = refworks.read(
        "RT Journal Article\nA1 Roe,Jana\nA1 Poe,Max\nT1 Walls of\nwool\nJF Walls\nYR 2019\nFD 2019\n"
        "VO 12\nIS 3\nSP 101\nOP 109\nK1 wool\nDO 10.99777/w.1\nOL English\n\nRT Book\nT1 B\nPB P\n",
        "x",
    )
    only, book = reading.papers
    assert (only.title, [a.name for a in only.authors]) == (
        "Walls of wool",
        ["Jana Roe", "Max Poe"],
    )
    assert (only.venue, only.volume, only.issue, only.pages) == ("Walls", "12", "3", "101-109")
    assert (only.year, only.doi, only.language) == (2019, "10.99777/w.1", "en")
    assert (book.title, book.venue, book.origins[0].line) == ("B", "P", 17)
    assert reading.diagnostics == ()


def test_the_form_of_cnki_is_read():
    text = "RT Journal Article\nA1 余清;朱远山\nT1 羊毛墙\nYR 2009\nvo 29\nOP 94-98\nLA 中文;\n"
    (only,) = refworks.read(text, "x").papers
    assert [a.name for a in only.authors] == ["余清", "朱远山"]
    assert (only.volume, only.pages, only.language) == ("29", "94-98", "zh")
