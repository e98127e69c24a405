"""Sources as a whole: files, folders, containers, standard input, and the choice of a format."""

import gzip
import io
import json
import re
import sys
import zipfile

import pytest

from sitegen.errors import SourceError
from sitegen.sources import ReadOptions, read_sources, read_text, reader
from sitegen.sources.refusals import UnknownFormatError

RECORD = b'{"title": "T"}\n'


@pytest.fixture
def stdin(monkeypatch):
    """Replace standard input by some bytes, buffered as a pipe is."""

    def replace(data, buffer_class=io.BufferedReader):
        stream = io.BytesIO(data)
        buffer = buffer_class(stream) if buffer_class else stream
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(buffer))

    return replace


def titles(*sources, **options):
    return [p.title for p in read_sources(map(str, sources), ReadOptions(**options)).papers]


def failure(*sources, **options):
    with pytest.raises(SourceError) as caught:
        read_sources(map(str, sources), ReadOptions(**options))
    return str(caught.value)


def test_sources_are_read_in_their_order(tmp_path, stdin):
    for name in "abc":
        (tmp_path / name).write_text(json.dumps({"title": name}) + "\n")
    stdin(RECORD)
    assert titles(tmp_path / "c", "-", tmp_path / "a", tmp_path) == ["c", "T", "a", "a", "b", "c"]


def test_a_missing_file_and_an_empty_one(tmp_path):
    missing, empty = tmp_path / "nothing.txt", tmp_path / "empty.txt"
    empty.write_text(" \n")
    assert failure(missing) == (
        f"no paper could be read. {missing}:1: there is no such file; check the name"
    )
    assert failure(empty, missing, missing) == (
        f"no paper could be read. {empty}:1: is empty; save the listing again, as text (and 2 more)"
    )
    assert failure(empty, missing).endswith("(and 1 more)")


def test_paths_that_the_system_refuses(tmp_path):
    assert "can't be read: the name is too long; choose" in failure("x" * 5_000)
    assert "can't be read: embedded null byte; check" in failure("x\0y")


def test_without_sources_there_is_an_error():
    assert failure() == ("no source given; name a file, a folder or '-' for standard input")


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("a.csv", "title,year\n", "there is no row below the header"),
        ("a.json", "[]", "its list is empty"),
        ("a.json", '{"papers": []}', "its list 'papers' is empty"),
        ("a.bib", "@string{x = {y}}\n@string{z = {y}}\n", "has no entry that is a paper"),
        ("a.atom", '<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title></feed>', "no paper was"),
        ("a.xml", '<OAI-PMH><error code="noRecordsMatch">none</error></OAI-PMH>', "answers: none"),
    ],
)  # fmt: skip
def test_a_source_without_records_is_a_sentence(tmp_path, name, text, sentence):
    path = tmp_path / name
    path.write_text(text)
    assert re.fullmatch(rf"no paper could be read\. {path}:1:.*{sentence}.*", failure(path))
    # Beside a source with papers it costs no other.
    (tmp_path / "good.jsonl").write_bytes(RECORD)
    reading = read_sources([str(path), str(tmp_path / "good.jsonl")])
    assert [p.title for p in reading.papers] == ["T"]
    assert sentence in reading.diagnostics[0].message
    assert (reading.record_count, reading.missing_count) == (2, 0)


def test_a_bad_source_costs_no_other(tmp_path):
    (tmp_path / "good.jsonl").write_bytes(RECORD)
    (tmp_path / "bad.txt").write_bytes(b"\0\1\2")
    reading = read_sources([str(tmp_path)])
    assert [p.title for p in reading.papers] == ["T"]
    (fault,) = reading.diagnostics
    assert (fault.path, fault.line, fault.record) == (str(tmp_path / "bad.txt"), 1, "")
    assert fault.message.startswith("is a binary file")


def test_diagnostics_of_all_sources_are_kept(tmp_path):
    for name in "ab":
        (tmp_path / name).write_bytes(RECORD + b"[1]\n")
    reading = read_sources([str(tmp_path)])
    assert [(d.path[-1], d.line) for d in reading.diagnostics] == [("a", 2), ("b", 2)]


def test_files_in_containers_are_read_by_their_content(tmp_path):
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../etc/evil.bib", "@misc{a, title = {From BibTeX}}")
        archive.writestr("deep/x.gz", gzip.compress(RECORD, mtime=0))
        archive.writestr("broken.json", "[{")
    reading = read_sources([str(path)])
    assert [(p.title, p.origins[0].path) for p in reading.papers] == [
        ("From BibTeX", f"{path}/../../etc/evil.bib"), ("T", f"{path}/deep/x.gz"),
    ]  # fmt: skip
    assert [d.path for d in reading.diagnostics] == [f"{path}/broken.json"]
    assert not (tmp_path.parent.parent / "etc").exists()


@pytest.mark.parametrize(
    "data", [RECORD, b"[" + RECORD + b"]", b"title,year\nT,2020\n", gzip.compress(RECORD, mtime=0)]
)
def test_standard_input_may_have_any_format(stdin, data):
    for buffer_class in (io.BufferedReader, None):
        stdin(data, buffer_class)
        reading = read_sources(["-"])
        assert [(p.title, p.origins[0].path) for p in reading.papers] == [("T", "<stdin>")]


def test_an_encoding_is_that_of_all_sources(tmp_path, stdin):
    latin = '{"title": "É"}\n'.encode("latin-1")
    (tmp_path / "a").write_bytes(latin)
    stdin(latin)
    assert titles(tmp_path / "a", "-", encoding="latin-1") == ["É", "É"]


@pytest.mark.parametrize("encoding", ["UTF_8", "utf8", "U8"])
def test_a_byte_order_mark_changes_no_format(tmp_path, encoding):
    (tmp_path / "a").write_bytes(b"\xef\xbb\xbf" + RECORD)
    assert titles(tmp_path / "a", encoding=encoding) == ["T"]


def test_a_pipe_of_json_lines_is_read_as_the_format_that_is_named(stdin):
    stdin(RECORD)
    assert titles("-", format_name="jsonl") == ["T"]
    stdin(RECORD)
    assert "there is no row below the header" in failure("-", format_name="csv")


def test_a_large_file_is_streamed_unless_another_format_is_named(tmp_path, monkeypatch):
    def read_large(path, name, columns):
        return reader.ReadResult((), ())

    monkeypatch.setattr(reader, "read_large", read_large)
    path = tmp_path / "a"
    path.write_bytes(RECORD)
    for options in ({}, {"format_name": "jsonl"}, {"encoding": "utf_8"}):
        assert titles(path, **options) == []
    for options in ({"format_name": "json"}, {"encoding": "latin-1"}):
        assert titles(path, **options) == ["T"]


def test_a_text_must_have_a_format():
    with pytest.raises(SourceError, match=r"^x: is empty; save the listing again, as text$"):
        read_text("\n ", "x")
    with pytest.raises(SourceError, match=r"^x: is text, not parquet; choose another format"):
        read_text("text", "x", ReadOptions(format_name="parquet"))


def test_an_unknown_format_is_an_error_that_names_known_ones():
    with pytest.raises(UnknownFormatError) as caught:
        read_text("plain", "x")
    assert str(caught.value) == (
        "x: the format is unknown; sitegen reads BibTeX, RIS, CSL-JSON, JSON Lines, CSV, EndNote, "
        "PubMed, Web of Science and more; --from NAME forces a format"
    )


def test_what_only_a_weak_format_claims_is_refused_by_its_look():
    with pytest.raises(UnknownFormatError, match="looks like a Makefile"):
        read_text("# Build\n\nall: pages\n\tsitegen build papers.bib\n", "Makefile")
    named = ReadOptions(format_name="markdown")
    text = "## [Lamps](https://arxiv.org/abs/1706.03762)\n\nall: pages\n\tText.\n"
    assert read_text(text, "Makefile", named).papers


def test_a_guessed_encoding_is_a_warning(tmp_path):
    path = tmp_path / "a.bib"
    path.write_bytes("@misc{a, title = {“Größe”}}".encode("cp1252"))
    reading = read_sources([str(path)])
    assert [p.title for p in reading.papers] == ["“Größe”"]
    assert [d.severity for d in reading.diagnostics] == ["warning"]
    assert "was read as cp1252" in reading.diagnostics[0].message


def test_a_format_that_is_named_is_not_sniffed():
    text = '{"title": "T"}\n'
    assert read_text(text, "x").papers[0].title == "T"
    assert read_text(text, "x", ReadOptions(format_name="listing")).papers == ()


def test_sniffers_see_the_first_65536_characters():
    entry = "@misc{a, title = {T}}\n"
    assert [p.title for p in read_text(" \n" * 32_000 + entry, "x").papers] == ["T"]
    late = " " * (65_536 - len("@misc{")) + entry
    assert [p.title for p in read_text(late, "x").papers] == ["T"]
    with pytest.raises(UnknownFormatError):
        read_text(" " + late, "x")


def test_the_user_s_name_of_the_title_makes_a_table():
    text = "Nom;Résumé\nUn article;Il est.\n"
    columns = {"title": "Nom", "abstract": "Résumé"}
    (paper,) = read_text(text, "a.csv", ReadOptions(columns=columns)).papers
    assert (paper.title, paper.abstract) == ("Un article", "Il est.")
    # Without it the text is no table, and with it JSON is still JSON.
    with pytest.raises(UnknownFormatError):
        read_text(text, "a.csv")
    (paper,) = read_text('{"Nom": "T"}\n', "a", ReadOptions(columns=columns)).papers
    assert paper.title == "T"


def test_options_have_defaults():
    options = ReadOptions()
    assert (options.encoding, options.format_name, options.columns) == ("utf-8", None, {})


def test_an_error_of_decoding_names_its_place_once(tmp_path):
    path = tmp_path / "a.bib"
    path.write_bytes(b"@misc{a,\ntitle={na\xefve}}")
    with pytest.raises(SourceError) as caught:
        read_sources([str(path)])
    assert f"read. {path}:2: byte 0xEF" in str(caught.value)
