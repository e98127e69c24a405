"""Which papers an alert finds."""

import pytest

from sitegen.alerts import find_alerts
from sitegen.alerts.matching import Matcher
from sitegen.config.digest import AlertSettings
from sitegen.enrich import enrich
from sitegen.paper import Author, Entry, Paper, Topic
from sitegen.venues import shipped_venues
from tests.query_cases import CASES, PAPERS


def collect(records, **topics):
    entries = [
        Entry(
            record["id"],
            Paper(
                record["title"],
                authors=tuple(Author(*a) if isinstance(a, tuple) else Author(a)
                              for a in record.get("authors", ())),
                **{name: value for name, value in record.items()
                   if name not in {"id", "title", "authors"}},
            ),
        )
        for record in records
    ]  # fmt: skip
    enrichment = enrich(entries, topics=[Topic(s, n, is_forced=True) for s, n in topics.items()])
    return Matcher(enrichment, "en", shipped_venues())


def titles(matcher, **settings):
    ids = matcher.find(AlertSettings(name="x", **settings))
    by_id = {paper.enriched.entry.id: paper.enriched.entry.paper.title for paper in matcher._papers}
    return {by_id[paper_id] for paper_id in ids}


@pytest.fixture(scope="module")
def matcher():
    return collect(PAPERS)


@pytest.mark.parametrize("query", CASES)
def test_the_first_results_of_the_search_page_match(matcher, query):
    reading, expected = CASES[query]
    # A year that no paper has is a word, which an alert requires.
    expected = set() if query == "graphs 1990" else expected
    matches = titles(matcher, query=query)
    assert expected <= matches
    if reading and query != "GPT in 2020":
        assert matches == expected


SHELF = collect(
    [
        {"id": "a", "title": "Pre-training Graph Networks", "abstract": "Messages are passed on molecules.",
         "authors": [("Ada Łovelace", (), "0000-0002-1825-0097")], "venue": "Proc. of ICML", "arxiv_id": "1706.03762"},
        {"id": "b", "title": "Graphs of Neural Nets", "abstract": "We generalise message passing to the whole.",
         "authors": ["Ben Müller"], "venue": "Journal of Hats", "doi": "10.1000/b"},
        {"id": "c", "title": "To Be or Not", "abstract": "A play, of 1706.03762 words.", "authors": ["Cleo Ng"],
         "keywords": ("molecules",)},
        {"id": "d", "title": "深度学习的方法", "abstract": "", "authors": ["李 雷"], "note": "Curated note."},
    ],
    molecules="Molecules",
)  # fmt: skip


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("graph neural", "b"),
        ("graph", "ab"),
        ("gra net", "ab"),
        ("graphs molecule", "a"),
        ("graph -molecule", "b"),
        ('graph -"message passing"', "a"),
        ('"message passing"', "b"),
        ('"passing message"', ""),
        ('"graphs networks"', "a"),
        ('"graph network"', "a"),
        ("pretraining", ""),
        ("pre-training", "a"),
        ("generalize", "b"),
        ("muller", "b"),
        ("lovelace graph", "a"),
        ("1706.03762", "a"),
        ("https://arxiv.org/abs/1706.03762v3", "a"),
        ("https://doi.org/10.1000/B", "b"),
        ("to be or", "c"),
        ("深度学习", "d"),
        ("curated", "d"),
        ("-graph", "cd"),
        ("absent", ""),
    ],
)
def test_words_phrases_and_exclusions(query, ids):
    assert SHELF.find(AlertSettings(name="x", query=query)) == tuple(ids)


@pytest.mark.parametrize(
    ("settings", "ids"),
    [
        ({"topics": ["molecules"]}, "ac"),
        ({"topics": ["Molecules", "none"], "authors": ["cleo ng"]}, "c"),
        ({"authors": ["Ben Muller", "https://orcid.org/0000-0002-1825-0097"]}, "ab"),
        ({"authors": ["Lovelace"]}, ""),
        ({"venues": ["International Conference on Machine Learning"]}, "a"),
        ({"venues": ["journal of hats", "ICML"]}, "ab"),
        ({"venues": ["ICML"], "query": "messages"}, "a"),
        ({"venues": ["ICML"], "query": "passing -on"}, ""),
    ],
)
def test_topics_authors_and_venues(settings, ids):
    assert SHELF.find(AlertSettings(name="x", **settings)) == tuple(ids)


def find_sentence(query, closeness=0.05):
    return SHELF.find(AlertSettings(name="x", query=query, closeness=closeness))


def test_a_sentence_finds_what_is_close_and_on_most_of_its_subject():
    # "Learn" is a word of no paper; the others are those of the first.
    question = "how are messages passed on in networks of graphs and molecules to learn?"
    assert [find_sentence(question, limit) for limit in (0.05, 0.3, 0.99)] == [("a",), ("a",), ()]
    assert find_sentence(f"{question} -networks") == ()


GAITS = collect([
    {"id": "a", "title": "Locomotion of robots on rough terrain"},
    {"id": "b", "title": "A language model for gaits", "abstract": "Locomotion is described."},
    {"id": "c", "title": "Language models read instructions"},
    {"id": "d", "title": "A model of sign language", "abstract": "We read papers on faster hands."},
    {"id": "e", "title": "Faster papers", "abstract": "Made better."},
])  # fmt: skip


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("papers about locomotion that I should read", "ab"),
        ("how can locomotion be made better and faster?", "ab"),
        ("new results on the language models that I want to know", "bc"),
        ("what is the state of the art in rough terrain", "a"),
        ("which recent papers should I read?", ""),
        ("papers about locomotion that I should read -language", "a"),
    ],
)
def test_words_of_asking_are_no_subject_and_terms_stand_in_a_row(query, ids):
    assert GAITS.find(AlertSettings(name="x", query=query, closeness=0.99)) == tuple(ids)


def test_a_sentence_is_read_by_the_words_of_the_collections_field():
    # In texts of computing, "infection" is a word of discourse: it is in few titles.
    abstract = (
        "Patients were randomized in a clinical trial. Treatment, disease, risk and mortality of "
        "patients in hospital care were compared in cohorts; regression gave adjusted outcomes. "
    ) * 20
    ward = collect([
        {"id": "a", "title": "Vaccines for nurses", "abstract": abstract},
        {"id": "b", "title": "Vaccines and infection", "abstract": abstract},
        {"id": "c", "title": "Infection in old age", "abstract": abstract},
    ])  # fmt: skip
    query = "papers about vaccines against infection that I should read"
    assert ward.find(AlertSettings(name="x", query=query, closeness=0.99)) == ("b",)


def test_a_sentence_on_what_the_collection_lacks_finds_nothing():
    assert find_sentence("which messages pass between the cells of yeast in bread?") == ()
    assert find_sentence("what was it that they did then?") == ()


def test_an_alert_has_an_address_and_says_what_it_looks_for():
    values = [
        AlertSettings(name="Graph Nets", query="graph net", authors=["Ada", "Ben"]),
        AlertSettings(name="图", topics=["Molecules"], venues=["ICML"]),
    ]
    alerts = find_alerts(values, SHELF._enrichment, "en", shipped_venues())
    assert alerts[0].address == "alerts/graph-nets"
    assert alerts[0].about == "“graph net”, by Ada or Ben"
    assert alerts[1].address not in {"alerts/", alerts[0].address}
    assert alerts[1].about == "topic Molecules, in ICML"
    assert alerts[1].papers == ("a",)
    assert find_alerts([], SHELF._enrichment, "en", shipped_venues()) == ()
