"""Names in their parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.citation.names import PersonName, split_name


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ada Lovelace", ("Lovelace", "Ada", "")),
        ("Ludwig van Beethoven", ("van Beethoven", "Ludwig", "")),
        ("Charles Jean de la Vallée Poussin", ("de la Vallée Poussin", "Charles Jean", "")),
        ("José Ortega y Gasset", ("Ortega y Gasset", "José", "")),
        ("Gerard 't Hooft", ("'t Hooft", "Gerard", "")),
        ("danah boyd", ("boyd", "danah", "")),
        ("John Smith Jr.", ("Smith", "John", "Jr.")),
        ("Henry Ford III", ("Ford", "Henry", "III")),
        ("J. R. R. Tolkien", ("Tolkien", "J. R. R.", "")),
    ],
)
def test_a_person_s_name_has_parts(name, parts):
    assert split_name(name) == PersonName(*parts)


@pytest.mark.parametrize(
    "name",
    [
        "Plato",
        "王伟",
        "山田 太郎",
        "ATLAS Collaboration",
        "OpenAI",
        "Smith, Inc.",
        "Barns; Co",
        "",
        " ",
    ],
)
def test_a_name_without_parts_stays_whole(name):
    assert split_name(name) == PersonName(literal=name)
    assert split_name(name).inverted == name


names = st.lists(st.sampled_from(["Ann", "van", "Y", "y", "Jr.", "II", "é", "'t", "", "{", "a,b"]),
                 max_size=6).map(" ".join)  # fmt: skip


@given(st.one_of(names, st.text(max_size=30)))
def test_the_parts_joined_are_the_name(name):
    family, given, suffix, literal = split_name(name)
    assert literal == name or " ".join(filter(None, (given, family, suffix))) == name
    if name and not literal:
        assert family
        assert given
