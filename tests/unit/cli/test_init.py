"""``sitegen init``: options, questions, and what comes next."""

import pytest
from click.testing import CliRunner

from sitegen.cli.commands import cli
from sitegen.config import read_config


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments, answers=None):
    return CliRunner().invoke(cli, ["init", *arguments], input=answers)


def test_yes_takes_the_defaults(folder):
    result = run("old-engines", "--yes")
    assert result.exit_code == 0
    assert "created  old-engines/sitegen.toml\n" in result.stdout
    assert "  cd old-engines\n  put files with papers into sources/\n" in result.stdout
    assert read_config(folder / "old-engines/sitegen.toml").site.name == "Old Engines"
    assert (folder / "old-engines/.github/workflows/site.yml").is_file()
    assert "exists   old-engines/sitegen.toml\n" in run("old-engines", "--yes").stdout


def test_files_for_git_stay_and_the_lines_that_they_lack_are_listed(folder):
    (folder / ".gitignore").write_text("*.log\n/site/\n")
    result = run("--yes")
    assert "add to .gitignore:\n  .sitegen/\n  /cache.tar\nNext:" in result.stdout
    assert (folder / ".gitignore").read_text() == "*.log\n/site/\n"
    assert "add to" not in run("old", "--yes").stdout


def test_questions_are_asked_for_what_no_option_says(folder):
    answers = "\nAll engines.\n\ncs:cs:LG, stat:stat:ML\ny\nada@example.org\nnone\n"
    result = run("--name", "Engines", answers=answers.removeprefix("\n"))
    assert result.exit_code == 0, result.output
    config = read_config(folder / "sitegen.toml")
    assert (config.site.name, config.site.description) == ("Engines", "All engines.")
    assert [entry.name for entry in config.fetch] == ["arxiv", "hugging-face"]
    assert config.fetch[0].sets == ["cs:cs:LG", "stat:stat:ML"]
    assert config.fetch[0].contact == "ada@example.org"
    assert not (folder / ".github").exists()
    assert "sitegen fetch\n" in result.stdout


def test_the_host_is_guessed_from_git(folder):
    (folder / ".git").mkdir()
    (folder / ".git/config").write_text("[remote]\nurl = git@gitlab.example.org:a/b.git\n")
    assert run("--yes").exit_code == 0
    assert (folder / ".gitlab-ci.yml").is_file()
    assert not (folder / ".github").exists()


def test_what_is_installed_is_no_script(folder):
    result = run("--yes", "--install", 'x"; rm -rf /')
    assert result.exit_code == 2
    assert not (folder / "sitegen.toml").exists()
    run("--yes", "--install", "sitegen @ git+https://example.org/sitegen.git@v1")
    workflow = (folder / ".github/workflows/site.yml").read_text()
    assert 'pip install "sitegen @ git+https://example.org/sitegen.git@v1"' in workflow
