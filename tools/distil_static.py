#!/usr/bin/env python3
"""Fit sitegen/enrich/related/static.vectors, the table of token vectors, to a teacher's vectors of abstracts.

    python tools/embed_abstracts.py MODEL_FOLDER papers.jsonl.gz teacher.npz
    python tools/distil_static.py papers.jsonl.gz teacher.npz sitegen/enrich/related/static.vectors

The table starts as the mean of each word's vectors in context over the collection (for wordpieces
that are no words of it: the piece encoded alone, at half length), less the mean of all abstracts and
damped by a/(a + p), p being the word's share of all words (Arora et al. 2017, "A simple but
tough-to-beat baseline for sentence embeddings"). Then it is moved, by ridge regression, to where the
sum over an abstract's words, each times log(1 + count) and the row scaled to length 1, comes nearest
to the teacher's vector of that abstract. Conjugate gradients, all dimensions at once. Last, the
dimensions are turned to the abstracts' principal axes, the first of them kept and rounded to int8.

``--hold-out`` keeps every tenth abstract out of the fit and prints how well the table orders those:
the correlation of all cosines with the teacher's, and the share of the ten nearest that agree.
What else was tried is in docs/model-card.md.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from pathlib import Path

import numpy as np
from embed_abstracts import text_of
from scipy import sparse

from sitegen.enrich.related.static import Tokenizer, plain_tokens, render_table

DIMENSIONS = 320
LEAST_COUNT = 5
DAMPING = 1e-3
RIDGE = 0.03
ITERATIONS = 40


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("papers", type=Path)
    parser.add_argument("teacher", type=Path)
    parser.add_argument("table", type=Path)
    parser.add_argument("--hold-out", action="store_true")
    arguments = parser.parse_args()
    with gzip.open(arguments.papers, "rt", encoding="utf-8") as file:
        texts = [text_of(p["title"], p["abstract"]) for p in map(json.loads, file)]
    teacher = np.load(arguments.teacher)
    target = unit(teacher["doc"])
    target -= target.mean(axis=0)
    tokens, start = first_table(teacher)
    rows = count_rows(texts, Tokenizer(tokens), len(tokens))
    held = np.arange(len(texts)) % 10 == (0 if arguments.hold_out else 10)
    table = fit(rows[~held], target[~held], start)
    _, _, axes = np.linalg.svd(rows[~held] @ table, full_matrices=False)
    table = table @ axes[:DIMENSIONS].T
    if arguments.hold_out:
        print(agreement(unit(rows[held] @ table), unit(target[held])))
    arguments.table.write_bytes(render_table(list(tokens), table))
    print(
        f"{len(tokens)} tokens, {table.shape[1]} dimensions, {arguments.table.stat().st_size} bytes"
    )


def unit(matrix: np.ndarray) -> np.ndarray:
    return matrix / np.maximum(1e-9, np.linalg.norm(matrix, axis=1, keepdims=True))


def first_table(teacher) -> tuple[dict[str, int], np.ndarray]:
    """Return token -> row, and the (tokens, 384) table that the fit starts from."""
    counts = dict(zip(teacher["words"].tolist(), teacher["word_count"].tolist(), strict=True))
    words = [w for w, n in counts.items() if n >= LEAST_COUNT and not w.isdigit()]
    single = teacher["single"] - teacher["single"].mean(axis=0)
    pieces = {p: i for i, p in enumerate(teacher["pieces"].tolist()) if is_useful(p)}
    tokens = {token: row for row, token in enumerate(dict.fromkeys([*words, *pieces]))}
    table = np.zeros((len(tokens), single.shape[1]), dtype=np.float32)
    for piece, place in pieces.items():
        table[tokens[piece]] = single[place] / 2
    mean = teacher["doc"].mean(axis=0)
    sums, share = teacher["word_sum"], np.zeros(len(tokens), dtype=np.float32)
    for place, (word, count) in enumerate(counts.items()):
        if word in tokens and count >= LEAST_COUNT:
            table[tokens[word]] = sums[place] / count - mean
            share[tokens[word]] = count
    share /= share.sum()
    return tokens, table * (DAMPING / (DAMPING + share))[:, None]


def is_useful(piece: str) -> bool:
    plain = piece.removeprefix("##")
    return plain.isascii() and plain.isalnum() and not plain.isdigit() and len(plain) > 1


def fit(rows: sparse.csr_matrix, target: np.ndarray, start: np.ndarray) -> np.ndarray:
    """Return the table nearest to ``start`` (scaled to fit best) that maps rows to targets."""
    found = rows @ start
    table = start * ((found * target).sum() / (found * found).sum())
    columns = rows.T.tocsr()
    residual = columns @ (target - rows @ table)
    step, square = residual.copy(), (residual**2).sum(axis=0)
    for _ in range(ITERATIONS):
        image = columns @ (rows @ step) + RIDGE * step
        length = square / np.maximum(1e-12, (step * image).sum(axis=0))
        table = table + length * step
        residual -= length * image
        before, square = square, (residual**2).sum(axis=0)
        step = residual + (square / np.maximum(1e-12, before)) * step
    return table


def agreement(ours: np.ndarray, theirs: np.ndarray) -> str:
    one, other = ours @ ours.T, theirs @ theirs.T
    upper = np.triu_indices(len(one), 1)
    correlation = np.corrcoef(one[upper], other[upper])[0, 1]
    for cosines in (one, other):
        np.fill_diagonal(cosines, -1)
    nearest = [np.argpartition(-c, 10, axis=1)[:, :10].tolist() for c in (one, other)]
    same = np.mean([len({*a} & {*b}) / 10 for a, b in zip(*nearest, strict=True)])
    return f"held out: correlation {correlation:.3f}, ten nearest agree {100 * same:.0f}%"


def count_rows(texts: list[str], tokenizer: Tokenizer, width: int) -> sparse.csr_matrix:
    """Return (texts, tokens) log(1 + count), rows of length 1; a word's pieces share its count."""
    columns: list[int] = []
    values: list[float] = []
    ends = [0]
    for text in texts:
        counts: dict[int, float] = {}
        for word, count in Counter(plain_tokens(text)).items():
            rows = tokenizer[word]
            for row in rows:
                counts[row] = counts.get(row, 0) + count / len(rows)
        columns += counts
        values += counts.values()
        ends.append(len(columns))
    data = np.log1p(np.array(values, dtype=np.float32))
    lengths = np.diff(ends)
    owner = np.repeat(np.arange(len(texts)), lengths)
    norms = np.sqrt(np.bincount(owner, data * data, minlength=len(texts)))
    data /= norms[owner].astype(np.float32)
    return sparse.csr_matrix((data, columns, ends), shape=(len(texts), width), dtype=np.float32)


if __name__ == "__main__":
    main()
