"""The report of a build: sums, and the record that brings it back."""

import pytest

from sitegen.build.report import RECORD, Report, load_report, save_report
from sitegen.errors import Diagnostic

FAULT = Diagnostic("a.jsonl", 3, "rec", "is not JSON")
WARNING = Diagnostic("a.jsonl", 4, "", "no year", severity="warning")


def report():
    return Report(
        pages=3, merged=["m"], conflicts=["c"], possible_duplicates=["d"], rejected=[FAULT],
        warnings=[WARNING], tags=2, new_topics=5, seconds={"read": 1.5}, size=10, offline=4,
        user_pages=1, notes=["n"],
    )  # fmt: skip


@pytest.fixture
def site(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("home")
    return tmp_path / "site"


def test_each_record_is_a_page_merged_rejected_or_left_out():
    several = Diagnostic("a.csv", 9, "", "what follows was not read", records=5)
    counts = {"pages": 3, "merged": ["a", "b"], "rejected": [FAULT] * 4 + [several], "omitted": 1}
    assert Report(read=15, **counts).missing == 0
    assert Report(read=17, **counts).missing == 2
    assert Report(**counts).rejected_count == 9
    assert Report(warnings=[WARNING], notes=["n"]).missing == 0


def test_parts_add_up():
    total = report()
    total.add(Report(pages=1, merged=["m2"], seconds={"merge": 2.0}, size=5, notes=["n2"]))
    assert (total.pages, total.size, total.tags, total.offline) == (4, 15, 2, 4)
    assert (total.merged, total.notes) == (["m", "m2"], ["n", "n2"])
    assert total.seconds == {"read": 1.5, "merge": 2.0}


def test_lists_of_the_part_are_not_shared():
    total, part = Report(), Report(notes=["n"])
    total.add(part)
    total.notes.append("more")
    assert part.notes == ["n"]


def test_a_saved_report_is_restored(tmp_path, site):
    assert RECORD == "built.json"
    path = tmp_path / RECORD
    save_report(path, "key", site, report())
    restored = load_report(path, "key", site)
    expected = report()
    expected.notes = ["n", "nothing has changed; the site is as it was"]
    expected.seconds, expected.new_topics = {}, 0
    assert restored == expected
    assert isinstance(restored.rejected[0], Diagnostic)


def test_it_is_not_restored_for_another_key_or_site(tmp_path, site):
    path = tmp_path / RECORD
    save_report(path, "key", site, report())
    assert load_report(path, "other", site) is None
    assert load_report(path, None, site) is None
    (site / "index.html").write_text("touched")
    assert load_report(path, "key", site) is None


def test_nothing_is_saved_without_a_key(tmp_path, site):
    save_report(tmp_path / RECORD, None, site, report())
    assert not (tmp_path / RECORD).exists()
    assert load_report(tmp_path / RECORD, "key", site) is None
