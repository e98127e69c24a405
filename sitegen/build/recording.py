"""Record the papers of a collection in its state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.errors import ConfigError
from sitegen.state import append_first_seen, append_votes, read_state

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from sitegen.config import Config
    from sitegen.paper import Entry


def state_folder(config: Config) -> Path:
    """Return the folder of the state.

    Raises:
        ConfigError: the settings name none.
    """
    if config.state.folder is None:
        raise ConfigError("no folder is set for the state; set folder in [state] of sitegen.toml")
    return config.state.folder


def record_entries(folder: Path, entries: Iterable[Entry], day: date) -> int:
    """Record all papers of a collection with a day, and their votes.

    A paper that is recorded for a later day keeps it: that a source has it says nothing of the day
    on which it came.

    Returns:
        The number of papers that were not known.

    Raises:
        SitegenError: the state can't be read or written.
    """
    papers = [entry.paper for entry in entries]
    state = read_state(folder)
    append_votes(folder, papers, day)
    members = [paper for paper in papers if (state.day_of(paper) or day) <= day]
    return append_first_seen(folder, members, day)
