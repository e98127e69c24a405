"""Pages of parsed papers: affiliations, sections, references, citations within the collection."""

import json

import pytest
from bs4 import BeautifulSoup

from tests.unit.sources.test_formats import FIXTURES

ADAM = {"title": "Adam: A Method for Stochastic Optimization", "arxiv_id": "1412.6980",
        "abstract": "We introduce Adam, an algorithm for optimization."}  # fmt: skip


@pytest.fixture(scope="session", params=[False, True], ids=["head", "text"])
def parsed_site(request, sitegen, tmp_path_factory):
    """A site of a parsed paper and a paper that it cites; and whether it shows the full text."""
    folder = tmp_path_factory.mktemp("parsed")
    (folder / "adam.jsonl").write_text(json.dumps(ADAM) + "\n", "utf-8")
    settings = f"[pages]\nfulltext = {str(request.param).lower()}\n"
    (folder / "sitegen.toml").write_text(settings, "utf-8")
    result = sitegen("build", FIXTURES / "tei" / "grobid.tei.xml", folder / "adam.jsonl",
                   "-c", folder / "sitegen.toml", "-o", folder / "site")  # fmt: skip
    assert result.returncode == 0, result.stderr
    return folder / "site", request.param


def page(site, name):
    return BeautifulSoup((site / "papers" / name).read_text("utf-8"), "lxml").select_one("article")


def test_authors_have_affiliations_and_orcid(parsed_site):
    article = page(parsed_site[0], "1706.03762.html")
    assert (
        article.select_one(".sg-paper__affiliations").get_text().strip() == "Google Brain, Google"
    )
    assert article.select_one(".sg-orcid")["href"] == "https://orcid.org/0000-0002-1825-0097"


def test_sections_are_listed_and_the_full_text_is_shown_only_if_configured(parsed_site):
    site, is_shown = parsed_site
    article = page(site, "1706.03762.html")
    assert ("Recurrent neural networks" in article.get_text()) is is_shown
    headings = article.select(".sg-text__heading" if is_shown else ".sg-outline li")
    assert [heading.get_text().strip() for heading in headings] == [
        "Introduction", "Scaled Dot-Product Attention",
    ]  # fmt: skip


def test_references_link_to_the_cited_papers(parsed_site):
    article = page(parsed_site[0], "1706.03762.html")
    items = article.select(".sg-references li")
    assert [" ".join(item.get_text().split()) for item in items] == [
        "Diederik Kingma, Jimmy Ba. Adam: A Method for Stochastic Optimization. ICLR, 2015. in this collection",
        "Ian Goodfellow. Deep Learning. 2016. DOI",
        "Somebody, An unparsed reference, 1999.",
    ]
    assert [a["href"] for a in article.select(".sg-references a")] == [
        "1412.6980.html", "https://doi.org/10.5555/3086952",
    ]  # fmt: skip


def test_citations_within_the_collection_are_linked_both_ways(parsed_site):
    site = parsed_site[0]
    cites = page(site, "1706.03762.html").select(".sg-cites a")
    cited_by = page(site, "1412.6980.html").select(".sg-cites a")
    assert [a["href"] for a in cites] == ["1412.6980.html"]
    why = [
        BeautifulSoup((site / "papers" / name).read_text("utf-8"), "lxml")
        .select_one(".sg-related li > p + p")
        .get_text()
        for name in ("1706.03762.html", "1412.6980.html")
    ]
    assert [reason.split(" · ")[-1].strip() for reason in why] == ["cited here", "cites this paper"]
    assert [a["href"] for a in cited_by] == ["1706.03762.html"]
