"""Find URLs in a text, validate them and classify their targets."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, urlsplit

from sitegen.identifiers import parse_arxiv_id
from sitegen.paper import Link, LinkKind

#: Any characters but those that neither URLs nor their encodings contain; see ``_trim``.
_URL: Final = re.compile(r"https?://[^\s<>\"`\\^|\u00a0]+", re.IGNORECASE)
_CODE_HOSTS: Final = frozenset(
    {"github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "sr.ht", "git.sr.ht"}
)
#: Labels and a top-level domain, with an optional port.
_HOST: Final = re.compile(r"(?:[a-z0-9-]+\.)+[a-z0-9-]{2,}(?::\d{1,5})?", re.IGNORECASE)
#: URLs that need no encoding, as nearly all; the match is faster than parsing.
_SIMPLE_URL: Final = re.compile(
    r"https?://(?:[a-z0-9-]+\.)+[a-z0-9-]{2,}(?:[/?#][A-Za-z0-9._~:/?#@!$&+,;=-]*)?"
)
_HOST_AND_PATH: Final = re.compile(
    r"https?://(?:www\.)?([^/:?#]+)(?::\d+)?(/[^?#]*)?", re.IGNORECASE
)
_ARXIV_PAGE: Final = "https://arxiv.org/abs/"
#: Characters that stay unencoded: unreserved and reserved ones, but for quotes and brackets.
_SAFE: Final = "-._~:/?#@!$&+,;=%"
_BRACKETS: Final = ("()", "[]", "{}")


def safe_url(url: str) -> str | None:
    """Return a URL that is safe in an HTML attribute, or None.

    Only http and https URLs with a host name are accepted. Characters that RFC 3986, section 2,
    does not allow are percent-encoded, as are parentheses, brackets and quotes, so that the result
    needs no escaping.
    """
    if _SIMPLE_URL.fullmatch(url):
        return url
    # urlsplit raises for malformed IPv6 addresses, such as ``http://[::1``.
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname or ""
    except ValueError:
        return None
    # User names in URLs serve to disguise the host.
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
    # Everything after "scheme://netloc"; 3 is the length of "://".
    rest = url.strip()[len(parts.scheme) + 3 + len(parts.netloc) :]
    # quote() keeps "%", so that encoded characters stay; a percent sign alone is encoded here.
    encoded = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", quote(rest, safe=_SAFE))
    return f"{parts.scheme.lower()}://{netloc}{encoded}"


def classify_link(url: str) -> LinkKind:
    """Classify the target of a URL by host and path; ``link`` if neither is known."""
    match = _HOST_AND_PATH.match(url)
    host, path = (match[1].lower(), (match[2] or "").strip("/")) if match else ("", "")
    if host in {"arxiv.org", "ar5iv.org"} and parse_arxiv_id(path):
        return "pdf" if path.startswith("pdf/") else "arxiv"
    # The DOI resolver first: a DOI may end with ".pdf".
    if host in {"doi.org", "dx.doi.org"}:
        return "doi"
    if path.lower().endswith(".pdf"):
        return "pdf"
    # A path with a slash is a repository; without one it is a user's page.
    if host in _CODE_HOSTS and "/" in path:
        return "code"
    if host == "huggingface.co" and "/" in path and not path.startswith("papers/"):
        return "model"
    return "link"


def source_link_kind(url: str) -> LinkKind:
    """Classify a URL that a source gives as the paper's, not in a text.

    If the URL leads nowhere special, it is the page from which the record comes.
    """
    if url.startswith(_ARXIV_PAGE) and "?" not in url and parse_arxiv_id(url):
        # Nearly all papers of arXiv, for which this is the shorter way.
        return "arxiv"
    kind = classify_link(url)
    return "source" if kind == "link" else kind


def split_links(text: str) -> list[str | Link]:
    """Split a text into strings and links, in order.

    Punctuation at the end of a URL, and a closing bracket without an opening one in the URL, belong
    to the text. A link whose URL needed encoding has the encoded URL.
    """
    parts: list[str | Link] = []
    end = 0
    for match in _URL.finditer(text):
        raw_url = _trim(match.group())
        url = safe_url(raw_url)
        # An unsafe URL stays part of the next string.
        if url is None:
            continue
        if match.start() > end:
            parts.append(text[end : match.start()])
        parts.append(Link(url, classify_link(url)))
        end = match.start() + len(raw_url)
    if end < len(text):
        parts.append(text[end:])
    return parts


def find_links(text: str) -> tuple[Link, ...]:
    """Return the distinct links in a text, in order of first occurrence."""
    if "://" not in text:
        return ()
    # A dict keeps the order, a set would not.
    return tuple(dict.fromkeys(part for part in split_links(text) if isinstance(part, Link)))


def _trim(url: str) -> str:
    # ``(see https://x.org)``, but not ``https://x.org/A_(b)``: brackets that the URL does not open.
    unopened = {closing: url.count(closing) - url.count(opening) for opening, closing in _BRACKETS}
    end = len(url)
    while end:
        sign = url[end - 1]
        if unopened.get(sign, 0) > 0:
            unopened[sign] -= 1
        elif sign not in ".,;:!?'’”*":
            break
        end -= 1
    return url[:end]
