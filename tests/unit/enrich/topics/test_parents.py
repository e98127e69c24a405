"""Which topic is part of which."""

from sitegen.collection.collect import collect
from sitegen.enrich import enrich
from sitegen.paper import Paper


def parents(texts):
    papers = [Paper(title, text, source_id=f"p{n}") for n, (title, text) in enumerate(texts)]
    return {tag.name: tag.parent for tag in enrich(collect(papers).entries).tags}


def test_a_phrase_that_contains_another_is_narrower():
    texts = [("Graph neural networks", "We study molecules.")] * 1
    texts += [(f"Neural networks {w}", "Robots grasp.") for w in ("alpha", "beta", "gamma")]
    texts += [(f"Graph neural networks {w}", "Molecules bind.") for w in ("delta",)]
    found = parents(texts)
    assert found["graph neural networks"] == "neural-networks"
    assert found["neural networks"] is None


def test_equal_sets_of_papers_make_no_parents():
    found = parents([(f"Quantum gravity and black holes {n}", "Nothing.") for n in range(4)])
    assert set(found.values()) == {None}
