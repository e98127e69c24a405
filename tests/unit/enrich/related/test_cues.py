"""What the words around a phrase say of it."""

import pytest

from sitegen.enrich.corpus import read_corpus
from sitegen.enrich.features import word_features
from sitegen.enrich.related.cues import Kinds
from sitegen.enrich.topics.phrases import find_concepts
from sitegen.paper import Paper


def kind(left, right, *more, phrase="quarkzebra"):
    """Return the kind of a phrase of two papers; further abstracts are of other papers."""
    papers = [Paper(f"T{n}", text) for n, text in enumerate((left, right, *more))]
    corpus = read_corpus(papers)
    concepts = find_concepts(papers, corpus, word_features(corpus.words))
    number = concepts.keys.index(phrase)
    return Kinds(corpus, concepts, {number}).of_pair(number, 0, 1)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("We evaluate on quark zebra.", "The quark zebra dataset is big.", "data"),
        ("The task of quark zebra.", "We tackle quark zebra problems.", "problem"),
        ("Solved by using quark zebra.", "A result via the quark zebra.", "method"),
        ("Built on quark zebra.", "An alternative to quark zebra.", "contrast"),
        ("Rather than quark zebra, we pray.", "The quark zebra method.", "contrast"),
        ("We like quark zebra.", "The quark zebra is here.", "phrase"),
        # One paper alone is not enough, and two that disagree are not.
        ("We evaluate on quark zebra.", "Here is quark zebra.", "phrase"),
        ("The task of quark zebra.", "Done via quark zebra.", "phrase"),
        # A cue belongs to its clause.
        ("We evaluate on. Quark zebra is big.", "Evaluated on, quark zebra.", "phrase"),
        # Both reject it: they agree, so it is no contrast.
        ("Used instead of quark zebra.", "It replaces the quark zebra.", "phrase"),
    ],
)
def test_cues(left, right, expected):
    assert kind(left, right) == expected
    assert kind(right, left) == expected


def test_nearly_all_cues_of_a_collection_are_certain():
    cues = ["The quark zebra dataset."] * 3
    assert kind("Here is quark zebra.", "There is quark zebra.", *cues) == "data"
    assert kind("Here is quark zebra.", "There is quark zebra.", *cues[1:]) == "phrase"
    mixed = [*cues, "Done via quark zebra.", "Made using quark zebra."]
    assert kind("Here is quark zebra.", "There is quark zebra.", *mixed) == "phrase"
