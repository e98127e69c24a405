"""Merge the words of Pagefind indexes and cut them into chunks.

Pagefind loads the chunk whose range holds a query's word, so words with a common prefix stay in
one chunk where the sizes allow it: a search while typing loads few files.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from itertools import accumulate
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sitegen.search.format import read_packed, write_packed
from sitegen.search.numbering import NO_NUMBER
from sitegen.workspace.files import link_or_copy
from sitegen.workspace.runtime import gc_paused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sitegen.search.numbering import NumberedPart

#: Integers in a chunk before it may be cut: about 25 kB gzipped.
_MIN_CHUNK_INTEGERS: Final = 20_000
#: Letters in which the words around a cut must differ: a chunk of one to two times the minimum
#: size is cut between words with different 3-letter prefixes, one of two to three times also
#: between different 4-letter prefixes, a larger one between any two words.
_PREFIX_LETTERS: Final = (3, 4, 99)
#: Integers of a posting beside its positions: the page and the lengths of two lists.
_POSTING_INTEGERS: Final = 3
#: The parts of a posting.
_PAGE: Final = itemgetter(0)
_POSITIONS: Final = itemgetter(1)
_META: Final = itemgetter(2)
#: The gzip level. Chunks are the bulk of an index, and the highest level gains little.
_COMPRESSION: Final = 6


class WordRange(NamedTuple):
    """The work of one process: merge the words ``low <= word < high`` into all volumes.

    Attributes:
        targets: the folder of each volume.
        language: the prefix of file names.
        low: the first word of the range.
        high: the end of the range, which excludes it.
        parts: the parts to merge.
        volume_size: the maximum number of pages in one volume.
    """

    targets: list[Path]
    language: str
    low: str
    high: str
    parts: list[NumberedPart]
    volume_size: int


def merge_words(word_range: WordRange) -> list[list[list[str]]]:
    """Write the chunks of a range of words.

    Returns:
        ``[first word, last word, chunk]`` for each chunk of each volume.

    Raises:
        BuildError: A chunk is damaged or not in the format of Pagefind 1.5.
    """
    # Postings are millions of small lists without reference cycles.
    with gc_paused():
        words = _merge_range(word_range)
        return [
            [
                [chunk[0][0], chunk[-1][0], _save_chunk(word_range, words, volume, chunk)]
                for chunk in _cut(entries)
            ]
            for volume, entries in enumerate(words.volumes)
        ]


class _Words(NamedTuple):
    """The merged words of a range.

    Attributes:
        volumes: the entries of each volume, sorted by word.
        changed: words of each volume whose entries are not those of the previous build's, sorted.
        chunks: volume, first and last word -> chunk of the previous build's volume.
    """

    volumes: list[list[list[Any]]]
    changed: list[list[str]]
    chunks: dict[tuple[int, str, str], Path]


#: Word -> its entries, each with the part that it is of.
_Entries = dict[str, list[tuple["NumberedPart", list[Any]]]]


def _merge_range(word_range: WordRange) -> _Words:
    words = _Words([[] for _ in word_range.targets], [[] for _ in word_range.targets], {})
    entries = _read_entries(word_range, words.chunks)
    # Volume -> its pages that have changed.
    outdated = {
        part.volume: {page for page, number in enumerate(part.numbers) if number == NO_NUMBER}
        for part in word_range.parts
    }
    for word in sorted(entries):
        # Free the source entries of a word once it is merged.
        sources = entries.pop(word)
        if all(_is_current(entry, outdated[part.volume], part) for part, entry in sources):
            merged = {part.volume or 0: entry for part, entry in sources}
        else:
            merged = _merge_word(word, sources, word_range.volume_size)
            # An edited page has most of its words where they were.
            previous = {part.volume: entry for part, entry in sources if part.volume is not None}
            for volume in previous.keys() | merged.keys():
                if previous.get(volume) != merged.get(volume):
                    words.changed[volume].append(word)
        for volume, entry in merged.items():
            words.volumes[volume].append(entry)
    return words


def _read_entries(word_range: WordRange, chunks: dict[tuple[int, str, str], Path]) -> _Entries:
    """Return the entries of the words of a range, and add the chunks of volumes to ``chunks``."""
    entries: _Entries = defaultdict(list)
    for part in word_range.parts:
        for first, last, path in part.chunks:
            # Most chunks lie outside of the range and need not be read.
            if last < word_range.low or first >= word_range.high:
                continue
            content = read_packed(path)[0]
            if part.volume is not None and content:
                chunks[part.volume, content[0][0], content[-1][0]] = path
            for entry in content:
                if word_range.low <= entry[0] < word_range.high:
                    entries[entry[0]].append((part, entry))
    return entries


def _is_current(entry: list[Any], outdated: set[int], part: NumberedPart) -> bool:
    """Return whether an entry is one of a volume, without a page that has changed."""
    if part.volume is None:
        return False
    if not outdated:
        return True
    lists = (entry[1], *(postings for _, postings in entry[2]))
    return all(outdated.isdisjoint(accumulate(map(_PAGE, postings))) for postings in lists)


def _save_chunk(word_range: WordRange, words: _Words, volume: int, chunk: list[list[Any]]) -> str:
    """Write a chunk and return its name; link that of the previous build if nothing has changed."""
    first, last = chunk[0][0], chunk[-1][0]
    folder = word_range.targets[volume] / "index"
    path = words.chunks.get((volume, first, last))
    # Words between the two that are new, or that no page has any more, are among the changed ones.
    changed = words.changed[volume]
    is_changed = bisect_left(changed, first) < bisect_right(changed, last)
    if path is None or is_changed:
        return _write_chunk(folder, word_range, chunk)
    link_or_copy(str(path), str(folder / path.name))
    return path.stem


def _write_chunk(folder: Path, word_range: WordRange, words: list[list[Any]]) -> str:
    # Pagefind expects a list with one item, the list of words.
    return write_packed(folder, "{}.pf_index", word_range.language, [words], level=_COMPRESSION)


def _merge_word(
    word: str, entries: list[tuple[NumberedPart, list[Any]]], volume_size: int
) -> dict[int, list[Any]]:
    """Merge the entries that the parts have for one word.

    An entry is ``[word, postings, [[spelling, postings], …]]``: Pagefind stores pages that write
    the word with diacritics (``bokmål`` for ``bokmal``) under that spelling.

    Returns:
        The merged entry of each volume that has the word, by the index of the volume.
    """
    by_spelling: dict[str, list[tuple[NumberedPart, list[Any]]]] = defaultdict(list)
    for part, (_, _, spellings) in entries:
        for spelling, postings in spellings:
            by_spelling[spelling].append((part, postings))
    merged: dict[int, list[Any]] = {}
    unaccented = [(part, postings) for part, (_, postings, _) in entries]
    for volume, postings in _merge_postings(unaccented, volume_size).items():
        merged[volume] = [word, postings, []]
    for spelling in sorted(by_spelling):
        for volume, postings in _merge_postings(by_spelling[spelling], volume_size).items():
            # A volume may have the word in this spelling only.
            merged.setdefault(volume, [word, [], []])[2].append([spelling, postings])
    return merged


def _merge_postings(
    lists: list[tuple[NumberedPart, list[Any]]], volume_size: int
) -> dict[int, list[Any]]:
    """Merge the postings that the parts have for one spelling.

    Returns:
        The postings of each volume, by the index of the volume; pages are differences.
    """
    merged = []
    for part, postings in lists:
        numbers, fields = part.numbers, part.fields
        # Differences to page indexes: [3, 1, 4] means pages 3, 4 and 8.
        pages = accumulate(map(_PAGE, postings))
        for page, (_, positions, meta) in zip(pages, postings, strict=True):
            number = numbers[page]
            if number >= 0:
                field_meta = meta if fields is None else _with_field_numbers(meta, fields)
                merged.append([number, positions, field_meta])
    merged.sort(key=itemgetter(0))
    volumes: dict[int, list[Any]] = defaultdict(list)
    last_number = last_volume = -1
    for posting in merged:
        volume, number = divmod(posting[0], volume_size)
        # Page numbers to differences; the first posting of a volume counts from 0.
        posting[0] = number - last_number if volume == last_volume else number
        last_number, last_volume = number, volume
        volumes[volume].append(posting)
    return volumes


def _with_field_numbers(meta: list[int], fields: list[int]) -> list[int]:
    """Replace the field numbers of a posting.

    Field n is written as -1 - n before the positions in it: ``[-1, 4, 9, -3, 0]`` stands for
    positions 4 and 9 of field 0 and position 0 of field 2.
    """
    return [-1 - fields[-1 - value] if value < 0 else value for value in meta]


def _cut(words: Iterable[list[Any]]) -> Iterator[list[list[Any]]]:
    """Yield chunks of consecutive entries; see ``_PREFIX_LETTERS`` for where they are cut."""
    chunk: list[list[Any]] = []
    size = 0
    for entry in words:
        if size >= _MIN_CHUNK_INTEGERS:
            step = min(size // _MIN_CHUNK_INTEGERS, len(_PREFIX_LETTERS))
            letters = _PREFIX_LETTERS[step - 1]
            if entry[0][:letters] != chunk[-1][0][:letters]:
                yield chunk
                chunk, size = [], 0
        chunk.append(entry)
        size += _count_integers(entry[1])
        size += sum(_count_integers(postings) for _, postings in entry[2])
    if chunk:
        yield chunk


def _count_integers(postings: list[Any]) -> int:
    # Millions of postings: no loop in Python.
    lengths = sum(map(len, map(_POSITIONS, postings))) + sum(map(len, map(_META, postings)))
    return lengths + _POSTING_INTEGERS * len(postings)
