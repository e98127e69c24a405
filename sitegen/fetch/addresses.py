"""Which addresses of the network may be connected to.

A feed, a redirect or a name server may lead anywhere, also to a router, a database or the metadata
service of a cloud. Only public addresses are allowed, besides hosts that the user names.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from sitegen.fetch.outcomes import FetchError

if TYPE_CHECKING:
    from collections.abc import Collection

    Address = ipaddress.IPv4Address | ipaddress.IPv6Address

#: IPv6 addresses that stand for an IPv4 address in their last 32 bits. Source: RFC 6052.
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
_LAST_32_BITS: Final = 0xFFFFFFFF
#: Characters of an address that stay as they are. Source: RFC 3986, section 2.2 and "%".
_SAFE: Final = "%/:?#[]@!$&'()*+,;=~"
#: A parameter whose value is secret; group 1 is all but the value.
_SECRET: Final = re.compile(r"([?&](?:api_key|apikey|key|access_token)=)[^&#]*", re.IGNORECASE)
_MAX_SHOWN_CHARS: Final = 300


def is_public(address: str) -> bool:
    """Return whether an IP address is one of the public Internet."""
    # A scope, as in fe80::1%eth0, is of a link-local address.
    ip: Address = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        ip = _embedded_address(ip) or ip
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _embedded_address(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that an IPv6 address leads to, if it has one."""
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & _LAST_32_BITS)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)


def open_socket(
    host: str, port: int, timeout_s: float, local_hosts: Collection[str]
) -> socket.socket:
    """Connect to the first address of a host that is allowed and answers.

    The address that was checked is the one that is connected to: the host's name is looked up once.

    Args:
        host: name or IP address.
        port: of the host.
        timeout_s: seconds, of the connection and of each later read.
        local_hosts: hosts that may be in the local network.

    Raises:
        FetchError: all addresses of the host are of the local network.
        OSError: the host has no address, or none answers.
    """
    resolved = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    allowed = [a for a in resolved if host in local_hosts or is_public(str(a[4][0]))]
    if not allowed:
        raise FetchError(
            f"{host} is an address of the local network ({resolved[0][4][0]}); if that is "
            f'right, set local_hosts = ["{host}"]'
        )
    fault: OSError | None = None
    for family, kind, protocol, _, address in allowed:
        stream = socket.socket(family, kind, protocol)
        try:
            stream.settimeout(timeout_s)
            stream.connect(address)
        except OSError as error:
            stream.close()
            fault = error
        else:
            return stream
    raise fault or OSError(f"{host} has no address")


def encoded_address(address: str) -> str:
    """Return an address with escapes in place of what a request line can't have.

    Raises:
        ValueError: it is no address.
    """
    parts = urlsplit(address)
    path, query = quote(parts.path, safe=_SAFE), quote(parts.query, safe=_SAFE)
    return urlunsplit(parts._replace(path=path, query=query, fragment=""))


def redirected_address(address: str, target: str) -> str:
    """Return the address to which a redirect leads.

    Args:
        address: that was asked.
        target: value of the header Location, relative or absolute, from anywhere.

    Raises:
        FetchError: it has another scheme than the address that was asked, or no host.
    """
    try:
        joined = encoded_address(urljoin(address, target.strip()))
        scheme, new_scheme = urlsplit(address).scheme, urlsplit(joined).scheme
        has_host = bool(urlsplit(joined).hostname)
    except ValueError:  # for example an unclosed bracket
        raise FetchError("is redirected to what is no address; run it again later") from None
    if new_scheme != scheme or not has_host:
        raise FetchError(
            f"is redirected to {shown_address(joined)}, from {scheme} to {new_scheme or 'nothing'};"
            " check it, and write that address as url"
        )
    return joined


def shown_address(address: str) -> str:
    """Return an address for messages, without the values of secret parameters."""
    address = _SECRET.sub(r"\1…", address)
    return address if len(address) <= _MAX_SHOWN_CHARS else f"{address[:_MAX_SHOWN_CHARS]}…"
