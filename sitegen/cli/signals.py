"""SIGTERM and SIGHUP stop a command as Ctrl+C does: in order, and with a sentence."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING, Final, NoReturn, Self

if TYPE_CHECKING:
    from types import FrameType

_STOPPING: Final = (signal.SIGTERM, signal.SIGHUP)
#: A shell reports a command that a signal ended by this number and the signal's.
_SIGNAL_CODE: Final = 128


class StopSignals:
    """Raises KeyboardInterrupt for the first signal; a second one ends the process at once."""

    def __init__(self) -> None:
        self._received: int | None = None
        self._handled: list[signal.Signals] = []

    def __enter__(self) -> Self:
        # ``nohup`` ignores one of them, and it stays so.
        self._handled = [n for n in _STOPPING if signal.getsignal(n) is signal.SIG_DFL]
        for number in self._handled:
            signal.signal(number, self._stop)
        return self

    def __exit__(self, *_: object) -> None:
        self._reset()

    def exit_code(self, code: int) -> int:
        """Return the exit code of a command: that of the signal, if there was one."""
        return code if self._received is None else _SIGNAL_CODE + self._received

    def _stop(self, number: int, _frame: FrameType | None) -> NoReturn:
        self._received = number
        self._reset()
        raise KeyboardInterrupt

    def _reset(self) -> None:
        for number in self._handled:
            signal.signal(number, signal.SIG_DFL)
