"""The settings of alerts and of the digest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.headerregistry import AddressHeader
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from sitegen.config.declarations import between, one_of, setting
from sitegen.identifiers import tag_slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: A host that needs no encryption, since nothing leaves the machine.
LOCAL_HOSTS: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_ADDRESS: Final = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,190}")
#: In the address of a one-click endpoint, stands for a name of the recipient: a keyed hash.
RECIPIENT_MARK: Final = "{recipient}"


def is_mail_address(text: str) -> bool:
    """Return whether a text is one plain address of email: ASCII, without a name or a comment."""
    return bool(_ADDRESS.fullmatch(text))


def _sender(value: str) -> str | None:
    if not value:
        return None
    parsed: dict[str, Any] = {"defects": []}
    # A header's parser fails at some texts in ways of its standard library.
    try:
        AddressHeader.parse(value, parsed)
        addresses = [address for group in parsed["groups"] for address in group.addresses]
    except (HeaderParseError, IndexError, RecursionError, ValueError):
        addresses = []
    is_one = len(addresses) == 1 and is_mail_address(addresses[0].addr_spec)
    is_one = is_one and value.isprintable()
    return None if is_one else 'must be an address, such as "Papers <papers@example.org>"'


def _mailto(value: str) -> str | None:
    is_plain = not value or is_mail_address(value)
    return None if is_plain else "must be an address of email, such as papers@example.org"


def _endpoint(value: str) -> str | None:
    if not value:
        return None
    is_address = value.isascii() and value.isprintable() and not set(value) & set(' <>,"\\')
    try:
        parts = urlsplit(value)
    except ValueError:  # for example an unclosed bracket
        parts = urlsplit("")
    is_https = is_address and parts.scheme == "https" and parts.hostname
    if not is_https or RECIPIENT_MARK not in value:
        return f"must be an address with https:// and {RECIPIENT_MARK}"
    return None


@dataclass(frozen=True, slots=True)
class AlertSettings:
    """[[alert]]."""

    name: str = setting("", "Name of the alert, for its page, its feed and the digest.")
    query: str = setting(
        "",
        "What to look for, as on the search page. A sentence or a question finds what is close "
        "to it in meaning.",
    )
    topics: list[str] = setting([], "Topics, of which a paper must have one.")
    authors: list[str] = setting([], "Names or ORCID iDs, of which a paper must have one.")
    venues: list[str] = setting([], "Venues, of which a paper must have one.")
    closeness: float = setting(
        0.45,
        "For a sentence: the cosine that a paper must have with it at least. Higher means fewer.",
        between(0.05, 1),
    )


def find_alert_faults(alerts: Sequence[dict[str, Any]]) -> Iterator[tuple[int, str, str]]:
    """Yield position, setting and fault of alerts that lack something or share an address.

    Args:
        alerts: the tables of a file, with valid values.
    """
    # Address of the page -> name.
    names: dict[str, str] = {}
    for position, alert in enumerate(alerts):
        name = alert.get("name", "").strip()
        address = tag_slug(name)
        if not name:
            yield position, "name", "an alert needs a name"
        elif names.get(address) == name:
            yield position, "name", f"two alerts have the name '{name}'"
        elif address in names:
            fault = f"'{names[address]}' and '{name}' have one address; change one of them"
            yield position, "name", fault
        names[address] = name
        if not any(map(alert.get, ("query", "topics", "authors", "venues"))):
            yield position, "name", "an alert needs a query, topics, authors or venues"


@dataclass(frozen=True, slots=True)
class DigestSettings:
    """[digest]."""

    period: str = setting(
        "week",
        "day or week: what a digest on the site covers, and the first one of a new recipient.",
        one_of("day", "week"),
    )
    papers: int = setting(
        30, "Number of new papers that an email shows; a link leads to the others.", between(1, 500)
    )
    trending: int = setting(5, "Number of trending papers in a digest.", between(0, 50))
    sender: str = setting(
        "", 'Who sends emails: an address, or "Name <address>". Empty: no emails.', _sender
    )
    unsubscribe: str = setting(
        "", "Address of email that gets the requests to unsubscribe. Empty: the sender's.", _mailto
    )
    one_click: str = setting(
        "",
        "Address of a service of yours that takes RFC 8058's requests to unsubscribe. It holds "
        "{recipient}, for which a keyed hash is put in.",
        _endpoint,
    )
    server: str = setting("", "Host of the mail server (SMTP).")
    port: int = setting(
        0, "Its port. 0: 465 for tls, 587 for starttls, 25 for none.", between(0, 65535)
    )
    security: str = setting(
        "tls",
        "tls, or starttls: encryption that starts on a plain connection. none: only for a server "
        "on this machine.",
        one_of("tls", "starttls", "none"),
    )
