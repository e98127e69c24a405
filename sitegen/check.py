"""Check a built site: links and anchors resolve, ids are unique, every page can be reached."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup

from sitegen.errors import SitegenError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LINKING: Final = {"a": "href", "link": "href", "script": "src", "img": "src", "form": "action"}
#: Pages that nothing needs to link to.
_ENTRANCES: Final = ("index.html", "404.html")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a page, by its address in the site."""

    page: str
    message: str

    def __str__(self) -> str:
        return f"{self.page}: {self.message}"


@dataclass(frozen=True, slots=True)
class _PageLinks:
    ids: Counter[str]
    links: list[str]


def check_site(site: Path) -> tuple[int, list[Fault]]:
    """Check every HTML page of a folder.

    Returns:
        The number of pages, and the faults in the order of the pages.

    Raises:
        SitegenError: the folder is no built site.
    """
    if not (site / "index.html").is_file():
        raise SitegenError(f"{site}: holds no index.html; build the site first")
    pages = {
        path.relative_to(site).as_posix(): _read(path) for path in sorted(site.rglob("*.html"))
    }
    base = _base_path(site)
    faults: list[Fault] = []
    reached: dict[str, set[str]] = {}
    for page, found in pages.items():
        for name, count in found.ids.items():
            if count > 1:
                faults.append(Fault(page, f"the id '{name}' is there {count} times"))
        targets = set()
        for link in found.links:
            target = _resolve(page, link, base)
            if target is None:
                continue
            targets.add(target[0])
            faults += _broken(site, pages, page, link, target)
        reached[page] = targets
    faults += [Fault(page, "no page leads here") for page in _unreachable(reached)]
    return len(pages), faults


def _read(path: Path) -> _PageLinks:
    soup = BeautifulSoup(path.read_bytes(), "lxml")
    ids = Counter(str(element["id"]) for element in soup.find_all(id=True))
    links = [
        str(element[_LINKING[element.name]])
        for element in soup.find_all(list(_LINKING))
        if element.get(_LINKING[element.name]) and element.get("rel") != ["canonical"]
    ]
    return _PageLinks(ids, links)


def _base_path(site: Path) -> str:
    """Return the path that the site's own absolute links start with, from the 404 page."""
    page = site / "404.html"
    if not page.is_file():
        return "/"
    soup = BeautifulSoup(page.read_bytes(), "lxml")
    sheet = soup.find("link", rel="stylesheet")
    href = urlsplit(str(sheet["href"])).path if sheet else "/"
    return href.split("assets/")[0] or "/"


def _resolve(page: str, link: str, base: str) -> tuple[str, str] | None:
    """Return the file and the anchor that a link means; None for a way out of the site."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    if path.startswith("/"):
        steps = path.removeprefix(base).split("/")
    else:
        steps = [*page.split("/")[:-1], *path.split("/")] if path else page.split("/")
    resolved: list[str] = []
    for step in steps:
        if step == "..":
            if not resolved:
                return "..", ""
            resolved.pop()
        elif step not in {"", "."}:
            resolved.append(step)
    target = "/".join(resolved) or "index.html"
    return (f"{target}/index.html" if path.endswith("/") and resolved else target), unquote(
        parts.fragment
    )


def _broken(
    site: Path, pages: dict[str, _PageLinks], page: str, link: str, target: tuple[str, str]
) -> Iterator[Fault]:
    path, anchor = target
    if path == ".." or not (site / path).is_file():
        yield Fault(page, f"the link '{link}' leads nowhere")
    elif anchor and path in pages and anchor not in pages[path].ids:
        yield Fault(page, f"the link '{link}' names an anchor that is not there")


def _unreachable(reached: dict[str, set[str]]) -> list[str]:
    seen = set(_ENTRANCES)
    queue = deque(_ENTRANCES[:1])
    while queue:
        for target in reached.get(queue.popleft(), ()):
            if target not in seen:
                seen.add(target)
                queue.append(target)
    return [page for page in reached if page not in seen]
