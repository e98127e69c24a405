"""The page of the bulk files, with a description of the data set for search engines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urljoin

from sitegen.locale import ENGLISH
from sitegen.pages.escape import Markdown
from sitegen.pages.registry import Page, PageKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.locale import Texts
    from sitegen.pages.context import SiteContext

#: Characters that could end the element, and line ends of old JavaScript.
_ESCAPES: Final = str.maketrans({char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"})
#: Search engines ask for a description of at least so many characters.
#: Source: developers.google.com/search/docs/appearance/structured-data/dataset
_MIN_DESCRIPTION_CHARS: Final = 50
_KILO: Final = 1_000
_MIN_WHOLE: Final = 10
_MAX_KEYWORDS: Final = 20


class FileRow(NamedTuple):
    """A file as readers see it; the size has a unit."""

    address: str
    title: str
    size: str


def _render(context: SiteContext) -> Iterator[Page]:
    if context.site.downloads:
        files = [
            FileRow(file.address, file.title, _size(file.size, context.texts))
            for file in context.site.downloads
        ]
        text = context.template(KIND.template).render(files=files, dataset=_dataset(context))
        yield Page(KIND.template.removesuffix(".j2"), text, KIND.name)


def _dataset(context: SiteContext) -> Markdown:
    """Return a Dataset of schema.org, as JSON for a script element.

    Source: https://schema.org/Dataset
    """
    site, count = context.site, len(context.papers)
    description = site.description
    if len(description) < _MIN_DESCRIPTION_CHARS:
        records = context.texts.ngettext(
            "Bibliographic records of %(count)s paper, with topics.",
            "Bibliographic records of %(count)s papers, with topics.",
            count,
        )
        description = f"{description} {records}".strip()
    dataset: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": site.name,
        "description": description,
        "url": site.url,
        "license": site.records_license,
        "isAccessibleForFree": True,
        "keywords": [counted.tag.name for counted in context.tags[:_MAX_KEYWORDS]],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file.title,
                "encodingFormat": file.media_type,
                "contentSize": f"{file.size} B",
                # Without the site's address a program resolves it against that of the page.
                "contentUrl": urljoin(site.url, file.address),
            }
            for file in site.downloads
        ],
    }
    text = json.dumps({name: value for name, value in dataset.items() if value})
    return Markdown(text.translate(_ESCAPES))


def _size(size: int, texts: Texts = ENGLISH) -> str:
    """Return a size for readers, in decimal units: "12 kB", "3.4 MB"."""
    value, units = float(size), iter(("B", "kB", "MB", "GB"))
    unit = next(units)
    while value >= _KILO and unit != "GB":
        value, unit = value / _KILO, next(units)
    is_whole = value >= _MIN_WHOLE or unit == "B"
    return f"{round(value) if is_whole else texts.decimal(value)} {unit}"


KIND: Final = PageKind("downloads", 55, "downloads.md.j2", _render)
