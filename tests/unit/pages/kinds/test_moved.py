"""Pages at former addresses."""

from sitegen.pages.kinds.moved import KIND
from sitegen.paper import Author, AuthorRules, Tag, Topic
from sitegen.venues import Venue, VenueTable, shipped_venues
from tests.unit.pages.builders import paper, render


def test_without_rules_nothing_has_moved():
    assert render(KIND, [paper("a", venue="IROS", authors=(Author("Ada Lee"),))]) == []


def test_the_former_address_of_a_name_leads_on():
    rules = AuthorRules(joined={"A. Lee": "Ada Lee"})
    (page,) = render(KIND, [paper("a", authors=(Author("A. Lee"),))], authors=rules)
    assert page.src_uri == "authors/a-lee.md"
    assert "[the page of Ada Lee](ada-lee.md)" in page.text
    assert '"target": "ada-lee.html"' in page.text or 'target: "ada-lee.html"' in page.text


def test_the_former_address_of_a_venue_leads_on():
    line = Venue("Meeting of Hats", "conference", "MoH", ("Hat Meeting",))
    table = VenueTable((line, *shipped_venues().venues))
    pages = render(KIND, [paper("a", venue="Hat Meeting")], venues=table, curated_venues=(line,))
    texts = {page.src_uri: page.text for page in pages}
    assert "[the page of Meeting of Hats](moh.md)" in texts["venues/hat-meeting.md"]


def test_the_former_address_of_a_topic_leads_to_its_page_or_to_the_search():
    topics = (
        Topic("graphs", "Graphs", ("Networks & hats", "Trees")), Topic("trees", "Trees"),
        Topic("bees", "Bees & <b>wax"),
    )  # fmt: skip
    members = [paper(name, Tag("graphs", "Graphs"), Tag("trees", "Trees")) for name in "ab"]
    pages = {page.src_uri: page.text for page in render(KIND, members, topics=topics)}
    assert pages.keys() == {"tags/networks-hats.md", "tags/bees.md"}
    assert "[the page of Graphs](graphs.md)" in pages["tags/networks-hats.md"]
    assert "(../search.md?q=Bees%20%26%20%3Cb%3Ewax)" in pages["tags/bees.md"]
    assert "search.html?q=Bees" in pages["tags/bees.md"]
    assert "<b>" not in pages["tags/bees.md"].split("---")[-1]
