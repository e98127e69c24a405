"""Where a paper appeared, in the writings of the styles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.sources.lists.imprints import parse_imprint


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Journal of Looms, 12(3), 45–67.", ("Journal of Looms", "12", "3", "45–67", None)),
        ("Journal of Looms 12, no. 3 (2021): 4–6.", ("Journal of Looms", "12", "3", "4–6", 2021)),
        ("in Proc. IEEE Int. Conf. Looms, 2021, pp. 4–6", ("Proc. IEEE Int. Conf. Looms", "", "", "4–6", 2021)),
        ("J Looms. 2021;12(3):45-67.", ("J Looms", "12", "3", "45-67", 2021)),
        (
            "In Proceedings of the 2021 Conference on Looms (CHI '21). ACM, New York, NY, USA, 1–12.",
            ("Proceedings of the 2021 Conference on Looms (CHI '21)", "", "", "1–12", 2021),
        ),
        ("In Proceedings of ACL 2021, pages 4–6, Online.", ("Proceedings of ACL 2021", "", "", "4–6", 2021)),
        ("Phys. Rev. Lett. 116, 061102 (2016).", ("Phys. Rev. Lett.", "116", "", "061102", 2016)),
        ("In: Zeitschrift für Tuch 12 (2021), S. 4–6.", ("Zeitschrift für Tuch", "12", "", "4–6", 2021)),
        ("Revista Brasileira, v. 12, n. 3, p. 4-6, 2021", ("Revista Brasileira", "12", "3", "4-6", 2021)),
        ("Nature 596, 2021", ("Nature", "596", "", "", 2021)),
        ("Nature 5.7 (2015): 43-44", ("Nature", "5", "7", "43-44", 2015)),
        ("NeurIPS 2021.", ("NeurIPS 2021", "", "", "", 2021)),
        ("CHI 2021: 1-12", ("CHI 2021", "", "", "1-12", 2021)),
        ("PLoS ONE 16(4): e0249875", ("PLoS ONE", "16", "4", "e0249875", None)),
        ("《计算机学报》2022年第3期", ("计算机学报", "", "3", "", 2022)),
        ("軟體學報，2022，33(3)：12-20", ("軟體學報", "33", "3", "12-20", 2022)),
        ("情報処理学会論文誌, 64(3), 2023.", ("情報処理学会論文誌", "64", "3", "", 2023)),
        ("PhD thesis, MIT, 2020.", ("MIT", "", "", "", 2020)),
        ("arXiv preprint arXiv:2305.90001, 2023", ("", "", "", "", 2023)),
        ("In K. Müller (Ed.), Looms of the world (pp. 3-9). Springer.", ("Looms of the world", "", "", "3-9", None)),
    ],
)  # fmt: skip
def test_venue_volume_issue_pages_and_year(text, expected):
    imprint = parse_imprint(text)
    assert imprint.is_certain
    assert expected == (
        imprint.venue, imprint.volume, imprint.issue, imprint.pages, imprint.year,
    )  # fmt: skip


@pytest.mark.parametrize("text", ["Weaving numbers into cloth", "", "this is a remark", "12"])
def test_a_text_without_signs_is_no_certain_imprint(text):
    assert not parse_imprint(text).is_certain


def test_a_day_is_a_date():
    assert parse_imprint("J Looms. 2021 Mar 3;12(3):45-67.").date == "2021-03-03"
    assert parse_imprint("J Looms. 2021 Mat 3;12(3):45-67.").date is None


@given(st.text(alphabet="Aa .,:;()0129年vp-《》", max_size=60))
def test_any_text_has_an_imprint(text):
    imprint = parse_imprint(text)
    assert imprint.venue == imprint.venue.strip()
