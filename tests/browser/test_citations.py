"""Citations that scripts write: the same as Python's, for a paper, a list, a search and a draft."""

import csv
import io
import json
from dataclasses import replace

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from playwright.sync_api import expect
from pybtex.database import parse_string

from sitegen.citation import csl_item, format_bibtex, format_ris, scripted_item
from sitegen.paper import Author, Link, Paper
from sitegen.sources import read_text
from tests.browser.conftest import watched_pages
from tests.unit.citation.papers import entry, papers

WRITE = "([format, items]) => sg.citations.write(format, items)"
KEYS = "(text) => sg.drafts.citedKeys(text)"
PLAIN = Paper(
    "Attention & more",
    authors=(Author("Ludwig van Beethoven"), Author("Jane Roe y Gasset"), Author("John Doe Jr.")),
    editors=("The ACM, Inc.",),
    date="2017-06-12",
    year=2017,
    venue='=Proceedings, "A"',
    kind="conference",
    pages="S7-12",
    doi="10.1/a_b",
    arxiv_id="1706.03762",
    publisher="ACM",
)  # fmt: skip


@pytest.fixture(scope="module")
def writer(contexts, records_address):
    """A page that has the scripts."""
    with watched_pages(contexts) as open_one:
        page = open_one()
        page.goto(f"{records_address}draft.html")
        # Loads the scripts of citations.
        page.evaluate("sg.drafts.resolve([])")
        yield page


def write(page, format_, members):
    items = [scripted_item(entry(paper, f"p{n}"), f"key{n}") for n, paper in enumerate(members)]
    return page.evaluate(WRITE, [format_, items])


def with_pdf(paper):
    """Return a paper with the PDF that its arXiv id implies, as scripts give it."""
    if not paper.arxiv_id or any(link.kind == "pdf" for link in paper.links):
        return paper
    pdf = Link(f"https://arxiv.org/pdf/{paper.arxiv_id}", "pdf")
    return replace(paper, links=(*paper.links, pdf))


def bare(paper):
    """Return a paper without what records leave out."""
    return replace(with_pdf(paper), abstract="", keywords=(), language=None)


@settings(max_examples=6, phases=[Phase.generate])
@given(st.lists(papers(), min_size=20, max_size=60))
def test_scripts_write_what_python_writes(writer, drawn):
    members = [PLAIN, *drawn]
    bibtex = "\n".join(f"{format_bibtex(p, f'key{n}')}\n" for n, p in enumerate(members))
    assert write(writer, "bibtex", members) == bibtex
    ris = "\n".join(format_ris(bare(p), f"key{n}") for n, p in enumerate(members))
    assert write(writer, "ris", members) == ris
    items = [csl_item(entry(p, f"p{n}"), f"key{n}") for n, p in enumerate(members)]
    assert json.loads(write(writer, "csl", members)) == items
    rows = csv.DictReader(io.StringIO(write(writer, "csv", members), newline=""))
    for row, item in zip(rows, items, strict=True):
        assert row["citation_key"] == item["citation-key"]
        title = item["title"]
        assert row["title"] in {title, f"'{title}"}
        assert row["title"][0] not in "=+-@"
    records = map(json.loads, write(writer, "jsonl", members).splitlines())
    for record, paper in zip(records, members, strict=True):
        assert record["title"] == paper.title
        assert record.get("authors", []) == [author.name for author in paper.authors]
        assert record.get("year") == paper.year
        assert record.get("doi") == paper.doi


def test_json_lines_of_a_list_are_read_back(writer):
    paper = replace(PLAIN, doi="10.1000/a_b")
    first, second = read_text(write(writer, "jsonl", [paper, Paper("On graphs")]), "x.jsonl").papers
    (pdf,) = (link for link in first.links if link.kind == "pdf")
    assert pdf.url == "https://arxiv.org/pdf/1706.03762"
    # Each paper of a site has an id.
    assert replace(first, links=(), origins=(), source_id=None) == paper
    assert (second.title, second.authors, second.year) == ("On graphs", (), None)


def test_markdown_is_a_list_of_links_in_which_nothing_is_markup(writer):
    members = [
        PLAIN,
        Paper("A *bold* [link](x) <b>", authors=(Author("Ann Roe"), Author("Bo_Ng Li")), year=2020,
              doi="10.1/a(b)"),
        Paper("No address"),
    ]  # fmt: skip
    of_plain = '(van Beethoven et al., =Proceedings, "A" 2017)'
    assert write(writer, "markdown", members).splitlines() == [
        f"- [Attention \\& more](https://arxiv.org/abs/1706.03762) {of_plain}",
        "- [A \\*bold\\* \\[link\\](x) \\<b\\>](https://doi.org/10.1/a%28b%29) (Roe and Li, 2020)",
        "- No address",
    ]


def test_a_cell_of_csv_is_no_formula_and_names_are_whole(writer):
    (row,) = csv.DictReader(io.StringIO(write(writer, "csv", [PLAIN]), newline=""))
    assert row == {
        "id": "p0", "page": "papers/p0.html", "citation_key": "key0", "title": "Attention & more",
        "authors": "Ludwig van Beethoven; Jane Roe y Gasset; John Doe Jr.", "year": "2017",
        "date": "2017-06-12", "venue": "'=Proceedings, \"A\"", "kind": "conference", "status": "", "volume": "",
        "issue": "", "pages": "S7-12", "publisher": "ACM", "editors": "The ACM, Inc.", "series": "",
        "edition": "", "genre": "", "isbn": "", "issn": "", "doi": "10.1/a_b",
        "arxiv_id": "1706.03762", "url": "https://arxiv.org/abs/1706.03762",
        "pdf": "https://arxiv.org/pdf/1706.03762",
    }  # fmt: skip


@pytest.fixture(scope="module")
def years_site(build_records):
    """Two pages of a year, a paper per month and one without a month."""
    records = [
        {"id": f"p{n}", "title": f"Paper {n} on graphs", "authors": ["Ada Byron"], "year": 2020,
         "date": f"2020-{n:02d}-01" if n else None, "venue": "ICRA", "abstract": "On graphs."}
        for n in range(13)
    ]  # fmt: skip
    records.append(
        {
            "title": "Draft {x}",
            "authors": ["Bo Li"],
            "doi": "10.1000/AB_1",
            "arxiv_id": "1706.03762",
            "year": 1999,
        }
    )
    return build_records("years", records, "[pages]\npage_size = 10\n")


def save(page, label):
    with page.expect_download() as download:
        page.get_by_role("dialog").get_by_role("button", name=label, exact=True).click()
    return download.value.suggested_filename, download.value.path().read_bytes().decode()


def test_a_list_is_saved_with_all_its_pages_the_newest_first(page, address_of, years_site):
    address = address_of(years_site)
    page.goto(f"{address}years/2020.html")
    page.get_by_role("button", name="Export").click()
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text("13 papers")
    name, text = save(page, "BibTeX")
    entries = parse_string(text, "bibtex").entries
    titles = [value.fields["title"] for value in entries.values()]
    assert name == "papers-of-2020.bib"
    assert titles == [f"{{Paper {n} on graphs}}" for n in (*range(12, 0, -1), 0)]
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="Export")).to_be_focused()
    # A list on one page, all papers, and the results of a search.
    page.goto(f"{address}years/1999.html")
    page.get_by_role("button", name="Export").click()
    assert save(page, "RIS")[1].count("TY  - ") == 1
    page.goto(f"{address}papers.html")
    page.get_by_role("button", name="Export").click()
    assert len(json.loads(save(page, "CSL-JSON")[1])) == 14
    page.goto(f"{address}search.html?q=draft")
    expect(page.locator("#sg-results li")).to_have_count(1)
    page.get_by_role("button", name="Export").click()
    assert save(page, "CSV")[1].count("\r\n") == 2


def test_all_results_of_a_search_are_saved(page, address_of, years_site):
    page.goto(f"{address_of(years_site)}search.html")
    expect(page.locator("#sg-results li")).to_have_count(10)
    # As many results as in a large collection.
    total = page.evaluate("""() => {
      const results = sg.results();
      const many = Array.from({ length: 1300 }, (_, n) => results[n % results.length]);
      sg.results = () => many;
      return results.length;
    }""")
    page.get_by_role("button", name="Export").click()
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text("1,300 papers")
    rows = list(csv.DictReader(io.StringIO(save(page, "CSV")[1], newline="")))
    assert [row["id"] for row in rows[:total]] == [row["id"] for row in rows[total : 2 * total]]
    assert len(rows) == 1300


def test_a_paper_is_cited_in_further_formats(page, address_of, years_site):
    page.goto(f"{address_of(years_site)}papers/p3.html")
    page.get_by_text("Cite this paper").click()
    # Zotero saves the whole abstract from it.
    abstract = page.locator("meta[name=citation_abstract]")
    expect(abstract).to_have_attribute("content", "On graphs.")
    text = page.locator(".sg-cite__text")
    bibtex = text.inner_text()
    assert "  month = mar,\n  day = {1},\n" in bibtex
    page.get_by_role("button", name="More formats").click()
    expect(page.get_by_role("button", name="BibTeX", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    assert text.inner_text() == bibtex
    page.get_by_role("button", name="RIS", exact=True).click()
    assert "DA  - 2020/03/01/" in text.inner_text()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename == "p3.ris"


def test_an_identifier_leads_to_its_paper(page, address_of, years_site):
    address = address_of(years_site)
    for identifier in (
        "doi:10.1000/ab_1", "DOI:10.1000%2FAB_1", "https://doi.org/10.1000/AB_1", "arxiv:1706.03762v7",
        "arXiv:1706.03762", "10.48550/arXiv.1706.03762", "key:LI1999draft",
    ):  # fmt: skip
        page.goto("about:blank")
        page.goto(f"{address}go.html#{identifier}")
        page.wait_for_url("**/papers/*.html")
        expect(page.locator("h1")).to_have_text("Draft {x}")
    page.goto(f"{address}go.html#doi:10.9/<b>none")
    expect(page.locator("main [role=status]")).to_have_text(
        "No paper of this collection is known as doi:10.9/<b>none. Search for it"
    )
    page.get_by_role("link", name="Search for it").click()
    expect(page.get_by_role("searchbox")).to_have_value("10.9/<b>none")


TEX = r"""
\documentclass{article} % \cite{comment}
\newcommand{\mine}[1]{\citep{#1}} \setcitestyle{numbers,square} \citetext{no key}
A\% \cite{one, two,%
  three} and \citet*[see][p.~2]{four}, \Citeauthor{five} \nocite{six}\\% \cite{again}
\parencites(pre)(post)[see][{a]b}]{seven}[p. 1]{eight,nine} \textcite<>{ten}
\volcite{2}[3]{eleven} \footcite
  [a note]
  {10.1000/AB_1} \autocite{1706.03762v2} \cite{one} \cite{unclosed
"""
AUX = "\\relax \n\\citation{one,two}\n\\citation{*}\n\\abx@aux@cite{0}{three}\n\\abx@aux@cite{four}\n\\bibcite{no}{1}\n"
BCF = """<?xml version="1.0"?><bcf:controlfile><bcf:section number="0">
<bcf:citekey order="1" intorder="1">one&amp;two</bcf:citekey><bcf:citekey order="0" nocite="1">*</bcf:citekey>
</bcf:section></bcf:controlfile>"""


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (TEX, [*["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"], "10.1000/AB_1", "1706.03762v2"]),
        (AUX, ["one", "two", "*", "three", "four"]),
        (BCF, ["one&two", "*"]),
        ("\\begin{verbatim}\\cite{no}\\end{verbatim}\\cite{yes} \\begin{comment}\\cite{no}", ["yes"]),
        (r"\verb|%|\cite{a} \lstinline!\cite{no}! \iffalse\cite{no}\fi\cite{b} \end{document}\cite{no}", ["a", "b"]),
        ("\\cite" * 20_000 + "{" * 20_000, []),
        ("", []),
    ],
    ids=["tex", "aux", "bcf", "verbatim", "inline", "hostile", "empty"],
)  # fmt: skip
def test_the_keys_of_a_draft(writer, text, keys):
    assert writer.evaluate(KEYS, text) == keys


@settings(max_examples=30, phases=[Phase.generate])
@given(
    st.lists(st.from_regex(r"[a-z][a-z0-9:_.+/-]{0,8}", fullmatch=True), unique=True),
    st.sampled_from(["cite", "citep", "textcite", "Parencite*"]),
)
def test_each_cited_key_is_read(writer, keys, command):
    text = "".join(f"Words \\{command}[p. 1]{{{key}}}.% \\cite{{no}}\n" for key in keys)
    assert writer.evaluate(KEYS, text) == keys


def test_the_bibliography_of_a_draft_has_its_keys(page, address_of, years_site):
    page.goto(f"{address_of(years_site)}draft.html")
    tex = (
        "\\cite{10.1000/AB_1,Byron2020Paper-none} \\cite{arXiv:1706.03762v3} \\nocite{Li1999Draft}"
    )
    files = [{"name": "a.tex", "mimeType": "text/x-tex", "buffer": tex.encode()}]
    page.get_by_label("Files of the draft").set_input_files(files)
    expect(page.locator("main [role=status]")).to_have_text(
        "3 entries; 1 key is not in this collection."
    )
    expect(page.locator(".sg-draft__report li")).to_have_text("Byron2020Paper-none")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download .bib").click()
    entries = parse_string(download.value.path().read_text("utf-8"), "bibtex").entries
    assert list(entries) == ["10.1000/AB_1", "arXiv:1706.03762v3", "Li1999Draft"]
    assert {e.fields["doi"] for e in entries.values()} == {"10.1000/ab\\_1"}
    files[0]["buffer"] = b"\\nocite{*}"
    page.get_by_label("Files of the draft").set_input_files(files)
    expect(page.locator("main [role=status]")).to_have_text("14 entries.")
