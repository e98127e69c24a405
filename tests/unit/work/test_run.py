"""Chunks: computed once each, in any process, with the same results in the same order."""

import os
import signal
import subprocess
import sys
import time
from functools import partial

import pytest

from sitegen.errors import BuildError
from sitegen.work import Chunk, result_path, run_chunks
from sitegen.workspace.processes import wait_for_processes
from tests.conftest import ROOT
from tests.unit.workspace.test_guard import is_alive, wait_until

#: A build whose third chunk and fourth chunk take a minute.
BUILD = """
import sys
from pathlib import Path
from tests.unit.work.test_run import run, square, sleep

run(Path(sys.argv[1]), {0: square, 1: square, 2: sleep, 3: sleep})
"""


def square(folder, number):
    """Return a result, and leave a line for each time that it was computed."""
    with (folder / "log").open("a") as log:
        log.write(f"{number} {os.getpid()}\n")
    return [number * number]


def sleep(folder, number):
    square(folder, number)
    time.sleep(60)


def fail(_folder, number):
    raise ZeroDivisionError(number)


def kill(_folder, _number):
    os.kill(os.getpid(), signal.SIGKILL)


def chunk(folder, number, compute=square, *, is_current=lambda _: True, **values):
    return Chunk("squares", str(number), partial(compute, folder, number), is_current, **values)


def run(folder, functions, jobs=2):
    chunks = (chunk(folder, number, compute) for number, compute in functions.items())
    return [result for _, result in run_chunks(chunks, folder / "results", folder, jobs)]


def computed(folder):
    """Return the numbers of the chunks that were computed, and the processes that did it."""
    path = folder / "log"
    lines = [line.split() for line in path.read_text().splitlines()] if path.exists() else []
    path.unlink(missing_ok=True)
    return sorted(int(number) for number, _ in lines), {int(pid) for _, pid in lines}


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_chunks(tmp_path, jobs):
    assert run(tmp_path, dict.fromkeys(range(7), square), jobs) == [[n * n] for n in range(7)]
    numbers, processes = computed(tmp_path)
    assert numbers == list(range(7))
    # A process computes one chunk.
    assert len(processes) == (1 if jobs == 1 else 7)
    assert (os.getpid() in processes) == (jobs == 1)


def test_a_chunk_with_a_result_is_skipped(tmp_path):
    run(tmp_path, {1: square, 2: square})
    computed(tmp_path)
    assert run(tmp_path, {3: square, 2: square, 1: square}, 1) == [[9], [4], [1]]
    assert computed(tmp_path)[0] == [3]


def test_a_result_that_is_damaged_or_outdated_is_computed_again(tmp_path):
    first, second, third = (chunk(tmp_path, n, is_current=lambda r: r != [9]) for n in (1, 2, 3))
    results = tmp_path / "results"
    list(run_chunks([first, second, third], results, tmp_path, 1))
    result_path(results, first).write_text("damaged")
    computed(tmp_path)
    assert [r for _, r in run_chunks([first, second, third], results, tmp_path, 1)] == [
        [1], [4], [9],
    ]  # fmt: skip
    assert computed(tmp_path)[0] == [1, 3]
    strange = chunk(tmp_path, 2, is_current=lambda result: result["size"])
    assert [r for _, r in run_chunks([strange], results, tmp_path, 1)] == [[4]]
    assert computed(tmp_path)[0] == [2]


def test_the_name_of_a_result_stands_for_inputs_and_code(tmp_path, monkeypatch):
    names = [result_path(tmp_path, chunk(tmp_path, number)).name for number in (1, 2, 1)]
    assert names[0] == names[2] != names[1]
    monkeypatch.setattr("sitegen.workspace.cache._code_key", lambda: b"another version")
    assert result_path(tmp_path, chunk(tmp_path, 1)).name != names[0]


def test_a_small_chunk_is_computed_here_and_a_large_one_is_prepared_here(tmp_path):
    prepared = []
    large = chunk(tmp_path, 1, prepare=lambda: prepared.append(os.getpid()))
    small = chunk(tmp_path, 2, is_large=False)
    list(run_chunks([large, small], tmp_path / "results", tmp_path, 2))
    assert prepared == [os.getpid()]
    numbers, processes = computed(tmp_path)
    assert numbers == [1, 2]
    assert len(processes) == 2
    assert os.getpid() in processes


def test_chunks_are_asked_for_as_they_are_needed(tmp_path):
    asked = []

    def chunks():
        for number in range(20):
            asked.append(number)
            yield chunk(tmp_path, number)

    next(run_chunks(chunks(), tmp_path / "results", tmp_path, 2))
    assert len(asked) <= 4


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_is_raised_here(tmp_path, jobs):
    with pytest.raises(ZeroDivisionError, match="2"):
        run(tmp_path, {1: square, 2: fail, 3: square, 4: square}, jobs)


def test_a_process_that_is_killed_is_an_error_and_the_others_are_ended(tmp_path):
    start = time.monotonic()
    with pytest.raises(BuildError, match="was killed, most likely because memory is short"):
        run(tmp_path, {1: kill, 2: sleep})
    assert time.monotonic() - start < 30


def test_a_process_does_not_hold_the_files_of_the_build(tmp_path):
    with (tmp_path / "lock").open("w") as lock:

        def is_open(_folder, _number):
            try:
                return os.fstat(lock.fileno()).st_ino == (tmp_path / "lock").stat().st_ino
            except OSError:
                return False

        assert run(tmp_path, {1: is_open}) == [False]
        assert is_open(None, 1)


def test_after_a_build_that_was_killed_only_the_rest_is_computed(tmp_path):
    script = tmp_path / "build.py"
    script.write_text(BUILD)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, script, tmp_path], env=environment) as process:
        log = tmp_path / "log"
        wait_until(lambda: log.exists() and log.read_text().count("\n") == 4)
        process.kill()
    wait_for_processes(tmp_path, timeout_s=60)
    numbers, processes = computed(tmp_path)
    assert numbers == [0, 1, 2, 3]
    assert not any(map(is_alive, processes))
    assert run(tmp_path, dict.fromkeys(range(4), square)) == [[0], [1], [4], [9]]
    assert computed(tmp_path)[0] == [2, 3]
