"""The generated folder: an ordinary MkDocs project that ``mkdocs build`` renders as well."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, Protocol

import yaml

from sitegen.errors import BuildError
from sitegen.render.theme import theme_folder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_NAV: Final = [
    {"Home": "index.md"},
    {"Papers": "papers.md"},
    {"Topics": "tags.md"},
    {"Search": "search.md"},
]


class MarkdownPage(Protocol):
    """A page to write: its address below docs/ and its text."""

    @property
    def src_uri(self) -> str:
        """MkDocs' name for the file, with slashes."""

    @property
    def text(self) -> str:
        """The Markdown."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the user chose of name, address and looks.

    Attributes:
        name: the site's.
        description: one sentence.
        url: where the site will be, with a slash at its end, or empty.
        language: ISO 639-1 code of the pages.
        accent: colour of what can be done next, on light paper, as ``#rrggbb``; empty for ours.
        accent_dark: the same on dark paper.
        logo: an image, or None.
    """

    name: str
    description: str
    url: str = ""
    language: str = "en"
    accent: str = ""
    accent_dark: str = ""
    logo: Path | None = None


def write_project(folder: Path, pages: Iterable[MarkdownPage], look: Look) -> None:
    """Write mkdocs.yml, docs/ and theme/ into a folder that is emptied first.

    Raises:
        BuildError: the logo can't be read.
        OSError: the folder can't be written.
    """
    docs = folder / "docs"
    for old in (docs, folder / "theme"):
        shutil.rmtree(old, ignore_errors=True)
    docs.mkdir(parents=True)
    for name in ("papers", "tags"):
        (docs / name).mkdir()
    shutil.copytree(theme_folder(), folder / "theme")
    for page in pages:
        (docs / page.src_uri).write_text(page.text, encoding="utf-8", newline="\n")
    logo = _copy_logo(look.logo, docs) if look.logo else None
    config = yaml.safe_dump(_config(look, logo), allow_unicode=True, sort_keys=False)
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8", newline="\n")


def _copy_logo(logo: Path, docs: Path) -> str:
    target = docs / "assets" / f"logo{logo.suffix.lower()}"
    target.parent.mkdir()
    try:
        shutil.copyfile(logo, target)
    except OSError as error:
        raise BuildError(f"{logo}: the logo can't be read: {error.strerror}") from error
    return target.relative_to(docs).as_posix()


def _config(look: Look, logo: str | None) -> dict[str, Any]:
    theme: dict[str, Any] = {
        "name": "material",
        "custom_dir": "theme",
        "language": look.language if _is_translated(look.language) else "en",
        "font": False,
        "favicon": "assets/sitegen/favicon.svg",
    }
    if logo:
        theme["logo"] = logo
    config: dict[str, Any] = {
        "site_name": look.name,
        "site_description": look.description,
        "theme": theme,
        "docs_dir": "docs",
        "use_directory_urls": False,
        # Papers stay out: MkDocs' time and size grow with the square of what the navigation holds.
        "nav": _NAV,
        "validation": {"nav": {"omitted_files": "ignore"}},
        # Empty on purpose: Pagefind searches, and the tags are pages of their own.
        "plugins": [],
        "markdown_extensions": ["attr_list", "md_in_html"],
        "extra": {"sitegen": {"accent": look.accent, "accent_dark": look.accent_dark}},
    }
    if look.url:
        config["site_url"] = look.url
    return config


def _is_translated(language: str) -> bool:
    """Tell whether Material has the words of a language."""
    languages = files("material") / "templates" / "partials" / "languages"
    return (languages / f"{language}.html").is_file()
