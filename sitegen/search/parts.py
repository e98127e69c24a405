"""Run Pagefind on new and changed pages, and reuse the indexes of earlier builds.

Pages go to Pagefind in shards, two at a time, so that memory does not grow with the site. What it
writes, a part, stays in the workspace. A later build runs Pagefind on new and changed pages only,
and leaves outdated pages of older parts out of the merged index. ``parts.json`` lists the URL and
the cache key of each page of each part. Each part is sealed: one that was changed is not used.
"""

from __future__ import annotations

import html
import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

import pagefind_bin

from sitegen.errors import BuildError
from sitegen.search.format import ENTRY_FILE, read_entry, read_fragment, read_meta
from sitegen.search.marks import BODY_MARK, is_indexed, mark_page
from sitegen.search.numbering import Part
from sitegen.workspace.cache import (
    cache_key,
    is_sealed,
    load_record,
    save_record,
    seal_folder,
    text_hash,
)
from sitegen.workspace.files import empty_folder, ensure_folder, link_or_copy, remove
from sitegen.workspace.processes import Programs

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sitegen.search.options import IndexOptions

#: Pagefind runs at once. One run uses one core most of the time, see MAX_SHARD_PAGES.
_MAX_RUNS: Final = 2
#: Each build adds a part that every later merge reads: from this number on, start from nothing.
_MAX_PARTS: Final = 24
#: Parts per volume that are allowed in an index of more volumes.
_MAX_VOLUME_PARTS: Final = 4
#: Start from nothing if a larger share of the pages in all parts is out of date.
_MAX_STALE_SHARE: Final = 0.3
_PARTS_FILE: Final = "parts.json"
#: The folder of ``volumes`` beside those of the parts.
VOLUMES_FOLDER: Final = "volumes"
_HTML_END: Final = b"</html"
#: The weight of a paper's full text; the abstract has 1.
_TEXT_START: Final = b'<div data-pagefind-body data-pagefind-weight="0.3">'
_TEXT_END: Final = b"</div>"


def find_parts(
    site: Path,
    page_keys: Mapping[str, str],
    language: str,
    cache_folder: Path,
    options: IndexOptions,
) -> tuple[list[Part], set[str]]:
    """Index new and changed pages.

    Args:
        site: a folder of rendered HTML.
        page_keys: the cache key of each page, by its URL, in the order of their numbers.
        language: ISO 639-1 code, for stemming.
        cache_folder: holds parts and volumes between builds.
        options: additional texts, threads and the sizes of shards and volumes.

    Returns:
        All parts with a page of the site, and the URLs of the pages without the attribute
        ``data-pagefind-body``, which can't be searched.

    Raises:
        BuildError: Pagefind failed; the message is its own.
    """
    # Outdated pages of reused parts stay in the workspace: a text that is withheld must not.
    key = cache_key(index_key(language), *options.withheld)
    max_parts = _max_parts(len(page_keys), options.volume)
    parts, current = _load_parts(cache_folder, page_keys, key, max_parts)
    _open_for_change(cache_folder)
    # New numbers are above those of the parts in use, so no part of the list is replaced.
    first = 1 + max((int(part.folder.name) for part in parts), default=-1)
    unmarked = _find_unmarked(site, (name for name in page_keys if name not in current))
    shards = _plan_shards(list(page_keys), current | unmarked, options.shard, options.volume)
    folders = {cache_folder / str(first + n): shard for n, shard in enumerate(shards)}
    new_parts = _index_shards(site, folders, language, options)
    for part in new_parts:
        seal_folder(part.folder, key)
    parts += new_parts
    _save_parts(cache_folder, parts, page_keys, key)
    return parts, unmarked


# ---- Cache keys ---------------------------------------------------------------------------------


def page_keys(pages: Mapping[str, str], texts: Mapping[str, str]) -> dict[str, str]:
    """Return the cache key of each page: its digest, and a hash of its additional text.

    Args:
        pages: the digest of each page, by its URL.
        texts: the additional text of a page, by its URL.
    """
    return {
        name: f"{digest}-{text_hash(texts[name])}" if name in texts else digest
        for name, digest in pages.items()
    }


def index_key(language: str) -> str:
    """Return the cache key of everything that an index depends on beside its pages.

    Args:
        language: ISO 639-1 code, for stemming.
    """
    return cache_key("search", language)


# ---- Parts of earlier builds --------------------------------------------------------------------


def _max_parts(page_count: int, volume_size: int) -> int:
    """Return the number of parts from which on it is better to start from nothing."""
    volume_count = -(-page_count // volume_size)
    return max(_MAX_PARTS, _MAX_VOLUME_PARTS * volume_count)


def _load_parts(
    cache_folder: Path, page_keys: Mapping[str, str], key: str, max_parts: int
) -> tuple[list[Part], set[str]]:
    """Return the parts to reuse, and the URLs of their pages that are up to date.

    Both are empty if nothing is cached, or if it is better to start from nothing.
    """
    content = load_record(cache_folder / _PARTS_FILE, key, _parse_parts)
    if content is None:
        return [], set()
    parts: list[Part] = []
    current: set[str] = set()
    page_count = 0
    for folder, pages in content.items():
        # A folder that somebody deleted, or changed, has no current pages.
        if not is_sealed(cache_folder / folder, key):
            continue
        # Take each page from the first part that has it in its current state.
        names = [
            name if page_keys.get(name) == page_key and name not in current else ""
            for name, page_key in pages
        ]
        page_count += len(names)
        current.update(filter(None, names))
        if any(names):
            parts.append(Part(cache_folder / folder, names))
    if len(parts) >= max_parts or len(current) < (1 - _MAX_STALE_SHARE) * page_count:
        return [], set()
    return parts, current


def _parse_parts(content: Any) -> dict[str, list[tuple[str, str]]]:
    """Return folder -> URL and cache key of each page; raise ValueError for another shape."""
    return {str(int(folder)): [(name, key) for name, key in content[folder]] for folder in content}


def _open_for_change(cache_folder: Path) -> None:
    """Remove parts.json: a build that dies must not leave a list that is wrong."""
    ensure_folder(cache_folder)
    forget_parts(cache_folder)


def forget_parts(cache_folder: Path) -> None:
    """Let the next build index all pages, because the parts turned out to be damaged."""
    remove(cache_folder / _PARTS_FILE)


def _save_parts(
    cache_folder: Path, parts: Sequence[Part], page_keys: Mapping[str, str], key: str
) -> None:
    """Write parts.json and remove the folders of unused parts."""
    # Outdated pages stay listed, as ["", ""]: the list is in Pagefind's order.
    pages = {
        part.folder.name: [(name, page_keys.get(name, "")) for name in part.names] for part in parts
    }
    used = {VOLUMES_FOLDER, *pages}
    for folder in cache_folder.iterdir():
        if folder.is_dir() and folder.name not in used:
            remove(folder)
    save_record(cache_folder / _PARTS_FILE, key, pages)


# ---- New parts ----------------------------------------------------------------------------------


def _plan_shards(
    names: Sequence[str], current: Container[str], shard_size: int, volume_size: int
) -> Iterator[Sequence[str]]:
    """Yield the pages of each Pagefind run: those of one volume that are not up to date.

    No run has pages of two volumes, so that a volume can be merged without the others' parts.

    The shards of one volume differ by at most one page.
    """
    for start in range(0, len(names), volume_size):
        volume = names[start : start + volume_size]
        stale = [name for name in volume if name not in current]
        count = -(-len(stale) // shard_size)
        for n in range(count):
            yield stale[n * len(stale) // count : (n + 1) * len(stale) // count]


def _find_unmarked(site: Path, names: Iterable[str]) -> set[str]:
    """Return the pages of which nothing is marked for the index.

    Pagefind leaves such pages out beside others, but indexes the whole of them if it is given no
    others, so it must never see them.
    """
    return {name for name in names if not is_indexed((site / name).read_bytes())}


def _index_shards(
    site: Path, shards: Mapping[Path, Sequence[str]], language: str, options: IndexOptions
) -> list[Part]:
    """Run Pagefind on the pages of each shard; the keys are the folders of the new parts."""
    if not shards:
        return []
    workspace = next(iter(shards)).parent.parent
    count = min(_MAX_RUNS, options.jobs or os.cpu_count() or 1)
    # Threads are enough: the work is done in Pagefind's processes. These are ended first.
    with ThreadPoolExecutor(count) as threads, Programs(workspace) as programs:

        def index(target: Path) -> Part:
            remove(target)
            pages = target.with_name(f"pages-{target.name}")
            with _subset(site, shards[target], options.texts, pages) as folder:
                _run_pagefind(programs, folder, target, language, options.jobs)
            return Part(target, _read_page_urls(target))

        return list(threads.map(index, shards))


@contextmanager
def _subset(
    site: Path, pages: Sequence[str], texts: Mapping[str, str], folder: Path
) -> Iterator[Path]:
    """Fill a temporary folder with what Pagefind reads of some pages, and links to the others."""
    empty_folder(folder)
    try:
        # Create each parent once: thousands of pages lie in one folder.
        for parent in {name.rpartition("/")[0] for name in pages}:
            (folder / parent).mkdir(parents=True, exist_ok=True)
        for name in pages:
            page = (site / name).read_bytes()
            marked = mark_page(page)
            if name in texts:
                marked = _with_text(marked, texts[name])
            if marked is page:
                link_or_copy(f"{site}/{name}", f"{folder}/{name}")
            else:
                (folder / name).write_bytes(marked)
        yield folder
    finally:
        remove(folder)


def _with_text(page: bytes, text: str) -> bytes:
    """Add a text at the end of an HTML page, for Pagefind alone.

    Pagefind reads elements as a stream and indexes each one that has the attribute
    ``data-pagefind-body``, wherever it stands before ``</html>``. A page without that attribute
    is not indexed, and stays so.
    """
    if BODY_MARK not in page:
        return page
    # Pagefind stops at </html>. HTML allows to leave it out, and to write it in capitals.
    end = page.lower().rfind(_HTML_END)
    end = len(page) if end < 0 else end
    element = _TEXT_START + html.escape(text, quote=False).encode() + _TEXT_END
    return page[:end] + element + page[end:]


def _run_pagefind(
    programs: Programs, site: Path, target: Path, language: str, jobs: int | None
) -> None:
    """Run Pagefind's program.

    Raises:
        BuildError: It failed; the message is the last line of its output.
    """
    command = [
        str(pagefind_bin.get_executable()),
        "--site", str(site),
        "--output-path", str(target),
        "--force-language", language,
    ]  # fmt: skip
    environment: dict[str, Any] = dict(os.environ)
    if jobs:
        # Pagefind has no option for this, but the libraries that start its threads do.
        environment |= {"RAYON_NUM_THREADS": str(jobs), "TOKIO_WORKER_THREADS": str(jobs)}
    process = programs.run(command, environment)
    # Pagefind may exit with 0 without an index.
    if process.returncode or not (target / ENTRY_FILE).is_file():
        reason = _last_line(process.stderr) or _last_line(process.stdout)
        raise BuildError(f"Pagefind could not index the site: {reason or 'it printed no message'}")


def _last_line(output: str) -> str:
    """Return the last line of a program's output, or "" for a blank output."""
    return output.strip().rpartition("\n")[2]


def _read_page_urls(part: Path) -> list[str]:
    """Return the URLs of a part's pages, relative to the site, in Pagefind's order."""
    names = []
    for properties in read_entry(part)["languages"].values():
        for fragment, *_ in read_meta(part, properties["hash"])[1]:
            url = read_fragment(part / "fragment" / f"{fragment}.pf_fragment")["url"]
            name = unquote(url).removeprefix("/")
            # Pagefind shortens "a/index.html" to "/a/".
            names.append(f"{name}index.html" if name.endswith("/") or not name else name)
    return names
