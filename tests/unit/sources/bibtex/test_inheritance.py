"""What a child inherits."""

import pytest

from sitegen.sources.bibtex.inheritance import inherit, split_keys
from sitegen.sources.formats import bibtex

PARENT = {"title": "P", "subtitle": "S", "author": "A", "editor": "E", "year": "2000", "month": "5",
          "doi": "10.1/p", "keywords": "k", "publisher": "Press"}  # fmt: skip


def inherited(kind, parent_kind, **own):
    return inherit(own, kind, PARENT, parent_kind)


@pytest.mark.parametrize(
    ("kind", "parent_kind", "expected"),
    [
        ("inproceedings", "proceedings", {"booktitle": "P", "booksubtitle": "S"}),
        ("incollection", "collection", {"booktitle": "P", "booksubtitle": "S"}),
        ("inbook", "book", {"booktitle": "P", "booksubtitle": "S", "author": "A"}),
        ("article", "periodical", {"journaltitle": "P"}),
        ("book", "mvbook", {"maintitle": "P", "author": "A"}),
        ("misc", "misc", {"title": "P"}),
    ],
)  # fmt: skip
def test_titles_and_authors_by_types(kind, parent_kind, expected):
    fields = {"year": "2000", "month": "5", "publisher": "Press", "bookeditor": "E"}
    assert inherited(kind, parent_kind) == fields | expected


def test_a_data_entry_passes_everything_on():
    assert inherited("misc", "xdata") == PARENT
    assert inherited("misc", "xdata", title="Own")["title"] == "Own"


@pytest.mark.parametrize("own", [{"year": "1999"}, {"date": "1999-03"}])
def test_an_own_date_is_the_whole_date(own):
    fields = inherited("inproceedings", "proceedings", **own)
    assert {name: fields[name] for name in fields.keys() & {"year", "date", "month"}} == own


def test_a_subtitle_stays_with_its_title():
    assert "booksubtitle" not in inherited("inbook", "book", booktitle="Own")


def test_keys_are_split_at_commas():
    assert split_keys(" a , b,,") == ["a", "b"]


def test_volumes_have_the_author_of_all_volumes_and_pass_it_on():
    text = (
        "@mvbook{all, author={Roe, Ann}, title={Works}}"
        "@book{one, crossref={all}, title={Sand}, year=1999}"
        "@inbook{part, crossref={one}, title={Dunes}}"
    )
    papers = {p.title: p for p in bibtex.read(text, "x.bib").papers}
    assert [a.name for a in papers["Sand"].authors] == ["Ann Roe"]
    assert [a.name for a in papers["Dunes"].authors] == ["Ann Roe"]
