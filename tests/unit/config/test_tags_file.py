"""The tags file on disk."""

import os
import threading
import tomllib

import pytest

from sitegen.config.tags_file import TagsFile
from sitegen.config.topics import HEADER
from sitegen.errors import BuildError, ConfigError
from sitegen.paper import Tag, Topic


@pytest.fixture
def path(tmp_path):
    return tmp_path / "tags.toml"


def test_a_missing_file_has_no_topics(path):
    assert TagsFile.read(path) == TagsFile(path, None, ())
    assert TagsFile.read(None) == TagsFile(None, None, ())


def test_a_file_is_read_once_into_text_and_topics(path):
    path.write_text('a = "A"\n')
    assert TagsFile.read(path) == TagsFile(path, 'a = "A"\n', (Topic("a", "A"),))


def test_faults_are_reported(path):
    path.write_text("a = 1\n")
    with pytest.raises(ConfigError, match=r"tags\.toml:1: a: must be"):
        TagsFile.read(path)


def test_new_tags_are_added_and_counted(path):
    path.write_text('a = "A"\n')
    tags = [Tag("c", "C"), Tag("a", "other"), Tag("b", "B")]
    assert TagsFile.read(path).add(tags) == (2, 'a = "A"\nb = "B"\nc = "C"\n')
    assert path.read_text() == 'a = "A"\nb = "B"\nc = "C"\n'


def test_a_new_file_has_a_header_that_does_not_count(path):
    count, text = TagsFile.read(path).add([Tag("a", "A"), Tag("b", "B")])
    assert count == 2
    assert path.read_text() == text == f'{HEADER}a = "A"\nb = "B"\n'
    assert TagsFile.read(path).add([Tag("a", "A")]) == (0, text)


def test_without_a_path_nothing_is_added():
    assert TagsFile.read(None).add([Tag("a", "A")]) == (0, None)


def test_an_edit_since_the_reading_stays_and_the_next_build_sees_it(path):
    path.write_text('a = "A"\n')
    tags_file = TagsFile.read(path)
    path.write_text('a = "edited"\n')
    assert tags_file.add([Tag("b", "B")]) == (1, 'a = "A"\n')
    assert path.read_text() == 'a = "edited"\nb = "B"\n'


def test_links_and_modes_stay(tmp_path, path):
    real = tmp_path / "real.toml"
    real.write_text("")
    real.chmod(0o640)
    path.symlink_to(real)
    TagsFile.read(path).add([Tag("a", "A")])
    assert path.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert tomllib.loads(real.read_text()) == {"a": "A"}


def test_builds_at_once_lose_no_topic(path):
    path.write_text("")
    names = [f"t{number}" for number in range(12)]
    threads = [
        threading.Thread(target=lambda n=name: TagsFile.read(path).add([Tag(n, n)]))
        for name in names
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(tomllib.loads(path.read_text())) == sorted(names)


@pytest.mark.parametrize("content", [b"a = ", b"\xff"])
def test_a_fault_that_came_since_the_reading_is_one_sentence(path, content):
    path.write_text('a = "A"\n')
    tags_file = TagsFile.read(path)
    path.write_bytes(content)
    with pytest.raises(BuildError, match=r"tags\.toml: was edited meanwhile, and has a fault"):
        tags_file.add([Tag("b", "B")])
    assert path.read_bytes() == content


def test_builds_at_once_that_create_the_file_lose_no_topic(path):
    files = [TagsFile.read(path) for _ in range(8)]
    threads = [
        threading.Thread(target=lambda n=n, f=f: f.add([Tag(f"t{n}", "T")]))
        for n, f in enumerate(files)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(tomllib.loads(path.read_text())) == 8


def test_a_file_that_cannot_be_written_is_an_error(path, monkeypatch):
    path.write_text("")
    tags_file = TagsFile.read(path)

    def refuse(*_arguments):
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(
        BuildError, match=r"tags\.toml: can't be written: the disk is read-only; allow writing"
    ):
        tags_file.add([Tag("a", "A")])
    assert path.read_text() == ""


def test_a_topic_that_two_branches_added_counts_once(path):
    merged = 'graphs = "graphs"\ntrees = "trees"\nkites = "kites"\ntrees = "trees"\n'
    path.write_text(merged)
    read = TagsFile.read(path)
    assert [topic.slug for topic in read.topics] == ["graphs", "trees", "kites"]
    assert read.add([Tag("graphs", "graphs")])[0] == 0
    assert path.read_text() == 'graphs = "graphs"\ntrees = "trees"\nkites = "kites"\n'
    path.write_text(merged + 'kites = "Kites"\n')
    with pytest.raises(ConfigError, match="is not TOML"):
        TagsFile.read(path)
