"""The records that travel from stage to stage: frozen, no input or output."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

#: Folder of the papers' pages in a site.
PAPER_FOLDER: Final = "papers"
LinkKind = Literal["arxiv", "doi", "pdf", "code", "model", "source", "link"]


@dataclass(frozen=True, slots=True)
class Author:
    """One author, as the source writes the name; ``orcid`` as 0000-0002-1825-0097."""

    name: str
    affiliations: tuple[str, ...] = ()
    orcid: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """An address that belongs to a paper; ``url`` is http or https, always."""

    url: str
    kind: LinkKind


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a parsed paper: its heading, 1 for the highest level, and its paragraphs."""

    heading: str
    level: int
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """A work that a paper cites: ``text`` as it is printed, the rest as far as it is known."""

    text: str
    title: str = ""
    doi: str | None = None
    arxiv_id: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record came from: the source as the user named it, and the 1-based line."""

    path: str
    line: int

    def __str__(self) -> str:
        """Show the place as editors know it."""
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where one field of a merged paper came from, as its other fields came from elsewhere."""

    field: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Paper:
    """What a source says of one paper; what it doesn't say is empty or None, never invented.

    Texts are clean (see ``sitegen.text.clean``): no control characters, no markup.

    Attributes:
        title: never empty.
        abstract: one paragraph, or empty.
        authors: in the paper's order.
        year: of publication.
        date: ISO 8601 day, where the source has one.
        venue: journal, conference or server.
        doi: without the resolver, lower case.
        arxiv_id: without its version.
        links: out of the site, each once.
        keywords: the source's own; tags are ours.
        language: ISO 639-1, where the source tells it.
        upvotes: of readers, where the source counts them.
        source_id: the source's own identifier, as it stands.
        sections: of a parsed paper, in its order.
        references: of a parsed paper, in its order.
        note: a curator's, in Markdown.
        origins: each place that told of this paper; the first comes first.
        provenance: of the fields that another place than the first told.
    """

    title: str
    abstract: str = ""
    authors: tuple[Author, ...] = ()
    year: int | None = None
    date: str | None = None
    venue: str | None = None
    doi: str | None = None
    arxiv_id: str | None = None
    links: tuple[Link, ...] = ()
    keywords: tuple[str, ...] = ()
    upvotes: int | None = None
    language: str | None = None
    source_id: str | None = None
    sections: tuple[Section, ...] = ()
    references: tuple[Reference, ...] = ()
    note: str = ""
    origins: tuple[Origin, ...] = ()
    provenance: tuple[Provenance, ...] = ()

    def origin_of(self, field: str) -> Origin:
        """Return the place that told a field's value; an empty one for a paper from nowhere."""
        first = self.origins[0] if self.origins else Origin("", 1)
        return next((p.origin for p in self.provenance if p.field == field), first)


@dataclass(frozen=True, slots=True)
class Entry:
    """A paper in its collection: ``id`` is its page's name and stays for good."""

    id: str
    paper: Paper

    @property
    def url(self) -> str:
        """Address of the paper's page, relative to the site."""
        return f"{PAPER_FOLDER}/{self.id}.html"


@dataclass(frozen=True, slots=True)
class Tag:
    """A topic of the collection: ``name`` is what readers see, ``slug`` is its page's name.

    ``description`` is the curator's, ``parent`` the slug of the closest topic that contains it,
    ``also`` are further names: the curator's, its acronym or what it is an acronym of.
    """

    slug: str
    name: str
    description: str = ""
    parent: str | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """One line of tags.toml.

    Attributes:
        slug: its page's name.
        name: what readers see; empty for one that is never to be a topic.
        also: further names of the same topic.
        description: one or two sentences for its page, or empty.
        is_forced: whether every paper that names it has it.
    """

    slug: str
    name: str = ""
    also: tuple[str, ...] = ()
    description: str = ""
    is_forced: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """All that papers may call it, the words of its slug included."""
        spelled = (self.slug.replace("-", " "), self.name, *self.also)
        return tuple(dict.fromkeys(name for name in spelled if name))

    @property
    def is_curated(self) -> bool:
        """Whether it says more than a name, so that rules for what is a topic don't touch it."""
        return bool(self.also or self.description or self.is_forced)

    @property
    def tag(self) -> Tag:
        """The tag that its papers get."""
        return Tag(self.slug, self.name, self.description, also=self.also)


@dataclass(frozen=True, slots=True)
class Related:
    """One entry of a paper's related list.

    Attributes:
        id: the other paper's.
        score: how alike the two papers are, 0 to 1.
        tags: slugs of the tags both have.
        terms: the shared phrases that weigh most, heaviest first, as readers write them; none that
            a tag says already.
        authors: names that both have.
    """

    id: str
    score: float
    tags: tuple[str, ...]
    terms: tuple[str, ...]
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EnrichedPaper:
    """An entry and what text alone could tell of it; tags and related papers best first."""

    entry: Entry
    tags: tuple[Tag, ...]
    related: tuple[Related, ...]
