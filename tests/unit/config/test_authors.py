"""authors.toml: what a curator may write."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.config.authors import AuthorsFile, parse_authors
from sitegen.errors import ConfigError
from sitegen.paper import Author, AuthorRules, Entry, Paper

PATH = Path("authors.toml")


def test_each_form_of_a_line():
    text = """
"J. Smith" = "Jo Smith"
"Jo Smith" = "John Smith"
"Jane  Roe" = { rename = "John Roe" }
"Jo Doe" = { rename = "Jo Poe", trace = false }
"Wei Wang" = { split = { "0000-0002-1825-0097" = ["p1"], vision = ["p2", "p3"] } }
"Ada Lee" = false
"""
    assert parse_authors(text, PATH) == AuthorRules(
        joined={"J. Smith": "John Smith", "Jo Smith": "John Smith"},
        renamed={"Jane Roe": "John Roe", "Jo Doe": "Jo Poe"},
        untraced=frozenset({"Jo Doe"}),
        parts={
            ("Wei Wang", "p1"): "0000-0002-1825-0097",
            ("Wei Wang", "p2"): "vision",
            ("Wei Wang", "p3"): "vision",
        },
        hidden=frozenset({"Ada Lee"}),
    )


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('"A B" = 3', "must be"),
        ('"A B" = true', "must be"),
        ('"A B" = {}', "must be"),
        ('"A B" = { rename = "C", split = { x = ["p"] } }', "must be"),
        ('"A B" = { rename = 1 }', "rename must be a name"),
        ('"A B" = { rename = "C", trace = 1 }', "trace must be true or false"),
        ('"A B" = ""', "the name is empty"),
        ('"" = "A"', "the name is empty"),
        ('"A B" = "A B"', "joined to itself"),
        ('"A B" = "C"\nC = "A B"', "the joins lead back"),
        ('"A B" = "C"\nC = false', "which is hidden"),
        ('"A B" = "C"\nC = { rename = "D" }', "which is changed to D"),
        ('"A B" = { rename = "C" }\nC = { rename = "D" }', "write the last name"),
        ('"A B" = { split = {} }', "split must be a table"),
        ('"A B" = { split = { x = "p" } }', "must be a list of ids"),
        ('"A B" = { split = { "X Y" = ["p"] } }', "neither an ORCID iD nor a label"),
        ('"A B" = { split = { x = ["p"], y = ["p"] } }', "the paper p is in two parts"),
        ('"A B" = { split = { "0000-0002-1825-0098" = ["p"] } }', "check digit"),
        ('"A B" = "0000-0002-1825-0098"', "check digit"),
        ('"0000-0002-1825-0097" = { rename = "C" }', "only a name can be changed"),
    ],
)
def test_faults_have_their_line(line, message):
    with pytest.raises(ConfigError, match=message) as caught:
        parse_authors(f"# first line\n{line}", PATH)
    assert str(caught.value).startswith("authors.toml:2: ")


def test_what_is_not_toml():
    with pytest.raises(ConfigError, match="is not TOML"):
        parse_authors("x =", PATH)


@given(st.text('"= {}[]abz09-.,\n') | st.text())
def test_any_text_gives_rules_or_faults(text):
    try:
        assert isinstance(parse_authors(text, PATH), AuthorRules)
    except ConfigError as error:
        assert str(error).startswith("authors.toml:")


def test_a_missing_file_has_no_rules(tmp_path):
    assert AuthorsFile.read(None) == AuthorsFile.read(tmp_path / "x") == AuthorsFile()


def test_lines_that_no_paper_agrees_with_are_warnings(tmp_path):
    path = tmp_path / "authors.toml"
    path.write_text('"A B" = "C"\nD = false\nE = { split = { x = ["p1", "p9"] } }\n')
    entries = [Entry("p1", Paper("T", authors=(Author("A B"), Author("E"))))]
    warnings = AuthorsFile.read(path).unused(entries)
    assert [(w.line, w.message) for w in warnings] == [
        (2, "D: no paper has this author"), (3, "E: there is no paper p9 of this author"),
    ]  # fmt: skip
    assert {w.severity for w in warnings} == {"warning"}
