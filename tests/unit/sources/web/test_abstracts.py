"""The abstract that a page shows."""

import pytest

from sitegen.sources.web.abstracts import page_abstract
from sitegen.sources.web.elements import parse_page

TEXT = "Hats are worn on heads, and rarely on feet or hands."


@pytest.mark.parametrize(
    "page",
    [
        f'<div id="abstract"><h2>Abstract</h2><div class="abstract-content">{TEXT}</div></div>',
        f'<blockquote class="abstract mathjax"><span class="descriptor">Abstract:</span>{TEXT}</blockquote>',
        f'<section class="item abstract"><h2 class="label">Abstract</h2><p>{TEXT}</p></section>',
        f'<div class="abstractSection abstractInFull"><p>{TEXT}</p></div>',
        f'<div id="Abs1-content"><p>{TEXT}</p></div>',
        f"<h4>Abstract</h4><p>{TEXT}</p><h4>Other</h4><p>x</p>",
    ],
)
def test_the_abstract_is_in_an_element_of_its_name(page):
    assert page_abstract(parse_page(f"<html><body>{page}<p>Other text.</p></body></html>")) == TEXT


@pytest.mark.parametrize(
    "page",
    [
        f"<p>{TEXT}</p>",
        f"<blockquote>{TEXT}</blockquote>",
        '<div id="abstract">Show</div>',
        "<p></p>",
    ],
)
def test_other_texts_are_no_abstract(page):
    assert page_abstract(parse_page(f"<html><body>{page}</body></html>")) == ""


def test_a_text_that_begins_with_the_word_stays_whole():
    text = "Abstract art is the subject of this study of forty painters."
    assert page_abstract(parse_page(f'<div id="abstract">{text}</div>')) == text
