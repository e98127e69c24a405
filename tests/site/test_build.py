"""Builds: complete or without effect, reproducible, and safe for existing files."""

import hashlib
import os
import random
import signal
import subprocess
import sys
import time

import lxml.etree
import pytest

from sitegen.workspace.output import open_workspace
from tests.conftest import LISTING, RECORDS, ROOT

PAPERS = '{"title": "A good paper", "abstract": "On graphs."}\n{"title": "Another", "abstract": "On trees."}\n'


def tree(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def papers(tmp_path):
    path = tmp_path / "papers.jsonl"
    path.write_text(PAPERS, encoding="utf-8")
    return path


def test_the_same_input_gives_the_same_bytes(sitegen, example_site, tmp_path):
    environment = {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    config = ROOT / "examples" / "sitegen.toml"
    result = sitegen("build", "-c", config, "-o", tmp_path / "again", "--jobs", 1, env=environment)
    assert result.returncode == 0, result.stderr
    assert tree(tmp_path / "again") == tree(example_site)


def test_the_report_counts_records_and_names_each_fault(sitegen, tmp_path):
    listing = tmp_path / "x.jsonl"
    listing.write_text(PAPERS + PAPERS + "broken\n", encoding="utf-8")
    result = sitegen("build", listing, "-o", tmp_path / "site", "-v")
    assert result.returncode == 0
    assert "read 5, pages 2, merged 2, rejected 1" in result.stderr
    assert f"rejected {listing}:5: “broken”: is not JSON" in result.stderr
    assert f"merged {listing}:3: “A good paper” into" in result.stderr
    assert "render" in result.stderr
    assert "for search from disk): open" in result.stderr


def test_strict_fails_and_keeps_the_old_site(sitegen, papers, tmp_path):
    assert sitegen("build", papers, "-o", tmp_path / "site").returncode == 0
    original = tree(tmp_path / "site")
    papers.write_text(PAPERS + "broken\n", encoding="utf-8")
    result = sitegen("build", papers, "-o", tmp_path / "site", "--strict")
    assert result.returncode == 1
    assert "--strict: 1 fault in the sources" in result.stderr
    assert tree(tmp_path / "site") == original


@pytest.fixture(scope="module")
def good_site(sitegen, tmp_path_factory):
    """A site that no test changes, and its files."""
    folder = tmp_path_factory.mktemp("good")
    (folder / "papers.jsonl").write_text(PAPERS, encoding="utf-8")
    assert sitegen("build", folder / "papers.jsonl", "-o", folder / "site", "-q").returncode == 0
    return folder / "site", tree(folder / "site")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "there is no such file"),
        (b"", "is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0", "is an image (PNG), no list of papers"),
        (b"%PDF-1.4\0", "is a PDF, no list of papers; give its bibliographic record"),
        ("Déjà vu\n".encode("latin-1"), "byte 0xE9 at offset 1 is not utf-8"),
        (b"Lone title\n", "the format is unknown; sitegen reads BibTeX"),
        (b"x" * 1_000_000, "the format is unknown"),
        (b'{"title": "' + b"x" * 2_000 + b'"}', "characters, over the limit"),
    ],
)
def test_an_unusable_source_is_one_line_and_the_old_site_stays(
    sitegen, good_site, tmp_path, content, message
):
    site, original = good_site
    source = tmp_path / "bad.txt"
    if content is not None:
        source.write_bytes(content)
    result = sitegen("build", source, "-o", site, "-q")
    assert result.returncode == 1
    assert message in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert "Traceback" not in result.stderr
    assert tree(site) == original


def test_encoding_can_be_chosen(sitegen, tmp_path):
    (tmp_path / "x.bib").write_bytes("@misc{x, title = {Déjà vu}}\n".encode("latin-1"))
    result = sitegen("export", tmp_path / "x.bib", "--encoding", "latin-1")
    assert result.returncode == 0
    assert "Déjà vu" in result.stdout


def test_a_folder_with_files_of_others_is_not_overwritten(sitegen, papers, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.tex").write_text("years of work")
    result = sitegen("build", papers, "-o", tmp_path / "mine", "-q")
    assert result.returncode == 1
    assert "holds files that sitegen did not write (thesis.tex)" in result.stderr
    assert (tmp_path / "mine" / "thesis.tex").read_text() == "years of work"


@pytest.mark.parametrize("path", ["/proc/site", "/dev/null/site"])
def test_an_unwritable_output_is_one_line(sitegen, papers, path):
    result = sitegen("build", papers, "-o", path, "-q")
    assert result.returncode == 1
    assert f"{path}: can't be written" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="mounting needs root")
def test_a_full_disk_is_one_line_and_the_old_site_stays(sitegen, papers, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=6m", "none", disk], capture_output=True, check=False
    )
    if mount.returncode:
        pytest.skip("this machine does not let root mount")
    try:
        assert sitegen("build", papers, "-o", disk / "site", "-q").returncode == 0
        original = tree(disk / "site")
        result = sitegen("build", LISTING, "-o", disk / "site", "-q")
        assert result.returncode == 1
        assert "the disk is full" in result.stderr or "No space left" in result.stderr
        assert "Traceback" not in result.stderr
        assert tree(disk / "site") == original
    finally:
        subprocess.run(["umount", disk], check=True)


def reset_signals():
    """Undo what this process ignores: SIGINT in background jobs, SIGHUP below nohup."""
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def start(*arguments):
    return subprocess.Popen(
        [sys.executable, "-m", "sitegen", "build", *map(str, arguments)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=reset_signals,  # noqa: PLW1509
    )  # fmt: skip


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_with_one_line_and_keeps_the_old_site(sitegen, papers, tmp_path, number):
    assert sitegen("build", papers, "-o", tmp_path / "site", "-q").returncode == 0
    original = tree(tmp_path / "site")
    # Plain rendering takes seconds, so that the signal arrives during it on a busy machine too.
    process = start(LISTING, "-o", tmp_path / "site", "--plain")
    while "Rendering" not in process.stderr.readline():
        pass
    process.send_signal(number)
    _, stderr = process.communicate(timeout=60)
    assert process.returncode == 128 + number
    assert "stopped; the site in the output folder is whole" in stderr
    assert "Traceback" not in stderr
    assert tree(tmp_path / "site") == original


def test_a_killed_build_leaves_the_old_site_and_the_next_one_works(sitegen, papers, tmp_path):
    site = tmp_path / "site"
    assert sitegen("build", papers, "-o", site, "-q").returncode == 0
    old = tree(site)
    seed = random.randrange(10**6)
    rng = random.Random(seed)
    new = None
    for _ in range(4):
        process = start(RECORDS, "-o", site, "-q")
        time.sleep(rng.uniform(0.3, 2.5))
        process.kill()
        process.communicate()
        files = tree(site)
        if files != old:
            new = new or files
            assert files == new, f"a half-built site (seed {seed})"
    assert sitegen("build", RECORDS, "-o", site, "-q").returncode == 0
    assert new in (None, tree(site))
    assert not (tmp_path / ".sitegen" / "site" / "site.new").exists()


def test_a_build_killed_between_its_last_two_steps_is_rolled_back(sitegen, papers, tmp_path):
    site = tmp_path / "site"
    assert sitegen("build", papers, "-o", site, "-q").returncode == 0
    original = tree(site)
    site.rename(tmp_path / ".sitegen" / "site" / "site.old")
    with open_workspace(site):
        assert tree(site) == original
    site.rename(tmp_path / ".sitegen" / "site" / "site.old")
    papers.write_text("{}\n{}\n")
    assert sitegen("build", papers, "-o", site, "-q").returncode == 1
    papers.write_text('{"title": "T"}\n')
    result = sitegen("build", papers, "-o", site, "-q", "--from", "jsonl")
    assert result.returncode == 0
    assert tree(site) != original


def test_two_builds_at_once_do_not_mix(tmp_path):
    first = start(LISTING, "-o", tmp_path / "site")
    while "Writing pages" not in first.stderr.readline():
        pass
    second = start(LISTING, "-o", tmp_path / "site", "-q")
    _, stderr = second.communicate(timeout=120)
    first.communicate(timeout=120)
    assert first.returncode == 0
    assert second.returncode == 1
    assert "another sitegen is building here" in stderr


def test_git_files_of_the_output_folder_are_preserved(sitegen, papers, tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / ".gitignore").write_text("*\n")
    assert sitegen("build", papers, "-o", tmp_path / "site", "-q").returncode == 0
    assert (tmp_path / "site" / ".gitignore").read_text() == "*\n"


def test_lists_are_paged_when_long(sitegen, tmp_path):
    lines = (
        f'{{"title": "Paper {n}", "abstract": "On graph neural networks."}}\n' for n in range(45)
    )
    (tmp_path / "many.jsonl").write_text("".join(lines))
    (tmp_path / "sitegen.toml").write_text("[pages]\npage_size = 20\n")
    result = sitegen("build", "many.jsonl", "-q", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "site" / "papers-3.html").is_file()
    assert (tmp_path / "site" / "papers-by-title-2.html").is_file()
    assert sitegen("check", tmp_path / "site").returncode == 0


def test_settings_reach_the_pages(sitegen, papers, tmp_path):
    (tmp_path / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    (tmp_path / "sitegen.toml").write_text(
        '[site]\nname = "A & B <c>"\nurl = "https://e.org/repo"\nsources = ["papers.jsonl"]\n'
        '[theme]\naccent = "#803030"\nlogo = "logo.svg"\n[related]\ncount = 0\n'
    )
    result = sitegen("build", "-q", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    home = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert "A &amp; B &lt;c&gt;" in home
    (style_sheet,) = (tmp_path / "site" / "assets" / "sitegen").glob("sitegen.*.css")
    assert "--sg-accent-light:#803030" in style_sheet.read_text("utf-8").replace(": ", ":")
    assert "href=https://e.org/repo/index.html" in home
    assert "<loc>https://e.org/repo/papers/" in (tmp_path / "site" / "sitemap.xml").read_text(
        "utf-8"
    )
    description = lxml.etree.fromstring((tmp_path / "site" / "opensearch.xml").read_bytes())
    address = description.find("{*}Url").get("template")
    assert address == "https://e.org/repo/search.html?q={searchTerms}"
    assert description.findtext("{*}ShortName") == "A & B <c>"
    assert "rel=search" in home
    assert sitegen("check", tmp_path / "site").returncode == 0


def test_a_site_without_an_address_has_no_file_of_absolute_addresses(sitegen, papers, tmp_path):
    for options in ([], ["--plain"]):
        done = sitegen("build", papers, "-o", tmp_path / "site", "-q", *options)
        assert done.returncode == 0, done.stderr
        assert not (tmp_path / "site" / "opensearch.xml").exists()


def test_a_language_unknown_to_the_theme_builds(sitegen, papers, tmp_path):
    (tmp_path / "sitegen.toml").write_text('[site]\nlanguage = "zz"\n')
    result = sitegen("build", papers, "-q", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
