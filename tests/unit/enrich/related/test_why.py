"""Which reasons a page shows for its related papers, and which authors two papers share."""

from collections import Counter

import pytest

from sitegen.enrich.related.why import _choose, add_reasons
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

    def test_a_word_or_a_bridge_explains_alone_only(self):
        assert self.choose(phrase("quark"), phrase("a b")) == ["quark", "a b"]
        assert self.choose(phrase("a b"), phrase("quark"), phrase("c ~ d", "bridge")) == ["a b"]
        assert self.choose(phrase("a ~ b", "bridge"), phrase("c d")) == ["a ~ b"]

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
        return add_reasons(entries, [[(1, score)], []], iter([list(why)]))

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
        rows = add_reasons(entries, lists, iter([[phrase(name)] for name in ("x", "y", "z")]))
        assert [[(r.id, r.why[0].text) for r in row] for row in rows] == [
            [("b", "x"), ("c", "y")], [("c", "z")], [],
        ]  # fmt: skip

    def test_a_reason_is_on_two_entries_of_a_page_at_most(self):
        entries = [entry(name) for name in "abcd"]
        reasons = iter([[phrase("x y")], [phrase("x y")], [phrase("x y"), phrase("z")]])
        lists = [[(1, 0.9), (2, 0.8), (3, 0.7)], [], [], []]
        (first, *_) = add_reasons(entries, lists, reasons)
        assert [[reason.text for reason in r.why] for r in first] == [["x y"], ["x y"], ["z"]]
