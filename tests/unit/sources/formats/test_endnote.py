"""EndNote's XML."""

import pytest

from sitegen.sources.formats import endnote

RECORD = """<record><rec-number>7</rec-number>
<contributors><authors><author><style face="normal">LeCun, Yann</style></author>
<author>Ada</author></authors></contributors>
<titles><title><style>Deep </style><style face="italic">learning</style></title>
<secondary-title>Nature</secondary-title></titles>
<periodical><full-title>Nature in full</full-title></periodical>
<keywords><keyword>networks</keyword><keyword>depth</keyword></keywords>
<dates><year>2015</year><pub-dates><date>May 27, 2015</date></pub-dates></dates>
<abstract>It is.</abstract><electronic-resource-num>10.1038/nature14539</electronic-resource-num>
<urls><related-urls><url>https://x.org/u</url></related-urls>
<pdf-urls><url>https://x.org/p.pdf</url></pdf-urls></urls></record>"""


def read(*records):
    return endnote.read(f"<xml><records>\n{''.join(records)}</records></xml>", "x.xml")


@pytest.mark.parametrize(
    ("head", "claimed"),
    [
        ("<xml><records><record>", True), ('<?xml version="1.0"?>\n<records><record>', True),
        ("<xml><records>", False), ("<feed><record>", False), ("xml <record>", False), ("", False),
    ],
)  # fmt: skip
def test_records_of_endnote_are_claimed(head, claimed):
    assert endnote.sniff(head) is claimed


def test_a_record_has_its_fields():
    (only,) = read(RECORD).papers
    assert (only.title, only.abstract, only.venue) == ("Deep learning", "It is.", "Nature")
    assert [a.name for a in only.authors] == ["Yann LeCun", "Ada"]
    assert (only.year, only.date, only.doi) == (2015, "2015-05-27", "10.1038/nature14539")
    assert [(link.url, link.kind) for link in only.links] == [
        ("https://x.org/u", "source"), ("https://x.org/p.pdf", "pdf"),
    ]  # fmt: skip
    assert (only.keywords, only.source_id) == (("networks", "depth"), "7")
    assert only.origins[0].line == 2


def test_the_periodical_is_the_venue_without_a_secondary_title():
    record = RECORD.replace("<secondary-title>Nature</secondary-title>", "")
    assert read(record).papers[0].venue == "Nature in full"


def test_a_record_without_a_title_is_an_error():
    reading = read(RECORD, "\n<record><titles/></record>")
    assert len(reading.papers) == 1
    (diagnostic,) = reading.diagnostics
    assert diagnostic.message == "there is no title; give one"
    assert diagnostic.line == RECORD.count("\n") + 3


def test_the_name_and_the_rank_of_the_format():
    assert (endnote.NAME, endnote.RANK) == ("endnote", 60)


def test_faces_of_styles_are_raised_and_lowered_digits():
    record = "<record><titles><title><style>CO</style><style face='subscript'>2</style></title></titles></record>"
    assert read(record).papers[0].title == "CO₂"


def test_a_day_without_its_year_has_that_of_the_record():
    record = RECORD.replace("May 27, 2015", "May 27")
    assert read(record).papers[0].date == "2015-05-27"


def test_groups_suffixes_and_keywords_in_one_element():
    record = RECORD.replace("<author>Ada</author>", "<author>A Working Group,</author>"
                            "<author>King, Martin, Jr.</author>")  # fmt: skip
    record = record.replace("<keyword>networks</keyword>", "<keyword>networks; nets</keyword>")
    (only,) = read(record).papers
    assert [a.name for a in only.authors] == ["Yann LeCun", "A Working Group", "Martin King Jr."]
    assert only.keywords == ("networks", "nets", "depth")
