"""JSON-LD has the values of a paper, and ends no script; tests/browser checks the vocabulary."""

import json
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.pages.linked_data import json_ld, typed_links
from sitegen.paper import STATUS_ORDER, Author, Paper, PaperKind

KINDS = (None, *get_args(PaperKind))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("is_publisher", [True, False])
def test_each_kind_has_its_values(kind, is_publisher):
    paper = Paper(
        "On $x^2$", authors=(Author("Ann", orcid="0000-0002-1825-0097"), Author("Bo")), year=2020,
        venue="Fog", doi="10.1234/a<b>", pages="7-12", kind=kind, publisher="Mist", language="en",
        status="retracted",
    )  # fmt: skip
    data = json.loads(json_ld(paper, is_publisher=is_publisher))
    assert data["@context"] == "https://schema.org"
    assert (data["name"], data["sameAs"]) == ("On x²", "https://doi.org/10.1234/a%3Cb%3E")
    assert ("author" in data) == is_publisher
    if is_publisher:
        assert data["author"][0]["@id"] == "https://orcid.org/0000-0002-1825-0097"
        assert data["creativeWorkStatus"] == "Retracted"


@pytest.mark.parametrize("is_publisher", [True, False])
def test_the_licence_of_the_text_is_in_both(is_publisher):
    address = "https://creativecommons.org/licenses/by/4.0/"
    paper = Paper("T", license=address)
    assert json.loads(json_ld(paper, is_publisher=is_publisher))["license"] == address
    assert typed_links(paper, is_publisher=is_publisher)["license"] == [address]


def test_what_is_unknown_is_left_out():
    assert json.loads(json_ld(Paper("T"), is_publisher=True)) == {
        "@context": "https://schema.org", "@type": "ScholarlyArticle", "name": "T",
    }  # fmt: skip


@given(
    st.text(st.characters(exclude_categories=()), min_size=1).filter(lambda t: "$" not in t),
    st.sampled_from([None, *STATUS_ORDER]),
)
def test_no_text_ends_the_script(text, status):
    paper = Paper(text, authors=(Author(text),), venue=text, doi=text, status=status)
    script = json_ld(paper, is_publisher=True)
    assert not set("<>&\n\u2028") & set(script)
    assert json.loads(script)["name"] == text
    assert script.encode("utf-8")


def test_typed_links_are_those_that_are_true():
    paper = Paper(
        "T", authors=(Author("Ann", orcid="0000-0002-1825-0097"), Author("Bo")), doi="10.1234/x"
    )
    orcids = ["https://orcid.org/0000-0002-1825-0097"]
    assert typed_links(paper, is_publisher=False) == {"author": orcids}
    assert typed_links(paper, is_publisher=True) == {
        "author": orcids,
        "cite-as": ["https://doi.org/10.1234/x"],
        "type": ["https://schema.org/AboutPage", "https://schema.org/ScholarlyArticle"],
    }
    assert typed_links(Paper("T"), is_publisher=False) == {}
