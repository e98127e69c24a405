"""The entry that the script of a paper's page writes."""

import pytest

from sitegen.citation import format_bibtex
from sitegen.paper import Author, EnrichedPaper, Entry, Link, Paper
from tests.unit.pages.builders import paper_views


@pytest.mark.parametrize(
    ("paper", "is_equal"),
    [
        (Paper("A & b_c: 5% #1", authors=(Author("Ann Lee"), Author("Bo")), year=2017, venue="C & D",
               doi="10.1/a_b", arxiv_id="1706.03762"), True),
        (Paper("Only a title"), True),
        (Paper("T", venue="ICRA", kind="conference", volume="3", issue="1", pages="7-12"), True),
        (Paper("T", venue="J", kind="article", pages="e12"), True),
        (Paper("T", venue="arXiv", kind="preprint", arxiv_id="2001.00001"), True),
        (Paper("T", venue="bioRxiv", kind="preprint"), True),
        (Paper("T", venue="Felt"), True),
        (Paper("T", links=(Link("https://example.org/a_b%20c", "source"),)), True),
        (Paper("T", venue="J", kind="article", pages="1-5, 9-12"), False),
        (Paper("T", venue="P", kind="conference", publisher="ACM"), False),
        (Paper("T", kind="thesis", institution="U"), False),
        (Paper("T", year=2020, date="2020-01-31"), True),
        (Paper("T", year=2020, date="2020-01-31", venue="arXiv", arxiv_id="2001.00001"), True),
        (Paper("T", year=2020, date="2020-01-31", venue="J", kind="article",
               arxiv_id="2001.00001"), True),
        (Paper("T", status="retracted"), False),
        (Paper("On $n^2$"), False),
        (Paper("a~b"), False),
        (Paper("T", authors=(Author("Smith and Sons"),)), False),
    ],
)  # fmt: skip
def test_metadata_suffice_unless_a_value_needs_more_than_a_backslash(paper, is_equal):
    (view,) = paper_views([EnrichedPaper(Entry("a", paper), (), ())])
    assert view.bibtex == ("" if is_equal else format_bibtex(paper))
