"""No regular expression of sitegen backtracks: its time grows with the text, not with its square."""

import importlib
import pkgutil
import random
import re

import pytest

import sitegen
from tests.unit.linear_patterns import hash_pattern, read_hashes, write_hashes
from tests.unit.pattern_search import find_call_patterns, find_patterns
from tests.unit.pattern_texts import find_slow_text

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(sitegen.__path__, "sitegen.")
    if not module.name.endswith("__main__")
)


#: The share of known patterns that a run measures nevertheless: a hash may be a mistake.
RECHECKED_SHARE = 0.1


@pytest.fixture(scope="module")
def known(request):
    """Hashes of patterns known to be linear; ``make golden`` measures all, and writes them."""
    is_rewriting = request.config.getoption("--rewrite-golden")
    hashes = set() if is_rewriting else read_hashes()
    yield hashes
    if is_rewriting:
        write_hashes(hashes)


def find_slow(name, known):
    """Return the slow patterns of a module, each with a text, and add the linear ones to ``known``."""
    slow = {}
    for label, pattern, method in find_patterns(importlib.import_module(name)):
        key = hash_pattern(pattern, method)
        if key in known and random.random() > RECHECKED_SHARE:
            continue
        if text := find_slow_text(pattern, method):
            slow[f"{name}: {label}: {pattern.pattern!r:.200}"] = text
        else:
            known.add(key)
    return slow


@pytest.mark.parametrize("name", MODULES)
def test_time_is_linear(name, known):
    assert find_slow(name, known) == {}


@pytest.mark.parametrize(
    "pattern",
    [
        r"\s*;\s*", r"(a+)+$", r"\s+$", r"(?:a|ab)*(?:b|ba)*!", r"<!--.*?-->", r"\[([^\]]*)\]\(",
        r"(?:<!--.{0,1000}?-->\s*)*x", r"\s*([^{}]*?)\s*\}", r"(\w+\s?)*:", r"x(?=.*y)", rb"[ ]*=",
    ],
)  # fmt: skip
def test_a_planted_pattern_is_found(pattern):
    assert find_slow_text(re.compile(pattern, re.DOTALL), "finditer")


@pytest.mark.parametrize(
    "pattern",
    [r"(?<!\s)\s*+;\s*+", r"(?<!\w)\w++:", r"<!--(?:(?!<!--|-->).)*+-->", r"a{1,40}b", ""],
)
def test_a_linear_pattern_passes(pattern):
    assert find_slow_text(re.compile(pattern), "finditer") is None


def test_patterns_are_collected_from_all_over_a_module():
    source = (
        "def f(text, flags=0):\n    re.sub(r'a', '', text)\n"
        "    return re.compile(rf'{LETTER}{text}', re.IGNORECASE).match(text)\n"
    )
    patterns = {p.pattern: m for _, p, m in find_call_patterns(source, {"re": re, "LETTER": "b"})}
    assert patterns == {"a": "finditer", "bx": "finditer"}


def test_patterns_of_a_table_are_collected():
    source = "def f():\n    return [re.compile(text) for text, name in TABLE]\n"
    names = {"re": re, "TABLE": (("a", "x"), ("b+", "y"))}
    assert [p.pattern for _, p, _ in find_call_patterns(source, names)] == ["a", "b+"]
