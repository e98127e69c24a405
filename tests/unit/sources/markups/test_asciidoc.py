"""AsciiDoc: links, lists, tables."""

from sitegen.sources.formats import markup

URL = "https://arxiv.org/abs/2305.90001"


def test_links_of_all_forms_are_read():
    for line in (f"* {URL}[Castles of sand^]", f". link:{URL}[Castles of sand,window=_blank]",
                 f"* *Castles of sand* link:++{URL}++[paper]", f"- _Castles of sand_ {URL}[arXiv]"):  # fmt: skip
        (paper,) = markup.read(f"= List\n:toc:\n\n== Sand\n\n{line}\n", "x.adoc").papers
        assert (paper.title, paper.arxiv_id, paper.keywords) == (
            "Castles of sand", "2305.90001", ("Sand",),
        )  # fmt: skip


def test_cells_may_have_lines():
    text = f"|===\n|Title |Paper\n\n|Castles of sand\n|{URL}[arXiv]\n\n|Deep dunes |{URL}2[arXiv]\n|===\n"
    papers = markup.read(text, "x.adoc").papers
    assert [(p.title, p.origins[0].line) for p in papers] == [
        ("Castles of sand", 4),
        ("Deep dunes", 7),
    ]


def test_the_anchor_of_an_entry_is_no_author():
    text = f"= List\n\n== Sand\n\n* [[[roe21,1]]] Ann Roe and Bo Poe. _Deep dunes_. Sand Letters 12(3):45-67. 2021. {URL}[arXiv]\n"
    (paper,) = markup.read(text, "x.adoc").papers
    assert [author.name for author in paper.authors] == ["Ann Roe", "Bo Poe"]
    assert (paper.title, paper.volume) == ("Deep dunes", "12")
