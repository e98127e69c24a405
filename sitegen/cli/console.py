"""What a command prints: progress while it works, and a summary at its end."""

from __future__ import annotations

import logging
import secrets
import sys
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, BinaryIO, Final

import click

from sitegen.build.hosts import host_lines
from sitegen.cli.log import current_log
from sitegen.errors import SitegenError, printable, write_fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from sitegen.build import Report
    from sitegen.cli.log import Log
    from sitegen.errors import Diagnostic

_STAGE_TEXTS: Final = {
    "read": "Reading",
    "merge": "Merging",
    "enrich": "Finding topics and related papers",
    "pages": "Writing pages",
    "render": "Rendering",
    "search": "Indexing",
    "publish": "Replacing the site",
}


def echo(text: str, *, err: bool = False) -> None:
    """Print a text, with symbols in place of characters that control a terminal.

    Machines get it as an object with the event ``message``.
    """
    log = current_log()
    if log.is_json:
        log.write("message", text=text)
    else:
        click.echo(printable(text), err=err)


@contextmanager
def progress_reporter(*, quiet: bool) -> Iterator[Callable[[str], None]]:
    """Yield a function that shows the stages.

    It draws a bar on a terminal, prints a line per stage elsewhere, and nothing if ``quiet``.
    """
    log = current_log()
    if log.is_json:
        yield lambda stage: log.write("stage", stage=stage)
    elif quiet:
        yield lambda _stage: None
    elif not sys.stderr.isatty():
        yield lambda stage: echo(f"{_STAGE_TEXTS.get(stage, stage)} …", err=True)
    else:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("", total=len(_STAGE_TEXTS))
            positions = {stage: position for position, stage in enumerate(_STAGE_TEXTS)}
            yield lambda stage: bar.update(
                task,
                description=_STAGE_TEXTS.get(stage, printable(stage)),
                completed=positions.get(stage),
            )


def print_log(*, quiet: bool, verbose: bool) -> None:
    """Print what modules of sitegen log: under ``--verbose`` also why caches are not used."""
    logger = logging.getLogger("sitegen")
    logger.setLevel(logging.ERROR if quiet else logging.DEBUG if verbose else logging.INFO)
    if not any(isinstance(handler, _EchoHandler) for handler in logger.handlers):
        logger.addHandler(_EchoHandler())


class _EchoHandler(logging.Handler):
    """Prints messages where the summary goes, above a progress bar."""

    def emit(self, record: logging.LogRecord) -> None:
        echo(self.format(record), err=True)


def print_summary(report: Report, output: Path | None, *, quiet: bool, verbose: bool) -> None:
    """Print the result of a command; rejected records, warnings and losses always."""
    log = current_log()
    if log.is_json:
        _write_summary(log, report)
        return
    lines = [f"sitegen: rejected {diagnostic}" for diagnostic in report.rejected]
    lines += [f"sitegen: {diagnostic}" for diagnostic in report.warnings]
    lines += [f"sitegen: {loss}" for loss in report.losses]
    if not quiet:
        lines += _summary_lines(report, output, verbose=verbose)
    for line in lines:
        echo(line, err=True)


def write_diagnostics(log: Log, diagnostics: Iterable[Diagnostic]) -> None:
    """Print faults of records for machines."""
    for diagnostic in diagnostics:
        log.write("diagnostic", **asdict(diagnostic))


def _write_summary(log: Log, report: Report) -> None:
    write_diagnostics(log, (*report.rejected, *report.warnings))
    for event, texts in (
        ("loss", report.losses), ("merged", report.merged), ("conflict", report.conflicts),
        ("possible-duplicate", report.possible_duplicates), ("note", report.notes),
    ):  # fmt: skip
        for text in texts:
            log.write(event, text=text)


def summary_fields(report: Report) -> dict[str, object]:
    """Return the numbers of a report, for the last object that machines get."""
    return {
        "read": report.read,
        "papers": report.pages,
        "merged": len(report.merged),
        "rejected": report.rejected_count,
        "left_out": report.omitted,
        "topics": report.tags,
        "bytes": report.size,
        "files": report.files,
        "seconds": {stage: round(spent, 3) for stage, spent in report.seconds.items()},
    }


def _summary_lines(report: Report, output: Path | None, *, verbose: bool) -> Iterator[str]:
    if verbose:
        yield from (f"merged {line}" for line in report.merged)
        yield from (f"conflict {line}" for line in report.conflicts)
        yield from (f"possible duplicate {line}" for line in report.possible_duplicates)
    yield from (f"note: {note}" for note in report.notes)
    counts = (
        f"read {report.read}, pages {report.pages}, merged {len(report.merged)}, "
        f"rejected {report.rejected_count}, "
    )
    counts += f"left out {report.omitted}, " if report.omitted else ""
    counts += f"topics {report.tags}"
    if report.new_topics:
        counts += f" ({report.new_topics} new in the tags file)"
    yield counts + (f", your pages {report.user_pages}" if report.user_pages else "")
    if report.missing:
        yield (
            f"the counts don't add up: {report.missing} of {report.read} records have no page and "
            "no reason; please report it"
        )
    if report.seconds:
        yield ", ".join(f"{stage} {spent:.2f} s" for stage, spent in report.seconds.items())
    if report.size and output:
        disk = f" ({report.offline / 1e6:.1f} for search from disk)" if report.offline else ""
        yield f"site {report.size / 1e6:.1f} MB{disk}: open {output / 'index.html'}"
        yield from host_lines(report)


@contextmanager
def open_output(path: Path | None) -> Iterator[BinaryIO]:
    """Open a file for writing bytes, or standard output if there is no path.

    A regular file is replaced when all is written; a device or a pipe is written to directly.

    Raises:
        SitegenError: the file can't be written; the old one stays.
    """
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        target = path.resolve()
        is_special = target.exists() and not target.is_file()
        temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}.new")
        stream = (target if is_special else temporary).open("wb")
    except OSError as error:
        raise SitegenError(write_fault(path, error)) from error
    try:
        with stream:
            yield stream
        if not is_special:
            temporary.replace(target)
    except OSError as error:
        raise SitegenError(write_fault(path, error)) from error
    finally:
        temporary.unlink(missing_ok=True)
