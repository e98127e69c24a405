"""Search with names that JavaScript knows, and with queries that only an attacker writes."""

import pytest
from playwright.sync_api import expect

NAMES = ["constructor", "toString", "valueOf", "hasOwnProperty", "__proto__"]
#: Takes the place of Pagefind's engine, and records what is searched for.
ENGINE = """
export const sitegenVolumes = 1, sitegenVolume = 8000;
window.asked = [];
export function createInstance() {
  return {
    options: async () => {},
    search: async (text) => { window.asked.push(text); return { results: [], filters: {} }; },
  };
}
"""


@pytest.fixture(scope="module")
def names_address(build_records, serve):
    records = [
        {"id": f"p{n}{m}" if m else name, "title": f"Paper {n} of {m}",
         "abstract": f"On graphs. We present drawing {m} of {n}.", "venue": name,
         "authors": [f"Ann {name}"], "keywords": [name]}
        for n, name in enumerate(NAMES) for m in range(n + 1)
    ]  # fmt: skip
    return serve(build_records("names", records))


def test_values_may_have_the_names_of_members_of_objects(page, names_address):
    page.goto(f"{names_address}search.html")
    for facet, prefix in (("Venue", ""), ("Topic", ""), ("Author", "Ann ")):
        values = page.get_by_role("group", name=facet).locator("label")
        # The most frequent first, in the HTML and once counts are loaded.
        expected = [
            f"{prefix}{name if facet == 'Venue' else name.strip('_')}{n + 1}"
            for n, name in reversed(list(enumerate(NAMES)))
        ]
        expect(values).to_have_text(expected)
        page.locator("#sg-q").fill("graphs")
        expect(page.locator("#sg-count")).to_have_text("15 papers")
        expect(values).to_have_text(expected)
        page.locator("#sg-q").fill("")
    values.first.click()
    expect(page.locator("#sg-count")).to_have_text("5 papers")
    expect(page.locator("#sg-chips button")).to_have_text("Ann proto ×")
    page.goto(f"{names_address}search.html?venue=__proto__&author=toString&tag=valueOf")
    expect(page.locator("#sg-count")).to_have_text("No paper matches these filters")


def test_papers_may_have_the_names_of_members_of_objects(page, names_address):
    """The page fixture fails for an error of a script."""
    page.goto(f"{names_address}papers.html")
    page.get_by_role("button", name="Abstracts").click()
    row = page.locator(".sg-list li", has=page.locator("a[href='papers/constructor.html']"))
    expect(row).to_contain_text("We present drawing 0 of 0")
    page.goto(f"{names_address}papers/constructor.html")
    expect(page.locator("h1")).to_have_text("Paper 0 of 0")
    related = page.locator(".sg-related__line")
    expect(related.first).to_contain_text("We present drawing")


@pytest.mark.parametrize(
    ("query", "searches", "count"),
    [
        # Pagefind's place finds nothing, so papers come from the index of words.
        ("graphs " * 100, ["graphs"], "15 papers"),
        # A word that occurs nowhere is looked up, and not searched by its first letters.
        ("a" * 10_000, ['"' + "a" * 1_000 + '"'], "No paper has any of these words"),
        ("Graphs graphs GRAPHS", ["Graphs"], "15 papers"),
        # A row of words with one that says something is no phrase.
        ("the graphs of the graphs", ["graphs"], "15 papers"),
    ],
)
def test_words_are_searched_for_once(page, names_address, query, searches, count):
    page.route("**/pagefind/pagefind.js", lambda route: route.fulfill(
        body=ENGINE, content_type="text/javascript"))  # fmt: skip
    page.goto(f"{names_address}search.html")
    page.wait_for_function("() => window.asked")
    page.evaluate("window.asked.length = 0")
    field = page.locator("#sg-q")
    field.evaluate("(field, text) => { field.value = text; "
                   "field.dispatchEvent(new Event('input')); }", query)  # fmt: skip
    expect(page.locator("#sg-count")).to_have_text(count)
    # Papers with the words are shown before Pagefind is asked.
    page.wait_for_function("(count) => new Set(window.asked).size >= count", arg=len(searches))
    assert set(page.evaluate("window.asked")) == set(searches)


@pytest.mark.parametrize("mark", ['"{}"', "-{}", '-"{} x"', "{}"])
def test_the_number_of_searches_has_a_limit(page, names_address, mark):
    page.route("**/pagefind/pagefind.js", lambda route: route.fulfill(
        body=ENGINE, content_type="text/javascript"))  # fmt: skip
    query = " ".join(mark.format(f"w{n}") for n in range(100))
    page.goto(f"{names_address}search.html?q={query}")
    expect(page.locator("#sg-count")).not_to_be_empty()
    assert 1 <= len(set(page.evaluate("window.asked"))) <= 12
    assert max(len((text or "").split()) for text in page.evaluate("window.asked")) <= 32


def test_a_long_query_is_answered_at_once(page, names_address):
    page.goto(f"{names_address}search.html")
    for query in ("a" * 10_000, "graphs " * 100, '"' * 5_000, "-" * 5_000, "\\u0301" * 5_000):
        page.locator("#sg-q").evaluate(
            "(field, text) => { field.value = text; window.start = performance.now(); "
            "field.dispatchEvent(new Event('input')); }", query,
        )  # fmt: skip
        expect(page.locator("#sg-count")).not_to_be_empty(timeout=5_000)
