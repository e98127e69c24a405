"""From home by search, filter, paper, related paper and topic, and back, in both browsers."""

import json

import pytest

ADDRESSES = ["root_address", "subpath_address", "disk_address"]


# A sub-path is the server's matter; Firefox takes twice the time.
JOURNEYS = [
    *(("chrome", address) for address in ADDRESSES),
    ("firefox", "root_address"), ("firefox", "disk_address"),
]  # fmt: skip


@pytest.mark.parametrize(("browser", "address_fixture"), JOURNEYS)
def test_a_reader_can_search_filter_and_follow_links(
    request, node, tmp_path, browser, address_fixture
):
    program = request.getfixturevalue("chromium_path" if browser == "chrome" else "firefox_path")
    address = request.getfixturevalue(address_fixture)
    report = json.loads(node("journey.mjs", browser, program, address, tmp_path))
    steps = report["steps"]
    assert report["errors"] == []
    assert report["outside"] == []
    assert steps["home"] == "Transformers, read widely"
    assert steps["searchAddress"] == "search.html?q=state+space+models"
    matching, filtered = (int(steps[key].split()[0]) for key in ("results", "filtered"))
    assert 1 <= filtered <= matching < 119
    assert "q=state+space+models&tag=" in steps["filteredAddress"]
    assert steps["paper"] != steps["related"]
    assert steps["tag"]
    assert steps["back"] == steps["related"]
    # The same row at the same height, with the same filters and number of rows.
    scroll, top, title, query = steps["placeBefore"]
    assert scroll > 100
    assert "tag=" in query
    assert query.endswith("n=20")
    assert title == steps["opened"]
    assert steps["neighbours"] == steps["beside"]
    for key in ("placeAfter", "placeReloaded"):
        assert steps[key][2:] == [title, query]
        assert abs(steps[key][1] - top) <= 2, key
    assert steps["show"].endswith(" papers")
    assert steps["sheet"] == "Topic"
    assert steps["focusAfterSheet"] == "sg-filters"
    assert len(steps["starred"]) == 1
    assert steps["kept"] == steps["starred"] == [steps["first"]]
    assert steps["byKey"] == steps["first"]
    assert steps["draft"] == "1 entry; 1 key is not in this collection."
