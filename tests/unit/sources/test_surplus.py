"""Very many rejected records: each is counted, and the first ones have messages."""

from sitegen.sources.fields import Record, read_records
from sitegen.sources.reading import RecordError
from sitegen.sources.surplus import MAX_ERRORS


def test_rejected_records_without_end_are_counted():
    fault = RecordError("there is no title; give one")
    result = read_records((Record(n, fault) for n in range(1, MAX_ERRORS + 4)), "a.jsonl")
    assert (result.record_count, result.missing_count) == (MAX_ERRORS + 3, 0)
    assert len(result.diagnostics) == MAX_ERRORS + 1
    last = result.diagnostics[-1]
    assert (last.line, last.record_count, last.severity) == (MAX_ERRORS + 1, 3, "error")
    assert last.message == "3 more records from here on were rejected; is it a list of papers?"
