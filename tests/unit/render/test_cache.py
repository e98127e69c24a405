"""The renderer's record of the last build."""

import pytest

from sitegen.render.cache import FileStamp, RenderCache, load_cache, reuse_files, save_cache
from sitegen.render.frames import SETTINGS, Frame
from sitegen.workspace.cache import cache_key, load_record, save_record

RECORD = RenderCache(
    "key", {"f": Frame(("a", "b"), ("title",))}, dict.fromkeys(SETTINGS, "u"), ["about.md"], ["w"],
    {"index.html": FileStamp("k", 4, 5)}, ["b"],
)  # fmt: skip


def test_a_saved_record_is_loaded(tmp_path):
    save_cache(tmp_path / "r", RECORD)
    assert load_cache(tmp_path / "r") == RECORD


def test_a_missing_or_damaged_one_is_empty(tmp_path):
    assert load_cache(tmp_path / "r") == RenderCache()
    (tmp_path / "r").write_text("damaged")
    assert load_cache(tmp_path / "r") == RenderCache()


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content["frames"]["f"][0].pop(),
        lambda content: content["frames"]["f"][0].append(5),
        lambda content: content["frames"].update(f=[["a", "b"], ["other"]]),
        lambda content: content["frames"].update(f=["a"]),
        lambda content: content.update(frames=[]),
        lambda content: content["settings"].pop("site_url"),
        lambda content: content.update(settings=None),
        lambda content: content.update(user_pages=[5]),
        lambda content: content["files"].update(x=["key"]),
        lambda content: content.update(another=1),
        lambda content: content.pop("files"),
    ],
)
def test_a_record_of_another_shape_is_empty(tmp_path, change):
    save_cache(tmp_path / "r", RECORD)
    content = load_record(tmp_path / "r", cache_key("render"))
    change(content)
    save_record(tmp_path / "r", cache_key("render"), content)
    assert load_cache(tmp_path / "r") == RenderCache()


def test_settings_that_are_not_json_leave_no_record(tmp_path):
    save_cache(tmp_path / "r", RECORD)
    save_cache(tmp_path / "r", RenderCache(settings={"x": object()}))
    assert not (tmp_path / "r").exists()


@pytest.fixture
def old(tmp_path):
    (tmp_path / "old" / "sub").mkdir(parents=True)
    (tmp_path / "old" / "sub" / "a").write_text("text")
    return tmp_path / "old"


@pytest.mark.parametrize(("size", "time", "reused"), [(0, 0, True), (1, 0, False), (0, 1, False)])
def test_a_file_is_reused_if_size_and_time_agree(tmp_path, old, size, time, reused):
    status = (old / "sub" / "a").stat()
    stamp = FileStamp("k", status.st_size + size, status.st_mtime_ns + time)
    names = reuse_files(old, tmp_path / "new", {"sub/a": stamp, "gone": stamp})
    assert names == ({"sub/a"} if reused else set())
    assert (tmp_path / "new" / "sub" / "a").exists() == reused
    if reused:
        assert (tmp_path / "new" / "sub" / "a").stat().st_ino == status.st_ino
