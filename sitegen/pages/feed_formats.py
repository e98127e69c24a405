"""The formats of feeds: Atom and JSON Feed.

Sources: RFC 4287 (Atom), https://www.jsonfeed.org/version/1.1/, PRISM 3.0 (venue and DOI)
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from sitegen.pages.escape import escape_xml
from sitegen.pages.feeds import absolute_url, entry_time, urn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.pages.context import SiteContext
    from sitegen.pages.feeds import Feed, FeedEntry

_PRISM: Final = "http://prismstandard.org/namespaces/basic/3.0/"
#: An empty feed has a time all the same: that of no build.
_NO_TIME: Final = "1970-01-01T00:00:00Z"


def atom_entry(entry: FeedEntry) -> str:
    """Return an entry of Atom, which is the same in all feeds."""
    language = f' xml:lang="{escape_xml(entry.language)}"' if entry.language else ""
    lines = [
        f"<entry{language}>",
        f"<id>{entry.id}</id>",
        f"<title>{escape_xml(entry.title)}</title>",
        f'<link href="{escape_xml(entry.url)}"/>',
        f"<published>{entry.time}</published>",
        f"<updated>{entry.time}</updated>",
        *(f"<author><name>{escape_xml(name)}</name></author>" for name in entry.authors),
        *(f'<category term="{escape_xml(name)}"/>' for name in entry.topics),
    ]
    if entry.venue:
        lines.append(f"<prism:publicationName>{escape_xml(entry.venue)}</prism:publicationName>")
    if entry.doi:
        lines.append(f"<prism:doi>{escape_xml(entry.doi)}</prism:doi>")
    if entry.summary:
        lines.append(f"<summary>{escape_xml(entry.summary)}</summary>")
    return "\n".join((*lines, "</entry>\n"))


def atom_feed(context: SiteContext, feed: Feed, entries: Iterable[str]) -> str:
    """Return a feed of Atom.

    Args:
        context: the site.
        feed: the feed.
        entries: its entries, see ``atom_entry``.
    """
    site = context.site
    updated = entry_time(context, feed.papers[0]) if feed.papers else _NO_TIME
    address = f"{feed.address}.xml"
    return "".join(
        (
            '<?xml version="1.0" encoding="utf-8"?>\n',
            f'<feed xmlns="http://www.w3.org/2005/Atom" xmlns:prism="{_PRISM}" ',
            f'xml:lang="{escape_xml(site.language)}">\n',
            f"<id>{urn(context, feed.address)}</id>\n",
            f"<title>{escape_xml(feed.title)}</title>\n",
            f'<link rel="self" href="{escape_xml(absolute_url(context, address))}"/>\n',
            f'<link href="{escape_xml(absolute_url(context, feed.page))}"/>\n',
            f"<updated>{updated}</updated>\n",
            # An entry without authors has the feed's. Source: RFC 4287, section 4.1.1.
            f"<author><name>{escape_xml(site.name)}</name></author>\n",
            "<generator>sitegen</generator>\n",
            *entries,
            "</feed>\n",
        )
    )


def json_item(entry: FeedEntry) -> str:
    """Return an item of JSON Feed, which is the same in all feeds."""
    values = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        # Required; a paper without an abstract has its title here.
        "content_text": entry.summary or entry.title,
        "date_published": entry.time,
        "authors": [{"name": name} for name in entry.authors],
        "tags": list(entry.topics),
        "language": entry.language,
    }
    return _to_json({name: value for name, value in values.items() if value})


def json_feed(context: SiteContext, feed: Feed, items: Iterable[str]) -> str:
    """Return a feed of JSON Feed 1.1; the items are those of ``json_item``."""
    head = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": absolute_url(context, feed.page),
        "feed_url": absolute_url(context, f"{feed.address}.json"),
        "language": context.site.language,
        "authors": [{"name": context.site.name}],
    }
    return f'{_to_json(head)[:-1]},"items":[{",".join(items)}]}}\n'


def _to_json(value: dict[str, Any]) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # What UTF-8 can't hold stands in JSON by its number.
    return text.encode("utf-8", errors="backslashreplace").decode("utf-8")
