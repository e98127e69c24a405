"""Saved pages of Hugging Face Papers: embedded JSON, the page of one paper, visible lists."""

import html
import json

import pytest

from sitegen.sources.web.elements import parse_page
from sitegen.sources.web.hugging_face import read_papers
from tests.unit.sources.timing import assert_linear

ABSTRACT = "An abstract that is longer than the sixty characters of a caption, to be sure."
assert len(ABSTRACT) > 60


def props(value, quote='"'):
    raw = value if isinstance(value, str) else json.dumps(value)
    return f"<div data-props={quote}{html.escape(raw)}{quote}></div>"


def paper(arxiv_id="2410.05258", title="A Title", **values):
    return {"id": arxiv_id, "title": title, "summary": "S", **values}


def read(text):
    return read_papers(text, parse_page(text))


def ids(text):
    return [record.fields["arxiv_id"] for record in read(text)]


def embedded_ids(value):
    return [record.fields["arxiv_id"] for record in read_papers(props(value), None)]


class TestEmbeddedJson:
    def test_a_paper_has_its_line_fields_and_excerpt(self):
        text = "<html>\n\n" + props({"paper": paper(upvotes=7, publishedAt="2024-10-07T01:00:00Z")})
        (record,) = read_papers(text, None)
        assert (record.line, record.excerpt) == (3, "A Title")
        assert record.fields["arxiv_id"] == "2410.05258"
        assert record.fields["abstract"] == "S"
        assert record.fields["upvotes"] == 7
        assert record.fields["date"] == "2024-10-07T01:00:00Z"

    def test_both_quotes_delimit_attributes(self):
        text = props(paper("2401.00001")) + props(paper("2401.00002"), quote="'")
        assert [r.fields["arxiv_id"] for r in read_papers(text, None)] == [
            "2401.00001",
            "2401.00002",
        ]

    def test_each_paper_counts_once_with_its_first_values(self):
        text = props([paper(), paper(title="Again")]) + "\n" + props(paper(title="Third"))
        assert [(r.line, r.fields["title"]) for r in read_papers(text, None)] == [(1, "A Title")]

    def test_papers_are_in_document_order_however_they_are_nested(self):
        value = {
            "a": [paper("2401.00001"), {"b": {"paper": paper("2401.00002")}}],
            "c": paper("2401.00003"),
            "d": [[paper("2401.00004")], paper("2401.00005")],
        }
        assert embedded_ids(value) == [f"2401.0000{n}" for n in range(1, 6)]

    def test_papers_inside_papers_are_not_papers(self):
        assert embedded_ids(paper(similar=[paper("2401.00001")])) == ["2410.05258"]

    def test_the_values_of_the_inner_object_win(self):
        value = {"paper": paper(), "title": "Outer", "upvotes": 3}
        (record,) = read_papers(props(value), None)
        assert (record.fields["title"], record.fields["upvotes"]) == ("A Title", 3)

    def test_the_wrapper_may_hold_the_title(self):
        value = {"paper": {"id": "2410.05258", "upvotes": 3}, "title": "Outer", "summary": "S"}
        (record,) = read_papers(props(value), None)
        assert (record.fields["title"], record.fields["upvotes"]) == ("Outer", 3)

    def test_a_paper_needs_neither_summary_nor_votes(self):
        value = {"paper": {"id": "2410.05258", "title": "T"}}
        (record,) = read_papers(props(value), None)
        assert record.fields.keys().isdisjoint({"abstract", "upvotes"})

    @pytest.mark.parametrize(
        "value",
        [
            paper("2410.05258v2"),
            paper("user/model"),
            paper(5),
            paper(title=None),
            paper(title=3),
            paper(summary=[]),
            {"id": "2410.05258", "summary": "no title"},
            {"paper": "2410.05258", "title": "T", "summary": "S"},
            '{"title": "T", "summary": ',
            '"title" "summary"',
            "[" * 100_000 + '"title" "summary"',
            '{"id": "2410.05258", "title": "T"}',
            '{"id": "2410.05258", "summary": "T"}',
        ],
    )
    def test_what_is_not_a_paper_is_skipped(self, value):
        text = props(value) + props(paper("2401.00001"))
        assert [r.fields["arxiv_id"] for r in read_papers(text, None)] == ["2401.00001"]

    @pytest.mark.parametrize(("depth", "is_read"), [(12, True), (13, False)])
    def test_the_search_ends_at_a_depth(self, depth, is_read):
        value = paper()
        for _ in range(depth):
            value = [value]
        assert bool(embedded_ids(value)) is is_read
        value = paper()
        for _ in range(depth):
            value = {"key": value}
        assert bool(embedded_ids(value)) is is_read

    def test_time_is_linear_in_the_number_of_attributes(self):
        lines = "\n" * 500
        assert_linear(
            lambda size: (lines + props([paper()])) * size, lambda t: read_papers(t, None), 500
        )


PAPER_PAGE = f"""<html><head><title>Paper page - A Title</title>
<meta property="og:url" content="https://huggingface.co/papers/2410.05258"></head><body><main>
<div><h1> A
 Title</h1>
<div>Published on Oct 7, 2024 · <a href="/login?next=%2Fpapers%2F2410.05258">Upvote 74 +64</a></div>
<div><span class="author flex">Ada Lovelace</span>, <span class="author">Grace Hopper</span>
<span class="authors">2 authors</span></div>
<h2>Abstract</h2><!-- text --><p>{ABSTRACT}</p><div><p>Second <b>one</b>.</p><p>Third.</p></div>
<h2>Comments</h2><p>Nice.</p>
<a href="https://github.com/a/b">GitHub</a> <a href="https://github.com/c/d">other</a>
</div></main><article><h3><a href="/papers/2401.00001">Recommended</a></h3></article></body></html>"""


class TestPaperPage:
    def test_its_elements_give_the_paper(self):
        (record,) = read(PAPER_PAGE)
        assert record[:3] == (
            3,
            {
                "title": "A Title",
                "abstract": f"{ABSTRACT} Second one. Third.",
                "date": "2024-10-07",
                "arxiv_id": "2410.05258",
                "url": "https://huggingface.co/papers/2410.05258",
                "code": ["https://github.com/a/b"],
                "upvotes": "74",
                "authors": ["Ada Lovelace", "Grace Hopper"],
            },
            "A Title",
        )

    def test_its_json_wins_over_its_elements_and_other_papers(self):
        text = PAPER_PAGE + props([paper("2401.00001"), paper(title="From JSON")])
        (record,) = read(text)
        assert (record.fields["arxiv_id"], record.fields["title"]) == ("2410.05258", "From JSON")

    def test_json_of_other_papers_alone_is_dropped(self):
        (record,) = read(PAPER_PAGE + props(paper("2401.00001")))
        assert record.fields["title"] == "A Title"

    def test_without_a_heading_the_json_is_all(self):
        text = PAPER_PAGE.replace("h1", "h5") + props([paper(), paper("2401.00001")])
        assert ids(text) == ["2410.05258", "2401.00001"]

    def test_the_open_graph_title_marks_it_too(self):
        text = PAPER_PAGE.replace(
            "<title>Paper page - A Title</title>",
            '<meta property="og:title" content=" Paper page - A Title">',
        )
        assert ids(text) == ["2410.05258"]
        assert ids(text.replace("Paper page - ", "Papers: ")) == ["2401.00001"]

    @pytest.mark.parametrize(
        ("url", "arxiv_id"),
        [
            ("https://arxiv.org/abs/2410.00009", "2410.00009"),
            ("/papers/2410.00009", "2410.00009"),
            ("https://x.org/abs/2410.00009", ""),
        ],
    )
    def test_the_id_may_be_in_a_link_below_the_heading(self, url, arxiv_id):
        text = f'<title>Paper page - T</title><div><h1>T</h1><a href="/x">x</a><a href="{url}">y</a></div>'
        assert ids(text) == [arxiv_id]

    def test_a_page_without_abstract_votes_and_code_has_empty_values(self):
        text = (
            '<title>Paper page - T</title><div><h1>T</h1><a href="/login?next=/">Upvote</a></div>'
        )
        (record,) = read(text)
        assert record.fields["abstract"] == ""
        assert record.fields["code"] == record.fields["authors"] == []
        assert record.fields["upvotes"] is record.fields["date"] is None

    def test_votes_are_in_the_first_login_link_with_a_number(self):
        links = "<a href='/x'>1</a><a href='/login?next=/'>Log in</a><a href='/login?next=/'>8</a>"
        (record,) = read(f"<title>Paper page - T</title><div><h1>T</h1>{links}</div>")
        assert record.fields["upvotes"] == "8"


def card(arxiv_id, title, rest=""):
    return f'<article><h3><a href="/papers/{arxiv_id}">{title}</a></h3>{rest}</article>\n'


class TestVisibleList:
    def test_an_article_has_all_its_values(self):
        rest = (
            f"<p>{ABSTRACT}</p><p>Short</p><time>x</time><time datetime='2024-10-07T01:00Z'>"
            "<time datetime='2023-01-01'></time></time><label>5 likes</label><label>74</label>"
            "<span>9</span><a href='https://github.com/a/b'>GitHub</a>"
        )
        (record,) = read("<body>\n" + card("2410.05258", "A <b>Title</b>", rest))
        assert record[:3] == (
            2,
            {
                "title": "A Title",
                "abstract": ABSTRACT,
                "date": "2024-10-07",
                "arxiv_id": "2410.05258",
                "url": "https://huggingface.co/papers/2410.05258",
                "code": ["https://github.com/a/b"],
                "upvotes": "74",
            },
            "A Title",
        )

    def test_papers_are_in_the_order_of_their_first_links(self):
        text = card("2401.00002", "B") + card("2401.00001", "A") + card("2401.00002", "B again")
        assert [r.fields["title"] for r in read(text)] == ["B", "A"]

    def test_papers_of_the_json_are_not_repeated(self):
        text = props(paper(title="J")) + card("2410.05258", "Visible") + card("2401.00001", "A")
        assert [r.fields["title"] for r in read(text)] == ["J", "A"]

    @pytest.mark.parametrize(
        "text",
        [
            '<p><a href="/papers/2410.05258">No heading</a></p>',
            '<h3><a href="/papers/trending">Not a paper</a></h3>',
            '<h3><a href="/papers/2410.05258"> </a></h3>',
            '<h5><a href="/papers/2410.05258">Too small</a></h5>',
            '<a href="/models"><h3>A model</h3></a>',
        ],
    )
    def test_a_paper_is_a_link_with_a_heading(self, text):
        assert read(text) == []

    @pytest.mark.parametrize("tag", ["h1", "h2", "h3", "h4"])
    def test_the_heading_may_be_inside_the_link(self, tag):
        text = (
            f'<div><a href="/papers/2410.05258">x <{tag}>Title</{tag}></a><p>{ABSTRACT}</p></div>'
        )
        (record,) = read(text)
        # Without an article the box is the parent of the heading, here the link.
        assert (record.fields["title"], record.fields["abstract"]) == ("Title", "")

    def test_without_an_article_the_box_is_the_parent_of_the_heading(self):
        text = f'<div><h3><a href="/papers/2410.05258">T</a></h3><p>{ABSTRACT}</p></div><p>{ABSTRACT}x</p>'
        (record,) = read(text)
        assert record.fields["abstract"] == ABSTRACT

    @pytest.mark.parametrize(("length", "is_abstract"), [(60, False), (61, True)])
    def test_an_abstract_is_longer_than_a_caption(self, length, is_abstract):
        (record,) = read(card("2410.05258", "T", f"<p>{'x' * length}</p>"))
        assert record.fields["abstract"] == ("x" * length if is_abstract else "")

    def test_the_longest_of_all_paragraphs_is_the_abstract(self):
        text = "".join(
            card("2410.05258", "T", f"<{tag}>{ABSTRACT}{more}</{tag}>")
            for tag, more in (("p", "1"), ("blockquote", "234"), ("p", "56"), ("div", "long one"))
        )
        (record,) = read(text)
        assert record.fields["abstract"] == f"{ABSTRACT}234"

    def test_values_of_later_cards_only_fill_gaps(self):
        text = (
            card("2410.05258", "T", "<b>5</b><a href='//github.com/a/b'>c</a>")
            + card("2410.05258", "U", "<button>8</button><time datetime='2024-01-01'></time>")
            + card("2410.05258", "V", "<label>9</label><time datetime='2024-02-02'></time>"
                                      "<a href='//github.com/c/d'>c</a>")
        )  # fmt: skip
        (record,) = read(text)
        assert record.fields["title"] == "T"
        assert record.fields["upvotes"] == "8"
        assert record.fields["date"] == "2024-01-01"
        assert record.fields["code"] == ["//github.com/a/b", "//github.com/c/d"]

    def test_two_links_in_one_card_count_once(self):
        rest = "<h4><a href='/papers/2410.05258'>T</a></h4><a href='//github.com/a/b'>c</a>"
        (record,) = read(card("2410.05258", "T", rest))
        assert record.fields["code"] == ["//github.com/a/b"]

    def test_papers_in_one_box_have_what_is_behind_their_headings(self):
        cards = "".join(
            f"<h3><a href='/papers/2401.0000{n}'>T{n}</a></h3><p>{n} {ABSTRACT}{'x' * n}</p>"
            f"<span>{n + 7}</span>"
            for n in range(2)
        )
        records = read(f"<div><p>{ABSTRACT * 3}</p>{cards}</div>")
        values = [(r.fields["title"], r.fields["upvotes"], r.fields["abstract"]) for r in records]
        assert values == [("T0", "7", f"0 {ABSTRACT}"), ("T1", "8", f"1 {ABSTRACT}x")]

    @pytest.mark.parametrize("tag", ["label", "div", "a", "span", "button"])
    @pytest.mark.parametrize(
        ("text", "votes"), [("123456", "123456"), ("1234567", None), ("-", None), ("7 up", None)]
    )
    def test_votes_are_an_element_with_a_number_alone(self, tag, text, votes):
        (record,) = read(card("2410.05258", "T", f"<{tag}>{text}</{tag}>"))
        assert record.fields["upvotes"] == votes

    @pytest.mark.parametrize(("length", "date"), [(288, "2024-10-07"), (289, None)])
    def test_a_date_in_words_is_among_the_last_300_characters(self, length, date):
        assert len("Oct 7, 2024") == 11
        (record,) = read(card("2410.05258", "T", f"<b>Oct 7, 2024</b><p>{'.' * length}</p>"))
        assert record.fields["date"] == date

    def test_time_is_linear_in_the_papers_of_one_box(self):
        def page(size):
            return parse_page(
                "".join(
                    f"<h3><a href='/papers/2401.{n:05}'>Title</a></h3><p>{ABSTRACT}</p>"
                    for n in range(size)
                )
            )

        assert_linear(page, lambda root: read_papers("", root), 250)

    def test_time_is_linear_in_the_links_of_one_heading(self):
        def page(size):
            links = (f"<a href='/papers/2401.{n:05}'>Title</a> " for n in range(size))
            return parse_page(f"<h3>{''.join(links)}</h3>")

        assert_linear(page, lambda root: read_papers("", root), 250)


def test_a_page_without_elements_has_no_papers():
    assert read_papers("", None) == []
