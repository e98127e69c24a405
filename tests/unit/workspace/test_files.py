"""What several stages do with files."""

import hashlib

import pytest

from sitegen.workspace.files import atomic_write_text, hash_tree, link_or_copy


def told(root):
    digest = hashlib.blake2b()
    hash_tree(digest, root)
    return digest.hexdigest()


def test_a_tree_is_told_by_places_and_contents_but_not_by_what_python_compiled(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.py").write_text("1")
    before = told(tmp_path)
    (tmp_path / "a" / "__pycache__").mkdir()
    (tmp_path / "a" / "__pycache__" / "x.pyc").write_bytes(b"2")
    assert told(tmp_path) == before
    (tmp_path / "a" / "x.py").rename(tmp_path / "a" / "y.py")
    assert told(tmp_path) != before


def test_what_is_not_there_is_no_empty_tree(tmp_path):
    with pytest.raises(FileNotFoundError):
        told(tmp_path / "gone")


def test_a_file_is_linked_or_copied_and_written_whole(tmp_path):
    atomic_write_text(tmp_path / "one", "ä\n")
    atomic_write_text(tmp_path / "one", "ö\n")
    link_or_copy(str(tmp_path / "one"), str(tmp_path / "two"))
    assert (tmp_path / "two").read_bytes() == "ö\n".encode()
    assert (tmp_path / "two").stat().st_mtime_ns == (tmp_path / "one").stat().st_mtime_ns
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "two"]
