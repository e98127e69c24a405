"""The workspace keeps what an enrichment leaves; damage costs time only."""

from sitegen.build.earlier import load_earlier, save_earlier
from sitegen.enrich import enrich
from sitegen.paper import Entry, Paper

ENTRIES = [Entry("a", Paper("Graph nets", "We learn.")), Entry("b", Paper("Learning graphs"))]


def test_values_come_back_unless_they_are_damaged(tmp_path):
    enrichment = enrich(ENTRIES)
    save_earlier(tmp_path, enrichment)
    earlier = load_earlier(tmp_path)
    assert earlier.arrays().keys() == enrichment.left.arrays().keys()
    assert enrich(ENTRIES, earlier=earlier).papers == enrichment.papers
    (path,) = tmp_path.iterdir()
    path.write_bytes(path.read_bytes()[:-1])
    assert load_earlier(tmp_path) is None


def test_without_a_workspace_nothing_is_kept():
    save_earlier(None, enrich(ENTRIES[:1]))
    assert load_earlier(None) is None
