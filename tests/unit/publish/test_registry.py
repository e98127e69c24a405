"""The registry of export formats."""

import pytest

from sitegen.publish import export_names, render_export
from tests.unit.pages.builders import paper


def test_the_names_of_the_exports():
    assert export_names() == ["jsonl"]


def test_an_export_is_found_by_its_name():
    assert len(list(render_export("jsonl", [paper("a"), paper("b")]))) == 2


def test_an_unknown_name_is_a_key_error():
    with pytest.raises(KeyError):
        render_export("nonsense", [])
