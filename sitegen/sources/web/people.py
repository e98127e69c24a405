"""Find the authors and the keywords in the page of one paper whose meta tags have none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sitegen.sources.web.elements import element_text, has_class

if TYPE_CHECKING:
    from sitegen.sources.web.elements import Element


def page_authors(root: Element) -> list[dict[str, Any]]:
    """Return the authors in the elements of ScienceDirect: a given name, then a surname."""
    authors = []
    given = ""
    for element in root.iter("span"):
        if has_class(element, "given-name"):
            given = element_text(element)
        elif has_class(element, "surname"):
            authors.append({"given": given, "family": element_text(element)})
            given = ""
    # Lists of authors are repeated for screens of several widths.
    return [author for index, author in enumerate(authors) if author not in authors[:index]]


def page_keywords(root: Element) -> list[str]:
    """Return the keywords in the elements of ScienceDirect."""
    words = [element_text(e) for e in root.iter("div") if has_class(e, "keyword")]
    return list(dict.fromkeys(filter(None, words)))
