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
    # The example has titles alone: these are of the other site.
    "authors/noam-shazeer.html", "venues/neurips.html",
]  # fmt: skip


# On a wide screen fewer lines wrap: one page of each layout.
@pytest.mark.parametrize(("width", "names"), [(390, PAGES), (1280, PAGES[2::3])])
def test_the_layout_does_not_shift_while_a_page_loads_slowly(
    chromium, root_address, records_address, width, names
):
    shifts = {}
    for name in names:
        # A new context has an empty cache.
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, is_mobile=width < 500, has_touch=width < 500
        )
        page = context.new_page()
        page.add_init_script(OBSERVER)
        page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW)
        is_of_records = name.startswith(("authors/", "venues/"))
        page.goto((records_address if is_of_records else root_address) + name)
        if name.startswith("search"):
            expect(page.locator("#sg-count")).not_to_be_empty(timeout=20_000)
        page.wait_for_load_state("networkidle")
        page.evaluate("document.fonts.ready.then(() => 0)")
        page.wait_for_timeout(300)
        entries = page.evaluate("window.shifts")
        if sum(value for value, _ in entries) >= 0.01:
            shifts[name] = entries
        context.close()
    assert shifts == {}
