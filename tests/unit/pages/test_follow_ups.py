"""Later work by the authors of a paper."""

import pytest

from sitegen.pages.follow_ups import find_follow_ups
from sitegen.pages.parsed import find_citations
from sitegen.paper import Author, EnrichedPaper, Entry, Paper, Reference
from tests.unit.pages.builders import paper_views

ANN, BO = Author("Ann Roe"), Author("Bo Ng")
HATS = "A very first study of the hats of sailors"


def entry(paper_id, title, *authors, year=None, cites=()):
    references = tuple(Reference(title, title=title) for title in cites)
    return Entry(paper_id, Paper(title, authors=authors, year=year, references=references))


def follow_ups(*entries):
    return find_follow_ups(entries, find_citations(entries))


@pytest.mark.parametrize(
    ("later", "is_follow_up"),
    [
        (entry("b", "Felt for hats", BO, ANN, year=2021, cites=[HATS]), True),
        (entry("b", "Felt for hats", ANN, cites=[HATS]), True),
        # Of others; older; without a citation.
        (entry("b", "Felt for hats", BO, year=2021, cites=[HATS]), False),
        (entry("b", "Felt for hats", ANN, year=2019, cites=[HATS]), False),
        (entry("b", "Felt for hats", ANN, year=2021), False),
    ],
)
def test_a_later_paper_of_an_author_that_cites_it(later, is_follow_up):
    first = entry("a", HATS, ANN, year=2020)
    assert follow_ups(later, first) == ({"a": ("b",)} if is_follow_up else {})


def test_of_two_papers_that_cite_each_other_neither_is_later():
    other = "Another very long study of hats"
    one, two = entry("a", HATS, ANN, cites=[other]), entry("b", other, ANN, cites=[HATS])
    assert follow_ups(one, two) == {}


@pytest.mark.parametrize(
    ("first", "second", "is_follow_up"),
    [
        ("Scattering by hats, Part I: wool", "Scattering by Hats - Part II: felt", True),
        ("Scattering by hats (part 1)", "Scattering by hats (part 2)", True),
        ("PointHat: Deep hats", "PointHat++: Deeper hats", True),
        ("HatNet: Small hats", "HatNetV2: Smaller hats", True),
        ("HatNet v2: Small hats", "HatNetV3: Smaller hats", True),
        ("Hats: a survey", "Hats: another survey", False),
        ("HatNet: Small hats", "FeltNetV2: Smaller hats", False),
        ("Scattering by hats, part of a study", "Scattering by hats, part two", False),
    ],
)
def test_further_parts_and_versions_of_an_author(first, second, is_follow_up):
    entries = entry("b", second, ANN, year=2021), entry("a", first, ANN, BO, year=2021)
    assert follow_ups(*entries) == ({"a": ("b",)} if is_follow_up else {})
    by_others = entry("b", second, BO, year=2021), entry("a", first, ANN, year=2021)
    assert follow_ups(*by_others) == {}


def test_they_come_in_the_order_of_years_and_names_of_subjects_are_no_series():
    versions = [entry(f"v{n}", f"HatNetV{n}: Felt", ANN, year=2020 + n) for n in (4, 3, 2)]
    first = entry("a", "HatNet: Hats", ANN, year=2020)
    assert follow_ups(*versions, first)["a"] == ("v2", "v3", "v4")
    subjects = [entry(f"s{n}", f"HatNet: Study {n}", ANN) for n in range(20)]
    assert follow_ups(*subjects, *versions) == {}


def test_a_page_lists_a_citing_follow_up_once():
    papers = (
        entry("a", HATS, ANN, year=2020),
        entry("b", "Felt", ANN, year=2021, cites=[HATS]),
        entry("c", "Wool", BO, year=2021, cites=[HATS]),
    )
    view, *_ = paper_views([EnrichedPaper(paper, (), ()) for paper in papers])
    assert [summary.id for summary in view.follow_ups] == ["b"]
    assert [summary.id for summary in view.cited_by] == ["c"]
