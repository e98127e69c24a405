"""Find the addresses in a text, and tell what kind of place each leads to."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, urlsplit

from sitegen.identifiers import parse_arxiv_id
from sitegen.paper import Link, LinkKind

_URL: Final = re.compile(r"https?://[^\s<>\"`\\^|\u00a0]+", re.IGNORECASE)
_CODE_HOSTS: Final = frozenset(
    {"github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "sr.ht", "git.sr.ht"}
)
_HOST: Final = re.compile(r"(?:[a-z0-9-]+\.)+[a-z0-9-]{2,}(?::\d{1,5})?", re.IGNORECASE)
#: An address that is as it should be already, as nearly all are.
_PLAIN: Final = re.compile(
    r"https?://(?:[a-z0-9-]+\.)+[a-z0-9-]{2,}(?:[/?#][A-Za-z0-9._~:/?#@!$&+,;=-]*)?"
)
_HOST_AND_PATH: Final = re.compile(
    r"https?://(?:www\.)?([^/:?#]+)(?::\d+)?(/[^?#]*)?", re.IGNORECASE
)
_SAFE: Final = "-._~:/?#@!$&+,;=%"


def safe_url(url: str) -> str | None:
    """Return an address that may stand in an attribute, or None.

    Only http and https with a host name pass; what is not an address's own character is
    percent-encoded (RFC 3986, section 2), so the result has no blank, quote, bracket or backslash.
    """
    if _PLAIN.fullmatch(url):
        return url
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname or ""
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not host or "@" in parts.netloc:
        return None
    netloc = parts.netloc
    if not netloc.isascii():
        try:
            netloc = netloc.encode("idna").decode("ascii")
        except UnicodeError:
            return None
    if not _HOST.fullmatch(netloc):
        return None
    rest = url.strip()[len(parts.scheme) + 3 + len(parts.netloc) :]
    encoded = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", quote(rest, safe=_SAFE))
    return f"{parts.scheme.lower()}://{netloc}{encoded}"


def link_kind(url: str) -> LinkKind:
    """Tell what an address leads to by its host and path; ``link`` where nothing is known."""
    match = _HOST_AND_PATH.match(url)
    host, path = (match[1].lower(), (match[2] or "").strip("/")) if match else ("", "")
    if host in {"arxiv.org", "ar5iv.org"} and parse_arxiv_id(path):
        return "pdf" if path.startswith("pdf/") else "arxiv"
    if host in {"doi.org", "dx.doi.org"}:
        return "doi"
    if path.lower().endswith(".pdf"):
        return "pdf"
    if host in _CODE_HOSTS and "/" in path:
        return "code"
    if host == "huggingface.co" and "/" in path and not path.startswith("papers/"):
        return "model"
    return "link"


def split_links(text: str) -> list[str | Link]:
    """Part a text at its addresses: strings and links, in order; joined, they show the text.

    Punctuation that ends a sentence, and a bracket that was opened before the address, are not
    part of it.
    """
    parts: list[str | Link] = []
    end = 0
    for match in _URL.finditer(text):
        shown = _trim(match.group())
        url = safe_url(shown)
        if url is None:
            continue
        if match.start() > end:
            parts.append(text[end : match.start()])
        parts.append(Link(shown if shown == url else url, link_kind(url)))
        end = match.start() + len(shown)
    if end < len(text):
        parts.append(text[end:])
    return parts


def find_links(text: str) -> tuple[Link, ...]:
    """Return the addresses in a text, each once, in order."""
    if "://" not in text:
        return ()
    return tuple(dict.fromkeys(part for part in split_links(text) if isinstance(part, Link)))


def _trim(url: str) -> str:
    while url and (url[-1] in ".,;:!?'’”*" or _closes_foreign_bracket(url)):
        url = url[:-1]
    return url


def _closes_foreign_bracket(url: str) -> bool:
    opening = {")": "(", "]": "[", "}": "{"}.get(url[-1])
    return opening is not None and url.count(url[-1]) > url.count(opening)
