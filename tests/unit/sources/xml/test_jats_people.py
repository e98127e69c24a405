"""Authors of JATS."""

import pytest
from lxml import etree

from sitegen.sources.people.authors import parse_authors
from sitegen.sources.xml.jats_people import read_authors

PERSON = "<name><surname>Pugh</surname><given-names>Mair</given-names></name>"


def read(group, rest="", language="en"):
    meta = etree.fromstring(
        f"<article-meta><contrib-group>{group}</contrib-group>{rest}</article-meta>"
    )
    return parse_authors(read_authors(meta, language))


def author(inner, kind='contrib-type="author"'):
    return f"<contrib {kind}>{inner}</contrib>"


def names(*contributors, language="en"):
    return [person.name for person in read("".join(contributors), language=language)]


EASTERN = '<name name-style="eastern" xml:lang="ja"><surname>Yamada-ja</surname></name>'
WESTERN = '<name name-style="western" xml:lang="en"><surname>Yamada</surname></name>'


@pytest.mark.parametrize(
    ("alternatives", "language", "name"),
    [
        (EASTERN + WESTERN, "en", "Yamada"), (EASTERN + WESTERN, "pt", "Yamada"),
        (EASTERN + WESTERN, "ja", "Yamada-ja"), (EASTERN, "en", "Yamada-ja"),
        (f"<string-name>Written</string-name>{WESTERN}", "en", "Yamada"),
        ("<string-name>Written</string-name>", "en", "Written"),
    ],
)  # fmt: skip
def test_a_name_in_several_scripts(alternatives, language, name):
    contributor = author(f"<name-alternatives>{alternatives}</name-alternatives>")
    assert names(contributor, language=language) == [name]


@pytest.mark.parametrize(
    ("inner", "name"),
    [
        ("<string-name><given-names>Mair</given-names> <surname>Pugh</surname></string-name>",
         "Mair Pugh"),
        (("<collab>The Group<contrib-group><contrib><name><surname>X</surname></name></contrib>"
         "</contrib-group></collab>"), "The Group"),
        ("<collab><institution>The Group</institution><xref>1</xref></collab>", "The Group"),
        ("<collab-alternatives><collab>The Group</collab></collab-alternatives>", "The Group"),
    ],
)  # fmt: skip
def test_people_and_groups(inner, name):
    assert names(author(inner)) == [name]


def test_who_is_no_author():
    contributors = (
        author(PERSON, 'contrib-type="editor"'),
        author(PERSON, 'contrib-type="author non-byline"'),
        author("<anonymous/>"),
        author("<email>a@x.org</email>"),
    )
    assert names(*contributors) == []


def test_a_contributor_without_a_type_has_that_of_the_group():
    meta = (
        f"<m><contrib-group content-type='editors'><contrib>{PERSON}</contrib></contrib-group>"
        "<contrib-group><contrib><name><surname>Ng</surname></name></contrib></contrib-group></m>"
    )
    authors = parse_authors(read_authors(etree.fromstring(meta), ""))
    assert [person.name for person in authors] == ["Ng"]


@pytest.mark.parametrize(
    ("aff", "text"),
    [
        ("<label>1</label>Sea University", "Sea University"),
        ("<sup>1</sup>Sea University", "Sea University"),
        ("Sea<sup>2</sup> University", "Sea² University"),
        ("<label>1</label><institution>Sea</institution><country>Norway</country>", "Sea, Norway"),
        ("<institution>Sea</institution>, <country>Norway</country>", "Sea, Norway"),
        (("<institution-wrap><institution-id>x</institution-id><institution>Sea</institution>"
         "</institution-wrap>"), "Sea"),
        ("<institution content-type='original'>Sea. Norway</institution><country>NO</country>",
         "Sea. Norway"),
        ("Sea <email>a@x.org</email>", "Sea"),
    ],
)  # fmt: skip
def test_affiliations_have_no_labels_and_addresses(aff, text):
    contributor = author(f'{PERSON}<xref ref-type="aff" rid="a"/>')
    (person,) = read(contributor, f'<aff id="a">{aff}</aff>')
    assert person.affiliations == (text,)


def test_a_sole_affiliation_without_references_is_that_of_all():
    contributors = author(PERSON) + author("<name><surname>Ng</surname></name>")
    people = read(contributors, "<aff>Sea</aff>")
    assert [person.affiliations for person in people] == [("Sea",), ("Sea",)]
    people = read(contributors, "<aff>Sea</aff><aff id='b'>Sky</aff>")
    assert [person.affiliations for person in people] == [(), ()]
