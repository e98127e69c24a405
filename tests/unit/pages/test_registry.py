"""The kinds of pages, in the order of the navigation."""

import pytest

from sitegen.pages.registry import NavEntry, Page, PageKind, load_kinds

PEOPLE = (
    "author", "authors", "venue", "venues", "year", "years", "new", "day", "days", "trending",
)  # fmt: skip
KINDS = {kind.name: kind for kind in load_kinds()}


def test_the_kinds_are_in_the_order_of_their_ranks():
    assert [(kind.name, kind.rank) for kind in load_kinds()] == [
        ("home", 10), ("list", 20), ("tags", 30), ("tag", 40), ("new", 43), ("days", 44),
        ("trending", 45), ("authors", 46), ("years", 47),
        ("venues", 48), ("search", 50), ("reading", 52), ("draft", 53), ("go", 54),
        ("downloads", 55), ("paper", 60), ("day", 65), ("author", 66), ("year", 67), ("moved", 68),
        ("venue", 69), ("contributions", 70), ("feeds", 71), ("records", 72), ("venue-papers", 73),
        ("recent", 74),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "template", "folder", "nav"),
    [
        ("home", "home.md.j2", "", NavEntry("Home", "index.md", in_header=False)),
        ("list", "papers.md.j2", "", NavEntry("Papers", "papers.md", covers=PEOPLE)),
        ("tags", "tags.md.j2", "", NavEntry("Topics", "tags.md", covers=("tag",))),
        ("tag", "tag.md.j2", "tags", None),
        ("search", "search.md.j2", "", NavEntry("Search", "search.md", in_header=False)),
        (
            "reading",
            "reading.md.j2",
            "",
            NavEntry("Reading list", "list.md", in_header=False),
        ),
        ("paper", "paper.md.j2", "papers", None),
        ("authors", "authors.md.j2", "", None),
        ("author", "author.md.j2", "authors", None),
        ("years", "years.md.j2", "", None),
        ("year", "year.md.j2", "years", None),
        ("moved", "moved.md.j2", "authors", None),
        ("draft", "draft.md.j2", "", None),
        ("go", "go.md.j2", "", None),
        ("venues", "venues.md.j2", "", None),
        ("venue", "venue.md.j2", "venues", None),
        ("venue-papers", "", "venues", None),
        ("new", "new.md.j2", "", None),
        ("days", "days.md.j2", "", None),
        ("day", "day.md.j2", "days", None),
        ("recent", "", "days", None),
        ("trending", "trending.md.j2", "", None),
    ],
)
def test_each_entry_says_where_its_pages_are(name, template, folder, nav):
    kind = KINDS[name]
    assert (kind.template, kind.folder, kind.nav) == (template, folder, nav)


def test_papers_alone_are_searchable_and_all_but_pages_that_lead_on_are_in_the_sitemap():
    assert [kind.name for kind in load_kinds() if kind.is_searchable] == ["paper"]
    assert [kind.name for kind in load_kinds() if not kind.in_sitemap] == ["reading", "go", "moved"]


def test_defaults():
    kind = PageKind("x", 1, "x.md.j2", lambda _context: iter([Page("x.md", "", "x")]))
    assert (kind.folder, kind.nav, kind.is_searchable, kind.in_sitemap) == ("", None, False, True)
    entry = NavEntry("X", "x.md")
    assert (entry.in_header, entry.covers) == (True, ())
