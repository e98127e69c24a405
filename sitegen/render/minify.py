"""Minify HTML without changing the document that browsers read.

Line ends at the edges of block elements, quotes of attributes and end tags that HTML lets out are
a sixth of a paper's page. Only what is certain to be unneeded is left out: the rest stays, so that
any HTML, also that of the user's templates, may pass.
Source: WHATWG, HTML Living Standard, sections 13.1.2.3 (attributes) and 13.1.2.4 (optional tags).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_BLOCKS: Final = (
    "address|article|aside|base|blockquote|body|dd|details|dialog|div|dl|dt|fieldset|figcaption|"
    "figure|footer|form|h[1-6]|head|header|hr|html|legend|li|link|main|meta|nav|ol|p|pre|script|"
    "section|style|summary|table|tbody|td|tfoot|th|thead|title|tr|ul"
)
#: Elements in which white space is text, scripts, whose content is no markup, and comments.
_VERBATIM: Final = re.compile(r"<(pre|textarea|script|style)\b[^<>]*+>|<!", re.IGNORECASE)
_ENDS: Final = {
    name: re.compile(rf"</{name}\s*+>", re.IGNORECASE)
    for name in ("pre", "textarea", "script", "style")
}
#: A value that looks like markup, which the expressions below would change.
_MARKUP_IN_VALUE: Final = re.compile(r"""=\s*+(?:"[^"<>]*+[<>]|'[^'<>]*+[<>])""")
#: Matches each line end, so that no run of blanks is read twice.
_LINE_END: Final = re.compile(rf"\n\s*+(</?(?:{_BLOCKS})(?=[\s>]))?")
_AFTER_TAG: Final = re.compile(r">\n\s*+")
_BLOCK_TAG: Final = re.compile(rf"</?(?:{_BLOCKS})[\s>]")
_TAG: Final = re.compile(r"<[a-zA-Z][^<>=]*+=[^<>]*+>")
#: HTML4 parsers, such as lxml's, close a paragraph at these too.
_PARAGRAPH_END: Final = re.compile(
    r"</p>(?=<(?:p|div|ul|ol|h[1-6])[\s>]|</(?:li|div|article|aside|section|nav|main)>)"
)
_ITEM_END: Final = re.compile(r"</li>(?=<li[\s>]|</[ou]l>)")
#: A value that needs no quotes. One that ends with a slash could be read as the end of its tag.
_QUOTED: Final = re.compile(r'(?<=[\w-])="([^\s"\'`=<>/]*+(?:/++[^\s"\'`=<>/]++)*+)"(?=[\s>])')


def minify(html: str) -> str:
    """Minify a document or a part of one that starts and ends outside of tags."""
    # Titles and addresses have nothing to leave out.
    if not ("\n" in html or '="' in html) or _MARKUP_IN_VALUE.search(html):
        return html
    out = []
    position = 0
    # Each search starts where the one of before ended, so that the time is linear.
    while match := _VERBATIM.search(html, position):
        out.append(_minify_markup(html[position : match.start()]))
        position = _find_end(html, match)
        out += (_unquote_all(match[0]), html[match.end() : position])
    out.append(_minify_markup(html[position:]))
    return "".join(out)


def _find_end(html: str, start: re.Match[str]) -> int:
    """Return where an element, or a declaration or comment, ends; what has no end runs on."""
    if start[1]:
        end = _ENDS[start[1].lower()].search(html, start.end())
        return end.end() if end else len(html)
    close = html.find(">", start.end())
    return close + 1 if close >= 0 else len(html)


def _minify_markup(html: str) -> str:
    html = _LINE_END.sub(lambda match: match[1] or match[0], html)
    # Few line ends are left, so a look back from each costs less than a look at each tag.
    html = _AFTER_TAG.sub(lambda match: _trim_after_tag(match, html), html)
    return _unquote_all(_ITEM_END.sub("", _PARAGRAPH_END.sub("", html)))


def _trim_after_tag(match: re.Match[str], html: str) -> str:
    tag = html.rfind("<", 0, match.start())
    return ">" if tag >= 0 and _BLOCK_TAG.match(html, tag) else match[0]


def _unquote_all(html: str) -> str:
    return _TAG.sub(_unquote, html)


def _unquote(match: re.Match[str]) -> str:
    return _unquote_tag(match[0])


# Most tags are those of the templates.
@lru_cache(maxsize=1 << 15)
def _unquote_tag(tag: str) -> str:
    return _QUOTED.sub(_unquote_value, tag)


def _unquote_value(match: re.Match[str]) -> str:
    # An attribute without a value has the empty one.
    return f"={match[1]}" if match[1] else ""
