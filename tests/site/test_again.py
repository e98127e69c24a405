"""Incremental builds: only changed pages are rendered, and the site equals that of a clean build."""

import json
import os
import random
import shutil
import subprocess
import sys
import time

import pytest

from sitegen.sources import read_sources
from tests.conftest import LISTING
from tests.site.test_build import tree


def paper(number, text="On graph neural networks and what they learn."):
    title = f"Paper {number} about {('graphs', 'trees', 'words', 'images')[number % 4]}"
    return json.dumps({"id": f"p{number}", "title": title, "abstract": f"{text} Part {number}."})


@pytest.fixture
def papers(tmp_path):
    path = tmp_path / "papers.jsonl"
    path.write_text("".join(f"{paper(n)}\n" for n in range(40)))
    return path


def build(sitegen, papers, site, *options, **process):
    result = sitegen("build", papers, "-o", site, *options, **process)
    assert result.returncode == 0, result.stderr
    return result.stderr


def clean_tree(sitegen, papers, tmp_path):
    """Return the files of a clean build in another folder, with another order of sets."""
    site = tmp_path / f"clean-{random.randrange(10**9)}" / "site"
    site.parent.mkdir()
    build(sitegen, papers, site, "-q", env={"PYTHONHASHSEED": "random"})
    return tree(site)


def test_new_papers_do_not_rewrite_unchanged_pages(sitegen, tmp_path):
    site, papers = tmp_path / "site", tmp_path / "papers.jsonl"
    lines = [
        json.dumps({"title": paper.title, "abstract": paper.abstract})
        for paper in read_sources([str(LISTING)]).papers
    ]
    papers.write_text("\n".join(lines[:-1]), encoding="utf-8")
    build(sitegen, papers, site)
    old_inodes = {path.name: path.stat().st_ino for path in (site / "papers").iterdir()}
    papers.write_text("\n".join(lines), encoding="utf-8")
    build(sitegen, papers, site)
    new_inodes = {path.name: path.stat().st_ino for path in (site / "papers").iterdir()}
    assert len(new_inodes) == len(old_inodes) + 1 == 119
    unchanged = [name for name, inode in old_inodes.items() if new_inodes[name] == inode]
    # Topics and related papers depend on the whole collection, more so in a small one.
    assert len(unchanged) > 40
    assert tree(site) == clean_tree(sitegen, papers, tmp_path)


def test_a_removed_paper_has_no_page(sitegen, papers, tmp_path):
    site = tmp_path / "site"
    build(sitegen, papers, site)
    papers.write_text("".join(f"{paper(n)}\n" for n in range(39)))
    build(sitegen, papers, site)
    assert not (site / "papers" / "p39.html").exists()
    assert tree(site) == clean_tree(sitegen, papers, tmp_path)


def test_a_changed_setting_of_the_theme_changes_every_page(sitegen, papers, tmp_path):
    site, settings = tmp_path / "site", tmp_path / "sitegen.toml"
    for name in ("First name", "Second name"):
        settings.write_text(f'[site]\nname = "{name}"\n')
        build(sitegen, papers, site, "-c", settings)
        for path in site.rglob("*.html"):
            assert name in path.read_text("utf-8")


def test_a_build_without_changes_keeps_the_site_and_repeats_the_report(sitegen, papers, tmp_path):
    site = tmp_path / "site"
    with papers.open("a") as file:
        file.write("broken\n")
    first = build(sitegen, papers, site)
    inode = site.stat().st_ino
    second = build(sitegen, papers, site)
    assert "nothing has changed" in second
    assert site.stat().st_ino == inode
    # The second build prints the report of the first.
    for message in ("rejected", "is not JSON", "read 41, pages 40"):
        assert message in first
        assert message in second
    assert sitegen("build", papers, "-o", site, "--strict").returncode == 1


def test_files_edited_or_removed_in_the_site_are_restored(sitegen, built):
    papers, site, original = built
    names = ["index.html", "papers/p7.html", "assets/sitegen/favicon.svg"]
    for name in names:
        (site / name).write_text("touched")
    build(sitegen, papers, site)
    assert tree(site) == original
    for name in names:
        (site / name).unlink()
    build(sitegen, papers, site)
    assert tree(site) == original


RECORDS = ["render.json", "built.json", "project/pages.json", "page-keys.json"]


@pytest.mark.parametrize(
    ("record", "damage"),
    # One module reads all records: each damage once, and each record once or twice.
    list(
        zip(
            (RECORDS * 2)[:6],
            [
                lambda text: text[: len(text) // 2],
                lambda _text: "",
                lambda _text: "[1, 2]",
                lambda text: text.replace("sitegen ", "sitegen 0", 1),
                lambda text: text.replace(":", ";", 1) if ":" in text else "",
                lambda text: text[:-9] + chr(ord(text[-9]) ^ 1) + text[-8:],
            ],
            strict=True,
        )
    ),
    ids=["truncated", "empty", "another type", "older", "no JSON", "one flipped bit"],
)
def test_a_damaged_record_of_the_last_build_costs_time_only(sitegen, built, record, damage):
    papers, site, original = built
    work = site.parent / ".sitegen" / "site"
    (work / "built.json").unlink()  # so that this build writes whole records
    build(sitegen, papers, site)
    path = work / record
    path.write_text(damage(path.read_text("utf-8")), encoding="utf-8")
    if record != "built.json":
        (work / "built.json").unlink()  # so that the damaged record is read
    build(sitegen, papers, site)
    assert tree(site) == original


@pytest.mark.parametrize("pattern", ["fragment/*/*", "index/*", "wasm.*", "offline/fragments*"])
def test_an_index_file_that_was_changed_in_place_is_made_again(sitegen, built, pattern):
    """The files of an index are hard links into the workspace, so its caches change as well."""
    papers, site, original = built
    path = min((site / "pagefind").glob(pattern))
    with path.open("r+b") as stream:
        stream.write(b"\0")
    assert tree(site) != original
    messages = build(sitegen, papers, site, "-v")
    assert tree(site) == original
    assert "its files are not those that were written; they are made again" in messages


@pytest.fixture(scope="module")
def built(sitegen, tmp_path_factory):
    """Papers, their site, which tests may damage and rebuild, and its files."""
    folder = tmp_path_factory.mktemp("built")
    papers = folder / "papers.jsonl"
    papers.write_text("".join(f"{paper(n)}\n" for n in range(12)))
    build(sitegen, papers, folder / "site")
    return papers, folder / "site", tree(folder / "site")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="mounting needs root")
def test_a_cache_that_cant_be_written_costs_time_only(sitegen, papers, tmp_path):
    site, cache = tmp_path / "site", tmp_path / ".sitegen"
    build(sitegen, papers, site)
    papers.write_text(f"{papers.read_text()}{paper(77)}\n")
    mounted = [
        subprocess.run(["mount", *options, cache], capture_output=True, check=False).returncode
        for options in (("--bind", cache), ("-o", "remount,ro,bind"))
    ]
    try:
        if any(mounted):
            pytest.skip("this machine does not let root mount")
        build(sitegen, papers, site)
        assert (site / "papers" / "p77.html").is_file()
        assert not list(tmp_path.glob(".sitegen-*"))
    finally:
        subprocess.run(["umount", cache], capture_output=True, check=False)
    assert tree(site) == clean_tree(sitegen, papers, tmp_path)


def test_clock_locale_and_folder_do_not_change_the_site(sitegen, built, tmp_path):
    papers, _, original = built
    environment = {"SOURCE_DATE_EPOCH": "86400", "TZ": "Pacific/Apia", "LC_ALL": "C"}
    result = sitegen("build", papers, "-o", tmp_path / "another name", env=environment)
    assert result.returncode == 0, result.stderr
    assert tree(tmp_path / "another name") == original


def test_a_build_after_five_killed_builds_gives_the_clean_site(sitegen, tmp_path):
    """Each killed build has different input; the records that it leaves must not mislead the next."""
    site, papers = tmp_path / "site", tmp_path / "papers.jsonl"
    seed = random.randrange(10**6)
    rng = random.Random(seed)
    for number in range(5):
        papers.write_text("".join(f"{paper(n)}\n" for n in range(number % 3, 60)))
        process = subprocess.Popen(
            [sys.executable, "-m", "sitegen", "build", papers, "-o", site, "-q"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(rng.uniform(0.4, 2.0))
        process.kill()
        process.communicate()
    build(sitegen, papers, site)
    assert tree(site) == clean_tree(sitegen, papers, tmp_path), f"seed {seed}"


def test_fast_and_plain_rendering_do_not_affect_each_other(sitegen, built):
    papers, site, original = built
    build(sitegen, papers, site, "--plain")
    plain = tree(site)
    assert plain.keys() == original.keys()
    build(sitegen, papers, site)
    assert tree(site) == original
    build(sitegen, papers, site, "--plain")
    assert tree(site) == plain
    build(sitegen, papers, site)


def test_processes_give_the_same_bytes_as_one(tmp_path, example_site, monkeypatch):
    from sitegen.render import site as module
    from sitegen.render.project import read_manifest
    from sitegen.render.site import render_site
    from sitegen.work import Processes

    project = tmp_path / "work" / "project"
    shutil.copytree(example_site.parent / ".sitegen" / "site" / "project", project)
    pages, no_site = read_manifest(project), tmp_path / "nothing"
    result = render_site(project, pages, no_site, tmp_path / "here", engine=Processes(1))
    assert result.rendered == len(pages)
    (project.parent / "render.json").unlink()
    monkeypatch.setattr(module, "_CHUNK_PAGES", 50)
    monkeypatch.setattr(module, "_MIN_PARALLEL_PAGES", 1)
    render_site(project, pages, no_site, tmp_path / "forks", engine=Processes(2))
    assert tree(tmp_path / "here") == tree(tmp_path / "forks")
    assert not (project.parent / "chunks").exists()
    (project.parent / "render.json").unlink()
    monkeypatch.setattr(module, "IS_FORK_SAFE", False)
    render_site(project, pages, no_site, tmp_path / "other-systems", engine=Processes(1))
    assert tree(tmp_path / "here") == tree(tmp_path / "other-systems")
