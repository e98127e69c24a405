"""Words of several indexes, merged, divided into volumes and cut into chunks."""

import pytest

from sitegen.search.chunks import WordRange, _cut, merge_words
from sitegen.search.format import read_packed
from sitegen.search.numbering import NumberedPart
from tests.unit.search.pagefind_index import write_packed

LAST = "\U0010ffff"


def part(folder, chunks, numbers, fields=None):
    """Write chunks of entries as an index has them."""
    listed = []
    for n, entries in enumerate(chunks):
        path = folder / f"{n}.pf_index"
        write_packed(path, [entries])
        listed.append((entries[0][0], entries[-1][0], path))
    return NumberedPart(listed, numbers, fields)


def merge(tmp_path, parts, volume_size=10, volumes=1, low="", high=LAST):
    """Return the entries of each volume, after a check of the chunks' first and last words."""
    targets = [tmp_path / f"volume{n}" for n in range(volumes)]
    for target in targets:
        (target / "index").mkdir(parents=True)
    merged = []
    for target, chunks in zip(
        targets,
        merge_words(WordRange(targets, "en", low, high, parts, volume_size)),
        strict=True,
    ):
        entries = []
        for first, last, name in chunks:
            (chunk,) = read_packed(target / "index" / f"{name}.pf_index")
            assert (first, last) == (chunk[0][0], chunk[-1][0])
            entries += chunk
        merged.append(entries)
    return merged


def test_words_are_sorted_and_pages_renumbered(tmp_path):
    # Pages 0, 2 and 3 of the part have the word; they get numbers 3, 1 and 0.
    entry = ["graph", [[0, [7], []], [2, [8], [-1, 0]], [1, [9], []]], []]
    assert merge(
        tmp_path, [part(tmp_path, [[entry, ["a", [[1, [1], []]], []]]], [3, 2, 1, 0])]
    ) == [
        [
            ["a", [[2, [1], []]], []],
            ["graph", [[0, [9], []], [1, [8], [-1, 0]], [2, [7], []]], []],
        ]
    ]


def test_the_postings_of_two_parts_are_joined(tmp_path):
    left = part(tmp_path / "left", [[["graph", [[0, [1], []], [1, [2], []]], []]]], [0, 3])
    right = part(tmp_path / "right", [[["graph", [[0, [3], []]], []]]], [1])
    assert merge(tmp_path, [left, right]) == [
        [["graph", [[0, [1], []], [1, [3], []], [2, [2], []]], []]]
    ]


def test_a_word_of_pages_without_a_number_is_left_out(tmp_path):
    entries = [["graph", [[0, [1], []]], []], ["zebra", [[0, [2], []], [1, [3], []]], []]]
    assert merge(tmp_path, [part(tmp_path, [entries], [-1, 0])]) == [
        [["zebra", [[0, [3], []]], []]]
    ]


def test_each_volume_counts_pages_from_zero(tmp_path):
    postings = [[0, [0], []], [1, [1], []], [1, [2], []], [1, [3], []], [2, [5], []]]
    entry = ["graph", postings, []]
    merged = merge(tmp_path, [part(tmp_path, [[entry]], [0, 1, 2, 3, 4, 5])], 2, 3)
    assert merged == [
        [["graph", [[0, [0], []], [1, [1], []]], []]],
        [["graph", [[0, [2], []], [1, [3], []]], []]],
        [["graph", [[1, [5], []]], []]],
    ]


def test_spellings_are_sorted_and_a_volume_may_have_only_a_spelling(tmp_path):
    entry = ["uber", [[0, [1], []]], [["über", [[1, [2], []]]], ["ubeŕ", [[0, [3], []]]]]]
    other = ["uber", [], [["über", [[0, [4], []]]]]]
    parts = [part(tmp_path / "a", [[entry]], [0, 1]), part(tmp_path / "b", [[other]], [2])]
    assert merge(tmp_path, parts, 2, 2) == [
        [["uber", [[0, [1], []]], [["ubeŕ", [[0, [3], []]]], ["über", [[1, [2], []]]]]]],
        [["uber", [], [["über", [[0, [4], []]]]]]],
    ]


def test_field_numbers_are_replaced_and_positions_are_not(tmp_path):
    entry = ["graph", [[0, [-25, 0], [-1, 4, 0, -2, 1]]], []]
    assert merge(tmp_path, [part(tmp_path, [[entry]], [0], fields=[3, 0])]) == [
        [["graph", [[0, [-25, 0], [-4, 4, 0, -1, 1]]], []]]
    ]


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        ("", LAST, ["a", "b", "c", "d"]),
        ("b", "d", ["b", "c"]),
        ("b", "b\0", ["b"]),
        ("c", "d", ["c"]),
        ("d", "e", ["d"]),
        ("e", "f", []),
    ],
)
def test_a_range_includes_its_low_end_only(tmp_path, low, high, words):
    entries = [[word, [[0, [1], []]], []] for word in "abcd"]
    parts = [part(tmp_path, [entries[:2], entries[2:]], [0])]
    (merged,) = merge(tmp_path, parts, low=low, high=high)
    assert [entry[0] for entry in merged] == words


def test_chunks_outside_of_the_range_are_not_read(tmp_path):
    numbered = part(tmp_path, [[["m", [[0, [1], []]], []]]], [0])
    missing = tmp_path / "missing.pf_index"
    numbered.chunks[:0] = [("a", "l", missing), ("n", "z", missing)]
    (merged,) = merge(tmp_path, [numbered], low="m", high="n")
    assert [entry[0] for entry in merged] == ["m"]


def test_chunks_are_compressed_at_level_6(tmp_path):
    merge(tmp_path, [part(tmp_path, [[["graph", [[0, [1], []]], []]]], [0])])
    (path,) = (tmp_path / "volume0" / "index").iterdir()
    # RFC 1952: byte 8 is 2 for level 9 and 4 for level 1. Level 5 and 7 differ in the data only.
    assert path.read_bytes()[8] == 0


def entry(word, integers):
    """Return an entry of one posting: its positions and three integers beside them."""
    return [word, [[0, [0] * (integers - 3), []]], []]


def cut(*entries):
    return [[entry[0] for entry in chunk] for chunk in _cut(entries)]


@pytest.mark.parametrize(
    ("integers", "left", "right", "is_cut"),
    [
        (19_999, "a", "z", False),
        (20_000, "a", "z", True),
        (20_000, "train", "trees", True),
        (20_000, "train", "trans", False),
        (39_999, "train", "trans", False),
        (40_000, "train", "trans", True),
        (40_000, "transa", "transb", False),
        (59_999, "transa", "transb", False),
        (60_000, "transa", "transb", True),
        (100_000, "transa", "transb", True),
        (60_000, "x" * 98 + "a", "x" * 98 + "b", True),
        (60_000, "x" * 99 + "a", "x" * 99 + "b", False),
    ],
)
def test_words_with_a_common_prefix_stay_together_up_to_a_size(integers, left, right, is_cut):
    chunks = [[left], [right]] if is_cut else [[left, right]]
    assert cut(entry(left, integers), entry(right, 10)) == chunks


def test_the_size_counts_from_the_start_of_the_chunk():
    entries = [entry("a", 20_000), entry("b", 19_000), entry("c", 999), entry("d", 1_001)]
    assert cut(*entries, entry("e", 1)) == [["a"], ["b", "c", "d"], ["e"]]


def test_fields_and_spellings_count_too():
    with_fields = ["a", [[0, [0] * 9_997, [0] * 10_000]], []]
    assert cut(with_fields, entry("b", 9)) == [["a"], ["b"]]
    with_fields[1][0][2].pop()
    assert cut(with_fields, entry("b", 9)) == [["a", "b"]]
    postings = [[0, [0] * 9_997, []]]
    with_spellings = ["a", [], [["á", postings], ["à", postings]]]
    assert cut(with_spellings, entry("b", 9)) == [["a"], ["b"]]
    postings[0][1].pop()
    assert cut(with_spellings, entry("b", 9)) == [["a", "b"]]


def test_no_words_are_no_chunk():
    assert cut() == []
