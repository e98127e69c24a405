"""A digest as text and as HTML: complete, within its limits, and nothing in it runs."""

from datetime import date
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup

from sitegen.news import Alert, Digest
from sitegen.pages.digest_texts import MAX_HTML_BYTES, digest_html, digest_text, digest_title
from sitegen.paper import Author
from tests.unit.pages.builders import context, paper
from tests.unit.templates import PAYLOADS

DAY = date(2026, 11, 25)
URL = "https://example.org/x"
MEMBERS = [
    paper("a", title="On $x^2$", authors=(Author("Ada Lovelace"),), year=2026, venue="ICML",
          abstract="Squares & more. " * 40),
    paper("b", title="Wrong", status="retracted"),
    paper("c", title="Trend"),
    paper("d", title="Old"),
]  # fmt: skip
DIGEST = Digest(
    DAY, DAY, ("a", "b", "c"), ("c", "d"),
    (Alert("Squares", "alerts/squares", "“x”", ("a",)), Alert("Empty", "alerts/empty", "“y”", ())),
)  # fmt: skip


def rendered(members, digest, **limits):
    html = digest_html(context(members, url=URL), digest, limits.pop("max_papers", 30), **limits)
    return html, BeautifulSoup(html, "html5lib")


def test_the_text_has_each_paper_once():
    text = digest_text(context(MEMBERS, url=URL), DIGEST)
    assert text.startswith("3 new papers, 25 November 2026\nhttps://example.org/x/digest.html\n\n")
    lines = text.splitlines()
    headings = [above for above, below in pairwise(lines) if below[:3] == "---"]
    assert headings == ["Squares (1)", "Other new papers (2)", "Trending (1)"]
    start = lines.index("On x²")
    assert lines[start : start + 3] == [
        "On x²", "Ada Lovelace · ICML · 2026", "https://example.org/x/papers/a.html",
    ]  # fmt: skip
    assert "Retracted: Wrong" in lines
    assert text.count("papers/c.html") == 1


def test_the_html_has_its_style_in_attributes_and_no_pictures():
    _, soup = rendered(MEMBERS, DIGEST)
    assert [h.text for h in soup.find_all("h2")] == ["Squares (1)", "Other new papers (2)",
                                                     "Trending (1)"]  # fmt: skip
    assert {e.name for e in soup.body.find_all()} == {"div", "h1", "h2", "p", "a"}
    assert all(e.get("style") for e in soup.body.find_all())
    assert soup.find("a")["href"] == "https://example.org/x/papers/a.html"


@pytest.mark.parametrize("limits", [{"max_papers": 2}, {"max_bytes": 9_300}])
def test_further_papers_are_a_link(limits):
    members = [paper(f"p{n:03}", title="T" * 200) for n in range(300)]
    digest = Digest(DAY, DAY, tuple(m.entry.id for m in members))
    _, soup = rendered(members, digest, **limits)
    shown = len(soup.find_all("a")) - 1
    assert 0 < shown <= 3
    assert soup.find_all("a")[-1].text == f"and {300 - shown} more"
    assert soup.find_all("a")[-1]["href"] == "https://example.org/x/digest.html"


@pytest.mark.parametrize("count", [10, 150])
def test_the_html_is_within_its_limit_whatever_papers_say(count):
    members = [
        paper(f"p{n:03}", title="深" * 5_000, abstract="<&>\"'" * 500, venue="&" * 9_000)
        for n in range(200)
    ]
    alerts = tuple(Alert("<" * 9_000, f"alerts/{n}", "", (f"p{n:03}",)) for n in range(count))
    digest = Digest(DAY, DAY, tuple(m.entry.id for m in members), (), alerts)
    html, soup = rendered(members, digest, max_papers=500)
    assert (soup.find_all("a")[-1].text == "more lists") == (count > 100)
    assert MAX_HTML_BYTES * 0.7 < len(html.encode()) < MAX_HTML_BYTES


def test_nothing_of_a_paper_leaves_its_place():
    _, plain = rendered([paper("a", abstract="x", venue="v", year=1)], Digest(DAY, DAY, ("a",)))
    names = [(e.name, sorted(e.attrs)) for e in plain.find_all()]
    for payload in PAYLOADS:
        member = paper("a", title=payload, abstract=payload, venue=payload, year=1)
        _, soup = rendered([member], Digest(DAY, DAY, ("a",)))
        assert [(e.name, sorted(e.attrs)) for e in soup.find_all()] == names, payload


def test_thousands_of_papers_are_cut_in_the_text_too(monkeypatch):
    monkeypatch.setattr("sitegen.pages.digest_texts.MAX_TEXT_PAPERS", 2)
    text = digest_text(context(MEMBERS, url=URL), DIGEST)
    assert "papers/b.html" in text
    assert "papers/c.html" not in text
    assert text.endswith("and 1 more: https://example.org/x/digest.html\n\nTrending (1)\n------------\n\n"
                         "and 1 more: https://example.org/x/digest.html\n")  # fmt: skip


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date(2026, 11, 27), date(2026, 11, 27), "27 November 2026"),
        (date(2026, 11, 22), date(2026, 11, 27), "22–27 November 2026"),
        (date(2026, 10, 30), date(2026, 11, 5), "30 October – 5 November 2026"),
        (date(2025, 12, 29), date(2026, 1, 4), "29 December 2025 – 4 January 2026"),
    ],
)
def test_days_for_readers(first, last, days):
    assert digest_title(Digest(first, last, ("a",))) == f"1 new paper, {days}"


def test_a_german_digest_has_german_words():
    site = context(MEMBERS, url=URL, language="de")
    text = digest_text(site, DIGEST)
    assert text.startswith("3 neue Arbeiten, 25. November 2026\n")
    assert "\nWeitere neue Arbeiten (2)\n" in text
    assert "\nZurückgezogen (Retraction): Wrong\n" in text
    html = BeautifulSoup(digest_html(site, DIGEST, 0), "html5lib").get_text(" ", strip=True)
    assert "1 Arbeit" in html
    assert "paper" not in html
