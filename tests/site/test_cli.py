"""The command line: help, exit codes, exports, checks."""

import json
import re

import pytest

from sitegen.sources import format_names
from tests.conftest import LISTING, RECORDS

COMMANDS = ["build", "export", "serve", "check", "config", "tags", "explain"]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example(sitegen, command):
    done = sitegen(command, "--help")
    assert done.returncode == 0
    assert re.search(r"Examples?:\n +sitegen " + command, done.stdout)


def test_every_command_is_tested_here(sitegen):
    listed = re.findall(r"^  (\w+)  ", sitegen("--help").stdout.split("Commands:")[1], re.MULTILINE)
    assert sorted(listed) == sorted(COMMANDS)


@pytest.mark.parametrize(
    "arguments",
    [["build"], ["build", "--nonsense"], ["nonsense"], ["check", "/no/such"], ["serve", "-"]],
)
def test_wrong_usage_is_2(sitegen, tmp_path, arguments):
    done = sitegen(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_wrong_setting_is_1_with_its_line(sitegen, tmp_path):
    (tmp_path / "sitegen.toml").write_text('[site]\ntitle = "x"\n')
    done = sitegen("build", LISTING, cwd=tmp_path)
    assert done.returncode == 1
    assert "sitegen.toml:2: there is no setting 'title'" in done.stderr


def test_debug_shows_the_traceback(sitegen, tmp_path):
    assert "Traceback" in sitegen("build", tmp_path / "no.txt", "--debug").stderr


def test_export_has_every_field_and_keeps_the_sources_ids(sitegen, tmp_path):
    done = sitegen(
        "export", RECORDS, "--format", "jsonl", "--related", 3, "-o", tmp_path / "out.jsonl"
    )
    assert done.returncode == 0, done.stderr
    records = [
        json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
    ]
    assert [r["id"] for r in records[:4]] == ["vaswani2017", "evil", "../../etc/passwd", "con"]
    first = records[0]
    assert set(first) == {
        "id", "page", "title", "abstract", "authors", "year", "date", "venue", "doi", "arxiv_id",
        "keywords", "upvotes", "urls", "tags", "related",
    }  # fmt: skip
    assert first["authors"][2] == "Łukasz Kaiser"
    assert len(first["related"]) == 3
    assert set(first["related"][0]) == {"id", "score", "why", "authors"}
    assert {r["id"] for r in first["related"]} <= {r["id"] for r in records}


def test_standard_input_and_several_sources(sitegen, tmp_path):
    (tmp_path / "a.jsonl").write_text('{"title": "From a file", "abstract": "One."}\n')
    done = sitegen("export", tmp_path / "a.jsonl", "-", input='{"title": "From a pipe"}\n')
    assert [json.loads(line)["title"] for line in done.stdout.splitlines()] == [
        "From a file",
        "From a pipe",
    ]


def test_quiet_says_nothing(sitegen, tmp_path):
    done = sitegen("build", RECORDS, "-q", "-o", tmp_path / "site")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_every_format_can_be_forced(sitegen, tmp_path):
    shown = sitegen("build", "--help").stdout
    assert all(name in shown for name in format_names())
    done = sitegen("build", LISTING, "--from", "nonsense", cwd=tmp_path)
    assert done.returncode == 2
    assert "listing" in done.stderr


def test_completion_is_offered(sitegen):
    done = sitegen(env={"_SITEGEN_COMPLETE": "bash_source"})
    assert done.returncode == 0
    assert "complete" in done.stdout


def test_check_tells_each_fault(sitegen, tmp_path):
    (tmp_path / "index.html").write_text(
        '<a href="gone.html">x</a><a href="other.html#no">y</a><p id="a"></p><p id="a"></p>'
    )
    (tmp_path / "other.html").write_text("<p>here</p>")
    (tmp_path / "island.html").write_text('<a href="../../out.html">z</a>')
    done = sitegen("check", tmp_path)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "index.html: the id 'a' is there 2 times",
        "index.html: the link 'gone.html' leads nowhere",
        "index.html: the link 'other.html#no' names an anchor that is not there",
        "island.html: the link '../../out.html' leads nowhere",
        "island.html: no page leads here",
    ]
