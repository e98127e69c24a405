"""``--log-format``: what a command says, as text for people or as objects for machines.

With ``json``, all that a command says is on standard output, one object per line. Each has a time
and an event. The last one has the event ``end`` and the exit code of the run; if the run failed,
one with the event ``error`` stands above it, with a code of ``errors.ERROR_CODES``. The fields of
each event are in docs/machines.md.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime

import click


class Log:
    """What one run says.

    Attributes:
        is_json: whether machines read it.
    """

    def __init__(self, *, is_json: bool = False) -> None:
        self.is_json = is_json

    def write(self, event: str, **fields: object) -> None:
        """Print an object for machines, and nothing for people."""
        if self.is_json:
            moment = datetime.now(UTC).isoformat(timespec="seconds")
            # ASCII only, so that no text of a source controls a terminal.
            click.echo(json.dumps({"time": moment, "event": event, **fields}))

    def end(self, exit_code: int = 0, /, **fields: object) -> None:
        """Print the last object of a run."""
        self.write("end", exit_code=exit_code, **fields)

    def fail(self, code: str, message: str, exit_code: int) -> None:
        """Print why a run failed, and its end."""
        self.write("error", code=code, message=message)
        self.end(exit_code)


def current_log() -> Log:
    """Return the log of the command that runs; one for people if none does."""
    context = click.get_current_context(silent=True)
    return context.ensure_object(Log) if context else Log()


def _choose_format(context: click.Context, _parameter: click.Parameter, value: str) -> None:
    context.ensure_object(Log).is_json = value == "json"


#: Eager, so that a fault of another option is an object, too.
LOG_FORMAT = click.option(
    "--log-format", type=click.Choice(["text", "json"]), default="text", show_default=True,
    is_eager=True, expose_value=False, callback=_choose_format,
    help="json: one object per line for machines, the last one with the exit code.",
)  # fmt: skip


def is_debug() -> bool:
    """Return whether tracebacks are wanted."""
    return "--debug" in sys.argv
