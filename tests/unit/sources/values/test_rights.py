"""The licence of a paper's text is read wherever a source has it."""

import json

import pytest

from sitegen.sources import read_text
from sitegen.sources.values.rights import parse_license, published_license

BY = "https://creativecommons.org/licenses/by/4.0/"
ARXIV = "https://arxiv.org/licenses/nonexclusive-distrib/1.0/"
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
ALI = 'xmlns:ali="http://www.niso.org/schemas/ali/1.0/"'
RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'
SOURCES = {
    "crossref.json": {
        "DOI": "10.1234/x", "title": ["Tides"], "prefix": "10.1234", "license": [
            {"URL": "https://e.org/tdm", "content-version": "tdm", "delay-in-days": 0},
            {"URL": "https://e.org/later", "content-version": "vor", "delay-in-days": 365},
            {"URL": "http://creativecommons.org/licenses/by/4.0/", "content-version": "vor"},
        ],
    },
    "datacite.json": {"creators": [{"name": "Roe, Jana"}], "titles": [{"title": "Tides"}],
        "rightsList": [{"rights": "Open Access"}, {"rightsIdentifier": "cc-by-4.0"}]},
    "zenodo.json": {"metadata": {"title": "Tides", "creators": [{"name": "Roe, Jana"}],
        "license": {"id": "cc-by-4.0"}}},
    "invenio.json": {"metadata": {"title": "Tides", "creators": [{"person_or_org": {"name": "R"}}],
        "rights": [{"id": "cc-by-4.0", "title": {"en": "Attribution"}}]}},
    "zotero.json": [{"itemType": "journalArticle", "title": "Tides", "creators": [],
        "rights": "CC BY 4.0"}],
    "schema.json": {"@type": "ScholarlyArticle", "headline": "Tides", "license": {"@id": BY}},
    "figshare.json": {"title": "Tides", "url_public_html": "https://figshare.com/a/1",
        "authors": [], "license": {"value": 1, "name": "CC BY 4.0", "url": BY}},
    "openreview.json": {"notes": [{"content": {"title": {"value": "Tides"},
        "license": {"value": "CC BY 4.0"}}}]},
    "s2.json": {"paperId": "a1", "title": "Tides", "openAccessPdf": {"license": "CCBY 4.0"}},
    "lens.json": {"lens_id": "1", "title": "Tides", "open_access": {"license": "cc-by 4.0"}},
    "hal.json": {"title_s": ["Tides"], "licence_s": "https://creativecommons.org/licenses/by/4.0/"},
    "osf.json": {"attributes": {"title": "Tides"}, "embeds": {"license": {"data": {"attributes":
        {"name": "CC-By Attribution 4.0 International"}}}}},
    "doaj.json": {"bibjson": {"title": "Tides", "author": [], "license": [{"type": "CC BY 4.0"}]}},
    "inspire.json": {"titles": [{"title": "Tides"}], "control_number": 1,
        "license": [{"license": "CC BY 4.0"}]},
    "ours.jsonl": {"title": "Tides", "abstract": "", "license": BY},
    "table.csv": "Title,Authors,Rights\nTides,Jana Roe,CC BY 4.0\n",
    "note.md": "---\ntitle: Tides\ndoi: 10.1234/x\nlicense: CC-BY-4.0\n---\n\nText.\n",
    "datacite.bib": "@misc{a, title={Tides}, copyright={Creative Commons Attribution 4.0 International}}",
    "software.bib": "@software{a, title={Tides}, license={CC-BY-4.0}}",
    "CITATION.cff": "cff-version: 1.2.0\ntitle: Tides\nauthors: []\nlicense: [MIT, CC-BY-4.0]\n",
    "jats.xml": f'<article {XLINK}><front><article-meta><title-group><article-title>Tides'
        f'</article-title></title-group><permissions><license xlink:href="{BY}"><license-p>Open.'
        "</license-p></license></permissions></article-meta></front></article>",
    "jats-ali.xml": f"<article {ALI}><front><article-meta><title-group><article-title>Tides"
        "</article-title></title-group><permissions><license><ali:license_ref>"
        f"{BY}</ali:license_ref></license></permissions></article-meta></front></article>",
    "crossref.xml": '<doi_records><doi_record><crossref><journal><journal_article><titles><title>Tides'
        '</title></titles><program xmlns="http://www.crossref.org/AccessIndicators.xsd"><license_ref '
        f'applies_to="tdm">https://e.org/tdm</license_ref><license_ref applies_to="vor">{BY}'
        "</license_ref></program></journal_article></journal></crossref></doi_record></doi_records>",
    "datacite.xml": '<resource xmlns="http://datacite.org/schema/kernel-4"><titles><title>Tides</title>'
        f'</titles><rightsList><rights rightsURI="{BY}"/></rightsList></resource>',
    "dc.xml": f"<dc {DC}><dc:title>Tides</dc:title><dc:rights>Copyright (c) 2024 Jana Roe</dc:rights>"
        f"<dc:rights>{BY}</dc:rights></dc>",
    "mods.xml": f"<mods {XLINK}><titleInfo><title>Tides</title></titleInfo>"
        f'<accessCondition type="use and reproduction" xlink:href="{BY}">Free</accessCondition></mods>',
    "atom.xml": '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Tides</title>'
        f'<id>http://arxiv.org/abs/2401.00001v1</id><link rel="license" href="{BY}"/></entry></feed>',
    "zotero.rdf": f'<rdf:RDF {RDF} {DC} xmlns:z="http://www.zotero.org/namespaces/export#" '
        'xmlns:bib="http://purl.org/net/biblio#"><bib:Article><z:itemType>journalArticle</z:itemType>'
        "<dc:title>Tides</dc:title><dc:rights>CC BY 4.0</dc:rights></bib:Article></rdf:RDF>",
    "tei.xml": f"<TEI {TEI}><teiHeader><fileDesc><titleStmt><title>Tides</title><author><persName>"
        "<surname>Roe</surname></persName></author></titleStmt><publicationStmt><availability>"
        f'<licence target="{BY}"/></availability></publicationStmt></fileDesc></teiHeader></TEI>',
    "page.html": '<html><head><meta name="citation_title" content="Tides"><meta name="citation_author"'
        f' content="Roe, Jana"><link rel="license" href="{BY}"></head></html>',
    "arxiv.html": '<html><head><meta name="citation_title" content="Tides"><meta name="citation_author"'
        f' content="Roe, Jana"></head><div class="abs-license"><a href="{BY}">view</a></div></html>',
}  # fmt: skip


@pytest.mark.parametrize("name", SOURCES)
def test_the_licence_is_read(name):
    source = SOURCES[name]
    text = source if isinstance(source, str) else json.dumps(source)
    (paper,) = read_text(text, name).papers
    assert (paper.title, paper.license) == ("Tides", BY)


def test_arxivs_own_licence_is_read():
    text = (
        '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords><record><metadata>'
        '<arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>2401.00001</id><title>Tides</title>'
        "<license>http://arxiv.org/licenses/nonexclusive-distrib/1.0/</license></arXiv>"
        "</metadata></record></ListRecords></OAI-PMH>"
    )
    assert [paper.license for paper in read_text(text, "a.xml").papers] == [ARXIV]


@pytest.mark.parametrize("value", [None, 3, True, "© 2024", {"name": 5}, [[[[[[BY]]]]]], {"x": BY}])
def test_what_names_no_licence_is_none(value):
    assert parse_license(value) is None
    assert published_license(value) == [] or isinstance(value, dict)
