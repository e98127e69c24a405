"""Paths give what lxml's own search gives."""

from __future__ import annotations

import pytest
from lxml import etree

from sitegen.sources.xml.paths import find_element, find_elements

TREE = etree.fromstring(
    "<r xmlns:n='urn:n'><a k='1'>x<b/><n:b k='2'>y</n:b></a><a><c><b k='2'/></c><!--z--></a>"
    "<d><a><b k='3'/></a></d></r>"
)


@pytest.mark.parametrize(
    "path",
    [
        "a", "{*}a", "*", "{*}a/{*}b", "{*}a//{*}b", ".//{*}b", ".//b", ".//{*}b[@k='2']",
        "{*}a[@k='1']/{*}b", "{*}a/*", "{*}d/{*}a/{*}b[@k='3']", "{*}none", "{*}none/{*}b", ".",
        "..", "{urn:n}b", "a[b]", "./a", ".//a/b",
    ],
)  # fmt: skip
def test_a_path_gives_what_iterfind_gives(path):
    matches = list(TREE.iterfind(path))
    assert list(find_elements(TREE, path)) == matches
    assert find_element(TREE, path) is (matches[0] if matches else None)
