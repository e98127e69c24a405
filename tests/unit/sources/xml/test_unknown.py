"""XML that is no list of papers."""

import pytest

from sitegen.errors import SourceError
from sitegen.sources import read_text
from sitegen.sources.xml.unknown import is_xml


@pytest.mark.parametrize(
    ("head", "claimed"),
    [
        ("<svg>", True), ("<xml><a>", True), ('<?xml version="1.0"?><x/>', True),
        ('\n<?xml version="1.0"?>\n<html>', False), ("<!-- c --><opml>", True),
        ("<db:article xmlns:db='x'>", True), ("<article>", False), ("<P align='center'>", False),
        ("<img src='x'>", False), ("<https://x.org>", False), ("<a@x.org>", False),
        ("text <svg>", False), ("", False), ("<?xml version='1.0'?>", True),
    ],
)  # fmt: skip
def test_elements_that_are_not_of_html_are_xml(head, claimed):
    assert is_xml(head) is claimed


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "<svg xmlns='x'><title>T</title></svg>",
            "the root <svg>, a drawing, and no list of papers",
        ),
        ("<xml><a>hello</a>\n<b>world</b></xml>", "the root <xml> and no list of papers"),
        ("<!-- <feed> --><opml><body/></opml>", "the root <opml>, a list of feeds, and no list"),
        ("<?xml version='1.0'?>", "is XML without an element; save or export"),
        ("<collection><item/></collection>", "the root <collection>"),
        ("<rdf:RDF xmlns:rdf='x'><foaf:Person/></rdf:RDF>", "the root <RDF>"),
    ],
)
def test_a_refusal_names_the_root(text, sentence):
    with pytest.raises(SourceError, match=r"^x\.xml: ") as refusal:
        read_text(text, "x.xml")
    assert sentence in str(refusal.value)
