"""Adding lines to the state."""

import shutil
import subprocess
from datetime import date

import pytest

from sitegen.errors import BuildError, SitegenError
from sitegen.paper import Paper
from sitegen.state import (
    append_first_seen,
    append_ranks,
    append_votes,
    current_day,
    identities,
    read_state,
)

FIRST, SECOND, THIRD = date(2026, 10, 31), date(2026, 11, 1), date(2026, 11, 2)
A = Paper("A paper with a title that is long enough to be its own", doi="10.1/a")
B = Paper("B")


def lines_of(folder):
    return {
        str(path.relative_to(folder)): path.read_text().splitlines()
        for path in sorted(folder.rglob("*.txt"))
    }


def test_a_paper_is_recorded_once_under_all_its_identities(tmp_path):
    assert append_first_seen(tmp_path, [A], FIRST) == 1
    assert append_first_seen(tmp_path, [A, B], SECOND) == 1
    recorded = lines_of(tmp_path)
    assert recorded == {
        "first-seen/2026-10.txt": [f"2026-10-31 {name}" for name in identities(A)],
        "first-seen/2026-11.txt": [f"2026-11-01 {name}" for name in identities(B)],
    }
    assert append_first_seen(tmp_path, [B, A], THIRD) == 0
    assert lines_of(tmp_path) == recorded
    state = read_state(tmp_path)
    assert (state.day_of(A), state.day_of(B)) == (FIRST, SECOND)


def test_an_identity_that_is_added_later_has_the_first_day(tmp_path):
    append_first_seen(tmp_path, [A], FIRST)
    extended = Paper(A.title, doi=A.doi, arxiv_id="1706.03762")
    assert append_first_seen(tmp_path, [extended], THIRD) == 0
    assert lines_of(tmp_path)["first-seen/2026-10.txt"][-1] == "2026-10-31 arxiv:1706.03762"
    # Its title and DOI may change now.
    assert read_state(tmp_path).day_of(Paper("Z", arxiv_id="1706.03762")) == FIRST


def test_an_earlier_day_is_added_and_no_line_is_removed(tmp_path):
    append_first_seen(tmp_path, [B], THIRD)
    append_first_seen(tmp_path, [B], FIRST)
    assert [len(lines) for lines in lines_of(tmp_path).values()] == [1, 1]
    assert read_state(tmp_path).day_of(B) == FIRST


def test_lines_of_people_stay_and_a_last_line_without_end_is_ended(tmp_path):
    path = tmp_path / "first-seen" / "2026-11.txt"
    path.parent.mkdir()
    path.write_text("# ours\nnonsense")
    append_first_seen(tmp_path, [B], SECOND)
    assert path.read_text() == f"# ours\nnonsense\n2026-11-01 {identities(B)[0]}\n"


def test_votes_and_ranks_of_a_day_are_recorded_if_they_are_better(tmp_path):
    assert append_votes(tmp_path, [Paper("V", upvotes=3), B], FIRST) == 1
    assert append_votes(tmp_path, [Paper("V", upvotes=3)], FIRST) == 0
    assert append_votes(tmp_path, [Paper("V", upvotes=5)], FIRST) == 1
    assert append_votes(tmp_path, [Paper("V", upvotes=0)], SECOND) == 1
    state = read_state(tmp_path)
    assert state.votes_of(Paper("V")) == {FIRST: 5, SECOND: 0}
    assert append_ranks(tmp_path, [A, B], FIRST) == 2
    assert append_ranks(tmp_path, [B, A], FIRST) == 1
    state = read_state(tmp_path)
    assert state.ranks_of(A) == state.ranks_of(B) == {FIRST: 1}


def test_votes_that_stay_the_same_have_one_line(tmp_path):
    for day, votes in ((FIRST, 3), (SECOND, 3), (THIRD, 4)):
        append_votes(tmp_path, [Paper("V", upvotes=votes), Paper("W", upvotes=7)], day)
    state = read_state(tmp_path)
    assert state.votes_of(Paper("V")) == {FIRST: 3, THIRD: 4}
    assert state.votes_of(Paper("W")) == {FIRST: 7}
    # An earlier day that is added later is compared with what was known before it.
    assert append_votes(tmp_path, [Paper("W", upvotes=7)], date(2026, 10, 30)) == 1


@pytest.mark.skipif(not shutil.which("git"), reason="needs Git")
def test_two_branches_merge_without_a_conflict(tmp_path):
    def git(*arguments):
        name = ("-c", "user.name=a", "-c", "user.email=a@example.org")
        subprocess.run(["git", *name, *arguments], cwd=tmp_path, check=True, capture_output=True)

    git("init", "-b", "main")
    append_first_seen(tmp_path / "state", [A], FIRST)
    append_votes(tmp_path / "state", [Paper("V", upvotes=3)], SECOND)
    git("add", ".")
    git("commit", "-m", "1")
    git("branch", "side")
    append_first_seen(tmp_path / "state", [B, Paper("C")], THIRD)
    append_votes(tmp_path / "state", [Paper("V", upvotes=9)], SECOND)
    git("commit", "-am", "2")
    git("checkout", "side")
    append_first_seen(tmp_path / "state", [B, Paper("D")], SECOND)
    append_votes(tmp_path / "state", [Paper("V", upvotes=8)], SECOND)
    git("commit", "-am", "3")
    git("merge", "main", "-m", "4")
    state = read_state(tmp_path / "state")
    assert not state.diagnostics
    days = [state.day_of(paper) for paper in (A, B, Paper("C"), Paper("D"))]
    assert days == [FIRST, SECOND, THIRD, SECOND]
    assert state.votes_of(Paper("V")) == {SECOND: 9}


def test_what_can_t_be_written_is_named(tmp_path):
    (tmp_path / "first-seen").write_text("")
    with pytest.raises(BuildError, match="can't be written"):
        append_first_seen(tmp_path, [A], FIRST)
    path = tmp_path / "votes" / "2026-10.txt"
    path.parent.mkdir()
    path.write_bytes(b"\xff\n")
    with pytest.raises(BuildError, match="is not UTF-8"):
        append_votes(tmp_path, [Paper("V", upvotes=3)], FIRST)
    assert path.read_bytes() == b"\xff\n"


def test_the_day_is_that_of_source_date_epoch(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764028800")
    assert current_day() == date(2025, 11, 25)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "tomorrow")
    with pytest.raises(SitegenError, match="SOURCE_DATE_EPOCH: 'tomorrow' is not a number"):
        current_day()
