"""Read what RSS and Atom share: namespaces of elements, identifiers, arXiv's announcements.

A feed is read as papers only where an entry says that it is one: by a DOI, an arXiv id, a journal
or the address of a publisher's page. Posts of a blog are not.
Sources: https://www.rssboard.org/rss-specification, https://www.w3.org/2001/sw/Europe/reports/prism,
https://info.arxiv.org/help/rss_specifications.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitegen.identifiers import parse_arxiv_id, parse_doi
from sitegen.sources.reading import RecordError
from sitegen.sources.values.positions import page_range
from sitegen.sources.xml.tools import child_text, text_of
from sitegen.sources.xml.values import (
    parse_headings,
    strip_html,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.sources.xml.tools import Element

    Children = dict[str, list[Element]]

#: Part of a namespace's address -> the prefix in our names of elements; RSS and Atom have none.
_PREFIXES: Final = (
    ("purl.org/rss/1.0/modules/content", "content:"), ("purl.org/dc/", "dc:"),
    ("prismstandard.org/namespaces", "prism:"), ("arxiv.org/", "arxiv:"), ("zotero.org", "zapi:"),
    ("purl.org/rss/1.0", ""), ("my.netscape.com", ""), ("creativeCommons", "cc:"),
    ("creativecommons.org", "cc:"), ("web.resource.org/cc", "cc:"),
    ("www.w3.org/1999/xhtml", "html:"),
)  # fmt: skip
_ATOM: Final = "http://www.w3.org/2005/Atom"
#: Addresses of pages that are a paper's, without its DOI.
_PAPER_PAGE: Final = re.compile(
    r"/article/view/|sciencedirect\.com/science/article/|ieeexplore\.ieee\.org/|/stable/\d"
    r"|openreview\.net/forum|ncbi\.nlm\.nih\.gov/(?:pubmed/|pmc/|articles/)|\.nature\.com/articles/"
    r"|pubmed\.ncbi\.nlm\.nih\.gov/\d|eprint\.iacr\.org/\d|aclanthology\.org/|ssrn\.com/"
    r"|proceedings\.mlr\.press/v\d|hdl\.handle\.net/|semanticscholar\.org/paper|europepmc\.org/"
    r"|jmlr\.org/papers/|proceedings\.neurips\.cc/paper|papers\.n(?:eur)?ips\.cc/paper"
    r"|openaccess\.thecvf\.com/content|usenix\.org/conference/|joss\.theoj\.org/papers/"
    r"|ijcai\.org/proceedings/|isca-archive\.org/|dagstuhl\.de/entities/document|jair\.org/"
    r"|/handle/\d+[./]|/(?:hal|tel)-\d|mdpi\.com/\d|academic\.oup\.com/|tandfonline\.com/doi"
)
#: Pages whose address ends in an arXiv id.
_ARXIV_PAGE: Final = re.compile(r"arxiv\.org[/:]|^arxiv:|huggingface\.co/papers/|alphaxiv\.org/")
#: Ends of addresses that are no part of a DOI.
_ADDRESS_TAIL: Final = re.compile(r"/(?:full|abstract|pdf|html|epdf|meta|summary)$")
_QUERY: Final = re.compile(r"[?#].*", re.DOTALL)
#: bioRxiv's DOIs have no version, its addresses have.
_PREPRINT_VERSION: Final = re.compile(r"(10\.1101/[\d.]+)v\d+")
_ANNOUNCEMENT: Final = re.compile(r"arXiv:\S{1,40}\s+Announce Type:\s*(\S{1,40})\s+Abstract:\s*")
#: "Title. (arXiv:2401.00001v1 [cs.CL] UPDATED)", as arXiv wrote until 2024.
_TITLE_ID: Final = re.compile(r"\.?\s?\((arXiv:\S{1,40})\s+\[[\w.-]+\][^()]*\)\s*$")
#: Family name and given names.
_HEADING_PARTS: Final = 2
#: Labels before the title and before the abstract.
_TITLE_LABEL: Final = re.compile(r"^\[(?:ASAP|Articles?)\]\s*", re.IGNORECASE)
_ABSTRACT_LABEL: Final = re.compile(r"^\W*abstract\b\W*", re.IGNORECASE)
#: Nature's first line: "Nature, Published online: 01 July 2024; doi:10.1038/…".
_IMPRINT: Final = re.compile(r"^[^;]{0,200}Published online: [^;]{0,40}; doi: ?\S+\s*")
#: A description that cites the paper instead of describing it.
_CITATION: Final = re.compile(r"^[^.]{0,200},? (?:Volume|Vol\.?|Issue) \d|.{0,100}Ahead of Print")


class Identity(NamedTuple):
    """By what an entry is a paper: all empty for a post."""

    doi: str | None
    arxiv_id: str | None


def qualified_children(element: Element) -> Children:
    """Return the children of an entry by names such as "title", "dc:creator" and "prism:doi"."""
    children: Children = {}
    for child in element.iterchildren("*"):
        namespace, _, name = child.tag.rpartition("}")
        children.setdefault(_prefix_of(namespace[1:]) + name, []).append(child)
    return children


def _prefix_of(namespace: str) -> str:
    if not namespace or namespace == _ATOM:
        return ""
    # A part of a feed may lack its declarations; its prefixes are the usual ones.
    if namespace.startswith("prefix:"):
        prefix = namespace.removeprefix("prefix:")
        return "" if prefix in {"atom", "rss"} else f"{prefix}:"
    return next((prefix for part, prefix in _PREFIXES if part in namespace), "other:")


def identify(fields: Children, addresses: Iterable[str]) -> Identity:
    """Return the ids of the paper that an entry is.

    Args:
        fields: the entry's elements by their qualified names.
        addresses: its link and its id.

    Raises:
        RecordError: the entry is no paper.
    """
    marked = [text_of(e) for name in ("prism:doi", "arxiv:doi", "dc:identifier", "doi")
              for e in fields.get(name, ())]  # fmt: skip
    pages = [address for address in addresses if address]
    bare_pages = (_ADDRESS_TAIL.sub("", _QUERY.sub("", page)) for page in pages)
    dois = [*map(parse_doi, marked), *map(parse_doi, bare_pages)]
    doi = next(filter(None, dois), None)
    arxiv_id = next(
        (i for text in (*marked, *pages) if _ARXIV_PAGE.search(text.lower())
         if (i := parse_arxiv_id(text))), None,
    )  # fmt: skip
    is_paper = doi or arxiv_id or _is_published(fields) or any(map(_PAPER_PAGE.search, pages))
    if not is_paper:
        raise RecordError(
            "names no DOI, arXiv id or journal and is no paper; give the feed of a journal or of "
            "arXiv"
        )
    return Identity(_PREPRINT_VERSION.sub(r"\1", doi) if doi else None, arxiv_id)


def _is_published(fields: Children) -> bool:
    return any(name.startswith("prism:") or name == "arxiv:journal_ref" for name in fields)


def clean_title(title: str) -> tuple[str, str | None]:
    """Return a title without marks of the feed, and the arXiv id that followed it."""
    match = _TITLE_ID.search(title)
    if match:
        return title[: match.start()], parse_arxiv_id(match[1])
    return _TITLE_LABEL.sub("", title), None


def abstract_of(descriptions: Iterable[str]) -> str:
    """Return the first description that is neither a citation nor empty, without its label."""
    for description in descriptions:
        text = " ".join(strip_html(description).split())
        text = _ABSTRACT_LABEL.sub("", _ANNOUNCEMENT.sub("", _IMPRINT.sub("", text)))
        if text and not _CITATION.match(text):
            return text
    return ""


def position_of(fields: Children) -> dict[str, str]:
    """Return volume, issue and pages in the elements of PRISM."""
    ends = (child_text(fields, f"prism:{name}") for name in ("startingPage", "endingPage"))
    return {
        "volume": child_text(fields, "prism:volume"),
        "issue": child_text(fields, "prism:number", "prism:issueIdentifier"),
        "pages": page_range(*ends) or child_text(fields, "prism:pageRange"),
    }


def announcement_type(description: str) -> str:
    """Return "new", "cross", "replace" of arXiv's announcements, and "" of other texts."""
    match = _ANNOUNCEMENT.search(description)
    return match[1] if match else ""


def parse_creators(names: list[str]) -> Any:
    """Return authors of several elements, or the sole element's text, which may list many."""
    if len(names) == 1:
        name = strip_html(names[0])
        parts = [part.split() for part in name.split(",")]
        # "Lee, Ann B." is one person, "Ann Lee, Bo Ng" are two.
        is_person = len(parts) == _HEADING_PARTS and min(map(len, parts)) == 1
        return parse_headings([name]) if is_person else name
    return parse_headings(map(strip_html, names))
