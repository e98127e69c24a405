"""Merge Pagefind indexes into volumes, byte-identical however the pages were sharded.

Pagefind numbers pages in the order of the file system and writes filters in the order of a randomly
seeded hash map, so two runs over one site differ. The merged index numbers pages in the order that
the caller gives (a list by date needs no sort), sorts words and filters, and cuts chunks by content
(``chunks``). A search returns the same results.

A volume is an index of a limited number of pages, because the cost of a search grows with the
square of the number of results. The first volume lies in the target folder, the others in its
subfolders ``v1``, ``v2`` …; all share the first one's engine.

Fragments, one per page, are named by the page's number within the volume and lie in a folder that
is named by a hash of all of them. A meta file of numbers has a third of the size of one of hashes,
and every search loads it.
"""

from __future__ import annotations

import hashlib
import json
import os
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitegen.search.chunks import WordRange, merge_words
from sitegen.search.filters import merge_filters
from sitegen.search.format import ENTRY_FILE, read_entry, write_packed
from sitegen.search.numbering import NO_NUMBER, number_part, number_volume, read_part_metas
from sitegen.search.options import MAX_VOLUME_PAGES
from sitegen.search.volumes import VolumeCache, volume_folder
from sitegen.workspace.files import link_or_copy

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from sitegen.search.numbering import NumberedPart, Part, PartMeta
    from sitegen.search.volumes import PreviousVolumes

#: From this number of pages on, several processes merge words, one initial letter at a time.
MIN_PARALLEL_PAGES: Final = 3_000
#: Pages of the previous build's volume, of which most words are linked, that take the time of one.
_REUSED_PAGES: Final = 4
#: Bounds of the ranges: digits and symbols, each Latin letter, and all other scripts.
_INITIALS: Final = ("", *"abcdefghijklmnopqrstuvwxyz", "{", "\U0010ffff")
#: Pagefind names a fragment by 7 digits of a hash of its content, and by more if another content
#: of the same run has the same 7.
_FRAGMENT_HASH_DIGITS: Final = 7


class Merged(NamedTuple):
    """Result of a merge.

    Attributes:
        pages: number of pages in the index.
        volumes: number of volumes.
        cache: the volumes of the previous build, to which new ones are added.
        urls: URLs of the pages in the index.
    """

    pages: int
    volumes: int
    cache: VolumeCache
    urls: AbstractSet[str]


class _Plan(NamedTuple):
    """Layout of the merged index.

    Attributes:
        numbers: number of each page in the whole index, by its URL.
        fields: names of all metadata fields, sorted.
        folders: folder of each volume.
        volume_size: maximum number of pages in one volume.
        cache: the volumes of the previous build.
    """

    numbers: dict[str, int]
    fields: list[str]
    folders: list[Path]
    volume_size: int
    cache: VolumeCache


class _Volume(NamedTuple):
    """The lists of one volume's meta file; see ``format``."""

    pages: list[list[Any]]
    chunks: list[list[str]]
    filters: list[list[str]]


def merge(  # noqa: PLR0913
    parts: Sequence[Part],
    names: Sequence[str],
    target: Path,
    map_: Any = map,
    *,
    volume_size: int = MAX_VOLUME_PAGES,
    previous: PreviousVolumes | None = None,
) -> Merged:
    """Write the index of all pages into an empty folder.

    Args:
        parts: the indexes that Pagefind wrote; no page occurs in two of them.
        names: URLs of all pages, in the order of their numbers.
        target: the folder to write to; the caller adds the files of the engine.
        map_: A replacement for ``map``, to run in several processes.
        volume_size: maximum number of pages in one volume.
        previous: volumes of the previous build; unchanged ones are reused.

    Raises:
        BuildError: A file of a part is damaged or not in the format of Pagefind 1.5.
    """
    metas = [meta for part in parts for meta in read_part_metas(part)]
    plan = _plan(metas, names, target, volume_size, previous)
    volumes = _merge_new_volumes(metas, plan, map_)
    for index, (folder, volume) in enumerate(zip(plan.folders, volumes, strict=True)):
        if plan.cache.has(index):
            plan.cache.link_files(index, folder)
        else:
            _write_volume(folder, metas[0], plan.fields, volume, is_first=index == 0)
    return Merged(len(plan.numbers), len(plan.folders), plan.cache, plan.numbers.keys())


def _plan(
    metas: Sequence[PartMeta],
    names: Sequence[str],
    target: Path,
    volume_size: int,
    previous: PreviousVolumes | None,
) -> _Plan:
    """Number all pages, create the folders of all volumes and look up unchanged volumes."""
    # The user's pages may lack the mark that Pagefind indexes pages by.
    indexed = {name for meta in metas for name in meta.part.names}
    numbers = {name: n for n, name in enumerate(name for name in names if name in indexed)}
    # Fields are shared by all volumes: a new one changes the numbers of the others in each posting.
    fields = sorted({field for meta in metas for field in meta.fields})
    # Round up, and write one volume even if it has no page.
    volume_count = max(1, -(-len(numbers) // volume_size))
    cache = (
        previous.look_up(list(numbers), volume_size, fields)
        if previous
        else VolumeCache(None, [""] * volume_count)
    )
    folders = [volume_folder(target, index) for index in range(volume_count)]
    for folder in folders:
        for name in ("index", "filter"):
            (folder / name).mkdir(parents=True)
    return _Plan(numbers, fields, folders, volume_size, cache)


def _merge_new_volumes(metas: Sequence[PartMeta], plan: _Plan, map_: Any) -> list[_Volume]:
    """Write fragments, chunks and filters of the volumes that are not cached.

    Returns:
        One item per volume; its lists are empty if the volume is cached.
    """
    # Without numbers, pages of cached volumes are skipped, and parts that hold no other pages
    # are not read at all.
    numbers = {
        name: number
        for name, number in plan.numbers.items()
        if not plan.cache.has(number // plan.volume_size)
    }
    numbered = [(meta, number_part(meta, numbers, plan.fields)) for meta in metas]
    numbered = [(meta, part) for meta, part in numbered if part.is_merged]
    new_metas = [meta for meta, _ in numbered]
    parts = [part for _, part in numbered]
    language = metas[0].language
    pages = _link_fragments(new_metas, parts, plan)
    is_parallel = len(plan.numbers) >= MIN_PARALLEL_PAGES
    bounds = _INITIALS if is_parallel else (_INITIALS[0], _INITIALS[-1])
    word_parts = _choose_word_parts(new_metas, parts, numbers, plan)
    ranges = [
        WordRange(plan.folders, language, low, high, word_parts, plan.volume_size)
        for low, high in pairwise(bounds)
    ]
    # Each range returns one list of chunks per volume; join the lists of a volume. After a small
    # change, processes would take longer to start than the work.
    by_range = (map if _is_small_change(word_parts) else map_)(merge_words, ranges)
    chunks = [list(chain(*lists)) for lists in zip(*by_range, strict=True)]
    filters = merge_filters(new_metas, parts, plan.folders, plan.volume_size, language)
    return [_Volume(*lists) for lists in zip(pages, chunks, filters, strict=True)]


def _choose_word_parts(
    metas: Sequence[PartMeta],
    parts: list[NumberedPart],
    numbers: dict[str, int],
    plan: _Plan,
) -> list[NumberedPart]:
    """Return the parts that words are merged from: volumes that became others, and their changes.

    Args:
        metas: of the parts.
        parts: all parts with pages of new volumes.
        numbers: of the pages of new volumes.
        plan: the layout.
    """
    volumes = []
    for index in range(len(plan.folders)):
        base = None if plan.cache.has(index) else plan.cache.find_base(index)
        if base:
            start = index * plan.volume_size
            volumes.append(number_volume(base.folder, base.is_current, index, start))
    if not volumes:
        return parts
    merged = {number for volume in volumes for number in volume.numbers}
    changed = {name: number for name, number in numbers.items() if number not in merged}
    numbered = (number_part(meta, changed, plan.fields) for meta in metas)
    return [*volumes, *(part for part in numbered if part.is_merged)]


def _is_small_change(parts: Sequence[NumberedPart]) -> bool:
    """Return whether the parts are volumes of the previous build and few pages beside them."""
    count = 0.0
    for part in parts:
        pages = sum(number != NO_NUMBER for number in part.numbers)
        count += pages if part.volume is None else pages / _REUSED_PAGES
    return count < MIN_PARALLEL_PAGES and any(part.volume is not None for part in parts)


def _link_fragments(
    metas: Sequence[PartMeta], parts: Sequence[NumberedPart], plan: _Plan
) -> list[list[list[Any]]]:
    """Link the fragments to their new names.

    Returns:
        The pages of each volume, ``[fragment, words]``, in the order of their numbers.
    """
    # Both lists are indexed by a page's number; pages of cached volumes have empty items.
    sources = [""] * len(plan.numbers)
    entries: list[list[Any]] = [[] for _ in plan.numbers]
    for meta, part in zip(metas, parts, strict=True):
        for (name, *rest), number in zip(meta.pages, part.numbers, strict=True):
            if number != NO_NUMBER:
                sources[number] = f"{meta.part.folder}/fragment/{name}.pf_fragment"
                entries[number] = [name, *rest]
    volumes: list[list[list[Any]]] = []
    for index, folder in enumerate(plan.folders):
        pages = slice(index * plan.volume_size, (index + 1) * plan.volume_size)
        # A volume is cached as a whole: it has all of its pages here, or none.
        volume = [entry for entry in entries[pages] if entry]
        volumes.append(_link_volume_fragments(volume, sources[pages], folder) if volume else [])
    return volumes


def _link_volume_fragments(
    entries: Sequence[list[Any]], sources: Sequence[str], target: Path
) -> list[list[Any]]:
    """Link the fragments of one volume; return its pages with the new fragment names."""
    # The names hold hashes of the contents: hash the names, not thousands of files. Cut off the
    # digits that depend on which pages Pagefind indexed in one run.
    digits = "".join(name.partition("_")[2][:_FRAGMENT_HASH_DIGITS] for name, *_ in entries)
    edition = hashlib.blake2b(digits.encode(), digest_size=4).hexdigest()
    # Strings, as pathlib takes longer than the links themselves.
    folder = f"{target}/fragment/{edition}"
    os.makedirs(folder)  # noqa: PTH103
    for number, source in enumerate(sources):
        link_or_copy(source, f"{folder}/{number}.pf_fragment")
    return [[f"{edition}/{number}", *rest] for number, (_, *rest) in enumerate(entries)]


def _write_volume(
    folder: Path, first: PartMeta, fields: list[str], volume: _Volume, *, is_first: bool
) -> None:
    """Write the meta file and the entry file of a volume."""
    # Let each range start where the one before ends, so that exactly one chunk is loaded for any
    # prefix. The first starts at "": otherwise Pagefind loads all chunks for an empty query.
    lows = ["", *(last for _, last, _ in volume.chunks)]
    chunks = [[low, last, name] for low, (_, last, name) in zip(lows, volume.chunks, strict=False)]
    # No sorts: they would take a list of all pages each, see ``numbering``.
    meta = [first.version, volume.pages, chunks, volume.filters, [], fields]
    name = write_packed(folder, "pagefind.{}.pf_meta", first.language, meta)
    _write_entry(folder, first.part.folder, name, len(volume.pages), is_first=is_first)


def _write_entry(target: Path, source: Path, meta: str, pages: int, *, is_first: bool) -> None:
    """Write pagefind-entry.json, with the properties that Pagefind wrote into a part's."""
    entry = read_entry(source)
    for language in entry["languages"].values():
        language.update(hash=meta, page_count=pages)
        if not is_first:
            # Pagefind requests ``wasm.NAME.pagefind`` beside the entry file: with this name the
            # URL leads to the first volume's file.
            language["wasm"] = f"x/../../wasm.{language['wasm'] or 'unknown'}"
    text = json.dumps(entry, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    (target / ENTRY_FILE).write_text(text, encoding="utf-8")
