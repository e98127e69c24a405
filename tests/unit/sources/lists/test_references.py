"""One formatted reference, in the styles of word processors, publishers and countries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.sources.lists.references import parse_reference

STYLES = [
    (
        "Roe, M., & Poe, B. C. (2020). Sand: a survey. Journal of Sand, 3(4), 5–6. https://doi.org/10.9/x",
        ("Sand: a survey", ["M. Roe", "B. C. Poe"], "2020", "Journal of Sand", "3", "4", "5–6"),
    ),
    (
        "Roe, M., Poe, J. (2018a): Who folds what? A survey. Journal of Sand, vol. 12, no. 3, pp. 4-7.",
        ("Who folds what? A survey", ["M. Roe", "J. Poe"], "2018", "Journal of Sand", "12", "3", "4-7"),
    ),
    (
        "Roe, M. A., Poe, B., and van der Berg, C. (2021) 'It's a title', Journal of Sand, 3(4), pp. 5-6.",
        ("It's a title", ["M. A. Roe", "B. Poe", "C. van der Berg"], "2021", "Journal of Sand", "3", "4", "5-6"),
    ),
    (
        "Roe, J. (2020) Folding paper, Journal of Things, 3(4), 5-6.",
        ("Folding paper", ["J. Roe"], "2020", "Journal of Things", "3", "4", "5-6"),
    ),
    (
        "Roe, M., Poe, J., 2015. Sand by the sea. Water Res. 45, 123–134. doi:10.9999/w.2010",
        ("Sand by the sea", ["M. Roe", "J. Poe"], "2015", "Water Res", "45", None, "123–134"),
    ),
    (
        "Roe, M. (2018). Chapter on glass. In J. Poe & A. Coe (Eds.), Handbook of sand (pp. 12–34). Sage.",
        ("Chapter on glass", ["M. Roe"], "2018", "Handbook of sand", None, None, "12–34"),
    ),
    (
        "World Sand Organization. (2019). Report on sand. WSO Press.",
        ("Report on sand", ["World Sand Organization"], "2019", None, None, None, None),
    ),
    (
        "Roe, M. A. (2012). Sand (Doctoral dissertation, University of Nowhere). ProQuest.",
        ("Sand", ["M. A. Roe"], "2012", None, None, None, None),
    ),
    (
        "Roe, J. (in press). A title. Journal of Sand.",
        ("A title", ["J. Roe"], "", "Journal of Sand", None, None, None),
    ),
    (
        "M. Roe and B. Poe, “Folding sand,” in Proc. ICML, 2020, pp. 5–6.",
        ("Folding sand", ["M. Roe", "B. Poe"], "2020", "Proc. ICML", None, None, "5–6"),
    ),
    (
        'M. Roe, "Is it sand?," IEEE Trans. Pattern Anal., vol. 41, no. 8, pp. 1–14, Aug. 2019.',
        ("Is it sand?", ["M. Roe"], "2019", "IEEE Trans. Pattern Anal.", "41", "8", "1–14"),
    ),
    (
        'Roe, Mary, and Bob Poe. "Folding Sand." Sand Letters, vol. 3, no. 4, 2020, pp. 5–6.',
        ("Folding Sand", ["Mary Roe", "Bob Poe"], "2020", "Sand Letters", "3", "4", "5–6"),
    ),
    (
        "Roe, Diederik P., and Jimmy Poe. 2014. “Adam: A Method.” arXiv preprint arXiv:1412.96980.",
        ("Adam: A Method", ["Diederik P. Roe", "Jimmy Poe"], "2014", None, None, None, None),
    ),
    (
        "Roe, Mary, and John Poe. 2011. Glass and Sand: A History. New York: Penguin.",
        ("Glass and Sand: A History", ["Mary Roe", "John Poe"], "2011", None, None, None, None),
    ),
    (
        "[LBH15] Ann Vole, Yoshua Coe, and Geoffrey Roe. Deep sand. Nature, 521(7553):436–444, 2015.",
        ("Deep sand", ["Ann Vole", "Yoshua Coe", "Geoffrey Roe"], "2015", "Nature", "521", "7553", "436–444"),
    ),
    (
        "Tom B. Roe, Ben Poe, et al. Sand learners. NeurIPS 2020.",
        ("Sand learners", ["Tom B. Roe", "Ben Poe"], "2020", "NeurIPS", None, None, None),
    ),
    (
        "Roe J, Poe B. Folding paper in rats. J Fold. 2020;3(4):5-6.",
        ("Folding paper in rats", ["J Roe", "B Poe"], "2020", "J Fold", "3", "4", "5-6"),
    ),
    (
        "Roe, J. & Poe, B. Folding paper. Nature 3, 5–6 (2020).",
        ("Folding paper", ["J. Roe", "B. Poe"], "2020", "Nature", "3", None, "5–6"),
    ),
    (
        "Roe, Mary Ann; Poe, John Q. Sand by the Sea. Chem. Rev. 2015, 115 (3), 1234–1260.",
        ("Sand by the Sea", ["Mary Ann Roe", "John Q. Poe"], "2015", "Chem. Rev.", "115", "3", "1234–1260"),
    ),
    (
        "Roe, J. Sand. Sand Letters 3, 5–6 (2020).",
        ("Sand", ["J. Roe"], "2020", "Sand Letters", "3", None, "5–6"),
    ),
    (
        "Roe, D., Poe, A. et al. Mastering sand. Nature 529, 484–489 (2016).",
        ("Mastering sand", ["D. Roe", "A. Poe"], "2016", "Nature", "529", None, "484–489"),
    ),
    (
        "Roe, J., Poe, B.: Folding sand. In: Coe, M. (ed.) ECCV 2020. LNCS, vol. 12, pp. 5–6. Springer (2020)",
        ("Folding sand", ["J. Roe", "B. Poe"], "2020", "ECCV 2020", "12", None, "5–6"),
    ),
    (
        "[1] J. Roe, M. Poe, A title on sand, Journal of Sand 3 (2001) 1-10.",
        ("A title on sand", ["J. Roe", "M. Poe"], "2001", "Journal of Sand", "3", None, "1-10"),
    ),
    (
        "[1]余小明,李大华. 虚构之研究[J]. 虚构学报,2009,29(2):94-98.",
        ("虚构之研究", ["余小明", "李大华"], "2009", "虚构学报", "29", "2", "94-98"),
    ),
    (
        "[2] Roe M, Poe J. Sand on glass[C]//Proceedings of the Sand Conference. 2016: 770-778.",
        ("Sand on glass", ["M Roe", "J Poe"], "2016", "Proceedings of the Sand Conference", None, None, "770-778"),
    ),
    (
        "Иванов И.И., Петров П.П. Название статьи // Журнал. 2020. Т. 3. № 4. С. 5-6.",
        ("Название статьи", ["И.И. Иванов", "П.П. Петров"], "2020", "Журнал", "3", "4", "5-6"),
    ),
    (
        "Sand is folding. A Roe, N Poe, B Coe. NeurIPS 2017.",
        ("Sand is folding", ["A Roe", "N Poe", "B Coe"], "2017", "NeurIPS", None, None, None),
    ),
]  # fmt: skip
NAMES = ("title", "authors", "year", "venue", "volume", "issue", "pages")


@pytest.mark.parametrize(("text", "expected"), STYLES)
def test_each_style_gives_its_fields(text, expected):
    reference = parse_reference(text)
    assert reference is not None
    assert tuple(map(reference.fields.get, NAMES)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "M. Roe et al., Phys. Rev. Lett. 116, 061102 (2016).",
        "Roe, J. Personal communication.",
        "Roe, John (1820-1890). Farmer. Born in Oslo.",
        "Jane Roe (2020). Added the reader. Fixed a page.",
        "The Glass Castle (2017). Drama. 127 minutes.",
        "Sand is a granular material. It was found in 1999.",
        "A. Smith, B. Jones. Budget approved. Next meeting in May 2020.",
        "Roe, M. (2020). Sand. Sand Letters, 3(4), 5. Poe, J. (2019). Glass. Sand Letters, 2(1), 7.",
        "x" * 4_000,
        "",
    ],
)
def test_a_text_without_authors_title_and_year_in_their_places_gives_nothing(text):
    assert parse_reference(text) is None


def test_identifiers_and_links_leave_the_text():
    reference = parse_reference(
        "- Roe, M. (2022) *Sandcastles* [Preprint]. arXiv. Available at: "
        "https://arxiv.org/abs/2201.90001 (Accessed: 3 March 2023). [PDF](https://x.org/a.pdf)"
    )
    assert reference is not None
    assert reference.fields == {
        "title": "Sandcastles", "authors": ["M. Roe"], "year": "2022", "arxiv_id": "2201.90001",
        "kind": "preprint",
        "url": ["https://x.org/a.pdf", "https://arxiv.org/abs/2201.90001"],
    }  # fmt: skip


TITLES = st.lists(
    st.sampled_from(["sand", "glass", "of", "by", "deep", "waves"]), min_size=2, max_size=7
).map(lambda words: " ".join(["Folding", *words]))
FAMILIES = st.lists(
    st.sampled_from(["Roe", "Poe", "Ångström", "O’Neil", "van Dam", "Smith-Coe"]),
    min_size=1, max_size=4, unique=True,
)  # fmt: skip


@given(TITLES, FAMILIES, st.integers(1950, 2029))
def test_what_is_formatted_comes_back(title, families, year):
    inverted = ", ".join(f"{family}, J." for family in families)
    upright = [f"J. {family}" for family in families]
    listed = ", ".join(upright)
    for text in (
        f"{inverted} ({year}). {title}. Journal of Sand, 3(4), 5-16.",
        f'{listed}, "{title}," Journal of Sand, vol. 3, no. 4, pp. 5-16, {year}.',
        f"{listed}. {title}. Journal of Sand, 3(4):5-16, {year}.",
        f"{inverted}: {title}. Journal of Sand 3(4), 5-16 ({year})",
    ):
        reference = parse_reference(text)
        assert reference is not None, text
        assert tuple(map(reference.fields.get, NAMES)) == (
            title, upright, str(year), "Journal of Sand", "3", "4", "5-16",
        )  # fmt: skip


@given(st.text(max_size=300))
def test_any_text_gives_a_reference_or_none(text):
    reference = parse_reference(text)
    assert reference is None or reference.fields["title"]


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Roe, J. A. (2001). Sand of the north. Oxford University Press.",
         {"kind": "book", "publisher": "Oxford University Press"}),
        ("Roe, J., & Poe, C. (2005). Sand and ice (2nd ed.). New York: Springer.",
         {"kind": "book", "publisher": "Springer", "edition": "2nd"}),
        ("Roe, J. (2011). On sand (Doctoral dissertation, University of Nowhere).",
         {"kind": "thesis", "institution": "University of Nowhere", "title": "On sand"}),
        ("Roe, J. (2012). Dunes. In C. Poe (Ed.), Handbook of sand (pp. 10-20). Elsevier.",
         {"kind": "chapter", "publisher": "Elsevier", "venue": "Handbook of sand"}),
        ("Roe, J. (2015). Small dunes (Report No. 12). National Bureau of Sand.",
         {"kind": "report", "title": "Small dunes"}),
        # A journal of a press is no book.
        ("Roe, J. (2001). Sand. Springer Letters, 3(4), 5-6.", {"venue": "Springer Letters"}),
    ],
)  # fmt: skip
def test_books_chapters_theses_and_reports(text, fields):
    reference = parse_reference(text)
    assert reference is not None
    assert {name: reference.fields.get(name) for name in fields} == fields
    assert ("kind" in reference.fields) == ("kind" in fields)
