"""The command line: help, exit codes, exports, checks."""

import json
import re

import pytest

from sitegen.sources import format_names
from tests.conftest import LISTING, RECORDS

COMMANDS = [
    "add", "build", "check", "config", "digest", "doctor", "explain", "export", "fetch", "init",
    "keys", "serve", "tags", "venues",
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example(sitegen, command):
    result = sitegen(command, "--help")
    assert result.returncode == 0
    assert re.search(r"Examples?:\n +sitegen " + command, result.stdout)


def test_every_command_is_tested_here(sitegen):
    listed = re.findall(r"^  (\w+)  ", sitegen("--help").stdout.split("Commands:")[1], re.MULTILINE)
    assert sorted(listed) == sorted(COMMANDS)


@pytest.mark.parametrize(
    "arguments",
    [["build"], ["build", "--nonsense"], ["nonsense"], ["check", "/no/such"], ["serve", "-"]],
)
def test_wrong_usage_exits_with_2(sitegen, tmp_path, arguments):
    result = sitegen(*arguments, cwd=tmp_path)
    assert result.returncode == 2
    assert "Traceback" not in result.stderr


def test_a_wrong_setting_exits_with_1_and_names_its_line(sitegen, tmp_path):
    (tmp_path / "sitegen.toml").write_text('[site]\ntitle = "x"\n')
    result = sitegen("build", LISTING, cwd=tmp_path)
    assert result.returncode == 1
    assert "sitegen.toml:2: there is no setting 'title'" in result.stderr


def test_debug_shows_the_traceback(sitegen, tmp_path):
    assert "Traceback" in sitegen("build", tmp_path / "no.txt", "--debug").stderr


def test_export_has_all_fields_and_the_ids_of_the_source(sitegen, tmp_path):
    result = sitegen(
        "export", RECORDS, "--format", "jsonl", "--related", 3, "-o", tmp_path / "out.jsonl"
    )
    assert result.returncode == 0, result.stderr
    records = [
        json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
    ]
    assert [r["id"] for r in records[:4]] == ["vaswani2017", "evil", "../../etc/passwd", "con"]
    first = records[0]
    assert set(first) == {
        "id", "page", "title", "abstract", "authors", "year", "date", "venue", "doi", "arxiv_id",
        "keywords", "upvotes", "urls", "tags", "related", "kind",
    }  # fmt: skip
    assert first["authors"][2] == "Łukasz Kaiser"
    assert len(first["related"]) == 2
    assert set(first["related"][0]) == {"id", "score", "why", "authors"}
    assert {r["id"] for r in first["related"]} <= {r["id"] for r in records}


def test_standard_input_and_several_sources(sitegen, tmp_path):
    (tmp_path / "a.jsonl").write_text('{"title": "From a file", "abstract": "One."}\n')
    result = sitegen("export", tmp_path / "a.jsonl", "-", input='{"title": "From a pipe"}\n')
    assert [json.loads(line)["title"] for line in result.stdout.splitlines()] == [
        "From a file",
        "From a pipe",
    ]


def test_quiet_prints_nothing(sitegen, tmp_path):
    result = sitegen("build", RECORDS, "-q", "-o", tmp_path / "site")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_every_format_can_be_forced(sitegen, tmp_path):
    help_text = sitegen("build", "--help").stdout
    assert all(name in help_text for name in format_names())
    result = sitegen("build", LISTING, "--from", "nonsense", cwd=tmp_path)
    assert result.returncode == 2
    assert "listing" in result.stderr


def test_shell_completion_is_available(sitegen):
    result = sitegen(env={"_SITEGEN_COMPLETE": "bash_source"})
    assert result.returncode == 0
    assert "complete" in result.stdout


def test_check_reports_each_fault(sitegen, tmp_path):
    (tmp_path / "index.html").write_text(
        '<a href="gone.html">x</a><a href="other.html#no">y</a><p id="a"></p><p id="a"></p>'
    )
    (tmp_path / "other.html").write_text("<p>here</p>")
    (tmp_path / "island.html").write_text('<a href="../../out.html">z</a>')
    result = sitegen("check", tmp_path)
    assert result.returncode == 1
    assert result.stdout.splitlines() == [
        "index.html: the id 'a' occurs 2 times; ids must be unique",
        "index.html: the link 'gone.html' is broken: no such file",
        "index.html: the link 'other.html#no' is broken: no such id in other.html",
        "island.html: the link '../../out.html' is broken: no such file",
        "island.html: no page links to this page",
    ]
