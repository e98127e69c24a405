"""The page and the feed of digests, and those of alerts."""

import json
from datetime import date
from xml.etree import ElementTree as ET

from sitegen.news import Alert, Digest
from sitegen.pages.kinds import alerts, digest
from tests.unit.pages.builders import context, paper, papers, positions, render

URL = "https://example.org/x"
MEMBERS = papers(12)
ALERT = Alert("Hats & <b>", "alerts/hats-b", "“hats”, by Ada", tuple(f"p{n}" for n in range(1, 13)))
OVER = Digest(date(2026, 11, 16), date(2026, 11, 22), ("p1", "p2"))
OPEN = Digest(date(2026, 11, 23), date(2026, 11, 29), tuple(f"p{n}" for n in range(1, 13)), is_over=False,
              alerts=(Alert("Hats & <b>", "alerts/hats-b", "“hats”", ("p3",)),))  # fmt: skip
ATOM = "{http://www.w3.org/2005/Atom}"


def pages(kind, **values):
    values = {"url": URL, "alerts": (ALERT,), "digests": (OPEN, OVER)} | values
    return {page.src_uri: page.text for page in render(kind, MEMBERS, **values)}


def test_without_alerts_and_days_there_is_no_page():
    assert pages(digest.KIND, alerts=(), digests=()) == {}
    assert pages(alerts.KIND, alerts=()) == {}


def test_the_page_has_the_newest_days_first_and_links_to_alerts():
    text = pages(digest.KIND)["digest.md"]
    assert positions(
        text, "12 new papers, 23–29 November 2026, so far { #until-2026-11-29 }", "### Hats &amp; &lt;b&gt; <span>1",
        "papers/p3.md", "### Other new papers <span>11", "papers/p1.md", "and 1 more",
        "2 new papers, 16–22 November 2026 { #until-2026-11-22 }", "## Alerts", "(alerts/hats-b.md)",
    )  # fmt: skip


def test_the_feed_has_what_is_over():
    files = pages(digest.KIND)
    root = ET.fromstring(files["digest.xml"])
    (entry,) = root.findall(f"{ATOM}entry")
    assert entry.find(f"{ATOM}title").text == "2 new papers, 16–22 November 2026"
    assert entry.find(f"{ATOM}link").get("href") == f"{URL}/digest.html#until-2026-11-22"
    assert root.find(f"{ATOM}updated").text == "2026-11-22T00:00:00Z"
    assert "papers/p1.html" in entry.find(f"{ATOM}content").text
    (item,) = json.loads(files["digest.json"])["items"]
    assert item["id"] == entry.find(f"{ATOM}id").text
    assert item["content_html"].split() == entry.find(f"{ATOM}content").text.split()
    # What comes later leaves the entry as it is.
    (same,) = json.loads(pages(digest.KIND, digests=(OVER,))["digest.json"])["items"]
    assert same == item


def test_a_site_without_an_address_has_the_page_alone():
    files = pages(digest.KIND, url="")
    assert [*files] == ["digest.md"]
    assert "digest.xml" not in files["digest.md"]
    assert "Digest" in files["digest.md"]


def test_a_site_without_days_lists_its_alerts_alone():
    text = pages(digest.KIND, digests=())["digest.md"]
    assert 'title: "Alerts"' in text
    assert "Digest" not in text
    assert text.count("# Alerts") == 1
    assert "](../digest.md)" in pages(alerts.KIND, digests=())["alerts/hats-b.md"]
    assert "](../digest.md#alerts)" in pages(alerts.KIND)["alerts/hats-b.md"]


def test_an_alert_has_pages_and_a_feed_even_if_nothing_matches():
    empty = Alert("None", "alerts/none", "“none”", ())
    files = pages(alerts.KIND, alerts=(ALERT, empty))
    assert [*files] == ["alerts/hats-b.md", "alerts/hats-b.page-2.md", "alerts/none.md"]
    assert "Papers that match “hats”, by Ada" in files["alerts/hats-b.md"]
    assert "0 papers" in files["alerts/none.md"]
    feeds = context(MEMBERS, url=URL, alerts=(ALERT, empty)).feeds
    assert {"alerts/hats-b", "alerts/none"} <= feeds.keys()
    dated = [paper(m.entry.id, year=2026) for m in MEMBERS]
    assert len(context(dated, url=URL, alerts=(ALERT,)).feeds["alerts/hats-b"].papers) == 12
