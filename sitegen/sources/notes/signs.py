"""Tell the front matter of a note on one paper from that of a list, a blog post or other pages.

Source: https://jekyllrb.com/docs/front-matter/, https://gohugo.io/content-management/front-matter/,
https://help.obsidian.md/properties, https://academicpages.github.io/markdown/
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sitegen.sources.fields import canonical_fields
from sitegen.sources.lists.blocks import parse_blocks
from sitegen.sources.lists.labels import is_topic, section_name
from sitegen.sources.lists.sections import read_blocks

if TYPE_CHECKING:
    from collections.abc import Mapping

#: A top-level key of YAML or TOML with the value in its line.
_KEY: Final = re.compile(
    r"^([^\s#\[\]{}:=][^\n:=]{0,60}?)[ \t]*[:=](?=[ \t]|$)([^\n]*)", re.MULTILINE
)
#: An item of a list below its key.
_LIST_ITEM: Final = re.compile(r"^[ \t]*-[ \t]+([^\n]{1,200})", re.MULTILINE)
#: An address that identifies a paper, in any field.
_PAPER_URL: Final = re.compile(
    r"^[ \t]*[\w-]+[ \t]*[:=].*https?://(?:www\.)?(?:arxiv\.org/(?:abs|pdf)|(?:dx\.)?doi\.org/10\.|"
    r"huggingface\.co/papers/|aclanthology\.org/|openreview\.net/)",
    re.MULTILINE,
)
#: Keys of the papers that a page refers to.
_CITING_KEYS: Final = frozenset(
    {"references", "sources", "citations", "cites", "cited", "related", "bibliography", "resources",
     "further_reading", "external_links", "externallinks", "see_also", "primary_sources", "papers",
     "publishing", "readings", "credits"}
)  # fmt: skip
#: Keys that only records of publications have.
_IDENTITY_KEY: Final = re.compile(
    r"cite[_-]?key|citation[_-]?key|zotero[_-]?(?:key|link|select)|bib(?:tex)?[_-]?key|bibtex|pmid|"
    r"pmcid|isbn|issn|publication(?:[_-](?:types?|short|name))?|item[_-]?type|paper[_-]?url|url_pdf",
    re.IGNORECASE,
)
#: Keys whose values name the kind of a page.
_KIND_KEYS: Final = frozenset({"layout", "type", "collection", "itemtype", "kind", "category"})
_KEYWORD_KEYS: Final = frozenset({"tags", "categories"})
_PAPER_KIND: Final = re.compile(
    r"(?:\b|_)(?:paper|publication|article-journal|journal[ -]?article|conference[ -]?paper|"
    r"literature|(?:literature|paper|reading|source)[ -]?notes?|preprint|zotero)(?:\b|_)",
    re.IGNORECASE,
)
_PAGE_KIND: Final = re.compile(
    r"\b(?:posts?|pages?|default|home|blog|docs?|talks?|events?|teaching|portfolio|news|archive|"
    r"single|about|landing|splash|list|section|tutorial|projects?|profiles?|people|course)\b",
    re.IGNORECASE,
)
#: A level-1 heading at the start of the body.
_HEADING: Final = re.compile(r"\A\s*# +\S")
_YEAR: Final = re.compile(r"\W*(?:19|20)\d\d\W*")
#: Share of a page's lines that are entries, from which on the page is a list.
_MIN_ENTRY_SHARE: Final = 0.5
_MIN_ENTRIES: Final = 2


def top_level_fields(front: str) -> dict[str, str]:
    """Return the top-level keys of front matter, each with the text up to the next one.

    YAML is not parsed, since every text is asked whether it is a note.
    """
    matches = list(_KEY.finditer(front))
    ends = [*(match.start() for match in matches[1:]), len(front)]
    return {
        match[1].strip("\"' "): front[match.start(2) : end].strip()
        for match, end in zip(matches, ends, strict=False)
    }


def is_paper_note(front: str, body: str) -> bool:
    """Return whether front matter describes one paper, not a list, a blog post or another page."""
    fields = top_level_fields(front)
    if _is_identified(fields):
        return True
    # A page that is called "Publications" is a list even if it has an author and a year.
    if not _is_literature(fields, has_heading=bool(_HEADING.match(body))):
        return False
    return not _is_list(fields.get("title", "").strip("\"' "), body)


def _is_identified(fields: Mapping[str, str]) -> bool:
    """Return whether a field identifies a paper, or only publications have it."""
    known = _known(fields)
    return (
        bool(known & {"doi", "arxiv_id"})
        or any(
            _PAPER_URL.search(f"{key}: {value}")
            for key, value in fields.items()
            if key.lower() not in _CITING_KEYS
        )
        or any(_IDENTITY_KEY.fullmatch(key) for key in fields)
    )


def _is_literature(fields: Mapping[str, str], *, has_heading: bool) -> bool:
    """Return whether fields together are of a paper: authors and a year, a venue, an abstract."""
    known, keys = _known(fields), {key.lower() for key in fields}
    has_abstract = "abstract" in keys or "abstractnote" in keys
    kinds = [_kind_text(value) for key, value in fields.items() if key.lower() in _KIND_KEYS]
    keywords = [_kind_text(value) for key, value in fields.items() if key.lower() in _KEYWORD_KEYS]
    # A blog post has authors and the day of its publication; a paper's date may be a year.
    has_year = "year" in known or bool(_YEAR.fullmatch(fields.get("date", "")))
    if any(map(_PAGE_KIND.search, kinds)) and not any(map(_PAPER_KIND.search, kinds)):
        return "authors" in known and "venue" in known
    return (
        (has_year and (has_heading or bool(known & {"title", "authors"})))
        or has_abstract
        or bool(known & {"venue", "volume", "pdf"})
        or any(map(_PAPER_KIND.search, (*kinds, *keywords)))
        # Jekyll's collection of Academic Pages.
        or ("publications" in kinds and bool(known & {"authors", "title"}))
    )


def _known(fields: Mapping[str, str]) -> set[str]:
    """Return our names of the fields that have a value."""
    values = {key: value for key, value in fields.items() if value.strip("\"'[]")}
    return set(canonical_fields(values))


def _kind_text(value: str) -> str:
    """Return the words of a value or of the list below its key."""
    return " ".join([value.partition("\n")[0], *_LIST_ITEM.findall(value)])


def _is_list(title: str, body: str) -> bool:
    """Return whether the text below front matter is a list of papers."""
    if "http" not in body:
        return False
    count = len(read_blocks(parse_blocks(body)).drafts)
    if title and not is_topic(section_name(title)):
        return count > 0
    line_count = sum(bool(line.strip()) for line in body.splitlines())
    return count >= _MIN_ENTRIES and count >= _MIN_ENTRY_SHARE * line_count
