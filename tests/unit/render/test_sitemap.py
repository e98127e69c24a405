"""The sitemap: all pages once, in files that search engines take."""

from pathlib import Path

from lxml import etree

from sitegen.render import sitemap
from sitegen.render.documents import PageEntry
from sitegen.render.sitemap import _mkdocs_order, write_sitemap
from sitegen.render.theme import theme_folder

SCHEMA = etree.XMLSchema(
    etree.parse(Path(__file__).parents[2] / "fixtures" / "schemas" / "sitemap.xsd")
)
URL = "https://example.org/a&b/"
PAGES = {
    "papers/b.md": PageEntry("", "paper", "2026-11-25"),
    "index.md": PageEntry("", "home"),
    "papers/a & ü.md": PageEntry("", "paper"),
    "feed.xml": PageEntry("", "feeds"),
    "authors/old.md": PageEntry("", "moved"),
}


def write(folder, url=URL):
    settings = {"site_url": url, "extra": {"sitegen": {"unlisted_kinds": ["moved"]}}}
    write_sitemap(theme_folder(), folder, settings, PAGES, ["about.md"])
    texts = {path.name: etree.parse(path) for path in sorted(folder.iterdir())}
    for tree in texts.values():
        SCHEMA.assertValid(tree)
    return {name: [loc.text for loc in tree.iterfind(".//{*}loc")] for name, tree in texts.items()}


def test_all_listed_pages_are_in_one_file(tmp_path):
    assert write(tmp_path) == {
        "sitemap.xml": [
            f"{URL}index.html", f"{URL}about.html", f"{URL}papers/a%20%26%20%C3%BC.html",
            f"{URL}papers/b.html",
        ]
    }  # fmt: skip


def test_a_paper_has_the_day_on_which_it_was_first_seen(tmp_path):
    write(tmp_path)
    days = etree.parse(tmp_path / "sitemap.xml").iterfind(".//{*}lastmod")
    assert [(day.text, day.getprevious().text) for day in days] == [
        ("2026-11-25", f"{URL}papers/b.html")
    ]


def test_a_site_without_an_address_has_an_empty_one(tmp_path):
    assert write(tmp_path, None) == {"sitemap.xml": []}


def test_many_pages_are_in_several_files_with_an_index(tmp_path, monkeypatch):
    monkeypatch.setattr(sitemap, "MAX_ADDRESSES", 2)
    files = write(tmp_path)
    names = ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    assert files.pop("sitemap.xml") == [URL + name for name in names]
    assert list(files) == names
    listed = [address for addresses in files.values() for address in addresses]
    assert listed == write_whole(tmp_path / "whole", monkeypatch)


def write_whole(folder, monkeypatch):
    folder.mkdir()
    monkeypatch.setattr(sitemap, "MAX_ADDRESSES", 50_000)
    return write(folder)["sitemap.xml"]


def test_order_of_mkdocs():
    names = ["b/a.md", "z.md", "README.md", "a/b.md", "a/index.md", "a.md", "a/c/d.md"]
    assert sorted(names, key=_mkdocs_order) == [
        "README.md", "a.md", "z.md", "a/index.md", "a/b.md", "a/c/d.md", "b/a.md",
    ]  # fmt: skip
