"""Small inputs for tests of topics: papers read as words, and concepts made by hand."""

from dataclasses import FrozenInstanceError, fields, replace

import numpy as np
import pytest

from sitegen.enrich.corpus import read_corpus
from sitegen.enrich.features import word_features
from sitegen.enrich.topics.phrases import Concepts, find_concepts
from sitegen.paper import Paper


def papers_of(*abstracts):
    """Return a paper for each abstract, with a title that has no word."""
    return [Paper("?", abstract) for abstract in abstracts]


def read(papers):
    corpus = read_corpus(papers)
    return corpus, word_features(corpus.words)


def concepts_of(papers, min_papers=1, topics=()):
    corpus, features = read(papers)
    return corpus, find_concepts(papers, corpus, features, min_papers, topics)


def make_concepts(papers_by_name, *, titles=None, acronyms=None, topics=None, forbidden=()):
    """Return concepts without mentions.

    ``papers_by_name`` maps a name, its stems separated by blanks, to the papers that have it.
    """
    parts = sorted((tuple(name.split()) for name in papers_by_name), key="".join)
    keys = ["".join(p) for p in parts]
    papers = [sorted(papers_by_name[" ".join(p)]) for p in parts]
    empty = np.zeros(0, dtype=np.int64)
    return Concepts(
        keys=keys,
        parts=parts,
        df=np.array([len(row) for row in papers], dtype=np.int64),
        titles=np.array([(titles or {}).get(" ".join(p), 0) for p in parts], dtype=np.int64),
        concept=np.array([n for n, row in enumerate(papers) for _ in row], dtype=np.int64),
        paper=np.array([paper for row in papers for paper in row], dtype=np.int64),
        weight=np.ones(sum(map(len, papers))),
        first=np.zeros(sum(map(len, papers)), dtype=np.int64),
        start=empty,
        length=empty,
        phrase=empty,
        acronyms=acronyms or {},
        is_short=np.zeros(0, dtype=np.bool_),
        topics={keys.index(key): topic for key, topic in (topics or {}).items()},
        forbidden=frozenset(keys.index(key) for key in forbidden),
    )


def assert_is_record(record, *, by_identity=False):
    """Check that a record is immutable, and that it is compared by value or by identity.

    Records of arrays are compared by identity: arrays have no single truth value.
    """
    assert not hasattr(record, "__dict__")
    with pytest.raises(FrozenInstanceError):
        setattr(record, fields(record)[0].name, None)
    assert (replace(record) == record) is not by_identity
