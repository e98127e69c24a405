"""Saved pages of arxiv.org: listings, search results and the subjects of abstract pages."""

from sitegen.sources.web.arxiv import read_listing, read_search_results, subject_categories
from sitegen.sources.web.elements import parse_page
from tests.unit.sources.timing import assert_linear

TERM = '<dt><a name="item1">[1]</a> <a href="/abs/1706.03762">arXiv:1706.03762</a></dt>'
ENTRY = """<dd><div class="meta">
<div class="list-title mathjax"><span class="descriptor">Title:</span> A Title: Part 2</div>
<div class="list-authors"><a href="/a/1">Ada Lovelace</a>, <a href="/a/2">Grace
 Hopper</a></div>
<div class="list-journal-ref"><span class="descriptor">Journal-ref:</span> Nature 1 (2017)</div>
<div class="list-subjects"><span class="descriptor">Subjects:</span>
 Computation and Language (cs.CL); High Energy Physics (hep-th)</div>
<p class="mathjax">An abstract.</p></div></dd>"""


def listing(text):
    return list(read_listing(parse_page(text)))


def search(text):
    return list(read_search_results(parse_page(text)))


def test_an_entry_of_a_listing_has_all_its_values():
    (record,) = listing(f"<dl>\n{TERM}{ENTRY}</dl>")
    assert record[:3] == (
        2,
        {
            "title": "A Title: Part 2",
            "abstract": "An abstract.",
            "authors": ["Ada Lovelace", "Grace Hopper"],
            "venue": "Nature 1 (2017)",
            "arxiv_id": "1706.03762",
            "url": "https://arxiv.org/abs/1706.03762",
            "keywords": ["cs.CL", "hep-th"],
        },
        "A Title: Part 2",
    )


def test_an_entry_lacks_what_its_page_lacks():
    (record,) = listing(f"<dl>{TERM}<dd><div class='list-title'>T</div></dd></dl>")
    assert record.fields["title"] == "T"
    assert record.fields["abstract"] == record.fields["venue"] == ""
    assert record.fields["authors"] == record.fields["keywords"] == []


def test_terms_pair_with_the_next_entry_of_their_own_list():
    terms = [TERM.replace("1706.03762", f"2401.0000{n}") for n in range(5)]
    entries = [f'<dd><div class="list-title">Title {n}</div></dd>' for n in range(3)]
    records = listing(
        f"<dl>{entries[0]}{terms[0]}{terms[1]}{entries[1]}{terms[2]}{entries[2]}{terms[3]}</dl>"
        f"<dl>{terms[4]}</dl>"
    )
    assert [(r.fields["arxiv_id"], r.fields["title"]) for r in records] == [
        ("2401.00000", "Title 1"),
        ("2401.00001", "Title 1"),
        ("2401.00002", "Title 2"),
    ]


def test_a_nested_list_pairs_apart_from_its_parent():
    inner = TERM.replace("1706.03762", "2401.00001")
    records = listing(
        f"<dl>{TERM}<dd><div class='list-title'>Outer</div>"
        f"<dl>{inner}<dd><div class='list-title'>Inner</div></dd></dl></dd></dl>"
    )
    assert [(r.fields["arxiv_id"], r.fields["title"]) for r in records] == [
        ("1706.03762", "Outer"),
        ("2401.00001", "Inner"),
    ]


def test_the_id_is_that_of_the_first_link_to_an_abstract_page():
    links = '<a href="/pdf/2401.00001">pdf</a><a href="/abs/x">x</a><a href="/abs/2401.00002">y</a>'
    (record,) = listing(f"<dl><dt>{links}<a href='/abs/2401.00003'>z</a></dt>{ENTRY}</dl>")
    assert record.fields["arxiv_id"] == "2401.00002"


def test_a_term_without_an_id_is_skipped():
    other = TERM.replace("1706.03762", "2401.00001")
    records = listing(f"<dl><dt>Term</dt><dd>Definition</dd>{other}{ENTRY}</dl>")
    assert [r.fields["arxiv_id"] for r in records] == ["2401.00001"]


def test_time_is_linear_in_terms_without_entries():
    assert_linear(lambda size: parse_page("<dl>" + TERM * size), read_listing, 5_000)


RESULT = """<li class="arxiv-result"><p class="list-title"><a href="https://arxiv.org/abs/1706.03762v5">
arXiv:1706.03762</a></p>
<span class="tag" data-tooltip="Computation and Language">cs.CL</span><span class="tag">code</span>
<p class="title is-5">A Title</p>
<p class="authors"><span>Authors:</span> <a href="/s">Ada Lovelace</a>, <a href="/s">Grace Hopper</a></p>
<p class="abstract"><span class="abstract-short">Cut…</span>
<span class="abstract-full">A whole abstract. <a>△ Less</a></span></p>
<p>Submitted 12 June, 2017; originally announced June 2017.</p></li>"""


def test_a_search_result_has_all_its_values():
    (record,) = search(f"<ol>\n\n{RESULT}</ol>")
    assert record[:3] == (
        3,
        {
            "title": "A Title",
            "abstract": "A whole abstract.",
            "authors": ["Ada Lovelace", "Grace Hopper"],
            "date": "12 June, 2017",
            "arxiv_id": "1706.03762",
            "url": "https://arxiv.org/abs/1706.03762",
            "keywords": ["cs.CL"],
        },
        "A Title",
    )


def test_a_search_result_without_values_is_left_to_the_diagnostics():
    (record,) = search('<li class="arxiv-result">Nothing</li><li class="other">No</li>')
    assert record.fields["date"] is record.fields["url"] is None
    assert record.fields["arxiv_id"] == record.fields["title"] == ""


def test_results_are_in_the_order_of_the_page():
    second = RESULT.replace("A Title", "Another Title")
    assert [r.fields["title"] for r in search(RESULT + second)] == ["A Title", "Another Title"]


def test_subjects_of_an_abstract_page_are_category_codes():
    cell = '<td class="tablecell subjects">Machine Learning (cs.LG); Statistics (stat.ML)</td>'
    page = parse_page(f"<table><tr>{cell}</tr></table>")
    assert subject_categories(page) == ["cs.LG", "stat.ML"]
    assert subject_categories(parse_page("<p>(cs.LG)</p>")) == []
