"""Read the licence of a paper's text: the one whose address or name a source gives.

Statements of copyright ("© 2024 The Authors") and of access ("open access") are no licences. Of
several licences, that of Creative Commons counts, since publishers add one of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sitegen.text.licenses import is_open_deed, license_url

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Keys under which an object has the address or the name of a licence.
_KEYS: Final = (
    "url", "URL", "href", "link", "uri", "@id", "rightsUri", "rightsURI", "target", "id",
    "identifier", "spdx_id", "rightsIdentifier", "value", "license", "title", "name", "type",
    "rights", "props", "attributes", "data", "text",
)  # fmt: skip
_MAX_DEPTH: Final = 4
#: Versions of a text, by Crossref's names: the published one, or any. Others are the author's
#: manuscript, and uses such as text mining.
_VERSIONS: Final = frozenset({"vor", "unspecified", ""})
#: Days after publication from which on a licence is no more that of the paper when it came.
_MAX_DELAY_DAYS: Final = 31


def parse_license(value: Any) -> str | None:
    """Return the address of the licence that a text, an object or a list of them names, or None."""
    if isinstance(value, str):
        return license_url(value)
    addresses = list(filter(None, map(license_url, _texts(value))))
    return next(filter(is_open_deed, addresses), addresses[0] if addresses else None)


def published_license(licenses: Any) -> list[Any]:
    """Return the licences among Crossref's that hold for the published text from the start."""
    items = licenses if isinstance(licenses, list) else [licenses]
    return [
        item
        for item in items
        if isinstance(item, dict)
        and str(item.get("content-version") or "") in _VERSIONS
        and not _is_delayed(item.get("delay-in-days"))
    ]


def _is_delayed(days: Any) -> bool:
    return isinstance(days, int) and days > _MAX_DELAY_DAYS


def _texts(value: Any, depth: int = 0) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif depth < _MAX_DEPTH:
        items = map(value.get, _KEYS) if isinstance(value, dict) else value
        for item in items if isinstance(value, dict | list | tuple) else ():
            yield from _texts(item, depth + 1)
