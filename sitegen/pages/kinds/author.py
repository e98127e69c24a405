"""The page of an author's name as it is printed, and of a person with an ORCID iD."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from sitegen.pages.counts import count_tags
from sitegen.pages.feeds import MIN_PAPERS, list_feed
from sitegen.pages.groups import Group, group_by_year, ungrouped
from sitegen.pages.ordering import by_date, paginate
from sitegen.pages.people import AUTHOR_FOLDER
from sitegen.pages.registry import PageKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.pages.context import SiteContext
    from sitegen.pages.counts import TagCount
    from sitegen.pages.feeds import Feed
    from sitegen.pages.keyed import LinkTable, Renderer
    from sitegen.pages.people import Coauthor, People, Person, PersonLine
    from sitegen.pages.registry import KeyedPage
    from sitegen.pages.slices import Slice
    from sitegen.pages.venues import VenueCount
    from sitegen.paper import EnrichedPaper

#: Up to so many papers, the year at the end of each line is enough.
_MAX_PAPERS_WITHOUT_YEARS: Final = 10
_MAX_TOPICS: Final = 10
_MAX_COAUTHORS: Final = 24
_MAX_SPELLINGS: Final = 12


@dataclass(frozen=True, slots=True)
class AuthorPage:
    """Everything that the page of a name or a person shows, apart from its papers.

    Attributes:
        person: the name, or somebody with an iD.
        has_feed: whether a feed lists the same papers.
        is_parted: whether the name may be several people.
        people: of such a name: those who have pages.
        coauthors: those of most common papers.
        further_coauthors: number of those that are left out.
        topics: of the papers, most frequent first.
        venues: of the papers, with their numbers.
        see_also: names that may be this one in another spelling; of a person, the printed names.
    """

    person: PersonLine
    has_feed: bool
    is_parted: bool
    people: tuple[PersonLine, ...]
    coauthors: tuple[Coauthor, ...]
    further_coauthors: int
    topics: tuple[TagCount, ...]
    venues: tuple[VenueCount, ...]
    see_also: tuple[PersonLine, ...]


@dataclass(frozen=True, slots=True)
class _Inputs:
    """All that a page is rendered from.

    Attributes:
        view: what all pages of the author show.
        links: targets of the view's links.
        papers: those of this page.
        has_years: whether they are grouped by year.
        number: of the page, from 1 on.
        stems: file stems of all pages.
    """

    view: AuthorPage
    links: LinkTable
    papers: tuple[Slice, ...]
    has_years: bool
    number: int
    stems: tuple[str, ...]


def _pages(context: SiteContext) -> Iterator[KeyedPage]:
    for person in context.people.pages:
        papers = [context.papers[index] for index in context.people.listed(person)]
        name = f"{KIND.folder}/{person.address}"
        make = partial(_person_pages, context, person, papers)
        yield from context.recall.pages(KIND.name, name, context.slices_of(papers), make)


def _person_pages(
    context: SiteContext, person: Person, papers: Sequence[EnrichedPaper]
) -> Iterator[KeyedPage]:
    view = _author_page(context, person)
    links = context.links(
        folder=AUTHOR_FOLDER,
        authors=((coauthor.author, coauthor.paper_id) for coauthor in view.coauthors),
        topics=(counted.tag for counted in view.topics),
        venues=(venue.printed for venue in view.venues),
    )
    has_years = len(papers) > _MAX_PAPERS_WITHOUT_YEARS
    for number, members, stems in paginate(
        by_date(papers), person.address, ".page-", context.site.page_size
    ):
        slices = context.slices_of(members)
        inputs = _Inputs(view, links, slices, has_years, number, tuple(stems))
        src_uri = f"{KIND.folder}/{stems[number - 1]}.md"
        yield context.renderer.page(src_uri, KIND.name, _render, inputs, rows=slices)


def _render(renderer: Renderer, inputs: _Inputs) -> str:
    address = f"{KIND.folder}/{inputs.view.person.address}"
    return renderer.template(KIND.template).render(
        view=inputs.view,
        groups=_groups(renderer, inputs),
        number=inputs.number,
        pages=inputs.stems,
        links=inputs.links,
        feeds=(address,) if inputs.view.has_feed else (),
    )


def _feeds(context: SiteContext) -> Iterator[Feed]:
    for person in context.people.pages:
        # Most have a paper or two.
        if len(person.papers) >= MIN_PAPERS:
            papers = [context.papers[index] for index in context.people.listed(person)]
            yield from list_feed(context, f"{KIND.folder}/{person.address}", person.name, papers)


def _groups(renderer: Renderer, inputs: _Inputs) -> list[Group]:
    if not inputs.papers:
        return []
    group = group_by_year if inputs.has_years else ungrouped
    return group(renderer, inputs.papers)


def _author_page(context: SiteContext, person: Person) -> AuthorPage:
    people = context.people
    papers = [context.papers[index] for index in person.papers]
    coauthors = people.coauthors(person)
    topics, venues = count_tags(papers), context.venues.count(papers)
    frequent = coauthors
    if context.is_large:
        # The papers have the others: they would be a third of the bytes of the pages of authors.
        frequent = [coauthor for coauthor in coauthors if coauthor.papers > 1]
        topics = [counted for counted in topics if counted.count > 1]
        venues = [venue for venue in venues if venue.papers > 1]
    pages = [people.by_address[address] for address in sorted(person.people)]
    return AuthorPage(
        person=person.line(context.texts),
        has_feed=f"{KIND.folder}/{person.address}" in context.feeds,
        is_parted=people.is_parted(person),
        people=tuple(person.line(context.texts) for person in pages if people.has_page(person)),
        coauthors=tuple(frequent[:_MAX_COAUTHORS]),
        further_coauthors=len(coauthors) - len(frequent[:_MAX_COAUTHORS]),
        # Those of a single paper are on its page. Most authors have one.
        topics=tuple(topics[:_MAX_TOPICS]) if len(papers) > 1 else (),
        venues=tuple(venues) if len(papers) > 1 else (),
        see_also=tuple(spelling.line(context.texts) for spelling in _see_also(people, person)),
    )


def _see_also(people: People, person: Person) -> list[Person]:
    """Return the pages of other spellings of a name, or of the names that a person has."""
    if person.is_name:
        names = people.spellings.get(person.name, [])[:_MAX_SPELLINGS]
    else:
        names = sorted(person.spellings)
    return [people.names[name] for name in names if name in people.names]


KIND: Final = PageKind("author", 66, "author.md.j2", _pages, folder=AUTHOR_FOLDER, feeds=_feeds)
