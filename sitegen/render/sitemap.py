"""Write the sitemap of the fast way; MkDocs lists only what it renders.

Source: https://www.sitemaps.org/protocol.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

from jinja2 import Environment, FileSystemLoader

from sitegen.render.chunks import write_new_text
from sitegen.render.frames import is_markdown, page_values

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from sitegen.render.documents import PageEntry

SITEMAP: Final = "sitemap.xml"
#: A sitemap with more addresses is refused as a whole.
MAX_ADDRESSES: Final = 50_000


def write_sitemap(
    theme: Path,
    site: Path,
    settings: dict[str, Any],
    pages: Mapping[str, PageEntry],
    user_pages: Sequence[str],
) -> None:
    """Render the theme's sitemap with all pages; with too many, several of them and an index.

    A paper has the day on which it was first seen, if the state has it. Other days of change are
    left out: a wrong one is worse than none, and a page changes with its neighbours.

    Args:
        theme: folder of the template.
        site: folder to write into.
        settings: MkDocs' ``site_url`` and what the template reads of ``config``.
        pages: the manifest.
        user_pages: ``src_uri`` of the user's pages.
    """
    template = Environment(loader=FileSystemLoader(theme)).get_template(SITEMAP)  # noqa: S701  - as MkDocs'
    url = settings["site_url"]
    values = list(_page_values(url, pages, user_pages)) if url else []
    parts = [values[i : i + MAX_ADDRESSES] for i in range(0, len(values), MAX_ADDRESSES)]
    if len(parts) <= 1:
        write_new_text(str(site / SITEMAP), template.render(pages=values, config=settings))
        return
    names = [f"sitemap-{number}.xml" for number, _ in enumerate(parts, start=1)]
    for name, part in zip(names, parts, strict=True):
        write_new_text(str(site / name), template.render(pages=part, config=settings))
    write_new_text(str(site / SITEMAP), "".join(_index(url, names)))


def _page_values(
    url: str, pages: Mapping[str, PageEntry], user_pages: Sequence[str]
) -> Iterator[dict[str, Any]]:
    for src_uri in sorted((*filter(is_markdown, pages), *user_pages), key=_mkdocs_order):
        entry = pages.get(src_uri)
        meta = {"kind": entry.kind, "first_seen": entry.day} if entry else {}
        yield {"page": page_values(src_uri, meta, url)}


def _index(url: str, names: Sequence[str]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    for name in names:
        yield f"  <sitemap><loc>{escape(url)}{name}</loc></sitemap>\n"
    yield "</sitemapindex>\n"


def _mkdocs_order(src_uri: str) -> list[tuple[bool, bool, str]]:
    """Return a sort key for the order in which MkDocs finds pages.

    A folder's files come first, its index before all, then its folders.
    """
    *folders, name = src_uri.split("/")
    is_index = name.rpartition(".")[0] in {"index", "README"}
    return [*((True, True, folder) for folder in folders), (False, not is_index, name)]
