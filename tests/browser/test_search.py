"""The search page: queries, facets, keyboard, history, without scripts."""

import re
import shutil
from dataclasses import replace
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from sitegen.collection.collect import collect
from sitegen.enrich.corpus import TITLE, read_corpus
from sitegen.enrich.related.static import encode_papers
from sitegen.search import IndexOptions, Tokens, index_site
from sitegen.search.question_words import question_words
from sitegen.sources import read_sources
from sitegen.text.function_words import subject_words


@pytest.fixture(params=["http", "file", "in_volumes", "packed_in_volumes"])
def address(request):
    """The example's site on a server, from disk, with an index in volumes, and with a packed one."""
    if request.param == "http":
        return request.getfixturevalue("root_address")
    if request.param == "file":
        return request.getfixturevalue("disk_address")
    return request.getfixturevalue("serve")(request.getfixturevalue(f"site_{request.param}"))


@pytest.fixture(scope="session")
def site_in_volumes(example_site, listing, tmp_path_factory):
    """The example's site with an index of three volumes, as large sites have."""
    folder = tmp_path_factory.mktemp("volumes")
    shutil.copytree(example_site, folder / "site")
    return reindex(folder, IndexOptions(volume=50, **words_and_vectors_of(listing)))


@pytest.fixture(scope="session")
def site_packed_in_volumes(listing, sitegen, tmp_path_factory):
    """The example's site with a packed index of three volumes, for hosts that limit files."""
    folder = tmp_path_factory.mktemp("packed")
    (folder / "sitegen.toml").write_text("[search]\npacked = true\n")
    result = sitegen("build", listing, "-c", folder / "sitegen.toml", "-o", folder / "site")
    assert result.returncode == 0, result.stderr
    return reindex(folder, IndexOptions(volume=50, packed=True, **words_and_vectors_of(listing)))


def words_and_vectors_of(listing):
    """Return the words of the papers of a listing, and what the papers mean."""
    entries = collect(read_sources([str(listing)]).papers).entries
    corpus = read_corpus([entry.paper for entry in entries])
    urls = [entry.url for entry in entries]
    names = [()] * len(entries)
    is_title = corpus.field == TITLE
    tokens = Tokens(
        corpus.words, corpus.word, corpus.paper, is_title, urls, names, is_complete=True
    )
    return {"tokens": tokens, "vectors": encode_papers(corpus)[0]}


def reindex(folder, options):
    """Index a site with other options, in the order of titles; return the site."""
    page = (folder / "site" / "papers-by-title.html").read_text("utf-8")
    pages = re.findall(r"<li><p><a href=(papers/[^\s>]+)", page)
    words = ["transformer", "attention"]
    options = replace(options, by_title=pages, words=words)
    digests = dict.fromkeys(pages, "")  # nothing is cached yet
    assert len(pages) == 119
    assert index_site(folder / "site", digests, "en", folder / "memory", options) == []
    return folder / "site"


@pytest.fixture(params=["http", "file"])
def records(request, records_site):
    """The site of papers with all fields, on a server and from disk."""
    if request.param == "http":
        return request.getfixturevalue("records_address")
    return f"file://{quote(str(records_site))}/"


def search(page, address, query=""):
    page.goto(f"{address}search.html{query}")
    expect(page.locator("#sg-count")).to_have_text(re.compile(r"paper"))


def count(page):
    return int(page.locator("#sg-count").inner_text().split()[0])


def test_without_a_query_all_papers_are_listed_by_title(page, address):
    search(page, address)
    assert count(page) == 119
    expect(page.locator("#sg-results .sg-list__title").first).to_contain_text("A ")


def test_a_search_without_words_loads_no_chunk_of_the_index(page, records):
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    search(page, records, "?year=2017")
    expect(page.get_by_role("checkbox", name="Niki Parmar")).to_be_visible()
    assert any("pf_filter" in url for url in requests)
    assert not [url for url in requests if "pf_index" in url]


def test_results_appear_while_typing_and_matches_are_marked(page, address):
    search(page, address)
    page.locator("#sg-q").press_sequentially("mamb")
    expect(page.locator("#sg-results .sg-list__title").first).to_contain_text("Mamba")
    expect(page.locator("#sg-results mark").first).to_have_text(re.compile("mamba", re.IGNORECASE))
    expect(page).to_have_url(re.compile(r"search\.html\?q=mamb$"))


def test_the_url_restores_a_search(page, address):
    search(page, address, "?q=attention&tag=large+language+models&sort=title")
    expect(page.locator("#sg-q")).to_have_value("attention")
    expect(page.locator("#sg-sort")).to_have_value("title")
    expect(page.locator("#sg-chips button")).to_have_text("large language models ×")
    titles = page.locator("#sg-results .sg-list__title").all_inner_texts()
    assert titles == sorted(titles, key=str.casefold)


def test_facets_show_counts_and_the_back_button_removes_a_filter(page, address):
    search(page, address, "?q=language")
    unfiltered = count(page)
    box = page.locator("#sg-facets label", has_text=re.compile(r"^BERT"))
    expect(box.locator(".sg-facets__count")).to_be_visible()  # hidden until counted
    facet_count = int(box.locator(".sg-facets__count").inner_text())
    box.locator("input").check()
    expect(page.locator("#sg-count")).to_have_text(f"{facet_count} papers")
    expect(page).to_have_url(re.compile("tag=BERT"))
    page.go_back()
    expect(page.locator("#sg-count")).to_have_text(f"{unfiltered} papers")
    page.go_forward()
    page.get_by_role("button", name="Remove filter BERT").click()
    expect(page.locator("#sg-count")).to_have_text(f"{unfiltered} papers")


def test_a_long_facet_can_be_expanded_and_filtered(page, address):
    search(page, address)
    page.get_by_role("button", name=re.compile("Show all")).first.click()
    page.get_by_label("Filter topics").fill("recognition")
    topics = page.locator("#sg-facets fieldset").first
    # The list is loaded, and then rendered.
    expect(topics.locator("label span:nth-of-type(1)").first).to_contain_text("recognition")
    names = topics.locator("label span:nth-of-type(1)").all_inner_texts()
    assert names
    assert all("recognition" in name.lower() for name in names)


def test_arrow_keys_move_through_results_and_enter_opens_one(page, address):
    search(page, address, "?q=transformer")
    page.locator("#sg-q").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    second = page.locator("#sg-results .sg-list__title").nth(1)
    expect(second).to_be_focused()
    # "Papers like this" is no tab stop, but arrow keys lead to it and on.
    row = page.locator("#sg-results > li").nth(1)
    like = row.locator(".sg-results__like")
    assert like.get_attribute("tabindex") == "-1"
    while not like.evaluate("link => link === document.activeElement"):
        page.keyboard.press("ArrowRight")
        assert row.evaluate("row => row.contains(document.activeElement)")
    page.keyboard.press("ArrowRight")
    expect(like).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    expect(second).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#sg-q")).to_be_focused()
    page.keyboard.press("Enter")
    title = page.locator("#sg-results .sg-list__title").first.inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(title)


def test_papers_like_a_result_are_an_arrow_away_and_no_stop_of_the_tab_key(page, root_address):
    search(page, root_address, "?q=transformer")
    page.locator("#sg-q").focus()
    page.keyboard.press("ArrowDown")
    first, second = (page.locator("#sg-results > li").nth(n) for n in (0, 1))
    like = first.get_by_role("link", name=re.compile("^Papers like this"))
    page.keyboard.press("Tab")
    expect(like).not_to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowRight")
    expect(like).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(first.locator(".sg-list__title")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    expect(second.locator(".sg-list__title")).to_be_focused()
    # The links to its code or its PDF come before.
    for _ in range(second.get_by_role("link").count() - 1):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?like=*")


def test_what_is_typed_and_chosen_while_scripts_load_counts(page, root_address):
    held = []
    page.route("**/answers.*.js", lambda route, _: held.append(route))
    page.goto(f"{root_address}search.html?sort=title", wait_until="domcontentloaded")
    page.locator("#sg-q").press_sequentially("mamba")
    expect(page).to_have_url(re.compile(r"\?q=mamba&sort=title$"))
    page.locator("#sg-facets label", has_text=re.compile("^large language models")).locator(
        "input"
    ).check()
    held[0].continue_()
    expect(page.locator("#sg-chips button")).to_have_text("large language models ×")
    expect(page.locator("#sg-results mark").first).to_have_text(re.compile("mamba", re.IGNORECASE))
    expect(page.locator("#sg-q")).to_have_value("mamba")


def test_the_whole_collection_is_listed_with_its_facets_without_pagefind(page, address):
    held = []
    page.route(re.compile(r"/pagefind\.js$"), lambda route, _: held.append(route))
    page.goto(f"{address}search.html", wait_until="commit")
    expect(page.locator("#sg-count")).to_have_text("119 papers")
    expect(page.locator("#sg-results .sg-list__title")).to_have_count(10)
    numbers = page.locator("#sg-facets .sg-facets__count")
    expect(numbers.first).to_be_visible()
    expect(numbers.first).to_have_text(re.compile(r"^\d+$"))


def test_loading_a_facet_does_not_move_the_focus(page, records):
    search(page, records)
    page.locator("#sg-facets fieldset").first.evaluate("(e) => { e.className = 'is-old'; }")
    page.locator("#sg-q").fill("attention")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".is-old")).to_have_count(0)
    expect(page.get_by_role("checkbox", name="Niki Parmar")).to_be_visible()
    expect(page.locator("#sg-results .sg-list__title").first).to_be_focused()


def test_slash_and_ctrl_k_open_search_from_anywhere(page, address):
    for key in ("/", "Control+k"):
        page.goto(f"{address}tags.html")
        page.keyboard.press(key)
        page.wait_for_url("**/search.html")
    page.goto(f"{address}index.html")
    page.keyboard.press("/")
    expect(page.locator("[data-sg-hotkey]")).to_be_focused()
    page.keyboard.type("a/b")
    expect(page.locator("[data-sg-hotkey]")).to_have_value("a/b")


def test_show_more_adds_results_and_moves_the_focus_to_them(page, address):
    search(page, address)
    page.get_by_role("button", name="Show more").click()
    expect(page.locator("#sg-results .sg-list__title")).to_have_count(20)
    expect(page.locator("#sg-results .sg-list__title").nth(10)).to_be_focused()


def test_a_search_without_results_says_so(page, address):
    search(page, address, "?q=zzzzqqq")
    expect(page.locator("#sg-count")).to_have_text("No paper has any of these words")
    # Nothing to sort, to export or to filter by.
    expect(page.locator("#sg-sort")).to_be_hidden()
    expect(page.locator("#sg-facets fieldset")).to_have_count(0)


def test_a_range_without_papers_stays_to_be_changed(page, records):
    search(page, records, "?from=1801&to=1802")
    expect(page.locator("#sg-count")).to_have_text("No paper matches these filters")
    expect(page.get_by_label("To year")).to_have_value("1802")


def test_a_misspelled_query_has_the_results_of_its_suggestion(page, address):
    search(page, address, f"?q={quote('trnasformer atention')}")
    link = page.locator("#sg-mean a")
    expect(page.locator("#sg-mean")).to_contain_text("No paper has these words.")
    expect(link).to_have_text("transformer attention")
    expect(page.locator("#sg-results mark").first).to_be_visible()
    page.locator("#sg-mean button").click()
    expect(page.locator("#sg-mean")).to_have_text("Did you mean transformer attention?")
    expect(page).to_have_url(re.compile(r"&plain=yes$"))
    link.click()
    expect(page.locator("#sg-count")).to_have_text(re.compile(r"^[1-9]\d* papers"))
    expect(page.locator("#sg-mean")).to_be_hidden()
    page.locator("#sg-q").fill("transf")
    expect(page.locator("#sg-results mark").first).to_be_visible()
    expect(page.locator("#sg-mean")).to_be_hidden()


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("How do transformers generalise to longer sequences?", "Length Generalization"),
        ("which models are good at composing music from written prompts", "Text-to-Music"),
    ],
)
def test_a_question_in_plain_words_has_answers(page, address, query, title):
    search(page, address, f"?q={quote(query)}")
    titles = page.locator("#sg-results .sg-list__title").all_inner_texts()
    assert any(title in text for text in titles[:3]), titles
    # Filters list the values of the collection, without numbers.
    expect(page.locator("#sg-facets input[type=checkbox]").first).to_be_visible()


def test_papers_with_some_words_come_last_and_say_which_words_they_lack(page, address):
    search(page, address, f"?q={quote('music transformers zebrafish')}")
    expect(page.locator("#sg-count")).to_have_text(
        "No paper has all of these words. These are the closest:"
    )
    first = page.locator("#sg-results > li").first
    expect(first.locator("s").last).to_have_text("zebrafish")
    page.locator("#sg-q").fill("composing music")
    expect(page.locator("#sg-count")).to_have_text(
        re.compile(r"^\d+ papers? with all words, then the closest$")
    )
    rows = page.locator("#sg-results > li")
    exact = count(page)
    assert rows.nth(0).locator("s").count() == 0
    expect(rows.nth(exact)).to_have_text("Papers with some of the words")
    assert rows.nth(exact + 1).locator("s").all_inner_texts() in (["composing"], ["music"])


@pytest.mark.parametrize(
    "query",
    ["what is the", "?!…", "深度学习", "التعلم العميق", "🦜🦜", "<script>alert(1)</script>",
     "transformer " * 900, "attention " * 100],
)  # fmt: skip
def test_an_odd_question_has_an_answer_or_a_sentence(page, root_address, query):
    search(page, root_address)
    start = page.evaluate("performance.now()")
    page.locator("#sg-q").fill(query)
    expect(page.locator("#sg-count")).to_have_text(re.compile("paper"))
    # Generous, as tests share their machine: an answer takes well under a second.
    assert page.evaluate("performance.now()") - start < 5_000


def test_words_are_split_in_the_browser_as_in_the_build(page, root_address):
    texts = [
        "How do Colour-coded behaviours generalise?", "naïve Łukasz Ørsted Straße", "深度学习 的 a深b",
        "한국어 논문", "Résumé CENTRE programme", "GPT-4 x_1 3.14 C++", "ÅNGSTRÖM İstanbul", "हिन्दी",
        "archaeology oesophagus fulfilled", "ﬁne ½ ² Ⅳ", "don't O'Reilly’s",
    ]  # fmt: skip
    search(page, root_address)
    split = page.evaluate("(texts) => texts.map((text) => sitegenWords.split(text))", texts)
    assert split == [list(question_words(text)) for text in texts]


def test_the_subject_of_a_question_is_that_of_an_alert(page, root_address):
    questions = [
        "Papers about locomotion that I should read", "machine reading comprehension", "what is new",
        "how can quadrotors be made better and faster?", "Show, attend and tell", "state space models",
        "I am looking for recent work on visual place recognition", "深度学习 的 papers", "",
    ]  # fmt: skip
    search(page, root_address)
    words = page.evaluate(
        "(texts) => texts.map((text) => sitegenWords.subjectWords(text).map((entry) => entry.word))",
        questions,
    )
    for question, browser_words in zip(questions, words, strict=True):
        all_words = list(question_words(question))
        subject = subject_words(all_words)
        assert browser_words == list(dict.fromkeys(subject or all_words)), question


def test_words_of_asking_are_not_missed(page, address):
    search(page, address, f"?q={quote('papers about attention that I should read')}")
    expect(page.locator("#sg-results li").first).to_contain_text("ttention")
    expect(page.locator("#sg-results s")).to_have_count(0)


def test_facets_and_order_use_years_venues_authors_and_dates(page, records):
    search(page, records, "?sort=date")
    assert page.locator("#sg-facets legend").all_inner_texts() == [
        "Topic", "Year", "Venue", "Author", "With",
    ]  # fmt: skip
    titles = page.locator("#sg-results .sg-list__title").all_inner_texts()
    assert len(titles) == 8
    assert titles[0].startswith("<script>alert(1)</script>")
    assert titles[1] == "Attention Is All You Need"
    assert titles[2].startswith("An O(n²) Bound")
    page.get_by_role("checkbox", name="2017").check()
    expect(page.locator("#sg-count")).to_have_text("1 paper")
    page.get_by_role("checkbox", name="2020").check()
    expect(page.locator("#sg-count")).to_have_text("2 papers")
    line = page.locator("#sg-results .sg-list__line").nth(1)
    expect(line).to_have_text(
        "Ashish Vaswani, Noam Shazeer, Łukasz Kaiser and 2 more · NeurIPS · 2017 PDF Code Papers like this"
    )
    pdf = line.get_by_role("link", name="PDF")
    assert pdf.get_attribute("href") == "https://arxiv.org/pdf/1706.03762"


def test_years_from_and_to(page, records):
    search(page, records)
    everything = page.locator("#sg-count").inner_text()
    page.get_by_label("From year").fill("2018")
    page.get_by_label("From year").press("Enter")
    expect(page.locator("#sg-chips button")).to_have_text("from 2018 ×")
    # Chips are there before the results.
    expect(page.locator("#sg-count")).not_to_have_text(everything)
    since_2018 = count(page)
    expect(page).to_have_url(re.compile("from=2018"))
    page.get_by_label("To year").fill("2016")
    page.get_by_label("To year").press("Enter")
    expect(page.locator("#sg-count")).to_have_text("No paper matches these filters")
    page.get_by_label("From year").fill("2017")
    page.get_by_label("To year").fill("2017")
    page.get_by_label("To year").press("Enter")
    expect(page.locator("#sg-count")).to_have_text("1 paper")
    search(page, records, "?from=2018")
    assert count(page) == since_2018
    page.get_by_role("button", name="Remove filter from 2018").click()
    expect(page.locator("#sg-count")).not_to_have_text(f"{since_2018} papers")


def test_a_hostile_paper_is_shown_as_text(page, records):
    search(page, records, "?q=alert")
    expect(page.locator("#sg-results .sg-list__title").first).to_contain_text(
        "<script>alert(1)</script>"
    )
    expect(page.locator("#sg-results script, #sg-results img")).to_have_count(0)


def test_without_scripts_the_page_links_to_all_papers(open_page, address):
    page = open_page(java_script_enabled=False)
    page.goto(f"{address}search.html")
    expect(page.get_by_text("Search needs JavaScript")).to_be_visible()
    page.locator(".sg-search__browse a").first.click()
    expect(page.locator(".sg-list li > p:first-child > a")).to_have_count(119)


def result_titles(page):
    return page.locator("#sg-results .sg-list__title").all_inner_texts()


@pytest.mark.parametrize(
    "query",
    [
        "1706.03762",
        "arXiv:1706.03762",
        "https://arxiv.org/abs/1706.03762v5",
        "lukasz kaiser",
        "Kaiser Łukasz",
        "shazeer vaswani",
        "neurips 2017",
    ],
)
def test_ids_and_names_match_in_usual_spellings(page, records, query):
    search(page, records, f"?q={quote(query)}")
    expect(page.locator("#sg-results .sg-list__title").first).to_have_text(
        "Attention Is All You Need"
    )


def test_an_acronym_finds_papers_that_spell_it_out(page, address):
    search(page, address, "?q=ViT")
    links = page.locator("#sg-results .sg-list__title")
    texts = []
    for link in [element.get_attribute("href") for element in links.all()]:
        page.goto(f"{address}{link}")
        texts.append(page.locator("article").inner_text())
    spelled_out = [text for text in texts if not re.search(r"\bViT", text)]
    assert spelled_out
    assert all("vision transformers" in text.lower() for text in spelled_out)


def test_phrases_and_excluded_words(page, address):
    search(page, address, f"?q={quote('state space models')}")
    loose = count(page)
    page.locator("#sg-q").fill('"state space models"')
    expect(page.locator("#sg-count")).not_to_have_text(re.compile(f"^{loose} "))
    exact = count(page)
    assert 1 < exact < loose
    page.locator("#sg-q").fill('"state space models" -mamba')
    expect(page.locator("#sg-count")).not_to_have_text(re.compile(f"^{exact} "))
    assert 0 < count(page) < exact
    assert not any("mamba" in title.lower() for title in result_titles(page))


def test_an_exact_title_comes_first(page, address):
    for query in ("Linear Transformers", "Attention Is All You Need"):
        page.goto(f"{address}papers.html")
        titles = page.locator(".sg-list li > p:first-child > a").all_inner_texts()
        title = min((t for t in titles if query.split()[0] in t), key=len)
        search(page, address, f"?q={quote(title)}")
        expect(page.locator("#sg-results .sg-list__title").first).to_have_text(title)


def test_code_and_data_of_papers_are_a_facet(page, records):
    search(page, records)
    page.get_by_role("checkbox", name="code").check()
    expect(page.locator("#sg-count")).to_have_text("1 paper")
    expect(page).to_have_url(re.compile("has=code"))


def test_a_result_links_to_papers_like_it(page, address):
    search(page, address, "?q=mamba")
    title = page.locator("#sg-results .sg-list__title").first.inner_text()
    page.locator("#sg-results .sg-results__like").first.click()
    page.wait_for_url("**/search.html?like=*")
    expect(page.locator("#sg-like")).to_have_text(f"Papers like: {title}")
    like = page.locator("#sg-results .sg-list__title").all_inner_texts()
    assert like
    assert title not in like


def test_excerpts_are_taken_from_the_abstract(page, records):
    search(page, records, "?q=transformer")
    page.get_by_role("button", name="Abstracts").click()
    snippet = page.locator("#sg-results .sg-list__snippet").first.inner_text()
    assert "Vaswani" not in snippet
