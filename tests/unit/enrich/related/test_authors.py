"""Which authors two papers share."""

import numpy as np
import pytest

from sitegen.enrich.related.authors import Authors
from sitegen.paper import Author, Entry, Paper


def authors_of(*papers):
    return Authors([Entry("p", Paper("T", authors=tuple(map(Author, names)))) for names in papers])


@pytest.mark.parametrize(
    ("left", "right", "both"),
    [
        (["José  Núñez"], ["jose nunez"], ("José  Núñez",)),
        (["A", "B", "C"], ["C", "A"], ("A", "C")),
        (["A"], ["B"], ()),
        (["A"], [], ()),
        ([], ["A"], ()),
    ],
)
def test_names_are_compared_without_case_and_accents(left, right, both):
    assert authors_of(left, right).shared(0, 1) == both


def test_pairs_are_flagged():
    authors = authors_of(["Ann"], ["Bo", "ann"], [])
    flags = authors.have_shared(np.array([0, 1, 0, 2]), np.array([1, 0, 2, 2]))
    assert flags.tolist() == [True, True, False, False]
    assert authors.have_shared(np.array([], dtype=int), np.array([], dtype=int)).tolist() == []
