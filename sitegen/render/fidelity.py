"""Do the user's extensions, plugins and templates leave generated pages as we render them?

Some pages are rendered whole by MkDocs, in its run for the frames, and compared: one of each kind
below a folder, the paper's with a paragraph that holds what Markdown extensions look for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jinja2 import TemplateError

from sitegen.render.chunks import page_html, split_front
from sitegen.render.frames import frame_name, setter
from sitegen.render.html_diff import normal_form

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from sitegen.render.frame_capture import FrameCapture
    from sitegen.render.project import PageEntry

#: As ``pages/escape.py`` would write it.
_TEMPTING: Final = """
E = $mc^2$, $$x$$, :smile: (c) (tm) 1/2 +/- --&gt; -- ... "so" 'it' ==a== ^^b^^ ~~c~~ H~2~O x^2^
++d++ \\{++e++\\} HTML W3C @someone \\#1 &#91;^1&#93; &#91;x&#93; &#91;&#91;y&#93;&#93; http://example.org
a@example.org \\*f\\* \\_g\\_ \\`h\\` : i | j !!! note
"""


def read_samples(docs: Path, pages: Mapping[str, PageEntry]) -> dict[str, str]:
    """Return the text of a page of each kind, under a name that no page has."""
    samples = {}
    for src_uri, page in pages.items():
        folder = src_uri.rpartition("/")[0]
        name = f"{folder}/sample.md"
        if folder and name not in samples:
            text = (docs / src_uri).read_text("utf-8")
            samples[name] = f"{text}\n{_TEMPTING}" if page.kind == "paper" else text
    return samples


def changed_sample(
    samples: Mapping[str, str], rendered: FrameCapture, templates: Sequence[str]
) -> str:
    """Return the name of a sample that MkDocs renders otherwise than we do, or nothing."""
    for src_uri, text in samples.items():
        frame = rendered.frames[frame_name(src_uri, split_front(text)[0]["kind"])]
        try:
            ours = page_html(setter(frame, templates, rendered.settings), src_uri, text)
        except TemplateError:
            # A partial of the user's that asks for what only MkDocs has.
            return src_uri
        if normal_form(ours) != normal_form(rendered.samples[src_uri]):
            return src_uri
    return ""
