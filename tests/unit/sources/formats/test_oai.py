"""OAI-PMH records: arXiv, arXivRaw and Dublin Core."""

import pytest

from sitegen.sources.formats import oai

NAMESPACE = 'xmlns="http://www.openarchives.org/OAI/2.0/"'


def record(metadata, header="<header/>"):
    return f"<record>{header}<metadata>{metadata}</metadata></record>"


def read(*records):
    return oai.read(f"<ListRecords>\n{''.join(records)}</ListRecords>", "x.xml")


def paper(metadata):
    reading = read(record(metadata))
    assert reading.diagnostics == ()
    (only,) = reading.papers
    return only


def dublin_core(inner):
    namespaces = 'xmlns:oai_dc="urn:oai_dc" xmlns:dc="urn:dc"'
    return f"<oai_dc:dc {namespaces}>{inner}</oai_dc:dc>"


@pytest.mark.parametrize(
    ("head", "is_oai"),
    [
        ("<OAI-PMH>", True),
        ("<ListRecords>", True),
        ("<GetRecord>", True),
        (f"<record {NAMESPACE}>", True),
        (f"<records {NAMESPACE}>", True),
        ("<record>", False),
        ("<records>", False),
        (f"<xml {NAMESPACE}>", False),
        ("<Identify>", False),
        ("openarchives.org/OAI/", False),
    ],
)
def test_responses_and_records_with_the_namespace_are_claimed(head, is_oai):
    assert oai.sniff(head) is is_oai


def test_name_and_rank():
    assert (oai.NAME, oai.RANK) == ("oai", 30)


ARXIV = """<arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>1706.03762</id>
<created>2017-06-12</created><updated>2023-08-02</updated><authors>
<author><keyname>Lovelace</keyname><forenames>Ada</forenames><suffix>Jr.</suffix></author>
<author><keyname>Consortium</keyname></author></authors>
<title>A Title</title><categories>cs.CL x-y</categories><journal-ref>Nature 1</journal-ref>
<doi>10.1000/1</doi><abstract> An abstract. </abstract></arXiv>"""


def test_an_arxiv_record_has_all_its_values():
    entry = paper(ARXIV)
    assert (entry.title, entry.abstract) == ("A Title", "An abstract.")
    assert [author.name for author in entry.authors] == ["Ada Lovelace Jr.", "Consortium"]
    assert (entry.date, entry.venue, entry.doi) == ("2017-06-12", "Nature 1", "10.1000/1")
    assert entry.arxiv_id == "1706.03762"
    assert [link.url for link in entry.links] == ["https://arxiv.org/abs/1706.03762"]
    assert entry.keywords == ("Computation and Language", "x-y")
    assert (entry.origins[0].path, entry.origins[0].line) == ("x.xml", 2)


def test_an_arxivraw_record_has_one_text_of_authors_and_the_day_of_its_first_version():
    entry = paper(
        "<arXivRaw><id>hep-th/9901001</id><title>T</title><authors>Ada Lovelace and G. Hopper"
        '</authors><version version="v1"><date>Fri, 1 Jan 1999 17:57:34 GMT</date></version>'
        '<version version="v2"><date>Sat, 2 Jan 1999 17:57:34 GMT</date></version></arXivRaw>'
    )
    assert [author.name for author in entry.authors] == ["Ada Lovelace", "G. Hopper"]
    assert (entry.date, entry.arxiv_id) == ("1999-01-01", "hep-th/9901001")
    assert [link.url for link in entry.links] == ["https://arxiv.org/abs/hep-th/9901001"]


@pytest.mark.parametrize("date", ["", "soon", "Fri, 99 Jan 1999 17:57:34 GMT"])
def test_a_version_whose_date_cannot_be_read_has_none(date):
    entry = paper(f"<arXivRaw><title>T</title><version><date>{date}</date></version></arXivRaw>")
    assert entry.date is None


def test_an_id_that_is_not_of_arxiv_gives_no_address():
    reading = read(record("<arXiv><id>x1</id><title>T</title></arXiv>"))
    (entry,) = reading.papers
    assert (entry.arxiv_id, entry.links) == (None, ())
    assert [d.message for d in reading.diagnostics] == [
        "arXiv id “x1” was not understood and was left out"
    ]


def test_deleted_records_are_counted():
    deleted = "<record><header status='deleted'><identifier>x</identifier></header></record>"
    reading = read(deleted, record(ARXIV, "<header status='new'/>"))
    assert len(reading.papers) == 1
    (warning,) = reading.diagnostics
    assert (warning.line, warning.severity) == (2, "warning")
    assert warning.message == "1 record that the repository deleted, not read"


@pytest.mark.parametrize(
    "text",
    [
        f"<record>{ARXIV.partition('>')[2].removesuffix('</arXiv>')}</record>",
        f"<record><metadata/>{ARXIV.partition('>')[2].removesuffix('</arXiv>')}</record>",
    ],
)
def test_records_without_an_envelope_are_read(text):
    (entry,) = read(text).papers
    assert (entry.title, entry.arxiv_id) == ("A Title", "1706.03762")


def test_a_dublin_core_record_has_all_its_values():
    entry = paper(
        dublin_core(
            "<dc:title>A Title</dc:title><dc:creator>Lovelace, Ada</dc:creator>"
            "<dc:creator>Grace Hopper</dc:creator><dc:subject>one</dc:subject>"
            "<dc:subject>two</dc:subject><dc:description>An abstract.</dc:description>"
            "<dc:description>Comment: 9 pages</dc:description><dc:date>2023-08-02</dc:date>"
            "<dc:date>2017-06-12</dc:date><dc:date>2018-01-01</dc:date><dc:source>Nature</dc:source>"
            "<dc:identifier>oai:x:1</dc:identifier>"
            "<dc:identifier>http://arxiv.org/abs/1706.03762</dc:identifier>"
            "<dc:identifier>https://x.org/2</dc:identifier>"
            "<dc:relation>https://doi.org/10.1000/1</dc:relation>"
            "<dc:relation>https://doi.org/10.1000/2</dc:relation>"
        )
    )
    assert (entry.title, entry.abstract) == ("A Title", "An abstract.")
    assert [author.name for author in entry.authors] == ["Ada Lovelace", "Grace Hopper"]
    assert (entry.date, entry.venue, entry.doi) == ("2017-06-12", "Nature", "10.1000/1")
    assert entry.arxiv_id == "1706.03762"
    assert [link.url for link in entry.links] == ["http://arxiv.org/abs/1706.03762"]
    assert entry.keywords == ("one", "two")


def test_a_dublin_core_record_needs_only_a_title():
    entry = paper(dublin_core("<dc:title>T</dc:title>"))
    assert (entry.date, entry.doi, entry.arxiv_id, entry.links) == (None, None, None, ())


@pytest.mark.parametrize(
    ("identifier", "arxiv_id"),
    [
        ("arXiv:1706.03762", "1706.03762"),
        ("1706.03762", None),
        ("ARXIV:hep-th/9901001", "hep-th/9901001"),
    ],
)
def test_an_arxiv_id_is_marked_as_one(identifier, arxiv_id):
    inner = f"<dc:title>T</dc:title><dc:identifier>{identifier}</dc:identifier>"
    assert paper(dublin_core(inner)).arxiv_id == arxiv_id


def test_an_address_starts_with_its_scheme():
    inner = "<dc:title>T</dc:title><dc:identifier>see https://x.org/1</dc:identifier>"
    assert paper(dublin_core(inner)).links == ()


def test_a_record_without_a_title_is_a_diagnostic():
    reading = read(record("<arXiv><id>1706.03762</id></arXiv>"))
    assert reading.papers == ()
    assert [(d.line, d.message) for d in reading.diagnostics] == [
        (2, "there is no title; give one")
    ]


MARC = '<datafield tag="245"><subfield code="a">A Title</subfield></datafield>'


@pytest.mark.parametrize(
    "metadata",
    [
        "<mods><titleInfo><title>A Title</title></titleInfo></mods>",
        f"<record>{MARC}</record>", f"<collection><record>{MARC}</record></collection>",
        "<resource><titles><title>A Title</title></titles></resource>",
        ("<oai_datacite><payload><resource><titles><title>A Title</title></titles></resource>"
        "</payload></oai_datacite>"),
        ("<article><front><article-meta><title-group><article-title>A Title</article-title>"
        "</title-group></article-meta></front></article>"),
        "<thesis><title>A Title</title></thesis>",
        "<!-- a comment --><mods><titleInfo><title>A Title</title></titleInfo></mods>",
    ],
)  # fmt: skip
def test_metadata_of_other_schemas_is_read(metadata):
    assert paper(metadata).title == "A Title"


def test_metadata_of_an_unknown_schema_is_an_error():
    reading = read(record("<rdf/>", "<header><identifier>oai:x:1</identifier></header>"))
    (diagnostic,) = reading.diagnostics
    assert diagnostic.message == (
        "the metadata is <rdf>, which is not read; harvest with metadataPrefix=oai_dc"
    )


def test_the_answer_of_a_repository_that_has_nothing_is_an_error():
    text = '<OAI-PMH><error code="noRecordsMatch">No records</error></OAI-PMH>'
    (diagnostic,) = oai.read(text, "x").diagnostics
    assert diagnostic.message == "the repository answers: No records; check the request"


def test_terms_without_an_envelope_are_read():
    text = f"<records {NAMESPACE}><oai_dc:dc xmlns:oai_dc='x' xmlns:dc='y'><dc:title>T</dc:title></oai_dc:dc></records>"
    assert [p.title for p in oai.read(text, "x").papers] == ["T"]
