"""What an email consists of."""

from datetime import UTC, date, datetime
from email import message_from_bytes, policy

import pytest

from sitegen.config.digest import DigestSettings
from sitegen.digest.messages import Composer
from sitegen.news import Digest
from tests.unit.pages.builders import context, papers

DAY = date(2026, 11, 25)
TIME = datetime(2026, 11, 25, 6, 0, tzinfo=UTC)
DIGEST = Digest(DAY, DAY, ("p1", "p2"))
ONE_CLICK = f"https://lists.example.org/stop?{'x' * 70}&r={{recipient}}"


def compose(name="Site", **settings):
    settings = DigestSettings(**({"sender": "Päpers <papers@example.org>"} | settings))
    site = context(papers(2), url="https://example.org/x", name=name)
    return Composer(site, settings, TIME).compose(
        DIGEST, "2026-11-25-0123abcd", "ada@x.org", "a" * 16
    )


def test_an_email_has_text_and_html():
    content = compose()
    message = message_from_bytes(content, policy=policy.default)
    assert message["From"] == "Päpers <papers@example.org>"
    assert message["To"] == "ada@x.org"
    assert message["Subject"] == "Site: 2 new papers, 25 November 2026"
    assert message["Date"] == "Wed, 25 Nov 2026 06:00:00 +0000"
    assert message["Message-ID"] == f"<2026-11-25-0123abcd.{'a' * 16}@example.org>"
    assert message["Auto-Submitted"] == "auto-generated"
    text, html = message.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert "https://example.org/x/papers/p2.html" in text.get_content()
    assert "write to papers@example.org" in text.get_content()
    assert "prefers-color-scheme:dark" in html.get_content()
    assert "<img" not in html.get_content()
    assert "mailto:papers@example.org?subject=unsubscribe" in html.get_content()
    # What SMTP takes: 7 bits, lines of its ends and of at most 998 characters.
    assert content.isascii()
    lines = content.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) < 200


def test_an_email_that_is_composed_again_is_the_same():
    assert compose() == compose()


def test_programs_unsubscribe_by_email_or_by_one_click_where_there_is_a_service():
    headers = compose(unsubscribe="stop@example.org").partition(b"\r\n\r\n")[0].split(b"\r\n")
    assert b"List-Unsubscribe: <mailto:stop@example.org?subject=unsubscribe>" in headers
    assert not any(line.startswith(b"List-Unsubscribe-Post") for line in headers)
    headers = compose(one_click=ONE_CLICK).partition(b"\r\n\r\n")[0].split(b"\r\n")
    url = ONE_CLICK.replace("{recipient}", "a" * 16).encode()
    # On one line, however long.
    assert (
        b"List-Unsubscribe: <" + url + b">, <mailto:papers@example.org?subject=unsubscribe>"
        in headers
    )
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click" in headers


@pytest.mark.parametrize("name", ["A\r\nBcc: x@y.org", "A\u2028B", "\ud800", "x" * 500, "深" * 500])
def test_a_name_adds_no_header(name):
    headers, _, _ = compose(name=name).partition(b"\r\n\r\n")
    message = message_from_bytes(headers, policy=policy.default)
    assert message["Bcc"] is None
    assert message["Subject"].endswith(": 2 new papers, 25 November 2026")
    assert len(message["Subject"]) < 120
