"""Names, and numbers behind a venue in italics, in entries of reading lists."""

import pytest

from sitegen.sources.reader import read_text

LIST = "# Hats\n\n- **Hats of the North.** {} [doi](https://doi.org/10.5555/n1)\n"


def only_paper(text, name="list.md"):
    (paper,) = read_text(text, name).papers
    return paper


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("*Journal of Hats*, 3(2), 2021.", (2021, "3", "2", None)),
        ("*Nature*, 521, 436-444, 2015.", (2015, "521", None, "436-444")),
        ("*Journal of Hats* 12:34-56, 2019.", (2019, "12", None, "34-56")),
        ("*Journal of Hats*, vol. 3, no. 4, pp. 1-9, May 2020.", (2020, "3", "4", "1-9")),
        ("*Journal of Hats*, 2020.", (2020, None, None, None)),
    ],
)
def test_numbers_behind_a_venue_in_italics(text, position):
    paper = only_paper(LIST.format(f"Ann Roe, Wei Li. {text}"))
    assert (paper.year, paper.volume, paper.issue, paper.pages) == position
    assert [author.name for author in paper.authors] == ["Ann Roe", "Wei Li"]


@pytest.mark.parametrize("names", ["A Roe, B Li", "A Roe and B Li", "BC Roe, A Li"])
def test_initials_without_stops_are_names(names):
    paper = only_paper(LIST.format(f"{names}. *ICLR 2021*."))
    assert len(paper.authors) == 2


@pytest.mark.parametrize(
    "line",
    [
        "*Ann Roe, Wei Li - ICML 2019*", "Ann Roe, Wei Li, ICML 2019",
        "*Ann Roe and Wei Li (ICML 2019)*", "Ann Roe, Wei Li | ICML 2019",
    ],
)  # fmt: skip
def test_names_and_a_venue_below_a_linked_heading(line):
    papers = read_text(
        f"## [Hats Are Warm](https://arxiv.org/abs/1906.99981)\n{line}\n\n"
        "## [Caps Are Cool](https://arxiv.org/abs/1906.99982)\nText of some length about caps.\n",
        "list.md",
    ).papers
    assert (papers[0].venue, papers[0].year) == ("ICML 2019", 2019)
    assert [author.name for author in papers[0].authors] == ["Ann Roe", "Wei Li"]


def test_one_author_below_a_title():
    papers = read_text(
        "Hats in Space\nAnn Roe, Wei Li\n2020\nhttps://arxiv.org/abs/2005.99951\n\n"
        "Caps in Time\nEdgar Poe\n2019\nhttps://doi.org/10.5555/caps\n",
        "list.txt",
    ).papers
    assert [author.name for author in papers[1].authors] == ["Edgar Poe"]
