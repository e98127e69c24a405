"""What a command says: progress while it works, and a summary at its end."""

from __future__ import annotations

import io
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TextIO

import click

from sitegen.errors import SitegenError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sitegen.build import Report

_STAGE_TEXTS: Final = {
    "read": "Reading",
    "merge": "Merging",
    "enrich": "Finding topics and related papers",
    "pages": "Writing pages",
    "render": "Rendering",
    "search": "Indexing",
    "publish": "Putting in place",
}


@contextmanager
def progress_reporter(*, quiet: bool) -> Iterator[Callable[[str], None]]:
    """Show the stages: a bar on a terminal, a line each elsewhere, nothing when quiet."""
    if quiet:
        yield lambda _stage: None
    elif not sys.stderr.isatty():
        yield lambda stage: click.echo(f"{_STAGE_TEXTS.get(stage, stage)} …", err=True)
    else:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("", total=len(_STAGE_TEXTS))
            place = {stage: number for number, stage in enumerate(_STAGE_TEXTS)}
            yield lambda stage: bar.update(
                task, description=_STAGE_TEXTS.get(stage, stage), completed=place.get(stage)
            )


def print_summary(report: Report, output: Path | None, *, quiet: bool, verbose: bool) -> None:
    """Print what was done; rejected records always, as nothing is lost in silence."""
    lines = [f"sitegen: rejected {diagnostic}" for diagnostic in report.rejected]
    lines += [f"sitegen: {diagnostic}" for diagnostic in report.warnings]
    if not quiet:
        lines += _summary(report, output, verbose=verbose)
    for line in lines:
        click.echo(line, err=True)


def _summary(report: Report, output: Path | None, *, verbose: bool) -> Iterator[str]:
    if verbose:
        yield from (f"merged {line}" for line in report.merged)
        yield from (f"conflict {line}" for line in report.conflicts)
        yield from (f"doubtful {line}" for line in report.possible_duplicates)
    yield from (f"note: {note}" for note in report.notes)
    counts = (
        f"read {report.read}, pages {report.pages}, merged {len(report.merged)}, "
        f"rejected {len(report.rejected)}, tags {report.tags}"
    )
    if report.new_topics:
        counts += f" ({report.new_topics} new in the tags file)"
    yield counts + (f", your own pages {report.own}" if report.own else "")
    if report.seconds:
        yield ", ".join(f"{stage} {spent:.2f} s" for stage, spent in report.seconds.items())
    if report.size and output:
        disk = f" ({report.offline / 1e6:.1f} for search from disk)" if report.offline else ""
        yield f"site {report.size / 1e6:.1f} MB{disk}: open {output / 'index.html'}"


@contextmanager
def open_output(path: Path | None) -> Iterator[TextIO]:
    """Open a file to write, or standard output, as UTF-8.

    Raises:
        SitegenError: the file can't be written.
    """
    if path is None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")
        yield sys.stdout
        return
    try:
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
    except OSError as error:
        raise SitegenError(f"{path}: can't be written: {error.strerror}") from error
