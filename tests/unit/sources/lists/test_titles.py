"""Titles, and what stands around them in plain text."""

import pytest

from sitegen.sources.lists.drafts import Draft
from sitegen.sources.lists.titles import is_title, read_sentences, trim_title


@pytest.mark.parametrize(
    ("text", "title", "authors"),
    [
        ("숫자 직조에 관한 연구 - 김철수, 이영희", "숫자 직조에 관한 연구", ["김철수", "이영희"]),
        ("Weaving of cloth by A. Lovelace and G. Hopper", "Weaving of cloth", ["A. Lovelace", "G. Hopper"]),
        (
            "Weaving Numbers into Cloth, Ada Lovelace, Grace Hopper, NeurIPS 2021",
            "Weaving Numbers into Cloth",
            ["Ada Lovelace", "Grace Hopper"],
        ),
        ("Looms, Red Cloth, Blue Cloth", "Looms, Red Cloth, Blue Cloth", []),
        ("Learning by Doing", "Learning by Doing", []),
        ("Weaving - A Study of Looms", "Weaving - A Study of Looms", []),
    ],
)  # fmt: skip
def test_names_behind_a_title_are_its_authors(text, title, authors):
    draft = Draft(1)
    read_sentences(draft, text)
    assert (draft.title, draft.details.authors) == (title, authors)


def test_quotes_of_chinese_and_japanese_are_no_part_of_a_title():
    assert trim_title("《织机的研究》") == "织机的研究"
    assert trim_title("「織機の研究」") == "織機の研究"
    assert trim_title("《红楼梦》的研究") == "《红楼梦》的研究"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("大规模中文织机问答数据集", True), ("数据集", False), ("官方代码", False), ("Code", False)],
)
def test_a_long_title_may_end_as_a_label_does(text, expected):
    assert is_title(text) is expected
