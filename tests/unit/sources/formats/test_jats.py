"""Parsed papers in JATS."""

import pytest

from sitegen.sources.formats import jats
from tests.unit.sources.timing import assert_linear

TITLE = "<title-group><article-title>A Title</article-title></title-group>"


def article(meta=TITLE, rest="", journal="", attributes=""):
    return (
        f"<article {attributes}><front>{journal}<article-meta>{meta}</article-meta></front>{rest}"
        "</article>"
    )


def paper(*arguments, **options):
    reading = jats.read(article(*arguments, **options), "x.xml")
    assert reading.diagnostics == ()
    (only,) = reading.papers
    return only


def authors(*contributors, rest=""):
    return paper(f"{TITLE}<contrib-group>{''.join(contributors)}</contrib-group>{rest}").authors


def reference(inner):
    (only,) = paper(rest=f"<back><ref-list><ref>{inner}</ref></ref-list></back>").references
    return only


@pytest.mark.parametrize(
    ("head", "is_jats"),
    [
        ("<article><front>", True),
        ("<article><front xml:lang='en'>", True),
        ("<article><x><article-meta>", True),
        ("<pmc-articleset><article><front>", True),
        ("<pmc-articleset-result><front>", True),
        ("<article>", False),
        ("<article><frontmatter>", False),
        ("<response><records><article><front><article-meta>", True),
        ("<response><records><article>", False),
        ("<OAI-PMH><article><front><article-meta>", False),
        ("<articles><front>", False),
        ("<book><front>", False),
    ],
)
def test_articles_with_a_front_are_claimed(head, is_jats):
    assert jats.sniff(head) is is_jats


def test_name_and_rank():
    assert (jats.NAME, jats.RANK) == ("jats", 8)


def test_the_front_gives_the_values_of_the_paper():
    entry = paper(
        '<article-id pub-id-type="pmid">123</article-id>'
        '<article-id pub-id-type="pmc">PMC1</article-id>'
        '<article-id pub-id-type="doi">10.1000/1</article-id>'
        '<article-id pub-id-type="arxiv">1706.03762</article-id>'
        f"{TITLE}<kwd-group><kwd>one</kwd><kwd>two</kwd></kwd-group>",
        journal="<journal-meta><x><journal-title>Nature</journal-title></x></journal-meta>",
        attributes='xml:lang="de"',
    )
    assert (entry.title, entry.venue, entry.language) == ("A Title", "Nature", "de")
    assert (entry.source_id, entry.doi, entry.arxiv_id) == ("PMC1", "10.1000/1", "1706.03762")
    assert entry.keywords == ("one", "two")


def test_a_pubmed_id_serves_where_there_is_no_pmc_id():
    assert paper(f'<article-id pub-id-type="pmid">123</article-id>{TITLE}').source_id == "123"


def test_a_bare_article_has_empty_values():
    entry = paper()
    assert (entry.abstract, entry.date, entry.year, entry.doi) == ("", None, None, None)
    assert (entry.authors, entry.sections, entry.references) == ((), (), ())


@pytest.mark.parametrize(
    ("group", "title"),
    [
        ("<article-title>A</article-title><subtitle>B</subtitle>", "A: B"),
        ("<article-title>A</article-title><subtitle/>", "A"),
    ],
)
def test_a_subtitle_follows_a_colon(group, title):
    assert paper(f"<title-group>{group}</title-group>").title == title


def test_a_subtitle_alone_is_not_a_title():
    text = article("<title-group><subtitle>B</subtitle></title-group>")
    (diagnostic,) = jats.read(text, "x").diagnostics
    assert diagnostic.message == "there is no title; give one"


def test_an_article_without_a_front_is_skipped():
    reading = jats.read(f"<pmc-articleset>\n<article/>{article()}</pmc-articleset>", "x.xml")
    assert [(p.title, p.origins[0].line) for p in reading.papers] == [("A Title", 2)]
    assert reading.diagnostics == ()


PERSON = "<name><surname>Lovelace</surname><given-names>Ada</given-names><suffix>Jr</suffix></name>"


@pytest.mark.parametrize(
    ("inner", "name"),
    [
        (PERSON, "Ada Lovelace Jr"),
        ("<name><surname>Plato</surname></name>", "Plato"),
        ("<collab>The Consortium</collab>", "The Consortium"),
        ("<string-name>Grace Hopper</string-name>", "Grace Hopper"),
        (f"<collab>The Consortium</collab>{PERSON}", "Ada Lovelace Jr"),
    ],
)
def test_an_author_is_a_person_or_a_group(inner, name):
    (author,) = authors(f'<contrib contrib-type="author">{inner}</contrib>')
    assert author.name == name


def test_editors_are_not_authors():
    assert authors(f'<contrib contrib-type="editor">{PERSON}</contrib>') == ()


def test_affiliations_are_found_by_their_ids_and_inside_the_author():
    (author,) = authors(
        f'<contrib contrib-type="author">{PERSON}<xref ref-type="aff" rid="a2 missing"/>'
        '<xref ref-type="fn" rid="a3"/><xref ref-type="aff"/><xref ref-type="aff" rid="a1"/>'
        "<aff>Own</aff>"
        '<contrib-id contrib-id-type="orcid">https://orcid.org/0000-0002-1825-0097</contrib-id>'
        "</contrib>",
        rest="<aff id='a1'><label>1</label> One</aff><aff id='a2'>Two</aff><aff id='a3'>3</aff>",
    )
    assert author.affiliations == ("Two", "One", "Own")
    assert author.orcid == "0000-0002-1825-0097"


def test_time_is_linear_in_authors_and_affiliations():
    def text(size):
        contributors = "".join(
            f'<contrib contrib-type="author"><collab>A{n}</collab>'
            f'<xref ref-type="aff" rid="a{n}"/></contrib>'
            for n in range(size)
        )
        affiliations = "".join(f'<aff id="a{n}">Place {n}</aff>' for n in range(size))
        return article(f"{TITLE}<contrib-group>{contributors}</contrib-group>{affiliations}")

    assert_linear(text, lambda t: jats.read(t, "x"), 100)


@pytest.mark.parametrize(
    ("abstracts", "text"),
    [
        ("<abstract><p>One.</p><sec><title>T</title><p>Two.</p></sec></abstract>", "One. Two."),
        ("<abstract>Plain.</abstract>", "Plain."),
        ("<abstract abstract-type='graphical'><p>No.</p></abstract><abstract>A</abstract>", "A"),
        ("<abstract>A</abstract><abstract>B</abstract>", "A"),
        ("<abstract/><abstract>B</abstract>", ""),
        ("<abstract abstract-type='short'><p>No.</p></abstract>", ""),
    ],
)
def test_the_abstract_is_the_first_one_without_a_type(abstracts, text):
    assert paper(TITLE + abstracts).abstract == text


def day(year="", month="", number=""):
    return f"<pub-date><day>{number}</day><month>{month}</month><year>{year}</year></pub-date>"


@pytest.mark.parametrize(
    ("dates", "year", "date"),
    [
        (day("2006", "12", "20"), 2006, "2006-12-20"),
        (day("2006", "Dec", "2"), 2006, "2006-12-02"),
        (day("2006", "1", "2"), 2006, "2006-01-02"),
        (day("2006", "13", "2"), 2006, None),
        (day("2006", "", "2"), 2006, None),
        (day("2006", "12", ""), 2006, "2006-12"),
        (day("2006"), 2006, None),
        (day("soon", "12", "20"), None, None),
        (day("2006") + day("2006", "12", "20"), 2006, "2006-12-20"),
        (day("2006", "12", "20") + day("2006", "11", "30"), 2006, "2006-11-30"),
        (day("2007", "1", "1") + day("2006"), 2006, None),
        (day("2007") + day("2006", "12", "20"), 2006, "2006-12-20"),
    ],
)
def test_the_earliest_date_counts(dates, year, date):
    entry = paper(TITLE + dates)
    assert (entry.year, entry.date) == (year, date)


def sections(body):
    return [(s.heading, s.level, s.paragraphs) for s in paper(rest=f"<body>{body}</body>").sections]


def test_sections_are_followed_by_their_subsections():
    body = (
        "<sec><title>A</title><p>1.</p><sec><title>B</title><p>2.</p></sec><p>3.</p></sec>"
        "<sec><title>C</title><p>4.</p></sec>"
    )
    assert sections(body) == [("A", 1, ("1.", "3.")), ("B", 2, ("2.",)), ("C", 1, ("4.",))]


def test_a_body_without_sections_is_one_section():
    assert sections("<p>1.</p><p>2.</p>") == [("", 1, ("1.", "2."))]


@pytest.mark.parametrize(("depth", "count"), [(12, 12), (13, 12)])
def test_sections_are_read_to_a_depth_of_twelve(depth, count):
    assert len(sections("<sec><title>T</title><p>x</p>" * depth + "</sec>" * depth)) == count


def test_a_reference_to_an_article_has_its_parts():
    result = reference(
        "<label>1</label><element-citation><person-group><name><surname>Watson</surname>"
        "<given-names>J</given-names></name><name><surname>Crick</surname></name></person-group>"
        "<article-title>Molecular structure</article-title><source>Nature</source>"
        '<year>1953</year><pub-id pub-id-type="doi">10.1000/2</pub-id>'
        '<pub-id pub-id-type="arxiv">2401.00001</pub-id></element-citation>'
    )
    assert result.text == "J Watson, Crick. Molecular structure. Nature, 1953."
    assert result.title == "Molecular structure"
    assert (result.doi, result.arxiv_id) == ("10.1000/2", "2401.00001")


PLATO = "<name><surname>Plato</surname></name>"


@pytest.mark.parametrize(
    ("inner", "text", "title"),
    [
        (f"{PLATO}<chapter-title>A chapter</chapter-title><source>The book</source>",
         "Plato. A chapter. The book.", "A chapter"),
        (f"{PLATO}<source>The whole book</source>", "Plato The whole book", "The whole book"),
        ("<article-title>Molecular structure</article-title> in words",
         "Molecular structure in words", "Molecular structure"),
        ("Anonymous. A book in words alone.", "Anonymous. A book in words alone.", ""),
    ],
)  # fmt: skip
@pytest.mark.parametrize("tag", ["element-citation", "mixed-citation", "citation", "nlm-citation"])
def test_a_reference_that_lacks_parts_is_its_text(tag, inner, text, title):
    result = reference(f"<{tag}>{inner.replace('</name><source', '</name> <source')}</{tag}>")
    assert (result.text, result.title) == (text, title)


def test_the_most_detailed_citation_counts():
    result = reference(
        "<mixed-citation>The text of the mixed one</mixed-citation>"
        "<element-citation>The text of the element</element-citation>"
    )
    assert result.text == "The text of the element"


def test_a_reference_without_a_citation_element_is_read_itself():
    assert reference("Anonymous. A book in words.").text == "Anonymous. A book in words."


def test_notes_are_no_part_of_a_title():
    group = (
        "<article-title>A<break/>Title<xref>*</xref><fn><p>Thesis.</p></fn></article-title>"
        "<subtitle>B<xref>1</xref></subtitle><trans-title-group><trans-title>No</trans-title>"
        "</trans-title-group>"
    )
    assert paper(f"<title-group>{group}</title-group>").title == "A Title: B"


def test_a_translated_title_serves_alone():
    group = "<trans-title-group><trans-title>A Title</trans-title></trans-title-group>"
    assert paper(f"<title-group><article-title/>{group}</title-group>").title == "A Title"


def test_keywords_are_in_the_articles_language_and_no_abbreviations():
    groups = (
        '<kwd-group xml:lang="pt"><kwd>rede</kwd></kwd-group><kwd-group xml:lang="en"><kwd>net</kwd>'
        '</kwd-group><kwd-group kwd-group-type="abbreviations"><kwd>N</kwd></kwd-group>'
    )
    assert paper(TITLE + groups, attributes='xml:lang="pt"').keywords == ("rede",)
    assert paper(TITLE + groups, attributes='xml:lang="fr"').keywords == ("rede", "net")


def test_the_abstract_is_in_the_articles_language():
    abstracts = (
        '<abstract xml:lang="en"><p>No.</p></abstract><abstract xml:lang="es"><title>Resumen</title>'
        "<p>Sí.</p></abstract>"
    )
    assert paper(TITLE + abstracts, attributes='xml:lang="es"').abstract == "Sí."
    translated = "<trans-abstract><p>Translated.</p></trans-abstract>"
    assert paper(TITLE + translated).abstract == "Translated."


def test_paragraphs_inside_paragraphs_are_read_once():
    abstract = "<abstract><p>A<list><list-item><p>B</p></list-item></list></p><p>C</p></abstract>"
    assert paper(TITLE + abstract).abstract == "A B C"


def test_addresses_of_the_article():
    entry = paper(
        f"{TITLE}<self-uri xlink:href='https://x.org/1' xmlns:xlink='x'/>"
        "<self-uri content-type='pdf' xlink:href='https://x.org/1/pdf' xmlns:xlink='x'/>"
        "<self-uri xlink:href='file.pdf' xmlns:xlink='x'/>"
    )
    assert [(link.url, link.kind) for link in entry.links] == [
        ("https://x.org/1", "source"), ("https://x.org/1/pdf", "pdf"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "journal",
    [
        "<journal-meta><journal-title>J</journal-title></journal-meta>",
        "<journal-meta><journal-id journal-id-type='nlm-ta'>J</journal-id></journal-meta>",
    ],
)
def test_the_venue_is_the_journals_title_or_its_abbreviation(journal):
    assert paper(journal=journal).venue == "J"


@pytest.mark.parametrize(
    ("relations", "status"),
    [
        (["companion", "retraction-forward"], "retracted"),
        (["correction-forward", "partial-retraction-forward"], "retracted"),
        (["concern-forward"], "concern"),
        (["correction-forward"], "corrected"),
        # A notice about another article, and a commentary on this one.
        (["retracted-article"], None),
        (["commentary-forward"], None),
        ([], None),
    ],
)
def test_notices_that_came_later_give_the_status(relations, status):
    links = "".join(f"<related-article related-article-type='{name}'/>" for name in relations)
    assert paper(TITLE + links).status == status
    # A notice has no status, also if its publisher turned the relation round.
    assert paper(TITLE + links, attributes="article-type='retraction'").status is None
