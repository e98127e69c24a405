"""The page that leads to a paper by its identifier."""

from sitegen.pages.kinds.go import KIND
from tests.unit.pages.builders import render


def test_the_page_says_which_addresses_it_takes():
    (page,) = render(KIND, [])
    assert page.src_uri == "go.md"
    assert "data-sg-go" in page.text
    for form in ("doi", "arxiv", "key"):
        assert f"go.html#{form}:…" in page.text
