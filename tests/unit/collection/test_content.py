"""The order of records by content."""

from sitegen.collection.content import content_key, content_order
from sitegen.paper import Author, Origin, Paper


def test_the_order_depends_on_the_content_alone():
    first, second = Paper("A"), Paper("A", year=2015)
    assert content_order([second, first]) == [1, 0]
    assert content_order([first, second]) == [0, 1]


def test_origins_are_no_content():
    assert content_key(Paper("A", origins=(Origin("a", 1),))) == content_key(Paper("A"))


def test_affiliations_are_content():
    keys = [content_key(Paper("A", authors=(Author("B", a),))) for a in ((), ("C",))]
    assert keys[0] != keys[1]
