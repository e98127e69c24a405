"""authors.toml in a whole build: former names are nowhere, and each page is whole."""

import pytest

from sitegen.errors import ConfigError
from tests.unit.builds import build, write_papers

RECORDS = [
    {"id": "a", "title": "On graphs", "year": 2018, "authors": ["Ada Roe", "J. Smith", "Bo Li"]},
    {"id": "b", "title": "On trees", "year": 2019, "authors": ["Jo Doe", "John Smith", "Bo Li"]},
]
RULES = """
"J. Smith" = "John Smith"
"Ada Roe" = { rename = "Al Poe", trace = false }
"Jo Doe" = { rename = "Jo Moe" }
"Bo Li" = false
"Nobody Here" = false
"""


@pytest.fixture
def report(tmp_path):
    write_papers(tmp_path / "papers.jsonl", RECORDS)
    (tmp_path / "authors.toml").write_text(RULES, "utf-8")
    return build(tmp_path)[0]


def test_the_pages_follow_the_rules(tmp_path, report):
    site = tmp_path / "site"
    assert {path.name for path in (site / "authors").iterdir()} == {
        "al-poe.html", "jo-moe.html", "jo-doe.html", "john-smith.html", "j-smith.html",
    }  # fmt: skip
    for path in site.rglob("*.html"):
        assert "</html>" in path.read_text("utf-8"), path
        assert "Roe" not in path.read_text("utf-8")
    assert "authors/bo-li" not in (site / "papers" / "a.html").read_text("utf-8")
    assert 'content="0; url=jo-moe.html"' in (site / "authors" / "jo-doe.html").read_text("utf-8")
    assert [warning.message for warning in report.warnings] == [
        "Nobody Here: no paper has this author"
    ]


def test_the_file_is_part_of_what_a_build_depends_on(tmp_path, report):
    (tmp_path / "authors.toml").write_text("", "utf-8")
    build(tmp_path)
    assert (tmp_path / "site" / "authors" / "ada-roe.html").is_file()
    assert not (tmp_path / "site" / "authors" / "al-poe.html").exists()


def test_a_fault_stops_the_build(tmp_path):
    write_papers(tmp_path / "papers.jsonl", RECORDS)
    (tmp_path / "authors.toml").write_text('"Bo Li" = 3\n', "utf-8")
    with pytest.raises(ConfigError, match=r"authors.toml:1: Bo Li: must be"):
        build(tmp_path)
