"""The Content-Security-Policy holds on each kind of page and stops nothing of the site's own."""

import json
import re
import subprocess
import sys
import urllib.request
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

KINDS = [
    "index.html", "papers.html", "papers-by-title.html", "tags.html", "tags-by-letter.html",
    "about.html", "papers/p1.html", "tags/graphs.html",
]  # fmt: skip
#: Reports violations from before the first script of a page on.
LISTENER = """window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  violations.push(event.effectiveDirective);
  console.error("violation", event.effectiveDirective, event.blockedURI, event.sample);
});"""
SITES = ["http", "file", "large", "packed"]
#: Lists hold no abstracts from 5,001 papers on.
LARGE = 5_001
#: Abstracts without a formula, which scripts put into lists.
PLAIN = "We present number {} of the methods for graphs of trees."
FORMULA = r"We bound $\sum_{i=1}^{n} \frac{x_i^2}{\kappa}$ on graphs of trees."

SETTINGS = """
[site]
name = "A & B"
[pages]
docs = "own"
[theme]
accent = "#7a1f1f"
accent_dark = "#ffb3b3"
[search]
packed = {packed}
[related]
method = "lexical"
"""
#: Topics of all papers exist only if a curator wants them.
TOPICS = """
graphs = { name = "Graphs", force = true }
trees = { name = "Trees", force = true }
"""
OWN = """# About us

| left | right |
|:-----|------:|
| a    | b     |
"""


def write_sources(folder, count, packed):
    (folder / "own").mkdir()
    (folder / "own" / "about.md").write_text(OWN, "utf-8")
    (folder / "tags.toml").write_text(TOPICS, "utf-8")
    (folder / "sitegen.toml").write_text(SETTINGS.format(packed=packed), "utf-8")
    records = [
        {"id": f"p{n}", "title": f"Graph networks, part {n}", "year": 2000 + n % 20,
         "abstract": FORMULA if n % 2 else PLAIN.format(n),
         "authors": ["Ann Lee", f"Bo {'ABCDEFG'[n % 7]}ronson"], "venue": f"Venue {n % 5}",
         "keywords": ["Graphs", "Trees"]}
        for n in range(count)
    ]  # fmt: skip
    text = "".join(json.dumps(record) + "\n" for record in records)
    (folder / "papers.jsonl").write_text(text, "utf-8")


def build(sitegen, folder, count=30, packed="false"):
    write_sources(folder, count, packed)
    run = sitegen("build", "papers.jsonl", "-q", "--strict", cwd=folder)
    assert run.returncode == 0, run.stderr
    return folder / "site"


@pytest.fixture(scope="session")
def small_site(sitegen, tmp_path_factory):
    return build(sitegen, tmp_path_factory.mktemp("policy"))


@pytest.fixture(scope="session")
def large_site(sitegen, tmp_path_factory):
    return build(sitegen, tmp_path_factory.mktemp("policy-large"), LARGE)


@pytest.fixture(scope="session")
def packed_site(sitegen, tmp_path_factory):
    return build(sitegen, tmp_path_factory.mktemp("policy-packed"), packed="true")


@pytest.fixture(params=SITES)
def address(request, serve):
    """Addresses of sites: on a server, from disk, of many papers, and with the packed index."""
    names = {"large": "large_site", "packed": "packed_site"}
    folder = request.getfixturevalue(names.get(request.param, "small_site"))
    return f"file://{quote(str(folder))}/" if request.param == "file" else serve(folder)


@pytest.fixture
def watched(open_page):
    """A page that fails the test on violations, faults of scripts and requests to other hosts."""
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.add_init_script(LISTENER)
    return page


def test_every_page_starts_with_the_policy(small_site):
    pages = list(small_site.rglob("*.html"))
    assert len(pages) > 40
    for path in pages:
        head = path.read_text("utf-8").partition("<head>")[2][:400]
        assert re.match(
            r'\s*<meta charset="?utf-8"?>\s*<meta http-equiv="?Content-Security-Pol', head
        )


def test_no_page_violates_it(watched, address):
    # The error page refers to the root of a server.
    for kind in KINDS if address.startswith("file:") else [*KINDS, "404.html"]:
        watched.goto(address + kind)
        # Some pages of a large collection lead on, to the search.
        expect(watched.locator("html")).to_have_class(re.compile(r"\bjs\b"))


def test_search_and_its_facets_work(watched, address):
    watched.goto(f"{address}index.html")
    watched.locator("#sg-home-q").fill("graph networks")
    watched.get_by_role("button", name="Search").click()
    expect(watched.locator(".sg-results li")).to_have_count(10)
    watched.locator(".sg-facets label", has_text="2017").click()
    expect(watched.locator(".sg-search__chips")).to_contain_text("2017")
    watched.locator(".sg-facets label", has_text="Bo Dronson").click()
    expect(watched.locator("#sg-count")).to_contain_text("paper")
    watched.locator("#sg-sort").select_option("title")
    expect(watched.locator(".sg-results li").first).to_be_visible()
    watched.locator("#sg-q").fill("grpah netwroks")
    expect(watched.locator("#sg-mean")).to_contain_text("graph networks")


def test_a_paper_has_its_formula_its_icons_and_its_copy_button(watched, address):
    watched.goto(f"{address}papers/p1.html")
    assert watched.locator("math msup, math msubsup").count() >= 1
    mask = "getComputedStyle(document.querySelector('.sg-paper__links a'), '::before').maskImage"
    assert watched.evaluate(mask).startswith('url("data:image/svg+xml')
    watched.get_by_text("Cite this paper").click()
    watched.get_by_role("button", name="Copy BibTeX").click()
    expect(watched.get_by_role("button", name="Copied")).to_be_visible()
    watched.get_by_role("button", name="Dark colours").click()
    colour = "getComputedStyle(document.querySelector('.sg-tags a')).color"
    assert watched.evaluate(colour)


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_lists_of_a_large_collection_read_abstracts_when_a_reader_asks(
    watched, large_site, serve, scheme
):
    base = serve(large_site) if scheme == "http" else f"file://{quote(str(large_site))}/"
    watched.goto(f"{base}papers.html")
    rows = watched.locator(".sg-list li")
    first, last = (rows.nth(n).locator(".sg-list__snippet") for n in (0, 198))
    expect(first).to_have_count(0)
    watched.get_by_role("button", name="Abstracts").click()
    expect(first).to_have_text(PLAIN.format(0))
    expect(last).to_have_count(0)
    top = rows.nth(198).bounding_box()["height"]
    rows.nth(198).scroll_into_view_if_needed()
    expect(last).to_have_text(PLAIN.format(198))
    # Its room was reserved.
    assert abs(rows.nth(198).bounding_box()["height"] - top) < 1


def test_accents_and_the_alignment_of_tables_apply(watched, address):
    watched.emulate_media(color_scheme="light")
    watched.goto(f"{address}about.html")
    colour = "getComputedStyle(document.querySelector('.sg-prose th:last-child')).textAlign"
    assert "right" in watched.evaluate(colour)
    accent = "getComputedStyle(document.documentElement).getPropertyValue('--sg-accent-light')"
    assert watched.evaluate(accent).strip() == "#7a1f1f"


def test_what_is_injected_does_not_run(chromium, small_site, serve, tmp_path):
    """The policy is effective: with an injected script, the page reports a violation."""
    html = (small_site / "papers" / "p1.html").read_text("utf-8")
    attack = "<script>window.ran = 1</script><img src=x onerror='window.ran = 2'>"
    (tmp_path / "p.html").write_text(html.replace("</h1>", f"</h1>{attack}", 1), "utf-8")
    page = chromium.new_page()
    page.add_init_script(LISTENER)
    page.goto(f"{serve(tmp_path)}p.html")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.ran") is None
    assert set(page.evaluate("window.violations")) >= {"script-src-elem", "script-src-attr"}
    page.close()


def test_the_reload_script_of_serve_works(watched, tmp_path):
    write_sources(tmp_path, 5, "false")
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "sitegen", "serve", "papers.jsonl", "--port", "0"],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    try:
        output = ""
        while "Serving on" not in output:
            line = process.stdout.readline()
            assert line, output
            output += line
        address = re.search(r"Serving on (http://127\.0\.0\.1:\d+/)", output).group(1)
        with urllib.request.urlopen(address, timeout=60) as response:
            assert b"'sha256-" in response.read()
        watched.goto(f"{address}papers-by-title.html")
        source = tmp_path / "papers.jsonl"
        source.write_text(source.read_text("utf-8").replace("part 3", "part three"), "utf-8")
        # Nobody reloads the page.
        expect(watched.get_by_text("part three")).to_be_visible(timeout=60_000)
        # Its request for the next change would fail when the server stops.
        watched.goto("about:blank")
    finally:
        process.terminate()
        process.communicate(timeout=30)
