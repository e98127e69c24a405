#!/usr/bin/env python3
"""Fit the token vectors of sitegen/enrich/related/static.vectors to a teacher's document vectors.

    python tools/embed_abstracts.py MODEL_FOLDER papers.jsonl.gz teacher.npz
    python tools/distil_static.py papers.jsonl.gz teacher.npz sitegen/enrich/related/static.vectors

The initial vector of a word is the mean of its contextual vectors over the collection; that of a
wordpiece that is not a word of the collection is half the vector of the piece encoded without
context. The mean of all abstracts is subtracted, and each vector is multiplied by a / (a + p), with
p the word's share of all words (Arora et al. 2017, "A simple but tough-to-beat baseline for sentence
embeddings"). Ridge regression then moves the table to minimize the squared distance between the
teacher's vector of each abstract and the sum of its words' vectors, weighted by log(1 + count) and
with the weights of an abstract scaled to length 1. It is solved with conjugate gradients, all
dimensions at once. Finally the table is projected to the first principal axes of the abstracts and
rounded to int8.

``--hold-out`` leaves every tenth abstract out of the fit and evaluates the table on those: the
correlation of all cosines with the teacher's, and the share of the ten nearest that agree.
docs/model-card.md lists the alternatives that were evaluated.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from pathlib import Path

import numpy as np
from embed_abstracts import normalize_text
from scipy import sparse

from sitegen.enrich.related.static import Tokenizer, plain_tokens, render_table

DIMENSIONS = 320
#: Rarer words have too few contexts for a mean; they are split into pieces.
MIN_COUNT = 5
#: The constant a of the docstring.
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
        texts = [normalize_text(p["title"], p["abstract"]) for p in map(json.loads, file)]
    teacher = np.load(arguments.teacher)
    target = scale_rows(teacher["doc"])
    target -= target.mean(axis=0)
    tokens, start = initial_table(teacher)
    rows = count_rows(texts, Tokenizer(tokens), len(tokens))
    # A remainder of 10 never occurs: without --hold-out, all abstracts are fitted.
    is_held_out = np.arange(len(texts)) % 10 == (0 if arguments.hold_out else 10)
    table = fit(rows[~is_held_out], target[~is_held_out], start)
    _, _, axes = np.linalg.svd(rows[~is_held_out] @ table, full_matrices=False)
    table = table @ axes[:DIMENSIONS].T
    if arguments.hold_out:
        print(
            compare_cosines(scale_rows(rows[is_held_out] @ table), scale_rows(target[is_held_out]))
        )
    arguments.table.write_bytes(render_table(list(tokens), table))
    print(
        f"{len(tokens)} tokens, {table.shape[1]} dimensions, {arguments.table.stat().st_size} bytes"
    )


def scale_rows(matrix: np.ndarray) -> np.ndarray:
    """Scale each row to length 1; rows of zeros stay."""
    return matrix / np.maximum(1e-9, np.linalg.norm(matrix, axis=1, keepdims=True))


def initial_table(teacher) -> tuple[dict[str, int], np.ndarray]:
    """Return token -> row, and the (tokens, 384) table that the fit starts from."""
    counts = dict(zip(teacher["words"].tolist(), teacher["word_count"].tolist(), strict=True))
    words = [w for w, n in counts.items() if n >= MIN_COUNT and not w.isdigit()]
    single = teacher["single"] - teacher["single"].mean(axis=0)
    pieces = {p: i for i, p in enumerate(teacher["pieces"].tolist()) if is_useful(p)}
    # A piece that is also a word has one row, and starts as the word.
    tokens = {token: row for row, token in enumerate(dict.fromkeys([*words, *pieces]))}
    table = np.zeros((len(tokens), single.shape[1]), dtype=np.float32)
    for piece, index in pieces.items():
        table[tokens[piece]] = single[index] / 2
    mean = teacher["doc"].mean(axis=0)
    sums, share = teacher["word_sum"], np.zeros(len(tokens), dtype=np.float32)
    for index, (word, count) in enumerate(counts.items()):
        if word in tokens and count >= MIN_COUNT:
            table[tokens[word]] = sums[index] / count - mean
            share[tokens[word]] = count
    share /= share.sum()
    return tokens, table * (DAMPING / (DAMPING + share))[:, None]


def is_useful(piece: str) -> bool:
    """Return whether a wordpiece is ASCII, longer than one character, and not a number."""
    plain = piece.removeprefix("##")
    return plain.isascii() and plain.isalnum() and not plain.isdigit() and len(plain) > 1


def fit(rows: sparse.csr_matrix, target: np.ndarray, start: np.ndarray) -> np.ndarray:
    """Return the (tokens, n) table that maps (texts, tokens) rows to (texts, n) targets.

    The ridge penalty is on the distance from ``start``, which is first scaled to fit best.
    """
    image = rows @ start
    table = start * ((image * target).sum() / (image * image).sum())
    columns = rows.T.tocsr()
    # Conjugate gradients on the normal equations; each dimension has a step length.
    residual = columns @ (target - rows @ table)
    step, square = residual.copy(), (residual**2).sum(axis=0)
    for _ in range(ITERATIONS):
        image = columns @ (rows @ step) + RIDGE * step
        length = square / np.maximum(1e-12, (step * image).sum(axis=0))
        table = table + length * step
        residual -= length * image
        previous, square = square, (residual**2).sum(axis=0)
        step = residual + (square / np.maximum(1e-12, previous)) * step
    return table


def compare_cosines(vectors: np.ndarray, teacher: np.ndarray) -> str:
    """Describe how well the cosines of (texts, n) unit vectors agree with the teacher's."""
    cosines = [vectors @ vectors.T, teacher @ teacher.T]
    upper = np.triu_indices(len(vectors), 1)
    correlation = np.corrcoef(*(matrix[upper] for matrix in cosines))[0, 1]
    for matrix in cosines:
        np.fill_diagonal(matrix, -1)  # a text is not its own neighbour
    nearest = [np.argpartition(-matrix, 10, axis=1)[:, :10].tolist() for matrix in cosines]
    same = np.mean([len({*a} & {*b}) / 10 for a, b in zip(*nearest, strict=True)])
    return f"held out: correlation {correlation:.3f}, ten nearest agree {100 * same:.0f}%"


def count_rows(texts: list[str], tokenizer: Tokenizer, width: int) -> sparse.csr_matrix:
    """Return (texts, tokens) weights log(1 + count), rows scaled to length 1.

    The count of a word is divided equally among its pieces.
    """
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
