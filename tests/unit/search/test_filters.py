"""Filters of several indexes, merged and divided into volumes."""

from sitegen.search import filters
from sitegen.search.filters import merge_filters
from sitegen.search.format import read_packed
from sitegen.search.format import write_packed as write_named
from sitegen.search.numbering import NumberedPart, Part, PartMeta
from tests.unit.search.pagefind_index import write_packed


def meta_with_filters(folder, **filters):
    for name, values in filters.items():
        write_packed(folder / "filter" / f"{name}.pf_filter", [name, values])
    files = [[name, name] for name in filters]
    return PartMeta(Part(folder, []), "en", "1.5.2", [], [], files, [])


def merge(tmp_path, parts, volume_size, volumes):
    """Return the content of each filter of each volume."""
    targets = [tmp_path / f"volume{n}" for n in range(volumes)]
    for target in targets:
        (target / "filter").mkdir(parents=True)
    metas = [meta for meta, _ in parts]
    numbered = [NumberedPart([], numbers, None) for _, numbers in parts]
    merged = merge_filters(metas, numbered, targets, volume_size, "en")
    return [
        [(name, read_packed(target / "filter" / f"{file}.pf_filter")) for name, file in filters]
        for target, filters in zip(targets, merged, strict=True)
    ]


def test_names_values_and_pages_are_sorted(tmp_path):
    meta = meta_with_filters(
        tmp_path, year=[["2017", [0]]], tag=[["vision", [1, 2]], ["NLP", [2, 0]]]
    )
    assert merge(tmp_path, [(meta, [2, 1, 0])], 10, 1) == [
        [
            ("tag", ["tag", [["NLP", [0, 2]], ["vision", [0, 1]]]]),
            ("year", ["year", [["2017", [2]]]]),
        ]
    ]


def test_the_values_of_two_parts_are_joined(tmp_path):
    left = meta_with_filters(tmp_path / "left", tag=[["NLP", [0]]])
    right = meta_with_filters(tmp_path / "right", tag=[["vision", [1]], ["NLP", [0, 1]]])
    assert merge(tmp_path, [(left, [1]), (right, [0, 2])], 10, 1) == [
        [("tag", ["tag", [["NLP", [0, 1, 2]], ["vision", [2]]]])]
    ]


def test_pages_without_a_number_leave_no_value_behind(tmp_path):
    meta = meta_with_filters(tmp_path, tag=[["NLP", [0, 1]], ["vision", [1]]])
    assert merge(tmp_path, [(meta, [0, -1])], 10, 1) == [[("tag", ["tag", [["NLP", [0]]]])]]


def test_addresses_of_rows_have_no_file(tmp_path):
    meta = meta_with_filters(tmp_path, pdf=[["https://e.org", [0]]], has=[["code", [0]]])
    assert merge(tmp_path, [(meta, [0])], 10, 1) == [[("has", ["has", [["code", [0]]]])]]


def test_a_volume_numbers_its_pages_from_zero(tmp_path):
    meta = meta_with_filters(tmp_path, tag=[["NLP", [0, 1, 2, 4]]])
    assert merge(tmp_path, [(meta, [0, 1, 2, 3, 4])], 2, 3) == [
        [("tag", ["tag", [["NLP", [0, 1]]]])],
        [("tag", ["tag", [["NLP", [0]]]])],
        [("tag", ["tag", [["NLP", [0]]]])],
    ]


def test_a_volume_without_values_has_no_filter(tmp_path):
    meta = meta_with_filters(tmp_path, tag=[["NLP", [1]]])
    assert merge(tmp_path, [(meta, [0, 1])], 1, 2) == [
        [],
        [("tag", ["tag", [["NLP", [0]]]])],
    ]


def write_filter(folder, name, values):
    file = write_named(folder, "{}.pf_filter", "en", [name, values])
    return folder / f"{file}.pf_filter"


def test_frequent_values_are_numbered_throughout_the_volumes(tmp_path, monkeypatch):
    monkeypatch.setattr(filters, "MAX_EAGER_VALUES", 3)
    monkeypatch.setattr(filters, "FREQUENT_VALUES", 2)
    volumes = [
        {"tag": [["graphs", [0, 9]], ["maps", [3]], ["rare", [4]]], "year": [["2017", [0]]]},
        {"tag": [["graphs", [0]], ["kernels", [1, 5]], ["maps", [2]]]},
    ]
    paths = [
        {name: write_filter(tmp_path, name, values) for name, values in volume.items()}
        for volume in volumes
    ]
    names = filters.write_frequent_values(tmp_path, paths, 10, "en")
    assert list(names) == ["tag"]
    # Of kernels and maps, which two papers have, the first in the alphabet.
    frequent = [["graphs", [0, 9, 1]], ["kernels", [11, 4]]]
    assert read_packed(tmp_path / names["tag"]) == ["tag", frequent]
