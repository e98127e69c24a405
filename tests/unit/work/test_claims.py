"""Claims of assignments: signs of life, and what becomes of a worker that gives none."""

import threading
import time
from itertools import chain, repeat

import pytest

from sitegen.work import claims
from sitegen.work.claims import Watch, beating, claimed
from tests.unit.workspace.test_guard import wait_until


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "00000001.chunk"
    path.touch()
    return path


def test_an_assignment_is_claimed_once(path):
    with claimed(path) as is_first, claimed(path) as is_second:
        assert (is_first, is_second) == (True, False)
    with claimed(path) as is_free:
        path.unlink()
    with claimed(path) as is_there:
        assert (is_free, is_there) == (True, False)


def test_who_computes_gives_signs_of_life(path, monkeypatch):
    monkeypatch.setattr(claims, "PULSE_S", 0.01)
    times = set()

    def has_beaten():
        times.add(path.stat().st_mtime_ns)
        return len(times) > 3

    with beating(path, "worker 1/2"):
        wait_until(has_beaten, 10)
        # A build that has ended takes its queue along.
        path.unlink()
    assert not path.exists()


def test_a_worker_that_stood_still_ends(path, monkeypatch, capsys):
    ended = threading.Event()
    codes = []

    def end(code):
        codes.append(code)
        ended.set()

    clock = chain([0, 0], repeat(1000))
    monkeypatch.setattr(claims, "PULSE_S", 0)
    monkeypatch.setattr(claims.os, "_exit", end)
    monkeypatch.setattr(claims.time, "monotonic", lambda: next(clock))
    with beating(path, "worker 1/2"):
        assert ended.wait(10)
    assert codes == [1]
    assert "worker 1/2 stood still for too long" in capsys.readouterr().err


def test_a_claim_without_a_sign_of_life_is_seen(path, monkeypatch):
    now = time.monotonic()
    clock = [now]
    monkeypatch.setattr(claims.time, "monotonic", lambda: clock[0])
    watch = Watch()
    assert not watch.is_silent(path)
    clock[0] += claims.SILENCE_S + 1
    assert watch.is_silent(path)
    # A sign of life, by whatever clock.
    claims.os.utime(path, (1, 1))
    assert not watch.is_silent(path)
    path.unlink()
    clock[0] += claims.SILENCE_S + 1
    assert not watch.is_silent(path)
