"""Tables of reading groups, courses and logs."""

import pytest

from sitegen.sources.formats import markdown

URL = "https://arxiv.org/abs/2305.90005"


def read(header, row):
    rule = "|" + "---|" * (header.count("|") - 1)
    (paper,) = markdown.read(f"{header}\n{rule}\n{row}\n", "x.md").papers
    return paper.title, [author.name for author in paper.authors], paper.date, paper.year


@pytest.mark.parametrize(
    ("header", "row", "title"),
    [
        ("| Date | Presenter | Paper |", f"| 2024-03-05 | Jane Doe | [Weaving numbers]({URL}) |", "Weaving numbers"),
        ("| Week | Date | Topic | Reading |", f"| 1 | Sep 3, 2024 | Cloth | [Weaving numbers]({URL}) |", "Weaving numbers"),
        ("| Date | Speaker | Title | Link |", f"| Mar 5, 2024 | Jane Doe | Weaving numbers | [pdf]({URL}) |", "Weaving numbers"),
        ("| 日期 | 汇报人 | 论文 | 链接 |", f"| 2024.03.05 | 王伟 | 基于织机的数字编织 | [arXiv]({URL}) |", "基于织机的数字编织"),
        ("| 日付 | 発表者 | 論文 |", f"| 2024/3/5 | 山田太郎 | [織機の研究の概説]({URL}) |", "織機の研究の概説"),
        ("| 날짜 | 발표자 | 논문 |", f"| 2024.03.05 | 김철수 | [숫자 직조에 관한 연구]({URL}) |", "숫자 직조에 관한 연구"),
        ("| Termin | Referentin | Text |", f"| 05.03.2024 | Jana Roe | [Weaving numbers into cloth]({URL}) |", "Weaving numbers into cloth"),
        ("| Fecha | Ponente | Título | PDF |", f"| 5/3/2024 | Ana Gómez | Tejer números | [pdf]({URL}) |", "Tejer números"),
    ],
)  # fmt: skip
def test_a_meeting_gives_no_date_and_no_author(header, row, title):
    # The year is that of the arXiv id.
    assert read(header, row) == (title, [], None, 2023)


def test_authors_beside_a_presenter_are_authors():
    row = f"| 2024-03-05 | [Weaving numbers]({URL}) | Ada Lovelace, Grace Hopper | Jane Doe |"
    assert read("| Date | Paper | Authors | Presenter |", row) == (
        "Weaving numbers", ["Ada Lovelace", "Grace Hopper"], None, 2023,
    )  # fmt: skip


def test_the_day_of_reading_is_no_date_of_a_paper():
    row = f"| [Weaving numbers]({URL}) | 2023 | 2024-05-06 |"
    assert read("| Title | Year | Date read |", row) == ("Weaving numbers", [], None, 2023)


def test_a_date_of_publication_is_one():
    row = f"| 2024-03-05 | Weaving numbers | [pdf]({URL}) |"
    assert read("| Publish Date | Title | PDF |", row) == (
        "Weaving numbers",
        [],
        "2024-03-05",
        2024,
    )


def test_columns_of_authors_and_years_tell_papers_without_links():
    text = "| Title | Authors | Year |\n|---|---|---|\n| Small? Ants, Bees, and Wasps | A. Lo | 2020 |\n"
    assert markdown.sniff(text)
    (paper,) = markdown.read(text, "x.md").papers
    assert (paper.title, paper.year) == ("Small? Ants, Bees, and Wasps", 2020)
    assert [author.name for author in paper.authors] == ["A. Lo"]
    assert not markdown.sniff(
        "| Title | Owner | Year |\n|---|---|---|\n| A red kite | Al | 2020 |\n"
    )
