"""Serve a site on this machine, and rebuild it when something changes."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sitegen.config import PathRole
from sitegen.errors import BuildError, SitegenError
from sitegen.render import theme_folder
from sitegen.serve.livereload import live_server, run_server
from sitegen.workspace.output import workspace_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sitegen.config import Config

_log = logging.getLogger(__name__)
#: File in the workspace that asks the watcher for another build.
_TRIGGER: Final = "rebuild"


def watched_paths(sources: Sequence[str], settings: Path, config: Config) -> list[Path]:
    """Return the files and folders whose changes start a build, beside the theme."""
    paths = (*map(Path, sources), settings, *config.paths(PathRole.CONTENT, PathRole.STATE))
    return [path for path in paths if path.exists()]


def serve_site(  # noqa: PLR0913
    build: Callable[[], None],
    show_changes: Callable[[], bool],
    site: Path,
    watched: Iterable[Path],
    *,
    host: str,
    port: int,
) -> None:
    """Serve a built site until Ctrl+C; a change rebuilds it and reloads the browser.

    Args:
        build: builds the site; a SitegenError is logged, and the last complete site stays.
        show_changes: puts the pages of edited papers into the site before the build; returns
            whether it could.
        site: folder to serve.
        watched: files and folders beside the theme.
        host: address to listen on.
        port: 0 for any free port.

    Raises:
        BuildError: the address can't be used, for example because the port is in use.
    """
    # The watcher reloads the browser once per call: first with the edited page, then, as the
    # trigger has been touched, with the whole site.
    trigger = workspace_path(site) / _TRIGGER

    def build_again() -> None:
        if show_changes():
            _log.info("The edited paper is shown; topics, related papers and search follow.")
            trigger.touch()
            return
        try:
            build()
        except SitegenError as error:
            _log.error("%s", error)

    trigger.touch()
    try:
        server = live_server(build_again, site, host, port)
        run_server(server, (*watched, theme_folder(), trigger))
    except OSError as error:
        raise BuildError(f"{host}:{port}: can't be served: {error.strerror}") from error
