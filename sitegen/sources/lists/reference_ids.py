"""Take identifiers, addresses and marks of Markdown out of a formatted reference."""

from __future__ import annotations

import html
import re
from typing import Any, Final

from sitegen.identifiers import parse_arxiv_id, parse_doi
from sitegen.sources.lists.labels import label_kind
from sitegen.text.links import find_links

_EMPHASIS: Final = re.compile(r"(\*\*|__|\*|_)(?=\S)([^*_\n]{1,400}?)(?<=\S)\1(?![\w*])")
_LINK: Final = re.compile(
    r"!?\[([^\[\]\n]{0,400})\]\(<?([^()\s<>]{1,400})>?[^()\n]{0,100}\)|<(https?://[^<>\s]{1,400})>"
)
#: Identifiers and what introduces them; the text loses them.
_IDENTIFIER: Final = re.compile(
    r"(?:\b(?:available(?: at| from)?|retrieved [^.:]{0,40}?from|URL|doi|DOI|link)\b[:.]?"
    r"\s*+)?https?://\S+"
    r"|\b(?:doi|DOI)\s*+(?:[:：]\s*+)?10\.\d{4,9}/\S+|\b10\.\d{4,9}/\S+"
    r"|\b(?:CoRR,?\s*+)?abs/\d{4}\.\d{4,5}(?:v\d+)?"
    r"|\b(?:arXiv preprint\s*+(?:,\s*+)?)?arXiv\s*+[:：]\s*+(?:\d{4}\.\d{4,5}|[a-z-]+/\d{7})"
    r"(?:v\d+)?(?:\s*+\[[\w.-]++\])?"
    r"|\b(?:PMID|PMCID|ISBN|ISSN)\s*+(?:[:：]\s*+)?(?:PMC)?[\d-]{6,20}[\dxX]",
    re.IGNORECASE,
)
#: When an address was looked up.
_ACCESSED: Final = re.compile(
    r"(?:[(\[]\s*+|(?<!\s)\s++)?\b(?:last )?(?:accessed|retrieved|visited|viewed|cited)\b"
    r"(?: on)?:?\s[^)\]\n]{4,40}?(?:\b(?:19|20)\d\d\b|(?=\.$)|$)\s*+[)\]]?\.?",
    re.IGNORECASE,
)


def take_identifiers(text: str) -> tuple[str, dict[str, Any]]:
    """Return a text without emphasis, addresses and ids, and these."""
    urls: list[str] = []

    def take_link(match: re.Match[str]) -> str:
        urls.append(match[2] or match[3])
        label = match[1] or ""
        return " " if label_kind(label.strip(" []()")) is not None else label

    # Pandoc escapes signs: "\\[1\\]"; pages have "&amp;".
    text = html.unescape(re.sub(r"\\(?=[^\w\s])", "", text))
    text = _LINK.sub(take_link, text)
    text = _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", text))
    urls += [link.url for link in find_links(text)]
    spans = [match.group() for match in _IDENTIFIER.finditer(text)]
    identifiers = {
        "doi": next(filter(None, map(parse_doi, [*spans, *urls])), None),
        "arxiv_id": next(filter(None, map(_arxiv_id, [*spans, *urls])), None),
        "url": list(dict.fromkeys(urls)),
    }
    text = _ACCESSED.sub(" ", _IDENTIFIER.sub(" ", text))
    text = re.sub(
        r"[\[(]\s*+(?:(?:PDF|HTML|link|code|paper|bib(?:tex)?|doi|online)\s*+)?[\])]",
        " ",
        text,
        flags=re.IGNORECASE,
    )
    return text, {name: value for name, value in identifiers.items() if value}


def _arxiv_id(text: str) -> str | None:
    """Return the arXiv id in an address of arXiv or behind its name."""
    lower = text.lower()
    if "arxiv" in lower:
        return parse_arxiv_id(re.sub(r"(?i)\barxiv[:.](?=\d)|\barxiv\s*:\s*", " ", text))
    return parse_arxiv_id(lower.partition("abs")[2]) if "abs/" in lower else None
