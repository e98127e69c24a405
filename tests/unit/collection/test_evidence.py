"""What two records say about whether they describe one paper."""

import random

import pytest

from sitegen.collection import evidence
from sitegen.collection.evidence import (
    MatchKeys,
    abstract_similarity,
    arxiv_id_of,
    authors_agree,
    has_other_words,
    identifiers,
    identifiers_differ,
    is_negated,
    titles_similar,
)
from sitegen.identifiers import parse_doi
from sitegen.paper import Author, Paper


def keys(title="T", **fields):
    return MatchKeys(Paper(title, **fields))


def test_arxivs_doi_is_its_id():
    assert arxiv_id_of(Paper("T", doi="10.48550/arxiv.2001.00001")) == "2001.00001"
    assert arxiv_id_of(Paper("T", arxiv_id="math.GT/0309136")) == "math.gt/0309136"
    assert list(identifiers(Paper("T", doi="10.48550/arxiv.1", arxiv_id="1"))) == ["arxiv:1"]
    assert identifiers_differ(keys(doi="10.48550/arxiv.1"), keys(arxiv_id="2"))
    assert not identifiers_differ(keys(doi="10.1/a"), keys(arxiv_id="2"))


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("A study of hats on men", "A study of hats on women", True),
        ("Folding paper hats", "Folding papr hats", False),
        ("The folding of hats", "Folding hats", False),
        ("Adam", "Adam: a method", False),
        ("Multi view hats", "Multiview hats", False),
    ],
)
def test_other_words(left, right, expected):
    assert has_other_words(keys(left), keys(right)) is expected
    assert has_other_words(keys(right), keys(left)) is expected


def test_a_prefix_negates():
    assert is_negated(keys("Symmetric hats"), keys("Asymmetric hats"))
    assert not is_negated(keys("Symmetric hats"), keys("Symmetrical hats"))


def test_titles_without_letters_are_equal_as_they_are_only():
    assert titles_similar(keys("???"), keys("???"))
    assert not titles_similar(keys("???"), keys("!"))


def test_anonymous_agrees_with_nobody():
    anonymous = keys(authors=(Author("Anonymous"),))
    assert authors_agree(anonymous, anonymous) is None


def test_the_version_of_a_preprint_is_no_part_of_its_id():
    assert arxiv_id_of(Paper("T", doi="10.48550/arXiv.2001.00001v2")) == "2001.00001"
    assert arxiv_id_of(Paper("T", arxiv_id="2001.00001v3")) == "2001.00001"


@pytest.mark.parametrize(
    "text",
    ["10.1000/ABC.1", "doi:10.1000/abc.1", "DOI: 10.1000/abc.1.",
     "https://dx.doi.org/10.1000/abc.1",
     "http://doi.org/10.1000%2Fabc.1", "<https://doi.org/10.1000/abc.1>;", "(10.1000/abc.1),",
     "https://doi.org/10.1000/abc.1/", "https://doi.org/10.1000%252Fabc.1"],
)  # fmt: skip
def test_forms_of_a_doi_are_one(text):
    assert parse_doi(text) == "10.1000/abc.1"


@pytest.mark.parametrize("bits", [4, 2048])
def test_the_outline_of_words_leaves_out_no_pair_that_shares_enough(monkeypatch, bits):
    """Words that share a bit make the outline say more than is true, never less."""
    monkeypatch.setattr(evidence, "_OUTLINE_BITS", bits)
    words = [f"w{number}" for number in range(10, 22)]
    generator = random.Random(bits)
    shares = set()
    for _ in range(300):
        texts = [" ".join(generator.sample(words, generator.randrange(1, 6))) for _ in range(2)]
        left, right = (keys(abstract=text) for text in texts)
        smaller, larger = sorted(({*text.split()} for text in texts), key=len)
        share = 100 * len(smaller & larger) / len(smaller)
        shares.add(share)
        similarity = abstract_similarity(left, right, 80)
        assert similarity == share if share >= 80 else similarity < 80
    assert len(shares) > 5
