"""Papers in Arabic and Hebrew on each page that names them: every text has its direction."""

import re
from dataclasses import replace

import pytest

from sitegen.pages.kinds import author, home, papers, topic
from sitegen.pages.kinds.paper import KIND as PAPER
from sitegen.paper import Author, Reason, Related
from tests.unit.pages.builders import GRAPHS, paper, render

ARABIC = "التعلم العميق للرسوم البيانية"
HEBREW = "למידה עמוקה של גרפים"
NAMES = ("أحمد", "محمد", "Ann Lee")
AUTHORS = tuple(Author(name) for name in NAMES)
SENTENCE = "نقترح طريقة جديدة للتعلم العميق على الرسوم البيانية الكبيرة في هذا البحث."


def members():
    first = paper("a", GRAPHS, title=ARABIC, abstract=SENTENCE, authors=AUTHORS, year=2020)
    second = paper("h", GRAPHS, title=HEBREW, authors=(Author("Dana"),), year=2021)
    third = paper("e", GRAPHS, title="Plain words", authors=(Author("Dana"),), year=2021)
    related = (
        Related("a", 0.9, (Reason("method", ARABIC), Reason("method", HEBREW))),
        Related("h", 0.8),
    )
    return [first, second, replace(third, related=related)]


def text_of(kind, uri, **values):
    return next(p.text for p in render(kind, members(), **values) if p.src_uri == uri)


@pytest.mark.parametrize(("paper_id", "title"), [("a", ARABIC), ("h", HEBREW)])
def test_the_heading_and_the_abstract_of_a_paper(paper_id, title):
    text = text_of(PAPER, f"papers/{paper_id}.md")
    assert re.search(rf'^# {title} {{ #top [^}}]*dir="auto" }}$', text, re.MULTILINE)
    if paper_id == "a":
        assert re.search(r'^{ \.sg-paper__abstract [^}]*dir="auto" }$', text, re.MULTILINE)


def test_a_plain_paper_has_no_direction_but_for_related_ones():
    text = text_of(PAPER, "papers/e.md")
    assert "# Plain words { #top }" in text
    for title in (ARABIC, HEBREW):
        assert re.search(rf'\[{title}\]\(\w\.md\){{[^}}]*dir="auto" }}', text)
    assert f"Same method:</span> \u2068{ARABIC}\u2069, \u2068{HEBREW}\u2069" in text


@pytest.mark.parametrize(
    ("kind", "uri"),
    [(home.KIND, "index.md"), (papers.KIND, "papers.md"), (topic.KIND, "tags/graphs.md"),
     (author.KIND, "authors/dana.md")],
)  # fmt: skip
def test_titles_in_lists(kind, uri):
    text = text_of(kind, uri, home_papers=3)
    assert re.search(rf'\[{HEBREW}\]\([^)]*h\.md\){{[^}}]*dir="auto" }}', text)
    assert re.search(r"\[Plain words\]\([^)]*e\.md\)(?! ?\{)", text)


def test_names_in_one_line_keep_their_order():
    byline = "\u2068أحمد\u2069, \u2068محمد\u2069, Ann Lee"
    assert byline in text_of(papers.KIND, "papers.md")


def test_a_site_from_right_to_left_gives_each_title_its_direction():
    text = text_of(papers.KIND, "papers.md", language="ar")
    assert re.search(r'\[Plain words\]\([^)]*e\.md\){[^}]*dir="auto" }', text)
