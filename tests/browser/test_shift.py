"""Nothing moves while a page loads: every kind of page, on phones and laptops, on fast and slow links."""

import pytest
from playwright.sync_api import expect

#: Less than what a reader notices: of a screen, the share that moves times how far.
MAX_SHIFT = 0.01
DEVICES = {
    "phone": {"viewport": {"width": 390, "height": 800}, "is_mobile": True, "has_touch": True},
    "laptop": {"viewport": {"width": 1280, "height": 800}},
}
#: Link -> its latency in ms, and bytes per second; -1 is without a limit.
LINKS = {"fast": (0, -1), "slow": (150, 200_000)}
TABS = 6
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
#: Kinds of pages of a site that has them all.
KINDS = [
    "index.html", "papers.html", "papers-2.html", "papers-by-date.html", "papers-by-title.html", "tags.html",
    "tags-by-letter.html", "tags/robots.html", "authors.html", "authors/ada-lovelace.html", "venues.html",
    "venues/corl.html", "years.html", "years/2020.html", "search.html", "search.html?q=robots+grasp",
    "search.html?q=rbots", "papers/first.html", "papers/roots.html", "list.html", "downloads.html",
    "alerts/grasping.html", "new.html", "days.html", "digest.html", "draft.html", "go.html", "404.html",
    "own.html",
]  # fmt: skip
#: Titles alone, in a larger collection, and answers of search that take several steps.
EXAMPLE_PAGES = [
    "papers-by-title.html", "search.html?q=attention&tag=BERT&sort=title&n=20",
    "search.html?q=trnasformer+atention", "search.html?q=how+do+transformers+generalise+to+music",
    "papers/bert-pre-training-of-deep-bidirectional-transformers-for-language-3dzv.html",
]  # fmt: skip
RECORD = {
    "venue": "CoRL", "authors": ["Ada Lovelace", "Grace Hopper"], "pdf": "https://example.org/a.pdf",
    "abstract": "We propose robots that grasp objects in clutter. They learn what to grasp. " * 4,
}  # fmt: skip
SETTINGS = """
[site]
url = "https://papers.example.org/"
[pages]
page_size = 10
docs = "own"
[related]
method = "lexical"
[state]
record = true
[[alert]]
name = "Grasping"
query = "robots"
"""


@pytest.fixture(scope="module")
def kinds_address(build_records, serve, tmp_path_factory):
    """The address of a site that has all kinds of pages."""
    own = tmp_path_factory.mktemp("own")
    (own / "own.md").write_text("# Our own page\n\n" + "Some words about robots. " * 40, "utf-8")
    words = ("Soft", "Small", "Slow", "Strong", "Safe", "Sound", "Swift")
    records = [
        {"title": f"{words[n % 7]} robots of the {n}th kind", "year": 2013 + n, "keywords": ["Robots"], **RECORD}
        for n in range(12)
    ]  # fmt: skip
    records[0]["id"] = "first"
    records[1] |= {"id": "roots", "title": r"Robots in $O(\sqrt{T})$ steps"}
    settings = SETTINGS.replace('"own"', f'"{own.as_posix()}"')
    topics = 'robots = { name = "Robots", force = true }\n'
    return serve(build_records("kinds", records, settings, topics))


def open_tabs(chromium, device, link):
    """Return a context and some pages of it, which have no cache."""
    context = chromium.new_context(**DEVICES[device])
    latency, rate = LINKS[link]
    conditions = {
        "offline": False, "latency": latency, "downloadThroughput": rate, "uploadThroughput": rate,
    }  # fmt: skip
    tabs = [context.new_page() for _ in range(TABS)]
    for tab in tabs:
        tab.add_init_script(OBSERVER)
        session = context.new_cdp_session(tab)
        session.send("Network.enable")
        session.send("Network.setCacheDisabled", {"cacheDisabled": True})
        session.send("Network.emulateNetworkConditions", conditions)
    return context, tabs


def find_shifts(chromium, addresses, device, link):
    """Return the pages that shift too much, with what moves.

    Several pages load side by side, as a slow link is a long wait.
    """
    context, tabs = open_tabs(chromium, device, link)
    shifts = {}
    for start in range(0, len(addresses), TABS):
        loading = dict(zip(addresses[start : start + TABS], tabs, strict=False))
        for address, tab in loading.items():
            tab.goto(address, wait_until="commit")
        for address, tab in loading.items():
            tab.wait_for_load_state("networkidle")
            if "/search.html" in address:
                expect(tab.locator("#sg-count")).not_to_be_empty()
            tab.evaluate("document.fonts.ready.then(() => new Promise((r) => setTimeout(r, 50)))")
            entries = tab.evaluate("window.shifts")
            if sum(value for value, _ in entries) >= MAX_SHIFT:
                shifts[address] = entries
    context.close()
    return shifts


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("device", DEVICES)
def test_no_kind_of_page_shifts_while_it_loads(chromium, kinds_address, device, link):
    addresses = [kinds_address + name for name in KINDS]
    assert find_shifts(chromium, addresses, device, link) == {}


def test_a_larger_collection_does_not_shift_on_a_phone(chromium, root_address):
    addresses = [root_address + name for name in EXAMPLE_PAGES]
    assert find_shifts(chromium, addresses, "phone", "slow") == {}
