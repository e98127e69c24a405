"""Papers that are not in English."""

import pytest

from sitegen.enrich.corpus import read_corpus
from sitegen.enrich.features import word_features
from sitegen.enrich.topics.grammars import GRAMMARS
from sitegen.enrich.topics.languages import (
    find_foreign_papers,
    find_languages,
    find_local_words,
)
from sitegen.enrich.topics.phrases import find_concepts
from sitegen.paper import Paper


@pytest.mark.parametrize(
    ("abstract", "is_foreign"),
    [
        ("", False),
        ("graphs", False),
        ("der graph", False),  # a single foreign word
        ("der graph und", True),
        ("DER graph UND", True),
        ("der graph the und", True),
        ("der graph the und of", False),  # as many English ones
        ("语言 graph bird robot", False),  # a quarter in another script
        ("语言 graph bird", True),
        ("语言 模型 结果 a1 b1 c1 d1 e1 f1 g1", False),  # exactly 30%
        ("语言 模型 结果 a1 b1 c1 d1 e1 f1", True),
        ("语言", True),
        ("42 43", False),
    ],
)
def test_a_paper_is_foreign_by_its_words_or_its_script(abstract, is_foreign):
    assert find_foreign_papers(read_corpus([Paper("?", abstract)])).tolist() == [is_foreign]


def test_papers_are_judged_one_by_one_and_titles_count():
    papers = [Paper("the graph of"), Paper("der graph", "und"), Paper("?")]
    assert find_foreign_papers(read_corpus(papers)).tolist() == [False, True, False]


def test_keywords_do_not_count():
    foreign_keywords = Paper("the graph of", keywords=("der und die das",))
    english_keywords = Paper("der graph und", keywords=("the of and with",))
    corpus = read_corpus([foreign_keywords, english_keywords])
    assert find_foreign_papers(corpus).tolist() == [False, True]


def test_no_papers():
    assert find_foreign_papers(read_corpus([])).tolist() == []


FRENCH = (
    "Nous présentons une étude des propriétés mécaniques du béton de chanvre. Les résultats montrent"
    " que la rigidité automatique de couches minces est faible dans le matériau."
)


@pytest.mark.parametrize(
    ("abstract", "is_french"),
    [
        (FRENCH, True),
        ("We study the properties of hemp concrete by the des and les of it.", False),
        ("Los resultados de la red con una capa y el modelo de los datos para el estudio.", False),
        (
            "Die Ergebnisse der Studie zeigen, dass das Modell mit den Daten von der Bahn ist.",
            False,
        ),
    ],
)
def test_a_paper_is_french(abstract, is_french):
    (number,) = find_languages(read_corpus([Paper("?", abstract)])).tolist()
    assert (number >= 0 and GRAMMARS[number].code == "fr") == is_french


def test_french_phrases_end_at_french_words():
    papers = [Paper("Le béton de chanvre", FRENCH)] * 2
    corpus = read_corpus(papers)
    concepts = find_concepts(papers, corpus, word_features(corpus.words))
    phrases = {" ".join(parts) for parts in concepts.parts}
    # No function words, no words alone, no start at an adjective behind its noun.
    assert phrases == {
        "béton de chanvr", "couch minc", "propriété mécaniqu", "rigidité automatiqu",
    }  # fmt: skip


def test_french_words_say_little_alone():
    corpus = read_corpus([Paper("?", FRENCH), Paper("?", "the rigidité of CamemBERT and of it")])
    words = {
        word
        for word, is_only in zip(corpus.words, find_local_words(corpus), strict=True)
        if is_only
    }
    assert {"chanvre", "montrent"} <= words
    assert not words & {"rigidité", "CamemBERT", "the", "Les"}


TEXTS = {
    "es": "La energía solar fotovoltaica reduce el consumo eléctrico. Se presentan los resultados "
    "obtenidos en la detección temprana del cáncer de mama, claramente mejores.",
    "pt": "A qualidade da água foi medida em rios urbanos. Os resultados obtidos mostram "
    "que o esgoto doméstico é a principal fonte de poluição hídrica, significativamente.",
    "it": "L'isolamento termico riduce i consumi elettrici. I risultati ottenuti mostrano "
    "l'efficacia dell'energia nella diagnosi precoce della malattia, notevolmente.",
    "de": "Neuronale Netze werden in der Bildverarbeitung eingesetzt. Die Ergebnisse zeigen, dass "
    "die vorliegende Methode in ländlichen Gemeinden deutlich besser als das Verfahren ist.",
}


@pytest.mark.parametrize(
    ("code", "phrases"),
    [
        (
            "es",
            {
                "energía solar", "energía solar fotovoltaica", "consumo eléctrico",
                "detección temprana", "cáncer de mama",
            },
        ),
        (
            "pt",
            {
                "qualidade da água", "rios urbanos", "esgoto doméstico", "poluição hídrica",
                "fonte de poluição", "fonte de poluição hídrica",
            },
        ),
        (
            "it",
            {"isolamento termico", "consumi elettrici", "diagnosi precoce"},
        ),
        ("de", {"Neuronale Netze", "Bildverarbeitung", "ländlichen Gemeinden"}),
    ],
)  # fmt: skip
def test_phrases_end_at_words_of_their_language(code, phrases):
    papers = [Paper("?", TEXTS[code])] * 2
    corpus = read_corpus(papers)
    assert [GRAMMARS[number].code for number in find_languages(corpus)] == [code] * 2
    concepts = find_concepts(papers, corpus, word_features(corpus.words))
    spellings = {
        " ".join(corpus.words[word] for word in corpus.word[start : start + length])
        for start, length in zip(concepts.start.tolist(), concepts.length.tolist(), strict=True)
    }
    assert spellings == phrases


def test_german_compounds_say_enough_alone():
    corpus = read_corpus([Paper("?", TEXTS["de"])])
    weak = find_local_words(corpus)
    words = {word for word, is_weak in zip(corpus.words, weak, strict=True) if not is_weak}
    assert words == {"Bildverarbeitung"}
