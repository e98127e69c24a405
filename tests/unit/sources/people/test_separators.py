"""Signs and words between names, and the same in names."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sitegen.sources.people.names import split_names
from sitegen.sources.people.parts import is_person
from sitegen.sources.people.placeholders import is_placeholder
from sitegen.text.organizations import is_organization

ADA_ALAN = "Ada Lovelace|Alan Turing"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("1. Ada Lovelace, 2. Alan Turing", ADA_ALAN), ("1) Ada Lovelace\n2) Alan Turing", ADA_ALAN), ("(1) Ada Lovelace (2) Alan Turing", ADA_ALAN),
        ("- Ada Lovelace\n- Alan Turing", ADA_ALAN), ("• Ada Lovelace • Alan Turing", ADA_ALAN), ("Ada Lovelace|Alan Turing", ADA_ALAN),
        ("Ada Lovelace &amp; Alan Turing", ADA_ALAN), ("Ada Lovelace &amp;amp; Alan Turing", ADA_ALAN), ("Andr&eacute; Roe; Max Poe", "André Roe|Max Poe"),
        ("Ada Lovelace/Alan Turing", ADA_ALAN), ("Lovelace, Ada / Turing, Alan", ADA_ALAN), ("Ada Lovelace<br/>Alan Turing", ADA_ALAN),
        ("Ada Lovelace - Alan Turing", ADA_ALAN), ("Ada Lovelace  Alan Turing", ADA_ALAN), ("Ada Lovelace And Alan Turing", ADA_ALAN),
        ('"Ada Lovelace", "Alan Turing"', ADA_ALAN), ("'Lovelace, Ada', 'Turing, Alan'", ADA_ALAN), ("{Ada Lovelace,Alan Turing}", ADA_ALAN),
        ('c("Ada Lovelace", "Alan Turing")', ADA_ALAN), ("Autoren: Ada Lovelace, Alan Turing", ADA_ALAN), ("Written by Ada Lovelace", "Ada Lovelace"),
        ("Ada Lovelace a,b, Alan Turing b", ADA_ALAN), ("Ada Lovelace^a, Alan Turing^b", ADA_ALAN), ("Ada Lovelace^1,2^, Alan Turing^2^", ADA_ALAN),
        ("Lovelace, Ada, 1815-1852; Turing, Alan, 1912-1954", ADA_ALAN), ("Lovelace, Ada, author; Turing, Alan, editor", ADA_ALAN),
        ("Ada Lovelace, ada@x.org, Alan Turing, alan@x.org", ADA_ALAN), ("Ada Lovelace, Alan Turing {ada,alan}@x.org", ADA_ALAN),
        ("ada@x.org (Ada Lovelace)", "Ada Lovelace"), ("Team Lakes: Ada Lovelace, Alan Turing", f"Team Lakes|{ADA_ALAN}"),
        ("علي حسن، محمد سعيد", "علي حسن|محمد سعيد"), ("علي حسن؛ محمد سعيد", "علي حسن|محمد سعيد"),
        ("김철수·박영희", "김철수|박영희"), ("김철수ㆍ박영희", "김철수|박영희"), ("김철수 및 박영희", "김철수|박영희"),
        ("山田太郎・鈴木花子", "山田太郎|鈴木花子"), ("山田太郎及び鈴木花子", "山田太郎|鈴木花子"), ("山田 太郎，鈴木 花子", "山田 太郎|鈴木 花子"),
        ("李明和王芳", "李明|王芳"), ("李明 和 王芳", "李明|王芳"), ("阿兰·图灵，李明", "阿兰·图灵|李明"), ("Ada Lovelace·Alan Turing", ADA_ALAN),
        ("García, J. y Pérez, M.", "J. García|M. Pérez"), ("Pérez, Juan, Gómez, Ana y Ruiz, Luis", "Juan Pérez|Ana Gómez|Luis Ruiz"),
        ("Silva, A. e Souza, B.", "A. Silva|B. Souza"), ("Jansen, P. en de Vries, K.", "P. Jansen|K. de Vries"), ("Kari Øst og Per Nes", "Kari Øst|Per Nes"),
        ("Anna Berg och Per Ström", "Anna Berg|Per Ström"), ("Ahmet Yılmaz ve Ayşe Demir", "Ahmet Yılmaz|Ayşe Demir"), ("Jan Novák a Petr Malý", "Jan Novák|Petr Malý"),
        ("JUAN PÉREZ Y MARÍA GÓMEZ", "JUAN PÉREZ|MARÍA GÓMEZ"), ("Иванов И. И. и Петров П. П.", "Иванов И. И.|Петров П. П."),
        ("Santiago Ramón y Cajal y Juan Pérez", "Santiago Ramón y Cajal|Juan Pérez"), ("Antoni Gaudí i Cornet i Josep Roe", "Antoni Gaudí i Cornet|Josep Roe"),
    ],
)  # fmt: skip
def test_names_are_split_as_people_write_them(text, names):
    assert split_names(text) == names.split("|")


@pytest.mark.parametrize(
    "name",
    ["E. Weinan", "Weinan E", "Y LeCun", "Ve Nguyen", "Og Mandino", "Et Roe", "With Poe", "Und Roe", "José Ortega y Gasset",
     "Gal·la Roe", "アラン・チューリング", "阿兰·图灵", "李和平", "Antoni Gaudí i Cornet", "Ana Costa e Silva", "Roe-Poe Ann", "AT&T"],
)  # fmt: skip
def test_letters_and_signs_in_names_stay(name):
    assert split_names(name) == [name]
    assert split_names(f"{name}; Ada Lovelace") == [name, "Ada Lovelace"]


WORD = st.from_regex(r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]{2,9}(?:-[A-Z][a-z]{2,8})?", fullmatch=True)
NAME = st.builds(
    lambda given, initial, family: " ".join(filter(None, (given, initial, family))),
    WORD, st.sampled_from(["", "K.", "J. R.", "Y", "E."]), WORD,
)  # fmt: skip
NAMES = st.lists(NAME, min_size=1, max_size=6, unique=True)
SEPARATORS = st.sampled_from(
    [", ", "; ", " and ", " & ", ", and ", " &amp; ", " und ", " et ", " with ", " y ", " och ", " og ", " en ", " ve ", " и ",
     "\n", ";", "；", "，", "、", "، ", "؛ ", " | ", "|", " · ", " / ", "/", " • ", "<br>", "\t", " - ", ";\n", ",\n"]
)  # fmt: skip


def is_clean(name):
    return (
        is_person(name)
        and not is_placeholder(name)
        and not is_organization(name)
        and split_names(name) == [name]
    )


@given(NAMES, SEPARATORS)
def test_clean_names_read_back_the_same_with_any_separator(names, separator):
    assume(all(map(is_clean, names)))
    assert split_names(separator.join(names)) == names


@given(
    NAMES, st.sampled_from(["; ", ";", " and ", " & ", "\n", "|", " / ", " y ", " og ", " &amp; "])
)
def test_inverted_names_read_back_in_reading_order(names, separator):
    assume(all(map(is_clean, names)))
    inverted = [f"{name.rpartition(' ')[2]}, {name.rpartition(' ')[0]}" for name in names]
    assert split_names(separator.join(inverted)) == names


@pytest.mark.parametrize(
    "token",
    ["1. ", "• ", "&amp;", "a·", "김·", " y A B", "A B/", "A, B y ", "和李明", "<br>", '"a", '],
)
def test_long_texts_take_linear_time(token):
    split_names(token * 20_000)
