"""``sitegen fetch``: the only command that asks other hosts."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.cli.console import echo
from sitegen.errors import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.fetch import EntryReport, Outcome


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option(
    "-c", "--config", "config_path", type=click.Path(path_type=Path), default=Path("sitegen.toml"),
    show_default=True, help="Settings file.",
)  # fmt: skip
@click.option(
    "--log-format", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="json: one object per line and entry, and one for the whole run.",
)  # fmt: skip
@click.option("-v", "--verbose", is_flag=True, help="Print each request and each wait.")
@click.option("--debug", is_flag=True, expose_value=False, help="Show tracebacks.")
def fetch(names: tuple[str, ...], config_path: Path, log_format: str, verbose: bool) -> None:  # noqa: FBT001
    """Fetch new papers from the services and feeds that sitegen.toml names.

    Answers are saved in sources/NAME/ by day. The exit code is 0 for new papers, 3 for nothing new,
    4 for the same batch as on an earlier day, 5 for only a part, 1 for a failure; of several
    entries the gravest outcome counts: failure, part, same batch, new papers, nothing new.

    \b
    Examples:
      sitegen fetch
      sitegen fetch arxiv --log-format json
    """  # noqa: D301
    from sitegen.config import read_config
    from sitegen.fetch import Outcome, fetch_entries
    from sitegen.fetch.client import Client

    client = Client(log=lambda line: echo(line, err=True)) if verbose else Client()
    config = read_config(config_path)
    if not config.fetch:
        echo(f"{config_path} has no [[fetch]]; 'sitegen config' shows one", err=True)
    reports = []
    for report in fetch_entries(config, names, client):
        reports.append(report)
        _print_report(report, log_format)
    outcome = Outcome.gravest(report.outcome for report in reports)
    if log_format == "json":
        _print_end(reports, outcome)
    click.get_current_context().exit(outcome.exit_code)


def _print_report(report: EntryReport, log_format: str) -> None:
    if log_format == "json":
        _print_object({"event": "entry", **report.as_record()})
    else:
        echo(printable(str(report), is_line=True))


def _print_end(reports: Sequence[EntryReport], outcome: Outcome) -> None:
    counts = {"papers": sum(r.papers for r in reports), "new": sum(r.new_papers for r in reports)}
    _print_object({
        "event": "end", "outcome": outcome.name.lower(), "exit_code": outcome.exit_code, **counts,
    })  # fmt: skip


def _print_object(record: dict[str, object]) -> None:
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    # ASCII only, so that no text of a source controls a terminal.
    click.echo(json.dumps({"time": moment, **record}))
