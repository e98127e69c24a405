"""Scores of the concepts of a paper."""

from math import log, log10

import numpy as np
import pytest

from sitegen.enrich.topics.salience import WEIGHTS, _is_inside, score_salience
from sitegen.paper import Paper
from tests.unit.enrich.builders import assert_is_record, concepts_of, papers_of

PAPERS = [
    Paper("The quark zebra", "a quark zebra, boson. A quark"),
    Paper("Boson", "the boson, quark", keywords=("boson",)),
    Paper("?", "it is a zebra"),
    Paper("Quark", "?"),
]


def features_of(papers):
    """Return (key, paper) -> feature -> value."""
    corpus, concepts = concepts_of(papers)
    rows = score_salience(corpus, concepts).features.tolist()
    pairs = zip(concepts.concept.tolist(), concepts.paper.tolist(), rows, strict=True)
    return {
        (concepts.keys[concept], paper): dict(zip(WEIGHTS, row, strict=True))
        for concept, paper, row in pairs
    }


def test_all_features_of_a_phrase():
    features = features_of(PAPERS)["quarkzebra", 0]
    assert 0 < features["close"] < 1
    assert features == pytest.approx(
        {
            "mentions": log(2),
            "in title": 1,
            "early": -log(2),  # after "The"
            "papers": 0,
            "papers squared": 0,
            "titles": log(2) / log(4),
            "one word": 0,
            "two words": 1,
            "alone": 1,
            "one word, once": 0,
            "close": features["close"],
            "term": log10(0.3 / 6),  # no abstract of the table has it
        }
    )


def test_all_features_of_a_word():
    features = features_of(PAPERS)
    # Mentions of "quark": 2 of 5 are part of "quark zebra".
    assert features["quark", 1] == pytest.approx(
        {
            "mentions": 0,
            "in title": 0,
            "early": -log(5),
            "papers": log(3) / log(4),
            "papers squared": (log(3) / log(4)) ** 2,
            "titles": log(3) / log(4),
            "one word": 1,
            "two words": 0,
            "alone": 1 - 2 / 5,
            "one word, once": 1,
            "close": features["quark", 1]["close"],
            "term": features["quark", 1]["term"],
        }
    )


def test_a_keyword_is_no_title_but_counts_as_one_in_the_collection():
    papers = [Paper("?", "the zebra", keywords=("zebra",)), Paper("?", "a zebra"), Paper("?")]
    features = features_of(papers)
    assert features["zebra", 0]["in title"] == 0
    assert features["zebra", 0]["titles"] == pytest.approx(log(2) / log(3))
    assert features["zebra", 0]["early"] == 0
    assert features["zebra", 0]["one word, once"] == 0


def test_one_mention_in_a_title_is_not_in_passing():
    features = features_of(PAPERS)
    assert features["quark", 3]["one word, once"] == 0
    assert features["zebra", 2]["one word, once"] == 1
    assert features["zebra", 0]["one word, once"] == 0


def test_phrases_of_three_words_are_neither_one_nor_two():
    features = features_of(papers_of("quark zebra boson"))["quarkzebraboson", 0]
    assert (features["one word"], features["two words"]) == (0, 0)


@pytest.mark.parametrize("size", [1, 2])
def test_the_unit_of_counts_is_at_least_one(size):
    papers = [Paper("Zebra")] * size
    assert features_of(papers)["zebra", 0]["papers"] == pytest.approx(log(size))
    assert features_of(papers)["zebra", 0]["titles"] == pytest.approx(log(1 + size))


def test_the_score_is_the_rounded_sum_of_weighted_features():
    corpus, concepts = concepts_of(PAPERS)
    result = score_salience(corpus, concepts)
    expected = [
        sum(value * weight for value, weight in zip(row, WEIGHTS.values(), strict=True))
        for row in result.features.tolist()
    ]
    assert result.score.tolist() == pytest.approx(expected, abs=6e-7)
    assert result.score.tolist() == np.round(result.score, 6).tolist()
    assert result.score.tolist() != np.round(result.score, 5).tolist()


def test_a_phrase_close_to_the_paper_weighs_more():
    papers = [Paper("?", "the stars, galaxies, telescopes, astronomy, espresso")]
    features = features_of(papers)
    assert features["galaxi", 0]["close"] > features["espresso", 0]["close"] + 0.1


def test_terms_of_science_weigh_more_than_its_discourse():
    features = features_of(papers_of("the point cloud, a research community"))
    assert (
        features["pointcloud", 0]["term"] > features["researchcommuniti", 0]["term"] + 0.5
        if ("researchcommuniti", 0) in features
        else features["pointcloud", 0]["term"] > -1
    )


def test_a_mention_is_inside_a_longer_one_that_covers_it():
    _, concepts = concepts_of(papers_of("zebra quark boson, pion. zebra"))
    rows = zip(concepts.start.tolist(), concepts.length.tolist(), _is_inside(concepts).tolist(), strict=True)  # fmt: skip
    assert {(start, length): inside for start, length, inside in rows} == {
        (0, 1): True,
        (1, 1): True,
        (2, 1): True,
        (0, 2): True,
        (1, 2): True,
        (0, 3): False,
        (3, 1): False,
        (4, 1): False,
    }


def test_overlap_is_not_inside():
    _, concepts = concepts_of(papers_of("quark zebra boson pion muon"))
    rows = zip(concepts.start.tolist(), concepts.length.tolist(), _is_inside(concepts).tolist(), strict=True)  # fmt: skip
    assert {(s, n) for s, n, inside in rows if not inside} == {(0, 4), (1, 4)}


@pytest.mark.parametrize("papers", [[], [Paper("?")]])
def test_collections_without_concepts(papers):
    corpus, concepts = concepts_of(papers)
    result = score_salience(corpus, concepts)
    assert result.features.shape == (0, len(WEIGHTS))
    assert result.score.tolist() == []


def test_scores_are_immutable():
    assert_is_record(score_salience(*concepts_of([])), by_identity=True)


@pytest.mark.parametrize(
    ("title", "abstract", "size", "is_incidental"),
    [
        (
            "Gripper",
            "motor torque of a gripper with wheels, " + "hydraulic valves " * 9 + "and poetry",
            40,
            True,
        ),
        (
            "Gripper",
            "motor torque of a gripper with wheels, " + "hydraulic valves " * 9 + "and poetry",
            39,
            False,
        ),
        # Named twice, in the title, or close in meaning.
        ("Gripper", "the torque of a gripper, its poetry of poetry", 40, False),
        ("Poetry", "the motor torque of a gripper", 40, False),
        ("Poems", "verses and rhymes of a poet are poetry", 40, False),
    ],
)
def test_what_a_paper_names_once_and_is_far_is_incidental(title, abstract, size, is_incidental):
    corpus, concepts = concepts_of([Paper(title, abstract), *[Paper("?")] * (size - 1)])
    incidental = score_salience(corpus, concepts).incidental
    assert incidental[concepts.concept == concepts.keys.index("poetri")].tolist() == [is_incidental]
