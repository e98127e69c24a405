"""The bytes of each kind of page are pinned: growth is a decision, not an accident.

``benchmarks/page_bytes.py`` prints the parts of a paper's page. Raise a figure together with the line
of the changelog that says what readers get for it.
"""

import gzip
import re

import pytest

#: Path of the pages -> their mean bytes at most, with 1% to spare.
MAX_MEAN_BYTES = {
    r"papers/[^/]+\.html": 6_100,
    r"contributions/\d+\.js": 6_430,
    r"tags/.*": 4_690,
    r"tags(-by-letter)?\.html": 11_900,
    r"papers[^/]*\.html": 63_000,
    r"index\.html": 15_240,
    r"search\.html": 6_400,
    r"404\.html": 2_660,
    r"assets/sitegen/(sitegen|prose)\..*\.css": 16_000,
    r"assets/sitegen/early\..*\.js": 1_320,
    # With the stars and the loader of scripts: they were files of their own.
    r"assets/sitegen/site\..*\.js": 16_850,
}


@pytest.fixture(scope="module")
def sizes(example_site):
    paths = (path for path in example_site.rglob("*") if path.is_file())
    return {path.relative_to(example_site).as_posix(): path.stat().st_size for path in paths}


@pytest.mark.parametrize("pattern", MAX_MEAN_BYTES)
def test_no_kind_of_page_has_grown(sizes, pattern):
    matches = [size for name, size in sizes.items() if re.fullmatch(pattern, name)]
    assert sum(matches) / len(matches) <= MAX_MEAN_BYTES[pattern]


def test_published_pages_hold_no_marks_of_the_index(example_site):
    for path in example_site.rglob("*.html"):
        if "sg-prose" not in (text := path.read_text("utf-8")):
            assert not re.search(r"<[^>]*\sdata-pagefind", text), path


#: Page -> bytes of its scripts and of its styles at most, with gzip: what a first view loads. Further
#: scripts are loaded by these.
MAX_FIRST_VIEW = {
    "papers/.*": (7_700, 7_400), "tags/.*": (6_750, 6_800), "index.html": (6_000, 6_800),
    "papers.html": (6_000, 6_800), "tags.html": (7_150, 6_800), "404.html": (5_450, 4_950),
    "downloads.html": (5_450, 4_950), "draft.html": (8_050, 5_350), "go.html": (7_350, 4_950),
    "list.html": (8_750, 6_050), "search.html": (7_900, 6_400),
}  # fmt: skip
#: Script that is loaded behind a first view -> its bytes with gzip at most.
MAX_BEHIND = {"answers": 18_700, "refinements": 4_650, "list-actions": 6_700}


@pytest.mark.parametrize("name", MAX_BEHIND)
def test_what_is_loaded_behind_a_first_view_has_not_grown(example_site, name):
    (path,) = (example_site / "assets" / "sitegen").glob(f"{name}.*.js")
    assert len(gzip.compress(path.read_bytes())) <= MAX_BEHIND[name]


@pytest.mark.parametrize("pattern", MAX_FIRST_VIEW)
def test_a_first_view_loads_little(example_site, pattern):
    paths = sorted(example_site.glob("**/*.html"))
    path = next(p for p in paths if re.fullmatch(pattern, p.relative_to(example_site).as_posix()))
    html = path.read_text("utf-8")
    scripts = re.findall(r"<script src=\"?([^\" >]+)", html)
    styles = re.findall(r"<link rel=\"?stylesheet\"? href=\"?([^\" >]+)", html)
    assert scripts
    assert styles
    loaded = tuple(
        sum(len(gzip.compress(_read(path.parent, name))) for name in names)
        for names in (scripts, styles)
    )
    assert all(size <= limit for size, limit in zip(loaded, MAX_FIRST_VIEW[pattern], strict=True))


def _read(folder, address):
    # The 404 page has addresses from the root of the server.
    return (folder / address.lstrip("/")).read_bytes()
