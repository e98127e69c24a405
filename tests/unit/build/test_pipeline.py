"""The pipeline: what is built again, and what is remembered."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sitegen.build import Request, read_and_enrich, stages
from sitegen.config import default_config
from sitegen.errors import BuildError, SitegenError
from tests.unit.builds import PAPERS, build, make_config, write_papers

NOTE = "nothing has changed; the site is as it was"
TAGS = 'graphs = "graphs"\n'
EDITED = 'graphs = "Graphs"\n'


@pytest.fixture
def folder(tmp_path):
    write_papers(tmp_path / "papers.jsonl")
    return tmp_path


def interrupt(monkeypatch, name, action):
    """Run an action right after a stage."""

    def wrap(stage):
        def run(build):
            result = stage(build)
            action()
            return result

        return run

    changed = tuple((n, wrap(stage) if n == name else stage) for n, stage in stages.STAGES)
    monkeypatch.setattr(stages, "STAGES", changed)


def test_reading_and_enriching_writes_nothing(folder):
    stages = []
    request = Request([str(folder / "papers.jsonl")])
    report, enrichment, tags_file = read_and_enrich(request, make_config(folder), stages.append)
    assert stages == ["read", "merge", "enrich"]
    assert (report.pages, report.read, len(enrichment.papers)) == (2, 2, 2)
    assert (tags_file.path, tags_file.text) == (folder / "tags.toml", None)
    assert [path.name for path in folder.iterdir()] == ["papers.jsonl"]


def test_a_build_runs_all_stages_and_the_next_none(folder):
    stages = []
    report, enrichment = build(folder, stages=stages)
    assert stages == ["read", "merge", "enrich", "pages", "render", "search", "publish"]
    assert list(report.seconds) == stages
    assert NOTE not in report.notes
    assert [paper.entry.id for paper in enrichment.papers] == ["a", "b"]
    assert (folder / "site" / "papers" / "a.html").is_file()
    stages = []
    again, nothing = build(folder, stages=stages)
    assert (stages, nothing) == ([], None)
    assert NOTE in again.notes
    assert (again.pages, again.size) == (2, report.size)
    _, enrichment = build(folder, always=True)
    assert enrichment is not None


def test_a_source_edited_during_a_build_is_seen_by_the_next(folder, monkeypatch):
    more = [*PAPERS, {"id": "c", "title": "Added"}]
    with monkeypatch.context() as patch:
        interrupt(patch, "read", lambda: write_papers(folder / "papers.jsonl", more))
        build(folder)
    assert not (folder / "site" / "papers" / "c.html").exists()
    build(folder)
    assert (folder / "site" / "papers" / "c.html").exists()


def test_a_tags_file_edited_during_a_build_is_seen_by_the_next(folder, monkeypatch):
    file = folder / "tags.toml"
    file.write_text(TAGS)
    with monkeypatch.context() as patch:
        interrupt(patch, "enrich", lambda: file.write_text(EDITED))
        build(folder)
    assert file.read_text().startswith(EDITED)
    _, enrichment = build(folder)
    assert enrichment is not None


def test_new_topics_do_not_cause_another_build(folder):
    (folder / "tags.toml").write_text(TAGS)
    report, _ = build(folder)
    again, nothing = build(folder)
    assert nothing is None
    assert again.new_topics == 0
    assert report.new_topics == len((folder / "tags.toml").read_text().splitlines()) - 1


def test_a_tags_file_that_cant_be_written_is_a_warning(folder, monkeypatch):
    file = folder / "tags.toml"
    file.write_text(TAGS)

    def refuse(_self, _tags):
        raise BuildError(f"{file}: can't be written: Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr("sitegen.config.TagsFile.add", refuse)
        report, _ = build(folder)
    (warning,) = report.warnings
    assert str(warning) == (
        f"{file}:1: can't be written: Permission denied; new topics are not remembered"
    )
    assert warning.severity == "warning"
    assert (report.new_topics, build(folder)[1]) == (0, None)


def test_pages_behind_a_linked_folder_are_seen_as_changed(folder):
    (folder / "real").mkdir()
    (folder / "real" / "about.md").write_text("# About\n\nFirst.\n")
    (folder / "docs").symlink_to("real")
    config = make_config(folder, pages={"docs": folder / "docs"})
    report, _ = build(folder, config=config)
    assert report.user_pages == 1
    (folder / "real" / "about.md").write_text("# About\n\nSecond.\n")
    build(folder, config=config)
    assert "Second." in (folder / "site" / "about.html").read_text("utf-8")


def test_a_file_name_that_is_not_utf8_builds(tmp_path):
    source = tmp_path / "src"
    source.mkdir()
    try:
        write_papers(Path(os.fsdecode(os.fsencode(source) + b"/caf\xe9.jsonl")))
    except OSError:
        pytest.skip("this file system takes UTF-8 only")
    try:
        report, _ = build(tmp_path, source)
    except SitegenError:
        return
    assert report.pages == 2
    assert (tmp_path / "site" / "papers" / "a.html").is_file()


def test_a_build_with_nothing_new_does_not_load_the_stages(folder):
    """Loading them takes longer than all that such a build does."""
    build(folder, config=default_config(folder))
    program = """
import sys
from pathlib import Path
from sitegen.build import Request, build_site
from sitegen.config import default_config

folder = Path(sys.argv[1])
request = Request([str(folder / "papers.jsonl")])
_, enrichment = build_site(request, default_config(folder), folder / "site", print)
print(enrichment, {"numpy", "ftfy", "wcwidth", "sitegen.build.stages"} & sys.modules.keys())
"""
    command = [sys.executable, "-c", program, folder]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert result.stdout == "None set()\n"
