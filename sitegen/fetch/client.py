"""A polite client: one connection per host, waits, repeated attempts, redirects, conditions."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol
from urllib.parse import SplitResult, urlsplit

from sitegen import __version__
from sitegen.errors import printable
from sitegen.fetch.addresses import encoded_address, redirected_address, shown_address
from sitegen.fetch.connections import Answer, BrokenAnswerError, Connection, Limits
from sitegen.fetch.outcomes import FetchError
from sitegen.fetch.proxies import find_proxy

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

_ATTEMPTS: Final = 4
#: Seconds before the second attempt; each later one waits twice as long.
_FIRST_DELAY_S: Final = 10.0
#: The longest wait that a host may ask for.
_MAX_DELAY_S: Final = 600.0
_MAX_REDIRECTS: Final = 5
_OK: Final = 200
_NOT_MODIFIED: Final = 304
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
#: Answers after which a later attempt may succeed.
_BUSY: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_REMEDIES: Final = {
    400: "check the query",
    401: "the service needs a key",
    403: "the service refuses; does it need a key or a contact?",
    404: "check the address",
    410: "the address is gone for good",
}


class Clock(Protocol):
    """What time it is, and waiting; tests have another one."""

    def current_time(self) -> datetime:
        """Return the time, in UTC."""

    def monotonic(self) -> float:
        """Return seconds since any moment."""

    def sleep(self, seconds: float) -> None:
        """Wait."""


class SystemClock:
    """The clock of the system."""

    def current_time(self) -> datetime:
        """Return the time, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return seconds since any moment."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


@dataclass(frozen=True, slots=True)
class Manners:
    """How an entry asks.

    Attributes:
        wait_s: seconds between two requests to one host.
        contact: mail or web address in the header User-Agent, or "".
        local_hosts: hosts that may be in the local network.
    """

    wait_s: float
    contact: str = ""
    local_hosts: tuple[str, ...] = ()

    @property
    def agent(self) -> str:
        """Value of the header User-Agent."""
        return f"sitegen/{__version__}" + (f" (+{self.contact})" if self.contact else "")


class _HostKey(NamedTuple):
    """What a connection is for; hosts that one entry may reach are closed to others."""

    scheme: str
    host: str
    port: int
    is_local_allowed: bool


class Client:
    """Asks hosts, one request at a time."""

    def __init__(
        self,
        clock: Clock | None = None,
        limits: Limits | None = None,
        log: Callable[[str], None] = lambda _line: None,
    ) -> None:
        """Create a client without connections.

        Args:
            clock: for waits and the day; the system's by default.
            limits: of each request; those of ``Limits`` by default.
            log: is called with a line per request and per wait.
        """
        self.clock = clock or SystemClock()
        self._limits = limits or Limits()
        self._log = log
        self._connections: dict[_HostKey, Connection] = {}
        #: host -> when its last request ended, by ``clock.monotonic``.
        self._last_end: dict[str, float] = {}

    def close(self) -> None:
        """Close all connections."""
        for connection in self._connections.values():
            connection.close()
        self._connections.clear()

    def get(self, address: str, manners: Manners, conditions: Mapping[str, str] = {}) -> Answer:
        """Return the answer of an address: with status 200, or 304 if there are conditions.

        Attempts are repeated when a host is busy or a connection breaks, after the time that the
        host asks for.

        Args:
            address: with the scheme http or https.
            manners: how to ask.
            conditions: headers If-None-Match and If-Modified-Since.

        Raises:
            FetchError: there is no such answer; the message names the address.
        """
        address = encoded_address(address)
        headers = {"User-Agent": manners.agent, "Accept": "*/*", **conditions}
        fault = ""
        for attempt in range(_ATTEMPTS):
            answer, fault = self._attempt(address, headers, manners)
            if answer and answer.status in {_OK, _NOT_MODIFIED}:
                return answer
            if attempt < _ATTEMPTS - 1:
                wish_s = self._asked_delay(answer, address) if answer else None
                delay = _FIRST_DELAY_S * 2**attempt if wish_s is None else wish_s
                self._log(f"{shown_address(address)}: {fault}; next attempt in {delay:g} s")
                self.clock.sleep(delay)
        raise FetchError(f"{shown_address(address)}: {fault}, {_ATTEMPTS} times; try again later")

    def _attempt(
        self, address: str, headers: Mapping[str, str], manners: Manners
    ) -> tuple[Answer | None, str]:
        """Return an answer, if there is one, and what is wrong, or "".

        Raises:
            FetchError: another attempt would give the same.
        """
        try:
            answer = self._follow(address, headers, manners)
        except BrokenAnswerError as error:
            return None, str(error)
        except FetchError as error:
            raise FetchError(f"{shown_address(address)}: {error}") from error
        fault = f"answers with status {answer.status}"
        if answer.status not in _BUSY | {_OK, _NOT_MODIFIED}:
            remedy = _REMEDIES.get(answer.status, "is this the right address?")
            raise FetchError(f"{shown_address(address)}: {fault}; {remedy}")
        return answer, fault

    def _asked_delay(self, answer: Answer, address: str) -> float | None:
        """Return how many seconds a host asks to wait; None if it says nothing of it.

        Raises:
            FetchError: it is too long to wait for.
        """
        delay = parse_retry_after(answer.headers.get("retry-after", ""), self.clock.current_time())
        if delay is not None and delay > _MAX_DELAY_S:
            raise FetchError(
                f"{shown_address(address)}: the host asks to wait for {delay / 60:.0f} minutes; "
                "run 'sitegen fetch' again then"
            )
        return delay

    def _follow(self, address: str, headers: Mapping[str, str], manners: Manners) -> Answer:
        """Return the answer of an address and of what it is redirected to."""
        for _ in range(_MAX_REDIRECTS + 1):
            answer = self._ask(address, headers, manners)
            target = answer.headers.get("location")
            if answer.status not in _REDIRECTS or not target:
                return answer
            address = redirected_address(address, target)
        raise FetchError(f"is redirected more than {_MAX_REDIRECTS} times; check the address")

    def _ask(self, address: str, headers: Mapping[str, str], manners: Manners) -> Answer:
        """Send one request when it is the host's turn."""
        parts = urlsplit(address)
        host = parts.hostname or ""
        last_end = self._last_end.get(host)
        if last_end is not None:
            rest = last_end + manners.wait_s - self.clock.monotonic()
            if rest > 0:
                self.clock.sleep(rest)
        self._log(f"GET {printable(shown_address(address), is_line=True)}")
        connection = self._connection(parts, manners.local_hosts)
        try:
            return connection.get(address, headers)
        finally:
            self._last_end[host] = self.clock.monotonic()

    def _connection(self, parts: SplitResult, local_hosts: Collection[str]) -> Connection:
        host = parts.hostname or ""
        try:
            port = parts.port or (443 if parts.scheme == "https" else 80)
        except ValueError:
            raise FetchError("has a port that is no number up to 65535; correct it") from None
        key = _HostKey(parts.scheme, host, port, host in local_hosts)
        if key not in self._connections:
            # Hosts of the local network are asked without a proxy.
            proxy = None if host in local_hosts else find_proxy(parts.scheme, host, port)
            self._connections[key] = Connection(
                parts.scheme, host, port, self._limits, local_hosts, proxy
            )
        return self._connections[key]


def parse_retry_after(value: str, moment: datetime) -> float | None:
    """Return the seconds of a header Retry-After: a number, or a date. None for other text.

    Source: RFC 9110, section 10.2.3
    """
    value = value.strip()
    if value.isascii() and value.isdigit():
        # A number of thousands of digits is no time.
        return float(value[:9])
    try:
        end = parsedate_to_datetime(value)
    except (TypeError, ValueError, IndexError):
        return None
    if end.tzinfo is None:
        end = end.replace(tzinfo=UTC)
    return max(0.0, (end - moment).total_seconds())
