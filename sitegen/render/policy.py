"""The Content-Security-Policy of pages: they run and load only what the site itself holds.

Nothing from a paper becomes a script. If a fault of sitegen let one through, browsers would not run
it. The policy is part of every page, so that it holds on any server and from disk.
Source: W3C, Content Security Policy Level 3.
"""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from lxml import html

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_SELF: Final = "'self'"
#: Directive -> what it allows. The policy is in every page, so it does not repeat its default.
_DIRECTIVES: Final = {
    "default-src": _SELF,
    # Pagefind searches with WebAssembly.
    "script-src": "'self' 'wasm-unsafe-eval'",
    # The style sheet holds its icons: as files they would not be loaded from disk.
    "img-src": "'self' data:",
    "object-src": "'none'",
    # Firefox takes no page from disk for "self" here.
    "form-action": "'self' file:",
    "base-uri": "'none'",
}
#: Directives that browsers obey in a header only.
_HEADER_DIRECTIVES: Final = {"frame-ancestors": "'none'"}
#: Element -> its attribute with the address of what it loads, and what readers call that.
_LOADING: Final = {
    "script": ("src", "a script"),
    "link": ("href", "a style sheet"),
    "img": ("src", "an image"),
    "iframe": ("src", "a frame"),
    "video": ("src", "a video"),
    "audio": ("src", "a recording"),
    "source": ("src", "a video or recording"),
    "embed": ("src", "an embedded file"),
    "object": ("data", "an embedded file"),
    "form": ("action", "a form"),
}
#: The tags of an inline script or style of a template.
_OPENING: Final = re.compile(r"<(script|style)\b([^<>]*+)>", re.IGNORECASE)
_CLOSING: Final = re.compile(r"</(script|style)\s*+>", re.IGNORECASE)
#: Types of scripts that browsers run; other types are data.
_SCRIPT_TYPES: Final = frozenset(["", "module", "text/javascript", "application/javascript"])
_TEMPLATE_SYNTAX: Final = re.compile(r"\{[{%#]")
_META: Final = "Content-Security-Policy"


def content_security_policy(templates: Path) -> str:
    """Return the policy of a site.

    Args:
        templates: the theme's folder. Scripts and styles inside its templates are allowed by their
            hashes, unless a template computes them.
    """
    hashes = _hash_templates(templates)
    values = dict(_DIRECTIVES)
    for name, sources in hashes.items():
        if sources:
            # A directive replaces the default, so that it has to name the site too.
            values[name] = " ".join((values.get(name, _SELF), *sources))
    return _join(values)


def header_policy(policy: str) -> str:
    """Return the policy for a server's header, which can forbid more than a page's own."""
    return f"{policy}; {_join(_HEADER_DIRECTIVES)}"


def find_blocked(page: str) -> list[str]:
    """Return what a page's own policy blocks in it, as sorted phrases; nothing without a policy."""
    tree = html.document_fromstring(page)
    policies = tree.xpath(f'//meta[@http-equiv="{_META}"]/@content')
    if not policies:
        return []
    return sorted(
        {phrase for element in tree.iter("*") for phrase in _blocked(element, policies[0])}
    )


def _join(directives: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def _hash_templates(templates: Path) -> dict[str, list[str]]:
    """Return directive -> hashes of the inline scripts or styles in templates, sorted."""
    hashes: dict[str, set[str]] = {"script-src": set(), "style-src": set()}
    for path in templates.rglob("*.html"):
        for name, attributes, content in _inline_elements(path.read_text("utf-8")):
            if "src=" not in attributes and not _TEMPLATE_SYNTAX.search(content):
                hashes[f"{name}-src"].add(hash_source(content))
    return {directive: sorted(values) for directive, values in hashes.items()}


def _inline_elements(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield name, attributes and content of the scripts and styles of a template."""
    position = 0
    while opening := _OPENING.search(text, position):
        name = opening[1].lower()
        ends = _CLOSING.finditer(text, opening.end())
        closing = next((end for end in ends if end[1].lower() == name), None)
        if closing is None:
            # Browsers take the rest of the page as its content.
            return
        yield name, opening[2], text[opening.end() : closing.start()]
        position = closing.end()


def hash_source(content: str) -> str:
    """Return the source expression of an inline script or style."""
    # Browsers hash what their HTML parser gives, which has line feeds only.
    data = content.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8")
    return f"'sha256-{base64.b64encode(hashlib.sha256(data).digest()).decode()}'"


def _blocked(element: Any, policy: str) -> Iterator[str]:
    """Yield phrases on what a policy blocks in one element, without its children."""
    name, attributes = element.tag, element.attrib
    if name in {"script", "style"} and "src" not in attributes and _is_active(element):
        content = "".join(element.itertext())
        if hash_source(content) not in policy:
            yield f"a <{name}> inside the page"
    if "style" in attributes:
        yield "a style attribute"
    yield from (f"the attribute {key}" for key in attributes if key.startswith("on"))
    attribute, noun = _LOADING.get(name, ("href", "a link"))
    address = attributes.get(attribute, "").strip()
    if address.lower().startswith("javascript:"):
        yield f"a javascript: address of {noun}"
    elif name in _LOADING and _is_loaded(element) and (host := _other_host(address)):
        yield f"{noun} of {host}"


def _is_active(element: Any) -> bool:
    return element.tag == "style" or element.get("type", "").strip().lower() in _SCRIPT_TYPES


def _is_loaded(element: Any) -> bool:
    """Return whether browsers load what an element refers to; of links, only style sheets."""
    return element.tag != "link" or "stylesheet" in element.get("rel", "").lower().split()


def _other_host(address: str) -> str:
    """Return the host of an address elsewhere; empty for an address in the site."""
    try:
        return urlsplit(address).netloc
    except ValueError:  # for example an unclosed bracket
        return ""


def describe_blocked(pages: Iterable[tuple[str, str]]) -> list[str]:
    """Return a sentence for each page in which something is blocked.

    Args:
        pages: URL and HTML of each.
    """
    remedy = "put it into files of the site, or set [theme] content_security_policy = false"
    sentences = []
    for url, page in pages:
        if phrases := find_blocked(page):
            blocked = ", ".join(phrases)
            sentences.append(f"{url}: the Content-Security-Policy blocks {blocked}; {remedy}")
    return sentences
