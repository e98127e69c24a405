"""The generated folder: an ordinary MkDocs project that ``mkdocs build`` renders as well.

``pages.json`` beside mkdocs.yml tells each page's fingerprint and kind. It is there only while it
is true of docs/, so that a page whose text is as before need not be written again.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from sitegen.errors import BuildError
from sitegen.render.assets import pack_assets
from sitegen.render.theme import theme_folder
from sitegen.render.user_content import (
    NO_USER_CONTENT,
    copy_overrides,
    copy_own,
    merge_mkdocs,
    own_files,
    own_nav,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sitegen.render.user_content import UserContent

_NAV: Final = [
    {"Home": "index.md"},
    {"Papers": "papers.md"},
    {"Topics": "tags.md"},
    {"Search": "search.md"},
]
_VERSION: Final = 1


class MarkdownPage(Protocol):
    """A page to write: its address below docs/, its text and its kind."""

    @property
    def src_uri(self) -> str:
        """MkDocs' name for the file, with slashes."""

    @property
    def text(self) -> str:
        """The Markdown."""

    @property
    def kind(self) -> str:
        """What all pages with the same header and footer have in common."""


class PageEntry(NamedTuple):
    """What is known of a page that was written."""

    content_hash: str
    kind: str


@dataclass(frozen=True, slots=True)
class SiteOptions:
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


def write_project(
    folder: Path,
    pages: Iterable[MarkdownPage],
    look: SiteOptions,
    own: UserContent = NO_USER_CONTENT,
) -> dict[str, PageEntry]:
    """Write mkdocs.yml, docs/ and theme/ into a folder; what is there and not asked for goes.

    Returns:
        Each generated page by its ``src_uri``.

    Raises:
        BuildError: the logo can't be read, or something of the user's own can't be used.
        OSError: the folder can't be written.
    """
    theme = folder / "theme"
    shutil.rmtree(theme, ignore_errors=True)
    shutil.copytree(theme_folder(), theme)
    if own.overrides:
        copy_overrides(own.overrides, theme)
    logo = _copy_logo(look.logo, theme) if look.logo else None
    assets = pack_assets(theme / "assets" / "sitegen")
    files = own_files(own.docs)
    config = merge_mkdocs(_config(look, logo, assets), own.mkdocs, own_nav(files))
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8", newline="\n")
    written = _write_pages(folder, pages, files)
    if own.docs:
        copy_own(own.docs, files, folder / "docs", written)
    return written


def read_manifest(folder: Path) -> dict[str, PageEntry]:
    """Return what pages.json tells, or nothing where it is missing, damaged or outdated."""
    return _told(folder)[0]


def _told(folder: Path) -> tuple[dict[str, PageEntry], list[str]]:
    """Return the generated pages and the names of the user's files that are among them."""
    try:
        told = json.loads((folder / "pages.json").read_text("utf-8"))
        if told["version"] != _VERSION:
            return {}, []
        pages = {src_uri: PageEntry(*values) for src_uri, values in told["pages"].items()}
        return pages, list(map(str, told["own"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}, []


def _write_pages(
    folder: Path, pages: Iterable[MarkdownPage], own: list[str]
) -> dict[str, PageEntry]:
    docs, list_ = folder / "docs", folder / "pages.json"
    before, own_before = _told(folder)
    list_.unlink(missing_ok=True)
    if not before:
        shutil.rmtree(docs, ignore_errors=True)
    for name in own_before:
        (docs / name).unlink(missing_ok=True)
    for name in ("papers", "tags"):
        (docs / name).mkdir(parents=True, exist_ok=True)
    written: dict[str, PageEntry] = {}
    for page in pages:
        data = page.text.encode("utf-8")
        now = PageEntry(hashlib.blake2b(data, digest_size=16).hexdigest(), page.kind)
        if before.get(page.src_uri) != now:
            with (docs / page.src_uri).open("wb") as file:
                file.write(data)
        written[page.src_uri] = now
    for src_uri in before.keys() - written.keys():
        (docs / src_uri).unlink(missing_ok=True)
    text = json.dumps({"version": _VERSION, "pages": written, "own": own})
    list_.write_text(text, encoding="utf-8")
    return written


def _copy_logo(logo: Path, theme: Path) -> str:
    target = theme / "assets" / "sitegen" / f"logo{logo.suffix.lower()}"
    try:
        shutil.copyfile(logo, target)
    except OSError as error:
        raise BuildError(f"{logo}: the logo can't be read: {error.strerror}") from error
    return target.relative_to(theme).as_posix()


def _config(look: SiteOptions, logo: str | None, assets: dict[str, str]) -> dict[str, Any]:
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
        "extra": {
            "sitegen": {
                "accent": look.accent,
                "accent_dark": look.accent_dark,
                "assets": assets,
            }
        },
    }
    if look.url:
        config["site_url"] = look.url
        # It names its own address in full, so it needs one.
        theme["static_templates"] = ["opensearch.xml"]
    return config


def _is_translated(language: str) -> bool:
    """Tell whether Material has the words of a language."""
    languages = files("material") / "templates" / "partials" / "languages"
    return (languages / f"{language}.html").is_file()
