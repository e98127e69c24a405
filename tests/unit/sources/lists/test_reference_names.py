"""The authors in front of a reference."""

import pytest

from sitegen.sources.lists.reference_names import (
    has_inverted_initials,
    is_body,
    parse_people,
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A. Smith, B. Jones", ["A. Smith", "B. Jones"]),
        ("Smith, J., & Jones, B. C.", ["J. Smith", "B. C. Jones"]),
        ("Smith J, Jones B.", ["J Smith", "B Jones"]),
        ("Smith J.A., Jones B.", ["J.A. Smith", "B. Jones"]),
        ("Smith, John, and Bob Jones", ["John Smith", "Bob Jones"]),
        ("de la Cruz, M., O'Neil, P. and van den Berg, H.", ["M. de la Cruz", "P. O'Neil", "H. van den Berg"]),
        ("Gomez, A. N., … Poe, I.", ["A. N. Gomez", "I. Poe"]),
        ("Ann Vole, Noam Shrew, et al.", ["Ann Vole", "Noam Shrew"]),
        ("Müller, K.-R. und Schmidt, H.", ["K.-R. Müller", "H. Schmidt"]),
        ("Иванов И.И., Петров П.П.", ["И.И. Иванов", "П.П. Петров"]),
        ("山田太郎, 鈴木花子", ["山田太郎", "鈴木花子"]),
        ("Roe, M. (Ed.)", ["M. Roe"]),
        ("A Roe, N Poe", ["A Roe", "N Poe"]),
    ],
)  # fmt: skip
def test_lists_of_names_are_split_in_reading_order(text, names):
    assert parse_people(text) == names


@pytest.mark.parametrize(
    "text",
    ["", "Deep Learning", "A Survey", "The Roe", "Smith, A title", "M. Roe et al., Phys", "Week 3", "in Proc. ICML",
     "Jane Roe joined us", "A", "Smith, A. Jones and B", "Название статьи"],
)  # fmt: skip
def test_other_texts_are_no_names(text):
    assert parse_people(text) == []


def test_inverted_initials_are_seen():
    assert has_inverted_initials("Roe, M., Poe, J.")
    assert has_inverted_initials("Roe MA, Poe J")
    assert not has_inverted_initials("Mary Roe, John Poe")


def test_organizations_write_reports():
    assert is_body("World Sand Organization")
    assert not is_body("Mary Roe")
