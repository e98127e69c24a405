"""Identifiers in the text of an entry."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.sources.lists.drafts import Draft
from sitegen.sources.lists.paper_ids import take_ids

ARXIV = "https://arxiv.org/abs/2305.90005"


@pytest.mark.parametrize(
    ("text", "rest", "urls"),
    [
        ("Looms [arXiv:2305.90005]", "Looms", [ARXIV]),
        ("Looms (arXiv: 2305.90005v2)", "Looms", [ARXIV]),
        ("Looms, arXiv:2305.90005 [cs.CL], 2023", "Looms, 2023", [ARXIV]),
        ("Looms. arXiv preprint arXiv:2305.90005, 2023.", "Looms. 2023.", [ARXIV]),
        ("Looms, CoRR abs/2305.90005", "Looms,", [ARXIV]),
        ("Looms [cs.CL]", "Looms", []),
        ("Looms (ICML 2020, arXiv:2305.90005)", "Looms (ICML 2020,)", [ARXIV]),
        ("Looms arXiv:hep-th/9901001", "Looms", ["https://arxiv.org/abs/hep-th/9901001"]),
        ("Looms (doi:10.1000/a.b)", "Looms", ["https://doi.org/10.1000/a.b"]),
        ("Looms. DOI: 10.1016/S01(05)6-7.", "Looms..", ["https://doi.org/10.1016/s01(05)6-7"]),
        ("Looms {PMID: 12345678}", "Looms", ["https://pubmed.ncbi.nlm.nih.gov/12345678/"]),
        ("Looms PMC1234567", "Looms", ["https://pmc.ncbi.nlm.nih.gov/articles/PMC1234567/"]),
        ("A study of DOI: what it is", "A study of DOI: what it is", []),
        ("The arXiv of looms [1]", "The arXiv of looms [1]", []),
    ],
)
def test_identifiers_become_links_and_leave_no_brackets(text, rest, urls):
    draft = Draft(1, title="Looms")
    assert " ".join(take_ids(draft, text).split()).replace(" .", ".") == rest
    assert draft.urls == urls
    assert draft.is_paper is bool(urls)


def test_an_identifier_that_a_link_has_is_not_added():
    draft = Draft(1, urls=["https://arxiv.org/pdf/2305.90005"])
    assert take_ids(draft, "Looms [arXiv:2305.90005]").strip() == "Looms"
    assert draft.urls == ["https://arxiv.org/pdf/2305.90005"]


@given(st.text(alphabet="arxivdoi:[]() .10/2359pmcsCL", max_size=60))
def test_any_text_is_shortened(text):
    assert len(take_ids(Draft(1), text)) <= len(text) + 1
