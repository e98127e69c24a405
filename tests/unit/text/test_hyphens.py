"""Words that were hyphenated at line ends."""

import pytest

from sitegen.text.hyphens import join_hyphenated_words


@pytest.mark.parametrize(
    ("raw", "joined"),
    [
        ("proba-\nbilistic", "probabilistic"),
        ("proba- bilistic", "probabilistic"),
        ("transfor-\n  mer", "transformer"),
        ("inter-\nnational", "international"),  # a common word, although "inter" is a prefix
        ("qwx-\nzzyq", "qwxzzyq"),
        ("house-\nzzyq", "housezzyq"),  # one half is a word
        ("zzyq-\nhouse", "zzyqhouse"),
        ("house-\ntree", "house-tree"),  # both are
        ("bi-\ndirectional", "bi-directional"),
        ("Self-\nzzyq", "Self-zzyq"),
        ("zzyq-\nbased", "zzyq-based"),
        ("BERT-\nzzyq", "BERT-zzyq"),
        ("Qwx-\nZzyq", "Qwx-Zzyq"),
        ("state-\nof-the-art", "state-of-the-art"),
        ("qwx-\nzzyq-\nqwx", "qwx-zzyq-\nqwx"),
    ],
)
def test_joins_with_a_hyphen_in_compounds_only(raw, joined):
    assert join_hyphenated_words(raw) == joined


@pytest.mark.parametrize(
    "text",
    [
        "pre- and post-training",
        "x-\nray",  # one letter is no half of a word
        "a minus b -\nc",
        "non-self-\nattention",
        "gpt4-\nbased",
        "Zzyq- Qwx",
        "no hyphen",
    ],
)
def test_leaves_other_hyphens(text):
    assert join_hyphenated_words(text) == text


def test_a_suspended_hyphen_needs_its_space():
    assert join_hyphenated_words("zzyq-\nand") == "zzyqand"
    assert join_hyphenated_words("zzyq- and") == "zzyq- and"
    assert join_hyphenated_words("zzyq- andz") == "zzyqandz"


def test_encoded_hyphens():
    assert join_hyphenated_words("effi(cid:173)\ncient effi(cid:173)cient") == "efficient efficient"
    assert join_hyphenated_words("self\x02attention a \x02 b") == "self-attention a \x02 b"


def test_40_characters_are_searched_for_the_first_half():
    assert join_hyphenated_words("zzz-" + "q" * 40 + "-\nbcd") == "zzz-" + "q" * 40 + "bcd"
    text = "zzz-" + "q" * 39 + "-\nbcd"
    assert join_hyphenated_words(text) == text
