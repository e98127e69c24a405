"""Entries that scripts write from items."""

from hypothesis import given

from sitegen.citation import csl_item, format_bibtex, scripted_item
from sitegen.citation.scripted import bibtex_from_item
from sitegen.paper import Author, Paper
from tests.unit.citation.papers import entry, papers

PLAIN = Paper(
    "Attention & more",
    authors=(Author("Ashish Vaswani"), Author("Ludwig van Beethoven"), Author("Smith and Sons")),
    year=2017,
    venue="NeurIPS",
    kind="conference",
    pages="7-12",
    publisher="Curran",
)


def test_an_item_of_plain_text_does_not_hold_its_entry():
    item = scripted_item(entry(PLAIN), "vaswani2017attention")
    assert item == csl_item(entry(PLAIN), "vaswani2017attention")
    assert bibtex_from_item(item) == format_bibtex(PLAIN, "vaswani2017attention")


def test_an_item_with_other_signs_of_tex_holds_its_entry():
    paper = Paper("Bounds of ~2^n", year=2017)
    item = scripted_item(entry(paper), "bounds")
    assert item["custom"]["bibtex"] == format_bibtex(paper, "bounds")


@given(papers())
def test_the_entry_of_an_item_is_always_that_of_the_paper(paper):
    item = scripted_item(entry(paper), "key")
    assert item["custom"].get("bibtex", bibtex_from_item(item)) == format_bibtex(paper, "key")
