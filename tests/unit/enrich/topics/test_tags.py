"""The choice of a collection's topics and of each paper's tags."""

import numpy as np
import pytest

from sitegen.config.settings import TagSettings
from sitegen.enrich.corpus import read_corpus
from sitegen.enrich.features import word_features
from sitegen.enrich.topics.chooser import Chooser, find_floor
from sitegen.enrich.topics.quality import Names
from sitegen.enrich.topics.tags import (
    Choice,
    _find_shared,
    _limit_holders,
    _rank_concepts,
    _replace_unnamed,
    _with_aliases,
    choose_tags,
    max_papers,
    name_tags,
)
from sitegen.paper import Paper, Tag, Topic
from tests.unit.enrich.builders import assert_is_record, concepts_of, make_concepts, papers_of

FORCED = Topic("a", "A", is_forced=True)


def chooser_of(papers_by_name, eligible=None, rules=None, **options):
    concepts = make_concepts(papers_by_name, **options)
    if eligible is None:
        eligible = [True] * len(concepts.keys)
    judged = np.array(eligible, dtype=np.bool_), np.zeros(len(concepts.concept))
    return Chooser(concepts, judged, 100, rules or TagSettings())


def letters(count):
    """Return ``count`` unrelated concepts on one paper each; their numbers are in order."""
    return {chr(ord("a") + n): [0] for n in range(count)}


@pytest.mark.parametrize(
    ("size", "share", "maximum"),
    [
        (9, 0.2, 9),
        (10, 0.2, 2),
        (20, 0.2, 3),
        (21, 0.2, 4),
        (100, 0.2, 19),
        (100, 1, 99),
        (0, 1, 0),
    ],
)
def test_a_tag_is_on_fewer_papers_than_the_share_but_on_two(size, share, maximum):
    assert max_papers(size, share) == maximum


def test_the_default_rules():
    assert TagSettings() == TagSettings(min=3, max=8, max_share=0.2)


def test_a_choice_gives_the_tags_of_a_paper():
    tags = {0: Tag("a", "A"), 3: Tag("b", "B")}
    choice = Choice([[], [3, 0]], tags)
    assert choice.tags_of(0) == ()
    assert choice.tags_of(1) == (tags[3], tags[0])


def test_concepts_are_ranked_by_salience_then_key():
    concepts = make_concepts({"a": [0, 2], "b": [0], "c": [0, 2]})
    scores = np.array([1.0, 4.0, 1.0, 2.0, 3.0])  # a in 0, a in 2, b in 0, c in 0, c in 2
    assert _rank_concepts(concepts, scores, 4) == [
        [(2, 2.0), (0, 1.0), (1, 1.0)],
        [],
        [(0, 4.0), (2, 3.0)],
        [],
    ]


def test_a_paper_has_at_most_the_maximum():
    ranked = [(n, 1.0) for n in range(9)]
    chooser = chooser_of(letters(9))
    assert chooser.choose(ranked, chooser.eligible) == list(range(8))
    chooser = chooser_of(letters(9), rules=TagSettings(1, 2))
    assert chooser.choose(ranked, chooser.eligible) == [0, 1]


def test_concepts_far_below_the_best_only_fill_up_to_the_minimum():
    chooser = chooser_of(letters(6))
    at_limit = [(0, 4.0), (1, 3.0), (2, 2.0), (3, 0.25), (4, 0.24)]
    assert chooser.choose(at_limit, chooser.eligible) == [0, 1, 2, 3]
    below = [(0, 4.0), (1, 0.2), (2, 0.1), (3, 0.0)]
    assert chooser.choose(below, chooser.eligible) == [0, 1, 2]


def test_the_best_is_the_best_allowed_one():
    chooser = chooser_of(letters(6))
    ranked = [(0, 9.0), (1, 4.0), (2, 3.0), (3, 2.0), (4, 0.25), (5, 0.24)]
    assert chooser.choose(ranked, {1, 2, 3, 4, 5}) == [1, 2, 3, 4]


def test_where_papers_have_many_concepts_the_least_salient_only_fill_up_to_the_minimum():
    chooser = chooser_of(letters(6))
    chooser.floor = find_floor(np.arange(20) / 4, 4)
    assert chooser.floor == 1.5  # The 14 best of 20 score 1.5 and more.
    ranked = [(0, 3.0), (1, 2.0), (2, 1.75), (3, 1.5), (4, 1.25)]
    assert chooser.choose(ranked, chooser.eligible) == [0, 1, 2, 3]
    assert chooser.choose([(0, 3.0), (1, 1.0), (2, 0.5)], chooser.eligible) == [0, 1, 2]


def test_where_papers_have_few_concepts_there_is_no_floor():
    assert find_floor(np.arange(14.0), 4) == -np.inf
    assert find_floor(np.zeros(0), 0) == -np.inf
    assert find_floor(np.full(20, -np.inf), 4) == -np.inf


def test_only_allowed_concepts_are_chosen():
    chooser = chooser_of(letters(4))
    assert chooser.choose([(n, 1.0) for n in range(4)], {1, 3}) == [1, 3]
    assert chooser.choose([], {1, 3}) == []


def test_forced_topics_come_first_even_beyond_the_maximum():
    topics = {"c": FORCED, "d": FORCED}
    chooser = chooser_of(letters(4), rules=TagSettings(1, 1), topics=topics)
    ranked = [(0, 3.0), (2, 2.0), (3, 1.0)]
    assert chooser.choose(ranked, {0, 1, 2, 3}) == [2, 3]
    chooser = chooser_of(letters(4), rules=TagSettings(1, 3), topics=topics)
    assert chooser.choose(ranked, {0, 1, 2, 3}) == [2, 3, 0]
    assert chooser.choose([(0, 1.0), (1, 0.5)], {0, 1}) == [0, 1]


def test_a_redundant_concept_is_skipped_and_the_next_one_taken():
    chooser = chooser_of({"a": range(2), "a b": range(1), "c": range(1)})
    assert chooser.choose([(0, 3.0), (1, 2.0), (2, 1.0)], {0, 1, 2}) == [0, 2]


def test_of_nested_topics_the_narrower_stays():
    chooser = chooser_of({"a": range(3), "a b": range(2), "c": range(2)})
    assert chooser.is_redundant(0, [1])
    assert not chooser.is_redundant(1, [0])
    assert chooser.choose([(0, 3.0), (1, 2.5), (2, 1.0)], {0, 1, 2}) == [1, 2]
    assert chooser.choose([(1, 3.0), (0, 2.5), (2, 1.0)], {0, 1, 2}) == [1, 2]


def test_a_narrower_topic_that_is_far_less_salient_or_on_one_paper_replaces_nothing():
    chooser = chooser_of({"a": range(3), "a b": range(2), "a c": range(1)})
    assert chooser.choose([(0, 3.0), (1, 1.9)], {0, 1}) == [0]
    assert chooser.choose([(0, 3.0), (2, 2.9)], {0, 2}) == [0]


def test_topics_that_share_a_word_are_not_redundant():
    chooser = chooser_of({"a b": range(2), "a c": range(2)})
    assert not chooser.is_redundant(0, [1])
    assert not chooser.is_redundant(0, [])


def test_the_same_words_in_another_order_are_redundant():
    chooser = chooser_of({"a b": range(2), "b a": range(2), "c": [0]})
    assert chooser.is_redundant(0, [2, 1])
    assert chooser.is_redundant(1, [0, 2])


def test_a_list_is_filled_from_the_best_pool_first():
    chooser = chooser_of(letters(5))
    ranked = [(n, 5.0 - n) for n in range(5)]
    assert chooser.fill([4], ranked, ({3}, {0, 1, 2})) == [4, 3, 0]
    assert chooser.fill([4], ranked, ({3}, {4})) == [4, 3]
    assert chooser.fill([4, 3, 2], ranked, ({0},)) == [4, 3, 2]
    assert chooser.fill([0, 1, 2, 3], ranked, ({4},)) == [0, 1, 2, 3]
    assert chooser.fill([], ranked, ()) == []


def test_a_list_is_filled_without_redundant_concepts_and_the_input_is_left_alone():
    chooser = chooser_of({"a": range(2), "a b": range(1), "c": range(1)})
    chosen = [0]
    assert chooser.fill(chosen, [(0, 3.0), (1, 2.0), (2, 1.0)], ({0, 1, 2},)) == [0, 2]
    assert chosen == [0]


def test_curated_topics_are_eligible_and_forbidden_ones_never():
    topics = {"b": Topic("b", "B", description="Text."), "c": Topic("c", "C")}
    chooser = chooser_of(
        letters(4), [True, False, False, True], titles={"a": 1, "d": 2}, topics=topics, forbidden=["d"]
    )  # fmt: skip
    assert chooser.curated == {1}
    assert chooser.eligible == {0, 1}
    assert chooser.spare == {0, 1}
    assert chooser.forced == set()


def test_concepts_that_enough_papers_choose_are_shared():
    assert _find_shared([[1, 2], [2], [2, 3], [3]], 2) == {2, 3}
    assert _find_shared([[1, 2], [2], [2, 3], [3]], 3) == {2}
    assert _find_shared([], 1) == set()


def test_a_crowded_tag_stays_on_the_papers_where_it_is_most_salient():
    chosen = [[0, 1], [0], [0, 1], []]
    ranked = [[(0, 1.0), (1, 1.0)], [(0, 3.0)], [(0, 2.0), (1, 1.0)], []]
    texts = [("a", ""), ("b", ""), ("c", ""), ("d", "")]
    assert _limit_holders(chosen, ranked, texts, 2, set()) == [[1], [0], [0, 1], []]
    assert _limit_holders(chosen, ranked, texts, 1, set()) == [[1], [0], [], []]
    assert _limit_holders(chosen, ranked, texts, 3, set()) == chosen
    assert _limit_holders(chosen, ranked, texts, 1, {0}) == [[0, 1], [0], [0], []]


def test_equal_saliences_go_by_title_then_abstract():
    chosen, ranked = [[0]] * 3, [[(0, 1.0)]] * 3
    texts = [("b", ""), ("a", "z"), ("a", "y")]
    assert _limit_holders(chosen, ranked, texts, 1, set()) == [[], [], [0]]
    assert _limit_holders(chosen, ranked, texts, 2, set()) == [[], [0], [0]]


def test_papers_that_lose_a_tag_get_the_next_best_existing_one():
    chooser = chooser_of(letters(6))
    ranked = [[(n, 6.0 - n) for n in range(6)]] * 2
    chosen = [[0, 1, 2], [1, 2, 3]]
    assert _replace_unnamed(chooser, chosen, ranked, {1, 2, 3, 4}, set()) == [[1, 2, 3], [1, 2, 3]]
    # Full topics come last.
    assert _replace_unnamed(chooser, chosen, ranked, {1, 2, 3, 4}, {3})[0] == [1, 2, 4]
    assert _replace_unnamed(chooser, chosen, ranked, {1, 2, 3}, {3})[0] == [1, 2, 3]


def test_a_paper_that_loses_no_tag_is_left_alone():
    chooser = chooser_of(letters(4))
    ranked = [[(n, 6.0 - n) for n in range(4)]]
    assert _replace_unnamed(chooser, [[0, 1]], ranked, {0, 1, 2}, set()) == [[0, 1]]


def names_of(papers, numbers=None, topics=()):
    corpus, concepts = concepts_of(papers, topics=topics)
    numbers = set(range(len(concepts.keys))) if numbers is None else numbers
    return {concepts.keys[n]: tag for n, tag in name_tags(corpus, concepts, numbers).items()}


def test_of_names_that_look_alike_the_one_on_most_papers_is_a_tag():
    compilation, compiler = Tag("compilation", "compilation"), Tag("compiler", "compiler")
    papers = papers_of("the compiler", "a compilation", "a compilation")
    assert names_of(papers) == {"compil": compilation}
    papers += papers_of("compiler", "a compiler")
    assert names_of(papers) == {"compiler": compiler}


def test_of_equally_common_names_the_first_key_is_a_tag():
    assert list(names_of(papers_of("a compiler", "a compilation"))) == ["compil"]


def test_only_the_given_concepts_are_named():
    assert names_of(papers_of("a quark, a zebra"), numbers={1}) == {"zebra": Tag("zebra", "zebra")}
    assert names_of(papers_of("a quark, a zebra"), numbers=set()) == {}


def test_a_curated_topic_keeps_its_name_and_takes_it_from_others():
    topic = Topic("boson", "Zebras", also=("quark",))
    papers = papers_of("a quark", "a zebra", "the boson")
    assert names_of(papers, topics=[topic]) == {
        "zebra": Tag("boson", "Zebras", also=("quark",)),
    }
    tags = names_of(papers, topics=[Topic("pion", "Quark")])
    assert tags["quark"] == Tag("pion", "Quark")


@pytest.mark.parametrize("variant", ["zébra"])
def test_of_names_with_one_slug_the_one_on_most_papers_is_a_tag(variant):
    zebra = {"zebra": Tag("zebra", "zebra")}
    assert names_of(papers_of(f"a {variant} is", "the zebra", "a zebra")) == zebra
    assert names_of(papers_of(f"a {variant} is")) == {variant: Tag("zebra", variant)}


def test_acronym_and_long_form_are_further_names():
    tags = names_of(papers_of("the quark zebra boson (QZB)", "a QZB"))
    assert tags["quarkzebraboson"] == Tag("quark-zebra-boson", "quark zebra boson", also=("QZB",))


def test_aliases_are_listed_once_for_all_inflections_shortest_first():
    tag = Tag("graph-nets", "Graph nets", also=("Networks of graphs",))
    aliases = {"network of graphs", "GNs", "graph net", "GN", "Graph neural nets"}
    assert _with_aliases(tag, aliases).also == ("Networks of graphs", "GN", "Graph neural nets")
    assert _with_aliases(Tag("a", "A"), ()).also == ()
    assert _with_aliases(Tag("a", "A"), {"b", "B"}).also == ("B",)
    assert _with_aliases(Tag("a", "A"), {"c", "b"}).also == ("b", "c")


def choose(papers_by_name, size, eligible=None, rules=None, scores=None, **options):
    """Return each paper's names; without mentions, names are those of the curator."""
    names = sorted(papers_by_name, key=lambda name: name.replace(" ", ""))
    topics = {name.replace(" ", ""): Topic(name.replace(" ", "-"), name) for name in names}
    concepts = make_concepts(papers_by_name, topics=topics | options.pop("topics", {}), **options)
    papers = [Paper(f"? {n:03}") for n in range(size)]
    n_pairs = len(concepts.concept)
    eligible = np.array([eligible is None or name in eligible for name in names], dtype=np.bool_)
    score = np.ones(n_pairs) if scores is None else np.array([scores[names[c]] for c in concepts.concept])  # fmt: skip
    choice = choose_tags(papers, read_corpus([]) if size == 0 else read_corpus(papers), concepts, (eligible, score), rules or TagSettings())  # fmt: skip
    return [[tag.name for tag in choice.tags_of(n)] for n in range(size)]


def test_eligible_concepts_that_several_papers_choose_are_preferred():
    on_both, on_one = [0, 1], [0]
    topics = {"a": on_one, "b": on_both, "c": on_both, "d": on_both, **{f"x{n}": [n] for n in range(2, 12)}}  # fmt: skip
    scores = dict.fromkeys(topics, 1.0) | {"a": 1.5}
    assert choose(topics, 12, scores=scores)[:2] == [["b", "c", "d"], ["b", "c", "d"]]


def test_a_topic_of_one_paper_that_no_title_names_is_no_topic():
    topics = {"a": [0], "b": [0, 1], "c": [0]}
    assert choose(topics, 12)[:2] == [["b"], ["b"]]


def choose_spare(title, abstract, keywords=(), score=1.0):
    """Return the topics of a paper of a collection that has no topics."""
    papers = [Paper(title, abstract, keywords=keywords), *papers_of(*["the boson"] * 10)]
    corpus, concepts = concepts_of(papers)
    judged = (np.zeros(len(concepts.keys), np.bool_), np.full(len(concepts.concept), score))
    names = Names(corpus, word_features(corpus.words), concepts)
    spare = np.array([key != "boson" for key in concepts.keys])
    choice = choose_tags(papers, corpus, concepts, judged, TagSettings(), spare=spare, names=names)
    assert choice.tags_of(1) == ()
    return [tag.name for tag in choice.tags_of(0)]


def test_a_title_gives_a_paper_without_other_topics_one_that_only_it_has():
    assert choose_spare("Quark zebras", "the quark zebra") == ["quark zebras"]
    # In other words, and in other forms.
    assert choose_spare("Quark zebras", "zebras of a quark") == ["quark zebras"]


def test_a_title_that_the_abstract_does_not_take_up_names_no_topic():
    assert choose_spare("Quark zebras", "the boson") == []
    assert choose_spare("Quark zebras", "the boson and the quark") == []
    assert choose_spare("?", "the quark zebra") == []


def test_a_figure_of_speech_with_of_is_no_topic_of_one_paper():
    assert choose_spare("The headache of zebras", "the headache of zebras") == []
    assert choose_spare("Mixture of experts", "mixture of experts") == ["mixture of experts"]


def test_a_phrase_with_a_verb_is_no_topic_of_one_paper():
    assert choose_spare("Riding zebras", "riding zebras") == []


def test_keywords_are_topics_of_one_paper():
    assert choose_spare("?", "the boson", ("riding zebras", "quark")) == ["quark", "riding zebras"]


def test_a_second_topic_of_one_paper_must_be_salient():
    title = "Quark zebras and walrus pumps"
    abstract = "a quark zebra, the walrus pump"
    assert choose_spare(title, abstract) == ["quark zebras", "walrus pumps"]
    assert choose_spare(title, abstract, score=0.2) == ["quark zebras"]
    in_other_words = "a quark zebra, the pump of a walrus"
    assert choose_spare(title, in_other_words) == ["quark zebras"]
    assert choose_spare(title, in_other_words, score=1.01) == ["quark zebras", "walrus pumps"]


def test_few_of_all_topics_are_on_one_paper_where_papers_have_others():
    title, abstract = (
        "Quark zebras, walrus pumps and tapir kilns",
        "quark zebra, walrus pump, tapir",
    )
    abstract += " kiln"
    # Two are needed; a third would be a large share of the topics of this collection.
    assert choose_spare(title, abstract, score=9) == ["quark zebras", "tapir kilns"]


def test_a_tag_is_on_at_most_the_share_of_papers():
    topics = {"a": range(6), **{f"x{n}": [n] for n in range(12)}}
    rules = TagSettings(1, 8, 0.5)
    tags = choose(topics, 12, rules=rules)
    assert ["a" in names for names in tags] == [True] * 5 + [False] * 7
    assert tags[5] == []  # "x5" is on this paper only


def test_a_full_tag_is_not_used_again():
    topics = {"a": range(6), "x0": [5]}
    tags = choose(topics, 12, rules=TagSettings(1, 8, 0.5))
    assert [len(names) for names in tags] == [1] * 5 + [0] * 7


def test_forced_topics_have_no_limit():
    topic = Topic("a", "a", is_forced=True)
    tags = choose({"a": range(12)}, 12, eligible=set(), rules=TagSettings(1, 8, 0.2), topics={"a": topic})  # fmt: skip
    assert tags == [["a"]] * 12


def test_a_curated_topic_of_one_paper_is_shared():
    topics = {"a": [0], "b": [0, 1], "c": [0, 1], "d": [0, 1]}
    curated = {"a": Topic("a", "a", description="Text.")}
    assert choose(topics, 12, eligible={"b", "c", "d"}, topics=curated)[0] == ["a", "b", "c", "d"]
    assert choose(topics, 12)[0] == ["b", "c", "d"]


def test_no_papers():
    assert choose({}, 0) == []
    assert choose({}, 2) == [[], []]


def test_rules_and_choices_are_immutable():
    assert_is_record(TagSettings())
    assert_is_record(Choice([], {}))


def test_words_with_a_hyphen_are_nested_in_those_without():
    # The stems of "hyper-parameters" and of "hyperparameter tuning".
    chooser = chooser_of({"hyper paramet": [0, 1], "hyperparamet tune": [0, 1]})
    hyphenated, tuning = range(2)
    assert chooser.is_nested(hyphenated, [tuning])
    assert chooser.is_broader(hyphenated, tuning)
