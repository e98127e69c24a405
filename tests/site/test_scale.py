"""Collections that are large, and odd in a way that only size shows."""

from dataclasses import replace

from sitegen.enrich import enrich
from sitegen.paper import Entry, Paper

TEXT = "We study graph neural networks and message passing on molecular graphs."


def test_thousands_of_identical_papers():
    # Enough for several chunks of pairs in each step.
    paper = Paper("Graph neural networks", TEXT)
    entries = [
        Entry(f"p{n}", replace(paper, source_id=f"p{n}", doi=f"10.1/{n}")) for n in range(4_000)
    ]
    papers = enrich(entries).papers
    assert {len(p.related) for p in papers} == {8}
    assert all(len(p.tags) <= 8 for p in papers)
