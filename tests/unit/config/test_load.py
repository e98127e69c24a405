"""sitegen.toml."""

import tomllib
from pathlib import Path

import pytest

from sitegen.config.declarations import contrast
from sitegen.config.load import default_config, find_line, read_config, reference
from sitegen.config.settings import Config
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
    ("text", "message"),
    [
        ("x = ", "is not TOML"),
        ("site = 3", "site is a section; write [site]"),
        (
            '[theme]\naccent = "#ffff00"',
            "has a contrast of 1.0:1 on light paper; readers need 4.5:1",
        ),
        ('[theme]\naccent_dark = "blue"', "must be a colour as #rrggbb"),
        ('[site]\nurl = "example"', "must be a web address"),
        ("[tags]\nmin = 9\nmax = 4", "max = 4 is below min = 9"),
        ("[tags]\nmin = true", "must be a whole number"),
        ("[tags]\nleast = 3", "'least' is now called 'min'"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, text, message):
    assert message in faults(tmp_path, text)[0]


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


def test_paths_start_from_the_folder_of_the_file(tmp_path):
    config = read(tmp_path, '[theme]\nlogo = "l.svg"\n[pages]\ndocs = "/abs"\n[tags]\nfile = ""\n')
    assert config.theme.logo == tmp_path / "l.svg"
    assert config.theme.overrides is None
    assert config.pages.docs == Path("/abs")
    assert config.tags.file is None
    assert config.related.model is None
    assert config.folder == tmp_path


def test_an_absolute_source_stays_and_no_source_is_an_empty_list(tmp_path):
    config = read(tmp_path, '[site]\nsources = ["/a", "b"]\n')
    assert config.site.sources == ["/a", str(tmp_path / "b")]
    assert read(tmp_path, "[site]\n").site.sources == []


def test_the_tags_file_is_beside_the_settings_by_default(tmp_path):
    assert read(tmp_path, "").tags.file == tmp_path / "tags.toml"


def test_whole_numbers_pass_for_numbers_but_not_the_other_way(tmp_path):
    assert read(tmp_path, "[related]\nrecency = 1\n").related.recency == 1.0
    assert faults(tmp_path, "[related]\ncount = 1.5\n") == [
        "f:2: count = 1.5 must be a whole number"
    ]
    assert faults(tmp_path, "[related]\nrecency = true\n") == [
        "f:2: recency = True must be a number"
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[site]\nsources = ["a", 1]', "f:2: sources = ['a', 1] must be a list of texts in quotes"),
        ('[site]\nsources = "a"', "f:2: sources = 'a' must be a list"),
        ("[search]\noffline = 1", "f:2: offline = 1 must be true or false"),
        ("[theme]\nlogo = 3", "f:2: logo = 3 must be a text in quotes"),
        ("[tags]\nmost = 3", "f:2: 'most' is now called 'max'"),
        ("[site]\nxyzzy = 3", "f:2: there is no setting 'xyzzy'; known are name, description, url, language, role, sources"),
        ("theme.accent = 'x'", "f:1: accent = 'x' must be a colour as #rrggbb"),
    ],
)  # fmt: skip
def test_each_fault_has_its_sentence(tmp_path, text, fault):
    assert faults(tmp_path, text) == [fault]


def test_the_smallest_and_the_largest_number_of_topics_may_be_equal(tmp_path):
    assert read(tmp_path, "[tags]\nmin = 4\nmax = 4\n").tags.max == 4


def test_a_file_that_is_not_utf8_is_one_sentence(tmp_path):
    (tmp_path / "sitegen.toml").write_bytes(b"\xff")
    with pytest.raises(ConfigError, match="can't be read: is not UTF-8"):
        read_config(tmp_path / "sitegen.toml")


@pytest.mark.parametrize(
    ("section", "key", "line"),
    [
        ("a", None, 2), ("a", "x", 3), ("b", "x", 6), ("b", None, 5), (None, "r", 1), ("b", "q", 7),
        ("c", None, 8), ("no", None, 1), ("a", "no", 1),
    ],
)  # fmt: skip
def test_lines_of_keys_and_headers(section, key, line):
    text = 'r = 1\n[a]\nx = 1\n\n["b"]\nx = 2\n"q" = 3\n[[c]]\n'
    assert find_line(text, section, key) == line


def test_the_reference_shows_texts_numbers_and_lists():
    lines = reference().splitlines()
    assert "[site]" in lines
    assert 'file = "tags.toml"' in lines
    assert 'logo = ""' in lines
    assert "offline = true" in lines
    assert "max_share = 0.2" in lines
    assert "sources = []" in lines
