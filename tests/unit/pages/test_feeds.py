"""Which feeds a site has, and that nothing but their papers moves them."""

from dataclasses import replace
from datetime import date

import pytest

from sitegen.config.settings import FeedSettings
from sitegen.pages.feed_formats import atom_feed
from sitegen.pages.feeds import absolute_url, entry_time, feed_entry, urn
from sitegen.pages.kinds.feeds import KIND
from sitegen.paper import Author, History, Tag
from tests.unit.pages.builders import GRAPHS, context, paper, render

TREES = Tag("trees", "Trees")
ADA = (Author("Ada Lovelace"),)
URL = "https://example.org/x/"
PAPERS = [
    paper("a", GRAPHS, authors=ADA, date="2020-01-02", venue="ICRA", doi="10.1/a"),
    paper("b", GRAPHS, authors=ADA, year=2021),
    paper("c", GRAPHS, TREES, authors=ADA, year=2021),
    paper("d", GRAPHS, TREES, authors=ADA, date="2019-05-06", abstract="On $x^2$. " * 60),
]


def feeds(members, **values):
    pages = render(KIND, members, **({"url": URL} | values))
    return {page.src_uri: page.text for page in pages}


def ids(feed):
    return [enriched.entry.id for enriched in feed.papers]


def test_a_site_without_an_address_has_no_feeds():
    assert feeds(PAPERS, url="") == {}


def test_the_site_and_what_has_more_than_three_papers_has_a_feed_in_both_formats():
    stems = ["feed", "tags/graphs", "authors/ada-lovelace"]
    assert [*feeds(PAPERS)] == [f"{stem}.{ending}" for stem in stems for ending in ("xml", "json")]
    assert [*feeds(PAPERS[:3])] == ["feed.xml", "feed.json"]


def test_the_newest_come_first_then_the_ids_decide_and_papers_without_a_date_are_left_out():
    members = [*PAPERS, paper("e", GRAPHS, authors=ADA)]
    for order in (members, members[::-1]):
        all_feeds = context(order, url=URL, feeds=FeedSettings(entries=3)).feeds
        assert ids(all_feeds["feed"]) == ids(all_feeds["tags/graphs"]) == ["b", "c", "a"]
    assert ids(context([paper("e")], url=URL).feeds["feed"]) == []


@pytest.mark.parametrize(
    ("fields", "time"),
    [
        ({"date": "2020-02-29", "year": 2021}, "2020-02-29T00:00:00Z"),
        ({"year": 800}, "0800-01-01T00:00:00Z"),
        ({"date": "2021-02-29", "year": 2021}, "2021-01-01T00:00:00Z"),
        ({"year": 12_000}, ""),
        ({}, ""),
    ],
)
def test_the_time_of_an_entry_is_the_papers(fields, time):
    enriched = paper("a", **fields)
    assert entry_time(context([enriched]), enriched) == time


def test_the_day_on_which_a_paper_was_first_seen_counts_if_it_is_known():
    members = [*PAPERS, paper("e", GRAPHS, authors=ADA), paper("f", authors=ADA)]
    seen = {"d": date(2026, 11, 25), "a": date(2026, 11, 25), "e": date(2026, 11, 24)}
    site = context(members, url=URL, history=History(seen))
    # Of one day, the latest first; then those that no build saw for the first time.
    assert ids(site.feeds["feed"]) == ["a", "d", "e", "b", "c"]
    assert feed_entry(site, members[0], is_whole=True).time == "2026-11-25T00:00:00Z"
    assert atom_feed(site, site.feeds["feed"], []).count("<updated>2026-11-25T00:00:00Z") == 1


def test_a_new_paper_moves_its_feeds_alone_and_an_edit_of_another_none():
    seen = {member.entry.id: date(2026, 11, 1) for member in PAPERS}
    new = paper("z", TREES, year=1999)
    trees = [paper(name, TREES, year=2000) for name in "uvwx"]
    old = feeds([*PAPERS, *trees], history=History(seen))
    both = feeds([*PAPERS, *trees, new], history=History(seen | {"z": date(2026, 11, 2)}))
    changed = {stem for stem in old if old[stem] != both[stem]}
    assert changed == {
        f"{stem}.{end}" for stem in ("feed", "tags/trees") for end in ("xml", "json")
    }
    assert both["feed.xml"].count("<entry") == old["feed.xml"].count("<entry") + 1
    assert both["tags/trees.xml"].index("papers/z.html") < both["tags/trees.xml"].index("papers/u")
    # A topic's score, which orders those of a paper, changes with the collection.
    edited = [replace(member, related=(), tags=member.tags[::-1]) for member in (*PAPERS, *trees)]
    assert feeds(edited[::-1], history=History(seen)) == old


def test_ids_survive_https_and_a_move_that_the_settings_name():
    here = context([], url="http://Example.org/x")
    there = context([], url="https://new.org", feeds=FeedSettings(id="example.org/x"))
    elsewhere = context([], url="https://new.org")
    assert urn(here, "a") == urn(context([], url=URL), "a") == urn(there, "a")
    # Readers know entries by it: it is part of the format.
    assert urn(here, "papers/a.html") == "urn:uuid:4b7958f5-1fe4-5a1e-8463-06b15953d9ac"
    assert len({urn(here, "a"), urn(here, "b"), urn(elsewhere, "a")}) == 3
    assert absolute_url(here, "tags/ü.xml") == "http://Example.org/x/tags/%C3%BC.xml"


def test_an_entry_says_in_plain_text_what_its_page_says():
    entry = feed_entry(context(PAPERS, url=URL), PAPERS[0], is_whole=True)
    assert (entry.url, entry.title) == (f"{URL}papers/a.html", "Title a")
    assert (entry.authors, entry.topics) == (("Ada Lovelace",), ("Graphs",))
    assert (entry.venue, entry.doi) == ("ICRA", "10.1/a")
    whole, start = (
        feed_entry(context(PAPERS, url=URL), PAPERS[3], is_whole=is_whole).summary
        for is_whole in (True, False)
    )
    assert "$" not in whole
    assert whole.startswith(start[:-1])
    assert len(start) < 310 < len(whole)


def changed(before, after):
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def test_an_edit_of_a_paper_changes_its_feeds_alone_and_a_new_paper_adds_one_entry_to_its_feeds():
    others = [paper(f"o{n}", TREES, authors=(Author("Bo Ng"),), year=2000 + n) for n in range(4)]
    before = feeds([*PAPERS, *others])
    edited = paper("o1", TREES, authors=(Author("Bo Ng"),), year=2001, title="Changed")
    after = feeds([*PAPERS, others[0], edited, *others[2:]])
    assert {name.rpartition(".")[0] for name in changed(before, after)} == {
        "feed", "tags/trees", "authors/bo-ng",
    }  # fmt: skip
    # What feeds don't show changes none of them.
    noted = replace(PAPERS[0].entry.paper, upvotes=5, pages="1-2")
    noted_paper = replace(PAPERS[0], entry=replace(PAPERS[0].entry, paper=noted))
    assert feeds([noted_paper, *PAPERS[1:], *others]) == before
    added = feeds([paper("new", TREES, year=2026), *PAPERS, *others])
    for name in changed(before, added):
        assert name.rpartition(".")[0] in {"feed", "tags/trees"}
        for mark in ("<entry", '"date_published"'):
            assert added[name].count(mark) - before[name].count(mark) in {0, 1}
    assert len(changed(before, added)) == 4
