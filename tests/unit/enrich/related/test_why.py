"""Which reasons a page shows for its related papers, and which authors two papers share."""

from collections import Counter

import numpy as np
import pytest

from sitegen.enrich.related.lists import Levels
from sitegen.enrich.related.why import Why, _Choice, _choose, add_reasons, find_close
from sitegen.paper import Author, Entry, Paper, Reason, Related

#: Any score is enough.
LEVELS = Levels(-1.0, -1.0, -1.0, -1.0)


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


class TestAddReasons:
    def related(self, why=(), authors=((), ()), score=0.5):
        entries = [entry("a", *authors[0]), entry("b", *authors[1])]
        pairs = [Why(tuple(why), is_supported=True, has_phrase=True)]
        return add_reasons(entries, [[(1, score)], []], pairs, LEVELS)

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

    @pytest.mark.parametrize(
        ("left", "right", "both"),
        [
            (["José  Núñez"], ["jose nunez"], ("José  Núñez",)),
            (["A", "B", "C"], ["C", "A"], ("A", "C")),
            (["A"], ["B"], ()),
            (["A"], [], ()),
            ([], ["A"], ()),
        ],
    )
    def test_shared_authors_are_compared_without_case_and_accents(self, left, right, both):
        ((related,), _) = self.related(authors=(left, right))
        assert related.authors == both

    def test_reasons_belong_to_pairs_list_after_list(self):
        entries = [entry(name) for name in "abc"]
        lists = [[(1, 0.9), (2, 0.8)], [(2, 0.7)], []]
        why = [Why((phrase(name),), is_supported=True, has_phrase=True) for name in "xyz"]
        rows = add_reasons(entries, lists, why, LEVELS)
        assert [[(r.id, r.why[0].text) for r in row] for row in rows] == [
            [("b", "x"), ("c", "y")], [("c", "z")], [],
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("reasons", "is_supported", "has_phrase", "coauthors", "score"),
        [
            ("x", True, True, False, 0.2),
            # The page has said the phrase of other entries.
            ("", True, True, False, 0.4),
            ("x", True, False, False, 0.4),
            ("", False, False, True, 0.2),
            ("", False, False, False, 0.8),
        ],
    )
    def test_the_less_two_papers_share_the_closer_they_must_be(
        self, reasons, is_supported, has_phrase, coauthors, score
    ):
        authors = ("Ann",) if coauthors else ()
        entries = [entry("a", "Ann"), entry("b", *authors)]
        pair = Why(tuple(map(phrase, reasons)), is_supported, has_phrase)
        levels = Levels(possible=0.2, close=0.4, nearest=0.9, certain=0.8)
        for given, expected in ((score, 1), (score - 0.01, 0)):
            related, _ = add_reasons(entries, [[(1, given)], []], [pair], levels)
            assert len(related) == expected

    def test_a_list_without_any_reason_has_the_nearest(self):
        entries = [entry(name) for name in "abcd"]
        levels = Levels(possible=0.1, close=0.3, nearest=0.5, certain=0.9)
        nothing = Why((), is_supported=False, has_phrase=False)
        word = Why((phrase("x"),), is_supported=True, has_phrase=False)
        lists = [[(1, 0.7), (2, 0.6), (3, 0.5)], [], [], []]
        related = add_reasons(entries, lists, [nothing] * 3, levels)
        assert [r.id for r in related[0]] == ["b"]
        related = add_reasons(entries, lists, [nothing, nothing, word], levels)
        assert [r.id for r in related[0]] == ["d"]

    def test_two_entries_of_a_list_say_nothing_at_most(self):
        entries = [entry(name) for name in "abcde"]
        silent = Why((), is_supported=True, has_phrase=True)
        named = Why((phrase("x"),), is_supported=True, has_phrase=True)
        lists = [[(1, 0.9), (2, 0.8), (3, 0.7), (4, 0.6)], [], [], [], []]
        levels = Levels(possible=0.1, close=0.3, nearest=0.9, certain=0.95)
        why = [silent, silent, silent, named]
        assert [r.id for r in add_reasons(entries, lists, why, levels)[0]] == ["b", "c", "e"]
        # The closest ones stay, whatever is said of them.
        levels = Levels(possible=0.1, close=0.3, nearest=0.5, certain=0.7)
        assert [r.id for r in add_reasons(entries, lists, why, levels)[0]] == ["b", "c", "d", "e"]


class TestFindClose:
    def test_close_papers_and_those_of_one_author_are(self):
        entries = [entry("a", "Ann"), entry("b", "ann", "Bo"), entry("c"), entry("d")]
        levels = Levels(possible=0.1, close=0.3, nearest=0.5, certain=0.9)
        lists = [[(2, 0.3), (3, 0.29), (1, 0.2)], [(0, 0.2)], [], [(2, 0.1)]]
        is_close = find_close(entries, lists, levels)
        assert is_close.tolist() == [True, False, True, True, False]

    def test_lists_may_be_empty(self):
        assert find_close([entry("a")], [[]], LEVELS).tolist() == []


class TestChoice:
    def test_a_page_shows_a_reason_twice_and_pairs_may_stay_silent(self):
        choice = _Choice(np.array([0, 0, 0, 1]))
        everything = np.ones(4, dtype=bool)
        assert choice.silent(everything).tolist() == [0, 1, 2, 3]
        choice.add(np.arange(4), [[phrase("a b")]] * 4)
        assert choice.silent(everything).tolist() == [2]
        assert choice.silent(np.array([True, True, False, True])).tolist() == []
        choice.add(np.array([2]), [[phrase("a b"), phrase("c d")]])
        assert choice.chosen[2] == (phrase("c d"),)
