"""The fast renderer writes the same documents as MkDocs."""

import re
import subprocess
import sys

import pytest

from sitegen.render.html_diff import normal_form


@pytest.fixture(scope="module", params=["example_site", "records_site"])
def rendered_twice(request, tmp_path_factory):
    """A site as sitegen built it, and as ``mkdocs build`` builds it from the generated project."""
    site = request.getfixturevalue(request.param)
    plain = tmp_path_factory.mktemp("plain") / "site"
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", plain],
        cwd=site.parent / ".sitegen" / "site" / "project", check=True, timeout=300,
    )  # fmt: skip
    return site, plain


#: Made from papers, not from pages.
BESIDE_THE_PAGES = (
    "pagefind/",
    "downloads/",
    "ro-crate-metadata.json",
    ".nojekyll",
    ".sitegen-site",
)


def names(folder, *, but=()):
    """Return the names of all files, without those that start with a prefix of ``but``."""
    files = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    return {name for name in files if not name.startswith(tuple(but) or ("\0",))}


def test_both_renderers_write_the_same_files(rendered_twice):
    site, plain = rendered_twice
    material = ("assets/javascripts", "assets/stylesheets", "assets/images", "sitemap.xml.gz")
    ours = names(site, but=BESIDE_THE_PAGES)
    assert ours == names(plain, but=material)


def test_both_renderers_write_the_same_documents(rendered_twice):
    site, plain = rendered_twice
    pages = [name for name in names(site) if name.endswith(".html")]
    assert len(pages) > 10
    for name in pages:
        fast, slow = ((folder / name).read_text("utf-8") for folder in rendered_twice)
        assert normal_form(fast) == normal_form(slow), name
    assert (site / "sitemap.xml").read_bytes() == (plain / "sitemap.xml").read_bytes()


def test_frames_of_paper_pages_are_small(example_site):
    """87,000 pages and their index fit into the 1 GB of GitHub Pages."""
    for path in (example_site / "papers").glob("*.html"):
        start, rest = path.read_text("utf-8").split('<main class="sg-page sg-page--paper">')
        # The metadata of the paper is not part of the frame.
        frame = re.sub(r"<meta (?:name|property)=[^>]*>|<title>.*?</title>", "", start)
        frame += rest.rpartition("</nav>")[2]
        assert len(frame.encode()) < 1_700


@pytest.fixture
def project(tmp_path):
    """A folder with papers, settings, and pages and templates of the user."""
    (tmp_path / "papers.jsonl").write_text(
        "".join(
            f'{{"id": "p{n}", "title": "Paper {n}", "abstract": "On graph neural networks."}}\n'
            for n in range(30)
        )
    )
    (tmp_path / "sitegen.toml").write_text(
        '[site]\nsources = ["papers.jsonl"]\nurl = "https://e.org/r/"\n'
        '[pages]\ndocs = "own"\nmkdocs = "mkdocs.yml"\n[theme]\noverrides = "over"\n'
    )
    (tmp_path / "mkdocs.yml").write_text(
        "markdown_extensions:\n  - admonition\n  - footnotes\nplugins:\n  - search\n"
        "extra:\n  colour: blue\n"
    )
    (tmp_path / "over" / "partials").mkdir(parents=True)
    (tmp_path / "own" / "group").mkdir(parents=True)
    (tmp_path / "own" / "about.md").write_text(
        "# About us\n\nSee [the first](papers/p0.md) and [topics](tags.md).\n\n"
        '!!! note "Meeting"\n    On Mondays.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n'
    )
    (tmp_path / "own" / "group" / "index.md").write_text("# The group\n\nA zymurgy of people.\n")
    (tmp_path / "own" / "plan.txt").write_text("a plan")
    return tmp_path


def test_user_pages_are_rendered_by_mkdocs_and_linked_in_the_site(sitegen, project):
    result = sitegen("build", cwd=project)
    assert result.returncode == 0, result.stderr
    assert "your pages 2" in result.stderr
    assert "note:" not in result.stderr
    site = project / "site"
    about = (site / "about.html").read_text("utf-8")
    assert '<div class="admonition note">' in about
    assert "<td>1</td>" in about
    assert 'href="papers/p0.html"' in about
    assert "data-pagefind-body" in about
    assert (site / "plan.txt").read_text() == "a plan"
    paper = (site / "papers" / "p3.html").read_text("utf-8")
    assert "<a href=../about.html>About us</a>" in paper
    assert "<a href=../group/index.html>The group</a>" in paper
    assert "https://e.org/r/about.html" in (site / "sitemap.xml").read_text("utf-8")
    assert sitegen("check", site).returncode == 0
    assert same_by_mkdocs(sitegen, project)


def same_by_mkdocs(sitegen, project):
    """Return whether ``--plain`` writes the same documents."""
    plain = project / "plain"
    result = sitegen("build", "-o", plain, "--plain", "-q", cwd=project)
    assert result.returncode == 0, result.stderr
    site = project / "site"
    pages = {name for name in names(plain, but=("pagefind/",)) if name.endswith(".html")}
    assert pages == {n for n in names(site, but=("pagefind/",)) if n.endswith(".html")}
    texts = [((site / n).read_text("utf-8"), (plain / n).read_text("utf-8")) for n in sorted(pages)]
    return all(normal_form(fast) == normal_form(slow) for fast, slow in texts)


def test_a_name_clash_is_forgotten_when_the_file_is_renamed(sitegen, tmp_path):
    (tmp_path / "papers.jsonl").write_text('{"title": "A", "abstract": "On graphs."}\n')
    (tmp_path / "sitegen.toml").write_text('[pages]\ndocs = "docs"\n')
    images = tmp_path / "docs" / "assets" / "images"
    images.mkdir(parents=True)
    (images / "fig.png").write_bytes(b"png")
    (tmp_path / "docs" / "papers.md").write_text("# Mine\n")
    done = sitegen("build", "papers.jsonl", "-q", cwd=tmp_path)
    assert done.returncode == 1
    assert "rename yours" in done.stderr
    (tmp_path / "docs" / "papers.md").rename(tmp_path / "docs" / "mine.md")
    for options in ([], ["--plain"]):
        done = sitegen("build", "papers.jsonl", "-q", *options, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert (tmp_path / "site" / "papers.html").is_file()
        # A folder that Material has, too.
        assert (tmp_path / "site" / "assets" / "images" / "fig.png").is_file()
        assert not (tmp_path / "site" / "assets" / "images" / "favicon.png").exists()


def test_links_of_user_pages_follow_the_papers(sitegen, tmp_path):
    (tmp_path / "sitegen.toml").write_text('[pages]\ndocs = "docs"\n')
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "mine.md").write_text("# Mine\n\n[b](papers/b.md)\n")
    papers = tmp_path / "papers.jsonl"
    papers.write_text('{"id": "a", "title": "A"}\n')
    done = sitegen("build", "papers.jsonl", cwd=tmp_path)
    assert "papers/b.md" in done.stderr
    papers.write_text('{"id": "a", "title": "A"}\n{"id": "b", "title": "B"}\n')
    done = sitegen("build", "papers.jsonl", cwd=tmp_path)
    assert "papers/b.md" not in done.stderr
    assert 'href="papers/b.html"' in (tmp_path / "site" / "mine.html").read_text("utf-8")


def test_a_pipe_is_read_once(sitegen, tmp_path):
    command = f'{sys.executable} -m sitegen build <(echo \'{{"title": "A"}}\') -q -o site'
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_symbolic_links_are_followed_by_both_renderers(sitegen, project):
    (project / "elsewhere").mkdir()
    (project / "elsewhere" / "more.md").write_text("# More\n")
    (project / "own" / "linked").symlink_to("../elsewhere")
    for name in ("loop", "second-loop"):
        (project / "own" / "group" / name).symlink_to(project / "own")
    result = sitegen("build", cwd=project)
    assert result.returncode == 0, result.stderr
    assert "your pages 3" in result.stderr
    assert (project / "site" / "linked" / "more.html").is_file()
    assert not (project / "site" / "group" / "loop").exists()
    assert same_by_mkdocs(sitegen, project)


def test_an_exception_of_a_hook_is_one_line(sitegen, project):
    hook = project / "hooks.py"
    hook.write_text("def on_page_markdown(markdown, **_):\n    return 1 / 0\n")
    (project / "mkdocs.yml").write_text("hooks:\n  - hooks.py\n")
    for options in ((), ("--plain",)):
        result = sitegen("build", "-q", *options, cwd=project)
        assert result.returncode == 1
        assert "Traceback" not in result.stderr
        fault = f"{hook.resolve()}:2: the hook raised ZeroDivisionError: division by zero"
        assert fault in result.stderr


def test_user_templates_override_those_of_the_theme(sitegen, project):
    (project / "over" / "partials" / "footer.html").write_text(
        "<footer>Ours, {{ page.url }}</footer>"
    )
    result = sitegen("build", cwd=project)
    assert result.returncode == 0, result.stderr
    # This footer differs from page to page, but a frame is shared by many pages.
    assert "change generated pages" in result.stderr
    assert "Ours, papers/p3.html" in (project / "site" / "papers" / "p3.html").read_text("utf-8")
    (project / "over" / "partials" / "footer.html").write_text("<footer>Ours</footer>")
    (project / "over" / "main.html").write_text(
        '{% extends "sitegen.html" %}{% block announce %}Sale{% endblock %}'
    )
    result = sitegen("build", cwd=project)
    assert "note:" not in result.stderr
    assert "<footer>Ours</footer>" in (project / "site" / "papers" / "p3.html").read_text("utf-8")
    assert "Sale" in (project / "site" / "papers" / "p3.html").read_text("utf-8")
    assert same_by_mkdocs(sitegen, project)


def test_extensions_that_change_papers_are_reported_and_applied(sitegen, project):
    (project / "mkdocs.yml").write_text("markdown_extensions:\n  toc:\n    permalink: true\n")
    result = sitegen("build", cwd=project)
    assert result.returncode == 0, result.stderr
    assert "note: your extensions, plugins or templates change generated pages" in result.stderr
    assert "headerlink" in (project / "site" / "papers" / "p3.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (
            "mkdocs.yml",
            "docs_dir: x\n",
            "mkdocs.yml:1: docs_dir can't be set here; known are copyright",
        ),
        ("mkdocs.yml", "- a\n", "is not a mapping"),
        ("mkdocs.yml", "a: [\n", "is not YAML"),
        ("mkdocs.yml", "plugins:\n  - no-such-plugin\n", "no-such-plugin"),
        ("over/partials/footer.html", "{% if %}", "MkDocs could not render"),
        ("own/README.md", "# Mine\n", "sitegen writes a page of this name"),
        ("own/search.html", "<p>Mine</p>", "sitegen writes a page of this name"),
        ("own/papers.md", "# Mine\n", "sitegen writes a page of this name"),
        ("own/tags/x.md", "[gone](nowhere.md)\n", None),
    ],
)
def test_faults_in_user_content_are_reported_without_a_traceback(
    sitegen, project, name, text, message
):
    (project / name).parent.mkdir(exist_ok=True)
    (project / name).write_text(text)
    result = sitegen("build", "-q", cwd=project)
    assert "Traceback" not in result.stderr
    assert result.returncode == (1 if message else 0)
    if message:
        assert message in result.stderr
    else:
        assert "nowhere.md" in result.stderr
        strict = sitegen("build", "-q", "--strict", cwd=project)
        assert strict.returncode == 1
        assert "nowhere.md" in strict.stderr
