"""Pages and their feeds name each other."""

import re

from sitegen.pages.kinds.author import KIND as AUTHOR
from sitegen.pages.kinds.home import KIND as HOME
from sitegen.pages.kinds.papers import KIND as LIST
from sitegen.pages.kinds.topic import KIND as TOPIC
from sitegen.pages.kinds.venue import KIND as VENUE
from sitegen.paper import Author, Tag
from tests.unit.pages.builders import paper, render

GRAPHS = Tag("graphs-ü", "Graphs")
MEMBERS = [paper(f"p{n}", GRAPHS, authors=(Author("Ada Lovelace"),), venue="ICRA", year=2020)
           for n in range(4)]  # fmt: skip


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
    assert links(VENUE) == [[("icra", ""), ("", "icra.xml")]]


def test_only_the_page_of_all_years_of_a_venue_has_its_feed():
    members = [paper(f"p{n}", venue="ICRA", year=2019 + n % 2) for n in range(30)]
    pages = {page.src_uri: page.text for page in render(VENUE, members, url="https://example.org")}
    feeds = {uri: re.findall(r'^feed: "(.*)"', text, re.MULTILINE) for uri, text in pages.items()}
    assert feeds["venues/icra.md"] == ["icra"]
    years = {uri: names for uri, names in feeds.items() if uri.startswith("venues/icra/")}
    assert years.keys() >= {"venues/icra/2019.md", "venues/icra/2020.md"}
    assert set(map(tuple, years.values())) == {("",)}


def test_pages_without_a_feed_name_none():
    for kind in (TOPIC, AUTHOR, VENUE):
        assert links(kind, MEMBERS[:3]) == [[("", "")]]
    assert links(HOME, url="") == [[("", "")]]
