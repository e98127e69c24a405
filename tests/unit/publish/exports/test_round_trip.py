"""What citation formats hold is read again as it was."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.collection import collect
from sitegen.errors import SourceError
from sitegen.paper import Author, EnrichedPaper, Entry, Paper, Tag
from sitegen.publish import Records, load_exports, render_export
from sitegen.sources import read_sources, read_text

FORMATS = ["bibtex", "bibtex-abstracts", "ris", "csl"]
SOURCES = sorted(
    path
    for path in Path("tests/fixtures/sources").rglob("*")
    if path.is_file() and ".expected." not in path.name and ".diagnostics." not in path.name
)


def export(name, papers_):
    """Return the export of papers, with the ids of the source or by their order."""
    enriched = [EnrichedPaper(Entry(f"p{i:05}", p), (), ()) for i, p in enumerate(papers_)]
    if name == "csl" and all((p.source_id or "").startswith("p0") for p in papers_):
        enriched = [EnrichedPaper(Entry(p.source_id, p), (), ()) for p in papers_]
    return b"".join(render_export(name, Records.of(enriched))).decode()


def read_again(name, text):
    return read_text(text, f"a{load_exports()[name].suffix}").papers


@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_the_export_of_the_export_of_a_fixture_equals_it(path):
    try:
        entries = collect(read_sources([path]).papers).entries
    except SourceError:
        pytest.skip("no source alone")
    for name in FORMATS:
        exported = export(name, [entry.paper for entry in entries])
        again = export(name, read_again(name, exported))
        # Entries without a day, such as of a preprint that a journal published, are in another order.
        assert sorted(again.split("\n\n")) == sorted(exported.split("\n\n")), name


def test_a_table_has_neither_pages_nor_topics_for_fields_of_papers():
    paper = Paper(
        "Tea in Cups",
        authors=(Author("Kelp Watch, Bergen"), Author("Ada Lovelace")),
        keywords=("Tea, green", "cups"),
        year=2020,
    )
    entry = Entry("tea", paper)
    enriched = EnrichedPaper(entry, (Tag("beverages", "Beverages"),), ())
    text = b"".join(render_export("csv", Records.of([enriched]))).decode()
    (again,) = read_text(text, "a.csv").papers
    assert (again.pages, again.keywords, again.authors) == (None, paper.keywords, paper.authors)


PIECES = st.sampled_from([
    "Roe", "hats", "50%", "A&B", "a_b", "#1", "$5", "{x}", "x^2", "~", "é", "山", "C++", "3-4",
    "“so”", "a:b", "(1)", "O'Neil", "$x_1$",
])  # fmt: skip
#: Readers turn "50% ~ 3" into a range.
TEXTS = (
    st.lists(PIECES, max_size=4)
    .map(lambda pieces: " ".join(["Tea", *pieces]))
    .filter(lambda text: not re.search(r"~ \d", text))
)
KEYWORDS = st.sampled_from(
    ["tea", "loose leaf", "Tea, green", "A/B tests", "Tea - Theory", "50%", "C++"]
)
NAMES = st.sampled_from([
    "Ada Lovelace", "Ludwig van Beethoven", "John Smith Jr.", "José Ortega y Gasset", "王伟",
    "ATLAS Collaboration", "Plato", "Barns and Nobel, Inc.", "Žiga Ko_val", "Jean-Paul O'Neil",
])  # fmt: skip


@st.composite
def usual_papers(draw):
    """Draw a paper with signs that formats must escape, and names of every form."""
    kind = draw(st.sampled_from(["article", "conference", "chapter", "preprint", "other"]))
    part = kind in {"conference", "chapter"}
    year = draw(st.integers(1900, 2099))
    return Paper(
        draw(TEXTS),
        abstract=draw(TEXTS),
        authors=tuple(map(Author, draw(st.lists(NAMES, max_size=3, unique=True)))),
        year=year,
        date=f"{year}-05-0{draw(st.integers(1, 9))}",
        venue=draw(TEXTS) if kind in {"article", "conference", "chapter"} else None,
        volume=draw(st.sampled_from([None, "3", "12A"])),
        issue=draw(st.sampled_from([None, "3-4"])),
        pages=draw(st.sampled_from([None, "7-12", "e12"])),
        kind=kind,
        editors=tuple(draw(st.lists(NAMES, max_size=2, unique=True))) if part else (),
        publisher=draw(TEXTS) if part else None,
        series=draw(st.sampled_from([None, "Tea & Cups"])) if part else None,
        doi=draw(st.sampled_from([None, "10.1234/a_b"])),
        arxiv_id="1706.03762" if kind == "preprint" else None,
        keywords=tuple(draw(st.lists(KEYWORDS, max_size=3, unique=True))),
        language=draw(st.sampled_from([None, "en", "de", "pt", "tl"])),
        status=draw(st.sampled_from([None, None, "retracted", "withdrawn", "concern"])),
    )


@settings(suppress_health_check=list(HealthCheck))
@given(usual_papers())
@pytest.mark.parametrize("name", FORMATS)
def test_any_usual_paper_is_read_as_it_was(name, paper):
    (parsed,) = read_again(name, export(name, [paper]))
    fields = ["title", "authors", "year", "venue", "volume", "issue", "pages", "editors",
              "publisher", "series", "doi", "arxiv_id", "date", "status"]  # fmt: skip
    if name != "bibtex":
        fields += ["abstract", "language"]
    if name == "ris" and len(paper.keywords) == 1 and "," in paper.keywords[0]:
        # Some programs write all keywords in one line of RIS.
        assert ", ".join(parsed.keywords) == paper.keywords[0]
    elif name != "bibtex":
        fields += ["keywords"]
    if "bibtex" not in name:
        # BibTeX has no type for preprints.
        fields += ["kind"]
    for field in fields:
        assert getattr(parsed, field) == getattr(paper, field), field
