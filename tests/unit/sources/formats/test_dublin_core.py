"""Dublin Core alone."""

import pytest

from sitegen.sources.formats import dublin_core

NAMESPACES = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'


def paper(inner, root="metadata"):
    text = f"<{root} {NAMESPACES}><dc:title>T</dc:title>{inner}</{root}>"
    reading = dublin_core.read(text, "x.xml")
    assert reading.diagnostics == ()
    (only,) = reading.papers
    return only


def dim(*fields):
    inner = "".join(
        f'<dim:field mdschema="dc" element="{element}" qualifier="{qualifier}">{text}</dim:field>'
        for element, qualifier, text in [("title", "", "T"), *fields]
    )
    reading = dublin_core.read(f'<dim:dim xmlns:dim="x">{inner}</dim:dim>', "x.xml")
    (only,) = reading.papers
    return only


@pytest.mark.parametrize(
    ("head", "claimed"),
    [
        (f"<oai_dc:dc {NAMESPACES}>", True), (f"<metadata {NAMESPACES}>", True),
        ("<oai_dc:dc><dc:title>", True), ('<dim:dim><dim:field mdschema="dc">', True),
        ('<dublin_core schema="dc"><dcvalue element="title">', True), ("<metadata>", False),
        ("<dublin_core>", False), (f"<svg {NAMESPACES}>", False), (f"<html {NAMESPACES}>", False),
    ],
)  # fmt: skip
def test_elements_with_terms_are_claimed(head, claimed):
    assert dublin_core.sniff(head) is claimed


def test_name_and_rank():
    assert (dublin_core.NAME, dublin_core.RANK) == ("dublin-core", 33)


@pytest.mark.parametrize("root", ["metadata", "oai_dc:dc", "qualifieddc"])
def test_the_terms_of_a_work(root):
    entry = paper(
        "<dc:creator>Pugh, Mair</dc:creator><dc:creator>Sea Institute</dc:creator>"
        "<dcterms:abstract>Text.</dcterms:abstract><dc:date>2019</dc:date>"
        "<dcterms:issued>2018-05-06</dcterms:issued><dc:source>ISSN 1</dc:source>"
        "<dcterms:isPartOf>J; 3</dcterms:isPartOf><dc:language>eng</dc:language>"
        "<dc:identifier>https://x.org/1</dc:identifier>"
        "<dc:relation>info:eu-repo/semantics/altIdentifier/doi/10.1000/1</dc:relation>",
        root,
    )
    assert [author.name for author in entry.authors] == ["Mair Pugh", "Sea Institute"]
    assert (entry.abstract, entry.date, entry.year) == ("Text.", "2018-05-06", 2018)
    assert (entry.venue, entry.doi, entry.language) == ("J", "10.1000/1", "en")
    assert [link.url for link in entry.links] == ["https://x.org/1"]


@pytest.mark.parametrize("comment", ["Comment: 12 pages", "Comments: x", "12 pages, 3 figures"])
def test_a_comment_is_no_abstract(comment):
    assert paper(f"<dc:description>{comment}</dc:description>").abstract == ""
    both = f"<dc:description>{comment}</dc:description><dc:description>Text.</dc:description>"
    assert paper(both).abstract == "Text."


def test_the_reference_that_arxiv_writes_among_the_identifiers():
    entry = paper(
        "<dc:identifier>http://arxiv.org/abs/2301.00001</dc:identifier>"
        "<dc:identifier>J X 1 (2023) 2</dc:identifier><dc:identifier>doi:10.1000/1</dc:identifier>"
    )
    assert (entry.venue, entry.doi, entry.arxiv_id) == ("J X 1 (2023) 2", "10.1000/1", "2301.00001")


def test_qualifiers_of_dspace_part_the_work_from_its_deposit():
    entry = dim(
        ("contributor", "advisor", "No, A."),
        ("contributor", "author", "Pugh, Mair"),
        ("date", "accessioned", "2001-01-01"),
        ("date", "issued", "2019-06-07"),
        ("description", "provenance", "No."),
        ("description", "abstract", "Text."),
        ("title", "alternative", "No"),
        ("relation", "ispartof", "J"),
        ("identifier", "citation", "Pugh 10.1000/9"),
        ("identifier", "doi", "10.1000/1"),
        ("subject", "none", "sand"),
    )
    assert [author.name for author in entry.authors] == ["Mair Pugh"]
    assert (entry.date, entry.abstract, entry.title) == ("2019-06-07", "Text.", "T")
    assert (entry.venue, entry.doi, entry.keywords) == ("J", "10.1000/1", ("sand",))
