"""Very many rejected records: each is counted, and the first ones have messages."""

from sitegen.sources.fields import Record, read_records
from sitegen.sources.reading import RecordError
from sitegen.sources.surplus import MAX_EQUAL, MAX_ERRORS


def test_records_that_all_have_one_fault_are_one_error():
    fault = RecordError("there is no title; give one")
    result = read_records((Record(n, fault) for n in range(1, MAX_EQUAL + 2)), "a.json")
    (only,) = result.diagnostics
    assert (only.line, only.record_count, result.missing_count) == (1, MAX_EQUAL + 1, 0)
    assert (
        only.message == f"there is no title; give one (so it is with all {MAX_EQUAL + 1} records)"
    )


def test_records_beside_papers_have_an_error_each():
    faults = [Record(n, RecordError("there is no title; give one")) for n in range(2, 10)]
    result = read_records([Record(1, {"title": "Hats of Old"}), *faults], "a.json")
    assert len(result.diagnostics) == len(faults)


def test_rejected_records_without_end_are_counted():
    fault = RecordError("there is no title; give one")
    paper = Record(1, {"title": "Hats of Old"})
    faults = (Record(n, fault) for n in range(1, MAX_ERRORS + 4))
    result = read_records([paper, *faults], "a.jsonl")
    assert (result.record_count, result.missing_count) == (MAX_ERRORS + 4, 0)
    assert len(result.diagnostics) == MAX_ERRORS + 1
    last = result.diagnostics[-1]
    assert (last.line, last.record_count, last.severity) == (MAX_ERRORS + 1, 3, "error")
    assert last.message == "3 more records from here on were rejected; is it a list of papers?"
