"""The keys file."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.config.keys import KeysFile, add_keys, parse_keys
from sitegen.errors import BuildError, ConfigError

PATH = Path("keys.toml")


def test_a_line_gives_a_key_to_a_paper():
    text = '# By hand.\nsmith2020deep = "a"\n"smith2020deep-2.x:y" = "10.1/b"\n'
    assert parse_keys(text, PATH) == {"smith2020deep": "a", "smith2020deep-2.x:y": "10.1/b"}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a = 1", "keys.toml:1: a: must be the id of a paper in quotes"),
        ('a = ""', "must be the id"),
        ('[a]\nb = "c"', "must be the id"),
        ('"a,b" = "c"', "a key has letters"),
        ('"\\\\input" = "c"', "a key has letters"),
        ('x = "a"\nX = "b"', "keys.toml:2: X: equals x but for its case"),
        ('x = "a"\ny = "a"', "keys.toml:2: y: the paper a has the key x"),
        ("x", "is not TOML"),
    ],
)
def test_a_line_that_can_t_be_used_is_named(text, fault):
    with pytest.raises(ConfigError) as error:
        parse_keys(text, PATH)
    assert fault in str(error.value)


def test_lines_are_added_once_and_a_missing_file_is_created(tmp_path):
    path = tmp_path / "keys.toml"
    assert KeysFile.read(path).add({"b": "2", "a": "1"}) == 2
    text = path.read_text()
    assert text.startswith("# ")
    assert text.endswith('a = "1"\nb = "2"\n')
    # The key or the paper of these has a line.
    assert KeysFile.read(path).add({"A": "3", "c": "2", "d": "4"}) == 1
    assert path.read_text() == text + 'd = "4"\n'
    assert KeysFile.read(path).settled == {"a": "1", "b": "2", "d": "4"}


def test_nothing_is_written_without_a_file_and_an_edit_with_a_fault_stays(tmp_path):
    assert KeysFile.read(None).add({"a": "1"}) == 0
    path = tmp_path / "keys.toml"
    keys_file = KeysFile.read(path)
    path.write_text("a = 1\n")
    with pytest.raises(ConfigError):
        keys_file.add({"b": "2"})
    assert path.read_text() == "a = 1\n"
    with pytest.raises(BuildError, match="can't be written"):
        KeysFile(tmp_path / "no" / "keys.toml").add({"a": "1"})


keys = st.dictionaries(
    st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_:.+/-]{0,8}", fullmatch=True),
    st.text(st.characters(exclude_categories=["C"]), min_size=1),
)


@given(keys, keys)
def test_what_is_added_is_parsed(first, second):
    text, count = add_keys("", {}, first)
    added = {k: v for k, v in tomllib.loads(text).items() if first[k] == v}
    assert len(added) == count
    text = text if len(set(added.values())) == count else ""
    if len({key.casefold() for key in added}) == count and text:
        settled = parse_keys(text, PATH)
        extended, more = add_keys(text, settled, second)
        assert len(tomllib.loads(extended)) == count + more
