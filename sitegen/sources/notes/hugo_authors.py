"""Names of the authors whom a Hugo Academic site gives by the names of their folders.

The owner of such a site is "admin" or "me" in its publications; ``authors/admin/_index.md`` has the
name. Source: https://docs.hugoblox.com/reference/content-types/#author
"""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path
from typing import Any, Final

from sitegen.sources.notes.front_matter import FRONT_MATTER
from sitegen.sources.yaml_text import YamlError, load_yaml

#: Names of folders, which are no names of people.
_SLUG: Final = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
#: What Hugo's templates call the owner of the site.
_OWNERS: Final = frozenset({"admin", "me"})
#: Folders above a publication in which ``authors`` is looked for.
_MAX_PARENTS: Final = 6
_MAX_CHARS: Final = 65_536


def resolve_authors(authors: Any, path: str) -> tuple[Any, str]:
    """Return authors with the names of their profiles, and a warning if the owner has none.

    Args:
        authors: a list of names and of folders' names; any other value is returned unchanged.
        path: the publication's file.
    """
    if not isinstance(authors, list):
        return authors, ""
    names = [_profile_name(author, path) or author for author in authors]
    owner = next((name for name in names if isinstance(name, str) and name in _OWNERS), "")
    if not owner:
        return names, ""
    return [name for name in names if name != owner], (
        f"author “{owner}” is the owner of the Hugo site, and no authors/{owner}/_index.md above "
        "the file has the title; write the name"
    )


def _profile_name(author: Any, path: str) -> str:
    """Return the title of an author's profile, or "" without one."""
    if not isinstance(author, str) or not _SLUG.fullmatch(author):
        return ""
    folders = islice(Path(path).parents, _MAX_PARENTS)
    profiles = (folder / "authors" / author / "_index.md" for folder in folders)
    return next(filter(None, map(_title_in, profiles)), "")


def _title_in(profile: Path) -> str:
    """Return the title in the front matter of a file, or ""."""
    try:
        with profile.open(encoding="utf-8", errors="replace") as file:
            head = file.read(_MAX_CHARS)
        match = FRONT_MATTER.match(head)
        fields = load_yaml(match[2]) if match and match[2] else None
    except (OSError, ValueError, YamlError):
        return ""
    title = fields.get("title") if isinstance(fields, dict) else None
    return title.strip() if isinstance(title, str) else ""
