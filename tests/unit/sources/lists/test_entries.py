"""One entry of a reading list, in the shapes of the lists on GitHub."""

import pytest

from sitegen.sources.formats import markdown

LINK = "[[paper](https://arxiv.org/abs/2305.90001)]"


def read(text):
    (paper,) = markdown.read(text, "x.md").papers
    names = [author.name for author in paper.authors]
    return paper.title, names, paper.year, paper.venue


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"- Tin boxes {LINK} (2024.01.08)", ("Tin boxes", [], 2024, None)),
        (f"- Tin toys, CVPR 2022 {LINK}", ("Tin toys", [], 2022, "CVPR 2022")),
        (f"- Tin toys (Stanford, 2023) {LINK}", ("Tin toys", [], 2023, None)),
        (f"- [ICLR 2024 Oral] Tin toys {LINK}", ("Tin toys", [], 2024, "ICLR 2024 Oral")),
        (f"- (*ICLR 2024*) Tin toys {LINK}", ("Tin toys", [], 2024, "ICLR 2024")),
        (f"- **Tin toys** (2015), J. Doe et al. {LINK}", ("Tin toys", ["J. Doe"], 2015, None)),
        (
            f'- J. Doe, R. Roe, "Weaving baskets," in *Proc. ICML*, 2020. {LINK}',
            ("Weaving baskets", ["J. Doe", "R. Roe"], 2020, "Proc. ICML"),
        ),
        (
            f"Weaving baskets. Jane Doe, Rick Roe. ICML 2020. {LINK}",
            ("Weaving baskets", ["Jane Doe", "Rick Roe"], 2020, "ICML 2020"),
        ),
        (
            "- [Weaving baskets](https://arxiv.org/abs/2305.90001), Jane Doe, 2021",
            ("Weaving baskets", ["Jane Doe"], 2021, None),
        ),
        (
            f'**[3]** Doe, Jane, and Rick Roe. "**Weaving**." Nature 5.7 (2015): 43-44. {LINK}',
            ("Weaving", ["Jane Doe", "Rick Roe"], 2015, "Nature"),
        ),
        (
            f"1. **Weaving.** ACL 2019. {LINK}\n\n    *Doe, Jane and Roe, Rick.*",
            ("Weaving", ["Jane Doe", "Rick Roe"], 2019, "ACL 2019"),
        ),
    ],
)
def test_title_authors_year_and_venue_are_separated(text, expected):
    assert read(text) == expected


def test_a_label_in_two_words_is_no_title_and_a_title_no_label():
    (paper,) = markdown.read("- [Code Llama](https://arxiv.org/abs/2305.90001)", "x").papers
    assert paper.title == "Code Llama"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"- **织机的数字编织方法** 王伟, 李娜. 计算机学报 2023. {LINK}",
            ("织机的数字编织方法", ["王伟", "李娜"], 2023, "计算机学报"),
        ),
        (
            f"- 《织机的数字编织方法》，张三，2022 {LINK}",
            ("织机的数字编织方法", ["张三"], 2022, None),
        ),
        (
            f"- 王伟，李娜：《织机的编织》，《计算机学报》2022年第3期 {LINK}",
            ("织机的编织", ["王伟", "李娜"], 2022, "计算机学报"),
        ),
        (f"- 「織機の編み方」山田太郎（2020） {LINK}", ("織機の編み方", ["山田太郎"], 2020, None)),
        (
            f"- 숫자 직조에 관한 연구 - 김철수, 이영희 {LINK}",
            ("숫자 직조에 관한 연구", ["김철수", "이영희"], 2023, None),
        ),
        (
            (
                "- <b>Weaving numbers</b>, Ada Lovelace. <i>Looms Today</i> "
                "<a href='https://arxiv.org/abs/2305.90001'>pdf</a>"
            ),
            ("Weaving numbers", ["Ada Lovelace"], 2023, "Looms Today"),
        ),
        (
            f"- Ada Lovelace, Grace Hopper. Weaving numbers. Journal of Looms, 2021. {LINK}",
            ("Weaving numbers", ["Ada Lovelace", "Grace Hopper"], 2021, "Journal of Looms"),
        ),
        (
            f"- [1] Lovelace, A. (2021). Weaving numbers. *Looms*, 3(2), 4-5. Available at: {LINK}",
            ("Weaving numbers", ["A. Lovelace"], 2021, "Looms"),
        ),
    ],
)
def test_references_and_entries_of_many_hands(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"- **Tin toys.** *Jane Doe(MIT) et al. arXiv.*{LINK}", ("Tin toys", ["Jane Doe"], 2023, None)),
        (f"- **Tin toys.** *Jane F. Doe et al.arXiv.* {LINK}", ("Tin toys", ["Jane F. Doe"], 2023, None)),
        (f"- **Tin toys.** *Jane Doe et al. ICML.* {LINK}", ("Tin toys", ["Jane Doe"], 2023, "ICML")),
        (
            f"- [2023/07] Tin toys: Boxes that talk *Jane Doe et al. IEEE(RAL)* {LINK}",
            ("Tin toys: Boxes that talk", ["Jane Doe"], 2023, "IEEE(RAL)"),
        ),
        (
            f'* **Box**: "Tin toys in nets", ICCV, 2019 (*Loom Works + UC Rust*). {LINK}',
            ("Tin toys in nets", [], 2019, "ICCV"),
        ),
        ("1. [Tin toys (ICLR 2023, top 5%)](https://arxiv.org/abs/2305.90001)",
         ("Tin toys", [], 2023, "ICLR 2023")),
        ("* Doe & Roe, [\"Tin toys\"](https://x.example/osdi.pdf), OSDI '99",
         ("Tin toys", ["Doe", "Roe"], 1999, "OSDI '99")),
        ("- **01.Tin toys** : [**Paper**](https://arxiv.org/pdf/2305.90001)", ("Tin toys", [], 2023, None)),
        (
            ("1. **Tin toys.** Loom Lectures, Rust & Roe Publishers, 2020. "
            "[book](https://x.example/doi/10.2200/S1)\n\n    *Jane Doe, Rick Roe.*"),
            ("Tin toys", ["Jane Doe", "Rick Roe"], 2020, None),
        ),
        (
            "- **锡玩具在冬天**，Doe等，NAACL 2019，[论文](https://arxiv.org/abs/2305.90001)",
            ("锡玩具在冬天", [], 2019, "NAACL 2019"),
        ),
        (
            ("# L\n\n### Tin (2015)\n**Tin toys in the fields**\n- Authors: Jane Doe, Rick Roe\n"
            "- Key Contributions:\n  - First of boxes\n  - Lids, too\n"
            "- [Paper Link](https://arxiv.org/abs/2305.90001)"),
            ("Tin toys in the fields", ["Jane Doe", "Rick Roe"], 2023, None),
        ),
        (
            ("| Review Date | Title | Paper | Review |\n|---|---|---|---|\n"
            "| 24.12.27 | More tin toys in the fields: Scaling up all of the boxes beyond the lids "
            "| [Link](https://arxiv.org/pdf/2305.90001.pdf) | [Review](a/x.md) |"),
            ("More tin toys in the fields: Scaling up all of the boxes beyond the lids", [], 2023, None),
        ),
    ],
)  # fmt: skip
def test_lists_of_other_hands(text, expected):
    assert read(text) == expected
