"""``sitegen add``: files become sources, and the state remembers when their papers came."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from sitegen.cli.console import echo, progress_reporter, write_diagnostics
from sitegen.cli.log import LOG_FORMAT, current_log
from sitegen.cli.options import Options
from sitegen.errors import SitegenError, count_of

if TYPE_CHECKING:
    from datetime import date

    from sitegen.build.addition import AddedFile, Outcome
    from sitegen.cli.log import Log
    from sitegen.config import Config

#: In the order in which they are printed.
_OUTCOMES: Final[tuple[Outcome, ...]] = ("new", "known", "merged")


@click.command()
@click.argument("files", nargs=-1, metavar="FILE...", type=click.Path(path_type=Path))
@click.option(
    "--day",
    "day_text",
    metavar="DAY",
    help="Day on which new papers are seen, as 2026-11-25. Default: that of SOURCE_DATE_EPOCH, "
    "else today, in UTC.",
)
@click.option(
    "--ranked", is_flag=True, help="Record the position of each paper in its file as its rank."
)
@click.option("--dry-run", is_flag=True, help="Only say what would be added.")
@click.option("-c", "--config", "config_path", type=click.Path(path_type=Path),
              help="Settings file. Default: sitegen.toml in this folder.")  # fmt: skip
@LOG_FORMAT
@click.option("-v", "--verbose", is_flag=True, help="List the papers.")
@click.option("--debug", is_flag=True, expose_value=False, help="Show tracebacks.")
def add(  # noqa: PLR0913, PLR0917
    files: tuple[Path, ...],
    day_text: str | None,
    ranked: bool,  # noqa: FBT001
    dry_run: bool,  # noqa: FBT001
    config_path: Path | None,
    verbose: bool,  # noqa: FBT001
) -> None:
    """Copy files into the sources, and record the day on which their papers were first seen.

    The copy has the day before its name; no file is ever replaced. Without files, the papers that
    the sources hold already are recorded.

    \b
    Examples:
      sitegen add papers.json
      sitegen add daily.html --day 2026-11-25 --ranked
    """  # noqa: D301
    from sitegen.build.addition import record_sources

    options = Options(config_path, None, "utf-8", strict=False, quiet=True, verbose=verbose)
    if not options.settings_path.is_file():
        raise SitegenError(
            f"{options.settings_path}: there is no such file; 'sitegen add' needs a project"
        )
    config, day = options.config(), _parse_day(day_text)
    if files:
        _add(files, config, day, options, is_ranked=ranked, is_dry=dry_run)
    elif dry_run or ranked:
        raise click.UsageError("Name the files; --dry-run and --ranked are about them.")
    else:
        with progress_reporter(quiet=True) as progress:
            count = record_sources(options.request((), config), config, day, progress)
        log = current_log()
        log.end(day=day.isoformat(), new=count)
        if not log.is_json:
            echo(f"{config.state.folder}: {count_of(count, 'new paper')} on {day}")


def _parse_day(text: str | None) -> date:
    from sitegen.state import current_day, parse_day

    if text is None:
        return current_day()
    day = parse_day(text)
    if day is None:
        raise click.UsageError(f"--day {text}: write a day as 2026-11-25.")
    return day


def _add(  # noqa: PLR0913
    paths: tuple[Path, ...],
    config: Config,
    day: date,
    options: Options,
    *,
    is_ranked: bool,
    is_dry: bool,
) -> None:
    from sitegen.build.addition import add_files, examine_files

    request = options.request((), config)
    with progress_reporter(quiet=True) as progress:
        files = examine_files(paths, request, config, day, progress)
    if not is_dry:
        add_files(files, config, day, is_ranked=is_ranked)
    log = current_log()
    for file in files:
        if log.is_json:
            _write_file(log, file, verbose=options.verbose)
        else:
            _print_file(file, verbose=options.verbose)
    counts = {name: sum(file.count(name) for file in files) for name in _OUTCOMES}
    log.end(day=day.isoformat(), is_dry=is_dry, papers=sum(counts.values()), **counts)


def _write_file(log: Log, file: AddedFile, *, verbose: bool) -> None:
    write_diagnostics(log, file.diagnostics)
    records = [
        {"outcome": record.outcome, "paper": record.entry.id, "title": record.entry.paper.title}
        for record in file.records
    ]
    log.write(
        "file",
        path=str(file.path),
        copy=str(file.copy),
        is_copied=file.is_copied,
        papers=len(file.records),
        **{name: file.count(name) for name in _OUTCOMES},
        **({"records": records} if verbose else {}),
    )


def _print_file(file: AddedFile, *, verbose: bool) -> None:
    for diagnostic in file.diagnostics:
        echo(f"sitegen: {diagnostic}", err=True)
    counts = ", ".join(f"{file.count(name)} {name}" for name in _OUTCOMES)
    verb = "as" if file.is_copied else "not copied: the same as"
    echo(f"{file.path}: {count_of(len(file.records), 'paper')}, {counts}; {verb} {file.copy}")
    for record in file.records if verbose else ():
        echo(f"  {record.outcome:6}  {record.entry.id}  {record.entry.paper.title}")
