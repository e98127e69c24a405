"""Org mode: headings, property drawers, links, dates."""

import pytest

from sitegen.sources.formats import markup

URL = "https://arxiv.org/abs/2305.90001"


def read(text):
    return markup.read(text, "x.org").papers


def test_a_heading_with_a_link_takes_its_properties_tags_and_text():
    (paper,) = read(
        f"* TODO [#A] [[{URL}][Castles of sand]] [0/2] :tide:\n  :PROPERTIES:\n  :AUTHOR: Ann Vole and Noam"
        " Shrew\n  :YEAR: 2021\n  :JOURNAL: Sand Letters\n  :END:\n\n    They stand.\n"
    )
    assert (paper.title, [a.name for a in paper.authors]) == (
        "Castles of sand",
        ["Ann Vole", "Noam Shrew"],
    )
    assert (paper.year, paper.venue, paper.keywords) == (2021, "Sand Letters", ("tide",))
    assert paper.abstract == "They stand."


def test_a_drawer_with_a_title_is_a_paper_and_its_title_wins():
    (paper, _) = read(
        "* My notes\n:PROPERTIES:\n:TITLE: Grains in the wind\n:AUTHOR: Roe, Mary and Poe, John\n"
        f":DOI: 10.9999/grains\n:END:\n* Others\n- [[{URL}][Castles]]\n"
    )
    assert (paper.title, paper.doi) == ("Grains in the wind", "10.9999/grains")
    assert [author.name for author in paper.authors] == ["Mary Roe", "John Poe"]


@pytest.mark.parametrize(
    ("line", "url"),
    [
        ("[[doi:10.9999/x][Castles of sand]]", "https://doi.org/10.9999/x"),
        ("[[arxiv:2305.90001][Castles of sand]]", URL),
        (f"*Castles of sand* [[{URL}][PDF]]", URL),
        (f"Castles of sand. {URL}", URL),
        (f"[X] [[{URL}][Castles of sand]] <2023-05-01 Mon>", URL),
    ],
)
def test_links_are_read(line, url):
    papers = read(f"[[{URL}/x][y]]\n* Sand\n- {line}\n")
    assert [(p.title, p.links[0].url) for p in papers if p.title.startswith("Castles")] == [
        ("Castles of sand", url)
    ]


def test_code_comments_and_clocks_are_no_entries():
    text = (
        f"# [[{URL}][A comment]]\n#+begin_src org\n- [[{URL}][Code]]\n#+end_src\n* Sand\n:LOGBOOK:\n"
        f"CLOCK: [[{URL}][Clock]]\n:END:\n- [[{URL}][Castles of sand]]\n"
    )
    assert [paper.title for paper in read(text)] == ["Castles of sand"]
