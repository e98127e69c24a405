"""Build, serve on this machine, and build again when something changes."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from sitegen.errors import BuildError, SitegenError
from sitegen.render import theme_folder
from sitegen.serve.livereload import live_server
from sitegen.workspace.output import workspace_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

_log = logging.getLogger(__name__)


def serve_site(  # noqa: PLR0913
    build: Callable[[], None],
    show_changes: Callable[[], bool],
    site: Path,
    watched: Iterable[Path],
    *,
    host: str,
    port: int,
) -> None:
    """Serve a built site until Ctrl+C; a change builds again and reloads the browser.

    Args:
        build: builds the site; a SitegenError is told and the last good site stays.
        show_changes: puts what it can of a change into the site at once, and tells whether it did;
            the build follows.
        site: the folder to serve.
        watched: files and folders beside the theme.
        host: address to listen on.
        port: 0 for any free one.

    Raises:
        BuildError: the port is taken.
    """
    # Touched, so that the watcher comes again: once for what is shown at once, once for all.
    more = workspace_path(site) / "more"

    def build_again() -> None:
        if show_changes():
            _log.info("The edited paper is shown; topics, related papers and search follow.")
            more.touch()
            return
        try:
            build()
        except SitegenError as error:
            _log.error("%s", error)

    try:
        server = live_server(build_again, site, host, port)
    except OSError as error:
        raise BuildError(f"{host}:{port}: can't be served: {error.strerror}") from error
    more.touch()
    for path in (*watched, theme_folder(), more):
        server.watch(str(path))
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except OSError as error:
        raise BuildError(f"{host}:{port}: can't be served: {error.strerror}") from error
    except KeyboardInterrupt:
        _log.info("Stopped.")
    finally:
        server.shutdown()
