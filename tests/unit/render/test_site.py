"""Rendering a project: frames, reuse, keys, sitemap."""

import re
import shutil

import pytest

from sitegen.config.settings import SiteSettings, ThemeSettings
from sitegen.errors import BuildError
from sitegen.pages import load_kinds, render_pages
from sitegen.render.documents import PageEntry
from sitegen.render.project import write_project
from sitegen.render.site import _specimens, place_page, render_site
from sitegen.work import Processes
from tests.unit.pages.builders import GRAPHS, paper, site

PAPERS = [paper("a", GRAPHS), paper("b"), paper("c")]
URLS = [
    "index.html", "papers.html", "papers-by-title.html", "tags.html", "tags-by-letter.html",
    "tags/graphs.html", "search.html", "list.html", "draft.html", "go.html",
    "papers/a.html", "papers/b.html", "papers/c.html",
    "contributions/count.js", "records/sizes.js", "records/0.js", "records/ids-0.js", "tags.js",
]  # fmt: skip


def write(folder, papers):
    project = folder / "project"
    project.mkdir(exist_ok=True)
    return write_project(
        project, render_pages(papers, site()), site=SiteSettings(url="https://e.org"),
        theme=ThemeSettings(), kinds=load_kinds(),
    )  # fmt: skip


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    folder = tmp_path_factory.mktemp("render")
    pages = write(folder, PAPERS)
    rendered = render_site(
        folder / "project", pages, folder / "gone", folder / "site", engine=Processes(1)
    )
    return folder, pages, rendered


def test_all_pages_are_rendered_and_have_keys(first):
    folder, _, rendered = first
    assert (rendered.rendered, rendered.reused) == (len(URLS), 0)
    assert list(rendered.page_keys) == URLS
    assert len(set(rendered.page_keys.values())) == len(URLS)
    assert all((folder / "site" / url).is_file() for url in URLS)
    assert (rendered.user_pages, rendered.changed_page) == ([], "")


def test_the_sitemap_lists_files_before_folders_and_the_index_first(first):
    text = (first[0] / "site" / "sitemap.xml").read_text("utf-8")
    listed = re.findall(r"<loc>https://e\.org/([^<]*)</loc>", text)
    assert listed[0] in {"", "index.html"}
    assert listed[1:] == [
        "draft.html", "papers-by-title.html", "papers.html", "search.html",
        "tags-by-letter.html", "tags.html",
        "papers/a.html", "papers/b.html", "papers/c.html", "tags/graphs.html",
    ]  # fmt: skip


def test_unchanged_pages_are_reused(first):
    folder, pages, rendered = first
    again = render_site(
        folder / "project", pages, folder / "site", folder / "new", engine=Processes(1)
    )
    assert (again.rendered, again.reused) == (0, len(URLS))
    assert again.page_keys == rendered.page_keys
    inodes = {(folder / name / "papers" / "a.html").stat().st_ino for name in ("site", "new")}
    assert len(inodes) == 1
    shutil.rmtree(folder / "new")


def test_a_placed_page_is_a_new_file(first, tmp_path):
    folder, _, _ = first
    copy = shutil.copytree(folder / "site", tmp_path / "copy")
    pages = {page.src_uri: page for page in render_pages(PAPERS, site())}
    text = (copy / "papers" / "a.html").read_text("utf-8")
    (copy / "papers" / "a.html").write_text("old")
    place_page(folder, copy, pages["papers/a.md"])
    assert (copy / "papers" / "a.html").read_text("utf-8") == text
    assert not list(copy.rglob("*.new"))
    with pytest.raises(BuildError, match="its frames are not known; build it again"):
        place_page(tmp_path, copy, pages["papers/a.md"])


def test_pages_in_folders_have_a_frame_of_no_page(first):
    specimens = list(_specimens(first[1]).values())
    assert ("papers/specimen-paper.md", "paper") in specimens
    assert ("index.md", "home") in specimens
    assert len([1 for _, kind in specimens if kind == "paper"]) == 1


def test_two_kinds_in_one_folder_have_two_specimens():
    pages = {"a/x.md": PageEntry("1", "author"), "a/y.md": PageEntry("2", "moved")}
    specimens = list(_specimens(pages).values())
    assert len(dict(specimens)) == len(specimens) == 2
