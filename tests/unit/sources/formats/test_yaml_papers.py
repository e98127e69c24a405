"""YAML lists of papers, CSL-YAML and Hayagriva."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.sources.formats import yaml_papers


def read(text):
    return yaml_papers.read(text, "x.yml")


@pytest.mark.parametrize(
    "head",
    [
        "- title: A\n  abstract: B\n",
        "# Mine\n---\n- year: 2001\n  title: A\n",
        "papers:\n  - title: A\n    authors: [B]\n",
        "references:\n- id: a\n  title: A\n  issued: 1\n",
        "roe2001:\n  type: article\n  title: A\n  author: B\n",
        "'a b':\n\n    title: A\n    doi: 10.1/a\n",
        "title: A\nyear: 2001\nauthors:\n  - name: B\n",
        "-\n  title: A\n  url: https://arxiv.org/abs/2407.00001\n",
    ],
)
def test_papers_in_yaml_are_claimed(head):
    assert yaml_papers.sniff(head)
    assert (yaml_papers.NAME, yaml_papers.RANK) == ("yaml", 89)


@pytest.mark.parametrize(
    "head",
    [
        "",
        "- a\n- b\n",
        "- title: Home\n  url: /\n",
        "site_name: X\nnav:\n  - Home: index.md\n",
        "name: CI\non: push\njobs:\n  a:\n    steps:\n      - name: B\n        uses: c\n",
        "name: Bug\ntitle: A\nbody:\n  - type: markdown\n",
        "# Title\n\n- title: A\nText.\n",
        "Title: A\nAuthors: B\n",
        "@article{a,\n title={A},\n year: 1}\n",
        '{"title": 1}',
    ],
)
def test_other_texts_are_not_claimed(head):
    assert not yaml_papers.sniff(head)


def test_items_have_their_line_and_faults_their_sentence():
    reading = read(
        "# x\n- title: A\n  arxiv_id: 2410.10630\n- just text\n- title: B\n  year: 2001\n"
    )
    assert [(p.title, p.origins[0].line) for p in reading.papers] == [("A", 2), ("B", 5)]
    assert reading.papers[0].arxiv_id == "2410.10630"
    assert [(d.line, d.record) for d in reading.diagnostics] == [(4, "just text")]


def test_one_paper_is_a_mapping():
    (only,) = read("title: A\nauthors:\n  - Roe, Jana\n  - name: Max Poe\nyear: 2001\n").papers
    assert [a.name for a in only.authors] == ["Jana Roe", "Max Poe"]


def test_hayagriva_has_parents_and_people_in_parts():
    (only,) = read(
        "a:\n  type: Article\n  title: {value: A}\n  author: {name: Berg, given-name: Jan, prefix: van}\n"
        "  url: {value: 'https://x.org/a', date: 2020-01-01}\n  serial-number: {arxiv: 2407.00001}\n"
        "  parent: [{type: Proceedings, title: P}]\n"
    ).papers
    assert ([a.name for a in only.authors], only.venue) == (["Jan van Berg"], "P")
    assert (only.arxiv_id, only.source_id) == ("2407.00001", "a")
    assert "https://x.org/a" in [link.url for link in only.links]


@pytest.mark.parametrize("text", ["- title: [", "- title: a: b", "- " * 60 + "a", "[" * 200])
def test_a_text_that_is_not_valid_is_a_fault(text):
    reading = read(text)
    assert reading.papers == ()
    assert len(reading.diagnostics) == 1
    assert reading.diagnostics[0].message.startswith("is not valid YAML: ")


@given(st.text(st.sampled_from("titleauhor:-[]{}&*!|>#\n  \"'"), max_size=120))
def test_any_text_is_read(text):
    yaml_papers.sniff(text)
    read(text)


def test_several_documents_in_one_text_are_all_read():
    text = (
        "---\ntitle: One\nyear: 2019\n---\n# x\ntitle: Two\nyear: 2020\n...\n---\n- title: Three\n"
    )
    assert yaml_papers.sniff(text)
    reading = yaml_papers.read(text, "x.yaml")
    assert [(p.title, p.origins[0].line) for p in reading.papers] == [
        ("One", 2), ("Two", 6), ("Three", 10),
    ]  # fmt: skip
    assert reading.diagnostics == ()


def test_front_matter_above_text_is_no_document_of_several():
    assert not yaml_papers.sniff("---\ntitle: One\nyear: 2019\n---\nSome text: with a title:\n")
    assert not yaml_papers.sniff("---\ntitle: One\nyear: 2019\n---\n# One\n\nText.\n---\nNo.\n")


def test_hayagriva_has_the_place_in_the_journal_with_the_parent():
    text = (
        "a:\n  type: article\n  title: T\n  page-range: 11-22\n"
        "  parent: {type: periodical, title: Bridges, volume: 5, issue: 2, date: 1937}\n"
    )
    (only,) = yaml_papers.read(text, "x").papers
    assert only.year == 1937
    assert (only.venue, only.volume, only.issue, only.pages) == ("Bridges", "5", "2", "11-22")


ENTRY = "{0}:\n  type: Article\n  title: Paper {0}\n  author: Roe, Jana\n  date: 2001\n"


@pytest.mark.parametrize("key", ["", "# b:\n", "  \n"])
def test_an_entry_without_its_key_is_a_paper_of_its_own(key):
    entries = [ENTRY.format(name) for name in "abc"]
    text = "".join([entries[0], entries[1].replace("b:\n", key), entries[2]])
    reading = read(text)
    assert [p.title for p in reading.papers] == ["Paper a", "Paper b", "Paper c"]
    assert [[a.name for a in p.authors] for p in reading.papers] == [["Jana Roe"]] * 3
    assert reading.diagnostics == ()


def test_a_control_character_costs_nothing():
    reading = read(ENTRY.format("a") + ENTRY.format("b").replace("Paper", "A\x07paper"))
    assert [p.title for p in reading.papers] == ["Paper a", "A paper b"]


def test_a_stray_dash_costs_its_own_entry():
    entries = [ENTRY.format(name) for name in "abcd"]
    entries[2] = entries[2].replace("  title", "  - title")
    reading = read("".join(entries))
    assert [p.title for p in reading.papers] == ["Paper a", "Paper b", "Paper d"]
    (diagnostic,) = [d for d in reading.diagnostics if d.record_count]
    assert 11 <= diagnostic.line <= 15


def test_a_fault_in_a_list_below_a_key_costs_its_own_item():
    items = [f"  - title: Paper {n}\n    year: 2001\n" for n in range(4)]
    items[1] = items[1].replace("title: ", "title: [")
    reading = read("version: 1\npapers:\n" + "".join(items))
    assert [p.title for p in reading.papers] == ["Paper 0", "Paper 2", "Paper 3"]
    assert sum(d.record_count for d in reading.diagnostics) == 1


def test_repeated_keys_of_one_paper_are_two_papers():
    reading = read("title: A\nyear: 2001\ntitle: B\nyear: 2002\n")
    assert [(p.title, p.year) for p in reading.papers] == [("A", 2001), ("B", 2002)]


def test_papis_keeps_one_paper_in_each_file():
    text = (
        "author: Roe, Ann and Poe, Bo\nauthor_list:\n- family: Roe\n  given: Ann\nissue: '9'\n"
        "journal: Tides\nmonth: '04'\nref: roe2019\ntitle: Sand\ntype: article\nyear: '2019'\n"
    )
    assert yaml_papers.sniff(text)
    (paper,) = yaml_papers.read(text, "info.yaml").papers
    assert [author.name for author in paper.authors] == ["Ann Roe", "Bo Poe"]
    assert (paper.venue, paper.date, paper.kind) == ("Tides", "2019-04", "article")
    settings = "title: A site\nauthor: Roe\ndescription: Sand\nurl: https://x.org\nyear: 2019\n"
    assert not yaml_papers.sniff(settings)


def test_a_list_of_films_has_no_papers():
    text = "- title: Hats\n  year: 2001\n  director: Jana Roe\n- title: Caps\n  year: 2002\n"
    reading = yaml_papers.read(text, "films.yaml")
    assert reading.papers == ()
    assert ["films" in diagnostic.message for diagnostic in reading.diagnostics] == [True, True]
