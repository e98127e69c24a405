"""The bytes of each kind of page are pinned: growth is a decision, not an accident.

``benchmarks/page_bytes.py`` prints the parts of a paper's page. Raise a figure together with the line
of the changelog that says what readers get for it.
"""

import gzip
import re

import pytest
from bs4 import BeautifulSoup

#: Path of the pages -> their mean bytes at most, with 1% to spare.
MAX_MEAN_BYTES = {
    r"papers/[^/]+\.html": 6_100,
    r"contributions/\d+\.js": 6_430,
    r"tags/.*": 4_690,
    r"tags(-by-letter)?\.html": 11_650,
    r"papers[^/]*\.html": 62_900,
    r"index\.html": 15_240,
    r"search\.html": 6_400,
    r"404\.html": 2_650,
    r"assets/sitegen/(sitegen|prose)\..*\.css": 18_740,
    r"assets/sitegen/(early|site)\..*\.js": 4_400,
}


@pytest.fixture(scope="module")
def sizes(example_site):
    paths = (path for path in example_site.rglob("*") if path.is_file())
    return {path.relative_to(example_site).as_posix(): path.stat().st_size for path in paths}


@pytest.mark.parametrize("pattern", MAX_MEAN_BYTES)
def test_no_kind_of_page_has_grown(sizes, pattern):
    matches = [size for name, size in sizes.items() if re.fullmatch(pattern, name)]
    assert sum(matches) / len(matches) <= MAX_MEAN_BYTES[pattern]


@pytest.mark.parametrize(
    "name", ["index.html", "papers.html", "papers-by-title.html", "tags.html", "tags/bert.html"]
)
def test_scripts_and_styles_of_a_first_view_are_small(example_site, name):
    page = example_site / name
    soup = BeautifulSoup(page.read_text("utf-8"), "lxml")
    addresses = {
        "scripts": [element["src"] for element in soup.select("script[src]")],
        "styles": [element["href"] for element in soup.select("link[rel=stylesheet]")],
    }
    sizes = {
        # With the header of a file each, as servers send them.
        kind: sum(len(gzip.compress((page.parent / path).read_bytes(), 9)) for path in paths)
        for kind, paths in addresses.items()
    }
    assert 5_000 < sizes["scripts"] <= 10_000
    assert 5_000 < sizes["styles"] <= 8_000


def test_published_pages_hold_no_marks_of_the_index(example_site):
    for path in example_site.rglob("*.html"):
        if "sg-prose" not in (text := path.read_text("utf-8")):
            assert not re.search(r"<[^>]*\sdata-pagefind", text), path
