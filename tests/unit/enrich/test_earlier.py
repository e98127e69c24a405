"""An enrichment that uses what an earlier one left equals one that uses nothing."""

from dataclasses import replace

import numpy as np
import pytest

from sitegen.collection import collect
from sitegen.enrich import enrich
from sitegen.enrich.earlier import Earlier
from sitegen.enrich.related import ranking
from sitegen.sources import read_sources
from tests.conftest import LISTING
from tests.unit.enrich.builders import assert_is_record


@pytest.fixture(scope="module")
def entries():
    return collect(read_sources([str(LISTING)]).papers).entries


def with_sentence(entry):
    return replace(entry, paper=replace(entry.paper, abstract=f"{entry.paper.abstract} Done so."))


def test_after_new_edited_and_removed_papers_results_equal_those_of_a_clean_build(
    entries, monkeypatch
):
    monkeypatch.setattr(ranking, "_MIN_ROWS", 0)
    earlier = enrich(entries[:-3]).left
    edited = [with_sentence(entries[0]), *entries[2:-3]]
    for collection in (entries, edited):
        enrichment = enrich(collection, earlier=Earlier.of(earlier.arrays()))
        assert enrichment.papers == enrich(collection).papers
        earlier = enrichment.left


def test_values_come_back_from_arrays(entries):
    left = enrich(entries[:9]).left
    arrays = {name: np.array(array) for name, array in left.arrays().items()}
    again = Earlier.of(arrays).arrays()
    assert again.keys() == arrays.keys()
    assert all(again[name].tolist() == arrays[name].tolist() for name in arrays)
    assert Earlier.of({}).arrays() == {}


def test_values_are_held_by_an_immutable_object():
    assert_is_record(Earlier(), by_identity=True)
