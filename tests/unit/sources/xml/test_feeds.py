"""What RSS and Atom share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from sitegen.sources.people.authors import parse_authors
from sitegen.sources.reading import RecordError
from sitegen.sources.xml import feeds


def children(text):
    return feeds.qualified_children(etree.fromstring(text))


def test_elements_have_the_usual_prefixes():
    names = children(
        '<item xmlns:a="http://purl.org/dc/elements/1.1/" xmlns:m="http://search.yahoo.com/mrss/" '
        'xmlns:p="http://prismstandard.org/namespaces/1.2/basic/" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:at="http://www.w3.org/2005/Atom"><title/><a:title/><m:title/><p:doi/><at:link/></item>'
    )
    assert list(names) == ["title", "dc:title", "other:title", "prism:doi", "link"]


@pytest.mark.parametrize(
    ("inner", "addresses", "identity"),
    [
        ("<doi>10.1000/1</doi>", [], ("10.1000/1", None)),
        ("", ["https://doi.org/10.1000/1?x=1"], ("10.1000/1", None)),
        ("", ["https://j.org/articles/10.3389/fn.1/full"], ("10.3389/fn.1", None)),
        ("", ["https://huggingface.co/papers/2401.00001"], (None, "2401.00001")),
        ("", ["oai:arXiv.org:2401.00001v1"], (None, "2401.00001")),
        ("", ["https://www.biorxiv.org/content/10.1101/2024.01.02.1v3"], ("10.1101/2024.01.02.1", None)),
        ("", ["https://j.org/index.php/j/article/view/3"], (None, None)),
        ("", ["https://pubmed.ncbi.nlm.nih.gov/123/"], (None, None)),
    ],
)  # fmt: skip
def test_a_paper_has_an_id_or_a_publishers_address(inner, addresses, identity):
    assert feeds.identify(children(f"<item>{inner}</item>"), addresses) == identity


@pytest.mark.parametrize("address", ["https://b.org/2401.00001", "https://b.org/hello", ""])
def test_a_post_is_no_paper(address):
    with pytest.raises(RecordError, match="names no DOI"):
        feeds.identify(children("<item><title>Hi</title></item>"), [address])


@pytest.mark.parametrize(
    ("texts", "abstract"),
    [
        (["", "Text."], "Text."),
        (["<p>ABSTRACT</p><p>Text.</p>"], "Text."),
        (["J of X, Volume 3, Issue 1, Page 2.", "Text."], "Text."),
        (["Nature, Published online: 01 July 2024; doi:10.1038/x Text."], "Text."),
        (["arXiv:1 Announce Type: new Abstract: Text."], "Text."),
        (["Abstracts are hard."], "Abstracts are hard."),
        ([], ""),
    ],
)
def test_the_first_description_that_is_no_citation_is_the_abstract(texts, abstract):
    assert feeds.abstract_of(texts) == abstract


@pytest.mark.parametrize(
    ("names", "authors"),
    [
        (["Lee, Ann"], ["Ann Lee"]),
        (["van der Berg, Jan"], ["Jan van der Berg"]),
        (["Ann Lee, Bo Ng"], ["Ann Lee", "Bo Ng"]),
        (["Ann Lee"], ["Ann Lee"]),
        (["Lee, Ann", "Ng, Bo"], ["Ann Lee", "Bo Ng"]),
        (["<a href='x'>Ann Lee</a>, <a href='y'>Bo Ng</a>"], ["Ann Lee", "Bo Ng"]),
    ],
)
def test_creators_stand_in_one_element_or_in_many(names, authors):
    assert [a.name for a in parse_authors(feeds.parse_creators(names))] == authors


@given(st.text(alphabet="aA<>/p .,;:()[]1v\nb", max_size=80))
def test_any_text_has_a_title_and_an_abstract(text):
    title, _ = feeds.clean_title(text)
    assert len(title) <= len(text)
    assert isinstance(feeds.abstract_of([text]), str)
