"""Send what is new to each recipient, or write it to files."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from sitegen.config.digest import LOCAL_HOSTS
from sitegen.digest.delivery import Mail, Outcome, Result
from sitegen.digest.recipients import Recipient, hash_address
from sitegen.digest.selection import digest_id, first_day, select_digest
from sitegen.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from sitegen.config.digest import DigestSettings
    from sitegen.digest.delivery import Delivery
    from sitegen.digest.ledger import Ledger
    from sitegen.digest.messages import Composer
    from sitegen.digest.selection import News
    from sitegen.news import Digest


class Letter(NamedTuple):
    """A digest for a recipient."""

    recipient: Recipient
    mail: Mail
    digest: Digest


@dataclass(slots=True)
class Outbox:
    """What is to be sent, and to whom nothing is.

    Attributes:
        letters: to be sent.
        current: recipients for whom nothing is new.
        unknown: recipients with an earlier email of which nobody knows whether it arrived.
    """

    letters: list[Letter] = field(default_factory=list)
    current: list[Recipient] = field(default_factory=list)
    unknown: list[Recipient] = field(default_factory=list)


def check_settings(settings: DigestSettings, *, is_sent: bool) -> None:
    """Check that the settings suffice to write emails and, if they are sent, to send them.

    Raises:
        ConfigError: a setting is missing, or a connection would not be encrypted.
    """
    if not settings.sender:
        raise ConfigError("set sender in [digest] of sitegen.toml: the address that sends emails")
    if is_sent and not settings.server:
        raise ConfigError("set server in [digest] of sitegen.toml: the mail server's host")
    if is_sent and settings.security == "none" and settings.server not in LOCAL_HOSTS:
        raise ConfigError(
            '[digest] security = "none" is only for a server on this machine; use "tls" or '
            '"starttls"'
        )


@dataclass(frozen=True, slots=True)
class Mailing:
    """One run: what there is, who writes the emails, and who got what.

    Attributes:
        news: what there is.
        composer: writes the emails.
        key: of the hashes that stand for addresses.
        ledger: who got what; None for nobody.
        since: first day; None for what is new to each recipient.
    """

    news: News
    composer: Composer
    key: str
    ledger: Ledger | None = None
    since: date | None = None

    def fill_outbox(self, recipients: Iterable[Recipient]) -> Outbox:
        """Return the emails that recipients are to get.

        A recipient gets the papers since the last day of the newest digest before, without those
        that were in it: a paper never comes twice, and none is lost if a day has several runs.
        """
        outbox = Outbox()
        last = self.news.last_day
        for recipient in recipients:
            name = hash_address(recipient.address, self.key)
            if self.ledger and self.ledger.unknown_of(name):
                outbox.unknown.append(recipient)
            digest = self._select(recipient, name, last) if last else None
            if digest and digest.new:
                outbox.letters.append(self._write(recipient, name, digest))
            else:
                outbox.current.append(recipient)
        return outbox

    def _select(self, recipient: Recipient, name: str, last: date) -> Digest:
        ledger, news = self.ledger, self.news
        previous = ledger.last_day_of(name) if ledger else None
        first = self.since or previous or first_day(last, self.composer.settings.period)
        # Papers of an older digest that is sent again are on older days.
        released = ledger.released_of(name) & news.days.keys() if ledger else frozenset()
        first = min(first, last, *(news.days[paper_id] for paper_id in released))
        alerts = tuple(
            alert
            for alert in news.alerts
            if recipient.alerts is None or alert.name in recipient.alerts
        )
        seen = ledger.papers_of(name) if ledger else frozenset()
        return select_digest(replace(news, alerts=alerts), first, last, seen)

    def _write(self, recipient: Recipient, name: str, digest: Digest) -> Letter:
        identifier = digest_id(digest)
        content = self.composer.compose(digest, identifier, recipient.address, name)
        mail = Mail(name, recipient.address, identifier, digest.new, content)
        return Letter(recipient, mail, digest)


def release_unknown(recipients: Iterable[Recipient], key: str, ledger: Ledger) -> int:
    """Let emails be sent again of which nobody knows whether they arrived; return their number."""
    names = [hash_address(recipient.address, key) for recipient in recipients]
    attempts = [attempt for name in names for attempt in ledger.unknown_of(name)]
    for attempt in attempts:
        ledger.finish("released", attempt)
    return len(attempts)


def send_letters(
    letters: Sequence[Letter], delivery: Delivery, report: Callable[[Recipient, Result], None]
) -> bool:
    """Send emails; return whether all were sent.

    Args:
        letters: to be sent.
        delivery: sends them.
        report: called after each attempt, so that a run that is stopped has said what was sent.
    """
    recipients = {letter.mail.recipient: letter.recipient for letter in letters}

    def report_result(mail: Mail, result: Result) -> None:
        report(recipients[mail.recipient], result)

    results = delivery.run([letter.mail for letter in letters], report_result)
    return all(result.outcome is Outcome.SENT for result in results.values())


def write_letters(letters: Sequence[Letter], folder: Path) -> list[Path]:
    """Write emails as files, named by the lines of their recipients.

    Raises:
        OSError: a file can't be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    # They have addresses, which nobody should commit.
    (folder / ".gitignore").write_text("*\n", encoding="utf-8")
    paths = []
    for letter in letters:
        path = folder / f"{letter.recipient.line}.eml"
        path.write_bytes(letter.mail.content)
        paths.append(path)
    return paths
