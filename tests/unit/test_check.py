"""The check of a built site."""

from dataclasses import FrozenInstanceError

import pytest

from sitegen.check import Fault, check_site
from sitegen.errors import SitegenError


@pytest.fixture
def check(tmp_path):
    """Write files and return the faults of the site, as lines."""

    def run(**pages):
        for name, html in pages.items():
            path = tmp_path / name.replace("__", "/")
            path = path.with_name(path.name.replace("_", "."))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(html, encoding="utf-8")
        count, faults = check_site(tmp_path)
        assert count == sum(name.endswith("html") for name in pages)
        return [str(fault) for fault in faults]

    return run


def test_a_folder_without_a_start_page_is_no_site(tmp_path):
    (tmp_path / "a.html").write_text("")
    with pytest.raises(SitegenError, match=r"no index.html in this folder; build the site first"):
        check_site(tmp_path)


def test_a_fault_names_its_page():
    fault = Fault("a.html", "the fault")
    assert str(fault) == "a.html: the fault"
    with pytest.raises(FrozenInstanceError):
        fault.page = "b.html"
    assert not hasattr(fault, "__dict__")


def test_a_site_without_faults(check):
    assert check(
        index_html='<a href="a/b.html#x">1</a><a href="a/">2</a><a href="">3</a><a href="#y">4</a>'
        '<p id="y"></p><a>no link</a><img src="i.png"><a href="/a/">5</a><a href="?q=1">6</a>',
        a__b_html='<p id="x"></p><a href="..//index.html">1</a><a href="./b.html">2</a>'
        '<a href="../">3</a><a href="../a/b.html">4</a>',
        a__index_html='<a href="https://x.org/a">1</a><a href="//x.org/a">2</a>'
        '<a href="mailto:a@x.org">3</a>',
        i_png="",
    ) == []  # fmt: skip


def test_an_id_occurs_once(check):
    assert check(index_html='<p id="a"></p><p id="b"></p><p id="a"></p><p id="a"></p>') == [
        "index.html: the id 'a' occurs 3 times; ids must be unique"
    ]


@pytest.mark.parametrize(
    "element",
    [
        '<a href="gone.html">x</a>',
        '<link href="gone.html" rel="stylesheet">',
        '<script src="gone.html"></script>',
        '<img src="gone.html">',
        '<form action="gone.html"></form>',
    ],
)
def test_a_link_to_a_missing_file_is_broken(check, element):
    assert check(index_html=element) == ["index.html: the link 'gone.html' is broken: no such file"]


@pytest.mark.parametrize("url", ["..", "../", "../../x.html", "a/../../x.html", "a", "a/b/"])
def test_a_link_out_of_the_site_or_to_no_page_is_broken(check, url):
    faults = check(index_html=f'<a href="{url}">x</a><a href="a/c.html">y</a>', a__c_html="")
    assert faults == [f"index.html: the link '{url}' is broken: no such file"]


@pytest.mark.parametrize("url", ["http://[::1", "//[", "https://[a>]/b"])
def test_a_link_with_a_malformed_host_is_a_fault(check, url):
    assert check(index_html=f'<a href="{url}">x</a>') == [
        f"index.html: the link '{url}' is no valid address"
    ]


def test_the_canonical_link_is_not_checked(check):
    assert check(index_html='<link href="gone.html" rel="canonical">') == []


def test_an_anchor_is_an_id_of_its_page(check):
    assert check(
        index_html='<a href="a.html#%C3%A4">1</a><a href="a.html#no">2</a><a href="i.png#p">3</a>',
        a_html='<p id="ä"></p><a href="#no">4</a>',
        i_png="",
    ) == [
        "a.html: the link '#no' is broken: no such id in a.html",
        "index.html: the link 'a.html#no' is broken: no such id in a.html",
    ]


def test_a_page_needs_a_chain_of_links_from_the_start_page(check):
    assert check(
        index_html='<a href="a.html">1</a>',
        a_html='<a href="b.html">2</a>',
        b_html='<a href="a.html">3</a>',
        c_html='<a href="d.html">4</a>',
        d_html='<a href="c.html">5</a>',
        **{"404_html": '<a href="c.html">6</a>'},
    ) == [
        "c.html: no page links to this page",
        "d.html: no page links to this page",
    ]


def test_faults_are_in_the_order_of_pages_with_unreachable_pages_last(check):
    assert check(
        index_html='<a href="gone.html">1</a><p id="a"></p><p id="a"></p>',
        b_html='<a href="gone.html">2</a>',
    ) == [
        "b.html: the link 'gone.html' is broken: no such file",
        "index.html: the id 'a' occurs 2 times; ids must be unique",
        "index.html: the link 'gone.html' is broken: no such file",
        "b.html: no page links to this page",
    ]


@pytest.mark.parametrize(
    ("error_page", "url"),
    [
        ('<link rel="stylesheet" href="/papers/assets/style.css">', "/papers/a.html"),
        ('<link rel="stylesheet" href="https://x.org/papers/assets/s.css">', "/papers/a.html"),
        ('<link rel="stylesheet" href="/assets/style.css">', "/a.html"),
        ("", "/a.html"),
    ],
)
def test_absolute_links_start_with_the_prefix_of_the_error_page(check, error_page, url):
    faults = check(
        index_html=f'<a href="{url}">1</a>',
        a_html="",
        **{"404_html": error_page},
    )
    assert [fault for fault in faults if not fault.startswith("404.html")] == []
