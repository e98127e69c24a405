"""What pages of all kinds are rendered from: orders, paging, languages."""

import pytest
from jinja2 import UndefinedError

from sitegen.pages.ordering import by_date, by_title, paginate
from sitegen.paper import Tag
from tests.unit.pages.builders import GRAPHS, TREES, context, paper, papers


def ids(members):
    return [member.entry.id for member in members]


def evaluate(members, source, **values):
    environment = context(members, **values)._environment
    return environment.from_string(source).render()


class TestOrders:
    def test_by_title_ignores_case_and_breaks_ties_by_id(self):
        members = [
            paper("c", title="beta"), paper("b", title="Alpha"), paper("a", title="alpha"),
        ]  # fmt: skip
        assert ids(by_title(members)) == ["a", "b", "c"]

    def test_by_date_puts_the_newest_first_and_breaks_ties_by_title(self):
        members = [
            paper("none", title="A"), paper("z", title="Z", date="2020-01-02", year=2020),
            paper("a", title="A", date="2020-01-02", year=2020),
            paper("new", title="B", date="2021-05-01", year=2021),
        ]  # fmt: skip
        assert ids(by_date(members)) == ["new", "a", "z", "none"]

    def test_the_order_by_date_exists_only_if_a_paper_has_a_year(self):
        orders = {"papers": "listing order", "papers-by-title": "title"}
        assert context([paper("a")]).orders == orders
        dated = context([paper("a"), paper("b", year=2020)]).orders
        assert dated == orders | {"papers-by-date": "newest"}
        assert list(dated) == ["papers", "papers-by-title", "papers-by-date"]


class TestPaging:
    @pytest.mark.parametrize(
        ("count", "sizes"),
        [(0, [0]), (1, [1]), (2, [2]), (3, [3]), (4, [3, 1]), (6, [3, 3]), (7, [3, 3, 1])],
    )
    def test_pages_are_full_up_to_the_last(self, count, sizes):
        pages = list(paginate(list(range(count)), "s", "-", 3))
        assert [len(members) for _, members, _ in pages] == sizes
        assert [member for _, members, _ in pages for member in members] == list(range(count))

    def test_numbers_and_stems(self):
        pages = list(paginate([1, 2, 3], "s", ".page-", 1))
        assert [number for number, _, _ in pages] == [1, 2, 3]
        assert all(stems == ["s", "s.page-2", "s.page-3"] for _, _, stems in pages)


class TestTemplates:
    def test_globals(self):
        members = [
            paper("a", GRAPHS, TREES, year=2020), paper("b", GRAPHS, year=2018),
            paper("c", year=2020),
        ]  # fmt: skip
        source = "{{ total }} {{ tag_total }} {{ years }} {{ has_dates }} {{ site.name }}"
        assert evaluate(members, source) == "3 2 &#91;2018, 2020&#93; True Site"

    def test_an_unknown_name_is_an_error(self):
        with pytest.raises(UndefinedError):
            evaluate([], "{{ nonsense }}")

    @pytest.mark.parametrize(
        ("language", "attribute"),
        [("de", ' lang="de" dir="auto"'), ("en", ""), (None, ""), ("", "")],
    )
    def test_a_foreign_language_is_marked(self, language, attribute):
        source = "{{ " + repr(language) + "|lang }}"
        assert evaluate([], source) == attribute

    def test_blocks_leave_no_blank_lines_and_the_last_line_feed_stays(self):
        assert evaluate([], "  {% if true %}\nx\n  {% endif %}\n") == "x\n"


def test_rows_and_tags():
    members = [paper("a", TREES), paper("b", GRAPHS, TREES)]
    shared = context(members)
    assert [shared.rows[name].id for name in ("a", "b")] == ["a", "b"]
    assert [(counted.tag, counted.count) for counted in shared.tags] == [(TREES, 2), (GRAPHS, 1)]
    assert shared.rows is shared.rows
    assert isinstance(shared.tags[0].tag, Tag)


@pytest.mark.parametrize(
    ("count", "expected"), [(5_000, 1), (5_001, 2), (19_999, 2), (20_000, 3), (87_000, 6)]
)
def test_in_large_collections_pages_need_several_papers(count, expected):
    assert context(papers(1) * count).min_papers == expected
