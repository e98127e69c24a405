"""Sections of a list."""

import pytest

from sitegen.sources.formats import markdown

URL = "https://arxiv.org/abs/2305.90005"


@pytest.mark.parametrize(
    "entry",
    [
        f"- 2024-03-05 (Jane Doe): [Weaving numbers]({URL})",
        f"- **Mar 12, 2024** — Max Roe — [Weaving numbers]({URL})",
    ],
)
def test_a_meeting_gives_no_date_and_no_author(entry):
    (paper,) = markdown.read(f"## Schedule\n\n{entry}\n", "x.md").papers
    assert (paper.title, paper.authors, paper.date, paper.keywords) == (
        "Weaving numbers",
        (),
        None,
        (),
    )


def test_authors_behind_a_title_are_read_in_a_schedule():
    text = f"## Schedule\n\n- Mar 12, 2024: [Weaving numbers]({URL}), A. Lovelace, G. Hopper\n"
    (paper,) = markdown.read(text, "x.md").papers
    assert [author.name for author in paper.authors] == ["A. Lovelace", "G. Hopper"]


OTHER_URL = "https://arxiv.org/abs/2305.90006"


def _read(text):
    """Return title, names and venue of each paper of a list."""
    papers = markdown.read(f"# Papers\n\n{text}\n", "x.md").papers
    return [(p.title, [author.name for author in p.authors], p.venue) for p in papers]


@pytest.mark.parametrize(
    ("entry", "title", "names", "venue"),
    [
        (f"- [Grains of Sand (ICML 2023)]({URL})", "Grains of Sand", [], "ICML 2023"),
        (
            f"- **J. Doe**, M. Roe. *Grains of Sand in Motion*. ICML 2023. [pdf]({URL})",
            "Grains of Sand in Motion", ["J. Doe", "M. Roe"], "ICML 2023",
        ),
        (f"- **J. Doe**. [Grains of Sand]({URL})", "Grains of Sand", ["J. Doe"], None),
        (
            f"- Lovelace and Hopper. [Grains of Sand]({URL})",
            "Grains of Sand", ["Lovelace", "Hopper"], None,
        ),
        (
            f"- Turing, Church, Gödel, and Kleene. [Grains of Sand]({URL})",
            "Grains of Sand", ["Turing", "Church", "Gödel", "Kleene"], None,
        ),
        (
            f"- [Grains of Sand in Motion]({URL}), Jane Doe et al., ICLR 2024",
            "Grains of Sand in Motion", ["Jane Doe"], "ICLR 2024",
        ),
        (
            f"- [Grains of Sand in Motion]({URL}) 赵六等 NeurIPS 2023",
            "Grains of Sand in Motion", ["赵六"], "NeurIPS 2023",
        ),
        (
            f"- [Lovelace, A., & Hopper, G. (2021). Grains of Sand. Looms, 12(3), 4-5.]({URL})",
            "Grains of Sand", ["A. Lovelace", "G. Hopper"], "Looms",
        ),
        (
            f"- [Grains of Sand in Motion]({URL}), Ada Lovelace (MIT), Grace Hopper (Navy)",
            "Grains of Sand in Motion", ["Ada Lovelace", "Grace Hopper"], None,
        ),
        (
            f"- A. Smith. Grains. *Journal of Sand* [pdf]({URL})",
            "Grains", ["A. Smith"], "Journal of Sand",
        ),
    ],
)  # fmt: skip
def test_an_entry_has_its_title_its_authors_and_its_venue(entry, title, names, venue):
    second = f"- [Weaving Light in Looms]({OTHER_URL})"
    assert _read(f"{entry}\n{second}") == [
        (title, names, venue),
        ("Weaving Light in Looms", [], None),
    ]


@pytest.mark.parametrize("separator", [", ", "<br>", " (ICML 2023); ", " and "])
def test_each_linked_title_of_a_cell_is_a_paper(separator):
    cell = f"[Grains of Sand in Motion]({URL}){separator}[Weaving Light in Looms]({OTHER_URL})"
    titles = [title for title, _, _ in _read(f"| Topic | Papers |\n|---|---|\n| Sand | {cell} |")]
    assert titles == ["Grains of Sand in Motion", "Weaving Light in Looms"]


def test_each_linked_title_of_an_item_is_a_paper():
    text = f"- [Grains of Sand in Motion]({URL}), [Weaving Light in Looms]({OTHER_URL})"
    assert [title for title, _, _ in _read(text)] == [
        "Grains of Sand in Motion",
        "Weaving Light in Looms",
    ]


def test_a_link_that_text_leads_to_is_of_another_work():
    text = f"- [Grains of Sand in Motion]({URL}), which extends [Weaving Light]({OTHER_URL})"
    assert [title for title, _, _ in _read(text)] == ["Grains of Sand in Motion"]


@pytest.mark.parametrize("names", ["Ada Lovelace, Grace Hopper", "Alan Turing"])
def test_one_heading_above_a_line_of_names_is_a_paper(names):
    text = f"### Grains of Sand in Motion\n\n{names}\n\n[[Paper]]({URL})"
    assert _read(text) == [("Grains of Sand in Motion", names.split(", "), None)]


def test_a_day_without_its_year_is_no_year():
    (paper,) = markdown.read(f"## Papers\n\n- 05/07: [Grains of Sand]({URL})\n", "x.md").papers
    assert (paper.year, paper.date) == (2023, None)  # the year of the arXiv id


def test_the_date_beside_a_presenter_is_a_meetings():
    text = f"- [Grains of Sand]({URL})\n  - Presenter: Jane Doe\n  - Date: 2024-05-07\n"
    (paper,) = markdown.read(f"## Papers\n\n{text}", "x.md").papers
    assert (paper.authors, paper.year, paper.date) == ((), 2023, None)
