"""Citations in BibTeX."""

from hypothesis import given
from hypothesis import strategies as st

from sitegen.pages.cite import format_bibkey, format_bibtex
from sitegen.paper import Author, Paper


def test_what_is_known_is_there_and_nothing_else():
    paper = Paper(
        "Attention & More", authors=(Author("Ashish Vaswani"), Author("Noam Shazeer")), year=2017,
        venue="NeurIPS", arxiv_id="1706.03762",
    )  # fmt: skip
    assert format_bibtex(paper) == (
        "@article{vaswani2017attention,\n"
        "  title = {{Attention \\& More}},\n"
        "  author = {Ashish Vaswani and Noam Shazeer},\n"
        "  year = {2017},\n"
        "  journal = {NeurIPS},\n"
        "  eprint = {1706.03762},\n"
        "  archiveprefix = {arXiv}\n"
        "}"
    )
    assert format_bibtex(Paper("The only thing known")) == (
        "@misc{onlythingknown,\n  title = {{The only thing known}}\n}"
    )


@given(st.text(max_size=60))
def test_braces_balance_and_keys_are_plain(title):
    paper = Paper(title)
    text = format_bibtex(paper).replace("\\{", "").replace("\\}", "")
    assert text.count("{") == text.count("}")
    assert format_bibkey(paper).isalnum()
