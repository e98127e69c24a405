"""The search index of the example, written with the Pagefind binary."""

import hashlib
import shutil

import pytest

from sitegen.search import IndexOptions, index_site
from sitegen.search.format import read_packed

SHARD = 40


@pytest.fixture
def pages(example_site):
    return [f"papers/{path.name}" for path in sorted((example_site / "papers").iterdir())]


@pytest.fixture
def copy(example_site, tmp_path):
    """Copy the example's site into a folder of the given name."""

    def copy_site(name):
        shutil.copytree(example_site, tmp_path / name / "site")
        return tmp_path / name / "site"

    return copy_site


def index(site, pages, memory, **options):
    digests = {page: hashlib.blake2b((site / page).read_bytes()).hexdigest() for page in pages}
    # Every page is in the index: no page lacks the attribute that marks its content.
    result = index_site(site, digests, "en", memory, IndexOptions(**options))
    assert result == []
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in (site / "pagefind").rglob("*")
        if path.is_file()
    }


def test_the_index_does_not_depend_on_the_shards(copy, pages, tmp_path):
    whole = index(copy("whole"), pages, tmp_path / "m1")
    sharded = index(copy("sharded"), pages, tmp_path / "m2", shard=SHARD, jobs=1)
    assert parts_in(tmp_path / "m2") == ["0", "1", "2"]
    assert sharded == whole


def test_pages_are_distributed_over_volumes(copy, pages, tmp_path):
    names = index(copy("volumes"), pages, tmp_path / "memory", volume=50)
    counts = [
        sum(name.startswith(f"pagefind/{volume}fragment/") for name in names)
        for volume in ("", "v1/", "v2/")
    ]
    assert counts == [50, 50, 19]
    assert b"sitegenVolumes=3,sitegenVolume=50" in names["pagefind/pagefind.js"]


def test_an_updated_index_equals_a_new_one(copy, pages, tmp_path, monkeypatch):
    site = copy("later")
    index(site, pages[:-5], tmp_path / "memory")
    changed = site / pages[3]
    text = changed.read_text("utf-8").replace("sg-paper__abstract>", "sg-paper__abstract>Zebra ")
    changed.write_text(text, "utf-8")
    # One paper is removed, one changed, five are new.
    current = [pages[3], *pages[5:]]
    later = index(site, current, tmp_path / "memory")
    assert parts_in(tmp_path / "memory") == ["0", "1"]
    assert len(list((tmp_path / "memory" / "1" / "fragment").iterdir())) == 6
    assert later == index(site, current, tmp_path / "fresh")
    # Without new pages, Pagefind is not run.
    monkeypatch.setattr("sitegen.search.shards._run_pagefind", None)
    assert index(site, current, tmp_path / "memory") == later


def parts_in(memory):
    return sorted(path.name for path in memory.iterdir() if path.is_dir() and path.name.isdigit())


def test_unchanged_volumes_are_not_merged_again(copy, pages, tmp_path, monkeypatch):
    site, memory = copy("grown"), tmp_path / "memory"
    index(site, pages[5:], memory, volume=50)
    assert parts_in(memory) == ["0", "1", "2"]
    read = set()

    def record_volume(path):
        # The frequent values of filters are read from all volumes of the site.
        if path.is_relative_to(memory):
            read.add(path.parent.parent.name)
        return read_packed(path)

    for module in ("chunks", "filters"):
        monkeypatch.setattr(f"sitegen.search.{module}.read_packed", record_volume)
    later = index(site, pages, memory, volume=50)
    assert read == {"2", "3"}
    assert later == index(site, pages, tmp_path / "fresh", volume=50)
    # Two volumes are reused, and the old state of the changed one is removed.
    assert len(list((memory / "volumes").iterdir())) == 3
    read.clear()
    assert index(site, pages, memory, volume=50) == later
    assert not read
    # The scripts for search from disk are removed, and then restored.
    assert not [name for name in index(site, pages, memory, volume=50, offline=False)
                if "offline" in name]  # fmt: skip
    assert index(site, pages, memory, volume=50) == later


@pytest.mark.parametrize("damage", ["", "{", '{"key": 1}', '{"key": "x", "parts": []}'])
def test_a_damaged_cache_is_ignored(copy, pages, tmp_path, damage):
    site = copy("damaged")
    original = index(site, pages[:9], tmp_path / "memory")
    (tmp_path / "memory" / "parts.json").write_text(damage)
    assert index(site, pages[:9], tmp_path / "memory") == original


def test_a_packed_index_consists_of_scripts(copy, pages, tmp_path):
    names = index(copy("packed"), pages, tmp_path / "memory", packed=True)
    assert {name.split("/")[1] for name in names} == {"offline"}
    assert len(names) < 40
