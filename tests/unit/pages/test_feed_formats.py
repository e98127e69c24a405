"""Feeds are valid and say the same in both formats, whatever papers say."""

import io
import json
from dataclasses import replace
from pathlib import Path

import feedparser
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from sitegen.config.settings import FeedSettings
from sitegen.pages.feeds import feed_entry
from sitegen.pages.kinds.feeds import KIND
from sitegen.paper import Author, EnrichedPaper, Entry, Paper, Tag
from sitegen.sources.formats import atom
from tests.unit.pages.builders import context, paper, render

SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parents[2] / "fixtures" / "schemas" / "atom.rng"))
ATOM = "{http://www.w3.org/2005/Atom}"
URL = "https://example.org/papers"
FULL = paper(
    "1706.03762", Tag("attention", "attention"), title="Attention & <all> you need", year=2017,
    date="2017-06-12", authors=(Author("Ashish Vaswani"), Author("Noam Shazeer")), venue="NeurIPS",
    doi="10.5555/3295222", abstract="The dominant models are recurrent; we propose another one.",
)  # fmt: skip
#: All that Python can hold, also what XML and UTF-8 can't.
TEXTS = st.text(st.characters(exclude_categories=()), min_size=1, max_size=40)


def both(member, **values):
    pages = {page.src_uri: page.text for page in render(KIND, [member], url=URL, **values)}
    return pages["feed.xml"], json.loads(pages["feed.json"])


def check_atom(text):
    tree = etree.fromstring(text.encode("utf-8"))
    SCHEMA.assertValid(tree)
    # The schema's rules in Schematron.
    assert tree.find(f"{ATOM}author/{ATOM}name") is not None
    for entry in tree.iterfind(f"{ATOM}entry"):
        assert entry.find(f"{ATOM}link").get("rel", "alternate") == "alternate"
    return tree


def test_the_schema_refuses_a_feed_without_a_time():
    text = '<feed xmlns="http://www.w3.org/2005/Atom"><id>a:b</id><title>t</title></feed>'
    assert not SCHEMA.validate(etree.fromstring(text))


def test_both_formats_say_what_the_paper_is():
    atom_text, document = both(FULL)
    check_atom(atom_text)
    parsed = feedparser.parse(io.BytesIO(atom_text.encode("utf-8")))
    assert not parsed.bozo
    assert (parsed.feed.title, parsed.feed.link) == ("Site", f"{URL}/index.html")
    assert parsed.feed.links[0].href == f"{URL}/feed.xml"
    entry, item = parsed.entries[0], document["items"][0]
    assert entry.id == item["id"]
    assert entry.link == item["url"] == f"{URL}/papers/1706.03762.html"
    assert entry.title == item["title"] == "Attention & <all> you need"
    assert entry.published == entry.updated == item["date_published"] == "2017-06-12T00:00:00Z"
    assert entry.summary == item["content_text"] == FULL.entry.paper.abstract
    assert [a.name for a in entry.authors] == [a["name"] for a in item["authors"]]
    assert [tag.term for tag in entry.tags] == item["tags"] == ["attention"]
    assert entry.prism_doi == "10.5555/3295222"
    assert document["version"] == "https://jsonfeed.org/version/1.1"
    assert document["feed_url"] == f"{URL}/feed.json"


def test_sitegen_reads_its_own_feed():
    record = atom.read(both(FULL)[0], "feed.xml").papers[0]
    original = FULL.entry.paper
    for name in ("title", "abstract", "authors", "date", "venue", "doi"):
        assert getattr(record, name) == getattr(original, name)


def test_a_feed_of_no_papers_is_valid():
    pages = {page.src_uri: page.text for page in render(KIND, [], url=URL)}
    check_atom(pages["feed.xml"])
    assert json.loads(pages["feed.json"])["items"] == []


@given(TEXTS, TEXTS, TEXTS, TEXTS, TEXTS)
def test_feeds_of_hostile_papers_are_valid(title, abstract, author, topic, site_name):
    hostile = EnrichedPaper(
        Entry("a", Paper(title, abstract, (Author(author),), 2020, venue=title, doi=abstract)),
        (Tag("t", topic),), (),
    )  # fmt: skip
    atom_text, document = both(hostile, name=site_name, feeds=FeedSettings(id=title))
    entry = check_atom(atom_text).find(f"{ATOM}entry")
    assert len(entry) == 10
    assert document["title"] == site_name
    assert document["items"][0]["authors"] == [{"name": author}]
    assert feed_entry(context([hostile], url=URL), hostile, is_whole=True).authors == (author,)


def test_a_paper_that_says_little_has_what_the_formats_require():
    bare = replace(FULL, entry=Entry("b", Paper("T", year=2020)), tags=())
    atom_text, document = both(bare)
    assert check_atom(atom_text).find(f"{ATOM}entry/{ATOM}summary") is None
    assert document["items"][0]["content_text"] == "T"
