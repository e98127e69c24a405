"""The list of venues."""

from sitegen.pages.kinds import venues
from sitegen.pages.kinds.venues import KIND
from tests.unit.pages.builders import paper, positions, render, uris


def at(paper_id, venue):
    return paper(paper_id, venue=venue)


def test_without_venues_there_is_no_list():
    assert uris(KIND, [paper("a")]) == []


def test_kinds_are_headings_and_venues_in_alphabetical_order():
    members = [at("a", "Hat Zoo"), at("b", "NIPS"), at("c", "ICRA"), at("d", "ICRA"),
               at("e", "Journal of Hat Science"), at("f", "arXiv"), paper("g")]  # fmt: skip
    (page,) = render(KIND, members)
    assert page.src_uri == "venues.md"
    assert positions(
        page.text, "## Conferences", "[ICRA <span>2</span>](venues/icra.md)", "[NeurIPS <span>1</span>]",
        "## Journals", "[Journal of Hat Science ", "## Preprint servers", "## Others", "[Hat Zoo ",
    )  # fmt: skip
    assert "5 venues · 1 paper without a venue" in page.text


def test_venues_of_few_papers_are_left_to_the_search_if_there_are_too_many(monkeypatch):
    monkeypatch.setattr(venues, "_MAX_LISTED", 1)
    (page,) = render(KIND, [at("a", "ICRA"), at("b", "ICRA"), at("c", "IROS")])
    assert "2 venues, listed from 2 papers on" in page.text
    assert "[IROS " not in page.text
