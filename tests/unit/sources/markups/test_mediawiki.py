"""MediaWiki: links, templates of citations, tables."""

from sitegen.sources.formats import markup

URL = "https://arxiv.org/abs/2305.90001"


def test_templates_of_citations_are_papers():
    text = (
        "A town.<ref>{{Cite journal | last = Roe | first = Mary | author2 = John Poe\n"
        " | title = Grains in the [[wind|winds]] | journal = Sand Letters | year = 2019\n"
        " | doi = 10.9999/x }}</ref>\n\n* {{cite arXiv |eprint=2305.90001 |title=''Castles'' of {{nowrap|sand}} "
        "|vauthors=Vole A, Shrew N}}\n* {{cite web |url=https://example.org}}\n"
    )
    first, second = markup.read(text, "x.wiki").papers
    assert (first.title, first.doi, first.year, first.venue) == (
        "Grains in the winds", "10.9999/x", 2019, "Sand Letters",
    )  # fmt: skip
    assert [author.name for author in first.authors] == ["Mary Roe", "John Poe"]
    assert (second.arxiv_id, second.origins[0].line) == ("2305.90001", 5)


def test_a_template_that_never_ends_is_text():
    text = "{{cite journal |title=Sand " * 50 + f"\n* [{URL} Castles of sand]\n"
    assert [paper.title for paper in markup.read(text, "x").papers] == ["Castles of sand"]


def test_tables_are_read():
    text = f'{{| class="wikitable"\n! Title !! Paper\n|-\n| style="x" | Castles of sand || [{URL} arXiv]\n|}}\n'
    (paper,) = markup.read(text, "x").papers
    assert (paper.title, paper.origins[0].line) == ("Castles of sand", 5)


def test_templates_say_kinds_volumes_and_publishers():
    text = (
        "* {{cite journal |last1=Roe |first1=Mary |title=Whales |journal=Sea |date=May 2011 "
        "|volume=27 |issue=3 |pages=1–9 |doi=10.9999/w}}\n"
        "* {{cite book |last=Poe |first=R. |title=Seals |chapter=Pups |year=2001 "
        "|publisher=Coast Press |isbn=978-0-19-853453-2}}\n"
        "* {{cite web |last=Vole |first=A. |title=Sand online |url=https://example.org/sand}}\n"
    )
    article, chapter, page = markup.read(text, "x.wiki").papers
    assert (article.kind, article.volume, article.issue, article.pages) == (
        "article",
        "27",
        "3",
        "1-9",
    )
    assert (chapter.title, chapter.kind, chapter.publisher) == ("Pups", "chapter", "Coast Press")
    assert (chapter.isbn, page.kind) == ("978-0-19-853453-2", None)
