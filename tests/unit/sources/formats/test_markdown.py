"""Reading lists in Markdown."""

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


def test_group_headings_are_no_papers():
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
