"""Immutable records that stages exchange. No input or output."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

#: Folder of the papers' pages in a site.
PAPER_FOLDER: Final = "papers"
#: Classes of link targets, by which pages label and order links; see ``sitegen.text.links``.
LinkKind = Literal["arxiv", "doi", "pdf", "code", "model", "source", "link"]
#: What a paper is as a publication. "article" is in a journal, "conference" in proceedings.
PaperKind = Literal[
    "article", "conference", "preprint", "book", "chapter", "thesis", "report", "dataset",
    "software", "other",
]  # fmt: skip

#: What became of a paper after it was published; see ``STATUS_ORDER``.
PaperStatus = Literal["retracted", "withdrawn", "concern", "superseded", "corrected"]
#: Of several statuses of one paper, the first of these counts. "concern" is the publisher's
#: expression of concern; "superseded": there is a newer version under another identifier.
STATUS_ORDER: Final[tuple[PaperStatus, ...]] = get_args(PaperStatus)


@dataclass(frozen=True, slots=True)
class Author:
    """An author of a paper."""

    name: str  # as in the source: "Ada Lovelace"
    affiliations: tuple[str, ...] = ()
    orcid: str | None = None  # with hyphens: "0000-0002-1825-0097"


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a paper to another site."""

    url: str  # safe in an attribute, http or https only; see text.links.safe_url
    kind: LinkKind


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a parsed paper."""

    heading: str
    level: int  # 1 for the highest
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of a paper's bibliography."""

    text: str  # the whole entry, as printed
    title: str = ""  # this and the ids, if the source has them apart from the text
    doi: str | None = None
    arxiv_id: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """The position of a record in a source."""

    path: str  # as the user named the source
    line: int  # 1-based

    def __str__(self) -> str:
        """Return ``path:line``, which editors and terminals turn into a link."""
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Provenance:
    """The origin of a field of a merged paper, if it differs from the paper's first origin."""

    field: str  # the name of an attribute of Paper
    origin: Origin


@dataclass(frozen=True, slots=True)
class Paper:
    """The metadata of a paper in one source or, after merging, in several.

    Fields that the source lacks are empty or None; nothing is guessed. Texts are clean (see
    ``sitegen.text.clean``): no control characters, no markup.

    Attributes:
        title: never empty.
        abstract: one paragraph, or empty.
        authors: in the order of the paper.
        year: year of publication.
        date: day of publication, or its month if no source has the day, ISO 8601.
        venue: journal, conference or server.
        doi: without the resolver, in lower case.
        arxiv_id: without its version.
        links: distinct links to other sites.
        keywords: the source's keywords or categories, as opposed to the tags of the collection.
        upvotes: votes of readers.
        language: ISO 639-1 code.
        source_id: the source's identifier, unchanged.
        sections: sections of a parsed paper, in order.
        references: bibliography of a parsed paper, in order.
        note: a curator's note, in Markdown.
        volume: volume of the venue, as printed.
        issue: issue or number within the volume.
        pages: page range, or the number of an article.
        kind: what it is as a publication; None if neither its source nor its venue says so.
        publisher: of the book, the journal or the proceedings.
        editors: names of the editors of the book or the proceedings.
        series: of which the book or the proceedings are a part.
        edition: of a book, as printed.
        institution: that gave the degree or published the report.
        genre: what a thesis or a report is, as printed: "PhD thesis".
        isbn: of the book or the proceedings, as printed.
        issn: of the journal, as printed.
        license: address of the licence of its text; see ``sitegen.text.licenses``.
        status: what became of it after it was published; None if no source says anything.
        origins: positions of all records of this paper, in reading order.
        provenance: origins of the fields that do not come from the first record.
    """

    # Only the title is required, so that a reader can name the fields that it has.

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
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    kind: PaperKind | None = None
    publisher: str | None = None
    editors: tuple[str, ...] = ()
    series: str | None = None
    edition: str | None = None
    institution: str | None = None
    genre: str | None = None
    isbn: str | None = None
    issn: str | None = None
    license: str | None = None
    status: PaperStatus | None = None
    origins: tuple[Origin, ...] = ()
    provenance: tuple[Provenance, ...] = ()

    @property
    def issued(self) -> str:
        """The date, else the year, else an empty text."""
        return self.date or str(self.year or "")

    def origin_of(self, field: str) -> Origin:
        """Return the origin of a field's value; an empty path for a paper without origins."""
        # Fields without provenance come from the first record.
        first = self.origins[0] if self.origins else Origin("", 1)
        return next((p.origin for p in self.provenance if p.field == field), first)


@dataclass(frozen=True, slots=True)
class Download:
    """A bulk file of a site.

    Attributes:
        address: relative to the site.
        title: its format, for readers.
        media_type: of the file.
        size: in bytes.
    """

    address: str
    title: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A paper with its id in the collection."""

    id: str  # the name of its page; it stays the same in later builds
    paper: Paper

    @property
    def url(self) -> str:
        """Address of the paper's page, relative to the site."""
        return f"{PAPER_FOLDER}/{self.id}.html"


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of the collection, which readers see as a topic.

    Attributes:
        slug: name of its page.
        name: displayed name.
        description: a curator's description, or empty.
        parent: slug of the closest tag that contains it.
        also: alternative names: the curator's, and its acronym or the expansion of one.
    """

    slug: str
    name: str
    description: str = ""
    parent: str | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """An entry of tags.toml.

    Attributes:
        slug: name of its page.
        name: displayed name; empty for a topic that is excluded.
        also: alternative names of the topic.
        description: one or two sentences for its page, or empty.
        is_forced: whether all papers that mention it get the tag.
    """

    slug: str
    name: str = ""
    also: tuple[str, ...] = ()
    description: str = ""
    is_forced: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The distinct names of the topic in papers, the words of its slug first."""
        # dict.fromkeys removes duplicates and keeps the order.
        spelled = (self.slug.replace("-", " "), self.name, *self.also)
        return tuple(dict.fromkeys(name for name in spelled if name))

    @property
    def is_curated(self) -> bool:
        """Whether it has more than a name, which exempts it from the rules for topics."""
        return bool(self.also or self.description or self.is_forced)

    @property
    def tag(self) -> Tag:
        """The tag of its papers."""
        return Tag(self.slug, self.name, self.description, also=self.also)


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that relates two papers.

    Attributes:
        kind: "problem", "method", "data" or "contrast" if cue words say so, "phrase" if none do;
            "words" for two words, "bridge" for a phrase of each paper, joined by " ~ ", "topics"
            for two topics of both, and "topic" for one, or for one and a general word.
        text: the thing, in its usual spelling.
    """

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Related:
    """An entry of a paper's list of related papers.

    Attributes:
        id: id of the related paper.
        score: similarity of the two papers, 0 to 1.
        why: specific things that the papers share, the best first; may be empty.
        authors: names of the shared authors.
    """

    id: str
    score: float
    why: tuple[Reason, ...] = ()
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EnrichedPaper:
    """An entry with its computed tags and related papers, both in decreasing order of score."""

    entry: Entry
    tags: tuple[Tag, ...]
    related: tuple[Related, ...]


@dataclass(frozen=True, slots=True)
class History:
    """What earlier builds recorded of the papers of a site.

    Attributes:
        first_seen: id of a paper -> day on which it was first seen.
        votes: id of a paper -> day -> votes that it had on that day, in the order of days.
        ranks: id of a paper -> day -> its position in a list of that day, 1 for the first.
    """

    first_seen: Mapping[str, date] = field(default_factory=dict)
    votes: Mapping[str, Mapping[date, int]] = field(default_factory=dict)
    ranks: Mapping[str, Mapping[date, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AuthorRules:
    """What a curator says about authors, in authors.toml.

    Attributes:
        joined: name or ORCID iD -> name or iD on whose page its papers are.
        renamed: printed name -> the name that takes its place everywhere.
        untraced: former names whose address leads nowhere.
        parts: (name, id of a paper) -> iD, or label of the part of the name that wrote it.
        hidden: names and iDs without a page.
    """

    joined: Mapping[str, str] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)
    untraced: frozenset[str] = frozenset()
    parts: Mapping[tuple[str, str], str] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
