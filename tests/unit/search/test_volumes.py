"""Volumes that a build reuses, and what makes it write them again."""

import os

import pytest

from sitegen.search.volumes import PreviousVolumes, VolumeCache, volume_folder
from tests.unit.search.pagefind_index import read_tree

NAMES = ["a", "b", "c"]
KEYS = {"a": "1", "b": "2", "c": "3"}


def cached(cache, volumes):
    return [cache.has(number) for number in range(volumes)]


def write_volume(folder):
    """Write one file of each kind, and one that belongs to another volume."""
    for name in ("index/w", "filter/f", "fragment/e/0", "x.pf_meta", "pagefind-entry.json"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    (folder / "v1").mkdir()
    (folder / "v1" / "y.pf_meta").write_text("another volume's")
    (folder / "pagefind.js").write_text("the engine")
    return folder


def save_all(folder, tmp_path, volumes, **options):
    """Cache the volumes of an index of a, b and c."""
    cache = look_up(folder, **options)
    for number in range(volumes):
        cache.save(number, tmp_path / "volume", [])


def look_up(folder, names=NAMES, keys=None, index_key="key", volume_size=2, fields=("title",)):
    previous = PreviousVolumes(folder, KEYS if keys is None else keys, index_key)
    return previous.look_up(names, volume_size, fields)


@pytest.mark.parametrize(("number", "folder"), [(0, "index"), (1, "index/v1"), (12, "index/v12")])
def test_the_first_volume_holds_the_others(tmp_path, number, folder):
    assert volume_folder(tmp_path / "index", number) == tmp_path / folder


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, [True, True]),
        ({"names": ["a", "b", "d"]}, [True, False]),
        ({"names": ["a", "b", "c", "d"]}, [True, False]),
        ({"names": ["a", "b"]}, [True]),
        ({"names": ["b", "a", "c"]}, [False, True]),
        ({"keys": {**KEYS, "a": "9"}}, [False, True]),
        ({"keys": {**KEYS, "c": "9"}}, [True, False]),
        ({"keys": {}}, [False, False]),
        ({"index_key": "another"}, [False, False]),
        ({"volume_size": 3}, [False]),
        ({"fields": ["title", "authors"]}, [False, False]),
        ({"names": ["c", "x", "a", "b"]}, [False, False]),
        ({"names": []}, [False]),
    ],
)
def test_a_volume_is_cached_if_everything_it_depends_on_is_unchanged(tmp_path, changes, expected):
    write_volume(tmp_path / "volume")
    save_all(tmp_path / "cache", tmp_path, 2)
    cache = look_up(tmp_path / "cache", **changes)
    assert cached(cache, len(expected)) == expected
    with pytest.raises(IndexError):
        cache.has(len(expected))


def test_pages_at_another_start_are_another_volume(tmp_path):
    write_volume(tmp_path / "volume")
    save_all(tmp_path / "cache", tmp_path, 1, names=["a", "b"])
    assert cached(look_up(tmp_path / "cache", names=["x", "y", "a", "b"]), 2) == [False, False]


def test_keys_have_32_hexadecimal_digits(tmp_path):
    write_volume(tmp_path / "volume")
    save_all(tmp_path / "cache", tmp_path, 1)
    (folder,) = (tmp_path / "cache").iterdir()
    assert len(folder.name) == 32
    int(folder.name, 16)


def test_an_index_without_pages_has_one_volume(tmp_path):
    write_volume(tmp_path / "volume")
    save_all(tmp_path / "cache", tmp_path, 1, names=[])
    assert cached(look_up(tmp_path / "cache", names=[]), 1) == [True]


def test_the_files_of_a_volume_and_no_others_come_back(tmp_path):
    volume = write_volume(tmp_path / "volume")
    cache = VolumeCache(tmp_path / "cache", ["key"])
    cache.save(0, volume, [])
    cache.link_files(0, tmp_path / "target")
    assert sorted(read_tree(tmp_path / "target")) == [
        "filter/f", "fragment/e/0", "index/w", "pagefind-entry.json", "x.pf_meta",
    ]  # fmt: skip
    assert (tmp_path / "target/x.pf_meta").samefile(volume / "x.pf_meta")


def test_scripts_come_back_if_there_were_any(tmp_path):
    volume = write_volume(tmp_path / "volume")
    cache = VolumeCache(tmp_path / "cache", ["with", "without"])
    assert not cache.link_scripts(0, tmp_path)
    script = tmp_path / "a.js"
    script.write_text("script")
    cache.save(0, volume, [script])
    cache.save(1, volume, [])
    assert cache.link_scripts(0, tmp_path / "target")
    assert read_tree(tmp_path / "target") == {"a.js": b"script"}
    assert not cache.link_scripts(1, tmp_path / "target")


def test_a_cached_volume_is_not_saved_again(tmp_path):
    volume = write_volume(tmp_path / "volume")
    cache = VolumeCache(tmp_path / "cache", ["key"])
    cache.save(0, volume, [])
    (volume / "index/w").unlink()
    cache.save(0, volume, [])
    assert (tmp_path / "cache/key/index/w").is_file()


def test_an_incomplete_volume_is_replaced(tmp_path):
    volume = write_volume(tmp_path / "volume")
    leftover = tmp_path / "cache" / "key" / "index" / "old"
    leftover.parent.mkdir(parents=True)
    leftover.touch()
    cache = VolumeCache(tmp_path / "cache", ["key"])
    assert not cache.has(0)
    cache.save(0, volume, [])
    assert cache.has(0)
    assert not leftover.exists()


@pytest.mark.parametrize("name", ["index/w", "fragment/e/0", "x.pf_meta", "scripts/a.js"])
def test_a_volume_that_was_changed_in_the_site_is_replaced(tmp_path, name):
    volume = write_volume(tmp_path / "volume")
    (tmp_path / "a.js").write_text("script")
    VolumeCache(tmp_path / "cache", ["key"]).save(0, volume, [tmp_path / "a.js"])
    published = tmp_path / "a.js" if name.startswith("scripts") else volume / name
    status = published.stat()
    with published.open("r+b") as stream:
        stream.write(b"X")
    os.utime(published, ns=(status.st_atime_ns, status.st_mtime_ns))
    cache = VolumeCache(tmp_path / "cache", ["key"])
    assert not cache.has(0)
    assert not cache.link_scripts(0, tmp_path / "target")
    cache.save(0, volume, [])
    assert cache.has(0)
    assert VolumeCache(tmp_path / "cache", ["key"]).has(0)


def test_volumes_of_another_index_are_removed(tmp_path):
    for name in ("used", "unused"):
        (tmp_path / "cache" / name / "index").mkdir(parents=True)
    VolumeCache(tmp_path / "cache", ["used", "new"]).remove_unused()
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["used"]
    VolumeCache(tmp_path / "missing", ["used"]).remove_unused()
    assert not (tmp_path / "missing").exists()


def test_without_a_folder_nothing_is_cached(tmp_path):
    cache = VolumeCache(None, ["key"])
    cache.save(0, tmp_path, [])
    cache.remove_unused()
    assert not cache.has(0)
    assert not cache.link_scripts(0, tmp_path)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(ValueError, match="this cache has no folder"):
        cache.link_files(0, tmp_path)
