"""BibTeXML."""

import pytest

from sitegen.sources.formats import bibtexml


def paper(inner):
    text = (
        '<bibtex:file xmlns:bibtex="http://bibtexml.sf.net/">\n<bibtex:entry id="k">'
        f"<bibtex:article><bibtex:title>T</bibtex:title>{inner}</bibtex:article></bibtex:entry>"
        "</bibtex:file>"
    )
    reading = bibtexml.read(text, "x.xml")
    assert reading.diagnostics == ()
    (only,) = reading.papers
    return only


@pytest.mark.parametrize(
    ("head", "claimed"),
    [
        ('<bibtex:file xmlns:bibtex="http://bibtexml.sf.net/">', True), ("<file>", False),
        ("<files xmlns='bibtexml'>", False),
    ],
)  # fmt: skip
def test_files_are_claimed(head, claimed):
    assert bibtexml.sniff(head) is claimed


def test_name_and_rank():
    assert (bibtexml.NAME, bibtexml.RANK) == ("bibtexml", 28)


@pytest.mark.parametrize(
    "authors",
    [
        "<bibtex:author>Lee, Ann and Ng, Bo</bibtex:author>",
        "<bibtex:author>Ann Lee</bibtex:author><bibtex:author>Bo Ng</bibtex:author>",
        (
            "<bibtex:author><bibtex:person>Ann Lee</bibtex:person><bibtex:person>Bo Ng</bibtex:person>"
            "</bibtex:author>"
        ),
    ],
)
def test_authors_stand_in_one_element_or_in_many(authors):
    assert [author.name for author in paper(authors).authors] == ["Ann Lee", "Bo Ng"]


def test_the_other_fields():
    entry = paper(
        "<bibtex:journal>J</bibtex:journal><bibtex:year>2012</bibtex:year><bibtex:month>4 May"
        "</bibtex:month><bibtex:doi>10.1000/1</bibtex:doi>"
    )
    assert (entry.venue, entry.year, entry.date) == ("J", 2012, "2012-05-04")
    assert (entry.doi, entry.source_id) == ("10.1000/1", "k")


def test_entries_are_read_as_those_of_bibtex():
    text = (
        '<bibtex:file xmlns:bibtex="http://bibtexml.sf.net/"><bibtex:entry id="a"><bibtex:book>'
        "<bibtex:title>Tides</bibtex:title><bibtex:author>Lee, Ann</bibtex:author>"
        "<bibtex:publisher>Quay</bibtex:publisher></bibtex:book></bibtex:entry><bibtex:entry>"
        "<bibtex:proceedings><bibtex:title>P</bibtex:title></bibtex:proceedings></bibtex:entry>"
        "</bibtex:file>"
    )
    reading = bibtexml.read(text, "x.xml")
    (book,) = reading.papers
    assert (book.kind, book.publisher, book.venue) == ("book", "Quay", "Quay")
    assert [d.message for d in reading.diagnostics] == [
        "is an entry of type proceedings, no paper; leave it out"
    ]
