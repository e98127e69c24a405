"""No page is wider than the screen, whatever a paper or a curator writes."""

import json

import pytest

WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3
SUM = r"\sum_{i=1}^{n} a_i b_i + c_i d_i + \frac{x+y+z}{1+2+3} + e_i f_i + g_i h_i + a_j b_j + c_j d_j = O(n^2)"
RECORDS = [
    {"id": "word", "title": WORD, "abstract": f"{WORD} {WORD} https://example.org/{'a' * 300}",
     "authors": [WORD], "venue": WORD, "keywords": [WORD, "x" * 200, "Graphs"], "year": 2000,
     "url": f"https://example.org/{'u' * 300}", "affiliations": [WORD],
     "references": [{"title": WORD, "year": 2001}], "sections": [{"heading": WORD, "text": [WORD]}]},
    {"id": "formulas", "title": f"On ${SUM}$", "keywords": ["Graphs"], "year": 2001,
     "abstract": rf"Inline ${SUM}$, then $\kern 1000em x_1$ and $$a + {SUM}$$ with $\mathrm{{{'x' * 300}}}$."},
    {"id": "last", "title": f"{'X' * 300} Y", "abstract": "On graphs.", "keywords": ["Graphs", WORD]},
]  # fmt: skip
SETTINGS = f"""
[site]
name = "{WORD}"
description = "{WORD}"
[pages]
docs = "own"
fulltext = true
[related]
method = "lexical"
"""


@pytest.fixture(scope="module")
def wide_site(sitegen, tmp_path_factory):
    folder = tmp_path_factory.mktemp("wide")
    (folder / "own").mkdir()
    own = f"# {WORD}\n\n{WORD}\n\n| {WORD} | b |\n|--:|---|\n| {WORD} | b |\n\n    {WORD}\n"
    (folder / "own" / "own.md").write_text(own, "utf-8")
    (folder / "sitegen.toml").write_text(SETTINGS, "utf-8")
    (folder / "p.jsonl").write_text("".join(json.dumps(r) + "\n" for r in RECORDS), "utf-8")
    run = sitegen("build", "p.jsonl", "-q", cwd=folder)
    assert run.returncode == 0, run.stderr
    return folder / "site"


@pytest.mark.parametrize("width", [320, 1280])
def test_long_words_wrap_and_long_formulas_scroll(chromium, serve, wide_site, width):
    context = chromium.new_context(
        viewport={"width": width, "height": 800}, is_mobile=width < 500, has_touch=width < 500
    )
    page = context.new_page()
    address = serve(wide_site)
    wider = {}
    for path in sorted(wide_site.rglob("*.html")):
        page.goto(address + path.relative_to(wide_site).as_posix() + "?q=graphs")
        if path.name == "search.html":
            page.wait_for_load_state("networkidle")
        scroll, inner = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        if scroll > inner:
            wider[path.name] = scroll
    assert wider == {}
    page.goto(f"{address}papers/formulas.html")
    widths = (
        "[...document.querySelectorAll('.sg-math')].map((e) => e.getBoundingClientRect().right)"
    )
    assert max(page.evaluate(widths)) <= width
    context.close()


#: Pairs of controls and lines that share points of the screen.
OVERLAPS = """() => {
  const shown = [...document.querySelectorAll("main :is(.sg-switch, .sg-feed, .sg-orders a, .sg-jump, h2, li)")]
    .filter((e) => !e.closest(".sg-columns__side"))
    .map((e) => [e, e.getBoundingClientRect()]).filter(([, box]) => box.width && box.height);
  return shown.flatMap(([e, a], i) => shown.slice(i + 1).filter(([f, b]) => !e.contains(f) &&
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1)
    .map(([f]) => `${e.textContent} / ${f.textContent.slice(0, 40)}`));
}"""
#: Dots between links that stand at the start of a line, and are not cut off there.
LEADING_DOTS = """() => [...document.querySelectorAll(".sg-home__numbers a + a")].filter((link) => {
  const box = link.getBoundingClientRect(), edge = link.parentElement.getBoundingClientRect().left;
  const dot = box.left + parseFloat(getComputedStyle(link, "::after").left);
  return box.top > link.previousElementSibling.getBoundingClientRect().top + 5 && dot + 5 > edge;
}).map((link) => link.textContent)"""
#: Whether the buttons that export and show abstracts stand in different lines.
APART = """() => new Set(Array.from(document.querySelectorAll(".sg-orders .sg-switch"),
  (button) => Math.round(button.getBoundingClientRect().top))).size > 1"""
MANY_ORDERS = {
    "venue": "CoRL",
    "authors": ["Ada Lovelace"],
    "abstract": "We propose robots that grasp.",
}
LIST_PAGES = ["index.html", "papers.html", "papers-by-date.html", "venues/corl.html", "authors/ada-lovelace.html",
              "alerts/robots.html", "new.html", "tags/robots.html"]  # fmt: skip


@pytest.fixture(scope="module")
def orders_site(build_records):
    records = [
        {
            "title": f"Robots of the {n}th kind",
            "year": 1990 + n,
            "keywords": ["Robots"],
            **MANY_ORDERS,
        }
        for n in range(12)
    ]
    settings = """
[site]
url = "https://papers.example.org/"
[state]
record = true
[[alert]]
name = "Robots"
query = "robots"
"""
    topic = 'robots = { name = "Robots", force = true }\n'
    return build_records("orders", records, settings, topic)


@pytest.mark.parametrize(
    "options",
    [
        {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True},
        {"viewport": {"width": 768, "height": 1024}, "has_touch": True},
        {"viewport": {"width": 1280, "height": 800}},
    ],
    ids=["phone", "tablet", "laptop"],
)
def test_controls_above_lists_overlap_nothing(chromium, serve, orders_site, options):
    context = chromium.new_context(**options)
    page = context.new_page()
    address = serve(orders_site)
    faults = {}
    for name in LIST_PAGES:
        page.goto(address + name)
        page.get_by_role("button", name="Abstracts").wait_for()
        if overlaps := page.evaluate(OVERLAPS) + page.evaluate(LEADING_DOTS):
            faults[name] = overlaps
        elif page.evaluate(APART):
            faults[name] = "a button stands alone"
    assert faults == {}
    context.close()
