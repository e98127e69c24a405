"""Read parsed papers in JATS, as PubMed Central and publishers provide them.

Source: https://jats.nlm.nih.gov/archiving/tag-library/1.3/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sitegen.sources.fields import read_records
from sitegen.sources.values.positions import page_range
from sitegen.sources.xml.jats_people import read_authors
from sitegen.sources.xml.paths import find_element, find_elements
from sitegen.sources.xml.tools import (
    XML_LANG,
    all_texts,
    attribute,
    child_elements,
    child_text,
    child_texts,
    first_text,
    read_elements,
    root_name,
    text_of,
    text_without,
)
from sitegen.sources.xml.values import (
    date_of_parts,
    earliest_date,
    join_title,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.sources.reading import ReadResult
    from sitegen.sources.xml.tools import Children, Element

NAME: Final = "jats"
#: Before ``html``: an article may start with ``<article``.
RANK: Final = 8

_ROOTS: Final = frozenset({"pmc-articleset", "pmc-articleset-result", "article"})
#: Answers of publishers' interfaces, with articles inside.
_ENVELOPES: Final = frozenset({"response", "records"})
_MAX_SECTION_DEPTH: Final = 12
#: Elements that hold the parts of a reference, in JATS and its predecessors, the most detailed
#: first.
_CITATIONS: Final = ("element-citation", "mixed-citation", "citation", "nlm-citation")
#: Elements with the title of an article, a chapter or a book.
_TITLE_GROUPS: Final = ("title-group", "book-title-group")
_TITLES: Final = ("article-title", "title", "book-title")
#: What stands in a title and belongs to its notes.
_NOTES: Final = ("fn", "xref", "target")
#: The end of a relation that leads from an article to a later notice: "retraction-forward".
_FORWARD: Final = "-forward"
#: Types of articles that are such notices. Some publishers give them the relation of the article.
_NOTICE_TYPES: Final = frozenset({
    "retraction", "partial-retraction", "correction", "expression-of-concern",
})  # fmt: skip


def sniff(head: str) -> bool:
    """Return True for XML whose first element is an ``article``, or a set of them, with a front."""
    name = root_name(head)
    # DocBook has a root "article" too, but neither of these elements.
    if name in _ROOTS:
        return "<front>" in head or "<front " in head or "article-meta" in head
    return name in _ENVELOPES and "<article-meta>" in head


def read(text: str, path: str) -> ReadResult:
    """Read one article or a set; an article without a title becomes a diagnostic."""
    return read_records(read_elements(text, "article", article_fields), path)


def article_fields(article: Element) -> dict[str, Any] | None:
    """Return the fields of an ``article`` under our names, None without a front."""
    front = find_element(article, "{*}front")
    meta = find_element(front, "{*}article-meta") if front is not None else None
    if meta is None:
        return None
    ids: dict[str, str] = {}
    for number in meta.iterchildren("{*}article-id"):
        ids.setdefault(number.get("pub-id-type") or "", text_of(number))
    language = article.get(XML_LANG) or ""
    return {
        **meta_fields(meta, language),
        "venue": _venue(front),
        "doi": ids.get("doi"),
        "arxiv_id": ids.get("arxiv"),
        "id": ids.get("pmc") or ids.get("pmcid") or ids.get("pmid"),
        "status": _notices(article, meta),
        **text_fields(article),
    }


def meta_fields(meta: Element, language: str) -> dict[str, Any]:
    """Return what the metadata of an article and of a chapter have in common."""
    # One pass in place of a search for each field.
    fields = child_elements(meta)
    return {
        "title": _title(fields),
        "abstract": _abstract(fields, language),
        "authors": read_authors(meta, language),
        **earliest_date(map(read_date, fields.get("pub-date", ()))),
        **_position(fields),
        "keywords": _keywords(fields, language),
        "license": _licenses(fields),
        "language": language,
        **_links(fields),
    }


def text_fields(article: Element) -> dict[str, Any]:
    """Return the sections and the references of an article or a chapter."""
    return {
        "sections": _body_sections(article),
        "references": [
            _reference(ref) for ref in find_elements(article, "{*}back//{*}ref-list/{*}ref")
        ],
    }


def _title(fields: Children) -> str:
    """Return the title with its subtitles, without notes; the translated one if it is alone."""
    group = next((fields[name][0] for name in _TITLE_GROUPS if name in fields), None)
    if group is None:
        return ""
    parts = child_elements(group)
    titles = (text_without(parts[name][0], *_NOTES) for name in _TITLES if name in parts)
    title = next(filter(None, titles), "")
    for subtitle in parts.get("subtitle", ()):
        title = join_title(title, text_without(subtitle, *_NOTES))
    if title:
        return title
    return text_without(find_element(group, "{*}trans-title-group/{*}trans-title"), *_NOTES)


def _venue(front: Element) -> str:
    journal = first_text(
        front, "{*}journal-meta//{*}journal-title", "{*}journal-meta//{*}abbrev-journal-title",
        "{*}journal-meta/{*}journal-id[@journal-id-type='iso-abbrev']",
        "{*}journal-meta/{*}journal-id[@journal-id-type='nlm-ta']",
    )  # fmt: skip
    return journal or first_text(front, "{*}article-meta/{*}conference/{*}conf-name")


def _position(fields: Children) -> dict[str, str]:
    """Return volume, issue and pages; an article that is only online has a number for pages."""
    pages = page_range(child_text(fields, "fpage"), child_text(fields, "lpage"))
    return {
        "volume": child_text(fields, "volume"),
        "issue": child_text(fields, "issue"),
        "pages": pages or child_text(fields, "page-range", "elocation-id"),
        "isbn": child_text(fields, "isbn"),
    }


def _notices(article: Element, meta: Element) -> list[str]:
    """Return what later notices do to an article: "retraction", "correction", "concern"."""
    if article.get("article-type") in _NOTICE_TYPES:
        return []
    relations = (link.get("related-article-type") or "" for link in meta.iter("{*}related-article"))
    return [name.removesuffix(_FORWARD) for name in relations if name.endswith(_FORWARD)]


def _licenses(fields: Children) -> list[str]:
    """Return addresses of licences, by attributes and elements, and their texts."""
    permissions = fields.get("permissions", ())
    licenses = [item for part in permissions for item in part.iterchildren("{*}license")]
    addresses = [attribute(element, "href") for element in licenses]
    for part in permissions:
        addresses += all_texts(part, ".//{*}license_ref")
    links = (link for element in licenses for link in element.iter("{*}ext-link", "{*}uri"))
    return [*addresses, *(attribute(link, "href") for link in links), *map(text_of, licenses)]


def _keywords(fields: Children, language: str) -> list[str]:
    """Return keywords in the article's language, or all of them, without abbreviations."""
    groups = [
        group for group in fields.get("kwd-group", ())
        if not (group.get("kwd-group-type") or "").lower().startswith(("abbr", "abr"))
    ]  # fmt: skip
    in_language = [group for group in groups if group.get(XML_LANG, language) == language]
    words = [
        text_without(word, *_NOTES)
        for group in in_language or groups
        for word in group.iter("{*}kwd", "{*}compound-kwd-part", "{*}unstructured-kwd-group")
    ]
    # eLife's list of organisms may say "None".
    return [word for word in dict.fromkeys(words) if word and word != "None"]


def _links(fields: Children) -> dict[str, list[str]]:
    links: dict[str, list[str]] = {"url": [], "pdf": []}
    for address in fields.get("self-uri", ()):
        target = attribute(address, "href") or text_of(address)
        is_pdf = "pdf" in (address.get("content-type") or "").lower() or target.endswith(".pdf")
        # File names of a package are no addresses.
        if target.startswith(("http://", "https://")):
            links["pdf" if is_pdf else "url"].append(target)
    return links


def _body_sections(article: Element) -> list[dict[str, Any]]:
    sections = [
        section
        for sec in find_elements(article, "{*}body/{*}sec")
        for section in _sections(sec, level=1)
    ]
    # Letters and editorials have paragraphs without sections.
    return sections or [{"text": all_texts(article, "{*}body/{*}p")}]


def _sections(sec: Element, level: int) -> Iterator[dict[str, Any]]:
    """Yield a section, then its subsections, in document order."""
    parts = child_elements(sec)
    yield {
        "heading": child_text(parts, "title"),
        "level": level,
        "text": child_texts(parts, "p"),
    }
    # A generator per level: the limit keeps hostile nesting from exhausting the stack.
    for subsection in parts.get("sec", ()):
        if level < _MAX_SECTION_DEPTH:
            yield from _sections(subsection, level + 1)


def _reference(ref: Element) -> dict[str, Any]:
    # Without a citation element the parts are looked for in the "ref" itself.
    parts = child_elements(ref)
    citation = next((parts[name][0] for name in _CITATIONS if name in parts), ref)
    parts = child_elements(citation)
    names = [_joined_name(name) for name in citation.iter("{*}name", "{*}string-name", "{*}collab")]
    title = child_text(parts, "article-title", "chapter-title")
    source = child_text(parts, "source")
    ids = parts.get("pub-id", ())
    return {
        # Of a book or report the source is the title, and there is no venue.
        "title": title or source,
        "authors": names,
        "venue": source if title else "",
        "year": child_text(parts, "year"),
        "doi": _id_of_kind(ids, "doi"),
        "arxiv_id": _id_of_kind(ids, "arxiv"),
        # A mixed citation that is not fully marked up is shown as its text.
        "text": "" if title and names else text_of(citation),
    }


def _joined_name(name: Element) -> str:
    parts = child_elements(name)
    words = (child_text(parts, "given-names"), child_text(parts, "surname"))
    return " ".join(filter(None, words)) or text_of(name)


def _id_of_kind(ids: Iterable[Element], kind: str) -> str:
    texts = (text_of(number) for number in ids if number.get("pub-id-type") == kind)
    return next(filter(None, texts), "")


def _abstract(fields: Children, language: str) -> str:
    """Return the paragraphs of the main abstract, joined by blanks.

    Graphical, short and other special abstracts have an ``abstract-type`` and are skipped; one in
    the article's language comes first, a translated one serves where there is no other.
    """
    abstracts = [a for a in fields.get("abstract", ()) if not a.get("abstract-type")]
    abstracts.sort(key=lambda a: a.get(XML_LANG, language) != language)
    translated = [a for a in fields.get("trans-abstract", ()) if not a.get("abstract-type")]
    for abstract in abstracts or translated:
        return " ".join(_paragraphs(abstract)) or text_without(abstract, "title")
    return ""


def _paragraphs(element: Element) -> Iterator[str]:
    """Yield the outermost paragraphs: one inside a list of another is part of its text."""
    for child in element:
        tag = child.tag
        # The tag of a comment is a function.
        if type(tag) is not str:
            continue
        if tag.rpartition("}")[2] != "p":
            if len(child):
                yield from _paragraphs(child)
        # Physics journals cite in abstracts, with codes that are not shown.
        elif text := text_without(child, "pub-id", "issn"):
            yield text


def read_date(element: Element) -> str:
    """Return the day or the year of one publication date."""
    fields = child_elements(element)
    date = date_of_parts(*(child_text(fields, name) for name in ("year", "month", "day")))
    return date or (element.get("iso-8601-date") or "")[:10]
