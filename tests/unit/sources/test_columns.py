"""Names that a user gives, Parquet, and files too large to read whole."""

import gzip
import io
import json
import random
import tracemalloc

import pytest
import zstandard

from sitegen.errors import SourceError
from sitegen.sources import ReadOptions, read_sources, read_text, streams

COLUMNS = {"title": "Name of paper", "abstract": "meta.text", "year": "When"}
RECORD = {"Name of paper": "A Paper", "meta": {"text": "It is."}, "When": 2020, "Title": "wrong"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.jsonl", json.dumps(RECORD) + "\n"),
        ("a.json", json.dumps([RECORD], indent=1)),
        ("a.csv", "Name of paper,meta.text,When,Title\nA Paper,It is.,2020,wrong\n"),
    ],
)  # fmt: skip
def test_fields_may_have_any_name(name, text):
    (paper,) = read_text(text, name, ReadOptions(columns=COLUMNS)).papers
    assert (paper.title, paper.abstract, paper.year) == ("A Paper", "It is.", 2020)


def test_the_column_that_the_user_names_tells_a_table():
    text = "Nom;Résumé\nUn article;Il est.\n"
    columns = {"title": "Nom", "abstract": "Résumé"}
    (paper,) = read_text(text, "a.csv", ReadOptions(columns=columns)).papers
    assert (paper.title, paper.abstract) == ("Un article", "Il est.")


def test_parquet_is_read_by_its_columns(tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    rows = {
        "title": ["One Paper", "", "Two"],
        "abstract": ["A.", "B.", None],
        "authors": [["Ann Lee", "Bo Roe"], [], None],
        "published": [None, None, None],
        "year": [2019, 2020, None],
    }
    path = tmp_path / "papers.data"
    parquet.write_table(pyarrow.table(rows), path)
    reading = read_sources([str(path)])
    assert [p.title for p in reading.papers] == ["One Paper", "Two"]
    assert [a.name for a in reading.papers[0].authors] == ["Ann Lee", "Bo Roe"]
    assert (reading.papers[0].year, reading.diagnostics[0].line) == (2019, 2)
    path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(SourceError, match="is no Parquet file that can be read"):
        read_sources([str(path)])


@pytest.fixture
def small_is_large(monkeypatch):
    monkeypatch.setattr(streams, "_LARGE", 1_000)
    monkeypatch.setattr(streams, "_LARGE_PACKED", 100)


def lines(count):
    chance = random.Random(3)
    return "".join(
        json.dumps({"title": f"Paper {n}", "abstract": f"It is {chance.random()}."}) + "\n"
        for n in range(count)
    ).encode()


@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstandard.ZstdCompressor().compress])
def test_large_json_lines_are_read_line_by_line(tmp_path, small_is_large, pack):
    path = tmp_path / "large"
    data = b"\xef\xbb\xbf" + lines(50) + b'{"title": "\xff"}\n\n[1]\n' + lines(3)
    path.write_bytes(pack(data))
    large = streams.read_large(path, "large", {})
    whole = read_text(data.decode("utf-8-sig", "replace"), "large")
    assert [p.title for p in large.papers] == [p.title for p in whole.papers][:50] + [
        p.title for p in whole.papers
    ][-3:]
    assert [d.line for d in large.diagnostics] == [51, 53]
    assert "byte 0xFF in column 12" in large.diagnostics[0].message
    assert read_sources([str(path)]).papers == tuple(
        p.__class__(**{**{f: getattr(p, f) for f in p.__dataclass_fields__},
                       "origins": (p.origins[0].__class__(str(path), p.origins[0].line),)})
        for p in large.papers
    )  # fmt: skip


def test_what_is_large_and_something_else_is_read_whole(tmp_path, small_is_large):
    path = tmp_path / "large"
    path.write_text('{"papers": [' + lines(50).decode().replace("\n", ",\n")[:-2] + "]}")
    assert streams.read_large(path, "large", {}) is None
    assert len(read_sources([str(path)]).papers) == 50


def test_a_packed_file_that_is_cut_is_told(tmp_path, small_is_large):
    path = tmp_path / "cut"
    path.write_bytes(gzip.compress(lines(500))[:-400])
    with pytest.raises(SourceError, match="ended before"):
        read_sources([str(path)])


def test_a_line_without_end_takes_no_memory(tmp_path, small_is_large, monkeypatch):
    monkeypatch.setattr(streams, "_LONGEST_LINE", 10_000)
    path = tmp_path / "bomb"
    path.write_bytes(
        gzip.compress(lines(2) + b'{"title": "' + b"x" * 30_000_000 + b'"}\n' + lines(1))
    )
    tracemalloc.start()
    reading = streams.read_large(path, "bomb", {})
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(reading.papers) == 3
    assert reading.diagnostics[0].line == 3
    assert peak < 8_000_000


def test_a_pipe_of_json_lines_is_read_line_by_line_and_others_are_whole():
    def pipe(data):
        return io.BufferedReader(io.BytesIO(data))

    reading = streams.read_piped(pipe(lines(3) + b"\xff\n" + lines(1)), "<stdin>", {})
    assert len(reading.papers) == 4
    assert reading.diagnostics[0].line == 4
    for data in (b"", b"@article{a, title = {A}}", gzip.compress(lines(2)), b"[1, 2]"):
        left = pipe(data)
        assert streams.read_piped(left, "<stdin>", {}) is None
        assert left.read() == data
