"""Measurement of the time that a function takes for repeated tokens."""

import time

import pytest

#: Characters of the longer text, and the most seconds it may take: a quadratic scan takes minutes.
CHARS = 100_000
MAX_SECONDS = 3.0


@pytest.fixture
def assert_linear():
    """Check that a function reads a hostile text quickly: a token repeated, and an end."""

    def check(function, token, end=""):
        text = token * (CHARS // len(token)) + end
        start = time.process_time()
        function(text)
        assert time.process_time() - start < MAX_SECONDS, token

    return check
