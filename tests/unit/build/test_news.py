"""What is new reaches the site: alerts, digests, and their feeds."""

from datetime import date

from sitegen.build.news import collect_news
from sitegen.config.digest import AlertSettings
from sitegen.enrich import enrich
from sitegen.paper import Entry, History, Paper
from tests.unit.builds import build, make_config, write_papers
from tests.unit.pages.builders import site

RECORDS = [
    {"id": "a", "title": "Graph networks for roads", "abstract": "On graphs.", "upvotes": 2},
    {"id": "b", "title": "Trees of words", "abstract": "On trees.", "upvotes": 9},
]
ALERTS = (AlertSettings("Graphs", "graph"), AlertSettings("Bees", topics=["bee"]))


def test_a_site_with_days_and_alerts_has_their_pages_and_feeds(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764028800")  # 2025-11-25
    write_papers(tmp_path / "papers.jsonl", RECORDS)
    config = make_config(tmp_path, site={"url": "https://example.org/"}, state={"record": True})
    object.__setattr__(config, "alert", ALERTS)
    report, _ = build(tmp_path, config=config)
    assert [note.partition(":")[0] for note in report.notes] == ["[[alert]] Bees"]
    folder = tmp_path / "site"
    page = (folder / "digest.html").read_text("utf-8")
    assert "2 new papers, 24–30 November 2025, so far" in page
    assert "papers/a.html" in page
    assert "Digest" in (folder / "index.html").read_text("utf-8")
    assert "papers/a.html" in (folder / "alerts" / "graphs.html").read_text("utf-8")
    for name in ("alerts/graphs.xml", "alerts/graphs.json", "digest.xml", "digest.json"):
        assert (folder / name).is_file()
    listed = (folder / "sitemap.xml").read_text("utf-8")
    assert "https://example.org/alerts/graphs.html" in listed


def test_papers_with_more_votes_come_first_and_those_that_trend_are_limited(tmp_path):
    entries = [Entry(r["id"], Paper(r["title"], upvotes=r["upvotes"])) for r in RECORDS]
    days = [date(2026, 11, 24), date(2026, 11, 25)]
    history = History(
        {"a": days[0], "b": days[0]}, {"a": {days[0]: 1, days[1]: 9}, "b": {days[0]: 1, days[1]: 2}}
    )
    config = make_config(tmp_path, digest={"trending": 1})
    news = collect_news(enrich(entries), site(history=history), config)
    assert [*news.days] == ["b", "a"]
    assert news.trending == ("a",)
    assert news.last_day == days[0]
