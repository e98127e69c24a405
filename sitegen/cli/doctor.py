"""``sitegen doctor``: what is wrong, and what to do."""

from __future__ import annotations

from pathlib import Path

import click

from sitegen.cli.console import echo
from sitegen.cli.log import LOG_FORMAT, current_log
from sitegen.cli.options import OUTPUT
from sitegen.errors import count_of


@click.command()
@OUTPUT
@click.option(
    "-c", "--config", "config_path", type=click.Path(path_type=Path), default=Path("sitegen.toml"),
    show_default=True, help="Settings file.",
)  # fmt: skip
@LOG_FORMAT
@click.option("--debug", is_flag=True, expose_value=False, help="Show tracebacks.")
def doctor(output: Path, config_path: Path) -> None:
    """Say what is wrong with the installation or the project, and what to do.

    Each line says "ok", "look" (it works, and may not be what you want) or "bad". The exit code
    is 1 if a line is bad. Nothing is changed, and no network is used.

    \b
    Example:
      sitegen doctor
    """  # noqa: D301
    from sitegen.doctor import Severity, examine_installation, examine_project

    findings = [*examine_installation(), *examine_project(config_path, output)]
    log = current_log()
    for finding in findings:
        log.write("finding", **finding.as_record())
        if not log.is_json:
            echo(str(finding))
    counts = {s: sum(finding.severity is s for finding in findings) for s in Severity}
    faults, doubts = counts[Severity.FAULTY], counts[Severity.DOUBTFUL]
    exit_code = 1 if faults else 0
    log.end(exit_code, bad=faults, look=doubts)
    if not log.is_json:
        echo(f"{count_of(faults, 'fault')}, {doubts} to look at")
    click.get_current_context().exit(exit_code)
