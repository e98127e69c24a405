"""Which titles are one, however they are spelled, and which are those of two parts."""

import pytest

from sitegen.collection.collect import collect
from sitegen.collection.titles import is_other_part, title_form
from sitegen.paper import Author, Paper

TITLE = "Folding of Large Paper Hats in Northern Workshops"
ABSTRACT = (
    "Paper hats are folded by hand in most workshops. We describe a machine that folds them in a "
    "tenth of the time, and we compare its hats with those of forty apprentices and masters."
)
EVIDENCE = ({"doi": "10.1000/a"}, {"abstract": ABSTRACT}, {})


def collection(left, right, **fields):
    people = (Author("Ann Lee"),)
    return collect(
        [Paper(title, authors=people, year=2015, **{"abstract": "", **fields})
         for title in (left, right)]
    )  # fmt: skip


@pytest.mark.parametrize("evidence", EVIDENCE)
@pytest.mark.parametrize(
    ("left", "right"),
    [
        (TITLE, f"{TITLE} [Retracted]"),
        (TITLE, f"RETRACTED ARTICLE: {TITLE}"),
        (TITLE, f"{TITLE} (Retracted article. See vol. 12, pg 4, 2013)"),
        (TITLE, f"{TITLE} (Extended Version)"),
        (TITLE, f"{TITLE} [preprint]"),
        (TITLE, f"{TITLE}: Technical Report"),
        (TITLE, f"{TITLE} – Extended version"),
        (TITLE, f"{TITLE} - Working Paper"),
        (f"{TITLE}, Part II", f"{TITLE}, Part 2"),
        (f"{TITLE}, Pt. 2", f"{TITLE}, Part Two"),
        (f"{TITLE} II", f"{TITLE} 2"),
        ("Colour Modelling and Optimisation of Fibre Behaviour in Catalogues",
         "Color Modeling and Optimization of Fiber Behavior in Catalogs"),
        ("Anaemia and Oedema: Paediatric Tumour Labelling, Centred",
         "Anemia and Edema: Pediatric Tumor Labeling, Centered"),
        ("The Role of α-Felt in Hat Makers", "The Role of alpha-Felt in Hat Makers"),
        (r"The Role of $\\alpha$-Felt in Hat Makers", "The Role of α-Felt in Hat Makers"),
        (r"The Spaces $\\mathrm{L}^2$ of Paper Hats", "The Spaces L² of Paper Hats"),
        ("Convergence in L2 of Large Paper Hats", "Convergence in L² of Large Paper Hats"),
        ("Über die Hüte der Bäcker in großen Städten",
         "Ueber die Huete der Baecker in grossen Staedten"),
        (f"Editorial: {TITLE}", f"EDITORIAL: {TITLE}"),
    ],
)  # fmt: skip
def test_spellings_of_one_title_are_merged(left, right, evidence):
    assert len(collection(left, right, **evidence).entries) == 1


@pytest.mark.parametrize("evidence", EVIDENCE)
@pytest.mark.parametrize(
    ("left", "right"),
    [
        *((TITLE, f"{TITLE}{end}") for end in (", Part II", " II", " v2", ": Part II", " 2013")),
        *((TITLE, f"{start}{TITLE}") for start in
          ("Author's Correction to ", "Republished: ", "Dataset for ", "Poster: ", "Slides: ",
           "A note on ", "Retraction Note: ", "Editorial: ", "Discussion: ", "Appendix: ")),
        *((f"{TITLE}{first}", f"{TITLE}{second}") for first, second in
          ((" A", " B"), (" i.", " ii."), (", part i", ", part ii"), (" (2012)", " (2013)"),
           (", Part I: Theory", ", Part II: Practice"))),
        ("Hepatitis A in Norwegian Hat Makers", "Hepatitis B in Norwegian Hat Makers"),
        ("HatNet 2012: Results of the Challenge", "HatNet 2013: Results of the Challenge"),
        (f"Editorial: {TITLE}", f"Discussion: {TITLE}"),
        (f"{TITLE} (Extended Abstract)", f"{TITLE} (Extended Abstract) 2013"),
    ],
)  # fmt: skip
def test_parts_and_what_belongs_to_a_paper_are_not_merged(left, right, evidence):
    result = collection(left, right, **evidence)
    assert len(result.entries) == 2
    assert bool(result.possible_duplicates) or "doi" not in evidence


def test_an_extended_abstract_is_a_doubt():
    result = collection(TITLE, f"{TITLE} (Extended Abstract)")
    assert (len(result.entries), len(result.possible_duplicates)) == (2, 1)


@pytest.mark.parametrize(
    ("title", "numbers"),
    [
        ("Part IV of 12", ("4", "12")),
        ("Hats, part ix", ("9",)),
        ("Hats ii.", ("2",)),
        ("What i wear", ()),
        ("X-ray hats", ()),
        ("The vivid hat", ()),
        ("Hats in the year 007", ("7",)),
        ("IIII hats", ()),
    ],
)
def test_numbers_are_arabic_or_roman(title, numbers):
    assert title_form(title).numbers == numbers


def test_a_subtitle_with_a_number_is_no_part():
    assert not is_other_part(title_form("Hats"), title_form("Hats: 10 Methods"))
    assert not is_other_part(title_form("Hats, Part 2"), title_form("Hats, Part II: Felt"))
    assert is_other_part(title_form("Hats, Part 1"), title_form("Hats, Part II: Felt"))


def test_words_of_greek_stay():
    assert title_form("Πρόλογος").letters == title_form("ΠΡΌΛΟΓΟΣ").letters
    assert title_form("η").letters == ("eta",)
