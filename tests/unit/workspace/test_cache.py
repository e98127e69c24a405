"""Keys say what a result was made of; records hold one result per key."""

import json
import logging
import os
import tomllib

import pytest

from sitegen.workspace import cache
from sitegen.workspace.cache import (
    PACKAGES,
    cache_key,
    is_sealed,
    load_record,
    save_record,
    seal_folder,
    stamp_key,
    text_hash,
)
from tests.conftest import ROOT


@pytest.fixture
def fresh_code_key():
    """Forget the digest of code and packages before and after a test changes them."""
    cache._code_key.cache_clear()
    yield
    cache._code_key.cache_clear()


def test_a_key_is_32_digits_and_repeatable():
    assert cache_key("a", 1) == cache_key("a", 1)
    assert len(cache_key()) == 32
    assert int(cache_key(), 16) >= 0


def test_values_count_by_content_type_and_border():
    keys = {
        cache_key(*values) for values in ((), ("a",), ("a", "b"), ("ab",), ("1",), (1,), (None,))
    }
    assert len(keys) == 7


def test_files_count_by_path_and_content(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).write_text("same")
    keys = [cache_key(files=[tmp_path / name]) for name in ("a", "b")]
    (tmp_path / "a").write_text("new")
    keys.append(cache_key(files=[tmp_path / "a"]))
    assert len(set(keys)) == 3
    with pytest.raises(FileNotFoundError):
        cache_key(files=[tmp_path / "gone"])


def test_stamped_folders_count_by_sizes_and_times(tmp_path):
    (tmp_path / "model.onnx").write_text("1")
    first = cache_key(stamped=[tmp_path])
    assert cache_key(stamped=[tmp_path]) == first
    (tmp_path / "model.onnx").write_text("22")
    assert cache_key(stamped=[tmp_path]) != first


def test_surrogates_of_file_names_are_no_obstacle():
    assert cache_key("caf\udce9.jsonl") != cache_key("caf\udcea.jsonl")


def test_every_package_that_makes_output_is_in_the_key(monkeypatch, fresh_code_key):
    versions = {}
    monkeypatch.setattr(cache, "version", lambda name: versions.get(name, "1"))
    keys = {cache_key()}
    for name in PACKAGES:
        versions[name] = "2"
        cache._code_key.cache_clear()
        keys.add(cache_key())
    assert len(keys) == 1 + len(PACKAGES)


def test_a_package_that_is_not_installed_is_no_obstacle(monkeypatch, fresh_code_key):
    def missing(name):
        raise cache.PackageNotFoundError(name)

    monkeypatch.setattr(cache, "version", missing)
    assert cache_key()


def test_no_dependency_is_forgotten():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    required = project["dependencies"] + extras["transformer"] + extras["parquet"]
    names = {name.split(">")[0].lower() for name in required}
    # What the terminal shows, what only downloads or unpacks, and what compares versions.
    known = {"click", "rich", "huggingface_hub", "packaging"}
    assert names - {name.lower() for name in PACKAGES} == known


def test_a_record_is_read_back(tmp_path):
    content = {"ä": [1, None, "x"], "b": {"c": True}}
    save_record(tmp_path / "r.json", "k", content)
    assert load_record(tmp_path / "r.json", "k") == content
    assert json.loads((tmp_path / "r.json").read_text("utf-8").split("\n", 1)[1]) == content


def test_a_record_of_another_key_or_none_is_no_record(tmp_path):
    save_record(tmp_path / "r.json", "k", [1])
    assert load_record(tmp_path / "r.json", "other") is None
    assert load_record(tmp_path / "gone.json", "k") is None


def test_one_damaged_bit_makes_it_no_record(tmp_path):
    path = tmp_path / "r.json"
    save_record(path, "k", {"title": "abc"})
    data = path.read_bytes()
    for index in range(len(data)):
        damaged = bytearray(data)
        damaged[index] ^= 1
        path.write_bytes(bytes(damaged))
        assert load_record(path, "k") is None
    path.write_bytes(data[:-1])
    assert load_record(path, "k") is None
    path.write_bytes(b"\xff\xfe")
    assert load_record(path, "k") is None


@pytest.mark.parametrize("content", [{"a": 1}, {}, [1], None, "text", 5])
def test_a_record_of_another_shape_is_no_record(tmp_path, content):
    save_record(tmp_path / "r.json", "k", content)
    value = load_record(tmp_path / "r.json", "k", lambda mapping: int(mapping["a"]))
    assert value == (1 if content == {"a": 1} else None)


def test_a_folder_in_the_place_of_a_record_is_replaced(tmp_path):
    (tmp_path / "r.json" / "sub").mkdir(parents=True)
    assert load_record(tmp_path / "r.json", "k") is None
    save_record(tmp_path / "r.json", "k", 1)
    assert load_record(tmp_path / "r.json", "k") == 1


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda path: path.unlink(), ""),
        (lambda path: path.write_text("sitegen k"), "is damaged"),
        (lambda path: path.write_bytes(path.read_bytes().replace(b" k ", b" l ")), "version"),
        (lambda path: (path.unlink(), path.mkdir()), "can't be read (Is a directory)"),
        (lambda path: save_record(path, "k", 1), "has another shape"),
    ],
)
def test_one_quiet_line_says_why_a_record_is_not_used(tmp_path, caplog, damage, message):
    path = tmp_path / "r.json"
    save_record(path, "k", {"a": 1})
    damage(path)
    with caplog.at_level(logging.DEBUG, "sitegen"):
        assert load_record(path, "k", lambda mapping: mapping["a"]) is None
    assert len(caplog.messages) == bool(message)
    assert message in caplog.text
    assert all(record.levelno == logging.DEBUG for record in caplog.records)


@pytest.fixture
def sealed(tmp_path):
    folder = tmp_path / "results"
    (folder / "sub").mkdir(parents=True)
    (folder / "sub" / "a").write_text("1")
    (folder / "b").write_text("2")
    seal_folder(folder, "k")
    return folder


def test_a_sealed_folder_is_valid_under_its_key_and_can_be_sealed_again(sealed):
    assert is_sealed(sealed, "k")
    assert not is_sealed(sealed, "other")
    (sealed / "c").touch()
    assert not is_sealed(sealed, "k")
    seal_folder(sealed, "k")
    assert is_sealed(sealed, "k")
    assert not is_sealed(sealed / "gone", "k")


@pytest.mark.parametrize(
    "damage",
    [
        lambda folder: (folder / "b").write_text("3"),
        lambda folder: (folder / "b").unlink(),
        lambda folder: (folder / "b").rename(folder / "c"),
        lambda folder: (folder / "stray").touch(),
        lambda folder: (folder / "sub" / "a").rename(folder / "a"),
        lambda folder: (folder / "seal.json").unlink(),
        lambda folder: (folder / "seal.json").write_text("damaged"),
    ],
)
def test_any_other_file_or_byte_breaks_the_seal(sealed, damage):
    damage(sealed)
    assert not is_sealed(sealed, "k")


def test_a_byte_that_was_changed_through_a_hard_link_breaks_the_seal(sealed, tmp_path):
    os.link(sealed / "b", tmp_path / "published")
    status = (sealed / "b").stat()
    (tmp_path / "published").write_text("3")
    os.utime(tmp_path / "published", ns=(status.st_atime_ns, status.st_mtime_ns))
    assert not is_sealed(sealed, "k")


def test_a_failed_write_leaves_no_older_record(tmp_path, monkeypatch):
    save_record(tmp_path / "r.json", "k", 1)

    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(cache, "atomic_write_text", full)
    save_record(tmp_path / "r.json", "k", 2)
    assert load_record(tmp_path / "r.json", "k") is None


def test_files_behind_links_of_a_stamped_folder_count(tmp_path):
    (tmp_path / "big").write_text("1")
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "link").symlink_to(tmp_path / "big")
    first = cache_key(stamped=[tmp_path / "model"])
    (tmp_path / "big").write_text("22")
    assert cache_key(stamped=[tmp_path / "model"]) != first
    assert cache_key(stamped=[tmp_path / "gone"]) != first


def test_a_folder_that_refuses_costs_time_only(tmp_path):
    save_record(tmp_path / "no" / "folder" / "r.json", "k", 1)
    assert load_record(tmp_path / "no" / "folder" / "r.json", "k") is None


def test_the_stamp_of_a_site_changes_with_each_file(tmp_path):
    keys = [stamp_key(tmp_path)]
    (tmp_path / "a").touch()
    keys.append(stamp_key(tmp_path))
    (tmp_path / "a").write_text("1")
    keys.append(stamp_key(tmp_path))
    assert len(set(keys)) == 3


def test_texts_and_bytes_of_one_content_have_one_hash():
    assert text_hash("ä") == text_hash("ä".encode()) != text_hash("a")
    assert len(text_hash("")) == 32


def test_a_key_of_some_packages_ignores_the_others_and_the_code(monkeypatch, fresh_code_key):
    versions = {}
    monkeypatch.setattr(cache, "version", lambda name: versions.get(name, "1"))
    keys = [cache_key("x", packages=["numpy"])]
    versions["scipy"] = "2"
    keys.append(cache_key("x", packages=["numpy"]))
    versions["numpy"] = "2"
    keys.append(cache_key("x", packages=["numpy"]))
    assert keys[0] == keys[1] != keys[2]
    assert cache_key("x", packages=[]) not in {*keys, cache_key("x")}
