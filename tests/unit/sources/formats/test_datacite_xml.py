"""DataCite's XML."""

import pytest

from sitegen.sources.formats import datacite_xml

NAMESPACE = 'xmlns="http://datacite.org/schema/kernel-4"'
TITLES = "<titles><title>A Title</title></titles>"


def paper(inner):
    reading = datacite_xml.read(f"<resource {NAMESPACE}>{inner}</resource>", "x.xml")
    assert reading.diagnostics == ()
    (only,) = reading.papers
    return only


@pytest.mark.parametrize(
    ("head", "claimed"),
    [
        (f"<resource {NAMESPACE}>", True), ("<resource>", False), ("<resources>", False),
        ("<oai_datacite xmlns='http://schema.datacite.org/oai/oai-1.1/'>", True),
    ],
)  # fmt: skip
def test_resources_of_datacite_are_claimed(head, claimed):
    assert datacite_xml.sniff(head) is claimed


def test_name_and_rank():
    assert (datacite_xml.NAME, datacite_xml.RANK) == ("datacite-xml", 31)


@pytest.mark.parametrize(
    ("titles", "title"),
    [
        ('<title titleType="Subtitle">B</title><title>A</title>', "A: B"),
        ('<title titleType="TranslatedTitle">B</title><title>A</title>', "A"),
        ('<title titleType="AlternativeTitle">B</title>', "B"),
    ],
)
def test_the_title_has_no_type(titles, title):
    assert paper(f"<titles>{titles}</titles>").title == title


def test_creators_have_parts_or_a_heading_or_are_organizations():
    entry = paper(
        f"{TITLES}<creators><creator><creatorName>Pugh, M.</creatorName><givenName>Mair</givenName>"
        "<familyName>Pugh</familyName><affiliation>Sea</affiliation><nameIdentifier "
        'nameIdentifierScheme="ORCID">0000-0002-1825-0097</nameIdentifier></creator>'
        "<creator><creatorName>Ng, Bo</creatorName></creator>"
        '<creator><creatorName nameType="Organizational">Sea, Inc</creatorName></creator></creators>'
    )
    assert [author.name for author in entry.authors] == ["Mair Pugh", "Bo Ng", "Sea, Inc"]
    assert entry.authors[0].affiliations == ("Sea",)
    assert entry.authors[0].orcid == "0000-0002-1825-0097"


def test_dates_descriptions_and_identifiers_have_types():
    entry = paper(
        '<identifier identifierType="DOI">10.1000/1</identifier><publisher>Zenodo</publisher>'
        f"{TITLES}<publicationYear>2022</publicationYear>"
        '<dates><date dateType="Collected">2001-01-01</date><date dateType="Created">2021-01-01</date>'
        '<date dateType="Issued">2022-02-03</date></dates><descriptions>'
        '<description descriptionType="Methods">No.</description>'
        '<description descriptionType="Abstract">&lt;p&gt;Yes.&lt;/p&gt;</description></descriptions>'
        '<alternateIdentifiers><alternateIdentifier alternateIdentifierType="arXiv">arXiv:2401.00001'
        "</alternateIdentifier></alternateIdentifiers><language>eng</language>"
        "<subjects><subject>a, b</subject></subjects>"
    )
    assert (entry.doi, entry.year, entry.date) == ("10.1000/1", 2022, "2022-02-03")
    assert (entry.abstract, entry.arxiv_id, entry.language) == ("Yes.", "2401.00001", "en")
    assert entry.venue == "Zenodo"


def test_a_journal_is_the_venue_before_the_publisher():
    entry = paper(
        f"{TITLES}<publisher>P</publisher><relatedItems><relatedItem relationType='IsPublishedIn'>"
        "<titles><title>J</title></titles></relatedItem></relatedItems>"
    )
    assert entry.venue == "J"


def test_a_number_that_is_no_doi_is_none():
    entry = paper(f"<identifier identifierType='Handle'>10.1000/1</identifier>{TITLES}")
    assert entry.doi is None
