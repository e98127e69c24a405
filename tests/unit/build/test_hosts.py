"""Which hosts take a site."""

import pytest

from sitegen.build.hosts import SiteSize, host_lines, measure_site
from sitegen.build.report import Report

ALL = "GitHub Pages, GitLab Pages, Cloudflare Pages, Cloudflare Pages (paid)"


def write(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"123")


def test_the_parts_of_the_index_are_measured(tmp_path):
    write(tmp_path, "index.html", "papers/a.html")
    assert measure_site(tmp_path) == SiteSize(6, 2)
    write(
        tmp_path / "pagefind", "pagefind.js", "fragment/x/0.pf_fragment", "v1/index/a.pf_index",
        "offline/engine.js", "offline/fragments-0.js", "words/index.js", "meaning/a.js",
    )  # fmt: skip
    assert measure_site(tmp_path) == SiteSize(27, 9, 9, 3, 6, 2, 1)


def test_a_site_that_all_hosts_take_has_one_line():
    report = Report(size=1_500_000, files=1234, fetched_files=5, script_files=5)
    assert list(host_lines(report)) == [f"1.5 MB in 1,234 files fit {ALL}"]


def test_other_sites_have_a_line_for_each_setting():
    report = Report(
        size=1_100_000_000, files=190_000, fetched_size=150_000_000, fetched_files=90_500,
        offline=50_000_000, script_files=8_000, download_size=20_000_000, download_files=5,
    )  # fmt: skip
    assert list(host_lines(report)) == [
        "1,100.0 MB in 190,000 files fit none of the hosts in the docs",
        (
            "with [downloads] formats = []: 1,080.0 MB in 189,995 files fit none of the hosts in the "
            "docs"
        ),
        (
            "with [search] packed = true: 950.0 MB in 99,500 files fit GitHub Pages, GitLab Pages, "
            "Cloudflare Pages (paid)"
        ),
        (
            "with [search] offline = false: 1,050.0 MB in 182,000 files fit none of the hosts in the "
            "docs"
        ),
    ]


def test_scripts_of_few_pages_can_be_packed():
    report = Report(size=1_000_000, files=110_000, script_files=24_000, pack_files=21_000)
    assert list(host_lines(report)) == [
        "1.0 MB in 110,000 files fit GitHub Pages, GitLab Pages",
        (
            "with [search] packed = true: 1.0 MB in 96,000 files fit GitHub Pages, GitLab Pages, "
            "Cloudflare Pages (paid)"
        ),
    ]


@pytest.mark.parametrize("part", [{"fetched_files": 9}, {"script_files": 9}])
def test_a_setting_that_is_on_is_not_proposed(part):
    assert len(list(host_lines(Report(size=1, files=20_001, **part)))) == 1
    assert list(host_lines(Report(size=1, files=20_000))) == [f"0.0 MB in 20,000 files fit {ALL}"]
