"""Names and venues in Chinese, Japanese and Korean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.sources.lists import east_asian


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        ("计算机学报 2023", "计算机学报"),
        ("《软件学报》2023年", "软件学报"),
        ("2023年清华大学学报（自然科学版）", "清华大学学报（自然科学版）"),
        ("心理学通报", "心理学通报"),
        ("计算机研究与发展, 2023", "计算机研究与发展"),
        ("中国科学: 信息科学", "中国科学: 信息科学"),
        ("『人工知能学会論文誌』", "人工知能学会論文誌"),
        ("映像情報メディア学会誌", "映像情報メディア学会誌"),
        ("第五届全国织机会议论文集", "第五届全国织机会议论文集"),
        ("정보과학회논문지, 2022", "정보과학회논문지"),
        ("한국통신학회 학술대회", "한국통신학회 학술대회"),
        ("王伟", ""),
        ("山田太郎", ""),
        ("基于织机的方法", ""),
        ("Nature", ""),
    ],
)
def test_the_last_word_says_that_a_text_is_a_venue(text, venue):
    assert east_asian.parse_venue(text) == venue


@pytest.mark.parametrize(
    "text",
    [
        "王伟",
        "欧阳娜娜",
        "山田太郎",
        "山田 太郎",
        "ジョン・スミス",
        "김철수",
        "김 철수",
        "高橋さくら",
    ],
)
def test_names_have_a_surname(text):
    assert east_asian.is_name(text)
    assert east_asian.has_surname(text)


@pytest.mark.parametrize(
    "text", ["计算机学报", "清华大学", "机器学习", "论文", "딥러닝", "학회지", "Ada"]
)
def test_other_words_are_no_names(text):
    assert not east_asian.is_name(text)


def test_words_without_a_surname_are_of_a_subject():
    assert not east_asian.has_surname("目标检测")
    assert not east_asian.has_surname("织机编法")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("李明 王芳 张伟", ["李明", "王芳", "张伟"]),
        ("山田太郎・鈴木花子", ["山田太郎", "鈴木花子"]),
        ("山田 太郎", ["山田 太郎"]),
        ("ジョン・スミス", ["ジョン・スミス"]),
        ("김철수 이영희", ["김철수", "이영희"]),
        ("김 철수", ["김 철수"]),
    ],
)
def test_names_in_a_row_are_separated(text, parts):
    assert east_asian.split_blanks(text) == parts


def test_parts_between_commas_and_blanks():
    assert east_asian.split_parts("王伟 李娜 软件学报，2023") == [
        "王伟",
        "李娜",
        "软件学报",
        "2023",
    ]
    assert east_asian.split_parts("山田 太郎、Jane Doe, and X") == ["山田 太郎", "Jane Doe", "X"]
    assert east_asian.split_parts("김철수 외, 2022") == ["김철수 외", "2022"]


def test_institutions():
    assert east_asian.is_institution("清华大学")
    assert east_asian.is_institution("서울대학교")
    assert not east_asian.is_institution("王伟")


@given(st.text(alphabet="王伟学报大 ・《》2023年誌회김a", max_size=20))
def test_no_venue_is_a_name(text):
    assert not (east_asian.is_name(text) and east_asian.parse_venue(text))
