"""Pages that are rendered from frozen values alone, with a key that stands for all of these.

A function that renders such a page gets its inputs and a ``Renderer``, which knows nothing of the
collection. So the page can't depend on a value that its key leaves out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from sitegen.locale import texts_of
from sitegen.pages.environment import add_language_filters, create_environment
from sitegen.pages.escape import Markdown
from sitegen.pages.registry import KeyedPage
from sitegen.pages.rows import paper_row
from sitegen.pages.slices import digest_values
from sitegen.pages.views import Summaries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from jinja2 import Environment, Template

    from sitegen.pages.rows import PaperRow
    from sitegen.pages.slices import Slice

    #: Kind of the target, what names it, and its folder as seen from the page -> address.
    LinkTable = dict[tuple[str, ...], Markdown]

Inputs = TypeVar("Inputs")


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What keyed pages may show of the site as a whole.

    Attributes:
        name: of the site.
        role: see ``SiteInfo``.
        url: see ``SiteInfo``.
        language: ISO 639-1 code of the site.
        fulltext: whether pages show the text of parsed papers.
        has_likes: whether search lists papers like another one.
        is_large: see ``SiteContext``.
    """

    name: str
    role: str
    url: str
    language: str
    fulltext: bool
    has_likes: bool
    is_large: bool


class Renderer:
    """What functions that render keyed pages share; results depend on their arguments alone."""

    def __init__(self, facts: SiteFacts, environment: Environment) -> None:
        """Take over an environment without anything of the collection."""
        self.facts = facts
        self.texts = texts_of(facts.language)
        self.summaries = Summaries(self.texts)
        self._rows: dict[bytes, PaperRow] = {}
        self._brief_items: dict[tuple[bytes, str, bool], Markdown] = {}
        self._base = digest_values(facts)
        self._environment = environment
        environment.globals.update(site=facts, is_large=facts.is_large)
        environment.filters.update(
            topic_url=_topic_url, author_url=_author_url, venue_url=_venue_url
        )
        module: Any = environment.get_template("_macros.md.j2").make_module()
        self._brief_item: Callable[[PaperRow, str, bool], str] = module.brief_item

    def page(  # noqa: PLR0913
        self,
        src_uri: str,
        kind: str,
        render: Callable[[Renderer, Inputs], str],
        inputs: Inputs,
        *,
        day: str = "",
        rows: Sequence[Slice] = (),
        summaries: Sequence[Slice] = (),
    ) -> KeyedPage:
        """Return a page that is rendered when its text is asked for.

        Args:
            src_uri: see ``Page``.
            kind: name of its kind.
            render: a function of a module, so that it knows nothing of the collection.
            inputs: see ``digest_values``.
            day: see ``Page``.
            rows: papers whose rows it shows.
            summaries: papers whose summaries it shows.
        """
        key = digest_values(self._base, kind, inputs).hex()
        prepare = partial(self._prepare, rows, summaries)
        return KeyedPage(src_uri, kind, key, partial(render, self, inputs), day, prepare)

    def template(self, name: str) -> Template:
        """Return a template by its file name."""
        return self._environment.get_template(name)

    def row(self, paper: Slice) -> PaperRow:
        """Return a paper's row of a list."""
        row = self._rows.get(paper.digest)
        if row is None:
            row = self._rows[paper.digest] = paper_row(
                paper.enriched, paper.venue, self.texts, is_large=self.facts.is_large
            )
        return row

    def brief_items(
        self, papers: Iterable[Slice], top: str = "../", *, has_coins: bool = False
    ) -> list[Markdown]:
        """Return papers as items of a list without abstracts, for pages in a folder.

        Args:
            papers: of the list.
            top: the site's folder as seen from the page.
            has_coins: whether Zotero offers the papers of the page.
        """
        return [self._render_brief(paper, (top, has_coins)) for paper in papers]

    def _prepare(self, rows: Iterable[Slice], summaries: Iterable[Slice]) -> None:
        """Compute what about ten pages show of each paper."""
        for paper in rows:
            self.row(paper)
        for paper in summaries:
            self.summaries.summary(paper)

    def _render_brief(self, paper: Slice, variant: tuple[str, bool]) -> Markdown:
        # A paper stands in such a list for each author and for its year: it is rendered once.
        key = (paper.digest, *variant)
        item = self._brief_items.get(key)
        if item is None:
            item = self._brief_items[key] = Markdown(self._brief_item(self.row(paper), *variant))
        return item


def create_renderer(facts: SiteFacts) -> Renderer:
    """Return a renderer: it depends on no more than the facts."""
    environment = create_environment(texts_of(facts.language))
    add_language_filters(environment, facts.language)
    return Renderer(facts, environment)


class Rows:
    """The rows of papers by their ids, each rendered when a list first asks for it."""

    def __init__(self, renderer: Renderer, slices: Mapping[str, Slice]) -> None:
        self._renderer = renderer
        self._slices = slices

    def __getitem__(self, paper_id: str) -> PaperRow:
        """Return the row of a paper."""
        return self._renderer.row(self._slices[paper_id])


def _topic_url(slug: str, _name: str, folder: str, links: LinkTable) -> Markdown:
    return links["topic", slug, folder]


def _author_url(author: Any, paper_id: str, folder: str, links: LinkTable) -> Markdown:
    return links[*author_key(author, paper_id), folder]


def _venue_url(printed: str, folder: str, links: LinkTable) -> Markdown:
    return links["venue", printed, folder]


def author_key(author: Any, paper_id: str) -> tuple[str, str, str, str]:
    """Return what names an author of a paper in a table of links."""
    return "author", author.name, author.orcid or "", paper_id
