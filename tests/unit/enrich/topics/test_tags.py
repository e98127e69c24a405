"""Topics of a collection."""

import random
from collections import Counter

import pytest
import snowballstemmer

from sitegen.collection.collect import collect
from sitegen.enrich import enrich
from sitegen.paper import Paper
from sitegen.sources import read_sources

JUNK = {
    "paper", "papers", "experiments", "state of the art", "state-of-the-art", "results", "method",
    "approach", "novel", "performance", "training", "model", "models", "data", "tasks", "work",
}  # fmt: skip


def names(papers, **options):
    entries = collect(papers).entries
    return [[tag.name for tag in p.tags] for p in enrich(entries, **options).papers]


@pytest.fixture(scope="module")
def example(listing):
    return enrich(collect(read_sources([str(listing)]).papers).entries).papers


def test_papers_of_the_example_have_3_to_8_tags_but_for_3_in_100_whose_text_has_no_more(example):
    counts = Counter(len(paper.tags) for paper in example)
    assert set(counts) <= set(range(2, 9))
    assert counts[2] <= 0.03 * len(example)


def test_no_tag_of_the_example_is_there_twice_by_spelling(example):
    stem = snowballstemmer.stemmer("english").stemWords
    tags = {tag.name for paper in example for tag in paper.tags}
    keys = Counter(" ".join(stem(t.lower().replace("-", " ").split())) for t in tags)
    assert [key for key, count in keys.items() if count > 1] == []


def test_no_tag_of_the_example_is_junk(example):
    assert {tag.name.lower() for paper in example for tag in paper.tags} & JUNK == set()


def test_most_tags_of_the_example_are_shared(example):
    counts = Counter(tag.name for paper in example for tag in paper.tags)
    assert sum(count == 1 for count in counts.values()) < 0.2 * len(counts)


def test_tags_of_the_example_are_as_read_by_a_person(example, golden):
    counts = Counter(tag.name for paper in example for tag in paper.tags)
    lines = sorted(f"{count:3} {name}" for name, count in counts.items())
    from tests.conftest import ROOT

    golden(ROOT / "tests/fixtures/example-tags.txt", "\n".join(reversed(lines)) + "\n")


def test_order_of_the_papers_does_not_matter(listing):
    papers = list(read_sources([str(listing)]).papers)
    straight = {p.entry.id: p for p in enrich(collect(papers).entries).papers}
    random.Random(7).shuffle(papers)
    shuffled = {p.entry.id: p for p in enrich(collect(papers).entries).papers}
    for key, paper in straight.items():
        assert [t.name for t in paper.tags] == [t.name for t in shuffled[key].tags]
        assert [r.id for r in paper.related] == [r.id for r in shuffled[key].related]
        assert [r.terms for r in paper.related] == [r.terms for r in shuffled[key].related]


def test_spellings_of_a_concept_are_one_tag():
    texts = ["Large language models (LLMs) help.", "LLMs answer.", "A large-language model works."]
    papers = [
        Paper(f"Title {w}", t) for w, t in zip(("alpha", "beta", "gamma"), texts, strict=True)
    ]
    tags = {name.lower() for paper in names(papers) for name in paper}
    assert "large language models" in tags
    assert not tags & {"llm", "llms", "large-language model", "large language model"}


@pytest.mark.parametrize(
    "papers",
    [
        [],
        [Paper("One")],
        [Paper("Attention", "word")],
        [Paper("Attention"), Paper("Robots"), Paper("Birds")],
        [Paper("深層学習", "日本語の要旨")],
        [Paper(f"Same {i}", "The very same abstract on graph neural networks.") for i in range(50)],
        [Paper("Long", "graph neural networks " * 4000)],
    ],
)
def test_odd_collections_do_no_harm(papers):
    found = names(papers)
    assert len(found) == len(papers)
    assert all(len(tags) <= 8 for tags in found)


def test_keywords_of_the_source_count():
    papers = [Paper(f"P{i}", "Nothing.", keywords=("quantum gravity",)) for i in range(3)]
    assert all("quantum gravity" in tags for tags in names(papers))
