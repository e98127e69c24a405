"""Ids and page names."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.identifiers import (
    MAX_ID_BYTES,
    page_name,
    parse_arxiv_id,
    parse_doi,
    slugify,
    tag_slug,
    title_name,
)

_NAME = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
_RESERVED = {"con", "prn", "aux", "nul", *(f"com{i}" for i in range(10)), "lpt1"}


@pytest.mark.parametrize(
    ("text", "arxiv_id"),
    [
        ("1706.03762v5", "1706.03762"),
        ("https://arxiv.org/abs/2606.00683", "2606.00683"),
        ("https://arxiv.org/pdf/1706.03762.pdf", "1706.03762"),
        ("arXiv:hep-th/9901001", "hep-th/9901001"),
        ("version 1234.56789", None),
        ("", None),
    ],
)
def test_arxiv_id(text, arxiv_id):
    assert parse_arxiv_id(text) == arxiv_id


def test_doi():
    assert parse_doi("https://doi.org/10.1145/3292500.3330701.") == "10.1145/3292500.3330701"
    assert parse_doi("no doi") is None


def test_slug_reads_like_the_title():
    assert slugify("BERT: Pre-training of Déjà vu — Œuvre") == "bert-pre-training-of-deja-vu-uvre"


def test_slug_is_cut_at_a_word():
    assert slugify("word " * 40, 22) == "word-word-word-word"


@pytest.mark.parametrize("name", ["1706.03762", "vaswani2017", "a-b"])
def test_plain_identifiers_stay(name):
    assert page_name(name) == name


def test_reserved_names_do_not_stay():
    assert page_name("con") == "paper-con"
    assert page_name("nul.txt") == "paper-nul.txt"


@given(st.text(max_size=200), st.text(max_size=50))
def test_names_are_safe_on_every_file_system(text, identity):
    for name in (page_name(text), title_name(text, identity), tag_slug(text or "x")):
        assert _NAME.fullmatch(name)
        assert len(name) <= MAX_ID_BYTES
        assert name.split(".")[0] not in _RESERVED


@given(st.text(max_size=60), st.text(max_size=60))
def test_identifiers_that_differ_have_names_that_differ(one, other):
    if one != other:
        assert page_name(one) != page_name(other)
