"""What the ledger remembers, whatever happens to its files."""

from datetime import date
from random import Random

import pytest

from sitegen.digest.ledger import Ledger, open_ledger
from sitegen.errors import SitegenError

ADA, BEN = "a" * 16, "b" * 16
FIRST, SECOND = "2026-10-31-00000001", "2026-11-25-00000002"


def write_history(folder):
    """Write the history of two recipients: sent, unknown, rejected, released."""
    with open_ledger(folder) as ledger:
        ledger.finish("sent", ledger.begin(FIRST, ADA, ["p", "q"]))
        ledger.begin(SECOND, ADA, ["r"])
        ledger.finish("rejected", ledger.begin(FIRST, BEN, ["p", "q"]))
        ledger.finish("released", ledger.begin(SECOND, BEN, ["r"]))


def summary(ledger):
    return [
        (ledger.papers_of(name), ledger.last_day_of(name), [a[0] for a in ledger.unknown_of(name)])
        for name in (ADA, BEN)
    ]


SUMMARY = [
    (frozenset("pqr"), date(2026, 11, 25), [SECOND]),
    (frozenset(), None, []),
]


def test_what_was_sent_or_may_have_been_counts(tmp_path):
    write_history(tmp_path)
    with open_ledger(tmp_path) as ledger:
        assert summary(ledger) == SUMMARY
    assert sorted(p.name for p in tmp_path.iterdir()) == ["2026-10.txt", "2026-11.txt"]
    assert (
        (tmp_path / "2026-10.txt").read_text().startswith(f"digest {FIRST} p\ndigest {FIRST} q\n")
    )


def test_the_order_of_lines_and_repeated_ones_change_nothing(tmp_path):
    write_history(tmp_path)
    lines = [
        line for path in tmp_path.iterdir() for line in path.read_text().splitlines(keepends=True)
    ]
    for seed in range(20):
        Random(seed).shuffle(lines)
        for path in tmp_path.iterdir():
            path.write_text("".join(lines))
        assert summary(Ledger(tmp_path)) == SUMMARY


def test_a_torn_last_line_says_nothing_and_is_cut_off(tmp_path):
    write_history(tmp_path)
    path = tmp_path / "2026-11.txt"
    whole = path.read_text()
    path.write_text(f"{whole}begin 2026-11-25-000")
    with open_ledger(tmp_path) as ledger:
        assert summary(ledger) == SUMMARY
        ledger.finish("released", ledger.unknown_of(ADA)[0])
    assert path.read_text().startswith(whole)
    assert summary(Ledger(tmp_path))[0] == (frozenset("pq"), date(2026, 10, 31), [])


@pytest.mark.parametrize(
    "line", ["<<<<<<< HEAD", f"sent {SECOND} {ADA}", "begin x y z", "ada@x.org",
             f"begin 2026-13-45-{'0' * 8} {ADA} {'0' * 8}", f"digest 9999-12-31-{'0' * 8} p"]
)  # fmt: skip
def test_a_damaged_line_stops_all_emails(tmp_path, line):
    write_history(tmp_path)
    path = tmp_path / "2026-10.txt"
    path.write_text(f"{line}\n{path.read_text()}")
    with pytest.raises(SitegenError, match=r"2026-10\.txt:1: is no line of a ledger"):
        Ledger(tmp_path)


def test_one_run_at_a_time(tmp_path):
    with (
        open_ledger(tmp_path),
        pytest.raises(SitegenError, match="another sitegen"),
        open_ledger(tmp_path),
    ):
        pass


def test_nothing_is_sent_if_the_ledger_can_not_be_written(tmp_path):
    (tmp_path / "2026-11.txt").mkdir()
    with open_ledger(tmp_path.parent / "empty") as ledger:
        ledger._folder = tmp_path
        with pytest.raises(SitegenError, match="can't be written"):
            ledger.begin(SECOND, ADA, ["p"])
