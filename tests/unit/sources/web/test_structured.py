"""Papers that a page describes for machines."""

import json

from hypothesis import given
from hypothesis import strategies as st

from sitegen.sources.web.elements import parse_page
from sitegen.sources.web.structured import read_coins, read_json_ld, read_microdata


def script(value):
    text = value if isinstance(value, str) else json.dumps(value)
    return parse_page(f'<html><script type="application/ld+json">{text}</script></html>')


def test_articles_of_other_types_are_left_out():
    for kind in ("NewsArticle", "WebPage", "Article", "Product"):
        assert list(read_json_ld(script({"@type": kind, "headline": "T"}))) == []
    (record,) = read_json_ld(script([{"@type": ["Thesis"], "name": "T"}]))
    assert record.fields["title"] == "T"


def test_cited_articles_are_left_out():
    cited = {"@type": "ScholarlyArticle", "headline": "Cited"}
    article = {"@type": "ScholarlyArticle", "headline": "T", "citation": [cited]}
    assert [r.fields["title"] for r in read_json_ld(script(article))] == ["T"]


def test_text_that_is_not_json_is_skipped():
    assert list(read_json_ld(script("{"))) == []
    assert list(read_json_ld(script("[" * 100_000))) == []


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda v: (
        st.lists(v, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["@type", "name", "author", "isPartOf", "identifier", "headline", "url"]
            ),
            v,
        )
    ),
    max_leaves=10,
)


@given(st.dictionaries(st.sampled_from(["author", "isPartOf", "keywords", "url", "name"]), VALUES))
def test_any_article_gives_records(value):
    list(read_json_ld(script({"headline": "T", **value, "@type": "ScholarlyArticle"})))


def test_coins_without_a_title_are_left_out():
    page = parse_page('<p><span class="Z3988" title="rft.au=A"></span><span title="x"></span></p>')
    assert list(read_coins(page)) == []


def test_microdata_of_other_types_is_left_out():
    page = parse_page('<div itemtype="https://schema.org/Person"><b itemprop="name">A</b></div>')
    assert list(read_microdata(page)) == []
