"""Names in texts: separators, order, and what does not belong to a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.sources.people.marks import tidy_name
from sitegen.sources.people.names import (
    first_last,
    is_family_first,
    join_parts,
    split_element,
    split_names,
    turn_name,
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada Lovelace, Alan Turing and Grace Hopper", "Ada Lovelace|Alan Turing|Grace Hopper"),
        ("Ada Lovelace, Alan Turing, and Grace Hopper", "Ada Lovelace|Alan Turing|Grace Hopper"),
        ("Ada Lovelace; Alan Turing", "Ada Lovelace|Alan Turing"),
        ("Lovelace, Ada; Turing, Alan; et al.", "Ada Lovelace|Alan Turing"),
        ("Lovelace, Ada and Turing, Alan", "Ada Lovelace|Alan Turing"),
        ("Lovelace, A. K., & Turing, A.", "A. K. Lovelace|A. Turing"),
        ("Lovelace, A., Turing, A., Hopper, G.", "A. Lovelace|A. Turing|G. Hopper"),
        ("Lovelace, A., Turing, A. and Hopper, G.", "A. Lovelace|A. Turing|G. Hopper"),
        ("Lovelace, Ada, Turing, Alan", "Ada Lovelace|Alan Turing"),
        ("Lovelace, Ada, Alan Turing, and Grace Hopper", "Ada Lovelace|Alan Turing|Grace Hopper"),
        ("Li, J., Ng, K.", "J. Li|K. Ng"),
        ("Chen, X.-Y., & Müller, Ch.", "X.-Y. Chen|Ch. Müller"),
        ("Lovelace AK, Turing A.", "Lovelace AK|Turing A"),
        ("E. L. Burgess, C. Balog", "E. L. Burgess|C. Balog"),
        ("Ada Lovelace & Alan Turing", "Ada Lovelace|Alan Turing"),
        ("Ada Lovelace | Alan Turing", "Ada Lovelace|Alan Turing"),
        ("Ada Lovelace\nAlan Turing", "Ada Lovelace|Alan Turing"),
        ("Ada Lovelace und Alan Turing", "Ada Lovelace|Alan Turing"),
        ("van Gogh, Vincent", "Vincent van Gogh"),
        ("García Márquez, Gabriel and Borges, Jorge", "Gabriel García Márquez|Jorge Borges"),
        ("King, Martin Luther, Jr.", "Martin Luther King Jr."),
        ("King, Jr., Martin Luther", "Martin Luther King Jr."),
        ("Martin King, Jr., Ada Lovelace", "Martin King Jr.|Ada Lovelace"),
        ("Ada Lovelace, MD, PhD, Alan Turing, MSc", "Ada Lovelace|Alan Turing"),
        ("Plato, Ada Lovelace and Alan Turing", "Plato|Ada Lovelace|Alan Turing"),
        ("By Ada Lovelace and Alan Turing", "Ada Lovelace|Alan Turing"),
        ("Ada Lovelace*, Alan Turing† and Grace Hopper et al.", "Ada Lovelace|Alan Turing|Grace Hopper"),
        ("Lovelace A1, Turing A1,2, Hopper G3", "Lovelace A|Turing A|Hopper G"),
        ("Ada Lovelace$^{1,2}$, Alan Turing$^{*}$", "Ada Lovelace|Alan Turing"),
        ("Ada (Univ. of A, Dept. B), Bo Roe (1) and Cy Poe (2) ((1) A, B, (2) C)", "Ada|Bo Roe|Cy Poe"),
        ("Robert (Bob) Smith, Ada Lovelace", "Robert (Bob) Smith|Ada Lovelace"),
        ("Okoro, Ngozi (57200000001); Roe, Jana (12)", "Ngozi Okoro|Jana Roe"),
        ("The ATLAS Collaboration", "The ATLAS Collaboration"),
        ("ATLAS Collaboration, CMS Collaboration", "ATLAS Collaboration|CMS Collaboration"),
        ("Department of Health and Human Services", "Department of Health and Human Services"),
        ("Barns and Nobel, Inc.", "Barns and Nobel, Inc."),
        ("J. Roe, for the XYZ Study Group", "J. Roe|XYZ Study Group"),
        ("山田, 太郎", "山田太郎"), ("山田太郎、鈴木花子", "山田太郎|鈴木花子"),
        ("李明, 王芳", "李明|王芳"), ("李明 王芳 张伟", "李明|王芳|张伟"), ("山田 太郎", "山田 太郎"),
        ("김, 철수", "김철수"), ("김철수, 박영희", "김철수|박영희"),
        ("García Márquez, Gabriel", "Gabriel García Márquez"),
        ("García Márquez, Gabriel José; Vargas Llosa, Mario", "Gabriel José García Márquez|Mario Vargas Llosa"),
        ("Roe, Jana A., Poe, Max B.", "Jana A. Roe|Max B. Poe"), ("'t Hooft, Gerard", "Gerard 't Hooft"),
        ("Van Der Roe, Jo, De Poe, Ann", "Jo Van Der Roe|Ann De Poe"),
        ("Jana Roe, Max Poe; Jo Lee", "Jana Roe|Max Poe|Jo Lee"), ("Roe J, Poe M; Hat Study Group.", "Roe J|Poe M|Hat Study Group"),
        ("Press, William H.; Labs, Oliver; Study, Eduard", "William H. Press|Oliver Labs|Eduard Study"),
        ("Jana Roe, Max Poe and The Hat Collaboration", "Jana Roe|Max Poe|The Hat Collaboration"),
        ("Hat Collaboration, Roe, J., Poe, M.", "Hat Collaboration|J. Roe|M. Poe"),
        ("Hat Collaboration: J. Roe, M. Poe", "Hat Collaboration|J. Roe|M. Poe"),
        ("Hat Collaboration and Coat Collaboration", "Hat Collaboration|Coat Collaboration"),
        ("Centers for Hats, Coats, and Prevention", "Centers for Hats, Coats, and Prevention"),
        ("University of California, San Diego", "University of California, San Diego"),
        ("Roe, Jana, Hat University; Poe, Max", "Jana Roe|Max Poe"),
        ("José Ortega y Gasset", "José Ortega y Gasset"), ("Gabriel Roe y Mario Poe", "Gabriel Roe|Mario Poe"),
        ("João Roe e Maria Poe", "João Roe|Maria Poe"), ("Иван Роу и Пётр По", "Иван Роу|Пётр По"),
        ("Kai-Fu Lee and Kai Roe", "Kai-Fu Lee|Kai Roe"), ("Jana\u00a0Roe, Max\u00a0Poe", "Jana Roe|Max Poe"),
        ("Jana Roe<sup>1,2</sup>, Max Poe^{1,2}, Jo Lee^1,2", "Jana Roe|Max Poe|Jo Lee"),
        ("Jana Roe ✉, Max Poe\u2709\ufe0f", "Jana Roe|Max Poe"), ("Jana Roe PhD, Max Poe MD", "Jana Roe|Max Poe"),
        ("Roe, Jana, Ph.D.", "Jana Roe"), ("Jana Roe, Max Poe, Eds.", "Jana Roe|Max Poe"), ("Jana Roe.", "Jana Roe"),
        ("Roe, Jana; & Poe, Max", "Jana Roe|Max Poe"), ("Jana Roe; and Max Poe", "Jana Roe|Max Poe"),
        ("Jana Roe, Max Poe, +5 authors", "Jana Roe|Max Poe"), ("Jana Roe and 3 others", "Jana Roe"),
        ("Roe, J., Poe, M., and ten others", "J. Roe|M. Poe"), ("Jana Roe et 3 autres", "Jana Roe"),
        ("Jana Roe и др.", "Jana Roe"), ("Jana Roe y otros", "Jana Roe"), ("Jana Roe et coll.", "Jana Roe"),
        ("[Jana Roe](https://x.org/a,b), [[People/Max|Max Poe]], *Jo Lee*", "Jana Roe|Max Poe|Jo Lee"),
        ("[Jana Roe]", "Jana Roe"), ("['Jana Roe', 'Poe, Max']", "Jana Roe|Max Poe"), ("Authors: Jana Roe, Max Poe", "Jana Roe|Max Poe"),
        ("N/A", ""), ("nan", ""), ("-", ""), ("[No author name available]", ""), ("[No authors listed]", ""),
        ("余清；朱远山", "余清|朱远山"), ("Иванова, Анна", "Анна Иванова"),
        ("Ada Lovelace <ada@example.org>, Bo Roe", "Ada Lovelace|Bo Roe"), ("", ""), (" ; , ", ""),
    ],
)  # fmt: skip
def test_a_text_is_split_as_people_write_it(text, names):
    assert split_names(text) == [name for name in names.split("|") if name]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Lovelace, Ada", "Ada Lovelace"), ("King, Martin Luther, Jr", "Martin Luther King Jr"),
        (" Lovelace , Ada , ", "Ada Lovelace"), ("Ada Lovelace", "Ada Lovelace"),
        ("Lovelace,", "Lovelace"), (",Ada", "Ada"), ("", ""), ("山田, 太郎", "山田太郎"),
    ],
)  # fmt: skip
def test_a_last_name_that_comes_first_is_put_last(name, expected):
    assert first_last(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Lovelace, Ada", "Ada Lovelace"), ("Barns and Nobel, Inc.", "Barns and Nobel, Inc."),
        ("Ministry of Health, Brazil", "Ministry of Health, Brazil"), ("Doe, Jane, PhD", "Jane Doe"),
        ("Doe, Jane, Jr.", "Jane Doe Jr."), ("a, b, c", "a, b, c"), ("Doe, Jr.", "Doe Jr."),
        ("A, one two three four five", "A, one two three four five"),
    ],
)  # fmt: skip
def test_a_single_name_is_turned_unless_it_is_an_organization(name, expected):
    assert turn_name(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Wei Wang 0001", "Wei Wang"), ("A. Einstein*†", "A. Einstein"), ("Ada Lovelace 1", "Ada Lovelace"),
        ("GPT 4", "GPT"), ("H5N1 Study Group 2", "H5N1 Study Group 2"), ("Agent007", "Agent007"),
        ("Ada ada@x.org", "Ada"), ("Ada 0000-0002-1825-0097", "Ada"), ("Ada et al.", "Ada"),
        ("Ada (deceased)", "Ada"), ("Ada [1]", "Ada"), ("Sean O’Casey", "Sean O’Casey"),
    ],
)  # fmt: skip
def test_marks_numbers_and_addresses_are_no_part_of_a_name(name, expected):
    assert tidy_name(name) == expected


@pytest.mark.parametrize(
    ("element", "names"),
    [
        ("Roe, Jana", "Jana Roe"), ("and Jana Roe", "Jana Roe"), ("Jana Roe and Max Poe", "Jana Roe|Max Poe"),
        ("Simon and Schuster", "Simon and Schuster"), ("Roe, Jana; Poe, Max", "Jana Roe|Max Poe"),
        ("Hat and Coat Society", "Hat and Coat Society"), (", ", ""), ("García Márquez, Gabriel José", "Gabriel José García Márquez"),
    ],
)  # fmt: skip
def test_an_element_of_a_list_is_one_name_as_a_rule(element, names):
    assert split_element(element) == tuple(name for name in names.split("|") if name)


def test_scripts_that_put_the_family_first_have_no_blank():
    assert join_parts("世民", "李") == "李世民"
    assert join_parts("Ada", "李") == "Ada 李"
    assert join_parts("", "", "Jr") == "Jr"
    assert is_family_first("山田太郎")
    assert not is_family_first("山田 T")
    assert not is_family_first("")


TOKENS = st.sampled_from(
    ["Ada", "Lovelace", "J.", "JA", "van", " and ", ", ", "; ", " & ", "(", ")", "1", "*", "Jr.",
     "et al.", "Group", "李", "太郎", "[", "]", "$^1$", "\0", "\n", " "]
)  # fmt: skip


@given(st.lists(TOKENS | st.text(max_size=4), max_size=14).map("".join))
def test_any_text_gives_clean_distinct_names(text):
    names = split_names(text)
    assert len(set(names)) == len(names)
    for name in names:
        assert name == name.strip(" ,;")
        assert "\0" not in name


@pytest.mark.parametrize(
    "token", [" ", "\n", " \n", "; ", "et ", "Ada, ", "Ada (", "a and ", "et al. ", "1,", "$^"]
)
def test_long_lists_take_linear_time(token):
    split_names(token * 20_000)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Foss, Ed", ["Ed Foss"]), ("Foss, Ed and Roe, Jane", ["Ed Foss", "Jane Roe"]),
        ("Lovelace, Ada; Foss, Ed", ["Ada Lovelace", "Ed Foss"]), ("Foss, Ed, Jr.", ["Ed Foss Jr."]),
        # A role stands behind a whole name, or has a full stop.
        ("Jane Roe, Ed", ["Jane Roe"]), ("Roe, J., Ed", ["J. Roe"]), ("Foss, Ed.", ["Foss"]),
    ],
)  # fmt: skip
def test_ed_is_a_given_name_behind_a_family_name(text, names):
    assert split_names(text) == names
