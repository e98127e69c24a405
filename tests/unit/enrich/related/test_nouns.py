import pytest

from sitegen.enrich.corpus import read_corpus
from sitegen.enrich.features import word_features
from sitegen.enrich.related.nouns import find_nouns
from sitegen.paper import Paper


def is_noun(word, title, abstract=""):
    corpus = read_corpus([Paper(title, abstract)])
    nouns = find_nouns(corpus, word_features(corpus.words))
    return bool(nouns[corpus.words.index(word)])


@pytest.mark.parametrize(
    ("word", "text", "expected"),
    [
        ("quark", "the quark is heavy", True),
        ("quark", "of a quark, and", True),
        ("quark", "end with a quark", True),
        ("stands", "BERT, which stands for a quark", False),
        ("stands", "the stands of a quark", True),
        ("mirrors", "a quark mirrors the boson", False),
        ("upper", "an upper quark and upper bosons", False),
        ("upper", "an upper quark, the upper", True),
        ("Petri", "we see Petri nets, in Petri nets", True),
        ("Petri", "Petri nets are nets. Petri nets", False),
    ],
)
def test_a_noun_ends_phrases_or_is_a_name(word, text, expected):
    assert is_noun(word, "?", text) is expected


def test_all_forms_of_a_word_count_together():
    assert is_noun("quarks", "?", "the quark; quarks bosons")


def test_titles_tell_where_there_are_no_abstracts():
    assert is_noun("zebra", "A zebra")
    assert not is_noun("zebra", "A zebra", "a zebra boson")
    assert not is_noun("zebra", "A zebra quark")


def test_a_collection_without_words_has_no_nouns():
    corpus = read_corpus([Paper("")])
    assert not find_nouns(corpus, word_features(corpus.words)).size
