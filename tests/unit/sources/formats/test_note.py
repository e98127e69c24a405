"""Curators' notes: which paper they are on, and what is shown of them."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from sitegen.collection.collect import collect
from sitegen.pages.notes import note_markdown, note_text
from sitegen.paper import Paper
from sitegen.render.markdown import to_html
from sitegen.sources import read_text
from sitegen.sources.formats import note
from tests.unit.pages.test_escape import python_markdown


def test_a_note_joins_its_paper_and_does_not_take_its_title():
    (told,) = read_text("---\narxiv_id: 1412.69800\n---\nRead it.\n", "n.md").papers
    paper = Paper("Adam: A Method", "An abstract.", arxiv_id="1412.69800")
    for records in ([told, paper], [paper, told]):
        (entry,) = collect(records).entries
        assert (entry.paper.title, entry.paper.note) == ("Adam: A Method", "Read it.")


def test_a_note_alone_is_a_paper():
    text = "---\nauthors: [Ann Lee, Bo Roe]\nyear: 2019\n---\n# A Paper of Notes\n\nIt is.\n"
    (paper,) = read_text(text, "n.md").papers
    assert (paper.title, paper.year, paper.note) == ("A Paper of Notes", 2019, "It is.")
    assert [author.name for author in paper.authors] == ["Ann Lee", "Bo Roe"]


def test_an_id_is_no_number():
    (paper,) = read_text("---\narxiv: 2410.10630\ntitle: T\n---\n", "n.md").papers
    assert paper.arxiv_id == "2410.10630"


def test_a_reading_list_with_front_matter_is_a_reading_list():
    text = (
        "---\ntitle: My list\n---\n\n## [One](https://arxiv.org/abs/1706.03762)\n\nText one.\n\n"
        "## [Two](https://arxiv.org/abs/1412.6980)\n\nText two.\n"
    )
    reading = read_text(text, "list.md")
    assert [(p.title, p.origins[0].line) for p in reading.papers] == [("One", 5), ("Two", 9)]


@pytest.mark.parametrize(
    ("text", "line", "fault"),
    [
        ("---\ntitle: T\nyear: [2019\n---\nX\n", 3, "is no YAML"),
        ("---\ntitle: T\na: &a [*a]\n---\nX\n", None, ""),
        ("---\nvenue: V\n---\n\nNo title.\n", 2, "there is no title"),
    ],
)
def test_faults_have_their_place(text, line, fault):
    reading = note.read(text, "n.md")
    if line is None:
        assert reading.papers
    else:
        assert (reading.diagnostics[0].line, reading.papers) == (line, ())
        assert fault in reading.diagnostics[0].message


MARKS = st.lists(
    st.sampled_from(["# ", "\n\n", "\n", "- ", "1. ", "> ", "**", "*", "`", "```\n", "[", "](",
                     "https://x.org/a_b?c=1&d", ")", "<b>", "&amp;", "word", " ", "    ", "_", "$",
                     "x^2", "javascript:x", "---\n", "![", "{ .x }", "~~~\n", "\\"]),
    max_size=25,
).map("".join)  # fmt: skip


@given(MARKS)
def test_any_note_is_the_same_for_both_renderers_and_runs_nothing(text):
    page = f'<div class="n" markdown="1">\n\n{note_markdown(text)}\n\n</div>\n'
    soup = BeautifulSoup(python_markdown(page), "lxml")
    ours = BeautifulSoup(to_html(page), "lxml")
    assert [t.name for t in ours.find_all()] == [t.name for t in soup.find_all()]
    assert "".join(ours.get_text().split()) == "".join(soup.get_text().split())
    for tag in soup.find_all():
        assert not any(name.startswith("on") for name in tag.attrs)
        assert tag.name not in {"script", "img", "b", "iframe"}
    assert all(a["href"].startswith("https://") for a in soup.find_all("a"))
    assert isinstance(note_text(text), str)


def test_a_note_keeps_its_marks():
    html = to_html(
        note_markdown("**Bold** and *em* `a_b`\n\n1. one\n2. two\n\n> quote\n\n# Head\n")
    )
    soup = BeautifulSoup(html, "lxml")
    assert [t.get_text() for t in soup.select("strong, em, code")] == ["Bold", "em", "a_b"]
    assert len(soup.select("ol > li")) == 2
    assert soup.blockquote.get_text().strip() == "quote"
    assert soup.h3.get_text() == "Head"
