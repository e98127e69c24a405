"""Run MkDocs in this process, with its log output captured."""

from __future__ import annotations

import logging
import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jinja2 import FileSystemLoader, TemplateError

from sitegen.errors import BuildError
from sitegen.render.plugin_faults import describe_fault
from sitegen.render.user_content import copy_files, has_link_loop, list_user_files
from sitegen.workspace.files import empty_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jinja2 import Environment
    from mkdocs.theme import Theme

#: Files of Material that none of our templates refers to: its scripts, styles, images and search.
_UNUSED_FILES: Final = (
    "assets/javascripts",
    "assets/stylesheets",
    "assets/images",
    "sitemap.xml.gz",
)


def run_mkdocs(
    project: Path, site: Path, docs: Path | None = None, plugins: Mapping[str, Any] | None = None
) -> list[str]:
    """Render a project into a folder that is emptied first.

    Args:
        project: folder with mkdocs.yml.
        site: folder to render into.
        docs: folder of the pages, or None for the project's own.
        plugins: name -> plugin, to add after those of mkdocs.yml.

    Returns:
        MkDocs' warnings.

    Raises:
        BuildError: MkDocs, a plugin or a hook failed.
    """
    options = {"docs_dir": str(_without_loops(docs, project).resolve())} if docs else {}
    with _banners_off(), _captured_warnings() as warnings:
        # Imported late: MkDocs reads the variables of its banners on import.
        from mkdocs.commands.build import build
        from mkdocs.config import load_config
        from mkdocs.exceptions import MkDocsException

        try:
            config = load_config(str(project / "mkdocs.yml"), site_dir=str(site), **options)
            for name, plugin in (plugins or {}).items():
                config.plugins[name] = plugin
            _list_fewer_files(config.theme)
            build(config)
        except (MkDocsException, TemplateError) as error:
            raise _build_error(warnings, str(error)) from error
        except Exception as error:
            # Hooks and plugins may raise anything.
            fault = describe_fault(error, project / "mkdocs.yml")
            raise _build_error(warnings, fault) from error
    _remove_unused_files(site, Path(config.docs_dir))
    # Without this file, GitHub Pages leaves out files whose names start with an underscore.
    (site / ".nojekyll").touch()
    return warnings


def _build_error(warnings: list[str], reason: str) -> BuildError:
    # The warnings come first: they often name the page in which the fault lies.
    reasons = "; ".join([*warnings, reason])
    return BuildError(f"MkDocs could not render the site: {reasons}")


def _without_loops(docs: Path, project: Path) -> Path:
    """Return a folder for MkDocs to walk: a copy if ``docs`` has a loop of links.

    MkDocs follows links without a guard. A loop would give it the same pages dozens of times, two
    loops side by side more than it can ever read.
    """
    if not has_link_loop(docs):
        return docs
    copy = project.parent / "user-pages"
    empty_folder(copy)
    copy_files(docs, list_user_files(docs), copy)
    return copy


def _remove_unused_files(site: Path, docs: Path) -> None:
    """Remove the files of Material; files of the same folders that the user has stay."""
    for name in _UNUSED_FILES:
        path = site / name
        if not path.is_dir():
            # Without a site URL, MkDocs writes no sitemap.
            path.unlink(missing_ok=True)
        elif not (docs / name).is_dir():
            shutil.rmtree(path)
        else:
            for file in [file for file in path.rglob("*") if file.is_file()]:
                if not (docs / file.relative_to(site)).is_file():
                    file.unlink()


def _list_fewer_files(theme: Theme) -> None:
    """Let a theme list its files without hidden ones, which MkDocs does not publish.

    Material has ten thousand icons in a hidden folder: to list them takes a tenth of the time of a
    small site.
    """
    get_env = theme.get_env

    def get_fast_env() -> Environment:
        environment = get_env()
        environment.loader = _VisibleLoader(theme.dirs)
        return environment

    theme.get_env = get_fast_env  # type: ignore[method-assign]


class _VisibleLoader(FileSystemLoader):
    """Loads the templates of folders; those in hidden folders are not listed."""

    def list_templates(self) -> list[str]:
        names: set[str] = set()
        for root in self.searchpath:
            for folder, subfolders, files in os.walk(root):
                subfolders[:] = [name for name in subfolders if not name.startswith(".")]
                names.update(Path(folder, name).relative_to(root).as_posix() for name in files)
        return sorted(names)


@contextmanager
def _banners_off() -> Iterator[None]:
    """Turn off the banners of MkDocs' forks and of Material by their documented variables."""
    variables = {
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
        # MkDocs puts a timestamp into compressed files; equal input must give equal bytes.
        "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", "0"),
    }
    previous = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        # The process may go on, as ``sitegen serve`` does, and start others.
        for name, value in previous.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


class _MessageCollector(logging.Handler):
    """Collects the messages of warnings and errors."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _captured_warnings() -> Iterator[list[str]]:
    """Collect MkDocs' warnings in a list, and keep its log off the terminal."""
    logger = logging.getLogger("mkdocs")
    collector = _MessageCollector()
    propagate = logger.propagate
    logger.addHandler(collector)
    # The root logger's handlers would print the messages a second time.
    logger.propagate = False
    try:
        yield collector.messages
    finally:
        logger.removeHandler(collector)
        logger.propagate = propagate
