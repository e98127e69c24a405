"""The built sites as files: valid, complete, linked, small, and without scripts of papers."""

import itertools
import json
import re
from pathlib import Path

import html5lib
import pytest
from bs4 import BeautifulSoup

from sitegen.check import check_site
from sitegen.pages.shards import shard_number
from tests.conftest import RECORDS

SITES = ["example_site", "records_site"]


@pytest.fixture(params=SITES)
def site(request) -> Path:
    return request.getfixturevalue(request.param)


def soup_of(path):
    return BeautifulSoup(path.read_bytes(), "lxml")


def test_check_reports_no_faults(site):
    count, faults = check_site(site)
    assert faults == []
    assert count == len(list(site.rglob("*.html")))


def test_the_html_is_valid(site):
    for path in site.rglob("*.html"):
        html5lib.HTMLParser(strict=True).parse(path.read_bytes(), transport_encoding="utf-8")


def test_no_attribute_list_is_left_as_text(site):
    for path in site.rglob("*.html"):
        if "{.cls}" not in path.read_text("utf-8").replace("\\", ""):
            assert not re.search(r"\{ ?[.#:]", soup_of(path).get_text())


def shared_contribution(site, url):
    """Return the sentence that a script puts into a paper's page for a related paper."""
    paper_id = url.removesuffix(".html")
    return _shared_value(site, shard_number(paper_id, _shared_value(site, "count")))[paper_id]


def _shared_value(site, name):
    text = (site / "contributions" / f"{name}.js").read_text("utf-8")
    return json.loads(text.removeprefix("sitegenContributions(").removesuffix(");\n"))


def test_every_paper_has_its_page_tags_and_related(example_site):
    pages = list((example_site / "papers").glob("*.html"))
    assert len(pages) == 119
    below_three = 0
    for page in pages:
        soup = soup_of(page)
        assert len(soup.find_all("h1")) == 1
        tags = len(soup.select(".sg-paper__topics .sg-tags a"))
        assert tags <= 8
        below_three += tags < 3
        related = soup.select(".sg-related li")
        assert len(related) <= 8
        assert related or "Nothing close" in soup.select_one(".sg-related").get_text()
        for entry in related:
            link = entry.select_one("a")
            assert link.get_text(strip=True)
            line = entry.select_one(".sg-related__line")
            assert line or shared_contribution(example_site, link["href"])
    assert below_three <= 0.45 * len(pages)


def test_lists_and_pagers_have_the_order_of_the_listing(example_site):
    front = [
        a["href"]
        for a in soup_of(example_site / "index.html").select(".sg-list li > p:first-child > a")
    ]
    everything = [
        a["href"]
        for a in soup_of(example_site / "papers.html").select(".sg-list li > p:first-child > a")
    ]
    assert everything[: len(front)] == front
    assert len(everything) == 119
    for url, next_url in itertools.pairwise(everything):
        soup = soup_of(example_site / url)
        assert soup.select_one(".sg-pager [rel=next]")["href"] == next_url.removeprefix("papers/")


def test_titles_are_sorted_on_their_page(example_site):
    titles = [
        a.get_text()
        for a in soup_of(example_site / "papers-by-title.html").select(
            ".sg-list li > p:first-child > a"
        )
    ]
    assert titles[0].startswith("A Meta-Learning")
    plain = [re.sub(r"[^\w ]", "", title).casefold() for title in titles]
    assert plain == sorted(plain)


def test_no_page_loads_anything_from_another_host(site):
    url_attributes = {"script": "src", "img": "src", "source": "src", "iframe": "src"}
    for path in site.rglob("*.html"):
        soup = soup_of(path)
        for element in soup.find_all(list(url_attributes)):
            assert "//" not in element.get(url_attributes[element.name], "")
        for link in soup.find_all("link"):
            if link["rel"] != ["canonical"]:
                assert "//" not in link["href"]
    for path in (*site.rglob("*.css"), *(site / "assets").rglob("*.js")):
        text = re.sub(r"http://www\.w3\.org/\S+", "", path.read_text(encoding="utf-8"))
        assert not re.search(r"""(?:url\(|fetch\(|import\()\s*["']?(?:https?:)?//""", text)


def test_a_paper_page_is_small(example_site):
    page = next((example_site / "papers").glob("bert-*.html"))
    soup = soup_of(page)
    scripts = [element["src"] for element in soup.find_all("script", src=True)]
    sheets = [element["href"] for element in soup.find_all("link", rel="stylesheet")]
    size = sum((page.parent / name).stat().st_size for name in scripts + sheets)
    assert size <= 60_000
    assert page.stat().st_size <= 10_000


def test_urls_of_the_example_are_links(example_site):
    page = next((example_site / "papers").glob("arwkv-*.html"))
    soup = soup_of(page)
    links = {a.get_text(): a["href"] for a in soup.select(".sg-paper__links a")}
    assert links["Code"] == "https://github.com/yynil/RWKVInside"
    assert links["Hugging Face"].startswith("https://huggingface.co/RWKV-Red-Team/")
    abstract = soup.select_one(".sg-paper__abstract")
    assert abstract.find("a", href="https://github.com/yynil/RWKVInside")
    assert "{" not in abstract.get_text()


def test_fields_of_the_source_are_on_the_page(records_site):
    soup = soup_of(records_site / "papers" / "1706.03762.html")
    text = soup.select_one("article").get_text(" ")
    for value in ("Ashish Vaswani", "Łukasz Kaiser", "NeurIPS", "2017-06-12"):
        assert value in text
    metas = {m["name"]: m["content"] for m in soup.find_all("meta", attrs={"name": True})}
    assert metas["citation_title"] == "Attention Is All You Need"
    assert metas["citation_arxiv_id"] == "1706.03762"
    links = {a.get_text(): a["href"] for a in soup.select(".sg-paper__links a")}
    assert links["arXiv"] == "https://arxiv.org/abs/1706.03762"
    assert links["PDF"] == "https://arxiv.org/pdf/1706.03762"
    assert soup.select_one(".sg-cite")["data-key"] == "vaswani2017attention"


def evil_record():
    return next(
        r for r in map(json.loads, RECORDS.read_text("utf-8").splitlines()) if r.get("id") == "evil"
    )


def test_a_hostile_paper_has_no_scripts_or_markup(records_site):
    soup = soup_of(records_site / "papers" / "evil.html")
    article = soup.select_one("article")
    title = " ".join(article.select_one("h1").get_text().split())
    assert title == evil_record()["title"].replace("---", "—")
    assert not article.find_all(["script", "img", "b", "i", "em", "strong", "table", "hr"])
    abstract = article.select_one(".sg-paper__abstract").get_text()
    for literal in ("<img src=x onerror=alert(3)>", "<b> ©", "~~~ ```"):
        assert literal in abstract
    assert "\u202e" not in abstract
    for element in soup.find_all(lambda element: element.attrs):
        assert not any(name.startswith("on") for name in element.attrs)
        for name in ("href", "src", "action"):
            assert (
                not str(element.get(name, "")).strip().lower().startswith(("javascript:", "data:"))
            )


def test_a_path_as_id_does_not_leave_the_folder(records_site):
    names = {path.name for path in (records_site / "papers").glob("*.html")}
    assert any(name.startswith("etc-passwd-") for name in names)
    assert "paper-con.html" in names
    assert len([name for name in names if name.startswith("same-title-")]) == 2
    assert not (records_site.parent.parent / "etc").exists()


def test_only_papers_are_indexed(example_site):
    entry = json.loads((example_site / "pagefind" / "pagefind-entry.json").read_text("utf-8"))
    assert sum(language["page_count"] for language in entry["languages"].values()) == 119


FIXTURES = Path(__file__).parent.parent / "fixtures" / "pages"


def test_paper_pages_equal_their_reviewed_files(records_site, golden):
    for name in ("1706.03762", "evil"):
        main = soup_of(records_site / "papers" / f"{name}.html").select_one("main")
        golden(FIXTURES / f"{name}.html", main.prettify(formatter="html5"))


@pytest.mark.parametrize(
    "path",
    ["authors", "authors/noam-shazeer", "years", "years/2017", "venues", "venues/neurips",
     "venues/a-b-i.43h3kg8k3p"],
)  # fmt: skip
def test_pages_of_people_years_and_venues_equal_their_reviewed_files(records_site, golden, path):
    main = soup_of(records_site / f"{path}.html").select_one("main")
    golden(FIXTURES / f"{path.replace('/', '-')}.html", main.prettify(formatter="html5"))
