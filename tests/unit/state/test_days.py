"""Days: which texts and times are some."""

from datetime import date, datetime

import pytest

from sitegen.errors import SitegenError
from sitegen.state import current_time, parse_day


def test_a_day_is_written_in_full():
    assert parse_day("2026-11-25") == date(2026, 11, 25)


@pytest.mark.parametrize(
    "text",
    ["2026-11-31", "20261125", "2026-W48-3", "٢٠٢٦-١١-٢٥", "",
     # The weeks around these are no days of Python's.
     "0001-01-01", "9999-12-31"],
)  # fmt: skip
def test_other_texts_are_no_days(text):
    assert parse_day(text) is None


def test_the_time_can_be_set(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert current_time() == datetime.fromisoformat("1970-01-02T00:00:00Z")


@pytest.mark.parametrize(
    "epoch", ["yesterday", "9" * 30, "9" * 5_000, "-62135596800", "253402300799", "²"]
)
def test_a_time_of_another_age_is_refused(epoch, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(SitegenError, match="is not a number of seconds since 1970") as caught:
        current_time()
    assert len(str(caught.value)) < 200
