"""Merged indexes: equal however pages were sharded, complete, and cut into volumes."""

import hashlib
import json
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.errors import BuildError
from sitegen.search import chunks as chunks_module
from sitegen.search import merge as merge_module
from sitegen.search import volumes as volumes_module
from sitegen.search.format import read_meta, read_packed
from sitegen.search.merge import merge
from sitegen.search.numbering import Part
from sitegen.search.volumes import PreviousVolumes, volume_folder
from tests.unit.search.pagefind_index import page_text, read_tree, write_index, write_packed

WORDS = st.sampled_from(["graph", "graphs", "grapheme", "attention", "a1", "zebra", "über", "日本"])
PAGE = st.fixed_dictionaries(
    {
        "words": st.dictionaries(WORDS, st.lists(st.integers(0, 300), min_size=1, max_size=4)),
        "fields": st.dictionaries(
            st.sampled_from(["title", "authors", "topics"]), st.sampled_from(["graph", "zebra"])
        ),
        "tags": st.sets(st.sampled_from(["NLP", "vision", "ünïcode"])),
    }
)
PAGES = st.lists(st.tuples(PAGE, st.integers(0, 2), st.booleans()), min_size=1, max_size=12)


def page(*words, **fields):
    return {"words": {word: [1] for word in words}, "fields": fields, "tags": {"NLP"}}


def write_part(folder, pages, names=None):
    """Write an index; pages is a mapping of URL to page."""
    write_index(folder, list(pages.items()))
    return Part(folder, list(pages) if names is None else names)


def merge_into(target, parts, names, **options):
    target.mkdir()
    return merge(parts, names, target, **options)


def read_volume_meta(folder):
    (path,) = folder.glob("*.pf_meta")
    return read_meta(folder, path.name.split(".")[1])


def write_shards(folder, pages, shard_of):
    """Write pages into up to three indexes; outdated pages have no name."""
    shards = {}
    for number, (content, shard, is_stale) in enumerate(pages):
        shards.setdefault(shard_of(shard), []).append((f"p{number}", content, is_stale))
    for key, shard in sorted(shards.items()):
        write_index(folder / str(key), [(name, content) for name, content, _ in shard])
        yield Part(folder / str(key), ["" if is_stale else name for name, _, is_stale in shard])


@settings(max_examples=40)  # each writes and merges whole indexes
@given(PAGES, st.integers(1, 30), st.integers(1, 14))
def test_the_index_does_not_depend_on_the_shards(tmp_path_factory, pages, chunk_size, volume_size):
    names = [f"p{number}" for number in reversed(range(len(pages)))]
    trees = []
    for shard_of in (lambda shard: shard, lambda _: 0):
        folder = tmp_path_factory.mktemp("parts")
        target = folder / "merged"
        target.mkdir()
        parts = list(write_shards(folder, pages, shard_of))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(chunks_module, "_MIN_CHUNK_INTEGERS", chunk_size)
            merged = merge(parts, names, target, volume_size=volume_size)
        trees.append(read_tree(target))
    assert trees[0] == trees[1]
    numbered = [int(name[1:]) for name in names if not pages[int(name[1:])][2]]
    assert merged[:2] == (len(numbered), max(1, -(-len(numbered) // volume_size)))
    for index in range(merged.volumes):
        volume = numbered[index * volume_size : (index + 1) * volume_size]
        folder = target / f"v{index}" if index else target
        check_volume(folder, [pages[number][0] for number in volume])


def check_volume(target, pages):
    """Read a volume as a search does, and find every page by each of its words and tags."""
    _, entries, chunks, filters, sorts, fields = read_volume_meta(target)
    edition = entries[0][0].partition("/")[0] if entries else ""
    assert entries == [[f"{edition}/{number}", 7] for number in range(len(pages))]
    assert sorts == []
    for number, content in enumerate(pages):
        fragment = target / "fragment" / edition / f"{number}.pf_fragment"
        assert fragment.read_bytes() == page_text(content)
    postings_by_page = {}
    assert not chunks or chunks[0][0] == ""
    assert all(left[1] == right[0] for left, right in pairwise(chunks))
    for low, last, name in chunks:
        for word, postings, _ in read_packed(target / "index" / f"{name}.pf_index")[0]:
            assert low <= word <= last
            number = 0
            for difference, positions, meta in postings:
                number += difference
                field_names = [fields[-1 - value] for value in meta if value < 0]
                postings_by_page.setdefault(number, {})[word] = (positions[1:], field_names)
    for number, content in enumerate(pages):
        words = {*content["words"], *content["fields"].values()}
        assert set(postings_by_page.get(number, {})) == words
        for word in words:
            field_names = [f for f, value in sorted(content["fields"].items()) if value == word]
            positions = sorted(content["words"].get(word, []))
            assert postings_by_page[number][word] == (positions, field_names)
    (file,) = [file for name, file in filters if name == "tag"] or [None]
    values = dict(read_packed(target / "filter" / f"{file}.pf_filter")[1]) if file else {}
    for tag in ("NLP", "vision", "ünïcode"):
        expected = [n for n, content in enumerate(pages) if tag in content["tags"]]
        assert values.get(tag, []) == expected


def test_volumes_hold_pages_in_the_given_order(tmp_path):
    pages = {name: page(name) for name in ("a", "b", "c", "d", "e")}
    part = write_part(tmp_path / "0", pages)
    names = ["e", "d", "absent", "c", "b", "a"]
    merged = merge_into(tmp_path / "merged", [part], names, volume_size=2)
    assert merged[:2] == (5, 3)
    for folder, words in (("", ["d", "e"]), ("v1", ["b", "c"]), ("v2", ["a"])):
        _, entries, chunks, *_ = read_volume_meta(tmp_path / "merged" / folder)
        assert len(entries) == len(words)
        ((_, last, name),) = chunks
        path = tmp_path / "merged" / folder / "index" / f"{name}.pf_index"
        assert [word for word, *_ in read_packed(path)[0]] == words
        assert last == words[-1]


@pytest.mark.parametrize(("volume_size", "volumes"), [(1, 2), (2, 1), (3, 1)])
def test_the_last_volume_may_be_full(tmp_path, volume_size, volumes):
    part = write_part(tmp_path / "0", {"a": page("a"), "b": page("b")})
    merged = merge_into(tmp_path / "merged", [part], ["a", "b"], volume_size=volume_size)
    assert merged.volumes == volumes
    assert (tmp_path / "merged" / "v1").is_dir() == (volumes == 2)


def test_an_index_without_pages_has_one_empty_volume(tmp_path):
    part = write_part(tmp_path / "0", {"a": page("a")}, names=[""])
    assert merge_into(tmp_path / "merged", [part], ["a"])[:2] == (0, 1)
    assert read_volume_meta(tmp_path / "merged") == ["1.5.2", [], [], [], [], []]


def test_entry_files_have_the_volumes_own_pages_and_the_first_ones_engine(tmp_path):
    part = write_part(tmp_path / "0", {name: page("w") for name in "abc"})
    merge_into(tmp_path / "merged", [part], list("abc"), volume_size=2)
    entries = []
    for folder in (tmp_path / "merged", tmp_path / "merged" / "v1"):
        text = (folder / "pagefind-entry.json").read_text()
        assert " " not in text
        entries.append(json.loads(text)["languages"]["en"])
        assert (folder / f"pagefind.{entries[-1]['hash']}.pf_meta").is_file()
    assert [(entry["wasm"], entry["page_count"]) for entry in entries] == [
        ("en", 2), ("x/../../wasm.en", 1),
    ]  # fmt: skip


def test_without_a_language_the_engine_is_named_unknown(tmp_path):
    part = write_part(tmp_path / "0", {"a": page("w"), "b": page("w")})
    path = tmp_path / "0" / "pagefind-entry.json"
    path.write_text(path.read_text().replace('"wasm": "en"', '"wasm": null'))
    merge_into(tmp_path / "merged", [part], ["a", "b"], volume_size=1)
    text = (tmp_path / "merged" / "v1" / "pagefind-entry.json").read_text()
    assert json.loads(text)["languages"]["en"]["wasm"] == "x/../../wasm.unknown"


def test_fragments_lie_in_a_folder_named_by_seven_digits_of_each(tmp_path):
    part = write_part(tmp_path / "0", {"a": page("a"), "b": page("b")})
    merge_into(tmp_path / "merged", [part], ["b", "a"])
    first, second = (
        next(
            path.name for path in (tmp_path / "0" / "fragment").iterdir() if f"{n}.pf_" in path.name
        )
        for n in (1, 0)
    )
    digits = first[3:10] + second[3:10]
    edition = hashlib.blake2b(digits.encode(), digest_size=4).hexdigest()
    entries = read_volume_meta(tmp_path / "merged")[1]
    assert [name for name, _ in entries] == [f"{edition}/0", f"{edition}/1"]


@pytest.mark.parametrize(("count", "ranges"), [(2_999, 1), (3_000, 28)])
def test_large_indexes_are_merged_by_initial_letters(tmp_path, count, ranges):
    words = ["2d", "alpha", "attention", "mamba", "zebra", "zoo", "日本", "über"]
    pages = [(f"p{n}", page(words[n % len(words)])) for n in range(3_000)]
    write_index(tmp_path / "0", pages)
    names = [name for name, _ in pages]
    part = Part(tmp_path / "0", ["", *names[1:]] if count < 3_000 else names)
    calls = []

    def counting_map(function, items):
        calls.extend(items)
        return map(function, items)

    target = tmp_path / "merged"
    target.mkdir()
    assert merge([part], names, target, counting_map).pages == count
    assert len(calls) == ranges
    chunks = read_volume_meta(target)[2]
    merged = [
        word
        for _, _, name in chunks
        for word, *_ in read_packed(target / "index" / f"{name}.pf_index")[0]
    ]
    assert merged == sorted(words)
    # Digits, the letters a, m and z, and other scripts.
    assert len(chunks) == (5 if ranges > 1 else 1)
    assert [low for low, *_ in chunks] == ["", *(last for _, last, _ in chunks[:-1])]


def test_after_a_small_change_of_a_large_index_no_processes_start(tmp_path, monkeypatch):
    monkeypatch.setattr(merge_module, "MIN_PARALLEL_PAGES", 4)
    names = [f"p{n}" for n in range(5)]
    part = write_part(tmp_path / "0", {name: page("alpha", name) for name in names})
    keys = dict.fromkeys(names, "key")
    previous = PreviousVolumes(tmp_path / "cache", keys, "index key")
    first = merge_into(tmp_path / "first", [part], names, previous=previous)
    first.cache.save(0, tmp_path / "first", [])
    parts = [Part(part.folder, ["", *names[1:]])]
    parts.append(write_part(tmp_path / "1", {"p0": page("beta", "p0")}))

    def refuse(_function, _ranges):
        raise AssertionError

    previous = PreviousVolumes(tmp_path / "cache", keys | {"p0": "another"}, "index key")
    (tmp_path / "second").mkdir()
    merge(parts, names, tmp_path / "second", refuse, previous=previous)
    merge_into(tmp_path / "clean", parts, names)
    assert read_tree(tmp_path / "second") == read_tree(tmp_path / "clean")


def test_unchanged_volumes_are_linked_and_their_parts_not_read(tmp_path):
    keys = {name: f"key of {name}" for name in "abc"}
    previous = PreviousVolumes(tmp_path / "cache", keys, "index key")
    old = write_part(tmp_path / "0", {"a": page("alpha"), "b": page("beta")})
    new = write_part(tmp_path / "1", {"c": page("gamma")})
    options = {"volume_size": 2, "previous": previous}
    first = merge_into(tmp_path / "first", [old, new], list("abc"), **options)
    assert not first.cache.has(0)
    first.cache.save(0, tmp_path / "first", [])
    # Only volume 0 is cached: damage in its part is not noticed, in the other part it is.
    write_packed(tmp_path / "0" / "index" / "en_0.pf_index", "damaged")
    merged = merge_into(tmp_path / "second", [old, new], list("abc"), **options)
    assert merged[:2] == (3, 2)
    assert read_tree(tmp_path / "second") == read_tree(tmp_path / "first")
    with pytest.raises((TypeError, IndexError, ValueError)):
        merge_into(tmp_path / "third", [old, new], list("abc"), volume_size=2)


#: Content of a page before and after: None where it is not in the collection.
EDITS = st.lists(
    st.tuples(PAGE, PAGE, st.sampled_from(["same", "same", "changed", "new"])),
    min_size=1, max_size=8,
)  # fmt: skip


@settings(max_examples=15)  # each writes and merges whole indexes
@given(EDITS, st.integers(1, 30), st.integers(1, 9))
def test_a_changed_volume_is_as_if_merged_from_nothing(
    tmp_path_factory, edits, chunk_size, volume_size
):
    folder = tmp_path_factory.mktemp("edits")
    before = [(f"p{n}", old, f"old {n}") for n, (old, _, kind) in enumerate(edits) if kind != "new"]
    after = [
        (f"p{n}", old, f"old {n}") if kind == "same" else (f"p{n}", new, f"new {n}")
        for n, (old, new, kind) in enumerate(edits)
    ]
    if not before:
        return
    write_index(folder / "0", [(name, content) for name, content, _ in before])
    changed = [(name, content) for name, content, key in after if key.startswith("new")]
    current = {name for name, *_ in before} - {name for name, _ in changed}
    stale = Part(folder / "0", [name if name in current else "" for name, *_ in before])
    parts = [stale]
    if changed:
        write_index(folder / "1", changed)
        parts.append(Part(folder / "1", [name for name, _ in changed]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chunks_module, "_MIN_CHUNK_INTEGERS", chunk_size)
        patch.setattr(volumes_module, "_MAX_CHANGED_SHARE", 1.0)
        whole = Part(folder / "0", [name for name, *_ in before])
        for target, state, sources in (("first", before, [whole]), ("second", after, parts)):
            keys = {name: key for name, _, key in state}
            previous = PreviousVolumes(folder / "cache", keys, "index key")
            options = {"volume_size": volume_size, "previous": previous}
            merged = merge_into(folder / target, sources, list(keys), **options)
            for number in range(merged.volumes):
                merged.cache.save(number, volume_folder(folder / target, number), [])
        merge_into(folder / "clean", parts, list(keys), volume_size=volume_size)
    assert read_tree(folder / "second") == read_tree(folder / "clean")


def test_chunks_without_a_changed_word_are_linked(tmp_path, monkeypatch):
    monkeypatch.setattr(chunks_module, "_MIN_CHUNK_INTEGERS", 1)
    words = ["alpha", "beta", "delta", "gamma", "omega", "theta", "zeta"]
    pages = {word: page(word) for word in words}
    keys = dict.fromkeys(words, "key")
    old = write_part(tmp_path / "0", pages)
    previous = PreviousVolumes(tmp_path / "cache", keys, "index key")
    first = merge_into(tmp_path / "first", [old], words, previous=previous)
    first.cache.save(0, tmp_path / "first", [])
    new = write_part(tmp_path / "1", {"gamma": page("gammas")})
    old = Part(tmp_path / "0", [name if name != "gamma" else "" for name in words])
    # What has not changed is read from the volume.
    reread = []
    monkeypatch.setattr(
        chunks_module,
        "read_packed",
        lambda path: reread.append(path.parts[-3]) or read_packed(path),
    )
    keys = keys | {"gamma": "another key"}
    previous = PreviousVolumes(tmp_path / "cache", keys, "index key")
    merge_into(tmp_path / "second", [old, new], words, previous=previous)
    assert "1" in reread
    assert "0" not in reread
    inodes = [
        {path.name: path.stat().st_ino for path in (tmp_path / name / "index").iterdir()}
        for name in ("first", "second")
    ]
    assert len(inodes[0].items() & inodes[1].items()) == len(words) - 1


def test_chunks_of_words_that_an_edit_leaves_in_place_are_linked(tmp_path, monkeypatch):
    monkeypatch.setattr(chunks_module, "_MIN_CHUNK_INTEGERS", 1)
    monkeypatch.setattr(volumes_module, "_MAX_CHANGED_SHARE", 1.0)
    pages = {"a": page("alpha", "beta", "delta"), "b": page("beta", "zeta")}
    old = write_part(tmp_path / "0", pages)
    previous = PreviousVolumes(tmp_path / "cache", dict.fromkeys("ab", "key"), "index key")
    first = merge_into(tmp_path / "first", [old], "ab", previous=previous)
    first.cache.save(0, tmp_path / "first", [])
    parts = [Part(tmp_path / "0", ["", "b"])]
    parts.append(write_part(tmp_path / "1", {"a": page("alpha", "beta", "gamma")}))
    previous = PreviousVolumes(tmp_path / "cache", {"a": "another", "b": "key"}, "index key")
    merge_into(tmp_path / "second", parts, "ab", previous=previous)
    linked = set()
    for path in (tmp_path / "second" / "index").iterdir():
        if (tmp_path / "first" / "index" / path.name).exists():
            assert path.samefile(tmp_path / "first" / "index" / path.name)
            linked.update(entry[0] for entry in read_packed(path)[0])
    assert linked == {"alpha", "beta", "zeta"}


def test_a_volume_that_changed_much_is_no_base(tmp_path):
    pages = {name: page(name) for name in "abcdefghij"}
    part = write_part(tmp_path / "0", pages)
    previous = PreviousVolumes(tmp_path / "cache", dict.fromkeys(pages, "key"), "index key")
    merged = merge_into(tmp_path / "first", [part], list(pages), previous=previous)
    merged.cache.save(0, tmp_path / "first", [])
    fields = read_volume_meta(tmp_path / "first")[-1]
    expected = {1: [False, *[True] * 9], 2: [False, False, *[True] * 8], 3: None}
    for count, is_current in expected.items():
        keys = {name: f"key {n < count}" if n < count else "key" for n, name in enumerate(pages)}
        cache = PreviousVolumes(tmp_path / "cache", keys, "index key").look_up(
            list(keys), 8_000, fields
        )
        base = cache.find_base(0)
        assert (base and list(base.is_current)) == is_current


@pytest.mark.parametrize("data", [b"", b"pagefind"])
def test_a_damaged_index_is_reported(tmp_path, data):
    part = write_part(tmp_path / "0", {"a": page("graph")})
    (path,) = (tmp_path / "0").glob("*.pf_meta")
    path.write_bytes(data)
    with pytest.raises(BuildError, match="damaged"):
        merge_into(tmp_path / "merged", [part], ["a"])
