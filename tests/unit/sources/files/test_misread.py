"""Texts whose UTF-8 was read as windows-1252."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.sources.files.misread import repair_misread

#: How programs read each byte: the five without a character become controls.
WINDOWS = [bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(256)]
#: Letters of two bytes, all of which are a pair that shows the mistake.
LETTERS = "".join(map(chr, range(0xA0, 0x180)))


def misread(text):
    return "".join(WINDOWS[code] for code in text.encode("utf-8"))


@given(st.text(alphabet=LETTERS, min_size=2), st.text(alphabet="ab é–“ł中😀\x85\x9d"))
def test_a_text_that_was_read_so_is_repaired(letters, text):
    assert repair_misread(misread(letters + text)) == letters + text


@given(st.text())
def test_no_text_raises(text):
    repaired = repair_misread(text)
    assert repaired is None or misread(repaired)


@pytest.mark.parametrize("foreign", ["ł", "中", "😀", "\udc81", "\u2028"])
def test_a_text_with_a_letter_that_windows_lacks_is_left(foreign):
    assert repair_misread(misread("Éé") + foreign) is None
    assert repair_misread(misread("Éé")) == "Éé"
