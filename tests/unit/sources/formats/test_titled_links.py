"""Titles with addresses as plain text: what is claimed, and which lines belong together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.errors import SourceError
from sitegen.sources import read_text
from sitegen.sources.formats import titled_links

URL, URL2 = "https://arxiv.org/abs/2305.90001", "https://arxiv.org/abs/2305.90002"


def test_name_and_rank():
    assert (titled_links.NAME, titled_links.RANK) == ("titled-links", 152)


@pytest.mark.parametrize(
    "text",
    [
        f"Castles of sand\n{URL}\n\nDeep dunes\n{URL2}\n",
        f"Castles of sand\n{URL}\nDeep dunes\n{URL2}\n",
        f"Castles of sand\n\n{URL}\n\nDeep dunes\n\n{URL2}\n",
        f"{URL}\nCastles of sand\n\n{URL2}\nDeep dunes\n",
        f"{URL}\nCastles of sand\n{URL2}\nDeep dunes\n",
        f"Castles of sand - {URL}\nDeep dunes - {URL2}\n",
        f"Castles of sand: {URL}\nDeep dunes: {URL2}\n",
        f"Castles of sand ({URL})\nDeep dunes ({URL2})\n",
        f"Castles of sand\t{URL}\nDeep dunes\t{URL2}\n",
        f"{URL} Castles of sand\n{URL2} - Deep dunes\n",
        f"Castles of sand, PDF: {URL}\nDeep dunes, link: {URL2}\n",
        "Castles of sand arXiv:2305.90001\nDeep dunes [arXiv:2305.90002v2]\n",
        f"To read\n\n1. Castles of sand\n   {URL}\n2. Deep dunes\n   {URL2}\n",
    ],
)
def test_pairs_of_titles_and_addresses_are_papers(text):
    papers = read_text(text, "x.txt").papers
    assert [(paper.title, paper.arxiv_id) for paper in papers] == [
        ("Castles of sand", "2305.90001"), ("Deep dunes", "2305.90002"),
    ]  # fmt: skip


def test_lines_between_are_authors_and_a_venue():
    text = f"Castles of sand\nAnn Vole, Noam Shrew\nICML 2023\n{URL}\n\nDeep dunes\n{URL2}\n"
    paper, _ = titled_links.read(text, "x").papers
    assert ([author.name for author in paper.authors], paper.venue) == (
        ["Ann Vole", "Noam Shrew"], "ICML 2023",
    )  # fmt: skip


def test_one_title_with_its_address_is_a_paper():
    (paper,) = read_text(f"Castles of sand\n{URL}\n", "x.txt").papers
    assert paper.title == "Castles of sand"


def test_what_is_left_out_is_reported():
    text = (
        f"Castles of sand\n{URL}\n\nDeep dunes\n{URL2}\n\n{URL}9\n\nA shop\nhttps://example.org\n"
    )
    omitted, untitled = titled_links.read(text, "x").diagnostics
    assert (omitted.line, omitted.message[:17]) == (9, "1 line with links")
    assert (untitled.line, untitled.record) == (7, f"{URL}9")
    assert untitled.message.startswith("1 link to papers without their titles")


@pytest.mark.parametrize(
    "text",
    [
        f"{URL}\n{URL2}\n",
        f"# To read\n\n- {URL}\n- {URL2}\n",
        "2305.90001\n2305.90002\n",
        "https://doi.org/10.9999/x\n10.9999/y\n",
    ],
)
def test_addresses_alone_are_refused_with_what_to_do(text):
    with pytest.raises(
        SourceError, match=r"addresses without titles.* write each title in the line"
    ):
        read_text(text, "x.txt")


@pytest.mark.parametrize(
    "text",
    [
        "",
        f"We read the paper at {URL}\nand it was as good as the one before.\nSee {URL2} for more.\n",
        f"Dear Ann,\n\nthank you for your letter. I enclose a link:\n{URL}\n\nYours, Noam\n",
        "Sand shop\nhttps://example.org/sand\n\nGlass shop\nhttps://example.org/glass\n",
        f"Sand is a granular material. It is made of grains,\nas is shown in\n{URL}\n\nIt is old.\n",
        f"See {URL}\nIt is about sand.\n",
        f"{'Sand is old, and nobody knows its age. ' * 3}\n" * 8 + f"Castles of sand\n{URL}\n",
        "GET https://example.org/a.pdf 200\nGET https://example.org/b.pdf 404\n",
        f"- [Castles of sand]({URL})\n",
        f'{{"a": "{URL}"}}\n',
    ],
)
def test_other_texts_are_not_claimed(text):
    assert not titled_links.sniff(text)


PIECES = st.sampled_from(
    ["Castles of sand", URL, URL2, "arXiv:2305.90003", "doi:10.9999/x", " - ", ": ", "\n", "\n\n", "1. ", "(", ")", "Ann Vole"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_text_gives_papers_or_faults_on_its_lines(text):
    reading = titled_links.read(text, "x")
    lines = text.count("\n") + 1
    assert all(paper.title and 1 <= paper.origins[0].line <= lines for paper in reading.papers)
    assert all(1 <= fault.line <= lines for fault in reading.diagnostics)
