"""tags.toml: what a curator may write, and what sitegen adds."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.collection.collect import collect
from sitegen.config.topics import Topic, add_topics, find_key_lines, parse_topics
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
    ("line", "message"),
    [
        ('"Big Slug" = "x"', "is not a slug"),
        ('a = ""', "must be"),
        ("a = 3", "must be"),
        ("a = true", "must be"),
        ('a = { nam = "x" }', "there is no 'nam'"),
        ('a = { name = "x", also = "y" }', "also must be a list"),
        ('a = { name = "x", also = [1] }', "also must be a list"),
        ("a = { force = true }", "lacks its name"),
        ('a = "x"\nb = { name = "y", also = ["X"] }', "the name “X” already belongs to a"),
    ],
)
def test_faults_are_told_with_their_line(line, message):
    with pytest.raises(ConfigError, match=message) as caught:
        parse_topics(f"# first line\n{line}", PATH)
    assert str(caught.value).startswith("tags.toml:")


def test_all_faults_are_told_at_once():
    with pytest.raises(ConfigError) as caught:
        parse_topics("a = 1\nb = 2", PATH)
    assert str(caught.value).splitlines()[1].startswith("tags.toml:2: b:")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a = " + "[" * 20_000, "a value is nested too deeply"),
        ("a = " + "{b = " * 3_000, "a value is nested too deeply"),
        ("a = " + "9" * 5_000, "a number has too many digits"),
    ],
)
def test_what_python_can_not_hold_is_a_fault(text, fault):
    with pytest.raises(ConfigError, match=rf"\Atags\.toml: {fault}\Z"):
        parse_topics(text, PATH)
    with pytest.raises(ConfigError, match=fault):
        add_topics(text, [Tag("c", "c")])


def test_the_lines_of_very_many_faults_are_counted_once():
    text = "".join(f"key{number} = 1\n" for number in range(20_000))
    with pytest.raises(ConfigError) as caught:
        parse_topics(text, PATH)
    lines = str(caught.value).splitlines()
    assert lines[99].startswith("tags.toml:100: key99:")
    assert lines[100:] == ["… and 19900 other faults"]


def test_keys_are_found_in_any_quotes():
    text = """
bare = 1
"ba\\u0073ic" = 1
'lit"eral' = 1
[table]
[["list"]]
 [ "dotted".x]
bare.y = 2
"""
    keys = {"bare": 2, "basic": 3, 'lit"eral': 4, "table": 5, "list": 6, "dotted": 7}
    assert find_key_lines(text) == keys


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


TABLES = """\
# top
a = "A"

# about b
[b]
name = "B"
also = [
  "bee",
]
"""


def test_new_topics_stand_above_the_first_table_and_its_comments():
    extended = add_topics(TABLES, [Tag("c", "C"), Tag("b", "other")])
    assert extended == TABLES.replace("# about b", 'c = "C"\n# about b')
    assert [topic.slug for topic in parse_topics(extended, PATH)] == ["a", "c", "b"]


def test_a_bracket_in_a_value_is_no_table():
    text = 'a = { name = "A", also = [ "x" ] }\nb = """\n[not a table]\n"""\n[c]\nname = "C"\n'
    extended = add_topics(text, [Tag("d", "D")])
    assert tomllib.loads(extended) == tomllib.loads(text) | {"d": "D"}
    assert extended == text.replace("[c]", 'd = "D"\n[c]')


def test_nothing_to_add_leaves_the_text_as_it_is():
    assert add_topics(TABLES, [Tag("a", "x")]) == TABLES
    assert add_topics("a = 'x'", []) == "a = 'x'"
    assert add_topics("", []).startswith("# The topics")


def test_a_table_is_found_by_its_header():
    with pytest.raises(ConfigError, match=r"tags\.toml:5: b: there is no 'x'"):
        parse_topics(TABLES.replace("name", "x"), PATH)


def test_a_name_that_two_topics_claim_is_found_in_any_case():
    with pytest.raises(ConfigError, match=r"tags\.toml:2: b: the name “GNN” already belongs to a"):
        parse_topics('a = { name = "A", also = ["gnn"] }\nb = "GNN"', PATH)
    assert len(parse_topics('a = { name = "A", also = ["A"] }\nb = false\nc = false', PATH)) == 3


def test_names_are_one_line():
    (topic,) = parse_topics('a = "one\\n\\ttwo\\u0007 three"', PATH)
    assert topic.name == "one two three"


@pytest.mark.parametrize(
    ("slug", "fault"),
    [
        ("a" * 81, "has 81 characters; a file name can have 80"),
        ("con", "is a name that Windows reserves; write tag-con"),
        ("com1", "is a name that Windows reserves; write tag-com1"),
    ],
)
def test_a_slug_must_be_a_file_name_everywhere(slug, fault):
    with pytest.raises(ConfigError) as caught:
        parse_topics(f'ok = "Fine"\n{slug} = "Name"\n', Path("t.toml"))
    assert str(caught.value) == f"t.toml:2: {slug}: {fault}"
    assert parse_topics(f'{"a" * 80} = "Name"\nconsole = "X"\n', Path("t.toml"))
