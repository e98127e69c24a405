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
    plain_tokens,
    render_table,
    shipped_table,
)
from sitegen.paper import Paper

TOKENS = {"deep": 0, "learn": 1, "##ing": 2, "net": 3}


def test_a_table_survives_a_round_trip():
    vectors = np.array([[1.0, -2.0], [0.0, 0.0], [0.5, 0.25]])
    table = parse_table(render_table(["a", "##b", "ü"], vectors))
    assert table.tokens == {"a": 0, "##b": 1, "ü": 2}
    assert np.allclose(table.vectors, vectors, atol=2 / 127)


def test_the_file_has_a_header_tokens_scales_and_rows():
    data = render_table(["a", "##b"], np.array([[1.0, -2.0, 0.5], [0, 0, 0]]))
    assert data == (
        b'{"format": "sitegen-vectors-1", "tokens": 2, "dimensions": 3}\na\n##b\n'
        + np.array([2 / 127, 1e-12], dtype="<f4").tobytes()
        + bytes([64, 256 - 127, 32, 0, 0, 0])
    )


def test_the_largest_number_of_a_row_is_exact():
    table = parse_table(render_table(["a"], np.array([[-8.0, 4.0, 0.0]])))
    assert table.vectors.dtype == np.float32
    assert np.allclose(table.vectors, [[-8.0, 64 * 8 / 127, 0.0]])


@pytest.mark.parametrize("data", [b"", b"{}\n", b"no json\n", b'{"format": "sitegen-vectors-2"}\n'])
def test_other_files_are_refused(data):
    with pytest.raises(ValueError):
        parse_table(data)


def test_the_shipped_table_has_320_finite_numbers_per_token():
    table = shipped_table()
    assert table.vectors.shape == (len(table.tokens), 320)
    assert np.isfinite(table.vectors).all()


@pytest.mark.parametrize(
    ("word", "rows"),
    [
        ("deep", (0,)),
        ("learning", (1, 2)),
        ("learninging", (1, 2, 2)),
        ("deeplearn", ()),  # "learn" does not continue a word
        ("learnx", ()),
        ("xlearn", ()),
        ("ing", ()),
        ("", ()),
    ],
)
def test_a_word_that_is_not_a_token_is_split_into_pieces(word, rows):
    assert Tokenizer(TOKENS)[word] == rows


def test_the_longest_piece_is_taken():
    tokens = {"a": 0, "ab": 1, "##c": 2, "##bc": 3, "##cd": 4, "##d": 5}
    assert Tokenizer(tokens)["abc"] == (1, 2)
    assert Tokenizer(tokens)["abcd"] == (1, 4)
    assert Tokenizer(tokens)["abcdd"] == (1, 4, 5)


@pytest.mark.parametrize(("length", "rows"), [(40, (0, *[1] * 39)), (41, ())])
def test_words_of_more_than_40_characters_are_not_split(length, rows):
    assert Tokenizer({"a": 0, "##a": 1})["a" * length] == rows


def test_a_long_word_may_be_a_token():
    assert Tokenizer({"a" * 50: 3})["a" * 50] == (3,)


def test_a_word_is_split_once():
    tokenizer = Tokenizer(TOKENS)
    assert tokenizer["learning"] is tokenizer["learning"]
    assert dict(tokenizer) == {"learning": (1, 2)}


@pytest.mark.parametrize(
    ("text", "plain", "words"),
    [
        ("Deep NETS", "deep nets", ["deep", "nets"]),
        ("Café, naïve_Bayes", "cafe, naive_bayes", ["cafe", "naive", "bayes"]),
        ("GPT-4 (2023)", "gpt-4 (2023)", ["gpt", "4", "2023"]),
        ("深度", "深度", ["深度"]),
        ("", "", []),
    ],
)
def test_plain_text_has_no_capitals_or_accents_and_words_no_signs(text, plain, words):
    assert plain_text(text) == plain
    assert plain_tokens(plain) == words


def test_keywords_are_not_encoded_and_hyphens_separate_tokens():
    table = Table(TOKENS, np.eye(4, dtype=np.float32))
    corpus = read_corpus([Paper("deep-net", "learning", keywords=("deep", "net"))])
    both, titles = encode_papers(corpus, table)
    assert np.allclose(both, [[np.log(2), np.log(1.5), np.log(1.5), np.log(2)]])
    assert np.allclose(titles, [[np.log(2), 0, 0, np.log(2)]])


def test_a_vector_is_the_sum_of_log_counts_by_tokens():
    table = Table(TOKENS, np.eye(4, dtype=np.float32))
    corpus = read_corpus([Paper("Deep net", "Deep learning"), Paper("?", "")])
    both, titles = encode_papers(corpus, table)
    assert np.allclose(both, [[np.log(3), np.log(1.5), np.log(1.5), np.log(2)], [0] * 4])
    assert np.allclose(titles, [[np.log(2), 0, 0, np.log(2)], [0] * 4])


def test_papers_on_one_topic_are_more_similar_than_others():
    texts = ["image segmentation of scans", "semantic labels for pictures", "parsing of sentences"]
    vectors, _ = encode_papers(read_corpus([Paper(t) for t in texts]))
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    assert unit[0] @ unit[1] > unit[0] @ unit[2]


@given(st.text(max_size=60))
def test_plain_text_is_idempotent(text):
    assert plain_text(plain_text(text)) == plain_text(text)


def test_arrays_are_held_by_an_immutable_object_compared_by_identity():
    left, right = (
        Table(TOKENS, np.eye(4, dtype=np.float32)),
        Table(TOKENS, np.eye(4, dtype=np.float32)),
    )
    assert left != right
    assert not hasattr(left, "__dict__")
    with pytest.raises(AttributeError):
        setattr(left, next(iter(type(left).__dataclass_fields__)), None)
