"""Behaviour of pages other than search: layout, colours, filters, copying, printing."""

import json
import re

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import expect

from sitegen.citation.links import URL_KINDS
from sitegen.pages.cite import format_from_metadata


def widths(page):
    return page.evaluate("[document.documentElement.scrollWidth, innerWidth]")


def test_no_page_is_wider_than_the_screen_of_a_phone(open_page, root_address, records_address):
    page = open_page(viewport={"width": 320, "height": 640}, is_mobile=True)
    for address in (
        *(
            root_address + name
            for name in (
                "index.html",
                "papers.html",
                "tags.html",
                "search.html?q=bert",
                "draft.html",
            )
        ),
        records_address + "papers/evil.html",
        records_address + "papers/1706.03762.html",
    ):
        page.goto(address)
        if "search" in address:
            page.wait_for_load_state("networkidle")
        scroll, inner = widths(page)
        assert scroll <= inner, address


def test_controls_are_large_enough_for_touch(open_page, root_address, records_address):
    page = open_page(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    small = """[...document.querySelectorAll("a, button, select, summary, input, label:has(input)")]
      .filter((e) => e.checkVisibility() && !e.closest(".sg-paper__abstract, .sg-skip, label input, .sg-visually-hidden"))
      .filter((e) => !e.matches("label input, .sg-skip, .sg-visually-hidden"))
      .map((e) => ({ box: e.getBoundingClientRect(), row: e.closest("li")?.getBoundingClientRect(), e }))
      .filter(({ box, row }) => Math.max(box.height, row ? row.height : 0) < 43.5)
      .map(({ e }) => e.outerHTML.slice(0, 120))"""
    for address in (
        *(
            root_address + n
            for n in (
                "index.html",
                "papers.html",
                "tags.html",
                "tags/bert.html",
                "search.html?q=bert&tag=BERT",
                "draft.html",
            )
        ),
        records_address + "papers/1706.03762.html",
    ):
        page.goto(address)
        if "search" in address:
            page.wait_for_load_state("networkidle")
        assert page.evaluate(small) == [], address


def test_a_laptop_shows_at_least_eight_papers_of_a_list(page, root_address):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{root_address}papers.html")
    rows = page.locator(".sg-list li")
    boxes = [rows.nth(i).bounding_box() for i in range(10)]
    assert sum(box["y"] + box["height"] <= 900 for box in boxes) >= 8


def test_the_colour_scheme_can_be_chosen_and_persists(page, root_address):
    page.emulate_media(color_scheme="light")
    page.goto(root_address)
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    button = page.get_by_role("button", name="Dark colours")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    dark = page.evaluate(paper)
    assert light != dark
    expect(button).to_have_attribute("aria-pressed", "true")
    page.goto(f"{root_address}tags.html")
    assert page.evaluate(paper) == dark


@pytest.mark.parametrize("address", ["root_address", "disk_address"])
def test_topics_are_filtered_by_all_names_and_back_returns_to_the_filter(page, address, request):
    page.goto(f"{request.getfixturevalue(address)}tags.html")
    page.get_by_label("Filter topics").fill("llm")
    results = page.locator(".sg-filter__results a")
    # The other name of the topic, which the page does not show.
    expect(results.first).to_contain_text("large language models (LLM")
    expect(page.locator(".sg-filter__count")).to_contain_text(f"{results.count()} of ")
    expect(page.locator(".sg-index")).to_be_hidden()
    results.first.click()
    expect(page.locator("h1")).to_have_text("large language models")
    page.go_back()
    expect(page.get_by_label("Filter topics")).to_have_value("llm")
    expect(results.first).to_be_visible()
    page.get_by_label("Filter topics").fill("")
    expect(page.locator(".sg-index")).to_be_visible()


def test_a_citation_can_be_copied(open_page, records_address):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{records_address}papers/1706.03762.html")
    actions = page.locator(".sg-paper__links")
    assert actions.locator("a").first.inner_text() == "PDF"
    actions.get_by_role("link", name="Cite").click()
    copy = page.get_by_role("button", name="Copy BibTeX")
    expect(copy).to_be_focused()
    # The citation is below the link, not at the end of the page.
    assert copy.bounding_box()["y"] < page.locator("#abstract").bounding_box()["y"]
    copy.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert "@inproceedings{vaswani2017attention" in page.evaluate("navigator.clipboard.readText()")


@pytest.mark.parametrize("address", ["root_address", "disk_address"])
def test_scripts_write_citations_and_contributions(page, address, request, example_site):
    base = request.getfixturevalue(address)
    for path in sorted((example_site / "papers").glob("*.html"))[:12]:
        page.goto(f"{base}papers/{path.name}")
        soup = BeautifulSoup(path.read_bytes(), "lxml")
        if "data-key" in soup.select_one(".sg-cite").attrs:
            links = [soup.select_one(f".sg-paper__links .sg-out--{kind}") for kind in URL_KINDS]
            url = next((link["href"] for link in links if link), "")
            key = soup.select_one(".sg-cite")["data-key"]
            expected = format_from_metadata(key, metadata(soup), url)
            assert page.locator(".sg-cite__text").text_content() == expected
        # The list may be below the screen, where nothing is loaded.
        page.locator(".sg-related").scroll_into_view_if_needed()
        bare = page.locator(".sg-related li:has(.sg-related__bare)").count()
        expect(page.locator(".sg-related__line")).to_have_count(
            page.locator(".sg-related li").count() - bare
        )


def metadata(soup):
    """Return the metadata of a page's head, by the names of its front matter."""
    values = {m["name"]: m["content"] for m in soup.select("meta[name^=citation_]")}
    names = {"title": "title", "date": "publication_date", "doi": "doi", "arxiv_id": "arxiv_id",
             "volume": "volume", "issue": "issue", "first_page": "firstpage",
             "last_page": "lastpage"}  # fmt: skip
    citation = {key: values.get(f"citation_{name}", "") for key, name in names.items()}
    for tag in ("citation_journal_title", "citation_conference_title", "DC.source"):
        if element := soup.select_one(f'meta[name="{tag}"]'):
            citation |= {"venue": element["content"], "venue_tag": tag}
    authors = [m["content"] for m in soup.select("meta[name=citation_author]")]
    return {**citation, "authors": authors}


def test_only_a_citation_has_a_copy_button(page, serve, sitegen, tmp_path):
    paper = {"title": "Attention Is All You Need", "year": 2017,
             "references": [{"title": "Deep Learning", "year": 2016}]}  # fmt: skip
    (tmp_path / "papers.jsonl").write_text(json.dumps(paper) + "\n", "utf-8")
    run = sitegen("build", tmp_path / "papers.jsonl", "-o", tmp_path / "site")
    assert run.returncode == 0, run.stderr
    (path,) = (tmp_path / "site" / "papers").iterdir()
    page.goto(f"{serve(tmp_path / 'site')}papers/{path.name}")
    page.get_by_text("1 reference").click()
    expect(page.get_by_text("Deep Learning")).to_be_visible()
    page.get_by_text("Cite this paper").click()
    buttons = page.get_by_role("button", name="Copy BibTeX")
    expect(buttons).to_have_count(1)
    expect(page.locator(".sg-cite__text + button")).to_have_text("Copy BibTeX")
    expect(page.locator(".sg-references button")).to_have_count(0)


def test_a_hostile_paper_runs_no_scripts(page, records_address):
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    for name in ("index.html", "papers/evil.html", "papers.html", "search.html?q=script"):
        page.goto(records_address + name)
        if name.startswith("search"):
            page.wait_for_load_state("networkidle")
    assert dialogs == []


def test_the_layout_does_not_shift_while_a_paper_loads(page, records_address):
    page.goto(f"{records_address}papers/1706.03762.html")
    page.wait_for_load_state("networkidle")
    shift = page.evaluate(
        """new Promise((resolve) => {
             let sum = 0;
             new PerformanceObserver((list) => {
               for (const entry of list.getEntries()) sum += entry.value;
             }).observe({ type: "layout-shift", buffered: true });
             setTimeout(() => resolve(sum), 300);
           })"""
    )
    assert shift < 0.1


def test_the_first_tab_stop_skips_to_the_content(page, root_address):
    page.goto(f"{root_address}papers.html")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"#top$"))


def test_the_404_page_links_to_all_papers(page, root_address):
    # Without a configured URL of the site, the 404 page assumes the root of the server.
    page.goto(f"{root_address}404.html")
    page.get_by_role("link", name="all papers").click()
    expect(page.locator("h1")).to_have_text("All papers")


def test_the_404_page_of_a_site_in_a_sub_path_has_its_styles(page, serve, build_records):
    settings = '[site]\nurl = "https://papers.example.org/site/"\n'
    folder = build_records("sub-path", [{"title": "Graphs"}, {"title": "Trees"}], settings)
    # Servers show the page for a path of any depth.
    html = (folder / "404.html").read_text("utf-8")
    (folder / "papers" / "missing").mkdir()
    (folder / "papers" / "missing" / "page.html").write_text(html, "utf-8")
    page.goto(f"{serve(folder.parent)}site/papers/missing/page.html")
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px"
    page.get_by_role("link", name="all papers").click()
    expect(page.get_by_role("heading", name="All papers")).to_be_visible()


def test_the_header_makes_room_on_the_way_down(page, root_address):
    page.goto(f"{root_address}papers.html")
    header = page.locator(".sg-header")
    expect(header).to_be_in_viewport()
    page.mouse.wheel(0, 900)
    expect(header).not_to_be_in_viewport()
    page.mouse.wheel(0, -200)
    expect(header).to_be_in_viewport()
    page.mouse.wheel(0, 900)
    expect(header).not_to_be_in_viewport()
    # Who moves on with the keyboard sees where the focus is.
    page.locator(".sg-header__search").focus()
    expect(header).to_be_in_viewport()


def test_a_paper_prints_as_one_sheet(page, records_address, tmp_path):
    page.goto(f"{records_address}papers/1706.03762.html")
    page.emulate_media(media="print")
    expect(page.locator(".sg-header__nav")).not_to_be_visible()
    expect(page.locator(".sg-related")).not_to_be_visible()
    expect(page.locator(".sg-cite__text")).to_be_visible()
    expect(page.locator(".sg-footer__address")).to_have_text(
        f"{records_address}papers/1706.03762.html"
    )
    pdf = page.pdf(path=tmp_path / "paper.pdf", format="A4")
    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page/") <= 1
