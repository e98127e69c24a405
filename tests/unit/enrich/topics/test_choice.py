"""What makes a related list good: no copies, no hubs, nobody left out, reasons for each."""

from collections import Counter
from dataclasses import replace

import pytest

from sitegen.collection.collect import collect
from sitegen.enrich import RelatedRules, enrich
from sitegen.enrich.explain import explain_paper
from sitegen.enrich.topics.review import review_tags
from sitegen.errors import SitegenError
from sitegen.paper import Author, Paper
from sitegen.sources import read_sources

TEXT = "Message passing on molecular graphs predicts the properties of drugs."


def related(papers, **rules):
    found = enrich(collect(papers).entries, related_rules=RelatedRules(**rules))
    return {p.entry.id: p.related for p in found.papers}


@pytest.fixture(scope="module")
def example(listing):
    return enrich(collect(read_sources([str(listing)]).papers).entries)


def test_no_paper_is_in_no_list_or_in_too_many(example):
    lists = Counter(r.id for p in example.papers for r in p.related)
    assert len(lists) == len(example.papers)
    assert max(lists.values()) <= 24


def test_copies_do_not_crowd_a_list():
    copies = [
        Paper(f"Graphs for drugs, part {n}", TEXT + f" Part {n}.", source_id=f"copy{n}")
        for n in range(5)
    ]
    others = [Paper(t, f"{t} predicts the properties of graphs.", source_id=t[:5]) for t in ("Speech recognition", "Music of birds", "Traffic in cities", "Heat in metals", "Graphs of roads")]  # fmt: skip
    found = related(copies + others, count=4)
    for entries in found.values():
        assert sum(r.id.startswith("copy") for r in entries) <= 1


def test_recent_papers_gain_where_it_is_asked_for():
    papers = [Paper("Graphs", TEXT, source_id="q", year=2020),
              Paper("Molecular graphs", "Message passing on molecular graphs.", source_id="old", year=1990),
              Paper("Drugs as graphs", "Molecular graphs of drugs.", source_id="new", year=2024)]  # fmt: skip
    plain = [r.id for r in related(papers)["q"]]
    pulled = [r.id for r in related(papers, recency=1.0)["q"]]
    assert set(plain) == set(pulled) == {"old", "new"}
    assert pulled.index("new") <= plain.index("new")


def test_shared_authors_are_a_reason_accents_or_not():
    papers = [Paper("Graphs", TEXT, (Author("Zoë Müller"),), source_id="a"),
              Paper("Birds", "Feathers in winter.", (Author("Zoe Muller"),), source_id="b")]  # fmt: skip
    assert related(papers)["a"][0].authors == ("Zoë Müller",)


def test_every_entry_of_the_example_is_alike_and_most_say_why(example):
    entries = [r for p in example.papers for r in p.related]
    assert all(0 < r.score <= 1 for r in entries)
    assert sum(bool(r.tags or r.terms) for r in entries) > 0.8 * len(entries)


def test_explain_gives_the_parts_of_each_score(example):
    entry = example.entries[0]
    text = explain_paper(example, entry.id)
    assert entry.paper.title in text
    assert text.count("meaning") == 8
    assert all(
        f"TAG “{tag.name}”" in text for p in example.papers if p.entry == entry for tag in p.tags
    )
    with pytest.raises(SitegenError, match="no paper 'nowhere'"):
        explain_paper(example, "nowhere")


def test_review_lists_new_and_doubtful_topics_most_doubtful_first(example):
    every = review_tags(example, ())
    assert {note.tag.slug for note in every} == {tag.slug for tag in example.tags}
    assert [n.weight for n in every] == sorted((n.weight for n in every), reverse=True)


@pytest.mark.parametrize("encoder", [None, "static"])
def test_ten_thousand_identical_papers(encoder):
    one = Paper("Graph neural networks", TEXT)
    papers = [replace(one, source_id=f"p{n}", doi=f"10.1/{n}") for n in range(10_000)]
    entries = [replace(e, paper=p) for e, p in zip(_entries(len(papers)), papers, strict=True)]
    found = enrich(entries, **({"encoder": None} if encoder is None else {}))
    assert {len(p.related) for p in found.papers} == {8}
    assert all(len(p.tags) <= 8 for p in found.papers)


def _entries(count):
    from sitegen.paper import Entry

    return [Entry(f"p{n}", Paper("x")) for n in range(count)]


def test_an_abstract_of_a_megabyte_and_one_of_a_word():
    long = Paper("Long", "graph neural networks learn. " * 36_000, source_id="long")
    found = enrich(collect([long, Paper("Short", "graph", source_id="short")]).entries)
    assert [len(p.related) for p in found.papers] == [1, 1]


def test_other_languages_get_sound_topics_or_none():
    french = (
        "Nous présentons un modèle de langue pour le français avec des données qui sont libres."
    )
    papers = [Paper(f"Le modèle {n}", french, source_id=f"f{n}") for n in range(4)]
    papers += [
        Paper(f"语言模型 {n}", "我们提出了一个大型语言模型。", source_id=f"c{n}") for n in range(4)
    ]
    found = enrich(collect(papers).entries)
    assert {tag.name for tag in found.tags} == set()
