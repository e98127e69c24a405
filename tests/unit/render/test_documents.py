"""Pages in docs/: the same files and manifest from one process, from two, and after a death."""

import os
from dataclasses import replace
from functools import partial

import pytest

from sitegen.pages import render_pages
from sitegen.pages.registry import KeyedPage, Page
from sitegen.paper import Author
from sitegen.render import documents as module
from sitegen.render.documents import forget_results, write_pages
from sitegen.work import Processes
from tests.unit.pages.builders import GRAPHS, paper, site
from tests.unit.search.pagefind_index import read_tree

NAMES = [f"papers/{number}.md" for number in range(7)]


def render(folder, name):
    with (folder / "log").open("a") as log:
        log.write(f"{name} {os.getpid()}\n")
    return f"# {name}"


def pages_of(folder, names=NAMES):
    """Return pages with keys, and between them one without."""
    pages = [KeyedPage(n, "paper", f"key {n}", partial(render, folder, n), "2026") for n in names]
    return [*pages[:3], Page("index.md", "# Home", "home"), *pages[3:]]


def rendered(folder):
    lines = [line.split() for line in (folder / "log").read_text().splitlines()]
    (folder / "log").unlink()
    return sorted(name for name, _ in lines), {int(pid) for _, pid in lines}


def write(folder, pages, previous=None, jobs=2):
    (folder / "project").mkdir(exist_ok=True)
    return write_pages(
        folder / "project" / "docs", pages, ["papers"], previous or {}, engine=Processes(jobs)
    )


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch):
    monkeypatch.setattr(module, "_CHUNK_PAGES", 2)


def test_one_process_and_several_write_the_same(tmp_path):
    manifests, trees = [], []
    for jobs in (1, 2, 3):
        folder = tmp_path / str(jobs)
        folder.mkdir()
        manifest = write(folder, pages_of(folder), jobs=jobs)
        names, processes = rendered(folder)
        assert names == NAMES
        assert len(processes) == (1 if jobs == 1 else 4)
        assert all(entry.size and entry.mtime_ns for entry in manifest.values() if entry.key)
        manifests.append([(n, entry._replace(mtime_ns=0)) for n, entry in manifest.items()])
        trees.append(read_tree(folder / "project" / "docs"))
    assert manifests[0] == manifests[1] == manifests[2]
    assert [name for name, _ in manifests[0]] == [*NAMES[:3], "index.md", *NAMES[3:]]
    assert trees[0] == trees[1] == trees[2]


def test_pages_of_the_manifest_are_not_rendered_again(tmp_path):
    first = write(tmp_path, pages_of(tmp_path))
    forget_results(tmp_path / "project")
    rendered(tmp_path)
    (tmp_path / "project" / "docs" / NAMES[4]).write_text("touched")
    changed = [replace(p, key="new") if p.src_uri == NAMES[2] else p for p in pages_of(tmp_path)]
    second = write(tmp_path, changed, first)
    assert rendered(tmp_path)[0] == [NAMES[2], NAMES[4]]
    assert second.keys() == first.keys()
    assert (tmp_path / "project" / "docs" / NAMES[4]).read_text() == f"# {NAMES[4]}"


def test_after_a_death_only_the_chunks_without_a_result_are_rendered(tmp_path):
    def dying():
        yield from pages_of(tmp_path)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(tmp_path, dying(), jobs=1)
    rendered(tmp_path)
    # The first page of a kind has no chunk, and of the last chunk a file is damaged.
    (tmp_path / "project" / "docs" / NAMES[6]).write_text("touched")
    manifest = write(tmp_path, pages_of(tmp_path), jobs=1)
    assert rendered(tmp_path)[0] == [NAMES[0], NAMES[5], NAMES[6]]
    assert list(manifest) == [*NAMES[:3], "index.md", *NAMES[3:]]
    assert read_tree(tmp_path / "project" / "docs")[NAMES[6]] == f"# {NAMES[6]}".encode()
    forget_results(tmp_path / "project")
    assert not (tmp_path / "project" / "chunks").exists()


def test_a_page_that_fails_in_a_process_fails_here(tmp_path):
    broken = KeyedPage("papers/x.md", "paper", "key", partial(int, "x"))
    with pytest.raises(ValueError, match="invalid literal"):
        write(tmp_path, [*pages_of(tmp_path), broken])


def test_real_pages_are_the_same_in_any_number_of_processes(tmp_path, monkeypatch):
    papers = [
        paper(name, GRAPHS, authors=(Author(f"Ann {name}"), Author("Bo B"))) for name in "abcdef"
    ]
    trees = []
    for jobs, size in ((1, 1000), (2, 3), (3, 1)):
        monkeypatch.setattr(module, "_CHUNK_PAGES", size)
        folder = tmp_path / str(jobs)
        folder.mkdir()
        write(folder, render_pages(papers, site()), jobs=jobs)
        trees.append(read_tree(folder / "project" / "docs"))
    assert trees[0] == trees[1] == trees[2]
    assert len(trees[0]) > 20
