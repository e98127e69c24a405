"""A format is one module: its name, its rank, its sniffer and its reader."""

import sys
from pathlib import Path

import pytest

from sitegen.errors import SourceError
from sitegen.sources import formats, read_sources, read_text, registry
from sitegen.sources.reader import ReadOptions
from sitegen.sources.registry import find_format, format_names, load_formats

SHOUTED = """
from sitegen.sources.fields import Record, read_records

NAME = "shouted"
RANK = 5


def sniff(head):
    return head.startswith("PAPER!")


def read(text, path):
    lines = enumerate(text.split("\\n"), start=1)
    return read_records(
        [Record(n, {"title": line[6:]}) for n, line in lines if line.startswith("PAPER!")], path
    )
"""
MAPPED = """
from sitegen.sources.fields import Record, read_records

NAME = "mapped"
RANK = 5
TAKES_COLUMNS = True


def sniff(head):
    return False


def read(text, path, columns):
    return read_records([Record(1, {"title": f"{text} {sorted(columns)}"})], path)
"""
BINARY = """
from sitegen.sources.fields import Record, read_records

NAME = "binary"
RANK = 5
MAGIC = b"BIN1"


def read_bytes(data, path):
    return read_records([Record(1, {"title": f"{len(data)} bytes"})], path)
"""


@pytest.fixture
def add_format(tmp_path, monkeypatch):
    """Write a module into a separate folder and add the folder to the package of formats."""

    def add(name, source):
        folder = tmp_path / "formats"
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.py").write_text(source)
        monkeypatch.setattr(formats, "__path__", [*formats.__path__, str(folder)])
        # The import adds the module here, and monkeypatch removes it again.
        monkeypatch.setitem(sys.modules, f"{formats.__name__}.{name}", None)
        monkeypatch.delitem(sys.modules, f"{formats.__name__}.{name}")
        monkeypatch.setattr(formats, name, None, raising=False)

    return add


def test_one_module_adds_a_format(tmp_path, add_format):
    add_format("shouted", SHOUTED)
    assert "shouted" in format_names()
    path = tmp_path / "papers.txt"
    path.write_text("PAPER!One\nPAPER!Two\n")
    for options in (ReadOptions(), ReadOptions(format_name="shouted")):
        reading = read_sources([str(path)], options)
        assert [(p.title, p.origins[0].line) for p in reading.papers] == [("One", 1), ("Two", 2)]
    quiet = "no mark\nPAPER!One\n"
    assert [p.title for p in read_text(quiet, "x", ReadOptions(format_name="shouted")).papers] == [
        "One"
    ]
    with pytest.raises(SourceError):
        read_text(quiet, "x")


def test_a_format_that_is_gone_is_forgotten():
    assert "shouted" not in format_names()


def test_a_format_may_take_columns(add_format):
    add_format("mapped", MAPPED)
    assert find_format("mapped").takes_columns
    options = ReadOptions(format_name="mapped", columns={"year": "Y"})
    assert read_text("text", "x", options).papers[0].title == "text ['year']"


def test_a_binary_format_is_recognized_by_its_magic(tmp_path, add_format):
    add_format("binary", BINARY)
    entry = find_format("binary")
    assert (entry.magic, entry.takes_columns) == (b"BIN1", False)
    assert not entry.sniff("BIN1")
    (tmp_path / "a").write_bytes(b"BIN1\0\0")
    assert read_sources([str(tmp_path / "a")]).papers[0].title == "6 bytes"


def test_formats_are_asked_by_rank_and_then_by_name(add_format):
    add_format("shouted", SHOUTED)
    add_format("mapped", MAPPED)
    entries = load_formats()
    assert [entry.name for entry in entries[:2]] == ["mapped", "shouted"]
    assert [entry.rank for entry in entries] == sorted(entry.rank for entry in entries)
    assert entries[0].rank == 5


def test_the_formats_of_sitegen():
    names = format_names()
    assert names == sorted(set(names))
    assert len(names) == len(list(Path(formats.__file__).parent.glob("[a-z]*.py")))
    assert {"bibtex", "csv", "html", "json", "listing", "ris"} <= set(names)
    assert {entry.name for entry in load_formats() if entry.takes_columns} == {
        "csv", "json", "jsonl", "parquet",
    }  # fmt: skip
    assert [entry.name for entry in load_formats() if entry.magic] == ["parquet", "zotero"]
    with pytest.raises(KeyError):
        find_format("klingon")
    assert find_format("bibtex").name == "bibtex"


def test_defaults_of_an_entry():
    entry = registry.Format("x", 1, bool, lambda *_: None)
    assert (entry.magic, entry.takes_columns) == (b"", False)
