"""Texts around a title."""

import pytest

from sitegen.sources.lists.details import Details, add_texts


@pytest.mark.parametrize(
    ("text", "authors", "venue", "year"),
    [
        (" 王伟, 李娜. 计算机学报 2023.", ["王伟", "李娜"], "计算机学报", None),
        ("，王伟、李娜，《软件学报》2023年", ["王伟", "李娜"], "软件学报", None),
        (" 王伟 李娜 张三丰 计算机研究与发展, 2023", ["王伟", "李娜", "张三丰"], "计算机研究与发展", 2023),
        ("、山田太郎・鈴木花子、情報処理学会論文誌、2021年", ["山田太郎", "鈴木花子"], "情報処理学会論文誌", 2021),
        (" 清华大学 王伟 2022", ["王伟"], "", 2022),
        (", Ada Lovelace. ICML 2020", ["Ada Lovelace"], "ICML 2020", None),
        (" Ada Lovelace, Grace Hopper, 2022", ["Ada Lovelace", "Grace Hopper"], "", 2022),
        (" by Ada Lovelace", ["Ada Lovelace"], "", None),
        (", San Francisco, 2020", [], "", 2020),
        (" 目标检测, 图像分割", [], "", None),
    ],
)  # fmt: skip
def test_names_venue_and_year_behind_a_title(text, authors, venue, year):
    details = Details()
    add_texts(details, text)
    assert (details.authors, details.venue, details.year) == (authors, venue, year)
    assert not details.sentences


def test_volume_and_pages_go_to_their_fields():
    details = Details()
    add_texts(details, ". Ada Lovelace, Grace Hopper. Journal of Looms, 12(3), 45–67, 2021.")
    assert details.authors == ["Ada Lovelace", "Grace Hopper"]
    assert (details.venue, details.volume, details.issue, details.pages, details.year) == (
        "Journal of Looms", "12", "3", "45–67", 2021,
    )  # fmt: skip


def test_a_remark_with_numbers_is_no_imprint():
    details = Details()
    add_texts(details, "They train on all of the 64 (8) machines for 3: a very long time.")
    assert (details.venue, details.volume) == ("", "")
    assert details.sentences


def test_names_of_a_line_are_apart_from_the_rest_of_a_line_with_a_venue():
    details = Details()
    add_texts(details, " Ann Lo , Jane Roe,  Bo Mi \n , 2023  (Oral Presentation)\n")
    assert (details.authors, details.year) == (["Ann Lo", "Jane Roe", "Bo Mi"], 2023)
    assert details.sentences == []
