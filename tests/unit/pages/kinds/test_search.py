"""The search page."""

import re

from sitegen.pages.kinds.search import KIND
from tests.unit.pages.builders import GRAPHS, papers, render


def test_one_page_that_says_what_there_is_to_search():
    (page,) = render(KIND, papers(3))
    assert (page.src_uri, page.kind) == ("search.md", "search")
    assert 'data-sg-total="3"' in page.text
    assert 'data-sg-dates="no"' in page.text
    assert "data-sg-packed" not in page.text
    (packed,) = render(KIND, papers(3), packed=True)
    assert 'data-sg-packed="yes"' in packed.text


def test_facets_are_in_the_page():
    (page,) = render(KIND, papers(2, GRAPHS))
    label = re.search(r'data-sg-facet="tag".*?<label>(.*?)</label>', page.text, re.DOTALL)[1]
    assert "<span>Graphs</span>" in label
    assert ">2</span>" in label
    (plain,) = render(KIND, papers(2))
    assert "<fieldset" not in plain.text
