"""Run Pagefind on new and changed pages, and reuse the indexes of earlier builds.

What Pagefind writes, a part (see ``shards``), stays in the workspace. A later build runs Pagefind
on new and changed pages only, and leaves outdated pages of older parts out of the merged index.
``parts.json`` lists the URL and the cache key of each page of each part. Each part is sealed: one
that was changed is not used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sitegen.search.marks import is_indexed
from sitegen.search.numbering import Part
from sitegen.search.shards import Shard, index_shards
from sitegen.workspace.cache import cache_key, is_sealed, load_record, save_record, text_hash
from sitegen.workspace.files import ensure_folder, remove

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sitegen.search.options import IndexOptions

#: Each build adds a part that every later merge reads: from this number on, start from nothing.
_MAX_PARTS: Final = 24
#: Parts per volume that are allowed in an index of more volumes.
_MAX_VOLUME_PARTS: Final = 4
#: Start from nothing if a larger share of the pages in all parts is out of date.
_MAX_STALE_SHARE: Final = 0.3
_PARTS_FILE: Final = "parts.json"
#: The folder of ``volumes`` beside those of the parts.
VOLUMES_FOLDER: Final = "volumes"


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
        options: additional texts, who runs Pagefind, and the sizes of shards and volumes.

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
    planned = _plan_shards(list(page_keys), current | unmarked, options.shard, options.volume)
    shards = []
    for number, names in enumerate(planned, start=first):
        texts = {name: options.texts[name] for name in names if name in options.texts}
        folder = cache_folder / str(number)
        shards.append(Shard(site, names, texts, folder, language, key, options.jobs))
    parts += index_shards(shards, page_keys, options)
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
