"""The similarity of papers by words and by meaning, against a plain dense calculation."""

import numpy as np
import pytest
from scipy import sparse

from sitegen.enrich.related import space as module
from sitegen.enrich.related.space import build_space
from sitegen.enrich.related.terms import Terms, unit_rows
from sitegen.paper import Paper

#: Vectors are rounded to whole numbers of a length of 4,000.
ROUNDING = 5e-4


def step(weight):
    """Round a weight as papers that come seldom move it."""
    return round(weight * 20) / 20


def make_terms(rows):
    matrix = unit_rows(sparse.csr_matrix(np.array(rows, dtype=np.float64))).astype(np.float32)
    df = np.asarray((matrix > 0).sum(axis=0)).ravel()
    return Terms(matrix, [f"s{n}" for n in range(matrix.shape[1])], df)


def random_terms(papers, stems=12, seed=1):
    values = np.random.default_rng(seed).random((papers, stems))
    return make_terms(np.where(values > 0.7, values, 0))


def unit(rows):
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / np.where(norms > 0, norms, 1)


def smooth(vectors, count):
    """Return what one step of smoothing gives, neighbour by neighbour."""
    cosines = vectors @ vectors.T
    rows = []
    for index, vector in enumerate(vectors):
        order = sorted(set(range(len(vectors))) - {index}, key=lambda n: -cosines[index, n])
        neighbours = [vectors[n] for n in order[:count] if cosines[index, n] > 0]
        rows.append(vector + 0.65 / count * np.sum(neighbours, axis=0))
    return unit(np.array(rows))


def spread(cosines):
    distinct = cosines[~np.eye(len(cosines), dtype=bool)]
    return distinct.std()


def encoder_of(texts, titles):
    return lambda _papers, _corpus: (texts.astype(np.float32), titles.astype(np.float32))


def space_of(terms, texts=None, titles=None):
    papers = [Paper("T")] * terms.matrix.shape[0]
    encoder = None if texts is None else encoder_of(texts, titles)
    return build_space(papers, None, terms, encoder)


def all_pairs(size):
    left, right = np.divmod(np.arange(size * size), size)
    return left, right


class TestWordsAlone:
    terms = make_terms([[1, 0, 0], [1, 1, 0], [0, 0, 0], [0, 1, 1]])

    def test_a_score_is_the_cosine_of_the_term_vectors(self):
        space = space_of(self.terms)
        root = 2**-0.5
        expected = [[1, root, 0, 0], [root, 1, 0, 0.5], [0, 0, 0, 0], [0, 0.5, 0, 1]]
        assert np.allclose(space.scores(0, 4), expected, atol=ROUNDING)
        assert np.allclose(space.scores(1, 3), expected[1:3], atol=ROUNDING)
        assert space.scores(0, 4).dtype == np.float32

    def test_words_have_all_the_weight(self):
        space = space_of(self.terms)
        assert (space.word_weight, space.meaning_weight, space.meaning) == (1.0, 0.0, None)
        assert space.size == 4

    def test_the_parts_of_pairs_have_no_meaning(self):
        words, meaning = space_of(self.terms).parts(np.array([0, 3]), np.array([1, 1]))
        assert words == pytest.approx([2**-0.5, 0.5])
        assert meaning.tolist() == [0, 0]

    def test_a_collection_without_papers_needs_no_encoder(self):
        space = build_space([], None, make_terms(np.zeros((0, 2))), lambda *_: 1 / 0)
        assert (space.size, space.meaning) == (0, None)

    def test_stems_of_more_than_6_percent_of_the_papers_are_dense(self):
        rows = np.zeros((50, 3))
        rows[:3, 0] = rows[:4, 1] = rows[4, 2] = 1
        space = space_of(make_terms(rows))
        assert space.vectors.dense.shape == (50, 1)
        assert space.vectors.rare.shape == (50, 2)
        assert space.vectors.rare_transposed.shape == (2, 50)
        expected = (space.words.matrix @ space.words.matrix.T).toarray()
        assert np.allclose(space.scores(0, 50), expected, atol=ROUNDING)


class TestMeaning:
    @pytest.fixture
    def space_and_vectors(self):
        random = np.random.default_rng(7)
        texts, titles = random.standard_normal((2, 30, 4))
        return space_of(random_terms(30), texts, titles), texts, titles

    def test_vectors_are_text_plus_a_share_of_the_title_smoothed(self, space_and_vectors):
        space, texts, titles = space_and_vectors
        expected = smooth(unit(unit(texts) + 0.3 * unit(titles)), 5)
        assert np.allclose(space.meaning, expected, atol=1e-5)

    def test_weights_make_up_for_spreads_and_are_averaged_with_the_prior(self, space_and_vectors):
        space, *_ = space_and_vectors
        by_words = (space.words.matrix @ space.words.matrix.T).toarray()
        words, meaning = 0.2 / spread(by_words), 0.8 / spread(space.meaning @ space.meaning.T)
        share = words / (words + meaning)
        assert space.word_weight == pytest.approx(step((30 * share + 20 * 0.5) / 50))
        assert space.word_weight + space.meaning_weight == pytest.approx(1)

    def test_a_score_is_the_weighted_sum_of_both_cosines(self, space_and_vectors):
        space, *_ = space_and_vectors
        words, meaning = (part.reshape(30, 30) for part in space.parts(*all_pairs(30)))
        assert np.allclose(words, (space.words.matrix @ space.words.matrix.T).toarray())
        assert np.allclose(meaning, space.meaning @ space.meaning.T, atol=1e-5)
        expected = space.word_weight * words + space.meaning_weight * meaning
        assert np.allclose(space.scores(0, 30), expected, atol=ROUNDING)
        assert np.allclose(space.scores(7, 9), expected[7:9], atol=ROUNDING)

    def test_500_papers_are_measured(self):
        random = np.random.default_rng(3)
        texts, titles = random.standard_normal((2, 520, 3))
        texts[:500] = np.abs(texts[:500])  # the others have another spread
        space = space_of(random_terms(520), texts, titles)
        sample = slice(0, 500)
        by_words = (space.words.matrix[sample] @ space.words.matrix[sample].T).toarray()
        vectors = space.meaning[sample]
        words, meaning = 0.2 / spread(by_words), 0.8 / spread(vectors @ vectors.T)
        share = words / (words + meaning)
        assert space.word_weight == pytest.approx(step((500 * share + 10) / 520))

    def test_pairs_are_computed_in_chunks(self, space_and_vectors, monkeypatch):
        space, *_ = space_and_vectors
        expected = space.parts(*all_pairs(30))
        monkeypatch.setattr(module, "_CHUNK_PAIRS", 7)
        for part, value in zip(space.parts(*all_pairs(30)), expected, strict=True):
            assert np.allclose(part, value)

    def test_a_text_without_a_vector_stays_zero(self):
        texts = np.array([[1.0, 0], [0, 0], [0, 1.0]])
        space = space_of(random_terms(3), texts, texts)
        assert space.meaning[1].tolist() == [0, 0]
        assert np.allclose(np.linalg.norm(space.meaning[[0, 2]], axis=1), 1)

    def test_neighbours_that_point_away_do_not_count(self):
        texts = np.array([[1.0, 0], [-1.0, 0.1]])
        space = space_of(random_terms(2), texts, texts)
        assert np.allclose(space.meaning, unit(texts))

    @pytest.mark.parametrize("size", [2, 3, 5, 6, 7])
    def test_small_collections_are_smoothed_over_all_other_papers(self, size):
        texts = np.abs(np.random.default_rng(size).standard_normal((size, 3)))
        space = space_of(random_terms(size), texts, texts)
        assert np.allclose(space.meaning, smooth(unit(texts), min(5, size - 1)), atol=1e-5)

    def test_one_paper_has_equal_spreads(self):
        space = space_of(make_terms([[1.0]]), np.array([[2.0, 0]]), np.array([[2.0, 0]]))
        assert space.meaning.tolist() == [[1, 0]]
        assert space.word_weight == pytest.approx(step((0.2 + 10) / 21))

    def test_equal_cosines_have_a_spread_of_1(self):
        # Both spreads are 0, so the weights are 0.2 and 0.8.
        texts = np.array([[1.0, 0]] * 3)
        space = space_of(make_terms([[1.0]] * 3), texts, texts)
        assert space.word_weight == pytest.approx(step((3 * 0.2 + 10) / 23))

    def test_two_papers_are_enough_for_a_spread(self):
        assert module._spread(np.array([[1, 0.2], [0.6, 1]])) == pytest.approx(0.2)
        assert module._spread(np.array([[1, 0.2], [0.2, 1]])) == 1.0
        assert module._spread(np.array([[1.0]])) == 1.0


def test_arrays_are_held_by_an_immutable_object_compared_by_identity():
    left, right = space_of(make_terms([[1.0]])), space_of(make_terms([[1.0]]))
    assert left != right
    assert not hasattr(left, "__dict__")
    with pytest.raises(AttributeError):
        setattr(left, next(iter(type(left).__dataclass_fields__)), None)
