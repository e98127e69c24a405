"""What Pagefind indexes of a paper's page, and as what: filters, metadata, text.

Published pages don't hold Pagefind's attributes, which were a twentieth of their bytes. A copy of
the article gets them before Pagefind reads it. The theme's classes and the metadata in the head say
what an element is; templates of the user may change everything around the article.
Source: https://pagefind.app/docs/indexing/, /docs/metadata/ and /docs/filtering/.
"""

from __future__ import annotations

import re
from typing import Final

#: Attribute by which Pagefind knows what to index.
BODY_MARK: Final = b"data-pagefind-body"
_IGNORE: Final = "data-pagefind-ignore"
_ARTICLE: Final = re.compile(r'<article class="?sg-paper"?[\s>]')
_ARTICLE_END: Final = "</article>"
#: Metadata -> filter. Their values are escaped for an attribute, and so for text too.
_FILTERS: Final = {
    "citation_author": "author", "citation_publication_date": "year",
    **dict.fromkeys(
        ("citation_journal_title", "citation_conference_title", "citation_inbook_title",
         "DC.source"),
        "venue",
    ),
}  # fmt: skip
_METADATA: Final = re.compile(
    rf'<meta name="?({"|".join(map(re.escape, _FILTERS))})"? content=(?:"([^"]*)"|([^\s>]*))'
)
#: The label of a venue that readers know by another name than the source's.
_VENUE_LABEL: Final = re.compile(r'\sdata-venue=(?:"([^"]*)"|([^\s>]*))')
_YEAR_CHARS: Final = 4
_START_TAG: Final = re.compile(r"<(\w+)((?:\s[^<>]*)?)>")
_CLASS: Final = re.compile(r'\sclass=(?:"([^"]*)"|([^\s>]*))')
#: Class -> attributes of its element.
_CLASS_MARKS: Final = {
    "sg-paper": "data-pagefind-body",
    "sg-status": _IGNORE,
    "sg-paper__authors": f'{_IGNORE} data-pagefind-meta="authors"',
    "sg-paper__mark": _IGNORE,
    "sg-orcid": _IGNORE,
    "sg-fold": _IGNORE,
    "sg-paper__affiliations": _IGNORE,
    "sg-paper__facts": f'{_IGNORE} data-pagefind-meta="facts"',
    "sg-paper__links": _IGNORE,
    "sg-out--pdf": 'data-pagefind-filter="pdf[href]"',
    "sg-out--code": 'data-pagefind-filter="code[href], has:code"',
    "sg-out--model": 'data-pagefind-filter="has:model or dataset"',
    "sg-paper__topics": _IGNORE,
    "sg-tags": 'data-pagefind-meta="topics"',
    "sg-text": 'data-pagefind-weight="0.3"',
    "sg-outline": _IGNORE,
    "sg-cites": _IGNORE,
    "sg-references": f'{_IGNORE}="all"',
    "sg-cite": f'{_IGNORE}="all"',
}
#: Attribute with words for search alone -> the element's mark in place of that of its class.
_EXTRA_WORDS: Final = {
    "data-plain=": (
        'data-pagefind-meta="authors"',
        'data-pagefind-meta="authors, plain[data-plain]"',
    ),
    "data-also=": ('data-pagefind-meta="topics"', 'data-pagefind-meta="topics, also[data-also]"'),
}

#: A paragraph without an end tag: Pagefind, which reads tags as a stream, would not see its end.
_OPEN_PARAGRAPH: Final = re.compile(
    r"<p(?:\s[^<>]*+)?>(?:[^<]|<(?!/p>|(?:p|div|ul|ol|h[1-6])[\s>]"
    r"|/(?:li|div|article|aside|section|nav|main)>))*+(?!</p>)"
)
#: The names of a paper's topics are links.
_TOPICS: Final = re.compile(r'<div class="?sg-tags\b')
#: The symbols of a formula run together are no words; its annotation is indexed.
_FORMULA: Final = ("<semantics><mrow>", f"<semantics><mrow {_IGNORE}>")


def is_indexed(page: bytes) -> bool:
    """Return whether Pagefind can index a page: a paper's, or one with Pagefind's attribute."""
    return BODY_MARK in page or _find_article(page) is not None


def mark_page(page: bytes) -> bytes:
    """Return the document that Pagefind reads in place of a paper's page; other pages unchanged."""
    article = _find_article(page)
    if article is None:
        return page
    text = page.decode("utf-8")
    head = text[: text.find("<body")]
    label = _VENUE_LABEL.search(article)
    venue = (label[1] or label[2]) if label else ""
    filters = "".join(
        f"<span data-pagefind-filter={_FILTERS[name]}>"
        f"{_filter_value(name, quoted or plain, venue)}</span>"
        for name, quoted, plain in _METADATA.findall(head)
    )
    closed = _OPEN_PARAGRAPH.sub(r"\g<0></p>", article)
    marked = _START_TAG.sub(_mark_tag, closed).replace(*_FORMULA)
    marked = _mark_topics(marked)
    return (
        f"<html><body>{marked.removesuffix(_ARTICLE_END)}<p {_IGNORE}>{filters}</p></article>"
        "</body></html>"
    ).encode()


def _find_article(page: bytes) -> str | None:
    """Return the element of a paper, or None."""
    text = page.decode("utf-8", errors="replace")
    start = _ARTICLE.search(text)
    end = text.find(_ARTICLE_END, start.end()) if start else -1
    return text[start.start() : end + len(_ARTICLE_END)] if start and end >= 0 else None


def _mark_topics(article: str) -> str:
    """Mark the links of a paper's topics as values of a filter."""
    start = _TOPICS.search(article)
    end = article.find("</div>", start.end()) if start else -1
    if start is None or end < 0:
        return article
    topics = article[start.start() : end].replace("<a ", "<a data-pagefind-filter=tag ")
    return article[: start.start()] + topics + article[end:]


def _filter_value(name: str, value: str, venue: str) -> str:
    if _FILTERS[name] == "venue":
        return venue or value
    return value[:_YEAR_CHARS] if _FILTERS[name] == "year" else value


def _mark_tag(match: re.Match[str]) -> str:
    """Return a start tag with the marks of its classes and of its place."""
    name, attributes = match.groups()
    marks = ""
    if class_value := _CLASS.search(attributes):
        classes = (class_value[1] or class_value[2] or "").split()
        marks = " ".join(_CLASS_MARKS[class_] for class_ in classes if class_ in _CLASS_MARKS)
        for attribute, (old, new) in _EXTRA_WORDS.items():
            if attribute in attributes:
                marks = marks.replace(old, new)
    elif name == "h2" and ('id="abstract"' in attributes or "id=abstract" in attributes):
        # Search indexes the abstract, but not its heading.
        marks = _IGNORE
    return f"<{name}{attributes} {marks}>" if marks else match[0]
