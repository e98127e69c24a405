"""The pages of tests share processes, and nothing else."""

import pytest

from tests.browser.conftest import watched_pages


@pytest.mark.parametrize("address_fixture", ["records_address", "disk_address"])
def test_no_page_sees_what_another_test_stored(request, contexts, address_fixture):
    address = request.getfixturevalue(address_fixture)
    for _ in range(2):
        with watched_pages(contexts) as open_one:
            page = open_one()
            page.goto(f"{address}index.html")
            assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
            assert page.evaluate("history.length") == 2  # the page is opened at about:blank
            page.evaluate("localStorage.setItem('a', 'b'); sessionStorage.setItem('a', 'b')")
            page.goto("about:blank")


def test_a_page_that_fails_is_reported(contexts):
    with pytest.raises(AssertionError, match="planted"), watched_pages(contexts) as open_one:
        open_one().evaluate("console.error('planted')")
