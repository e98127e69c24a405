"""Pages that list papers, one element per paper."""

import pytest

from sitegen.sources import read_text
from sitegen.sources.web.cards import read_cards
from sitegen.sources.web.elements import parse_page
from tests.unit.sources.timing import assert_linear


def read(text):
    return [record.fields for record in read_cards(parse_page(text))]


def test_a_card_needs_a_title_and_a_link_to_a_paper():
    box = "<div class='paper'><p class='title'>{}</p><p class='links'>{}</p></div>"
    link = "<a href='https://proceedings.mlr.press/v1/a.html'>abs</a>"
    assert [f["title"] for f in read(box.format("Hats", link))] == ["Hats"]
    assert read(box.format("", link)) == []
    assert read(box.format("Hats", "<a href='#'>top</a>")) == []


@pytest.mark.parametrize(
    ("line", "authors", "venue", "year"),
    [
        (
            "A Lee, B Yu - Journal of Hats, 2015 - x.org",
            ["A Lee", "B Yu"],
            "Journal of Hats",
            "2015",
        ),
        ("A Lee, B Yu… - Advances in …, 2017 - x.org", ["A Lee", "B Yu"], "", "2017"),
        ("A Lee - 2019 - books.example.org", ["A Lee"], "", "2019"),
    ],
)
def test_the_line_of_a_search_result_has_authors_venue_and_year(line, authors, venue, year):
    (fields,) = read(
        "<div class='gs_ri'><h3 class='gs_rt'><span>[PDF]</span> <a href='https://x.org/a'>Hats</a>"
        f"</h3><div class='gs_a'>{line}</div></div>"
    )
    assert (fields["title"], fields["authors"], fields["venue"], fields["year"]) == (
        "Hats", authors, venue, year,
    )  # fmt: skip


def test_time_is_linear_in_the_cards():
    card = (
        "<div class='paper'><p class='title'>Hats</p><span class='authors'>A, B</span>"
        "<a href='https://proceedings.mlr.press/v1/a.html'>abs</a></div>"
    )
    assert_linear(lambda size: parse_page(card * size), read_cards, 1_000)


def test_a_page_with_cards_of_two_kinds_gives_all_of_them_in_order():
    pmlr = (
        "<div class='paper'><p class='title'>Straw</p><span class='authors'>Taro Morikawa</span>"
        "<a href='https://proceedings.mlr.press/v12/morikawa20.html'>abs</a></div>"
    )
    ojs = (
        "<div class='obj_article_summary'><h3 class='title'>"
        "<a href='https://hats.example.org/article/view/1'>Felt</a></h3>"
        "<div class='authors'>Jana Roe</div></div>"
    )
    page = f"<html><body>\n{ojs}\n{pmlr}\n{ojs.replace('Felt', 'Lace')}</body></html>"
    reading = read_text(page, "x.html")
    assert [(p.title, p.authors[0].name) for p in reading.papers] == [
        ("Felt", "Jana Roe"), ("Straw", "Taro Morikawa"), ("Lace", "Jana Roe"),
    ]  # fmt: skip
