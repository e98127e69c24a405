"""Authors: names in lists and texts, affiliations, ORCID iDs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.paper import Author
from sitegen.sources.people.authors import parse_authors, parse_names

ORCID = "0000-0002-1825-0097"
ANY = st.recursive(
    st.none() | st.integers() | st.text(max_size=20) | st.booleans(),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from(["name", "affiliation", "orcid", "first", "middle", "last", "institution"]),
        inner, max_size=5,
    ),
    max_leaves=12,
)  # fmt: skip


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Ada Lovelace, Alan Turing", ("Ada Lovelace", "Alan Turing")),
        ("Ada Lovelace; Alan Turing", ("Ada Lovelace", "Alan Turing")),
        ("Lovelace, Ada; Turing, Alan", ("Ada Lovelace", "Alan Turing")),
        ("Lovelace, Ada and Turing, Alan", ("Ada Lovelace", "Alan Turing")),
        ("King, Martin, Jr; Ada", ("Martin King Jr", "Ada")),
        ("Ada;Alan and Bo", ("Ada", "Alan", "Bo")),
        ("Amanda Orlando", ("Amanda Orlando",)),
        ("Ada, Ada,, Bo", ("Ada", "Bo")),
        ("", ()),
        (["Lovelace, Ada", "", None, 7, {"name": "Bo"}, "Bo"], ("Ada Lovelace", "Bo")),
        (("Ada",), ("Ada",)),
        ({"name": "Ada"}, ("Ada",)),
        (None, ()),
        (7, ()),
    ],
)
def test_names_in_lists_and_texts(value, names):
    assert parse_names(value) == names


@pytest.mark.parametrize(
    ("item", "name"),
    [
        ({"name": "Whole", "given": "Ada"}, "Whole"),
        ({"name": "Whole, W.", "given": "Ada", "family": "Lovelace"}, "Ada Lovelace"),
        ({"name": "Whole", "literal": "Barns, Inc."}, "Barns, Inc."),
        ({"given": "世民", "family": "李"}, "李世民"),
        ({"given": "L.", "dropping-particle": "van", "family": "Beethof"}, "L. van Beethof"),
        ({"first_name": "Ada", "last_name": "L"}, "Ada L"),
        ({"author": {"display_name": "Ada L"}, "raw": "x"}, "Ada L"),
        ({"creatorName": "Lovelace, Ada"}, "Ada Lovelace"),
        ({"given-names": "Ada", "family-names": "L", "name-particle": "de"}, "Ada de L"),
        ({"text": "Wei Wang 0001"}, "Wei Wang"),
        ({"literal": "The Group", "full_name": "F"}, "The Group"),
        ({"full_name": "F", "fullname": "N"}, "F"),
        ({"fullname": "N"}, "N"),
        ({"name": "", "literal": None, "fullname": "N"}, "N"),
        ({"name": ["no text"], "family": "Lovelace"}, "Lovelace"),
        ({"given": "Ada", "family": "Lovelace"}, "Ada Lovelace"),
        ({"first": "Ada", "middle": ["K", "B"], "last": "L", "suffix": "Jr"}, "Ada K B L Jr"),
        ({"firstName": "Ada", "middle": "K", "lastName": "L"}, "Ada K L"),
        ({"given": "G", "first": "F", "firstName": "N", "family": "A", "last": "B"}, "G A"),
        ({"first": "F", "firstName": "N", "last": "B", "lastName": "C"}, "F B"),
        ({"given": "Ludwig", "non-dropping-particle": "van", "family": "B"}, "Ludwig van B"),
        ({"given": 7, "family": "B"}, "B"),
    ],
)
def test_names_of_objects(item, name):
    assert parse_names([item]) == (name,)
    assert parse_authors([item]) == (Author(name),)


@pytest.mark.parametrize(
    ("item", "author"),
    [
        ("Ada Lovelace", Author("Ada Lovelace")),
        ({"given": "Ada", "family": "Lovelace", "affiliation": [{"name": "A"}, {"name": "B"}]},
         Author("Ada Lovelace", ("A", "B"))),
        ({"name": "Ada", "affiliations": "A; B", "ORCID": "https://orcid.org/" + ORCID},
         Author("Ada", ("A; B",), ORCID)),
        ({"name": "Ada", "orcid": ORCID, "ORCID": "0000-0001-5109-3700"}, Author("Ada", (), ORCID)),
        ({"name": "Ada", "orcid": 7}, Author("Ada")),
        ({"name": "Ada", "affiliations": [], "affiliation": ["A", "", "A", 7], "institution": "I"},
         Author("Ada", ("A",))),
        ({"name": "Ada", "institution": ("I", "J"), "institutions": "K"}, Author("Ada", ("I", "J"))),
        ({"name": "Ada", "institutions": [{"display_name": "K"}]}, Author("Ada", ("K",))),
        ({"first": "Ada", "last": "L", "affiliation":
          {"institution": "Uni", "laboratory": "Lab", "department": "Dep", "name": "Uni",
           "location": {"country": "UK"}}},
         Author("Ada L", ("Dep, Lab, Uni",))),
        ({"name": "Ada", "affiliation": {"literal": "L", "display_name": "D", "name": "N"}},
         Author("Ada", ("N, D, L",))),
    ],
)  # fmt: skip
def test_authors_have_their_affiliations(item, author):
    assert parse_authors([item, {"name": ""}, None]) == (author,)


@pytest.mark.parametrize(
    ("value", "names"),
    [
        (["Ada", "Bo", "Ada", " ", "B{\\o}"], ["Ada", "Bo", "Bø"]),
        (["Lovelace, Ada"], ["Ada Lovelace"]),
        (["Ada", 7, None], ["Ada"]),
        (({"name": "Ada"}, "Bo", {"name": "Bo", "orcid": ORCID}), ["Ada", "Bo"]),
        ("Ada and Bo", ["Ada", "Bo"]),
        ([], []),
        ({"name": "Ada"}, ["Ada"]),
        (7, []),
    ],
)
def test_each_author_comes_once_in_the_order_of_the_source(value, names):
    assert parse_authors(value) == tuple(map(Author, names))


@given(ANY)
def test_any_value_gives_authors_with_names(value):
    authors = parse_authors(value)
    assert all(author.name for author in authors)
    assert len({author.name for author in authors}) == len(authors)


@pytest.mark.parametrize(
    ("value", "authors"),
    [
        (
            ["Grace Hopper", "Ada Lovelace, Alan Turing"],
            [("Grace Hopper", ()), ("Ada Lovelace", ()), ("Alan Turing", ())],
        ),
        (["Hopper, Grace", "García Márquez, Gabriel"],
         [("Grace Hopper", ()), ("Gabriel García Márquez", ())]),
        (["Ada Lovelace", "PhD"], [("Ada Lovelace", ())]),
        ([["Ada Lovelace", "MIT"]], [("Ada Lovelace", ("MIT",))]),
        (
            [["Ada Lovelace", "MIT"], ["Alan Turing", "Cambridge"]],
            [("Ada Lovelace", ("MIT",)), ("Alan Turing", ("Cambridge",))],
        ),
        ([["Ada Lovelace", "Alan Turing"]], [("Ada Lovelace", ()), ("Alan Turing", ())]),
    ],
)  # fmt: skip
def test_elements_of_a_list_may_be_names_affiliations_and_degrees(value, authors):
    assert [(author.name, author.affiliations) for author in parse_authors(value)] == authors


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Doe J, Roe AB", ("J Doe", "AB Roe")),
        ("Kim J.; Lee S.-H.", ("J. Kim", "S.-H. Lee")),
        (
            ["Okonkwo N.", "van der Berg G.M.", "Smith J. Jr"],
            ("N. Okonkwo", "G.M. van der Berg", "J. Smith Jr"),
        ),
        (["Roe J", "Tea Study Group"], ("J Roe", "Tea Study Group")),
        ("Kovács J., Szabó-Nagy Á.", ("J. Kovács", "Á. Szabó-Nagy")),
        ("Núñez G; Øster Å; Öz Ş", ("G Núñez", "Å Øster", "Ş Öz")),
        ("van der Berg J., O’Neil P.", ("J. van der Berg", "P. O’Neil")),
        # One name alone, or names of which one is in reading order, say nothing.
        ("Weinan E", ("Weinan E",)),
        (["Weinan E", "Jiequn Han"], ("Weinan E", "Jiequn Han")),
        (["ADA LI", "WEI XU"], ("ADA LI", "WEI XU")),
        (["John Doe III", "Max Roe II"], ("John Doe III", "Max Roe II")),
    ],
)
def test_lists_in_the_style_of_pubmed_are_turned(value, names):
    assert parse_names(value) == names


@given(
    st.lists(
        st.tuples(
            st.from_regex(r"[A-Z][a-z]{2,8}(-[A-Z][a-z]{2,8})?", fullmatch=True),
            st.from_regex(r"[A-HJ-UW-Z]{1,3}", fullmatch=True),
        ),
        min_size=2,
        max_size=6,
        unique_by=lambda pair: pair,
    )
)
def test_each_name_of_a_list_in_the_style_of_pubmed_is_turned_once(pairs):
    turned = parse_names([" ".join(pair) for pair in pairs])
    assert turned == tuple(f"{given} {family}" for family, given in pairs)
    assert parse_names(list(turned)) == turned


def test_editors_beside_authors_are_left_out():
    people = [
        {"firstName": "Ann", "lastName": "Lee", "creatorType": "author"},
        {"firstName": "Ed", "lastName": "Itor", "creatorType": "editor"},
    ]
    assert parse_names(people) == ("Ann Lee",)
    assert parse_names(people[1:]) == ("Ed Itor",)
