"""Which reasons a page shows for its related papers, and which authors two papers share."""

from collections import Counter

import numpy as np
import pytest

from sitegen.enrich.related.authors import Authors
from sitegen.enrich.related.why import Why, _Choice, _choose, add_reasons, find_telling
from sitegen.enrich.topics.quality import EVERYDAY, INFREQUENT
from sitegen.paper import Author, Entry, Paper, Reason, Related


def phrase(text, kind="phrase"):
    return Reason(kind, text)


def entry(name, *authors):
    return Entry(name, Paper(name, authors=tuple(map(Author, authors))))


class TestChoose:
    def choose(self, *reasons, uses=()):
        return [reason.text for reason in _choose(list(reasons), Counter(uses))]

    def test_the_first_two_phrases_are_shown(self):
        assert self.choose(phrase("a b"), phrase("c d"), phrase("e f")) == ["a b", "c d"]

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
        _choose([phrase("a b"), phrase("c d")], uses)
        assert uses == {"a b": 1, "c d": 1}


def related_of(entries, lists, why, probability=1.0):
    pairs = [probability] * len(why) if isinstance(probability, float) else probability
    return add_reasons(entries, lists, why, Authors(entries), pairs)


class TestAddReasons:
    def related(self, why=(), authors=((), ()), score=0.5):
        entries = [entry("a", *authors[0]), entry("b", *authors[1])]
        return related_of(entries, [[(1, score)], []], [Why(tuple(why), is_supported=True)])

    def test_a_pair_has_reasons_and_authors(self):
        reason = phrase("state space", "method")
        related, empty = self.related([reason], (("Ann", "Bo"), ("bo",)))
        assert related == (Related("b", 0.5, (reason,), ("Bo",)),)
        assert empty == ()

    @pytest.mark.parametrize(
        ("score", "rounded"), [(-1e-9, 0.0), (0.12344, 0.1234), (0.12346, 0.1235), (1.0, 1.0)]
    )
    def test_scores_are_rounded_and_not_negative(self, score, rounded):
        ((related,), _) = self.related(score=score)
        assert related.score == rounded

    def test_reasons_belong_to_pairs_list_after_list(self):
        entries = [entry(name) for name in "abc"]
        lists = [[(1, 0.9), (2, 0.8)], [(2, 0.7)], []]
        rows = related_of(
            entries, lists, [Why((phrase(name),), is_supported=True) for name in "xyz"]
        )
        assert [[(r.id, r.why[0].text) for r in row] for row in rows] == [
            [("b", "x"), ("c", "y")], [("c", "z")], [],
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("reasons", "coauthors", "probability", "count"),
        [("x", False, 0.3, 1), ("", True, 0.3, 1), ("", False, 0.7, 1), ("", False, 0.54, 0)],
    )
    def test_papers_that_share_nothing_to_name_must_be_more_probable(
        self, reasons, coauthors, probability, count
    ):
        entries = [entry("a", "Ann"), entry("b", *(("Ann",) if coauthors else ()))]
        pair = Why(tuple(map(phrase, reasons)), is_supported=bool(reasons))
        related, _ = related_of(entries, [[(1, 0.5)], []], [pair], probability)
        assert len(related) == count

    def test_a_silent_entry_beside_others_must_be_more_probable(self):
        entries = [entry(name) for name in "abcd"]
        why = [Why((phrase("x"),), is_supported=True), *[Why((), is_supported=False)] * 2]
        lists = [[(1, 0.9), (2, 0.8), (3, 0.7)], [], [], []]
        related = related_of(entries, lists, why, [0.5, 0.69, 0.7])
        assert [r.id for r in related[0]] == ["b", "d"]

    def test_two_entries_whose_reasons_the_page_has_said_stay(self):
        entries = [entry(name) for name in "abcde"]
        silent = Why((), is_supported=True)
        lists = [[(1, 0.9), (2, 0.8), (3, 0.7), (4, 0.6)], [], [], [], []]
        related = related_of(entries, lists, [silent] * 4, [0.3, 0.3, 0.3, 0.7])
        assert [r.id for r in related[0]] == ["b", "c", "e"]

    @pytest.mark.parametrize(("probability", "ids"), [([0.55, 0.6], ["c"]), ([0.54, 0.54], [])])
    def test_a_list_without_any_reason_has_the_most_probable(self, probability, ids):
        entries = [entry(name) for name in "abc"]
        silent = Why((), is_supported=False)
        related = related_of(entries, [[(1, 0.9), (2, 0.8)], [], []], [silent] * 2, probability)
        assert [r.id for r in related[0]] == ids


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
