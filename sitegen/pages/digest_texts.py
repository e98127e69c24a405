"""A digest as plain text and as HTML for programs that read email and feeds.

The HTML has its style in attributes, no pictures and no scripts. Programs cut long emails off, so
it has a limit; the text has all papers, up to thousands.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from sitegen.errors import shorten
from sitegen.locale import ENGLISH, has_right_to_left
from sitegen.pages.counts import quantity
from sitegen.pages.escape import escape_xml
from sitegen.pages.feeds import absolute_url
from sitegen.pages.inline import excerpt, plain_text
from sitegen.pages.notes import note_text
from sitegen.pages.status import marked_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.locale import Texts
    from sitegen.news import Digest
    from sitegen.pages.context import SiteContext

#: Page of the digests.
DIGEST_PAGE: Final = "digest.html"
#: A program clips an email above 102 kB. Source: github.com/hteumeuleu/email-bugs, issue 41.
MAX_HTML_BYTES: Final = 80_000
#: The first day of a collection may have any number, and servers refuse emails of many megabytes.
MAX_TEXT_PAPERS: Final = 2_000
#: What stands around the items may take.
_FRAME_BYTES: Final = 8_000
_MAX_SUMMARY_CHARS: Final = 240
_MAX_TITLE_CHARS: Final = 300
_MAX_LINE_CHARS: Final = 200
#: Programs with a dark mode change these by the classes; see ``DARK_STYLE``.
_INK: Final = "color:#1c1b1a"
_GREY: Final = "color:#5d5a55"
_ACCENT: Final = "color:#14598a"
_SANS: Final = "font-family:Arial,Helvetica,sans-serif"
#: Rules of the dark scheme. Without them the light one stays, which is readable, too.
DARK_STYLE: Final = (
    "@media (prefers-color-scheme:dark){"
    ".sg-paper{background:#16181b!important}"
    ".sg-ink{color:#e9e6e1!important}"
    ".sg-grey{color:#a9a59e!important}"
    ".sg-accent{color:#8cc5f0!important}"
    ".sg-rule{border-color:#302f2e!important}}"
)


@dataclass(frozen=True, slots=True)
class DigestPart:
    """A list of a digest.

    Attributes:
        title: its heading.
        url: page with more of it.
        papers: ids.
    """

    title: str
    url: str
    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DigestItem:
    """What a digest says of a paper, as plain text."""

    title: str
    url: str
    byline: str
    summary: str


def digest_parts(context: SiteContext, digest: Digest) -> list[DigestPart]:
    """Return the lists of a digest, each paper in the first that has it; alerts may share some."""
    page = absolute_url(context, DIGEST_PAGE)
    parts = [
        DigestPart(alert.name, absolute_url(context, f"{alert.address}.html"), alert.papers)
        for alert in digest.alerts
        if alert.papers
    ]
    listed = {paper_id for part in parts for paper_id in part.papers}
    new = tuple(paper_id for paper_id in digest.new if paper_id not in listed)
    texts = context.texts
    title = texts.gettext("Other new papers") if parts else texts.gettext("New papers")
    listed.update(new)
    trending = tuple(paper_id for paper_id in digest.trending if paper_id not in listed)
    parts += [DigestPart(title, page, new), DigestPart(texts.gettext("Trending"), page, trending)]
    return [part for part in parts if part.papers]


def digest_title(digest: Digest, texts: Texts = ENGLISH) -> str:
    """Return what a digest has, for readers: "3 new papers, 19–25 November 2026"."""
    papers = quantity(len(digest.new), "new paper", texts)
    return f"{papers}, {texts.days(digest.first, digest.last)}"


def digest_text(context: SiteContext, digest: Digest) -> str:
    """Return a digest as plain text, with all its papers up to ``MAX_TEXT_PAPERS``."""
    page = absolute_url(context, DIGEST_PAGE)
    lines = [digest_title(digest, context.texts), page, ""]
    rest = MAX_TEXT_PAPERS
    for part in digest_parts(context, digest):
        heading = f"{part.title} ({len(part.papers)})"
        lines += [heading, "-" * len(heading), ""]
        for item in islice(_items(context, part), rest):
            lines += [line for line in (item.title, item.byline, item.url) if line]
            lines += [item.summary, ""] if item.summary else [""]
        if len(part.papers) > rest:
            more = context.texts.gettext("and %(count)s more", count=len(part.papers) - rest)
            lines += [f"{more}: {part.url}", ""]
        rest = max(0, rest - len(part.papers))
    return "\n".join(lines)


def digest_html(
    context: SiteContext, digest: Digest, max_papers: int, max_bytes: int = MAX_HTML_BYTES
) -> str:
    """Return a digest as an element of HTML.

    Args:
        context: the site.
        digest: the digest.
        max_papers: number of papers in each list.
        max_bytes: of the result in UTF-8; further papers become "and N more".
    """
    rest = max_bytes - _FRAME_BYTES
    rendered: list[str] = []
    for part in digest_parts(context, digest):
        # With its link to more papers, which it may not need.
        rest -= _size(_part_html(part, [], context.texts))
        if rest < 0:
            more = context.texts.gettext("more lists")
            rendered.append(_link_html(absolute_url(context, DIGEST_PAGE), more))
            break
        items: list[str] = []
        for item in _items(context, part):
            text = _item_html(item)
            if len(items) == max_papers or _size(text) > rest:
                break
            rest -= _size(text)
            items.append(text)
        rendered.append(_part_html(part, items, context.texts))
    return (
        f'<div class="sg-ink" style="max-width:38em;margin:0 auto;{_INK};'
        f'font:17px/1.5 Georgia,serif">\n'
        f'<h1 class="sg-ink" style="margin:0 0 4px;{_INK};font:bold 24px/1.3 Georgia,serif">'
        f"{escape_xml(shorten(context.site.name, _MAX_LINE_CHARS))}</h1>\n"
        f'<p class="sg-grey" style="margin:0 0 24px;{_GREY};{_SANS};font-size:14px">'
        f"{escape_xml(digest_title(digest, context.texts))}</p>\n{''.join(rendered)}</div>\n"
    )


def _items(context: SiteContext, part: DigestPart) -> Iterator[DigestItem]:
    return (_item(context, paper_id) for paper_id in part.papers)


def _item(context: SiteContext, paper_id: str) -> DigestItem:
    enriched, row = context.by_id[paper_id], context.rows[paper_id]
    paper = enriched.entry.paper
    byline = " · ".join(text for text in (row.who, row.when) if text)
    summary = plain_text(excerpt(paper.abstract or note_text(paper.note), _MAX_SUMMARY_CHARS))
    return DigestItem(
        title=shorten(_line(plain_text(marked_title(paper, context.texts))), _MAX_TITLE_CHARS),
        url=absolute_url(context, enriched.entry.url),
        byline=shorten(_line(byline), _MAX_LINE_CHARS),
        summary=_line(summary),
    )


def _line(text: str) -> str:
    """Return a text in one line; what UTF-8 can't hold becomes a question mark."""
    return " ".join(text.encode("utf-8", "replace").decode().split())


def _item_html(item: DigestItem) -> str:
    title = (
        f'<p{_direction(item.title)} style="margin:0 0 2px">'
        f'<a class="sg-accent" href="{escape_xml(item.url)}" '
        f'style="{_ACCENT};text-decoration:none;font-weight:bold">{escape_xml(item.title)}</a></p>'
    )
    lines = [title]
    if item.byline:
        lines.append(
            f'<p class="sg-grey" style="margin:0 0 2px;{_GREY};{_SANS};font-size:14px">'
            f"{escape_xml(item.byline)}</p>"
        )
    if item.summary:
        lines.append(
            f'<p{_direction(item.summary)} class="sg-ink" style="margin:0;{_INK};font-size:15px">'
            f"{escape_xml(item.summary)}</p>"
        )
    return f'<div style="margin:0 0 20px">{"".join(lines)}</div>\n'


def _direction(text: str) -> str:
    return ' dir="auto"' if has_right_to_left(text) else ""


def _part_html(part: DigestPart, items: list[str], texts: Texts) -> str:
    title = escape_xml(shorten(_line(part.title), _MAX_LINE_CHARS))
    more = len(part.papers) - len(items)
    words = quantity(more, "paper", texts)
    if items:
        words = texts.gettext("and %(count)s more", count=texts.number(more))
    link = _link_html(part.url, words) if more else ""
    return (
        f'<h2 class="sg-ink sg-rule" style="margin:28px 0 16px;padding:0 0 6px;{_INK};'
        f'border-bottom:1px solid #e5e1da;font:bold 16px/1.3 Arial,Helvetica,sans-serif">'
        f"{title} ({texts.number(len(part.papers))})</h2>\n{''.join(items)}{link}"
    )


def _link_html(url: str, words: str) -> str:
    return (
        f'<p style="margin:0 0 20px;{_SANS};font-size:14px"><a class="sg-accent" '
        f'href="{escape_xml(url)}" style="{_ACCENT}">{escape_xml(words)}</a></p>\n'
    )


def _size(text: str) -> int:
    return len(text.encode("utf-8", "replace"))
