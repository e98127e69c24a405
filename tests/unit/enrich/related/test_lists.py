"""Related papers and their reasons."""

import pytest

from sitegen.collection.collect import collect
from sitegen.enrich import RelatedRules, enrich
from sitegen.paper import Paper
from sitegen.sources import read_sources

PAPERS = [
    Paper("Graph neural networks for molecules", "Message passing on molecular graphs.", source_id="gnn"),
    Paper("Molecules as graphs", "Graph neural networks predict properties.", source_id="mol"),
    Paper("Speech recognition with transformers", "Acoustic models for speech.", source_id="asr"),
    Paper("Acoustic models", "Speech recognition needs acoustic models.", source_id="am"),
]  # fmt: skip


def related(papers, count=8):
    found = enrich(collect(papers).entries, related_rules=RelatedRules(count))
    return {p.entry.id: p.related for p in found.papers}


def test_the_closest_comes_first_and_says_why():
    found = related(PAPERS)
    assert [found[key][0].id for key in ("gnn", "mol", "asr", "am")] == ["mol", "gnn", "am", "asr"]
    assert any("neural" in why for why in (*found["gnn"][0].terms, *found["gnn"][0].tags))
    assert all(0 <= r.score <= 1 for entries in found.values() for r in entries)


def test_scores_fall_and_no_paper_is_related_to_itself(listing):
    found = related(read_sources([str(listing)]).papers)
    for key, entries in found.items():
        scores = [r.score for r in entries]
        assert len(entries) == 8
        assert scores == sorted(scores, reverse=True)
        assert key not in {r.id for r in entries}


@pytest.mark.parametrize(("papers", "count"), [(PAPERS[:1], 0), (PAPERS[:2], 1), (PAPERS, 3)])
def test_small_collections_give_what_there_is(papers, count):
    assert {len(entries) for entries in related(papers).values()} == {count}


def test_count_can_be_chosen():
    assert {len(entries) for entries in related(PAPERS, 1).values()} == {1}
    assert {len(entries) for entries in related(PAPERS, 0).values()} == {0}
