"""When two HTML documents are the same to a reader and a browser."""

from __future__ import annotations

from typing import Any, Final

import lxml.html

_VERBATIM: Final = frozenset({"pre", "script", "style", "textarea"})


def normal_form(html: str) -> list[object]:
    """Return a document's elements with their attributes, and its texts, in order.

    Runs of blanks count as one, and as none beside a tag, except where they show.
    """
    out: list[object] = []
    _add(lxml.html.document_fromstring(html), out, verbatim=False)
    return out


def _add(element: Any, out: list[object], *, verbatim: bool) -> None:
    if not isinstance(element.tag, str):  # a comment
        return
    verbatim = verbatim or element.tag in _VERBATIM
    out.append((element.tag, sorted(element.attrib.items())))
    _add_text(element.text, out, verbatim=verbatim)
    for child in element:
        _add(child, out, verbatim=verbatim)
        _add_text(child.tail, out, verbatim=verbatim)
    out.append(f"/{element.tag}")


def _add_text(text: str | None, out: list[object], *, verbatim: bool) -> None:
    if text and (verbatim or text.strip()):
        # A blank beside a tag shows where the text goes on: keep that there is one.
        out.append(text if verbatim else " ".join(f"x{text}x".split())[1:-1])
