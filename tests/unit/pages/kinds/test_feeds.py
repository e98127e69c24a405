"""Pages and their feeds name each other."""

import re

from sitegen.pages.kinds.author import KIND as AUTHOR
from sitegen.pages.kinds.home import KIND as HOME
from sitegen.pages.kinds.papers import KIND as LIST
from sitegen.pages.kinds.topic import KIND as TOPIC
from sitegen.paper import Author, Tag
from tests.unit.pages.builders import paper, render

GRAPHS = Tag("graphs-ü", "Graphs")
MEMBERS = [paper(f"p{n}", GRAPHS, authors=(Author("Ada Lovelace"),), year=2020) for n in range(4)]


def links(kind, members=MEMBERS, url="https://example.org"):
    pages = render(kind, members, url=url)
    return [
        re.findall(r'^feed: "(.*)"|\[Feed\]\((.*?)\)\{ \.sg-feed \}', p.text, re.MULTILINE)
        for p in pages
    ]


def test_pages_link_to_the_feed_beside_them():
    assert links(HOME) == [[("feed", ""), ("", "feed.xml")]]
    assert links(LIST)[0] == [("feed", ""), ("", "feed.xml")]
    assert links(TOPIC) == [[("graphs-%C3%BC", ""), ("", "graphs-%C3%BC.xml")]]
    assert links(AUTHOR) == [[("ada-lovelace", ""), ("", "ada-lovelace.xml")]]


def test_pages_without_a_feed_name_none():
    assert links(TOPIC, MEMBERS[:3]) == links(AUTHOR, MEMBERS[:3]) == [[("", "")]]
    assert links(HOME, url="") == [[("", "")]]
