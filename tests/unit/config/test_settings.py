"""What a setting may hold, and which paths a build depends on."""

from dataclasses import fields
from pathlib import Path

import pytest

from sitegen.config.settings import (
    SECTIONS,
    ColumnSettings,
    Config,
    PageSettings,
    PathRole,
    RelatedSettings,
    ThemeSettings,
    contrast,
)


def check(section, name, value):
    declared = next(f for f in fields(SECTIONS[section]) if f.name == name)
    return declared.metadata["check"](value)


@pytest.mark.parametrize(
    ("section", "name", "low", "high"),
    [
        ("tags", "min", 0, 20),
        ("tags", "max", 1, 20),
        ("tags", "max_share", 0.01, 1),
        ("related", "count", 0, 50),
        ("related", "recency", 0, 1),
        ("pages", "page_size", 10, 5000),
        ("pages", "home", 0, 200),
    ],
)
def test_limits_are_inclusive(section, name, low, high):
    step = 0.001 if high == 1 else 1
    assert check(section, name, low) is None
    assert check(section, name, high) is None
    assert check(section, name, low - step) == f"must be from {low} to {high}"
    assert check(section, name, high + step) == f"must be from {low} to {high}"


@pytest.mark.parametrize("method", ["lexical", "static", "transformer"])
def test_methods(method):
    assert check("related", "method", method) is None
    assert check("related", "method", "x") == "must be one of lexical, static, transformer"


@pytest.mark.parametrize("url", ["", "https://example.org/papers/", "http://localhost:8000"])
def test_addresses(url):
    assert check("site", "url", url) is None


@pytest.mark.parametrize(
    "url", ["example.org", "ftp://example.org", "https://", "/papers/", "http://[x"]
)
def test_no_addresses(url):
    assert "must be a web address" in check("site", "url", url)


@pytest.mark.parametrize(
    ("code", "is_valid"), [("en", True), ("EN", False), ("eng", False), ("e", False)]
)
def test_language_codes(code, is_valid):
    assert (check("site", "language", code) is None) is is_valid


@pytest.mark.parametrize("colour", ["", "#14598a", "#727272", "#14598A"])
def test_colours_that_can_be_read_on_light_paper(colour):
    assert check("theme", "accent", colour) is None


def test_colours_that_cannot_be_read():
    assert check("theme", "accent", "#797979") == (
        "has a contrast of 4.2:1 on light paper; readers need 4.5:1"
    )
    assert "on dark paper" in check("theme", "accent_dark", "#303030")
    assert check("theme", "accent", "14598a") == "must be a colour as #rrggbb"
    assert check("theme", "accent", "#fffffff") == "must be a colour as #rrggbb"


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [
        ((0, 0, 0), (255, 255, 255), 21.0),
        ((255, 255, 255), (0, 0, 0), 21.0),
        ((10, 10, 10), (10, 10, 10), 1.0),
        ((255, 0, 0), (255, 255, 255), 3.998),
        ((0, 255, 0), (255, 255, 255), 1.372),
        ((0, 0, 255), (255, 255, 255), 8.592),
        ((9, 9, 9), (255, 255, 255), 19.912),
    ],
)
def test_contrast_is_that_of_wcag(first, second, ratio):
    assert contrast(first, second) == pytest.approx(ratio, abs=0.001)


def test_columns_that_are_set():
    assert ColumnSettings(title="Name", code="Repo").mapping == {"title": "Name", "code": "Repo"}
    assert ColumnSettings().mapping == {}


def test_paths_by_role_in_the_order_of_their_declaration():
    config = Config(
        theme=ThemeSettings(overrides=Path("o"), logo=Path("l")),
        related=RelatedSettings(model=Path("m")),
        pages=PageSettings(docs=Path("d"), mkdocs=Path("y")),
    )
    assert list(config.paths(PathRole.CONTENT)) == [Path("l"), Path("o"), Path("d"), Path("y")]
    assert list(config.paths(PathRole.STAMPED)) == [Path("m")]
    assert list(config.paths(PathRole.STATE)) == [Path("tags.toml"), Path("state")]
    assert list(config.paths(PathRole.OPTIONAL)) == [
        Path("authors.toml"), Path("venues.toml"), Path("keys.toml"),
    ]  # fmt: skip
    assert list(Config().paths(PathRole.CONTENT)) == []
    assert len(list(config.paths(*PathRole))) == 10


@pytest.mark.parametrize("section", [*SECTIONS.values(), Config])
def test_settings_are_immutable_values(section):
    assert section() == section()
    assert not hasattr(section(), "__dict__")
    name = fields(section)[0].name
    with pytest.raises(AttributeError):
        setattr(section(), name, None)


@pytest.mark.parametrize("char", ['"', "<", ">", " ", "\n", "\\", "`", "{", "\x85", "\u202e"])
def test_an_address_has_no_character_that_could_end_an_attribute(char):
    assert check("site", "url", f"https://e.org/{char}x/") == (
        "has a character that an address must encode, such as %20 for a blank"
    )


@pytest.mark.parametrize("url", ["https://é.org/o'brien/%22/", "http://[::1]:80/a,b;c=d&e~(f)!*"])
def test_an_address_may_have_all_that_uris_have(url):
    assert check("site", "url", url) is None
