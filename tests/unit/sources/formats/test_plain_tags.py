"""Tags with a hyphen without types."""

import pytest

from sitegen.sources.formats import plain_tags


@pytest.mark.parametrize(
    ("head", "claimed"),
    [
        ("AU  - Roe, J\nTI  - T\n", True), ("<1>\nDB - E\nTI - T\nAU - Roe J.\n", True),
        ("TI- T\nAU- Roe, J\n", True), ("TI  - T\nTY  - JOUR\nAU  - A\n", False),
        ("TI - T\n", False), ("A text\nTI - T\nAU - A\n", False),
    ],
)  # fmt: skip
def test_a_title_and_an_author_are_claimed(head, claimed):
    assert plain_tags.sniff(head) is claimed


def test_records_without_types_end_with_their_tag():
    text = "AU  - Roe, Jana\nTI  - One\nAB  - It is.\n\nLong.\nER  - \n\nTI  - Two\nER  - \n"
    reading = plain_tags.read(text, "x")
    assert [(p.title, p.abstract) for p in reading.papers] == [("One", "It is. Long."), ("Two", "")]
    assert reading.diagnostics == ()


def test_a_source_line_has_the_place_in_the_journal():
    text = (
        "DB - Embase\nTI - One\nAU - Roe J.\nAU - Poe M.O.\nYR - 2019\nLG - English\n"
        "SO - Walls. 12(3) (pp 101-109), 2019. Date of Publication: March 2019.\n\nTI - Two\n"
    )
    only, second = plain_tags.read(text, "x").papers
    assert [a.name for a in only.authors] == ["J Roe", "MO Poe"]
    assert (only.venue, only.volume, only.issue, only.pages) == ("Walls", "12", "3", "101-109")
    assert (only.year, only.language, second.title) == (2019, "en", "Two")


def test_library_catalogues_have_standard_numbers_in_place_of_issues():
    text = "TI- Felt\nAU- Roe, Jana\nSE- Hats\nPU- Oslo : Quay\nPY- 1972\nIS- 0407517006 (Pbk)\n"
    (book,) = plain_tags.read(text, "x").papers
    assert (book.issue, book.isbn, book.publisher) == (None, "0407517006", "Oslo : Quay")
    assert (book.series, book.venue) == ("Hats", "Oslo : Quay")
