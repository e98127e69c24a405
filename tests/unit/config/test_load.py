"""sitegen.toml."""

import tomllib
from pathlib import Path

import pytest

from sitegen.config.load import default_config, read_config, reference
from sitegen.config.settings import Config, contrast
from sitegen.errors import ConfigError
from tests.conftest import ROOT


def read(tmp_path, text):
    path = tmp_path / "sitegen.toml"
    path.write_text(text, encoding="utf-8")
    return read_config(path)


def faults(tmp_path, text):
    with pytest.raises(ConfigError) as caught:
        read(tmp_path, text)
    return str(caught.value).replace(str(tmp_path / "sitegen.toml"), "f").split("\n")


def test_settings_are_read(tmp_path):
    config = read(tmp_path, '[site]\nname = "N"\nsources = ["a.txt"]\n[tags]\nmax_share = 1\n')
    assert config.site.name == "N"
    assert config.site.sources == [str(tmp_path / "a.txt")]
    assert config.tags.max_share == 1.0


def test_all_faults_are_told_at_once_with_line_and_nearest_name(tmp_path):
    text = '[site]\nnmae = "N"\n\n[tag]\nleast = 3\n[related]\ncount = "8"\n[pages]\nhome = 999\n'
    assert faults(tmp_path, text) == [
        "f:2: there is no setting 'nmae'; did you mean 'name'?",
        "f:4: there is no section 'tag'; did you mean 'tags'?",
        "f:7: count = '8' must be a whole number",
        "f:9: home = 999 must be from 0 to 200",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x = ", "is not TOML"),
        ("site = 3", "site is a section; write [site]"),
        (
            '[theme]\naccent = "#ffff00"',
            "has a contrast of 1.0:1 on light paper; readers need 4.5:1",
        ),
        ('[theme]\naccent_dark = "blue"', "must be a colour as #rrggbb"),
        ('[site]\nurl = "example"', "must be a web address"),
        ("[tags]\nmin = 9\nmax = 4", "min is above max"),
        ("[tags]\nmin = true", "must be a whole number"),
        ("[tags]\nleast = 3", "'least' is now called 'min'"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, text, told):
    assert told in faults(tmp_path, text)[0]


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(ConfigError, match="can't be read"):
        read_config(tmp_path / "no.toml")


def test_the_reference_is_the_defaults(tmp_path):
    assert read(tmp_path, reference()) == default_config(tmp_path)
    assert default_config(Path()) == Config()


def test_the_example_shows_every_setting():
    example = tomllib.loads((ROOT / "examples" / "sitegen.toml").read_text(encoding="utf-8"))
    default = tomllib.loads(reference())
    assert {s: set(keys) for s, keys in example.items()} == {s: set(k) for s, k in default.items()}
    assert read_config(Path(ROOT / "examples" / "sitegen.toml")).site.sources


def test_contrast_of_black_on_white_is_21():
    assert round(contrast((0, 0, 0), (255, 255, 255)), 1) == 21.0
