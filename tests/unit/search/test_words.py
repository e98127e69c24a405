"""The words that spelling suggestions are chosen from."""

import json
from itertools import islice, product
from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.enrich.corpus import read_corpus
from sitegen.paper import Paper
from sitegen.search.words import common_words, write_words


def words_of(texts, **options):
    corpus = read_corpus([Paper(title=text) for text in texts])
    return common_words(corpus.words, corpus.word, corpus.paper, **options)


def test_words_come_in_order_of_frequency_then_alphabet():
    texts = ["zebra model graph", "graph zebra model", "zebra"]
    assert words_of(texts) == ["zebra", "graph", "model"]


def test_a_text_counts_once_however_often_it_has_a_word():
    assert words_of(["graph graph graph"]) == []
    assert words_of(["graph graph", "graph", "model"]) == ["graph"]


def test_capitals_and_possessives_are_the_same_word():
    assert words_of(["Graph's end", "graph"]) == ["graph"]


@pytest.mark.parametrize(
    ("word", "is_listed"),
    [("ant", False), ("ants", True), ("gpt4", False), ("multi-task", False), ("日本日本", True)],
)
def test_words_of_four_letters_and_letters_only_are_listed(word, is_listed):
    assert words_of([word, word]) == ([word] if is_listed else [])


def test_a_word_needs_a_number_of_texts():
    assert words_of(["graph"] * 3, min_texts=4) == []
    assert words_of(["graph"] * 3, min_texts=3) == ["graph"]


def test_the_list_ends_after_30000_words():
    words = ["".join(letters) for letters in islice(product(ascii_lowercase, repeat=4), 30_001)]
    text = " ".join(words)
    assert words_of([text, text]) == words[:30_000]


def test_the_file_is_one_compact_array_of_unescaped_words(tmp_path):
    write_words(tmp_path, iter(["über", "graph"]))
    assert (tmp_path / "words.json").read_bytes() == '["über","graph"]'.encode()


@given(st.lists(st.text(max_size=60), max_size=8))
def test_any_text_gives_unique_words_that_can_be_read_back(tmp_path_factory, texts):
    words = words_of(texts, min_texts=1)
    assert len(set(words)) == len(words)
    assert words == words_of(list(reversed(texts)), min_texts=1)
    folder = tmp_path_factory.mktemp("words")
    write_words(folder, words)
    assert json.loads((folder / "words.json").read_text("utf-8")) == words
