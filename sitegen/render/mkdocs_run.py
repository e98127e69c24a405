"""Run MkDocs in this process, quietly; its warnings are ours to tell."""

from __future__ import annotations

import logging
import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from jinja2 import TemplateError

from sitegen.errors import BuildError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

#: The theme's own files that no page of ours asks for: Material's bundle, its styles, its search.
_UNUSED: Final = (
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
        docs: folder of the pages, where it is not the project's own.
        plugins: plugins to add, by name; they come after those of mkdocs.yml.

    Returns:
        MkDocs' warnings.

    Raises:
        BuildError: MkDocs failed; the text is MkDocs' own.
    """
    with _banners_off(), _warnings() as warnings:
        # Late and inside: MkDocs reads the banner variables when it is imported.
        from mkdocs.commands.build import build
        from mkdocs.config import load_config
        from mkdocs.exceptions import MkDocsException

        options = {"docs_dir": str(docs.resolve())} if docs else {}
        try:
            config = load_config(str(project / "mkdocs.yml"), site_dir=str(site), **options)
            for name, plugin in (plugins or {}).items():
                config.plugins[name] = plugin
            build(config)
        except (MkDocsException, TemplateError) as error:
            reasons = "; ".join([*warnings, str(error)])
            raise BuildError(f"MkDocs could not render the site: {reasons}") from error
    for name in _UNUSED:
        path = site / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    # GitHub Pages would otherwise leave out what starts with an underscore.
    (site / ".nojekyll").touch()
    return warnings


@contextmanager
def _banners_off() -> Iterator[None]:
    """Turn off the banners of MkDocs' forks and of Material by their documented variables."""
    ours = {
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
        # MkDocs stamps what it compresses; the same input must give the same bytes.
        "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", "0"),
    }
    before = {name: os.environ.get(name) for name in ours}
    os.environ.update(ours)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _warnings() -> Iterator[list[str]]:
    logger = logging.getLogger("mkdocs")
    collector = _Collector()
    propagate = logger.propagate
    logger.addHandler(collector)
    logger.propagate = False
    try:
        yield collector.messages
    finally:
        logger.removeHandler(collector)
        logger.propagate = propagate
