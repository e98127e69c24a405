"""What a command prints, and the file that it writes."""

import logging
from itertools import filterfalse
from pathlib import Path

import pytest

from sitegen.build import Report
from sitegen.cli.console import (
    open_output,
    print_log,
    print_summary,
    progress_reporter,
)
from sitegen.errors import Diagnostic, SitegenError

FAULT = Diagnostic("a", 3, "", "is not JSON")
WARNING = Diagnostic("a", 4, "", "no year", severity="warning")


def summary(capsys, report, output=None, *, quiet=False, verbose=False):
    print_summary(report, output, quiet=quiet, verbose=verbose)
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err.splitlines()


COUNTS = "read 0, pages 0, merged 0, rejected 0, topics 0"

HOST_NAMES = "GitHub Pages, GitLab Pages, Cloudflare Pages, Cloudflare Pages (paid)"


class TestLog:
    @pytest.mark.parametrize(
        ("options", "lines"),
        [
            ({"quiet": False, "verbose": True}, ["debug", "info", "error"]),
            ({"quiet": False, "verbose": False}, ["info", "error"]),
            ({"quiet": True, "verbose": True}, ["error"]),
        ],
    )
    def test_what_is_printed_and_never_twice(self, capsys, options, lines):
        logger = logging.getLogger("sitegen")
        level, handlers = logger.level, list(logger.handlers)
        try:
            for _ in range(2):
                print_log(**options)
            for name in ("debug", "info", "error"):
                getattr(logging.getLogger("sitegen.workspace.cache"), name)(name)
        finally:
            logger.handlers[:] = handlers
            logger.setLevel(level)
        assert capsys.readouterr().err.splitlines() == lines


class TestSummary:
    def test_counts(self, capsys):
        report = Report(
            read=5, pages=3, merged=["m"], rejected=[FAULT], tags=4, new_topics=2, user_pages=5
        )
        assert summary(capsys, report) == [
            "sitegen: rejected a:3: is not JSON",
            (
                "read 5, pages 3, merged 1, rejected 1, topics 4 (2 new in the tags file), "
                "your pages 5"
            ),
        ]

    def test_counts_that_do_not_add_up(self, capsys):
        *_, counts, note = summary(capsys, Report(read=9, pages=3, omitted=4))
        assert counts == "read 9, pages 3, merged 0, rejected 0, left out 4, topics 0"
        assert note.startswith("the counts don't add up: 2 of 9 records have no page")

    def test_an_empty_report_has_one_line(self, capsys):
        assert summary(capsys, Report()) == [COUNTS]

    def test_quiet_leaves_faults_and_warnings(self, capsys):
        report = Report(rejected=[FAULT], warnings=[WARNING], notes=["n"], merged=["m"])
        lines = ["sitegen: rejected a:3: is not JSON", "sitegen: a:4: no year"]
        assert summary(capsys, report, quiet=True, verbose=True) == lines

    def test_verbose_lists_what_was_merged(self, capsys):
        report = Report(conflicts=["c"], possible_duplicates=["d"], notes=["n"])
        assert summary(capsys, report) == ["note: n", COUNTS]
        lines = ["conflict c", "possible duplicate d", "note: n", COUNTS]
        assert summary(capsys, report, verbose=True) == lines
        assert summary(capsys, Report(merged=["m"]), verbose=True)[0] == "merged m"

    def test_times_and_sizes(self, capsys):
        report = Report(
            seconds={"read": 1.234, "merge": 0.5}, size=2_340_000, files=1234, offline=1_000_000
        )
        assert summary(capsys, report, Path("out"))[1:] == [
            "read 1.23 s, merge 0.50 s",
            "site 2.3 MB (1.0 for search from disk): open out/index.html",
            f"2.3 MB in 1,234 files fit {HOST_NAMES}",
        ]
        assert summary(capsys, report)[1:] == ["read 1.23 s, merge 0.50 s"]
        plain = summary(capsys, Report(size=100_000, files=2), Path("out"))
        assert plain[1:] == [
            "site 0.1 MB: open out/index.html", f"0.1 MB in 2 files fit {HOST_NAMES}",
        ]  # fmt: skip


class TestProgress:
    def test_a_line_per_stage(self, capsys):
        with progress_reporter(quiet=False) as progress:
            progress("read")
            progress("vectors: 3 of 4")
        assert capsys.readouterr().err == "Reading …\nvectors: 3 of 4 …\n"

    def test_quiet(self, capsys):
        with progress_reporter(quiet=True) as progress:
            progress("read")
        assert capsys.readouterr().err == ""

    def test_a_terminal_has_a_bar(self, monkeypatch, capsys):
        monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
        with progress_reporter(quiet=False) as progress:
            progress("merge")
            progress("nonsense")
        assert "…" not in capsys.readouterr().err


class TestOutput:
    def test_standard_output(self, capsys):
        with open_output(None) as stream:
            stream.write("ü\n".encode())
        assert capsys.readouterr().out == "ü\n"

    def test_a_file_is_replaced_when_all_is_written(self, tmp_path):
        path = tmp_path / "out"
        path.write_text("old")
        with open_output(path) as stream:
            stream.write(b"new\n")
            stream.flush()
            assert path.read_text() == "old"
        assert path.read_bytes() == b"new\n"
        assert [p.name for p in tmp_path.iterdir()] == ["out"]

    def test_the_old_file_stays_if_writing_fails(self, tmp_path):
        path = tmp_path / "out"
        path.write_text("old")
        with pytest.raises(ZeroDivisionError), open_output(path) as stream:
            stream.write(b"half")
            _ = 1 / 0
        assert path.read_text() == "old"
        assert [p.name for p in tmp_path.iterdir()] == ["out"]

    def test_a_link_stays_a_link(self, tmp_path):
        (tmp_path / "real").write_text("old")
        (tmp_path / "link").symlink_to("real")
        with open_output(tmp_path / "link") as stream:
            stream.write(b"new")
        assert (tmp_path / "link").is_symlink()
        assert (tmp_path / "real").read_text() == "new"

    def test_a_device_is_written_to(self):
        with open_output(Path("/dev/null")) as stream:
            stream.write(b"x")
        assert Path("/dev/null").is_char_device()

    def test_a_missing_folder_is_a_fault(self, tmp_path):
        path = tmp_path / "no" / "out"
        with (
            pytest.raises(SitegenError, match="can't be written: its folder is missing; create it"),
            open_output(path),
        ):
            pass


HOSTILE = "a\x1b[2J\x1b]0;x\x07\x9b1m\u202e\u2066\x00\rb"
SHOWN = "a␛[2J␛]0;x␇<U+009B>1m<U+202E><U+2066>␀␍b"


class TestControls:
    """What a record or a name holds never controls the terminal."""

    def test_summaries_show_symbols(self, capsys):
        fault = Diagnostic(f"{HOSTILE}.bib", 1, f"{HOSTILE}\nfake", f"{HOSTILE}\nfake")
        report = Report(rejected=[fault], warnings=[fault], notes=[HOSTILE], merged=[HOSTILE])
        print_summary(report, None, quiet=False, verbose=True)
        text = capsys.readouterr().err
        assert text.count(SHOWN) == 8
        assert set(filterfalse(str.isprintable, text)) == {"\n"}
        assert "\nfake" not in text

    def test_progress_and_logs_show_symbols(self, capsys):
        with progress_reporter(quiet=False) as progress:
            progress(HOSTILE)
        assert capsys.readouterr().err == f"{SHOWN} …\n"
        print_log(quiet=False, verbose=False)
        logging.getLogger("sitegen.name").info("%s", HOSTILE)
        assert capsys.readouterr().err == f"{SHOWN}\n"
