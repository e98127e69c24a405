"""Tags and related papers of the example collection, and of collections that are large or unusual."""

import random
from collections import Counter
from dataclasses import replace

import pytest
import snowballstemmer

from sitegen.collection.collect import collect
from sitegen.enrich import enrich
from sitegen.enrich.explain import explain_paper
from sitegen.enrich.topics.review import review_tags
from sitegen.paper import Entry, Paper
from sitegen.sources import read_sources
from tests.conftest import ROOT

TEXT = "Message passing on molecular graphs predicts the properties of drugs."
JUNK = {
    "paper", "papers", "experiments", "state of the art", "state-of-the-art", "results", "method",
    "approach", "novel", "performance", "training", "model", "models", "data", "tasks", "work",
}  # fmt: skip


@pytest.fixture(scope="module")
def enrichment(listing):
    return enrich(collect(read_sources([str(listing)]).papers).entries)


@pytest.fixture(scope="module")
def example(enrichment):
    return enrichment.papers


def test_papers_have_8_tags_at_most_and_most_3_or_more(example):
    counts = Counter(len(paper.tags) for paper in example)
    # Fewer are better than silly ones; a small collection shares few topics.
    assert set(counts) <= set(range(9))
    assert counts[0] <= 0.02 * len(example)
    assert counts[1] + counts[2] <= 0.45 * len(example)


def test_no_two_tags_look_alike(example):
    stem = snowballstemmer.stemmer("english").stemWords
    tags = {tag.name for paper in example for tag in paper.tags}
    keys = Counter(" ".join(stem(t.lower().replace("-", " ").split())) for t in tags)
    assert [key for key, count in keys.items() if count > 1] == []


def test_no_tag_is_junk(example):
    assert {tag.name.lower() for paper in example for tag in paper.tags} & JUNK == set()


def test_most_tags_are_shared(example):
    counts = Counter(tag.name for paper in example for tag in paper.tags)
    assert sum(count == 1 for count in counts.values()) < 0.2 * len(counts)


def test_tags_are_as_reviewed_by_a_person(example, golden):
    counts = Counter(tag.name for paper in example for tag in paper.tags)
    lines = sorted(f"{count:3} {name}" for name, count in counts.items())
    golden(ROOT / "tests/fixtures/example-tags.txt", "\n".join(reversed(lines)) + "\n")


def test_the_order_of_the_papers_does_not_matter(listing, example):
    papers = list(read_sources([str(listing)]).papers)
    random.Random(7).shuffle(papers)
    shuffled = {p.entry.id: p for p in enrich(collect(papers).entries).papers}
    for paper in example:
        moved = shuffled[paper.entry.id]
        assert [t.name for t in paper.tags] == [t.name for t in moved.tags]
        assert [r.id for r in paper.related] == [r.id for r in moved.related]
        assert [r.why for r in paper.related] == [r.why for r in moved.related]


def test_most_papers_are_in_a_related_list_and_in_at_most_24(example):
    lists = Counter(r.id for p in example for r in p.related)
    # Papers on which nothing else is close are in none.
    assert len(lists) > 0.4 * len(example)
    assert max(lists.values()) <= 24


def test_related_papers_are_close_and_reasons_are_short_and_not_repeated(example):
    entries = [r for p in example for r in p.related]
    assert 0.9 * len(example) < len(entries) < 8 * len(example)
    assert all(0.3 < r.score <= 1 for r in entries)
    assert all(sum(len(reason.text) for reason in r.why) <= 60 for r in entries)
    assert sum(not (r.why or r.authors) for r in entries) <= 0.2 * len(entries)
    for paper in example:
        texts = Counter(reason.text for r in paper.related for reason in r.why)
        assert max(texts.values(), default=0) <= 2


def test_explain_lists_all_tags_and_related_papers(enrichment):
    entry = next(p for p in enrichment.papers if len(p.related) > 2).entry
    text = explain_paper(enrichment, entry.id)
    paper = next(paper for paper in enrichment.papers if paper.entry == entry)
    assert text.count("meaning") == len(paper.related) > 2
    assert text.count("TAG “") == len(paper.tags)
    assert all(f"TAG “{tag.name}”" in text for tag in paper.tags)


def test_review_lists_all_new_topics_most_doubtful_first(enrichment):
    notes = review_tags(enrichment, ())
    assert {note.tag.slug for note in notes} == {tag.slug for tag in enrichment.tags}
    assert [n.weight for n in notes] == sorted((n.weight for n in notes), reverse=True)


@pytest.mark.parametrize("options", [{"encoder": None}, {}])
def test_a_thousand_identical_papers(options):
    paper = Paper("Graph neural networks", TEXT)
    entries = [
        Entry(f"p{n}", replace(paper, source_id=f"p{n}", doi=f"10.1/{n}")) for n in range(1_000)
    ]
    papers = enrich(entries, **options).papers
    assert {len(p.related) for p in papers} == {8}
    assert all(len(p.tags) <= 8 for p in papers)


def test_an_abstract_of_a_megabyte_and_one_of_a_word():
    long = Paper("Long", "graph neural networks learn. " * 36_000, source_id="long")
    papers = enrich(collect([long, Paper("Short", "graph", source_id="short")]).entries).papers
    assert [len(p.related) for p in papers] == [1, 1]
