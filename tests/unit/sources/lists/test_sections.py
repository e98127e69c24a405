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
