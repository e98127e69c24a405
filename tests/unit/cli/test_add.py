"""The command that adds files to the sources and to the state."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from sitegen.cli.commands import cli
from sitegen.identifiers import page_name
from sitegen.paper import Paper
from sitegen.state import read_state

DAY = "2026-11-25"
A = {"id": "a", "title": "Deep hats for shallow heads", "doi": "10.1000/a", "upvotes": 3}
B = {"id": "b", "title": "Wide shoes for narrow feet", "doi": "10.1000/b", "upvotes": 7}
C = {"id": "c", "title": "Long scarves for short necks", "doi": "10.1000/c"}
FOLDER = '[site]\nsources = ["sources"]\n'


@pytest.fixture
def project(tmp_path, monkeypatch):
    (tmp_path / "sitegen.toml").write_text(FOLDER)
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name, *records):
    path = Path("in", name)
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return str(path)


def run(*args):
    return CliRunner().invoke(cli, ("add", *args))


def added(*args, day=DAY):
    result = run("--day", day, *args)
    assert result.exit_code == 0, (result.output, result.exception)
    return result.stdout.splitlines()


def tree(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def day_of(record):
    return read_state(Path("state")).day_of(Paper(record["title"], doi=record["doi"]))


def test_a_file_is_copied_by_day_and_its_papers_are_recorded(project):
    assert added(write("papers.jsonl", A, A | {"id": "a2"})) == [
        "in/papers.jsonl: 2 papers, 1 new, 0 known, 1 merged; as sources/2026-11-25-papers.jsonl"
    ]
    second = write("papers.jsonl", A | {"upvotes": 9}, B)
    assert added(second, "-v", "--ranked", day="2026-11-26") == [
        "in/papers.jsonl: 2 papers, 1 new, 1 known, 0 merged; as sources/2026-11-26-papers.jsonl",
        f"  known   {page_name('10.1000/a')}  {A['title']}",
        f"  new     {page_name('10.1000/b')}  {B['title']}",
    ]
    assert (day_of(A), day_of(B)) == (date(2026, 11, 25), date(2026, 11, 26))
    state, paper = read_state(Path("state")), Paper(A["title"], doi=A["doi"])
    # The votes of the day are those of the file of the day.
    assert state.votes_of(paper) == {date(2026, 11, 25): 3, date(2026, 11, 26): 9}
    assert state.ranks_of(paper) == {date(2026, 11, 26): 1}
    assert {path.name for path in Path("sources").iterdir()} == {
        "2026-11-25-papers.jsonl", "2026-11-26-papers.jsonl",
    }  # fmt: skip


def test_the_same_batch_is_not_copied_and_another_file_never_replaces_one(project):
    first = write("papers.jsonl", A)
    added(first)
    before = tree(project / "sources")
    assert added(first, day="2026-11-26") == [
        "in/papers.jsonl: 1 paper, 0 new, 1 known, 0 merged; not copied: the same as sources/2026-11-25-papers.jsonl"
    ]
    assert tree(project / "sources") == before
    second = write("papers.jsonl", B)
    (project / "papers.jsonl").write_text(json.dumps(C))
    lines = added(second, "papers.jsonl", second)
    assert [line.rpartition("; as ")[2] for line in lines] == [
        "sources/2026-11-25-papers-2.jsonl", "sources/2026-11-25-papers-3.jsonl",
    ]  # fmt: skip
    assert tree(project / "sources").items() > before.items()
    assert not [path for path in Path("sources").iterdir() if path.name.startswith(".")]


def test_a_dry_run_writes_nothing(project):
    assert "1 new" in added(write("papers.jsonl", A), "--dry-run")[0]
    assert not (project / "state").exists()
    assert not (project / "sources").exists()


def test_papers_of_older_sources_were_not_seen_today_until_they_are_recorded(project):
    (project / "sources").mkdir()
    (project / "sources" / "old.jsonl").write_text(json.dumps(A))
    assert "1 new, 1 known" in added(write("papers.jsonl", A | {"year": 2020}, B))[0]
    assert (day_of(A), day_of(B)) == (None, date(2026, 11, 25))
    assert added(day="2026-11-01") == ["state: 1 new paper on 2026-11-01"]
    assert (day_of(A), day_of(B)) == (date(2026, 11, 1), date(2026, 11, 25))


def test_a_paper_that_is_taken_down_is_not_recorded(project):
    (project / "sitegen.toml").write_text(FOLDER + '[takedown]\npapers = ["10.1000/a"]\n')
    assert ": 1 paper, 1 new" in added(write("papers.jsonl", A, B))[0]
    assert b"10.1000/a" not in b"".join(tree(project / "state").values())


@pytest.mark.parametrize(
    ("args", "fault"),
    [
        (["missing.json"], "missing.json: there is no such file"),
        (["in"], "in: is a folder; name its files"),
        (["in/empty.json"], "no paper could be read"),
        (["in/papers.data"], "give this one the suffix"),
        (["sources/old.jsonl"], "is among the sources already"),
        (["in/good.jsonl", "missing.json"], "no such file"),
        (["in/good.jsonl", "--day", "2026-11-31"], "write a day as 2026-11-25"),
        (["--ranked"], "Name the files"),
        (["in/good.jsonl", "-c", "x.toml"], "needs a project"),
    ],
)
def test_what_can_t_be_added_is_named_and_nothing_is_written(args, fault, project):
    (project / "sources").mkdir()
    (project / "sources" / "old.jsonl").write_text(json.dumps(A))
    write("good.jsonl", C)
    write("papers.data", B)
    write("empty.json")
    before = tree(project)
    result = run(*args)
    assert result.exit_code
    assert fault in f"{result.exception} {result.output}"
    assert tree(project) == before


@pytest.mark.parametrize(
    ("setting", "fault"),
    [
        ('[site]\nsources = ["a.json"]', "no folder for added files"),
        (f'{FOLDER}[state]\nfolder = ""', "no folder is set for the state"),
    ],
)
def test_a_project_needs_folders(setting, fault, project):
    (project / "sitegen.toml").write_text(setting)
    assert fault in str(run(write("papers.jsonl", A)).exception)
    assert not (project / "sources").exists()
