"""The commands: exit codes, messages, files."""

import json
import re
import sys

import click
import pytest
from click.testing import CliRunner

from sitegen.cli import cli, commands, entry, main
from sitegen.errors import SitegenError
from tests.unit.builds import write_papers


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_papers(tmp_path / "papers.jsonl")
    (tmp_path / "sitegen.toml").write_text('[related]\nmethod = "lexical"\n')
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(cli, list(arguments))


def run_main(monkeypatch, *arguments):
    monkeypatch.setattr(sys, "argv", ["sitegen", *arguments])
    with pytest.raises(SystemExit) as caught:
        main()
    return caught.value.code


def raise_in_config(monkeypatch, error):
    def fail():
        raise error

    monkeypatch.setattr("sitegen.config.reference", fail)


class TestMain:
    def test_success_and_help(self, monkeypatch, capsys):
        assert run_main(monkeypatch, "config") == 0
        assert capsys.readouterr().out.startswith("# Every setting")
        assert run_main(monkeypatch, "--help") == 0

    def test_wrong_usage_is_2(self, monkeypatch):
        assert run_main(monkeypatch, "nonsense") == 2

    @pytest.mark.parametrize(
        ("error", "code", "message"),
        [
            (SitegenError("x: bad"), 1, "sitegen: x: bad\n"),
            (BrokenPipeError(), 1, ""),
            (
                KeyboardInterrupt(),
                130,
                "sitegen: stopped; the site in the output folder is whole.\n",
            ),
            (click.Abort(), 130, "sitegen: stopped; the site in the output folder is whole.\n"),
            (
                ZeroDivisionError("division"),
                1,
                (
                    "sitegen: internal error: ZeroDivisionError: division (in cli.commands:LINE)\n"
                    "The site in the output folder is whole. Please report this with the output of "
                    "the same command with --debug.\n"
                ),
            ),
            (
                MemoryError(),
                1,
                (
                    "sitegen: there is not enough memory; close other programs, or build from "
                    "fewer papers\n"
                ),
            ),
            (
                RecursionError("too deep"),
                1,
                (
                    "sitegen: something is nested too deeply: RecursionError: too deep (in "
                    "cli.commands:LINE)\nThe site in the output folder is whole. Please report this "
                    "with the output of the same command with --debug.\n"
                ),
            ),
        ],
    )
    def test_an_error_is_a_sentence(self, monkeypatch, capsys, error, code, message):
        raise_in_config(monkeypatch, error)
        assert run_main(monkeypatch, "config") == code
        written = re.sub(r"(?<=commands:)\d+", "LINE", capsys.readouterr().err)
        assert written.lstrip("\n") == message

    @pytest.mark.parametrize("kind", [SitegenError, ValueError, click.UsageError])
    def test_an_error_controls_no_terminal(self, monkeypatch, capsys, kind):
        raise_in_config(monkeypatch, kind("a\x1b[2J\u202e\x9b"))
        run_main(monkeypatch, "config")
        text = capsys.readouterr().err
        # click removes escape sequences where it prints to no terminal.
        assert "a␛[2J<U+202E><U+009B>" in text or "a<U+202E><U+009B>" in text
        assert text.replace("\n", "").isprintable()

    def test_a_traceback_controls_no_terminal(self, capsys):
        entry._print_traceback(ValueError, ValueError("a\x1b[2J"), None)
        assert capsys.readouterr().err == "ValueError: a␛[2J\n\n"

    @pytest.mark.parametrize("error", [SitegenError("bad"), ZeroDivisionError("bad")])
    def test_debug_raises(self, monkeypatch, error):
        def fail(*_arguments, **_options):
            raise error

        monkeypatch.setattr(commands, "_build_site", fail)
        monkeypatch.setattr(sys, "argv", ["sitegen", "build", "x", "--debug"])
        with pytest.raises(type(error)):
            main()


class TestExport:
    def test_to_a_file(self, folder):
        result = run("export", "papers.jsonl", "-o", "out.jsonl", "--related", "1")
        assert result.exit_code == 0
        lines = (folder / "out.jsonl").read_text("utf-8").splitlines()
        records = [json.loads(line) for line in lines]
        assert [record["id"] for record in records] == ["a", "b"]
        assert all(len(record["related"]) <= 1 for record in records)

    def test_the_number_of_related_papers(self, folder):
        run("export", "papers.jsonl", "-o", "out.jsonl", "--related", "0")
        lines = (folder / "out.jsonl").read_text("utf-8").splitlines()
        assert [json.loads(line)["related"] for line in lines] == [[], []]

    def test_the_old_file_stays_if_rendering_fails(self, folder, monkeypatch):
        def fail(_name, records):
            yield b"half"
            raise ZeroDivisionError(len(records.papers))

        (folder / "out.jsonl").write_text("old")
        monkeypatch.setattr("sitegen.publish.render_export", fail)
        result = run("export", "papers.jsonl", "-o", "out.jsonl", "-q")
        assert isinstance(result.exception, ZeroDivisionError)
        assert (folder / "out.jsonl").read_text() == "old"
        assert not list(folder.glob(".out*"))

    def test_an_unknown_format_is_2(self, folder):  # noqa: ARG002
        assert run("export", "papers.jsonl", "--format", "nonsense").exit_code == 2


class TestOthers:
    def test_build_and_check(self, folder):
        result = run("build", "papers.jsonl", "--jobs", "1")
        assert result.exit_code == 0
        assert "read 2, pages 2, merged 0, rejected 0" in result.output
        checked = run("check", "site")
        assert checked.exit_code == 0
        assert checked.output.endswith("pages, no faults\n")
        (folder / "site" / "papers" / "a.html").write_text('<a href="gone.html">x</a>')
        assert "1 fault in" in str(run("check", "site").exception)

    def test_no_sources_is_2(self, folder):  # noqa: ARG002
        assert run("build").exit_code == 2
        assert run("build", "papers.jsonl", "--jobs", "0").exit_code == 2

    def test_a_worker_has_a_number_among_theirs(self, folder):  # noqa: ARG002
        result = run("build", "papers.jsonl", "--worker", "3/2")
        assert result.exit_code == 2
        assert "'3/2' is not a number" in result.output
        result = run("build", "papers.jsonl", "--worker", "1/2", "--dask", "tcp://a:1")
        assert result.exit_code == 2
        assert "either --dask or --worker" in result.output

    def test_workers_read_the_sources_each(self, folder):  # noqa: ARG002
        result = run("build", "-", "--worker", "1/2")
        assert "--worker needs files as sources" in str(result.exception)

    def test_serve_refuses_standard_input(self, folder):  # noqa: ARG002
        result = run("serve", "-")
        assert result.exit_code == 2
        assert "serve reads its sources again" in result.output

    def test_tags_are_written_on_request(self, folder):
        assert run("tags", "papers.jsonl", "-q").exit_code == 0
        assert not (folder / "tags.toml").exists()
        result = run("tags", "papers.jsonl", "-q", "--write")
        assert result.exit_code == 0
        assert "topic added" in result.output

    def test_explain(self, folder):  # noqa: ARG002
        result = run("explain", "a", "papers.jsonl")
        assert result.exit_code == 0
        assert "Graph networks for roads" in result.output
        assert isinstance(run("explain", "no", "papers.jsonl").exception, SitegenError)
