"""Abstracts of the Astrophysics Data System."""

import pytest

from sitegen.sources.formats import ads_xml

NAMESPACE = 'xmlns="http://ads.harvard.edu/schema/abs/1.1/abstracts"'


def paper(inner):
    text = f"<records {NAMESPACE}>\n<record><title>T</title>{inner}</record></records>"
    reading = ads_xml.read(text, "x.xml")
    assert reading.diagnostics == ()
    (only,) = reading.papers
    return only


@pytest.mark.parametrize(
    ("head", "claimed"), [(f"<records {NAMESPACE}>", True), ("<records><record>", False)]
)
def test_records_of_the_system_are_claimed(head, claimed):
    assert ads_xml.sniff(head) is claimed


def test_name_and_rank():
    assert (ads_xml.NAME, ads_xml.RANK) == ("ads-xml", 35)


@pytest.mark.parametrize(
    ("journal", "venue"),
    [
        ("The Astrophysical Journal, Volume 1, pp. 2-3", "The Astrophysical Journal"),
        ("eprint arXiv", "eprint arXiv"), ("A&amp;A, id.A7", "A&A"),
    ],
)  # fmt: skip
def test_the_venue_is_the_journals_name(journal, venue):
    assert paper(f"<journal>{journal}</journal>").venue == venue


def test_the_other_fields():
    entry = paper(
        "<bibcode>b</bibcode><author>Lee, Ann</author><author>A Team</author><pubdate>Jan 2018"
        "</pubdate><DOI>10.1000/1</DOI><eprintid>arXiv:1801.00001</eprintid>"
        "<keywords><keyword>a, b</keyword></keywords><url>https://x.org</url>"
    )
    assert [author.name for author in entry.authors] == ["Ann Lee", "A Team"]
    assert (entry.year, entry.date, entry.doi) == (2018, "2018-01", "10.1000/1")
    assert (entry.arxiv_id, entry.source_id) == ("1801.00001", "b")
    assert [link.url for link in entry.links] == ["https://x.org"]
