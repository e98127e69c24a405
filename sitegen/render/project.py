"""The generated folder: an ordinary MkDocs project that ``mkdocs build`` renders as well.

The manifest, ``pages.json`` beside mkdocs.yml, holds the hash and kind of each page. It exists only
while it is true of docs/.
"""

from __future__ import annotations

import os
import shutil
from importlib.resources import files as resource_files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from sitegen.errors import BuildError, read_remedy
from sitegen.locale import texts_of
from sitegen.render.assets import pack_assets
from sitegen.render.documents import PageEntry, forget_results, write_pages
from sitegen.render.policy import content_security_policy
from sitegen.render.theme import theme_folder
from sitegen.render.translation import translate_theme
from sitegen.render.user_content import (
    NO_USER_CONTENT,
    check_user_files,
    copy_files,
    copy_overrides,
    list_user_files,
    merge_mkdocs,
    user_nav,
)
from sitegen.work import LOCAL
from sitegen.workspace.cache import cache_key, load_record, save_record
from sitegen.workspace.files import remove, write_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sitegen.config.settings import SiteSettings, ThemeSettings
    from sitegen.locale import Texts
    from sitegen.render.documents import Freeze, MarkdownPage
    from sitegen.render.user_content import UserContent
    from sitegen.work import Engine

#: Templates that hold absolute addresses.
_ADDRESS_TEMPLATES: Final = ("opensearch.xml", "robots.txt", "llms.txt")
MANIFEST: Final = "pages.json"


class NavLink(Protocol):
    """An entry in the navigation."""

    @property
    def title(self) -> str:
        """What readers see."""

    @property
    def src_uri(self) -> str:
        """The page."""

    @property
    def in_header(self) -> bool:
        """Whether the header links to it by its title."""

    @property
    def covers(self) -> tuple[str, ...]:
        """Names of further kinds whose pages count as below this one."""


class KindOfPage(Protocol):
    """What the project needs to know of a kind of pages."""

    @property
    def name(self) -> str:
        """The kind."""

    @property
    def folder(self) -> str:
        """Folder of its pages below docs/; empty for the top."""

    @property
    def nav(self) -> NavLink | None:
        """Entry in the navigation, if any."""

    @property
    def in_sitemap(self) -> bool:
        """Whether sitemap.xml lists its pages."""


def write_project(  # noqa: PLR0913
    folder: Path,
    pages: Iterable[MarkdownPage],
    *,
    site: SiteSettings,
    theme: ThemeSettings,
    kinds: Sequence[KindOfPage],
    user: UserContent = NO_USER_CONTENT,
    has_days: bool = False,
    engine: Engine = LOCAL,
    freeze: Freeze | None = None,
) -> dict[str, PageEntry]:
    """Write mkdocs.yml, docs/ and theme/ into a folder; files of an earlier build are removed.

    Args:
        folder: of the project.
        pages: the generated pages.
        site: name, description, address and language.
        theme: colours and logo.
        kinds: of the pages, in the order of the navigation.
        user: what the user adds.
        has_days: whether ``days/recent.js`` is among the pages.
        engine: computes the chunks of pages.
        freeze: see ``write_pages``.

    Returns:
        ``src_uri`` -> entry of each generated page.

    Raises:
        BuildError: the logo or something of the user's can't be read.
        OSError: the folder can't be written.
    """
    texts = texts_of(site.language)
    theme_values = _write_theme(folder / "theme", theme, user, texts)
    if has_days:
        theme_values["has_days"] = True
    user_files = list_user_files(user.docs)
    templates = _choose_templates(folder / "theme", site.url, user_files)
    values = _config(site, kinds, theme_values, templates, texts)
    config = merge_mkdocs(values, user.mkdocs, user_nav(user_files))
    write_file(folder / "mkdocs.yml", config.encode("utf-8"))
    previous = read_manifest(folder)
    # From here on docs/ changes: a build that dies must not leave a manifest that is wrong.
    remove(folder / MANIFEST)
    folders = [kind.folder for kind in kinds]
    manifest = write_pages(folder / "docs", pages, folders, previous, engine=engine, freeze=freeze)
    _remove_strays(folder / "docs", {*manifest, *user_files})
    if user.docs:
        check_user_files(user.docs, user_files, manifest)
        copy_files(user.docs, user_files, folder / "docs")
    # Last: docs/ is as the manifest says only when the user's files are among the pages.
    save_record(folder / MANIFEST, cache_key("project"), manifest)
    forget_results(folder)
    return manifest


def read_manifest(folder: Path) -> dict[str, PageEntry]:
    """Return the manifest of a project; empty if it is missing, damaged or of another version."""
    manifest: dict[str, PageEntry] | None = load_record(
        folder / MANIFEST,
        cache_key("project"),
        lambda pages: {src_uri: PageEntry(*entry) for src_uri, entry in pages.items()},
    )
    return manifest or {}


def _choose_templates(theme: Path, url: str, user_files: Iterable[str]) -> list[str]:
    """Return the templates with addresses that MkDocs renders; remove the others.

    MkDocs would publish a template that it does not render, and one that it renders in place of
    the user's file of that name.
    """
    rendered = [name for name in _ADDRESS_TEMPLATES if url and name not in set(user_files)]
    for name in _ADDRESS_TEMPLATES:
        if name not in rendered:
            (theme / name).unlink()
    return rendered


def _write_theme(
    folder: Path, theme: ThemeSettings, user: UserContent, texts: Texts
) -> dict[str, Any]:
    """Copy the theme with the user's templates and logo; return the values that templates use."""
    remove(folder)
    shutil.copytree(theme_folder(), folder)
    if user.overrides:
        copy_overrides(user.overrides, folder)
    translate_theme(folder, texts)
    logo = _copy_logo(theme.logo, folder) if theme.logo else None
    _write_accent(theme, folder / "assets" / "sitegen" / "sitegen.css")
    values: dict[str, Any] = {"logo": logo, "assets": pack_assets(folder / "assets" / "sitegen")}
    if theme.content_security_policy:
        values["policy"] = content_security_policy(folder)
    return values


def _remove_strays(docs: Path, names: Iterable[str]) -> None:
    """Remove what is neither a file of these names nor a folder that one of them lies in."""
    files = {f"{docs}/{name}" for name in names}
    parents = {parent for name in files for parent in _parents(name)}
    folders = [str(docs)]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False) and entry.path in parents:
                    folders.append(entry.path)
                elif entry.path not in files or not entry.is_file(follow_symlinks=False):
                    remove(Path(entry.path))


def _parents(name: str) -> Iterator[str]:
    """Yield the folder of a path, and the folders of that."""
    while name := name.rpartition("/")[0]:
        yield name


def _write_accent(theme: ThemeSettings, style_sheet: Path) -> None:
    """Append the accent colours to the style sheet, as styles inside pages are forbidden."""
    colours = {"--sg-accent-light": theme.accent, "--sg-accent-dark": theme.accent_dark}
    rules = "".join(f"{name}: {colour};" for name, colour in colours.items() if colour)
    if rules:
        with style_sheet.open("a", encoding="utf-8") as stream:
            stream.write(f"\n:root {{ {rules} }}\n")


def _copy_logo(logo: Path, theme: Path) -> str:
    target = theme / "assets" / "sitegen" / f"logo{logo.suffix.lower()}"
    try:
        content = logo.read_bytes()
    except OSError as error:
        raise BuildError(f"{logo}: the logo can't be read: {read_remedy(error)}") from error
    target.write_bytes(content)
    return target.relative_to(theme).as_posix()


def _navigation(kinds: Sequence[KindOfPage], texts: Texts) -> dict[str, Any]:
    """Return what the theme's header and sitemap know of the kinds: ``config.extra.sitegen``."""
    links = [(kind, kind.nav) for kind in kinds if kind.nav]
    return {
        "nav": [
            {
                "title": texts.gettext(link.title),
                "url": f"{link.src_uri.removesuffix('.md')}.html",
                "kind": kind.name,
                "covers": list(link.covers),
            }
            for kind, link in links
            if link.in_header
        ],
        "nav_pages": [link.src_uri for _, link in links],
        "kinds": [kind.name for kind in kinds],
        "unlisted_kinds": [kind.name for kind in kinds if not kind.in_sitemap],
    }


def _config(
    site: SiteSettings,
    kinds: Sequence[KindOfPage],
    theme_values: dict[str, Any],
    templates: list[str],
    texts: Texts,
) -> dict[str, Any]:
    """Return mkdocs.yml, before the user's is merged into it."""
    extra = theme_values | _navigation(kinds, texts)
    logo = extra.pop("logo")
    theme: dict[str, Any] = {
        "name": "material",
        "custom_dir": "theme",
        "language": site.language if _is_translated(site.language) else "en",
        "font": False,
        "favicon": "assets/sitegen/favicon.svg",
    }
    if logo:
        theme["logo"] = logo
    config: dict[str, Any] = {
        "site_name": site.name,
        "site_description": site.description,
        "theme": theme,
        "docs_dir": "docs",
        "use_directory_urls": False,
        # Papers stay out: MkDocs' time and size grow with the square of the navigation's entries.
        "nav": [{texts.gettext(kind.nav.title): kind.nav.src_uri} for kind in kinds if kind.nav],
        "validation": {"nav": {"omitted_files": "ignore"}},
        # Empty on purpose: Pagefind searches, and topics are pages.
        "plugins": [],
        # The policy forbids style attributes, with which tables would align their cells.
        "markdown_extensions": [
            "attr_list",
            "md_in_html",
            {"tables": {"use_align_attribute": True}},
        ],
        "extra": {"sitegen": extra},
    }
    if site.url:
        config["site_url"] = f"{site.url.removesuffix('/')}/"
        theme["static_templates"] = templates
    return config


def _is_translated(language: str) -> bool:
    """Return whether Material has texts in a language."""
    languages = resource_files("material") / "templates" / "partials" / "languages"
    return (languages / f"{language}.html").is_file()
