"""Concepts: spellings grouped, counted by paper."""

import numpy as np
import pytest

from sitegen.enrich.topics.lexicon import banned_keys
from sitegen.enrich.topics.phrases import _number_terms, number_grams
from sitegen.paper import Paper, Topic
from tests.unit.enrich.builders import assert_is_record, concepts_of, papers_of


def counts(papers, **options):
    """Return key -> (papers, titles)."""
    _, concepts = concepts_of(papers, **options)
    return dict(
        zip(concepts.keys, zip(concepts.df.tolist(), concepts.titles.tolist(), strict=True), strict=True)
    )  # fmt: skip


def pairs(papers, **options):
    """Return (key, paper, weight, words before the first mention)."""
    _, c = concepts_of(papers, **options)
    columns = (c.concept, c.paper, c.weight, c.first)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return [(c.keys[concept], *row) for concept, *row in rows]


def test_all_spellings_of_a_concept_share_a_key():
    papers = papers_of("a pre-training", "a pretraining", "the Pre-Trainings", "a pre training")
    assert counts(papers)["pretrain"] == (4, 0)


def test_a_concept_has_the_stems_of_its_spelling_with_most_words():
    for papers in (papers_of("pretraining", "pre-training"), papers_of("pre-training", "pretraining")):  # fmt: skip
        _, concepts = concepts_of(papers)
        assert concepts.parts[concepts.keys.index("pretrain")] == ("pre", "train")


def test_of_spellings_with_equally_many_words_the_last_one_names_the_stems():
    # "ab-cde" and "abc-de" have the same letters.
    for texts in (("quar-kzebra", "quark-zebra"), ("quark-zebra", "quar-kzebra")):
        _, concepts = concepts_of(papers_of(*texts))
        assert concepts.parts[concepts.keys.index("quarkzebra")] == ("quark", "zebra")


def test_acronyms_and_long_forms_are_one_concept():
    corpus, concepts = concepts_of(papers_of("quark zebra boson (QZB)", "the QZBs", "a pion QZB"))
    assert concepts.acronyms == {"QZB": "quark zebra boson"}
    assert concepts.df[concepts.keys.index("quarkzebraboson")] == 3
    assert "pionquarkzebraboson" in concepts.keys
    flags = zip(corpus.words, concepts.is_short.tolist(), strict=True)
    assert [word for word, flag in flags if flag] == ["QZB", "QZBs"]


def test_an_acronym_is_spelled_out_where_it_can_mean_that():
    rest = ["about zebras"] * 40
    texts = ["quark zebra boson (QZB)", "a quick zonal belt (QZB)", "the QZB"]
    # One paper's own acronym is no other paper's, unless two define it so.
    for more, df in (([], 1), (["Quark zebra bosons (QZB)"], 3)):
        _, concepts = concepts_of(papers_of(*texts, *more, *rest))
        assert concepts.df[concepts.keys.index("quarkzebraboson")] == df


def test_an_acronym_is_defined_in_a_title_too():
    _, concepts = concepts_of([Paper("Quark zebra (QZ)"), Paper("Boson", "the pion zebra (PZ)")])
    assert concepts.acronyms == {"PZ": "pion zebra", "QZ": "Quark zebra"}


def test_a_long_form_may_start_with_a_stop_word():
    assert "deepquark" in counts(papers_of("the deep quark (DQ)"))
    assert "deepquark" not in counts(papers_of("the deep quark"))


def test_keys_are_sorted():
    _, concepts = concepts_of(papers_of("zebra", "boson", "pion"))
    assert concepts.keys == ["boson", "pion", "zebra"]
    assert concepts.parts == [("boson",), ("pion",), ("zebra",)]


def test_pairs_are_sorted_by_concept_and_paper():
    papers = papers_of("the zebra, a quark, a zebra", "a pion, a zebra")
    assert pairs(papers) == [
        ("pion", 1, 1.0, 1),
        ("quark", 0, 1.0, 3),
        ("zebra", 0, 2.0, 1),
        ("zebra", 1, 1.0, 3),
    ]


def test_a_mention_in_a_title_or_keyword_weighs_three():
    papers = [Paper("The zebra", "zebra", keywords=("quark",)), Paper("?", "a quark")]
    assert pairs(papers) == [
        ("quark", 0, 3.0, 0),
        ("quark", 1, 1.0, 1),
        ("zebra", 0, 4.0, 2),
    ]
    assert counts(papers) == {"quark": (2, 1), "zebra": (1, 1)}


def test_mentions_are_sorted_by_concept_paper_and_position():
    _, concepts = concepts_of(papers_of("zebra, quark zebra", "zebra"))
    rows = zip(concepts.phrase.tolist(), concepts.start.tolist(), concepts.length.tolist(), strict=True)  # fmt: skip
    assert [(concepts.keys[p], s, n) for p, s, n in rows] == [
        ("quark", 1, 1),
        ("quarkzebra", 1, 2),
        ("zebra", 0, 1),
        ("zebra", 2, 1),
        ("zebra", 3, 1),
    ]


@pytest.mark.parametrize(("min_papers", "keys"), [(1, {"quark", "zebra"}), (2, {"zebra"}), (3, set())])  # fmt: skip
def test_concepts_of_fewer_papers_are_left_out(min_papers, keys):
    papers = papers_of("the zebra, a quark, a quark", "the zebra")
    assert set(counts(papers, min_papers=min_papers)) == keys


def test_a_title_a_keyword_or_a_curated_name_saves_an_infrequent_concept():
    papers = [Paper("The zebra"), Paper("?", "a pion, quark boson", keywords=("quark",))]
    topic = Topic("x", "Quark boson", description="Text.")
    assert set(counts(papers, min_papers=2)) == {"zebra", "quark"}
    assert set(counts(papers, min_papers=2, topics=[topic])) == {"zebra", "quark", "quarkboson"}


def test_a_curated_name_saves_only_the_whole_name():
    papers = papers_of("quark pion boson, boson, quark, quark boson zebra")
    topic = Topic("x", "Quark boson", description="Text.")
    assert set(counts(papers, min_papers=2, topics=[topic])) == {"quarkboson"}


def test_phrases_are_counted_in_papers_not_in_mentions():
    papers = papers_of("the zebra, a zebra", "?", "zebra")
    assert counts(papers) == {"zebra": (2, 0)}
    assert counts(papers, min_papers=3) == {}


def test_banned_phrases_are_no_concepts_unless_the_curator_names_them():
    papers = [Paper("Source code")]
    assert "sourccode" in banned_keys()
    assert "sourccode" not in counts(papers)
    assert counts(papers, topics=[Topic("source-code", "Source code")])["sourccode"] == (1, 1)


def test_the_names_of_a_topic_are_one_concept():
    topic = Topic("quarks", "Quarks", also=("zebra boson",))
    _, concepts = concepts_of(papers_of("a quark", "the zebra boson"), topics=[topic])
    number = concepts.keys.index("quark")
    assert concepts.df[number] == 2
    assert concepts.parts[number] == ("zebra", "boson")
    assert concepts.topics == {number: topic}
    assert concepts.forbidden == set()


def test_a_forbidden_topic_is_listed_by_its_number():
    _, concepts = concepts_of(papers_of("a quark, a zebra"), topics=[Topic("zebra"), Topic("pion")])
    assert concepts.keys == ["quark", "zebra"]
    assert concepts.forbidden == {1}
    assert concepts.topics == {}


def test_a_forced_topic_is_a_concept_though_it_reads_like_none():
    topic = Topic("we-use", "We use", is_forced=True)
    assert counts(papers_of("and we use zebra"), topics=[topic]) == {
        "weuse": (1, 0),
        "zebra": (1, 0),
    }


@pytest.mark.parametrize("papers", [[], [Paper("?")], [Paper("?"), Paper("the")]])
def test_collections_without_phrases(papers):
    _, concepts = concepts_of(papers)
    assert (concepts.keys, concepts.df.tolist(), concepts.phrase.tolist()) == ([], [], [])


def test_a_paper_without_words_does_not_move_the_others():
    assert pairs([Paper("?"), Paper("?", "the zebra")]) == [("zebra", 1, 1.0, 1)]


def test_runs_have_one_number_exactly_if_they_are_equal():
    term = np.array([0, 1, 0, 1, 2, 0, 1, 1], dtype=np.int64)
    runs = [(s, n) for s in range(8) for n in range(1, 5) if s + n <= 8]
    start, length = np.array(runs, dtype=np.int64).T
    gram, samples = number_grams(term, start, length)
    words = [tuple(term[s : s + n].tolist()) for s, n in runs]
    assert len(set(zip(words, gram.tolist(), strict=True))) == len(set(words)) == len(samples)
    for (start_of, length_of), number in zip(samples.tolist(), range(len(samples)), strict=True):
        run = tuple(term[start_of : start_of + length_of].tolist())
        assert {g for w, g in zip(words, gram.tolist(), strict=True) if w == run} == {number}


def test_concepts_are_immutable():
    corpus, concepts = concepts_of(papers_of("a quark"))
    assert_is_record(concepts, by_identity=True)
    assert_is_record(
        _number_terms(
            corpus, [("a",), ("quark",)], [("a",), ("quark",)], np.zeros(2, dtype=np.bool_)
        ),
        by_identity=True,
    )
