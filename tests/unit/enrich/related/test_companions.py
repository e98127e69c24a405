"""Which words are named beside a thing that two papers share."""

import numpy as np
import pytest

from sitegen.enrich.corpus import read_corpus
from sitegen.enrich.features import word_features
from sitegen.enrich.related.companions import Companions
from sitegen.enrich.related.terms import build_terms
from sitegen.enrich.topics.phrases import find_concepts
from sitegen.paper import Paper

#: Texts of many papers on quark zebras, of which the first two have one more word in common.
ZEBRAS = "Quark zebras: the gripper", "A gripper for quark zebras", *["We feed quark zebras."] * 6


def words_beside(thing, *texts, nested=(), others=40, are_general=False):
    """Return the words that are named beside a thing of the first two papers, best first."""
    papers = [Paper("?", text) for text in (*texts, *["One walrus sleeps."] * others)]
    corpus = read_corpus(papers)
    features = word_features(corpus.words)
    concepts = find_concepts(papers, corpus, features, 1)
    terms = build_terms(corpus, features)
    companions = Companions(corpus, features, terms, concepts, nested, are_general=are_general)
    number = concepts.keys.index(thing)
    (pairs,) = companions.of_pairs([[number]], np.array([0]), np.array([1]))
    assert all(found == number for found, _ in pairs)
    return [word for _, word in pairs]


def test_a_term_of_both_papers_stands_beside_a_thing_of_many():
    assert words_beside("quarkzebra", *ZEBRAS) == ["gripper"]


def test_a_thing_and_a_word_of_many_papers_say_too_little():
    assert words_beside("quarkzebra", *ZEBRAS[:2], ZEBRAS[0]) == ["gripper"]
    assert words_beside("quarkzebra", *ZEBRAS[:2], *ZEBRAS[:2], *ZEBRAS[:2]) == []


@pytest.mark.parametrize("word", ["water", "zebra", "quarkzebra"])
def test_everyday_words_and_parts_of_the_thing_say_nothing(word):
    assert words_beside("quarkzebra", *(text.replace("gripper", word) for text in ZEBRAS)) == []


def test_an_acronym_of_the_thing_says_nothing():
    texts = ["Quark zebra pumps (QZP) of a QZP.", "The quark zebra pump, a QZP."]
    assert words_beside("quarkzebrapump", *texts, "Quark zebra pumps.") == []


def test_a_word_of_one_longer_phrase_says_nothing():
    assert words_beside("quarkzebra", *ZEBRAS, nested={"gripper"}) == []


@pytest.mark.parametrize("word", ["memory", "graph"])
def test_a_general_word_stands_there_only_if_asked_for(word):
    texts = [text.replace("gripper", word) for text in ZEBRAS]
    assert words_beside("quarkzebra", *texts) == []
    assert words_beside("quarkzebra", *texts, are_general=True) == [word]


def test_a_general_word_that_titles_avoid_says_nothing():
    texts = [text.replace("gripper", "baseline") for text in ZEBRAS]
    assert words_beside("quarkzebra", *texts, are_general=True) == []


def test_a_general_word_is_nested_only_if_hardly_any_paper_has_it_elsewhere():
    texts = [text.replace("gripper", "memory") for text in ZEBRAS]
    options = {"nested": {"memori"}, "are_general": True, "others": 60}
    assert words_beside("quarkzebra", *texts, "An episodic memory.", **options) == ["memory"]
    texts = [text.replace("gripper", "episodic memory") for text in ZEBRAS]
    assert "memory" not in words_beside("quarkzebra", *texts, **options)
