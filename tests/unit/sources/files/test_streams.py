"""JSON Lines that are too large to be read whole, or come from a pipe."""

import gzip
import io
import json
import random
import tracemalloc
from dataclasses import replace

import pytest
import zstandard

from sitegen.errors import SourceError
from sitegen.paper import Origin
from sitegen.sources import read_sources, read_text
from sitegen.sources.files import streams
from sitegen.sources.files.streams import read_large, read_piped

PACKERS = [gzip.compress, zstandard.ZstdCompressor().compress]


@pytest.fixture
def small_is_large(monkeypatch):
    monkeypatch.setattr(streams, "_MIN_BYTES", 1_000)
    monkeypatch.setattr(streams, "_MIN_PACKED_BYTES", 100)


def lines(count):
    chance = random.Random(3)
    return "".join(
        json.dumps({"title": f"Paper {n}", "abstract": f"It is {chance.random()}."}) + "\n"
        for n in range(count)
    ).encode()


def pipe(data):
    return io.BufferedReader(io.BytesIO(data))


def test_the_limits():
    assert (streams._MIN_BYTES, streams._MIN_PACKED_BYTES) == (64_000_000, 16_000_000)
    assert (streams._MAX_LINE_BYTES, streams._MAX_LEADING_FAULTS) == (32_000_000, 10_000)
    assert streams._HEAD_BYTES == 65_536


@pytest.mark.parametrize("pack", [bytes, *PACKERS])
def test_large_json_lines_are_read_line_by_line(tmp_path, small_is_large, pack):
    path = tmp_path / "large"
    data = b"\xef\xbb\xbf" + lines(50) + b'{"title": "\xff"}\n\n[1]\n' + lines(3)
    path.write_bytes(pack(data))
    large = read_large(path, "large", {})
    whole = read_text(data.decode("utf-8-sig", "replace"), "large")
    assert large.papers == whole.papers[:50] + whole.papers[-3:]
    assert [d.line for d in large.diagnostics] == [51, 53]
    assert large.diagnostics[0].message == "byte 0xFF in column 12 is not UTF-8"
    assert large.diagnostics[0].record == '{"title": "�"}'
    # read_sources() gives the same under the path's name.
    assert read_sources([str(path)]).papers == tuple(
        replace(p, origins=(Origin(str(path), p.origins[0].line),)) for p in large.papers
    )


def test_files_at_the_limits_are_streamed_and_smaller_ones_are_not(tmp_path, monkeypatch):
    plain, packed = tmp_path / "plain", tmp_path / "packed"
    plain.write_bytes(lines(5))
    packed.write_bytes(gzip.compress(lines(5), mtime=0))
    size, packed_size = plain.stat().st_size, packed.stat().st_size
    monkeypatch.setattr(streams, "_MIN_BYTES", size)
    monkeypatch.setattr(streams, "_MIN_PACKED_BYTES", packed_size)
    assert len(read_large(plain, "x", {}).papers) == len(read_large(packed, "x", {}).papers) == 5
    monkeypatch.setattr(streams, "_MIN_BYTES", size + 1)
    monkeypatch.setattr(streams, "_MIN_PACKED_BYTES", packed_size + 1)
    assert read_large(plain, "x", {}) is None
    assert read_large(packed, "x", {}) is None


def test_columns_apply_to_streams(tmp_path, small_is_large):
    path = tmp_path / "large"
    path.write_bytes(lines(50).replace(b'"title"', b'"Nom"'))
    assert len(read_large(path, "large", {"title": "Nom"}).papers) == 50
    assert len(read_piped(pipe(b'{"Nom": "T"}\n'), "-", {"title": "Nom"}).papers) == 1


def test_a_large_file_of_another_format_is_read_whole(tmp_path, small_is_large):
    path = tmp_path / "large"
    path.write_text('{"papers": [' + lines(50).decode().replace("\n", ",\n")[:-2] + "]}")
    assert read_large(path, "large", {}) is None
    assert len(read_sources([str(path)]).papers) == 50


def test_the_sniffer_sees_the_first_65536_bytes():
    for blanks, expected in ((65_534, 1), (65_535, None)):
        stream = io.BufferedReader(io.BytesIO(b" " * blanks + b'{"title": "T"}\n'), 1 << 17)
        result = read_piped(stream, "-", {})
        assert (result and len(result.papers)) == expected


@pytest.mark.parametrize("pack", PACKERS)
def test_a_packed_file_that_is_cut_or_damaged_is_an_error(tmp_path, small_is_large, pack):
    path = tmp_path / "cut"
    data = pack(lines(10_000))
    middle = len(data) // 2
    path.write_bytes(data[:middle] + b"\xff" * 50 + data[middle + 50 :])
    with pytest.raises(SourceError, match=r"^cut: can't be read: .*; get it again$"):
        read_large(path, "cut", {})


def test_a_packed_file_that_ends_early_is_an_error(tmp_path, small_is_large):
    path = tmp_path / "cut"
    path.write_bytes(gzip.compress(lines(500), mtime=0)[:-400])
    with pytest.raises(SourceError, match="ended before"):
        read_sources([str(path)])


def test_a_file_that_is_gone_is_an_error(tmp_path):
    with pytest.raises(
        SourceError, match=r"^gone: can't be read: there is no such file; check the name$"
    ):
        read_large(tmp_path / "gone", "gone", {})


def test_a_line_without_end_takes_no_memory(tmp_path, small_is_large, monkeypatch):
    monkeypatch.setattr(streams, "_MAX_LINE_BYTES", 10_000)
    path = tmp_path / "bomb"
    path.write_bytes(
        gzip.compress(
            lines(2) + b'{"title": "' + b"x" * 30_000_000 + b'"}\n' + lines(1), 1, mtime=0
        )
    )
    tracemalloc.start()
    reading = read_large(path, "bomb", {})
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(reading.papers) == 3
    (fault,) = reading.diagnostics
    assert (fault.line, fault.record) == (3, "")
    assert fault.message == "the line has more than 10,000 bytes, over the limit for one paper"
    assert peak < 8_000_000


@pytest.mark.parametrize(
    ("extra", "titles"),
    [(-1, ["A", "x", "B"]), (0, ["A", "x", "B"]), (1, ["A", "B"]), (2, ["A", "B"])],
)
def test_a_line_at_its_limit(monkeypatch, extra, titles):
    monkeypatch.setattr(streams, "_MAX_LINE_BYTES", 50)
    monkeypatch.setattr(streams, "_BUFFER_BYTES", 7)
    line = b'{"title": "x"' + b" " * (50 + extra - 15) + b"}\n"
    assert len(line) == 50 + extra
    result = read_piped(pipe(b'{"title": "A"}\n' + line + b'{"title": "B"}\n'), "-", {})
    assert [p.title for p in result.papers] == titles
    assert len(result.papers) + len(result.diagnostics) == 3


def test_an_undecodable_line_is_quoted_up_to_200_bytes():
    (record,) = streams._parse_line(2, b"x" * 300 + b"\xff", {})
    assert record.excerpt == "x" * 200
    assert "in column 301 is not UTF-8" in str(record.fields)


def test_a_byte_order_mark_is_no_part_of_a_line():
    line = b'\xef\xbb\xbf{"title": "T"}'
    (record,) = streams._parse_line(1, line, {})
    assert record.fields() == {"title": "T"}
    # Files that were joined have one in a later line too.
    (record,) = streams._parse_line(2, line, {})
    assert record.fields() == {"title": "T"}
    assert list(streams._parse_line(2, b" \n", {})) == []


def test_a_file_without_papers_at_its_start_is_given_up(monkeypatch):
    monkeypatch.setattr(streams, "_MAX_LEADING_FAULTS", 3)
    fault, paper = b'{"x": }\n', b'{"title": "T"}\n'
    with pytest.raises(
        SourceError, match=r"^-: none of its first 4 lines is a paper; is it the right"
    ):
        read_piped(pipe(fault * 4), "-", {})
    assert len(read_piped(pipe(fault * 3), "-", {}).diagnostics) == 3
    assert len(read_piped(pipe(fault * 3 + paper + fault * 9), "-", {}).diagnostics) == 12


def test_a_pipe_of_json_lines_is_read_and_others_are_left_whole():
    reading = read_piped(pipe(lines(3) + b"\xff\n" + lines(1)), "<stdin>", {})
    assert len(reading.papers) == 4
    assert reading.diagnostics[0].line == 4
    for data in (b"", b"@article{a, title = {A}}", gzip.compress(lines(2), mtime=0), b"[1, 2]"):
        rest = pipe(data)
        assert read_piped(rest, "<stdin>", {}) is None
        assert rest.read() == data
