"""Render a chunk of generated pages: Markdown files in, HTML files out.

A chunk is plain data and ``render_chunk`` a plain function, so that any
``concurrent.futures.Executor`` can run it, on any machine that sees the two folders.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sitegen.render.frames import Frame, dest_uri, setter
from sitegen.render.markdown import to_html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.render.frames import SetIn

_END: Final = "\n---\n"


@dataclass(frozen=True, slots=True)
class Chunk:
    """Pages of one frame.

    Attributes:
        docs: folder of the Markdown.
        site: folder to write into; subfolders are there.
        frame: what the pages are set into.
        templates: the theme's folders.
        settings: what partials may know of the configuration.
        pages: ``src_uri`` of each.
    """

    docs: str
    site: str
    frame: Frame
    templates: tuple[str, ...]
    settings: dict[str, Any]
    pages: Sequence[str]


def render_chunk(chunk: Chunk) -> list[tuple[str, int, int]]:
    """Render pages; return ``src_uri``, size and time of change (ns) of each file written."""
    set_in = setter(chunk.frame, chunk.templates, chunk.settings)
    written = []
    for src_uri in chunk.pages:
        with open(f"{chunk.docs}/{src_uri}", "rb", buffering=0) as file:  # noqa: PTH123  - fast
            html = page_html(set_in, src_uri, file.read().decode("utf-8"))
        written.append((src_uri, *write_new(f"{chunk.site}/{dest_uri(src_uri)}", html)))
    return written


def page_html(set_in: SetIn, src_uri: str, text: str) -> str:
    """Render a generated page's text, and set it into its frame."""
    meta, body = split_front(text)
    return set_in(src_uri, meta, to_html(body))


def write_new(path: str, text: str) -> tuple[int, int]:
    """Write a file that is not there; return its size and time of change (ns)."""
    data = text.encode("utf-8", errors="xmlcharrefreplace")
    with open(path, "xb") as file:  # noqa: PTH123  - fast
        file.write(data)
        file.flush()
        status = os.fstat(file.fileno())
    return status.st_size, status.st_mtime_ns


def split_front(text: str) -> tuple[dict[str, Any], str]:
    """Part a generated page's front matter, whose lines are ``key: JSON``, from its Markdown."""
    head, body = text.split(_END, maxsplit=1)
    pairs = (line.split(": ", maxsplit=1) for line in head.split("\n")[1:])
    return {key: json.loads(value) for key, value in pairs}, body
