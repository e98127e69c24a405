"""The pages of new papers, of days, and of what trends."""

import json
from datetime import date, timedelta

from sitegen.pages.kinds import day as day_kind
from sitegen.pages.kinds import days as days_kind
from sitegen.pages.kinds import new, recent, trending
from sitegen.paper import History
from tests.unit.pages.builders import GRAPHS, TREES, paper, papers, positions, render, uris

DAY = date(2026, 11, 25)
MEMBERS = [
    paper("a", GRAPHS, year=2020), paper("b", GRAPHS, year=2021), paper("c", TREES, year=2022),
    paper("d", TREES), paper("e"), paper("f", year=2026),
]  # fmt: skip


def ago(days):
    return DAY - timedelta(days)


HISTORY = History(
    {"a": ago(0), "b": ago(0), "c": ago(6), "d": ago(7), "e": ago(28)},
    votes={"a": {ago(1): 5}, "f": {ago(1): 9}},
)


def text_of(kind, members=MEMBERS, **values):
    (page,) = render(kind, members, **({"history": HISTORY} | values))
    return page.text


def test_without_a_state_there_are_no_such_pages():
    for module in (new, day_kind, days_kind, trending, recent):
        assert uris(module.KIND, MEMBERS) == []


def test_new_papers_are_those_of_the_newest_days_whatever_the_clock_says():
    text = text_of(new.KIND)
    assert "2 on 25 November 2026 · 3 in 7 days · 4 in 28 days · [all days](days.md) ·" in text
    assert positions(
        text, "## 25 November 2026", "Title b", "Title a", "## 19 November 2026", "Title c",
        "[18 November 2026 <span>1</span>](days/2026-11-18.md)", "(tags/trees.md)",
    )  # fmt: skip
    assert "Title d" not in text
    assert "2026-10-28" not in text
    assert "Title f" not in text
    assert "[trending](trending.md)" in text


def test_many_papers_of_a_day_are_on_its_page():
    members = papers(25)
    history = History({member.entry.id: DAY for member in members})
    text = text_of(new.KIND, members, history=history)
    assert text.count("](papers/") == 20
    assert "[All 25 papers of 25 November 2026](days/2026-11-25.md)" in text
    assert uris(day_kind.KIND, members, history=history) == [
        "days/2026-11-25.md", "days/2026-11-25.page-2.md", "days/2026-11-25.page-3.md",
    ]  # fmt: skip


def test_each_day_has_a_page_that_leads_to_the_days_around_it():
    pages = {page.src_uri: page.text for page in render(day_kind.KIND, MEMBERS, history=HISTORY)}
    assert list(pages) == [f"days/{ago(n)}.md" for n in (0, 6, 7, 28)]
    text = pages["days/2026-11-19.md"]
    assert positions(text, "# New on 19 November 2026", "1 paper ·", "(../papers/c.md)")
    assert '[← 18 November 2026](2026-11-18.md){ rel="prev" }' in text
    assert '[25 November 2026 →](2026-11-25.md){ rel="next" }' in text
    assert "(../tags/trees.md)" in text


def test_the_list_of_days_has_months_and_counts():
    text = text_of(days_kind.KIND)
    assert "5 papers on 4 days · 1 came before days were recorded" in text
    assert positions(
        text, "## November 2026", "[25 <span>2</span>](days/2026-11-25.md)",
        "[18 <span>1</span>]", "## October 2026", "[28 <span>1</span>](days/2026-10-28.md)",
    )  # fmt: skip


def test_what_trends_is_listed_with_the_formula_and_the_day_of_the_last_votes():
    text = text_of(trending.KIND)
    assert positions(
        text, "Up to 24 November 2026. No votes were recorded since, while papers came until "
        "25 November 2026", "Title f", "<span>2026</span> · <cite>9 votes, 9.0 points</cite>", "Title a",
        "votes since the day", "halved for every 7 days",
    )  # fmt: skip
    ranks = History({"a": ago(9)}, ranks={"b": {DAY: 2}})
    text = text_of(trending.KIND, history=ranks)
    assert positions(text, "Up to 25 November 2026", "rank 2, 0.5 points", "1/r points")
    assert "recorded since" not in text


def test_recent_papers_are_listed_by_votes_whatever_they_gained():
    votes = {"a": {ago(20): 5, ago(1): 6}, "c": {ago(6): 90}, "d": {ago(7): 99}, "f": {ago(1): 999}}
    text = text_of(trending.KIND, history=History(HISTORY.first_seen, votes | {"b": {DAY: 0}}))
    trends, week, month = text.split("## Most votes among papers of the last ")
    assert "Title f" in trends
    assert week.startswith("7 days { #top-7 }")
    assert positions(week, "Title c", "<cite>90 votes</cite>", "Title a", "<cite>6 votes</cite>")
    assert month.startswith("28 days { #top-28 }")
    assert positions(month, "Title d", "Title c", "Title a", "## How papers")
    assert "Title d" not in week
    assert "Title f" not in week + month
    assert "Title b" not in week + month
    ranks = {"a": {DAY: 3}, "b": {DAY: 9, ago(1): 2}}
    text = text_of(trending.KIND, history=History(HISTORY.first_seen, ranks=ranks))
    _, week = text.split("## Best ranks among papers of the last ")
    assert positions(week, "7 days", "Title b", "<cite>rank 2</cite>", "Title a", "<cite>rank 3")
    # Both lists have the same papers.
    assert "28 days" not in text


def test_the_script_has_the_papers_of_four_weeks():
    (page,) = render(recent.KIND, MEMBERS, history=HISTORY)
    assert page.src_uri == "days/recent.js"
    assert page.text.startswith("sitegenRecent(")
    assert json.loads(page.text.removeprefix("sitegenRecent(").removesuffix(");\n")) == {
        "2026-11-25": ["b", "a"], "2026-11-19": ["c"], "2026-11-18": ["d"],
    }  # fmt: skip
