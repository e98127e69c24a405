#!/usr/bin/env python3
"""Fit the weights of sitegen/enrich/related/relatedness.py to readers' verdicts.

    python tools/fit_relatedness.py readings.jsonl NAME=PAPERS [NAME=PAPERS ...]

``readings.jsonl`` has one verdict per line: collection, paper (a title), kind, entry (the title of
another paper) and verdict. Those of the kind "related" are used: "good" means that a reader of the
paper would open the entry, "weak" and "bad" that not. PAPERS is a source of the collection NAME.
The weights are fitted by logistic regression with a Gaussian prior and printed as Python. The area
under the ROC curve, in each collection, is that of a ten-fold cross-validation by paper, and of
weights that were fitted to the other collections; beside it stands that of the score alone.
Verdicts on the lists that the fitted model chose are held out: their shares are printed.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections import Counter

import numpy as np
from scipy.optimize import minimize

from sitegen.collection.collect import collect
from sitegen.enrich import enrich
from sitegen.enrich.related.lists import candidate_count
from sitegen.enrich.related.nearest import find_nearest
from sitegen.enrich.related.relatedness import WEIGHTS, Relatedness
from sitegen.enrich.related.why import find_telling
from sitegen.sources import read_sources

FOLDS = 10
#: The commit whose lists were read after the fit.
HELD_OUT = "889db61"
#: Entries of a list in the collections that were read.
COUNT = 8


def main(readings_path: str, *collections: str) -> None:
    with open(readings_path, encoding="utf-8") as file:
        rows = [row for row in map(json.loads, file) if row["kind"] == "related"]
    held_out = [row for row in rows if row["commit"] == HELD_OUT]
    rows = [row for row in rows if row["commit"] != HELD_OUT]
    parts = []
    for number, collection in enumerate(collections):
        name, _, path = collection.partition("=")
        pairs = [row for row in rows if row["collection"] == name]
        measured, scores = measure(path, pairs)
        is_good = [row["verdict"] == "good" for row in pairs]
        folds = [zlib.crc32(row["paper"].encode()) % FOLDS for row in pairs]
        parts.append((measured, scores, is_good, folds, [number] * len(pairs)))
    features, scores, is_good, fold, owner = map(np.concatenate, zip(*parts, strict=True))
    crossed, moved = np.zeros(len(is_good)), np.zeros(len(is_good))
    for groups, logits in ((fold, crossed), (owner, moved)):
        for group in np.unique(groups):
            weights = fit(features[groups != group], is_good[groups != group])
            logits[groups == group] = features[groups == group] @ weights[:-1] + weights[-1]
    print(f"{len(is_good)} pairs, {100 * is_good.mean():.0f}% good")
    for number, collection in enumerate(collections):
        member = owner == number
        print(
            f"{collection.partition('=')[0]}: cross-validation {area(crossed[member], is_good[member]):.3f}, "
            f"by the others {area(moved[member], is_good[member]):.3f}, "
            f"score alone {area(scores[member], is_good[member]):.3f}"
        )
        verdicts = Counter(
            row["verdict"] for row in held_out if row["collection"] == collection.partition("=")[0]
        )
        print(f"  held out: {dict(verdicts)}")
    weights = fit(features, is_good)
    print(f"WEIGHTS: Final = {dict(zip(WEIGHTS, weights[:-1].round(1).tolist(), strict=True))}")
    print(f"CONSTANT: Final = {weights[-1]:.2f}")


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
    relatedness = Relatedness(space.words, topics.concepts, allowed, nearest_scores)
    return relatedness.measure(left, right, scores), scores


def fit(features: np.ndarray, is_good: np.ndarray) -> np.ndarray:
    """Return (features + 1,) weights of maximum posterior; the last is the constant."""
    mean, scale = features.mean(axis=0), features.std(axis=0)
    scaled = np.column_stack([(features - mean) / scale, np.ones(len(features))])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        logit = scaled @ weights
        prior = np.append(weights[:-1], 0)
        value = np.logaddexp(0, logit).sum() - logit[is_good].sum() + prior @ prior / 2
        return value, scaled.T @ (1 / (1 + np.exp(-logit)) - is_good) + prior

    weights = minimize(loss, np.zeros(scaled.shape[1]), jac=True).x
    return np.append(weights[:-1] / scale, weights[-1] - weights[:-1] @ (mean / scale))


def area(values: np.ndarray, is_good: np.ndarray) -> float:
    """Return the share of pairs of a good and another entry in which the good one is higher."""
    related, unrelated = values[is_good][:, None], values[~is_good][None, :]
    return float((related > unrelated).mean() + (related == unrelated).mean() / 2)


if __name__ == "__main__":
    main(*sys.argv[1:])
