"""Rules for what may be a topic."""

import math

import pytest

from sitegen.enrich.corpus import read_corpus
from sitegen.enrich.topics.quality import (
    CLIPPED,
    EVERYDAY,
    NESTED,
    NOT_AS_REASON,
    PADDED,
    _proper_subphrases,
    find_faults,
    keyness,
    min_papers,
)
from sitegen.paper import Paper
from sitegen.text.frequency import zipf_frequency
from tests.unit.enrich.builders import concepts_of, make_concepts, papers_of

FEW, MANY, UNTITLED = (
    "on too few papers",
    "on more than half of the papers",
    "in no title and on few papers",
)


def failing(rule, papers_by_name, size, **options):
    """Return the names that fail a rule in a collection of ``size`` papers."""
    concepts = make_concepts(papers_by_name, **options)
    flags = find_faults(read_corpus([Paper("?")] * size), concepts)[rule]
    assert flags.shape == (len(papers_by_name),)
    return {" ".join(concepts.parts[n]) for n, flag in enumerate(flags.tolist()) if flag}


@pytest.mark.parametrize(
    ("size", "minimum"),
    [(0, 1), (9, 1), (10, 2), (3599, 2), (3600, 3), (6399, 3), (6400, 4), (87_000, 14)],
)
def test_the_minimum_grows_as_the_square_root_of_the_collection(size, minimum):
    assert min_papers(size) == minimum


def test_a_topic_is_on_several_papers():
    topics = {"a": range(1), "b": range(2)}
    assert failing(FEW, topics, 9) == set()
    assert failing(FEW, topics, 10) == {"a"}


def test_a_topic_is_on_at_most_half_of_the_papers():
    topics = {"a": range(5), "b": range(6), "c": range(9)}
    assert failing(MANY, topics, 11) == {"b", "c"}
    assert failing(MANY, topics, 10) == {"b", "c"}
    assert failing(MANY, topics, 12) == {"c"}
    assert failing(MANY, topics, 9) == set()  # a small collection


def test_a_topic_is_in_a_title_or_on_enough_papers():
    topics = {"a": range(3), "b": range(4), "c d": range(1), "e f": range(2)}
    assert failing(UNTITLED, topics, 20) == {"a", "c d"}
    assert failing(UNTITLED, topics, 20, titles={"a": 1, "c d": 1}) == set()


def test_a_phrase_is_nested_if_one_longer_phrase_is_on_seven_tenths_of_its_papers():
    assert failing(NESTED, {"a": range(10), "a b": range(7)}, 30) == {"a"}
    assert failing(NESTED, {"a": range(10), "a b": range(6)}, 30) == set()
    assert failing(NESTED, {"b c": range(10), "a b c d": range(7)}, 30) == {"b c"}
    assert failing(NESTED, {"a c": range(10), "a b c": range(9)}, 30) == set()


def test_a_phrase_that_science_uses_within_a_longer_one_is_clipped():
    mentions = {"decis process": range(3), "markov decis process": range(2)}
    assert failing(CLIPPED, mentions, 30) == {"decis process"}
    # Not where the collection has no longer phrase, or where science often stops before it.
    assert failing(CLIPPED, {"decis process": range(3)}, 30) == set()
    mentions = {"machin translat": range(3), "neural machin translat": range(3)}
    assert failing(CLIPPED, mentions, 30) == set()
    # A hyphenated word is not split.
    mentions = {"sequenc model": range(3), "sequenc to sequenc model": range(3)}
    assert failing(CLIPPED, mentions, 30) == set()


def test_a_phrase_on_one_paper_nests_nothing():
    topics = {"a": range(1), "a b": range(1), "c": range(2), "c d": range(2)}
    assert failing(NESTED, topics, 5) == {"c"}


def test_a_phrase_below_the_minimum_nests_nothing():
    topics = {"a": range(2), "a b": range(2), "c": range(3), "c d": range(3)}
    assert failing(NESTED, topics, 3599) == {"a", "c"}
    assert failing(NESTED, topics, 3600) == {"c"}


def test_subphrases_are_contiguous_and_shorter():
    assert list(_proper_subphrases(("a", "b", "c"))) == [
        ("a",), ("a", "b"), ("b",), ("b", "c"), ("c",),
    ]  # fmt: skip
    assert list(_proper_subphrases(("a",))) == []


@pytest.mark.parametrize(
    ("phrase", "core", "is_padded"),
    [
        ("a b model", "a b", True),
        ("learn a b", "a b", True),
        ("a b graph", "a b", False),
        ("model a b", "a b", False),
        ("a b learn", "a b", False),
        ("a model", "a", False),  # two words
        ("learn a b model", "a b model", True),
        ("learn a b model", "learn a b", True),
        ("learn a b model", "a b", False),
        ("pre train a b", "a b", True),
        ("train pre a b", "a b", False),
    ],
)
def test_a_phrase_is_padded_by_a_generic_head_or_verb(phrase, core, is_padded):
    topics = {phrase: range(3), core: range(5)}
    result = failing(PADDED, topics, 30)
    assert (phrase in result) is is_padded


def test_a_core_on_fewer_papers_makes_no_padding():
    assert failing(PADDED, {"a b model": range(3), "a b": range(2)}, 30) == set()
    assert failing(PADDED, {"a b model": range(3), "a b": range(5)}, 30) == {"a b model"}
    assert failing(PADDED, {"a b model": range(3)}, 30) == set()


def test_a_core_that_hardly_stands_alone_makes_no_padding():
    # "Diffusion language", of "diffusion language models".
    assert failing(PADDED, {"a b model": range(7), "a b": range(10)}, 30) == set()
    assert failing(PADDED, {"a b model": range(7), "a b": range(11)}, 30) == {"a b model"}


def test_long_forms_and_compounds_are_not_padded():
    topics = {"zebra boson model": range(3), "zebra boson": range(5)}
    assert failing(PADDED, topics, 30, acronyms={"ZBM": "zebra boson models"}) == set()
    topics = {"energi base model": range(3), "energi base": range(5)}
    assert failing(PADDED, topics, 30) == set()


def test_each_phrase_is_judged_though_one_before_it_is_a_term():
    topics = {"energi base model": range(3), "zebra boson model": range(3), "zebra boson": range(5)}
    assert failing(PADDED, topics, 30) == {"zebra boson model"}


def test_padded_phrases_are_no_reasons():
    assert NOT_AS_REASON == (PADDED,)


def keyness_of(*abstracts):
    corpus, concepts = concepts_of(papers_of(*abstracts))
    return dict(zip(concepts.keys, keyness(corpus, concepts).tolist(), strict=True))


def test_keyness_is_the_log_ratio_to_everyday_english():
    result = keyness_of("the bird, a bird", "a bird, music")
    assert zipf_frequency("bird") == 4.6
    assert result["bird"] == pytest.approx(math.log10(3e9 / 7) - 4.6)
    assert result["music"] == pytest.approx(math.log10(1e9 / 7) - zipf_frequency("music"))


def test_phrases_and_unlisted_words_have_infinite_keyness():
    assert zipf_frequency("zebra") == 0
    assert keyness_of("a bird music, zebra") == {
        "bird": pytest.approx(math.log10(1e9 / 4) - 4.6),
        "birdmusic": math.inf,
        "music": pytest.approx(math.log10(1e9 / 4) - zipf_frequency("music")),
        "zebra": math.inf,
    }


def test_of_the_spellings_of_a_word_the_most_frequent_counts():
    assert (zipf_frequency("river"), zipf_frequency("rivers")) == (5.0, 4.3)
    for text in ("a river, rivers", "a rivers, river"):
        assert keyness_of(text)["river"] == pytest.approx(math.log10(2e9 / 3) - 5.0)


def test_an_everyday_word_is_less_than_eight_times_as_frequent():
    def fails(n_fillers):
        text = "music " + "the " * n_fillers
        corpus, concepts = concepts_of(papers_of(text))
        assert concepts.keys == ["music"]
        return find_faults(corpus, concepts)[EVERYDAY].tolist()[0]

    # 1e9 / tokens = 10 ** (zipf + 0.9)
    limit = int(1e9 / 10 ** (zipf_frequency("music") + 0.9))
    assert limit == 398
    assert not fails(limit - 1)
    assert fails(limit)


def test_no_concepts():
    assert {len(flags) for flags in find_faults(read_corpus([]), make_concepts({})).values()} == {0}
