"""How readers see a concept."""

from collections import Counter

import pytest

from sitegen.enrich.topics.naming import (
    Spellings,
    collect_spellings,
    display_name,
    display_names,
)
from sitegen.paper import Paper
from tests.unit.enrich.builders import concepts_of, papers_of


def name(running=None, opening=None, short=None, long_form=None):
    return display_name(Spellings(Counter(running), Counter(opening), Counter(short)), long_form)


def spellings_of(key, *papers):
    corpus, concepts = concepts_of(list(papers))
    number = concepts.keys.index(key)
    return collect_spellings(corpus, concepts, {number})[number]


def test_a_word_that_is_never_in_lower_case_keeps_its_capital():
    spellings = Spellings(running=Counter({"hidden Markov Models": 4}))
    assert display_name(spellings, known={"models"}) == "hidden Markov models"


@pytest.mark.parametrize(
    ("running", "expected"),
    [
        ({"graph nets": 3, "graph-nets": 2}, "graph nets"),
        ({"graph nets": 1, "Graph Nets": 3}, "graph nets"),  # a quarter in lower case
        ({"graph nets": 1, "Graph Nets": 4}, "Graph Nets"),
        ({"graph Nets": 4}, "graph nets"),  # a slip
        ({"graph GPT": 4}, "graph GPT"),
        ({"GPT": 2}, "GPT"),
        ({"gPT": 2}, "gPT"),
        ({"Graph": 2}, "Graph"),
    ],
)
def test_inside_sentences_the_usual_case_of_the_most_frequent_wording_counts(running, expected):
    assert name(running) == expected


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ({"Graph Nets": 2}, "graph nets"),
        ({"MeshGPT Nets": 2, "Mesh Nets": 1}, "MeshGPT nets"),
        ({"Graph-Based X": 2}, "graph-based x"),
        ({"GPT-Nets": 2}, "GPT-nets"),
    ],
)
def test_in_titles_capitals_are_undone(opening, expected):
    assert name(opening=opening) == expected


def test_titles_help_to_choose_the_wording_but_not_its_case():
    assert name({"graph nets": 1, "graph-nets": 1}, {"Graph-Nets": 2}) == "graph-nets"
    assert name({"Graph Nets": 1}, {"graph nets": 9}) == "Graph Nets"


def test_a_wording_of_titles_alone_is_lowered():
    assert name({"graph nets": 1}, {"Graph-Nets": 2, "Graph-NETS": 1}) == "graph-nets"
    assert name({"graph nets": 1}, {"Graph-Nets": 1, "Graph-NETS": 2}) == "graph-NETS"


@pytest.mark.parametrize(
    ("n_short", "n_running", "n_opening", "expected"),
    [
        (5, 1, 1, "graph nets"),
        (6, 1, 1, "GN"),
        (3, 1, 0, "GN"),
        (2, 1, 0, "graph nets"),
        (3, 0, 1, "GN"),
        (2, 0, 1, "graph nets"),
        (3, 0, 0, "GN"),
        (2, 0, 0, "GNs"),
    ],
)
def test_an_acronym_is_the_name_if_it_is_three_times_as_frequent(
    n_short, n_running, n_opening, expected
):
    running = {"graph nets": n_running} if n_running else {}
    opening = {"Graph Nets": n_opening} if n_opening else {}
    assert name(running, opening, {"GNs": n_short}) == expected


def test_a_long_form_that_no_paper_has_as_a_phrase_counts_once():
    assert name(short={"GN": 2}, long_form="Graph Nets") == "graph nets"
    assert name(short={"GN": 3}, long_form="Graph Nets") == "GN"
    assert name({"graph nets": 1}, short={"GN": 2}, long_form="Great Nets") == "graph nets"
    assert name(opening={"graph nets": 1}, short={"GN": 2}, long_form="Great Nets") == "graph nets"


def test_a_concept_without_spellings_has_no_name():
    with pytest.raises(ValueError, match="empty"):
        name()


def test_spellings_are_counted_by_position():
    spellings = spellings_of(
        "quarkzebra",
        Paper("Quark Zebra", "Quark zebra is a quark zebra, a quark-zebra. The Quark Zebra"),
        Paper("?", "the quark zebra", keywords=("quark zebras",)),
    )
    assert spellings.running == {"quark zebra": 2, "quark-zebra": 1, "Quark Zebra": 1}
    assert spellings.opening == {"Quark Zebra": 1, "Quark zebra": 1, "quark zebras": 1}
    assert spellings.short == {}


def test_acronyms_are_counted_apart():
    spellings = spellings_of(
        "quarkzebraboson",
        Paper("QZBs", "the quark zebra boson (QZB) is a QZB. QZB, Quark"),
        Paper("?", "QZB"),
    )
    assert spellings.short == {"QZBs": 1, "QZB": 4}
    assert spellings.running == {"quark zebra boson": 1}
    assert spellings.opening == {}


def test_only_the_given_concepts_are_named():
    corpus, concepts = concepts_of([Paper("Quark"), Paper("Zebra", "the zebra Boson")])
    numbers = {key: n for n, key in enumerate(concepts.keys)}
    assert display_names(corpus, concepts, [numbers["zebra"]]) == {numbers["zebra"]: "zebra"}
    assert display_names(corpus, concepts, []) == {}


def test_the_long_form_of_an_acronym_names_its_concept():
    # "Quarks of zebra of boson" is no candidate, so only the definition spells it out.
    text = "the quarks of zebra of boson (QZB)"
    for mentions, name_of_concept in [
        ("a QZB, QZB", "QZB"),
        ("a QZB", "quarks of zebra of boson"),
    ]:
        corpus, concepts = concepts_of(papers_of(text, mentions))
        number = concepts.keys.index("quarkofzebraofboson")
        assert display_names(corpus, concepts, [number]) == {number: name_of_concept}


def test_a_name_is_a_plural_where_papers_use_it():
    assert name({"graph net": 6, "graph nets": 2}) == "graph nets"
    assert name({"graph net": 7, "graph nets": 1}) == "graph net"
    assert name({"RGB-D net": 3}, {"RGB-D Nets": 2}) == "RGB-D nets"


def test_capitals_of_common_words_are_undone_and_those_of_names_stay():
    papers = [
        Paper("?", "a Quark Zebra, the Gaussian Zebra"),
        Paper("?", "a Quark Zebra, the Gaussian Zebra, all quark is. Some zebra of it, one zebra"),
        Paper("?", "our zebra, that quark, its zebra, any quark, one zebra, a quark, the zebra"),
    ]
    corpus, concepts = concepts_of(papers)
    numbers = {key: number for number, key in enumerate(concepts.keys)}
    chosen = [numbers["quarkzebra"], numbers["gaussianzebra"]]
    assert set(display_names(corpus, concepts, chosen).values()) == {
        "quark zebra",
        "Gaussian zebra",
    }
