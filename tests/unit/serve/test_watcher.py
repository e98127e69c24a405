"""Changes that are noticed: edits, replaced and missing files, folders, links."""

import threading

import pytest

from sitegen.serve import watcher as module
from sitegen.serve.watcher import Watcher


@pytest.fixture(autouse=True)
def fast(monkeypatch):
    monkeypatch.setattr(module, "_POLL_S", 0.01)
    monkeypatch.setattr(module, "_SETTLE_S", 0.02)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "notes" / "sub").mkdir(parents=True)
    (tmp_path / "notes" / "sub" / "a.md").write_text("1")
    (tmp_path / "papers.bib").write_text("1")
    (tmp_path / "target").mkdir()
    (tmp_path / "target" / "b.md").write_text("1")
    (tmp_path / "link").symlink_to(tmp_path / "target")
    return tmp_path


def replace(path):
    path.with_suffix(".new").write_text("22")
    path.with_suffix(".new").replace(path)


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "papers.bib").write_text("22"),
        lambda folder: replace(folder / "papers.bib"),
        lambda folder: (folder / "papers.bib").unlink(),
        lambda folder: (folder / "settings.toml").write_text("new"),
        lambda folder: (folder / "notes" / "sub" / "a.md").write_text("22"),
        lambda folder: (folder / "notes" / "b.md").touch(),
        lambda folder: (folder / "target" / "b.md").write_text("22"),
    ],
)
def test_changes_are_noticed_once(folder, change):
    paths = [folder / name for name in ("papers.bib", "settings.toml", "notes", "link")]
    watcher = Watcher(lambda: paths)
    timer = threading.Timer(0.1, change, [folder])
    timer.start()
    watcher.wait()
    timer.join()
    again = threading.Thread(target=watcher.wait, daemon=True)
    again.start()
    again.join(0.2)
    assert again.is_alive()
    (folder / "papers.bib").write_text("333")
    again.join(10)
    assert not again.is_alive()


def test_a_file_that_was_missing_for_a_while_is_watched_on(folder):
    watcher = Watcher(lambda: [folder / "papers.bib"])
    (folder / "papers.bib").unlink()
    watcher.wait()
    (folder / "papers.bib").write_text("22")
    watcher.wait()


def test_changes_during_a_build_are_noticed_after_it(folder):
    watcher = Watcher(lambda: [folder / "papers.bib"])
    (folder / "papers.bib").write_text("22")
    watcher.wait()
    (folder / "papers.bib").write_text("333")
    watcher.wait()


def test_another_list_of_paths_is_no_change(folder):
    paths = [folder / "papers.bib"]
    watcher = Watcher(lambda: paths)
    paths[:] = [folder / "notes"]
    waiting = threading.Thread(target=watcher.wait, daemon=True)
    waiting.start()
    waiting.join(0.2)
    assert waiting.is_alive()
    (folder / "notes" / "new.md").touch()
    waiting.join(10)
    assert not waiting.is_alive()
