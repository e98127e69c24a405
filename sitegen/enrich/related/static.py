"""Vectors of texts from a table of token vectors, with nothing but counting and adding.

The table is distilled from a sentence-transformer (tools/distil_static.py; docs/model-card.md).
A text's vector is the sum over its tokens of log(1 + count) times the token's vector.

The file, for programs that read it elsewhere: one line of JSON, ``{"format": "sitegen-vectors-1",
"tokens": n, "dimensions": d}``; n lines, a token each, UTF-8; then n little-endian float32, a scale
for each row; then n rows of d int8. A token's vector is its row times its scale. Tokens are words
in lower case without accents; ``##`` opens a piece that only continues a word. A word that is no
token is cut into pieces from the left, the longest first (Wu et al. 2016, "Google's neural machine
translation system", section 4.1), or left out where that fails.
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
_LONGEST_WORD: Final = 40


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Token vectors.

    Attributes:
        tokens: token -> row.
        vectors: (tokens, dimensions) float32.
    """

    tokens: Mapping[str, int]
    vectors: NDArray[np.float32]


@cache
def shipped_table() -> Table:
    """Return the table that comes with sitegen."""
    return parse_table(files("sitegen.enrich.related").joinpath("static.vectors").read_bytes())


def parse_table(data: bytes) -> Table:
    """Read a table from the bytes of its file.

    Raises:
        ValueError: they are no such file.
    """
    head, _, rest = data.partition(b"\n")
    header = json.loads(head)
    if header.get("format") != FORMAT:
        raise ValueError(f"not a {FORMAT} file")
    n, dimensions = header["tokens"], header["dimensions"]
    size = n * (4 + dimensions)
    tokens = rest[: len(rest) - size].decode("utf-8").split()
    scales = np.frombuffer(rest, "<f4", n, len(rest) - size)
    rows = np.frombuffer(rest, np.int8, n * dimensions, len(rest) - n * dimensions)
    vectors = rows.reshape(n, dimensions).astype(np.float32) * scales[:, None]
    return Table({token: row for row, token in enumerate(tokens)}, vectors)


def render_table(tokens: Sequence[str], vectors: NDArray[np.float64]) -> bytes:
    """Return the bytes of a table's file; what is written loses all but 8 bits a number."""
    scales = np.maximum(1e-12, np.abs(vectors).max(axis=1) / 127).astype("<f4")
    rows = np.round(vectors / scales[:, None]).astype(np.int8)
    header = {"format": FORMAT, "tokens": len(tokens), "dimensions": vectors.shape[1]}
    lines = "\n".join([json.dumps(header), *tokens, ""]).encode()
    return b"".join([lines, scales.tobytes(), rows.tobytes()])


def plain_text(text: str) -> str:
    """Lower case, accents off."""
    low = text.lower()
    if low.isascii():
        return low
    return "".join(c for c in unicodedata.normalize("NFD", low) if unicodedata.category(c) != "Mn")


def plain_tokens(text: str) -> list[str]:
    """Return the words of a plain text."""
    return _WORD.findall(text)


class Tokenizer(dict[str, tuple[int, ...]]):
    """Word -> rows of the tokens that it is made of; asked once a word."""

    def __init__(self, tokens: Mapping[str, int]) -> None:
        super().__init__()
        self._tokens = tokens

    def __missing__(self, word: str) -> tuple[int, ...]:
        row = self._tokens.get(word)
        rows = self[word] = self._pieces(word) if row is None else (row,)
        return rows

    def _pieces(self, word: str) -> tuple[int, ...]:
        rows: list[int] = []
        start = 0
        while start < len(word) <= _LONGEST_WORD:
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
    corpus: Corpus, table: Table | None = None
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return (papers, dimensions) vectors of "title. abstract" and the same of the titles.

    A paper that has no known word has zeros.
    """
    table = table or shipped_table()
    tokens = _tokens_of_words(corpus.words, table)
    return (
        _encode(corpus, tokens, table, corpus.field != KEYWORD),
        _encode(corpus, tokens, table, corpus.field == TITLE),
    )


def _tokens_of_words(words: Sequence[str], table: Table) -> sparse.csr_matrix:
    """Return (words, tokens) how often each token is in each word, a word's pieces sharing one."""
    tokenizer = Tokenizer(table.tokens)
    columns: list[int] = []
    values: list[float] = []
    ends = [0]
    for word in words:
        for part in plain_tokens(plain_text(word)):
            rows = tokenizer[part]
            columns += rows
            values += [1 / len(rows) for _ in rows]
        ends.append(len(columns))
    shape = (len(words), len(table.tokens))
    return sparse.csr_matrix((values, columns, ends), shape=shape, dtype=np.float32)


def _encode(
    corpus: Corpus, tokens: sparse.csr_matrix, table: Table, wanted: NDArray[np.bool_]
) -> NDArray[np.float32]:
    owner, word = corpus.paper[wanted], corpus.word[wanted]
    shape = (corpus.size, len(corpus.words))
    ones = np.ones(len(word), dtype=np.float32)
    counts = sparse.csr_matrix((ones, (owner, word)), shape=shape) @ tokens
    counts.data = np.log1p(counts.data)
    vectors: NDArray[np.float32] = counts @ table.vectors
    return vectors
