"""What rows hide of a paper; tests/browser/test_zotero.py reads it with the script and with Zotero."""

import re
from html import unescape
from pathlib import Path
from typing import get_args
from urllib.parse import unquote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.pages.coins import item_type
from sitegen.pages.escape import escape_query
from sitegen.pages.kinds.author import KIND as AUTHOR
from sitegen.pages.kinds.paper import KIND as PAPER
from sitegen.pages.kinds.topic import KIND as TOPIC
from sitegen.pages.kinds.venue import KIND as VENUE
from sitegen.pages.kinds.year import KIND as YEAR
from sitegen.pages.rows import paper_row
from sitegen.paper import Author, EnrichedPaper, Entry, Link, Paper, PaperKind
from tests.unit.pages.builders import GRAPHS, paper, render

SCRIPT = Path(__file__).parents[3] / "theme" / "assets" / "sitegen" / "coins.js"
#: Zotero 7's types of items that a paper can have.
ZOTERO_TYPES = {
    "journalArticle", "conferencePaper", "preprint", "book", "bookSection", "thesis", "report",
    "dataset", "computerProgram", "document",
}  # fmt: skip


def fields(paper, venue=""):
    """Return the kind's letter and the fields that the row of a paper hides."""
    row = paper_row(EnrichedPaper(Entry("p", paper), (), ()), venue)
    letter, *parts = unescape(escape_query(row.hidden)).split(";")
    return letter, [(part[0], unquote_plus(part[1:])) for part in parts]


def test_what_a_row_shows_is_not_repeated():
    authors = (Author("Ann Roe"), Author("Bo Ng"))
    paper = Paper("A & B", authors=authors, date="2020-01-02", venue="ICRA", kind="conference")
    assert fields(paper) == ("c", [])
    assert fields(Paper("T")) == ("", [])


def test_the_rows_of_large_collections_have_no_address():
    links = (Link("https://example.org/a", "source"),)
    small, large = (
        paper_row(EnrichedPaper(Entry("p", Paper("T", links=links)), (), ()), is_large=is_large)
        for is_large in (False, True)
    )
    assert (small.hidden, large.hidden) == (";uhttps://example.org/a", "")


def test_what_a_row_lacks_is_hidden():
    authors = tuple(map(Author, ["Ann", "Bo", "Cy", "Di", "Ed"]))
    paper = Paper("On $x^2$", authors=authors, doi="10.1234/a&b", year=2020, venue="ICML 2020")
    assert fields(paper) == (
        "",
        [("t", "On x²"), ("n", "2"), ("a", "Cy"), ("a", "Di"), ("a", "Ed"), ("d", "2020"),
         ("i", "10.1234/a&b")],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("paper", "expected"),
    [
        (
            Paper("T", authors=(Author("Martin King, Jr."),)),
            [("n", "0"), ("a", "Martin King, Jr.")],
        ),
        (Paper("T", authors=(Author("محمد علي"),)), [("n", "0"), ("a", "محمد علي")]),
        (Paper("T", year=2020), [("v", ""), ("d", "2020")]),
        (Paper("T", venue="A · B", year=2020), [("v", "A · B"), ("d", "2020")]),
        (Paper("T\u00a0U"), [("t", "T\u00a0U")]),
        (Paper("T", status="retracted"), [("t", "T")]),
        (Paper("T", status="retracted", authors=(Author("Ann"),)), [("t", "T")]),
    ],
)
def test_what_a_row_shows_in_another_way_is_hidden(paper, expected):
    assert fields(paper)[1] == expected


def test_a_venues_label_is_not_its_name():
    paper = Paper("T", venue="Proceedings of ICRA", year=2020)
    assert fields(paper, "ICRA")[1] == [("v", "Proceedings of ICRA")]


def test_without_a_doi_the_papers_page_is_named():
    links = (Link("https://e.org/a.pdf", "pdf"), Link("https://e.org/a;b?c=d", "source"))
    assert fields(Paper("T", links=links))[1] == [("u", "https://e.org/a;b?c=d")]


@pytest.mark.parametrize("kind", get_args(PaperKind))
def test_the_script_knows_each_kind(kind):
    script = SCRIPT.read_text("utf-8")
    assert item_type(kind) in ZOTERO_TYPES
    if letter := fields(Paper("T", kind=kind))[0]:
        assert f'{letter}: "{item_type(kind)}"' in script
    else:
        assert item_type(kind) == "document"


@given(st.text(st.characters(exclude_categories=()), min_size=1))
def test_any_text_comes_back(text):
    """The row in a browser and the hidden fields have the values of the paper between them."""
    paper = Paper(text, authors=(Author(text),), venue=text)
    hidden = dict(fields(paper)[1])
    expected = text.encode("utf-8", errors="replace").decode("utf-8")
    plain = " ".join(expected.split()) == expected
    if "$" not in text:
        assert hidden.get("t", expected if plain else None) == expected
    assert hidden.get("a", expected if plain else None) == expected
    assert hidden.get("v", expected if plain else None) == expected


def test_topics_have_one_per_row_and_pages_of_papers_none():
    members = [paper("a", GRAPHS, authors=(Author("Ann <b>"),)), paper("b", GRAPHS)]
    (topic,) = render(TOPIC, members)
    assert topic.text.count("data-coins=") == 2
    assert "<b>" not in topic.text
    assert not any("data-coins" in page.text for page in render(PAPER, members))
    assert "data-coins" not in render(TOPIC, members[:1])[0].text


@pytest.mark.parametrize(
    ("kind", "uri"),
    [(AUTHOR, "authors/ann-roe.md"), (VENUE, "venues/icra.md"), (YEAR, "years/2020.md")],
)
def test_lists_of_authors_venues_and_years_offer_their_papers_if_they_have_several(kind, uri):
    members = [paper(name, authors=(Author("Ann Roe"),), venue="ICRA", year=2020) for name in "ab"]
    texts = {page.src_uri: page.text for page in render(kind, members)}
    assert texts[uri].count("data-coins=") == 2
    assert "data-coins" not in "".join(page.text for page in render(kind, members[:1]))


@given(st.text(st.characters(exclude_categories=())))
def test_an_escaped_query_ends_no_attribute_and_no_block(text):
    assert re.fullmatch(r"[\w.%~+=;&:/-]*", escape_query(text), re.ASCII)
