"""The index that Pagefind's own program makes of the example."""

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
    def copied(name):
        shutil.copytree(example_site, tmp_path / name / "site")
        return tmp_path / name / "site"

    return copied


def index(site, pages, memory, **wanted):
    assert index_site(site, pages, "en", memory, IndexOptions(**wanted))[0] == len(pages)
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in (site / "pagefind").rglob("*")
        if path.is_file()
    }


def test_shards_say_nothing_of_the_index(copy, pages, tmp_path):
    whole = index(copy("whole"), pages, tmp_path / "m1")
    sharded = index(copy("sharded"), pages, tmp_path / "m2", shard=SHARD, jobs=1)
    assert parts_in(tmp_path / "m2") == ["0", "1", "2"]
    assert sharded == whole


def test_volumes_share_the_pages_out(copy, pages, tmp_path):
    names = index(copy("volumes"), pages, tmp_path / "memory", volume=50)
    counts = [
        sum(name.startswith(f"pagefind/{place}fragment/") for name in names)
        for place in ("", "v1/", "v2/")
    ]
    assert counts == [50, 50, 19]
    assert b"sitegenVolumes=3,sitegenVolume=50" in names["pagefind/pagefind.js"]


def test_a_later_index_is_as_one_from_nothing(copy, pages, tmp_path, monkeypatch):
    site = copy("later")
    index(site, pages[:-5], tmp_path / "memory")
    changed = site / pages[3]
    text = changed.read_text("utf-8").replace('sg-paper__abstract">', 'sg-paper__abstract">Zebra ')
    changed.write_text(text, "utf-8")
    # One paper is gone, one changed, five are new.
    now = [pages[3], *pages[5:]]
    later = index(site, now, tmp_path / "memory")
    assert parts_in(tmp_path / "memory") == ["0", "1"]
    assert len(list((tmp_path / "memory" / "1" / "fragment").iterdir())) == 6
    assert later == index(site, now, tmp_path / "fresh")
    # With nothing new, Pagefind has nothing to do.
    monkeypatch.setattr("sitegen.search.parts._run", None)
    assert index(site, now, tmp_path / "memory") == later


def parts_in(memory):
    return sorted(path.name for path in memory.iterdir() if path.is_dir() and path.name.isdigit())


def test_volumes_that_are_as_they_were_are_not_merged_again(copy, pages, tmp_path, monkeypatch):
    site, memory = copy("grown"), tmp_path / "memory"
    index(site, pages[5:], memory, volume=50)
    assert parts_in(memory) == ["0", "1", "2"]
    read = set()

    def reading(path):
        read.add(path.parent.parent.name)
        return read_packed(path)

    monkeypatch.setattr("sitegen.search.merge.read_packed", reading)
    later = index(site, pages, memory, volume=50)
    assert read == {"2", "3"}
    assert later == index(site, pages, tmp_path / "fresh", volume=50)
    # Two volumes are taken over, and nothing of the one that changed is left.
    assert len(list((memory / "volumes").iterdir())) == 3
    read.clear()
    assert index(site, pages, memory, volume=50) == later
    assert not read
    # Without scripts, and with them again.
    assert not [name for name in index(site, pages, memory, volume=50, offline=False)
                if "offline" in name]  # fmt: skip
    assert index(site, pages, memory, volume=50) == later


@pytest.mark.parametrize("damage", ["", "{", '{"key": 1}', '{"key": "x", "parts": []}'])
def test_what_is_remembered_may_be_damaged(copy, pages, tmp_path, damage):
    site = copy("damaged")
    before = index(site, pages[:9], tmp_path / "memory")
    (tmp_path / "memory" / "parts.json").write_text(damage)
    assert index(site, pages[:9], tmp_path / "memory") == before


def test_a_packed_index_is_scripts_alone(copy, pages, tmp_path):
    names = index(copy("packed"), pages, tmp_path / "memory", packed=True)
    assert {name.split("/")[1] for name in names} == {"offline"}
    assert len(names) < 40
