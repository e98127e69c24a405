"""Vectors from the table of token vectors."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.enrich.corpus import read_corpus
from sitegen.enrich.related.static import (
    Table,
    Tokenizer,
    encode_papers,
    parse_table,
    plain_text,
    render_table,
    shipped_table,
)
from sitegen.paper import Paper

TOKENS = {"deep": 0, "learn": 1, "##ing": 2, "net": 3}


def test_a_table_is_read_as_it_was_written():
    vectors = np.array([[1.0, -2.0], [0.0, 0.0], [0.5, 0.25]])
    table = parse_table(render_table(["a", "##b", "ü"], vectors))
    assert table.tokens == {"a": 0, "##b": 1, "ü": 2}
    assert np.allclose(table.vectors, vectors, atol=2 / 127)


@pytest.mark.parametrize("data", [b"", b"{}\n", b"no json\n"])
def test_other_files_are_refused(data):
    with pytest.raises(ValueError):
        parse_table(data)


def test_the_shipped_table_is_small_and_whole():
    table = shipped_table()
    assert table.vectors.shape == (len(table.tokens), 320)
    assert np.isfinite(table.vectors).all()


@pytest.mark.parametrize(
    ("word", "rows"),
    [("deep", (0,)), ("learning", (1, 2)), ("learnx", ()), ("", ()), ("x" * 50, ())],
)
def test_a_word_that_is_no_token_is_cut_into_pieces(word, rows):
    assert Tokenizer(TOKENS)[word] == rows


def test_a_vector_is_the_sum_of_log_counts_by_tokens():
    table = Table(TOKENS, np.eye(4, dtype=np.float32))
    corpus = read_corpus([Paper("Deep net", "Deep learning"), Paper("?", "")])
    both, titles = encode_papers(corpus, table)
    assert np.allclose(both, [[np.log(3), np.log(1.5), np.log(1.5), np.log(2)], [0] * 4])
    assert np.allclose(titles, [[np.log(2), 0, 0, np.log(2)], [0] * 4])


def test_papers_on_one_thing_lie_nearer_than_others():
    texts = ["image segmentation of scans", "semantic labels for pictures", "parsing of sentences"]
    vectors, _ = encode_papers(read_corpus([Paper(t) for t in texts]))
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    assert unit[0] @ unit[1] > unit[0] @ unit[2]


@given(st.text(max_size=60))
def test_plain_text_is_its_own_plain_text(text):
    assert plain_text(plain_text(text)) == plain_text(text)
