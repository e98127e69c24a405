"""Words of a query that name a venue or a year, questions, and odd queries, in both browsers."""

import itertools
import json
import re

import pytest
from playwright.sync_api import expect

from sitegen.search.venues import label_rules
from tests.browser.conftest import SCHEMES, find_address
from tests.query_cases import CASES, ICML_2014, PAPERS, bandits

ODD = [
    "a" * 10_000, "transformer " * 100, "the of and", "?!.,;:", "深度学习的方法", "تعلم الآلة",
    "🙂🙂🙂", "<script>alert(1)</script>", " ".join(f"word{n}" for n in range(32)), "2014 " * 200,
    "ICML'" * 500, "\u0301" * 5_000, "since " * 100,
]  # fmt: skip
WORDS = [
    *({"id": f"t{n}", "title": f"Transformer Models, Part {n}", "abstract": f"Number {n}."}
      for n in range(110)),
    {"id": "typo", "title": "A Transfomer for Speech"},
    {"id": "swap", "title": "On Mdoels"},
    {"id": "british", "title": "Colour Modelling", "abstract": "We generalise hues."},
    {"id": "american", "title": "Color Modeling of Paints", "abstract": "We generalize dyes."},
    {"id": "accents", "title": "Réseaux de Poincaré"},
    {"id": "plain", "title": "Poincare Maps", "authors": ["Jürgen Schmidhuber"]},
    {"id": "heavy", "title": "The Burden of Proof"},
    {"id": "own", "title": "On Numbers", "arxiv_id": "2404.12224"},
    {"id": "cites", "title": "A Survey", "abstract": "We extend 2404.12224."},
    {"id": "space", "title": "State Space Layers",
     "abstract": "A state-space layer is state-of-the-art."},
]  # fmt: skip
#: Question -> the beginning of the line above the results, the first titles in any order, the
#: suggestion.
QUESTIONS = {
    "How do we generalise hues to longer paints?": (
        "No paper has all of these words. These are the closest:",
        {"Colour Modelling", "Color Modeling of Paints"}, ""),
    "2404.12224": ("1 paper", {"On Numbers"}, ""),
    "arXiv:2404.12224v3": ("1 paper", {"On Numbers"}, ""),
    "2404.12225": ("No paper with this id", set(), ""),
    "colour modeling": ("2 papers", {"Colour Modelling", "Color Modeling of Paints"}, ""),
    "color modelling": ("2 papers", {"Colour Modelling", "Color Modeling of Paints"}, ""),
    "Poincaré": ("2 papers", {"Réseaux de Poincaré", "Poincare Maps"}, ""),
    "poincare": ("2 papers", {"Réseaux de Poincaré", "Poincare Maps"}, ""),
    "Jurgen Schmidhuber": ("1 paper", {"Poincare Maps"}, ""),
    "burden Schmidhuber": (
        "No paper has all of these words.", {"The Burden of Proof", "Poincare Maps"}, ""),
    "transfomer": ("1 paper", {"A Transfomer for Speech"}, "Did you mean transformer?"),
    "mdoels": ("1 paper", {"On Mdoels"}, "Did you mean models?"),
    "tranformer": ("110 papers", set(),
        "No paper has these words. These are results for transformer. Search for the words"),
    "state space layers": ("1 paper", {"State Space Layers"}, ""),
}  # fmt: skip


@pytest.fixture(scope="module")
def fields_site(build_records):
    return build_records("fields", [*PAPERS, *WORDS])


# A browser takes longer to start than to answer all queries.
@pytest.fixture(
    scope="module", params=itertools.product(["chrome", "firefox"], SCHEMES), ids="-".join
)
def answers(request, node, serve, fields_site):
    """Answers by query, of each browser, on a server and from disk."""
    browser, scheme = request.param
    program = request.getfixturevalue(f"{'chromium' if browser == 'chrome' else browser}_path")
    address = f"{find_address(scheme, serve, fields_site)}search.html"
    output = node(
        "ask.mjs", browser, program, address, stdin=json.dumps([*CASES, *QUESTIONS, *ODD])
    )
    result = json.loads(output)
    assert result["errors"] == []
    return {answer["query"]: answer for answer in result["answers"]}


def test_a_venue_and_a_year_select_papers(answers):
    for query, (reading, titles) in CASES.items():
        answer = answers[query]
        expected = f"Read as {reading}. Search for the words" if reading else ""
        assert answer["reading"] == expected, query
        assert set(answer["titles"][: len(titles)]) == titles, query


def test_questions_are_answered_in_the_words_of_readers(answers):
    for query, (count, titles, suggestion) in QUESTIONS.items():
        answer = answers[query]
        assert answer["count"].startswith(count), query
        assert set(answer["titles"][: len(titles)]) == titles, query
        assert answer["suggestion"] == suggestion, query
    assert "state-of-the-art" not in answers["state space layers"]["marks"]
    assert "state-space" in answers["state space layers"]["marks"]
    assert answers["burden Schmidhuber"]["missing"] in (["burden"], ["Schmidhuber"])


def test_odd_questions_are_answered_within_a_second(answers):
    odd = [answers[query] for query in ODD]
    assert [a["query"] for a in odd if not a["count"] or a["milliseconds"] > 1000] == []
    # A sentence says that there is nothing, or there are papers.
    assert all(a["titles"] or a["count"].startswith("No paper") for a in odd)


def test_the_reading_can_be_undone(page, address_of, fields_site):
    page.goto(f"{address_of(fields_site)}search.html?q=2014+ICML")
    reading = page.locator("#sg-read")
    expect(reading).to_have_text("Read as year 2014, venue ICML. Search for the words")
    titles = page.locator("#sg-results .sg-list__title")
    expect(titles.nth(2)).to_be_visible()
    assert set(titles.all_inner_texts()[:3]) == {*ICML_2014, "Graphs"}
    page.get_by_role("button", name="Search for the words").click()
    expect(reading).to_be_hidden()
    expect(page).to_have_url(re.compile(r"\?q=2014\+ICML&plain=yes$"))
    expect(page.locator("#sg-q")).to_be_focused()
    page.go_back()
    expect(reading).to_be_visible()


def test_a_chosen_venue_goes_before_one_in_the_query(page, address_of, fields_site):
    page.goto(f"{address_of(fields_site)}search.html?q=ICML+bandits+2014&venue=NeurIPS")
    expect(page.locator("#sg-read")).to_have_text("Read as year 2014. Search for the words")
    expect(page.locator("#sg-results .sg-list__line").first).to_contain_text("NeurIPS · 2014")


def test_an_address_from_before_labels_selects_the_venue(page, address_of, fields_site):
    name = "Proceedings+of+the+31st+International+Conference+on+Machine+Learning"
    page.goto(f"{address_of(fields_site)}search.html?venue={name}&venue=NIPS&from=2014&to=2014")
    chips = page.locator("#sg-chips button")
    expect(chips).to_have_text(["ICML ×", "NeurIPS ×", "2014–2014 ×", "Clear all"])
    expected = len(ICML_2014 | bandits("NIPS", 2014) | {"Graphs"})
    expect(page.locator("#sg-count")).to_have_text(f"{expected} papers")
    labels = page.evaluate(
        """([names, labels]) => window.sitegenFields.labelsOf(names, { venues: [["HSDIP", 2, []]], labels })""",
        [
            ["Heuristics and Search for Domain-Independent Planning (HSDIP)", "Short (HSDIP)"],
            label_rules(),
        ],
    )
    assert labels == ["HSDIP", "Short (HSDIP)"]
