"""Bytes to text, and sources as a whole."""

import pytest

from sitegen.errors import SourceError
from sitegen.sources import read_sources
from sitegen.sources.reading import decode


def refusal(data, encoding="utf-8"):
    with pytest.raises(SourceError) as caught:
        decode(data, "x.txt", encoding)
    return str(caught.value)


def test_says_which_byte_is_not_utf8():
    told = refusal(b"good\nna" + b"\xefve")
    assert told.startswith("x.txt:2: byte 0xEF at offset 7 is not utf-8")
    assert "--encoding latin-1" in told


def test_another_encoding_can_be_chosen():
    assert decode("naïve".encode("latin-1"), "x", "latin-1") == "naïve"
    assert "no encoding 'klingon'" in refusal(b"x", "klingon")


def test_utf16_is_named():
    assert "is UTF-16, not UTF-8; give --encoding utf-16" in refusal("x".encode("utf-16"))


def test_binary_is_named():
    assert "is a binary file" in refusal(b"%PDF-1.7\0\0")


def test_bom_and_line_ends_go():
    assert decode(b"\xef\xbb\xbfa\r\nb\rc", "x") == "a\nb\nc"


def test_a_missing_file_and_an_empty_one_are_told_in_one_sentence(tmp_path):
    with pytest.raises(SourceError, match=r"there is no such file; check the name"):
        read_sources([str(tmp_path / "nothing.txt")])
    (tmp_path / "empty.txt").write_text(" \n")
    with pytest.raises(SourceError, match=r"empty.txt:1: is empty"):
        read_sources([str(tmp_path / "empty.txt")])


def test_one_bad_source_does_not_cost_the_others(tmp_path):
    (tmp_path / "good.jsonl").write_text('{"title": "T"}\n')
    (tmp_path / "bad.bin").write_bytes(b"\0\1\2")
    reading = read_sources([str(tmp_path)])
    assert [p.title for p in reading.papers] == ["T"]
    assert "bad.bin:1: is a binary file" in str(reading.diagnostics[0])


def test_an_empty_folder_is_told(tmp_path):
    with pytest.raises(SourceError, match="holds no file to read"):
        read_sources([str(tmp_path)])


def test_a_site_in_the_folder_is_no_source(tmp_path):
    (tmp_path / "papers.jsonl").write_text('{"title": "T"}\n')
    (tmp_path / "site" / "papers").mkdir(parents=True)
    (tmp_path / "site" / ".sitegen-site").write_text("")
    (tmp_path / "site" / "papers" / "x.html").write_text("<p># no paper</p>")
    reading = read_sources([str(tmp_path)])
    assert [p.title for p in reading.papers] == ["T"]
    assert reading.diagnostics == ()
