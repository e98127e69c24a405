"""The page of the reading list."""

from sitegen.pages.kinds.reading import KIND
from tests.unit.pages.builders import papers, render


def test_one_page_that_holds_no_paper():
    (page,) = render(KIND, papers(3))
    assert (page.src_uri, page.kind) == ("list.md", "reading")
    assert render(KIND, papers(2)) == [page]
