"""Crossref's XML: works of all kinds, deposits and answers."""

import pytest

from sitegen.sources.formats import crossref_xml

PERSON = (
    '<person_name contributor_role="author" sequence="first"><given_name>Mair</given_name>'
    "<surname>Pugh</surname></person_name>"
)


def read(inner):
    text = f"<doi_records>\n<doi_record><crossref>{inner}</crossref></doi_record></doi_records>"
    return crossref_xml.read(text, "x.xml")


def paper(inner):
    reading = read(inner)
    assert reading.diagnostics == ()
    (only,) = reading.papers
    return only


def work(name, rest="", title="A Title"):
    titles = f"<titles><title>{title}</title></titles>"
    return f"<{name}><contributors>{PERSON}</contributors>{titles}{rest}</{name}>"


@pytest.mark.parametrize(
    ("head", "claimed"),
    [
        ("<doi_records>", True), ("<crossref_result xmlns='x'>", True), ("<doi_batch>", True),
        ("<cr:crossref xmlns:cr='x'>", True), ("<doi>", False), ("doi_records", False),
    ],
)  # fmt: skip
def test_records_and_deposits_are_claimed(head, claimed):
    assert crossref_xml.sniff(head) is claimed


def test_name_and_rank():
    assert (crossref_xml.NAME, crossref_xml.RANK) == ("crossref-xml", 23)


@pytest.mark.parametrize("name", ["dissertation", "posted_content", "dataset", "peer_review"])
def test_works_without_a_volume_are_papers(name):
    institution = "<institution><institution_name>Sea</institution_name></institution>"
    entry = paper(work(name, institution))
    assert (entry.title, entry.venue) == ("A Title", "Sea")
    assert [author.name for author in entry.authors] == ["Mair Pugh"]


@pytest.mark.parametrize(
    ("container", "venue"),
    [
        ("<journal><journal_metadata><full_title>J</full_title></journal_metadata>{}</journal>", "J"),
        (("<book><book_series_metadata><titles><title>B</title></titles></book_series_metadata>{}"
         "</book>"), "B"),
        (("<database><database_metadata><titles><title>D</title></titles></database_metadata>{}"
         "</database>"), "D"),
        (("<conference><event_metadata><conference_name>C</conference_name></event_metadata>{}"
         "</conference>"), "C"),
    ],
)  # fmt: skip
def test_the_volume_is_the_venue(container, venue):
    assert paper(container.format(work("content_item"))).venue == venue


def test_the_doi_of_the_work_is_not_that_of_its_volume_or_its_references():
    entry = paper(
        "<journal><journal_metadata><doi_data><doi>10.1000/j</doi></doi_data></journal_metadata>"
        + work("journal_article", "<citation_list><citation><doi>10.1000/c</doi></citation>"
               "</citation_list>")
        + "</journal>"
    )  # fmt: skip
    assert entry.doi is None


def test_a_book_is_a_paper_if_no_chapter_is():
    metadata = (
        "<book_metadata><titles><title>B</title><subtitle>S</subtitle></titles></book_metadata>"
    )
    assert paper(f"<book>{metadata}</book>").title == "B: S"
    assert paper(f"<book>{metadata}{work('content_item')}</book>").title == "A Title"


@pytest.mark.parametrize(
    ("dates", "year", "day"),
    [
        (("<publication_date><month>12</month><day>5</day><year>2020</year></publication_date>"
         "<publication_date><year>2021</year></publication_date>"), 2020, "2020-12-05"),
        ("<publication_date><month>21</month><day>5</day><year>2020</year></publication_date>",
         2020, None),
        ("<acceptance_date><year>2019</year></acceptance_date>", 2019, None),
        (("<posted_date><month>1</month><day>2</day><year>2018</year></posted_date>"
         "<acceptance_date><year>2017</year></acceptance_date>"), 2018, "2018-01-02"),
    ],
)  # fmt: skip
def test_the_earliest_date_of_publication_counts(dates, year, day):
    entry = paper(work("posted_content", dates))
    assert (entry.year, entry.date) == (year, day)


def test_affiliations_are_texts_or_institutions():
    person = PERSON.replace(
        "</person_name>",
        "<affiliations><institution><institution_name>Sea University</institution_name>"
        "<institution_department>Waves</institution_department></institution></affiliations>"
        "<ORCID>https://orcid.org/0000-0002-1825-0097</ORCID></person_name>",
    )
    (author,) = paper(work("dataset").replace(PERSON, person)).authors
    assert author.affiliations == ("Waves, Sea University",)
    assert author.orcid == "0000-0002-1825-0097"


def test_groups_are_authors_and_editors_are_not():
    others = (
        '<organization contributor_role="author">The Group</organization>'
        + PERSON.replace('"author"', '"editor"').replace("Mair", "Ed")
    )  # fmt: skip
    entry = paper(work("dataset").replace(PERSON, PERSON + others))
    assert [author.name for author in entry.authors] == ["Mair Pugh", "The Group"]


def test_the_main_abstract_and_the_pdf():
    entry = paper(
        work(
            "posted_content",
            '<abstract abstract-type="teaser"><p>No.</p></abstract><abstract><title>Abstract</title>'
            "<p>Yes.</p></abstract><doi_data><doi>10.1000/1</doi><resource>https://x.org/1</resource>"
            '<collection><item><resource mime_type="text/xml">https://x.org/1.xml</resource></item>'
            '<item><resource mime_type="application/pdf">https://x.org/1.pdf</resource></item>'
            "</collection></doi_data>",
        )
    )
    assert entry.abstract == "Yes."
    assert [(link.url, link.kind) for link in entry.links] == [
        ("https://x.org/1", "source"), ("https://x.org/1.pdf", "pdf"),
    ]  # fmt: skip


def test_a_journal_without_an_article_is_an_error():
    text = "<journal><journal_metadata><full_title>J</full_title></journal_metadata></journal>"
    (diagnostic,) = read(text).diagnostics
    assert diagnostic.message.startswith("no paper was found")


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ('<query status="unresolved"><doi>10.1000/x</doi></query>', "could not resolve 10.1000/x"),
        ('<query status="malformed"/>', "could not resolve this query"),
        ("<crossref><error>doi not found</error></crossref>", "Crossref answers: doi not found"),
    ],
)
def test_what_crossref_does_not_know_is_an_error(query, message):
    (diagnostic,) = crossref_xml.read(
        f"<crossref_result>{query}</crossref_result>", "x"
    ).diagnostics
    assert message in diagnostic.message


def test_an_answer_without_a_record_has_the_fields_of_the_query():
    text = (
        "<crossref_result><query status='resolved'><doi type='book_content'>10.1000/1</doi>"
        "<contributors><contributor><given_name>Mair</given_name><surname>Pugh</surname>"
        "</contributor></contributors><volume_title>Book</volume_title><year>2001</year>"
        "<article_title>Chapter</article_title></query></crossref_result>"
    )
    (entry,) = crossref_xml.read(text, "x").papers
    assert (entry.title, entry.venue, entry.year, entry.doi) == (
        "Chapter", "Book", 2001, "10.1000/1",
    )  # fmt: skip
    assert [author.name for author in entry.authors] == ["Mair Pugh"]
