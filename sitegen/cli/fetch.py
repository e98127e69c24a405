"""``sitegen fetch``: the only command that asks other hosts."""

from __future__ import annotations

from pathlib import Path

import click

from sitegen.cli.console import echo
from sitegen.cli.log import LOG_FORMAT, current_log
from sitegen.errors import printable


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option(
    "-c", "--config", "config_path", type=click.Path(path_type=Path), default=Path("sitegen.toml"),
    show_default=True, help="Settings file.",
)  # fmt: skip
@LOG_FORMAT
@click.option("-v", "--verbose", is_flag=True, help="Print each request and each wait.")
@click.option("--debug", is_flag=True, expose_value=False, help="Show tracebacks.")
def fetch(names: tuple[str, ...], config_path: Path, verbose: bool) -> None:  # noqa: FBT001
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
    log = current_log()
    reports = []
    for report in fetch_entries(config, names, client):
        reports.append(report)
        log.write("entry", **report.as_record())
        if not log.is_json:
            echo(printable(str(report), is_line=True))
    outcome = Outcome.gravest(report.outcome for report in reports)
    log.end(
        outcome.exit_code,
        outcome=outcome.name.lower(),
        papers=sum(report.papers for report in reports),
        new=sum(report.new_papers for report in reports),
    )
    click.get_current_context().exit(outcome.exit_code)
