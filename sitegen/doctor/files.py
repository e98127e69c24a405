"""Examine what sitegen.toml names: files of topics, authors, venues and keys, folders, digests."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from sitegen.config import AuthorsFile, KeysFile, PathRole, TagsFile, VenuesFile
from sitegen.digest.ledger import LEDGER_FOLDER, Ledger
from sitegen.digest.recipients import Secrets, lost_recipients, parse_recipients
from sitegen.digest.sending import check_settings
from sitegen.doctor.findings import Finding, doubtful, faulty, fine
from sitegen.errors import SitegenError, count_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sitegen.config import Config

_CORRECT: Final = "correct it"


def examine_lists(config: Config) -> Iterator[Finding]:
    """Read the files that people write beside sitegen.toml, as a build does."""
    readers: tuple[tuple[str, Callable[[Path | None], object], Path | None], ...] = (
        ("topics", TagsFile.read, config.tags.file),
        ("authors", AuthorsFile.read, config.authors.file),
        ("venues", VenuesFile.read, config.venues.file),
        ("keys", KeysFile.read, config.keys.file),
    )
    for subject, read, path in readers:
        if path is None or not path.exists():
            continue
        try:
            read(path)
        except SitegenError as error:
            yield faulty(subject, _first_line(error), _CORRECT)
        else:
            yield fine(subject, str(path))


def examine_paths(config: Config) -> Iterator[Finding]:
    """Check that there is what a build has to read: pages, templates, a logo."""
    roles = (PathRole.CONTENT,) if config.related.network else (PathRole.CONTENT, PathRole.STAMPED)
    for path in config.paths(*roles):
        if not path.exists():
            yield faulty("settings", f"there is no {path}", "create it, or correct sitegen.toml")


def examine_digests(config: Config) -> Iterator[Finding]:
    """Look at what alerts and digests need, if there are any."""
    settings = config.digest
    is_sent = bool(settings.sender or settings.server)
    if not (config.alert or is_sent):
        return
    if not config.site.url:
        yield doubtful("digest", "feeds and emails link to the site", "set url in [site]")
        return
    try:
        secrets = Secrets.read(os.environ, config.folder)
        if is_sent:
            check_settings(settings, is_sent=True)
        recipients = parse_recipients(secrets.recipients)
        if recipients:
            secrets.check_key()
    except SitegenError as error:
        yield doubtful("digest", _first_line(error), "'sitegen digest' sends nothing before")
        return
    if lost := lost_recipients(recipients, config.alert):
        text = f"{lost[0]} names an alert that sitegen.toml does not have"
        yield doubtful("digest", text, "correct the line")
    else:
        yield fine("digest", count_of(len(config.alert), "alert"))


def examine_ledger(config: Config) -> Iterator[Finding]:
    """Look for damaged lines in the ledger of emails, with which none is sent."""
    if config.state.folder is None or not (config.state.folder / LEDGER_FOLDER).is_dir():
        return
    try:
        Ledger(config.state.folder / LEDGER_FOLDER)
    except SitegenError as error:
        yield faulty("ledger", str(error), "'git log' has earlier versions")
    else:
        yield fine("ledger", "all right")


def _first_line(error: SitegenError) -> str:
    """Return the first fault of several, so that all findings are on one screen."""
    first, _, rest = str(error).partition("\n")
    return f"{first} (and {count_of(len(rest.splitlines()), 'more line')})" if rest else first
