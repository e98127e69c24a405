"""SIGTERM and SIGHUP stop a command as Ctrl+C does: in order, and with a sentence."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING, Final, NoReturn

if TYPE_CHECKING:
    from types import FrameType

_STOPPING: Final = (signal.SIGTERM, signal.SIGHUP)
#: A shell reports a command that a signal ended by this number and the signal's.
_SIGNAL_CODE: Final = 128


class StopSignals:
    """Raises KeyboardInterrupt for the first signal; a second one ends the process at once."""

    def __init__(self) -> None:
        self._received: int | None = None

    def install(self) -> None:
        """Handle the signals from now on; ``nohup`` ignores one of them, and it stays so."""
        for number in _STOPPING:
            if signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, self._stop)

    def exit_code(self, code: int) -> int:
        """Return the exit code of a command: that of the signal, if there was one."""
        return code if self._received is None else _SIGNAL_CODE + self._received

    def _stop(self, number: int, _frame: FrameType | None) -> NoReturn:
        self._received = number
        for handled in _STOPPING:
            if signal.getsignal(handled) == self._stop:
                signal.signal(handled, signal.SIG_DFL)
        raise KeyboardInterrupt
