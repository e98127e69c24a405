"""A map in processes or in this one, and programs; all end with the build."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from sitegen.errors import BuildError
from sitegen.workspace import processes as module
from sitegen.workspace.guard import share_lock
from sitegen.workspace.processes import Programs, pool_map, wait_for_processes
from tests.conftest import ROOT
from tests.unit.workspace.test_guard import is_alive, is_lockable, wait_until

#: A build with two workers, which print their process ids, and are at work for a minute.
BUILD = """
import sys
from pathlib import Path
from sitegen.workspace.processes import pool_map
from tests.unit.workspace.test_processes import report_and_sleep

if __name__ == "__main__":
    with pool_map(2, parallel=True, workspace=Path(sys.argv[1])) as map_:
        list(map_(report_and_sleep, range(2)))
"""


def process_of(_item):
    return os.getpid()


def report_and_sleep(_item):
    os.write(1, f"{os.getpid()}\n".encode())
    time.sleep(60)


def kill_worker(_item):
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize(("jobs", "parallel"), [(1, True), (2, False), (None, False)])
def test_little_work_or_one_job_stays_in_this_process(jobs, parallel):
    with pool_map(jobs, parallel=parallel) as map_:
        assert map_ is map


def test_much_work_is_shared_out_in_order():
    with pool_map(2, parallel=True) as map_:
        assert map_ is not map
        assert set(map_(process_of, range(4))).isdisjoint({os.getpid()})
        assert list(map_(abs, [-3, 2, -1])) == [3, 2, 1]


def test_one_job_per_core_is_the_default(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    with pool_map(None, parallel=True) as map_:
        assert map_ is map
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    with pool_map(None, parallel=True) as map_:
        assert map_ is map


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_workers_end_with_the_build(tmp_path, number):
    script = tmp_path / "build.py"
    script.write_text(BUILD)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, script, tmp_path], env=environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        # Background jobs of a shell ignore SIGINT, and their child processes inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    ) as process:  # fmt: skip
        workers = [int(process.stdout.readline()) for _ in range(2)]
        assert all(map(is_alive, workers))
        assert not is_lockable(tmp_path / "processes")
        process.send_signal(number)
        process.wait(10)
        wait_for_processes(tmp_path, timeout_s=10)
        assert not any(map(is_alive, workers))


def test_a_worker_that_is_killed_is_an_error_with_a_remedy(tmp_path):
    expected = pytest.raises(BuildError, match="was killed, most likely because memory is short")
    with expected, pool_map(2, parallel=True) as map_:
        list(map_(kill_worker, range(2)))


def test_workers_do_not_go_on_after_an_error(tmp_path):
    start = time.monotonic()
    with pytest.raises(ZeroDivisionError), pool_map(2, parallel=True, workspace=tmp_path) as map_:
        map_(report_and_sleep, range(2))
        wait_until(lambda: not is_lockable(tmp_path / "processes"))
        raise ZeroDivisionError
    assert time.monotonic() - start < 30
    assert is_lockable(tmp_path / "processes")


class TestWaiting:
    def test_a_folder_without_processes_is_free(self, tmp_path):
        wait_for_processes(tmp_path, 0)
        wait_for_processes(tmp_path, 0)
        (tmp_path / "processes").unlink()
        (tmp_path / "processes" / "stray").mkdir(parents=True)
        wait_for_processes(tmp_path, 0)

    def test_a_process_that_ends_soon_is_waited_for(self, tmp_path):
        handle = share_lock(str(tmp_path / "processes"))
        threading.Timer(0.2, os.close, [handle]).start()
        start = time.monotonic()
        wait_for_processes(tmp_path, 10)
        assert time.monotonic() - start > 0.1

    def test_one_that_goes_on_is_an_error(self, tmp_path):
        handle = share_lock(str(tmp_path / "processes"))
        with pytest.raises(BuildError, match="a process of an earlier build still works here"):
            wait_for_processes(tmp_path, 0.1)
        os.close(handle)


class TestPrograms:
    def test_output_and_code_are_returned(self, tmp_path):
        code = "import os, sys; print(os.environ['X'], file=sys.stderr); print('a'); sys.exit(2)"
        with Programs(tmp_path) as programs:
            result = programs.run([sys.executable, "-c", code], {**os.environ, "X": "b"})
        assert (result.returncode, result.stdout, result.stderr) == (2, "a\n", "b\n")

    def test_those_that_run_are_ended_and_none_is_started(self, tmp_path):
        results = []
        with Programs(tmp_path) as programs:
            command = [sys.executable, "-c", "import time; time.sleep(60)"]
            thread = threading.Thread(
                target=lambda: results.append(programs.run(command, os.environ))
            )
            thread.start()
            wait_until(lambda: not is_lockable(tmp_path / "processes"))
        thread.join(10)
        assert results[0].returncode != 0
        assert is_lockable(tmp_path / "processes")
        with pytest.raises(BuildError, match="the build was stopped"):
            programs.run(command, os.environ)

    def test_bytes_that_are_no_text_do_not_matter(self, tmp_path):
        code = r"import os; os.write(1, b'\xff\n')"
        with Programs(tmp_path) as programs:
            assert programs.run([sys.executable, "-c", code], os.environ).stdout == "\ufffd\n"


def test_a_worker_without_a_parent_exits(monkeypatch):
    codes = []

    def leave(code):
        codes.append(code)
        raise SystemExit

    monkeypatch.setattr(module.os, "_exit", leave)
    monkeypatch.setattr(module.signal, "signal", lambda *_: None)
    with pytest.raises(SystemExit):
        module.start_worker(None)
    assert codes == [1]
