"""Which reasons a page shows for its related papers."""

from collections import Counter

import numpy as np

from sitegen.enrich.related.why import _MAX_THINGS, _Choice, _choose, find_telling
from sitegen.enrich.topics.quality import EVERYDAY, INFREQUENT
from sitegen.paper import Reason


def phrase(text, kind="phrase"):
    return Reason(kind, text)


class TestChoose:
    def choose(self, *reasons, uses=(), max_things=_MAX_THINGS):
        return [reason.text for reason in _choose(list(reasons), Counter(uses), max_things)]

    def test_the_first_two_phrases_are_shown(self):
        assert self.choose(phrase("a b"), phrase("c d"), phrase("e f")) == ["a b", "c d"]

    def test_a_thing_with_a_word_stands_alone(self):
        reasons = phrase("a b, c", "words"), phrase("a b, d", "words")
        assert self.choose(*reasons, max_things=1) == ["a b, c"]

    def test_a_word_adds_nothing_to_a_phrase(self):
        assert self.choose(phrase("quark"), phrase("a b")) == ["quark", "a b"]
        assert self.choose(phrase("a b"), phrase("quark"), phrase("c d")) == ["a b", "c d"]

    def test_a_bridge_has_60_characters_at_most(self):
        bridge = phrase("a ~ " + "b" * 56, "bridge")
        assert self.choose(bridge) == [bridge.text]
        assert self.choose(phrase("a ~ " + "b" * 57, "bridge")) == []

    def test_the_third_entry_with_a_reason_has_the_next_best(self):
        assert self.choose(phrase("a b"), phrase("c d"), uses=["a b"]) == ["a b", "c d"]
        assert self.choose(phrase("a b"), phrase("c d"), uses=["a b", "a b"]) == ["c d"]
        assert self.choose(phrase("a b"), uses=["a b", "a b"]) == []

    def test_a_line_has_48_characters_at_most(self):
        assert self.choose(phrase("a" * 49), phrase("b c")) == ["b c"]
        long = "a " * 20 + "a"
        assert self.choose(phrase(long), phrase("b cdefg")) == [long]

    def test_uses_are_counted(self):
        uses = Counter()
        _choose([phrase("a b"), phrase("c d")], uses, _MAX_THINGS)
        assert uses == {"a b": 1, "c d": 1}


def test_what_many_papers_have_is_telling_but_an_everyday_word_is_not():
    faults = {INFREQUENT: np.array([True, False, True]), EVERYDAY: np.array([False, False, True])}
    assert find_telling(faults).tolist() == [True, True, False]


class TestChoice:
    def test_a_page_shows_a_reason_twice_and_pairs_may_stay_silent(self):
        choice = _Choice(np.array([0, 0, 0, 1]))
        assert choice.silent().tolist() == [0, 1, 2, 3]
        choice.add(np.arange(4), [[phrase("a b")]] * 4)
        assert choice.silent().tolist() == [2]
        choice.add(np.array([2]), [[phrase("a b"), phrase("c d")]])
        assert choice.chosen[2] == (phrase("c d"),)
