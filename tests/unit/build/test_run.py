"""One run of the pipeline."""

import pytest

from sitegen.build import Request
from sitegen.build.report import Report
from sitegen.build.run import Build
from sitegen.errors import BuildError
from tests.unit.builds import make_build, write_papers


def test_run_adds_reports_and_times():
    parts = (("a", lambda _: Report(pages=1)), ("b", lambda _: Report(pages=2, notes=["n"])))
    names = []
    run = Build(Request([]), None, None, names.append)
    report = run.run(parts)
    assert (report.pages, report.notes, names) == (3, ["n"], ["a", "b"])
    assert list(report.seconds) == ["a", "b"]
    assert all(0 <= seconds < 1 for seconds in report.seconds.values())


def test_a_build_without_a_site_has_no_folder(tmp_path):
    write_papers(tmp_path / "papers.jsonl")
    run = make_build(tmp_path)
    with pytest.raises(BuildError, match="writes no site"):
        _ = run.folder
    run.workspace = tmp_path
    assert run.new_site == tmp_path / "site.new"
