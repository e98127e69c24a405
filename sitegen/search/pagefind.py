"""Build the search index of a site: run Pagefind, merge its output, add sitegen's own files."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from sitegen.errors import BuildError
from sitegen.search.documents import document_keys
from sitegen.search.filters import write_frequent_values
from sitegen.search.format import read_filter_name
from sitegen.search.meaning_index import build_meaning_index
from sitegen.search.meaning_scripts import write_meaning_index
from sitegen.search.merge import MIN_PARALLEL_PAGES, merge
from sitegen.search.offline import (
    PACK_SIZE,
    SMALL_PACK_SIZE,
    remove_all_but_scripts,
    volume_scripts,
    write_offline,
)
from sitegen.search.parts import VOLUMES_FOLDER, find_parts, forget_parts, index_key, page_keys
from sitegen.search.venues import label_rules, list_venues
from sitegen.search.volumes import PreviousVolumes, volume_folder
from sitegen.search.word_index import build_word_index
from sitegen.search.word_scripts import write_word_index
from sitegen.search.words import write_words
from sitegen.work import shared_map
from sitegen.workspace.files import empty_folder, ensure_folder, link_or_copy
from sitegen.workspace.processes import pool_map

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from sitegen.search.merge import Merged
    from sitegen.search.numbering import Part
    from sitegen.search.options import IndexOptions

FOLDER: Final = "pagefind"
TITLES_FILE: Final = "titles.json"
_SCRIPT: Final = "pagefind.js"
#: Added to that script, which calls this function then: see fragments.js in the theme.
_FETCH: Final = "const fetch=globalThis.sitegenFetch??globalThis.fetch;"
#: Name of the step of merging, and of the folder of its results.
_MERGE_STEP: Final = "words"
#: The files of Pagefind's engine that a search loads. Its ready-made user interfaces are left out,
#: and its worker: the copies of results that it sends take longer than the search.
_ENGINE: Final = (_SCRIPT, "wasm.*.pagefind")


def index_site(
    site: Path, pages: Mapping[str, str], language: str, cache_folder: Path, options: IndexOptions
) -> list[str]:
    """Write the search index into ``site/pagefind``.

    Pagefind indexes only elements that have the attribute ``data-pagefind-body``.

    Args:
        site: a folder of rendered HTML.
        pages: the digest of each page to index, by its URL relative to the site. Their order is the
            order of results of an empty query, by default the newest first.
        language: ISO 639-1 code, for stemming.
        cache_folder: holds parts and volumes between builds.
        options: additional content and limits.

    Returns:
        The URLs of pages that were left out, because nothing in them has that attribute, in
        alphabetical order.

    Raises:
        BuildError: Pagefind failed (the message is its own), or no page can be searched.
    """
    # Number the oldest page 0, so that new pages leave the volumes of old ones unchanged.
    ensure_folder(cache_folder)
    documents = document_keys(site, dict(reversed(list(pages.items()))), cache_folder)
    keys = page_keys(documents, options.texts)
    parts, unmarked = find_parts(site, keys, language, cache_folder, options)
    if not parts:
        raise BuildError(
            "no page can be searched: nothing has the attribute data-pagefind-body; does a "
            "template of yours replace the theme's?"
        )
    volumes_key = f"{index_key(language)} {_pack_size(options)}"
    previous = PreviousVolumes(cache_folder / VOLUMES_FOLDER, keys, volumes_key)
    try:
        merged = _write_index(site / FOLDER, parts, previous, options)
    except BuildError:
        # A part was damaged before it was sealed, as on a full disk.
        forget_parts(cache_folder)
        raise
    missing = keys.keys() - merged.urls - unmarked
    if missing:
        raise BuildError(f"{min(missing)} is missing in the search index; please report it")
    # Packing removes these folders.
    layout = _layout(site / FOLDER, merged.volumes, language, options)
    _write_scripts(site / FOLDER, merged, options)
    numbers = {url: n for n, url in enumerate(url for url in keys if url in merged.urls)}
    _write_questions(site / FOLDER, numbers, language, layout, options)
    return sorted(unmarked)


def _write_index(
    folder: Path, parts: Sequence[Part], previous: PreviousVolumes, options: IndexOptions
) -> Merged:
    """Merge the parts into a folder, and add the engine, the words and the order of titles."""
    numbered = list(previous.page_keys)
    empty_folder(folder)
    with _open_map(previous.folder.parent, len(numbered), options) as map_:
        merged = merge(parts, numbered, folder, map_, volume_size=options.volume, previous=previous)
    # All parts have the same engine.
    _copy_engine(parts[0].folder, folder, merged.volumes, options.volume)
    write_words(folder, options.words)
    _write_title_ranks(folder, numbered, options.by_title)
    return merged


@contextmanager
def _open_map(cache_folder: Path, page_count: int, options: IndexOptions) -> Iterator[Any]:
    """Yield a ``map`` that merges words in several processes, or on several machines."""
    is_much = page_count >= MIN_PARALLEL_PAGES
    workspace = cache_folder.parent
    if is_much and options.engine.is_shared:
        yield shared_map(options.engine, _MERGE_STEP, cache_folder / _MERGE_STEP, workspace)
    else:
        with pool_map(options.jobs, parallel=is_much, workspace=workspace) as map_:
            yield map_


def _copy_engine(source: Path, target: Path, volumes: int, volume_size: int) -> None:
    """Link the files of Pagefind's engine; append how it fetches, and the layout of the volumes."""
    for pattern in _ENGINE:
        for path in source.glob(pattern):
            if path.name == _SCRIPT:
                # volumes.js imports these constants with the engine, without another request.
                layout = f"sitegenVolumes={volumes},sitegenVolume={volume_size}"
                script = f"{path.read_text('utf-8')}\n{_FETCH}\nexport const {layout};\n"
                (target / path.name).write_text(script, encoding="utf-8", newline="\n")
            else:
                link_or_copy(str(path), str(target / path.name))


def _write_title_ranks(folder: Path, numbered: Sequence[str], by_title: Sequence[str]) -> None:
    """Write the rank by title of each page, in the order of their numbers, as a JSON array."""
    ranks = {name: rank for rank, name in enumerate(by_title)}
    # Pages of the user's own have no title rank and share the last one.
    text = json.dumps([ranks.get(name, len(numbered)) for name in numbered], separators=(",", ":"))
    (folder / TITLES_FILE).write_text(text, encoding="utf-8", newline="\n")


def _pack_size(options: IndexOptions) -> int:
    """Return the number of pages whose data one script has."""
    is_large = options.has_scripts_only and not options.packed
    return SMALL_PACK_SIZE if is_large else PACK_SIZE


def _layout(folder: Path, volumes: int, language: str, options: IndexOptions) -> dict[str, Any]:
    """Return where the data of pages and the values of filters are, for the scripts.

    The frequent values of large filters, which all volumes share, are written first.

    The engine asks for some files of each volume one after the other, once its script has run.
    ``index.js`` requests them while that loads.
    """
    metas = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.pf_meta"))
    engines = sorted(path.name for path in folder.glob("wasm.*") if "unknown" not in path.name)
    editions = [
        edition.relative_to(folder).as_posix()
        for number in range(volumes)
        for edition in (volume_folder(folder, number) / "fragment").iterdir()
    ]
    filters = [
        {read_filter_name(path): path for path in sorted(directory.iterdir())}
        for directory in (volume_folder(folder, number) / "filter" for number in range(volumes))
    ]
    return {
        "size": options.volume,
        "folders": editions,
        "pack": _pack_size(options),
        "filters": [
            {name: path.relative_to(folder).as_posix() for name, path in files.items()}
            for files in filters
        ],
        "frequent": write_frequent_values(folder, filters, options.volume, language),
        "files": [*engines, *metas],
    }


def _write_questions(
    folder: Path,
    numbers: Mapping[str, int],
    language: str,
    layout: dict[str, Any],
    options: IndexOptions,
) -> None:
    """Write the index of words, which answers questions, and the one of papers like another."""
    if options.tokens is not None:
        index = build_word_index(options.tokens, numbers, language)
        venues = list_venues(options.venues, options.venue_table)
        fields = {"years": options.years, "venues": venues, "labels": label_rules()}
        extra = {"fields": fields, "layout": layout}
        is_complete = options.tokens.is_complete
        write_word_index(folder, index, len(numbers), extra, is_complete=is_complete)
        if options.vectors is not None:
            urls = options.tokens.urls
            meaning = build_meaning_index(options.vectors, urls, numbers)
            write_meaning_index(folder, meaning, urls, numbers)


def _write_scripts(folder: Path, merged: Merged, options: IndexOptions) -> None:
    """Write the scripts for search from disk and cache all volumes."""
    if options.offline or options.packed:
        write_offline(folder, merged.volumes, options.volume, merged.cache, _pack_size(options))
    for number in range(merged.volumes):
        scripts = volume_scripts(folder, number)
        merged.cache.save(number, volume_folder(folder, number), scripts)
    merged.cache.remove_unused()
    # Only now: the cache links the other files too.
    if options.has_scripts_only:
        remove_all_but_scripts(folder)
