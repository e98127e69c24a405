"""Filters of the search page: values at once, chips, and on a phone a sheet."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from sitegen.pages.facets import MAX_EAGER_VALUES


@pytest.fixture(scope="module")
def crowd_address(build_records, serve):
    """A site with more authors than a search loads, and ten venues; nothing has code."""
    names = [f"Ann{n or ''}" for n in range(MAX_EAGER_VALUES + 1)]
    records = [
        {"id": f"p{n}", "title": f"Paper {n} on graphs", "venue": f"V{min(n, 9)}",
         "authors": names if n == 7 else names[:1]}
        for n in range(27)
    ]  # fmt: skip
    return serve(build_records("crowd", records))


@pytest.fixture
def phone(open_page):
    return open_page(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)


def group(page, name):
    return page.get_by_role("group", name=name)


def test_the_page_has_the_counts_that_the_index_has(open_page, page, records_address):
    plain = open_page(java_script_enabled=False)
    plain.goto(f"{records_address}search.html")
    labels = plain.locator("#sg-facets label").all_text_contents()
    assert "NeurIPS1" in labels
    page.goto(f"{records_address}search.html")
    expect(page.locator("#sg-count")).to_have_text("8 papers")
    counts = page.evaluate("""async () => {
      const engine = await SitegenEngine.open(8, false);
      const papers = (await engine.index.search(null, { filters: {} })).results.map(({ number }) => number);
      return engine.index.count(["tag", "year", "venue", "author", "has"], new Set(["author"]), papers, []);
    }""")
    counted = [f"{name}{n}" for facet in counts.values() for name, n in facet.items()]
    assert set(labels) <= set(counted)
    # The page lists the first values of each facet.
    assert counts["venue"] == {"NeurIPS": 1, "A & B <i>": 1}
    assert all(len(facet) >= 1 for facet in counts.values())


def test_a_facet_without_values_is_not_shown(page, records_address, crowd_address):
    page.goto(f"{crowd_address}search.html")
    expect(group(page, "Venue")).to_be_visible()
    expect(group(page, "With")).to_have_count(0)
    page.goto(f"{records_address}search.html?q={quote('réseaux')}")
    expect(page.locator("#sg-count")).to_have_text("1 paper")
    expect(group(page, "Venue")).to_have_count(0)
    expect(group(page, "With")).to_have_count(0)


def test_values_of_close_papers_have_counts_and_the_others_follow(page, crowd_address):
    # All 27 papers have "graphs"; one has the title.
    page.goto(f"{crowd_address}search.html?q={quote('paper 12 graphs zebra')}")
    expect(page.locator("#sg-count")).to_contain_text("closest")
    counts = group(page, "Venue").locator(".sg-facets__count")
    expect(counts.first).to_be_visible()
    papers = page.locator("#sg-results .sg-list__title").count()
    numbers = [int(text) for text in counts.all_inner_texts() if text]
    assert 0 < sum(numbers) <= papers
    assert numbers == sorted(numbers, reverse=True)


def test_eight_values_are_listed_and_a_long_facet_is_searched(page, crowd_address):
    page.goto(f"{crowd_address}search.html?q=graphs")
    venues = group(page, "Venue")
    expect(venues.get_by_role("checkbox")).to_have_count(8)
    expect(venues.locator("label").first).to_have_text("V918")
    venues.get_by_role("button", name="Show all 10").click()
    expect(venues.get_by_role("checkbox")).to_have_count(10)
    venues.get_by_label("Filter venues").fill("v3")
    expect(venues.locator("label")).to_have_text("V31")
    venues.get_by_role("button", name="Show fewer").click()
    expect(venues.get_by_role("checkbox")).to_have_count(8)


def test_the_most_frequent_of_thousands_of_authors_have_counts_and_the_rest_follow(
    page, crowd_address
):
    page.goto(f"{crowd_address}search.html")
    authors = group(page, "Author")
    # Their first values are in the page.
    expect(authors.locator("label").first).to_have_text("Ann27")
    expect(authors.get_by_role("checkbox")).to_have_count(8)
    expect(group(page, "Venue").locator("label").first).to_have_text("V918")
    page.locator("#sg-q").fill("graphs")
    # The results of a query are counted at once for authors of several papers.
    expect(page.locator("#sg-count")).to_have_text("27 papers")
    expect(authors.get_by_role("button", name="Show all authors")).to_be_visible()
    expect(authors.get_by_role("checkbox")).to_have_count(8)
    expect(authors.locator("label").first).to_have_text("Ann27")
    page.locator("#sg-q").fill("")
    authors.get_by_role("button", name=f"Show all {MAX_EAGER_VALUES + 1:,}").click()
    authors.get_by_label("Filter authors").fill("2999")
    authors.get_by_role("checkbox").check()
    expect(page.locator("#sg-count")).to_have_text("1 paper")


def test_chips_are_removed_one_by_one_or_all_at_once(page, crowd_address):
    page.goto(f"{crowd_address}search.html?venue=V1&venue=V2&venue=V3")
    chips = page.locator("#sg-chips button")
    expect(chips).to_have_text(["V1 ×", "V2 ×", "V3 ×", "Clear all"])
    expect(page.locator("#sg-count")).to_have_text("3 papers")
    page.get_by_role("button", name="Remove filter V2").click()
    expect(page.locator("#sg-count")).to_have_text("2 papers")
    expect(chips.first).to_be_focused()
    page.get_by_role("button", name="Remove all filters").click()
    expect(page.locator("#sg-count")).to_have_text("27 papers")
    expect(page.locator("#sg-chips")).to_be_hidden()
    expect(page).to_have_url(re.compile(r"search\.html$"))
    page.go_back()
    expect(chips).to_have_text(["V1 ×", "V3 ×", "Clear all"])


def test_filters_are_a_sheet_on_a_phone(phone, crowd_address):
    phone.goto(f"{crowd_address}search.html")
    expect(phone.locator("#sg-count")).to_have_text("27 papers")
    expect(group(phone, "Venue")).to_have_count(0)
    phone.get_by_role("button", name="Filters").tap()
    sheet = phone.get_by_role("dialog", name="Filters")
    expect(sheet.get_by_role("button", name="Show 27 papers")).to_be_visible()
    box = sheet.bounding_box()
    assert (box["x"], round(box["y"] + box["height"]), box["width"]) == (0, 844, 390)
    sheet.locator("label", has_text="V4").tap()
    sheet.locator("label", has_text="V9").tap()
    sheet.get_by_role("button", name="Show 19 papers").tap()
    expect(sheet).to_be_hidden()
    expect(phone.locator("#sg-chips button").first).to_have_text("V4 ×")
    expect(phone.get_by_role("button", name="Filters (2)")).to_be_focused()
    phone.get_by_role("button", name="Filters (2)").tap()
    sheet.get_by_role("button", name="Clear").tap()
    expect(sheet.get_by_role("button", name="Show 27 papers")).to_be_visible()
    expect(sheet.get_by_role("button", name="Clear")).to_be_disabled()


def test_the_focus_stays_in_the_sheet_and_escape_closes_it(phone, crowd_address):
    phone.goto(f"{crowd_address}search.html")
    expect(phone.locator("#sg-count")).to_have_text("27 papers")
    button = phone.get_by_role("button", name="Filters")
    button.press("Enter")
    expect(phone.get_by_role("dialog", name="Filters")).to_be_visible()
    inside = (
        "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
    )
    for _ in range(30):
        phone.keyboard.press("Tab")
        assert phone.evaluate(inside)
    phone.keyboard.press("Escape")
    expect(phone.get_by_role("dialog")).to_have_count(0)
    expect(button).to_be_focused()


def test_all_that_a_finger_meets_in_the_sheet_is_44_pixels_high(phone, crowd_address):
    phone.goto(f"{crowd_address}search.html?venue=V1")
    phone.get_by_role("button", name="Filters (1)").tap()
    expect(group(phone, "Venue").get_by_role("checkbox").first).to_be_visible()
    small = """[...document.querySelectorAll("dialog button, dialog label, dialog input:not([type=checkbox])")]
      .filter((e) => e.getBoundingClientRect().height < 43.5).map((e) => e.outerHTML)"""
    assert phone.evaluate(small) == []


def test_the_sheet_has_no_violation_of_axe(phone, crowd_address, axe):
    for scheme in ("light", "dark"):
        phone.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        phone.goto(f"{crowd_address}search.html?venue=V1")
        phone.get_by_role("button", name="Filters (1)").tap()
        expect(group(phone, "Venue").get_by_role("checkbox").first).to_be_visible()
        phone.evaluate(axe)
        result = phone.evaluate("axe.run(document, {resultTypes: ['violations']})")
        assert [violation["id"] for violation in result["violations"]] == []


def test_a_wider_window_takes_the_facets_out_of_the_sheet(page, crowd_address):
    page.set_viewport_size({"width": 700, "height": 800})
    page.goto(f"{crowd_address}search.html")
    page.get_by_role("button", name="Filters").click()
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("#sg-side").get_by_role("group", name="Venue")).to_be_visible()


@pytest.mark.parametrize("query", ["?q=language&tag=BERT", "?tag=BERT"])
def test_where_a_browser_cannot_decompress_pagefind_filters(page, root_address, query):
    counts = []
    for script in ("", "delete window.DecompressionStream"):
        page.add_init_script(script)
        page.goto(f"{root_address}search.html{query}")
        expect(page.locator("#sg-results .sg-list__title").first).to_be_visible()
        counts.append(page.locator("#sg-count").inner_text())
    assert counts == [counts[0]] * 2
    assert int(counts[0].split()[0]) > 5


@pytest.fixture(scope="module")
def years_address(build_records, serve):
    """A site with n papers of each year 2000 + n."""
    records = [
        {"id": f"p{n}-{m}", "title": f"Paper {m} of series {n} on graphs", "year": 2000 + n}
        for n in range(1, 6)
        for m in range(n)
    ]
    return serve(build_records("years", records))


def test_a_drag_over_the_bars_of_years_chooses_a_range_and_a_click_a_year(page, years_address):
    page.goto(f"{years_address}search.html")
    image = page.locator(".sg-facets__years svg")
    bars = image.locator("rect")
    expect(bars).to_have_count(5)
    assert bars.evaluate_all("(bars) => bars.map((bar) => Number(bar.getAttribute('height')))") == [
        10, 19, 29, 38, 48,
    ]  # fmt: skip
    box = image.bounding_box()

    def x(year):
        return box["x"] + box["width"] * (year - 2000 - 0.5) / 5

    def drag(start, end):
        page.mouse.move(x(start), box["y"] + 40)
        page.mouse.down()
        page.mouse.move(x(end), box["y"] + 40)
        page.mouse.up()

    # From right to left.
    drag(2004, 2002)
    expect(page.locator("#sg-count")).to_have_text("9 papers")
    expect(page.get_by_role("spinbutton", name="From year")).to_have_value("2002")
    expect(page).to_have_url(re.compile(r"\?from=2002&to=2004$"))
    fills = "(bars) => bars.map((bar) => bar.style.fill.includes('accent'))"
    expect(image).to_be_visible()
    assert bars.evaluate_all(fills) == [False, True, True, True, False]
    # The years beside the range keep their numbers: they can be chosen next.
    box = image.bounding_box()
    drag(2005, 2005)
    expect(page.locator("#sg-count")).to_have_text("5 papers")
    drag(2005, 2005)
    expect(page.locator("#sg-count")).to_have_text("15 papers")
