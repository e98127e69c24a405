"""The command that lists and settles citation keys."""

import json

import pytest
from click.testing import CliRunner

from sitegen.cli.commands import cli
from sitegen.config.keys import KeysFile


@pytest.fixture
def folder(tmp_path, monkeypatch):
    papers = [("a", "Deep hats"), ("b", "Deep shoes"), ("c", "Wide hats")]
    lines = [
        json.dumps({"id": i, "title": t, "authors": ["Ann Smith"], "year": 2020}) for i, t in papers
    ]
    (tmp_path / "papers.jsonl").write_text("\n".join(lines))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args):
    return CliRunner().invoke(cli, args)


def listed(*args):
    result = run("keys", "papers.jsonl", "-q", *args)
    assert result.exit_code == 0, result.output
    return dict(line.split("  ")[1::-1] for line in result.stdout.splitlines())


def test_shared_keys_are_listed_and_settled(folder):
    keys = listed()
    assert keys.keys() == {"a", "b"}
    assert all(key.startswith("smith2020deep-") for key in keys.values())
    assert listed("--write") == keys
    assert {i: k for k, i in KeysFile.read(folder / "keys.toml").settled.items()} == keys
    assert listed() == {}


def test_a_line_by_hand_is_in_exports(folder):
    (folder / "keys.toml").write_text('smith2020deep = "a"\nhats = "c"\n')
    result = run("export", "papers.jsonl", "-q", "--format", "bibtex")
    assert "@misc{smith2020deep,\n  title = {{Deep hats}}" in result.stdout
    assert "@misc{hats,\n" in result.stdout
    assert "@misc{smith2020deep-" in result.stdout


def test_all_keys_can_be_settled(folder):
    keys = listed("--all", "--write")
    assert keys.keys() == {"a", "b", "c"}
    with (folder / "papers.jsonl").open("a") as stream:
        stream.write('\n{"id": "d", "title": "Wide shoes", "authors": ["Ann Smith"], "year": 2020}')
    assert {i: k for i, k in listed("--all").items() if i in keys} == keys


def test_there_must_be_a_file_to_write(folder):
    (folder / "sitegen.toml").write_text('[keys]\nfile = ""\n')
    result = run("keys", "papers.jsonl", "-q", "--write")
    assert "no keys file is set" in str(result.exception)
