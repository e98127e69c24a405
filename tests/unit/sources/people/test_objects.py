"""Authors who are objects, whatever the keys of their parts are called."""

import pytest

from sitegen.paper import Author
from sitegen.sources.people.authors import parse_authors
from sitegen.sources.people.objects import author_items, has_name

ORCID = "0000-0002-1825-0097"
ADA = (Author("Ada Lovelace"),)
WITH_ORCID = (Author("Ada Lovelace", (), ORCID),)


@pytest.mark.parametrize(
    "item",
    [
        {"FirstName": "Ada", "LastName": "Lovelace"}, {"first_name": "Ada", "last_name": "Lovelace"}, {"authorName": "Ada Lovelace"},
        {"fname": "Ada", "lname": "Lovelace"}, {"Name": "Ada Lovelace"}, {"full_name": "Lovelace, Ada"}, {"givenNames": "Ada", "surname": "Lovelace"},
        {"given name": "Ada", "family name": "Lovelace"}, {"author_first_name": "Ada", "author_last_name": "Lovelace"},
        {"name": {"first": "Ada", "last": "Lovelace"}}, {"name": {"full": "Ada Lovelace"}}, {"name": {"value": "Ada Lovelace"}},
        {"author": {"name": {"given": "Ada", "family": "Lovelace"}}}, {"name": ["Ada Lovelace"]}, {"names": [{"first": "Ada", "last": "Lovelace"}]},
        {"givenName": ["Ada"], "familyName": {"#text": "Lovelace"}}, {"given": {"_": "Ada"}, "family": {"$": "Lovelace"}},
        {"prefix": "Dr.", "given": "Ada", "family": "Lovelace"}, {"name": "Dr. Ada Lovelace, PhD"}, {"given": "Ada", "family": "Lovelace", "suffix": "PhD"},
        {"Vorname": "Ada", "Nachname": "Lovelace"}, {"nombre": "Ada", "apellidos": "Lovelace"}, {"prénom": "Ada", "nom": "Lovelace"},
        {"ForeName": "Ada", "LastName": "Lovelace", "Initials": "A"}, {"name": {"en": "Ada Lovelace", "ja": "エイダ"}},
        {"attributes": {"name": "Ada Lovelace"}}, {"profile": {"firstName": "Ada", "lastName": "Lovelace"}}, {"given": "Ada (1815-1852)", "family": "Lovelace"},
        {"given": "Ada", "family": "1. Lovelace"}, {"given": "Ada", "middle": None, "family": "Lovelace", "role": "author"},
    ],
)  # fmt: skip
def test_parts_and_whole_names_under_any_key(item):
    assert parse_authors([item, {"name": ""}]) == ADA


@pytest.mark.parametrize(
    "beside",
    [{"orcid": ORCID}, {"ORCID": f"https://orcid.org/{ORCID}"}, {"@id": f"https://orcid.org/{ORCID}"}, {"orcid": {"path": ORCID}},
     {"identifiers": [{"type": "ORCID", "value": ORCID}]}, {"sameAs": ["https://x.org", f"https://orcid.org/{ORCID}"]}],
)  # fmt: skip
def test_an_orcid_is_read_wherever_it_is(beside):
    assert parse_authors([{"name": "Ada Lovelace", **beside}]) == WITH_ORCID


@pytest.mark.parametrize("text", [f"Lovelace, Ada {ORCID}", f"Ada Lovelace{ORCID}", f"Ada Lovelace (ORCID: {ORCID})", f"Ada Lovelace https://orcid.org/{ORCID}"])  # fmt: skip
def test_an_orcid_in_a_text_is_its_authors(text):
    assert parse_authors(text) == WITH_ORCID
    assert parse_authors(f"{text}; Alan Turing") == (*WITH_ORCID, Author("Alan Turing"))
    assert parse_authors([text, "Alan Turing"]) == (*WITH_ORCID, Author("Alan Turing"))


def test_other_numbers_are_no_orcid():
    assert parse_authors([{"name": "Ada Lovelace", "id": "0000000218250097"}]) == ADA
    assert (
        parse_authors([{"name": "Ada Lovelace", "url": "https://x.org/0000-0002-1825-0097"}]) == ADA
    )


@pytest.mark.parametrize(
    "value",
    [
        [["Ada Lovelace", "Alan Turing"]], [["Ada Lovelace"], ["Alan Turing"]], [["Lovelace", "Ada", ""], ["Turing", "Alan", ""]],
        [["Ada", "Lovelace"], ["Alan", "Turing"]], {"author": ["Ada Lovelace", "Alan Turing"]}, {"authors": {"author": ["Ada Lovelace", {"name": "Alan Turing"}]}},
        {"author": "Ada Lovelace; Alan Turing"}, {"1": "Ada Lovelace", "2": "Alan Turing"}, {"author1": "Ada Lovelace", "author2": "Alan Turing"},
        {"first_author": "Ada Lovelace", "second_author": "Alan Turing"}, {"list": [{"name": "Ada Lovelace"}, {"name": "Alan Turing"}]},
        "[{'name': 'Ada Lovelace'}, {'name': 'Alan Turing'}]", '[{"given":"Ada","family":"Lovelace"},"Alan Turing"]',
        [{"name": "Ada Lovelace; Alan Turing"}], ["Ada Lovelace & Alan Turing", ""], {"edges": [{"node": {"name": "Ada Lovelace"}}, {"node": {"name": "Alan Turing"}}]},
    ],
)  # fmt: skip
def test_lists_in_objects_and_lists(value):
    assert [author.name for author in parse_authors(value)] == ["Ada Lovelace", "Alan Turing"]


def test_parts_that_were_split_at_commas_are_joined():
    assert [a.name for a in parse_authors(["Lovelace", "A.", "Turing", "A. M."])] == ["A. Lovelace", "A. M. Turing"]  # fmt: skip


def test_groups_and_names_as_keys():
    assert parse_authors([{"organization": "WHO"}]) == (Author("WHO"),)
    assert parse_authors([{"name": "Ada Lovelace", "organization": "MIT"}]) == (Author("Ada Lovelace", ("MIT",)),)  # fmt: skip
    assert parse_authors({"Ada Lovelace": "MIT", "Jo Poe": ["X", "Y"]}) == (
        Author("Ada Lovelace", ("MIT",)),
        Author("Jo Poe", ("X", "Y")),
    )


def test_what_a_program_writes_for_a_missing_part_is_left_out():
    assert parse_authors([{"given": "None", "family": "Lovelace"}]) == (Author("Lovelace"),)
    assert parse_authors([{"given": "Na", "family": "Li"}]) == (Author("Na Li"),)
    assert parse_authors([{"given": "Li", "family": "Na"}]) == (Author("Li Na"),)


def test_an_object_is_an_author_or_a_list():
    assert author_items({"family": "Roe", "authors": ["Ada"]}) is None
    assert author_items({"name": ["Ada"], "orcid": ORCID}) is None
    assert author_items({"authors": []}) is None
    assert has_name({"name": "N/A"})
    assert not has_name({"id": "a1"})


def test_a_person_and_the_group_behind_are_two_authors():
    # arXiv takes the text apart as if it were one name.
    value = [{"given": "Jana Roe for the SAMOVAR", "family": "Collaboration"}]
    assert [author.name for author in parse_authors(value)] == ["Jana Roe", "SAMOVAR Collaboration"]
