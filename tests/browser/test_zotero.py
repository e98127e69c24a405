"""Zotero's own translators save the papers of a site, with their types, files and abstracts."""

import re
from html import unescape

import pytest

from tests.browser.conftest import HERE

PACKAGE = HERE / "node_modules" / "zotero-translators"
ABSTRACT = f"We pass messages between the nodes of a graph. {'And so on. ' * 30}The end."
#: Kind -> the fields by which it is cited, Zotero's type, and what Zotero saves of them.
KINDS = {
    "article": (
        {"venue": "Nature Physics", "volume": "12", "issue": "3", "pages": "101-110"},
        "journalArticle",
        {"publicationTitle": "Nature Physics", "volume": "12", "issue": "3", "pages": "101-110"},
    ),
    "conference": (
        {"venue": "CVPR", "publisher": "IEEE", "isbn": "978-3-16-148410-0"},
        "conferencePaper",
        {"conferenceName": "CVPR", "publisher": "IEEE", "ISBN": "9783161484100"},
    ),
    "preprint": ({"venue": "bioRxiv"}, "preprint", {}),
    "book": ({"publisher": "MIT Press"}, "book", {"publisher": "MIT Press"}),
    "chapter": ({"venue": "Hats"}, "bookSection", {"publicationTitle": "Hats"}),
    "thesis": ({"institution": "ETH"}, "thesis", {"university": "ETH"}),
    "report": ({"institution": "ETH", "issue": "7"}, "report", {"institution": "ETH", "number": "7"}),
    "dataset": ({"publisher": "Zenodo"}, "dataset", {"publisher": "Zenodo"}),
    "software": ({}, "computerProgram", {}),
    "other": ({"venue": "A Blog"}, "document", {}),
}  # fmt: skip


def record(number, kind):
    return {
        "id": kind, "title": f"The {kind} & its graph", "kind": kind, "date": "2010-05-12",
        "authors": ["Jane Roe", "José Smith"], "abstract": ABSTRACT, "doi": f"10.5555/{number}",
        "pdf": f"https://e.org/{kind}.pdf", **KINDS[kind][0],
    }  # fmt: skip


#: Papers of a topic whose rows lack something, or show it in another way.
ODD = [
    {"title": "Six hats", "authors": [f"{n} Roe" for n in ("Ann", "Bo", "Cy", "Di", "Ed", "Flo")], "year": 2020, "venue": "ICRA"},
    {"title": "Hats of a junior", "authors": ["Martin King, Jr.", "Ann Roe"], "date": "2020-03-01"},
    {"title": "Hats of two scripts", "authors": ["محمد علي", "Ann Roe"], "venue": "CVPR 2019", "year": 2019},
    {"title": "The hat $x^2$ + 1; a=b", "venue": "A · B", "arxiv_id": "2404.12224", "year": 2024},
    {"title": "A hat withdrawn", "status": "retracted", "authors": ["Ann Roe"], "year": 2011},
    {"title": "A hat alone"},
]  # fmt: skip


@pytest.fixture(scope="module")
def site(build_records):
    records = [record(number, kind) for number, kind in enumerate(KINDS)]
    german = {"id": "de", "title": "Über Graphen", "language": "de", "kind": "article"}
    settings = '[site]\nurl = "https://e.org/x/"\n'
    topics = 'graphs = { name = "graph", force = true }\nhats = { name = "hat", force = true }\n'
    odd = [{"id": f"odd{number}", **record} for number, record in enumerate(ODD)]
    return build_records("zotero", [*records, german, *odd], settings, topics)


@pytest.fixture(scope="module")
def save(site, contexts, serve):
    """Return a function from an address in the site to what Zotero offers and saves there."""
    assert (PACKAGE / "index.js").is_file(), "run tests/install-browsers"
    # Zotero's code compiles that of translators, which the policy of the site's pages forbids.
    page = contexts({"bypass_csp": True}).new_page()
    page.goto(f"{serve(site)}draft.html")
    page.add_script_tag(path=HERE / "zotero.js")
    page.evaluate("prepareZotero()")
    page.add_script_tag(url=f"{serve(PACKAGE)}index.js")
    page.evaluate("updateZotero()")
    # A page in a frame runs its scripts as any other, and Zotero's code is parsed once.
    yield lambda address: page.evaluate(
        """async (address) => {
          const frame = document.createElement("iframe");
          frame.src = address;
          document.body.append(frame);
          await new Promise((resolve) => { frame.onload = resolve; });
          return saveByZotero(frame.contentDocument);
        }""",
        address,
    )
    page.close()


@pytest.fixture(scope="module")
def pages(site):
    """Title -> address of the page of a paper."""
    texts = {path: path.read_text("utf-8") for path in (site / "papers").glob("*.html")}
    return {
        unescape(re.search(r"<h1[^>]*>(.*?)</h1>", text)[1]): f"papers/{path.name}"
        for path, text in texts.items()
    }


def test_a_paper_of_each_kind_is_saved_with_its_file_and_its_abstract(save, pages):
    for number, (kind, (_, item_type, fields)) in enumerate(KINDS.items()):
        result = save(pages[f"The {kind} & its graph"])
        assert (result["label"], result["type"]) == ("Embedded Metadata", item_type)
        (item,) = result["items"]
        assert item["itemType"] == item_type
        assert item["title"] == f"The {kind} & its graph"
        assert item["abstractNote"] == ABSTRACT
        assert [c["lastName"] for c in item["creators"]] == ["Roe", "Smith"]
        assert item["date"] == "2010/05/12"
        assert item["DOI"] == f"10.5555/{number}"
        assert item["url"] == f"https://e.org/x/{pages[item['title']]}"
        assert item["language"] == "en"
        files = {file.get("mimeType"): file.get("url") for file in item["attachments"]}
        assert files["application/pdf"] == f"https://e.org/{kind}.pdf"
        assert {name: item.get(name) for name in fields} == fields


def test_the_language_is_that_of_the_paper(save, pages):
    (item,) = save(pages["Über Graphen"])["items"]
    assert (item["itemType"], item["language"]) == ("journalArticle", "de")


def test_a_topic_offers_its_papers_with_their_types(save):
    result = save("tags/graphs.html")
    assert (result["label"], result["type"]) == ("COinS", "multiple")
    types = {f"The {kind} & its graph": item_type for kind, (_, item_type, _) in KINDS.items()}
    assert sorted(result["titles"]) == sorted(types)
    assert {item["title"]: item["itemType"] for item in result["items"]} == types
    (article,) = (item for item in result["items"] if item["itemType"] == "journalArticle")
    assert article["publicationTitle"] == "Nature Physics"
    assert article["DOI"] == "10.5555/0"
    assert [c["lastName"] for c in article["creators"]] == ["Roe", "Smith"]


def test_rows_that_lack_fields_are_saved_with_them(save):
    items = {item["title"]: item for item in save("tags/hats.html")["items"]}
    # Zotero takes a plus sign for a blank.
    expected = {record["title"].replace("$x^2$ +", "x²  "): record for record in ODD}
    assert set(items) == set(expected)
    for title, record in expected.items():
        item = items[title]
        names = [f"{c['firstName']} {c['lastName']}" for c in item["creators"]]
        assert names == [name.replace(", Jr.", " Jr") for name in record.get("authors", [])]
        assert item.get("date", "") == record.get("date", str(record.get("year", "")))
        assert item.get("publicationTitle", item.get("conferenceName", "")) == record.get(
            "venue", ""
        )
    assert items["The hat x²   1; a=b"]["url"] == "https://arxiv.org/abs/2404.12224"
