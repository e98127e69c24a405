"""Options that several commands share."""

from dataclasses import replace
from pathlib import Path

import click
import pytest

from sitegen.cli.options import (
    LazyChoice,
    Options,
    list_export_formats,
    list_source_formats,
)  # fmt: skip
from sitegen.errors import ConfigError
from sitegen.publish import export_names
from sitegen.sources import format_names

PLAIN = Options(None, None, "utf-8", strict=False, quiet=False, verbose=False)


def test_a_lazy_choice_takes_its_names_when_it_needs_them():
    names = []
    choice = LazyChoice(lambda: names)
    names += ["a", "b"]
    assert choice.convert("a", None, None) == "a"
    assert choice.get_metavar(None) == "[a|b]"
    with pytest.raises(click.BadParameter):
        choice.convert("c", None, None)


def test_names_come_from_the_registries():
    assert list_source_formats() == format_names()
    assert list_export_formats() == export_names()


def test_settings_that_nobody_named_may_be_missing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert PLAIN.settings_path == Path("sitegen.toml")
    assert PLAIN.config().site.name == "Papers"
    (tmp_path / "sitegen.toml").write_text('[site]\nname = "Mine"\n')
    assert PLAIN.config().site.name == "Mine"


def test_named_settings_must_exist(tmp_path):
    path = tmp_path / "other.toml"
    named = replace(PLAIN, config_path=path)
    assert named.settings_path == path
    with pytest.raises(ConfigError, match="can't be read"):
        named.config()


def test_a_request(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    config = PLAIN.config()
    options = replace(PLAIN, format_name="json", encoding="latin-1", strict=True)
    request = options.request(("a", "b"), config)
    assert (request.sources, request.encoding) == (("a", "b"), "latin-1")
    assert (request.format_name, request.strict) == ("json", True)
    with pytest.raises(click.UsageError, match=r"site\.sources"):
        PLAIN.request((), config)
    configured = replace(config, site=replace(config.site, sources=["x"]))
    assert PLAIN.request((), configured).sources == ("x",)
    assert PLAIN.request(("a",), configured).sources == ("a",)
