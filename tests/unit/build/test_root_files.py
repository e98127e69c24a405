"""robots.txt and llms.txt: where the address is known, and never in place of the user's."""

import pytest

from tests.unit.builds import build, make_config, write_papers

URL = "https://example.org/p"


@pytest.mark.parametrize("plain", [False, True])
def test_a_site_with_an_address_names_its_sitemap_and_its_feed(tmp_path, plain):
    write_papers(tmp_path / "papers.jsonl")
    config = make_config(tmp_path, site={"url": URL, "name": "Papers\n# evil"})
    build(tmp_path, config=config, plain=plain)
    site = tmp_path / "site"
    assert (site / "robots.txt").read_text().split("\n\n") == [
        "User-agent: *\nDisallow:", f"Sitemap: {URL}/sitemap.xml",
    ]  # fmt: skip
    lines = (site / "llms.txt").read_text("utf-8").splitlines()
    assert lines[0] == "# Papers # evil"
    addresses = [line.partition("](")[2].partition(")")[0] for line in lines if "](" in line]
    assert f"{URL}/feed.json" in addresses
    for address in addresses:
        assert (site / address.removeprefix(f"{URL}/")).is_file(), address


def test_a_site_of_other_formats_promises_no_others(tmp_path):
    write_papers(tmp_path / "papers.jsonl")
    config = make_config(tmp_path, site={"url": URL}, downloads={"formats": ["csv"]})
    build(tmp_path, config=config)
    text = (tmp_path / "site" / "llms.txt").read_text("utf-8")
    assert "downloads.html" in text
    assert "BibTeX" not in text


def test_the_users_files_stay_and_without_an_address_there_are_none(tmp_path):
    write_papers(tmp_path / "papers.jsonl")
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "robots.txt").write_text("User-agent: *\nDisallow: /\n")
    config = make_config(tmp_path, site={"url": URL}, pages={"docs": docs})
    build(tmp_path, config=config)
    site = tmp_path / "site"
    assert (site / "robots.txt").read_text() == "User-agent: *\nDisallow: /\n"
    assert (site / "llms.txt").is_file()
    build(tmp_path, config=make_config(tmp_path))
    assert not {"robots.txt", "llms.txt", "opensearch.xml"} & {p.name for p in site.iterdir()}
