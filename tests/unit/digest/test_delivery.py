"""What becomes of emails that a server takes, refuses, defers, or drops; none is sent twice."""

import subprocess
import sys
from dataclasses import replace

import pytest

from sitegen.config.digest import DigestSettings
from sitegen.digest.delivery import RETRY_WAITS_S, Delivery, Mail, Outcome, connector
from sitegen.digest.ledger import open_ledger
from sitegen.digest.recipients import Secrets, hash_address
from sitegen.errors import SitegenError
from tests.conftest import ROOT
from tests.unit.digest import killed
from tests.unit.digest.mail_server import PASSWORD, client_tls, free_port, mail_server

KEY = "k" * 16
ADA, BEN, CLEO = "ada@example.org", "ben@example.org", "cleo@example.org"
DIGEST = "2026-11-25-0123abcd"
SECRETS = Secrets(user="papers", password=PASSWORD)


@pytest.fixture(autouse=True)
def synced(monkeypatch):
    """Record what is written to the disk, which takes long."""
    monkeypatch.setattr("sitegen.digest.delivery._TIMEOUT_S", 3)
    descriptors = []
    monkeypatch.setattr("sitegen.digest.ledger.os.fsync", descriptors.append)
    return descriptors


@pytest.fixture(scope="module")
def server():
    with mail_server() as (mailbox, port):
        yield mailbox, port


@pytest.fixture
def mailbox(server):
    mailbox = server[0]
    mailbox.taken.clear()
    mailbox.rules.clear()
    return mailbox


@pytest.fixture
def settings(server):
    return DigestSettings(server="127.0.0.1", port=server[1], security="none")


def mail(address, digest=DIGEST):
    content = f"To: {address}\r\nSubject: Papers\r\n\r\n.\r\nA line\r\n".encode()
    return Mail(hash_address(address, KEY), address, digest, ("a", "b"), content)


def deliver(folder, settings, *addresses, sleeps=None, tls=None, secrets=SECRETS):
    """Return address -> result."""
    with open_ledger(folder) as ledger:
        connect = connector(settings, secrets, "example.org", tls)
        sleep = (sleeps if sleeps is not None else []).append
        results = Delivery(connect, "papers@example.org", ledger, sleep).run(
            [mail(address) for address in addresses], lambda *_: None
        )
    return {address: results[hash_address(address, KEY)] for address in addresses}


def unknown(folder, *addresses):
    with open_ledger(folder) as ledger:
        return [a for a in addresses if ledger.unknown_of(hash_address(a, KEY))]


def got(folder, address):
    with open_ledger(folder) as ledger:
        return ledger.papers_of(hash_address(address, KEY))


def test_emails_are_sent_over_one_connection_and_remembered(mailbox, settings, tmp_path, synced):
    mailbox.connections = 0
    results = deliver(tmp_path, settings, ADA, BEN)
    assert [r.outcome for r in results.values()] == [Outcome.SENT] * 2
    assert mailbox.taken == [(a, mail(a).content) for a in (ADA, BEN)]
    assert mailbox.connections == 1
    # Two lines per email, and the folder for its new file.
    assert len(synced) == 5
    assert got(tmp_path, ADA) == got(tmp_path, BEN) == {"a", "b"}
    assert unknown(tmp_path, ADA, BEN) == []
    text = "".join(path.read_text() for path in tmp_path.iterdir())
    assert "@" not in text
    assert "ada" not in text


def test_a_refused_recipient_costs_the_others_nothing(mailbox, settings, tmp_path):
    mailbox.rules = {ADA: f"550 5.1.1 <{ADA}> unknown", CLEO: "answer 554 5.7.1 Spam"}
    sleeps = []
    results = deliver(tmp_path, settings, ADA, BEN, CLEO, sleeps=sleeps)
    assert results[ADA] == (Outcome.REFUSED, "550 5.1.1")
    assert results[BEN].outcome is Outcome.SENT
    assert results[CLEO] == (Outcome.REFUSED, "554 5.7.1")
    assert mailbox.counts == {BEN: 1}
    assert got(tmp_path, ADA) == got(tmp_path, CLEO) == frozenset()
    assert sleeps == []


@pytest.mark.parametrize("answer", ["450 4.7.1 Greylisted", "answer 451 4.3.0 Later", "drop RCPT"])
def test_what_is_deferred_is_tried_again(mailbox, settings, tmp_path, answer):
    mailbox.rules = {ADA: [answer, answer]}
    sleeps = []
    results = deliver(tmp_path, settings, ADA, BEN, sleeps=sleeps)
    assert [r.outcome for r in results.values()] == [Outcome.SENT] * 2
    assert mailbox.counts == {ADA: 1, BEN: 1}
    assert sleeps == [*RETRY_WAITS_S[:2]]
    assert unknown(tmp_path, ADA) == []


def test_after_the_last_attempt_the_next_run_tries(mailbox, settings, tmp_path):
    mailbox.rules = {ADA: "450 4.7.1 Greylisted"}
    sleeps = []
    assert deliver(tmp_path, settings, ADA, sleeps=sleeps)[ADA] == (Outcome.DEFERRED, "450 4.7.1")
    assert sleeps == [*RETRY_WAITS_S]
    assert got(tmp_path, ADA) == frozenset()
    mailbox.rules = {}
    assert deliver(tmp_path, settings, ADA)[ADA].outcome is Outcome.SENT


@pytest.mark.parametrize(("rule", "copies"), [("drop DATA", 1), ("drop text", 0)])
def test_a_connection_that_breaks_after_data_is_unknown(mailbox, settings, tmp_path, rule, copies):
    mailbox.rules = {ADA: rule}
    results = deliver(tmp_path, settings, ADA, BEN)
    assert results[ADA] == (Outcome.UNKNOWN, "the connection broke")
    assert results[BEN].outcome is Outcome.SENT
    assert mailbox.counts[ADA] == copies
    assert unknown(tmp_path, ADA, BEN) == [ADA]
    assert got(tmp_path, ADA) == {"a", "b"}


def test_without_a_server_nobody_waits_for_each_recipient(tmp_path):
    sleeps = []
    settings = DigestSettings(server="127.0.0.1", port=free_port(), security="none")
    results = deliver(tmp_path, settings, ADA, BEN, sleeps=sleeps)
    assert set(results.values()) == {(Outcome.DEFERRED, "Connection refused")}
    assert sleeps == [*RETRY_WAITS_S]
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_tls_is_checked_and_comes_before_the_password(tmp_path, security):
    with mail_server(security) as (mailbox, port):
        settings = DigestSettings(server="localhost", port=port, security=security)
        results = deliver(tmp_path, settings, ADA, tls=client_tls())
        assert results[ADA].outcome is Outcome.SENT
        with pytest.raises(SitegenError, match="certificate is not valid"):
            deliver(tmp_path, settings, BEN)
        with pytest.raises(SitegenError, match=r"certificate is not valid \(IP address mismatch"):
            by_number = replace(settings, server="127.0.0.1")
            deliver(tmp_path, by_number, BEN, tls=client_tls())
        wrong = Secrets(user="papers", password="wrong")
        with pytest.raises(SitegenError, match=r"refuses name and password \(535\)") as caught:
            deliver(tmp_path, settings, BEN, tls=client_tls(), secrets=wrong)
        assert "wrong" not in str(caught.value)
        assert mailbox.counts == {ADA: 1}


def test_a_port_without_tls_is_a_fault(settings, tmp_path):
    with pytest.raises(SitegenError, match=r"speaks no TLS \(WRONG_VERSION_NUMBER\); check port"):
        deliver(tmp_path, replace(settings, security="tls"), ADA)


def test_a_server_without_starttls_gets_no_email(server, settings, tmp_path):
    with pytest.raises(SitegenError, match="offers no encryption"):
        deliver(tmp_path, replace(settings, security="starttls"), ADA)


def test_a_process_that_dies_at_any_step_sends_no_email_twice(mailbox, settings, tmp_path):
    port = str(settings.port)
    command = [sys.executable, "-m", "tests.unit.digest.killed", port, str(tmp_path)]
    steps = int(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout)
    # Writes, answers and lines of one email.
    assert steps > 12
    outcomes = set()
    for step in range(1, steps + 1):
        folder, address = tmp_path / str(step), killed.address(step)
        copies = mailbox.counts[address]
        is_unknown = unknown(folder, address) == [address]
        if not got(folder, address):
            deliver(folder, settings, address)
        assert mailbox.counts[address] <= 1
        # Nobody is left without an email in silence.
        assert mailbox.counts[address] or is_unknown
        outcomes.add((copies, is_unknown))
    # Died before the text, before and behind the server took it, and behind the ledger's line.
    assert outcomes == {(0, False), (0, True), (1, True), (1, False)}
