"""The curator's topics by the keys of their names."""

from sitegen.enrich.topics.curated import Curated, name_stems
from sitegen.paper import Topic

LONG = {"GNN": ("graph", "neural", "network")}


def test_the_stems_of_a_name_have_acronyms_spelled_out():
    assert name_stems("deep GNNs", LONG) == ("deep", "graph", "neural", "network")
    assert name_stems("deep GNNs", {}) == ("deep", "gnn")
    assert name_stems("", LONG) == ()


def test_all_names_lead_to_the_key_of_the_topic():
    topic = Topic("gn", "Graph nets", also=("molecular graphs", "GNN"))
    curated = Curated([topic], LONG)
    assert curated.key_of == {
        "graphnetwork": "graphnetwork",
        "moleculargraph": "graphnetwork",
        "graphneuralnetwork": "graphnetwork",
        "gn": "graphnetwork",
    }
    assert curated.topics == {"graphnetwork": topic}


def test_heads_and_tails_are_of_all_names_of_curated_topics():
    described = Topic("a-b", "graph nets", description="Text.")
    curated = Curated([described, Topic("quark-zebra", "boson pion")], {})
    assert curated.heads == {"graph", "a"}
    assert curated.tails == {"network", "b"}


def test_a_forbidden_topic_is_known_by_its_slug():
    topic = Topic("graph-nets")
    curated = Curated([topic], {})
    assert curated.topics == {"graphnetwork": topic}
    assert curated.key_of == {"graphnetwork": "graphnetwork"}


def test_a_name_claims_a_key_before_the_words_of_a_slug():
    renamed = Topic("quark", "Zebra")
    named = Topic("boson", "Quark")
    curated = Curated([renamed, named], {})
    assert curated.key_of == {"zebra": "zebra", "quark": "quark", "boson": "quark"}
    assert curated.topics == {"zebra": renamed, "quark": named}


def test_the_first_topic_keeps_a_name_that_two_claim():
    first, second = Topic("a", "Quark", also=("Zebra",)), Topic("b", "Boson", also=("Zebra",))
    curated = Curated([first, second], {})
    assert curated.key_of["zebra"] == "quark"
    assert curated.topics == {"quark": first, "boson": second}


def test_a_topic_whose_names_all_belong_to_another_is_left_out():
    for name in ("Alpha", "Zulu"):
        first, second = Topic("a", name, also=("Quark",)), Topic("quark", "Quark")
        assert list(Curated([first, second], {}).topics.values()) == [first]


def test_a_topic_without_a_free_name_is_left_out():
    first, second = Topic("quark", "Quark"), Topic("quarks", "Quarks")
    curated = Curated([first, second], {})
    assert curated.topics == {"quark": first}
