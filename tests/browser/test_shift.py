"""Nothing moves while a page loads, on a slow link too."""

import pytest
from playwright.sync_api import expect

#: 150 ms, and 200 kB per second.
SLOW = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 200_000,
    "uploadThroughput": 200_000,
}
#: Sums up the shifts that no reader caused.
OBSERVER = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (entry.hadRecentInput) continue;
    const nodes = entry.sources.map((source) => source.node && (source.node.className || source.node.nodeName));
    window.shifts.push([entry.value, nodes.join(" ")]);
  }
}).observe({ type: "layout-shift", buffered: true });
"""
PAGES = [
    "search.html", "search.html?q=transformer", "search.html?q=attention&tag=BERT&sort=title&n=20",
    "search.html?q=trnasformer+atention", "search.html?q=how+do+transformers+generalise+to+music",
    "search.html?q=zzzzqqq", "list.html", "papers.html", "index.html", "tags.html", "tags/bert.html",
    "papers-by-title.html",
    "papers/bert-pre-training-of-deep-bidirectional-transformers-for-language-3dzv.html",
    "404.html", "downloads.html", "draft.html",
    "tags-by-letter.html", "go.html",
]  # fmt: skip
#: The example has titles alone: these are of the other site.
RECORDS_PAGES = [
    "authors/noam-shazeer.html", "venues/neurips.html", "authors.html", "venues.html", "years.html",
    "years/2020.html",
]  # fmt: skip
#: Of a site that records on which days papers came.
DAYS_PAGES = ["index.html", "new.html", "days.html", "digest.html", "alerts/grasping.html"]
DAYS_SETTINGS = """
[site]
url = "https://papers.example.org/"
[state]
record = true
[[alert]]
name = "Grasping"
query = "robots"
"""


def device(width):
    return {
        "viewport": {"width": width, "height": 800},
        "is_mobile": width < 500, "has_touch": width < 500,
    }  # fmt: skip


def shifts_of(chromium, address, width):
    """Return the shifts of a page that loads slowly, in a new context, whose cache is empty."""
    context = chromium.new_context(**device(width))
    page = context.new_page()
    page.add_init_script(OBSERVER)
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW)
    page.goto(address)
    if "/search.html" in address:
        expect(page.locator("#sg-count")).not_to_be_empty(timeout=20_000)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready.then(() => 0)")
    page.wait_for_timeout(300)
    entries = page.evaluate("window.shifts")
    context.close()
    return entries if sum(value for value, _ in entries) >= 0.01 else None


# On a wide screen fewer lines wrap: one page of each layout.
@pytest.mark.parametrize(("width", "names"), [(390, PAGES), (1280, PAGES[2::3])])
def test_the_layout_does_not_shift_while_a_page_loads_slowly(chromium, root_address, width, names):
    shifts = {name: shifts_of(chromium, root_address + name, width) for name in names}
    assert {name: moved for name, moved in shifts.items() if moved} == {}


def test_pages_of_people_venues_and_years_do_not_shift(chromium, records_address):
    shifts = {name: shifts_of(chromium, records_address + name, 390) for name in RECORDS_PAGES}
    assert {name: moved for name, moved in shifts.items() if moved} == {}


def test_pages_of_days_and_alerts_do_not_shift(chromium, serve, build_records):
    records = [
        {"title": f"{word} robots grasp objects", "abstract": f"We study {word} robots. " * 9}
        for word in ("Soft", "Small", "Slow")
    ]
    address = serve(build_records("days", records, DAYS_SETTINGS))
    shifts = {name: shifts_of(chromium, address + name, 390) for name in DAYS_PAGES}
    assert {name: moved for name, moved in shifts.items() if moved} == {}
