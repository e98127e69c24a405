"""The fast way to a site is a way to the same documents as MkDocs'."""

import re
import subprocess
import sys

import pytest

from sitegen.render.html_diff import normal_form
from tests.conftest import run_sitegen


@pytest.fixture(scope="module", params=["example_site", "records_site"])
def two_ways(request, tmp_path_factory):
    """A site as it was built, and as ``mkdocs build`` builds it from the generated folder."""
    site = request.getfixturevalue(request.param)
    plain = tmp_path_factory.mktemp("plain") / "site"
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", plain],
        cwd=site.parent / ".sitegen" / "site" / "project", check=True, timeout=300,
    )  # fmt: skip
    return site, plain


def names(folder, *, but=()):
    found = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    return {name for name in found if not name.startswith(tuple(but) or ("\0",))}


def test_both_ways_give_the_same_files(two_ways):
    site, plain = two_ways
    material = ("assets/javascripts", "assets/stylesheets", "assets/images", "sitemap.xml.gz")
    ours = names(site, but=("pagefind/", ".nojekyll", ".sitegen-site"))
    assert ours == names(plain, but=material)


def test_both_ways_give_the_same_documents(two_ways):
    site, plain = two_ways
    pages = [name for name in names(site) if name.endswith(".html")]
    assert len(pages) > 10
    for name in pages:
        fast, slow = ((folder / name).read_text("utf-8") for folder in two_ways)
        assert normal_form(fast) == normal_form(slow), name
    assert (site / "sitemap.xml").read_bytes() == (plain / "sitemap.xml").read_bytes()


def test_papers_pages_are_light(example_site):
    """87,000 of them and their index fit the 1 GB of GitHub Pages."""
    for path in (example_site / "papers").iterdir():
        html = path.read_text("utf-8")
        before, rest = html.split('<div class="sg-page sg-page--paper">')
        # What is said of the paper itself is not the frame's.
        frame = re.sub(r"<meta (?:name|property)=[^>]*>|<title>.*?</title>", "", before)
        frame += rest.rpartition("</nav>")[2]
        assert len(frame.encode()) < 6000


@pytest.fixture
def project(tmp_path):
    """A folder with papers, settings, and pages of the user's own."""
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


def test_own_pages_go_through_mkdocs_and_join_the_site(sitegen, project):
    done = sitegen("build", cwd=project)
    assert done.returncode == 0, done.stderr
    assert "your pages 2" in done.stderr
    assert "note:" not in done.stderr
    site = project / "site"
    about = (site / "about.html").read_text("utf-8")
    assert '<div class="admonition note">' in about
    assert "<td>1</td>" in about
    assert 'href="papers/p0.html"' in about
    assert "data-pagefind-body" in about
    assert (site / "plan.txt").read_text() == "a plan"
    paper = (site / "papers" / "p3.html").read_text("utf-8")
    assert '<a href="../about.html">About us</a>' in paper
    assert '<a href="../group/index.html">The group</a>' in paper
    assert "https://e.org/r/about.html" in (site / "sitemap.xml").read_text("utf-8")
    assert sitegen("check", site).returncode == 0
    assert same_by_mkdocs(project)


def same_by_mkdocs(project):
    """Tell whether ``--plain`` gives the same documents."""
    plain = project / "plain"
    done = run_sitegen("build", "-o", plain, "--plain", "-q", cwd=project)
    assert done.returncode == 0, done.stderr
    site = project / "site"
    pages = {name for name in names(plain, but=("pagefind/",)) if name.endswith(".html")}
    assert pages == {n for n in names(site, but=("pagefind/",)) if n.endswith(".html")}
    texts = [((site / n).read_text("utf-8"), (plain / n).read_text("utf-8")) for n in sorted(pages)]
    return all(normal_form(fast) == normal_form(slow) for fast, slow in texts)


def test_templates_of_the_users_own_take_the_place_of_ours(sitegen, project):
    (project / "over" / "partials" / "footer.html").write_text(
        "<footer>Ours, {{ page.url }}</footer>"
    )
    done = sitegen("build", cwd=project)
    assert done.returncode == 0, done.stderr
    # The address of each page stands where we have one frame for many.
    assert "change generated pages" in done.stderr
    assert "Ours, papers/p3.html" in (project / "site" / "papers" / "p3.html").read_text("utf-8")
    (project / "over" / "partials" / "footer.html").write_text("<footer>Ours</footer>")
    (project / "over" / "main.html").write_text(
        '{% extends "sitegen.html" %}{% block announce %}Sale{% endblock %}'
    )
    done = sitegen("build", cwd=project)
    assert "note:" not in done.stderr
    assert "<footer>Ours</footer>" in (project / "site" / "papers" / "p3.html").read_text("utf-8")
    assert "Sale" in (project / "site" / "papers" / "p3.html").read_text("utf-8")
    assert same_by_mkdocs(project)


def test_extensions_that_change_papers_are_told_and_obeyed(sitegen, project):
    (project / "mkdocs.yml").write_text("markdown_extensions:\n  toc:\n    permalink: true\n")
    done = sitegen("build", cwd=project)
    assert done.returncode == 0, done.stderr
    assert "note: your extensions, plugins or templates change generated pages" in done.stderr
    assert "headerlink" in (project / "site" / "papers" / "p3.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("mkdocs.yml", "docs_dir: x\n", "mkdocs.yml:1: docs_dir is set by sitegen"),
        ("mkdocs.yml", "- a\n", "is not a mapping"),
        ("mkdocs.yml", "a: [\n", "is not YAML"),
        ("mkdocs.yml", "plugins:\n  - no-such-plugin\n", "no-such-plugin"),
        ("over/partials/footer.html", "{% if %}", "MkDocs could not render"),
        ("own/README.md", "# Mine\n", "sitegen makes a page of this name"),
        ("own/search.html", "<p>Mine</p>", "sitegen makes a page of this name"),
        ("own/papers.md", "# Mine\n", "sitegen makes a page of this name"),
        ("own/tags/x.md", "[gone](nowhere.md)\n", None),
    ],
)
def test_faults_in_what_is_added_are_one_sentence(sitegen, project, name, text, told):
    (project / name).parent.mkdir(exist_ok=True)
    (project / name).write_text(text)
    done = sitegen("build", "-q", cwd=project)
    assert "Traceback" not in done.stderr
    assert done.returncode == (1 if told else 0)
    if told:
        assert told in done.stderr
    else:
        assert "nowhere.md" in done.stderr
        strict = sitegen("build", "-q", "--strict", cwd=project)
        assert strict.returncode == 1
        assert "nowhere.md" in strict.stderr
