"""The words of a collection as arrays."""

import numpy as np

from sitegen.enrich.corpus import ABSTRACT, KEYWORD, TITLE, _GapMarks, read_corpus
from sitegen.paper import Paper
from sitegen.text.words import PHRASE_BREAK, SENTENCE_START
from tests.unit.enrich.builders import assert_is_record


def words_of(corpus):
    return [corpus.words[number] for number in corpus.word.tolist()]


def test_texts_of_a_paper_are_in_the_order_keywords_title_abstract():
    corpus = read_corpus(
        [Paper("Graph nets", "We test.", keywords=("deep learning", "x-ray")), Paper("Bare")]
    )
    assert words_of(corpus) == [
        "deep", "learning", "x-ray", "Graph", "nets", "We", "test", "Bare",
    ]  # fmt: skip
    assert corpus.field.tolist() == [*[KEYWORD] * 3, TITLE, TITLE, ABSTRACT, ABSTRACT, TITLE]
    assert corpus.paper.tolist() == [0] * 7 + [1]
    assert corpus.size == 2


def test_the_fields_are_distinct():
    assert len({ABSTRACT, TITLE, KEYWORD}) == 3


def test_a_word_is_in_the_vocabulary_once_whatever_its_possessive():
    corpus = read_corpus([Paper("Adam beats Adam’s and adam")])
    assert corpus.words == ["Adam", "adam", "and", "beats"]
    assert corpus.word.tolist() == [0, 3, 0, 2, 1]


def test_the_note_stands_in_for_a_missing_abstract():
    corpus = read_corpus([Paper("?", note="Noted"), Paper("?", "Real", note="Hidden")])
    assert words_of(corpus) == ["Noted", "Real"]
    assert corpus.field.tolist() == [ABSTRACT, ABSTRACT]


def test_each_text_starts_with_a_border_and_a_sentence():
    corpus = read_corpus([Paper("Two words", "More words", keywords=("key",))])
    assert corpus.marks.tolist() == [PHRASE_BREAK | SENTENCE_START] * 2 + [
        0,
        PHRASE_BREAK | SENTENCE_START,
        0,
    ]
    assert corpus.border.tolist() == corpus.initial.tolist() == [True, True, False, True, False]


def test_a_comma_is_a_border_and_a_full_stop_a_sentence_start():
    corpus = read_corpus([Paper("one, two. three four")])
    assert corpus.border.tolist() == [True, True, True, False]
    assert corpus.initial.tolist() == [True, False, True, False]


def test_texts_without_words_leave_no_tokens():
    corpus = read_corpus([Paper("?", "..."), Paper("!", keywords=("-",))])
    assert corpus.size == 2
    assert corpus.words == []
    assert [len(a) for a in (corpus.word, corpus.marks, corpus.field, corpus.paper)] == [0] * 4


def test_a_paper_without_words_keeps_the_index_of_the_next():
    assert read_corpus([Paper("?"), Paper("word")]).paper.tolist() == [1]


def test_no_papers_are_an_empty_corpus():
    corpus = read_corpus([])
    assert corpus.size == 0
    assert corpus.word.dtype == np.int32
    assert corpus.marks.dtype == corpus.field.dtype == np.uint8


def test_of_a_long_gap_only_the_first_hundred_characters_are_stored():
    marks = _GapMarks()
    assert marks["-" * 101] == PHRASE_BREAK
    assert marks[" " * 99 + ". "] == PHRASE_BREAK | SENTENCE_START
    assert set(map(len, marks)) == {100}


def test_a_corpus_is_immutable():
    assert_is_record(read_corpus([]), by_identity=True)


def test_words_of_earlier_papers_are_not_read_again():
    old = [Paper("Stale words"), Paper("Graph nets", "We test."), Paper("Graph nets", "We test.")]
    new = [Paper("A graph"), Paper("Graph nets", "We test."), Paper("?", keywords=("a", "bc"))]
    corpus, clean = read_corpus(new, read_corpus(old)), read_corpus(new)
    for name in ("size", "prints", "words"):
        assert getattr(corpus, name) == getattr(clean, name)
    for name in ("word", "marks", "field", "paper"):
        array, expected = getattr(corpus, name), getattr(clean, name)
        assert (array.dtype, array.tolist()) == (expected.dtype, expected.tolist())


def test_prints_differ_where_texts_do():
    papers = [
        Paper("a", "b"), Paper("ab"), Paper("a", keywords=("b",)), Paper("", "a"), Paper("\ud800"),
    ]  # fmt: skip
    assert len(set(read_corpus(papers).prints)) == len(papers)
