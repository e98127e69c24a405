"""One request over HTTP: TLS, limits of size and time, and the checks of ``addresses``."""

from __future__ import annotations

import http.client
import ssl
import threading
import zlib
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from socket import SHUT_RDWR, gaierror
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from sitegen.fetch.addresses import open_socket
from sitegen.fetch.outcomes import FetchError
from sitegen.fetch.proxies import Proxy

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

_BLOCK_BYTES: Final = 1 << 16
#: zlib: a gzip header, and the largest window.
_GZIP_WINDOW: Final = 16 + zlib.MAX_WBITS
#: In the message of ``http.client``, behind which the status of a proxy's answer stands.
_REFUSED_TUNNEL: Final = "Tunnel connection failed: 4"


class BrokenAnswerError(FetchError):
    """A connection failed or an answer is cut off: another attempt may succeed."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one request.

    Attributes:
        silence_s: seconds without a byte. arXiv's OAI-PMH may need 90 for a page.
        total_s: seconds from the connection to the last byte.
        max_bytes: of the body, unpacked.
    """

    silence_s: float = 120
    total_s: float = 600
    max_bytes: int = 1 << 26


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one request.

    Attributes:
        status: of HTTP.
        headers: by their names in lower case; of several with a name, the last one.
        body: unpacked.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes = b""


class Connection:
    """A connection to one host, which is kept open and opened again when the host closes it."""

    def __init__(  # noqa: PLR0913, PLR0917
        self,
        scheme: str,
        host: str,
        port: int,
        limits: Limits,
        local_hosts: Collection[str],
        proxy: Proxy | None = None,
    ) -> None:
        """Prepare a connection; the first request opens it.

        Args:
            scheme: http or https.
            host: name or IP address.
            port: of the host.
            limits: of each request.
            local_hosts: hosts that may be in the local network.
            proxy: that is asked in place of the host; None for none.
        """
        kind = _SecureConnection if scheme == "https" else _PlainConnection
        target = proxy or Proxy(host, port)
        self._connection = kind(target.host, target.port, timeout=limits.silence_s)
        self._connection.local_hosts = (target.host,) if proxy else local_hosts
        # A proxy passes on what is encrypted, and reads the whole address of what is not.
        self._plain_proxy = proxy if scheme == "http" else None
        if proxy and scheme == "https":
            self._connection.server_name = host
            self._connection.set_tunnel(host, port, proxy.headers)
        self._proxy = proxy
        self._limits = limits

    def close(self) -> None:
        """Close the connection; the next request opens it again."""
        self._connection.close()

    def get(self, address: str, headers: Mapping[str, str]) -> Answer:
        """Send a request and read its answer.

        Raises:
            BrokenAnswerError: the connection fails, the answer is cut off, or it takes too long.
            FetchError: the host is not allowed, its certificate is invalid, or the answer is too
                large or packed in an unknown way.
        """
        is_reused = self._connection.sock is not None
        try:
            return self._get(address, headers)
        except BrokenAnswerError:
            # A host may close a connection that waits; that is seen with the next request only.
            if not is_reused:
                raise
        return self._get(address, headers)

    def _get(self, address: str, headers: Mapping[str, str]) -> Answer:
        parts = urlsplit(address)
        path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        if self._plain_proxy:
            path = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{path}"
            headers = {**headers, **self._plain_proxy.headers}
        try:
            with self._time_limit() as is_late:
                self._connection.request(
                    "GET", path, headers={"Accept-Encoding": "gzip", **headers}
                )
                response = self._connection.getresponse()
                body = self._read(response)
        except FetchError:
            self.close()
            if is_late.is_set():
                raise BrokenAnswerError(self._describe(TimeoutError(), is_total=True)) from None
            raise
        except ssl.SSLCertVerificationError as error:
            self.close()
            raise FetchError(
                f"the certificate is not valid: {error.verify_message}; check the address, and the "
                "date of this machine"
            ) from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            self.close()
            raise BrokenAnswerError(self._describe(error, is_total=is_late.is_set())) from error
        fields = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, fields, body)

    def _describe(self, error: Exception, *, is_total: bool) -> str:
        if is_total:
            return f"the answer took longer than {self._limits.total_s:g} s"
        if isinstance(error, TimeoutError):
            return f"there was no answer for {self._limits.silence_s:g} s"
        if isinstance(error, http.client.IncompleteRead):
            return "the answer is cut off"
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        if isinstance(error, gaierror):
            reason += " (is the address right, and is there a network?)"
        proxy = f" by the proxy {self._proxy.host}:{self._proxy.port}" if self._proxy else ""
        return f"the connection{proxy} failed: {reason}"

    @contextmanager
    def _time_limit(self) -> Iterator[threading.Event]:
        """End the connection when the total time is over; yield the event that says so.

        A limit per read is not enough: a host may send one byte per minute.
        """
        is_late = threading.Event()

        def abort() -> None:
            is_late.set()
            stream = self._connection.sock
            if stream is not None:
                with suppress(OSError):
                    stream.shutdown(SHUT_RDWR)

        timer = threading.Timer(self._limits.total_s, abort)
        timer.daemon = True
        timer.start()
        try:
            yield is_late
        finally:
            timer.cancel()

    def _read(self, response: http.client.HTTPResponse) -> bytes:
        """Read and unpack a body.

        Raises:
            FetchError: it is too large, or packed in an unknown way.
            BrokenAnswerError: it is cut off.
        """
        packing = (response.getheader("Content-Encoding") or "identity").strip().lower()
        if packing not in {"identity", "gzip", "x-gzip", ""}:
            raise FetchError(
                f"the answer is packed as {packing}, which was not asked for; run it again later"
            )
        unpacker = _Unpacker(self._limits.max_bytes) if "gzip" in packing else None
        parts: list[bytes] = []
        size = 0
        while block := response.read(_BLOCK_BYTES):
            part = unpacker.unpack(block) if unpacker else block
            parts.append(part)
            size += len(part)
            if size > self._limits.max_bytes:
                raise FetchError(
                    f"the answer has more than {self._limits.max_bytes >> 20} MB; ask for less"
                )
        # http.client raises nothing if a body is shorter than its header says.
        if response.length or (unpacker and not unpacker.is_complete):
            raise BrokenAnswerError("the answer is cut off")
        return b"".join(parts)


class _Unpacker:
    """Unpacks gzip, which may have several members, up to a limit."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._stream = zlib.decompressobj(_GZIP_WINDOW)
        self._has_data = False

    @property
    def is_complete(self) -> bool:
        """Whether the last member has its end, or there was no data at all."""
        return self._stream.eof or not self._has_data

    def unpack(self, block: bytes) -> bytes:
        """Return the unpacked bytes of a block, at most one more than the limit."""
        self._has_data = True
        parts: list[bytes] = []
        left = self._max_bytes + 1
        try:
            while block and left > 0:
                if self._stream.eof:
                    self._stream = zlib.decompressobj(_GZIP_WINDOW)
                parts.append(self._stream.decompress(block, left))
                left -= len(parts[-1])
                block = self._stream.unconsumed_tail or self._stream.unused_data
        except zlib.error as error:
            raise BrokenAnswerError("the answer is damaged: it can't be unpacked") from error
        return b"".join(parts)


class _PlainConnection(http.client.HTTPConnection):
    """Connects to allowed addresses only."""

    local_hosts: Collection[str] = ()
    #: Host whose certificate is checked, if it is reached by a proxy.
    server_name = ""

    def connect(self) -> None:
        """Open the socket, and ask a proxy to pass on what follows.

        Raises:
            FetchError: the host is not allowed, or the proxy refuses.
            OSError: it does not answer.
        """
        self.sock = open_socket(self.host, self.port, self.timeout or 0, self.local_hosts)
        if self.server_name:
            self._open_tunnel()

    def _open_tunnel(self) -> None:
        try:
            self._tunnel()  # type: ignore[attr-defined]
        except OSError as error:
            # Another attempt would be refused, too.
            if _REFUSED_TUNNEL in str(error):
                raise FetchError(
                    f"the proxy {self.host}:{self.port} refuses: {error}; check HTTPS_PROXY"
                ) from error
            raise


class _SecureConnection(_PlainConnection):
    """Checks certificate and host name as well."""

    default_port = http.client.HTTPS_PORT

    def connect(self) -> None:
        """Open the socket and start TLS."""
        super().connect()
        try:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(
                self.sock, server_hostname=self.server_name or self.host
            )
        except OSError:
            self.close()
            raise
