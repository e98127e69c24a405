"""Encode texts by a table of token vectors, without a neural network at run time.

The table is distilled from a sentence-transformer (tools/distil_static.py; docs/model-card.md).
A text's vector is the sum over its tokens of log(1 + count) times the token's vector.

The file format, for programs that read it elsewhere:

- one line of JSON, ``{"format": "sitegen-vectors-1", "tokens": n, "dimensions": d}``;
- n lines of UTF-8, one token per line;
- n little-endian float32, the scale of each row;
- n rows of d int8. A token's vector is its row times its scale.

Tokens are words in lower case without accents; ``##`` marks a piece that only continues a word. A
word that is not a token is split into pieces greedily, the longest first piece first (Wu et al.
2016, "Google's neural machine translation system", section 4.1). It is left out if that fails.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import sparse

from sitegen.enrich.corpus import KEYWORD, TITLE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from sitegen.enrich.corpus import Corpus

FORMAT: Final = "sitegen-vectors-1"
_WORD: Final = re.compile(r"[^\W_]+")
#: Splitting is quadratic in a word's length; longer "words" are sequences or URLs.
_MAX_WORD_CHARS: Final = 40
#: Scales of rows of zeros must not be 0: rows are divided by them.
_MIN_SCALE: Final = 1e-12
_MAX_INT8: Final = 127
_FLOAT32_BYTES: Final = 4


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Token vectors.

    Attributes:
        tokens: token -> its row in ``vectors``.
        vectors: (tokens, dimensions) float32.
    """

    tokens: Mapping[str, int]
    vectors: NDArray[np.float32]


@cache
def shipped_table() -> Table:
    """Return the table that is part of the package."""
    return parse_table(files("sitegen.enrich.related").joinpath("static.vectors").read_bytes())


def parse_table(data: bytes) -> Table:
    """Parse the content of a table file.

    Raises:
        ValueError: the content is not in the format above.
    """
    first_line, _, rest = data.partition(b"\n")
    header = json.loads(first_line)
    if header.get("format") != FORMAT:
        raise ValueError(f"not a {FORMAT} file")
    count, dimensions = header["tokens"], header["dimensions"]
    # The tokens' lines have no fixed length, so the binary part is located from the end.
    binary_size = count * (_FLOAT32_BYTES + dimensions)
    tokens = rest[: len(rest) - binary_size].decode("utf-8").split()
    scales = np.frombuffer(rest, "<f4", count, len(rest) - binary_size)
    rows = np.frombuffer(rest, np.int8, count * dimensions, len(rest) - count * dimensions)
    vectors = rows.reshape(count, dimensions).astype(np.float32) * scales[:, None]
    return Table({token: row for row, token in enumerate(tokens)}, vectors)


def render_table(tokens: Sequence[str], vectors: NDArray[np.float64]) -> bytes:
    """Render a table as the content of its file; each number is rounded to 8 bits.

    Args:
        tokens: without line breaks.
        vectors: (tokens, dimensions).
    """
    # The largest number of a row becomes 127 or -127, so that its 8 bits are used in full.
    scales = np.maximum(_MIN_SCALE, np.abs(vectors).max(axis=1) / _MAX_INT8).astype("<f4")
    rows = np.round(vectors / scales[:, None]).astype(np.int8)
    header = {"format": FORMAT, "tokens": len(tokens), "dimensions": vectors.shape[1]}
    lines = "\n".join([json.dumps(header), *tokens, ""]).encode()
    return b"".join([lines, scales.tobytes(), rows.tobytes()])


def plain_text(text: str) -> str:
    """Convert a text to lower case and remove accents."""
    lower = text.lower()
    if lower.isascii():
        return lower
    # NFD splits "é" into "e" and a combining mark, whose category is Mn.
    decomposed = unicodedata.normalize("NFD", lower)
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn")


def plain_tokens(text: str) -> list[str]:
    """Split the result of ``plain_text`` into words: letters and digits, no underscores."""
    return _WORD.findall(text)


class Tokenizer(dict[str, tuple[int, ...]]):
    """Word -> rows of the tokens that it consists of, computed once per word."""

    def __init__(self, tokens: Mapping[str, int]) -> None:
        super().__init__()
        self._tokens = tokens

    def __missing__(self, word: str) -> tuple[int, ...]:
        row = self._tokens.get(word)
        rows = self[word] = self._split(word) if row is None else (row,)
        return rows

    def _split(self, word: str) -> tuple[int, ...]:
        """Split a word greedily into pieces; return their rows, or () if a part is no token."""
        rows: list[int] = []
        start = 0
        while start < len(word) <= _MAX_WORD_CHARS:
            # The longest piece that starts here, found by shortening the rest of the word.
            for end in range(len(word), start, -1):
                row = self._tokens.get(f"{'##' if start else ''}{word[start:end]}")
                if row is not None:
                    rows.append(row)
                    start = end
                    break
            else:
                return ()
        return tuple(rows)


def encode_papers(
    corpus: Corpus, table: Table | None = None, tokens: sparse.csr_matrix | None = None
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return (papers, dimensions) vectors of "title. abstract", and those of the titles.

    The row of a paper without any known word is zero.

    Args:
        corpus: the collection.
        table: token vectors; those of the package if None.
        tokens: ``count_tokens`` of the words of the corpus, if they are known.
    """
    table = table or shipped_table()
    tokens = count_tokens(corpus.words, table) if tokens is None else tokens
    return (
        _encode(corpus, tokens, table, corpus.field != KEYWORD),
        _encode(corpus, tokens, table, corpus.field == TITLE),
    )


def count_tokens(words: Sequence[str], table: Table | None = None) -> sparse.csr_matrix:
    """Return (words, tokens) counts of the tokens of each word of a corpus.

    The pieces of a split word count 1 together, as a token would.
    """
    table = table or shipped_table()
    tokenizer = Tokenizer(table.tokens)
    # CSR format: the columns and values of word w are at ends[w] to ends[w + 1].
    columns: list[int] = []
    values: list[float] = []
    ends = [0]
    for word in words:
        # A word of the corpus may contain hyphens, at which tokens are split: "pre-training".
        for part in plain_tokens(plain_text(word)):
            rows = tokenizer[part]
            columns += rows
            values += [1 / len(rows) for _ in rows]
        ends.append(len(columns))
    shape = (len(words), len(table.tokens))
    return sparse.csr_matrix((values, columns, ends), shape=shape, dtype=np.float32)


def _encode(
    corpus: Corpus, tokens: sparse.csr_matrix, table: Table, selected: NDArray[np.bool_]
) -> NDArray[np.float32]:
    """Return (papers, dimensions) vectors of the corpus positions that a mask selects.

    Args:
        corpus: the collection.
        tokens: (words, tokens) counts, see ``count_tokens``.
        table: token vectors.
        selected: mask over the corpus.
    """
    paper, word = corpus.paper[selected], corpus.word[selected]
    shape = (corpus.size, len(corpus.words))
    # Counts of 64 bits in the order of the tokens: the sums of a paper must not depend on the words
    # of others.
    ones = np.ones(len(word))
    # (papers, words) @ (words, tokens); the constructor sums repeated (paper, word) pairs.
    counts = sparse.csr_matrix((ones, (paper, word)), shape=shape) @ tokens
    counts.sort_indices()
    counts = counts.astype(np.float32)
    counts.data = np.log1p(counts.data)
    vectors: NDArray[np.float32] = counts @ table.vectors
    return vectors


def unit_rows(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scale vectors to length 1; rows of zeros stay."""
    norms = np.linalg.norm(vectors, axis=1, keepdims=True).astype(np.float32)
    scaled: NDArray[np.float32] = np.divide(
        vectors, norms, out=np.zeros_like(vectors), where=norms > 0
    )
    return scaled
