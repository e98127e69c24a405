"""The fast way to a site is a way to the same documents as MkDocs'."""

import subprocess
import sys

import pytest

from tests.documents import normal_form


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
