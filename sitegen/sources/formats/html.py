"""Saved web pages: Hugging Face Papers, arXiv, and any page with ``citation_`` tags.

Of Hugging Face Papers the JSON is read that the page carries for its scripts, or its articles where
that is not there; of arXiv's listings, searches and abstract pages the marked-up entries; of a
publisher's, an anthology's or a repository's page Highwire's meta tags, which tell of one paper.
"""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any, Final

import lxml.html
from lxml import etree

from sitegen.errors import Diagnostic
from sitegen.identifiers import parse_arxiv_id
from sitegen.sources.fields import Record, read_records
from sitegen.sources.hf import PAPER_URL, PaperDraft, find_date, records
from sitegen.sources.json_adapters import named_fields
from sitegen.sources.people import first_last
from sitegen.sources.reading import ReadResult, RecordError

if TYPE_CHECKING:
    from collections.abc import Iterator

    Element = Any

NAME: Final = "html"
RANK: Final = 10

_HTML: Final = re.compile(
    r"\s*(?:<!--.{0,1000}?-->\s*)*<(?:!doctype\s+html|html|head|body|main|div|article)\b",
    re.IGNORECASE | re.DOTALL,
)
_PROPS: Final = re.compile(r"data-props=(?:\"([^\"]*)\"|'([^']*)')")
_DEEPEST: Final = 12
_MOST_NODES: Final = 2_000_000


def sniff(head: str) -> bool:
    """Claim a text that starts as HTML does."""
    return bool(_HTML.match(head))


def read(text: str, path: str) -> ReadResult:
    """Read a page; one that holds no paper is a diagnostic."""
    found = list(_hydrated(text))
    root = _parse(text)
    if root is not None:
        # The JSON says more of a paper, but not always all papers that are to be seen.
        is_page = _is_paper_page(root)
        page = list(_paper_page(root)) if is_page else []
        if page:
            found = [one for one in found if _id_of(one) == _id_of(page[0])] or page
        known = {_id_of(record) for record in found}
        if not is_page:
            found += [record for record in _articles(root) if _id_of(record) not in known]
        for reader in (_arxiv_listing, _arxiv_search, _cited):
            found = found or list(reader(root))
    if not found:
        fault = (
            "no paper was found in this page; known are pages of Hugging Face Papers and arXiv, "
            "and those with citation_title tags"
        )
        return ReadResult((), (Diagnostic(path, 1, "", fault),))
    return read_records(found, path)


def _id_of(record: Record) -> object:
    return None if isinstance(record.fields, RecordError) else record.fields.get("arxiv_id")


def _parse(text: str) -> Element | None:
    # Never huge_tree: libxml2 then stops at 256 open elements, which is what it should do.
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True)
    try:
        return lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


# ---- Hugging Face -----------------------------------------------------------------------------


def _hydrated(text: str) -> Iterator[Record]:
    """Yield papers of the JSON in ``data-props`` attributes, each once."""
    seen: set[str] = set()
    for match in _PROPS.finditer(text):
        raw = html.unescape(match[1] or match[2] or "")
        if '"title"' not in raw or ('"summary"' not in raw and '"paper"' not in raw):
            continue
        try:
            value = json.loads(raw)
        except (ValueError, RecursionError):
            continue
        line = text.count("\n", 0, match.start()) + 1
        for paper in _walk(value):
            fields = named_fields(paper)
            if fields["arxiv_id"] not in seen:
                seen.add(str(fields["arxiv_id"]))
                yield Record(line, fields, str(fields["title"]))


def _walk(value: object) -> Iterator[dict[str, Any]]:
    """Yield all objects that are papers, in the document's order."""
    stack: list[tuple[object, int]] = [(value, 0)]
    for _ in range(_MOST_NODES):
        if not stack:
            return
        one, depth = stack.pop()
        if isinstance(one, dict):
            inner = one.get("paper")
            told = {**one, **inner} if isinstance(inner, dict) else one
            if _is_paper(told):
                yield {"upvotes": None, "summary": None, **told, "paper": told}
                continue
            one = list(one.values())
        if isinstance(one, list) and depth < _DEEPEST:
            stack += [(child, depth + 1) for child in reversed(one)]


def _is_paper(value: dict[str, Any]) -> bool:
    name = value.get("id")
    return (
        isinstance(name, str)
        and parse_arxiv_id(name) == name
        and isinstance(value.get("title"), str)
        and isinstance(value.get("summary", ""), str)
    )


def _is_paper_page(root: Element) -> bool:
    """Tell the page of one paper, which shows others as recommended or related."""
    titles = (*root.xpath("//title/text()"), *root.xpath("//meta[@property='og:title']/@content"))
    return any(title.strip().startswith("Paper page - ") for title in titles)


def _paper_page(root: Element) -> Iterator[Record]:
    """Yield the paper of its own page, by what a reader sees there."""
    heading = next(root.iter("h1"), None)
    if heading is None:
        return
    box = heading.getparent()
    hrefs = [a.get("href") for a in box.iterfind(".//a[@href]")]
    told = (*root.xpath("//meta[@property='og:url']/@content"), *hrefs)
    arxiv_id = next((one for href in told if (one := _page_id(href))), "")
    paper = PaperDraft(heading.sourceline or 1, arxiv_id, _text(heading))
    paper.abstract = " ".join(_below(box, "abstract"))
    paper.date = find_date(_text(box), arxiv_id)
    votes = (_text(a) for a in box.iterfind(".//a[@href]") if "/login?next" in a.get("href"))
    paper.upvotes = next((n[0] for v in votes if (n := re.search(r"\d{1,6}", v))), None)
    paper.code = [href for href in hrefs if "//github.com/" in href][:1]
    names = [
        _text(one) for one in box.iterfind(".//*[@class]") if "author" in one.get("class").split()
    ]
    yield Record(paper.line, {**paper.fields(), "authors": names}, paper.title)


def _page_id(href: str) -> str | None:
    match = PAPER_URL.search(href)
    return match[1] if match else parse_arxiv_id(href) if "//arxiv.org/" in href else None


def _below(box: Element, name: str) -> Iterator[str]:
    """Yield the paragraphs below a heading of some name, up to the next one."""
    heading = next((h for h in box.iter(*_HEADINGS) if _text(h).lower() == name), None)
    for one in heading.itersiblings() if heading is not None else ():
        if one.tag in _HEADINGS:
            return
        if one.tag == "p":
            yield _text(one)
        elif isinstance(one.tag, str):
            yield from (_text(p) for p in one.iter("p"))


def _articles(root: Element) -> Iterator[Record]:
    """Yield papers of the visible page: headings that link to one, in articles or alone."""
    found: dict[str, PaperDraft] = {}
    for link in root.iterfind(".//a[@href]"):
        match = PAPER_URL.search(link.get("href"))
        heading = next((a for a in link.iterancestors() if a.tag in _HEADINGS), None)
        if heading is None and match is not None:
            heading = next((h for h in link.iter(*_HEADINGS)), None)
        if match is None or heading is None or not _text(heading):
            continue
        paper = found.setdefault(match[1], PaperDraft(link.sourceline or 1, match[1]))
        paper.title = paper.title or _text(heading)
        box = next((a for a in link.iterancestors("article")), heading.getparent())
        if box is not None:
            _take_article(box, paper)
    yield from records(found.values())


_HEADINGS: Final = ("h1", "h2", "h3", "h4")


def _take_article(box: Element, paper: PaperDraft) -> None:
    texts = [_text(p) for p in box.iter("p", "blockquote")]
    longest = max(texts, key=len, default="")
    if len(longest) > max(_SHORTEST, len(paper.abstract)):
        paper.abstract = longest
    for time in box.iter("time"):
        paper.date = paper.date or (time.get("datetime") or "")[:10] or None
    paper.date = paper.date or find_date(_text(box)[-300:], paper.arxiv_id)
    if paper.upvotes is None:
        votes = (_text(one) for one in box.iter("label", "div", "a", "span", "button"))
        paper.upvotes = next((v for v in votes if re.fullmatch(r"\d{1,6}", v)), None)
    paper.code += [a.get("href") for a in box.iterfind(".//a[@href]")
                   if "//github.com/" in a.get("href")]  # fmt: skip


_SHORTEST: Final = 60


# ---- arXiv ------------------------------------------------------------------------------------


def _arxiv_listing(root: Element) -> Iterator[Record]:
    """Yield the entries of arxiv.org/list/…: ``dt`` has the id, the ``dd`` after it the rest."""
    for term in root.iter("dt"):
        name = _linked_id(term)
        entry = next((s for s in term.itersiblings() if s.tag == "dd"), None)
        if not name or entry is None:
            continue
        subjects = _part(entry, "list-subjects")
        fields = {
            "title": _part(entry, "list-title"),
            "abstract": _part(entry, "mathjax", tag="p"),
            "authors": [_text(a) for a in entry.iterfind(".//div[@class='list-authors']//a")],
            "venue": _part(entry, "list-journal-ref"),
            **_arxiv(name, re.findall(r"\(([\w.-]+)\)", subjects)),
        }
        yield Record(term.sourceline or 1, fields, fields["title"])


def _arxiv_search(root: Element) -> Iterator[Record]:
    """Yield the results of arxiv.org/search."""
    for entry in root.iterfind(".//li[@class='arxiv-result']"):
        name = _linked_id(entry)
        submitted = re.search(r"Submitted (\d{1,2} \w+, \d{4})", _text(entry))
        abstract = _part(entry, "abstract-full", tag="span").removesuffix("△ Less").strip()
        fields = {
            "title": _part(entry, "title", tag="p"),
            "abstract": abstract,
            "authors": [_text(a) for a in entry.iterfind(".//p[@class='authors']/a")],
            "date": submitted[1] if submitted else None,
            **_arxiv(name, [_text(t) for t in entry.iterfind(".//span[@data-tooltip]")]),
        }
        yield Record(entry.sourceline or 1, fields, fields["title"])


def _arxiv(name: str, categories: list[str]) -> dict[str, Any]:
    url = f"https://arxiv.org/abs/{name}" if name else None
    return {"arxiv_id": name, "url": url, "keywords": categories}


def _linked_id(element: Element) -> str:
    hrefs = (a.get("href") for a in element.iterfind(".//a[@href]"))
    return next((found for h in hrefs if "/abs/" in h and (found := parse_arxiv_id(h))), "")


def _part(element: Element, name: str, tag: str = "div") -> str:
    """Return the text of the first element of a class, without what describes it."""
    for part in element.iter(tag):
        if name in (part.get("class") or "").split():
            described = " ".join(_text(s) for s in part.iterfind("span[@class='descriptor']"))
            return _text(part).removeprefix(described).strip()
    return ""


# ---- Any page ---------------------------------------------------------------------------------


def _cited(root: Element) -> Iterator[Record]:
    """Yield the paper that a page's meta tags tell of, by Highwire's names."""
    tags: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        if meta.get("content"):
            tags.setdefault(name, []).append(meta.get("content"))
    if "citation_title" not in tags:
        return

    def first(*names: str) -> str:
        return next((tags[name][0] for name in names if tags.get(name)), "")

    quote = next((_text(b) for b in root.iter("blockquote")), "").removeprefix("Abstract:").strip()
    date = first("citation_publication_date", "citation_date", "citation_online_date")
    arxiv_id = first("citation_arxiv_id")
    yield Record(
        1,
        {
            "title": first("citation_title"),
            "abstract": first("citation_abstract", "dc.description") or quote,
            "authors": [first_last(name) for name in tags.get("citation_author", ())],
            "date": date.replace("/", "-"),
            "venue": first("citation_journal_title", "citation_conference_title"),
            "doi": first("citation_doi"),
            "arxiv_id": arxiv_id,
            "url": f"https://arxiv.org/abs/{arxiv_id}" if arxiv_id else first("og:url"),
            "pdf": first("citation_pdf_url"),
            "keywords": _categories(root) or tags.get("citation_keywords", []),
        },
        first("citation_title"),
    )


def _categories(root: Element) -> list[str]:
    subjects = root.find(".//td[@class='tablecell subjects']")
    return re.findall(r"\(([\w.-]+)\)", _text(subjects)) if subjects is not None else []


def _text(element: Element) -> str:
    return " ".join(element.text_content().split())
