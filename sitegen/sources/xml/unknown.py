"""Describe XML that no format claims, for the sentence that refuses it."""

from __future__ import annotations

from typing import Final

from sitegen.sources.xml.tools import root_name, root_tag

#: Elements with which Markdown and text files begin; pages in HTML are read by ``html``.
_HTML_ELEMENTS: Final = """
    a abbr article aside b big blockquote body br center code dd details dialog div dl dt em
    fieldset figure font footer form frameset h1 h2 h3 h4 h5 h6 head header hr html i iframe img
    input ins kbd label li link main mark meta nav noscript object ol p picture pre q s samp script
    section small source span strike strong style sub summary sup table tbody td template textarea
    th thead title tr tt u ul video
"""
_HTML: Final = frozenset(_HTML_ELEMENTS.split())
#: What some root elements are, for the sentence.
_KINDS: Final = {
    "svg": "a drawing", "urlset": "a site map", "sitemapindex": "a site map", "kml": "a map",
    "gpx": "a track", "opml": "a list of feeds", "plist": "a property list", "project": "a build",
    "ead": "a finding aid", "ONIXMessage": "a list of books for the trade", "gexf": "a graph",
    "graphml": "a graph", "wordDocument": "a Word document", "Workbook": "a spreadsheet",
}  # fmt: skip


def is_xml(head: str) -> bool:
    """Return whether a text is XML; elements of HTML without a declaration begin other texts."""
    name = root_name(head)
    if head.lstrip("\ufeff \t\r\n").startswith("<?xml"):
        return name.lower() != "html"
    # A prefix is not HTML's: ``<docbook:article``.
    return bool(name) and (name.lower() not in _HTML or ":" in root_tag(head).split()[0])


def describe_xml(head: str) -> str:
    """Return the sentence that refuses a document by the name of its root."""
    name = root_name(head)
    if not name:
        return "is XML without an element; save or export the file again"
    kind = f", {_KINDS[name]}," if name in _KINDS else ""
    return (
        f"is XML with the root <{name}>{kind} and no list of papers that is known; export BibTeX, "
        "RIS or CSL JSON from the program that wrote it"
    )
