"""Formatted references in the usual styles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.sources.lists.citations import parse_authors, parse_citation

TITLE = "Weaving numbers into cloth"
TWO = ("A. Lovelace", "G. M. Hopper")


@pytest.mark.parametrize(
    ("text", "authors", "place"),
    [
        # APA, with one and several authors, and a chapter.
        (
            f"Lovelace, A., & Hopper, G. M. (2021). {TITLE}. Journal of Looms, 12(3), 45–67.",
            TWO,
            ("Journal of Looms", "12", "3", "45–67", 2021),
        ),
        (
            (
                f"Lovelace, A., Hopper, G. M., & Turing, A. (2021, May). {TITLE}. In Proceedings of the "
                "Loom Conference (pp. 45–67). ACM."
            ),
            (*TWO, "A. Turing"),
            ("Proceedings of the Loom Conference", "", "", "45–67", 2021),
        ),
        # MLA and Chicago.
        (
            (
                f'Lovelace, Ada, and Grace Hopper. "{TITLE}." Journal of Looms, vol. 12, no. 3, 2021, '
                "pp. 45-67."
            ),
            ("Ada Lovelace", "Grace Hopper"),
            ("Journal of Looms", "12", "3", "45-67", 2021),
        ),
        (
            f"Lovelace, Ada, and Grace Hopper. 2021. “{TITLE}.” Journal of Looms 12 (3): 45–67.",
            ("Ada Lovelace", "Grace Hopper"),
            ("Journal of Looms", "12", "3", "45–67", 2021),
        ),
        # IEEE, Harvard, Vancouver.
        (
            (
                f'A. Lovelace and G. M. Hopper, "{TITLE}," Journal of Looms, vol. 12, no. 3, '
                "pp. 45–67, Mar. 2021"
            ),
            TWO,
            ("Journal of Looms", "12", "3", "45–67", 2021),
        ),
        (
            f"Lovelace, A. and Hopper, G. M. (2021) ‘{TITLE}’, Journal of Looms, 12(3), pp. 45–67.",
            TWO,
            ("Journal of Looms", "12", "3", "45–67", 2021),
        ),
        (
            f"Lovelace A, Hopper GM, et al. {TITLE}. J Looms. 2021 Mar 3;12(3):45-67.",
            ("A Lovelace", "GM Hopper"),
            ("J Looms", "12", "3", "45-67", 2021),
        ),
        # ACM, Nature, Springer, the American Physical Society.
        (
            f"Ada Lovelace and Grace M. Hopper. 2021. {TITLE}. Commun. ACM 64, 3 (March 2021), 45–67.",
            ("Ada Lovelace", "Grace M. Hopper"),
            ("Commun. ACM", "64", "3", "45–67", 2021),
        ),
        (
            f"Lovelace, A. & Hopper, G. M. {TITLE}. Nat. Looms 12, 45–67 (2021).",
            TWO,
            ("Nat. Looms", "12", "", "45–67", 2021),
        ),
        (
            (
                f"Lovelace, A., Hopper, G.M.: {TITLE}. In: Loom 2021. LNCS, vol. 34, pp. 45–67. "
                "Springer, Cham (2021)."
            ),
            ("A. Lovelace", "G.M. Hopper"),
            ("Loom 2021", "34", "", "45–67", 2021),
        ),
        (
            f"A. Lovelace and G. M. Hopper, {TITLE}, Phys. Rev. Lett. 116, 061102 (2016).",
            TWO,
            ("Phys. Rev. Lett.", "116", "", "061102", 2016),
        ),
        # GB/T 7714 of an article in English.
        (
            f"LOVELACE A, HOPPER G M. {TITLE}[J]. Journal of Looms, 2021, 12(3): 45-67.",
            ("A Lovelace", "G M Hopper"),
            ("Journal of Looms", "12", "3", "45-67", 2021),
        ),
        # Plain forms.
        (
            f"Ada Lovelace, Grace Hopper. {TITLE}. NeurIPS 2021",
            ("Ada Lovelace", "Grace Hopper"),
            ("NeurIPS 2021", "", "", "", 2021),
        ),
        (
            f"Ada Lovelace. {TITLE}. Nature, 2021",
            ("Ada Lovelace",),
            ("Nature", "", "", "", 2021),
        ),
        (
            f"Lovelace et al. (2020) {TITLE}. ICML.",
            ("Lovelace",),
            ("ICML", "", "", "", 2020),
        ),
        # German and Spanish.
        (
            f"Müller, J./Schmidt, A. (2020): {TITLE}, in: Zeitschrift für Tuch, Jg. 12, Nr. 3, S. 4-6",
            ("J. Müller", "A. Schmidt"),
            ("Zeitschrift für Tuch", "12", "3", "4-6", 2020),
        ),
        (
            f"PÉREZ, Juan; GÓMEZ, Ana. {TITLE}. Revista de Telares, 2021, vol. 12, no 3, p. 4-6.",
            ("Juan Pérez", "Ana Gómez"),
            ("Revista de Telares", "12", "3", "4-6", 2021),
        ),
        (
            f"García Márquez, G. y Pérez Ruiz, M. (2021). {TITLE}. Revista de Telares, 12(3), 4-6.",
            ("G. García Márquez", "M. Pérez Ruiz"),
            ("Revista de Telares", "12", "3", "4-6", 2021),
        ),
    ],
)
def test_names_title_and_place_are_separated(text, authors, place):
    citation = parse_citation(text)
    assert citation.title == TITLE
    assert citation.authors == authors
    imprint = citation.imprint
    assert place == (
        imprint.venue, imprint.volume, imprint.issue, imprint.pages, imprint.year,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "authors", "title", "venue"),
    [
        (
            "王伟, 李娜. 基于织机的数字编织方法[J]. 计算机学报, 2023, 46(5): 1021-1035.",
            ("王伟", "李娜"),
            "基于织机的数字编织方法",
            "计算机学报",
        ),
        (
            "王伟，李娜，张三等. 织机的数字编织[C]//第十届全国织机会议论文集. 北京: 2023: 12-20.",
            ("王伟", "李娜", "张三"),
            "织机的数字编织",
            "第十届全国织机会议论文集",
        ),
        (
            "李娜. 基于织机的数字编织[D]. 北京: 清华大学, 2022.",
            ("李娜",),
            "基于织机的数字编织",
            "清华大学",
        ),
        (
            "山田太郎・鈴木花子「数の織り方」『情報処理学会論文誌』64巻3号, 2023年",
            ("山田太郎", "鈴木花子"),
            "数の織り方",
            "情報処理学会論文誌",
        ),
        (
            "鈴木 花子, 山田 太郎: 織機の研究, 情報処理学会論文誌, Vol. 62, No. 3, pp. 100-110 (2021).",
            ("鈴木 花子", "山田 太郎"),
            "織機の研究",
            "情報処理学会論文誌",
        ),
        (
            "김철수, 이영희 (2023). 숫자 직조에 관한 연구. 한국정보과학회 학회지, 41(2), 12-20.",
            ("김철수", "이영희"),
            "숫자 직조에 관한 연구",
            "한국정보과학회 학회지",
        ),
    ],
)
def test_references_in_chinese_japanese_and_korean(text, authors, title, venue):
    citation = parse_citation(text)
    assert (citation.authors, citation.title, citation.imprint.venue) == (authors, title, venue)


def test_a_question_in_a_title_does_not_end_it():
    citation = parse_citation(
        "Doe J, Roe R. Is it an art? A trial of 30 looms. Lancet. 2020;1:2-3."
    )
    assert citation.title == "Is it an art? A trial of 30 looms"
    citation = parse_citation("Kim, Y.-H. (2020). Weaving baskets? Korean Journal, 3, 1-2.")
    assert citation.title == "Weaving baskets?"


@pytest.mark.parametrize(
    "text",
    [
        "Weaving Numbers into Cloth. Ada Lovelace and Grace Hopper. ICML 2020.",
        "Segment Anything. Alexander Kirillov, Eric Mintun. ICCV 2023",
        "Tin Toys, Wooden Boxes. Ada Lovelace, Grace Hopper. ICML 2020",
        "Stable Diffusion: High-resolution image synthesis",
        "BERT: Pre-training of Deep Bidirectional Transformers, NAACL 2019",
        "Learning to weave. This paper shows how.",
        "Ada Lovelace: A biography",
        "",
    ],
)
def test_a_text_that_starts_with_its_title_is_no_reference(text):
    assert parse_citation(text) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Lovelace, A., Hopper, G. M.", ["A. Lovelace", "G. M. Hopper"]),
        ("van der Berg, J., & de Vries, K.", ["J. van der Berg", "K. de Vries"]),
        ("O'Neil, C., Smith-Jones, P.", ["C. O'Neil", "P. Smith-Jones"]),
        ("王伟 李娜 张三", ["王伟", "李娜", "张三"]),
        ("Weaving of numbers", []),
        ("Ada", []),
        ("Ada Lovelace 2021", []),
        ("目标检测, 图像分割", []),
    ],
)
def test_lists_of_names(text, names):
    assert parse_authors(text) == names


PIECES = st.sampled_from(
    ["Lovelace", "A.", ", ", "& ", "and ", ". ", "(2021)", '"', "“", "Weaving cloth", "[J]", "王伟",
     "12(3)", "pp. 4-5", ": ", "et al.", "《", "In ", "'", "? "]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_text_gives_a_title_or_none(text):
    citation = parse_citation(text)
    assert citation is None or (citation.title and all(citation.authors))
