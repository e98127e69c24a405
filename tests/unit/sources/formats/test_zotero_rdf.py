"""Zotero's RDF."""

import pytest

from sitegen.sources.formats import zotero_rdf

PERSON = "<foaf:Person><foaf:surname>Lund</foaf:surname><foaf:givenName>Signe</foaf:givenName></foaf:Person>"
AUTHORS = f"<bib:authors><rdf:Seq><rdf:li>{PERSON}</rdf:li></rdf:Seq></bib:authors>"
TYPE = "<z:itemType>journalArticle</z:itemType>"


def read(*resources):
    text = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:bib="http://purl.org/net/biblio#" xmlns:foaf="http://xmlns.com/foaf/0.1/" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/">\n{"".join(resources)}</rdf:RDF>'
    )
    return zotero_rdf.read(text, "x.rdf")


def article(inner, kind=TYPE, about="#1"):
    return f'<bib:Article rdf:about="{about}">{kind}{AUTHORS}<dc:title>T</dc:title>{inner}</bib:Article>'


def paper(*resources):
    reading = read(*resources)
    assert reading.diagnostics == ()
    (only,) = reading.papers
    return only


@pytest.mark.parametrize(
    ("head", "claimed"),
    [
        ('<rdf:RDF xmlns:z="http://www.zotero.org/namespaces/export#">', True),
        ('<rdf:RDF xmlns:bib="http://purl.org/net/biblio#">', True),
        ('<rdf:RDF xmlns:foaf="x">', False), ("<x xmlns:bib='http://purl.org/net/biblio#'>", False),
    ],
)  # fmt: skip
def test_rdf_of_zotero_is_claimed(head, claimed):
    assert zotero_rdf.sniff(head) is claimed


def test_name_and_rank():
    assert (zotero_rdf.NAME, zotero_rdf.RANK) == ("zotero-rdf", 26)


JOURNAL = (
    '<bib:Journal rdf:about="urn:issn:1"><dc:title>Felt</dc:title>'
    "<dc:identifier>DOI 10.1000/1</dc:identifier></bib:Journal>"
)
PART = '<dcterms:isPartOf rdf:resource="urn:issn:1"/>'


def test_the_journal_is_the_venue_and_has_the_doi_of_its_sole_article():
    entry = paper(article(PART), JOURNAL)
    assert (entry.title, entry.venue, entry.doi) == ("T", "Felt", "10.1000/1")
    assert [author.name for author in entry.authors] == ["Signe Lund"]
    assert entry.origins[0].line == 2


def test_the_doi_of_a_shared_journal_is_no_articles():
    reading = read(article(PART), article(PART, about="#2"), JOURNAL)
    assert [(p.venue, p.doi) for p in reading.papers] == [("Felt", None)] * 2


def test_a_journal_may_stand_inside_the_article():
    journal = JOURNAL.replace(' rdf:about="urn:issn:1"', "")
    inside = f"<dcterms:isPartOf>{journal}</dcterms:isPartOf>"
    entry = paper(article(inside))
    assert (entry.venue, entry.doi) == ("Felt", "10.1000/1")


def test_a_meeting_serves_as_the_venue():
    meeting = (
        "<bib:presentedAt><bib:Conference><dc:title>M</dc:title></bib:Conference></bib:presentedAt>"
    )
    assert paper(article(meeting)).venue == "M"


def test_attachments_notes_and_containers_are_no_papers():
    reading = read(
        article("", "<z:itemType>note</z:itemType>"),
        '<bib:Memo rdf:about="#3"><rdf:value>x</rdf:value></bib:Memo>',
        '<bib:BookSection rdf:about="#4"><z:itemType>bookSection</z:itemType><dc:title>C</dc:title>'
        '<dcterms:isPartOf rdf:resource="#5"/></bib:BookSection>',
        '<bib:Book rdf:about="#5"><dc:title>B</dc:title></bib:Book>',
    )
    assert [(p.title, p.venue) for p in reading.papers] == [("C", "B")]


def test_subjects_identifiers_and_other_values():
    entry = paper(
        article(
            "<dc:subject>a</dc:subject><dc:subject><z:AutomaticTag><rdf:value>b</rdf:value>"
            "</z:AutomaticTag></dc:subject><dc:date>2014-02-01</dc:date><z:language>de</z:language>"
            "<dc:identifier><dcterms:URI><rdf:value>https://x.org/1</rdf:value></dcterms:URI>"
            "</dc:identifier><dc:identifier>DOI 10.1000/2</dc:identifier>"
            "<dcterms:abstract>Text.</dcterms:abstract><dc:description>arXiv:2401.00001 [cs]"
            "</dc:description>"
        )
    )
    assert (entry.keywords, entry.date, entry.language) == (("a", "b"), "2014-02-01", "de")
    assert (entry.doi, entry.arxiv_id, entry.abstract) == ("10.1000/2", "2401.00001", "Text.")
    assert [link.url for link in entry.links] == ["https://x.org/1"]


def test_an_item_without_a_title_is_an_error():
    reading = read(f'<bib:Article rdf:about="#1">{TYPE}</bib:Article>')
    assert [d.message for d in reading.diagnostics] == ["there is no title; give one"]


def test_a_section_stands_between_an_article_and_its_newspaper():
    journal = JOURNAL.replace(' rdf:about="urn:issn:1"', "")
    part = (
        "<dcterms:isPartOf><bib:Part><dc:title>Weather</dc:title><dcterms:isPartOf>"
        f"{journal}</dcterms:isPartOf></bib:Part></dcterms:isPartOf>"
    )
    assert paper(article(part)).venue == "Felt"


def test_a_series_is_no_venue():
    series = "<dcterms:isPartOf><bib:Series><dc:title>S</dc:title></bib:Series></dcterms:isPartOf>"
    assert paper(article(series)).venue is None


def test_notes_of_an_item_are_read_and_those_of_no_item_are_not():
    memos = "".join(
        f'<bib:Memo rdf:about="#{n}"><rdf:value>&lt;p&gt;{text}&lt;/p&gt;</rdf:value></bib:Memo>'
        for n, text in ((2, "Read &amp;lt;it&amp;gt;."), (3, "Twice."), (4, "Alone."))
    )
    references = (
        '<dcterms:isReferencedBy rdf:resource="#2"/><dcterms:isReferencedBy rdf:resource="#3"/>'
    )
    assert paper(article(references), memos).note == "Read <it>.\n\nTwice."
