"""View models: what a page shows of a paper, and what lists and other pages show of it."""

import pytest

from sitegen.pages.linked_data import json_ld
from sitegen.pages.views import (
    PaperSummary,
    PaperView,
    RelatedRow,
    front_matter,
    language_of,
    match_keys_of_aliases,
    match_keys_of_formulas,
    plain_authors,
    sort_key,
)
from sitegen.paper import Author, EnrichedPaper, Entry, Link, Paper, Reason, Reference, Related, Tag
from tests.unit.pages.builders import paper_views, site

LONG_TITLE = "Denoising Diffusion Probabilistic Models"
REASONS = (Reason("method", "state spaces"), Reason("phrase", "trees"))


def enriched(paper_id, paper=None, tags=(), related=()):
    return EnrichedPaper(Entry(paper_id, paper or Paper(f"Title {paper_id}")), tags, related)


def view_of(paper, **values):
    (view,) = paper_views([enriched("p", paper, **values)])
    return view


def authors(*names):
    return tuple(Author(name) for name in names)


class TestLanguage:
    def test_the_texts_language_outweighs_the_sources(self):
        abstract = (
            "This is the first of our studies, and it is from the field of learning with data."
        )
        assert language_of(Paper("T", abstract, language="de")) == "en"

    def test_the_sources_language_stands_in(self):
        assert language_of(Paper("T", language="de")) == "de"

    def test_neither_is_empty(self):
        assert language_of(Paper("T")) == ""


@pytest.mark.parametrize(
    ("kind", "is_source"),
    [("arxiv", True), ("doi", True), ("pdf", True), ("source", True), ("code", False),
     ("model", False), ("link", False)],
)  # fmt: skip
def test_which_links_lead_to_the_paper(kind, is_source):
    assert view_of(Paper("T", links=(Link("https://e.org/", kind),))).has_source is is_source


class TestWordsForSearch:
    def test_only_names_with_special_letters_are_spelt_out(self):
        paper = Paper("T", authors=authors("Łukasz Kaiser", "José Ruiz", "Søren Ø"))
        assert plain_authors(paper) == "lukasz kaiser soren o"

    def test_aliases_of_all_tags_word_by_word(self):
        tags = [Tag("a", "A", also=("Graph-Nets", "—")), Tag("b", "B", also=("X y",))]
        assert match_keys_of_aliases(tags) == "graphnets x y"
        assert match_keys_of_aliases([Tag("a", "A")]) == ""

    def test_formulas_alone(self):
        assert match_keys_of_formulas(r"An $\ell_1$ bound on $x + y$") == "ell1 x y"
        assert match_keys_of_formulas("no formula: x_1") == ""

    def test_a_page_has_both(self):
        view = view_of(Paper("On $n^2$"), tags=(Tag("a", "A", also=("Alias",)),))
        assert view.other_topic_names == "alias n2"
        assert view_of(Paper("On n")).other_topic_names == ""


class TestSortKey:
    def test_letters_and_digits_in_lower_case_between_single_blanks(self):
        assert sort_key("  “A” — Café  &  42!") == "a cafe 42"


class TestPaperViews:
    def test_neighbours_are_those_of_the_listing(self):
        views = list(paper_views([enriched("a"), enriched("b"), enriched("c")]))
        neighbours = [(v.previous and v.previous.id, v.next and v.next.id) for v in views]
        assert neighbours == [(None, "b"), ("a", "c"), ("b", None)]

    def test_some_papers_alone_keep_their_neighbours(self):
        (view,) = paper_views([enriched("a"), enriched("b"), enriched("c")], {"b"})
        assert (view.id, view.previous.id, view.next.id) == ("b", "a", "c")
        assert list(paper_views([enriched("a")], set())) == []

    def test_a_summary_has_title_sentence_language_and_year(self):
        papers = [enriched("a"), enriched("b", Paper("B *", "Short.", year=1999, language="fr"))]
        first, _ = paper_views(papers)
        assert first.next == PaperSummary(
            "b",
            r"B \*",
            "Short.",
            is_contribution_shared=True,
            byline="1999",
            language="fr",
            year=1999,
        )

    def test_a_summary_of_a_paper_without_abstract_has_its_note(self):
        first, _ = paper_views([enriched("a"), enriched("b", Paper("B", note="Read."))])
        assert first.next.contribution == "Read."

    def test_the_title_in_a_heading_is_annotated_in_plain_text(self):
        view = view_of(Paper("On $n^2$", "In $n^2$."))
        assert view.plain_title == "On n²"
        assert 'encoding="text/plain"' in view.title
        assert 'encoding="application/x-tex"' in view.abstract

    def test_a_note_is_markdown_and_may_be_missing(self):
        assert view_of(Paper("T", note="- one")).note == "- one"
        assert view_of(Paper("T")).note == ""

    def test_related_papers_have_their_reasons(self):
        citing = Paper("A", references=(Reference("r", LONG_TITLE), Reference("s", "", "10.1/d")))
        papers = [
            enriched(
                "a", citing, (Tag("t", "Topic"),),
                (Related("b", 0.9, REASONS, ("Ann X", "Bo Y", "Z")), Related("d", 0.5)),
            ),
            enriched("b", Paper(LONG_TITLE), (), (Related("a", 0.9),)),
            enriched("d"),
        ]  # fmt: skip
        first, second, _ = paper_views(papers)
        related, unrelated = first.related
        assert related.paper.id == "b"
        assert (related.label, related.things) == ("Same method", "state spaces, trees")
        assert related.group == "Same group (X, Y)"
        assert (unrelated.label, unrelated.things, unrelated.group) == ("", "", "")
        assert (related.citation, unrelated.citation) == ("cited here", "")
        assert second.related[0].citation == "cites this paper"
        assert [paper.id for paper in first.cites] == ["b"]
        assert [paper.id for paper in second.cited_by] == ["a"]
        assert (first.cited_by, second.cites) == ((), ())

    @pytest.mark.parametrize(
        ("year", "other_year", "expected"),
        [
            (2010, 2012, "Same author (Nieto), 2 years later"),
            (2012, 2009, "Same author (Nieto), 3 years earlier"),
            (2010, 2011, "Same author (Nieto)"),
            (None, 2011, "Same author (Nieto)"),
        ],
    )
    def test_shared_authors_have_the_distance_in_years(self, year, other_year, expected):
        related = (Related("b", 0.9, (), ("Juan Nieto",)),)
        papers = [
            enriched("a", Paper("A", year=year), related=related),
            enriched("b", Paper("B", year=other_year)),
        ]
        assert next(iter(paper_views(papers))).related[0].group == expected

    def test_a_related_paper_has_its_first_author_venue_and_year(self):
        paper = Paper("B", authors=(Author("Ann Lee"), Author("Bo")), venue="ICLR", year=2018)
        papers = [enriched("a", related=(Related("b", 0.9),)), enriched("b", paper)]
        assert (
            next(iter(paper_views(papers))).related[0].paper.byline == "Ann Lee et al. · ICLR 2018"
        )

    def test_a_paper_without_related_ones_is_isolated_where_others_have_some(self):
        papers = [enriched("a", related=(Related("b", 0.9),)), enriched("b")]
        assert [view.is_isolated for view in paper_views(papers)] == [False, True]
        assert [view.is_isolated for view in paper_views(papers[1:])] == [False]

    def test_of_two_papers_that_cite_each_other_both_are_cited(self):
        left = Paper("L", doi="10.1/l", references=(Reference("r", doi="10.1/r"),))
        right = Paper("R", doi="10.1/r", references=(Reference("l", doi="10.1/l"),))
        papers = [
            enriched("l", left, related=(Related("r", 1.0),)),
            enriched("r", right, related=(Related("l", 1.0),)),
        ]
        assert [v.related[0].citation for v in paper_views(papers)] == ["cited here"] * 2


class TestFrontMatter:
    def test_all_values(self):
        paper = Paper(
            "On $n$", "About it.", authors("Ann", "Bo"), 2020, "2020-01-31", "V", "10.1/a",
            "1706.03762",
        )  # fmt: skip
        assert front_matter(view_of(paper), site()) == {
            "title": "On n",
            "description": "About it.",
            "kind": "paper",
            "citation": {
                "title": "On n",
                "authors": ["Ann", "Bo"],
                "date": "2020/01/31",
                "venue": "V",
                "venue_tag": "DC.source",
                "item_type": "document",
                "doi": "10.1/a",
                "arxiv_id": "1706.03762",
                "pdf": "https://arxiv.org/pdf/1706.03762",
            },
            "linked_data": json_ld(paper, is_publisher=False),
            "math": True,
        }

    def test_missing_values_are_left_out(self):
        paper = Paper("T", kind="article")
        assert front_matter(view_of(paper), site()) == {
            "title": "T", "description": "T", "kind": "paper", "citation": {"title": "T"},
            "linked_data": json_ld(paper, is_publisher=False),
        }  # fmt: skip

    @pytest.mark.parametrize(
        ("paper", "language", "expected"),
        [
            ("de", "en", "de"), ("de", "de", None), ("en", "de", "en"), (None, "de", None),
            ("en", "en", None), ('"<', "en", None),
        ],
    )  # fmt: skip
    def test_the_language_is_said_where_it_is_not_the_sites(self, paper, language, expected):
        front = front_matter(view_of(Paper("T", language=paper)), site(language=language))
        assert front["citation"].get("language") == expected

    def test_a_description_has_160_characters_at_most(self):
        assert front_matter(view_of(Paper("T", "1" * 160)), site())["description"] == "1" * 160
        assert (
            front_matter(view_of(Paper("T", "1" * 161)), site())["description"] == "1" * 159 + "…"
        )


@pytest.mark.parametrize("cls", [PaperSummary, RelatedRow, PaperView])
def test_values_are_frozen_and_have_slots(cls):
    assert cls.__dataclass_params__.frozen
    assert "__dict__" not in dir(cls)
