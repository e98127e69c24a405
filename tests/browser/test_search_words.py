"""Ranking: usual queries over papers, and the expected first result."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from sitegen.search.question_words import question_words
from sitegen.text.function_words import subject_words

PAPERS = [
    {"title": "Language Models are Unsupervised Multitask Learners",
     "abstract": "We present GPT-2, a model that learns tasks from text.", "year": 2019,
     "authors": ["Alec Radford"], "code": "https://github.com/openai/gpt-2"},
    {"title": "GPT-4 Technical Report", "abstract": "We report on GPT-4 and its 2 variants.",
     "year": 2023, "authors": ["OpenAI Team"]},
    {"title": "Efficient Estimation of Word Representations",
     "abstract": "The word2vec tool computes vectors of words.", "year": 2013,
     "authors": ["Tomáš Mikolov", "Kai Chen"]},
    {"title": "Words to Vectors by Counting", "abstract": "No word has 2 vec files here.",
     "year": 2014, "authors": ["Jeffrey Pennington"]},
    {"title": "A System Card", "abstract": "The o1 model thinks before it answers.", "year": 2024,
     "authors": ["OpenAI Team"], "doi": "10.1000/card.1", "sections": [
         {"heading": "Evaluation", "text": ["Zygomorphic flowers were not among the tests."]}]},
    {"title": "Only One Model", "abstract": "An ordinary model of order one.", "year": 2024,
     "authors": ["Jürgen Müller-Lüdenscheidt"]},
    {"title": "Lakes Around Zürich", "abstract": "Water and hills.", "year": 2001,
     "authors": ["Örjan Åström"], "venue": "Limnology"},
    {"title": "Kangaroos", "abstract": "Animals that jump.", "year": 1990,
     "authors": ["Ann Author"]},
    {"title": "Marsupials of a Continent", "abstract": "Among them kangaroos and others.",
     "year": 1991, "authors": ["Bea Author"]},
    {"title": "猫 的 研究", "abstract": "关于 猫 的 论文 。", "year": 1993, "authors": ["王 伟"]},
    {"title": "Animals That Hop", "abstract": "They hop, all of them.", "year": 1992,
     "authors": ["Skippy Kangaroos"]},
    {"title": "Tidal Energy Storage Systems", "abstract": "Tidal energy storage systems, compared.",
     "year": 1980, "authors": ["Cy Author"]},
    {"title": "Harbours", "abstract": "Of cranes, quays and, briefly, tidal energy storage systems.",
     "year": 1981, "authors": ["Di Author"]},
]  # fmt: skip


@pytest.fixture(scope="session")
def odd_site(build_records):
    """A site of papers with unusual spellings."""
    return build_records("Suche #1 ü", PAPERS, '[site]\nurl = "https://example.org/papers/"\n')


@pytest.fixture
def odd(address_of, odd_site):
    return address_of(odd_site)


def result_titles(page, address, query):
    """Search, and return the titles of the results."""
    page.goto(f"{address}search.html?q={quote(query)}")
    expect(page.locator("#sg-count")).to_contain_text("aper")
    return page.locator("#sg-results .sg-list__title").all_inner_texts()


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("GPT-2", "Language Models are Unsupervised Multitask Learners"),
        ("gpt-4", "GPT-4 Technical Report"),
        ("word2vec", "Efficient Estimation of Word Representations"),
        ("o1", "A System Card"),
        ("Zurich", "Lakes Around Zürich"),
        ("zürich", "Lakes Around Zürich"),
        ("mikolov tomas", "Efficient Estimation of Word Representations"),
        ("Müller-Lüdenscheidt", "Only One Model"),
        ("astrom", "Lakes Around Zürich"),
        ("10.1000/card.1", "A System Card"),
        ("https://doi.org/10.1000/card.1", "A System Card"),
        ('"order one"', "Only One Model"),
        ("limnology 2001", "Lakes Around Zürich"),
        ("only one model", "Only One Model"),
        ("A System Card", "A System Card"),
        ("the o1", "A System Card"),
        ("zygomorphic flowers", "A System Card"),
        ("猫", "猫 的 研究"),
    ],
)
def test_the_expected_paper_is_first(page, odd, query, title):
    assert result_titles(page, odd, query)[0] == title


def test_titles_rank_above_abstracts_and_those_above_authors(page, odd):
    assert result_titles(page, odd, "kangaroos") == [
        "Kangaroos", "Marsupials of a Continent", "Animals That Hop",
    ]  # fmt: skip


@pytest.mark.parametrize("query", ["tidal energy storage systems", '"tidal energy storage"'])
def test_of_papers_with_a_phrase_those_that_are_about_it_come_first(page, odd, query):
    titles = result_titles(page, odd, query)
    # Not the newest first.
    assert titles[:2] == ["Tidal Energy Storage Systems", "Harbours"]


def test_excluded_words_remove_results(page, odd):
    assert "Only One Model" in result_titles(page, odd, "model")
    assert "Only One Model" not in result_titles(page, odd, "model -ordinary")
    assert result_titles(page, odd, 'model -"ordinary model"')


def test_sorted_by_title_and_by_date(page, odd):
    page.goto(f"{odd}search.html?sort=title")
    titles = page.locator("#sg-results .sg-list__title")
    expect(titles).to_have_count(10)
    assert titles.all_inner_texts() == sorted(paper["title"] for paper in PAPERS)[:10]
    page.get_by_label("Sort by").select_option("date")
    expect(titles.last).to_have_text("Marsupials of a Continent")  # 1990 is the eleventh
    year_of = {paper["title"]: paper["year"] for paper in PAPERS}
    years = [year_of[title] for title in titles.all_inner_texts()]
    assert years == sorted(years, reverse=True)


def test_the_count_is_announced_to_screen_readers(page, odd):
    result_titles(page, odd, "kangaroos")
    status = page.get_by_role("status").filter(has_text="3 papers")
    expect(status).to_be_visible()
    page.locator("#sg-q").fill("kangaroos jump")
    expect(page.get_by_role("status").filter(has_text="1 paper")).to_be_visible()


def test_browsers_can_add_the_search_engine(page, odd, odd_site):
    page.goto(f"{odd}index.html")
    link = page.locator('link[rel="search"]')
    assert link.get_attribute("type") == "application/opensearchdescription+xml"
    description = (odd_site / "opensearch.xml").read_text("utf-8")
    assert "https://example.org/papers/search.html?q={searchTerms}" in description


def test_without_scripts_the_page_links_to_topics_years_and_all_papers(open_page, odd):
    page = open_page(java_script_enabled=False)
    page.goto(f"{odd}search.html")
    browse = page.locator(".sg-search__browse a")
    assert browse.all_inner_texts() == [
        "all papers", "topics", "authors", "venues", "years", "reading list", "its bibliography",
    ]  # fmt: skip
    browse.nth(4).click()
    expect(page.locator("h1")).to_have_text("Years")


def test_where_papers_have_full_texts_a_sentence_is_answered_before_pagefind_loads(page, odd):
    held = []
    page.route(re.compile(r"/pagefind\.js$"), lambda route, _: held.append(route))
    titles = page.locator("#sg-results .sg-list__title")
    page.goto(
        f"{odd}search.html?q={quote('which model thinks before it answers?')}", wait_until="commit"
    )
    expect(titles.first).to_have_text("A System Card")
    held.clear()
    # Some words are in a full text, which Pagefind alone knows.
    query = "which model thinks of zygomorphic flowers?"
    page.goto(f"{odd}search.html?q={quote(query)}", wait_until="commit")
    expect(titles.first).to_have_text("A System Card")
    missing = page.locator("#sg-results .sg-results__missing")
    expect(missing.first).to_have_text("Without: zygomorphic, flowers")
    held[0].continue_()
    expect(page.locator("#sg-count")).to_contain_text("1 paper with all words")
    expect(titles.first).to_have_text("A System Card")
    expect(page.locator("#sg-results > li").first.locator("s")).to_have_count(0)


def test_words_of_asking_are_those_of_the_language_of_the_site(page, serve, build_records):
    titles = ("A Robot That Walks", "Graphs of Cities", "Trees in Winter")
    records = [{"title": title, "abstract": f"About {title}."} for title in titles]
    address = serve(build_records("deutsch", records, '[site]\nlanguage = "de"\n'))
    page.goto(f"{address}search.html?q={quote('Welche Arbeiten gibt es zu Robotern?')}")
    expect(page.locator("#sg-results .sg-list__title")).to_have_text(["A Robot That Walks"])
    questions = ["Welche Arbeiten gibt es zu Robotern?", "Was ist ein Graph?", "neue Arbeiten"]
    words = page.evaluate(
        "(texts) => texts.map((text) => sitegenWords.subjectWords(text).map((entry) => entry.word))",
        questions,
    )
    for question, browser_words in zip(questions, words, strict=True):
        parts = list(question_words(question))
        assert browser_words == (subject_words(parts, "de") or parts), question
