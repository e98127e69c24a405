"""Run MkDocs in this process, quietly; its warnings are ours to tell."""

from __future__ import annotations

import logging
import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from sitegen.errors import BuildError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: The theme's own files that no page of ours asks for: Material's bundle, its styles, its search.
_UNUSED: Final = (
    "assets/javascripts",
    "assets/stylesheets",
    "assets/images",
    "sitemap.xml.gz",
)


def render_html(project: Path, site: Path) -> None:
    """Render a generated project into a folder.

    Raises:
        BuildError: MkDocs failed or warned; the text is MkDocs' own.
    """
    with _banners_off(), _warnings() as warnings:
        # Late and inside: MkDocs reads the banner variables when it is imported.
        from mkdocs.commands.build import build
        from mkdocs.config import load_config
        from mkdocs.exceptions import MkDocsException

        try:
            config = load_config(str(project / "mkdocs.yml"), site_dir=str(site))
            build(config)
        except MkDocsException as error:
            raise BuildError(f"MkDocs could not render the site: {error}") from error
    if warnings:
        raise BuildError(f"MkDocs warned: {warnings[0]}")
    for name in _UNUSED:
        path = site / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    # GitHub Pages would otherwise leave out what starts with an underscore.
    (site / ".nojekyll").touch()


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
