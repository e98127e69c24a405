"""Rows of lists of papers."""

import pytest

from sitegen.pages.escape import Markdown
from sitegen.pages.rows import PaperRow, byline, paper_row, row_in_topic
from sitegen.paper import Author, EnrichedPaper, Entry, Link, Paper, Tag

GRAPHS, TREES = Tag("graphs", "Graphs"), Tag("trees", "Trees")


def enriched(paper_id, paper=None, tags=()):
    return EnrichedPaper(Entry(paper_id, paper or Paper(f"Title {paper_id}")), tags, ())


def authors(*names):
    return tuple(Author(name) for name in names)


class TestByline:
    def test_four_names_are_all_named(self):
        assert byline(Paper("T", authors=authors("A", "B", "C", "D"))) == "A, B, C, D"

    def test_of_five_names_three_are_named(self):
        assert byline(Paper("T", authors=authors(*"ABCDE"))) == "A, B, C and 2 more"

    def test_without_authors_it_is_empty(self):
        assert byline(Paper("T")) == ""


class TestRow:
    def test_a_row_has_byline_venue_and_date(self):
        paper = Paper("T *x*", "About it.", authors("Ann"), 2020, venue="NeurIPS")
        expected = PaperRow(
            "p", Markdown(r"T \*x\*"), "Ann", "NeurIPS · 2020", (), Markdown("About it."),
            is_contribution_shared=True, language="",
            hidden="",
        )  # fmt: skip
        assert paper_row(enriched("p", paper, (Tag("a", "A"),))) == expected

    @pytest.mark.parametrize(
        ("venue", "label", "when"),
        [
            ("Proceedings of NeurIPS", "NeurIPS", "NeurIPS · 2020"),
            ("NeurIPS", "", "NeurIPS · 2020"),
            ("The Competition (IPC 2020)", "IPC 2020", "IPC 2020"),
            ("V" * 61, "", "V" * 59 + "… · 2020"),
        ],
    )
    def test_a_row_has_the_venues_label_and_one_year(self, venue, label, when):
        paper = enriched("p", Paper("T", year=2020, venue=venue))
        assert paper_row(paper, label).when == when

    def test_a_row_links_the_first_pdf_and_the_first_code(self):
        kinds = ("code", "source", "pdf", "pdf", "code")
        links = tuple(Link(f"https://e.org/{n}", kind) for n, kind in enumerate(kinds))
        row = paper_row(enriched("p", Paper("T", links=links)))
        assert [(link.url, link.label) for link in row.links] == [
            ("https://e.org/2", "PDF"), ("https://e.org/0", "Code"),
        ]  # fmt: skip

    def test_four_tags_stand_in_for_a_missing_byline_and_date(self):
        tags = tuple(Tag(name.lower(), name) for name in "ABCDE")
        assert paper_row(enriched("p", tags=tags)).who == "A · B · C · D"
        assert paper_row(enriched("p", Paper("T", year=2020), tags)).who == ""

    def test_the_snippet_has_220_characters_at_most(self):
        # Digits, as letters would load the detection of languages.
        assert paper_row(enriched("p", Paper("T", "1" * 220))).snippet == "1" * 220
        assert paper_row(enriched("p", Paper("T", "1" * 221))).snippet == "1" * 219 + "…"

    def test_a_note_stands_in_for_the_abstract(self):
        assert paper_row(enriched("p", Paper("T", note="*Read* it"))).snippet == "Read it"
        assert paper_row(enriched("p", Paper("T", "Abs", note="*Read* it"))).snippet == "Abs"


class TestRowInTopic:
    def test_a_row_without_byline_and_date_leaves_the_topic_out(self):
        paper = enriched("p", tags=(GRAPHS, TREES))
        assert row_in_topic(paper_row(paper), paper, GRAPHS).who == "Trees"
        assert row_in_topic(paper_row(paper), paper, Tag("x", "X")).who == "Graphs · Trees"

    def test_the_topic_of_no_other_leaves_the_line_empty(self):
        paper = enriched("p", tags=(GRAPHS,))
        assert row_in_topic(paper_row(paper), paper, GRAPHS).who == ""

    def test_a_row_with_a_byline_or_a_date_stays(self):
        for paper in (Paper("T", authors=authors("Graphs")), Paper("T", year=2020)):
            member = enriched("p", paper, (GRAPHS, TREES))
            row = paper_row(member)
            assert row_in_topic(row, member, GRAPHS) is row
