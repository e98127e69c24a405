"""The bibliography of Word."""

import pytest

from sitegen.sources.formats import word_sources

NAMESPACE = 'xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography"'


def paper(inner):
    text = f"<b:Sources {NAMESPACE}>\n<b:Source><b:Title>T</b:Title>{inner}</b:Source></b:Sources>"
    reading = word_sources.read(text, "x.xml")
    assert reading.diagnostics == ()
    (only,) = reading.papers
    return only


@pytest.mark.parametrize(
    ("head", "claimed"),
    [
        (f"<b:Sources {NAMESPACE}>", True),
        ("<Sources>", False),
        ("<sources bibliography=''>", False),
    ],
)
def test_sources_of_office_are_claimed(head, claimed):
    assert word_sources.sniff(head) is claimed


def test_name_and_rank():
    assert (word_sources.NAME, word_sources.RANK) == ("word-sources", 27)


def test_people_and_organizations_are_authors_and_editors_are_not():
    person = "<b:Person><b:Last>{}</b:Last><b:First>Ann</b:First><b:Middle>B.</b:Middle></b:Person>"
    entry = paper(
        f"<b:Author><b:Author><b:NameList>{person.format('Lee')}</b:NameList></b:Author><b:Editor>"
        f"<b:NameList>{person.format('No')}</b:NameList></b:Editor></b:Author>"
    )
    assert [author.name for author in entry.authors] == ["Ann B. Lee"]
    entry = paper("<b:Author><b:Author><b:Corporate>Sea, Inc</b:Corporate></b:Author></b:Author>")
    assert [author.name for author in entry.authors] == ["Sea, Inc"]


@pytest.mark.parametrize("venue", ["JournalName", "ConferenceName", "BookTitle", "Institution"])
def test_the_venue_depends_on_the_kind(venue):
    assert paper(f"<b:{venue}>V</b:{venue}>").venue == "V"


def test_the_other_fields():
    entry = paper(
        "<b:Tag>k</b:Tag><b:Year>2012</b:Year><b:Month>May</b:Month><b:Day>4</b:Day>"
        "<b:DOI>10.1000/1</b:DOI><b:URL>https://x.org</b:URL>"
    )
    assert (entry.year, entry.date, entry.doi) == (2012, "2012-05-04", "10.1000/1")
    assert (entry.source_id, [link.url for link in entry.links]) == ("k", ["https://x.org"])
