"""RIS, as rispy reads it."""

import rispy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.citation.links import citation_url, pdf_url
from sitegen.paper import Author, Paper
from sitegen.publish import render_export
from tests.unit.citation.papers import papers
from tests.unit.publish.exports.builders import records_of


def read(papers_):
    text = b"".join(render_export("ris", records_of(papers_))).decode()
    return rispy.loads(text)


@settings(suppress_health_check=list(HealthCheck), deadline=None)
@given(st.lists(papers(), min_size=1, max_size=3))
def test_another_program_reads_every_field_of_any_paper(papers_):
    records = records_of(papers_)
    for record, enriched in zip(read(papers_), records.newest_first(), strict=True):
        paper = enriched.entry.paper
        assert record["id"] == records.keys[enriched.entry.id]
        assert record["title"] == paper.title
        assert record.get("abstract", "") == paper.abstract
        assert record.get("doi") == paper.doi
        assert record.get("volume") == paper.volume
        assert record.get("number") == paper.issue
        assert record.get("year") == (str(paper.year) if paper.year else None)
        assert record.get("keywords", []) == list(dict.fromkeys(paper.keywords))
        assert record.get("urls", []) == list(filter(None, [citation_url(paper)]))
        assert record.get("file_attachments1", "") == pdf_url(paper)
        names = [author.name for author in paper.authors]
        expected = [] if paper.kind == "book" and tuple(names) == paper.editors else names
        assert len(record.get("authors", [])) == len(expected)
        assert record.get("edition") == paper.edition
        assert record.get("tertiary_title") == paper.series


def test_values_are_single_lines():
    (record,) = read([Paper("One\nTY  - JOUR\u2028two", abstract="a\r\nER  - \n")])
    assert record["title"] == "One TY - JOUR two"
    assert record["abstract"] == "a ER -"


def test_names_and_pages_have_parts():
    names = ("John Smith Jr.", "Kelp Watch, Bergen")
    paper = Paper("T", authors=tuple(map(Author, names)), pages="S7-S12", date="2018-05-07")
    (record,) = read([paper])
    assert record["authors"] == ["Smith, John, Jr.", "Kelp Watch, Bergen,"]
    assert (record["start_page"], record["end_page"]) == ("S7", "S12")
    assert record["date"] == "2018/05/07/"
