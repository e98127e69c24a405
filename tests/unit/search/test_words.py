"""The words that a misspelt one is compared with."""

import json

from hypothesis import given
from hypothesis import strategies as st

from sitegen.search.words import common_words, write_words


def test_words_of_several_texts_come_commonest_first():
    texts = ["Graph networks learn.", "Graph kernels and networks", "graph's end, once only"]
    assert common_words(texts) == ["graph", "networks"]
    assert common_words(["short is a word", "short"]) == ["short"]


@given(st.lists(st.text(max_size=60), max_size=8))
def test_any_text_gives_words_that_can_be_read_again(tmp_path_factory, texts):
    words = common_words(texts, least=1)
    assert len(set(words)) == len(words)
    assert words == common_words(list(reversed(texts)), least=1)
    folder = tmp_path_factory.mktemp("words")
    write_words(folder, words)
    assert json.loads((folder / "words.json").read_text("utf-8")) == words
