"""The HTML format: what it claims, and the order in which its readers are asked."""

import pytest

from sitegen.sources.formats import html
from sitegen.sources.registry import load_formats

LISTING = (
    "<dl><dt><a href='/abs/2401.00001'>x</a></dt><dd><div class='list-title'>Listed</div></dd></dl>"
)
RESULT = "<ol><li class='arxiv-result'><p class='title'>Found</p></li></ol>"
META = "<meta name='citation_title' content='Cited'>"
CARD = "<article><h3><a href='/papers/2410.05258'>Visible</a></h3></article>"


def titles(text):
    return [paper.title for paper in html.read(text, "x.html").papers]


@pytest.mark.parametrize(
    "head",
    [
        "<html>",
        "<?xml version='1.0'?><html>",
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html PUBLIC "x">',
        "\n <!DOCTYPE html>",
        "<!doctype\n HTML PUBLIC>",
        "<head>",
        "<body class='x'>",
        "<main>",
        "<div>",
        "<article>",
        "<!-- saved from x -->\n<!-- two --> <html>",
        f"<!--{'x' * 1_000}--><html>",
    ],
)
def test_html_is_claimed(head):
    assert html.sniff(head)


@pytest.mark.parametrize(
    "head",
    [
        "",
        "text <html>",
        "<!doctype xml>",
        "<articles>",
        "<?xml version='1.0'?><article>",
        "<p>",
        "<article><front><article-meta>",
        "<article article-type='research-article' dtd-version='1.0'>",
        "<div align=center>\n\n# List\n",
        "<div>\n\n- [Title](https://arxiv.org/abs/2401.00001)",
        "<!-- open <html>",
        f"<!--{'x' * 1_001}--><html>",
    ],
)
def test_other_texts_are_not_claimed(head):
    assert not html.sniff(head)


def test_the_format_is_asked_first():
    # Only articles of JATS and DBLP, which may start with "<article" too, are asked for earlier.
    names = [entry.name for entry in load_formats()]
    assert (names[:3], html.NAME, html.RANK) == (["jats", "dblp", "html"], "html", 10)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (CARD, "Visible"),
        (LISTING, "Listed"),
        (RESULT, "Found"),
        (META, "Cited"),
        (META + RESULT, "Found"),
        (META + RESULT + LISTING, "Listed"),
        (META + RESULT + LISTING + CARD, "Visible"),
    ],
)
def test_the_first_reader_that_finds_papers_reads_the_page(text, title):
    assert titles(text) == [title]


def test_a_page_without_papers_is_a_diagnostic():
    reading = html.read("<html><p>Hello</p></html>", "x.html")
    assert reading.papers == ()
    (diagnostic,) = reading.diagnostics
    assert (diagnostic.path, diagnostic.line, diagnostic.record) == ("x.html", 1, "")
    assert diagnostic.message.startswith("no paper was found in this page: it has no citation_")


def test_a_page_without_elements_is_a_diagnostic():
    assert len(html.read("<!-- nothing -->", "x").diagnostics) == 1


def test_papers_have_their_path_and_line():
    (paper,) = html.read("<html>\n" + CARD, "x.html").papers
    assert (paper.origins[0].path, paper.origins[0].line) == ("x.html", 2)
    assert paper.arxiv_id == "2410.05258"


def test_a_record_without_a_title_is_a_diagnostic():
    reading = html.read("<li class='arxiv-result'>x</li>", "x.html")
    assert [d.message for d in reading.diagnostics] == ["there is no title; give one"]
