"""Authors of a Hugo Academic site by the names of their folders."""

import pytest

from sitegen.sources import read_sources
from sitegen.sources.notes.hugo_authors import resolve_authors

NOTE = '---\ntitle: Sorting shells\nauthors: [admin, Max Roe]\ndoi: "10.1234/s1"\n---\n'


@pytest.fixture
def publication(tmp_path):
    """Return the file of a publication on a site whose owner has no name yet."""
    file = tmp_path / "content" / "publication" / "shells" / "index.md"
    file.parent.mkdir(parents=True)
    file.write_text(NOTE)
    return file


def name_owner(publication, text, slug="admin"):
    profile = publication.parents[2] / "authors" / slug / "_index.md"
    profile.parent.mkdir(parents=True)
    profile.write_text(text)


def test_the_owner_of_the_site_has_the_name_of_the_profile(publication):
    name_owner(publication, "---\ntitle: Jane Lind\nsuperuser: true\n---\n")
    reading = read_sources([str(publication.parents[1])])
    (paper,) = reading.papers
    assert [author.name for author in paper.authors] == ["Jane Lind", "Max Roe"]
    assert reading.diagnostics == ()


@pytest.mark.parametrize(
    "profile", [None, "---\ntitle: [x\n---\n", "Jane", "---\ntitle: [Jane]\n---\n"]
)
def test_an_owner_without_a_name_is_a_warning(publication, profile):
    if profile is not None:
        name_owner(publication, profile)
    reading = read_sources([str(publication)])
    assert [author.name for author in reading.papers[0].authors] == ["Max Roe"]
    (warning,) = reading.diagnostics
    assert "author “admin” is the owner of the Hugo site" in warning.message


def test_other_folders_names_are_resolved_and_names_stay(publication):
    name_owner(publication, "---\ntitle: Ada Lund\n---\n", "ada-lund")
    authors = ["ada-lund", "Max Roe", "../admin", "plato", 3]
    names, warning = resolve_authors(authors, str(publication))
    assert (names, warning) == (["Ada Lund", "Max Roe", "../admin", "plato", 3], "")
    assert resolve_authors("Max Roe", str(publication)) == ("Max Roe", "")
