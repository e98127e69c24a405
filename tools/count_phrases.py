#!/usr/bin/env python3
"""Count the words and phrases of scientific English, for sitegen/enrich/scientific.phrases.

    python tools/count_phrases.py papers-20000.jsonl.gz inspec-papers.jsonl > scientific.phrases

Each path is a collection of papers in a format that sitegen reads. Titles and abstracts are counted:
runs of one to three words without punctuation inside, that neither start nor end with a function
word, by their joined stems. Rare phrases are left out: see MIN_PAPERS.
"""

from __future__ import annotations

import sys
from collections import Counter

import numpy as np

from sitegen.enrich.corpus import Corpus, read_corpus
from sitegen.enrich.features import word_features
from sitegen.enrich.scientific_english import render_phrases
from sitegen.enrich.topics.lexicon import is_function_stem
from sitegen.paper import Paper
from sitegen.sources import read_sources

#: Phrases of fewer abstracts, all collections together, tell nothing. By number of words.
MIN_PAPERS = {1: 2, 2: 3, 3: 4}


def main(paths: list[str]) -> None:
    """Count the collections and write the table to standard output."""
    counters, sizes, n_words = [], [], {}
    titles: Counter[str] = Counter()
    for path in paths:
        papers = read_sources([path]).papers
        counters.append(count_papers(read_corpus(papers), n_words))
        titles += count_papers(read_corpus([Paper(paper.title) for paper in papers]), {})
        sizes.append(len(papers))
    total = sum(sizes)
    table = {}
    for key in sorted(n_words):
        counts = [counter[key] for counter in counters]
        if sum(counts) >= MIN_PAPERS[n_words[key]]:
            minimum = min(count / size for count, size in zip(counts, sizes, strict=True))
            table[key] = (sum(counts), minimum * total, titles[key])
    sys.stdout.buffer.write(render_phrases(total, table))
    print(f"{total} abstracts, {len(table)} phrases", file=sys.stderr)


def count_papers(corpus: Corpus, n_words: dict[str, int]) -> Counter[str]:
    """Return joined stems -> number of papers.

    Args:
        corpus: the collection's words.
        n_words: joined stems -> number of words, the fewest of all spellings; filled here.
    """
    features = word_features(corpus.words)
    is_content = np.array(
        [bool(parts) and not all(map(is_function_stem, parts)) for parts in features.stems]
    )
    term, content = features.term[corpus.word], is_content[corpus.word]
    numbers: dict[str, int] = {}
    pairs = []
    start = np.arange(len(term))
    for size in MIN_PAPERS:
        if size > 1:
            start = start[start + size <= len(term)]
            start = start[~corpus.border[start + size - 1]]
        runs = start[content[start] & content[start + size - 1]]
        rows = np.stack([term[runs + offset] for offset in range(size)], axis=1)
        grams, gram = np.unique(rows, axis=0, return_inverse=True)
        keys = ["".join(features.terms[number] for number in row) for row in grams.tolist()]
        for key in keys:
            n_words.setdefault(key, size)
        # "data set" and "dataset" have one key, so their papers are counted together.
        number = np.array([numbers.setdefault(key, len(numbers)) for key in keys])
        pairs.append(number[gram.reshape(-1)] * corpus.size + corpus.paper[runs])
    df = np.bincount(np.unique(np.concatenate(pairs)) // corpus.size, minlength=len(numbers))
    return Counter(dict(zip(numbers, df.tolist(), strict=True)))


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1:])
