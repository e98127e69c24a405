"""A command in a fork of the launcher does what it does in a new process."""

import os
import re

import pytest

from tests.conftest import RECORDS, run_process

SECONDS = re.compile(r"\d+\.\d+ s\b")


@pytest.mark.parametrize(
    "arguments",
    [
        ["export", RECORDS],
        ["export", "nowhere.jsonl"],
        ["build", "--no-such-option"],
        ["--version"],
    ],
)
def test_output_and_exit_code_are_those_of_a_process(launcher, tmp_path, arguments):
    fork, process = (run(*arguments, cwd=tmp_path) for run in (launcher.run, run_process))
    assert fork.stdout == process.stdout
    assert SECONDS.sub("", fork.stderr) == SECONDS.sub("", process.stderr)
    assert fork.returncode == process.returncode


def test_a_command_has_the_environment_of_its_test(launcher, monkeypatch, tmp_path):
    monkeypatch.setenv("_SITEGEN_COMPLETE", "bash_source")
    assert "complete" in launcher.run(cwd=tmp_path).stdout
    monkeypatch.delenv("_SITEGEN_COMPLETE")
    assert "Usage" in launcher.run("--help", cwd=tmp_path).stdout


def test_a_hung_command_is_killed(launcher, monkeypatch, tmp_path):
    monkeypatch.setattr("tests.launcher.TIMEOUT_S", 1)
    os.mkfifo(tmp_path / "papers.jsonl")
    assert launcher.run("export", "papers.jsonl", cwd=tmp_path).returncode < 0
