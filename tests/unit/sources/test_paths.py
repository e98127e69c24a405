"""Paths to values in nested JSON."""

import pytest

from sitegen.sources.paths import value_at

WORK = {
    "id": 7,
    "source": {"name": "S", "none": None},
    "people": [{"name": "A", "roles": ["x", "y"]}, "junk", {"name": ""}, {"name": "B", "roles": "z"}],
    "single": {"name": "C"},
    "ids": [{"type": "pmid", "value": "1"}, {"type": "DOI", "value": "10.1/x"}],
    "a:b-c": [[1, 2], [3]],
}  # fmt: skip


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("id", 7), ("absent", None), ("source.name", "S"), ("source.none", None), ("id.name", None),
        ("source.name.deeper", None), ("people.name", "A"), ("people[].name", ["A", "B"]),
        ("people[].roles", ["x", "y", "z"]), ("single[].name", ["C"]), ("single.name", "C"),
        ("absent[].name", None), ("ids[type=doi].value", "10.1/x"), ("ids[type=isbn].value", None),
        ("ids[type=doi]", {"type": "DOI", "value": "10.1/x"}), ("a:b-c[]", [1, 2, 3]),
        ("people[name=B].roles", "z"), ("people[]", [WORK["people"][0], "junk", *WORK["people"][2:]]),
    ],
)  # fmt: skip
def test_paths(path, value):
    assert value_at(WORK, path) == value


@pytest.mark.parametrize("value", [None, 7, "text", [], [7], {}])
def test_a_value_without_the_path_gives_nothing(value):
    assert value_at(value, "a.b") is None
    assert value_at(value, "a") is None
