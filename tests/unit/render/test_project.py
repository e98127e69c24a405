"""The generated folder: mkdocs.yml, docs/ and the manifest."""

import pytest
import yaml

from sitegen.config.settings import SiteSettings, ThemeSettings
from sitegen.errors import BuildError
from sitegen.pages.registry import KeyedPage, NavEntry, Page, PageKind
from sitegen.render.project import MANIFEST, read_manifest, write_project
from sitegen.render.user_content import UserContent
from sitegen.workspace.files import remove
from tests.unit.search.pagefind_index import read_tree

KINDS = [
    PageKind("home", 1, "", iter, nav=NavEntry("Home", "index.md", in_header=False)),
    PageKind("tags", 2, "", iter, nav=NavEntry("Topics", "tags.md", covers=("tag",))),
    PageKind("paper", 3, "", iter, folder="papers", in_sitemap=False),
]
PAGES = [Page("index.md", "# Home", "home"), Page("papers/a.md", "# Ä", "paper")]


def write(folder, pages=PAGES, *, site=None, theme=None, **options):
    folder.mkdir(exist_ok=True)
    return write_project(
        folder, pages, site=site or SiteSettings(), theme=theme or ThemeSettings(), kinds=KINDS,
        **options,
    )  # fmt: skip


def config_of(folder):
    return yaml.safe_load((folder / "mkdocs.yml").read_text("utf-8"))


def test_mkdocs_yml(tmp_path):
    write(tmp_path, site=SiteSettings("N", "D", language="de"))
    config = config_of(tmp_path)
    assert (config["site_name"], config["site_description"]) == ("N", "D")
    assert config["nav"] == [{"Start": "index.md"}, {"Themen": "tags.md"}]
    assert config["use_directory_urls"] is False
    assert config["plugins"] == []
    assert config["theme"] == {
        "name": "material", "custom_dir": "theme", "language": "de", "font": False,
        "favicon": "assets/sitegen/favicon.svg",
    }  # fmt: skip
    extra = config["extra"]["sitegen"]
    assert extra["nav"] == [
        {"title": "Themen", "url": "tags.html", "kind": "tags", "covers": ["tag"]}
    ]
    assert extra["nav_pages"] == ["index.md", "tags.md"]
    assert extra["unlisted_kinds"] == ["paper"]
    assert "site_url" not in config


def test_the_address_ends_in_one_slash_and_an_unknown_language_is_english(tmp_path):
    for url in ("https://e.org/x", "https://e.org/x/"):
        write(tmp_path, site=SiteSettings(url=url, language="xx"))
        config = config_of(tmp_path)
        assert config["site_url"] == "https://e.org/x/"
        assert config["theme"]["static_templates"] == [
            "opensearch.xml", "robots.txt", "llms.txt",
        ]  # fmt: skip
        assert config["theme"]["language"] == "en"


def test_a_logo_is_copied_and_a_missing_one_is_a_fault(tmp_path):
    (tmp_path / "mine.SVG").write_text("<svg/>")
    write(tmp_path, theme=ThemeSettings(logo=tmp_path / "mine.SVG"))
    assert config_of(tmp_path)["theme"]["logo"] == "assets/sitegen/logo.svg"
    assert (tmp_path / "theme" / "assets" / "sitegen" / "logo.svg").read_text() == "<svg/>"
    with pytest.raises(
        BuildError, match="the logo can't be read: there is no such file; check the name"
    ):
        write(tmp_path, theme=ThemeSettings(logo=tmp_path / "gone.svg"))


def test_the_manifest_is_what_was_written(tmp_path):
    assert read_manifest(tmp_path) == {}
    manifest = write(tmp_path)
    assert {name: entry.kind for name, entry in manifest.items()} == {
        "index.md": "home", "papers/a.md": "paper",
    }  # fmt: skip
    assert read_manifest(tmp_path) == manifest
    assert (tmp_path / "docs" / "papers" / "a.md").read_text("utf-8") == "# Ä"
    (tmp_path / MANIFEST).write_text("damaged")
    assert read_manifest(tmp_path) == {}


def test_only_changed_pages_are_written_and_old_ones_removed(tmp_path):
    write(tmp_path)
    home, page = tmp_path / "docs" / "index.md", tmp_path / "docs" / "papers" / "a.md"
    inode = home.stat().st_ino
    write(tmp_path, [PAGES[0], Page("papers/a.md", "# New", "paper")])
    assert home.stat().st_ino == inode
    assert page.read_text() == "# New"
    page.unlink()  # somebody removed it already
    write(tmp_path, PAGES[:1])
    assert not page.exists()


def test_the_text_of_a_page_is_asked_for_if_its_key_or_its_file_has_changed(tmp_path):
    asked = []

    def render():
        asked.append("a")
        return "# Ä"

    def keyed(key):
        return [KeyedPage("papers/a.md", "paper", key, render)]

    path = tmp_path / "docs" / "papers" / "a.md"
    first = write(tmp_path, keyed("1"))
    assert write(tmp_path, keyed("1")) == first
    assert asked == ["a"]
    assert (
        write(tmp_path, keyed("2"))["papers/a.md"].content_hash == first["papers/a.md"].content_hash
    )
    assert asked == ["a", "a"]
    for damage in (lambda: path.write_text("# Xx"), path.unlink, (tmp_path / MANIFEST).unlink):
        damage()
        write(tmp_path, keyed("2"))
        assert path.read_text("utf-8") == "# Ä"
    assert asked == ["a"] * 5


def test_damage_of_the_folder_is_mended_and_nothing_foreign_stays(tmp_path):
    write(tmp_path)
    docs, outside = tmp_path / "docs", tmp_path / "outside"
    outside.mkdir()
    (outside / "a.md").write_text("not ours")
    (docs / "index.md").write_text("touched")
    (docs / "stray.md").write_text("x")
    (docs / "stray" / "deep").mkdir(parents=True)
    (docs / "papers" / "b.md").symlink_to(outside / "a.md")
    (docs / "papers" / "a.md").unlink()
    (docs / "papers" / "a.md").mkdir()
    (docs / "link").symlink_to(outside)
    write(tmp_path)
    names = {path.relative_to(docs).as_posix() for path in docs.rglob("*")}
    assert names == {"index.md", "papers", "papers/a.md"}
    assert (docs / "index.md").read_text() == "# Home"
    assert (docs / "papers" / "a.md").read_text() == "# Ä"
    assert (outside / "a.md").read_text() == "not ours"


@pytest.mark.parametrize("name", ["docs", "docs/papers", "docs/index.md", "theme", "mkdocs.yml"])
@pytest.mark.parametrize("kind", ["file", "folder", "link"])
def test_what_has_the_name_of_a_file_or_folder_of_the_project_is_replaced(tmp_path, name, kind):
    write(tmp_path / "clean")
    write(tmp_path / "project")
    outside, path = tmp_path / "outside", tmp_path / "project" / name
    outside.mkdir()
    remove(path)
    if kind == "file":
        path.write_text("x")
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to(outside)
    write(tmp_path / "project")
    assert read_tree(tmp_path / "project") == read_tree(tmp_path / "clean")
    assert not list(outside.iterdir())


def test_a_build_that_dies_leaves_no_manifest(tmp_path):
    def pages():
        yield PAGES[0]
        raise ZeroDivisionError

    write(tmp_path)
    with pytest.raises(ZeroDivisionError):
        write(tmp_path, pages())
    assert not (tmp_path / MANIFEST).exists()


def test_the_users_files_come_and_go(tmp_path):
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "about.md").write_text("# About")
    project = tmp_path / "project"
    project.mkdir()
    manifest = write(project, user=UserContent(tmp_path / "own", None, None))
    assert (project / "docs" / "about.md").read_text() == "# About"
    assert "about.md" not in manifest
    write(project)
    assert not (project / "docs" / "about.md").exists()


def test_a_page_that_is_gone_from_the_collection_is_removed(tmp_path):
    write(tmp_path)
    write(tmp_path, PAGES[:1])
    assert not (tmp_path / "docs" / "papers" / "a.md").exists()


def test_accents_go_into_the_style_sheet(tmp_path):
    write(tmp_path / "plain")
    write(tmp_path / "accents", theme=ThemeSettings(accent="#102030", accent_dark="#fedcba"))
    plain, accents = (
        next((tmp_path / name / "theme" / "assets" / "sitegen").glob("sitegen.*.css")).read_text()
        for name in ("plain", "accents")
    )
    rule = ":root{--sg-accent-light:#102030;--sg-accent-dark:#fedcba}"
    assert accents == plain + rule


def test_the_policy_can_be_left_out(tmp_path):
    write(tmp_path)
    assert "default-src 'self'; " in config_of(tmp_path)["extra"]["sitegen"]["policy"]
    write(tmp_path, theme=ThemeSettings(content_security_policy=False))
    assert "policy" not in config_of(tmp_path)["extra"]["sitegen"]
