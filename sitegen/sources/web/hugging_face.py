"""Read saved pages of Hugging Face Papers: lists of papers and the page of one paper.

A page holds its papers twice: as JSON in the ``data-props`` attributes that its scripts start from,
and as visible elements. The JSON has more fields; the elements sometimes have more papers.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sitegen.identifiers import parse_arxiv_id
from sitegen.sources.fields import Record
from sitegen.sources.hf import PAPER_URL, PaperDraft, find_date, to_records
from sitegen.sources.json.adapters import named_fields
from sitegen.sources.json.syntax import load_json
from sitegen.sources.reading import line_finder
from sitegen.sources.web.elements import element_text, has_class, hrefs_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.sources.web.elements import Element

#: An attribute in either kind of quotes. Searched in the source, where its line is known.
_PROPS: Final = re.compile(r"data-props=(?:\"([^\"]*)\"|'([^']*)')")
#: Levels of arrays and objects below the root to search for papers.
_MAX_DEPTH: Final = 12
#: JSON values to visit per attribute, a bound on the time for hostile pages.
_MAX_NODES: Final = 2_000_000
_HEADINGS: Final = ("h1", "h2", "h3", "h4")
#: Paragraphs up to this length are captions, buttons and names, not abstracts.
_MAX_CAPTION_CHARS: Final = 60
#: A card has its date at its end; anywhere else a date may belong to the abstract.
_DATE_TAIL_CHARS: Final = 300
_VOTES: Final = re.compile(r"\d{1,6}")
_NUMBER_TAGS: Final = frozenset({"label", "div", "a", "span", "button"})
#: An element that is only a number has at most an icon beside it.
_MAX_CHILDREN: Final = 5


def read_papers(text: str, root: Element | None) -> list[Record]:
    """Return the papers of a saved page, each once.

    Args:
        text: source of the page.
        root: its parsed elements, or None if it holds none.
    """
    records = list(_embedded_json(text))
    if root is None:
        return records
    if _is_paper_page(root):
        paper = _visible_paper(root)
        if paper is None:
            return records
        # The JSON of the paper itself is preferred; that of recommended papers is dropped.
        return [record for record in records if _id_of(record) == _id_of(paper)] or [paper]
    embedded_ids = {_id_of(record) for record in records}
    # The elements may show papers that the JSON lacks.
    records += [record for record in _visible_list(root) if _id_of(record) not in embedded_ids]
    return records


def _id_of(record: Record) -> object:
    return record.fields.get("arxiv_id") if isinstance(record.fields, dict) else None


# ---- JSON -------------------------------------------------------------------------------------


def _embedded_json(text: str) -> Iterator[Record]:
    """Yield the papers in the JSON of ``data-props`` attributes, each once."""
    seen: set[str] = set()
    line_of = line_finder(text)
    for match in _PROPS.finditer(text):
        raw = html.unescape(match[1] or match[2] or "")
        # Cheaper than parsing: menus and buttons have attributes without these keys.
        if '"title"' not in raw or ('"summary"' not in raw and '"paper"' not in raw):
            continue
        try:
            value = load_json(raw)
        except ValueError:
            continue
        for paper in _find_papers(value):
            fields = named_fields(paper)
            if fields["arxiv_id"] not in seen:
                seen.add(str(fields["arxiv_id"]))
                yield Record(line_of(match.start()), fields, str(fields["title"]))


def _find_papers(value: object) -> Iterator[dict[str, Any]]:
    """Yield all objects that describe a paper, in document order."""
    # A stack in place of recursion: the depth is the page's choice.
    stack: list[tuple[object, int]] = [(value, 0)]
    for _ in range(_MAX_NODES):
        if not stack:
            return
        node, depth = stack.pop()
        if isinstance(node, dict):
            # Lists wrap a paper: {"paper": {"id": …}, "title": …, "numComments": …}.
            paper = node.get("paper")
            merged = {**node, **paper} if isinstance(paper, dict) else node
            if _is_paper(merged):
                # The keys by which named_fields recognizes the site's format.
                yield {"upvotes": None, "summary": None, **merged, "paper": merged}
                continue
            node = list(node.values())
        if isinstance(node, list) and depth < _MAX_DEPTH:
            # Reversed, since the last one is popped first.
            stack += [(child, depth + 1) for child in reversed(node)]


def _is_paper(value: dict[str, Any]) -> bool:
    # Models, data sets and users have ids and titles too, but no arXiv id.
    paper_id = value.get("id")
    return (
        isinstance(paper_id, str)
        and parse_arxiv_id(paper_id) == paper_id
        and isinstance(value.get("title"), str)
        and isinstance(value.get("summary", ""), str)
    )


# ---- The page of one paper --------------------------------------------------------------------


def _is_paper_page(root: Element) -> bool:
    """Return whether this is the page of one paper, which also shows recommended papers."""
    titles = (*root.xpath("//title/text()"), *root.xpath("//meta[@property='og:title']/@content"))
    return any(title.strip().startswith("Paper page - ") for title in titles)


def _visible_paper(root: Element) -> Record | None:
    """Return the paper of a paper page from its visible elements, or None without a heading."""
    heading = next(root.iter("h1"), None)
    if heading is None:
        return None
    # The parent of the heading holds the paper without the recommended ones.
    box = heading.getparent()
    hrefs = list(hrefs_in(box))
    urls = (*root.xpath("//meta[@property='og:url']/@content"), *hrefs)
    arxiv_id = next(filter(None, map(_id_in_url, urls)), "")
    paper = PaperDraft(heading.sourceline or 1, arxiv_id, element_text(heading))
    paper.abstract = " ".join(_paragraphs_below(box, "abstract"))
    paper.date = find_date(element_text(box), arxiv_id)
    # The upvote button of a visitor leads to the login page.
    buttons = (
        element_text(a) for a in box.iterfind(".//a[@href]") if "/login?next" in a.get("href")
    )
    paper.upvotes = next((votes[0] for text in buttons if (votes := _VOTES.search(text))), None)
    # The first repository is the paper's; further ones may be linked in comments.
    paper.code = [href for href in hrefs if "//github.com/" in href][:1]
    authors = [
        element_text(element)
        for element in box.iterfind(".//*[@class]")
        if has_class(element, "author")
    ]
    return Record(paper.line, {**paper.fields(), "authors": authors}, paper.title)


def _id_in_url(url: str) -> str | None:
    match = PAPER_URL.search(url)
    return match[1] if match else parse_arxiv_id(url) if "//arxiv.org/" in url else None


def _paragraphs_below(box: Element, title: str) -> Iterator[str]:
    """Yield the paragraphs between a heading with a lower-case title and the next heading."""
    heading = next((h for h in box.iter(*_HEADINGS) if element_text(h).lower() == title), None)
    for sibling in heading.itersiblings() if heading is not None else ():
        if sibling.tag in _HEADINGS:
            return
        if sibling.tag == "p":
            yield element_text(sibling)
        # The tag of a comment is a function.
        elif isinstance(sibling.tag, str):
            yield from map(element_text, sibling.iter("p"))


# ---- Lists of papers --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Card:
    """The values in the box around one or more links to papers.

    Attributes:
        abstract: the longest paragraph or quotation.
        date: value of the first ``time`` element that has one, cut to a day.
        tail: the last characters of the text, which may hold a date without a year.
        upvotes: text of the first element that is only a number.
        code: addresses of repositories.
    """

    abstract: str
    date: str | None
    tail: str
    upvotes: str | None
    code: tuple[str, ...]


def _visible_list(root: Element) -> Iterator[Record]:
    """Yield the papers of a list: headings that link to a paper, in articles or without."""
    drafts: dict[str, PaperDraft] = {}
    titles: dict[Element, str] = {}
    # Each box is read once, however many links it holds: box -> heading -> ids of its papers.
    boxes: dict[Element, dict[Element, list[str]]] = {}
    for link in root.iterfind(".//a[@href]"):
        match = PAPER_URL.search(link.get("href"))
        heading = _heading_of(link) if match else None
        if match is None or heading is None:
            continue
        if heading not in titles:
            titles[heading] = element_text(heading)
        if not titles[heading]:
            continue
        arxiv_id = match[1]
        paper = drafts.setdefault(arxiv_id, PaperDraft(link.sourceline or 1, arxiv_id))
        paper.title = paper.title or titles[heading]
        box = next(link.iterancestors("article"), heading.getparent())
        if box is not None:
            ids = boxes.setdefault(box, {}).setdefault(heading, [])
            if arxiv_id not in ids[-1:]:
                ids.append(arxiv_id)
    for box, headings in boxes.items():
        _take_box(drafts, box, headings)
    yield from to_records(drafts.values())


def _take_box(
    drafts: dict[str, PaperDraft], box: Element, headings: dict[Element, list[str]]
) -> None:
    """Add the values of a box to the papers of its headings.

    What is behind a heading and before the next one is of the heading's paper; with the headings of
    one paper alone, everything in the box is.
    """
    ids = dict.fromkeys(arxiv_id for heading_ids in headings.values() for arxiv_id in heading_ids)
    if len(ids) == 1:
        _take_card(drafts[next(iter(ids))], _read_card(box.iter(), element_text(box)))
        return
    parts: dict[Element, list[Element]] = {heading: [] for heading in headings}
    current: list[Element] = []
    for element in box.iter():
        current = parts.get(element, current)
        current.append(element)
    for heading, elements in parts.items():
        text = " ".join(f"{e.text or ''} {e.tail or ''}" for e in elements)
        card = _read_card(elements, " ".join(text.split()))
        for arxiv_id in dict.fromkeys(headings[heading]):
            _take_card(drafts[arxiv_id], card)


def _heading_of(link: Element) -> Element | None:
    """Return the heading around a link, else the one inside it."""
    outer = next(link.iterancestors(*_HEADINGS), None)
    return next(link.iter(*_HEADINGS), None) if outer is None else outer


def _read_card(elements: Iterable[Element], text: str) -> _Card:
    """Return the values in some elements of a box, whose text is given."""
    days, numbers, paragraphs, hrefs = [], [], [], []
    for element in elements:
        if element.tag == "time":
            days.append((element.get("datetime") or "")[:10])
        elif element.tag in {"p", "blockquote"}:
            paragraphs.append(element_text(element))
        elif element.tag in _NUMBER_TAGS:
            # The text of a large element is long, and never a number.
            numbers.append(element_text(element) if len(element) < _MAX_CHILDREN else "")
            if element.tag == "a":
                hrefs.append(element.get("href") or "")
    return _Card(
        abstract=max(paragraphs, key=len, default=""),
        date=next(filter(None, days), None),
        tail=text[-_DATE_TAIL_CHARS:],
        upvotes=next(filter(_VOTES.fullmatch, numbers), None),
        code=tuple(href for href in hrefs if "//github.com/" in href),
    )


def _take_card(paper: PaperDraft, card: _Card) -> None:
    """Add the values of a card to a paper; only a longer abstract replaces a previous value."""
    if len(card.abstract) > max(_MAX_CAPTION_CHARS, len(paper.abstract)):
        paper.abstract = card.abstract
    paper.date = paper.date or card.date or find_date(card.tail, paper.arxiv_id)
    if paper.upvotes is None:
        paper.upvotes = card.upvotes
    paper.code += card.code
