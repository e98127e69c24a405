"""Workers in a shared folder: which one each is, and what it refuses."""

from pathlib import Path

import pytest

from sitegen.errors import BuildError
from sitegen.work.assignment import Release
from sitegen.work.shared_folder import Worker, help_build
from sitegen.workspace.cache import save_record


@pytest.fixture
def queue(tmp_path):
    folder = tmp_path / "queue"
    folder.mkdir()
    return folder


def test_the_number_of_a_worker():
    assert Worker.parse("2/8") == Worker(2, 8)
    for text in ("0/3", "4/3", "1", "1/0", "-1/3", "1/3/5", " 1/3", "١/٣", ""):
        with pytest.raises(ValueError, match=r".*"):
            Worker.parse(text)


def test_a_worker_begins_with_the_chunks_of_its_number():
    paths = [Path(f"{number:08}.chunk") for number in range(1, 8)]
    orders = [[int(path.stem) for path in sorted(paths, key=Worker(n, 3).rank)] for n in (1, 2, 3)]
    assert orders == [[1, 4, 7, 2, 3, 5, 6], [2, 5, 1, 3, 4, 6, 7], [3, 6, 1, 2, 4, 5, 7]]


def test_a_worker_of_another_release_is_refused(tmp_path, queue):
    (queue / "00000001.chunk").write_bytes(b"what no worker may load")
    release = {"python": "3.99.0", "sitegen": "0.0.1", "code": ""}
    save_record(queue / "release.json", "release.json", release)
    with pytest.raises(BuildError, match=r"build sitegen 0\.0\.1 on Python 3\.99\.0;") as error:
        help_build(tmp_path, Worker(2, 3))
    assert str(error.value).startswith("worker 2/3 runs sitegen ")
    assert error.value.code == "release"
    current = Release.current()
    with pytest.raises(BuildError, match="the same with other code or packages"):
        current.check(Release(current.python, current.sitegen, "other code"), "it")


def test_what_fails_in_a_worker_is_left_to_the_one_that_leads(tmp_path, queue):
    (queue / "00000001.chunk").write_bytes(b"damaged")
    assert help_build(tmp_path, Worker(1, 1)) == 1
    assert not (queue / "00000001.chunk").exists()
    assert help_build(tmp_path, Worker(1, 1)) == 0
    assert help_build(tmp_path / "gone", Worker(1, 1)) == 0
