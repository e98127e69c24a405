"""Footnotes of a list: remarks on entries, or references of a text."""

from sitegen.sources.formats import markdown

URL = "https://arxiv.org/abs/2305.9000"


def titles(text):
    return [(paper.title, paper.arxiv_id) for paper in markdown.read(text, "x.md").papers]


def test_a_note_on_an_entry_is_no_entry():
    text = (
        f"- **Weaving numbers**[^1] [pdf]({URL}1)\n- [Boxes in nets]({URL}2)[^b]\n\n"
        f"[^1]: Best paper. See [another paper on nets]({URL}3).\n[^b]: Withdrawn.\n"
    )
    assert titles(text) == [("Weaving numbers", "2305.90001"), ("Boxes in nets", "2305.90002")]


def test_a_note_may_have_the_address_of_its_entry():
    text = f"- Weaving numbers[^1]\n- Boxes in nets[^2]\n\n[^1]: {URL}1\n[^2]: Here: {URL}2\n"
    assert titles(text) == [("Weaving numbers", "2305.90001"), ("Boxes in nets", "2305.90002")]


def test_a_note_in_a_heading_or_a_cell_leaves_no_mark():
    text = f"# Weaving numbers[^1]\n\nPaper: {URL}1\n\nAuthors: Jane Doe\n\n[^1]: A remark.\n"
    assert titles(text) == [("Weaving numbers", "2305.90001")]
    text = f"|Title|PDF|\n|---|---|\n|Weaving numbers[^1]|[pdf]({URL}1)|\n\n[^1]: Good.\n"
    assert titles(text) == [("Weaving numbers", "2305.90001")]


def test_notes_that_prose_refers_to_are_entries():
    text = (
        "We use looms[^1] and boxes[^2].\n\n"
        f"[^1]: Lovelace, A. (2021). Weaving numbers. *Looms*, 3(1), 2-3. {URL}1\n"
        f"[^2]: Doe, J. Boxes in nets. {URL}2\n"
    )
    reading = markdown.read(text, "x.md")
    assert [(p.title, p.origins[0].line) for p in reading.papers] == [
        ("Weaving numbers", 3), ("Boxes in nets", 4),
    ]  # fmt: skip
