"""A paper that is taken down goes with all its records and all that the reports say of it."""

import pytest

from sitegen.collection import (
    collect,
    conflict_lines,
    merged_lines,
    possible_duplicate_lines,
    take_down,
)
from sitegen.paper import Origin, Paper

SECRET = "A secret study of kettles"
RECORDS = (
    Paper(SECRET, arxiv_id="2001.00001", source_id="s1", origins=(Origin("a.bib", 1),), year=2001),
    Paper("On graphs", doi="10.1234/graphs", origins=(Origin("a.bib", 5),)),
    Paper(SECRET, arxiv_id="2001.00001", doi="10.1234/kettles", year=2020, venue="Kettles",
          origins=(Origin("b.bib", 3),)),
)  # fmt: skip


@pytest.mark.parametrize(
    "name",
    ["2001.00001", "arXiv:2001.00001v2", "https://arxiv.org/abs/2001.00001", "10.1234/KETTLES",
     "https://doi.org/10.1234/kettles", "s1"],
)  # fmt: skip
def test_any_identifier_of_any_record_takes_the_paper_down(name):
    collection = collect(RECORDS)
    assert SECRET in "".join(merged_lines(collection))
    assert SECRET not in "".join(conflict_lines(collection))
    result = take_down(collection, [name])
    assert [entry.paper.title for entry in result.collection.entries] == ["On graphs"]
    assert merged_lines(result.collection) == conflict_lines(result.collection) == []
    assert result.origins == (Origin("a.bib", 1), Origin("b.bib", 3))
    assert result.unused == ()


def test_an_identifier_that_no_paper_has_is_returned_and_others_keep_their_ids():
    collection = collect(RECORDS)
    result = take_down(collection, ["10.1234/graph", "10.1234/graphs", "", "10.1234/graph"])
    assert result.unused == ("10.1234/graph", "")
    assert result.collection.entries == collection.entries[:1]
    assert take_down(collection, []).collection is collection


def test_ids_stay_those_that_all_papers_gave():
    twins = [Paper("Same title", "One"), Paper("Same title", "Two, and more words of another kind")]
    twins = [Paper(t.title, t.abstract, source_id="x", year=1990 + n) for n, t in enumerate(twins)]
    collection = collect(twins)
    first, second = (entry.id for entry in collection.entries)
    result = take_down(collection, [first])
    assert [entry.id for entry in result.collection.entries] == [second]


def test_pairs_that_name_it_leave_the_report():
    pair = [
        Paper("Training kettles to whistle in tune", "We train kettles. " * 9, year=2001),
        Paper("Training kettles to whistle in tunes", "Whistling is hard. " * 9, year=2015),
    ]
    collection = collect(pair)
    result = take_down(collection, [collection.entries[0].id])
    assert possible_duplicate_lines(result.collection) == []
    assert len(result.collection.entries) == 1
