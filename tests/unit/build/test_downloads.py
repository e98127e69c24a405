"""Bulk files and the interface in a whole build."""

import json

import pytest

from sitegen.errors import BuildError, ConfigError
from sitegen.publish import export_names
from tests.unit.builds import PAPERS, build, make_config, write_papers

ALL = {"formats": export_names(), "api": True}


def files_of(site):
    names = ("downloads", "api", "ro-crate-metadata.json", "downloads.html")
    return {
        str(path.relative_to(site)): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file() and path.relative_to(site).parts[0] in names
    }


def test_files_of_an_incremental_build_equal_those_of_a_clean_one(tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
    write_papers(first / "papers.jsonl", PAPERS[:1])
    build(first, config=make_config(first, downloads=ALL))
    for folder in (first, second):
        write_papers(folder / "papers.jsonl")
        report, _ = build(folder, config=make_config(folder, downloads=ALL))
    files = files_of(second / "site")
    assert files_of(first / "site") == files
    assert report.download_files == len(ALL["formats"])
    assert report.download_size == sum(
        len(data) for name, data in files.items() if name.startswith("downloads/")
    )
    crate = json.loads(files["ro-crate-metadata.json"])
    assert len(crate["@graph"]) == 2 + len(ALL["formats"])
    assert json.loads(files["api/v1/index.json"])["papers"] == 2
    assert b"papers.sqlite" in files["downloads.html"]


def test_a_site_without_downloads_has_none_of_the_files(tmp_path):
    write_papers(tmp_path / "papers.jsonl")
    build(tmp_path, config=make_config(tmp_path, downloads={"formats": []}))
    assert files_of(tmp_path / "site") == {}
    assert "downloads.html" not in (tmp_path / "site" / "index.html").read_text("utf-8")


def test_an_unknown_format_fails_before_anything_is_read(tmp_path):
    with pytest.raises(ConfigError, match="there is no format 'bib'"):
        build(tmp_path, config=make_config(tmp_path, downloads={"formats": ["bib"]}))


def test_a_paper_that_no_format_can_hold_is_rejected(tmp_path, monkeypatch):
    write_papers(tmp_path / "papers.jsonl")
    from sitegen.publish.exports import ris

    written = ris.format_ris

    def fail(paper, key):
        if "Trees" in paper.title:
            raise ZeroDivisionError
        return written(paper, key)

    monkeypatch.setattr(ris, "format_ris", fail)
    try:
        report, _ = build(tmp_path)
    except BuildError as error:
        pytest.fail(str(error))
    assert (report.pages, report.rejected_count, report.missing) == (1, 1, 0)
    assert b"Trees" not in (tmp_path / "site" / "downloads" / "papers.bib").read_bytes()
