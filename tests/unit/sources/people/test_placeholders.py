"""What stands for an author who is not known."""

import pytest

from sitegen.sources.people.authors import parse_authors, unread_authors
from sitegen.sources.people.placeholders import is_no_value, is_placeholder

PLACEHOLDERS = (
    """
n.a.|N/A|N.A|na|Unknown|nil|none|null|NaN|-|--|?|...|***|[Anonymous]|Anonymous|Anon.|No author|et al.|et al|and others
unknown author|Unknown Author|o.V.|o. V.|[s.n.]|S. N.|N.N.|佚名|匿名|作者不详|著者不明|저자미상|TBD|TBA|undefined|undefined undefined
No Author Given|[No authors listed]|[No author name available]|Author unknown|Anonymous Author(s)|Various authors|Anónimo
Sin autor|Sans auteur|ohne Verfasser|Verfasser unbekannt|Unbekannt|Аноним|Автор неизвестен|مجهول|not available|not specified
Unknown, Unknown|[object Object]|#N/A|xxx|admin|Anonymous authors|Paper under double-blind review
""".replace("\n", "|")
    .strip("|")
    .split("|")
)


@pytest.mark.parametrize("text", PLACEHOLDERS)
def test_a_placeholder_is_nobody_in_any_form(text):
    assert parse_authors(text) == ()
    assert parse_authors([text]) == ()
    assert [a.name for a in parse_authors([text, "Ada Lovelace"])] == ["Ada Lovelace"]
    assert [a.name for a in parse_authors(f"{text}; Ada Lovelace")] == ["Ada Lovelace"]
    assert parse_authors([{"name": text}]) == parse_authors([{"family": text, "given": ""}]) == ()
    assert not list(unread_authors(text))
    assert not list(unread_authors([{"name": text, "affiliation": "University of Lakes"}]))


@pytest.mark.parametrize(
    "name",
    ["Li Na", "Na Li", "Jan Null", "Nan Goldin", "Nil Roe", "S. Nowak", "No Kim", "Noname Roe", "An Author",
     "Vari Roe", "Max Unknown", "Authors Guild", "A. Nonymous", "X. Xxu", "Team Anonymous Lakes"],
)  # fmt: skip
def test_names_like_placeholders_stay(name):
    assert next(author.name for author in parse_authors([name, "Ada Lovelace"])) == name


def test_an_anonymous_keyword_is_a_keyword():
    assert is_placeholder("Anonymous")
    assert not is_no_value("Anonymous")
    assert is_no_value("n/a")
    assert not is_no_value("N" * 100)
