"""Tags, related papers and reasons of small collections."""

import pytest

from sitegen.config.settings import RelatedSettings, TagSettings
from sitegen.enrich import enrich
from sitegen.enrich.enrichment import static_encoder
from sitegen.paper import Author, Entry, Paper, Tag, Topic
from tests.unit.enrich.builders import assert_is_record

TEXT = "Message passing on molecular graphs predicts the properties of drugs."


def enrich_papers(papers, **options):
    return enrich([Entry(f"p{n}", paper) for n, paper in enumerate(papers)], **options)


def names(papers, **options):
    return [[tag.name for tag in p.tags] for p in enrich_papers(papers, **options).papers]


def related(papers, **rules):
    """Return id in the source -> related list."""
    entries = [Entry(paper.source_id, paper) for paper in papers]
    return {
        p.entry.id: p.related
        for p in enrich(entries, related_rules=RelatedSettings(**rules)).papers
    }  # fmt: skip


def test_papers_are_in_the_order_of_the_input_and_arrays_in_the_order_of_ids():
    entries = [Entry("b", Paper("Quark")), Entry("a", Paper("Zebra"))]
    result = enrich(entries, encoder=None)
    assert [paper.entry.id for paper in result.papers] == ["b", "a"]
    assert [tag.name for paper in result.papers for tag in paper.tags] == ["quark", "zebra"]
    assert [entry.id for entry in result.entries] == ["a", "b"]
    assert [paper.related[0].id for paper in result.papers] == ["a", "b"]


def test_the_tags_of_a_collection_are_listed_once_by_slug():
    result = enrich_papers([Paper("Zebra"), Paper("Quark, zebra")], encoder=None)
    assert result.tags == [Tag("quark", "quark"), Tag("zebra", "zebra")]


def test_the_rules_for_tags_are_applied():
    papers = [Paper("Quark, zebra, boson, pion")]
    assert len(names(papers)[0]) == 4
    assert len(names(papers, tag_rules=TagSettings(1, 2))[0]) == 2


def test_a_tag_has_its_parent():
    papers = [Paper(f"Neural quarks {word}", "?") for word in ("alpha", "beta", "gamma")]
    papers += [Paper("Graph neural quarks"), Paper("Graph neural quarks delta")]
    parents = {tag.name: tag.parent for tag in enrich_papers(papers, encoder=None).tags}
    assert parents["graph neural quarks"] == "neural-quarks"
    assert parents["neural quarks"] is None


def test_concepts_that_fail_a_rule_are_no_tags_while_others_are_left():
    papers = [Paper("Music, quark, zebra, boson, pion " + "the " * 500)]
    assert "music" not in names(papers)[0]
    assert len(names(papers)[0]) == 4


def test_curated_topics_are_used():
    papers = [Paper("Quark"), Paper("Zebra")]
    topic = Topic("q", "Quarks", also=("zebra",))
    assert names(papers, topics=[topic], encoder=None) == [["Quarks"], ["Quarks"]]


@pytest.mark.parametrize("papers", [[Paper("Quark")], [Paper("Quark"), Paper("Quark")]])
def test_related_papers_need_two_papers_and_a_count(papers):
    result = enrich_papers(papers, encoder=None)
    assert [len(paper.related) for paper in result.papers] == [len(papers) - 1] * len(papers)
    assert (result.space is None) is (len(papers) == 1)
    result = enrich_papers(papers, encoder=None, related_rules=RelatedSettings(count=0))
    assert result.space is None
    assert [paper.related for paper in result.papers] == [()] * len(papers)


def test_a_list_has_as_many_entries_as_the_rules_say():
    papers = [Paper(f"Quark {word}") for word in ("zebra", "boson", "pion", "muon")]
    result = enrich_papers(papers, encoder=None, related_rules=RelatedSettings(count=1))
    assert [len(paper.related) for paper in result.papers] == [1] * 4


def test_the_encoder_decides_whether_meaning_counts():
    papers = [Paper("Quark"), Paper("Zebra"), Paper("Boson")]
    assert enrich_papers(papers, encoder=None).space.meaning_weight == 0
    assert enrich_papers(papers).space.meaning_weight > 0


def test_the_static_encoder_gives_two_vectors_for_each_paper():
    corpus = enrich_papers([Paper("Quark", "zebra"), Paper("Boson")], encoder=None).topics.corpus
    whole, title = static_encoder([], corpus)
    assert whole.shape == title.shape
    assert len(whole) == 2


def reasons(papers, **options):
    """Return the reasons of each related paper of the first paper, by title."""
    result = enrich_papers(papers, encoder=None, **options)
    title = {entry.id: entry.paper.title for entry in result.entries}
    return {title[r.id]: tuple(reason.text for reason in r.why) for r in result.papers[0].related}


def test_a_shared_phrase_is_a_reason_under_the_name_of_its_tag():
    papers = [
        Paper("?", "quark zebra, pion"),
        Paper("Boson", "the quark zebra, muon"),
        Paper("Muon", "gluon"),
        Paper("Pion", "gluon"),
    ]
    options = {"tag_rules": TagSettings(0, 0)}
    assert reasons(papers, **options)["Boson"] == ("quark zebra",)
    topic = Topic("qz", "QZ phrase", also=("quark zebra",))
    assert reasons(papers, topics=[topic])["Boson"] == ("QZ phrase",)


def test_papers_without_a_shared_phrase_have_single_words_as_reasons():
    papers = [
        Paper("?", "quark zebra pion"),
        Paper("A", "the zebra of boson, muon"),
        Paper("B", "quarks, muon gluon"),
        Paper("C", "gluon"),
    ]
    result = reasons(papers, tag_rules=TagSettings(0, 0))
    assert result["A"] == ("zebra",)
    assert result["B"] == ("quark",)


def test_words_go_to_the_pairs_without_a_phrase():
    papers = [
        Paper("?", "quark zebra, pion"),
        Paper("A", "the quark zebra, muon"),
        Paper("B", "a pion, gluon"),
        Paper("C", "gluon"),
    ]
    result = reasons(papers, tag_rules=TagSettings(0, 0))
    assert result["A"] == ("quark zebra",)
    assert result["B"] == ("pion",)
    assert result["C"] == ()


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
def test_unusual_collections_are_enriched(papers):
    tags = names(papers)
    assert len(tags) == len(papers)
    assert all(len(paper_tags) <= 8 for paper_tags in tags)


def test_keywords_of_the_source_are_tags():
    papers = [Paper(f"P{i}", "Nothing.", keywords=("quantum gravity",)) for i in range(3)]
    assert all("quantum gravity" in tags for tags in names(papers))


def test_copies_do_not_crowd_a_list():
    copies = [
        Paper(f"Graphs for drugs, part {n}", TEXT + f" Part {n}.", source_id=f"copy{n}")
        for n in range(5)
    ]
    titles = ("Speech recognition", "Music of birds", "Traffic in cities", "Heat in metals", "Graphs of roads")  # fmt: skip
    others = [
        Paper(title, f"{title} predicts the properties of graphs.", source_id=title[:5])
        for title in titles
    ]
    for entries in related(copies + others, count=4).values():
        assert sum(r.id.startswith("copy") for r in entries) <= 1


def test_recency_prefers_recent_papers():
    papers = [
        Paper("Graphs", TEXT, source_id="q", year=2020),
        Paper(
            "Molecular graphs", "Message passing on molecular graphs.", source_id="old", year=1990
        ),
        Paper("Drugs as graphs", "Molecular graphs of drugs.", source_id="new", year=2024),
    ]
    plain = [r.id for r in related(papers)["q"]]
    recent = [r.id for r in related(papers, recency=1.0)["q"]]
    assert set(plain) == set(recent) == {"old", "new"}
    assert recent.index("new") <= plain.index("new")


def test_shared_authors_are_a_reason_with_or_without_accents():
    papers = [
        Paper("Graphs", TEXT, (Author("Zoë Müller"),), source_id="a"),
        Paper("Birds", "Feathers in winter.", (Author("Zoe Muller"),), source_id="b"),
    ]
    assert related(papers)["a"][0].authors == ("Zoë Müller",)


def test_papers_in_other_languages_have_no_tags_without_keywords():
    dutch = "Een taalmodel voor het Nederlands van een groep die het niet zijn naam geeft."
    papers = [Paper(f"Het model {n}", dutch) for n in range(4)]
    papers += [Paper(f"语言模型 {n}", "我们提出了一个大型语言模型。") for n in range(4)]
    assert names(papers) == [[]] * 8


def test_french_papers_have_the_phrases_of_their_text():
    french = "Nous présentons une étude du béton de chanvre et des couches minces dans le bâtiment."
    papers = [Paper(f"Le béton de chanvre {n}", french, source_id=str(n)) for n in range(4)]
    assert names(papers) == [["béton de chanvre", "couches minces"]] * 4


def test_papers_in_other_languages_must_share_something_to_name():
    texts = [
        "Los mineros de la región y los archivos de su memoria con el museo del norte.",
        "Las vacunas para los niños y las enfermedades del hospital con el médico.",
        "El clima de los bosques y la sequía del verano con los árboles del sur.",
    ]
    papers = [Paper("?", text, source_id=str(n)) for n, text in enumerate(texts)]
    assert not any(related(papers).values())


def test_the_result_is_immutable():
    result = enrich_papers([Paper("Quark")], encoder=None)
    assert_is_record(result, by_identity=True)
    assert_is_record(result.topics, by_identity=True)
