"""Read pages that list papers, one element per paper: proceedings, search results, reading sites.

Each site is a row of a table: the element around a paper, and the elements in it that hold the
title, the authors and so on. The page itself says which site it is: no other has these classes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitegen.sources.fields import Record
from sitegen.sources.lists.addresses import arxiv_id_of, doi_of, paper_evidence
from sitegen.sources.lists.venues import year_in
from sitegen.sources.web.card_details import DETAILS
from sitegen.sources.web.elements import element_text, element_texts, join_url, select

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.sources.web.elements import Element


class Site(NamedTuple):
    """The elements of a site's cards, as "tag.class"; the class may be left out.

    Attributes:
        name: name of the site.
        base: address against which relative links are resolved.
        box: element around a paper.
        title: element with the title; its link leads to the paper.
        authors: elements with one author each, or one with all; "|" parts alternatives.
        abstract: element with the whole abstract.
        venue: element with the venue, perhaps with a year.
        date: element with a date.
        keywords: elements with one keyword each.
        series: name of the venue of all papers, if the cards have none.
        heading: element of the page, outside of the cards, that has their year.
    """

    name: str
    base: str
    box: str
    title: str
    authors: str = ""
    abstract: str = ""
    venue: str = ""
    date: str = ""
    keywords: str = ""
    series: str = ""
    heading: str = ""


_SITES: Final = (
    Site("papers.cool", "https://papers.cool/", "div.paper", "a.title-link", "a.author",
         "p.summary", date="span.date-data", keywords="p.subjects a"),
    Site("PMLR", "https://proceedings.mlr.press/", "div.paper", "p.title", "span.authors",
         venue="span.info i", heading="h2"),
    Site("OpenReview", "https://openreview.net/", "div.note", "h4", "div.note-authors a"),
    Site("OpenReview", "https://openreview.net/", "li.note", "h4", "div.note-authors a"),
    Site("Google Scholar", "", "div.gs_ri", "h3.gs_rt"),
    Site("Google Scholar profile", "https://scholar.google.com/", "tr.gsc_a_tr", "a.gsc_a_at"),
    Site("NeurIPS", "https://papers.nips.cc/", "ul.paper-list li", "a", "span.paper-authors|i",
         series="Advances in Neural Information Processing Systems"),
    Site("NeurIPS", "https://papers.nips.cc/", "li.conference", "a", "span.paper-authors|i",
         series="Advances in Neural Information Processing Systems"),
    Site("IEEE Xplore", "https://ieeexplore.ieee.org/", "div.List-results-items", "h3",
         "p.author a", venue="div.description a"),
    Site("Semantic Scholar", "https://www.semanticscholar.org/", "div.cl-paper-row",
         "h2.cl-paper-title", "span.cl-paper-authors__author-box"),
    Site("OJS", "", "div.obj_article_summary", "h3.title", "div.authors"),
    Site("OJS", "", "div.obj_article_summary", "div.title", "div.authors"),
    Site("PubMed", "https://pubmed.ncbi.nlm.nih.gov/", "article.full-docsum", "a.docsum-title",
         "span.full-authors"),
    Site("Springer", "https://link.springer.com/", "li.app-card-open", "h3.app-card-open__heading",
         "ul.app-author-list li"),
    Site("Springer", "https://link.springer.com/", "article.c-card", "h3.c-card__title",
         "ul.c-author-list li"),
    Site("alphaXiv", "https://www.alphaxiv.org/", "div.paper-card", "h2", "span.author"),
)  # fmt: skip
_ANTHOLOGY_ID: Final = re.compile(
    r"^(?:https?://aclanthology\.org)?/(?:\d{4}\.[\w-]+\.\d+|[A-Z]\d{2}-\d{4,5})/?$"
)
#: The year in addresses of NeurIPS.
_URL_YEAR: Final = re.compile(r"/paper/((?:19|20)\d\d)/")
#: "content/CVPR2023/html", "content_CVPR_2020", "content/ICCV2021W/": workshops are no meeting.
_CVF_MEETING: Final = re.compile(r"content[/_](?P<venue>[A-Z]{3,6})[_]?(?P<year>20\d\d)(?![W\d])")
_SEPARATORS: Final = re.compile(r"(?:(?<!\s)\s++)?[;,·|]\s*+|(?<!\s)\s++and\s++")


def read_cards(root: Element) -> Iterator[Record]:
    """Yield the papers of all cards of a page, in the order of its lines.

    A saved page may have cards of several kinds, such as results and a list of what was read. Each
    element is the card of the first kind that it has.
    """
    records: list[Record] = []
    boxes: set[Element] = set()
    for site in _SITES:
        page_year = _page_year(root, site)
        for box in select(root, site.box):
            # A card within a card is a part of it.
            if box in boxes or any(parent in boxes for parent in box.iterancestors()):
                continue
            if record := _read_card(box, site, page_year):
                boxes.add(box)
                records.append(record)
    records += _anthology_volume(root)
    records += _cvf_proceedings(root)
    yield from sorted(records, key=lambda record: record.line)


def _page_year(root: Element, site: Site) -> int | None:
    """Return the year in the page's heading, where the cards have none."""
    heading = next(select(root, site.heading), None) if site.heading else None
    return year_in(element_text(heading)) if heading is not None else None


def _read_card(box: Element, site: Site, page_year: int | None) -> Record | None:
    """Return the record of a card, or None for an element without a title and a link."""
    # papers.cool numbers its papers with links of the same class.
    titles = [e for e in select(box, site.title) if len(element_text(e).lstrip("#0123456789")) > 1]
    if not titles:
        return None
    heading = titles[0]
    hrefs = [e.get("href") for e in (heading, *heading.iter("a")) if e.get("href")]
    hrefs += [a.get("href") for a in box.iterfind(".//a[@href]")]
    # Scripts and places in the page are no addresses.
    hrefs = [href for href in hrefs if not href.startswith(("#", "javascript:"))]
    urls = [join_url(site.base, href) for href in hrefs]
    papers = list(dict.fromkeys(url for url in urls if paper_evidence(url)))
    if not papers and not any("://" in url for url in urls[:1]):
        return None
    fields: dict[str, Any] = {
        "title": element_text(heading),
        "authors": _names(element_texts(box, site.authors)),
        "abstract": " ".join(element_texts(box, site.abstract)[:1]),
        "venue": next(iter(element_texts(box, site.venue)), site.series),
        "date": next(iter(element_texts(box, site.date)), ""),
        "keywords": element_texts(box, site.keywords),
        **_identifiers(papers or urls[:1]),
    }
    if not fields["date"]:
        year = _URL_YEAR.search(" ".join(papers))
        fields["year"] = year_in(fields["venue"]) or (year[1] if year else page_year)
    if site.name in DETAILS:
        fields |= DETAILS[site.name](box, fields["title"])
    return Record(box.sourceline or 1, fields, fields["title"])


def _identifiers(urls: list[str]) -> dict[str, Any]:
    return {
        "url": urls,
        "arxiv_id": next(filter(None, map(arxiv_id_of, urls)), None),
        "doi": next(filter(None, map(doi_of, urls)), None),
    }


def _names(texts: list[str]) -> list[str]:
    """Return the names in elements, one each or all in one."""
    return _split_names(texts[0]) if len(texts) == 1 else texts


def _split_names(text: str) -> list[str]:
    return [name for name in _SEPARATORS.split(text) if name]


def _anthology_volume(root: Element) -> Iterator[Record]:
    """Yield the papers of a volume of the ACL Anthology, with the abstracts that unfold."""
    abstracts = {
        (card.get("id") or "").removeprefix("abstract-"): element_text(card)
        for card in select(root, "div.abstract-collapse")
    }
    venue = next((element_text(h) for h in root.iter("h2") if h.get("id") == "title"), "")
    for title in select(root, "strong a.align-middle"):
        href = title.get("href") or ""
        entry = title.getparent().getparent()
        if entry is None or not _ANTHOLOGY_ID.match(href):
            continue
        people = [
            element_text(a) for a in entry.iterfind(".//a[@href]") if "/people/" in a.get("href")
        ]
        url = join_url("https://aclanthology.org/", href)
        key = url.strip("/").rpartition("/")[2].replace(".", "--")
        fields: dict[str, Any] = {
            "title": element_text(title),
            "authors": people,
            "abstract": abstracts.get(key, ""),
            "url": url,
            "venue": venue,
            "year": key[:4] if key[:4].isdecimal() else None,
        }
        # Number 0 is the volume's front matter.
        if people and not key.endswith("--0"):
            yield Record(title.sourceline or 1, fields, fields["title"])


def _cvf_proceedings(root: Element) -> Iterator[Record]:
    """Yield the papers of the CVF's proceedings: a term with the title, then entries."""
    base = "https://openaccess.thecvf.com/"
    for term in select(root, "dt.ptitle"):
        entries = []
        for sibling in term.itersiblings():
            if sibling.tag == "dt":
                break
            entries.append(sibling)
        links = [a for e in (term, *entries) for a in e.iterfind(".//a[@href]")]
        urls = [join_url(base, a.get("href")) for a in links]
        authors = [i.get("value") for e in entries for i in e.iter("input") if i.get("value")]
        title = element_text(term)
        # Without scripts the names are links that lead nowhere.
        authors = authors or [element_text(a) for a in links if a.get("href") == "#"]
        papers = list(dict.fromkeys(url for url in urls if paper_evidence(url)))
        fields = {"title": title, "authors": authors, **_identifiers(papers)}
        meeting = _CVF_MEETING.search(" ".join(urls))
        yield Record(term.sourceline or 1, fields | (meeting.groupdict() if meeting else {}), title)
