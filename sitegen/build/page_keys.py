"""Keep in the workspace the keys of pages that a later build can take over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sitegen.pages.recall import NO_KEYS, PageKeys
from sitegen.workspace.cache import cache_key, load_record, save_record

if TYPE_CHECKING:
    from sitegen.build.run import Build

_FILE: Final = "page-keys.json"


def load_page_keys(build: Build) -> PageKeys:
    """Return the keys of the last build; none if it had other settings or other code."""
    keys: PageKeys | None = load_record(build.folder / _FILE, _key(build), _parse)
    return keys or NO_KEYS


def save_page_keys(build: Build, keys: PageKeys) -> None:
    """Keep the keys of a build; if the disk refuses, the next build takes longer."""
    save_record(build.folder / _FILE, _key(build), [keys.frame, keys.groups])


def _key(build: Build) -> str:
    """Return what the keys depend on beside the papers."""
    # All settings and what curators say of authors and venues: few of them change.
    return cache_key(_FILE, build.config, build.authors_file.text, build.venues_file.text)


def _parse(content: Any) -> PageKeys:
    frame, groups = content
    return PageKeys(frame, {name: (basis, dict(keys)) for name, (basis, keys) in groups.items()})
