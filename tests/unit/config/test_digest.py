"""The settings of alerts and of the digest."""

import re
import time
import tomllib
from dataclasses import fields

import pytest

from sitegen.config.digest import AlertSettings, DigestSettings
from sitegen.config.load import read_config, reference
from sitegen.errors import ConfigError


def read(tmp_path, text):
    path = tmp_path / "sitegen.toml"
    path.write_text(text, encoding="utf-8")
    return read_config(path)


def test_alerts_are_read_in_order(tmp_path):
    config = read(
        tmp_path, '[[alert]]\nname = "a"\nquery = "x"\n[[alert]]\nname = "b"\ntopics = ["t"]\n'
    )
    assert config.alert == (AlertSettings("a", "x"), AlertSettings("b", topics=["t"]))
    assert read(tmp_path, "").alert == ()


def test_the_example_of_the_reference_is_an_alert_with_every_setting(tmp_path):
    start = reference().index("# [[alert]]")
    text = re.sub(r"^# ?", "", reference()[start:], flags=re.MULTILINE)
    (table,) = tomllib.loads(text)["alert"]
    assert list(table) == [declared.name for declared in fields(AlertSettings)]
    assert read(tmp_path, text).alert[0].query.endswith("?")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[[alert]]\nquery = "x"', ":1: an alert needs a name"),
        ('[[alert]]\nname = "a"', ":2: an alert needs a query, topics, authors or venues"),
        ('[[alert]]\nname = "a"\nquery = "x"\n[[alert]]\nname = "a"\nquery = "y"', ":5: two alerts"),
        ('[[alert]]\nname = "a"\nquery = "x"\ncloseness = 2.0', ":4: closeness = 2.0 must be from"),
        ('[alert]\nname = "a"', "write [[alert]]"),
        ('[digest]\nperiod = "month"', "must be one of day, week"),
        ('[digest]\nsender = "a@b.org, c@d.org"', "must be an address, such as"),
        ('[digest]\nsender = "Ada"', "must be an address, such as"),
        ('[digest]\nsender = "A <a@b.org>\\nBcc: c@d.org"', "must be an address, such as"),
        ('[digest]\nunsubscribe = "mailto:a@b.org"', "must be an address of email"),
        ('[digest]\none_click = "http://a.org/{recipient}"', "must be an address with https://"),
        ('[digest]\none_click = "https://a.org/"', "must be an address with https://"),
        ('[digest]\none_click = "https://a.org/{recipient}>,<x"', "must be an address with https"),
        ('[digest]\none_click = "https://[{recipient}"', "must be an address with https"),
        (f'[digest]\nsender = "{"(" * 5_000}"', "must be an address, such as"),
        (f'[tags]\nfile = "{"a" * 300}"', "can't be a path: it is too long"),
        (f'[tags]\nfile = "{"a/" * 3_000}b"', "can't be a path: it is too long"),
        ("[digest]\nport = 70000", "must be from 0 to 65535"),
    ],
)  # fmt: skip
def test_faults(tmp_path, text, fault):
    with pytest.raises(ConfigError) as caught:
        read(tmp_path, text)
    assert fault in str(caught.value)
    assert len(str(caught.value)) < 500


def test_thousands_of_alerts_are_read_in_linear_time(tmp_path):
    text = "".join(f'[[alert]]\nname = "a{n}"\nquery = "b"\n' for n in range(2_000))
    start = time.process_time()
    assert len(read(tmp_path, text).alert) == 2_000
    # A search for the line of each setting takes tens of seconds.
    assert time.process_time() - start < 3


@pytest.mark.parametrize(
    "values",
    [
        {"sender": "a@b.org"},
        {"sender": "Päpers, daily <a@b.org>".replace(",", "")},
        {"sender": '"Papers, daily" <a@b.org>'},
        {"one_click": "https://a.org/stop?r={recipient}"},
        {"unsubscribe": "stop+papers@b.org", "port": 465},
    ],
)
def test_valid_values(tmp_path, values):
    lines = [f"{name} = {value!r}" for name, value in values.items()]
    assert read(tmp_path, "\n".join(["[digest]", *lines])).digest == DigestSettings(**values)
