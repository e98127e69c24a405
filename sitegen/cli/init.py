"""``sitegen init``: a new collection, by questions or by options."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from sitegen.cli.console import echo

if TYPE_CHECKING:
    from sitegen.init import Choices, FetchChoices

#: What pip installs, and what is safe inside quotes of a shell.
_REQUIREMENT: Final = re.compile(r"[A-Za-z0-9@=<>+.,:/_~\[\] -]{1,300}")
_HOSTS: Final = ("github", "gitlab", "both", "none")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path())
@click.option("--name", help="Name of the site.")
@click.option("--description", help="One sentence about the collection.")
@click.option("--url", help="Address of the published site.")
@click.option("--contact", help="Mail or web address that services see when papers are fetched.")
@click.option("--arxiv", multiple=True, metavar="SET", help="Set of arXiv, such as cs:cs:LG.")
@click.option("--daily-papers/--no-daily-papers", default=None, help="Hugging Face's daily papers.")
@click.option("--feed", multiple=True, metavar="URL", help="Feed of a journal or a repository.")
@click.option("--host", type=click.Choice(_HOSTS), help="Where the site is published.")
@click.option("--install", metavar="REQUIREMENT", help="What the workflow installs with pip.")
@click.option("-y", "--yes", is_flag=True, help="Ask nothing; take the defaults.")
@click.option("--debug", is_flag=True, expose_value=False, help="Show tracebacks.")
def init(folder: Path, **given: Any) -> None:
    """Start a collection in a folder: settings, sources, a first page, a workflow.

    Files that exist are never changed.

    \b
    Examples:
      sitegen init papers
      sitegen init papers --yes --arxiv cs:cs:LG --contact ada@example.org --host gitlab
    """  # noqa: D301
    from sitegen.init import Choices, create_project, missing_lines

    ask = _Questions(given)
    name = ask.text("name", "Name of the site", folder.resolve().name.replace("-", " ").title())
    defaults = Choices(name)
    requirement = given["install"] or defaults.requirement
    if not _REQUIREMENT.fullmatch(requirement):
        raise click.UsageError("--install is not what pip installs, such as sitegen==1.0")
    choices = Choices(
        name,
        ask.text("description", "One sentence about the collection", defaults.description),
        ask.text("url", "Address of the published site, if you know it", ""),
        _ask_fetch(ask, given),
        _ask_hosts(ask, folder),
        requirement,
    )
    for path, is_new in create_project(folder, choices):
        echo(f"{'created' if is_new else 'exists '}  {folder / path}")
    for path, lines in missing_lines(folder):
        echo(f"add to {folder / path}:\n" + "\n".join(f"  {line}" for line in lines))
    echo(_next_steps(folder, choices))


class _Questions:
    """Asks for what no option gives, unless nothing is to be asked."""

    def __init__(self, given: dict[str, Any]) -> None:
        self._given = given

    def text(self, name: str, question: str, default: str) -> str:
        """Return a text: that of the option, the answer, or the default."""
        if self._given[name] is not None:
            return str(self._given[name])
        if self._given["yes"]:
            return default
        answer: str = click.prompt(question, default=default, show_default=bool(default))
        return answer.strip()

    def flag(self, name: str, question: str) -> bool:
        """Return an option that is on or off; off by default."""
        if self._given[name] is not None:
            return bool(self._given[name])
        return not self._given["yes"] and click.confirm(question)


def _ask_fetch(ask: _Questions, given: dict[str, Any]) -> FetchChoices:
    from sitegen.init import FetchChoices

    sets = tuple(given["arxiv"])
    if not sets and not given["yes"]:
        answer = click.prompt(
            "Sets of arXiv to fetch every day, such as cs:cs:LG (empty: none)",
            default="", show_default=False,
        )  # fmt: skip
        sets = tuple(answer.replace(",", " ").split())
    has_daily_papers = ask.flag("daily_papers", "Fetch Hugging Face's daily papers?")
    feeds = tuple(given["feed"])
    contact = given["contact"] or ""
    if (sets or has_daily_papers or feeds) and not contact:
        contact = ask.text("contact", "Your mail or web address, which services see", "")
    return FetchChoices(sets, has_daily_papers, feeds, contact)


def _ask_hosts(ask: _Questions, folder: Path) -> tuple[str, ...]:
    from sitegen.init.project import HOSTS

    config = folder / ".git" / "config"
    text = config.read_text(encoding="utf-8", errors="replace") if config.is_file() else ""
    answer = ask.text("host", f"Publish on ({', '.join(_HOSTS)})",
                      "gitlab" if "gitlab" in text else "github")  # fmt: skip
    if answer not in _HOSTS:
        raise click.UsageError(f"'{answer}' is not one of {', '.join(_HOSTS)}")
    return {"both": HOSTS, "none": ()}.get(answer, (answer,))


def _next_steps(folder: Path, choices: Choices) -> str:
    """Return what to do next."""
    steps = [f"cd {folder}"] if folder != Path() else []
    steps.append("sitegen fetch" if choices.fetch.is_any else "put files with papers into sources/")
    steps.append("sitegen add && sitegen build")
    if "github" in choices.hosts:
        steps.append("on GitHub: Settings > Pages > Source: GitHub Actions")
    if "gitlab" in choices.hosts:
        steps.append("on GitLab: Build > Pipeline schedules, one per day")
    return "\n".join(["Next:", *(f"  {step}" for step in steps)])
