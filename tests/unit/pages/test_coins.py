"""Context objects are read as Zotero reads them."""

import re
from html import unescape
from typing import get_args
from urllib.parse import parse_qsl, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.pages.coins import context_object
from sitegen.pages.escape import escape_query
from sitegen.pages.kinds.author import KIND as AUTHOR
from sitegen.pages.kinds.paper import KIND as PAPER
from sitegen.pages.kinds.topic import KIND as TOPIC
from sitegen.pages.kinds.venue import KIND as VENUE
from sitegen.pages.kinds.year import KIND as YEAR
from sitegen.paper import Author, Link, Paper, PaperKind
from tests.unit.pages.builders import GRAPHS, paper, render

#: Zotero 7's types of items that a paper can have.
ZOTERO_TYPES = {
    "journalArticle", "conferencePaper", "preprint", "book", "bookSection", "thesis", "report",
    "dataset", "computerProgram", "document",
}  # fmt: skip


def parse(text):
    """Return key -> values, by the rules of zotero/utilities' openurl.js for Dublin Core."""
    values = {}
    for part in unescape(escape_query(text)).split("&"):
        key, value = part.split("=")[:2]
        # A plus sign is a blank there, encoded or not.
        values.setdefault(key, []).append(unquote(re.sub(r"\+|%2[bB]", " ", value)))
    assert values.pop("rft_val_fmt") == ["info:ofi/fmt:kev:mtx:dc"]
    assert values.pop("ctx_ver") == ["Z39.88-2004"]
    # Behind the type, titles are those of journals, and of a thesis neither source nor address counts.
    assert list(values)[-1] == "rft.type"
    return values


def test_all_fields():
    text = context_object(
        Paper("A & B = $x^2$", authors=(Author("Ann Roe"), Author("Bo Ng")), date="2020-01-02",
              venue="ICRA", doi="10.1234/a&b", kind="conference")
    )  # fmt: skip
    assert parse(text) == {
        "rft.type": ["conferencePaper"], "rft.title": ["A & B = x²"],
        "rft.creator": ["Ann Roe", "Bo Ng"], "rft.date": ["2020-01-02"], "rft.source": ["ICRA"],
        "rft_id": ["info:doi/10.1234/a&b"],
    }  # fmt: skip


def test_without_a_doi_the_papers_page_is_named():
    links = (Link("https://e.org/a.pdf", "pdf"), Link("https://e.org/a", "source"))
    assert parse(context_object(Paper("T", year=2020, links=links))) == {
        "rft.type": ["document"], "rft.title": ["T"], "rft.date": ["2020"],
        "rft.identifier": ["https://e.org/a"],
    }  # fmt: skip


@pytest.mark.parametrize("kind", [None, *get_args(PaperKind)])
def test_each_kind_has_a_type_of_zotero(kind):
    assert set(parse(context_object(Paper("T", kind=kind)))["rft.type"]) <= ZOTERO_TYPES


@given(st.text(st.characters(exclude_categories=()), min_size=1).filter(lambda t: "$" not in t))
def test_any_text_comes_back(text):
    values = parse(context_object(Paper(text, authors=(Author(text),), venue=text)))
    expected = text.encode("utf-8", errors="replace").decode("utf-8").replace("+", " ")
    assert values["rft.title"] == values["rft.creator"] == values["rft.source"] == [expected]


def test_topics_have_one_per_row_and_pages_of_papers_none():
    members = [paper("a", GRAPHS, authors=(Author("Ann <b>"),)), paper("b", GRAPHS)]
    (topic,) = render(TOPIC, members)
    assert topic.text.count('class="Z3988"') == 2
    assert "<b>" not in topic.text
    assert not any("Z3988" in page.text for page in render(PAPER, members))
    assert "Z3988" not in render(TOPIC, members[:1])[0].text


@pytest.mark.parametrize(
    ("kind", "uri"),
    [(AUTHOR, "authors/ann-roe.md"), (VENUE, "venues/icra.md"), (YEAR, "years/2020.md")],
)
def test_lists_of_authors_venues_and_years_offer_their_papers_if_they_have_several(kind, uri):
    members = [paper(name, authors=(Author("Ann Roe"),), venue="ICRA", year=2020) for name in "ab"]
    texts = {page.src_uri: page.text for page in render(kind, members)}
    objects = re.findall(r'<span class="Z3988" title="([^"]*)"></span>', texts[uri])
    assert [dict(parse_qsl(unescape(text)))["rft.title"] for text in objects] == [
        "Title a", "Title b",
    ]  # fmt: skip
    assert "Z3988" not in "".join(page.text for page in render(kind, members[:1]))


@given(st.text(st.characters(exclude_categories=())))
def test_an_escaped_query_ends_no_attribute_and_no_block(text):
    assert re.fullmatch(r"[\w.%~+=;&-]*", escape_query(text), re.ASCII)
