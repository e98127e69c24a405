"""Runs of blanks become one space, as splitting and joining would make them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sitegen.text.blanks import collapse_spaces, single_spaced

_TEXTS = st.text(st.sampled_from("aé水𝒳  \n\t\r\x0b\x1c\x85\xa0\xad\u2003\u2028\u3000\ud800"))


@given(_TEXTS)
def test_all_blanks_are_single_spaces(text):
    assert single_spaced(text) == " ".join(text.split())


@given(st.text(st.sampled_from("aé水𝒳  ")))
def test_spaces_are_single(text):
    assert collapse_spaces(text) == " ".join(text.split())
