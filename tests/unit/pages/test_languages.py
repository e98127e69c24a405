"""Pages in two languages, built in one process."""

from datetime import date

from sitegen.pages.kinds import trending, year
from sitegen.pages.kinds.paper import KIND as PAPER
from sitegen.pages.render import render_pages
from sitegen.paper import Author, EnrichedPaper, Entry, History, Paper, Reason, Related
from tests.unit.pages.builders import GRAPHS, context, paper, render, site

MEMBERS = [
    paper("a", GRAPHS, title="First", authors=(Author("Ann Lee"), Author("Bo Sun")), year=2018,
          date="2018-03-01", status="corrected"),
    EnrichedPaper(
        Entry("b", Paper("Second", authors=(Author("Ann Lee"),), year=2021)), (GRAPHS,),
        (Related("a", 0.9, (Reason("method", "sampling"),), ("Ann Lee",)),),
    ),
]  # fmt: skip


def pages(language):
    return {p.src_uri: p for p in render_pages(MEMBERS, site(language=language))}


def test_languages_do_not_mix():
    english = {uri: page.text for uri, page in pages("en").items()}
    german = {uri: page.text for uri, page in pages("de").items()}
    assert {uri: page.text for uri, page in pages("en").items()} == english
    assert "## Verwandte Arbeiten {" in german["papers/b.md"]
    assert german.keys() == english.keys()
    assert all(german[uri] != english[uri] for uri in english if uri.endswith(".md"))


def test_the_key_of_a_page_covers_the_language():
    english, german = pages("en"), pages("de")
    keyed = [uri for uri, page in english.items() if page.key]
    assert "papers/a.md" in keyed
    assert [uri for uri in keyed if english[uri].key == german[uri].key] == []


def test_reasons_status_and_months_are_translated():
    text = {p.src_uri: p.text for p in render(PAPER, MEMBERS, language="de")}
    assert (
        "Gleiche Methode:</span> sampling · Gleicher Autor (Lee), 3 Jahre früher"
        in text["papers/b.md"]
    )
    assert "[Berichtigt: First](a.md)" in text["papers/b.md"]
    assert "<span>Ann Lee u. a. · 2018</span>" in text["papers/b.md"]
    assert "\nZu dieser Arbeit ist eine Berichtigung erschienen.\n" in text["papers/a.md"]
    (months,) = (p.text for p in render(year.KIND, MEMBERS, language="de") if "2018" in p.src_uri)
    assert "## März <span>1</span>" in months


def test_trending_papers_have_numbers_of_the_language():
    day = date(2026, 3, 5)
    history = History(first_seen={"a": day, "b": day}, votes={"a": {day: 1200}, "b": {day: 1}})
    (page,) = trending.KIND.render(context(MEMBERS, language="de", history=history))
    # Markdown would read "1." as the number of an item.
    assert "1\\.200 Stimmen, 1.200,0 Punkte" in page.text
    assert "1 Stimme, 1,0 Punkte" in page.text
    assert "Bis zum 5. März 2026\n" in page.text
    assert "0,5^(Tage / " in page.text
