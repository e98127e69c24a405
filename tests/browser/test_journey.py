"""Home, search, filter, paper, related paper, tag, back: in both browsers, on http and from disk."""

import json

import pytest

PLACES = ["root_address", "subpath_address", "disk_address"]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("browser", ["chrome", "firefox"])
def test_a_reader_finds_the_way(request, node, tmp_path, browser, place):
    program = request.getfixturevalue("chromium_path" if browser == "chrome" else "firefox_path")
    address = request.getfixturevalue(place)
    seen = json.loads(node("journey.mjs", browser, program, address, tmp_path))
    steps = seen["steps"]
    assert seen["errors"] == []
    assert seen["outside"] == []
    assert steps["home"] == "Transformers, read widely"
    assert steps["searchAddress"] == "search.html?q=state+space+models"
    found, filtered = (int(steps[key].split()[0]) for key in ("found", "filtered"))
    assert 1 <= filtered <= found < 119
    assert "q=state+space+models&tag=" in steps["filteredAddress"]
    assert steps["paper"] != steps["related"]
    assert steps["tag"]
    assert steps["back"] == steps["related"]
