"""Previews of papers beside the links to them."""

import re

from playwright.sync_api import expect

PAPER = "papers/bert-pre-training-of-deep-bidirectional-transformers-for-language-3dzv.html"
DELAY_MS = 400


def _open_papers(page, address):
    """Open the list of all papers, and wait until scrolling moves nothing: each row has its layout."""
    page.goto(f"{address}papers.html")
    expect(page.locator("html")).not_to_have_class(re.compile("lazy"))


def test_a_link_shows_authors_and_contribution_from_disk_too(page, disk_address):
    _open_papers(page, disk_address)
    preview = page.locator(".sg-preview")
    link = page.locator(f".sg-list a[href='{PAPER}']")
    link.hover()
    expect(preview).to_have_count(1)
    expect(preview).to_contain_text("BERT")
    expect(preview.locator(".sg-preview__text")).not_to_be_empty()
    assert link.get_attribute("aria-describedby") == "sg-preview"
    # The pointer may move into it; Escape closes it.
    preview.hover()
    page.wait_for_timeout(DELAY_MS)
    expect(preview).to_have_count(1)
    page.keyboard.press("Escape")
    expect(preview).to_have_count(0)
    # Abstracts say all of it: the row shows the sentence.
    page.get_by_role("button", name="Abstracts").click()
    link.hover()
    page.wait_for_timeout(DELAY_MS)
    expect(preview).to_have_count(0)


def test_a_pointer_that_crosses_parts_of_a_link_does_not_delay_its_preview(page, root_address):
    _open_papers(page, root_address)
    link = page.locator(f".sg-list a[href='{PAPER}']")
    link.hover()
    # What a browser sends for each element within a link, and when the pointer leaves and returns.
    link.evaluate(
        "link => { for (let i = 0; i < 3; i++)"
        " link.dispatchEvent(new MouseEvent('mouseover', { bubbles: true })); }"
    )
    expect(page.locator(".sg-preview")).to_contain_text("BERT")


def test_the_focus_shows_it_and_back_leaves_none(page, root_address):
    page.goto(root_address + PAPER)
    first = page.locator(".sg-related a").first
    page.locator(".sg-cite summary").focus()
    page.keyboard.press("Tab")
    while not first.evaluate("(link) => link === document.activeElement"):
        page.keyboard.press("Tab")
    preview = page.locator(".sg-preview")
    expect(preview).to_have_count(1)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.go_back()
    expect(first).to_be_visible()
    page.wait_for_timeout(DELAY_MS)
    expect(preview).to_have_count(0)


def test_a_touch_screen_shows_none(open_page, root_address):
    page = open_page(viewport={"width": 390, "height": 800}, is_mobile=True, has_touch=True)
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(root_address + "papers.html")
    page.locator(".sg-list a").first.hover()
    page.wait_for_timeout(DELAY_MS)
    expect(page.locator(".sg-preview")).to_have_count(0)
    assert not [url for url in requests if "previews" in url]


def test_results_of_a_search_and_neighbours_of_a_paper_have_previews(page, records_address):
    page.goto(records_address + "search.html?q=transformer")
    preview = page.locator(".sg-preview")
    result = page.locator("#sg-results .sg-list__title").first
    result.hover()
    expect(preview).to_contain_text("Vaswani")
    expect(preview.locator(".sg-preview__title")).to_have_text(result.inner_text())
    page.goto(records_address + "papers-by-title.html")
    with page.expect_navigation():
        page.locator(".sg-list a").first.click()
    neighbour = page.locator(".sg-pager [rel=next]")
    neighbour.hover()
    expect(preview.locator(".sg-preview__title")).to_have_text(neighbour.inner_text())
