"""Builds that other processes take part in: the same bytes, also if one is killed."""

import json
import os
import signal
import subprocess
import sys
import threading
from functools import partial

import pytest

from sitegen.build import blocks, search_inputs
from sitegen.errors import BuildError
from sitegen.render import documents, site
from sitegen.search import IndexOptions, merge, pagefind, shards
from sitegen.work import claims, dask_cluster
from sitegen.work.assignment import Release
from sitegen.work.dask_cluster import _check_workers, _describe
from sitegen.work.shared_folder import SharedFolder, Worker
from tests.conftest import ROOT
from tests.unit.builds import build, write_papers
from tests.unit.search.pagefind_index import read_tree
from tests.unit.workspace.test_guard import wait_until

WORDS = "graph tree road word star cell gene river cloud light metal sound".split()  # noqa: SIM905
PAPERS = [
    {
        "id": f"p{n}",
        "title": f"On {WORDS[n % 12]} {WORDS[n % 7]} methods",
        "abstract": f"We study {WORDS[n % 5]} {WORDS[n % 11]} networks and {WORDS[n % 3]} models.",
        "authors": [f"Ann {WORDS[n % 9].title()}"],
        "year": 2000 + n % 20,
    }
    for n in range(48)
]
#: A worker that leaves a line for each chunk that it computes for another.
WORKER = """
import os, sys, time
from pathlib import Path
from sitegen.work.assignment import Assignment
from tests.site.test_shared import shrink_chunks
from tests.unit.builds import build
from sitegen.work.shared_folder import Worker

folder, number, hangs_at, dies_in = Path(sys.argv[1]), *sys.argv[2:]
shrink_chunks(setattr)
run = Assignment.run
computed = 0

def log(assignment, name):
    global computed
    computed += 1
    with (folder / "log").open("a") as stream:
        stream.write(f"{assignment.path.stem}\\n")
    if computed == int(hangs_at):
        (folder / "hangs").touch()
        time.sleep(60)
    run(assignment, name)

class Stages(list):
    def append(self, stage):
        if stage == dies_in:
            os.kill(os.getpid(), 9)

Assignment.run = log
(folder / "ready").touch()
build(folder, worker=Worker(int(number), 3), stages=Stages())
"""


def shrink_chunks(setattr_):
    """Let a small collection have many chunks."""
    setattr_(documents, "_CHUNK_PAGES", 10)
    setattr_(site, "_CHUNK_PAGES", 20)
    setattr_(site, "_MIN_PARALLEL_PAGES", 1)
    setattr_(blocks, "_BLOCK_CELLS", 48 * 16)
    setattr_(search_inputs, "IndexOptions", partial(IndexOptions, shard=20, volume=40))
    setattr_(pagefind, "MIN_PARALLEL_PAGES", 1)
    setattr_(merge, "MIN_PARALLEL_PAGES", 1)


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch):
    shrink_chunks(monkeypatch.setattr)


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    """The files of a site that one process built, in the same volumes."""
    folder = tmp_path_factory.mktemp("alone")
    write_papers(folder / "papers.jsonl", PAPERS)
    # A site's files hold no path, so that builds in other folders can be compared.
    with pytest.MonkeyPatch.context() as patch:
        shrink_chunks(patch.setattr)
        build(folder)
    return read_tree(folder / "site")


@pytest.fixture
def folder(tmp_path):
    write_papers(tmp_path / "papers.jsonl", PAPERS)
    return tmp_path


def start_worker(folder, number, hangs_at=0, dies_in=""):
    arguments = [sys.executable, "-c", WORKER, folder, number, hangs_at, dies_in]
    return subprocess.Popen([*map(str, arguments)], cwd=ROOT)


class Stages(list):
    """Calls a function when a stage begins."""

    def __init__(self, **calls):
        super().__init__()
        self.calls = calls

    def append(self, stage):
        super().append(stage)
        self.calls.pop(stage, int)()


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 1, 2)])
def test_workers_in_any_order_give_the_same_site(folder, expected, order):
    built = [build(folder, worker=Worker(number, 3))[1] is not None for number in order]
    assert built == [True, False, False]
    assert read_tree(folder / "site") == expected
    assert not list((folder / ".sitegen" / "site" / "queue").glob("*.chunk"))


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGSTOP])
def test_a_worker_that_is_killed_or_hangs_costs_what_it_had_begun(
    folder, expected, monkeypatch, end
):
    def send_signal():
        wait_until((folder / "hangs").exists, 60)
        worker.send_signal(end)

    def compute(engine, path):
        # The worker that leads leaves all to the other, until that hangs.
        return (folder / "hangs").exists() and compute_chunk(engine, path)

    compute_chunk = SharedFolder._compute
    monkeypatch.setattr(SharedFolder, "_compute", compute)
    monkeypatch.setattr(claims, "SILENCE_S", 1)

    def join():
        # It meets a build that leads.
        nonlocal worker
        worker = start_worker(folder, 2, hangs_at=3)
        wait_until((folder / "ready").exists, 60)

    worker = None
    sender = threading.Thread(target=send_signal)
    sender.start()
    build(folder, worker=Worker(1, 3), stages=Stages(enrich=join))
    sender.join()
    worker.kill()
    assert worker.wait() == -signal.SIGKILL
    assert read_tree(folder / "site") == expected
    assert len((folder / "log").read_text().split()) == 3


def test_a_worker_goes_on_where_one_was_that_led(folder, expected, monkeypatch):
    assert start_worker(folder, 1, dies_in="render").wait() == -signal.SIGKILL
    written = []
    monkeypatch.setattr(documents, "_write_chunk", lambda *values: written.append(values))
    build(folder, worker=Worker(2, 3))
    assert not written
    assert read_tree(folder / "site") == expected


def test_a_worker_indexes_the_shards_that_one_left(folder, expected, monkeypatch):
    def run_pagefind(*values):
        if len(runs) == limit:
            raise KeyboardInterrupt
        runs.append(values)
        run(*values)

    run, runs, limit = shards._run_pagefind, [], 2
    monkeypatch.setattr(shards, "_run_pagefind", run_pagefind)
    with pytest.raises(KeyboardInterrupt):
        build(folder, worker=Worker(1, 3))
    limit = None
    build(folder, worker=Worker(2, 3))
    assert read_tree(folder / "site") == expected
    search = folder / ".sitegen" / "site" / "search"
    assert len(runs) == sum(path.name.isdigit() for path in search.iterdir()) == 3
    assert not (search / "chunks").exists()
    assert not (search / "words").exists()


def test_a_folder_that_vanishes_is_a_sentence(folder):
    def vanish():
        for path in (folder / ".sitegen", folder / "site"):
            path.rename(folder / f"{path.name}-gone") if path.exists() else None

    with pytest.raises(BuildError, match="can't be written: ") as error:
        build(folder, worker=Worker(1, 2), stages=Stages(render=vanish))
    assert "\n" not in str(error.value)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="mounting needs root")
@pytest.mark.parametrize("megabytes", [1, 3])
def test_a_full_shared_folder_is_a_sentence(folder, megabytes):
    disk = folder / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "none", disk]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this machine does not let root mount")
    try:
        write_papers(disk / "papers.jsonl", PAPERS)
        helper = start_worker(disk, 2)
        with pytest.raises(BuildError, match=r"the disk is full|No space left") as error:
            build(disk, worker=Worker(1, 2))
        assert "\n" not in str(error.value)
        assert not (disk / "site").exists()
        assert helper.wait(60) == 1
    finally:
        helper.kill()
        subprocess.run(["umount", "-l", disk], check=True)


# ---- Dask ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """A scheduler with two workers; yields its address and the workers' processes."""
    pytest.importorskip("distributed")
    folder = tmp_path_factory.mktemp("dask")
    processes = []

    def start(name, *arguments):
        home = folder / name
        home.mkdir()
        environment = os.environ | {"HOME": str(home), "TMPDIR": str(home)}
        environment["PYTHONPATH"] = os.pathsep.join([str(ROOT), *sys.path])
        command = [sys.executable, "-m", "dask", *arguments]
        with (home / "log").open("w") as log:
            processes.append(
                subprocess.Popen(command, cwd=home, env=environment, stdout=log, stderr=log)
            )

    try:
        file = folder / "scheduler.json"
        start("s", "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard",
              "--scheduler-file", str(file))  # fmt: skip
        for name in "ab":
            start(name, "worker", "--scheduler-file", str(file), "--nthreads", "1", "--no-nanny",
                  "--no-dashboard", "--host", "127.0.0.1")  # fmt: skip
        wait_until(lambda: file.exists() and file.read_text().endswith("}"), 60)
        address = json.loads(file.read_text())["address"]
        wait_for_workers(address, 2)
        yield address, processes[1:]
    finally:
        for process in processes:
            process.kill()
            process.wait()


def wait_for_workers(address, count):
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        client.wait_for_workers(count, 60)


def test_no_scheduler_is_a_sentence(folder, monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr(dask_cluster, "_CONNECT_S", 0.2)
    with pytest.raises(BuildError, match="no scheduler of Dask answers"):
        build(folder, dask="tcp://127.0.0.1:9")


def test_without_dask_a_sentence_says_what_to_install(folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(BuildError, match=r"pip install 'sitegen\[dask\]'"):
        build(folder, dask="tcp://127.0.0.1:9")


def test_workers_of_dask_that_cannot_take_part_are_refused(tmp_path):
    class Client:
        def __init__(self, answer):
            self.answer = answer

        def run(self, _function, probe, **_):
            return self.answer(probe)

    release = Release.current()
    cases = [
        (lambda _: {}, "no worker; start some with dask worker"),
        (lambda _: {"tcp://b": ModuleNotFoundError("No module named 'sitegen'")},
         f"can't run sitegen .*; install sitegen {release.sitegen}"),
        (lambda _: {"tcp://b": (("3.9.1", "0", ""), "")}, "tcp://b runs sitegen 0 on Python 3.9.1"),
        (lambda p: {"tcp://b": _describe(f"{p} of another folder")},
         f"tcp://b does not see {tmp_path}"),
    ]  # fmt: skip
    for answer, sentence in cases:
        with pytest.raises(BuildError, match=sentence):
            _check_workers(Client(answer), "tcp://a", tmp_path)
        assert not list(tmp_path.iterdir())
    _check_workers(Client(lambda probe: {"tcp://b": _describe(probe)}), "tcp://a", tmp_path)


def test_dask_gives_the_same_bytes_also_if_a_worker_is_killed(folder, expected, cluster):
    address, workers = cluster
    stages = Stages(render=workers[0].kill)
    build(folder, dask=address, stages=stages)
    assert read_tree(folder / "site") == expected
    steps = {text.partition(":")[0] for text in stages if "chunk" in text}
    assert steps == {"neighbours", "documents", "html", "index", "words"}
    assert any("2 threads of workers" in text for text in stages)
    assert any(text.startswith("html") and "1 thread " in text for text in stages)
