"""Rows of lists and results: how many fit, what is never cut, abstracts, links, selected text."""

import json
import re
from datetime import date

import pytest
from playwright.sync_api import expect

from sitegen.paper import Author, Paper
from sitegen.state import append_first_seen

LISTS = ["search.html?q=transformer", "papers.html", "index.html", "tags/bert.html"]
OLD, NEW = date(2026, 11, 24), date(2026, 11, 25)
VENUE = "Conference on Computer Vision and Pattern Recognition"


@pytest.fixture(scope="module")
def dated_address(sitegen, serve, tmp_path_factory):
    """A site of papers with many authors, a venue, a year, a PDF and code."""
    folder = tmp_path_factory.mktemp("dated")
    records = [
        {"id": f"p{n}", "title": f"Paper {n} on graphs and what they are good for", "year": 2000 + n,
         "abstract": "We propose graphs.", "authors": [f"Some Long Name {m}" for m in range(n % 6)],
         "venue": VENUE if n % 2 else "NeurIPS", "keywords": ["Graphs"],
         "pdf": f"https://example.org/{n},1.pdf", "code": f"https://github.com/a/b{n}"}
        for n in range(12)
    ]  # fmt: skip
    (folder / "p.jsonl").write_text("".join(json.dumps(r) + "\n" for r in records), "utf-8")
    for day, members in ((OLD, records[:3]), (NEW, records[3:5])):
        papers = [
            Paper(r["title"], authors=tuple(map(Author, r["authors"])), year=r["year"])
            for r in members
        ]
        append_first_seen(folder / "state", papers, day)
    topic = 'graphs = { name = "Graphs", force = true }\n'
    (folder / "tags.toml").write_text(topic, "utf-8")
    run = sitegen("build", "p.jsonl", "-q", cwd=folder)
    assert run.returncode == 0, run.stderr
    return serve(folder / "site")


#: Rows that scripts write have classes; those of pages don't.
TITLE = ":is(.sg-list__title, .sg-list li > p:first-child > a)"


def open_list(page, address):
    page.goto(address)
    expect(page.locator(TITLE).nth(9)).to_be_visible()


def test_papers_since_the_last_visit_are_marked_and_nothing_moves(page, dated_address):
    def look(name):
        open_list(page, dated_address + name)
        rows = page.locator(".sg-list li")
        marks = ".map((row) => [row.classList.contains('sg-list__new'), row.offsetTop, row.offsetHeight])"
        return rows.evaluate_all(f"(rows) => rows{marks}")

    def marked(rows):
        return [index for index, row in enumerate(rows) if row[0]]

    first = look("papers.html")
    assert marked(first) == []
    # A visit of yesterday, before the last paper of the newest day came.
    page.evaluate("""() => {
      const key = Object.keys(localStorage).find((key) => key.startsWith("sitegen.visit "));
      const visit = JSON.parse(localStorage.getItem(key));
      localStorage.setItem(key, JSON.stringify({
        ...visit, shown: visit.shown.filter((id) => id !== "p4"), time: visit.time - 864e5,
      }));
    }""")
    second = look("papers.html")
    assert marked(second) == [4]
    assert [row[1:] for row in second] == [row[1:] for row in first]
    row = page.locator(".sg-list__new").first
    assert "(new since your last visit)" in row.text_content()
    # The marks stay for the visit.
    page.goto(dated_address + "new.html")
    expect(page.locator(".sg-list__new")).to_have_count(1)
    page.evaluate("() => localStorage.clear()")


@pytest.mark.parametrize(
    "name",
    [
        "search.html?q=graphs",
        "papers.html",
        "papers-by-title.html",
        "index.html",
        "tags/graphs.html",
    ],
)
def test_ten_rows_fit_on_a_laptop(page, dated_address, name):
    page.set_viewport_size({"width": 1280, "height": 800})
    open_list(page, dated_address + name)
    box = page.locator(TITLE).nth(9).locator("xpath=ancestor::li").bounding_box()
    assert box["y"] + box["height"] <= 800


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("name", ["search.html?q=graphs", "papers.html", "tags/graphs.html"])
def test_venue_and_year_are_never_cut(page, dated_address, width, name):
    page.set_viewport_size({"width": width, "height": 800})
    open_list(page, dated_address + name)
    cut = """(lines) => lines.filter((line) => {
      const when = line.querySelector("cite, .sg-list__when");
      const box = when.getBoundingClientRect();
      return when.scrollWidth > when.clientWidth + 1 || box.right > innerWidth ||
        line.scrollWidth > line.clientWidth + 8;
    }).map((line) => line.textContent)"""
    assert (
        page.locator(".sg-list__line, .sg-list p + p:not(.sg-list__snippet)").evaluate_all(cut)
        == []
    )


@pytest.mark.parametrize(
    "name", ["search.html?q=graphs", "papers.html", "tags/graphs.html", "index.html"]
)
def test_a_row_links_the_pdf_and_the_code(page, dated_address, name):
    page.goto(dated_address + name)
    row = page.locator(
        "li", has=page.get_by_role("link", name="Paper 5 on graphs", exact=False)
    ).first
    pdf, code = (row.get_by_role("link", name=text) for text in ("PDF", "Code"))
    expect(pdf).to_have_attribute("href", re.compile(r"^https://example.org/5(,|%2C)1\.pdf$"))
    expect(code).to_have_attribute("href", "https://github.com/a/b5")


@pytest.mark.parametrize("name", LISTS)
def test_abstracts_are_shown_on_request_and_stay(page, root_address, name):
    page.goto(root_address + name)
    expect(page.locator(TITLE).first).to_be_visible()
    snippet = page.locator(".sg-list__snippet, .sg-results .sg-list__snippet").first
    button = page.get_by_role("button", name="Abstracts")
    if button.count() == 0:  # the example has titles only in some lists
        expect(page.locator(".sg-list__snippet")).to_have_count(0)
        return
    expect(snippet).to_be_hidden()
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(snippet).to_be_visible()
    page.goto(f"{root_address}{LISTS[0]}")
    expect(page.locator("#sg-results .sg-list__snippet").first).to_be_visible()
    expect(page.get_by_role("button", name="Abstracts")).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("name", ["search.html?q=graphs", "papers.html"])
def test_a_click_beside_the_title_opens_the_paper_but_selected_text_stays(
    page, dated_address, name
):
    page.set_viewport_size({"width": 1280, "height": 800})
    open_list(page, dated_address + name)
    who = page.locator(".sg-list__who, .sg-list p + p > span").first
    box = who.bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 1, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 1, middle, steps=5)
    page.mouse.up()
    assert page.evaluate("String(getSelection())") in who.inner_text()
    assert len(page.evaluate("String(getSelection())")) > 5
    expect(page).not_to_have_url(re.compile("/papers/"))
    page.evaluate("getSelection().removeAllRanges()")
    row = page.locator(TITLE).first.locator("xpath=ancestor::li").bounding_box()
    page.mouse.click(row["x"] + row["width"] - 5, row["y"] + row["height"] - 5)
    page.wait_for_url("**/papers/*.html")


def test_without_scripts_abstracts_are_shown(open_page, root_address):
    page = open_page(java_script_enabled=False)
    page.goto(f"{root_address}papers.html")
    expect(page.locator(".sg-list__snippet").first).to_be_visible()
    expect(page.get_by_role("button", name="Abstracts")).to_have_count(0)


def test_a_paper_leads_on_in_the_list_that_the_reader_came_from_and_in_its_venue(
    page, dated_address
):
    page.goto(dated_address + "papers/p4.html")
    # Nobody has come from a list: the foot has the other papers of the venue.
    more = page.locator("#more + div li")
    page.locator("#more").scroll_into_view_if_needed()
    expect(more).to_have_count(5)
    expect(page.locator("#more")).to_have_text("More from NeurIPS")
    expect(page.locator(".sg-pager")).to_have_count(0)
    page.goto(dated_address + "papers-by-date.html")
    page.locator(".sg-list a", has_text="Paper 4 on").click()
    expect(page.locator(".sg-pager [rel=prev]")).to_contain_text("Paper 5 on")
    page.locator(".sg-pager [rel=next]").click()
    expect(page.locator("h1")).to_contain_text("Paper 3 on")
    expect(page.locator(".sg-pager [rel=next]")).to_contain_text("Paper 2 on")


def test_the_search_stays_in_reach_and_a_jump_does_not_end_below_the_header(page, dated_address):
    page.set_viewport_size({"width": 1280, "height": 600})
    page.goto(f"{dated_address}papers-by-date.html")
    page.get_by_role("navigation", name="Years").get_by_role("link", name="2005").click()
    header = page.locator(".sg-header").bounding_box()
    assert header["y"] == 0
    page.wait_for_function("scrollY > 0")
    expect(page.locator(".sg-header__search")).to_be_in_viewport()
    assert page.locator("#in-2005").bounding_box()["y"] >= header["height"]


def test_rows_far_below_get_their_layout_behind_the_first_paint_and_back_returns(
    page, root_address
):
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => { const row = document.querySelector("
        "'.sg-list li:last-child'); window.early = row && getComputedStyle(row).contentVisibility })"
    )
    page.goto(f"{root_address}papers.html")
    last = page.locator(".sg-list > ul > li").last
    style = "element => getComputedStyle(element).contentVisibility"
    assert page.evaluate("window.early") == "auto"
    # Nobody need scroll for it: what the reader then scrolls has its final height.
    expect(page.locator("html")).not_to_have_class(re.compile("lazy"))
    assert last.evaluate(style) == "visible"
    height = "document.documentElement.scrollHeight"
    before = page.evaluate(height)
    page.keyboard.press("End")
    expect(last).to_be_in_viewport()
    assert page.evaluate(height) == before
    row = page.locator(".sg-list > ul > li").nth(60)
    row.scroll_into_view_if_needed()
    row.locator("a").first.click()
    expect(page.locator(".sg-paper")).to_be_visible()
    page.go_back()
    expect(row).to_be_in_viewport()
    assert last.evaluate(style) == "visible"
