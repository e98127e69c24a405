"""Running MkDocs: what is written, what is returned, and how faults are reported."""

import logging
import os

import pytest

from sitegen.errors import BuildError
from sitegen.render.mkdocs_run import run_mkdocs


@pytest.fixture
def project(tmp_path):
    """A project with a theme of one template, which makes a run fast."""
    folder = tmp_path / "project"
    (folder / "docs").mkdir(parents=True)
    (folder / "theme").mkdir()
    (folder / "docs" / "index.md").write_text("# Home\n")
    (folder / "theme" / "main.html").write_text("<title>{{ page.title }}</title>{{ page.content }}")
    write_settings(folder)
    return folder


def write_settings(project, *lines):
    settings = ["site_name: S", "theme: {name: null, custom_dir: theme}", "plugins: []", *lines]
    (project / "mkdocs.yml").write_text("\n".join(settings))


def write_hook(project, text):
    (project / "hooks.py").write_text(text)
    write_settings(project, f"hooks: [{(project / 'hooks.py').resolve()}]")


def message_of(project):
    with pytest.raises(BuildError) as caught:
        run_mkdocs(project, project.parent / "site")
    return str(caught.value)


def test_pages_are_rendered_and_nothing_is_reported(project):
    site = project.parent / "site"
    assert run_mkdocs(project, site) == []
    assert "<title>Home</title>" in (site / "index.html").read_text()
    assert (site / ".nojekyll").is_file()


def test_unused_files_of_the_theme_are_removed(project):
    for name in ("javascripts", "stylesheets", "images", "sitegen"):
        folder = project / "theme" / "assets" / name
        folder.mkdir(parents=True)
        (folder / "a.js").write_text("")
    (project / "theme" / "sitemap.xml").write_text("<urlset></urlset>")
    write_settings(project, "site_url: https://e.org/")
    site = project.parent / "site"
    run_mkdocs(project, site)
    files = sorted(p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file())
    assert files == [".nojekyll", "assets/sitegen/a.js", "index.html", "sitemap.xml"]


def test_warnings_are_returned_and_the_log_is_left_as_it_was(project):
    (project / "docs" / "index.md").write_text("[gone](nowhere.md)")
    logger = logging.getLogger("mkdocs")
    state = (list(logger.handlers), logger.propagate)
    (warning,) = run_mkdocs(project, project.parent / "site")
    assert "nowhere.md" in warning
    assert (list(logger.handlers), logger.propagate) == state


def test_the_environment_is_restored(project, monkeypatch):
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "x")
    monkeypatch.delenv("DISABLE_MKDOCS_2_WARNING", raising=False)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    before = dict(os.environ)
    write_hook(
        project,
        "import os\n\ndef on_files(files, config):\n"
        "    names = ('NO_MKDOCS_2_WARNING', 'DISABLE_MKDOCS_2_WARNING', 'SOURCE_DATE_EPOCH')\n"
        "    raise ValueError([os.environ[name] for name in names])\n",
    )
    assert "['1', 'true', '0']" in message_of(project)
    assert dict(os.environ) == before


def test_another_folder_of_pages_may_be_given(project):
    docs = project.parent / "elsewhere"
    docs.mkdir()
    (docs / "a.md").write_text("# A\n")
    site = project.parent / "site"
    run_mkdocs(project, site, docs)
    assert (site / "a.html").is_file() or (site / "a" / "index.html").is_file()
    assert not (site / "index.html").exists()
    assert not (project.parent / "user-pages").exists()


def test_loops_of_links_are_cut(project):
    docs = project.parent / "elsewhere"
    docs.mkdir()
    (docs / "a.md").write_text("# A\n")
    for name in ("again", "twice", "thrice"):
        (docs / name).symlink_to(docs)
    (project.parent / "user-pages").mkdir()
    (project.parent / "user-pages" / "stale.md").write_text("# Stale\n")
    site = project.parent / "site"
    run_mkdocs(project, site, docs)
    pages = [p.relative_to(site).as_posix() for p in site.rglob("*.html")]
    assert sorted(set(pages) - {"404.html"}) == ["a/index.html"]


def test_a_plugin_may_be_added(project):
    from mkdocs.plugins import BasePlugin

    class Shouting(BasePlugin):
        def on_page_content(self, html, **_):
            return html.upper()

    site = project.parent / "site"
    run_mkdocs(project, site, plugins={"shouting": Shouting()})
    assert "HOME</H1>" in (site / "index.html").read_text()


def test_an_exception_of_a_hook_names_the_hook_its_line_and_the_exception(project):
    write_hook(project, "import json\n\ndef on_page_markdown(text, **_):\n    json.loads('{')\n")
    message = message_of(project)
    assert message.startswith("MkDocs could not render the site: Error reading page 'index.md': ")
    place = f"{(project / 'hooks.py').resolve()}:4"
    assert f"; {place}: the hook raised JSONDecodeError: Expecting property name" in message


def test_a_hook_that_can_not_be_imported_is_named(project):
    write_hook(project, "x = 1\nimport no_such_module\n")
    place = f"{(project / 'hooks.py').resolve()}:2"
    assert message_of(project) == (
        f"MkDocs could not render the site: {place}: the hook raised "
        "ModuleNotFoundError: No module named 'no_such_module'"
    )


def test_a_hook_that_is_not_python_is_named(project):
    write_hook(project, "x = 1\nif:\n")
    place = f"{(project / 'hooks.py').resolve()}:2"
    assert f"site: {place}: the hook raised SyntaxError: invalid syntax" in message_of(project)


def test_an_oserror_has_its_file(project):
    write_hook(project, "def on_config(config):\n    open('/no/such/file')\n")
    place = f"{(project / 'hooks.py').resolve()}:2"
    assert message_of(project) == (
        f"MkDocs could not render the site: {place}: the hook raised "
        "FileNotFoundError: /no/such/file: No such file or directory"
    )


def test_faults_that_mkdocs_names_keep_its_words(project):
    write_settings(project, "no_such_setting: 1", "markdown_extensions: [no_such_extension]")
    message = message_of(project)
    assert "Config value 'markdown_extensions': Failed to load extension" in message
    (project / "theme" / "main.html").write_text("{% if %}")
    write_settings(project)
    assert "Expected an expression, got 'end of statement block'" in message_of(project)


@pytest.mark.parametrize("kind", [KeyboardInterrupt, SystemExit])
def test_an_interruption_goes_through(project, kind):
    write_hook(project, f"def on_config(config):\n    raise {kind.__name__}\n")
    with pytest.raises(kind):
        run_mkdocs(project, project.parent / "site")


def test_files_of_hidden_folders_of_a_theme_are_included_but_not_published(project, tmp_path):
    theme = project / "theme"
    for name, text in ((".icons/star.svg", "<svg/>"), ("assets/deep/a.css", "a{}")):
        (theme / name).parent.mkdir(parents=True)
        (theme / name).write_text(text)
    (theme / "main.html").write_text("{% include '.icons/star.svg' %}")
    assert run_mkdocs(project, tmp_path / "site") == []
    assert "<svg/>" in (tmp_path / "site" / "index.html").read_text()
    assert (tmp_path / "site" / "assets" / "deep" / "a.css").is_file()
    assert not (tmp_path / "site" / ".icons").exists()
