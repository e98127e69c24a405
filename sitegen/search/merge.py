"""Make volumes of what Pagefind wrote, the same whichever pages were in which of its indexes.

Pagefind numbers pages as the file system lists them and writes filters in the order of a randomly
seeded hash map: two runs over one site give other bytes. Here pages get the numbers of the order
that the caller gives (so a list by date needs no sort), words are sorted, and chunks are cut by
their content. Nothing that a search sees changes, but for chunks: Pagefind loads the one that a
word, or its beginning, lies in, so words of one beginning stay together where they can, and a
chunk's range starts where the one before ends.

A volume is an index of so many pages: what a search costs Pagefind grows with the square of its
results. The first is the target folder, the others ``v1``, ``v2`` … in it, which share its engine.

Fragments, one a page, are named by number in a folder that is named by the whole of them: a meta
file of numbers takes a third of the bytes that one of hashes takes, and every search loads it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import defaultdict
from itertools import accumulate, chain, pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitegen.search.format import ENTRY, read_entry, read_meta, read_packed, write_packed
from sitegen.search.volumes import VolumeCache, volume_folder
from sitegen.workspace.files import link_or_copy
from sitegen.workspace.runtime import gc_paused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from sitegen.search.volumes import PreviousVolumes

#: Integers in a chunk, about: 25 kB gzipped.
_CHUNK: Final = 20_000
#: The most letters that words around a cut share, at one, two and three times that.
_SHARED: Final = (3, 4, 99)
#: Digits of a content's hash in a fragment's name.
_DIGITS: Final = 7
#: From so many pages on words are merged a letter at a time, by several processes.
LARGE: Final = 3_000
#: Pages a volume: "learning", on three of four, takes 7 s in one index of 77,000 pages, 0.2 s here.
VOLUME: Final = 8_000
_EDGES: Final = ("", *"abcdefghijklmnopqrstuvwxyz", "{", "\U0010ffff")


class Part(NamedTuple):
    """An index that Pagefind wrote, and the name of each of its pages, "" for one to leave out."""

    folder: Path
    names: Sequence[str]


class Merged(NamedTuple):
    """What was written: how many pages and volumes, and which of them are of the last build."""

    pages: int
    volumes: int
    kept: VolumeCache


class _Numbered(NamedTuple):
    """A part: its chunks with their ranges, its pages' new numbers (-1 for none), its fields'.

    No fields' where they are the old ones.
    """

    chunks: list[tuple[str, str, Path]]
    numbers: list[int]
    fields: list[int] | None


class _Words(NamedTuple):
    """What one process merges: the words from ``low`` to below ``high``, for each volume."""

    targets: list[Path]
    language: str
    low: str
    high: str
    parts: list[_Numbered]
    volume: int


class _Meta(NamedTuple):
    """A part's meta file."""

    part: Part
    language: str
    version: str
    pages: list[list[Any]]
    chunks: list[list[str]]
    filters: list[list[str]]
    fields: list[str]


def merge(  # noqa: PLR0913
    parts: Sequence[Part],
    names: Sequence[str],
    target: Path,
    map_: Any = map,
    *,
    volume: int = VOLUME,
    before: PreviousVolumes | None = None,
) -> Merged:
    """Write the index of all pages into an empty folder.

    Args:
        parts: what Pagefind wrote; no page may be in two.
        names: all pages, in the order that they get numbers in.
        target: where to; further files of the engine are the caller's.
        map_: runs the work, in processes perhaps.
        volume: the most pages of a volume.
        before: the last build; volumes that are as they were then are taken from there.

    Raises:
        BuildError: an index is damaged, or not as Pagefind 1.5 writes it.
    """
    metas = [meta for part in parts for meta in _read_metas(part)]
    there = {name for meta in metas for name in meta.part.names}
    numbers = {name: n for n, name in enumerate(name for name in names if name in there)}
    fields = sorted({field for meta in metas for field in meta.fields})
    count = max(1, -(-len(numbers) // volume))
    kept = before.kept(list(numbers), volume, fields) if before else VolumeCache(None, [""] * count)
    # What is not to be merged has no number, and a part of such pages alone is not looked at.
    new = {name: n for name, n in numbers.items() if not kept.has(n // volume)}
    every = [_number(meta, new, fields) for meta in metas]
    needed = [place for place, part in enumerate(every) if max(part.numbers, default=-1) >= 0]
    numbered = [every[place] for place in needed]
    targets = [volume_folder(target, place) for place in range(count)]
    for folder in targets:
        for name in ("index", "filter"):
            (folder / name).mkdir(parents=True)
    language, first = metas[0].language, metas[0]
    metas = [metas[place] for place in needed]
    pages = _take_fragments(metas, numbered, targets, volume, len(numbers))
    edges = _EDGES if len(numbers) >= LARGE else (_EDGES[0], _EDGES[-1])
    work = [_Words(targets, language, low, high, numbered, volume) for low, high in pairwise(edges)]
    chunks = [list(chain(*found)) for found in zip(*map_(_merge_words, work), strict=True)]
    filters = _merge_filters(metas, numbered, targets, volume, language)
    for place, folder in enumerate(targets):
        if kept.has(place):
            kept.take(place, folder)
            continue
        # No words at all are in the first chunk's range; else Pagefind would load all of them.
        for low, chunk in zip(["", *(c[1] for c in chunks[place])], chunks[place], strict=False):
            chunk[0] = low
        meta = [first.version, pages[place], chunks[place], filters[place], [], fields]
        name = write_packed(folder, "pagefind.{}.pf_meta", language, meta)
        _write_entry(folder, first.part.folder, name, len(pages[place]), is_first=not place)
    return Merged(len(numbers), count, kept)


def _read_metas(part: Part) -> Iterator[_Meta]:
    for language, told in read_entry(part.folder)["languages"].items():
        version, pages, chunks, filters, _, fields = read_meta(part.folder, told["hash"])
        yield _Meta(part, language, version, pages, chunks, filters, fields)


def _number(meta: _Meta, numbers: dict[str, int], fields: list[str]) -> _Numbered:
    index = meta.part.folder / "index"
    places = [fields.index(field) for field in meta.fields]
    return _Numbered(
        [(low, high, index / f"{name}.pf_index") for low, high, name in meta.chunks],
        [numbers.get(name, -1) for name in meta.part.names],
        None if places == list(range(len(places))) else places,
    )


def _take_fragments(
    metas: list[_Meta], numbered: list[_Numbered], targets: list[Path], volume: int, count: int
) -> list[list[list[Any]]]:
    """Link the fragments to their new names; return what each meta file says of each page."""
    sources = [""] * count
    told: list[list[Any]] = [[] for _ in range(count)]
    for meta, part in zip(metas, numbered, strict=True):
        for (name, *rest), number in zip(meta.pages, part.numbers, strict=True):
            if number >= 0:
                sources[number] = f"{meta.part.folder}/fragment/{name}.pf_fragment"
                told[number] = [name, *rest]
    pages: list[list[list[Any]]] = []
    for place, target in enumerate(targets):
        start = place * volume
        own = [one for one in told[start : start + volume] if one]
        if not own:
            pages.append([])
            continue
        # Pagefind's names tell what is in them; more digits where it has met the same ones before.
        digits = "".join(name.partition("_")[2][:_DIGITS] for name, *_ in own)
        edition = hashlib.blake2b(digits.encode(), digest_size=4).hexdigest()
        folder = f"{target}/fragment/{edition}"
        os.makedirs(folder)  # noqa: PTH103
        for number, source in enumerate(sources[start : start + volume]):
            link_or_copy(source, f"{folder}/{number}.pf_fragment")
        pages.append([[f"{edition}/{number}", *rest] for number, (_, *rest) in enumerate(own)])
    return pages


# ---- Words --------------------------------------------------------------------------------------


def _merge_words(work: _Words) -> list[list[list[str]]]:
    """Write the chunks of some words; return ``[from, to, name]`` of each, by volume."""
    with gc_paused():
        return _write_chunks(work)


def _write_chunks(work: _Words) -> list[list[list[str]]]:
    found: dict[str, list[tuple[_Numbered, list[Any]]]] = defaultdict(list)
    for part in work.parts:
        for first, last, path in part.chunks:
            if last < work.low or first >= work.high:
                continue
            for word in read_packed(path)[0]:
                if work.low <= word[0] < work.high:
                    found[word[0]].append((part, word))
    words: list[list[list[Any]]] = [[] for _ in work.targets]
    for text in sorted(found):
        for place, word in _merge_word(text, found.pop(text), work.volume).items():
            words[place].append(word)
    return [
        [
            [some[0][0], some[-1][0], _write_chunk(target / "index", work.language, some)]
            for some in _cut(own)
        ]
        for target, own in zip(work.targets, words, strict=True)
    ]


def _write_chunk(folder: Path, language: str, words: list[list[Any]]) -> str:
    return write_packed(folder, "{}.pf_index", language, [words], level=6)


def _merge_word(
    word: str, entries: list[tuple[_Numbered, list[Any]]], volume: int
) -> dict[int, list[Any]]:
    """Return a word's entry in each volume that has it."""
    spelt: dict[str, list[tuple[_Numbered, list[Any]]]] = defaultdict(list)
    for part, (_, _, spellings) in entries:
        for spelling, postings in spellings:
            spelt[spelling].append((part, postings))
    merged: dict[int, list[Any]] = {}
    plain = _merge_postings([(part, one[1]) for part, one in entries], volume)
    for place, postings in plain.items():
        merged[place] = [word, postings, []]
    for spelling in sorted(spelt):
        for place, postings in _merge_postings(spelt[spelling], volume).items():
            merged.setdefault(place, [word, [], []])[2].append([spelling, postings])
    return merged


def _merge_postings(lists: list[tuple[_Numbered, list[Any]]], volume: int) -> dict[int, list[Any]]:
    """Number postings anew; Pagefind tells each page by its distance from the one before."""
    all_of_them = []
    for part, postings in lists:
        numbers, fields = part.numbers, part.fields
        places = accumulate(posting[0] for posting in postings)
        for place, (_, text, meta) in zip(places, postings, strict=True):
            number = numbers[place]
            if number >= 0:
                told = meta if fields is None else _with_fields(meta, fields)
                all_of_them.append([number, text, told])
    all_of_them.sort(key=_first)
    shared: dict[int, list[Any]] = defaultdict(list)
    last = of_last = -1
    for posting in all_of_them:
        place, number = divmod(posting[0], volume)
        posting[0] = number - last if place == of_last else number
        last, of_last = number, place
        shared[place].append(posting)
    return shared


def _with_fields(meta: list[int], fields: list[int]) -> list[int]:
    """Return places in fields with the fields' new numbers: a negative one begins a field's."""
    return [-1 - fields[-1 - place] if place < 0 else place for place in meta]


def _first(posting: list[Any]) -> Any:
    return posting[0]


def _cut(words: Iterable[list[Any]]) -> Iterator[list[list[Any]]]:
    """Part words into chunks, where they begin alike as little as can be."""
    chunk: list[list[Any]] = []
    size = 0
    for word in words:
        if size >= _CHUNK:
            match_key = _SHARED[min(size // _CHUNK, len(_SHARED)) - 1]
            if word[0][:match_key] != chunk[-1][0][:match_key]:
                yield chunk
                chunk, size = [], 0
        chunk.append(word)
        size += _size(word[1]) + sum(_size(postings) for _, postings in word[2])
    if chunk:
        yield chunk


def _size(postings: list[Any]) -> int:
    return sum(len(text) + len(meta) + 3 for _, text, meta in postings)


# ---- Filters and the entry ----------------------------------------------------------------------


def _merge_filters(
    metas: list[_Meta], numbered: list[_Numbered], targets: list[Path], volume: int, language: str
) -> list[list[list[str]]]:
    """Write each volume's filters; return ``[name, file]`` of each."""
    merged: list[dict[str, dict[str, list[int]]]] = [
        defaultdict(lambda: defaultdict(list)) for _ in targets
    ]
    for meta, part in zip(metas, numbered, strict=True):
        for name, file in meta.filters:
            for value, pages in read_packed(meta.part.folder / "filter" / f"{file}.pf_filter")[1]:
                for number in (part.numbers[page] for page in pages):
                    if number >= 0:
                        merged[number // volume][name][value].append(number % volume)
    return [
        [
            [name, _write_filter(target / "filter", language, name, values)]
            for name, values in sorted(own.items())
        ]
        for target, own in zip(targets, merged, strict=True)
    ]


def _write_filter(folder: Path, language: str, name: str, values: dict[str, list[int]]) -> str:
    told = [[value, sorted(pages)] for value, pages in sorted(values.items())]
    return write_packed(folder, "{}.pf_filter", language, [name, told])


def _write_entry(target: Path, like: Path, meta: str, pages: int, *, is_first: bool) -> None:
    entry = read_entry(like)
    for language in entry["languages"].values():
        language.update(hash=meta, page_count=pages)
        if not is_first:
            # Pagefind asks for ``wasm.NAME.pagefind`` beside the entry: this leads to the first's.
            language["wasm"] = f"x/../../wasm.{language['wasm'] or 'unknown'}"
    text = json.dumps(entry, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    (target / ENTRY).write_text(text, encoding="utf-8")
