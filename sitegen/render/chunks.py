"""Render generated pages, from Markdown files to HTML files.

A page set is plain data and ``render_page_set`` a module-level function, so that any process can
run it, and any ``concurrent.futures.Executor``, on any machine that sees both folders.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sitegen.render.frames import Frame, dest_uri, is_markdown, make_page_setter
from sitegen.render.markdown import to_html
from sitegen.workspace.files import file_stamp, write_new_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sitegen.render.frames import PageSetter

#: Ends the front matter. No value can contain it: JSON has no line ends.
_FRONT_MATTER_END: Final = "\n---\n"


@dataclass(frozen=True, slots=True)
class PageSet:
    """Pages that have the same frame.

    Attributes:
        docs: folder of the Markdown files.
        site: folder of the HTML files; subfolders must exist.
        frame: frame of the pages.
        templates: the theme's folders.
        settings: the configuration values that partials may use.
        pages: ``src_uri`` of each page.
    """

    docs: str
    site: str
    frame: Frame
    templates: tuple[str, ...]
    settings: dict[str, Any]
    pages: Sequence[str]


def render_page_set(page_set: PageSet) -> list[tuple[str, int, int]]:
    """Render pages; return ``src_uri``, size and modification time (ns) of each file written.

    Raises:
        OSError: a page can't be read or written, or its HTML exists.
    """
    # The partials are loaded once per set, not once per page.
    set_in = make_page_setter(page_set.frame, page_set.templates, page_set.settings)
    written = []
    for src_uri in page_set.pages:
        # Unbuffered: the file is read in one call. ``pathlib`` is measurably slower here.
        with open(f"{page_set.docs}/{src_uri}", "rb", buffering=0) as file:  # noqa: PTH123
            text = file.read().decode("utf-8")
        if is_markdown(src_uri):
            text = page_html(set_in, src_uri, text)
        written.append((src_uri, *write_new_text(f"{page_set.site}/{dest_uri(src_uri)}", text)))
    return written


def render_afresh(page_set: PageSet) -> list[tuple[str, int, int]]:
    """Do as ``render_page_set``, without what a process that failed has left of the set.

    Raises:
        OSError: a page can't be read or written.
    """
    for src_uri in page_set.pages:
        with suppress(FileNotFoundError):
            os.unlink(f"{page_set.site}/{dest_uri(src_uri)}")  # noqa: PTH108  - fast
    return render_page_set(page_set)


def are_rendered(site: str, stamps: Iterable[Sequence[Any]]) -> bool:
    """Return whether a site has the files of some stamps, as ``render_page_set`` returns them."""
    return all(
        file_stamp(f"{site}/{dest_uri(src_uri)}") == (size, mtime_ns)
        for src_uri, size, mtime_ns in stamps
    )


def page_html(set_in: PageSetter, src_uri: str, text: str) -> str:
    """Return the HTML of a generated page, given its front matter and Markdown as one text."""
    meta, body = split_front_matter(text)
    return set_in(src_uri, meta, to_html(body))


def write_new_text(path: str, text: str) -> tuple[int, int]:
    """Write a file that must not exist; return its size and modification time (ns)."""
    # As MkDocs encodes pages: what UTF-8 can't hold (lone surrogates) becomes a reference.
    data = text.encode("utf-8", errors="xmlcharrefreplace")
    # A file that exists may be a hard link to one of the old site, and is never written in place.
    status = write_new_file(path, data)
    return status.st_size, status.st_mtime_ns


def split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """Split a generated page into its front matter, lines of ``key: JSON``, and its Markdown."""
    head, body = text.split(_FRONT_MATTER_END, maxsplit=1)
    # The first line is the opening "---".
    pairs = (line.split(": ", maxsplit=1) for line in head.split("\n")[1:])
    return {key: json.loads(value) for key, value in pairs}, body
