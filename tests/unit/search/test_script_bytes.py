"""Bytes as text inside a script."""

from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.search.script_bytes import encode_bytes
from tests.unit.search.script_text import decode_bytes


@given(st.binary(max_size=200))
@example(b"")
@example(bytes(range(256)))
def test_bytes_come_back_from_a_text_without_characters_that_strings_cannot_hold(data):
    text = encode_bytes(data)
    assert decode_bytes(text) == data
    assert not set(text) & set('\0\n\r"\\')
    assert len(text) == -(-8 * len(data) // 7)
