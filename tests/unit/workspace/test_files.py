"""Atomic writes, locks, links, hashes and stamps."""

import errno
import hashlib
import os
import stat
import threading

import pytest

from sitegen.errors import SitegenError
from sitegen.workspace import files
from sitegen.workspace.files import (
    atomic_write_text,
    empty_folder,
    ensure_folder,
    file_stamps,
    hash_file,
    hash_tree,
    hold_folder,
    link_or_copy,
    lock_file,
    remove,
    tree_stamps,
    walk_files,
    write_file,
    write_new_file,
)


def tree_hash(root):
    digest = hashlib.blake2b()
    hash_tree(digest, root)
    return digest.hexdigest()


# ---- Writing ------------------------------------------------------------------------------------


def test_a_text_is_written_as_utf8_with_line_feeds(tmp_path):
    atomic_write_text(tmp_path / "a", "ä\nb\n")
    assert (tmp_path / "a").read_bytes() == "ä\nb\n".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_link_stays_a_link_and_the_mode_stays(tmp_path):
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to("target")
    atomic_write_text(link, "new")
    assert link.is_symlink()
    assert target.read_text() == "new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_new_file_has_the_mode_of_the_umask(tmp_path):
    old = os.umask(0o027)
    try:
        atomic_write_text(tmp_path / "a", "")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    atomic_write_text(tmp_path / "a", "old")

    def full(_descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        atomic_write_text(tmp_path / "a", "new")
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("a", "old")]


def test_writers_at_once_leave_one_whole_text(tmp_path):
    texts = [str(number) * 100_000 for number in range(8)]
    threads = [
        threading.Thread(target=atomic_write_text, args=(tmp_path / "a", text)) for text in texts
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (tmp_path / "a").read_text() in texts


def test_a_lock_follows_the_file_that_takes_the_place_of_the_locked_one(tmp_path):
    path = tmp_path / "tags.toml"
    path.write_text("")
    order = []

    def second():
        with lock_file(path):
            order.append(path.read_text())

    with lock_file(path):
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(0.2)
        assert thread.is_alive()
        atomic_write_text(path, "by the first")
    thread.join(10)
    assert order == ["by the first"]


def test_a_missing_file_cannot_be_locked(tmp_path):
    with pytest.raises(FileNotFoundError), lock_file(tmp_path / "gone"):
        pass


def test_a_hard_link_has_the_same_inode(tmp_path):
    (tmp_path / "a").write_text("x")
    link_or_copy(str(tmp_path / "a"), str(tmp_path / "b"))
    assert (tmp_path / "a").stat().st_ino == (tmp_path / "b").stat().st_ino


def test_a_copy_has_the_same_times(tmp_path, monkeypatch):
    (tmp_path / "a").write_text("x")
    os.utime(tmp_path / "a", ns=(1_000_000_000, 2_000_000_000))

    def refuse(_source, _target):
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", refuse)
    link_or_copy(str(tmp_path / "a"), str(tmp_path / "b"))
    assert (tmp_path / "b").read_text() == "x"
    assert (tmp_path / "b").stat().st_mtime_ns == 2_000_000_000
    assert (tmp_path / "a").stat().st_ino != (tmp_path / "b").stat().st_ino


# ---- Walking and hashing ------------------------------------------------------------------------


def test_files_are_walked_in_order_with_linked_folders_and_without_loops(tmp_path):
    root, outside = tmp_path / "root", tmp_path / "outside"
    for name in ("b/2", "b/1", "a/x", "__pycache__/c", ".git/d", "z"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()
    outside.mkdir()
    (outside / "linked").touch()
    (root / "more").symlink_to(outside)
    (root / "b" / "loop").symlink_to(root)
    names = [path.relative_to(root).as_posix() for path in walk_files(root)]
    assert names == ["z", "a/x", "b/1", "b/2", "more/linked"]
    assert list(walk_files(root / "z")) == [root / "z"]


def test_the_hash_of_a_tree_depends_on_names_and_contents_only(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.py").write_text("1")
    original = tree_hash(tmp_path)
    (tmp_path / "a" / "__pycache__").mkdir()
    (tmp_path / "a" / "__pycache__" / "x.pyc").write_bytes(b"2")
    os.utime(tmp_path / "a" / "x.py", (1, 1))
    assert tree_hash(tmp_path) == original
    (tmp_path / "a" / "x.py").rename(tmp_path / "a" / "y.py")
    renamed = tree_hash(tmp_path)
    (tmp_path / "a" / "y.py").write_text("2")
    assert len({original, renamed, tree_hash(tmp_path)}) == 3


def test_broken_links_and_pipes_are_no_files(tmp_path):
    (tmp_path / "broken").symlink_to(tmp_path / "gone")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "a").touch()
    assert list(walk_files(tmp_path)) == [tmp_path / "a"]
    assert len(file_stamps([tmp_path])) == 1


def test_a_second_link_to_a_folder_changes_the_hash(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x").touch()
    hashes = [tree_hash(tmp_path)]
    (tmp_path / "b").symlink_to(tmp_path / "a")
    hashes.append(tree_hash(tmp_path))
    (tmp_path / "b").rename(tmp_path / "c")
    hashes.append(tree_hash(tmp_path))
    assert len(set(hashes)) == 3


def test_the_border_between_name_and_content_counts(tmp_path):
    for folder, name, content in (("1", "ab", "c"), ("2", "a", "bc")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(content)
    assert tree_hash(tmp_path / "1") != tree_hash(tmp_path / "2")


def test_a_name_that_is_not_utf8_is_hashed(tmp_path):
    path = os.path.join(os.fsencode(tmp_path), b"caf\xe9.jsonl")
    with open(path, "wb") as stream:
        stream.write(b"x")
    assert tree_hash(tmp_path)


def test_a_missing_file_is_not_an_empty_tree(tmp_path):
    with pytest.raises(FileNotFoundError):
        tree_hash(tmp_path / "gone")


def test_a_file_is_hashed_in_blocks(tmp_path, monkeypatch):
    (tmp_path / "a").write_bytes(b"0123456789")
    whole = hash_file(tmp_path / "a")
    monkeypatch.setattr(files, "_BLOCK_BYTES", 3)
    assert hash_file(tmp_path / "a") == whole
    assert whole == hashlib.blake2b(b"0123456789", digest_size=16).digest()


def test_stamps_have_path_size_and_time_and_leave_git_out(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").touch()
    for name, content in (("b/x", "12"), ("a", "1")):
        (tmp_path / name).write_text(content)
        os.utime(tmp_path / name, ns=(5, 7_000))
    stamps = tree_stamps(tmp_path)
    assert [stamp[:3] for stamp in stamps] == [("/a", 1, 7_000), ("/b/x", 2, 7_000)]
    (tmp_path / "a").write_text("2")
    os.utime(tmp_path / "a", ns=(5, 7_000))
    assert tree_stamps(tmp_path)[0] != stamps[0]
    assert tree_stamps(tmp_path)[1:] == stamps[1:]
    assert tree_stamps(tmp_path / "gone") == []


def test_a_link_has_a_stamp_of_its_target_in_file_stamps_only(tmp_path):
    (tmp_path / "target").write_text("123")
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree" / "link").symlink_to(tmp_path / "target")
    assert tree_stamps(tmp_path / "tree")[0][1] != 3
    ((path, size, _),) = file_stamps([tmp_path / "tree"])
    assert (path, size) == (str(tmp_path / "tree" / "link"), 3)
    assert [size for _, size, _ in file_stamps([tmp_path / "target"] * 2)] == [3, 3]
    with pytest.raises(FileNotFoundError):
        file_stamps([tmp_path / "gone"])


# ---- What has the name of a file or a folder ----------------------------------------------------


@pytest.fixture(params=["nothing", "file", "folder", "link", "broken link"])
def taken(request, tmp_path):
    """A path where there is something, and a folder outside that must stay as it is."""
    path, outside = tmp_path / "taken", tmp_path / "outside"
    outside.mkdir()
    (outside / "a").write_text("1")
    if request.param == "file":
        path.write_text("x")
    elif request.param == "folder":
        (path / "sub").mkdir(parents=True)
    elif request.param != "nothing":
        path.symlink_to(outside if request.param == "link" else tmp_path / "gone")
    yield path
    assert [(p.name, p.read_text()) for p in outside.iterdir()] == [("a", "1")]


def test_everything_can_be_removed(taken):
    remove(taken)
    assert not taken.exists()
    assert not taken.is_symlink()


def test_a_folder_is_made_and_a_folder_stays(taken):
    had_content = taken.is_dir() and not taken.is_symlink()
    ensure_folder(taken)
    assert not taken.is_symlink()
    assert [path.name for path in taken.iterdir()] == (["sub"] if had_content else [])


def test_a_folder_is_emptied(taken):
    empty_folder(taken)
    assert not taken.is_symlink()
    assert list(taken.iterdir()) == []


def test_a_file_is_written_whatever_was_there(taken):
    write_file(taken, b"new")
    assert not taken.is_symlink()
    assert taken.read_bytes() == b"new"


def test_a_file_that_is_right_stays(tmp_path):
    write_file(tmp_path / "a", b"1")
    inode = (tmp_path / "a").stat().st_ino
    write_file(tmp_path / "a", b"1")
    assert (tmp_path / "a").stat().st_ino == inode
    os.link(tmp_path / "a", tmp_path / "b")
    write_file(tmp_path / "a", b"2")
    # Another file with a hard link to it stays as it is.
    assert (tmp_path / "b").read_bytes() == b"1"


def test_a_folder_is_held_by_one_at_a_time(tmp_path):
    folder = tmp_path / "new" / "folder"
    busy = pytest.raises(SitegenError, match="busy")
    with hold_folder(folder, "busy"), busy, hold_folder(folder, "busy"):
        pytest.fail("held twice")
    with hold_folder(folder, "busy"):
        assert folder.is_dir()
    (tmp_path / "file").touch()
    with (
        pytest.raises(SitegenError, match="can't be written: "),
        hold_folder(tmp_path / "file", ""),
    ):
        pytest.fail("a file was held")


def test_new_files_leave_what_is_there(tmp_path):
    path, link = tmp_path / "a", tmp_path / "b"
    assert write_new_file(path, b"x" * 3).st_size == 3
    link.symlink_to("missing")
    for taken in (path, link, tmp_path):
        with pytest.raises(FileExistsError):
            write_new_file(taken, b"y")
    assert path.read_bytes() == b"xxx"
    assert not (tmp_path / "missing").exists()
