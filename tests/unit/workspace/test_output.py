"""The output folder: locked, refused, replaced, recovered."""

import errno
import os
from pathlib import Path

import pytest

from sitegen import SITE_MARKER
from sitegen.errors import BuildError
from sitegen.workspace import output as module
from sitegen.workspace.output import (
    measure_folder,
    open_workspace,
    oserror_as_build_error,
    replace_site,
    workspace_path,
)


def make_site(folder, text="old"):
    folder.mkdir(parents=True)
    (folder / SITE_MARKER).touch()
    (folder / "index.html").write_text(text)
    return folder


def test_the_workspace_lies_beside_the_output_and_git_ignores_it(tmp_path):
    with open_workspace(tmp_path / "site") as folder:
        assert folder == tmp_path / ".sitegen" / "site" == workspace_path(tmp_path / "site")
        assert folder.is_dir()
    assert (tmp_path / ".sitegen" / ".gitignore").read_text() == "*\n"


def test_a_relative_output_has_an_absolute_workspace(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert workspace_path(Path("site")) == tmp_path / ".sitegen" / "site"


def test_a_second_build_is_refused_while_the_first_runs(tmp_path):
    with (
        open_workspace(tmp_path / "site"),
        pytest.raises(BuildError, match="another sitegen is building here"),
        open_workspace(tmp_path / "site"),
    ):
        pass
    with open_workspace(tmp_path / "site"):
        pass


@pytest.mark.parametrize("name", [".DS_Store", "Thumbs.db", "desktop.ini", ".git", "CNAME"])
def test_files_of_file_managers_and_git_do_not_make_a_folder_foreign(tmp_path, name):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / name).touch()
    with open_workspace(tmp_path / "site"):
        pass


def test_foreign_files_make_a_folder_foreign(tmp_path):
    (tmp_path / "site").mkdir()
    for name in ("z.tex", ".DS_Store", "a.tex"):
        (tmp_path / "site" / name).touch()
    with (
        pytest.raises(BuildError, match=r"did not write \(a.tex\)"),
        open_workspace(tmp_path / "site"),
    ):
        pass


def test_a_file_and_a_link_are_no_output_folder(tmp_path):
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to(tmp_path)
    for name, fault in (("file", "is not a folder"), ("link", "is a symbolic link")):
        with pytest.raises(BuildError, match=fault), open_workspace(tmp_path / name):
            pass


def test_an_error_of_the_block_is_not_one_of_the_output_folder(tmp_path):
    with pytest.raises(FileNotFoundError), open_workspace(tmp_path / "site"):
        (tmp_path / "gone").read_text()


@pytest.mark.parametrize("code", [errno.EROFS, errno.EACCES, errno.EPERM])
def test_a_read_only_workspace_is_replaced_for_one_build(tmp_path, monkeypatch, code):
    def refuse(_output):
        raise OSError(code, "refused")

    monkeypatch.setattr(module, "_default_workspace", refuse)
    with open_workspace(tmp_path / "site") as folder:
        assert folder.name.startswith(".sitegen-")
        assert folder.parent == tmp_path
    assert not folder.exists()


def test_a_system_without_locks_is_not_a_second_build(tmp_path, monkeypatch):
    def refuse(*_arguments):
        raise OSError(errno.ENOLCK, "No locks available; choose a folder")

    monkeypatch.setattr(module.fcntl, "flock", refuse)
    with (
        pytest.raises(BuildError, match="can't be locked: No locks available"),
        open_workspace(tmp_path / "site"),
    ):
        pass


def test_another_refusal_is_an_error_with_a_remedy(tmp_path, monkeypatch):
    def refuse(_output):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(module, "_default_workspace", refuse)
    with pytest.raises(BuildError, match="the disk is full"), open_workspace(tmp_path / "site"):
        pass


def test_the_lock_of_the_default_workspace_counts_for_a_temporary_one(tmp_path, monkeypatch):
    with open_workspace(tmp_path / "site"):
        monkeypatch.setattr(
            module, "_default_workspace", lambda _o: (_ for _ in ()).throw(OSError(errno.EROFS, ""))
        )
        with pytest.raises(BuildError, match="another sitegen"), open_workspace(tmp_path / "site"):
            pass
    assert not list(tmp_path.glob(".sitegen-*"))


def test_a_finished_site_replaces_the_old_one_and_carries_git_files_over(tmp_path):
    site = make_site(tmp_path / "site")
    (site / "CNAME").write_text("papers.example.org")
    (site / ".git").mkdir()
    (site / ".git" / "HEAD").touch()
    (site / "stale.html").touch()
    with open_workspace(site) as folder:
        new = folder / "site.new"
        new.mkdir()
        (new / "index.html").write_text("new")
        replace_site(new, site)
    assert (site / "index.html").read_text() == "new"
    assert (site / "CNAME").read_text() == "papers.example.org"
    assert (site / ".git" / "HEAD").is_file()
    assert (site / SITE_MARKER).is_file()
    assert not (site / "stale.html").exists()
    assert not (folder / "site.old").exists()


def test_a_file_of_the_new_site_wins_over_one_that_would_be_carried_over(tmp_path):
    site = make_site(tmp_path / "site")
    (site / "CNAME").write_text("old")
    new = tmp_path / "work" / "new"
    new.mkdir(parents=True)
    (new / "CNAME").write_text("new")
    replace_site(new, site)
    assert (site / "CNAME").read_text() == "new"


def test_a_system_without_an_exchange_renames_twice(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "exchange", lambda *_: False)
    site = make_site(tmp_path / "site")
    with open_workspace(site) as folder:
        (folder / "site.new").mkdir()
        (folder / "site.new" / "index.html").write_text("new")
        replace_site(folder / "site.new", site)
        assert {path.name for path in folder.iterdir()} == {"lock", "processes"}
    assert (site / "index.html").read_text() == "new"


@pytest.mark.parametrize("error", [OSError(errno.EIO, "Input/output error"), KeyboardInterrupt()])
def test_the_old_site_comes_back_if_the_second_rename_fails(tmp_path, monkeypatch, error):
    site = make_site(tmp_path / "site")
    rename = os.rename

    def rename_once(source, target):
        if Path(source).name == "site.new":
            raise error
        rename(source, target)

    monkeypatch.setattr(module, "exchange", lambda *_: False)
    monkeypatch.setattr(module.os, "rename", rename_once)
    with open_workspace(site) as folder:
        (folder / "site.new").mkdir()
        with pytest.raises((BuildError, KeyboardInterrupt)):
            replace_site(folder / "site.new", site)
        assert (site / "index.html").read_text() == "old"


@pytest.mark.parametrize("name", [".sitegen", ".sitegen/site", ".sitegen/site/project", ".SITEGEN"])
def test_the_workspace_is_no_output_folder(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "link").symlink_to(tmp_path / ".sitegen")
    for output in (Path(name), tmp_path / name, Path("link/x")):
        expected = pytest.raises(BuildError, match="is where sitegen works and has its caches")
        with expected, open_workspace(output):
            pass
    assert not (tmp_path / ".sitegen").exists()


def test_a_file_in_the_place_of_the_workspaces_is_named(tmp_path):
    (tmp_path / ".sitegen").touch()
    expected = pytest.raises(BuildError, match=r"\.sitegen: is a file; sitegen's caches go there")
    with expected, open_workspace(tmp_path / "site"):
        pass


def test_what_has_the_name_of_a_workspace_or_a_lock_is_replaced(tmp_path):
    (tmp_path / ".sitegen").mkdir()
    (tmp_path / ".sitegen" / "site").touch()
    with open_workspace(tmp_path / "site") as folder:
        pass
    for name in ("lock", "processes", "site.new", "../.gitignore"):
        (folder / name).unlink(missing_ok=True)
        (folder / name / "stray").mkdir(parents=True)
    with open_workspace(tmp_path / "site"):
        assert not (folder / "site.new").exists()
    assert (tmp_path / ".sitegen" / ".gitignore").read_text() == "*\n"


def test_a_repository_that_was_moved_for_the_first_site_comes_back(tmp_path):
    old = tmp_path / ".sitegen" / "site" / "site.old"
    old.mkdir(parents=True)
    (old / ".gitignore").write_text("*")
    with open_workspace(tmp_path / "site"):
        assert (tmp_path / "site" / ".gitignore").read_text() == "*"


def test_a_build_killed_between_the_renames_is_undone(tmp_path):
    old = make_site(tmp_path / ".sitegen" / "site" / "site.old")
    (old.parent / "site.new").mkdir()
    with open_workspace(tmp_path / "site") as folder:
        assert (tmp_path / "site" / "index.html").read_text() == "old"
        assert not (folder / "site.old").exists()
        assert not (folder / "site.new").exists()


def test_a_leftover_of_a_finished_build_is_removed(tmp_path):
    make_site(tmp_path / "site", "new")
    make_site(tmp_path / ".sitegen" / "site" / "site.old")
    with open_workspace(tmp_path / "site") as folder:
        assert not (folder / "site.old").exists()
    assert (tmp_path / "site" / "index.html").read_text() == "new"


def test_sizes_of_files_in_all_folders_are_summed(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x").write_text("12345")
    (tmp_path / "y").write_text("123")
    assert measure_folder(tmp_path) == (8, 2)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "the disk quota is used up"),
        (errno.EROFS, "the disk is read-only"),
        (errno.EACCES, "you may not write there"),
        (errno.EPERM, "you may not write there"),
        (errno.EBUSY, "is a mount point"),
        (errno.EIO, os.strerror(errno.EIO)),
    ],
)
def test_the_refusals_of_a_system_have_remedies(code, sentence):
    expected = pytest.raises(BuildError, match=f"^/x: can't be written: .*{sentence}")
    with expected, oserror_as_build_error(Path("/x")):
        raise OSError(code, os.strerror(code))


def test_an_error_without_a_number_is_shown_as_it_is():
    expected = pytest.raises(BuildError, match="can't be written: odd")
    with expected, oserror_as_build_error(Path("/x")):
        raise OSError("odd")
