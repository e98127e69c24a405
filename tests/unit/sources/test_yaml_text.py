"""YAML whose scalars stay texts."""

import pytest

from sitegen.sources.yaml_text import YamlError, load_items, load_yaml


def test_scalars_are_texts():
    assert load_yaml("a: 2410.10630\nb: yes\nc: 2024-10-07\nd:\n") == {
        "a": "2410.10630", "b": "yes", "c": "2024-10-07", "d": None,
    }  # fmt: skip
    assert load_yaml("!!timestamp 2024-10-07") == "2024-10-07"
    assert load_yaml("") is None


def test_items_have_their_lines():
    assert load_items("# x\n- a\n\n- b: 1\n") == [[(2, "a"), (4, {"b": "1"})]]
    assert load_items("a: 1\n\nb: [2]\n") == [[(1, ("a", "1")), (3, ("b", ["2"]))]]


def test_each_document_has_its_items():
    text = "---\na: 1\n---\n- b\n...\n---\n# nothing\n"
    assert load_items(text) == [[(2, ("a", "1"))], [(4, "b")]]


@pytest.mark.parametrize(
    ("text", "line"), [("a: 1\nb: [", 2), ("[" * 101, 1), ("\n" + "- " * 60, 2), ("a: b: c", 1)]
)
def test_a_fault_has_its_line(text, line):
    with pytest.raises(YamlError) as caught:
        load_yaml(text)
    assert caught.value.line == line
