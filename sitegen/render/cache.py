"""The renderer's record of the last build: its frames, and a stamp of each file of the site.

A file of the previous site is reused only if its key, its size and its modification time all agree.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from sitegen.render.frames import BODY, SETTINGS, SLOTS, Frame
from sitegen.workspace.cache import cache_key, load_record, save_record
from sitegen.workspace.files import file_stamp, link_or_copy, remove

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class FileStamp(NamedTuple):
    """A file of a rendered site: key of what it was made of, bytes, and modification time (ns)."""

    key: str
    size: int
    mtime_ns: int


@dataclass(slots=True)
class RenderCache:
    """What one build's rendering leaves for the next.

    Attributes:
        key: of all that MkDocs rendered: frames and the user's pages.
        frames: frame name -> frame.
        settings: what partials may read of MkDocs' configuration.
        user_pages: ``src_uri`` of the user's pages.
        warnings: MkDocs' warnings on them.
        files: each file of the site, by its path below it.
        blocked: sentences on what the policy blocks in the user's pages and in frames.
    """

    key: str = ""
    frames: dict[str, Frame] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    user_pages: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    files: dict[str, FileStamp] = field(default_factory=dict)
    blocked: list[str] = field(default_factory=list)


def load_cache(path: Path) -> RenderCache:
    """Return the record of the last build; an empty one if it is missing or stale."""
    return load_record(path, cache_key("render"), _parse_cache) or RenderCache()


def _parse_cache(content: Any) -> RenderCache:
    """Return a record from its JSON; raise ValueError, TypeError or KeyError for another shape."""
    content["frames"] = {
        name: Frame(tuple(pieces), tuple(slots))
        for name, (pieces, slots) in content["frames"].items()
    }
    for frame in content["frames"].values():
        size = len("".join(frame.pieces)) and len(frame.pieces) - len(frame.slots)
        if size != 1 or not set(frame.slots) <= {BODY, *SLOTS}:
            raise ValueError("a frame lacks pieces")
    if not content["settings"].keys() >= SETTINGS:
        raise KeyError("settings")
    content["files"] = {name: FileStamp(*stamp) for name, stamp in content["files"].items()}
    for texts in (content["user_pages"], content["warnings"]):
        if not all(isinstance(text, str) for text in texts):
            raise TypeError("a name is no text")
    return RenderCache(**content)


def save_cache(path: Path, record: RenderCache) -> None:
    """Write a record for ``load_cache``."""
    content = {
        "key": record.key,
        "frames": {name: (f.pieces, f.slots) for name, f in record.frames.items()},
        "settings": record.settings,
        "user_pages": record.user_pages,
        "warnings": record.warnings,
        "blocked": record.blocked,
        "files": record.files,
    }
    try:
        save_record(path, cache_key("render"), content)
    except TypeError:
        # A user's mkdocs.yml may put any Python object into ``extra``: nothing is recorded then.
        remove(path)


def reuse_files(old: Path, new: Path, files: Mapping[str, FileStamp]) -> set[str]:
    """Hard-link unchanged files of the previous site into the new one; return their names.

    No data is copied if the file system has hard links; a file of either tree is never written in
    place. Files that somebody touched since, or removed, are left out.
    """
    reused = set()
    for folder in {os.path.dirname(name) for name in files}:  # noqa: PTH120  - fast
        (new / folder).mkdir(parents=True, exist_ok=True)
    source, target = f"{old}/", f"{new}/"
    for name, stamp in files.items():
        if file_stamp(source + name) == (stamp.size, stamp.mtime_ns):
            link_or_copy(source + name, target + name)
            reused.add(name)
    return reused
