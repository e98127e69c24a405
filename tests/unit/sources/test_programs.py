"""Fields that programs write in their own places: what each export gives of one work."""

import json

import pytest

from sitegen.sources import read_text

CFF = """cff-version: 1.2.0
title: Lamps
authors: [{name: Office}]
preferred-citation:
  type: conference-paper
  title: Piers
  authors: [{family-names: Tor, given-names: Edda}]
  editors: [{family-names: Lee, given-names: Kim}]
  collection-title: Meeting on Light
  publisher: {name: Quay}
  year: 2018
  month: 6
"""
HAYAGRIVA = """piers:
    type: Article
    title: Piers
    author: [\"Tor, Edda\"]
    date: 2018-06
    parent:
        type: Proceedings
        title: Meeting on Light
        editor: [\"Lee, Kim\"]
        publisher: {name: Quay, location: Oslo}
"""
WORD = """<Sources xmlns="http://schemas.openxmlformats.org/officeDocument/2006/bibliography"><Source>
<SourceType>ConferenceProceedings</SourceType><Title>Piers</Title><Year>2018</Year>
<Month>June</Month><Publisher>Quay</Publisher><ConferenceName>Meeting on Light</ConferenceName>
<StandardNumber>978-3-16-148410-0</StandardNumber><Author>
<Author><NameList><Person><Last>Tor</Last><First>Edda</First></Person></NameList></Author>
<Editor><NameList><Person><Last>Lee</Last><First>Kim</First></Person></NameList></Editor>
</Author></Source></Sources>"""
MODS = """<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>Piers</title></titleInfo>
<name><namePart>Tor, Edda</namePart><role><roleTerm>aut</roleTerm></role></name>
<genre>conferencePaper</genre><relatedItem type="host"><titleInfo><title>Meeting on Light</title>
</titleInfo><name><namePart>Lee, Kim</namePart><role><roleTerm>editor</roleTerm></role></name>
<originInfo><publisher>Quay</publisher><dateIssued>2018-06</dateIssued></originInfo>
</relatedItem></mods>"""
ZOTERO = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:bib="http://purl.org/net/biblio#" xmlns:foaf="http://xmlns.com/foaf/0.1/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Description rdf:about="#item_5">
<z:itemType>conferencePaper</z:itemType><dcterms:isPartOf><bib:Journal><dc:title>Meeting on Light
</dc:title></bib:Journal></dcterms:isPartOf><dc:publisher><foaf:Organization><foaf:name>Quay
</foaf:name></foaf:Organization></dc:publisher><bib:authors><rdf:Seq><rdf:li><foaf:Person>
<foaf:surname>Tor</foaf:surname><foaf:givenName>Edda</foaf:givenName></foaf:Person></rdf:li>
</rdf:Seq></bib:authors><bib:editors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Lee
</foaf:surname><foaf:givenName>Kim</foaf:givenName></foaf:Person></rdf:li></rdf:Seq></bib:editors>
<dc:title>Piers</dc:title><dc:date>2018-06</dc:date></rdf:Description>
<z:Collection rdf:about="#collection_1"><dc:title>Harbours</dc:title>
<dcterms:hasPart rdf:resource="#item_5"/></z:Collection></rdf:RDF>"""
ACL = """<collection id="2018.ml"><volume id="1" type="proceedings"><meta>
<booktitle>Meeting on Light</booktitle><editor><first>Kim</first><last>Lee</last></editor>
<publisher>Quay</publisher><month>June</month><year>2018</year></meta><paper id="1">
<title>Piers</title><author><first>Edda</first><last>Tor</last></author>
<retracted date="2019-01-01">Wrong.</retracted></paper></volume></collection>"""


def only(text, name="x"):
    (paper,) = read_text(text, name).papers
    return paper


@pytest.mark.parametrize("text", [CFF, HAYAGRIVA, WORD, MODS, ZOTERO, ACL])
def test_proceedings_give_their_editors_publisher_month_and_kind(text):
    paper = only(text)
    assert (paper.title, paper.authors[0].name) == ("Piers", "Edda Tor")
    assert (paper.kind, paper.venue, paper.date) == ("conference", "Meeting on Light", "2018-06")
    assert (paper.editors, paper.publisher) == (("Kim Lee",), "Quay")


def test_what_one_format_has_besides():
    assert only(WORD).isbn == "978-3-16-148410-0"
    assert only(ZOTERO).keywords == ("Harbours",)
    assert only(ACL).status == "retracted"


@pytest.mark.parametrize(
    "text",
    [
        "TY  - JOUR\nTI  - Piers\nC1  - eprint: arXiv:1906.11238\nER  - \n",
        "%T Piers\n%A Tor, Edda\n%J Light\n%= eprint: arXiv:1906.11238\n",
    ],
)
def test_ads_names_the_eprint_in_a_note(text):
    assert only(text).arxiv_id == "1906.11238"


def test_an_address_that_is_the_sole_one_and_a_doi_is_the_doi():
    row = {"title": "Piers", "authors": ["Edda Tor"]}
    doi, other = "https://doi.org/10.1234/p.1", "https://example.org/p"
    assert only(json.dumps({**row, "url": doi})).doi == "10.1234/p.1"
    assert only(json.dumps({**row, "url": [doi]})).doi == "10.1234/p.1"
    assert only(json.dumps({**row, "url": [other, doi]})).doi is None
    # Several addresses in one cell are several links.
    links = only(json.dumps({**row, "url": f"{other} {other}/2"})).links
    assert [link.url for link in links] == [other, f"{other}/2"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"lens_id": "1", "source": {"title": "Light", "publisher": "Quay",
                                        "issn": [{"type": "print", "value": "12345679"}]}},
            {"publisher": "Quay", "issn": "12345679"},
        ),
        (
            {"authorString": "Tor E.", "pubTypeList": {"pubType": ["Preprint"]},
             "bookOrReportDetails": {"publisher": "bioRxiv"}},
            {"kind": "preprint", "venue": "bioRxiv"},
        ),
        (
            {"CitesPerYear": 1, "GSRank": 1, "Title": "[BOOK][B] Piers", "Publisher": "quay.org"},
            {"title": "Piers", "publisher": None},
        ),
        (
            {"Item Title": "Piers", "Authors": "Edda Tor", "Content Type": "Chapter",
             "Book Series Title": "LNCS"},
            {"kind": "chapter", "series": "LNCS"},
        ),
        (
            {"Document Title": "Piers", "Publication Title": "Light", "Online Date": "7 Oct 2019",
             "Document Identifier": "IEEE Conferences"},
            {"kind": "conference", "date": "2019-10-07"},
        ),
        (
            {"EID": "1", "Source title": "Light", "Title": "Piers", "Editors": "Lee K.; Foss E.A."},
            {"editors": ("K. Lee", "E.A. Foss")},
        ),
        (
            {"introduced_year": 2018, "source_title": "Piers", "full_name": "Pier Network",
             "source_url": "https://arxiv.org/abs/1801.01234", "description": "A net."},
            {"title": "Piers", "abstract": "", "venue": None, "arxiv_id": "1801.01234"},
        ),
        (
            {"doi": "10.1234/p.1", "titles": [{"title": "Piers"}], "creators": [{"name": "Tor, E."}],
             "contributors": [{"name": "Lee, Kim", "contributorType": "Editor"},
                              {"name": "Foss, E.", "contributorType": "Editor"}]},
            {"editors": ("Kim Lee", "E. Foss")},
        ),
        (
            {"title": "Piers", "authors": "E. Tor", "Published Year": 2018,
             "Published Month": "June"},
            {"date": "2018-06"},
        ),
    ],
)  # fmt: skip
def test_fields_of_objects_and_rows(fields, expected):
    titled = fields if {"titles", "Title"} & fields.keys() else {"title": "Piers", **fields}
    paper = only(json.dumps([titled]), "x.json")
    assert {name: getattr(paper, name) for name in expected} == expected


def test_a_preprint_in_pubmeds_text_has_no_volume():
    text = (
        "1: Roe J. Night. bioRxiv [Preprint]. 2021 Mar 4:2021.03.03.433000. doi: "
        "10.1101/2021.03.03.433000. PMID: 31234570.\n"
    )
    paper = only(text)
    assert (paper.venue, paper.kind, paper.date) == ("bioRxiv", "preprint", "2021-03-04")


def test_kinds_in_feeds_are_no_keywords():
    feed = """<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><item>
<title>Piers</title><link>https://doi.org/10.1234/p.1</link><dc:creator>Edda Tor</dc:creator>
<category>Research Article</category><category>fog</category></item></channel></rss>"""
    paper = only(feed)
    assert (paper.kind, paper.keywords) == ("article", ("fog",))


def test_links_to_notes_about_people_name_them_whole():
    note = '---\ntitle: Piers\ndoi: 10.1234/p.1\nauthors: ["[[People/Edda Tor|Tor]]"]\n---\n'
    assert only(note, "x.md").authors[0].name == "Edda Tor"


def test_hugos_identifiers_may_be_nested():
    note = "---\ntitle: Piers\nauthors: [E. Tor]\ndoi: 10.1234/p.1\nhugoblox:\n  ids:\n    arxiv: 1801.01234\n---\n"
    assert only(note, "x.md").arxiv_id == "1801.01234"
