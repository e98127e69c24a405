"""A mail server on this machine that refuses, defers and breaks connections as a test asks."""

import os
import socket
import ssl
from collections import Counter
from contextlib import contextmanager

import pytest

from tests.conftest import ROOT

if not os.environ.get("CI"):
    pytest.importorskip("aiosmtpd")
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

FIXTURES = ROOT / "tests" / "fixtures" / "smtp"
#: Of localhost, and of no other name or address.
CERTIFICATE = FIXTURES / "certificate.pem"
PASSWORD = "open-sesame"


def server_tls():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE, FIXTURES / "key.pem")
    return context


def client_tls():
    """Return a context that checks certificates, and trusts the test's."""
    return ssl.create_default_context(cafile=str(CERTIFICATE))


def authenticate(_server, _session, _envelope, _mechanism, data):
    # Not handled: the server is to answer.
    return AuthResult(success=data.password == PASSWORD.encode(), handled=False)


class Mailbox:
    """Takes emails.

    Attributes:
        taken: (address, content) of each email that the server has.
        rules: address -> what to do: an answer to its RCPT or its text, "drop RCPT", "drop DATA"
            (the text is taken, its answer is lost), "drop text" (it is not taken). A list has one
            for each attempt, and "take" after the last.
    """

    def __init__(self):
        self.taken = []
        self.rules = {}
        self.connections = 0
        self._current = "take"

    def _rule(self, address):
        """Return the rule of the next attempt; the text of this attempt is under the same one."""
        rule = self.rules.get(address, "take")
        if isinstance(rule, list):
            rule = rule.pop(0) if rule else "take"
        self._current = rule
        return rule

    async def handle_EHLO(self, _server, session, _envelope, hostname, responses):  # noqa: N802
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, _session, envelope, address, _options):  # noqa: N802
        rule = self._rule(address)
        if rule == "drop RCPT":
            server.transport.abort()
            return "421 Gone"
        if rule[0] in "45":
            return rule
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, _session, envelope):  # noqa: N802
        address = envelope.rcpt_tos[0]
        rule = self._current
        if rule.startswith("answer "):
            return rule.removeprefix("answer ")
        if rule != "drop text":
            self.taken.append((address, envelope.content))
        if rule.startswith("drop"):
            server.transport.abort()
        return "250 OK"

    @property
    def counts(self):
        return Counter(address for address, _ in self.taken)


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def mail_server(security="none", **options):
    """Run a server in a thread; yield its mailbox and its port."""
    mailbox, port = Mailbox(), free_port()
    if security != "none":
        options |= {"authenticator": authenticate, "auth_require_tls": security == "starttls"}
        options |= {"ssl_context" if security == "tls" else "tls_context": server_tls()}
        if security == "starttls":
            options["require_starttls"] = True
    controller = Controller(mailbox, "localhost" if security == "tls" else "127.0.0.1", port,
                            **options)  # fmt: skip
    controller.start()
    try:
        yield mailbox, port
    finally:
        controller.stop()
