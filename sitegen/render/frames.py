"""The frame of a page: all that is the same for the pages of one kind in one folder.

MkDocs renders it once, for a specimen page; it is cut where the rest goes, and each page is set
into the pieces. The rest is the body and a few partials of the theme (``SLOTS``), which are
rendered for each page from ``page.meta``, ``page.title``, ``page.url``, ``page.canonical_url``,
``page.is_homepage`` and the configuration's ``site_name``, ``site_description``, ``site_url`` and
``extra``, as in any template of MkDocs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urljoin

from jinja2 import Environment, FileSystemLoader

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    #: Sets a page (``src_uri``, front matter, body) into a frame.
    SetIn = Callable[[str, dict[str, Any], str], str]

BODY: Final = "body"
#: Partials that a frame leaves out: slot name -> template.
SLOTS: Final = {
    "head": "partials/head.html",
    "title": "partials/title.html",
    "address": "partials/address.html",
}
_README: Final = re.compile(r"(?:(?<=/)|^)README\Z")
_CUT: Final = re.compile(r"<!--sitegen:slot:([a-z]+)-->")


@dataclass(frozen=True, slots=True)
class Frame:
    """Pieces of HTML and, between them, the names of what goes there.

    ``len(pieces) == len(slots) + 1``.
    """

    pieces: tuple[str, ...]
    slots: tuple[str, ...]


def mark(slot: str) -> str:
    """Return what stands for a slot in a specimen's HTML."""
    return f"<!--sitegen:slot:{slot}-->"


def cut(html: str) -> Frame:
    """Cut a specimen's HTML at its marks."""
    parts = _CUT.split(html)
    return Frame(tuple(parts[::2]), tuple(parts[1::2]))


def frame_name(src_uri: str, kind: str) -> str:
    """Return the name of the frame that a page is set into: its kind and its depth."""
    return f"{kind}:{src_uri.count('/')}"


def setter(frame: Frame, templates: Sequence[str], config: dict[str, Any]) -> SetIn:
    """Return what sets a page into a frame.

    Args:
        frame: the pieces.
        templates: the theme's folders, those that come first win.
        config: site_name, site_description, site_url, extra.
    """
    environment = Environment(loader=FileSystemLoader(templates))  # noqa: S701  - as MkDocs' own
    partials = {
        slot: environment.get_template(SLOTS[slot]) for slot in SLOTS if slot in frame.slots
    }
    pieces, slots = frame.pieces, frame.slots

    def set_in(src_uri: str, meta: dict[str, Any], body: str) -> str:
        context = {"page": page_values(src_uri, meta, config["site_url"]), "config": config}
        values = {slot: partial.render(context) for slot, partial in partials.items()}
        values[BODY] = body
        out = [pieces[0]]
        for slot, piece in zip(slots, pieces[1:], strict=True):
            out += (values[slot], piece)
        return "".join(out)

    return set_in


def page_values(src_uri: str, meta: dict[str, Any], site_url: str | None) -> dict[str, Any]:
    """Return what a partial may know of a page, as MkDocs' ``Page`` has it."""
    url = quote(dest_uri(src_uri))
    return {
        "meta": meta,
        "title": meta.get("title", ""),
        "url": url,
        "canonical_url": urljoin(site_url, url) if site_url else None,
        "is_homepage": src_uri == "index.md",
    }


def dest_uri(src_uri: str) -> str:
    """Return where a page's HTML goes, below the site; a README is its folder's index."""
    stem = src_uri.removesuffix(".md")
    return f"{_README.sub('index', stem)}.html"
