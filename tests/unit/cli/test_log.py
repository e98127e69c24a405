"""``--log-format json``: every command says all in objects, and the last one has the exit code."""

import json
import re
import sys
from pathlib import Path

import pytest

import sitegen
from sitegen.cli import main
from sitegen.errors import ERROR_CODES, SitegenError
from tests.conftest import ROOT
from tests.unit.builds import PAPERS, write_papers

SETTINGS = """\
[site]
url = "https://example.org/x"
sources = ["sources"]
[related]
method = "lexical"
[search]
offline = false
[digest]
sender = "Papers <papers@example.org>"
"""
DOCS = (ROOT / "docs" / "machines.md").read_text("utf-8")


@pytest.fixture
def objects(tmp_path, monkeypatch, capsys):
    """Run a command in a project; return its exit code and its objects."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "sitegen.toml").write_text(SETTINGS)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764028800")  # 2025-11-25

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["sitegen", *arguments, "--log-format", "json"])
        with pytest.raises(SystemExit) as caught:
            main()
        output = capsys.readouterr()
        # click ends the line of an interrupted command.
        assert output.err.strip() == ""
        lines = [json.loads(line) for line in output.out.splitlines()]
        assert all(line.pop("time") for line in lines)
        assert [line["event"] for line in lines].index("end") == len(lines) - 1
        assert lines[-1]["exit_code"] == caught.value.code
        assert {f"`{line['event']}`" for line in lines} <= set(re.findall(r"`[a-z-]+`", DOCS))
        return caught.value.code, lines

    return run


def pick(lines, event):
    return [line for line in lines if line["event"] == event]


def test_each_command_of_a_day(objects, tmp_path):
    first = write_papers(tmp_path / "papers.jsonl", [*PAPERS, PAPERS[0]])
    first.write_text(first.read_text() + "broken\n")
    code, lines = objects("add", "papers.jsonl", "-v")
    (file,) = pick(lines, "file")
    assert (file["papers"], file["new"], file["merged"], file["is_copied"]) == (3, 2, 1, True)
    assert file["records"][0] == {"outcome": "new", "paper": "a", "title": PAPERS[0]["title"]}
    assert pick(lines, "diagnostic")[0]["line"] == 4
    assert (code, lines[-1]["day"], lines[-1]["new"]) == (0, "2025-11-25", 2)
    assert objects("add")[1][-1] == {"event": "end", "exit_code": 0, "day": "2025-11-25", "new": 0}
    _, lines = objects("build", "-q")
    assert [line["stage"] for line in pick(lines, "stage")][::6] == ["read", "publish"]
    assert pick(lines, "diagnostic")[0]["severity"] == "error"
    end = {"read": 4, "papers": 2, "merged": 1, "rejected": 1, "has_changed": True}
    assert end.items() <= lines[-1].items()
    (path,) = (tmp_path / "sources").iterdir()
    write_papers(path, PAPERS[:1])
    code, lines = objects("build", "--max-loss", "20")
    assert (code, pick(lines, "error")[0]["code"]) == (1, "papers-lost")
    _, lines = objects("build")
    assert [line["text"] for line in pick(lines, "loss")] == [
        f"{path.relative_to(tmp_path)} has lost 1 paper (b)"
    ]
    code, lines = objects("digest", "--dry-run")
    (email,) = pick(lines, "email")
    assert (email["recipient"], email["outcome"], email["papers"]) == (1, "written", 1)
    assert lines[-1]["written"] == 1
    code, lines = objects("doctor")
    subjects = [line["subject"] for line in pick(lines, "finding")]
    assert {"sitegen", "settings", "sources", "state"} <= {*subjects}
    assert (lines[-1]["bad"] > 0) == code


@pytest.mark.parametrize(
    ("arguments", "code", "name"),
    [
        (("build", "--max-loss", "x"), 2, "usage"),
        (("build", "nowhere.json"), 1, "source"),
        (("build", "-c", "nowhere.toml"), 1, "settings"),
        (("digest", "--dry-run", "papers.jsonl"), 1, "no-days"),
        (("digest", "papers.jsonl"), 1, "settings"),
        (("add", "nowhere.json"), 1, "source"),
        (("fetch", "nowhere"), 1, "error"),
    ],
)  # fmt: skip
def test_a_failure_has_a_code_and_a_sentence(objects, tmp_path, arguments, code, name):
    write_papers(tmp_path / "papers.jsonl")
    status, lines = objects(*arguments)
    error = lines[-2]
    assert (status, error["event"], error["code"]) == (code, "error", name)
    assert len(error["message"]) > 15


def test_a_fault_of_sitegen_and_a_stop_have_codes(objects, monkeypatch):
    for error, name in ((ZeroDivisionError("x"), "internal"), (KeyboardInterrupt(), "stopped")):

        def fail(*_arguments, error=error, **_options):
            raise error

        monkeypatch.setattr("sitegen.cli.commands._build_site", fail)
        assert objects("build")[1][-2]["code"] == name


def test_all_codes_are_known_and_documented():
    rows = dict(
        re.findall(r"^\| `([a-z-]+)` \| (.+) \|$", DOCS[DOCS.index("| `usage`") :], re.MULTILINE)
    )
    assert rows == ERROR_CODES
    sources = "".join(p.read_text("utf-8") for p in Path(sitegen.__file__).parent.rglob("*.py"))
    assert set(re.findall(r'\bcode="([a-z-]+)"', sources)) <= ERROR_CODES.keys()
    classes = [SitegenError, *SitegenError.__subclasses__()]
    assert {kind.code for kind in classes} <= ERROR_CODES.keys()
