"""The kinds of pages that a site has: every module of ``sitegen.pages.kinds``.

A kind is one module, which holds an entry (``KIND``) and the view of its pages, and one template.
The navigation, the folders of the project, the search index and the sitemap all come from the
entries.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.pages import kinds
from sitegen.workspace.modules import load_modules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sitegen.pages.context import SiteContext
    from sitegen.pages.feeds import Feed


@dataclass(frozen=True, slots=True)
class Page:
    """One Markdown file of the project, or one script that its pages read.

    Attributes:
        src_uri: MkDocs' name for it, below docs/, with slashes.
        text: front matter and Markdown, or the script.
        kind: name of its kind; pages of one kind share their header and footer.
        day: for the sitemap: when the page came, ISO 8601; empty if it is not known.
    """

    src_uri: str
    text: str
    kind: str
    day: str = ""
    #: Nothing is known of what it is rendered from.
    key: str = ""

    def prepare(self) -> None:
        """Do nothing: the text is there."""


@dataclass(frozen=True, slots=True, eq=False)
class KeyedPage:
    """A page that is rendered if its text is asked for.

    Attributes:
        src_uri: see ``Page``.
        kind: see ``Page``.
        key: stands for all that the text is rendered from, apart from sitegen's code.
        render: returns the text.
        day: see ``Page``.
        prepare: computes what the text shares with those of other pages, so that processes that
            are forked later have it.
    """

    src_uri: str
    kind: str
    key: str
    render: Callable[[], str]
    day: str = ""
    prepare: Callable[[], object] = str

    @property
    def text(self) -> str:
        """Front matter and Markdown."""
        return self.render()


@dataclass(frozen=True, slots=True)
class NavEntry:
    """A page in the navigation.

    Attributes:
        title: what readers see.
        src_uri: the page.
        in_header: whether the header links to it by its title.
        covers: names of further kinds whose pages count as below this one.
    """

    title: str
    src_uri: str
    in_header: bool = True
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageKind:
    """One kind of pages.

    Attributes:
        name: value of ``kind`` in the pages' front matter.
        rank: position among the kinds, in the project and in the navigation.
        template: file in ``templates/``, or beside the kind's module; empty for scripts.
        render: yields the pages.
        folder: where they are, below docs/; empty for the top.
        nav: entry in the navigation, if any.
        is_searchable: whether Pagefind indexes the pages.
        in_sitemap: whether sitemap.xml lists them.
        feeds: yields the feeds of its pages, if they have any; see ``feeds.list_feed``.
    """

    name: str
    rank: int
    template: str
    render: Callable[[SiteContext], Iterator[Page | KeyedPage]]
    folder: str = ""
    nav: NavEntry | None = None
    is_searchable: bool = False
    in_sitemap: bool = True
    feeds: Callable[[SiteContext], Iterator[Feed]] | None = None


def load_kinds() -> tuple[PageKind, ...]:
    """Return all kinds in the order of their ranks."""
    entries = (module.KIND for module in load_modules(kinds))
    return tuple(sorted(entries, key=lambda kind: (kind.rank, kind.name)))
