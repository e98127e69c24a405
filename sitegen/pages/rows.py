"""Rows of lists of papers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from sitegen.locale import ENGLISH, isolate
from sitegen.pages.coins import hidden_fields
from sitegen.pages.inline import excerpt, render_inline
from sitegen.pages.links import ExternalLink, external_links
from sitegen.pages.notes import note_text
from sitegen.pages.status import marked_title
from sitegen.pages.views import contribution_of, is_plain, language_of, without_year

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.locale import Texts
    from sitegen.pages.escape import Markdown
    from sitegen.paper import EnrichedPaper, Paper, Tag

#: About three lines of a list on a wide screen.
_MAX_SNIPPET_CHARS: Final = 220
_MAX_BYLINE_AUTHORS: Final = 4
_MAX_ROW_TAGS: Final = 4
_MAX_VENUE_CHARS: Final = 60
#: Kinds of links in a row of a list: what readers open most.
_ROW_LINKS: Final = ("pdf", "code")


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper in a list.

    Attributes:
        who: byline, or tags if neither it nor ``when`` is known; it may be cut on a narrow screen.
        when: venue and date, which are never cut.
        links: to the PDF and to code, one of each.
        snippet: the start of the abstract.
        is_contribution_shared: see ``PaperSummary``.
        language: ISO 639-1 code of title and snippet, or empty.
        hidden: what Zotero reads beside what the row shows.
    """

    id: str
    title: Markdown
    who: str
    when: str
    links: tuple[ExternalLink, ...]
    snippet: Markdown
    is_contribution_shared: bool
    language: str
    hidden: str = ""


def paper_row(
    enriched: EnrichedPaper, venue: str = "", texts: Texts = ENGLISH, *, is_large: bool = False
) -> PaperRow:
    """Return a paper's row of a list; it names tags if nothing else is known.

    Args:
        enriched: the paper.
        venue: what lists call its venue; without that, the source's name.
        texts: of the interface.
        is_large: whether the collection is large, so that each byte of a row counts.
    """
    paper = enriched.entry.paper
    label = excerpt(venue or paper.venue or "", _MAX_VENUE_CHARS)
    when = " · ".join(filter(None, [isolate(label), without_year(label, paper.issued)]))
    topics = "" if when else _topic_names(enriched.tags)
    # The last of a kind wins in a dict: reversed, so that it is the first one.
    links = {link.kind: link for link in reversed(external_links(paper, texts))}
    # A curator's note stands in for an abstract that no source has.
    snippet = render_inline(excerpt(paper.abstract or note_text(paper.note), _MAX_SNIPPET_CHARS))
    who = byline(paper, texts) or topics
    return PaperRow(
        enriched.entry.id,
        render_inline(marked_title(paper, texts)),
        who,
        when,
        tuple(links[kind] for kind in _ROW_LINKS if kind in links),
        snippet,
        is_plain(contribution_of(paper)),
        language_of(paper),
        hidden_fields(paper, who, when, texts, has_address=not is_large),
    )


def row_in_topic(row: PaperRow, enriched: EnrichedPaper, topic: Tag) -> PaperRow:
    """Return a paper's row for the page of one of its topics, without the name of that topic."""
    if row.when or enriched.entry.paper.authors:
        return row
    return replace(row, who=_topic_names(tag for tag in enriched.tags if tag != topic))


def byline(paper: Paper, texts: Texts = ENGLISH) -> str:
    """Return up to four names, or three and the number of further authors."""
    names = [isolate(author.name) for author in paper.authors]
    if len(names) <= _MAX_BYLINE_AUTHORS:
        return ", ".join(names)
    # "and 1 more" would take the room of the name that it hides, so there are at least two more.
    named = names[: _MAX_BYLINE_AUTHORS - 1]
    return texts.gettext(
        "%(names)s and %(count)s more", names=", ".join(named), count=len(names) - len(named)
    )


def _topic_names(tags: Iterable[Tag]) -> str:
    return " · ".join([isolate(tag.name) for tag in tags][:_MAX_ROW_TAGS])
