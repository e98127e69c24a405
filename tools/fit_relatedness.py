#!/usr/bin/env python3
"""Fit the weights of sitegen/enrich/related/relatedness.py to readers' verdicts.

    python tools/fit_relatedness.py readings.jsonl NAME=PAPERS [NAME=PAPERS ...]

``readings.jsonl`` has one verdict per line: collection, paper (a title), kind, entry (the title of
another paper) and verdict. Those of the kind "related" are used: "good" means that a reader of the
paper would open the entry, "weak" that it is of the same field, "bad" that it is not related. PAPERS
is a source of the collection NAME. The weights are those of a proportional-odds model (McCullagh
1980, "Regression models for ordinal data") with a Gaussian prior, which learns from both borders of
"weak"; they are printed as Python, with the constant of "good". The areas under the ROC curve, in
each collection, are those of "good" and of "not bad" in a ten-fold cross-validation by paper, and
of weights that were fitted to the other collections; beside them stand those of the score alone.
Verdicts on the lists that the fitted model chose are held out: their shares are printed.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize

from sitegen.collection.collect import collect
from sitegen.enrich import enrich
from sitegen.enrich.related.lists import candidate_count
from sitegen.enrich.related.nearest import find_nearest
from sitegen.enrich.related.relatedness import WEIGHTS, Relatedness
from sitegen.enrich.related.static import unit_rows
from sitegen.enrich.related.why import find_telling
from sitegen.sources import read_sources

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDS = 10
#: The commit whose lists were read after the fit.
HELD_OUT = "889db61"
#: Entries of a list in the collections that were read.
COUNT = 8
GRADES = {"bad": 0, "weak": 1, "good": 2}


def main(readings_path: str, *collections: str) -> None:
    with open(readings_path, encoding="utf-8") as file:
        rows = [row for row in map(json.loads, file) if row["kind"] == "related"]
    held_out = [row for row in rows if row["commit"] == HELD_OUT]
    rows = last_verdicts(row for row in rows if row["commit"] != HELD_OUT)
    parts: list[tuple[object, ...]] = []
    for number, collection in enumerate(collections):
        name, _, path = collection.partition("=")
        pairs = [row for row in rows if row["collection"] == name]
        measured, scores = measure(path, pairs)
        grades = [GRADES[row["verdict"]] for row in pairs]
        folds = [zlib.crc32(row["paper"].encode()) % FOLDS for row in pairs]
        parts.append((measured, scores, grades, folds, [number] * len(pairs)))
    features, scores, grades, fold, owner = map(np.concatenate, zip(*parts, strict=True))
    crossed, moved = np.zeros(len(grades)), np.zeros(len(grades))
    for groups, logits in ((fold, crossed), (owner, moved)):
        for group in np.unique(groups):
            weights = fit(features[groups != group], grades[groups != group])[:-2]
            logits[groups == group] = features[groups == group] @ weights
    print(
        f"{len(grades)} pairs, {100 * (grades == 2).mean():.0f}% good, {100 * (grades == 0).mean():.0f}% bad"
    )
    for number, collection in enumerate(collections):
        member = owner == number
        print(
            f"{collection.partition('=')[0]}: cross-validation {areas(crossed[member], grades[member])}, "
            f"by the others {areas(moved[member], grades[member])}, "
            f"score alone {areas(scores[member], grades[member])}"
        )
        verdicts = Counter(
            row["verdict"] for row in held_out if row["collection"] == collection.partition("=")[0]
        )
        print(f"  held out: {dict(verdicts)}")
    weights = fit(features, grades)
    print(f"WEIGHTS: Final = {dict(zip(WEIGHTS, weights[:-2].round(1).tolist(), strict=True))}")
    print(f"CONSTANT: Final = {weights[-1]:.2f}")


def last_verdicts(rows: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """Return the rows without those of pairs of papers that were read again, in either order."""
    last = {(row["collection"], frozenset((row["paper"], row["entry"]))): row for row in rows}
    return list(last.values())


def measure(path: str, rows: list[dict[str, str]]) -> tuple[np.ndarray, np.ndarray]:
    """Return (pairs, features) and (pairs,) scores of pairs of titles."""
    enrichment = enrich(collect(read_sources([path]).papers).entries)
    space, topics = enrichment.space, enrichment.topics
    number = {entry.paper.title: index for index, entry in enumerate(enrichment.entries)}
    left = np.array([number[row["paper"]] for row in rows])
    right = np.array([number[row["entry"]] for row in rows])
    by_words, by_meaning = space.parts(left, right)
    scores = space.word_weight * by_words + space.meaning_weight * by_meaning
    _, nearest_scores = find_nearest(space.scores, space.size, candidate_count(COUNT))
    allowed = find_telling(topics.faults)
    relatedness = Relatedness(
        space.words, topics.concepts, allowed, nearest_scores, unit_rows(enrichment.vectors)
    )
    return relatedness.measure(left, right, scores), scores


def fit(features: np.ndarray, grades: np.ndarray) -> np.ndarray:
    """Return (features + 2,) weights of maximum posterior, and the constants of "not bad", "good"."""
    mean, scale = features.mean(axis=0), features.std(axis=0)
    scaled = (features - mean) / scale

    def loss(parameters: np.ndarray) -> tuple[float, np.ndarray]:
        weights = parameters[:-2]
        value, gradient = weights @ weights / 2, np.append(weights, [0, 0])
        for grade in (1, 2):
            is_above = grades >= grade
            logit = scaled @ weights + parameters[grade - 3]
            value += np.logaddexp(0, logit).sum() - logit[is_above].sum()
            residual = 1 / (1 + np.exp(-logit)) - is_above
            gradient[:-2] += scaled.T @ residual
            gradient[grade - 3] += residual.sum()
        return value, gradient

    parameters = minimize(loss, np.zeros(features.shape[1] + 2), jac=True).x
    weights = parameters[:-2] / scale
    return np.append(weights, parameters[-2:] - weights @ mean)


def areas(values: np.ndarray, grades: np.ndarray) -> str:
    """Return the areas under the curve for "good" and for "not bad"."""
    return " and ".join(f"{area(values, grades >= grade):.3f}" for grade in (2, 1))


def area(values: np.ndarray, is_good: np.ndarray) -> float:
    """Return the share of pairs of a good and another entry in which the good one is higher."""
    related, unrelated = values[is_good][:, None], values[~is_good][None, :]
    return float((related > unrelated).mean() + (related == unrelated).mean() / 2)


if __name__ == "__main__":
    main(*sys.argv[1:])
