"""Runs of words that may name a topic."""

import pytest

from sitegen.enrich.topics.candidates import add_forced, find_candidates
from sitegen.enrich.topics.lexicon import compounds
from sitegen.paper import Paper, Topic
from tests.unit.enrich.builders import papers_of, read

OPENERS = {parts[:2] for parts in compounds()}


def texts_of(corpus, runs):
    starts, lengths = runs
    return [
        " ".join(corpus.words[n] for n in corpus.word[start : start + length].tolist())
        for start, length in zip(starts.tolist(), lengths.tolist(), strict=True)
    ]


def candidates(*papers, openers=OPENERS):
    corpus, features = read(papers)
    return texts_of(corpus, find_candidates(corpus, features, openers))


def in_abstract(text, **options):
    return candidates(*papers_of(text), **options)


def forced(topic, *papers):
    corpus, features = read(papers)
    nothing = find_candidates(*read([]), OPENERS)
    return texts_of(corpus, add_forced(corpus, features, [topic], nothing))


def test_all_runs_of_one_to_four_words_by_length():
    assert in_abstract("quark peptide zebra boson pion") == [
        "quark", "peptide", "zebra", "boson", "pion",
        "quark peptide", "peptide zebra", "zebra boson", "boson pion",
        "quark peptide zebra", "peptide zebra boson", "zebra boson pion",
        "quark peptide zebra boson", "peptide zebra boson pion",
    ]  # fmt: skip


@pytest.mark.parametrize("gap", [" the ", ", ", ". ", " ("])
def test_stop_words_and_borders_separate_runs(gap):
    assert in_abstract(f"quark{gap}zebra") == ["quark", "zebra"]


def test_runs_do_not_cross_texts():
    papers = [Paper("Quark", "zebra", keywords=("boson", "pion")), Paper("Peptide")]
    assert sorted(candidates(*papers)) == ["Peptide", "Quark", "boson", "pion", "zebra"]


def test_of_is_allowed_as_the_second_word():
    assert in_abstract("quark of zebra boson") == [
        "quark", "zebra", "boson", "zebra boson", "quark of zebra", "quark of zebra boson",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "training of zebra",  # the first word is general
        "quark of",
        "of zebra",
        "quark the zebra",
        "quark of the zebra",
    ],
)
def test_of_elsewhere_separates_runs(text):
    assert not any("of" in run.split() for run in in_abstract(text))


def test_of_as_the_third_word_separates_runs():
    assert in_abstract("quark zebra of boson") == [
        "quark", "zebra", "boson", "quark zebra", "zebra of boson",
    ]  # fmt: skip


def test_a_single_word_must_be_specific_and_longer_than_two_letters():
    assert in_abstract("training, bird, AI, famous, neural, GPT, 3D, ab") == ["bird", "GPT"]


def test_a_phrase_must_not_end_with_an_adjective_unless_it_is_a_name():
    assert in_abstract("quark neural") == ["quark"]
    assert in_abstract("quark Neural") == ["quark", "quark Neural"]
    assert in_abstract("quark NEURAL") == ["quark", "NEURAL", "quark NEURAL"]


def test_a_capital_says_nothing_in_a_title():
    assert candidates(Paper("Quark Neural")) == ["Quark"]


def test_a_capital_of_a_keyword_counts_not():
    assert candidates(Paper("?", keywords=("quark neural",))) == ["quark neural"]


def test_a_vague_last_word_needs_a_listed_compound():
    assert in_abstract("quark task") == ["quark"]
    assert in_abstract("quark TASK") == ["quark", "quark TASK"]
    assert ("control", "system") in compounds()
    assert in_abstract("quark systems, control systems")[-1] == "control systems"
    assert "quark control systems" in in_abstract("quark control systems")


def test_a_stop_word_may_end_a_known_phrase():
    assert ("decis", "make") in compounds()
    assert in_abstract("quark making") == ["quark"]
    assert in_abstract("decision making") == ["decision making"]
    assert in_abstract("decision, making") == []
    assert "decision support quark" in in_abstract("decision support quark")


def test_a_model_word_needs_a_specific_word_before_it():
    assert in_abstract("quark model") == ["quark", "quark model"]
    assert in_abstract("training model") == []
    assert in_abstract("quark process") == ["quark", "quark process"]
    assert in_abstract("training process") == []
    assert in_abstract("language model") == ["language model"]
    assert in_abstract("language training model") == ["language training"]
    assert in_abstract("quark training model") == [
        "quark", "quark training", "quark training model",
    ]  # fmt: skip


def test_a_stop_word_may_start_a_known_phrase():
    assert in_abstract("deep learning") == ["deep learning"]
    assert in_abstract("deep learning", openers=set()) == []
    assert in_abstract("deep quark") == ["quark"]
    assert in_abstract("deep, learning") == []
    assert in_abstract("quark deep") == ["quark"]
    assert in_abstract("deep quark", openers={("deep", "quark")}) == ["quark", "deep quark"]


def test_a_keyword_is_a_candidate_as_a_whole_up_to_four_words():
    keywords = ("the neural", "a b c d", "a b c d e", "of")
    assert candidates(Paper("?", keywords=keywords)) == ["the neural", "a b c d", "a b c d", "of"]


def test_a_keyword_that_is_the_last_text_ends_with_the_corpus():
    assert candidates(Paper("?", keywords=("the the",))) == ["the the"]
    assert candidates(Paper("?", keywords=("the the", "the"))) == ["the the", "the"]


def test_of_foreign_papers_only_keywords_are_candidates():
    papers = [Paper("Quark", "der und die zebra", keywords=("boson",)), Paper("Pion")]
    assert candidates(*papers) == ["Pion", "boson"]


def test_no_papers_have_no_candidates():
    assert candidates() == []


def test_a_forced_topic_is_found_wherever_its_words_are():
    topic = Topic("we-use", "We use", is_forced=True)
    assert forced(topic, *papers_of("quark: we use zebra. We used it, we", "we use")) == [
        "we use", "We used", "we use",
    ]  # fmt: skip


def test_all_names_of_a_forced_topic_are_added():
    topic = Topic("tau", "Tau", also=("the quark", "quark"), is_forced=True)
    assert forced(topic, *papers_of("tau quark the quark")) == [
        "tau",
        "quark",
        "the quark",
        "quark",
    ]


def test_a_forced_name_does_not_cross_a_sentence_but_may_cross_a_comma():
    topic = Topic("quark-zebra", is_forced=True)
    assert forced(topic, *papers_of("quark. zebra quark, zebra", "quark", "zebra")) == [
        "quark zebra"
    ]


def test_a_forced_name_of_three_words_needs_all_of_them():
    topic = Topic("quark-the-zebra", is_forced=True)
    assert forced(topic, *papers_of("quark the zebra quark the quark the")) == ["quark the zebra"]


@pytest.mark.parametrize(
    "topic",
    [Topic("quark", "Quark"), Topic("missing", is_forced=True), Topic("quark-x", is_forced=True)],
)
def test_other_topics_add_nothing(topic):
    assert forced(topic, *papers_of("the quark")) == []


def test_forced_runs_are_merged_in_order_without_duplicates():
    corpus, features = read(papers_of("zebra the quark"))
    runs = find_candidates(corpus, features, OPENERS)
    start, length = add_forced(corpus, features, [Topic("the-quark", also=("quark",), is_forced=True)], runs)  # fmt: skip
    assert list(zip(start.tolist(), length.tolist(), strict=True)) == [(0, 1), (1, 2), (2, 1)]


def test_nothing_is_forced_in_an_empty_collection():
    assert forced(Topic("quark", is_forced=True)) == []
