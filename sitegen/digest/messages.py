"""Emails of a digest: a text with all papers, HTML within a limit, and how to unsubscribe."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime, parseaddr
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from sitegen.config.digest import RECIPIENT_MARK
from sitegen.pages.digest_texts import DARK_STYLE, digest_html, digest_text, digest_title
from sitegen.pages.escape import escape_xml

if TYPE_CHECKING:
    from datetime import datetime

    from sitegen.config.digest import DigestSettings
    from sitegen.news import Digest
    from sitegen.pages.context import SiteContext

#: Characters of a subject that programs show.
_MAX_NAME_CHARS: Final = 60


class _Policy(EmailPolicy):
    """SMTP's, but for headers that programs read by their line.

    RFC 8058 asks for both headers of one-click in the signature of a mail server, and some servers
    and programs take only the first line of a folded one.
    """

    def fold(self, name: str, value: Any) -> str:
        if name.lower().startswith("list-"):
            return f"{name}: {value}{self.linesep}"
        return str(super().fold(name, value))

    def fold_binary(self, name: str, value: Any) -> bytes:
        if name.lower().startswith("list-"):
            return self.fold(name, value).encode("ascii")
        return bytes(super().fold_binary(name, value))


_POLICY: Final = _Policy(**{name: getattr(SMTP, name) for name in ("linesep", "cte_type")})


@dataclass(frozen=True, slots=True)
class Composer:
    """What all emails of one run share.

    Attributes:
        context: the site.
        settings: of digests.
        time: of sending.
    """

    context: SiteContext
    settings: DigestSettings
    time: datetime

    @property
    def sender(self) -> str:
        """The sender's address without the name."""
        return parseaddr(self.settings.sender)[1]

    def compose(self, digest: Digest, digest_id: str, address: str, recipient: str) -> bytes:
        """Return an email with the line ends of SMTP.

        Args:
            digest: what it has.
            digest_id: of the digest.
            address: the recipient's.
            recipient: the keyed hash that stands for the address.
        """
        site, texts = self.context.site, self.context.texts
        domain = self.sender.partition("@")[2]
        stop = self.settings.unsubscribe or self.sender
        message = EmailMessage(policy=_POLICY)
        message["From"] = self.settings.sender
        message["To"] = address
        message["Subject"] = f"{_line(site.name)[:_MAX_NAME_CHARS]}: {digest_title(digest, texts)}"
        message["Date"] = format_datetime(self.time)
        # The same for a digest that is sent again, so that programs show it once.
        message["Message-ID"] = f"<{digest_id}.{recipient}@{domain}>"
        message["List-Id"] = f"<digest.{domain}>"
        message["Auto-Submitted"] = "auto-generated"
        message["Precedence"] = "bulk"
        for name, value in self._unsubscribe_headers(stop, recipient):
            message[name] = value
        text = digest_text(self.context, digest)
        remedy = texts.gettext("To stop these emails, write to %(address)s.", address=stop)
        message.set_content(f"{text}\n-- \n{remedy}\n", cte="quoted-printable")
        message.add_alternative(self._html(digest, stop), subtype="html", cte="quoted-printable")
        # Its default is random.
        message.set_boundary(f"=_{digest_id}.{recipient}")
        return message.as_bytes()

    def _unsubscribe_headers(self, stop: str, recipient: str) -> list[tuple[str, str]]:
        """Return the headers by which programs offer to unsubscribe.

        Sources: RFC 2369 (mailto), RFC 8058 (one click).
        """
        mailto = f"<mailto:{quote(stop, safe='@+')}?subject=unsubscribe>"
        if not self.settings.one_click:
            return [("List-Unsubscribe", mailto)]
        url = self.settings.one_click.replace(RECIPIENT_MARK, recipient)
        return [
            ("List-Unsubscribe", f"<{url}>, {mailto}"),
            ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
        ]

    def _html(self, digest: Digest, stop: str) -> str:
        site, texts = self.context.site, self.context.texts
        title, stop_text = digest_title(digest, texts), texts.gettext("Stop these emails")
        body = digest_html(self.context, digest, self.settings.papers)
        mailto = f"mailto:{quote(stop, safe='@+')}?subject=unsubscribe"
        return (
            f'<!doctype html>\n<html lang="{escape_xml(site.language)}"><head>'
            '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
            '<meta name="color-scheme" content="light dark">'
            f"<title>{escape_xml(title)}</title><style>{DARK_STYLE}</style></head>\n"
            '<body class="sg-paper" style="margin:0;padding:24px 16px;background:#fdfcfa">\n'
            f"{body}"
            '<p class="sg-grey" style="max-width:44em;margin:32px auto 0;color:#5d5a55;'
            'font:13px/1.5 Arial,Helvetica,sans-serif">'
            f'<a class="sg-grey" style="color:#5d5a55" href="{escape_xml(mailto)}">'
            f"{escape_xml(stop_text)}</a></p>\n</body></html>\n"
        )


def _line(text: str) -> str:
    """Return a text in one line, without what a header can't hold."""
    printable = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(printable.encode("utf-8", "replace").decode().split())
