"""Term vectors: counts, document frequencies and weights."""

import numpy as np
import pytest
from scipy import sparse

from sitegen.enrich.corpus import read_corpus
from sitegen.enrich.features import word_features
from sitegen.enrich.related.terms import build_terms, unit_rows
from sitegen.paper import Paper


def terms_of(*papers):
    corpus = read_corpus(papers)
    return build_terms(corpus, word_features(corpus.words))


def weights(*papers):
    terms = terms_of(*papers)
    return [
        {terms.names[column]: row[column] for column in np.flatnonzero(row).tolist()}
        for row in terms.matrix.toarray()
    ]


def test_a_stem_of_one_paper_is_left_out():
    terms = terms_of(Paper("graph tree"), Paper("graph fish"), Paper("tree bird"))
    assert dict(zip(terms.names, terms.df.tolist(), strict=True)) == {"graph": 2, "tree": 2}
    assert terms.matrix.shape == (3, 2)
    assert terms.matrix.dtype == np.float32


def test_a_weight_is_damped_count_times_damped_rarity():
    first, second, third = weights(
        Paper("graph", "graph tree tree"), Paper("tree", "graph"), Paper("graph")
    )
    # Counts of the first paper: 3 + 1 and 2; graph is in 3 of 3 papers, tree in 2. The logarithms
    # of 4 / 4 and 4 / 3 are rounded to multiples of that of 1.5, which are 0 and 1.
    rarity = (np.log(1.5) + 1) ** 0.7
    graph = 1 + np.log(4)
    tree = (1 + np.log(2)) * rarity
    norm = np.hypot(graph, tree)
    assert first == pytest.approx({"graph": graph / norm, "tree": tree / norm})
    graph, tree = 1, (1 + np.log(3)) * rarity
    norm = np.hypot(graph, tree)
    assert second == pytest.approx({"graph": graph / norm, "tree": tree / norm})
    assert third == {"graph": 1.0}


def test_keywords_do_not_count():
    papers = [Paper("graph", keywords=("tree",)), Paper("graph", keywords=("tree",))]
    assert weights(*papers) == [{"graph": 1.0}, {"graph": 1.0}]


def test_function_words_do_not_count():
    papers = [Paper("graph of the trees"), Paper("the tree of graphs")]
    assert [sorted(row) for row in weights(*papers)] == [["graph", "tree"], ["graph", "tree"]]


def test_parts_of_a_hyphenated_word_count_alone():
    first, second = weights(Paper("tree-graph"), Paper("graph tree"))
    assert sorted(first) == ["graph", "tree"]
    assert first == pytest.approx(second)


def test_occurrences_are_assigned_to_their_words_and_papers():
    rows = weights(
        Paper("tree-graph fish"), Paper("", "fish bird-tree"), Paper("bird", "graph-graph")
    )
    assert [sorted(row) for row in rows] == [
        ["fish", "graph", "tree"],
        ["bird", "fish", "tree"],
        ["bird", "graph"],
    ]
    assert rows[1] == pytest.approx(dict.fromkeys(["bird", "fish", "tree"], 3**-0.5))
    bird, graph = 1 + np.log(3), 1 + np.log(2)
    norm = np.hypot(bird, graph)
    assert rows[2] == pytest.approx({"bird": bird / norm, "graph": graph / norm})


def test_a_paper_that_shares_no_stem_has_an_empty_row():
    assert weights(Paper("graph"), Paper("fish"), Paper("graph")) == [
        {"graph": 1.0},
        {},
        {"graph": 1.0},
    ]


@pytest.mark.parametrize("papers", [[], [Paper("?")], [Paper("?"), Paper("!")], [Paper("graph")]])
def test_collections_without_shared_stems_have_no_columns(papers):
    terms = terms_of(*papers)
    assert terms.matrix.shape == (len(papers), 0)
    assert (terms.names, terms.df.tolist()) == ([], [])


def test_unit_rows_have_length_1_or_0():
    matrix = unit_rows(sparse.csr_matrix([[3.0, -4.0], [0, 0], [0.5, 0]]))
    assert matrix.toarray().tolist() == [[0.6000000000000001, -0.8], [0, 0], [1, 0]]


def test_arrays_are_held_by_an_immutable_object_compared_by_identity():
    left, right = terms_of(Paper("graph")), terms_of(Paper("graph"))
    assert left != right
    assert not hasattr(left, "__dict__")
    with pytest.raises(AttributeError):
        setattr(left, next(iter(type(left).__dataclass_fields__)), None)
