"""Where lists of related papers end, and which authors two papers share."""

import pytest

from sitegen.enrich.related.authors import Authors
from sitegen.enrich.related.endings import add_reasons
from sitegen.enrich.related.why import Why
from sitegen.paper import Author, Entry, Paper, Reason, Related


def phrase(text, kind="phrase"):
    return Reason(kind, text)


def entry(name, *authors):
    return Entry(name, Paper(name, authors=tuple(map(Author, authors))))


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
        [("x y", False, 0.3, 1), ("", True, 0.3, 1), ("", False, 0.7, 1), ("", False, 0.49, 0)],
    )
    def test_papers_that_share_nothing_to_name_must_be_more_probable(
        self, reasons, coauthors, probability, count
    ):
        entries = [entry("a", "Ann"), entry("b", *(("Ann",) if coauthors else ()))]
        pair = Why((phrase(reasons),) if reasons else (), is_supported=bool(reasons))
        related, _ = related_of(entries, [[(1, 0.5)], []], [pair], probability)
        assert len(related) == count

    def test_a_silent_entry_beside_others_must_be_more_probable(self):
        entries = [entry(name) for name in "abcd"]
        why = [Why((phrase("x"),), is_supported=True), *[Why((), is_supported=False)] * 2]
        lists = [[(1, 0.9), (2, 0.8), (3, 0.7)], [], [], []]
        related = related_of(entries, lists, why, [0.5, 0.69, 0.7])
        assert [r.id for r in related[0]] == ["b", "d"]

    @pytest.mark.parametrize(
        ("reasons", "probability", "count"),
        [
            ([phrase("x y", "topic")], 0.39, 0),
            ([phrase("x y", "topic")], 0.4, 1),
            ([phrase("robot")], 0.39, 0),
            ([phrase("robot")], 0.4, 1),
            ([phrase("x y")], 0.18, 1),
            ([phrase("x, y", "words")], 0.18, 1),
            ([phrase("robot"), phrase("x y")], 0.18, 1),
        ],
    )
    def test_one_topic_or_one_word_needs_closer_papers(self, reasons, probability, count):
        entries = [entry(name) for name in "ab"]
        pair = Why(tuple(reasons), is_supported=True)
        related, _ = related_of(entries, [[(1, 0.5)], []], [pair], [probability])
        assert len(related) == count

    def test_two_entries_whose_reasons_the_page_has_said_stay(self):
        entries = [entry(name) for name in "abcde"]
        silent = Why((), is_supported=True)
        lists = [[(1, 0.9), (2, 0.8), (3, 0.7), (4, 0.6)], [], [], [], []]
        related = related_of(entries, lists, [silent] * 4, [0.3, 0.3, 0.3, 0.7])
        assert [r.id for r in related[0]] == ["b", "c", "e"]

    @pytest.mark.parametrize(("probability", "ids"), [([0.6, 0.64], ["c"]), ([0.63, 0.63], [])])
    def test_a_list_without_any_reason_has_the_most_probable(self, probability, ids):
        # In a small collection; 0.5 is enough in a large one.
        entries = [entry(name) for name in "abc"]
        silent = Why((), is_supported=False)
        related = related_of(entries, [[(1, 0.9), (2, 0.8)], [], []], [silent] * 2, probability)
        assert [r.id for r in related[0]] == ids
