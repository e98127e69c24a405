"""The lines of the merge report."""

from sitegen.collection.collect import (
    Collection,
    MergedRecord,
    PageConflict,
    PossibleDuplicate,
)
from sitegen.collection.merging import Conflict
from sitegen.collection.report import (
    conflict_lines,
    merged_lines,
    possible_duplicate_lines,
    render_report,
)
from sitegen.paper import Entry, Origin, Paper

A, B = Origin("a.bib", 2), Origin("b.bib", 4)
FIRST, SECOND = Entry("adam", Paper("Adam")), Entry("eve", Paper("Eve"))


def collection(*conflicts):
    record = MergedRecord("adam", Paper("ADAM", origins=(B, A)))
    return Collection(
        (FIRST, SECOND),
        (record,),
        (PossibleDuplicate(FIRST, SECOND),),
        tuple(PageConflict("adam", conflict) for conflict in conflicts),
    )


def test_a_merged_record_has_its_origin_title_and_page():
    assert merged_lines(collection()) == ["b.bib:4: “ADAM” into adam"]


def test_a_conflict_has_both_values_and_origins():
    lines = conflict_lines(
        collection(Conflict("venue", "ICLR", A, "NeurIPS", B), Conflict("year", "1", B, "3", A))
    )
    assert lines == [
        "adam: venue “ICLR” (a.bib:2), not “NeurIPS” (b.bib:4)",
        "adam: year “1” (b.bib:4), not “3” (a.bib:2)",
    ]


def test_values_are_shortened_to_100_characters():
    (whole,) = conflict_lines(collection(Conflict("title", "x" * 100, A, "y", B)))
    assert "“" + "x" * 100 + "”" in whole
    (short,) = conflict_lines(collection(Conflict("title", "x" * 101, A, "y", B)))
    assert "x" * 100 not in short
    assert "x" * 90 in short


def test_possible_duplicates_have_titles_and_ids():
    assert possible_duplicate_lines(collection()) == ["“Adam” (adam) and “Eve” (eve)"]


def test_an_empty_collection_has_no_lines():
    empty = Collection((), ())
    assert merged_lines(empty) == conflict_lines(empty) == possible_duplicate_lines(empty) == []


def test_the_report_has_a_heading_with_the_count_before_each_list():
    assert "".join(render_report(["m"], [], ["p", "q"])) == (
        "Possible duplicates, not merged: 2\n  p\n  q\n\n"
        "Sources disagree; the value that is named first was used: 0\n\n"
        "Merged duplicates: 1\n  m\n\n"
    )
