"""Write the index of words as scripts, of which a question loads those that have its words.

``words/index.js`` says what the other scripts hold, and how words are split. The scripts
``words/VERSION/N.js`` hold the terms of a range of first letters:

- the words of each term, separated by spaces, with ``|`` between terms;
- as text (``script_bytes``), for each term, the number of its papers; then for each paper the
  distance to the number of the previous paper (for the first: its number) times 2**LEVEL_BITS,
  plus the weight.
  Numbers are written in 7 bits per byte, the lowest first, with the top bit set in all bytes but
  the last (LEB128).

Scripts work over http and from disk. They change with nearly every build, so their folder is named
by a hash of them: a browser never combines scripts of two builds.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sitegen.identifiers import ASCII_SPELLINGS
from sitegen.search.question_words import UNSPACED
from sitegen.search.script_bytes import encode_bytes
from sitegen.search.word_index import (
    HIGHEST_WEIGHT,
    LEVEL_BITS,
    LOWEST_WEIGHT,
    PREFIX_LETTERS,
)
from sitegen.text.function_words import asking_words, function_words
from sitegen.text.spelling import MIN_SPELLED_LETTERS, SPELLINGS
from sitegen.workspace.cache import text_hash

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from sitegen.search.word_index import WordIndex

FOLDER: Final = "words"
_INDEX_SCRIPT: Final = "index.js"
#: Size of one script, as bytes. A script ends where the first letters change, so it may be
#: larger: one with common words ("model") is. At 23,000 papers a sentence loads 250 kB; with 16,000
#: bytes it would load 400 kB in as many scripts.
_SCRIPT_BYTES: Final = 5_000
_VERSION_LETTERS: Final = 8


def write_word_index(
    folder: Path, index: WordIndex, pages: int, extra: dict[str, Any], *, is_complete: bool
) -> int:
    """Write the scripts into ``folder/words`` and return their size in bytes.

    Args:
        folder: the folder of the search index.
        index: the words of the papers.
        pages: number of pages in the search index.
        extra: what else the header holds: "fields", the years and the venues of the papers, which
            a question may name (``fields.js``), and "layout", where the data of pages is
            (``fragments.js``).
        is_complete: whether the search index has no further words.
    """
    scripts: list[str] = []
    starts: list[str] = []
    for first, last, data in _ranges(index):
        forms = "|".join(" ".join(forms) for forms in index.forms[first:last])
        content = encode_bytes(data)
        text = json.dumps(forms, ensure_ascii=False)
        scripts.append(f'sitegenWords.take({len(starts)},{text},"{content}");\n')
        starts.append(index.forms[first][0][:PREFIX_LETTERS])
    version = text_hash("".join(scripts))[:_VERSION_LETTERS]
    header = _header(starts, version, pages, index.language) | {"complete": is_complete} | extra
    target = folder / FOLDER
    (target / version).mkdir(parents=True)
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":"))
    files = {target / _INDEX_SCRIPT: f"sitegenWords.open({text});\n"}
    files |= {target / version / f"{number}.js": script for number, script in enumerate(scripts)}
    for path, script in files.items():
        path.write_text(script, encoding="utf-8", newline="\n")
    return sum(path.stat().st_size for path in files)


def _header(starts: list[str], version: str, pages: int, language: str) -> dict[str, Any]:
    return {
        "starts": starts,
        "version": version,
        "pages": pages,
        "prefix": PREFIX_LETTERS,
        "bits": LEVEL_BITS,
        "low": LOWEST_WEIGHT,
        "high": HIGHEST_WEIGHT,
        "unspaced": UNSPACED,
        "letters": {chr(letter): spelling for letter, spelling in ASCII_SPELLINGS.items()},
        "spellings": SPELLINGS,
        "minSpelled": MIN_SPELLED_LETTERS,
        "functionWords": sorted(function_words(language)),
        "askingWords": sorted(asking_words(language)),
    }


def _ranges(index: WordIndex) -> Iterator[tuple[int, int, bytes]]:
    """Yield the first term, the end and the postings of each script."""
    values, starts = _values(index)
    data, ends = leb128(values)
    # (terms + 1,) where the bytes of each term start.
    offsets = np.concatenate([[0], ends])[starts]
    lengths = [sum(map(len, forms)) + len(forms) for forms in index.forms]
    sizes = offsets + np.concatenate([[0], np.cumsum(lengths)])
    first = 0
    for term in range(1, len(index.forms) + 1):
        is_end = term == len(index.forms)
        if not is_end and (
            sizes[term] - sizes[first] < _SCRIPT_BYTES
            or index.forms[term][0][:PREFIX_LETTERS] == index.forms[term - 1][0][:PREFIX_LETTERS]
        ):
            continue
        yield first, term, data[int(offsets[first]) : int(offsets[term])].tobytes()
        first = term


def _values(index: WordIndex) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return all numbers that scripts hold, and (terms + 1,) where those of each term start."""
    counts = np.diff(index.starts)
    gaps = np.diff(index.numbers, prepend=0)
    begins = index.starts[:-1]
    # The first number of each term is not a distance; a term of pages left out has no number.
    firsts = begins[counts > 0]
    gaps[firsts] = index.numbers[firsts]
    values = np.insert(gaps * 2**LEVEL_BITS + index.levels, begins, counts)
    # Each earlier term has one more value: its count.
    return values, index.starts + np.arange(len(index.starts))


def leb128(values: NDArray[np.int64]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Return the bytes of all numbers, and (values,) where each one ends."""
    lengths = np.ones(len(values), dtype=np.int64)
    rest = values >> 7
    while rest.any():
        lengths += rest > 0
        rest >>= 7
    ends = np.cumsum(lengths)
    # The position of each byte within its number.
    inner = np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - lengths, lengths)
    data = (np.repeat(values, lengths) >> (7 * inner)) & 127
    is_last = inner == np.repeat(lengths, lengths) - 1
    return np.where(is_last, data, data | 128).astype(np.uint8), ends
