"""Which pages Pagefind indexes, and which parts of earlier builds are reused."""

import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.errors import BuildError
from sitegen.search import IndexOptions, index_site
from sitegen.search import parts as parts_module
from sitegen.search import shards as shards_module
from sitegen.search.format import read_entry, read_fragment, read_meta
from sitegen.search.numbering import Part
from sitegen.search.parts import find_parts, index_key, page_keys
from sitegen.workspace.cache import load_record, save_record, seal_folder, text_hash
from tests.unit.search.pagefind_index import write_entry

PAGE = "<html><body><main data-pagefind-body><h1>{}</h1></main></body></html>"


def write_pages(site, names, page=PAGE):
    for name in names:
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(page.format(name))


def indexed_texts(parts):
    """Return the indexed text of each page, by its URL."""
    texts = {}
    for part in parts:
        (language,) = read_entry(part.folder)["languages"].values()
        pages = read_meta(part.folder, language["hash"])[1]
        for (fragment, *_), name in zip(pages, part.names, strict=True):
            path = part.folder / "fragment" / f"{fragment}.pf_fragment"
            texts[name] = read_fragment(path)["content"]
    return texts


# ---- Cache keys ---------------------------------------------------------------------------------


def test_a_pages_key_is_its_digest_and_a_hash_of_its_text():
    keys = page_keys({"a": "1", "b": "2"}, {"b": "full text", "absent": ""})
    assert keys == {"a": "1", "b": f"2-{text_hash('full text')}"}
    assert list(page_keys({"b": "", "a": ""}, {})) == ["b", "a"]


def test_the_index_key_has_the_language():
    assert index_key("en") == index_key("en") != index_key("de")


# ---- Parts of earlier builds --------------------------------------------------------------------


def save(memory, parts, key="key"):
    """Write parts.json; parts is a mapping of folder to [URL, key] pairs."""
    memory.mkdir(exist_ok=True)
    save_record(memory / "parts.json", key, parts)
    for folder, pages in parts.items():
        write_entry(memory / folder, len(pages))
        seal_folder(memory / folder, key)


def load(memory, keys, key="key", max_parts=9):
    parts, current = parts_module._load_parts(memory, keys, key, max_parts)
    return {part.folder.name: list(part.names) for part in parts}, current


def test_pages_that_changed_or_left_have_no_name(tmp_path):
    save(tmp_path, {"0": [["a", "1"], ["b", "1"], ["c", "1"], ["d", "1"], ["e", "1"]]})
    keys = {"a": "1", "b": "2", "d": "1", "e": "1", "c": "1", "new": "1"}
    assert load(tmp_path, keys) == ({"0": ["a", "", "c", "d", "e"]}, {"a", "c", "d", "e"})


def test_a_page_is_taken_from_the_first_part_that_has_it(tmp_path):
    save(tmp_path, {"0": [["a", "1"], ["b", "1"]], "1": [["c", "1"], ["a", "1"]]})
    keys = dict.fromkeys("abc", "1")
    assert load(tmp_path, keys) == ({"0": ["a", "b"], "1": ["c", ""]}, set("abc"))


def test_a_part_without_current_pages_is_left_out(tmp_path):
    save(tmp_path, {"0": [["a", "1"]], "1": [["b", "1"], ["c", "1"], ["d", "1"]]})
    assert load(tmp_path, dict.fromkeys("bcd", "1")) == ({"1": ["b", "c", "d"]}, set("bcd"))


def test_parts_with_another_key_are_not_used(tmp_path):
    save(tmp_path, {"0": [["a", "1"]]})
    assert load(tmp_path, {"a": "1"}, key="another") == ({}, set())


def test_too_many_parts_are_not_used(tmp_path):
    save(tmp_path, {str(n): [[str(n), "1"]] for n in range(3)})
    keys = dict.fromkeys("012", "1")
    assert len(load(tmp_path, keys, max_parts=4)[0]) == 3
    assert load(tmp_path, keys, max_parts=3) == ({}, set())


@pytest.mark.parametrize(("stale", "is_used"), [(0, True), (3, True), (4, False), (10, False)])
def test_parts_with_more_than_three_stale_pages_in_ten_are_not_used(tmp_path, stale, is_used):
    pages = [[f"p{n}", "1"] for n in range(10)]
    save(tmp_path, {"0": pages[:5], "1": pages[5:]})
    keys = {name: "2" if n < stale else "1" for n, (name, _) in enumerate(pages)}
    assert bool(load(tmp_path, keys)[0]) is is_used


def test_a_part_whose_folder_was_deleted_is_indexed_again(tmp_path):
    save(tmp_path, {"0": [["a", "1"], ["b", "1"]], "1": [["a", "1"], ["c", "1"]]})
    shutil.rmtree(tmp_path / "0")
    assert load(tmp_path, dict.fromkeys("abc", "1")) == ({"1": ["a", "c"]}, {"a", "c"})


@pytest.mark.parametrize("seal", ["missing", "of another key"])
def test_a_part_that_was_changed_is_indexed_again(tmp_path, seal):
    save(tmp_path, {"0": [["a", "1"], ["b", "1"]], "1": [["a", "1"], ["c", "1"]]})
    if seal == "missing":
        (tmp_path / "0" / "seal.json").unlink()
    else:
        seal_folder(tmp_path / "0", "another")
    path = tmp_path / "1" / "pagefind-entry.json"
    assert load(tmp_path, dict.fromkeys("abc", "1"))[0] == {"1": ["a", "c"]}
    path.write_bytes(path.read_bytes() + b" ")
    assert load(tmp_path, dict.fromkeys("abc", "1")) == ({}, set())


@pytest.mark.parametrize("content", [{"../x": [["a", "1"]]}, {"0": [["a"]]}, ["0"], None, {"0": 1}])
def test_a_list_of_another_shape_is_not_used(tmp_path, content):
    save(tmp_path, {"0": [["a", "1"]]})
    save_record(tmp_path / "parts.json", "key", content)
    assert load(tmp_path, {"a": "1"}) == ({}, set())


def test_without_a_list_nothing_is_used(tmp_path):
    assert load(tmp_path / "missing", {"a": "1"}) == ({}, set())


@pytest.mark.parametrize(
    ("page_count", "volume_size", "count"),
    [(0, 8, 24), (1, 8, 24), (48, 8, 24), (49, 8, 28), (56, 8, 28), (57, 8, 32)],
)
def test_four_parts_per_volume_are_allowed_and_at_least_24(page_count, volume_size, count):
    assert parts_module._max_parts(page_count, volume_size) == count


def test_parts_that_are_saved_can_be_loaded_and_unused_folders_go(tmp_path):
    for name in ("0", "1", "volumes", "pages-7"):
        write_entry(tmp_path / name, 1)
        seal_folder(tmp_path / name, "key")
    (tmp_path / "file").touch()
    keys = {"a": "1", "b": "2"}
    parts = [Part(tmp_path / "1", ["b", "a", "gone"])]
    parts_module._save_parts(tmp_path, parts, keys, "key")
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"1", "volumes", "file", "parts.json"}
    saved = load_record(tmp_path / "parts.json", "key")
    assert saved == {"1": [["b", "2"], ["a", "1"], ["gone", ""]]}
    parts, current = parts_module._load_parts(tmp_path, {**keys, "gone": "3", "c": "4"}, "key", 9)
    # One page in three is stale, which is too much.
    assert (parts, current) == ([], set())


# ---- New parts ----------------------------------------------------------------------------------


def plan(count, current, shard_size, volume_size):
    names = [str(n) for n in range(count)]
    shards = parts_module._plan_shards(names, set(current), shard_size, volume_size)
    return ["".join(shard) for shard in shards]


@pytest.mark.parametrize(
    ("count", "current", "shard_size", "volume_size", "shards"),
    [
        (0, "", 4, 9, []),
        (4, "", 4, 9, ["0123"]),
        (5, "", 4, 9, ["01", "234"]),
        (9, "", 4, 9, ["012", "345", "678"]),
        (8, "", 9, 4, ["0123", "4567"]),
        (9, "", 9, 4, ["0123", "4567", "8"]),
        (9, "0123", 9, 4, ["4567", "8"]),
        (9, "1268", 1, 4, ["0", "3", "4", "5", "7"]),
        (9, "012345678", 9, 4, []),
    ],
)
def test_shards_hold_the_stale_pages_of_one_volume(count, current, shard_size, volume_size, shards):
    assert plan(count, current, shard_size, volume_size) == shards


@given(st.integers(0, 40), st.sets(st.integers(0, 39)), st.integers(1, 9), st.integers(1, 20))
def test_shards_have_each_stale_page_once_and_like_sizes(count, current, shard_size, volume_size):
    names = [str(n) for n in range(count)]
    known = {str(n) for n in current}
    shards = list(parts_module._plan_shards(names, known, shard_size, volume_size))
    assert [name for shard in shards for name in shard] == [n for n in names if n not in known]
    assert all(1 <= len(shard) <= shard_size for shard in shards)


# ---- With Pagefind ------------------------------------------------------------------------------


@pytest.fixture
def site(tmp_path):
    write_pages(tmp_path / "site", ["index.html", "a/index.html", "a/ü 1.html", "b.html"])
    return tmp_path / "site"


KEYS = dict.fromkeys(["index.html", "a/index.html", "a/ü 1.html", "b.html"], "1")


def test_pagefind_reports_every_page_under_its_url(site, tmp_path):
    ((part,), _) = find_parts(site, KEYS, "en", tmp_path / "memory", IndexOptions())
    assert part.folder == tmp_path / "memory" / "0"
    assert sorted(part.names) == sorted(KEYS)
    assert indexed_texts([part]) == {name: f"{name}." for name in KEYS}
    names = {path.name for path in (tmp_path / "memory").iterdir()}
    assert names == {"0", "parts.json"}


def test_a_text_is_found_below_the_page_and_unmarked_pages_stay_out(site, tmp_path):
    (site / "b.html").write_text("<html><body><h1>b</h1></body></html>")
    nested = PAGE.format("<article>raw</article> after")
    (site / "index.html").write_text(nested)
    texts = dict.fromkeys(KEYS, "<zygomorphic> flowers")
    options = IndexOptions(texts=texts)
    parts, unmarked = find_parts(site, page_keys(KEYS, texts), "en", tmp_path / "memory", options)
    assert unmarked == {"b.html"}
    assert indexed_texts(parts) == {
        "index.html": "raw. after. <zygomorphic> flowers.",
        "a/index.html": "a/index.html. <zygomorphic> flowers.",
        "a/ü 1.html": "a/ü 1.html. <zygomorphic> flowers.",
    }


def test_shards_are_parts_with_consecutive_names(site, tmp_path):
    options = IndexOptions(shard=1, volume=2, jobs=1)
    parts, _ = find_parts(site, KEYS, "en", tmp_path / "memory", options)
    assert [(part.folder.name, *part.names) for part in parts] == [
        ("0", "index.html"), ("1", "a/index.html"), ("2", "a/ü 1.html"), ("3", "b.html"),
    ]  # fmt: skip


def test_a_build_that_dies_leaves_no_list_of_parts(site, tmp_path, monkeypatch):
    memory = tmp_path / "memory"
    find_parts(site, KEYS, "en", memory, IndexOptions())

    def die(*_arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(shards_module, "_run_pagefind", die)
    with pytest.raises(KeyboardInterrupt):
        find_parts(site, KEYS, "de", memory, IndexOptions())
    assert not (memory / "parts.json").exists()


def test_a_later_build_indexes_new_pages_under_a_new_name(site, tmp_path):
    memory = tmp_path / "memory"
    find_parts(site, KEYS, "en", memory, IndexOptions())
    write_pages(site, ["c.html"])
    (old, new), _ = find_parts(
        site, {**KEYS, "b.html": "2", "c.html": "1"}, "en", memory, IndexOptions()
    )
    assert sorted(old.names) == ["", *sorted(set(KEYS) - {"b.html"})]
    assert new.folder.name == "1"
    assert sorted(new.names) == ["b.html", "c.html"]
    # Nothing changes any more: the same parts, and Pagefind does not run.
    (site / "c.html").unlink()
    again, _ = find_parts(
        site, {**KEYS, "b.html": "2", "c.html": "1"}, "en", memory, IndexOptions()
    )
    assert [sorted(part.names) for part in again] == [sorted(old.names), sorted(new.names)]
    # In another language all is indexed again, and old parts are removed.
    ((part,), _) = find_parts(site, KEYS, "de", memory, IndexOptions())
    assert part.folder.name == "0"
    assert not (memory / "1").exists()


def test_damage_that_pagefind_leaves_is_not_used_by_the_next_build(site, tmp_path, monkeypatch):
    def damage(folder, key):
        chunk = next((folder / "index").iterdir())
        chunk.write_bytes(chunk.read_bytes()[:-9])
        seal_folder(folder, key)

    monkeypatch.setattr(shards_module, "seal_folder", damage)
    with pytest.raises(BuildError, match="is damaged, most likely because the disk is full"):
        index_site(site, KEYS, "en", tmp_path / "memory", IndexOptions(offline=False))
    monkeypatch.undo()
    index_site(site, KEYS, "en", tmp_path / "memory", IndexOptions(offline=False))
