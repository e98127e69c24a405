"""tags.toml: what a curator may write, and what sitegen adds."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.collection.collect import collect
from sitegen.config.topics import Topic, add_topics, parse_topics
from sitegen.enrich import enrich
from sitegen.errors import ConfigError
from sitegen.identifiers import tag_slug
from sitegen.paper import Paper, Tag
from sitegen.sources import read_sources

PATH = Path("tags.toml")
PAPERS = [
    Paper(f"Graph neural networks for {what}", "We use message passing on molecular graphs.", source_id=what)
    for what in ("drugs", "roads", "proteins", "texts")
]  # fmt: skip


def tags_of(text, papers=PAPERS):
    found = enrich(collect(papers).entries, topics=parse_topics(text, PATH))
    return {p.entry.id: p.tags for p in found.papers}


def test_each_form_of_a_line():
    text = """
a = "A"
b = false
c = { name = "C", also = ["see", "sea"], description = "Third.", force = true }
"""
    assert parse_topics(text, PATH) == (
        Topic("a", "A"), Topic("b"), Topic("c", "C", ("see", "sea"), "Third.", is_forced=True),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('"Big Slug" = "x"', "is not a slug"),
        ('a = ""', "must be"),
        ("a = 3", "must be"),
        ("a = true", "must be"),
        ('a = { nam = "x" }', "there is no 'nam'"),
        ('a = { name = "x", also = "y" }', "also must be a list"),
        ('a = { name = "x", also = [1] }', "also must be a list"),
        ("a = { force = true }", "lacks its name"),
        ('a = "x"\nb = { name = "y", also = ["X"] }', "“X” is a already"),
    ],
)
def test_faults_are_told_with_their_line(line, told):
    with pytest.raises(ConfigError, match=told) as caught:
        parse_topics(f"# first line\n{line}", PATH)
    assert str(caught.value).startswith("tags.toml:")


def test_all_faults_are_told_at_once():
    with pytest.raises(ConfigError) as caught:
        parse_topics("a = 1\nb = 2", PATH)
    assert str(caught.value).splitlines()[1].startswith("tags.toml:2: b:")


def test_new_topics_are_added_and_the_rest_stays_byte_for_byte():
    text = '# mine\nb = "Bee"   # a comment'
    after = add_topics(text, [Tag("b", "b"), Tag("c", "c"), Tag("a", 'say "a"')])
    assert after == text + '\na = "say \\"a\\""\nc = "c"\n'
    assert add_topics(after, [Tag("c", "other")]) == after


@given(st.lists(st.text(min_size=1, max_size=20).filter(lambda s: s.isprintable() and s.strip())))
def test_what_is_added_is_read_again(names):
    tags = {tag_slug(name): Tag(tag_slug(name), name) for name in names}
    text = add_topics("", tags.values())
    assert tomllib.loads(text) == {slug: tag.name for slug, tag in tags.items()}


@given(st.text(max_size=80))
def test_any_text_is_topics_or_told(text):
    try:
        parse_topics(text, PATH)
    except ConfigError as error:
        assert "tags.toml" in str(error)


def test_a_rename_keeps_the_slug():
    tags = tags_of('graph-neural-networks = "GNNs and friends"')
    assert all(t[0] == Tag("graph-neural-networks", "GNNs and friends") for t in tags.values())


def test_a_forbidden_topic_is_nowhere():
    tags = tags_of("graph-neural-networks = false")
    assert all(t.slug != "graph-neural-networks" for own in tags.values() for t in own)


def test_merged_names_are_one_topic_with_its_description():
    line = 'gnn = { name = "GNN", also = ["graph neural networks", "molecular graphs"], description = "Nets." }'
    tags = tags_of(line)
    names = ("graph neural networks", "molecular graphs")
    assert all(Tag("gnn", "GNN", "Nets.", also=names) in own for own in tags.values())
    slugs = {t.slug for own in tags.values() for t in own}
    assert not slugs & {"graph-neural-networks", "molecular-graphs"}


def test_a_forced_topic_is_on_every_paper_that_names_it():
    tags = tags_of('we-use = { name = "We use", force = true }')
    assert all("we-use" in {t.slug for t in own} for own in tags.values())
    tags = tags_of('drugs = { name = "Drugs", force = true }')
    assert {key for key, own in tags.items() if "drugs" in {t.slug for t in own}} == {"drugs"}


def test_remembering_what_was_found_changes_nothing(listing):
    entries = collect(read_sources([str(listing)]).papers).entries
    first = enrich(entries)
    again = enrich(entries, topics=parse_topics(add_topics("", first.tags), PATH))
    assert first.papers == again.papers
