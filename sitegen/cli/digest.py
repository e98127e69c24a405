"""``sitegen digest``: what is new, as emails."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from sitegen.cli.console import echo, print_summary, progress_reporter
from sitegen.cli.log import LOG_FORMAT, current_log
from sitegen.cli.options import SOURCES, reading_options
from sitegen.errors import ConfigError, SitegenError, count_of, write_fault

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from sitegen.cli.options import Options
    from sitegen.config import Config
    from sitegen.digest.delivery import Result
    from sitegen.digest.recipients import Recipient, Secrets
    from sitegen.digest.selection import News
    from sitegen.digest.sending import Mailing, Outbox
    from sitegen.pages import SiteContext

_DRY_FOLDER: Final = Path(".sitegen/digest")


@click.command()
@SOURCES
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DAY",
    help="First day, such as 2026-11-25. Default: what is new to each recipient.",
)
@click.option("--to", "address", metavar="ADDRESS", help="Only recipient.")
@click.option("--dry-run", is_flag=True, help="Write the emails as .eml files; send nothing.")
@click.option(
    "--resend", is_flag=True, help="Send emails again of which nobody knows whether they arrived."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the .eml files. Default: .sitegen/digest beside sitegen.toml.",
)
@LOG_FORMAT
@reading_options
def digest(  # noqa: PLR0913, PLR0917
    sources: tuple[str, ...],
    since: datetime | None,
    address: str | None,
    dry_run: bool,  # noqa: FBT001
    resend: bool,  # noqa: FBT001
    output: Path | None,
    options: Options,
) -> None:  # fmt: skip
    """Send new papers, trending papers and alerts as an email to each recipient.

    Each email is sent at most once. Recipients and secrets come from the environment, see
    docs/digest.md; [digest] of sitegen.toml has the other settings.

    \b
    Examples:
      sitegen digest --dry-run
      sitegen digest --to me@example.org --since 2026-11-01
      sitegen digest
    """  # noqa: D301
    from sitegen.build import read_news
    from sitegen.digest.recipients import Secrets, lost_recipients
    from sitegen.digest.sending import check_settings

    config = options.config()
    check_settings(config.digest, is_sent=not dry_run)
    if not config.site.url:
        raise ConfigError("set url in [site] of sitegen.toml: emails link to the site")
    secrets = Secrets.read(os.environ, config.folder)
    recipients = _recipients(config, secrets, address, is_dry=dry_run)
    for recipient in lost_recipients(recipients, config.alert):
        fault = "names an alert that sitegen.toml does not have; correct the line"
        echo(f"{recipient}: {fault}", err=True)
    if not dry_run:
        secrets.check_key()
    with progress_reporter(quiet=True) as progress:
        report, context, news = read_news(options.request(sources, config), config, progress)
    print_summary(report, None, quiet=True, verbose=options.verbose)
    if news.last_day is None:
        raise SitegenError(
            "no paper has a day on which it was first seen; add papers with 'sitegen add', or set "
            "record = true in [state]",
            code="no-days",
        )
    run = _Run(config, secrets, recipients, since.date() if since else None)
    if dry_run:
        run.write(context, news, output or config.folder / _DRY_FOLDER)
    else:
        run.send(context, news, is_resent=resend)


def _recipients(
    config: Config, secrets: Secrets, address: str | None, *, is_dry: bool
) -> list[Recipient]:
    """Return who gets the digest; in a dry run the sender if there is no list.

    Raises:
        ConfigError: the list has faults, or there is nobody.
    """
    from sitegen.digest.recipients import RECIPIENTS, parse_recipients

    if address is not None:
        known = parse_recipients(secrets.recipients)
        same = [r for r in known if r.address.casefold() == address.strip().casefold()]
        return same or parse_recipients(address)
    recipients = parse_recipients(secrets.recipients)
    if not recipients and is_dry:
        from email.utils import parseaddr

        recipients = parse_recipients(parseaddr(config.digest.sender)[1])
    if not recipients:
        raise ConfigError(
            f"there are no recipients; set {RECIPIENTS} or {RECIPIENTS}_FILE, or use --to",
            code="no-recipients",
        )
    return recipients


class _Run:
    """One run of the command."""

    def __init__(
        self,
        config: Config,
        secrets: Secrets,
        recipients: Sequence[Recipient],
        since: date | None,
    ) -> None:
        self._config = config
        self._secrets = secrets
        self._recipients = recipients
        self._since = since

    @property
    def _ledger_folder(self) -> Path:
        from sitegen.build.recording import state_folder
        from sitegen.digest.ledger import LEDGER_FOLDER

        return state_folder(self._config) / LEDGER_FOLDER

    def _mailing(self, context: SiteContext, news: News) -> Mailing:
        from sitegen.digest.messages import Composer
        from sitegen.digest.sending import Mailing
        from sitegen.state import current_time

        composer = Composer(context, self._config.digest, current_time())
        return Mailing(news, composer, self._secrets.key, since=self._since)

    def write(self, context: SiteContext, news: News, folder: Path) -> None:
        """Write the emails as files.

        Raises:
            SitegenError: the ledger is damaged, or a file can't be written.
        """
        from dataclasses import replace

        from sitegen.digest.ledger import Ledger
        from sitegen.digest.sending import write_letters
        from sitegen.pages import digest_title

        mailing = self._mailing(context, news)
        # Without the key nobody knows who got what.
        if self._secrets.key and self._ledger_folder.is_dir():
            mailing = replace(mailing, ledger=Ledger(self._ledger_folder))
        outbox = mailing.fill_outbox(self._recipients)
        _print_current(outbox)
        try:
            paths = write_letters(outbox.letters, folder)
        except OSError as error:
            raise SitegenError(write_fault(folder, error)) from error
        log = current_log()
        for letter, path in zip(outbox.letters, paths, strict=True):
            title = digest_title(letter.digest)
            log.write(
                "email", recipient=letter.recipient.line, outcome="written", path=str(path),
                papers=len(letter.digest.new),
            )  # fmt: skip
            if not log.is_json:
                echo(f"{path}: {title}")
        log.end(written=len(paths), current=len(outbox.current))

    def send(self, context: SiteContext, news: News, *, is_resent: bool) -> None:
        """Send the emails.

        Raises:
            SitegenError: an email was not sent, or nobody knows whether it was.
        """
        from dataclasses import replace

        from sitegen.digest.delivery import Delivery, connector
        from sitegen.digest.ledger import open_ledger
        from sitegen.digest.sending import release_unknown, send_letters
        from sitegen.state.writing import create_state

        # So that nobody takes the ledger's files for papers.
        create_state(self._ledger_folder.parent)
        with open_ledger(self._ledger_folder) as ledger:
            mailing = replace(self._mailing(context, news), ledger=ledger)
            if is_resent:
                count = release_unknown(self._recipients, self._secrets.key, ledger)
                echo(f"{count_of(count, 'unknown email')} may be sent again")
            outbox = mailing.fill_outbox(self._recipients)
            _print_current(outbox)
            domain = mailing.composer.sender.partition("@")[2]
            connect = connector(self._config.digest, self._secrets, domain)
            delivery = Delivery(connect, mailing.composer.sender, ledger)
            is_sent = send_letters(outbox.letters, delivery, _print_result)
        if is_sent:
            current_log().end(sent=len(outbox.letters), current=len(outbox.current))
        else:
            raise SitegenError(
                "not all emails were sent. What is not sent yet, the next run sends; what is "
                "unknown, only --resend",
                code="not-sent",
            )


def _print_current(outbox: Outbox) -> None:
    from sitegen.digest.delivery import Outcome, Result

    for recipient in outbox.unknown:
        result = Result(Outcome.UNKNOWN, "nobody knows whether an earlier email arrived")
        _print_result(recipient, result, err=True)
    if outbox.current and not current_log().is_json:
        echo(f"nothing new for {count_of(len(outbox.current), 'recipient')}")


def _print_result(recipient: Recipient, result: Result, *, err: bool = False) -> None:
    log = current_log()
    outcome = result.outcome.name.lower()
    log.write("email", recipient=recipient.line, outcome=outcome, reason=result.reason,
              remedy=result.outcome.remedy)  # fmt: skip
    if not log.is_json:
        echo(f"{recipient}: {result}", err=err)
