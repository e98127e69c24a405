"""Serve a site on this machine, and rebuild it when something changes."""

from __future__ import annotations

import logging
import threading
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from sitegen.config import PathRole
from sitegen.errors import BuildError, error_sentence
from sitegen.render import theme_folder
from sitegen.serve.livereload import SiteServer
from sitegen.serve.watcher import Watcher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sitegen.config import Config

_log = logging.getLogger(__name__)


class Builder(NamedTuple):
    """What the server calls to build.

    Attributes:
        build: builds the site.
        show_changes: puts the pages of edited papers into the site before the build; returns
            whether it could.
        watched: returns the files and folders whose changes start a build, by the settings of the
            last build.
        has_traceback: whether the log shows where a build failed.
    """

    build: Callable[[], None]
    show_changes: Callable[[], bool]
    watched: Callable[[], Iterable[Path]]
    has_traceback: bool = False


def watched_paths(sources: Sequence[str], settings: Path, config: Config) -> list[Path]:
    """Return the files and folders whose changes start a build; some may not exist yet."""
    configured = config.paths(PathRole.CONTENT, PathRole.STATE, PathRole.OPTIONAL)
    return [*map(Path, sources), settings, *configured, theme_folder()]


def serve_site(builder: Builder, site: Path, *, host: str, port: int) -> None:
    """Serve a built site until Ctrl+C; a change rebuilds it and reloads the browser.

    Args:
        builder: what to call; an error of a build is logged and shown in the browser, and the
            server goes on.
        site: folder to serve.
        host: address to listen on.
        port: 0 for any free port.

    Raises:
        BuildError: the address can't be used, for example because the port is in use.
    """
    try:
        server = SiteServer(site, host, port)
    except OSError as error:
        raise BuildError(
            f"{host}:{port}: can't be served: {error.strerror}; choose another port with --port"
        ) from error
    watcher = Watcher(builder.watched)
    with server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        _log.info("Serving on %s", server.url)
        try:
            _rebuild_on_changes(builder, server, watcher)
        except KeyboardInterrupt:
            _log.info("Stopped.")
        finally:
            server.shutdown()


def _rebuild_on_changes(builder: Builder, server: SiteServer, watcher: Watcher) -> NoReturn:
    while True:
        watcher.wait()
        _log.info("Detected file changes")
        if _shows_changes(builder):
            # First the edited page, which takes a moment, then the whole site.
            _log.info("The edited paper is shown; topics, related papers and search follow.")
            server.show()
        fault = _build(builder)
        _log.info("Reloading browsers")
        server.show(fault)


def _shows_changes(builder: Builder) -> bool:
    try:
        return builder.show_changes()
    except Exception:  # noqa: BLE001
        # The build that follows says what is wrong.
        _log.debug("The edited paper can't be shown before the build.", exc_info=True)
        return False


def _build(builder: Builder) -> str:
    """Build; return the message of a failure, or an empty string."""
    try:
        builder.build()
    except (Exception, SystemExit) as error:  # noqa: BLE001
        # A plugin or a hook of the user's may raise anything, or exit.
        message = error_sentence(error)
        _log.error("sitegen: %s", message, exc_info=builder.has_traceback)
        return message
    return ""
