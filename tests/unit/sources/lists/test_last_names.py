"""Names with "et al." behind a title."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.sources import read_text
from sitegen.sources.lists.last_names import is_only_names, split_et_al
from tests.unit.sources.timing import assert_linear


@pytest.mark.parametrize(
    ("text", "title", "names"),
    [
        ("Weaving in the dark, Ada Lovelace et al.", "Weaving in the dark", ["Ada Lovelace"]),
        ("6-DOF Looms, Ada Lovelace, Grace Hopper et al", "6-DOF Looms",
         ["Ada Lovelace", "Grace Hopper"]),
        ("Weaving in the dark - Lovelace et al.", "Weaving in the dark", ["Lovelace"]),
        ("Weaving in the dark by Lovelace, Hopper, Noether et. al.", "Weaving in the dark",
         ["Lovelace", "Hopper", "Noether"]),
        ("Weaving in the dark (Lovelace et al.)", "Weaving in the dark", ["Lovelace"]),
        ("Weaving. Lovelace, A., Hopper, G. et al", "Weaving.", ["A. Lovelace", "G. Hopper"]),
        ("Weaving, spinning, and the dark, Lovelace et al.", "Weaving, spinning, and the dark",
         ["Lovelace"]),
        # A title in capitals is no name beside a family.
        ("Deep Weaving, Lovelace et al.", "Deep Weaving", ["Lovelace"]),
    ],
)  # fmt: skip
def test_names_behind_a_title(text, title, names):
    assert split_et_al(text) == (title, names)


@pytest.mark.parametrize(
    "text", ["Lovelace et al.", "A comment on Lovelace et al.",
             "Weaving in the dark", "et al.", ""],
)  # fmt: skip
def test_no_title_or_no_names(text):
    assert split_et_al(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lovelace et al.", True), ("Ada Lovelace et al. 2017", True),
        ("Lovelace, Hopper et al.", True), ("Weaving in the dark, Lovelace et al.", False),
        ("Weaving", False),
    ],
)  # fmt: skip
def test_names_alone(text, expected):
    assert is_only_names(text) is expected


@given(st.text(alphabet="Ab .,;(-et al", max_size=60))
def test_no_text_fails(text):
    parts = split_et_al(f"{text} et al.")
    assert parts is None or (parts[0] and parts[1])


@pytest.mark.parametrize("unit", ["Ada Lovelace, ", "Lovelace, A., ", "A. ", "by "])
def test_long_lists_of_names_take_linear_time(unit):
    assert_linear(lambda size: f"Weaving, {unit * size}Ada Lovelace et al.", split_et_al, 200)


def test_a_list_whose_entries_end_with_names():
    text = (
        "# Looms\n\n- [ICRA'20] Six looms, Ada Lovelace et al. [Paper](https://arxiv.org/abs/1905.10520)\n"
        "- [Learning to weave, Lovelace et al.](https://arxiv.org/abs/1905.10521)\n"
        "- Learning to spin. Hopper, G. et al. 2019. [paper](https://arxiv.org/abs/1905.10522)\n"
    )
    papers = read_text(text, "x.md").papers
    assert [(p.title, [a.name for a in p.authors]) for p in papers] == [
        ("Six looms", ["Ada Lovelace"]),
        ("Learning to weave", ["Lovelace"]),
        ("Learning to spin", ["G. Hopper"]),
    ]
