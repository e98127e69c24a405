"""[[fetch]] of sitegen.toml: values, faults with their lines, and the reference."""

import re
import tomllib
from dataclasses import fields

import pytest

from sitegen.config.fetch_entries import FetchEntry
from sitegen.config.load import parse_config, read_config, reference
from sitegen.errors import ConfigError


def read(tmp_path, text):
    path = tmp_path / "sitegen.toml"
    path.write_text(text, encoding="utf-8")
    return read_config(path)


def test_entries_are_read_in_their_order(tmp_path):
    text = """[site]
name = "Engines"

[[fetch]]
name = "arxiv"
kind = "oai"
sets = ["cs:cs:LG", "stat:stat:ML"]
wait = 5

[[fetch]]
name = "journal"
url = "https://example.org/feed.xml"
"""
    first, second = read(tmp_path, text).fetch
    assert (first.name, first.kind, first.sets, first.wait) == (
        "arxiv", "oai", ["cs:cs:LG", "stat:stat:ML"], 5.0,
    )  # fmt: skip
    assert (second.kind, second.days) == ("feed", 7)
    assert read(tmp_path, "").fetch == ()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[[fetch]]\nkind = "oai"', ":1: an entry needs a name"),
        ('[[fetch]]\nname = "Big Words"', ":2: name = 'Big Words' must have letters of a-z"),
        ('[[fetch]]\nname = "../up"', ":2: name = '../up' must have"),
        ('[[fetch]]\nname = "a"', ":1: an entry of the kind feed needs 'url'"),
        ('[[fetch]]\nname = "a"\nkind = "openalex"', ":3: an entry of the kind openalex needs"),
        ('[[fetch]]\nname = "a"\nkind = "gopher"', ":3: kind = 'gopher' must be one of oai,"),
        ('[[fetch]]\nname = "a"\nkinds = "oai"', ":3: there is no setting 'kinds'; did you mean 'kind'"),
        ('[[fetch]]\nname = "a"\nurl = "ftp://a.org"', ":3: url = 'ftp://a.org' must be a web"),
        ('[[fetch]]\nname = "a"\nurl = "https://a:b@a.org"', "must have no user name"),
        ('[[fetch]]\nname = "a"\ncontact = "Ada <a@b.org>"', ":3: contact = 'Ada <a@b.org>' must be"),
        ('[[fetch]]\nname = "a"\ncontact = "a@b.org\\nX: y"', "must be a mail address"),
        ('[[fetch]]\nname = "a"\nsince = "20261101"', ":3: since = '20261101' must be a day"),
        ('[[fetch]]\nname = "a"\nkey = "my key"', "must be the name of an environment variable"),
        ('[fetch]\nname = "a"', ":1: fetch is a list of sections; write [[fetch]]"),
        ('[[fetch]]\nname = "a"\nkind = "oai"\n\n[[fetch]]\nname = "a"\nkind = "oai"',
         ":6: two entries have the name 'a'"),
        ('[[fetch]]\nname = "a"\nkind = "oai"\n[[fetch]]\nname = "b"\ndays = 0', ":6: days = 0 must be"),
    ],
)  # fmt: skip
def test_a_fault_has_its_line_and_a_remedy(tmp_path, text, fault):
    with pytest.raises(ConfigError, match=re.escape(fault)):
        read(tmp_path, text)


def test_the_example_of_the_reference_is_an_entry_with_every_setting(tmp_path):
    start = reference().index("# [[fetch]]")
    text = re.sub(r"^# ?", "", reference()[start:], flags=re.MULTILINE)
    (table,) = tomllib.loads(text)["fetch"]
    assert list(table) == [declared.name for declared in fields(FetchEntry)]
    (entry,) = parse_config({"fetch": [table]}, text, tmp_path / "sitegen.toml").fetch
    assert (entry.name, entry.kind) == ("arxiv", "oai")
