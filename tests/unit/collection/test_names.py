"""Whose names agree, and who is nobody."""

import pytest

from sitegen.collection.names import count_shared, name_keys, names_agree, person_keys
from sitegen.paper import Author


def agree(left, right):
    keys = name_keys(left), name_keys(right)
    assert names_agree(*keys) is names_agree(*keys[::-1])
    return names_agree(*keys)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("D. Kingma", "Diederik P. Kingma"),
        ("Kingma D", "Diederik Kingma"),
        ("Kingma DP", "D. P. Kingma"),
        ("Kingma, Diederik", "D Kingma"),
        ("ROE, J.", "Jana Roe"),
        ("J ROE", "Jana Roe"),
        ("Müller, H.", "Hans Mueller"),
        ("H. Muller", "Hans Müller"),
        ("Łukasz Żak", "L. Zak"),
        ("Laurens van der Maaten", "L. Maaten"),
        ("van der Maaten, L.", "Laurens van der Maaten"),
        ("Wang Wei", "Wei Wang"),
        ("Gabriel García Márquez", "García Márquez, G."),
        ("Gabriel García", "García Márquez, Gabriel"),
        ("ATLAS Collaboration", "The ATLAS Collaboration"),
        ("Kingma", "D. Kingma"),
        ("Jean-Pierre Serre", "J.-P. Serre"),
        ("S O'Brien", "Sean O’Brien"),
        ("Martin Luther King, Jr.", "M. L. King"),
        ("王伟", "王伟"),
        ("Eric Baum", "E. B. Baum"),
        ("Yaser Abu-Mostafa", "Y. S. Abu-Mostafa"),
        ("Thang Le", "T. Le"),
        ("Le T", "Thang Le"),
        ("Van Anh Ho", "V. A. Ho"),
        ("Du, Simon", "S. S. Du"),
        ("Paulo de Souza e Silva", "P. Silva"),
    ],
)
def test_one_person(left, right):
    assert agree(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Wei Liu", "Wei Wang"),
        ("Wei Wang", "Chen, Wei"),
        ("Ann Lee", "Bo Lee"),
        ("A. Lee", "A. Roe"),
        ("ATLAS Collaboration", "CMS Collaboration"),
        ("王伟", "王芳"),
    ],
)
def test_two_people(left, right):
    assert not agree(left, right)


@pytest.mark.parametrize(
    "name",
    ["Anonymous", "[no author]", "Unknown", "N.N.", "N. N.", "Anon.", "Various", "Editors",
     "The Editors", "Staff", "佚名", "?", ""],
)  # fmt: skip
def test_nobody(name):
    assert name_keys(name) is None


def test_people_are_counted_in_the_shorter_list():
    left = person_keys(map(Author, ["Ann Lee", "Bo Roe", "Anonymous"]))
    right = person_keys(map(Author, ["B. Roe", "Cy Doe", "Lee"]))
    assert len(left) == 2
    assert count_shared(left, right) == count_shared(right, left) == 2
    assert count_shared(left, []) == 0
