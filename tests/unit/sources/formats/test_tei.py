"""Parsed papers in TEI, as GROBID writes them."""

import pytest

from sitegen.sources.formats import tei

NAMESPACE = 'xmlns="http://www.tei-c.org/ns/1.0"'
AUTHOR = """<author><persName><forename type="first">Ada</forename><forename>M.</forename>
<surname>Lovelace</surname></persName><idno type="ORCID">0000-0002-1825-0097</idno>
<affiliation><orgName>Dept.</orgName><orgName>University</orgName> London</affiliation>
<affiliation>Plain Institute</affiliation></author><author><email>x</email></author>"""
SOURCE = f"""<sourceDesc><biblStruct><analytic>{AUTHOR}<title>A Title</title></analytic>
<monogr><title>Nature</title><imprint><date>soon</date><date when="2017-06-12">12 June</date>
<date when="2018">2018</date></imprint></monogr>
<idno type="DOI">10.1000/1</idno><idno type="arXiv">arXiv:1706.03762v5</idno></biblStruct></sourceDesc>"""
TITLE = "<titleStmt><title>Header Title</title></titleStmt>"


def document(source=SOURCE, title=TITLE, profile="", text="", attributes=""):
    return (
        f"<TEI {NAMESPACE}><teiHeader {attributes}><fileDesc>{title}{source}</fileDesc>"
        f"<profileDesc>{profile}</profileDesc></teiHeader><text>{text}</text></TEI>"
    )


def paper(*arguments, **options):
    reading = tei.read(document(*arguments, **options), "x.xml")
    assert reading.diagnostics == ()
    (only,) = reading.papers
    return only


def references(*entries):
    back = f"<back><div><listBibl>{''.join(entries)}</listBibl></div></back>"
    return paper(text=back).references


@pytest.mark.parametrize(
    ("head", "is_tei"),
    [("<TEI>", True), ("<teiCorpus>", True), ("<TEI.2>", True), ("<tei>", False), ("TEI", False)],
)
def test_papers_and_corpora_are_claimed(head, is_tei):
    assert tei.sniff(head) is is_tei


def test_name_and_rank():
    assert (tei.NAME, tei.RANK) == ("tei", 40)


def test_the_header_gives_the_values_of_the_paper():
    entry = paper()
    assert entry.title == "A Title"
    assert (entry.date, entry.year, entry.venue) == ("2017-06-12", 2017, "Nature")
    assert (entry.doi, entry.arxiv_id) == ("10.1000/1", "1706.03762")
    (author,) = entry.authors
    assert (author.name, author.orcid) == ("Ada M. Lovelace", "0000-0002-1825-0097")
    assert author.affiliations == ("Dept., University", "Plain Institute")


def test_the_header_title_serves_where_the_description_has_none():
    assert paper(source=SOURCE.replace("<title>A Title</title>", "")).title == "Header Title"
    author = f"<titleStmt><title>Header Title</title>{AUTHOR}</titleStmt>"
    entry = paper(source="", title=author)
    assert (entry.title, [a.name for a in entry.authors]) == ("Header Title", ["Ada M. Lovelace"])


def test_the_title_of_an_export_is_no_paper():
    (diagnostic,) = tei.read(document(source=""), "x.xml").diagnostics
    assert "Header Title” has neither authors nor abstract" in diagnostic.message


def test_a_paper_without_a_description_has_empty_values():
    entry = paper(source="", profile="<abstract/>")
    assert (entry.date, entry.year, entry.venue, entry.doi) == (None, None, None, None)
    assert (entry.authors, entry.sections, entry.references) == ((), (), ())


def test_a_month_is_no_day():
    entry = paper(source=SOURCE.replace("2017-06-12", "2017-06"))
    assert (entry.date, entry.year) == ("2017-06", 2017)


@pytest.mark.parametrize(
    ("abstract", "text"),
    [
        ("<div><p>One.</p><p>Two.</p></div>", "One. Two."),
        ("<p>One.</p> rest", "One."),
        ("Plain text.", "Plain text."),
        ("", ""),
    ],
)
def test_an_abstract_is_its_paragraphs_or_its_text(abstract, text):
    assert paper(profile=f"<abstract>{abstract}</abstract>").abstract == text


def test_keywords_are_terms():
    profile = "<textClass><keywords><term>one</term><term>two</term></keywords></textClass>"
    assert paper(profile=profile).keywords == ("one", "two")


@pytest.mark.parametrize(
    ("attributes", "language"), [('xml:lang="de"', "de"), ('xml:lang=""', None), ("", None)]
)
def test_the_language_is_that_of_the_header(attributes, language):
    assert paper(attributes=attributes).language == language


def test_a_paper_without_a_header_has_no_language():
    text = f"<TEI {NAMESPACE}><text/></TEI>"
    (diagnostic,) = tei.read(text, "x").diagnostics
    assert diagnostic.message == "there is no title; give one"


def test_sections_have_the_level_of_their_number():
    body = (
        "<body><div><head n='1'>Introduction</head><p>A.</p><p>B.</p></div>"
        "<div><head n='1.1'>Details</head><p>C.</p></div>"
        "<div><head>Ending</head><p>D.</p></div><div><p>E.</p></div></body>"
    )
    sections = [(s.heading, s.level, s.paragraphs) for s in paper(text=body).sections]
    assert sections == [
        ("Introduction", 1, ("A.", "B.")),
        ("Details", 2, ("C.",)),
        ("Ending", 1, ("D.",)),
        ("", 1, ("E.",)),
    ]


def test_a_reference_to_an_article_has_author_title_venue_year_and_ids():
    (reference,) = references(
        f"<biblStruct><analytic>{AUTHOR}<title>An Old Article</title></analytic><monogr>"
        "<title>Journal</title><imprint><date when='1953-04'/></imprint></monogr>"
        "<idno type='DOI'>10.1000/2</idno><idno type='arXiv'>2401.00001</idno>"
        "<note type='raw_reference'>Raw text of the reference</note></biblStruct>"
    )
    assert reference.text == "Ada M. Lovelace. An Old Article. Journal, 1953."
    assert reference.title == "An Old Article"
    assert (reference.doi, reference.arxiv_id) == ("10.1000/2", "2401.00001")


@pytest.mark.parametrize("title", ["A Title", "Zebra Fish"])
def test_a_reference_has_its_venue_whatever_its_title(title):
    (reference,) = references(
        f"<biblStruct><analytic><title>{title}</title></analytic>"
        "<monogr><title>Journal</title></monogr></biblStruct>"
    )
    assert reference.text == f"{title}. Journal."


def test_a_reference_to_a_book_does_not_repeat_its_title():
    (reference,) = references(
        f"<biblStruct><monogr>{AUTHOR}<title>A Whole Book</title>"
        "<imprint><date>1999</date></imprint></monogr></biblStruct>"
    )
    assert reference.text == "Ada M. Lovelace. A Whole Book."
    assert reference.title == "A Whole Book"


def test_a_reference_without_a_title_is_its_raw_text():
    (reference,) = references(
        "<biblStruct><note type='other'>Other</note>"
        "<note type='raw_reference'>Raw text of the reference</note></biblStruct>"
    )
    assert (reference.text, reference.title) == ("Raw text of the reference", "")


def test_references_are_in_their_order():
    texts = ["Raw text of the first one", "Raw text of the second one"]
    entries = [f"<biblStruct><note type='raw_reference'>{t}</note></biblStruct>" for t in texts]
    assert [reference.text for reference in references(*entries)] == texts


def test_a_corpus_holds_several_papers():
    text = f"<teiCorpus {NAMESPACE}>\n{document()}\n{document(source='', profile='<abstract/>')}</teiCorpus>"
    reading = tei.read(text, "x.xml")
    assert [p.title for p in reading.papers] == ["A Title", "Header Title"]
    assert [p.origins[0].line for p in reading.papers] == [2, 9]


BIBL_FULL = (
    "<biblFull><titleStmt><title>A Title</title>{}</titleStmt><sourceDesc><biblStruct><analytic>"
    "<title>A Title</title></analytic></biblStruct></sourceDesc></biblFull>"
)


def test_works_of_an_export_are_papers_and_the_export_is_none():
    text = f"<body><listBibl>{BIBL_FULL.format(AUTHOR) * 2}</listBibl></body>"
    reading = tei.read(document(source="", text=text), "x.xml")
    assert [p.title for p in reading.papers] == ["A Title", "A Title"]
    assert [a.name for a in reading.papers[0].authors] == ["Ada M. Lovelace"]
    assert reading.diagnostics == ()


def test_a_list_of_references_without_a_paper_is_read():
    entry = f"<biblStruct><analytic>{AUTHOR}<title>An Article</title></analytic></biblStruct>"
    text = f"<back><div><listBibl>{entry}</listBibl></div></back>"
    reading = tei.read(document(source="", title="", text=text), "x.xml")
    assert [p.title for p in reading.papers] == ["An Article"]
    (alone,) = tei.read(f"<listBibl {NAMESPACE}>{entry}</listBibl>", "x").papers
    assert alone.title == "An Article"


@pytest.mark.parametrize("root", ["listBibl", "biblFull", "biblStruct"])
def test_lists_are_claimed_by_their_namespace(root):
    assert tei.sniff(f"<{root} {NAMESPACE}>")
    assert not tei.sniff(f"<{root}>")
