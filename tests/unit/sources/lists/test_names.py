"""Lists of authors' names."""

import pytest

from sitegen.sources.lists import names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Lovelace, Grace Hopper", ["Ada Lovelace", "Grace Hopper"]),
        ("王伟, 李娜", ["王伟", "李娜"]),
        ("山田太郎・鈴木花子", ["山田太郎", "鈴木花子"]),
        ("王伟, Ada Lovelace", ["王伟", "Ada Lovelace"]),
        ("张三", ["张三"]),
        ("李明等", ["李明"]),
        ("김철수 외 3명", ["김철수"]),
        ("山田太郎 他", ["山田太郎"]),
        ("Ada Lovelace, Grace Hopper and ten others", ["Ada Lovelace", "Grace Hopper"]),
        ("Chen B, Hawkins CD.", ["B Chen", "CD Hawkins"]),
        ("Roe, C. M., Svart, M.", ["C. M. Roe", "M. Svart"]),
        ("计算机学报", []),
        ("王伟, 计算机学报", []),
        ("目标检测, 图像分割", []),
        ("清华大学", []),
        ("Ada Lovelace, 2021", []),
    ],
)
def test_a_list_of_names_is_told_from_venues_and_subjects(text, expected):
    assert names.parse_name_list(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jane Doe", True),
        ("J. van der Berg", True),
        ("王伟", True),
        ("San Francisco", False),
        ("Carnegie Mellon", False),
        ("Technical Report", False),
        ("Study Group", False),
        ("AAAI Best", False),
        ("Jane", False),
    ],
)
def test_a_name_alone_is_of_a_person(text, expected):
    assert names.is_lone_name(text) is expected


def test_a_name_in_a_list_has_a_word_beside_initials():
    assert names.is_author_name("J. Doe")
    assert names.is_author_name("이영희")
    assert not names.is_author_name("J. D.")
    assert not names.is_author_name("Doe")
    assert names.is_local_name("王伟等")
    assert not names.is_local_name("Jane Doe")
