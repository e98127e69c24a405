"""The proxy of the network, as ``urllib`` finds it: HTTPS_PROXY, HTTP_PROXY and NO_PROXY."""

from __future__ import annotations

import base64
import ipaddress
import socket
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from sitegen.fetch.addresses import is_public
from sitegen.fetch.outcomes import FetchError

_DEFAULT_PORT: Final = 80


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy that is asked in place of hosts.

    Attributes:
        host: name or IP address; it may be in the local network, since the user names it.
        port: of the host.
        headers: that it wants; may hold a password.
    """

    host: str
    port: int
    headers: dict[str, str] = field(default_factory=dict, repr=False)


def find_proxy(scheme: str, host: str, port: int) -> Proxy | None:
    """Return the proxy for a host; None to connect to the host itself.

    Raises:
        FetchError: the environment names a proxy that can't be used, or the host is of the local
            network.
    """
    address = getproxies().get(scheme)
    if not address or proxy_bypass(f"{host}:{port}"):
        return None
    variable = f"{scheme.upper()}_PROXY"
    try:
        parts = urlsplit(address if "://" in address else f"http://{address}")
        proxy_host, proxy_port = parts.hostname or "", parts.port or _DEFAULT_PORT
    except ValueError:
        raise FetchError(f"{variable} is no address; correct it") from None
    if parts.scheme != "http" or not proxy_host:
        raise FetchError(f"{variable} must be http://host:port; other kinds can't be used")
    _check_target(host)
    return Proxy(proxy_host, proxy_port, _headers(parts.username, parts.password))


def _headers(user: str | None, password: str | None) -> dict[str, str]:
    if user is None:
        return {}
    text = f"{unquote(user)}:{unquote(password or '')}"
    return {"Proxy-Authorization": f"Basic {base64.b64encode(text.encode()).decode()}"}


def _check_target(host: str) -> None:
    """Check that a proxy is not asked for a host of the local network, as far as names say.

    A network behind a proxy may have no name server for the outside.

    Raises:
        FetchError: it is one.
    """
    try:
        addresses = [str(ipaddress.ip_address(host))]
    except ValueError:
        try:
            resolved = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except OSError:
            return
        addresses = [str(entry[4][0]) for entry in resolved]
    if not any(map(is_public, addresses)):
        raise FetchError(
            f"{host} is an address of the local network ({addresses[0]}); if that is right, set "
            f'local_hosts = ["{host}"]'
        )
