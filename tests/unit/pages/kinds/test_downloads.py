"""The page of the bulk files."""

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from sitegen.pages.kinds.downloads import KIND, _size
from sitegen.paper import Download
from tests.unit.pages.builders import GRAPHS, paper, render

FILES = (Download("downloads/papers.bib", "BibTeX", "application/x-bibtex", 638_197),)


def dataset(text):
    (script,) = re.findall(r'<script type="application/ld\+json">(.*)</script>\n', text)
    assert "<" not in script
    return json.loads(script)


def test_a_site_without_files_has_no_page():
    assert render(KIND, [paper("a")]) == []


def test_each_file_is_linked_with_its_size():
    (page,) = render(KIND, [paper("a"), paper("b")], downloads=FILES)
    assert page.src_uri == "downloads.md"
    assert '<li><a href="downloads/papers.bib" download="">BibTeX</a> (638 kB)</li>' in page.text
    assert "The records of 2 papers" in page.text


def test_search_engines_read_a_data_set():
    values = {"downloads": FILES, "url": "https://e.org/x/", "records_license": "https://e.org/l"}
    (page,) = render(KIND, [paper("a", GRAPHS)], **values)
    data = dataset(page.text)
    assert (data["@type"], data["license"], data["keywords"]) == (
        "Dataset", "https://e.org/l", ["Graphs"],
    )  # fmt: skip
    # Google takes descriptions of 50 to 5,000 characters.
    assert 50 <= len(data["description"]) <= 5_000
    (file,) = data["distribution"]
    assert file["contentUrl"] == "https://e.org/x/downloads/papers.bib"
    assert 'rel="license"' in page.text


@given(st.text())
def test_no_name_ends_the_script(name):
    (page,) = render(KIND, [paper("a")], downloads=FILES, name=f"</script>{name}")
    assert dataset(page.text)["name"] == f"</script>{name}"


def test_sizes_have_decimal_units():
    assert [_size(n) for n in (0, 999, 1_500, 12_345, 3_383_762, 5 * 10**12)] == [
        "0 B", "999 B", "1.5 kB", "12 kB", "3.4 MB", "5000 GB",
    ]  # fmt: skip
