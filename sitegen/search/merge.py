"""Make one index of several that Pagefind wrote, the same whichever pages were in which.

Pagefind numbers pages as the file system lists them and writes filters in the order of a randomly
seeded hash map: two runs over one site give other bytes. Here pages get the numbers of the order
that the caller gives (newest first, so a list without words needs no sort), words are sorted, and
chunks are cut by their content. Nothing that a search sees changes, but for chunks: Pagefind loads
the one that a word, or its beginning, lies in, so words of one beginning stay together where they
can, and a chunk's range starts where the one before ends.

Fragments, one a page, are named by number in a folder that is named by the whole of them: a meta
file of numbers takes a third of the bytes that one of hashes takes, and every search loads it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import defaultdict
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitegen.files import link_or_copy
from sitegen.garbage import collector_paused
from sitegen.search.format import ENTRY, read_entry, read_meta, read_packed, write_packed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

#: Integers in a chunk, about: 25 kB gzipped.
_CHUNK: Final = 20_000
#: The most letters that words around a cut share, at one, two and three times that.
_SHARED: Final = (3, 4, 99)
#: Digits of a content's hash in a fragment's name.
_DIGITS: Final = 7
#: From so many pages on words are merged a letter at a time, by several processes.
LARGE: Final = 3_000
_EDGES: Final = ("", *"abcdefghijklmnopqrstuvwxyz", "{", "\U0010ffff")


class Part(NamedTuple):
    """An index that Pagefind wrote, and the name of each of its pages, "" for one to leave out."""

    folder: Path
    names: Sequence[str]


class _Numbered(NamedTuple):
    """A part: its chunks with their ranges, its pages' new numbers (-1 for none), its fields'."""

    chunks: list[tuple[str, str, Path]]
    numbers: list[int]
    fields: list[int]


class _Words(NamedTuple):
    """What one process merges: the words from ``low`` to below ``high``."""

    target: Path
    language: str
    low: str
    high: str
    parts: list[_Numbered]


class _Meta(NamedTuple):
    """A part's meta file."""

    part: Part
    language: str
    version: str
    pages: list[list[Any]]
    chunks: list[list[str]]
    filters: list[list[str]]
    fields: list[str]


def merge(parts: Sequence[Part], names: Sequence[str], target: Path, map_: Any = map) -> int:
    """Write the index of all pages into an empty folder; return how many it holds.

    Args:
        parts: what Pagefind wrote; no page may be in two.
        names: all pages, in the order that they get numbers in.
        target: where to; further files of the engine are the caller's.
        map_: runs the work, in processes perhaps.

    Raises:
        BuildError: an index is damaged, or not as Pagefind 1.5 writes it.
    """
    metas = [meta for part in parts for meta in _read_metas(part)]
    there = {name for meta in metas for name in meta.part.names}
    numbers = {name: n for n, name in enumerate(name for name in names if name in there)}
    fields = sorted({field for meta in metas for field in meta.fields})
    numbered = [_number(meta, numbers, fields) for meta in metas]
    for name in ("index", "filter"):
        (target / name).mkdir()
    pages = _take_fragments(metas, numbered, target, len(numbers))
    language = metas[0].language
    edges = _EDGES if len(numbers) >= LARGE else (_EDGES[0], _EDGES[-1])
    work = [
        _Words(target / "index", language, low, high, numbered) for low, high in pairwise(edges)
    ]
    chunks = [chunk for found in map_(_merge_words, work) for chunk in found]
    for before, chunk in pairwise(chunks):
        chunk[0] = before[1]
    filters = _merge_filters(metas, numbered, target / "filter", language)
    meta = [metas[0].version, pages, chunks, filters, [], fields]
    name = write_packed(target, "pagefind.{}.pf_meta", language, meta)
    _write_entry(target, metas[0].part.folder, name, len(numbers))
    return len(numbers)


def _read_metas(part: Part) -> Iterator[_Meta]:
    for language, told in read_entry(part.folder)["languages"].items():
        version, pages, chunks, filters, _, fields = read_meta(part.folder, told["hash"])
        yield _Meta(part, language, version, pages, chunks, filters, fields)


def _number(meta: _Meta, numbers: dict[str, int], fields: list[str]) -> _Numbered:
    index = meta.part.folder / "index"
    return _Numbered(
        [(low, high, index / f"{name}.pf_index") for low, high, name in meta.chunks],
        [numbers.get(name, -1) for name in meta.part.names],
        [fields.index(field) for field in meta.fields],
    )


def _take_fragments(
    metas: list[_Meta], numbered: list[_Numbered], target: Path, count: int
) -> list[list[Any]]:
    """Link the fragments to their new names; return what the meta file says of each page."""
    sources = [""] * count
    told: list[list[Any]] = [[] for _ in range(count)]
    for meta, part in zip(metas, numbered, strict=True):
        for (name, *rest), number in zip(meta.pages, part.numbers, strict=True):
            if number >= 0:
                sources[number] = f"{meta.part.folder}/fragment/{name}.pf_fragment"
                told[number] = [name, *rest]
    # Pagefind's names tell what is in them; more digits where it has met the same ones before.
    told_digits = "".join(name.partition("_")[2][:_DIGITS] for name, *_ in told)
    edition = hashlib.blake2b(told_digits.encode(), digest_size=4).hexdigest()
    folder = f"{target}/fragment/{edition}"
    os.makedirs(folder)  # noqa: PTH103
    for number, source in enumerate(sources):
        link_or_copy(source, f"{folder}/{number}.pf_fragment")
        told[number][0] = f"{edition}/{number}"
    return told


# ---- Words --------------------------------------------------------------------------------------


def _merge_words(work: _Words) -> list[list[str]]:
    """Write the chunks of some words; return ``[from, to, name]`` of each."""
    with collector_paused():
        return _write_chunks(work)


def _write_chunks(work: _Words) -> list[list[str]]:
    found: dict[str, list[tuple[_Numbered, list[Any]]]] = defaultdict(list)
    for part in work.parts:
        for first, last, path in part.chunks:
            if last < work.low or first >= work.high:
                continue
            for word in read_packed(path)[0]:
                if work.low <= word[0] < work.high:
                    found[word[0]].append((part, word))
    merged = (_merge_word(word, found.pop(word)) for word in sorted(found))
    chunks = []
    for words in _cut(word for word in merged if word[1] or word[2]):
        name = write_packed(work.target, "{}.pf_index", work.language, [words], level=6)
        chunks.append([words[0][0], words[-1][0], name])
    return chunks


def _merge_word(word: str, entries: list[tuple[_Numbered, list[Any]]]) -> list[Any]:
    spelt: dict[str, list[tuple[_Numbered, list[Any]]]] = defaultdict(list)
    for part, (_, _, spellings) in entries:
        for spelling, postings in spellings:
            spelt[spelling].append((part, postings))
    additional = [
        [spelling, merged]
        for spelling in sorted(spelt)
        if (merged := _merge_postings(spelt[spelling]))
    ]
    return [word, _merge_postings([(part, one[1]) for part, one in entries]), additional]


def _merge_postings(lists: list[tuple[_Numbered, list[Any]]]) -> list[Any]:
    """Number postings anew; Pagefind tells each page by its distance from the one before."""
    all_of_them = []
    for part, postings in lists:
        numbers, same = part.numbers, part.fields == list(range(len(part.fields)))
        places = accumulate(posting[0] for posting in postings)
        for place, (_, text, meta) in zip(places, postings, strict=True):
            number = numbers[place]
            if number >= 0:
                told = meta if same else _with_fields(meta, part.fields)
                all_of_them.append([number, text, told])
    all_of_them.sort(key=_first)
    last = 0
    for posting in all_of_them:
        last, posting[0] = posting[0], posting[0] - last
    return all_of_them


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
            letters = _SHARED[min(size // _CHUNK, len(_SHARED)) - 1]
            if word[0][:letters] != chunk[-1][0][:letters]:
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
    metas: list[_Meta], numbered: list[_Numbered], folder: Path, language: str
) -> list[list[str]]:
    merged: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for meta, part in zip(metas, numbered, strict=True):
        for name, file in meta.filters:
            for value, pages in read_packed(meta.part.folder / "filter" / f"{file}.pf_filter")[1]:
                kept = (part.numbers[page] for page in pages)
                merged[name][value].extend(number for number in kept if number >= 0)
    written = []
    for name, values in sorted(merged.items()):
        told = [[value, sorted(pages)] for value, pages in sorted(values.items()) if pages]
        if told:
            written.append([name, write_packed(folder, "{}.pf_filter", language, [name, told])])
    return written


def _write_entry(target: Path, like: Path, meta: str, pages: int) -> None:
    entry = read_entry(like)
    for language in entry["languages"].values():
        language.update(hash=meta, page_count=pages)
    text = json.dumps(entry, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    (target / ENTRY).write_text(text, encoding="utf-8")
