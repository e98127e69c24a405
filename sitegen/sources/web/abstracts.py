"""Find the abstract in the page of one paper, in the elements that publishers have for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitegen.sources.web.elements import element_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.sources.web.elements import Element

#: Ids and classes of elements that hold an abstract alone, the most specific first: PubMed,
#: Springer, ACM, OJS, ACL Anthology, arXiv, ScienceDirect, DSpace, bioRxiv.
_MARKS: Final = (
    "abstract-content", "eng-abstract", "Abs1-content", "abstractSection", "abstractInFull",
    "abstract-text", "acl-abstract", "article-abstract", "article__abstract", "abstract-full",
    "abstract-group", "paper-abstract", "abstracttext", "AbstractText", "note-content-abstract",
    "abstract", "Abstract", "abstracts", "summary",
)  # fmt: skip
#: Classes, and headings, of abstracts that are pictures, bullets or for the public.
_SPECIAL: Final = re.compile(
    r"graphical|highlight|teaser|toc\b|lay|plain[ -]language|video|(?:author|editor|digest)s?[ -]",
    re.IGNORECASE,
)
_RANKS: Final = {mark: rank for rank, mark in enumerate(_MARKS)}
_LABEL: Final = re.compile(
    r"(?:abstract|summary|résumé|resumo|resumen|zusammenfassung|摘要)"
    r"\s*[:.：]?\s*",
    re.IGNORECASE,
)
_HEADING_TAGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
#: Shorter texts are captions or buttons.
_MIN_ABSTRACT_CHARS: Final = 40


def page_abstract(root: Element) -> str:
    """Return the abstract that a page shows, or ""."""
    best: tuple[int, str] = (len(_MARKS), "")
    for element in root.iter("div", "section", "blockquote", "p", "span"):
        names = [element.get("id") or "", *(element.get("class") or "").split()]
        rank = min(_RANKS.get(name, len(_MARKS)) for name in names)
        if rank < best[0] and not _is_special(element):
            text = _text_without_label(element)
            if len(text) >= _MIN_ABSTRACT_CHARS:
                best = (rank, text)
    return best[1] or _below_heading(root)


def _is_special(element: Element) -> bool:
    """Return whether an abstract is a graphical one or the like, by its classes or heading."""
    heading = next(element.iter(*_HEADING_TAGS), None)
    names = (element.get("class") or "").split()
    heading_text = element_text(heading) if heading is not None else ""
    return any(map(_SPECIAL.match, names)) or _SPECIAL.match(heading_text) is not None


def _text_without_label(element: Element) -> str:
    """Return the text of an element without a heading "Abstract" at its start."""
    text = element_text(element)
    label = _LABEL.match(text)
    if label is None:
        return text
    first = next(
        (e for e in element.iter() if e.tag in _HEADING_TAGS or e.tag in {"span", "strong", "b"}),
        None,
    )
    # Without a mark or an element around it the word may begin the first sentence.
    is_label = label.group().strip()[-1:] in ":.：" or (
        first is not None and _LABEL.fullmatch(element_text(first)) is not None
    )
    return text[label.end() :] if is_label else text


def _below_heading(root: Element) -> str:
    """Return the paragraphs between a heading "Abstract" and the next heading."""
    for heading in root.iter(*_HEADING_TAGS):
        if _LABEL.fullmatch(element_text(heading)):
            text = " ".join(_paragraphs_behind(heading))
            if len(text) >= _MIN_ABSTRACT_CHARS:
                return text
    return ""


def _paragraphs_behind(heading: Element) -> Iterator[str]:
    for sibling in heading.itersiblings():
        if sibling.tag in _HEADING_TAGS:
            return
        if sibling.tag in {"p", "div", "blockquote"}:
            yield element_text(sibling)
