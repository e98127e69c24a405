"""What the usual additions take: a format, a kind of page, an export are one module each."""

import json
import sys
from dataclasses import dataclass
from xml.etree import ElementTree as ET

import pytest

from sitegen.build.search_inputs import searchable_urls
from sitegen.config.load import default_config, parse_config, reference
from sitegen.config.settings import SECTIONS, SiteSettings, _between, _setting
from sitegen.errors import ConfigError
from sitegen.pages import kinds, load_kinds
from sitegen.publish import Records, export_names, exports, render_export
from sitegen.sources import format_names, formats
from tests.unit.builds import build, make_config, write_papers
from tests.unit.pages.builders import paper

FORMAT = """
from sitegen.sources.fields import Record, read_records

NAME = "shouted"
RANK = 5


def sniff(head):
    return head.startswith("PAPER!")


def read(text, path):
    lines = enumerate(text.splitlines(), start=1)
    return read_records([Record(n, {"title": line[6:], "id": f"s{n}"}) for n, line in lines], path)
"""
KIND = """
from sitegen.pages.registry import NavEntry, Page, PageKind


def _render(context):
    for name in ("index", "ada"):
        text = context.template(KIND.template).render(name=name)
        yield Page(f"people/{name}.md", text, KIND.name)


KIND = PageKind("people", 45, "people.md.j2", _render, folder="people",
                nav=NavEntry("People", "people/index.md"), is_searchable=True, in_sitemap=IN_SITEMAP)
"""
TEMPLATE = """---
{{ {"title": "People " ~ name, "kind": "people"}|yaml }}
---

# People {{ name }} of {{ total }} papers { #top }
"""
EXPORT = """
NAME, SUFFIX, MEDIA_TYPE, TITLE = "titles", ".txt", "text/plain", "Titles"


def render(records):
    for paper in records:
        yield f"{paper.entry.paper.title}\\n"
"""


@pytest.fixture
def extend(tmp_path, monkeypatch):
    """Write files into a folder and add the folder to a package; all is undone afterwards."""

    def add(package, name, files):
        folder = tmp_path / name
        folder.mkdir()
        for file, text in files.items():
            (folder / file).write_text(text)
        monkeypatch.setattr(package, "__path__", [*package.__path__, str(folder)])
        # The import adds the module here, and monkeypatch removes it again.
        module = f"{package.__name__}.{name}"
        monkeypatch.setitem(sys.modules, module, None)
        monkeypatch.delitem(sys.modules, module)
        monkeypatch.setattr(package, name, None, raising=False)

    return add


def test_a_source_format_is_one_module(tmp_path, extend):
    extend(formats, "shouted", {"shouted.py": FORMAT})
    assert "shouted" in format_names()
    (tmp_path / "papers.txt").write_text("PAPER!On graphs\nPAPER!On trees\n")
    report, _ = build(tmp_path, tmp_path / "papers.txt")
    assert (report.pages, report.rejected) == (2, [])
    page = (tmp_path / "site" / "papers" / "s2.html").read_text("utf-8")
    assert "On trees" in page


@pytest.mark.parametrize("in_sitemap", [True, False])
def test_a_page_kind_is_one_module_and_a_template(tmp_path, extend, in_sitemap):
    source = KIND.replace("IN_SITEMAP", str(in_sitemap))
    extend(kinds, "people", {"people.py": source, "people.md.j2": TEMPLATE})
    assert [kind.name for kind in load_kinds()][6] == "people"
    write_papers(tmp_path / "papers.jsonl")
    config = make_config(tmp_path, site={"url": "https://example.org/x"})
    report, _ = build(tmp_path, config=config)
    site = tmp_path / "site"
    assert report.pages == 2
    assert (tmp_path / ".sitegen" / "site" / "project" / "docs" / "people").is_dir()
    assert "People ada of 2 papers" in (site / "people" / "ada.html").read_text("utf-8")
    # The header of another page links to it.
    header = (site / "papers" / "a.html").read_text("utf-8").partition("</header>")[0]
    assert "href=../people/index.html" in header
    sitemap = ET.parse(site / "sitemap.xml")
    listed = {element.text for element in sitemap.iterfind(".//{*}loc")}
    assert ("https://example.org/x/people/ada.html" in listed) == in_sitemap
    assert "https://example.org/x/papers/a.html" in listed


def test_a_searchable_kind_is_indexed(tmp_path, extend, monkeypatch):
    extend(kinds, "people", {"people.py": KIND.replace("IN_SITEMAP", "True"),
                             "people.md.j2": TEMPLATE})  # fmt: skip
    write_papers(tmp_path / "papers.jsonl")
    indexed = []

    def record(run):
        indexed.extend(searchable_urls(run))
        return searchable_urls(run)

    monkeypatch.setattr("sitegen.build.stages.searchable_urls", record)
    build(tmp_path)
    assert indexed == [
        "papers/b.html", "papers/a.html", "people/index.html", "people/ada.html",
    ]  # fmt: skip


def test_a_setting_is_its_declaration(tmp_path, monkeypatch):
    @dataclass(frozen=True, slots=True)
    class Extended(SiteSettings):
        columns: int = _setting(2, "Number of columns on the front page.", _between(1, 4))

    def read(text):
        return parse_config({"site": {"columns": text}}, f"[site]\ncolumns = {text}\n", path)

    path = tmp_path / "sitegen.toml"
    monkeypatch.setitem(SECTIONS, "site", Extended)
    assert default_config(tmp_path).site.columns == 2
    assert read(4).site.columns == 4
    with pytest.raises(ConfigError, match="toml:2: columns = 5 must be from 1 to 4"):
        read(5)
    assert "# Number of columns on the front page.\ncolumns = 2\n" in reference()


def test_an_export_is_one_module(extend):
    extend(exports, "titles", {"titles.py": EXPORT})
    assert "titles" in export_names()
    records = Records.of([paper("a"), paper("b")])
    assert list(render_export("titles", records)) == [b"Title a\n", b"Title b\n"]
    assert json.loads(next(render_export("jsonl", records)))["id"] == "a"


def test_additions_are_gone_afterwards():
    assert "shouted" not in format_names()
    assert "people" not in [kind.name for kind in load_kinds()]
    assert "titles" not in export_names()
