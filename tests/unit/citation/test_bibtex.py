"""Citations in BibTeX."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.citation import format_bibkey, format_bibtex
from sitegen.pages.cite import venue_tag
from sitegen.paper import Author, Link, Paper
from sitegen.sources.formats import bibtex


def author_field(*names):
    text = format_bibtex(Paper("T", authors=tuple(map(Author, names))))
    return text.partition("  author = {")[2].rpartition("}\n}")[0]


def title_field(title):
    return format_bibtex(Paper(title)).partition("  title = {{")[2].rpartition("}}\n}")[0]


def test_an_entry_holds_what_is_known_and_nothing_else():
    paper = Paper(
        "Attention & More", authors=(Author("Ashish Vaswani"), Author("Noam Shazeer")), year=2017,
        venue="NeurIPS & co", doi="10.1/a_b", arxiv_id="1706.03762", kind="article",
    )  # fmt: skip
    assert format_bibtex(paper) == (
        "@article{vaswani2017attention,\n"
        "  title = {{Attention \\& More}},\n"
        "  author = {Ashish Vaswani and Noam Shazeer},\n"
        "  year = {2017},\n"
        "  journal = {NeurIPS \\& co},\n"
        "  doi = {10.1/a\\_b},\n"
        "  eprint = {1706.03762},\n"
        "  archiveprefix = {arXiv},\n"
        "  url = {https://arxiv.org/abs/1706.03762}\n"
        "}"
    )
    assert format_bibtex(Paper("The only thing known")) == (
        "@misc{onlythingknown,\n  title = {{The only thing known}}\n}"
    )


@pytest.mark.parametrize(
    ("pages", "field"),
    [("12-34", "12--34"), ("S7-S12", "S7--S12"), ("e1234", "e1234"), ("e-1234", "e-1234"),
     ("1-5, 9-12", "1--5, 9--12")],
)  # fmt: skip
def test_positions_are_written_as_bibtex_writes_them(pages, field):
    paper = Paper(
        "T", year=2004, venue="J", volume="21_A", issue="3-4", pages=pages, kind="article"
    )
    assert (
        f"  journal = {{J}},\n  volume = {{21\\_A}},\n  number = {{3-4}},\n  pages = {{{field}}}\n"
    ) in format_bibtex(paper)


def test_an_entry_with_positions_is_read_back():
    paper = Paper("Title", venue="Journal", volume="21", issue="3", pages="12-34")
    (parsed,) = bibtex.read(format_bibtex(paper), "a.bib").papers
    assert (parsed.venue, parsed.volume, parsed.issue, parsed.pages) == (
        "Journal", "21", "3", "12-34",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("names", "field"),
    [
        (["Smith and Sons"], "{Smith and Sons}"),
        (["Ann Lee", "Smith AND Sons", "Bo Roe"], "Ann Lee and {Smith AND Sons} and Bo Roe"),
        (["Smith\tand\nSons"], "{Smith\tand\nSons}"),
        (["and Sons"], "{and Sons}"),
        (["Sons and"], "{Sons and}"),
        (["Roland Anders", "Sand and_x"], "Roland Anders and Sand and\\_x"),
    ],
)
def test_a_name_that_bibtex_would_split_is_braced(names, field):
    assert author_field(*names) == field


@pytest.mark.parametrize(
    ("title", "field"),
    [
        (r"An $\ell_1$ bound of 50% & $5", r"An $\ell_1$ bound of 50\% \& \$5"),
        (r"a\b{c}d#e~f^g", r"a\textbackslash{}b\{c\}d\#e\textasciitilde{}f\textasciicircum{}g"),
        (r"$x_{1}^{2}$", r"$x_{1}^{2}$"),
        (r"$\{x\}$", r"$\{x\}$"),
        (r"$\}x_1$", r"$\rbrace x_1$"),
        (r"$x_1}$", r"\$x\_1\textbraceright{}\$"),
        (r"$x_{1$", r"\$x\_\textbraceleft{}1\$"),
        (r"$}x_1{$", r"\$\textbraceright{}x\_1\textbraceleft{}\$"),
        (r"$$x_1\$$", r"\$\$x\_1\textbackslash{}\$\$"),
    ],
)
def test_formulas_stay_tex_if_they_leave_the_fields_braces_alone(title, field):
    assert title_field(title) == field


@given(st.text(max_size=60))
def test_braces_balance_and_keys_are_plain(title):
    paper = Paper(title)
    text = format_bibtex(paper).replace("\\{", "").replace("\\}", "")
    assert text.count("{") == text.count("}")
    assert format_bibkey(paper).isalnum()


@pytest.mark.parametrize(
    ("paper", "type_", "fields"),
    [
        (Paper("T", venue="ICRA", kind="conference", publisher="IEEE", editors=("Ann Lee",)),
         "inproceedings", {"booktitle": "ICRA", "publisher": "IEEE", "editor": "Ann Lee"}),
        (Paper("T", venue="Hat Letters", kind="article"), "article", {"journal": "Hat Letters"}),
        (Paper("T", authors=(Author("Ann Lee"),), editors=("Ann Lee",), kind="book",
               publisher="Hat Press", edition="2", isbn="978-0-00-000000-0"),
         "book", {"editor": "Ann Lee", "publisher": "Hat Press", "edition": "2",
                  "isbn": "978-0-00-000000-0"}),
        (Paper("T", venue="On Hats", kind="chapter"), "incollection", {"booktitle": "On Hats"}),
        (Paper("T", kind="thesis", institution="Hat University", genre="Master's thesis"),
         "phdthesis", {"school": "Hat University", "type": "Master's thesis"}),
        (Paper("T", kind="thesis", venue="Hat University"), "phdthesis",
         {"school": "Hat University", "type": "Thesis"}),
        (Paper("T", kind="report", institution="Hat Institute", issue="7"), "techreport",
         {"institution": "Hat Institute", "number": "7"}),
        (Paper("T", kind="preprint", venue="arXiv", arxiv_id="2001.00001"), "misc",
         {"eprint": "2001.00001", "archiveprefix": "arXiv",
          "url": "https://arxiv.org/abs/2001.00001"}),
        (Paper("T", kind="preprint", venue="bioRxiv"), "misc", {"howpublished": "bioRxiv"}),
        (Paper("T", venue="Felt"), "misc", {"howpublished": "Felt"}),
        (Paper("T", kind="conference"), "misc", {}),
        (Paper("T", kind="dataset", publisher="Zenodo"), "misc", {"howpublished": "Zenodo"}),
    ],
)  # fmt: skip
def test_an_entry_has_the_type_and_the_fields_of_its_kind(paper, type_, fields):
    lines = format_bibtex(paper).splitlines()
    assert lines[0].startswith(f"@{type_}{{")
    read = dict(line.strip().rstrip(",").split(" = ", 1) for line in lines[1:-1])
    read.pop("title")
    read.pop("author", None)
    assert read == {name: f"{{{value}}}" for name, value in fields.items()}


@given(
    st.sampled_from([None, "article", "conference", "preprint", "book", "chapter", "thesis",
                     "report", "dataset", "software", "other"]),
    st.sampled_from([None, "ICRA", "Hat Letters", "arXiv"]), st.booleans(),
)  # fmt: skip
def test_an_entry_of_any_kind_is_read_back_with_its_kind(kind, venue, has_publisher):
    paper = Paper("Title", venue=venue, kind=kind, publisher="P" if has_publisher else None)
    (parsed,) = bibtex.read(format_bibtex(paper), "a.bib").papers
    expected = kind if kind not in {None, "preprint", "dataset", "software"} else "other"
    needs_venue = kind in {"article", "conference", "chapter"}
    assert parsed.kind == ("other" if needs_venue and not venue else expected)
    assert venue_tag(kind).startswith(("citation_", "DC."))


@pytest.mark.parametrize(
    ("paper", "fields"),
    [
        (Paper("T", year=2017, date="2017-06-02"), ["  month = jun", "  day = {2}"]),
        # The day of a preprint that a conference published later.
        (Paper("T", year=2017, date="2017-06-12", venue="NeurIPS", kind="conference",
               arxiv_id="1706.03762"), []),
        (Paper("T", year=2017, date="2017-06-12", venue="arXiv.org", kind="preprint",
               arxiv_id="1706.03762"), ["  month = jun", "  day = {12}"]),
        # The source gives another year.
        (Paper("T", year=2018, date="2017-06-12"), []),
        (Paper("T", date="2017-06-12"), []),
        (Paper("T", year=2017), []),
        (Paper("T", status="retracted"), ["  note = {Retracted}"]),
        (Paper("T", status="concern"), ["  note = {Expression of concern}"]),
        (Paper("T", status="corrected"), []),
    ],
)  # fmt: skip
def test_days_and_remarks_are_those_of_the_publication(paper, fields):
    lines = [line.rstrip(",") for line in format_bibtex(paper).splitlines()]
    assert [line for line in lines if line.startswith(("  month", "  day", "  note"))] == fields


def test_a_whole_entry_has_what_no_style_prints():
    paper = Paper("T", abstract="50% of $x_1$.", keywords=("tea", "loose leaf"), language="de")
    assert format_bibtex(paper, "key", is_whole=True) == (
        "@misc{key,\n  title = {{T}},\n  keywords = {tea, loose leaf},\n  langid = {ngerman},\n"
        "  abstract = {50\\% of $x_1$.}\n}"
    )
    assert "abstract" not in format_bibtex(paper)


@pytest.mark.parametrize(
    ("keywords", "field"),
    [
        (("Tea, green", "cups"), "{Tea, green}, {cups}"),
        (("A/B tests",), "{{A/B tests}}"),
        (("R&D - tests", "x"), "{R\\&D - tests}, {x}"),
    ],
)
def test_keywords_with_separating_signs_are_braced(keywords, field):
    text = format_bibtex(Paper("Tea", keywords=keywords), is_whole=True)
    assert f"  keywords = {{{field}}}\n" in text
    assert bibtex.read(text, "a.bib").papers[0].keywords == keywords


def test_an_address_with_braces_can_t_end_its_field():
    paper = Paper("T", links=(Link("https://example.org/{a}\\input", "source"),))
    assert "  url = {https://example.org/\\%7Ba\\%7D\\%5Cinput}\n" in format_bibtex(paper)
