"""Tagged text: records, continued lines, names and links."""

import re

import pytest

from sitegen.sources.reader import read_text
from sitegen.sources.tagged import (
    Syntax,
    abbreviated_name,
    find_doi,
    inverted_name,
    iter_tagged,
    split_items,
    web_urls,
)
from tests.unit.sources.timing import assert_linear

TAG_LINE = re.compile(r"([A-Z]) ?(.*)")


def records(text, **options):
    return [(r.line, r.fields) for r in iter_tagged(text, Syntax(TAG_LINE, **options))]


def test_records_start_and_end_with_their_tags():
    starts, ends = frozenset("S"), frozenset("E")
    text = "x\nS 1\nA a\nE\nB lost\nS 2\nS 3\nB b"
    assert records(text, starts=starts, ends=ends) == [
        (2, [("S", ["1"]), ("A", ["a"])]), (5, [("B", ["lost"])]), (6, [("S", ["2"])]),
        (7, [("S", ["3"]), ("B", ["b"])]),
    ]  # fmt: skip
    # Where other text may look like tags, a single line is no record.
    assert [line for line, _ in records(text, starts=starts, ends=ends, min_stray=2)] == [2, 6, 7]


def test_a_second_value_of_a_single_tag_is_of_a_record_whose_start_is_damaged():
    starts, singles = frozenset("S"), frozenset("T")
    text = "S 1\nT a\nA x\n\n? 2\nA y\nT b\nA z"
    assert records(text, starts=starts, singles=singles) == [
        (1, [("S", ["1"]), ("T", ["a"]), ("A", ["x", "? 2"])]),
        (6, [("A", ["y"]), ("T", ["b"]), ("A", ["z"])]),
    ]
    # Without a blank line it starts as the first record does.
    assert records("P 1\nT a\nP 2\nT b", singles=frozenset("PT"), blank_ends=True) == [
        (1, [("P", ["1"]), ("T", ["a"])]), (3, [("P", ["2"]), ("T", ["b"])]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "start", ["ty  - JOUR", " TY  - JOUR", "TX  - JOUR", "T\ufffd  - JOUR", "JOUR"]
)
def test_a_record_whose_start_is_damaged_is_read(start):
    text = f"TY  - JOUR\nTI  - One\nER  - \n\n{start}\nTI  - Two\nAU  - Roe, J\nER  - \n"
    reading = read_text(text, "x.ris")
    assert [paper.title for paper in reading.papers] == ["One", "Two"]
    assert (reading.record_count, reading.missing_count) == (2, 0)
    is_known = start.strip().upper() == "TY  - JOUR"
    assert [d.message[:32] for d in reading.diagnostics] == (
        [] if is_known else ["the line that starts this record"]
    )


def test_without_starting_tags_a_blank_line_parts_records():
    assert records("A a\nB b\n\n\nA c", blank_ends=True) == [
        (1, [("A", ["a"]), ("B", ["b"])]), (5, [("A", ["c"])]),
    ]  # fmt: skip


def test_lines_without_a_tag_continue_the_field():
    assert records("A a\n b\nc\n\n d") == [(1, [("A", ["a", "b", "c", "d"])])]
    assert records("A a\n b\nc", indented=True) == [(1, [("A", ["a", "b"])])]
    assert records("A a\nc", skipped=re.compile("c")) == [(1, [("A", ["a"])])]
    assert records("A a\nB\n b") == [(1, [("A", ["a", "b"]), ("B", [""])])]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Roe, Jana", {"family": "Roe", "given": "Jana"}),
        ("King, M. L., Jr.", {"family": "King", "given": "M. L.", "suffix": "Jr."}),
        ("Roe,", {"family": "Roe"}), ("Jana Roe", "Jana Roe"),
    ],
)  # fmt: skip
def test_inverted_names_have_parts(name, parts):
    assert inverted_name(name) == parts


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("van Dam KR", {"family": "van Dam", "given": "KR"}),
        ("King ML Jr", {"family": "King", "given": "ML", "suffix": "Jr"}),
        ("Roe, Jana", {"family": "Roe", "given": "Jana"}), ("Plato", "Plato"),
    ],
)  # fmt: skip
def test_abbreviated_names_have_parts(name, parts):
    assert abbreviated_name(name) == parts


def test_items_links_and_dois_in_values():
    assert split_items(["a; b;", "c"]) == ["a", "b", "c"]
    assert web_urls(["http://x.org/a; https://x.org/b", "file://c", "http://x.org/a"]) == [
        "http://x.org/a",
        "https://x.org/b",
    ]
    assert find_doi(["x", "doi: 10.1234/a"]) == "10.1234/a"
    assert find_doi(["x"]) is None


def test_the_indent_of_all_tags_is_no_part_of_them():
    assert records(" A a\n   b\n B c\n\n A d", blank_ends=True, indented=True) == [
        (1, [("A", ["a", "b"]), ("B", ["c"])]), (5, [("A", ["d"])]),
    ]  # fmt: skip
    starts = frozenset("S")
    assert records("A x\n\tS 1\n\tA a", starts=starts) == [
        (1, [("A", ["x"])]), (2, [("S", ["1"]), ("A", ["a"])]),
    ]  # fmt: skip


def test_two_repeated_tags_show_a_record_without_a_start():
    text = "S 1\nT a\nY 1\nJ x\nY 2\nJ y\nA z"
    options = {"starts": frozenset("S"), "block_singles": frozenset("YJ")}
    assert records(text, **options) == [
        (1, [("S", ["1"]), ("T", ["a"]), ("Y", ["1"]), ("J", ["x"])]),
        (5, [("Y", ["2"]), ("J", ["y"]), ("A", ["z"])]),
    ]
    # One may be written twice.
    assert len(records("S 1\nT a\nY 1\nY 2\nJ y", **options)) == 1


@pytest.mark.parametrize("block", ["Y 1\nJ 2\n", "Y 1\n", "A 1\n\nY 2\n"])
def test_time_is_linear_in_repeated_tags(block):
    syntax = Syntax(TAG_LINE, starts=frozenset("S"), block_singles=frozenset("YJ"))
    assert_linear(lambda count: "S 1\n" + block * count, lambda t: iter_tagged(t, syntax), 1_000)


@pytest.mark.parametrize("name", ["Roe, R., Jr.", "Roe, Jr., R."])
def test_a_suffix_stands_in_either_place(name):
    assert inverted_name(name) == {"family": "Roe", "given": "R.", "suffix": "Jr."}
