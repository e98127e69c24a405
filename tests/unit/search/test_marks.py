"""Pagefind's marks on the copy of a paper's page."""

import pytest
from bs4 import BeautifulSoup

from sitegen.render.minify import minify
from sitegen.search.marks import is_indexed, mark_page

HEAD = (
    '<meta name="citation_author" content="Ann &#34;Bo&#34; Lee">'
    '<meta name="citation_author" content="Plato">'
    '<meta name="citation_publication_date" content="2017/06/12">'
    '<meta name="citation_journal_title" content="ICRA">'
)
BODY = """<article class="sg-paper">
<h1 id="top">On <span class="sg-math"><math><semantics><mrow><mi>x</mi></mrow></semantics></math></span></h1>
<p class="sg-paper__authors" data-plain="lukasz">Ann "Bo" Lee<span class="sg-paper__mark">1</span></p>
<p class="sg-paper__facts">ICRA</p>
<div class="sg-paper__links"><p><a class="sg-out--pdf" href="a.pdf">PDF</a></p></div>
<h2 id="abstract">Abstract</h2>
<p class="sg-paper__abstract">data-pagefind-body</p>
<div class="sg-paper__topics"><div class="sg-tags"><p><a href="t.html">t</a></p></div></div>
<details class="sg-cite"><summary>Cite</summary></details>
</article><aside>Related</aside>"""
PAGE = f"<html><head>{HEAD}</head><body>{BODY}</body></html>"


@pytest.mark.parametrize("page", [PAGE, minify(PAGE)])
def test_a_paper_is_marked_by_its_classes_and_metadata(page):
    soup = BeautifulSoup(mark_page(page.encode()), "html5lib")
    filters = {
        (e["data-pagefind-filter"], e.get_text()) for e in soup.select("[data-pagefind-filter]")
    }
    assert filters == {
        ("author", 'Ann "Bo" Lee'), ("author", "Plato"), ("year", "2017"), ("venue", "ICRA"),
        ("pdf[href]", "PDF"), ("tag", "t"),
    }  # fmt: skip
    metas = {e["data-pagefind-meta"] for e in soup.select("[data-pagefind-meta]")}
    assert metas == {"authors, plain[data-plain]", "facts", "topics"}
    ignored = [e.name for e in soup.select("[data-pagefind-ignore]")]
    assert ignored == ["mrow", "p", "span", "p", "div", "h2", "div", "details", "p"]
    assert soup.select_one("[data-pagefind-body]").name == "article"
    assert soup.aside is None


def test_each_paragraph_is_closed_for_a_parser_that_reads_a_stream():
    marked = mark_page(minify(PAGE).encode()).decode()
    assert marked.count("<p ") + marked.count("<p>") == marked.count("</p>")


def test_other_pages_are_indexed_by_their_own_marks_alone():
    own = b"<body><main data-pagefind-body>a</main></body>"
    assert mark_page(own) is own
    assert is_indexed(own)
    assert is_indexed(PAGE.encode())
    assert not is_indexed(b"<body><article class=other>a</article></body>")


@pytest.mark.parametrize("convert", [str, minify])
def test_the_label_of_a_venue_is_its_filter(convert):
    named = PAGE.replace(
        'class="sg-paper__facts"', 'class="sg-paper__facts" data-venue="A &amp; B"'
    )
    soup = BeautifulSoup(mark_page(convert(named).encode()), "html5lib")
    assert [e.get_text() for e in soup.select("[data-pagefind-filter=venue]")] == ["A & B"]
