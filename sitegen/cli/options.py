"""Options that several commands share."""

from __future__ import annotations

import functools
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.build import Request
    from sitegen.config import Config


class LazyChoice(click.ParamType):  # type: ignore[type-arg]
    """One of some names that a registry lists; it is loaded when a value or the help needs it."""

    name = "choice"

    def __init__(self, list_names: Callable[[], list[str]]) -> None:
        self._list_names = list_names

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return a valid value.

        Raises:
            BadParameter: the registry has no such name.
        """
        name: str = click.Choice(self._list_names()).convert(value, param, ctx)
        return name

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:  # noqa: ARG002
        """Return the names for the help."""
        return f"[{'|'.join(self._list_names())}]"


def list_source_formats() -> list[str]:
    """Return the values of ``--from``."""
    from sitegen.sources import format_names

    return format_names()


def list_export_formats() -> list[str]:
    """Return the values of ``--format``."""
    from sitegen.publish import export_names

    return export_names()


@dataclass(frozen=True, slots=True)
class Options:
    """The options of every command that reads sources."""

    config_path: Path | None
    format_name: str | None
    encoding: str
    strict: bool
    quiet: bool
    verbose: bool

    @property
    def settings_path(self) -> Path:
        """The named settings file, or sitegen.toml in the current folder."""
        return self.config_path or Path("sitegen.toml")

    def config(self) -> Config:
        """Read the settings; a sitegen.toml that nobody named may be missing."""
        from sitegen.config import default_config, read_config

        if self.config_path is None and not self.settings_path.is_file():
            return default_config(Path())
        return read_config(self.settings_path)

    def request(self, sources: tuple[str, ...], config: Config) -> Request:
        """Return the request of a command; without arguments it reads the settings' sources."""
        from sitegen.build import Request

        names = sources or tuple(config.site.sources)
        if not names:
            raise click.UsageError(
                "Name a file, a folder or '-'; or set site.sources in sitegen.toml."
            )
        return Request(names, self.encoding, self.format_name, self.strict)


def reading_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of ``Options`` to a command, which gets them as one ``options``."""
    options = (
        click.option("-c", "--config", "config_path", type=click.Path(path_type=Path),
                     help="Settings file. Default: sitegen.toml in this folder, if it exists."),
        click.option("--from", "format_name", type=LazyChoice(list_source_formats),
                     help="Format of the sources. Default: recognized by their content."),
        click.option("--encoding", default="utf-8", show_default=True,
                     help="Encoding of the sources."),
        click.option("--strict", is_flag=True, help="Fail if any record has a fault."),
        click.option("-q", "--quiet", is_flag=True,
                     help="Print only errors, warnings and rejected records."),
        click.option("-v", "--verbose", is_flag=True,
                     help="List merged records, conflicts, possible duplicates and caches that "
                          "are not used."),
        click.option("--debug", is_flag=True, expose_value=False, help="Show tracebacks."),
    )  # fmt: skip
    names = [declared.name for declared in fields(Options)]

    @functools.wraps(command)
    def wrapper(**arguments: Any) -> None:
        options = Options(**{name: arguments.pop(name) for name in names})
        command(options=options, **arguments)

    wrapped: Callable[..., None] = wrapper
    # The help lists options in the order of their decorators, the last one first.
    for option in reversed(options):
        wrapped = option(wrapped)
    return wrapped


SOURCES = click.argument("sources", nargs=-1, metavar="SOURCE...")
OUTPUT = click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), default=Path("site"),
    show_default=True, help="Folder of the site; replaced when the new site is complete.",
)  # fmt: skip
MAX_LOSS = click.option(
    "--max-loss", type=click.FloatRange(0, 100), metavar="PERCENT",
    help="Fail, and let the old site stay, if the new one has lost more of its papers.",
)  # fmt: skip


class WorkerType(click.ParamType):  # type: ignore[type-arg]
    """One of several workers: I/N."""

    name = "I/N"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the worker.

        Raises:
            BadParameter: the text names none.
        """
        from sitegen.work.shared_folder import Worker

        try:
            return value if isinstance(value, Worker) else Worker.parse(value)
        except ValueError:
            self.fail(f"{value!r} is not a number of a worker and theirs, such as 2/8", param, ctx)


DASK = click.option(
    "--dask", metavar="ADDRESS", default="",
    help="Let the workers of this Dask scheduler compute, such as tcp://HOST:8786; all machines "
         "must see the output folder at the same path.",
)  # fmt: skip
WORKER = click.option(
    "--worker", type=WorkerType(),
    help="Build together with other workers in a shared folder: this is worker I of N.",
)  # fmt: skip
JOBS = click.option(
    "--jobs", type=click.IntRange(min=1),
    help="Number of processes and threads. Default: one per core.",
)  # fmt: skip
