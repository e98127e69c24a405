"""Numbers of the pages and fields of several indexes."""

from pathlib import Path

import pytest

from sitegen.search.numbering import NO_NUMBER, NumberedPart, Part, number_part, read_part_metas
from tests.unit.search.pagefind_index import write_index

PAGE = {"words": {"graph": [1]}, "fields": {"title": "graph"}, "tags": {"NLP"}}


def read_meta(folder):
    (meta,) = read_part_metas(Part(folder, ["a.html", "", "b.html"]))
    return meta


@pytest.fixture
def meta(tmp_path):
    write_index(
        tmp_path, [("a", PAGE), ("b", {**PAGE, "fields": {"authors": "graph"}}), ("c", PAGE)]
    )
    return read_meta(tmp_path)


def test_a_meta_file_has_pages_chunks_filters_and_fields(meta, tmp_path):
    assert meta.part.folder == tmp_path
    assert (meta.language, meta.version) == ("en", "1.5.2")
    assert [words for _, words in meta.pages] == [7, 7, 7]
    assert meta.chunks == [["graph", "graph", "en_0"]]
    assert meta.filters == [["tag", "en_f"]]
    assert meta.fields == ["authors", "title"]


def test_pages_without_a_number_or_a_name_are_left_out(meta, tmp_path):
    part = number_part(meta, {"b.html": 0, "other.html": 1}, meta.fields)
    assert part.numbers == [NO_NUMBER, NO_NUMBER, 0]
    assert NO_NUMBER == -1  # so that no page number equals it
    assert part.chunks == [("graph", "graph", tmp_path / "index" / "en_0.pf_index")]


@pytest.mark.parametrize(
    ("fields", "numbers"),
    [
        (["authors", "title"], None),
        (["authors", "title", "topics"], None),
        (["authors", "facts", "title"], [0, 2]),
        (["abstract", "authors", "title"], [1, 2]),
    ],
)
def test_fields_have_numbers_only_if_these_change(meta, fields, numbers):
    assert number_part(meta, {}, fields).fields == numbers


@pytest.mark.parametrize(
    ("numbers", "is_merged"),
    [([], False), ([-1, -1], False), ([-1, 0], True), ([5, -1], True)],
)
def test_a_part_is_merged_if_a_page_has_a_number(numbers, is_merged):
    assert NumberedPart([], numbers, None).is_merged is is_merged


def test_a_part_has_one_meta_file_per_language(tmp_path):
    write_index(tmp_path, [("a", PAGE)])
    entry = tmp_path / "pagefind-entry.json"
    entry.write_text('{"languages": {"en": {"hash": "en_m"}, "de": {"hash": "en_m"}}}')
    metas = list(read_part_metas(Part(Path(tmp_path), ["a"])))
    assert [meta.language for meta in metas] == ["en", "de"]
