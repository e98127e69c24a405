"""Whole runs against a local server: each outcome, and what stays."""

from datetime import timedelta

import pytest

from sitegen.errors import SitegenError
from sitegen.fetch import Outcome
from tests.unit.fetch.services import Reply, atom, daily_papers, oai, oai_error


def by_token(pages):
    """Answer each resumption token by its page."""
    return lambda query, _headers: pages[query.get("resumptionToken", "")]


# ---- OAI-PMH: tokens, busy hosts, half a list -----------------------------------------------------


def test_resumption_tokens_are_followed_to_the_end(project, service):
    token = "verb%3DListRecords&skip=2"
    pages = {"": oai([1, 2], token, 5), token: oai([3, 4], "t 2"), "t 2": oai([5], "")}
    service.play("/oai", by_token(pages))
    project.add("oai", "/oai", sets=["cs:cs:LG"])
    report = project.fetch()
    assert (report.outcome, report.papers, report.new_papers) == (Outcome.NEW, 5, 5)
    assert project.files() == ["2026-11-27.02.xml", "2026-11-27.03.xml", "2026-11-27.xml"]
    assert service.asked[0] == (
        "/oai?verb=ListRecords&metadataPrefix=oai_dc&from=2026-11-20&set=cs%3Acs%3ALG"
    )
    assert service.connections == 1
    assert (project.folder / "sources/daily/2026-11-27.xml").read_bytes() == pages[""].body
    assert "day 2026-11-27" in project.memory()


def test_an_error_in_place_of_an_empty_last_page_is_the_end(project, service):
    service.play("/oai", by_token({"": oai([1, 2], "t"), "t": oai_error("noRecordsMatch")}))
    project.add("oai", "/oai")
    assert project.fetch().outcome is Outcome.NEW


def test_the_next_run_overlaps_by_a_day_and_says_that_nothing_is_new(project, service, clock):
    service.play("/oai", oai([1, 2]))
    project.add("oai", "/oai")
    assert project.fetch().outcome is Outcome.NEW
    clock.moment += timedelta(days=1)
    report = project.fetch()
    assert (report.outcome, report.files) == (Outcome.NOTHING, ())
    assert "from=2026-11-26" in service.asked[-1]
    assert project.files() == ["2026-11-27.xml"]


def test_a_second_run_of_a_day_asks_for_less_and_misses_nothing(project, service):
    service.play("/oai", oai([1, 2]), oai([2]), oai([2, 3]))
    project.add("oai", "/oai")
    assert project.fetch().outcome is Outcome.NEW
    report = project.fetch()
    assert (report.outcome, report.files) == (Outcome.NOTHING, ())
    report = project.fetch()
    assert (report.outcome, report.new_papers) == (Outcome.NEW, 1)
    assert project.files() == ["2026-11-27.02.xml", "2026-11-27.xml"]


@pytest.mark.parametrize(
    ("status", "header", "wait"),
    [(429, "7", 7), (503, "Fri, 27 Nov 2026 06:00:30 GMT", 30), (503, "soon", 10), (500, "", 10)],
)
def test_a_busy_host_is_asked_again_when_it_wants(project, service, clock, status, header, wait):
    busy = Reply("busy", status, {"Retry-After": header})
    service.play("/oai", busy, oai([1]))
    project.add("oai", "/oai", wait=0.5)
    assert project.fetch().outcome is Outcome.NEW
    assert clock.waits == [wait]


def test_a_host_that_wants_hours_is_left_alone(project, service, clock):
    service.play("/oai", Reply("busy", 503, {"Retry-After": "7200"}))
    project.add("oai", "/oai")
    report = project.fetch()
    assert report.outcome is Outcome.FAILED
    assert "asks to wait for 120 minutes" in report.notes[0]
    assert (len(service.asked), clock.waits) == (1, [])


def test_half_a_list_is_saved_and_asked_for_again(project, service):
    pages = {"": oai([1, 2], "t", 4), "t": Reply("broken", 500)}
    service.play("/oai", by_token(pages))
    project.add("oai", "/oai")
    report = project.fetch()
    assert (report.outcome, report.new_papers) == (Outcome.PARTIAL, 2)
    assert "answers with status 500, 4 times" in report.notes[0]
    assert (project.files(), project.memory()) == (["2026-11-27.xml"], "")
    pages["t"] = oai([3, 4], "")
    report = project.fetch()
    assert (report.outcome, report.papers, report.new_papers) == (Outcome.NEW, 4, 2)
    assert project.files() == ["2026-11-27.02.xml", "2026-11-27.xml"]


def test_fewer_records_than_announced_are_a_part(project, service):
    service.play("/oai", oai([1, 2], "", 40))
    project.add("oai", "/oai")
    report = project.fetch()
    assert (report.outcome, report.notes) == (Outcome.PARTIAL, ("2 of 40 records came",))


@pytest.mark.parametrize(
    ("reply", "fault"),
    [
        (
            oai_error("badArgument", "no such set"),
            "the repository answers: badArgument no such set",
        ),
        (Reply("<html><body>Maintenance</body></html>"), "is not OAI-PMH"),
        (Reply("Sorry"), "is no XML: it starts with “Sorry”"),
        (Reply("gone", 404), "answers with status 404; check the address"),
    ],
)
def test_what_is_no_answer_is_a_failure(project, service, reply, fault):
    service.play("/oai", reply)
    project.add("oai", "/oai")
    report = project.fetch()
    assert report.outcome is Outcome.FAILED
    assert fault in report.notes[0]
    assert project.memory() == ""


def test_a_list_that_repeats_its_token_ends(project, service):
    service.play("/oai", oai([1, 2], "same"))
    project.add("oai", "/oai")
    report = project.fetch()
    assert (report.outcome, len(service.asked)) == (Outcome.PARTIAL, 2)


# ---- Hugging Face: one list per day ----------------------------------------------------------------


def by_day(lists):
    return lambda query, _headers: lists.get(query["date"], daily_papers([]))


def test_a_list_per_day_is_saved_by_its_day(project, service):
    service.play(
        "/hf", by_day({"2026-11-26": daily_papers([1, 2]), "2026-11-27": daily_papers([3])})
    )
    project.add("hugging-face", "/hf", since="2026-11-26")
    report = project.fetch()
    assert (report.outcome, report.new_papers) == (Outcome.NEW, 3)
    assert report.files == ("sources/daily/2026-11-26.json", "sources/daily/2026-11-27.json")


def test_yesterdays_list_under_todays_date_is_stale(project, service):
    service.play(
        "/hf", by_day({"2026-11-26": daily_papers([1, 2]), "2026-11-27": daily_papers([1, 2])})
    )
    project.add("hugging-face", "/hf", since="2026-11-26")
    report = project.fetch()
    assert report.outcome is Outcome.STALE
    assert report.notes == ("for 2026-11-27 the source gives what it gave on 2026-11-26",)
    assert (project.files(), report.new_papers) == (["2026-11-26.json"], 2)
    # The day is asked for again.
    assert "day 2026-11-26" in project.memory()


def test_an_empty_weekend_is_nothing_new(project, service):
    service.play("/hf", daily_papers([]))
    project.add("hugging-face", "/hf", since="2026-11-27")
    report = project.fetch()
    assert (report.outcome, report.notes) == (
        Outcome.NOTHING, ("the source has no papers for 2026-11-27",),
    )  # fmt: skip
    assert project.files() == []


def test_a_list_that_grew_replaces_the_morning_and_half_a_list_does_not(project, service):
    service.play(
        "/hf", daily_papers([1]), daily_papers([1, 2, 3]), daily_papers([1, 3]),
        daily_papers([1, 2, 3], votes=9), daily_papers([3, 4]),
    )  # fmt: skip
    project.add("hugging-face", "/hf", since="2026-11-27")
    path = project.folder / "sources/daily/2026-11-27.json"
    assert project.fetch().outcome is Outcome.NEW
    forget_day(project)
    assert project.fetch().outcome is Outcome.NEW
    forget_day(project)
    whole = path.read_bytes()
    report = project.fetch()
    assert report.outcome is Outcome.PARTIAL
    assert report.notes == ("the answer lacks 1 paper of the files of 2026-11-27, which stay",)
    assert path.read_bytes() == whole
    forget_day(project)
    # Votes of the same papers are worth a file; a paper that is gone stays.
    report = project.fetch()
    assert (report.outcome, report.files) == (
        Outcome.NOTHING, ("sources/daily/2026-11-27.json",),
    )  # fmt: skip
    assert b'"upvotes": 9' in path.read_bytes()
    forget_day(project)
    report = project.fetch()
    assert (report.outcome, report.new_papers) == (Outcome.PARTIAL, 1)
    assert project.files() == ["2026-11-27.02.json", "2026-11-27.json"]


def test_an_empty_list_does_not_hide_what_the_day_had(project, service):
    service.play("/hf", daily_papers([1]), daily_papers([]))
    project.add("hugging-face", "/hf", since="2026-11-27")
    project.fetch()
    forget_day(project)
    assert project.fetch().outcome is Outcome.PARTIAL
    assert project.files() == ["2026-11-27.json"]


def test_a_paper_that_is_gone_for_good_does_not_stop_later_days(project, service, clock):
    lists = {"2026-11-27": daily_papers([1, 2])}
    service.play("/hf", by_day(lists))
    project.add("hugging-face", "/hf", since="2026-11-27")
    project.fetch()
    clock.moment += timedelta(days=1)
    lists |= {"2026-11-27": daily_papers([1]), "2026-11-28": daily_papers([3])}
    report = project.fetch()
    assert (report.outcome, report.new_papers) == (Outcome.PARTIAL, 1)
    assert "day 2026-11-28" in project.memory()
    outcomes = []
    for _ in range(2):
        clock.moment += timedelta(days=1)
        outcomes.append(project.fetch().outcome)
    assert outcomes == [Outcome.PARTIAL, Outcome.NOTHING]


def test_a_list_that_is_the_same_writes_no_file(project, service):
    service.play("/hf", daily_papers([1, 2]))
    project.add("hugging-face", "/hf", since="2026-11-27")
    project.fetch()
    forget_day(project)
    report = project.fetch()
    assert (report.outcome, report.papers, report.files) == (Outcome.NOTHING, 2, ())
    assert [path.name for path in (project.folder / "sources/daily").iterdir()] == [
        "2026-11-27.json"
    ]


def forget_day(project):
    """Forget the last day, so that the same single day is asked for again."""
    path = project.folder / "state/fetch/daily.txt"
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("day ")))


# ---- Feeds: conditions, the same batch ---------------------------------------------------------------


def test_a_feed_that_is_not_modified_is_not_sent_again(project, service, clock):
    def answer(_query, headers):
        if headers["If-None-Match"] == '"a"':
            return Reply(status=304)
        reply = atom([1, 2])
        reply.headers = {"ETag": '"a"'}
        return reply

    service.play("/feed", answer)
    project.add("feed", "/feed", stale_days=2)
    assert project.fetch().outcome is Outcome.NEW
    for outcome in (Outcome.NOTHING, Outcome.STALE):
        clock.moment += timedelta(days=1)
        assert project.fetch().outcome is outcome
    # Without its files, the answer is needed.
    for path in (project.folder / "sources/daily").iterdir():
        path.unlink()
    project.fetch()
    assert len(service.asked) == 4


def test_the_same_feed_is_nothing_new_and_later_stale(project, service, clock):
    service.play("/feed", atom([1, 2]))
    project.add("feed", "/feed", stale_days=2)
    outcomes = []
    for _ in range(3):
        outcomes.append(project.fetch().outcome)
        clock.moment += timedelta(days=1)
    assert outcomes == [Outcome.NEW, Outcome.NOTHING, Outcome.STALE]
    assert project.files() == ["2026-11-27.xml"]


def test_a_feed_that_moves_on_adds_a_file(project, service, clock):
    service.play("/feed", atom([1, 2]), atom([2, 3]), atom([2]))
    project.add("feed", "/feed")
    project.fetch()
    clock.moment += timedelta(days=1)
    assert project.fetch().new_papers == 1
    assert project.files() == ["2026-11-27.xml", "2026-11-28.xml"]
    assert project.fetch().outcome is Outcome.PARTIAL


def test_a_feed_that_is_cut_off_is_asked_for_again(project, service, clock):
    whole = atom([1, 2])
    cut = Reply(whole.body[:-60])
    service.play("/feed", cut, whole)
    project.add("feed", "/feed")
    assert (project.fetch().outcome, clock.waits) == (Outcome.NEW, [10])
    service.play("/feed", cut)
    report = project.fetch()
    assert (report.outcome, report.notes) == (
        Outcome.FAILED, ("the answer is cut off: <feed> has no end",),
    )  # fmt: skip


def test_any_file_that_a_reader_knows_can_be_fetched(project, service):
    bib = "@article{a, title = {On engines of any kind}, author = {Ada Lovelace}, year = 2026}"
    service.play("/all.bib", Reply(bib))
    project.add("url", "/all.bib")
    assert project.fetch().files == ("sources/daily/2026-11-27.bib",)
    service.play("/all.bib", Reply("Nothing to read here, sorry."))
    report = project.fetch()
    assert report.outcome is Outcome.FAILED
    assert "no paper could be read" in report.notes[0]
    assert project.files() == ["2026-11-27.bib"]


# ---- Several entries ------------------------------------------------------------------------------------


def test_entries_of_a_host_share_its_waits_and_failures_stay_alone(project, service, clock):
    service.play("/feed", atom([1]))
    service.play("/gone", Reply(status=410))
    project.add("feed", "/gone", "first", wait=3.0)
    project.add("feed", "/feed", "second", wait=3.0, contact="ada@example.org")
    reports = project.fetch_all()
    assert [r.outcome for r in reports] == [Outcome.FAILED, Outcome.NEW]
    assert Outcome.gravest(r.outcome for r in reports) is Outcome.FAILED
    assert clock.waits == [3.0]
    assert service.agents[1].endswith(" (+ada@example.org)")
    assert [r.name for r in project.fetch_all("second")] == ["second"]
    with pytest.raises(SitegenError, match="known are first, second"):
        project.fetch_all("third")


def test_files_of_a_killed_run_go(project, service):
    service.play("/feed", atom([1]))
    project.add("feed", "/feed")
    folder = project.folder / "sources/daily"
    folder.mkdir(parents=True)
    (folder / ".fetch-0000.xml").write_text("<feed>")
    project.fetch()
    assert project.files() == ["2026-11-27.xml"]
    assert not (folder / ".fetch-0000.xml").exists()


def test_two_runs_at_a_time_are_refused(project, service):
    import fcntl
    import os

    project.add("feed", "/feed")
    folder = project.folder / "state/fetch"
    folder.mkdir(parents=True)
    handle = os.open(folder, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        with pytest.raises(SitegenError, match="another 'sitegen fetch'"):
            project.fetch()
    finally:
        os.close(handle)
