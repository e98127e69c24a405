"""Venues and dates as whole texts."""

import pytest

from sitegen.sources.lists import venues


@pytest.mark.parametrize(
    ("text", "name", "year"),
    [
        ("计算机学报 2023", "计算机学报", 2023),
        ("《软件学报》，2022", "软件学报", 2022),
        ("情報処理学会論文誌, 2021", "情報処理学会論文誌", 2021),
        ("정보과학회논문지, 2020", "정보과학회논문지", 2020),
        ("Accepted by ICML 2019", "ICML 2019", 2019),
        ("Nature, 2019", "Nature", 2019),
    ],
)
def test_a_venue_has_a_name_and_a_year(text, name, year):
    assert venues.is_venue(text)
    assert (venues.venue_name(text), venues.year_in(text)) == (name, year)


@pytest.mark.parametrize("text", ["王伟, 李娜", "山田太郎", "Jane Doe", "织机的研究", ""])
def test_names_and_titles_are_no_venues(text):
    assert not venues.is_venue(text)


@pytest.mark.parametrize(
    "text",
    [
        "Neural Information Processing Systems (NeurIPS 2022)",
        "Computer Vision and Pattern Recognition (CVPR 2020)",
        "Workshop on Graphs (ICML 2023)", "ICLR 2024 (Oral)", "Best Paper (ICML 2023)",
    ],
)  # fmt: skip
def test_a_venue_may_have_brackets(text):
    assert venues.is_venue(text)


@pytest.mark.parametrize(
    "text", ["Grains of Sand (ICML 2023)", "Jane Doe et al., ICLR 2024", "赵六等 NeurIPS 2023"]
)
def test_a_title_or_a_name_beside_a_venue_is_none(text):
    assert not venues.is_venue(text)
