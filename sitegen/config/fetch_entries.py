"""[[fetch]] of sitegen.toml: the sources that ``sitegen fetch`` asks, one table each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from sitegen.config.declarations import between, one_of, setting, url

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Kind -> the settings that it needs besides its name.
NEEDED_SETTINGS: Final[dict[str, tuple[str, ...]]] = {
    "oai": (),
    "arxiv": ("query",),
    "hugging-face": (),
    "openalex": (),
    "crossref": ("query",),
    "dblp": ("query",),
    "feed": ("url",),
    "url": ("url",),
}
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
#: What the header User-Agent takes: an address of a person or of a page about the collection.
_CONTACT: Final = re.compile(r"[\x21-\x27\x2a-\x7e]{1,200}")
_VARIABLE: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,99}")
#: Kinds of services that have no public search without a word or a filter.
_OPENALEX_SEARCH: Final = ("query", "filter")


def _name(value: str) -> str | None:
    is_valid = _NAME.fullmatch(value)
    return None if is_valid else "must have letters of a-z, digits, - and _, at most 60"


def _contact(value: str) -> str | None:
    is_address = "@" in value or value.startswith(("https://", "http://"))
    is_valid = not value or (is_address and _CONTACT.fullmatch(value))
    return None if is_valid else "must be a mail address or a web address, without blanks"


def _web_address(value: str) -> str | None:
    if "@" in value.partition("://")[2].partition("/")[0]:
        return "must have no user name; use 'key' for a secret"
    return url(value)


def _day(value: str) -> str | None:
    try:
        is_valid = not value or date.fromisoformat(value).isoformat() == value
    except ValueError:
        is_valid = False
    return None if is_valid else "must be a day, such as 2026-11-01"


def _variable(value: str) -> str | None:
    is_valid = not value or _VARIABLE.fullmatch(value)
    return None if is_valid else "must be the name of an environment variable"


@dataclass(frozen=True, slots=True)
class FetchEntry:
    """One [[fetch]]."""

    name: str = setting("", "Name of the entry, and of its folder below sources/.", _name)
    kind: str = setting(
        "feed",
        "oai: a repository by OAI-PMH, arXiv without url. arxiv: a query of arXiv's API. "
        "hugging-face: daily papers. openalex, crossref, dblp: a query. feed: RSS or Atom. "
        "url: any file.",
        one_of(*NEEDED_SETTINGS),
    )
    url: str = setting(
        "", "Address of the feed, the file or the repository; of the service, if it moved.",
        _web_address,
    )  # fmt: skip
    sets: list[str] = setting([], 'oai: sets, such as "cs:cs:LG". Empty: the whole repository.')
    metadata: str = setting("", "oai: metadata prefix. Empty: arXiv for arXiv, oai_dc elsewhere.")
    query: str = setting("", "Query in the language of the service.")
    filter: str = setting("", "openalex and crossref: filters, as in their documentation.")
    since: str = setting("", "First day of the first run, such as 2026-11-01.", _day)
    days: int = setting(
        7, "Number of days that the first run asks for, without since.", between(1, 3650)
    )
    max: int = setting(
        0, "Number of papers of one run at most. 0: 50000 for oai, 1000 for queries.",
        between(0, 1_000_000),
    )  # fmt: skip
    stale_days: int = setting(
        0,
        "Number of days after which the same batch is stale. 0: 1 for hugging-face, 7 for feed "
        "and url, never for queries.",
        between(0, 3650),
    )
    wait: float = setting(
        0.0, "Seconds between two requests to a host. 0: 3 for arXiv, 1 elsewhere.",
        between(0, 3600),
    )  # fmt: skip
    contact: str = setting(
        "", "Mail or web address, sent with each request. Empty: [site] url.", _contact
    )
    key: str = setting(
        "", "openalex: name of the environment variable that has the key.", _variable
    )
    local_hosts: list[str] = setting(
        [], "Hosts of the local network that the entry may connect to."
    )


def find_entry_faults(entries: Sequence[dict[str, Any]]) -> Iterator[tuple[int, str, str]]:
    """Yield position, setting and fault of tables that lack something or share a name.

    Args:
        entries: the tables of a file, with valid values.
    """
    names: set[str] = set()
    for position, entry in enumerate(entries):
        kind, name = entry.get("kind", "feed"), entry.get("name", "")
        if not name:
            yield position, "name", "an entry needs a name"
        elif name in names:
            yield position, "name", f"two entries have the name '{name}'"
        names.add(name)
        for needed in NEEDED_SETTINGS[kind]:
            if not entry.get(needed):
                yield position, "kind", f"an entry of the kind {kind} needs '{needed}'"
        if kind == "openalex" and not any(map(entry.get, _OPENALEX_SEARCH)):
            yield position, "kind", "an entry of the kind openalex needs 'query' or 'filter'"
