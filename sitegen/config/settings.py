"""The settings of sitegen.toml: each declared once, with its type, default, text and check.

``config.load`` reads and checks a file by these declarations and prints them as the reference;
the stages take the section that they need as a value. A path is declared as a path: it is resolved
against the folder of sitegen.toml when the file is read, and its role says how a build depends on
it, so that the cache and the watcher of ``sitegen serve`` find it by themselves.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitegen.config.declarations import PathRole
from sitegen.config.declarations import between as _between
from sitegen.config.declarations import colour_on as _colour_on
from sitegen.config.declarations import language as _language
from sitegen.config.declarations import one_of as _one_of
from sitegen.config.declarations import path_setting as _path
from sitegen.config.declarations import setting as _setting
from sitegen.config.declarations import url as _url
from sitegen.config.digest import AlertSettings, DigestSettings, find_alert_faults
from sitegen.config.fetch_entries import FetchEntry, find_entry_faults
from sitegen.locale import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

#: Backgrounds of the theme, which accent colours must be readable on.
_LIGHT_PAPER: Final = (0xFD, 0xFC, 0xFA)
_DARK_PAPER: Final = (0x16, 0x18, 0x1B)


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """[site]."""

    name: str = _setting(N_("Papers"), "Name of the site, in the header of every page.")
    description: str = _setting(
        N_("A collection of research papers, by topic and with related papers."),
        "One sentence about the collection, on the front page.",
    )
    url: str = _setting(
        "",
        "Address of the published site. Needed for the sitemap and feeds, and for the 404 page if "
        "the site is not at its host's root.",
        _url,
    )
    language: str = _setting(
        "en",
        "Language of the interface and of most papers: en and de have texts. ISO 639-1.",
        _language,
    )
    role: str = _setting(
        "aggregator",
        "aggregator: the site lists papers of others. publisher: it is where its papers are "
        "published, so that metadata name each page as its paper's, with all fields.",
        _one_of("aggregator", "publisher"),
    )
    sources: list[str] = _setting(
        [], "Files and folders to read if the command names none. Relative to this file."
    )


@dataclass(frozen=True, slots=True)
class ColumnSettings:
    """[columns]."""

    title: str = _setting(
        "", "Column or JSON field of the title, if it has an unusual name; a.b is field b of a."
    )
    abstract: str = _setting("", "Column of the abstract.")
    authors: str = _setting("", "Column of the authors.")
    year: str = _setting("", "Column of the year.")
    date: str = _setting("", "Column of the publication date.")
    venue: str = _setting("", "Column of the journal or conference.")
    doi: str = _setting("", "Column of the DOI.")
    arxiv_id: str = _setting("", "Column of the arXiv identifier.")
    url: str = _setting("", "Column of the paper's URL.")
    pdf: str = _setting("", "Column of the PDF's URL.")
    code: str = _setting("", "Column of the code's URL.")
    keywords: str = _setting("", "Column of the keywords.")
    id: str = _setting(
        "", "Column of your identifier; it names the page if a paper has no arXiv id and no DOI."
    )

    @property
    def mapping(self) -> dict[str, str]:
        """Name of a field -> column, for the columns that are set."""
        columns = ((f.name, getattr(self, f.name)) for f in fields(self))
        return {name: column for name, column in columns if column}


@dataclass(frozen=True, slots=True)
class ThemeSettings:
    """[theme]."""

    accent: str = _setting(
        "", "Colour of links on light paper. Empty: #14598a.", _colour_on(_LIGHT_PAPER, "light")
    )
    accent_dark: str = _setting(
        "", "Colour of links on dark paper. Empty: #8cc5f0.", _colour_on(_DARK_PAPER, "dark")
    )
    logo: Path | None = _path("Image for the header, 28 by 28 pixels.")
    overrides: Path | None = _path("Folder of templates and assets that replace the theme's.")
    content_security_policy: bool = _setting(
        default=True,
        text="Whether pages forbid browsers to run or load what is not a file of the site. Turn it "
        "off for plugins and pages of yours that need it.",
    )


@dataclass(frozen=True, slots=True)
class TagSettings:
    """[tags]."""

    min: int = _setting(
        3, "Number of topics that a paper gets at least, if its text has so many.", _between(0, 20)
    )
    max: int = _setting(
        8, "Number of topics that a paper gets at most, forced ones aside.", _between(1, 20)
    )
    max_share: float = _setting(
        0.2,
        "Share of papers above which a topic is removed from the papers where it weighs least.",
        _between(0.01, 1),
    )
    file: Path | None = _path(
        "Your topics file. 'sitegen tags --write' creates it; builds then append new topics.",
        PathRole.STATE,
        "tags.toml",
    )


@dataclass(frozen=True, slots=True)
class AuthorSettings:
    """[authors]."""

    file: Path | None = _path(
        "Your authors file: names to join, split, change or hide. It need not exist.",
        PathRole.OPTIONAL,
        "authors.toml",
    )


@dataclass(frozen=True, slots=True)
class VenueSettings:
    """[venues]."""

    file: Path | None = _path(
        "Your venues file: kinds and names of venues that sitegen lacks. It need not exist.",
        PathRole.OPTIONAL,
        "venues.toml",
    )


@dataclass(frozen=True, slots=True)
class KeySettings:
    """[keys]."""

    file: Path | None = _path(
        "Your keys file: citation keys that papers have for good. 'sitegen keys --write' creates "
        "it; it need not exist.",
        PathRole.OPTIONAL,
        "keys.toml",
    )


@dataclass(frozen=True, slots=True)
class StateSettings:
    """[state]."""

    folder: Path | None = _path(
        "Folder of the days on which papers were first seen, and of votes and ranks by day. "
        "'sitegen add' writes it; commit it. It need not exist.",
        PathRole.STATE,
        "state",
    )
    record: bool = _setting(
        default=False,
        text="Whether 'sitegen build' records papers that it sees for the first time, too, and the "
        "votes of the day.",
    )


@dataclass(frozen=True, slots=True)
class RelatedSettings:
    """[related]."""

    count: int = _setting(8, "Number of related papers on a paper's page.", _between(0, 50))
    method: str = _setting(
        "static",
        "How papers are compared. lexical: by words. static: by words and the vectors that come "
        "with sitegen. transformer: by words and a model.",
        _one_of("lexical", "static", "transformer"),
    )
    model: Path | None = _path(
        "Folder of a sentence transformer in ONNX format, for method transformer.",
        PathRole.STAMPED,
    )
    network: bool = _setting(
        default=False,
        text="Whether model may be the name of a model to download from the Hugging Face hub.",
    )
    recency: float = _setting(
        0.0,
        "How much newer papers are preferred: 0 not at all, 1 by up to 0.1 of similarity.",
        _between(0, 1),
    )

    @property
    def has_vectors(self) -> bool:
        """Whether search lists papers like another: where related papers have vectors."""
        return self.count > 0 and self.method != "lexical"


@dataclass(frozen=True, slots=True)
class PageSettings:
    """[pages]."""

    page_size: int = _setting(200, "Number of papers on one page of a list.", _between(10, 5000))
    home: int = _setting(20, "Number of papers on the front page.", _between(0, 200))
    fulltext: bool = _setting(
        default=False,
        text="Whether pages show the full text that TEI and JATS have. Search always covers it.",
    )
    docs: Path | None = _path(
        "Folder of your own Markdown pages, added to the navigation and to the search."
    )
    mkdocs: Path | None = _path(
        "A mkdocs.yml for your pages: nav, markdown_extensions, plugins, hooks, extra, extra_css, "
        "extra_javascript."
    )


@dataclass(frozen=True, slots=True)
class DownloadSettings:
    """[downloads]."""

    formats: list[str] = _setting(
        ["bibtex", "ris", "jsonl"],
        "Formats of the bulk files on the downloads page; bibtex-abstracts, csl, csv, sqlite and "
        "parquet by name. Empty: no page.",
    )
    license: str = _setting(
        "",
        "Address of the licence of the records, such as "
        "https://creativecommons.org/publicdomain/zero/1.0/.",
        _url,
    )
    api: bool = _setting(
        default=False,
        text="Whether the site has its topics, lists and months as JSON below api/v1/.",
    )


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """[feeds]."""

    entries: int = _setting(
        50,
        "Number of the newest papers in the site's feed. Feeds need [site] url.",
        _between(1, 1000),
    )
    id: str = _setting(
        "",
        "What ids of feeds and entries are made from. Empty: host and path of [site] url. When the "
        "site moves, put its first host and path here, so that readers don't get all papers again.",
    )


@dataclass(frozen=True, slots=True)
class TakedownSettings:
    """[takedown]."""

    papers: list[str] = _setting(
        [],
        "Papers that the sources have and the site must not: DOIs, arXiv ids, ids of pages or of "
        "the source. Nothing of them is left in pages, search, feeds and exports.",
    )


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """[search]."""

    offline: bool = _setting(
        default=True,
        text="Whether search works from disk, too. Up to 5,000 papers, it doubles the size of the "
        "index.",
    )
    packed: bool = _setting(
        default=False,
        text="Whether to pack the search index into few files, for hosts with a file limit. "
        "Searches download more.",
    )


@dataclass(frozen=True, slots=True)
class Config:
    """All settings of one sitegen.toml; paths are resolved."""

    site: SiteSettings = field(default_factory=SiteSettings)
    columns: ColumnSettings = field(default_factory=ColumnSettings)
    theme: ThemeSettings = field(default_factory=ThemeSettings)
    tags: TagSettings = field(default_factory=TagSettings)
    authors: AuthorSettings = field(default_factory=AuthorSettings)
    venues: VenueSettings = field(default_factory=VenueSettings)
    keys: KeySettings = field(default_factory=KeySettings)
    state: StateSettings = field(default_factory=StateSettings)
    related: RelatedSettings = field(default_factory=RelatedSettings)
    pages: PageSettings = field(default_factory=PageSettings)
    downloads: DownloadSettings = field(default_factory=DownloadSettings)
    search: SearchSettings = field(default_factory=SearchSettings)
    feeds: FeedSettings = field(default_factory=FeedSettings)
    takedown: TakedownSettings = field(default_factory=TakedownSettings)
    digest: DigestSettings = field(default_factory=DigestSettings)
    alert: tuple[AlertSettings, ...] = ()
    fetch: tuple[FetchEntry, ...] = ()
    folder: Path = field(default_factory=Path)

    def paths(self, *roles: PathRole) -> Iterator[Path]:
        """Yield the paths that are set and have one of some roles, in the order of declaration."""
        for section in SECTIONS:
            values = getattr(self, section)
            for declared in fields(values):
                path = getattr(values, declared.name)
                if path is not None and declared.metadata["role"] in roles:
                    yield path


SECTIONS: Final[dict[str, type[Any]]] = {
    "site": SiteSettings,
    "columns": ColumnSettings,
    "theme": ThemeSettings,
    "tags": TagSettings,
    "authors": AuthorSettings,
    "venues": VenueSettings,
    "keys": KeySettings,
    "state": StateSettings,
    "related": RelatedSettings,
    "pages": PageSettings,
    "downloads": DownloadSettings,
    "search": SearchSettings,
    "feeds": FeedSettings,
    "takedown": TakedownSettings,
    "digest": DigestSettings,
}


class RepeatedSection(NamedTuple):
    """A section that a file may have any number of times, as [[name]].

    Attributes:
        section: what declares its settings.
        text: a line of the reference above it.
        example: settings that are no defaults in the reference.
        find_faults: yields position, setting and fault of those that lack something.
    """

    section: type[Any]
    text: str
    example: Mapping[str, Any]
    find_faults: Callable[[Sequence[dict[str, Any]]], Iterator[tuple[int, str, str]]]


REPEATED_SECTIONS: Final = {
    "fetch": RepeatedSection(
        FetchEntry,
        "Sources that 'sitegen fetch' asks, one [[fetch]] each. This one is an example:",
        {"name": "arxiv", "kind": "oai", "sets": ["cs:cs:LG"]},
        find_entry_faults,
    ),
    "alert": RepeatedSection(
        AlertSettings,
        "Questions to the collection, one [[alert]] each. This one is an example:",
        {"name": "Long contexts", "query": "how do transformers generalise to longer sequences?"},
        find_alert_faults,
    ),
}
