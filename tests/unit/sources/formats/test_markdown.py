"""Reading lists in Markdown: what is claimed, what is a paper, what is left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.sources import read_text
from sitegen.sources.formats import markdown

ITEM = "- [Lamps that think](https://arxiv.org/abs/2305.99555)\n"


def papers(text):
    return markdown.read(text, "x.md").papers


def titles(text):
    return [paper.title for paper in papers(text)]


def test_name_and_rank():
    assert (markdown.NAME, markdown.RANK) == ("markdown", 140)


@pytest.mark.parametrize(
    "head",
    [
        ITEM,
        f"# List\n\n{ITEM}",
        "<div align=center>\n<h1>Lamps</h1>\n</div>\n\n" + ITEM,
        "|Title|PDF|\n|---|---|\n|Lamps that think|[2305.99555](http://arxiv.org/abs/2305.99555)|\n",
        "## [Lamps that think](https://arxiv.org/abs/2305.99555)\n\nThey do.\n",
        "**Lamps that think**\n\n- 论文：https://arxiv.org/abs/2305.99555\n",
    ],
)
def test_a_text_with_a_paper_is_claimed(head):
    assert markdown.sniff(head)


@pytest.mark.parametrize(
    "head",
    [
        "",
        "# Title\n\nText.\n",
        "# config\nname: x\n",
        "# Tool\n\n## Installation\n\n    pip install tool\n\n## References\n\n" + ITEM,
        "# Changelog\n\n## 1.0\n\n- Read [the docs](https://example.org/docs).\n",
        "- [a tool](https://github.com/a/b)\n- [On lamps](https://blog.example.org/x)\n",
        "# LampNet\n\n[![arXiv](x.svg)](https://arxiv.org/abs/2305.99555)\n\nThis is its code.\n",
        "#+TITLE: Papers\n* [[https://arxiv.org/abs/2305.99555][Lamps]]\n",
        "Papers\n======\n\n* `Lamps <https://arxiv.org/abs/2305.99555>`_\n",
        '{"title": "- [Lamps](https://arxiv.org/abs/2305.99555)"}',
    ],
)
def test_other_texts_are_not_claimed(head):
    assert not markdown.sniff(head)


def test_a_list_with_a_block_to_cite_it_is_a_list():
    block = "```bibtex\n@misc{x, title={The list}, author={Doe, Jane}, year={2024}}\n```\n"
    for text in (f"# L\n\n{ITEM}\n## Citation\n\n{block}", f"# L\n\n{block}\n## Papers\n\n{ITEM}"):
        assert [p.title for p in read_text(text, "README.md").papers] == ["Lamps that think"]
    (paper,) = read_text(f"Cite us:\n\n{block}", "cite.md").papers
    assert paper.title == "The list"


def test_a_text_without_papers_is_a_diagnostic():
    reading = markdown.read("# A\n\nText.\n", "x.md")
    assert reading.papers == ()
    (diagnostic,) = reading.diagnostics
    assert (diagnostic.path, diagnostic.line, diagnostic.severity) == ("x.md", 1, "error")
    assert diagnostic.message.startswith("no paper was found in this list")


def test_lines_without_papers_are_counted_in_one_warning():
    text = ITEM + "- [a tool](https://github.com/a/b)\n- [On lamps](https://blog.example.org/x)\n"
    (warning,) = markdown.read(text, "x.md").diagnostics
    assert (warning.line, warning.record, warning.severity) == (2, "a tool", "warning")
    assert warning.message.startswith("2 lines with links")


def test_addresses_without_titles_are_counted_in_one_warning():
    text = ITEM + "- https://arxiv.org/abs/2305.99556\n- <https://arxiv.org/abs/2305.99557>\n"
    (warning,) = markdown.read(text, "x.md").diagnostics
    assert (warning.line, warning.record) == (2, "https://arxiv.org/abs/2305.99556")
    assert warning.message.startswith("2 links to papers without their titles")


def test_front_matter_is_skipped_and_its_lines_count():
    (paper,) = papers(f"---\ntitle: List\n---\n{ITEM}")
    assert (paper.title, paper.origins[0].path, paper.origins[0].line) == (
        "Lamps that think", "x.md", 4,
    )  # fmt: skip


def test_links_that_run_code_are_left_out():
    (paper,) = papers(
        "- [Lamps that think](https://arxiv.org/abs/2305.99555) [pdf](javascript:a())"
    )
    assert [link.url for link in paper.links] == ["https://arxiv.org/abs/2305.99555"]


@given(st.text(alphabet=st.sampled_from("# \n*_[]()<>`ab-=~1.!\\|:/\"'"), max_size=200))
def test_any_markdown_gives_papers_or_faults(text):
    reading = markdown.read(text, "x")
    assert all(paper.title for paper in reading.papers)


PIECES = st.sampled_from(
    ["- ", "* ", "1. ", "# ", "### ", "\n", "\n\n", "  ", "|", "|---|---|\n", "**", "*", "[", "]",
     "(https://arxiv.org/abs/2305.99555)", "[paper](https://x.org/a.pdf)", "Title", "Ada Lovelace, ",
     "2024.01", "(ICLR 2024)", "论文：", "https://doi.org/10.1000/1", "<br>", "<a href='x'>", "</a>",
     "<table><tr><td>", "![](https://img.shields.io/badge/ACL2022-red)", "Abstract", ": ", ". "]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_list_gives_papers_or_faults(text):
    reading = markdown.read(text, "x")
    lines = text.count("\n") + 1
    assert all(paper.title and 1 <= paper.origins[0].line <= lines for paper in reading.papers)
