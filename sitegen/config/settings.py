"""The settings of sitegen.toml: each declared once, with its type, default, text and check.

``config.load`` reads and checks a file by these declarations and prints them as the reference;
the stages take the section that they need as a value. A path is declared as a path: it is resolved
against the folder of sitegen.toml when the file is read, and its role says how a build depends on
it, so that the cache and the watcher of ``sitegen serve`` find it by themselves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")
#: Backgrounds of the theme, which accent colours must be readable on.
_LIGHT_PAPER: Final = (0xFD, 0xFC, 0xFA)
_DARK_PAPER: Final = (0x16, 0x18, 0x1B)
_MIN_CONTRAST: Final = 4.5
#: Blanks, controls and what HTML and Markdown give a meaning. Source: RFC 3986, appendix A.
_NOT_IN_URL: Final = re.compile(
    r"[\x00-\x20\x7f-\xa0\"<>\\^`{|}\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)


class PathRole(Enum):
    """How a build depends on a path.

    Attributes:
        CONTENT: it reads the file, or the files below the folder.
        STAMPED: it reads a folder that is too large to hash; sizes and times stand for content.
        STATE: it reads the file or folder and adds to it.
        OPTIONAL: it reads the file if there is one.
    """

    CONTENT = "content"
    STAMPED = "stamped"
    STATE = "state"
    OPTIONAL = "optional"


def _setting(default: T, text: str, check: Callable[[Any], str | None] | None = None) -> T:
    """Declare a setting: its default, its line in the reference, and a check.

    ``check`` returns what is wrong with a value, or None.
    """
    metadata = {"text": text, "check": check, "role": None}
    declaration: Any
    if isinstance(default, list):
        declaration = field(default_factory=lambda: list(default), metadata=metadata)
    else:
        declaration = field(default=default, metadata=metadata)
    return declaration  # type: ignore[no-any-return]  # dataclass() turns it into a T


def _path(text: str, role: PathRole = PathRole.CONTENT, default: str = "") -> Path | None:
    """Declare a path relative to sitegen.toml; None if it is empty."""
    declaration: Any = field(
        default=Path(default) if default else None,
        metadata={"text": f"{text} Relative to this file.", "check": None, "role": role},
    )
    return declaration  # type: ignore[no-any-return]


def _between(low: float, high: float) -> Callable[[Any], str | None]:
    return lambda value: None if low <= value <= high else f"must be from {low} to {high}"


def _one_of(*values: str) -> Callable[[Any], str | None]:
    return lambda value: None if value in values else f"must be one of {', '.join(values)}"


def _url(value: str) -> str | None:
    if _NOT_IN_URL.search(value):
        return "has a character that an address must encode, such as %20 for a blank"
    try:
        parts = urlsplit(value)
    except ValueError:  # for example an unclosed bracket
        parts = urlsplit("")
    is_valid = not value or (parts.scheme in {"http", "https"} and parts.netloc)
    return None if is_valid else "must be a web address, such as https://example.org/papers/"


def _language(value: str) -> str | None:
    is_code = re.fullmatch(r"[a-z]{2}", value)
    return None if is_code else "must be a two-letter code, such as en"


def _colour_on(paper: tuple[int, int, int], where: str) -> Callable[[Any], str | None]:
    def check(value: str) -> str | None:
        if not value:
            return None
        if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
            return "must be a colour as #rrggbb"
        ratio = contrast(tuple(bytes.fromhex(value[1:])), paper)
        if ratio < _MIN_CONTRAST:
            return f"has a contrast of {ratio:.1f}:1 on {where} paper; readers need 4.5:1"
        return None

    return check


def contrast(first: tuple[int, ...], second: tuple[int, ...]) -> float:
    """Return the contrast ratio of two sRGB colours, 1 to 21.

    Source: WCAG 2.2, "contrast ratio" and "relative luminance".
    """

    def luminance(colour: tuple[int, ...]) -> float:
        parts = [channel / 255 for channel in colour]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]  # noqa: PLR2004
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """[site]."""

    name: str = _setting("Papers", "Name of the site, in the header of every page.")
    description: str = _setting(
        "A collection of research papers, by topic and with related papers.",
        "One sentence about the collection, on the front page.",
    )
    url: str = _setting(
        "",
        "Address of the published site. Needed for the sitemap and feeds, and for the 404 page if "
        "the site is not at its host's root.",
        _url,
    )
    language: str = _setting("en", "Language of the site and of most papers. ISO 639-1.", _language)
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
        "Formats of the bulk files on the downloads page; csl, csv, sqlite and parquet by name. "
        "Empty: no page.",
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
        text="Whether search works from disk, too. It doubles the size of the index.",
    )
    packed: bool = _setting(
        default=False,
        text="Whether to pack the search index into about a twelfth of the files, for hosts with a "
        "file limit. Searches download more.",
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
}
