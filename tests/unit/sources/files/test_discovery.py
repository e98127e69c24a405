"""Sources on a command line: files, folders, links, and what in a folder is no source.

The tests may run as root, who can read any folder. A folder is made unreadable by replacing
``os.scandir`` with a function that refuses it, as the system would for another user.
"""

import os
from pathlib import Path

import pytest

from sitegen.errors import Diagnostic, SourceError
from sitegen.sources import list_files, read_sources
from sitegen.sources.files import discovery
from sitegen.sources.files.discovery import iter_files


def write(folder, *names):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text('{"title": "T"}\n')


def names(folder):
    return [str(path.relative_to(folder)) for _, path in list_files([str(folder)])]


def test_sources_keep_their_order_and_files_need_not_exist(tmp_path):
    write(tmp_path, "b.txt")
    missing, existing = str(tmp_path / "a.txt"), str(tmp_path / "b.txt")
    assert list(iter_files([missing, "-", existing])) == [
        (missing, Path(missing), None),
        ("<stdin>", None, None),
        (existing, Path(existing), None),
    ]
    assert list_files(["-", existing]) == [(existing, Path(existing))]


def test_a_folder_gives_its_files_sorted_by_path(tmp_path):
    write(tmp_path, "c.txt", "a/z.txt", "a.txt", "a/b/y.txt")
    assert names(tmp_path) == ["a/b/y.txt", "a/z.txt", "a.txt", "c.txt"]
    assert list_files([str(tmp_path)])[3] == (str(tmp_path / "c.txt"), tmp_path / "c.txt")


def test_settings_backups_and_hidden_files_are_no_sources(tmp_path):
    skipped = ("x.bak", "x.tmp", ".x.swp", "x.swp", "sitegen.toml", "x.lock", ".hidden", ".git/x")
    write(tmp_path, "papers.bib", *skipped)
    assert names(tmp_path) == ["papers.bib"]
    assert len(list(iter_files([str(tmp_path)]))) == 1


def test_files_that_can_be_no_sources_are_counted_in_a_notice(tmp_path):
    write(tmp_path, "papers.BIB", "a.py", "b.py", "c.png", "LICENSE", "notes/d.md", "notes/e.PY")
    assert names(tmp_path) == ["notes/d.md", "papers.BIB"]
    (_, path, notice), *_ = iter_files([str(tmp_path)])
    assert path is None
    assert notice == Diagnostic(
        str(tmp_path),
        1,
        "",
        "skipped 5 files (no sources): 3 .py, 1 without a suffix, 1 .png",
        severity="notice",
    )


def test_a_text_in_a_folder_that_no_format_claims_is_counted_too(tmp_path):
    write(tmp_path, "papers.jsonl")
    (tmp_path / "README.txt").write_text("How to build\n\nRun make.\n")
    reading = read_sources([str(tmp_path)])
    assert [p.title for p in reading.papers] == ["T"]
    (notice,) = reading.diagnostics
    assert notice.severity == "notice"
    assert notice.message == "skipped 1 file (no format claims them): 1 .txt"
    with pytest.raises(SourceError, match=r"README.txt:1: the format is unknown"):
        read_sources([str(tmp_path / "README.txt")])


def test_a_source_that_is_named_is_read_whatever_its_suffix(tmp_path):
    write(tmp_path, "x.bak")
    assert list_files([str(tmp_path / "x.bak")]) == [(str(tmp_path / "x.bak"), tmp_path / "x.bak")]


def test_a_site_in_the_folder_is_no_source(tmp_path):
    write(tmp_path, "papers.jsonl", "site/.sitegen-site", "site/index.html", "site/papers/x.html")
    assert names(tmp_path) == ["papers.jsonl"]
    reading = read_sources([str(tmp_path)])
    assert [p.title for p in reading.papers] == ["T"]
    assert reading.diagnostics == ()


@pytest.mark.parametrize(
    "content", [(), (".hidden",), ("x.bak",), ("sub/.sitegen-site", "sub/x.txt"), ("a.py",)]
)
def test_a_folder_without_sources_is_an_error(tmp_path, content):
    write(tmp_path, *content)
    assert list_files([str(tmp_path)]) == []
    with pytest.raises(SourceError) as caught:
        read_sources([str(tmp_path)])
    assert f"{tmp_path}:1: the folder holds no file to read" in str(caught.value)


def test_an_empty_folder_beside_good_files_is_a_diagnostic(tmp_path):
    (tmp_path / "empty").mkdir()
    write(tmp_path, "full/papers.jsonl")
    reading = read_sources([str(tmp_path / "empty"), str(tmp_path / "full")])
    assert [p.title for p in reading.papers] == ["T"]
    assert [d.message for d in reading.diagnostics] == [
        "the folder holds no file to read; add papers"
    ]


def test_links_to_folders_and_files_are_followed(tmp_path):
    write(tmp_path, "elsewhere/a.txt", "folder/b.txt")
    (tmp_path / "folder" / "link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "folder" / "c.txt").symlink_to(tmp_path / "elsewhere" / "a.txt")
    (tmp_path / "folder" / "dangling.txt").symlink_to(tmp_path / "nothing")
    assert names(tmp_path / "folder") == ["b.txt", "c.txt", "link/a.txt"]


def test_a_loop_of_links_ends(tmp_path):
    write(tmp_path, "a.txt", "sub/b.txt")
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "sub" / "self").symlink_to(tmp_path / "sub")
    assert names(tmp_path) == ["a.txt", "sub/b.txt"]


def test_of_two_links_to_a_folder_the_first_by_name_is_entered(tmp_path):
    write(tmp_path, "elsewhere/a.txt", "folder/z.txt")
    for name in ("n", "m", "o"):
        (tmp_path / "folder" / name).symlink_to(tmp_path / "elsewhere")
    assert names(tmp_path / "folder") == ["m/a.txt", "z.txt"]


@pytest.fixture
def refuse(monkeypatch):
    """Make folders of some names unreadable."""
    refused_names = set()
    scandir = os.scandir

    def refusing_scandir(path):
        if Path(path).name in refused_names:
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing_scandir)
    return refused_names.add


def test_an_unreadable_folder_is_a_diagnostic(tmp_path, refuse):
    write(tmp_path, "a.txt", "private/b.txt", "sub/c.txt")
    refuse("private")
    private = str(tmp_path / "private")
    fault = Diagnostic(private, 1, "", "the folder can't be read: you may not read it; allow it")
    assert list(iter_files([str(tmp_path)])) == [
        (private, None, fault),
        (str(tmp_path / "a.txt"), tmp_path / "a.txt", None),
        (str(tmp_path / "sub" / "c.txt"), tmp_path / "sub" / "c.txt", None),
    ]
    assert names(tmp_path) == ["a.txt", "sub/c.txt"]
    reading = read_sources([str(tmp_path)])
    assert len(reading.papers) == 2
    assert reading.diagnostics == (fault,)


def test_what_the_system_refuses_to_describe_is_passed_on_as_a_file(tmp_path, monkeypatch):
    write(tmp_path, "folder/a.txt")
    refused = (tmp_path / "folder" / "a.txt", tmp_path / "secret" / "b.txt")
    stat = Path.stat

    def refusing_stat(path, **options):
        if path in refused:
            raise PermissionError(13, "Permission denied", str(path))
        return stat(path, **options)

    monkeypatch.setattr(Path, "stat", refusing_stat)
    assert list_files([str(tmp_path / "folder"), str(refused[1])]) == [
        (str(path), path) for path in refused
    ]


def test_a_source_that_is_an_unreadable_folder_gives_no_paper(tmp_path, refuse):
    (tmp_path / "private").mkdir()
    refuse("private")
    with pytest.raises(
        SourceError, match=r"private:1: the folder can't be read: you may not read it"
    ):
        read_sources([str(tmp_path / "private")])


def test_names_of_standard_input():
    assert (discovery.STDIN, discovery.STDIN_NAME) == ("-", "<stdin>")
