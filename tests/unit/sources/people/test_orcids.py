"""ORCID iDs in a field of their own."""

import pytest

from sitegen.sources.people.orcids import add_orcids

LIND, OSEI = "0000-0002-1825-0097", "0000-0001-5109-3700"


def orcids(names, text):
    authors = [dict(zip(("family", "given"), name, strict=True)) for name in names]
    return [author.get("orcid", "") for author in add_orcids(authors, text)]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([("Lind", "Karin A."), ("Osei", "TK")], [LIND, OSEI]),
        # Another spelling of the given name, and diacritics.
        ([("Líñd", "K."), ("Osei", "Tom")], [LIND, OSEI]),
        # Two authors with one initial: only the whole name tells.
        ([("Lind", "Karin"), ("Lind", "Kurt")], [LIND, ""]),
        ([("Lind", "K."), ("Lind", "Kurt")], ["", ""]),
        ([("Lind", "Max"), ("Roe", "Karin")], ["", ""]),
    ],
)
def test_an_id_is_of_the_author_with_its_name(names, expected):
    assert orcids(names, f"Lind, Karin/{LIND}; Osei, Tom/{OSEI}") == expected


def test_what_is_no_id_or_no_person_is_left_as_it_is():
    assert orcids([("Lind", "Karin")], "Lind, Karin/0000-0002-1825-0098") == [""]
    assert add_orcids(["Lind Group", {"name": "X"}], f"Lind, Karin/{LIND}") == [
        "Lind Group", {"name": "X"},
    ]  # fmt: skip
