"""Write the files of a new collection: settings, folders, a first page, workflows."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import resources
from typing import TYPE_CHECKING, Final

from sitegen import __version__
from sitegen.config import read_config
from sitegen.config.topics import single_line, toml_string
from sitegen.errors import SitegenError, read_fault, write_fault
from sitegen.pages.escape import escape_markdown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOSTS: Final = ("github", "gitlab")
#: Template -> file of the project.
_FILES: Final = {
    "sitegen.toml": "sitegen.toml",
    "tags.toml": "tags.toml",
    "about.md": "docs/about.md",
    "gitignore": ".gitignore",
    "gitattributes": ".gitattributes",
}
_WORKFLOWS: Final = {
    "github": ("github.yml", ".github/workflows/site.yml"),
    "gitlab": ("gitlab.yml", ".gitlab-ci.yml"),
}
#: Git has no empty folders.
_KEPT_FOLDERS: Final = ("sources/.gitkeep", "state/.gitkeep")
_EXAMPLE: Final = """# Sources that 'sitegen fetch' asks. Remove '# ' to use this one.
# [[fetch]]
# name = "arxiv"
# kind = "oai"
# sets = ["cs:cs:LG"]
"""


@dataclass(frozen=True, slots=True)
class FetchChoices:
    """What a new collection fetches.

    Attributes:
        arxiv_sets: sets of arXiv's repository, such as "cs:cs:LG".
        has_daily_papers: whether it has Hugging Face's daily papers.
        feeds: addresses of feeds.
        contact: mail or web address, or "".
    """

    arxiv_sets: tuple[str, ...] = ()
    has_daily_papers: bool = False
    feeds: tuple[str, ...] = ()
    contact: str = ""

    @property
    def is_any(self) -> bool:
        """Whether anything is fetched."""
        return bool(self.arxiv_sets or self.has_daily_papers or self.feeds)


@dataclass(frozen=True, slots=True)
class Choices:
    """What a user chooses.

    Attributes:
        name: of the site.
        description: one sentence about the collection.
        url: of the published site, or "".
        fetch: what is fetched.
        hosts: of ``HOSTS``, for which a workflow is written.
        requirement: what the workflows install with pip.
    """

    name: str
    description: str = "A collection of research papers, by topic and with related papers."
    url: str = ""
    fetch: FetchChoices = field(default_factory=FetchChoices)
    hosts: tuple[str, ...] = ("github",)
    requirement: str = f"sitegen=={__version__}"


def create_project(folder: Path, choices: Choices) -> Iterator[tuple[str, bool]]:
    """Write the files that a folder lacks; what is there stays as it is.

    Yields:
        The name of each file, and whether it was written.

    Raises:
        SitegenError: a file can't be written, or a choice is not valid as a setting.
    """
    texts = dict(render_files(choices))
    for name, text in texts.items():
        yield name, _write_new(folder / name, text)
    settings = folder / "sitegen.toml"
    # The settings are read as every command reads them, so that a choice is checked at once.
    read_config(settings)


def missing_lines(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield each file for Git that was there before, and the lines that it lacks.

    Raises:
        SitegenError: a file can't be read.
    """
    for name in (".gitignore", ".gitattributes"):
        template = resources.files("sitegen.init") / "files" / name.removeprefix(".")
        lines = template.read_text(encoding="utf-8").splitlines()
        try:
            text = (folder / name).read_text(encoding="utf-8", errors="replace")
        except OSError as error:
            raise SitegenError(read_fault(folder / name, error)) from error
        present = {line.strip() for line in text.splitlines()}
        lacking = [line for line in lines if not line.startswith("#") and line not in present]
        if lacking:
            yield name, lacking


def render_files(choices: Choices) -> Iterator[tuple[str, str]]:
    """Yield name and text of each file of a project."""
    values = {
        "name": _quote(choices.name),
        "description": _quote(choices.description),
        "description_text": escape_markdown(choices.description),
        "url": _quote(choices.url),
        "entries": "\n".join(_render_entries(choices.fetch)) or _EXAMPLE,
        "requirement": choices.requirement,
    }
    templates = [*_FILES.items(), *(_WORKFLOWS[host] for host in choices.hosts)]
    for template, name in templates:
        text = (resources.files("sitegen.init") / "files" / template).read_text(encoding="utf-8")
        for key, value in values.items():
            text = text.replace(f"{{{{{key}}}}}", value)
        yield name, text.rstrip("\n") + "\n"
    yield from ((name, "") for name in _KEPT_FOLDERS)


def _render_entries(fetch: FetchChoices) -> Iterator[str]:
    """Yield the [[fetch]] sections."""
    contact = {"contact": _quote(fetch.contact)} if fetch.contact else {}
    if fetch.arxiv_sets:
        sets = ", ".join(map(_quote, fetch.arxiv_sets))
        yield _render_entry({"name": '"arxiv"', "kind": '"oai"', "sets": f"[{sets}]", **contact})
    if fetch.has_daily_papers:
        kind = '"hugging-face"'
        yield _render_entry({"name": kind, "kind": kind, **contact})
    for number, address in enumerate(fetch.feeds, start=1):
        values = {"name": f'"feed-{number}"', "kind": '"feed"', "url": _quote(address)}
        yield _render_entry(values | contact)


def _render_entry(values: dict[str, str]) -> str:
    lines = (f"{name} = {value}\n" for name, value in values.items())
    return "[[fetch]]\n" + "".join(lines)


def _write_new(path: Path, text: str) -> bool:
    """Write a file unless something has its name; return whether it was written.

    Raises:
        SitegenError: it can't be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError:
        if path.parent.is_dir():
            return False
        message = (
            f"{path.parent}: is a file, and has to be a folder; move it, or choose a new folder"
        )
        raise SitegenError(message) from None
    except OSError as error:
        raise SitegenError(write_fault(path, error)) from error
    return True


def _quote(text: str) -> str:
    """Return an answer as a string of TOML; an option of a shell may hold line ends."""
    return toml_string(single_line(text))
