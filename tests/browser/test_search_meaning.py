"""Search for papers like a paper, by identifier, and with misspelled words and odd input."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

TRANSFORMERS = [
    {"id": f"t{n}", "title": f"Transformer Models of Language, Part {n}", "year": 2020,
     "authors": ["Lena Transformes"] if n == 7 else ["Ann Author"],
     "abstract": "A transformer predicts the next word of a sentence with attention."}
    for n in range(120)
]  # fmt: skip
PAPERS = [
    *TRANSFORMERS,
    {"id": "typo", "title": "A Transfomer for Speech", "year": 2021, "abstract": "We hear sounds."},
    {"id": "swap", "title": "On Mdoels", "year": 2021, "abstract": "We swap letters."},
    {"id": "cars", "title": "Autonomous Vehicles in Urban Traffic", "year": 2019,
     "abstract": "Self-driving vehicles avoid pedestrians on roads.", "tags": ["driving"]},
    {"id": "lanes", "title": "Lane Keeping", "year": 2018,
     "abstract": "Steering automobiles on a highway with cameras."},
    {"id": "own", "title": "On Numbers", "year": 2024, "arxiv_id": "2404.12224",
     "doi": "10.1000/own.1", "abstract": "Of counting."},
    {"id": "cites", "title": "A Survey", "year": 2025,
     "abstract": "We extend 2404.12224 and arXiv:2404.12225, of which the second is no paper here."},
    {"id": "dof", "title": "Grasping in 6-DoF", "year": 2020,
     "abstract": "A robot learns how to move with 6 DOF. Robots learn from a doctor and a document."},
    {"id": "space", "title": "State Space Models", "year": 2022,
     "abstract": "A state space model is state-of-the-art on long state-space sequences."},
]  # fmt: skip


@pytest.fixture(scope="module")
def meaning_site(build_records):
    return build_records("meaning", PAPERS)


@pytest.fixture
def site(address_of, meaning_site):
    return address_of(meaning_site)


def titles(page, site, query):
    page.goto(f"{site}search.html?{query}")
    expect(page.locator("#sg-count")).to_contain_text(re.compile("paper", re.IGNORECASE))
    return page.locator("#sg-results .sg-list__title").all_inner_texts()


def test_papers_like_a_paper(page, site):
    found = titles(page, site, "like=cars")
    assert found[0] == "Lane Keeping"
    assert "Autonomous Vehicles in Urban Traffic" not in found
    expect(page.locator("#sg-like")).to_have_text(
        "Papers like: Autonomous Vehicles in Urban Traffic"
    )
    expect(page.locator("#sg-like a")).to_have_attribute("href", "./papers/cars.html")
    assert titles(page, site, "like=cars&year=2022") == ["State Space Models"]
    expect(page.locator("#sg-count")).to_have_text("1 paper")
    assert titles(page, site, "like=cars&year=2019") == []
    titles(page, site, "like=cars")
    page.locator("#sg-q").fill("numbers")
    expect(page.locator("#sg-results .sg-list__title").first).to_have_text("On Numbers")
    expect(page.locator("#sg-like")).to_be_hidden()
    expect(page).not_to_have_url(re.compile("like="))


def test_papers_like_a_paper_in_order_of_title(page, site):
    found = titles(page, site, "like=t0&sort=title")
    assert found == sorted(found)


def test_a_paper_links_to_papers_like_it(page, site):
    page.goto(f"{site}papers/t0.html")
    page.get_by_role("link", name="More like this").click()
    expect(page.locator("#sg-like")).to_have_text(
        "Papers like: Transformer Models of Language, Part 0"
    )
    expect(page.locator("#sg-results .sg-list__title").first).to_contain_text("Transformer Models")


@pytest.mark.parametrize("setting", ["count = 0", 'method = "lexical"'])
def test_without_vectors_nothing_leads_to_papers_like_a_paper(page, build_records, setting):
    site = build_records("lexical", PAPERS, f"[related]\n{setting}\n")
    assert not (site / "pagefind" / "meaning").exists()
    assert "More like this" not in (site / "papers" / "cars.html").read_text("utf-8")
    titles(page, f"file://{quote(str(site))}/", "q=lane")
    expect(page.get_by_text("like this")).to_have_count(0)


def test_function_words_of_a_question_are_not_marked(page, site):
    assert titles(page, site, "q=" + quote("how do robots learn"))[0] == "Grasping in 6-DoF"
    marked = page.locator("#sg-results mark").all_inner_texts()
    assert marked
    assert not any("dof" in text.lower() for text in marked)


@pytest.mark.parametrize(
    "typed",
    ["2404.12224", "arXiv:2404.12224v2", "https://arxiv.org/abs/2404.12224v1", "10.1000/OWN.1",
     "https://arxiv.org/pdf/2404.12224.pdf", "https://doi.org/10.1000/own.1",
     "10.48550/arXiv.2404.12224"],
)  # fmt: skip
def test_an_identifier_finds_its_paper_only(page, site, typed):
    assert titles(page, site, "q=" + quote(typed)) == ["On Numbers"]


@pytest.mark.parametrize("query", ["q=2404.12225", "q=10.1000%2Fother", "like=no-such-paper"])
def test_an_unknown_identifier_is_said_to_be_unknown(page, site, query):
    assert titles(page, site, query) == []
    expect(page.locator("#sg-count")).to_have_text("No paper with this id")


def test_a_word_of_very_many_papers_is_answered_by_the_index_of_words(page, site):
    titles(page, site, "q=")
    plain, broad, filtered, excerpt = page.evaluate("""async () => {
      const engine = await SitegenEngine.open(1, false);
      await SitegenSearchbox.loadRefinements();
      const ask = (filters) => engine.ask("trans", { filters }, "");
      const plain = await ask({});
      engine.index.isLarge = true;
      sitegenBroad.minPapers = 2;
      const broad = await ask({});
      const filtered = await ask({ year: { any: ["2021"] } });
      const numbers = (answer) => answer.results.map(({ number }) => number);
      const excerpt = (await broad.results[0].data()).excerpt;
      return [...[plain, broad, filtered].map(numbers), excerpt];
    }""")
    assert sorted(broad) == sorted(plain)
    assert len(broad) == 121
    assert len(filtered) == 1
    assert "<mark>transformer</mark>" in excerpt


def test_a_rare_word_near_a_common_one_is_questioned(page, site):
    assert "A Transfomer for Speech" in titles(page, site, "q=transfomer")
    expect(page.locator("#sg-mean")).to_have_text("Did you mean transformer?")
    # The script of words that start with "mod" is another one.
    assert titles(page, site, "q=mdoels") == ["On Mdoels"]
    expect(page.locator("#sg-mean")).to_have_text("Did you mean models?")
    for right in ("transformes", "transformers", "numbers", "sequence"):
        titles(page, site, f"q={right}")
        expect(page.locator("#sg-mean")).to_be_hidden()


@pytest.mark.parametrize("query", ["state space", '"state space"'])
def test_a_fixed_expression_is_not_marked(page, site, query):
    assert titles(page, site, "q=" + quote(query))[0] == "State Space Models"
    marked = page.locator("#sg-results mark").all_inner_texts()
    assert marked
    assert not any("art" in text for text in marked)


@pytest.mark.parametrize("query", ["q=2404.12224&year=2020", "q=10.1000%2Fown.1&year=2020"])
def test_a_filter_that_hides_the_paper_with_an_identifier_is_removed(page, site, query):
    assert titles(page, site, query) == []
    expect(page.locator("#sg-count")).to_have_text(
        "The paper with this id does not match these filters"
    )
    page.get_by_role("button", name="Remove the filters").click()
    expect(page.locator("#sg-results .sg-list__title")).to_have_text(["On Numbers"])
    expect(page.locator("#sg-q")).to_be_focused()
    expect(page).not_to_have_url(re.compile("year="))


def test_no_filter_is_blamed_for_an_unknown_identifier(page, site):
    assert titles(page, site, "q=2404.12225&year=2020") == []
    expect(page.locator("#sg-count")).to_have_text("No paper with this id")
    expect(page.get_by_role("button", name="Remove the filters")).to_have_count(0)
    titles(page, site, "q=numbers&year=2020")
    expect(page.get_by_role("button", name="Remove the filters")).to_be_visible()


def test_a_paper_without_related_ones_links_to_papers_like_it(page, site, meaning_site):
    papers = (meaning_site / "papers").glob("*.html")
    isolated = [path for path in papers if "Nothing close in this" in path.read_text("utf-8")]
    assert isolated
    page.goto(f"{site}papers/{isolated[0].name}")
    heading = page.locator("h1").inner_text()
    page.get_by_role("link", name="More like this").click()
    expect(page.locator("#sg-like")).to_have_text(f"Papers like: {heading}")
    expect(page.locator("#sg-count")).to_contain_text("paper")


SENTENCE = "How does a model predict the next word of a long sentence?"


def test_a_sentence_is_answered_before_pagefind_loads(page, site):
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    found = titles(page, site, "q=" + quote(SENTENCE))
    assert found[0] == "State Space Models"
    expect(page.locator("#sg-results .sg-results__missing").first).to_contain_text("predict")
    # What the first results show is loaded first, then Pagefind for the next query.
    page.wait_for_timeout(500)
    first = {
        name: next(n for n, url in enumerate(requests) if name in url)
        for name in ("/fragment", "/pagefind.js")
    }
    assert first["/fragment"] < first["/pagefind.js"]
    page.locator("#sg-q").fill("numbers")
    expect(page.locator("#sg-results .sg-list__title").first).to_have_text("On Numbers")


def test_on_a_phone_pagefind_loads_when_the_field_has_the_focus(open_page, site):
    page = open_page(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    titles(page, site, "q=" + quote(SENTENCE))
    # The filters come last.
    page.wait_for_function("Boolean(window.SitegenFacets)")
    assert not [url for url in requests if "/pagefind.js" in url]
    with page.expect_request("**/pagefind.js"):
        page.locator("#sg-q").tap()
    page.locator("#sg-q").fill("numbers")
    expect(page.locator("#sg-results .sg-list__title").first).to_have_text("On Numbers")


def test_without_pagefind_a_sentence_has_the_same_answer(page, site):
    """A filter that leaves out nothing takes the way through Pagefind."""
    for sentence in (
        SENTENCE,
        "A robot learns how to move with 6 DOF",
        "state space model on long sequences",
    ):
        direct = titles(page, site, "q=" + quote(sentence))
        assert direct == titles(page, site, f"q={quote(sentence)}&from=1900")


def test_papers_with_the_words_in_a_row_come_first(page, site):
    row = "extend 2404.12224 and arXiv of which the second"
    assert titles(page, site, "q=" + quote(row))[0] == "A Survey"


def test_papers_like_a_list_and_like_a_file(page, site):
    page.goto(f"{site}list.html")
    titles(page, site, "like=:list")
    expect(page.locator("#sg-count")).to_have_text("Your reading list has no papers")
    page.goto(f"{site}list.html#ids=cars,t1")
    page.get_by_role("button", name="More like these").click()
    expect(page.locator("#sg-like")).to_have_text("Papers like the 2 papers of your file")
    expect(page.locator("#sg-results .sg-list__title")).to_have_count(10)
    like_both = page.locator("#sg-results .sg-list__title").all_inner_texts()
    assert "Autonomous Vehicles in Urban Traffic" not in like_both
    page.goto(f"{site}list.html#ids=cars")
    page.get_by_role("button", name="Add 1 paper").click()
    page.get_by_role("link", name="More like these").click()
    expect(page.locator("#sg-like")).to_have_text("Papers like the paper in your reading list")
    expect(page.locator("#sg-results .sg-list__title").first).to_have_text("Lane Keeping")
    assert page.locator("#sg-results .sg-list__title").all_inner_texts() == titles(
        page, site, "like=cars"
    )
