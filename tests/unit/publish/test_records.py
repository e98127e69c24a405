"""What exports are made from."""

from hypothesis import given
from hypothesis import strategies as st

from sitegen.paper import Author, Paper, Tag
from sitegen.publish.records import Records, encodable
from tests.unit.pages.builders import paper


def test_records_are_in_reading_order_or_newest_first():
    papers = [
        paper("a", year=2019),
        paper("b"),
        paper("c", date="2020-01-02"),
        paper("d", year=2020),
    ]
    records = Records.of(papers)
    assert [p.entry.id for p in records] == ["a", "b", "c", "d"]
    assert [p.entry.id for p in records.newest_first()] == ["c", "d", "a", "b"]


def test_a_row_has_all_fields_of_a_paper_that_a_table_can_hold():
    enriched = paper("a", Tag("hats", "Hats"), authors=(Author("Ann Lee"),), year=2020)
    row = Records.of([enriched], {"mine": "a"}).row(enriched)
    assert (row["citation_key"], row["authors"], row["topics"]) == ("mine", ["Ann Lee"], ["Hats"])
    absent = {"links", "upvotes", "sections", "references", "note", "source_id", "origins",
              "provenance"}  # fmt: skip
    assert set(Paper.__dataclass_fields__) - row.keys() == absent


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(["", "\ud800", "\udfff"]))
def test_only_what_utf_8_can_t_hold_is_replaced(text, surrogate):
    assert encodable(text + surrogate) == text + "?" * len(surrogate)
