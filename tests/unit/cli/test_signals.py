"""SIGTERM and SIGHUP stop as Ctrl+C does."""

import os
import signal

import pytest

from sitegen.cli.signals import StopSignals

STOPPING = (signal.SIGTERM, signal.SIGHUP)


@pytest.fixture(autouse=True)
def default_handlers():
    previous = {number: signal.signal(number, signal.SIG_DFL) for number in STOPPING}
    yield
    for number, handler in previous.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", STOPPING)
def test_the_first_signal_stops_and_the_second_is_the_systems(number):
    with StopSignals() as signals:
        assert signals.exit_code(1) == 1
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), number)
        assert all(signal.getsignal(n) is signal.SIG_DFL for n in STOPPING)
    assert signals.exit_code(0) == signals.exit_code(130) == 128 + number


def test_handlers_end_with_the_block():
    with StopSignals():
        assert all(signal.getsignal(n) is not signal.SIG_DFL for n in STOPPING)
    assert all(signal.getsignal(n) is signal.SIG_DFL for n in STOPPING)


def test_a_signal_that_nohup_ignores_stays_so():
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    with StopSignals() as signals:
        os.kill(os.getpid(), signal.SIGHUP)
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    assert signals.exit_code(0) == 0
