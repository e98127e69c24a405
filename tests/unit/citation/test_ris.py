"""Records of RIS."""

import pytest
from hypothesis import given

from sitegen.citation.ris import format_ris
from sitegen.paper import Author, Link, Paper
from tests.unit.citation.papers import KINDS, papers


def test_a_record_has_what_is_known_and_nothing_else():
    paper = Paper(
        "Attention", abstract="All.", authors=(Author("Ashish Vaswani"),), year=2017,
        date="2017-06", venue="NeurIPS", kind="conference", pages="7-12", editors=("Ann Lee",),
        doi="10.1/a", arxiv_id="1706.03762", keywords=("nets",), publisher="ACM",
        links=(Link("https://e.org/a.pdf", "pdf"),), isbn="978-0", volume="3", issue="1",
    )  # fmt: skip
    assert format_ris(paper, "vaswani2017attention", ("Hats", "nets")) == (
        "TY  - CONF\nTI  - Attention\nAU  - Vaswani, Ashish\nA2  - Lee, Ann\nT2  - NeurIPS\n"
        "PB  - ACM\nPY  - 2017\nDA  - 2017/06//\nVL  - 3\nIS  - 1\nSP  - 7\nEP  - 12\n"
        "DO  - 10.1/a\nSN  - 978-0\nAN  - arXiv:1706.03762\nUR  - https://arxiv.org/abs/1706.03762\n"
        "L1  - https://e.org/a.pdf\nKW  - nets\nKW  - Hats\nAB  - All.\n"
        "ID  - vaswani2017attention\nER  - \n"
    )
    assert format_ris(Paper("T"), "t") == "TY  - GEN\nTI  - T\nID  - t\nER  - \n"


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_a_type(kind):
    first = format_ris(Paper("T", kind=kind), "t").partition("\n")[0]
    assert len(first.removeprefix("TY  - ")) in {3, 4}


@given(papers())
def test_every_line_of_any_paper_has_a_tag(paper):
    lines = format_ris(paper, "key").splitlines()
    assert all(line[2:6] == "  - " and line[:2].isalnum() for line in lines)
    assert [line[:2] for line in lines].count("TY") == 1
    assert lines[-1] == "ER  - "
