"""The record of a publication ranks above those of its versions."""

import pytest

from sitegen.collection.ranks import SourceRank, has_publishers_doi, source_rank
from sitegen.paper import Paper

LISTING, PREPRINT, REPORT, WORKSHOP, PUBLISHED = SourceRank


@pytest.mark.parametrize(
    ("fields", "rank"),
    [
        ({}, LISTING),
        ({"venue": ""}, LISTING),
        ({"venue": "arXiv"}, LISTING),
        ({"venue": "bioRxiv preprint"}, LISTING),
        ({"venue": "medRxiv"}, LISTING),
        ({"venue": "Hugging Face"}, LISTING),
        ({"arxiv_id": "2001.00001"}, PREPRINT),
        ({"arxiv_id": "2001.00001", "venue": "CoRR"}, PREPRINT),
        ({"doi": "10.48550/arxiv.2001.00001"}, PREPRINT),
        ({"doi": "10.5281/zenodo.7737867", "venue": "Zenodo"}, PREPRINT),
        ({"doi": "10.6084/m9.figshare.12345"}, PREPRINT),
        ({"venue": "figshare"}, PREPRINT),
        ({"venue": "INRIA", "kind": "report"}, REPORT),
        ({"venue": "University of Lakes", "kind": "thesis"}, REPORT),
        ({"doi": "10.1/x", "kind": "thesis"}, REPORT),
        ({"venue": "ICAPS 2022 Workshop on Heuristics", "kind": "conference"}, WORKSHOP),
        ({"venue": "Correspondence"}, PUBLISHED),
        ({"venue": "NeurIPS"}, PUBLISHED),
        ({"venue": "arXiv", "doi": "10.1/x"}, PUBLISHED),
        ({"doi": "10.1/x"}, PUBLISHED),
    ],
)
def test_the_rank_of_a_record(fields, rank):
    assert source_rank(Paper(title="A Title", **fields)) == rank


@pytest.mark.parametrize(
    ("doi", "is_publishers"),
    [(None, False), ("10.48550/arxiv.1", False), ("10.5281/zenodo.1", False), ("10.1/x", True)],
)
def test_a_publishers_doi(doi, is_publishers):
    assert has_publishers_doi(Paper(title="A Title", doi=doi)) is is_publishers
