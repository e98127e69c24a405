"""The settings of sitegen.toml: each with its type, default and text, declared once.

``config`` reads and checks a file by them, and prints them as the reference.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
_LIGHT_PAPER: Final = (0xFD, 0xFC, 0xFA)
_DARK_PAPER: Final = (0x16, 0x18, 0x1B)
_LEAST_CONTRAST: Final = 4.5


def _setting(default: T, text: str, check: Callable[[Any], str | None] | None = None) -> T:
    """Declare a setting: its default, its line in the reference, and what else must hold."""
    made: Any
    metadata = {"text": text, "check": check}
    if isinstance(default, list):
        made = field(default_factory=lambda: list(default), metadata=metadata)
    else:
        made = field(default=default, metadata=metadata)
    return made  # type: ignore[no-any-return]  # dataclass() turns it into a T


def _between(low: float, high: float) -> Callable[[Any], str | None]:
    return lambda value: None if low <= value <= high else f"must be from {low} to {high}"


def _one_of(*values: str) -> Callable[[Any], str | None]:
    return lambda value: None if value in values else f"must be one of {', '.join(values)}"


def _url(value: str) -> str | None:
    parts = urlsplit(value)
    good = not value or (parts.scheme in {"http", "https"} and parts.netloc)
    return None if good else "must be a web address, such as https://example.org/papers/"


def _language(value: str) -> str | None:
    return None if re.fullmatch(r"[a-z]{2}", value) else "must be a two-letter code, such as en"


def _colour_on(paper: tuple[int, int, int], where: str) -> Callable[[Any], str | None]:
    def check(value: str) -> str | None:
        if not value:
            return None
        if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
            return "must be a colour as #rrggbb"
        ratio = contrast(tuple(bytes.fromhex(value[1:])), paper)
        if ratio < _LEAST_CONTRAST:
            return f"has a contrast of {ratio:.1f}:1 on {where} paper; readers need 4.5:1"
        return None

    return check


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Return the contrast ratio of two sRGB colours, 1 to 21.

    Source: WCAG 2.2, "contrast ratio" and "relative luminance".
    """

    def luminance(colour: tuple[int, ...]) -> float:
        parts = [c / 255 for c in colour]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]  # noqa: PLR2004
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """[site]."""

    name: str = _setting("Papers", "Name of the site, in the header of every page.")
    description: str = _setting(
        "A collection of research papers, by topic and with what is related.",
        "One sentence: what this collection is. Stands on the front page.",
    )
    url: str = _setting(
        "", "Where the site will be. Needed for the sitemap and the 404 page in a sub-path.", _url
    )
    language: str = _setting("en", "Language of the papers, for search. ISO 639-1.", _language)
    sources: list[str] = _setting(
        [], "Files and folders to read when the command names none. Relative to this file."
    )


@dataclass(frozen=True, slots=True)
class ColumnsSettings:
    """[columns]."""

    title: str = _setting(
        "", "What a table or JSON calls a field, where it is not a usual name; a.b is b in a."
    )
    abstract: str = _setting("", "The abstract's.")
    authors: str = _setting("", "The authors'.")
    year: str = _setting("", "The year's.")
    date: str = _setting("", "The day's.")
    venue: str = _setting("", "The journal's or conference's.")
    doi: str = _setting("", "The DOI's.")
    arxiv_id: str = _setting("", "The arXiv id's.")
    url: str = _setting("", "The paper's address's.")
    pdf: str = _setting("", "The PDF's address's.")
    code: str = _setting("", "The code's address's.")
    keywords: str = _setting("", "The keywords'.")
    id: str = _setting("", "The source's own identifier's.")


@dataclass(frozen=True, slots=True)
class ThemeSettings:
    """[theme]."""

    accent: str = _setting(
        "", "Colour of links on light paper. Empty: #14598a.", _colour_on(_LIGHT_PAPER, "light")
    )
    accent_dark: str = _setting(
        "", "Colour of links on dark paper. Empty: #8cc5f0.", _colour_on(_DARK_PAPER, "dark")
    )
    logo: str = _setting("", "An image for the header, 28 by 28 pixels. Relative to this file.")
    overrides: str = _setting(
        "",
        "Folder of templates and assets that take the place of the theme's. Relative to this file.",
    )


@dataclass(frozen=True, slots=True)
class TagsSettings:
    """[tags]."""

    least: int = _setting(3, "Tags that a paper gets at least.", _between(0, 20))
    most: int = _setting(8, "Tags that a paper gets at most.", _between(1, 20))
    max_share: float = _setting(
        0.2,
        "A tag goes to this share of the papers at most: where it weighs most.",
        _between(0.01, 1),
    )
    file: str = _setting(
        "tags.toml",
        "Topics that are remembered and may be edited; a build adds new ones where there is such a "
        "file, 'sitegen tags' makes it. Relative to this file.",
    )


@dataclass(frozen=True, slots=True)
class RelatedSettings:
    """[related]."""

    count: int = _setting(8, "Related papers on a paper's page.", _between(0, 50))
    method: str = _setting(
        "static",
        "lexical: by words. static: by words and vectors that come with sitegen. transformer: by "
        "words and a model.",
        _one_of("lexical", "static", "transformer"),
    )
    model: str = _setting(
        "",
        "Folder of a sentence-transformer in ONNX, for method transformer. Relative to this file.",
    )
    network: bool = _setting(
        default=False, text="Whether model may be a name to fetch from the Hugging Face hub."
    )
    recency: float = _setting(
        0.0, "How much new papers gain on old ones that are as close, 0 to 1.", _between(0, 1)
    )


@dataclass(frozen=True, slots=True)
class PagesSettings:
    """[pages]."""

    page_size: int = _setting(200, "Papers on one page of a list.", _between(10, 5000))
    home: int = _setting(20, "Papers on the front page.", _between(0, 200))
    fulltext: bool = _setting(
        default=False,
        text="Whether the text of parsed papers is shown on their pages; search finds it anyway.",
    )
    docs: str = _setting(
        "",
        "Folder of pages of your own, in Markdown: they join the header and the search. Relative "
        "to this file.",
    )
    mkdocs: str = _setting(
        "",
        "A mkdocs.yml for your own pages: nav, markdown_extensions, plugins, hooks, extra, "
        "extra_css, extra_javascript. Relative to this file.",
    )


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """[search]."""

    offline: bool = _setting(
        default=True, text="Whether search works from disk too; it takes about the index again."
    )
    packed: bool = _setting(
        default=False,
        text="Whether the index is a twelfth of the files, for hosts that cap them; each search "
        "loads more.",
    )


@dataclass(frozen=True, slots=True)
class Config:
    """All settings; ``folder`` is what relative paths start from."""

    site: SiteSettings = field(default_factory=SiteSettings)
    columns: ColumnsSettings = field(default_factory=ColumnsSettings)
    theme: ThemeSettings = field(default_factory=ThemeSettings)
    tags: TagsSettings = field(default_factory=TagsSettings)
    related: RelatedSettings = field(default_factory=RelatedSettings)
    pages: PagesSettings = field(default_factory=PagesSettings)
    search: SearchSettings = field(default_factory=SearchSettings)
    folder: Path = field(default_factory=Path)

    @property
    def logo(self) -> Path | None:
        """The logo's path, or None."""
        return self.folder / self.theme.logo if self.theme.logo else None

    @property
    def docs(self) -> Path | None:
        """Folder of the user's own pages, or None."""
        return self.folder / self.pages.docs if self.pages.docs else None

    @property
    def mkdocs(self) -> Path | None:
        """The user's mkdocs.yml, or None."""
        return self.folder / self.pages.mkdocs if self.pages.mkdocs else None

    @property
    def overrides(self) -> Path | None:
        """Folder of the user's templates, or None."""
        return self.folder / self.theme.overrides if self.theme.overrides else None

    @property
    def tags_file(self) -> Path | None:
        """Where topics are remembered, or None."""
        return self.folder / self.tags.file if self.tags.file else None

    @property
    def named_columns(self) -> dict[str, str]:
        """Our field -> what a table or JSON calls it, of the fields that the file names."""
        return {name: told for name, told in asdict(self.columns).items() if told}

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources that the file names, as paths from here."""
        return tuple(str(self.folder / source) for source in self.site.sources)


SECTIONS: Final[dict[str, type[Any]]] = {
    "site": SiteSettings,
    "columns": ColumnsSettings,
    "theme": ThemeSettings,
    "tags": TagsSettings,
    "related": RelatedSettings,
    "pages": PagesSettings,
    "search": SearchSettings,
}
