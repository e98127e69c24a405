"""Two folders swap their names in one step, or nothing happens."""

import sys
from types import SimpleNamespace

import pytest

from sitegen.workspace import exchange as module
from sitegen.workspace.exchange import exchange


@pytest.fixture
def folders(tmp_path):
    for name in ("a", "ü b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(name)
    return tmp_path / "a", tmp_path / "ü b"


@pytest.mark.skipif(sys.platform not in {"linux", "darwin"}, reason="no such call")
def test_folders_are_swapped(folders):
    first, second = folders
    assert exchange(first, second)
    assert (first / "file").read_text() == "ü b"
    assert (second / "file").read_text() == "a"


def test_a_missing_folder_changes_nothing(folders, tmp_path):
    assert not exchange(folders[0], tmp_path / "gone")
    assert (folders[0] / "file").read_text() == "a"
    assert not (tmp_path / "gone").exists()


@pytest.mark.parametrize(
    "library",
    [SimpleNamespace(), SimpleNamespace(renameat2=lambda *_: -1, renamex_np=lambda *_: -1)],
)
def test_a_system_without_the_call_changes_nothing(folders, monkeypatch, library):
    monkeypatch.setattr(module.ctypes, "CDLL", lambda _name: library)
    assert not exchange(*folders)
    assert (folders[0] / "file").read_text() == "a"
