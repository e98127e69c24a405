"""Curators' notes: CommonMark in, a few safe blocks of Markdown out."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.pages.escape import Markdown
from sitegen.pages.notes import note_markdown, note_text
from sitegen.render.markdown import to_html
from tests.unit.pages.test_escape import python_markdown

MARKS = st.lists(
    st.sampled_from(["# ", "\n\n", "\n", "- ", "1. ", "> ", "**", "*", "`", "```\n", "[", "](",
                     "https://x.org/a_b?c=1&d", ")", "<b>", "&amp;", "word", " ", "    ", "_", "$",
                     "x^2", "javascript:x", "---\n", "![", "{ .x }", "~~~\n", "\\", "+ ", "2) "]),
    max_size=25,
).map("".join)  # fmt: skip


@given(MARKS)
@example("- **\n\n1. **")
@example("1. a\n\n- b\n\n1. c")
@example("- a\n  1. b\n- c")
@example("~~~\n```\n```\n```\n# ")
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


@pytest.mark.parametrize(
    ("note", "blocks"),
    [
        ("", []),
        ("One\nline *em* **bold** `a_b`",
         ["One line <em>em</em> <strong>bold</strong> <code>a\\_b</code>"]),
        ("a\n\nb", ["a", "b"]),
        ("# A\n\n#### B", ["### A { #note-1 }", "### B { #note-2 }"]),
        ("- a\n- b", ["- a", "- b"]),
        ("3. a\n4. b", ["1. a", "1. b"]),
        ("- a\n\n  b", ["- a", "- b"]),
        ("- a\n\n* b", ["- a", "- b"]),
        ("- a\n\n1. b", ["- a", "<!-- -->", "1. b"]),
        ("1. a\n\n- b", ["1. a", "<!-- -->", "- b"]),
        ("- a\n  1. b\n- c", ["- a", "<!-- -->", "1. b", "<!-- -->", "- c"]),
        ("- a\n\nb\n\n1. c", ["- a", "b", "1. c"]),
        ("> a\n>\n> > b\n\nc",
         ['<blockquote markdown="1">', "a", "b", "</blockquote>", "c"]),
        ("> a\n\nb\n\n> c",
         ['<blockquote markdown="1">', "a", "</blockquote>", "b", '<blockquote markdown="1">', "c",
          "</blockquote>"]),
        ("> - a\n\n1. b", ['<blockquote markdown="1">', "- a", "</blockquote>", "1. b"]),
        ("```\na < b\n\nc\n```", ["<pre><code>a &lt; b\nc</code></pre>"]),
        ("    a_b", ["<pre><code>a_b</code></pre>"]),
        ("<b>x</b> & y", ["x &amp; y"]),
        ("a ![alt](https://e.org/i.png)", ["a alt"]),
        ("[*a*](https://e.org/b_c) d", ["[<em>a</em>](https://e.org/b_c) d"]),
        ("[a](javascript:x) [b]()", ["&#91;a&#93;(javascript:x) b"]),
        ("[a](mailto:x@y.org)", ["a"]),
        ("a\\\nb", ["a b"]),
        ("- # a", ["### a { #note-1 }"]),
        ("-\n- b", ["- b"]),
        ("***", []),
    ],
)  # fmt: skip
def test_blocks(note, blocks):
    markdown = note_markdown(note)
    assert isinstance(markdown, Markdown)
    assert (markdown.split("\n\n") if markdown else []) == blocks


def test_formulas_are_mathml():
    assert note_markdown("a $x^2$ b").count("<math") == 1


def test_a_quotation_in_a_quotation_is_not_nested():
    assert note_markdown("> " * 15 + "a") == '<blockquote markdown="1">\n\na\n\n</blockquote>'


def test_nesting_deeper_than_20_is_left_out():
    assert [n for n in range(8, 13) if note_markdown("- " * n + "a")] == [8, 9]


@pytest.mark.parametrize(
    ("note", "text"),
    [
        ("", ""),
        ("# Head\n\nOne *two*\nthree\n\n- `four`", "Head One two three four"),
        ("![alt](https://e.org/i.png) & <b>", "alt & <b>"),
        ("```\ncode\n```", ""),
    ],
)
def test_the_text_of_a_note(note, text):
    assert note_text(note) == text


def test_a_note_keeps_its_marks():
    html = to_html(
        note_markdown("**Bold** and *em* `a_b`\n\n1. one\n2. two\n\n> quote\n\n# Head\n")
    )
    soup = BeautifulSoup(html, "lxml")
    assert [t.get_text() for t in soup.select("strong, em, code")] == ["Bold", "em", "a_b"]
    assert len(soup.select("ol > li")) == 2
    assert soup.blockquote.get_text().strip() == "quote"
    assert soup.h3.get_text() == "Head"
