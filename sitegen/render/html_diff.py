"""A normal form of HTML: equal for two documents that browsers show alike."""

from __future__ import annotations

from typing import Any, Final

import lxml.html

#: Elements in which all whitespace is significant.
_VERBATIM: Final = frozenset({"pre", "script", "style", "textarea"})


def normal_form(html: str) -> list[object]:
    """Return a document's tags, attributes and texts as a flat list, in document order.

    A start tag is ``(tag, sorted attributes)``, an end tag ``"/tag"``. Comments are left out.
    Outside verbatim elements, a run of whitespace is one blank, and text of whitespace only is left
    out.
    """
    out: list[object] = []
    _add_element(lxml.html.document_fromstring(html), out, is_verbatim=False)
    return out


def _add_element(element: Any, out: list[object], *, is_verbatim: bool) -> None:
    if not isinstance(element.tag, str):  # a comment or a processing instruction
        return
    # Elements inside a verbatim one, such as the ``<code>`` of a ``<pre>``, are verbatim too.
    is_verbatim = is_verbatim or element.tag in _VERBATIM
    out.append((element.tag, sorted(element.attrib.items())))
    _add_text(element.text, out, is_verbatim=is_verbatim)
    for child in element:
        _add_element(child, out, is_verbatim=is_verbatim)
        _add_text(child.tail, out, is_verbatim=is_verbatim)
    out.append(f"/{element.tag}")


def _add_text(text: str | None, out: list[object], *, is_verbatim: bool) -> None:
    if text and (is_verbatim or text.strip()):
        # The two letters stand for neighbours, so that ``split`` keeps one blank at either end: in
        # ``a <b>c</b>`` it is visible.
        out.append(text if is_verbatim else " ".join(f"x{text}x".split())[1:-1])
