"""A program that ends with its parent, also if the parent is killed."""

import fcntl
import os
import signal
import subprocess
import sys
import time

import pytest

from sitegen.workspace import guard
from sitegen.workspace.guard import main, share_lock

#: Starts a program under guard.py, prints its process id, and waits to be killed.
PARENT = """
import os, subprocess, sys
code = "import os, time; print(os.getpid(), flush=True); time.sleep(60)"
start = [sys.executable, "-I", "-S", *sys.argv[1:], str(os.getpid())]
subprocess.run([*start, sys.executable, "-c", code])
"""
#: As guard.py on a system other than Linux.
WATCHING = """
import importlib.util, sys
spec = importlib.util.spec_from_file_location("guard", sys.argv[1])
guard = importlib.util.module_from_spec(spec)
spec.loader.exec_module(guard)
guard._is_killed_with_parent = lambda: False
sys.exit(guard.main(sys.argv[2:]))
"""


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # A zombie whose new parent has not looked yet is no process that works.
    status = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True)
    return status.stdout.strip()[:1] not in {"", "Z"}


def wait_until(condition, seconds=10):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"not true within {seconds} s"
        time.sleep(0.02)


def is_lockable(path):
    with path.open("a") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


@pytest.fixture(params=["kernel", "watching"])
def script(request, tmp_path):
    """The script as it is, and as it works on a system other than Linux."""
    if request.param == "kernel":
        return [guard.__file__]
    path = tmp_path / "watching.py"
    path.write_text(WATCHING)
    return [str(path), guard.__file__]


def start(script, lock):
    process = subprocess.Popen(
        [sys.executable, "-c", PARENT, *script, str(lock)], stdout=subprocess.PIPE, text=True
    )
    return process, int(process.stdout.readline())


def test_a_program_ends_when_its_parent_is_killed(script, tmp_path):
    process, program = start(script, tmp_path / "lock")
    with process:
        assert is_alive(program)
        assert not is_lockable(tmp_path / "lock")
        process.kill()
    wait_until(lambda: not is_alive(program))
    wait_until(lambda: is_lockable(tmp_path / "lock"))


@pytest.mark.parametrize("code", [0, 3])
def test_the_exit_code_and_the_output_are_the_programs(script, tmp_path, code):
    program = f"import sys; print('out'); print('err', file=sys.stderr); sys.exit({code})"
    command = [sys.executable, "-I", "-S", *script, tmp_path / "lock", str(os.getpid())]
    result = subprocess.run(
        [*command, sys.executable, "-c", program], capture_output=True, text=True, timeout=30
    )
    assert (result.returncode, result.stdout, result.stderr) == (code, "out\n", "err\n")


def test_a_program_ends_when_the_guard_is_terminated(script, tmp_path):
    program = "import os, time; print(os.getpid(), flush=True); time.sleep(60)"
    command = [sys.executable, "-I", "-S", *script, tmp_path / "lock", str(os.getpid())]
    with subprocess.Popen(
        [*command, sys.executable, "-c", program], stdout=subprocess.PIPE, text=True
    ) as process:
        pid = int(process.stdout.readline())
        process.terminate()
        assert process.wait(10) in {-signal.SIGTERM, 256 - signal.SIGKILL}
    wait_until(lambda: not is_alive(pid))


def test_nothing_is_started_for_a_parent_that_has_ended(tmp_path):
    command = [sys.executable, "-I", "-S", guard.__file__, tmp_path / "lock", "1"]
    if sys.platform != "linux":
        pytest.skip("other systems notice a moment later")
    result = subprocess.run([*command, "/bin/echo", "started"], capture_output=True, timeout=30)
    assert (result.returncode, result.stdout) == (1, b"")


def test_several_share_the_lock_until_the_last_has_closed_it(tmp_path):
    handles = [share_lock(str(tmp_path / "lock")) for _ in range(2)]
    for handle in handles:
        assert not is_lockable(tmp_path / "lock")
        os.close(handle)
    assert is_lockable(tmp_path / "lock")


def test_the_child_of_a_watching_guard_is_waited_for(tmp_path, monkeypatch):
    monkeypatch.setattr(guard, "_is_killed_with_parent", lambda: False)
    handlers = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGPIPE)}
    try:
        parent = str(os.getppid())
        assert main([str(tmp_path / "lock"), parent, sys.executable, "-c", "exit(4)"]) == 4
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
