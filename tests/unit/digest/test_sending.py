"""Who gets what: each paper once, and none is lost."""

from datetime import UTC, date, datetime

import pytest

from sitegen.config.digest import DigestSettings
from sitegen.digest.ledger import open_ledger
from sitegen.digest.messages import Composer
from sitegen.digest.recipients import hash_address, parse_recipients
from sitegen.digest.selection import News
from sitegen.digest.sending import Mailing, check_settings, release_unknown, write_letters
from sitegen.errors import ConfigError
from sitegen.news import Alert
from tests.unit.pages.builders import context, papers

KEY = "k" * 16
ADA, BEN = RECIPIENTS = parse_recipients("ada@x.org\nben@x.org: Hats")
DAYS = [date(2026, 11, day) for day in (10, 23, 24, 25)]
ALERTS = (Alert("Hats", "alerts/hats", "", ("p4",)), Alert("Caps", "alerts/caps", "", ("p4",)))
COMPOSER = Composer(
    context(papers(5), url="https://x.org"), DigestSettings(sender="p@x.org"), datetime(2026, 11, 25, tzinfo=UTC)
)  # fmt: skip


def news(count):
    """Return the news of the first days, one paper each."""
    return News({f"p{n}": day for n, day in enumerate(DAYS[:count], start=1)}, (), ALERTS)


def outbox(ledger, found, since=None, recipients=RECIPIENTS):
    return Mailing(found, COMPOSER, KEY, ledger, since).fill_outbox(recipients)


def new_of(box):
    return {letter.recipient: letter.digest.new for letter in box.letters}


def finish(ledger, box, event, recipient=None):
    for letter in box.letters:
        if recipient in {None, letter.recipient}:
            attempt = ledger.begin(letter.mail.digest, letter.mail.recipient, letter.mail.papers)
            if event:
                ledger.finish(event, attempt)


def test_the_first_digest_has_a_week_and_the_next_what_came_since(tmp_path):
    with open_ledger(tmp_path) as ledger:
        box = outbox(ledger, news(3))
        assert new_of(box) == {ADA: ("p2", "p3"), BEN: ("p2", "p3")}
        finish(ledger, box, "sent")
        assert outbox(ledger, news(3)).current == [ADA, BEN]
        # The last day may get further papers.
        more = News(news(3).days | {"p5": DAYS[2]}, (), ALERTS)
        assert new_of(outbox(ledger, more)) == {ADA: ("p5",), BEN: ("p5",)}
        assert new_of(outbox(ledger, news(4))) == {ADA: ("p4",), BEN: ("p4",)}


def test_since_a_day_has_what_was_not_sent(tmp_path):
    with open_ledger(tmp_path) as ledger:
        finish(ledger, outbox(ledger, news(3)), "sent", ADA)
        box = outbox(ledger, news(4), since=DAYS[0])
        assert new_of(box) == {ADA: ("p1", "p4"), BEN: ("p1", "p2", "p3", "p4")}
        assert new_of(outbox(ledger, news(4), since=date(2027, 1, 1))) == {
            ADA: ("p4",),
            BEN: ("p4",),
        }
        assert outbox(ledger, News({})).current == [ADA, BEN]


def test_what_was_rejected_is_in_the_next_digest_and_what_is_unknown_is_not(tmp_path):
    with open_ledger(tmp_path) as ledger:
        box = outbox(ledger, news(3))
        finish(ledger, box, "rejected", ADA)
        finish(ledger, box, "", BEN)
        box = outbox(ledger, news(4))
        assert new_of(box) == {ADA: ("p2", "p3", "p4"), BEN: ("p4",)}
        assert box.unknown == [BEN]
        assert release_unknown([ADA], KEY, ledger) == 0
        assert release_unknown(RECIPIENTS, KEY, ledger) == 1
        box = outbox(ledger, news(4))
        assert new_of(box)[BEN] == ("p2", "p3", "p4")
        assert box.unknown == []


def test_an_old_email_is_sent_again_although_newer_ones_were_sent(tmp_path):
    with open_ledger(tmp_path) as ledger:
        finish(ledger, outbox(ledger, news(3), recipients=[ADA]), "")
        finish(ledger, outbox(ledger, news(4), recipients=[ADA]), "sent")
        assert outbox(ledger, news(4), recipients=[ADA]).letters == []
        release_unknown([ADA], KEY, ledger)
        box = outbox(ledger, news(4), recipients=[ADA])
        assert new_of(box) == {ADA: ("p2", "p3")}
        assert box.letters[0].digest.first == DAYS[1]
        finish(ledger, box, "sent")
        assert outbox(ledger, news(4), recipients=[ADA]).letters == []


def test_recipients_get_their_alerts():
    letters = outbox(None, news(4)).letters
    names = [[alert.name for alert in letter.digest.alerts] for letter in letters]
    assert names == [["Hats", "Caps"], ["Hats"]]


def test_emails_are_written_as_files_that_nobody_commits(tmp_path):
    box = outbox(None, news(4))
    paths = write_letters(box.letters, tmp_path / "x")
    assert [path.name for path in paths] == ["1.eml", "2.eml"]
    assert paths[0].read_bytes() == box.letters[0].mail.content
    assert (tmp_path / "x" / ".gitignore").read_text() == "*\n"
    assert "ada" not in repr(box)
    assert hash_address("ada@x.org", KEY) == box.letters[0].mail.recipient


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({}, "set sender"),
        ({"sender": "p@x.org"}, "set server"),
        ({"sender": "p@x.org", "server": "mail.x.org", "security": "none"}, "only for a server on"),
    ],
)
def test_settings_that_lack_something(values, message):
    with pytest.raises(ConfigError, match=message):
        check_settings(DigestSettings(**values), is_sent=True)


def test_settings_that_suffice():
    check_settings(DigestSettings(sender="p@x.org"), is_sent=False)
    local = DigestSettings(sender="p@x.org", server="localhost", security="none")
    check_settings(local, is_sent=True)
