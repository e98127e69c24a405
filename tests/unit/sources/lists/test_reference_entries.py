"""The cut of a text into references."""

from sitegen.sources.lists.reference_entries import share, split_entries
from tests.unit.sources.timing import assert_linear

APA = "Roe, J. (2020). Sand on glass. Sand Letters, 3(4), 5-6."


def test_headings_and_rulers_are_no_entries():
    text = f"Selected publications\n=====\n\n## 2020\n\n{APA}\n\n---\n\n2019\n\nNo reference, but text.\n"
    assert [(entry.line, entry.reference is not None) for entry in split_entries(text)] == [
        (6, True), (12, False),
    ]  # fmt: skip


def test_an_entry_keeps_its_lines_together():
    text = "[1] Roe, J. (2020). Sand on\nglass. Sand Letters, 3(4),\n5-6.\n[2] " + APA
    assert [(entry.line, entry.text[:7]) for entry in split_entries(text)] == [
        (1, "[1] Roe"), (4, "[2] Roe"),
    ]  # fmt: skip


def test_the_share_of_references_counts_characters():
    assert share(split_entries(APA)) == 1.0
    assert share(split_entries("Only a sentence, and no reference at all in it.")) == 0.0
    assert share([]) == 0.0


def test_long_bibliographies_are_cut_in_linear_time():
    assert_linear(lambda size: f"{APA}\n" * size, split_entries, 50)
    # Names without a title, of which each may be the last; longer texts are no references.
    assert_linear(lambda size: "Roe, J., " * size, split_entries, 50)
