"""Lists that people write by hand in HTML."""

import pytest

from sitegen.errors import SourceError
from sitegen.sources import read_text
from sitegen.sources.web.elements import parse_page
from sitegen.sources.web.link_lists import read_link_list, read_reference_list

URL = "https://arxiv.org/abs/2305.90001"
URL2 = "https://arxiv.org/abs/2305.90002"
PAGE = "<!DOCTYPE html><html><head><title>x</title></head><body>{}</body></html>"


def papers(body):
    return read_text(PAGE.format(body), "x.html").papers


@pytest.mark.parametrize(
    "body",
    [
        f"<ul><li><a href='{URL}'>Castles of <i>sand</i></a>, 2023<li><a href='{URL2}'>Deep dunes</a></ul>",
        f"<ol><li>Castles of sand [<a href='{URL}'>pdf</a>]</li><li>Deep dunes [<a href='{URL2}'>pdf</a>]</li></ol>",
        f"<p><a href='{URL}'>Castles of sand</a><br><a href='{URL2}'>Deep dunes</a></p>",
        f"<p><b>Castles of sand</b> <a href='{URL}'>arXiv</a></p><p><b>Deep dunes</b> <a href='{URL2}'>arXiv</a></p>",
        f"<dl><dt><a href='{URL}'>Castles of sand</a><dd>2023<dt><a href='{URL2}'>Deep dunes</a><dd>2023</dl>",
        f"<dl><dt>Castles of sand<dd><a href='{URL}'>paper</a><dt>Deep dunes<dd><a href='{URL2}'>paper</a></dl>",
        f"<table><tr><th>Title<th>Paper<tr><td>Castles of sand<td>{URL}<tr><td>Deep dunes<td>{URL2}</table>",
        f"<h3><a href='{URL}'>Castles of sand</a></h3><h3><a href='{URL2}'>Deep dunes</a></h3>",
        f"<div><a href='{URL}'>Castles of sand</a></div><div><a href='{URL2}'>Deep dunes</a></div>",
    ],
)  # fmt: skip
def test_items_paragraphs_terms_rows_and_headings_are_papers(body):
    assert [(paper.title, paper.arxiv_id) for paper in papers(body)] == [
        ("Castles of sand", "2305.90001"), ("Deep dunes", "2305.90002"),
    ]  # fmt: skip


def test_headings_are_keywords_and_entities_are_signs():
    body = (
        "<h1>List</h1>\n<h2>Sand</h2>\n<ul>\n"
        f"<li><b>Dunes &amp; waves</b>. J. Doe, R. Roe. ICML 2020. [<a href='{URL}'>pdf</a>]</li>\n"
        f"<li><a href='{URL2}'>Castles</a>\n</ul><nav><ul><li><a href='{URL}3'>Menu of it</a></ul></nav>"
    )
    first, second = papers(body)
    assert (first.title, first.venue, first.keywords) == ("Dunes & waves", "ICML 2020", ("Sand",))
    assert [author.name for author in first.authors] == ["J. Doe", "R. Roe"]
    assert (first.origins[0].line, second.origins[0].line) == (4, 5)


def test_entries_without_a_paper_are_reported():
    body = (
        f"<ul><li><a href='{URL}'>Castles of sand</a><li><a href='{URL2}'>Deep dunes</a>"
        "<li><a href='https://example.org/tool'>A tool</a></ul>"
    )
    (warning,) = read_text(PAGE.format(body), "x.html").diagnostics
    assert warning.message.startswith("1 line with links")


def test_references_without_links_are_read():
    body = (
        "<ol><li>Roe, M., &amp; Poe, J. (2020). Sand. <i>Journal of Sand</i>, 3(4), 5–6."
        " <a href='https://doi.org/10.9999/x'>doi</a><li>Roe, M. (2018). Glass. <i>Journal of Sand</i>, 1, 3–7.</ol>"
    )
    first, second = papers(body)
    assert (first.title, first.doi, second.title, second.venue) == (
        "Sand", "10.9999/x", "Glass", "Journal of Sand",
    )  # fmt: skip
    prose = "<p>Sand is a granular material that we all know well.</p>" * 5
    assert not list(read_reference_list(parse_page(PAGE.format(prose + body))))


@pytest.mark.parametrize(
    "body",
    [
        f"<p>We use <a href='{URL}'>castles</a> in our work, and <a href='{URL2}'>dunes</a> too.</p>",
        "<ul><li><a href='https://example.org/a'>A tool</a><li><a href='https://example.org/b'>A page</a></ul>",
        f"<nav><ul><li><a href='{URL}'>Castles of sand</a><li><a href='{URL2}'>Deep dunes</a></ul></nav>",
        "<h1>Otters</h1><p>They swim.</p>",
        "",
    ],
)  # fmt: skip
def test_other_pages_are_refused(body):
    assert read_link_list(parse_page(PAGE.format(body))) is None
    reading = read_text(PAGE.format(body), "x.html")
    assert not reading.papers
    assert len(reading.diagnostics) == 1


def test_deep_pages_are_walked():
    body = "<div>" * 5_000 + f"<a href='{URL}'>Castles of sand</a>"
    try:
        read_text(PAGE.format(body), "x.html")
    except SourceError as error:
        assert str(error)


def test_each_item_of_a_list_in_a_cell_is_a_paper():
    cell = "".join(
        f'<li>[Required] <a href="https://arxiv.org/abs/2401.0071{i}">Kites and Wind {i}</a></li>'
        for i in range(2)
    )
    page = f"<table><tr><th>Week</th><th>Readings</th></tr><tr><td>1</td><td><ul>{cell}</ul></td></tr></table>"
    reading = read_link_list(parse_page(page))
    assert [draft.title for draft, _ in reading.drafts] == ["Kites and Wind 0", "Kites and Wind 1"]
