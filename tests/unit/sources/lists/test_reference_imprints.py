"""What stands behind a title: venue, volume, issue, pages, year."""

import pytest

from sitegen.sources.lists.reference_imprints import imprint_fields, is_imprint


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("J. Am. Chem. Soc. 2020, 3, 5−6.", {"venue": "J. Am. Chem. Soc.", "volume": "3", "pages": "5−6", "year": "2020"}),
        ("In Proceedings of the 5th Conference on Sand (Volume 1: Long Papers), pages 1–12, 2021.",
         {"venue": "Proceedings of the 5th Conference on Sand", "volume": "1", "pages": "1–12", "year": "2021"}),
        ("N Engl J Med. 2019 Mar 14;380(11):1033-1042.",
         {"venue": "N Engl J Med", "volume": "380", "issue": "11", "pages": "1033-1042", "year": "2019"}),
        ("PLoS ONE 10(3): e0123456.", {"venue": "PLoS ONE", "volume": "10", "issue": "3", "pages": "e0123456"}),
        ("Cambridge, MA: MIT Press, 2011.",
         {"year": "2011", "publisher": "MIT Press", "kind": "book"}),
        ("Wool Letters 34, no. 5 (2012): 6-7.",
         {"venue": "Wool Letters", "volume": "34", "issue": "5", "pages": "6-7", "year": "2012"}),
        ("in NeurIPS, London, 2021, pp. 6-7.", {"venue": "NeurIPS", "pages": "6-7", "year": "2021"}),
        ("Phys. Rev. Lett. 116, 061102 (2016).",
         {"venue": "Phys. Rev. Lett.", "volume": "116", "pages": "061102", "year": "2016"}),
        ("PhD thesis, University of Lakes, 2014.",
         {"venue": "University of Lakes", "year": "2014", "kind": "thesis",
          "institution": "University of Lakes"}),
        ("arXiv preprint, 2017", {"year": "2017"}),
        ("", {}),
    ],
)  # fmt: skip
def test_places_are_taken_apart(text, fields):
    assert imprint_fields(text) == fields


def test_pages_are_no_years():
    assert imprint_fields("Sand Letters 12, 1998-2004 (2010)")["year"] == "2010"
    assert "year" not in imprint_fields("Sand Letters 12, 1998-2004")


@pytest.mark.parametrize(
    "text", ["In CVPR", "Sand Letters 3, 5-6", "MIT Press", "New York: Penguin"]
)
def test_places_are_recognized(text):
    assert is_imprint(text)


@pytest.mark.parametrize(
    "text", ["Fixed a page.", "Next meeting in May 2020.", "Horror. 84 minutes."]
)
def test_other_sentences_are_no_places(text):
    assert not is_imprint(text)
