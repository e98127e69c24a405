"""Check that the user's extensions, plugins and templates don't change generated pages.

MkDocs renders some sample pages whole, in its run for the frames, and their HTML is compared with
ours: one page of each folder below the top, papers with a paragraph of the syntax that Markdown
extensions look for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jinja2 import TemplateError

from sitegen.render.chunks import page_html, split_front_matter
from sitegen.render.frames import frame_name, is_markdown, make_page_setter
from sitegen.render.html_diff import normal_form

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from sitegen.render.documents import PageEntry
    from sitegen.render.frame_capture import FrameCapture

#: Syntax of common extensions (math, emoji, smart quotes, mark, insert, tasks, footnotes, links),
#: escaped as ``pages/escape.py`` would escape it. Any of it may occur in an abstract.
_EXTENSION_SYNTAX: Final = """
E = $mc^2$, $$x$$, :smile: (c) (tm) 1/2 +/- --&gt; -- ... "so" 'it' ==a== ^^b^^ ~~c~~ H~2~O x^2^
++d++ \\{++e++\\} HTML W3C @someone \\#1 &#91;^1&#93; &#91;x&#93; &#91;&#91;y&#93;&#93; http://example.org
a@example.org \\*f\\* \\_g\\_ \\`h\\` : i | j !!! note
"""


def read_samples(docs: Path, pages: Mapping[str, PageEntry]) -> dict[str, str]:
    """Return the text of the first page of each subfolder, by a ``src_uri`` that no page has."""
    samples = {}
    for src_uri, page in pages.items():
        folder = src_uri.rpartition("/")[0]
        name = f"{folder}/sample.md"
        if folder and name not in samples and is_markdown(src_uri):
            text = (docs / src_uri).read_text("utf-8")
            samples[name] = f"{text}\n{_EXTENSION_SYNTAX}" if page.kind == "paper" else text
    return samples


def find_changed_sample(
    samples: Mapping[str, str], rendered: FrameCapture, templates: Sequence[str]
) -> str:
    """Return the ``src_uri`` of the first sample that MkDocs renders differently, or empty."""
    for src_uri, text in samples.items():
        frame = rendered.frames[frame_name(src_uri, split_front_matter(text)[0]["kind"])]
        try:
            ours = page_html(make_page_setter(frame, templates, rendered.settings), src_uri, text)
        except TemplateError:
            # A partial of the user uses a value that only MkDocs has.
            return src_uri
        if normal_form(ours) != normal_form(rendered.samples[src_uri]):
            return src_uri
    return ""
