#!/usr/bin/env python3
"""Fit the weights of sitegen/enrich/topics/salience.py to authors' keywords.

    python tools/fit_salience.py papers.jsonl keywords.jsonl

``papers.jsonl`` has id, title and abstract, ``keywords.jsonl`` id and keywords, one paper a line. A
concept of a paper is right if one of the paper's keywords has the same Snowball stems. Logistic
regression with a Gaussian prior; prints the weights as Python, and how well a choice of five by score
alone does with weights fitted on the other half of the papers.
"""

from __future__ import annotations

import json
import statistics
import sys

import numpy as np
from scipy.optimize import minimize

from sitegen.enrich.corpus import read_corpus
from sitegen.enrich.features import word_features
from sitegen.enrich.topics.lexicon import snowball_key
from sitegen.enrich.topics.naming import display_names
from sitegen.enrich.topics.phrases import find_concepts
from sitegen.enrich.topics.salience import WEIGHTS, salience
from sitegen.sources import read_sources

AT = 5


def main(papers_path: str, keywords_path: str) -> None:
    papers = read_sources([papers_path]).papers
    with open(keywords_path, encoding="utf-8") as file:
        keywords = {row["id"]: row["keywords"] for row in map(json.loads, file)}
    gold = [{snowball_key(k) for k in keywords.get(p.source_id, ())} for p in papers]
    corpus = read_corpus(papers)
    concepts = find_concepts(papers, corpus, word_features(corpus.words), 2)
    names = display_names(corpus, concepts, range(len(concepts.keys)))
    keys = [snowball_key(names[n]) for n in range(len(names))]
    pairs = list(zip(concepts.concept.tolist(), concepts.paper.tolist(), strict=True))
    right = np.array([keys[concept] in gold[paper] for concept, paper in pairs])
    features = salience(corpus, concepts).features
    half = np.random.default_rng(0).integers(0, 2, len(papers))[concepts.paper]
    score = np.zeros(len(right))
    for side in (0, 1):
        score[half == side] = (features @ fit(features[half != side], right[half != side]))[
            half == side
        ]
    print(f"F1@{AT}, fitted on the other half: {100 * f1(score, pairs, keys, gold):.1f}")
    weights = fit(features, right)
    print("WEIGHTS: Final = {")
    for name, weight in zip(WEIGHTS, weights, strict=True):
        print(f'    "{name}": {weight:.2f},')
    print("}")


def fit(features: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Return (features,) weights by maximum posterior; the constant, which ranks nothing, left off."""
    mean, scale = features.mean(axis=0), features.std(axis=0)
    scaled = np.column_stack([(features - mean) / scale, np.ones(len(features))])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        logit = scaled @ weights
        value = np.logaddexp(0, logit).sum() - logit[right].sum() + weights @ weights / 2
        return value, scaled.T @ (1 / (1 + np.exp(-logit)) - right) + weights

    return minimize(loss, np.zeros(scaled.shape[1]), jac=True).x[:-1] / scale


def f1(score: np.ndarray, pairs: list, keys: list[str], gold: list[set[str]]) -> float:
    """Return the mean F1 of each paper's best AT concepts."""
    best: dict[int, list[str]] = {}
    for place in np.argsort(-score, kind="stable").tolist():
        best.setdefault(pairs[place][1], []).append(keys[pairs[place][0]])
    values = []
    for paper, wanted in enumerate(gold):
        found = set(best.get(paper, [])[:AT])
        if wanted:
            values.append(2 * len(found & wanted) / max(1, len(found) + len(wanted)))
    return statistics.fmean(values)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
