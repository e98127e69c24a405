"""Short forms and what they stand for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.enrich.topics.acronyms import definitions, find_acronyms


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("large language models (LLMs) are", ("LLM", "large language models")),
        ("we use Masked Language Modeling (MLM) to", ("MLM", "Masked Language Modeling")),
        ("State Space Models [SSMs]", ("SSM", "State Space Models")),
        ("the multi-layer perceptron (MLP)", ("MLP", "multi-layer perceptron")),
    ],
)
def test_finds_the_long_form(text, pair):
    assert definitions(text) == [pair]


@pytest.mark.parametrize(
    "text", ["as shown (Fig. 2)", "a value (in ms)", "results (see GPT)", "()"]
)
def test_other_brackets_define_nothing(text):
    assert definitions(text) == []


def test_the_meaning_of_most_texts_wins():
    texts = ["mutual information (MI)", "medical imaging (MI)", "the mutual information (MI)"]
    assert find_acronyms(texts) == {"MI": "mutual information"}


@given(st.text(alphabet="abAB ()[]-.", max_size=60))
def test_a_long_form_is_from_the_text(text):
    for short, long in definitions(text):
        assert short in text
        assert long in text
