"""The plugin that captures frames and samples while MkDocs renders the user's pages."""

import pytest

from sitegen.render.frame_capture import FrameCapture
from sitegen.render.frames import Frame
from sitegen.render.mkdocs_run import run_mkdocs

MAIN = (
    "<title>{% include 'partials/title.html' %}</title>{% include 'partials/head.html' %}|"
    "{{ page.content }}|{{ page.meta.kind }}"
)


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "project"
    (folder / "docs").mkdir(parents=True)
    (folder / "theme" / "partials").mkdir(parents=True)
    (folder / "theme" / "main.html").write_text(MAIN)
    (folder / "theme" / "404.html").write_text("gone {% include 'partials/head.html' %}")
    (folder / "theme" / "partials" / "title.html").write_text("T {{ page.title }}")
    (folder / "theme" / "partials" / "head.html").write_text("head")
    (folder / "docs" / "about.md").write_text("# About\n\n[a](papers/a.md) [b](papers/b.md)\n")
    (folder / "mkdocs.yml").write_text(
        "site_name: S\nsite_description: D\nsite_url: https://e.org/\nextra: {x: 1}\n"
        "use_directory_urls: false\nmarkdown_extensions: [attr_list]\nplugins: []\n"
        "theme: {name: null, custom_dir: theme, static_templates: [404.html]}\n"
    )
    return folder


@pytest.fixture
def captured(project):
    plugin = FrameCapture(
        {"paper:1": ("papers/specimen.md", "paper"), "home:0": ("index.md", "home")},
        {"papers/sample.md": '---\ntitle: "Sample"\nkind: "paper"\n---\n\n# Head\n'},
        {"papers/a.md": None, "index.md": None},
    )
    site = project.parent / "site"
    warnings = run_mkdocs(project, site, plugins={"sitegen": plugin})
    return plugin, site, warnings


def test_specimens_become_frames(captured):
    plugin, _, _ = captured
    slots = ("title", "head", "body")
    assert plugin.frames == {
        "paper:1": Frame(("<title>", "</title>", "|", "|paper"), slots),
        "home:0": Frame(("<title>", "</title>", "|", "|home"), slots),
    }


def test_samples_are_captured_whole(captured):
    plugin, _, _ = captured
    assert plugin.samples == {
        "papers/sample.md": '<title>T Sample</title>head|<h1 id="head">Head</h1>|paper'
    }


def test_only_the_users_pages_are_written(captured):
    plugin, site, _ = captured
    assert plugin.user_pages == ["about.md"]
    assert sorted(p.relative_to(site).as_posix() for p in site.rglob("*.html")) == [
        "404.html", "about.html",
    ]  # fmt: skip
    html = (site / "about.html").read_text()
    assert html.startswith("<title>T About</title>head|")
    assert "sitegen:slot" not in html
    assert (site / "404.html").read_text() == "gone head"


def test_links_to_generated_pages_are_valid_and_others_are_not(captured):
    _, site, warnings = captured
    assert '<a href="papers/a.html">a</a>' in (site / "about.html").read_text()
    assert len(warnings) == 1
    assert "papers/b.md" in warnings[0]


def test_settings_are_those_that_partials_may_use(captured):
    plugin, _, _ = captured
    assert plugin.settings == {
        "site_name": "S", "site_description": "D", "site_url": "https://e.org/", "extra": {"x": 1},
    }  # fmt: skip


def test_the_plugin_runs_after_those_of_the_user():
    for name in ("on_files", "on_page_content", "on_env", "on_post_page"):
        assert getattr(FrameCapture, name).mkdocs_priority == -100


def test_the_loader_lists_the_templates_of_the_theme(project):
    from jinja2 import Environment, FileSystemLoader

    environment = Environment(loader=FileSystemLoader(project / "theme"), autoescape=True)
    FrameCapture({}, {}, {}).on_env(environment)
    assert environment.list_templates() == [
        "404.html", "main.html", "partials/head.html", "partials/title.html",
    ]  # fmt: skip
    bare = Environment(autoescape=True)
    assert FrameCapture({}, {}, {}).on_env(bare).loader is None
