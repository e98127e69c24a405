"""Frames: the HTML that all pages of one kind at one depth have in common.

MkDocs renders a frame once, as a specimen page. The specimen is cut where page-specific HTML goes,
and each page's HTML is set between the pieces: the body, and the theme's partials in ``SLOTS``.
These are rendered for each page from ``page.meta``, ``page.title``, ``page.url``,
``page.canonical_url``, ``page.is_homepage`` and the configuration's ``site_name``,
``site_description``, ``site_url`` and ``extra``, which have the same meaning as in MkDocs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urljoin

from jinja2 import FileSystemLoader

from sitegen.render.minify import minify
from sitegen.workspace.compiled import CompiledTemplates, FlatEnvironment

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    #: Returns the HTML of a page, given its ``src_uri``, front matter and body.
    PageSetter = Callable[[str, dict[str, Any], str], str]

#: Slot of the body, which is no partial.
BODY: Final = "body"
#: Slot name -> template of the partial that is left out of a frame.
SLOTS: Final = {
    "head": "partials/head.html",
    "title": "partials/title.html",
    "address": "partials/address.html",
}
#: The configuration values that partials may use.
SETTINGS: Final = frozenset({"site_name", "site_description", "site_url", "extra"})
#: A file name that MkDocs renders as its folder's index.
_README: Final = re.compile(r"(?:(?<=/)|^)README\Z")
_COMPILED_PARTIALS: Final = CompiledTemplates()
_SLOT_MARK: Final = re.compile(r"<!--sitegen:slot:([a-z]+)-->")


@dataclass(frozen=True, slots=True)
class Frame:
    """Pieces of HTML, and the names of the slots between them.

    ``len(pieces) == len(slots) + 1``. A slot may occur more than once.
    """

    pieces: tuple[str, ...]
    slots: tuple[str, ...]


#: The frame of a generated file that is no page.
NO_FRAME: Final = Frame(("",), ())


def slot_mark(slot: str) -> str:
    """Return the comment that marks a slot in a specimen's HTML."""
    return f"<!--sitegen:slot:{slot}-->"


def cut_frame(html: str) -> Frame:
    """Cut a specimen's HTML at its slot marks."""
    # The expression has one group, so pieces and slot names alternate.
    parts = _SLOT_MARK.split(html)
    return Frame(tuple(parts[::2]), tuple(parts[1::2]))


def frame_name(src_uri: str, kind: str) -> str:
    """Return the name of a page's frame: its kind and its depth, which relative links depend on."""
    return f"{kind}:{src_uri.count('/')}"


def make_page_setter(frame: Frame, templates: Sequence[str], config: dict[str, Any]) -> PageSetter:
    """Return a function that sets pages into a frame.

    Args:
        frame: the frame.
        templates: the theme's folders; earlier ones take precedence.
        config: ``site_name``, ``site_description``, ``site_url`` and ``extra``.
    """
    # MkDocs does not escape either: its templates say ``|e`` where they must.
    environment = FlatEnvironment(
        loader=FileSystemLoader(templates), bytecode_cache=_COMPILED_PARTIALS
    )
    # A template of the user may use fewer partials than ours.
    partials = {
        slot: environment.get_template(SLOTS[slot]) for slot in SLOTS if slot in frame.slots
    }
    pieces, slots = tuple(map(minify, frame.pieces)), frame.slots

    def set_in(src_uri: str, meta: dict[str, Any], body: str) -> str:
        context = {"page": page_values(src_uri, meta, config["site_url"]), "config": config}
        values = {slot: minify(partial.render(context)) for slot, partial in partials.items()}
        values[BODY] = minify(body)
        out = [pieces[0]]
        for slot, piece in zip(slots, pieces[1:], strict=True):
            out += (values[slot], piece)
        return "".join(out)

    return set_in


def page_values(src_uri: str, meta: dict[str, Any], site_url: str | None) -> dict[str, Any]:
    """Return the attributes of MkDocs' ``Page`` that a partial may use."""
    url = quote(dest_uri(src_uri))
    return {
        "meta": meta,
        "title": meta.get("title", ""),
        "url": url,
        "canonical_url": urljoin(site_url, url) if site_url else None,
        "is_homepage": src_uri == "index.md",
    }


def is_markdown(src_uri: str) -> bool:
    """Return whether a generated file is a page; others are copied as they are."""
    return src_uri.endswith(".md")


def dest_uri(src_uri: str) -> str:
    """Return the path of a generated file below the site, as MkDocs' ``File.dest_uri``."""
    if not is_markdown(src_uri):
        return src_uri
    stem = src_uri.removesuffix(".md")
    return f"{_README.sub('index', stem)}.html"
