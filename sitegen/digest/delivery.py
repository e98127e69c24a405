"""Deliver emails by SMTP, each at most once.

The states of an email: it is pending until the server takes its sender and its recipient. Then the
ledger says that the attempt begins, and only then the text leaves. If the server answers, the email
is sent or rejected. If the connection breaks behind that point, it is unknown, and it is never sent
again unless a person says so. Before that point it is tried again, later, as servers that answer
"not now" (greylisting) want it.

Answers of a server may quote addresses: of them only the codes are kept.
"""

from __future__ import annotations

import re
import smtplib
import ssl
import time
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple

from sitegen.errors import SitegenError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sitegen.config.digest import DigestSettings
    from sitegen.digest.ledger import Ledger
    from sitegen.digest.recipients import Secrets

    #: Returns an open connection.
    Connect = Callable[[], smtplib.SMTP]

#: Before each further round of attempts. A greylist opens after some minutes.
RETRY_WAITS_S: Final = (20, 120, 360)
_TIMEOUT_S: Final = 60
_PORTS: Final = {"tls": 465, "starttls": 587, "none": 25}
#: "5.7.1", behind the three digits of an answer. Source: RFC 3463.
_ENHANCED_CODE: Final = re.compile(rb"[245]\.\d{1,3}\.\d{1,3}\b")
_OK: Final = range(200, 300)
_TEMPORARY: Final = range(400, 500)
_REFUSED: Final = range(400, 600)
#: The server closes the connection. Source: RFC 5321, section 3.8.
_CLOSING: Final = 421


class Outcome(Enum):
    """How the delivery of an email ended."""

    SENT = "sent"
    REFUSED = "refused"
    DEFERRED = "not sent yet"
    UNKNOWN = "unknown"

    @property
    def remedy(self) -> str:
        """What a person or the next run does; empty for an email that was sent."""
        return {
            Outcome.REFUSED: "check the address, or remove its line",
            Outcome.DEFERRED: "the next attempt or run sends it",
            Outcome.UNKNOWN: "--resend sends it again",
        }.get(self, "")


class Result(NamedTuple):
    """An outcome, and why: codes of the server's answer, or the kind of a fault."""

    outcome: Outcome
    reason: str

    def __str__(self) -> str:
        remedy = f"; {self.outcome.remedy}" if self.outcome.remedy else ""
        return f"{self.outcome.value} ({self.reason}){remedy}"


@dataclass(frozen=True, slots=True)
class Mail:
    """An email to be delivered.

    Attributes:
        recipient: keyed hash of the address.
        address: the recipient's.
        digest: id of the digest.
        papers: ids of the digest's papers.
        content: the message, with the line ends of SMTP.
    """

    recipient: str
    address: str = field(repr=False)
    digest: str = ""
    papers: tuple[str, ...] = ()
    content: bytes = field(default=b"", repr=False)


def connector(
    settings: DigestSettings, secrets: Secrets, domain: str, tls: ssl.SSLContext | None = None
) -> Connect:
    """Return a function that opens a connection.

    Args:
        settings: server, port and security.
        secrets: name and password, which are sent over TLS only.
        domain: of the sender, as which the client greets.
        tls: how certificates are checked; None for the system's authorities.
    """
    context = tls or ssl.create_default_context()
    port = settings.port or _PORTS[settings.security]

    def connect() -> smtplib.SMTP:
        if settings.security == "tls":
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                settings.server, port, domain, timeout=_TIMEOUT_S, context=context
            )
        else:
            connection = smtplib.SMTP(settings.server, port, domain, timeout=_TIMEOUT_S)
        try:
            if settings.security == "starttls":
                connection.starttls(context=context)
            if secrets.user and settings.security != "none":
                connection.login(secrets.user, secrets.password)
            connection.ehlo_or_helo_if_needed()
        except BaseException:
            connection.close()
            raise
        return connection

    return connect


class Delivery:
    """The delivery of some emails over as few connections as possible."""

    def __init__(
        self,
        connect: Connect,
        sender: str,
        ledger: Ledger,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Keep what a delivery needs.

        Args:
            connect: opens a connection.
            sender: address of the sender.
            ledger: where attempts are written.
            sleep: waits for some seconds.
        """
        self._connect = connect
        self._sender = sender
        self._ledger = ledger
        self._sleep = sleep
        self._connection: smtplib.SMTP | None = None
        # Why no connection can be opened in this round, or empty.
        self._fault = ""

    def run(
        self, mails: Sequence[Mail], report: Callable[[Mail, Result], None]
    ) -> dict[str, Result]:
        """Deliver emails; return the result of each by its recipient.

        Args:
            mails: to be delivered.
            report: called with each result, also of attempts that are followed by others.

        Raises:
            SitegenError: the server has no valid certificate or refuses name and password, or the
                ledger can't be written.
        """
        results: dict[str, Result] = {}
        pending = list(mails)
        try:
            for wait in (0, *RETRY_WAITS_S):
                if pending and wait:
                    self._close()
                    self._sleep(wait)
                self._fault = ""
                for mail in pending:
                    results[mail.recipient] = self._deliver(mail)
                    report(mail, results[mail.recipient])
                pending = [m for m in pending if results[m.recipient].outcome is Outcome.DEFERRED]
        finally:
            self._close()
        return results

    def _deliver(self, mail: Mail) -> Result:
        """Try once to deliver an email. A deferred one may be tried again."""
        if self._fault:
            # Each attempt may take a minute.
            return Result(Outcome.DEFERRED, self._fault)
        try:
            connection = self._connection = self._connection or self._open()
        except (smtplib.SMTPException, OSError) as error:
            self._fault = _kind_of(error)
            return Result(Outcome.DEFERRED, self._fault)
        try:
            for code, answer in (
                connection.mail(self._sender, [f"size={len(mail.content)}"]
                                if connection.has_extn("size") else []),
                connection.rcpt(mail.address),
            ):  # fmt: skip
                if code not in _OK:
                    return self._refusal(code, answer)
        except (smtplib.SMTPException, OSError) as error:
            self._close()
            return Result(Outcome.DEFERRED, _kind_of(error))
        return self._hand_over(connection, mail)

    def _hand_over(self, connection: smtplib.SMTP, mail: Mail) -> Result:
        """Hand the text of an email to a server that has taken its recipient."""
        attempt = self._ledger.begin(mail.digest, mail.recipient, mail.papers)
        try:
            code, answer = connection.data(mail.content)
        except smtplib.SMTPDataError as error:
            # An answer to the command: the text has not left.
            code, answer = error.smtp_code, error.smtp_error  # type: ignore[assignment]
        except (smtplib.SMTPException, OSError) as error:
            self._close()
            return Result(Outcome.UNKNOWN, _kind_of(error))
        if code in _OK:
            self._ledger.finish("sent", attempt)
            return Result(Outcome.SENT, _codes(code, answer))
        if code not in _REFUSED:
            # No answer that SMTP knows: it may have taken the text.
            self._close()
            return Result(Outcome.UNKNOWN, "an unknown answer")
        self._ledger.finish("rejected", attempt)
        return self._refusal(code, answer)

    def _refusal(self, code: int, answer: bytes) -> Result:
        """Return the result for a server that does not take an email, and end the transaction."""
        is_answer = code in _REFUSED
        if code == _CLOSING or not is_answer:
            self._close()
        elif self._connection:
            try:
                self._connection.rset()
            except (smtplib.SMTPException, OSError):
                self._close()
        is_final = is_answer and code not in _TEMPORARY
        outcome = Outcome.REFUSED if is_final else Outcome.DEFERRED
        return Result(outcome, _codes(code, answer))

    def _open(self) -> smtplib.SMTP:
        try:
            return self._connect()
        except ssl.SSLCertVerificationError as error:
            message = f"the mail server's certificate is not valid ({error.verify_message}); "
            message += "check server in [digest]"
            raise SitegenError(message, code="mail-server") from error
        except (ssl.SSLEOFError, ssl.SSLZeroReturnError):
            # The connection broke, which may be better the next time.
            raise
        except ssl.SSLError as error:
            message = f"the mail server speaks no TLS ({error.reason}); check port and security"
            raise SitegenError(message, code="mail-server") from error
        except smtplib.SMTPNotSupportedError as error:
            message = (
                "the mail server offers no encryption or no login; check port and security in "
                "[digest]"
            )
            raise SitegenError(message, code="mail-server") from error
        except smtplib.SMTPAuthenticationError as error:
            if error.smtp_code in _TEMPORARY:
                raise
            message = f"the mail server refuses name and password ({error.smtp_code})"
            message += "; check SITEGEN_SMTP_USER and SITEGEN_SMTP_PASSWORD"
            raise SitegenError(message, code="mail-server") from None

    def _close(self) -> None:
        connection, self._connection = self._connection, None
        if connection:
            with suppress(smtplib.SMTPException, OSError):
                connection.quit()
            connection.close()


def _codes(code: int, answer: bytes) -> str:
    """Return the codes of an answer; its text may quote an address."""
    enhanced = _ENHANCED_CODE.match(answer)
    return f"{code} {enhanced[0].decode()}" if enhanced else str(code)


def _kind_of(error: Exception) -> str:
    """Return what is wrong with a connection, without the text of a server's answer."""
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return "the connection broke"
    if isinstance(error, smtplib.SMTPResponseException):
        return str(error.smtp_code)
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return type(error).__name__
