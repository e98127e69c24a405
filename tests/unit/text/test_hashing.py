"""The hash that scripts compute too."""

import pytest

from sitegen.text.hashing import fnv1a


@pytest.mark.parametrize(
    ("text", "value"), [("", 0x811C9DC5), ("a", 0xE40C292C), ("foobar", 0xBF9CF968)]
)
def test_hashes_are_fnv_1a(text, value):
    # Source: the test vectors of draft-eastlake-fnv-17.
    assert fnv1a(text) == value


def test_a_lone_surrogate_has_a_hash():
    assert fnv1a("\ud800") == fnv1a("?")
