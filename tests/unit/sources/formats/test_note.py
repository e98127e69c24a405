"""Curators' notes: which paper they are on, and what is shown of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.collection.collect import collect
from sitegen.paper import Paper
from sitegen.sources import read_text
from sitegen.sources.formats import note


def test_a_note_joins_its_paper_and_does_not_take_its_title():
    (noted,) = read_text("---\narxiv_id: 1412.69800\n---\nRead it.\n", "n.md").papers
    paper = Paper("Adam: A Method", "An abstract.", arxiv_id="1412.69800")
    for records in ([noted, paper], [paper, noted]):
        (entry,) = collect(records).entries
        assert (entry.paper.title, entry.paper.note) == ("Adam: A Method", "Read it.")


def test_a_note_alone_is_a_paper():
    text = "---\nauthors: [Ann Lee, Bo Roe]\nyear: 2019\n---\n# A Paper of Notes\n\nIt is.\n"
    (paper,) = read_text(text, "n.md").papers
    assert (paper.title, paper.year, paper.note) == ("A Paper of Notes", 2019, "It is.")
    assert [author.name for author in paper.authors] == ["Ann Lee", "Bo Roe"]


def test_an_id_is_not_read_as_a_number():
    (paper,) = read_text("---\narxiv: 2410.10630\ntitle: T\n---\n", "n.md").papers
    assert paper.arxiv_id == "2410.10630"


def test_a_reading_list_with_front_matter_is_a_reading_list():
    text = (
        "---\ntitle: My list\n---\n\n## [One](https://arxiv.org/abs/1706.03762)\n\nText one.\n\n"
        "## [Two](https://arxiv.org/abs/1412.6980)\n\nText two.\n"
    )
    reading = read_text(text, "list.md")
    assert [(p.title, p.origins[0].line) for p in reading.papers] == [("One", 5), ("Two", 9)]


@pytest.mark.parametrize(
    ("text", "line", "fault"),
    [
        ("---\ntitle: T\nyear: [2019\n---\nX\n", 3, "is not valid YAML"),
        ("---\ntitle: T\na: &a [*a]\n---\nX\n", None, ""),
        ("---\nvenue: V\n---\n\nNo title.\n", 2, "there is no title"),
    ],
)
def test_faults_have_their_line(text, line, fault):
    reading = note.read(text, "n.md")
    if line is None:
        assert reading.papers
    else:
        assert (reading.diagnostics[0].line, reading.papers) == (line, ())
        assert fault in reading.diagnostics[0].message


def paper_of(text):
    (only,) = note.read(text, "n.md").papers
    return only


def fault_of(text):
    (diagnostic,) = note.read(text, "n.md").diagnostics
    return diagnostic


@pytest.mark.parametrize(
    "head",
    [
        "---\ntitle: T\nabstract: A\n---\n",
        "\n  ---\nDOI: 10.1000/1\n---",
        "---\narxiv: 2410.05258\n...\nText",
        "---  \nyear: 2019\n---\n# Heading\n",
        "---\ntitle: T\nyear: 2019\n---\n## [A](https://arxiv.org/abs/1706.03762)\n",
    ],
)
def test_front_matter_that_identifies_a_paper_is_claimed(head):
    assert note.sniff(head)


LINK = "## [A](https://doi.org/10.1000/1)\n"


@pytest.mark.parametrize(
    "head",
    [
        "# Heading\n",
        "---\nyear: 2019\n---\nText\n",
        "---\nyear: 2019\n---\n## Second level\n",
        "---\nyear: 2019\n---\nText\n# Not at the start\n",
        "---\ntitle\n---\n",
        "---\ntitle: T\n",
        "---\ntitle: T\n---\n",
        "---\n---\n# Heading",
        "---\ntitle: T\n---\n## [A](https://arxiv.org/abs/1706.03762)\n",
        "x\n---\ntitle: T\n---\n",
        f"---\ntitle: T\n---\n{LINK}{LINK}",
        f"---\ntitle: T\n---\n{LINK}# [B](https://huggingface.co/papers/2410.05258)\n",
    ],
)
def test_other_texts_are_not_claimed(head):
    assert not note.sniff(head)


def test_name_and_rank():
    assert (note.NAME, note.RANK) == ("note", 110)


def test_a_note_has_fields_text_and_line():
    entry = paper_of("\n---\ntitle: T\nyear: 2019\n---\n\nRead *it*.\n\n")
    assert (entry.title, entry.year, entry.note) == ("T", 2019, "Read *it*.")
    assert (entry.origins[0].path, entry.origins[0].line) == ("n.md", 3)


def test_a_text_without_front_matter_is_a_note_from_its_first_line():
    entry = paper_of("# A Title ##\nText.")
    assert (entry.title, entry.note, entry.origins[0].line) == ("A Title", "Text.", 1)


@pytest.mark.parametrize(
    ("front", "title", "text"),
    [
        ("title: T", "T", "# Heading\n\nText."),
        ("name: T", "T", "# Heading\n\nText."),
        ("title: ''", "Heading", "Text."),
        ("title:", "Heading", "Text."),
        ("doi: 10.1000/1", "Heading", "Text."),
    ],
)
def test_the_first_heading_is_the_title_if_the_front_matter_has_none(front, title, text):
    entry = paper_of(f"---\n{front}\n---\n# Heading\n\nText.\n")
    assert (entry.title, entry.note) == (title, text)


@pytest.mark.parametrize(
    ("front", "title"),
    [
        ("doi: 10.1000/1", "10.1000/1"),
        ("arxiv: 2410.05258", "2410.05258"),
        ("doi: 10.1000/1\narxiv: 2410.05258", "2410.05258"),
    ],
)
def test_an_id_is_the_title_as_a_last_resort(front, title):
    assert paper_of(f"---\n{front}\n---\nText.\n").title == title


@pytest.mark.parametrize(("length", "is_read"), [(100_000, True), (100_001, False)])
def test_a_note_has_a_longest_text(length, is_read):
    reading = note.read(f"---\ntitle: T\n---\n{'x' * length}\n", "n.md")
    assert bool(reading.papers) is is_read
    if not is_read:
        (diagnostic,) = reading.diagnostics
        assert (diagnostic.line, diagnostic.record) == (2, "T")
        assert diagnostic.message == (
            "the note has 100,001 characters, over the limit of 100,000; split it"
        )


def test_a_long_note_without_a_title_quotes_nothing():
    assert fault_of(f"---\nyear: 1\n---\n{'x' * 100_001}").record == ""


@pytest.mark.parametrize(
    ("front", "line", "message"),
    [
        ("title: T\nx: [1", 3, "expected ',' or ']', but got '<stream end>'"),
        ("title: T\nyear: 1: 2\nvenue: V", 3, "mapping values are not allowed here"),
        ("title: 'T", 2, "found unexpected end of stream"),
        ("only text", 2, "write one field per line, such as 'title: …'"),
        ("- a list", 2, "write one field per line, such as 'title: …'"),
    ],
)
def test_front_matter_that_is_not_a_mapping_is_a_fault_with_its_line(front, line, message):
    diagnostic = fault_of(f"---\n{front}\n---\nText.\n")
    assert diagnostic.line == line
    assert diagnostic.message.startswith(f"the front matter is not valid YAML: {message}")


def test_deep_nesting_is_a_fault():
    assert "not valid YAML" in fault_of(f"---\na: {'[' * 1_000}\n---\n").message


def test_a_fault_quotes_200_characters_of_the_front_matter():
    diagnostic = fault_of(f"---\n[{'x' * 300}\n---\n")
    assert diagnostic.record == "[" + "x" * 199


@pytest.mark.parametrize("front", ["", "# a comment\n"])
def test_empty_front_matter_has_no_fields(front):
    assert paper_of(f"---\n{front}---\n# T\n").title == "T"


def test_values_stay_as_they_are_written():
    text = "---\ntitle: yes\nvenue: 1.50\ndate: 2024-10-07\ndoi: ~\nid: null\n---\n"
    entry = paper_of(text)
    assert (entry.title, entry.venue, entry.date) == ("yes", "1.50", "2024-10-07")
    assert (entry.doi, entry.source_id) == (None, None)


def test_an_explicit_date_is_a_day_and_merge_keys_work():
    text = "---\nbase: &b {venue: V}\n<<: *b\ntitle: T\ndate: !!timestamp 2024-10-07\n---\n"
    entry = paper_of(text)
    assert (entry.venue, entry.date) == ("V", "2024-10-07")


@given(st.text(alphabet="-:. \nab#[]{}'\"&*!~<", max_size=60))
def test_any_front_matter_gives_one_paper_or_one_fault(front):
    reading = note.read(f"---\n{front}\n---\nText.\n", "n.md")
    assert len(reading.papers) + len(reading.diagnostics) == 1


def test_a_note_of_obsidian_is_called_as_its_file():
    text = (
        '---\nauthors:\n  - "[[Jana Roe|Roe]]"\n  - "[[Max Poe]]"\nyear: 2019\n'
        "url: https://arxiv.org/abs/1911.99001\ntags: ['#hedges']\n---\n> [!info]\n> Text.\n"
    )
    assert note.sniff(text)
    (only,) = note.read(text, "folder/Learning on hedges.md").papers
    assert (only.title, only.arxiv_id, only.year) == ("Learning on hedges", "1911.99001", 2019)
    assert [a.name for a in only.authors] == ["Jana Roe", "Max Poe"]
    assert only.keywords == ("hedges",)


@pytest.mark.parametrize(
    ("front", "claimed"),
    [
        ("url: https://arxiv.org/abs/1911.99001", True), ("link: https://doi.org/10.1234/a", True),
        ("authors: [A]\nyear: 2001", True), ("url: https://example.org", False),
        ("author: A", False), ("tags: [a]", False),
    ],
)  # fmt: skip
def test_front_matter_without_a_title_is_of_a_paper_if_it_says_so(front, claimed):
    assert note.sniff(f"---\n{front}\n---\nText.\n") is claimed


def test_a_page_of_hugo_academic_has_its_fields():
    (only,) = note.read(
        '---\ntitle: "A title"\nauthors: [admin, Jana Roe]\ndoi: "10.1007/978-3\\_34"\n'
        'publication: "In *Pond Vision*"\nurl_pdf: https://x.org/a.pdf\n'
        "url_code: https://github.com/a/b\ntags: [One, Two]\ncategories: [Two, Three]\n---\nText.\n",
        "index.md",
    ).papers
    assert (only.doi, only.venue) == ("10.1007/978-3_34", "Pond Vision")
    assert only.keywords == ("One", "Two", "Three")
    assert {link.kind for link in only.links} == {"pdf", "code"}


def test_toml_is_front_matter_too():
    text = '+++\ntitle = "A title"\ndate = 2020-05-04\ndoi = "10.1234/a_b"\n+++\nText.\n'
    assert note.sniff(text)
    (only,) = note.read(text, "a.md").papers
    assert (only.title, only.date, only.doi, only.note) == (
        "A title",
        "2020-05-04",
        "10.1234/a_b",
        "Text.",
    )
    (fault,) = note.read("+++\ntitle = \n+++\n", "a.md").diagnostics
    assert fault.message.startswith("the front matter is not valid TOML: ")


def test_the_fields_of_dataview_in_the_text_are_read():
    text = (
        "---\nciteKey: roe2020\nstatus: unread\n---\n\n> **FirstAuthor**:: Roe, Bob\n"
        "> **Author**:: Doe, Jane\n> **Title**:: Kettle two\n> **Year**:: 2020\n"
        "> **DOI**:: 10.1234/note.2\n\nclass Kettle::boil\n"
    )
    (entry,) = note.read(text, "note.md").papers
    assert entry.title == "Kettle two"
    assert [author.name for author in entry.authors] == ["Bob Roe", "Jane Doe"]
    assert (entry.year, entry.doi) == (2020, "10.1234/note.2")


def test_a_title_in_the_front_matter_counts_before_dataview():
    text = "---\ntitle: First\ndoi: 10.1234/x\n---\nTitle:: Second\n"
    (entry,) = note.read(text, "note.md").papers
    assert entry.title == "First"


def test_a_note_of_mdnotes_has_its_fields_in_bullets():
    text = (
        "# Deep hats for moles\n\n## Metadata\n\n- **Item Type**: [[Conference Paper]]\n"
        "- **Authors**: [[Jana Roe]], [[Max Poe]]\n- **Date**: [[2016]]-06-01\n"
        "- **Proceedings Title**: Moles 2016\n- **DOI**: [10.99777/m.1](https://doi.org/10.99777/m.1)\n"
        "- **URL**: [https://x.example/m](https://x.example/m)\n- **Cite key**: roeDeep2016\n"
        "- **Topics**: [[moles]]\n, #zotero, #reference\n\n## Abstract\n\nMoles dig.\n\n"
        "## Zotero links\n\n- [Local library](zotero://select/items/1_X)\n"
    )
    assert note.sniff(text)
    (paper,) = note.read(text, "x.md").papers
    assert (paper.title, paper.venue, paper.date) == (
        "Deep hats for moles",
        "Moles 2016",
        "2016-06-01",
    )
    assert [author.name for author in paper.authors] == ["Jana Roe", "Max Poe"]
    assert (paper.doi, paper.abstract, paper.kind) == ("10.99777/m.1", "Moles dig.", "conference")
    assert [link.url for link in paper.links] == ["https://x.example/m"]
    assert not note.sniff("# Felt\n\n## Metadata\n\n- **Version**: 1\n")


def test_a_note_with_the_entry_of_its_paper_has_the_fields_of_both():
    text = (
        "---\ntitle: Tension of looms\nbibtex: |\n  @article{roe,\n    title = {tension},\n"
        "    author = {Roe, Ann},\n    journal = {Looms},\n    year = 2021}\ntags: [loom]\n"
        "---\n# Notes\n\nRead twice.\n"
    )
    (only,) = read_text(text, "n.md").papers
    assert (only.title, only.venue, only.year, only.keywords) == ("Tension of looms", "Looms", 2021, ("loom",))  # fmt: skip
    assert [author.name for author in only.authors] == ["Ann Roe"]
    assert "Read twice." in only.note
