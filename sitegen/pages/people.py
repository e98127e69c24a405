"""Whose page a paper is on: names as they are printed, ORCID iDs, and parts of a name.

An author with an iD is on the page of the iD. All papers under a printed name are the name's.
Nobody is joined by likeness. See docs/adr/0015.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote

from sitegen.identifiers import author_page_name, parse_orcid
from sitegen.pages.counts import quantity
from sitegen.pages.escape import Markdown, escape_url
from sitegen.pages.spellings import find_spellings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sitegen.locale import Texts
    from sitegen.paper import Author, AuthorRules, EnrichedPaper, Entry

#: Folder of the pages of names and people.
AUTHOR_FOLDER: Final = "authors"


@dataclass(frozen=True, slots=True)
class PersonLine:
    """What pages show of a person or a name in one line; see ``Person``.

    Attributes:
        count: number of papers.
    """

    address: str
    name: str
    orcid: str
    label: str
    count: int
    numbers: str


@dataclass(slots=True)
class Person:
    """A printed name, or somebody of whom an ORCID iD or a curator says so.

    Attributes:
        address: name of the page.
        heading: the name, of a page of one.
        orcid: iD, or empty for a name or a part of one.
        label: of the part of a name, or empty.
        spellings: printed name -> number of papers.
        papers: indices of the papers, ascending, each once.
        years: of the papers.
        people: of a name: addresses of those who are printed so and have pages of iD or label.
        unclaimed: of a name: indices of the papers by an author of whom no more is known.
    """

    address: str
    heading: str = ""
    orcid: str = ""
    label: str = ""
    spellings: Counter[str] = field(default_factory=Counter)
    papers: list[int] = field(default_factory=list)
    years: set[int] = field(default_factory=set)
    people: dict[str, None] = field(default_factory=dict)
    unclaimed: set[int] = field(default_factory=set)

    @property
    def name(self) -> str:
        """The name of a name's page, or what is printed most often; of several, the longest."""
        if self.heading:
            return self.heading
        return min(self.spellings, key=lambda name: (-self.spellings[name], -len(name), name))

    @property
    def is_name(self) -> bool:
        """Whether it is a name and not somebody."""
        return not (self.orcid or self.label)

    def numbers(self, texts: Texts) -> str:
        """Return numbers of papers and years, as "12 papers under this name, 2003–2018"."""
        papers = quantity(len(self.papers), "paper", texts)
        if self.is_name:
            papers = texts.gettext("%(papers)s under this name", papers=papers)
        ends = sorted({min(self.years), max(self.years)}) if self.years else []
        years = f", {'–'.join(map(str, ends))}" if ends else ""
        return f"{papers}{years}"

    def line(self, texts: Texts) -> PersonLine:
        """Return what pages show in one line."""
        count, numbers = len(self.papers), self.numbers(texts)
        return PersonLine(self.address, self.name, self.orcid, self.label, count, numbers)

    def add(self, index: int, name: str, year: int | None) -> None:
        """Add a paper under a printed name; a source may list an author twice."""
        if self.papers[-1:] != [index]:
            self.papers.append(index)
            self.spellings[name] += 1
            if year:
                self.years.add(year)


class Coauthor(NamedTuple):
    """An author of common papers.

    Attributes:
        author: as one of the papers names them.
        paper_id: that paper.
        papers: number of common papers.
    """

    author: Author
    paper_id: str
    papers: int


class People:
    """The people and printed names of a collection."""

    def __init__(
        self, papers: Sequence[EnrichedPaper], rules: AuthorRules, *, min_papers: int
    ) -> None:
        self._rules = rules
        self._min_papers = min_papers
        self._papers = papers
        self._addresses = self._assign_addresses()
        #: Name, iD, part of the name and folder -> target of links.
        self._targets: dict[tuple[str, str | None, str, str], Markdown] = {}
        self.by_address: dict[str, Person] = {}
        #: Index of a paper -> its authors who are not hidden, with their pages.
        self._authors: list[list[tuple[str, Author]]] = []
        for index, enriched in enumerate(papers):
            authors = enriched.entry.paper.authors
            self._authors.append(
                [
                    (self._add(index, enriched.entry, author), author)
                    for author in authors
                    if author.name not in rules.hidden
                ]
            )

    def _assign_addresses(self) -> dict[str, str]:
        """Return printed or joined name -> name of its page; empty if an earlier name has it."""
        names = {a.name for paper in self._papers for a in paper.entry.paper.authors}
        names.update(name for name in self._rules.joined.values() if not parse_orcid(name))
        addresses: dict[str, str] = {}
        assigned: set[str] = set()
        # Alphabetical, so that the order of the papers decides nothing.
        for name in sorted(names):
            address = author_page_name(name)
            addresses[name] = "" if address in assigned else address
            assigned.add(address)
        return addresses

    def _add(self, index: int, entry: Entry, author: Author) -> str:
        """Add an author of a paper; return the page of who wrote it."""
        person, year = self._identify(entry.id, author), entry.paper.year
        address = person.address
        if address:
            person = self.by_address.setdefault(address, person)
            person.add(index, author.name, year)
            person.unclaimed.add(index)
        name = self._joined_name(author.name)
        name_address = self._addresses.get(name, "")
        if name_address and name_address != address:
            # The name has a page even if all papers under it have an iD.
            page = self.by_address.setdefault(name_address, Person(name_address, name))
            page.add(index, author.name, year)
            if address:
                page.people[address] = None
        return address

    def _identify(self, paper_id: str, author: Author) -> Person:
        """Return who an author of a paper is, without papers; the address may be empty."""
        rules = self._rules
        part = rules.parts.get((author.name, paper_id), "")
        orcid = parse_orcid(part) if part else author.orcid
        name = rules.joined.get(orcid, orcid) if orcid else self._joined_name(author.name)
        if part and not orcid:
            return Person(f"{author_page_name(author.name)}--{part}", label=part)
        if name in rules.hidden:
            return Person("")
        # What is no printed name is the iD that a curator joins the name to.
        if (orcid and name == orcid) or name not in self._addresses:
            return Person(name, orcid=name)
        return Person(self._addresses[name], name)

    def _joined_name(self, name: str) -> str:
        """Return the name or iD that a curator joins a printed name to, or else the name."""
        return self._rules.joined.get(name, name)

    @cached_property
    def pages(self) -> list[Person]:
        """Those who have a page, by address."""
        with_page = (person for person in self.by_address.values() if self.has_page(person))
        return sorted(with_page, key=lambda person: person.address)

    @cached_property
    def names(self) -> dict[str, Person]:
        """Name -> its page, of the names that have one; those with most papers first."""
        pages = sorted(
            (person for person in self.pages if person.is_name),
            key=lambda person: (-len(person.papers), person.name, person.address),
        )
        return {person.name: person for person in pages}

    @cached_property
    def indexed(self) -> list[Person]:
        """The names that have pages, and the people who are on none of these; by papers."""
        named = {address for person in self.names.values() for address in person.people}
        people = (p for p in self.pages if not p.is_name and p.address not in named)
        return sorted(
            [*self.names.values(), *people], key=lambda p: (-len(p.papers), p.name, p.address)
        )

    @cached_property
    def spellings(self) -> dict[str, list[str]]:
        """Name -> names that may be it in another spelling, those with most papers first."""
        return find_spellings(self.names)

    def has_page(self, person: Person) -> bool:
        """Return whether somebody has a page; search lists the papers of others."""
        return len(person.papers) >= self._min_papers

    def target(self, paper_id: str, author: Author, folder: str) -> Markdown:
        """Return the target of a link to an author of a paper; empty for a hidden one.

        Args:
            paper_id: the paper.
            author: one of its authors.
            folder: of the authors' pages as seen from the page: empty in this folder.
        """
        # An author of many papers has one target from all pages of a kind, whatever the paper is,
        # unless a curator says who wrote it.
        part = self._rules.parts.get((author.name, paper_id), "")
        key = (author.name, author.orcid, part, folder)
        target = self._targets.get(key)
        if target is None:
            target = self._targets[key] = self._find_target(paper_id, author, folder)
        return target

    def _find_target(self, paper_id: str, author: Author, folder: str) -> Markdown:
        if author.name in self._rules.hidden:
            return Markdown()
        name_address = self._addresses.get(self._joined_name(author.name), "")
        for address in (self._identify(paper_id, author).address, name_address):
            person = self.by_address.get(address)
            if person and self.has_page(person):
                return Markdown(f"{folder}{escape_url(address)}.md")
        return search_target("author", author.name, site_folder(folder, AUTHOR_FOLDER))

    def listed(self, person: Person) -> list[int]:
        """Return the papers that the page of a person or name lists.

        The page of a name with several people leaves out what is on their pages.
        """
        if not self.is_parted(person):
            return person.papers
        elsewhere: set[int] = set()
        for address in person.people:
            somebody = self.by_address[address]
            if self.has_page(somebody):
                elsewhere.update(somebody.papers)
        elsewhere -= person.unclaimed
        return [index for index in person.papers if index not in elsewhere]

    def is_parted(self, person: Person) -> bool:
        """Return whether a name may be several people, by iDs or by its curator."""
        return person.is_name and len(person.people) > 1

    def coauthors(self, person: Person) -> list[Coauthor]:
        """Return the authors of common papers, those of most papers first."""
        counts: Counter[str] = Counter()
        examples: dict[str, tuple[Author, str]] = {}
        for index in person.papers:
            # A source may list an author twice.
            for address, author in dict(self._authors[index]).items():
                if address and address != person.address and author.name not in person.spellings:
                    counts[address] += 1
                    examples.setdefault(address, (author, self._papers[index].entry.id))
        return _by_papers(counts, examples)

    def frequent(self, papers: Iterable[int]) -> list[Coauthor]:
        """Return the authors of several of some papers, those of most papers first.

        Args:
            papers: indices of papers.
        """
        counts: Counter[str] = Counter()
        examples: dict[str, tuple[Author, str]] = {}
        for index in papers:
            for address, author in dict(self._authors[index]).items():
                if address:
                    counts[address] += 1
                    examples.setdefault(address, (author, self._papers[index].entry.id))
        several = Counter({address: count for address, count in counts.items() if count > 1})
        return _by_papers(several, examples)

    def moves(self) -> Iterator[tuple[str, str, Markdown]]:
        """Yield former address, name of who has its papers now, and the target of a link there."""
        rules = self._rules
        former = dict(rules.joined)
        former.update(
            (name, target) for name, target in rules.renamed.items() if name not in rules.untraced
        )
        for name, target in sorted(former.items()):
            old = parse_orcid(name) or author_page_name(name)
            joined = self._joined_name(target)
            person = self.by_address.get(self._addresses.get(joined, joined))
            if person is None or old in self.by_address:
                continue
            target_url = search_target("author", person.name, "../")
            if self.has_page(person):
                target_url = Markdown(f"{escape_url(person.address)}.md")
            yield old, person.name, target_url


def _by_papers(counts: Counter[str], examples: Mapping[str, tuple[Author, str]]) -> list[Coauthor]:
    """Return authors by descending number of papers, equal numbers by name.

    Args:
        counts: address -> number of papers.
        examples: address -> the author as a paper names them, and that paper.
    """
    ordered = sorted(counts, key=lambda a: (-counts[a], examples[a][0].name, a))
    return [Coauthor(*examples[address], counts[address]) for address in ordered]


def site_folder(folder: str, name: str) -> str:
    """Return the site's folder as seen from a page: ``../`` or empty.

    Args:
        folder: one of its folders as seen from the page; empty if the page is in it.
        name: of that folder.
    """
    return folder.removesuffix(f"{name}/") if folder else "../"


def search_target(facet: str, value: str, top: str) -> Markdown:
    """Return the target of a link to the search for a value of a facet.

    Args:
        facet: Pagefind's filter, such as ``author`` or ``venue``.
        value: any text.
        top: the site's folder as seen from the page: ``../``, ``../../`` or empty.
    """
    return Markdown(f"{top}search.md?{facet}={quote(value, safe='', errors='replace')}")
