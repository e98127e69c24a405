"""The tagged format of the Astrophysics Data System."""

import pytest

from sitegen.sources.formats import ads_tagged, refer

RECORD = "%R 2019ApJ...999...12D\n%T A Survey of Hats\n"


def paper(lines):
    reading = ads_tagged.read(RECORD + lines, "x.txt")
    assert reading.diagnostics == ()
    (only,) = reading.papers
    return only


@pytest.mark.parametrize(
    ("head", "claimed"),
    [
        (RECORD, True),
        ("Query Results from the ADS Database\n\nRetrieved 1 abstracts\n\n" + RECORD, True),
        ("%R 10.1000/hats\n%T A Survey of Hats\n", False),
        ("%R 2019ApJ...999...12D\n%A Doe, Jane\n", False),
    ],
)
def test_texts_with_a_bibcode_and_a_title_are_claimed(head, claimed):
    assert ads_tagged.sniff(head) is claimed
    assert not refer.sniff(head)


@pytest.mark.parametrize(
    ("source", "venue"),
    [
        ("The Astrophysical Journal, Volume 1, Issue 2, pp. 3-4 (2010).", "The Astrophysical Journal"),
        ("Astronomy and Astrophysics, v.2, p.41-59", "Astronomy and Astrophysics"),
        ("Hat Telegrams, 4403, 2 (2017). Edited by Doe, J.", "Hat Telegrams"),
        ("eprint arXiv:2001.99998", "arXiv"),
        ("PhD Thesis, University of Wool, 2017", "University of Wool"),
        ("Nature", "Nature"),
    ],
)  # fmt: skip
def test_the_venue_is_the_journals_name(source, venue):
    assert paper(f"%J {source}\n").venue == venue


def test_a_preprint_has_its_arxiv_id():
    only = paper("%J arXiv e-prints, arXiv:2001.99998\n%P arXiv:2001.99998\n")
    assert (only.arxiv_id, only.pages, only.kind) == ("2001.99998", None, "preprint")


@pytest.mark.parametrize(("text", "date"), [("5/2001", "2001-05"), ("00/2001", None)])
def test_the_month_may_be_unknown(text, date):
    only = paper(f"%D {text}\n")
    assert (only.date, only.year) == (date, 2001)
