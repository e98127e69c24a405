"""The page of an author's name as it is printed, and of a person with an ORCID iD."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sitegen.pages.counts import count_tags
from sitegen.pages.feeds import MIN_PAPERS, list_feed
from sitegen.pages.groups import Group, group_by_year, ungrouped
from sitegen.pages.ordering import by_date, paginate
from sitegen.pages.people import AUTHOR_FOLDER
from sitegen.pages.registry import Page, PageKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.pages.context import SiteContext
    from sitegen.pages.counts import TagCount
    from sitegen.pages.feeds import Feed
    from sitegen.pages.people import Coauthor, People, Person
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
        is_parted: whether the name may be several people.
        people: of such a name: those who have pages.
        coauthors: those of most common papers.
        further_coauthors: number of those that are left out.
        topics: of the papers, most frequent first.
        venues: of the papers, with their numbers.
        see_also: names that may be this one in another spelling; of a person, the printed names.
    """

    person: Person
    is_parted: bool
    people: list[Person]
    coauthors: list[Coauthor]
    further_coauthors: int
    topics: list[TagCount]
    venues: list[VenueCount]
    see_also: list[Person]


def _render(context: SiteContext) -> Iterator[Page]:
    template = context.template(KIND.template)
    for person in context.people.pages:
        view = _author_page(context, person)
        papers = by_date(context.papers[index] for index in context.people.listed(person))
        for number, members, stems in paginate(
            papers, person.address, ".page-", context.site.page_size
        ):
            text = template.render(
                view=view,
                groups=_groups(context, members, len(papers)),
                number=number,
                pages=stems,
            )
            yield Page(f"{KIND.folder}/{stems[number - 1]}.md", text, KIND.name)


def _feeds(context: SiteContext) -> Iterator[Feed]:
    for person in context.people.pages:
        # Most have a paper or two.
        if len(person.papers) >= MIN_PAPERS:
            papers = [context.papers[index] for index in context.people.listed(person)]
            yield from list_feed(context, f"{KIND.folder}/{person.address}", person.name, papers)


def _groups(context: SiteContext, members: Sequence[EnrichedPaper], count: int) -> list[Group]:
    if not members:
        return []
    if count <= _MAX_PAPERS_WITHOUT_YEARS:
        return ungrouped(context, members)
    return group_by_year(context, members)


def _author_page(context: SiteContext, person: Person) -> AuthorPage:
    people = context.people
    papers = [context.papers[index] for index in person.papers]
    coauthors = people.coauthors(person)
    pages = [people.by_address[address] for address in sorted(person.people)]
    return AuthorPage(
        person=person,
        is_parted=people.is_parted(person),
        people=list(filter(people.has_page, pages)),
        coauthors=coauthors[:_MAX_COAUTHORS],
        further_coauthors=max(0, len(coauthors) - _MAX_COAUTHORS),
        # Those of a single paper are on its page. Most authors have one.
        topics=count_tags(papers)[:_MAX_TOPICS] if len(papers) > 1 else [],
        venues=context.venues.count(papers) if len(papers) > 1 else [],
        see_also=_see_also(context.people, person),
    )


def _see_also(people: People, person: Person) -> list[Person]:
    """Return the pages of other spellings of a name, or of the names that a person has."""
    if person.is_name:
        names = people.spellings.get(person.name, [])[:_MAX_SPELLINGS]
    else:
        names = sorted(person.spellings)
    return [people.names[name] for name in names if name in people.names]


KIND: Final = PageKind("author", 66, "author.md.j2", _render, folder=AUTHOR_FOLDER, feeds=_feeds)
