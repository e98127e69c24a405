"""Run the command line: one exit code, and one sentence for an error.

The code is 0 for success, 1 for a failure, 2 for wrong usage, 128 and its number for a signal.
"""

from __future__ import annotations

import io
import os
import sys
import traceback
from contextlib import suppress
from typing import Any, Final

import click

from sitegen.cli.commands import cli
from sitegen.cli.console import echo
from sitegen.cli.log import Log, is_debug
from sitegen.cli.signals import StopSignals
from sitegen.errors import error_code, error_sentence

_INTERRUPTED: Final = 130


def main() -> None:
    """Run the command line; an error is one sentence, with a traceback only under --debug."""
    # Threads of numpy wait busily for small work; large work is shared out by sitegen.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    sys.excepthook = _print_traceback
    with StopSignals() as signals:
        code = _run()
    sys.exit(signals.exit_code(code))


def _run() -> int:
    """Run the command line and return its exit code."""
    log = Log()
    try:
        code = cli.main(prog_name="sitegen", standalone_mode=False, obj=log)
    except (click.Abort, KeyboardInterrupt):
        # Before the last step of a build the old site is in place, after it the new one. There is
        # nothing to write to if SIGHUP says that the terminal was closed.
        with suppress(OSError):
            _say(log, "stopped", "stopped; the site in the output folder is whole.", _INTERRUPTED)
        code = _INTERRUPTED
    except click.ClickException as error:
        code = error.exit_code
        if log.is_json:
            log.fail("usage", error.format_message(), code)
        else:
            _show(error)
    except BrokenPipeError:
        code = 1
    except Exception as error:  # the last handler: a fault of sitegen is a sentence, too
        if is_debug():
            raise
        _say(log, error_code(error), error_sentence(error), 1)
        code = 1
    return code if isinstance(code, int) else 0


def _say(log: Log, code: str, message: str, exit_code: int) -> None:
    """Print why a run failed."""
    if log.is_json:
        log.fail(code, message, exit_code)
    else:
        echo(f"sitegen: {message}", err=True)


def _show(error: click.ClickException) -> None:
    """Print an error of the command line with its usage."""
    stream = io.StringIO()
    error.show(file=stream)
    echo(stream.getvalue().removesuffix("\n"), err=True)


def _print_traceback(*exception: Any) -> None:
    """Print an exception that nothing handles; its text may quote a record."""
    echo("".join(traceback.format_exception(*exception)), err=True)
