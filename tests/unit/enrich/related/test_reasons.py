"""How the phrases and words that two papers share are weighted and chosen."""

import numpy as np
import pytest
from scipy import sparse

from sitegen.enrich.corpus import read_corpus
from sitegen.enrich.features import word_features
from sitegen.enrich.related import reasons as module
from sitegen.enrich.related.reasons import (
    Phrases,
    find_phrases,
    find_shared_phrases,
    find_words,
)
from sitegen.enrich.related.specific import specific_words
from sitegen.enrich.related.terms import build_terms
from sitegen.enrich.topics.phrases import Concepts
from sitegen.paper import Paper


def make_concepts(*concepts):
    """Build concepts of (phrase, number of titles, {paper: weight})."""
    cells = [(n, p, w) for n, (_, _, papers) in enumerate(concepts) for p, w in papers.items()]
    none = np.zeros(0, dtype=np.int64)
    return Concepts(
        keys=[phrase for phrase, _, _ in concepts],
        parts=[tuple(phrase.split()) for phrase, _, _ in concepts],
        df=np.array([len(papers) for _, _, papers in concepts], dtype=np.int64),
        titles=np.array([titles for _, titles, _ in concepts], dtype=np.int64),
        concept=np.array([cell[0] for cell in cells], dtype=np.int64),
        paper=np.array([cell[1] for cell in cells], dtype=np.int64),
        weight=np.array([cell[2] for cell in cells], dtype=np.float64),
        first=none, start=none, length=none, phrase=none,
        acronyms={}, is_short=none > 0, topics={}, forbidden=frozenset(),
    )  # fmt: skip


def phrases_of(size, *concepts, allowed=None):
    concepts = make_concepts(*concepts)
    mask = np.ones(len(concepts.keys), dtype=bool) if allowed is None else np.array(allowed)
    return find_phrases(concepts, mask, size)


def papers(count):
    return dict.fromkeys(range(count), 1.0)


class TestFindPhrases:
    def test_a_weight_is_damped_count_times_rarity_times_the_root_of_the_length(self):
        phrases = phrases_of(4, ("tree", 1, {0: 1, 1: 3}), ("graph net", 0, {1: 2, 2: 1, 3: 1}))
        tree, graph = np.log(5 / 3) + 1, (np.log(5 / 4) + 1) * 2**0.5
        assert phrases.matrix.toarray() == pytest.approx(
            np.array([
                [tree, 0],
                [(1 + np.log(3)) * tree, (1 + np.log(2)) * graph],
                [0, graph],
                [0, graph],
            ])
        )  # fmt: skip
        assert phrases.numbers.tolist() == [0, 1]

    def test_phrases_of_one_paper_are_left_out(self):
        phrases = phrases_of(9, ("a b", 0, papers(1)), ("c d", 0, papers(2)))
        assert phrases.numbers.tolist() == [1]
        assert phrases.matrix.shape == (9, 1)

    def test_phrases_that_are_not_allowed_are_left_out(self):
        concepts = [("a b", 0, papers(2)), ("c d", 0, papers(2))]
        assert phrases_of(9, *concepts, allowed=[False, True]).numbers.tolist() == [1]

    def test_equal_stems_have_equal_ids_and_padding_is_unique(self):
        phrases = phrases_of(9, ("a b", 0, papers(2)), ("b c d e f", 0, papers(2)))
        assert phrases.stems[0, :2].tolist() == [0, 1]
        assert phrases.stems[1].tolist() == [1, 2, 3, 4]
        assert len({*phrases.stems[0, 2:].tolist()}) == 2
        assert phrases.stems[0, 2:].max() < 0

    def test_there_may_be_no_phrase(self):
        assert phrases_of(3).matrix.shape == (3, 0)


class TestFindWords:
    def words(self, *texts, size=0):
        records = [Paper(title, abstract) for title, abstract in texts]
        records += [Paper("?")] * (size - len(texts))
        corpus = read_corpus(records)
        features = word_features(corpus.words)
        terms = build_terms(corpus, features)
        words = find_words(corpus, features, terms, specific_words(corpus, features, terms))
        assert words.stems.max(initial=-1) < 0
        assert len(set(words.stems.ravel().tolist())) == words.stems.size
        return {corpus.words[n]: words.matrix[:, [c]].toarray().ravel().tolist()
                for c, n in enumerate(words.numbers.tolist())}  # fmt: skip

    def test_words_have_the_weights_of_the_term_vectors(self):
        words = self.words(("Lagoon", ""), ("Lagoon", ""), ("", "Walrus"))
        assert words == {"Lagoon": [1, 1, 0]}

    def test_a_stem_is_shown_in_its_most_frequent_spelling(self):
        assert list(self.words(("Lagoons", "lagoon"), ("", "lagoon"))) == ["lagoon"]
        assert list(self.words(("lagoons", "lagoons"), ("", "lagoon"))) == ["lagoons"]

    def test_ties_are_broken_by_spelling_in_either_order(self):
        assert list(self.words(("lagoons", ""), ("lagoon", ""))) == ["lagoon"]
        assert list(self.words(("lagoon", ""), ("lagoons", ""))) == ["lagoon"]

    def test_parts_of_hyphenated_words_are_no_spellings(self):
        words = self.words(("graph-lagoon graph-lagoon", ""), ("lagoons", ""))
        assert list(words) == ["lagoons"]

    def test_general_words_are_left_out(self):
        assert self.words(*[("model walrus", "")] * 3).keys() == {"walrus"}

    def test_adjectives_are_left_out(self):
        assert list(self.words(("neural", "walrus"), ("neural", "walrus"))) == ["walrus"]

    @pytest.mark.parametrize(("size", "count", "shown"), [(8, 3, 1), (8, 4, 0), (400, 4, 1)])
    def test_common_words_are_left_out(self, size, count, shown):
        assert len(self.words(*[("lagoon", "")] * count, size=size)) == shown


def make_phrases(weights, stems, numbers=None):
    """Build phrases of weights (papers x phrases) and strings of one-letter stems."""
    concepts = make_concepts(*((" ".join(phrase), 0, {}) for phrase in stems))
    count = np.arange(len(stems))
    return Phrases(
        sparse.csr_matrix(np.array(weights, dtype=float)),
        count + 10 if numbers is None else np.array(numbers),
        module.stem_ids(concepts, count),
    )


def shared(phrases, *pairs):
    left, right = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    return find_shared_phrases(phrases, left, right).tolist()


class TestSharedPhrases:
    def test_the_highest_product_comes_first(self):
        phrases = make_phrases([[1, 2, 3, 4], [9, 1, 2, 1], [0, 0, 5, 0]], "abcd")
        assert shared(phrases, (0, 1)) == [[10, 12, 13, 11]]
        assert shared(phrases, (0, 2), (1, 2), (1, 0)) == [
            [12, -1, -1, -1], [12, -1, -1, -1], [10, 12, 13, 11],
        ]  # fmt: skip

    def test_ties_are_in_the_order_of_the_phrases(self):
        phrases = make_phrases([[1, 1, 1, 1.0000001], [1, 1, 1, 1]], "abcd")
        assert shared(phrases, (0, 1)) == [[10, 11, 12, 13]]
        phrases = make_phrases([[1, 1, 1, 1.00001], [1, 1, 1, 1]], "abcd")
        assert shared(phrases, (0, 1)) == [[13, 10, 11, 12]]

    def test_pairs_that_share_nothing_have_no_phrase(self):
        phrases = make_phrases([[1, 0], [0, 1]], "ab")
        assert shared(phrases, (0, 1), (0, 0)) == [[-1] * 4, [10, -1, -1, -1]]

    @pytest.mark.parametrize(("least", "expected"), [(6.0, [10, 11]), (6.1, [10, -1])])
    def test_phrases_of_little_weight_are_left_out(self, least, expected):
        phrases = make_phrases([[3, 2], [3, 3]], "ab")
        pair = np.array([0]), np.array([1])
        numbers = find_shared_phrases(phrases, *pair, min_weight=least)
        assert numbers.tolist() == [[*expected, -1, -1]]

    def test_no_two_phrases_of_a_pair_share_a_stem(self):
        phrases = make_phrases([[5, 4, 3, 2]] * 2, ["ab", "bc", "cd", "da"])
        assert shared(phrases, (0, 1)) == [[10, 12, -1, -1]]
        phrases = make_phrases([[5, 4, 3, 2]] * 2, ["ab", "cd", "xd", "ye"])
        assert shared(phrases, (0, 1)) == [[10, 11, 13, -1]]

    def test_the_last_phrase_is_compared_like_any_other(self):
        # -1 marks an empty place, and is the index of the last phrase.
        phrases = make_phrases([[5, 4, 3]] * 2, ["ac", "b", "ad"])
        assert shared(phrases, (0, 1)) == [[10, 11, -1, -1]]
        phrases = make_phrases([[3, 4, 5]] * 2, ["ac", "b", "ad"])
        assert shared(phrases, (0, 1)) == [[12, 11, -1, -1]]

    def test_eight_phrases_are_examined(self):
        stems = ["ab", "ac", "ad", "ae", "af", "ag", "ah", "x", "y"]
        phrases = make_phrases([[9, 8, 7, 6, 5, 4, 3, 2, 1]] * 2, stems)
        assert shared(phrases, (0, 1)) == [[10, 17, -1, -1]]

    def test_pairs_are_processed_in_chunks(self, monkeypatch):
        weights = np.random.default_rng(1).random((6, 5)).round(2)
        phrases = make_phrases(weights, "abcde")
        pairs = [(left, right) for left in range(6) for right in range(6)]
        expected = shared(phrases, *pairs)
        monkeypatch.setattr(module, "_CHUNK_PAIRS", 5)
        assert shared(phrases, *pairs) == expected

    def test_there_may_be_no_phrase_or_no_pair(self):
        assert shared(make_phrases(np.zeros((2, 0)), ""), (0, 1)) == [[-1] * 4]
        assert shared(make_phrases([[1]], "a")) == []


def test_arrays_are_held_by_an_immutable_object_compared_by_identity():
    left, right = make_phrases([[1]], "a"), make_phrases([[1]], "a")
    assert left != right
    assert not hasattr(left, "__dict__")
    with pytest.raises(AttributeError):
        setattr(left, next(iter(type(left).__dataclass_fields__)), None)
