"""Elements of HTML pages: parsing, text, links and classes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.sources.web.elements import element_text, has_class, hrefs_in, join_url, parse_page


@pytest.mark.parametrize("text", ["", "<!-- only a comment -->", "<!doctype html>"])
def test_a_page_without_elements_has_no_root(text):
    assert parse_page(text) is None


def test_text_outside_ascii_is_not_misread():
    assert element_text(parse_page("<p>Bokmål – 数学</p>")) == "Bokmål – 数学"


def test_a_declared_encoding_does_not_apply_to_decoded_text():
    assert element_text(parse_page('<meta charset="latin-1"><p>é</p>')) == "é"


def test_a_lone_surrogate_becomes_a_question_mark():
    assert element_text(parse_page("<p>a\ud800b</p>")) == "a?b"


def test_nesting_is_bounded():
    root = parse_page("<div>" * 10_000 + "text")
    depth, element = 0, root
    while len(element):
        depth, element = depth + 1, element[0]
    assert 200 < depth < 300


def test_text_is_that_of_all_descendants_with_single_blanks():
    root = parse_page("<div> A\n <b>bold</b>\t <i>title</i><!-- no --> </div>")
    assert element_text(root) == "A bold title"


def test_links_are_in_document_order_and_those_without_an_address_are_skipped():
    root = parse_page('<p><a href="/1">x</a><a name="anchor">y</a></p><b><a href="">z</a></b>')
    assert list(hrefs_in(root)) == ["/1", ""]


def test_links_are_those_below_an_element():
    link = parse_page('<p><a href="/1">x</a></p>').find(".//a")
    assert list(hrefs_in(link)) == []


@pytest.mark.parametrize(
    ("attribute", "has"),
    [
        ('class="author"', True),
        ('class="a author\n b"', True),
        ('class="authors"', False),
        ('class=""', False),
        ("class", False),
        ("", False),
    ],
)
def test_a_class_is_a_whole_word_of_the_attribute(attribute, has):
    element = parse_page(f"<p {attribute}>x</p>").find(".//p")
    assert has_class(element, "author") is has


@given(st.text(max_size=100))
def test_any_text_is_parsed_or_has_no_element(text):
    root = parse_page(text.replace("\0", ""))
    assert root is None or isinstance(element_text(root), str)


def test_a_link_is_joined_to_its_base():
    assert join_url("https://example.org/a/", "b.html") == "https://example.org/a/b.html"


@pytest.mark.parametrize("href", ["//[", "http://[::1", "//[a>]/b"])
def test_a_malformed_link_stays_as_it_is(href):
    assert join_url("https://example.org/a/", href) == href


def test_scripts_and_styles_are_no_text():
    page = parse_page(
        "<div>Felt <script>var a = 'https://x.example';</script>hats<style>b{}</style></div>"
    )
    assert element_text(page) == "Felt hats"
