"""Check a built site: broken links and anchors, duplicate ids, and pages that no page links to."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup

from sitegen.errors import SitegenError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

#: The attribute with a URL, for each element that has one.
_URL_ATTRIBUTES: Final = {
    "a": "href", "link": "href", "script": "src", "img": "src", "form": "action",
}  # fmt: skip
#: Pages that need no link to them. The search for reachable pages starts at the first.
_ENTRY_PAGES: Final = ("index.html", "404.html")
#: The path of a link that leaves the site's root with "..".
_OUTSIDE_ROOT: Final = ".."


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of a page; ``page`` is its path in the site."""

    page: str
    message: str

    def __str__(self) -> str:
        return f"{self.page}: {self.message}"


@dataclass(frozen=True, slots=True)
class _PageLinks:
    """The ids of a page with their numbers of occurrences, and its URLs in order.

    A page at a former address sends browsers elsewhere; no page of the site links to it.
    """

    ids: Counter[str]
    urls: list[str]
    is_former: bool


def check_site(site: Path) -> tuple[int, list[Fault]]:
    """Check all HTML pages of a folder.

    Returns:
        The number of pages, and the faults in the order of the pages. Pages without a link to them
        come last.

    Raises:
        SitegenError: the folder contains no index.html.
    """
    if not (site / "index.html").is_file():
        raise SitegenError(f"{site}: no index.html in this folder; build the site first")
    # All pages are read first, as anchors refer to ids of later pages.
    pages = {
        path.relative_to(site).as_posix(): _read_page(path) for path in sorted(site.rglob("*.html"))
    }
    base = _base_path(site)
    faults: list[Fault] = []
    targets: dict[str, set[str]] = {}
    for page, links in pages.items():
        faults += _duplicate_ids(page, links.ids)
        targets[page], broken = _check_links(site, pages, page, base)
        faults += broken
    faults += [
        Fault(page, "no page links to this page")
        for page in _unreachable_pages(targets)
        if not pages[page].is_former
    ]
    return len(pages), faults


def _read_page(path: Path) -> _PageLinks:
    # Bytes, so that the parser finds the encoding.
    soup = BeautifulSoup(path.read_bytes(), "lxml")
    ids = Counter(str(element["id"]) for element in soup.find_all(id=True))
    # The canonical link has the address of the published site, not of this folder.
    urls = [
        str(element[_URL_ATTRIBUTES[element.name]])
        for element in soup.find_all(list(_URL_ATTRIBUTES))
        if element.get(_URL_ATTRIBUTES[element.name]) and element.get("rel") != ["canonical"]
    ]
    is_former = soup.find("meta", attrs={"http-equiv": "refresh"}) is not None
    return _PageLinks(ids, urls, is_former)


def _base_path(site: Path) -> str:
    """Return the prefix of the site's absolute links, such as ``/papers/``.

    The 404 page has absolute links, as servers show it for any path: the link to its style sheet,
    ``/papers/assets/…``, starts with the prefix.
    """
    page = site / "404.html"
    if not page.is_file():
        return "/"
    soup = BeautifulSoup(page.read_bytes(), "lxml")
    sheet = soup.find("link", rel="stylesheet")
    href = urlsplit(str(sheet["href"])).path if sheet else "/"
    return href.split("assets/")[0] or "/"


def _duplicate_ids(page: str, ids: Mapping[str, int]) -> Iterator[Fault]:
    for name, count in ids.items():
        if count > 1:
            yield Fault(page, f"the id '{name}' occurs {count} times; ids must be unique")


def _check_links(
    site: Path, pages: Mapping[str, _PageLinks], page: str, base: str
) -> tuple[set[str], list[Fault]]:
    """Return the files that a page links to, and the faults of its links."""
    paths: set[str] = set()
    faults: list[Fault] = []
    for url in pages[page].urls:
        try:
            target = _resolve(page, url, base)
        except ValueError:
            # urlsplit refuses a malformed IPv6 address, such as ``http://[::1``.
            faults.append(Fault(page, f"the link '{url}' is no valid address"))
            continue
        # A link to another site is not checked.
        if target is None:
            continue
        path, anchor = target
        paths.add(path)
        if path == _OUTSIDE_ROOT or not (site / path).is_file():
            faults.append(Fault(page, f"the link '{url}' is broken: no such file"))
        elif anchor and path in pages and anchor not in pages[path].ids:
            faults.append(Fault(page, f"the link '{url}' is broken: no such id in {path}"))
    return paths, faults


def _resolve(page: str, url: str, base: str) -> tuple[str, str] | None:
    """Return the file and the anchor that a URL refers to, or None for another site.

    Args:
        page: path of the page with the URL, relative to the site.
        url: a relative or absolute URL.
        base: prefix of absolute paths, removed from the URL.
    """
    parts = urlsplit(url)
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    # A URL without a path, as ``#anchor`` and ``?q=x``, refers to the page itself.
    if path.startswith("/"):
        segments = path.removeprefix(base).split("/")
    else:
        segments = [*page.split("/")[:-1], *path.split("/")] if path else page.split("/")
    resolved: list[str] = []
    for segment in segments:
        if segment == "..":
            if not resolved:
                return _OUTSIDE_ROOT, ""
            resolved.pop()
        elif segment not in {"", "."}:
            resolved.append(segment)
    # A folder stands for its index.html; the site's root has no segments.
    file = "/".join(resolved) or "index.html"
    if path.endswith("/") and resolved:
        file = f"{file}/index.html"
    return file, unquote(parts.fragment)


def _unreachable_pages(targets: Mapping[str, set[str]]) -> list[str]:
    """Return the pages that no chain of links from the start page leads to, in order."""
    seen = set(_ENTRY_PAGES)
    # Breadth first; 404.html does not make its targets reachable.
    queue = deque(_ENTRY_PAGES[:1])
    while queue:
        for target in targets.get(queue.popleft(), ()):
            if target not in seen:
                seen.add(target)
                queue.append(target)
    return [page for page in targets if page not in seen]
