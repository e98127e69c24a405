"""Reading lists in Markdown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.sources import read_text
from sitegen.sources.formats import markdown

TEXT = """\
# My reading list

Some words about it.

## [Attention Is All You Need](https://arxiv.org/abs/1706.03762)

*Ashish Vaswani, Noam Shazeer*

We propose the **Transformer**.
See [code](https://github.com/a/b).

## A paper without a link

Its abstract.
"""


def test_headings_are_papers_and_the_first_is_the_lists_name():
    first, second = read_text(TEXT, "list.md").papers
    assert first.title == "Attention Is All You Need"
    assert first.arxiv_id == "1706.03762"
    assert [a.name for a in first.authors] == ["Ashish Vaswani", "Noam Shazeer"]
    assert first.abstract == "We propose the Transformer. See code."
    assert ("https://github.com/a/b", "code") in [(x.url, x.kind) for x in first.links]
    assert (second.title, second.abstract, second.origins[0].line) == (
        "A paper without a link", "Its abstract.", 12,
    )  # fmt: skip


def test_group_headings_are_not_papers():
    text = (
        "# List\n\n## Group\n\n### Paper one\n\nAbstract one.\n\n### Paper two\n\nAbstract two.\n"
    )
    assert [p.title for p in markdown.read(text, "x").papers] == ["Paper one", "Paper two"]


def test_underlined_headings_have_their_level():
    text = "# List\n\nPaper one\n---------\n\nAbstract one.\n\n### Its details\n\nMore.\n"
    assert [p.title for p in markdown.read(text, "x").papers] == ["Paper one", "Its details"]


def test_links_that_run_code_are_left_out():
    text = "## [T](javascript:alert(1))\n\nA [x](data:text/html,y).\n"
    assert markdown.read(text, "x").papers[0].links == ()


@given(st.text(alphabet=st.sampled_from("# \n*_[]()<>`ab-=~1.!\\"), max_size=200))
def test_any_markdown_gives_papers_or_faults(text):
    reading = markdown.read(text, "x")
    assert all(paper.title for paper in reading.papers)


def papers(text):
    return markdown.read(text, "x.md").papers


def titles(text):
    return [entry.title for entry in papers(text)]


@pytest.mark.parametrize(
    ("head", "is_claimed"),
    [
        ("# Title", True),
        ("x\n   ###### Title", True),
        ("    # Code", False),
        ("####### Seven", False),
        ("#Tag", False),
        ("#", False),
        ("x # y", False),
        ("Title\n=====", False),
        ("", False),
    ],
)
def test_a_heading_is_claimed(head, is_claimed):
    assert markdown.sniff(head) is is_claimed


def test_name_and_rank():
    assert (markdown.NAME, markdown.RANK) == ("markdown", 140)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# A\n\nText.\n\n## B\n", ["B"]),
        ("# A\n\n# B\n", ["A", "B"]),
        ("## A\n\nText.\n\n### B\n", ["A", "B"]),
        ("## A\n\n### B\n", ["B"]),
        ("### A\n\n## B\n", ["A", "B"]),
        ("# A\n", ["A"]),
        ("Text before.\n\n# A\n", ["A"]),
        ("Only text.\n", []),
    ],
)
def test_a_heading_groups_deeper_ones_if_it_is_the_title_or_empty(text, expected):
    assert titles(text) == expected


def test_paragraphs_are_joined_in_their_order():
    (entry,) = papers("# A\n\nOne\ntwo.\n\n- three\n- four\n\n> five\n")
    assert entry.abstract == "One two. three four five"


@pytest.mark.parametrize(
    ("paragraph", "names"),
    [
        ("*Ada Lovelace, Grace Hopper*", ["Ada Lovelace", "Grace Hopper"]),
        ("*Ada Lovelace; Grace Hopper and Alan Turing*",
         ["Ada Lovelace", "Grace Hopper", "Alan Turing"]),
        ("_Ada Lovelace_ and *Grace Hopper*", ["Ada Lovelace", "Grace Hopper"]),
        (" *Ada Lovelace* ", ["Ada Lovelace"]),
        ("*Anderson*", ["Anderson"]),
    ],
)  # fmt: skip
def test_an_emphasized_first_paragraph_has_the_authors(paragraph, names):
    (entry,) = papers(f"# A\n\n{paragraph}\n\nText.\n")
    assert [author.name for author in entry.authors] == names
    assert entry.abstract == "Text."


@pytest.mark.parametrize(
    ("paragraphs", "names", "abstract"),
    [
        ("*Ada*\n\n*Emphasis*", ["Ada"], "Emphasis"),
        ("Text.\n\n*Ada*", [], "Text. Ada"),
        ("*Ada* wrote", [], "Ada wrote"),
        ("by *Ada*", [], "by Ada"),
        ("**Ada**", [], "Ada"),
    ],
)
def test_other_paragraphs_are_the_abstract(paragraphs, names, abstract):
    (entry,) = papers(f"# A\n\n{paragraphs}\n")
    assert ([author.name for author in entry.authors], entry.abstract) == (names, abstract)


def test_texts_are_without_markup_and_images():
    (entry,) = papers("# `a_b` **c** \\*d\\*\n\nx ![image](/i.png) y<br>z  \nw\n")
    assert (entry.title, entry.abstract) == ("a_b c *d*", "x y z w")


@pytest.mark.parametrize(
    ("url", "arxiv_id", "doi"),
    [
        ("https://arxiv.org/abs/1706.03762v5", "1706.03762", None),
        ("https://huggingface.co/papers/2410.05258", "2410.05258", None),
        ("https://x.org/2410.05258", None, None),
        ("https://doi.org/10.1000/1", None, "10.1000/1"),
        ("https://x.org/10.1000/1", None, None),
    ],
)
def test_ids_are_those_of_known_addresses(url, arxiv_id, doi):
    (entry,) = papers(f"# [A](https://y.org)\n\n[link]({url})\n")
    assert (entry.arxiv_id, entry.doi) == (arxiv_id, doi)
    assert [link.url for link in entry.links] == ["https://y.org", url]


def test_the_first_of_several_ids_counts():
    text = "# [A](https://arxiv.org/)\n\n[x](https://arxiv.org/abs/2401.00001) "
    (entry,) = papers(text + "[y](https://arxiv.org/abs/2401.00002)\n")
    assert entry.arxiv_id == "2401.00001"


def test_front_matter_is_skipped_and_its_lines_count():
    (entry,) = papers("---\ntitle: List\n---\n# A\n")
    assert (entry.title, entry.origins[0].path, entry.origins[0].line) == ("A", "x.md", 4)


@pytest.mark.parametrize("length", [1_001, 2_000])
def test_a_fault_has_its_line_and_quotes_200_characters(length):
    (diagnostic,) = markdown.read(f"# A\n\n# {'x' * length}\n", "x.md").diagnostics
    assert (diagnostic.path, diagnostic.line, diagnostic.record) == ("x.md", 3, "x" * 200)
    assert diagnostic.message.startswith(f"the title has {length:,} characters")
