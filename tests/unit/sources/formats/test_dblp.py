"""DBLP's XML."""

import pytest

from sitegen.sources.formats import dblp


def read(*records):
    return dblp.read(f"<dblp>\n{''.join(records)}</dblp>", "x.xml")


def paper(fields, name="article"):
    reading = read(f'<{name} key="k/1" mdate="2020-01-01">{fields}</{name}>')
    assert reading.diagnostics == ()
    (only,) = reading.papers
    return only


@pytest.mark.parametrize(
    ("head", "claimed"),
    [
        ("<dblp>", True), ("<dblpperson name='x'>", True), ('<article key="a" mdate="b">', True),
        ("<inproceedings mdate='x'><author>", True), ("<article>", False),
        ('<article class="key">', False), ("<result><hits><hit><info>", True),
        ("<result><hits>", False), ("<info key='x'>", False),
    ],
)  # fmt: skip
def test_dblp_and_its_records_are_claimed(head, claimed):
    assert dblp.sniff(head) is claimed


def test_name_and_rank():
    assert (dblp.NAME, dblp.RANK) == ("dblp", 9)


def test_names_lose_the_number_of_namesakes_and_keep_their_letters():
    entry = paper(
        '<author orcid="0000-0002-1825-0097">Wei Wang 0001</author><author>J&uuml;rgen M&#252;ller'
        "</author><author>R2 D2</author><editor>E</editor><title>T.</title>"
    )
    assert [a.name for a in entry.authors] == ["Wei Wang", "Jürgen Müller", "R2 D2"]
    assert entry.authors[0].orcid == "0000-0002-1825-0097"


@pytest.mark.parametrize(
    ("title", "text"),
    [("A B.", "A B"), ("A B?", "A B?"), ("On the U.S.", "On the U.S."), ("A <i>B</i>.", "A B"),
     ("Wait...", "Wait...")],
)  # fmt: skip
def test_titles_lose_their_full_stop(title, text):
    assert paper(f"<title>{title}</title>").title == text


def test_ids_come_from_the_addresses_and_from_the_volume():
    entry = paper(
        "<title>T</title><volume>abs/2403.01234</volume><journal>CoRR</journal><year>2024</year>"
        "<ee>https://www.wikidata.org/entity/Q1</ee><ee>https://doi.org/10.1000/1</ee>"
    )
    assert (entry.arxiv_id, entry.doi, entry.venue) == ("2403.01234", "10.1000/1", "CoRR")
    assert [link.url for link in entry.links] == ["https://doi.org/10.1000/1"]
    assert (entry.year, entry.source_id) == (2024, "k/1")


@pytest.mark.parametrize("name", ["inproceedings", "incollection", "phdthesis", "book", "data"])
def test_publications_of_all_kinds_are_read(name):
    entry = paper("<title>T</title><booktitle>B</booktitle>", name)
    assert (entry.title, entry.venue) == ("T", "B")
    assert [link.url for link in entry.links] == ["https://dblp.org/rec/k/1"]


def test_homepages_are_skipped():
    reading = read(
        '<www key="h"><title>Home Page</title></www>',
        '<article key="a"><title>T</title></article>',
    )
    assert [p.title for p in reading.papers] == ["T"]
    assert reading.diagnostics == ()


def test_answers_to_searches_have_a_list_of_authors():
    text = (
        "<result><hits><hit><info><authors><author>A B</author><author>C D</author></authors>"
        "<title>T.</title><venue>V</venue><doi>10.1000/1</doi><key>k</key></info></hit>"
        "<hit><info><author>Somebody</author></info></hit></hits></result>"
    )
    (entry,) = dblp.read(text, "x").papers
    assert (entry.title, entry.venue, entry.doi) == ("T", "V", "10.1000/1")
    assert [a.name for a in entry.authors] == ["A B", "C D"]


PROCEEDINGS = (
    '<proceedings key="conf/shore/2022" mdate="2022-01-01"><editor>Bo Ng 0002</editor>'
    "<title>Proceedings of SHORE 2022</title><year>2022</year><publisher>Sand</publisher>"
    "<isbn>978-3-999-00001-2</isbn></proceedings>"
)


def test_proceedings_are_a_book_of_their_editors():
    (volume,) = read(PROCEEDINGS).papers
    assert (volume.title, volume.kind, volume.year) == ("Proceedings of SHORE 2022", "book", 2022)
    assert [author.name for author in volume.authors] == ["Bo Ng"]


def test_proceedings_that_a_paper_refers_to_are_no_paper_as_in_bibtex():
    part = (
        '<inproceedings key="conf/shore/A22"><author>Ann Lee</author><title>A.</title>'
        "<crossref>{}</crossref></inproceedings>"
    )
    assert [p.title for p in read(PROCEEDINGS, part.format("conf/shore/2022")).papers] == ["A"]
    assert len(read(PROCEEDINGS, part.format("conf/shore/2021")).papers) == 2
