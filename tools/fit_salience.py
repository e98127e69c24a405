#!/usr/bin/env python3
"""Fit the weights of sitegen/enrich/topics/salience.py to authors' keywords.

    python tools/fit_salience.py papers.jsonl keywords.jsonl

``papers.jsonl`` has id, title and abstract, ``keywords.jsonl`` id and keywords, one paper per line. A
concept of a paper is correct if one of the paper's keywords has the same Snowball stems. The weights
are fitted by logistic regression with a Gaussian prior and printed as Python. A two-fold
cross-validation gives the F1 of the five concepts with the highest scores.
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
from sitegen.enrich.topics.salience import WEIGHTS, score_salience
from sitegen.sources import read_sources

#: Number of concepts per paper that are scored.
TOP_COUNT = 5


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
    is_correct = np.array([keys[concept] in gold[paper] for concept, paper in pairs])
    features = score_salience(corpus, concepts).features
    half = np.random.default_rng(0).integers(0, 2, len(papers))[concepts.paper]
    score = np.zeros(len(is_correct))
    for side in (0, 1):
        score[half == side] = (features @ fit(features[half != side], is_correct[half != side]))[
            half == side
        ]
    print(
        f"F1@{TOP_COUNT}, two-fold cross-validation: {100 * mean_f1(score, pairs, keys, gold):.1f}"
    )
    weights = fit(features, is_correct)
    print("WEIGHTS: Final = {")
    for name, weight in zip(WEIGHTS, weights, strict=True):
        print(f'    "{name}": {weight:.2f},')
    print("}")


def fit(features: np.ndarray, is_correct: np.ndarray) -> np.ndarray:
    """Return (features,) weights of maximum posterior, without the constant, which ranks nothing."""
    mean, scale = features.mean(axis=0), features.std(axis=0)
    scaled = np.column_stack([(features - mean) / scale, np.ones(len(features))])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        logit = scaled @ weights
        value = np.logaddexp(0, logit).sum() - logit[is_correct].sum() + weights @ weights / 2
        return value, scaled.T @ (1 / (1 + np.exp(-logit)) - is_correct) + weights

    return minimize(loss, np.zeros(scaled.shape[1]), jac=True).x[:-1] / scale


def mean_f1(score: np.ndarray, pairs: list, keys: list[str], gold: list[set[str]]) -> float:
    """Return the mean F1 of each paper's TOP_COUNT best concepts."""
    best: dict[int, list[str]] = {}
    for index in np.argsort(-score, kind="stable").tolist():
        concept, paper = pairs[index]
        best.setdefault(paper, []).append(keys[concept])
    values = []
    for paper, correct in enumerate(gold):
        # Papers without keywords say nothing of the choice.
        if correct:
            chosen = set(best.get(paper, [])[:TOP_COUNT])
            values.append(2 * len(chosen & correct) / (len(chosen) + len(correct)))
    return statistics.fmean(values)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
