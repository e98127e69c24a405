"""The bulk files of a site."""

import gzip
import json
import sys
from types import ModuleType

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.errors import BuildError, ConfigError
from sitegen.paper import Download, Paper
from sitegen.publish import (
    check_formats,
    export_names,
    exports,
    place_downloads,
    render_ro_crate,
    write_downloads,
)
from sitegen.publish.downloads import _split
from tests.unit.publish.exports.builders import records_of

RECORDS = records_of([Paper("On hats", year=2020), Paper("On caps", year=2021)])


def test_a_format_gives_a_file_with_its_size(tmp_path):
    downloads = write_downloads(tmp_path / "d", RECORDS, export_names())
    assert [d.address for d in downloads] == [
        "downloads/papers.bib", "downloads/papers.abstracts.bib", "downloads/papers.csl.json", "downloads/papers.csv",
        "downloads/papers.jsonl", "downloads/papers.parquet", "downloads/papers.ris",
        "downloads/papers.sqlite",
    ]  # fmt: skip
    for download in downloads:
        path = tmp_path / "d" / download.address.removeprefix("downloads/")
        assert path.stat().st_size == download.size > 0


def test_files_have_equal_bytes_in_each_build_and_old_ones_go(tmp_path):
    def files():
        return {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    write_downloads(tmp_path, RECORDS, ["sqlite", "bibtex", "parquet"])
    first = files()
    (tmp_path / "papers-2.bib").write_text("old")
    write_downloads(tmp_path, RECORDS, ["sqlite", "bibtex", "parquet"])
    assert files() == first


def test_large_texts_are_packed_and_say_so(tmp_path, monkeypatch):
    plain = tmp_path / "plain"
    write_downloads(plain, RECORDS, ["jsonl", "bibtex"])
    monkeypatch.setattr("sitegen.publish.downloads._MAX_PLAIN_BYTES", 100)
    packed = tmp_path / "packed"
    downloads = write_downloads(packed, RECORDS, ["jsonl", "bibtex"])
    assert [(d.address, d.title, d.media_type) for d in downloads] == [
        ("downloads/papers.jsonl.gz", "JSON lines, with topics and related papers, packed with gzip",
         "application/gzip"),
        ("downloads/papers.bib", "BibTeX", "application/x-bibtex"),
    ]  # fmt: skip
    data = (packed / "papers.jsonl.gz").read_bytes()
    assert downloads[0].size == len(data)
    assert gzip.decompress(data) == (plain / "papers.jsonl").read_bytes()
    assert {path.name for path in packed.iterdir()} == {"papers.jsonl.gz", "papers.bib"}
    write_downloads(packed, RECORDS, ["jsonl"])
    assert (packed / "papers.jsonl.gz").read_bytes() == data


def test_bibtex_above_its_size_has_several_files(tmp_path, monkeypatch):
    monkeypatch.setattr("sitegen.publish.exports.bibtex.MAX_BYTES", 70)
    downloads = write_downloads(tmp_path, RECORDS, ["bibtex"])
    assert [(d.address, d.title) for d in downloads] == [
        ("downloads/papers.bib", "BibTeX"), ("downloads/papers-2.bib", "BibTeX, part 2"),
    ]  # fmt: skip
    assert b"On caps" in (tmp_path / "papers.bib").read_bytes()
    assert b"On hats" in (tmp_path / "papers-2.bib").read_bytes()


@given(st.lists(st.binary(max_size=5)), st.integers(1, 9) | st.none())
def test_pieces_stay_whole_and_in_order(pieces, limit):
    files = [list(file) for file in _split(iter(pieces), limit)]
    assert [piece for file in files for piece in file] == pieces
    assert len(files) >= 1
    if limit is None:
        assert len(files) == 1
    else:
        assert all(len(b"".join(file)) <= limit or sum(map(bool, file)) == 1 for file in files)


def test_files_are_placed_in_a_site(tmp_path):
    downloads = write_downloads(tmp_path / "d", RECORDS, ["csv"])
    place_downloads(tmp_path / "d", tmp_path / "site", downloads)
    assert [path.name for path in (tmp_path / "site").rglob("*.csv")] == ["papers.csv"]
    with pytest.raises(BuildError, match=r"downloads/papers\.csv: is one of your files"):
        place_downloads(tmp_path / "d", tmp_path / "site", downloads)
    place_downloads(tmp_path / "d", tmp_path / "none", ())
    assert not (tmp_path / "none").exists()


def test_an_unknown_format_is_named():
    check_formats(export_names())
    with pytest.raises(ConfigError, match="no format 'bib'; known are bibtex, "):
        check_formats(["bib"])


def test_a_missing_library_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(Exception, match="pip install 'sitegen"):
        write_downloads(tmp_path, RECORDS, ["parquet"])


def test_an_export_that_is_added_is_a_download(tmp_path, monkeypatch):
    assert isinstance(exports, ModuleType)
    monkeypatch.setattr("sitegen.publish.exports.csv_table.NAME", "semicolons")
    (download,) = write_downloads(tmp_path, RECORDS, ["semicolons"])
    assert download.media_type == "text/csv"


ENTITY = {"type": "object", "required": ["@id", "@type"]}
CRATE = {
    "type": "object",
    "required": ["@context", "@graph"],
    "properties": {"@graph": {"type": "array", "items": ENTITY}},
}


def test_the_crate_lists_each_file():
    files = [Download("downloads/a.bib", "BibTeX", "application/x-bibtex", 7)]
    text = render_ro_crate(
        name="Hats", description="All.", date="2020", license_url="https://e.org/l", downloads=files
    )
    crate = json.loads(text)
    jsonschema.validate(crate, CRATE)
    entities = {entity["@id"]: entity for entity in crate["@graph"]}
    # Source: RO-Crate 1.1, "Root Data Entity"
    assert entities["ro-crate-metadata.json"]["about"] == {"@id": "./"}
    assert entities["ro-crate-metadata.json"]["conformsTo"] == {
        "@id": "https://w3id.org/ro/crate/1.1"
    }
    root = entities["./"]
    assert (root["name"], root["datePublished"], root["license"]) == (
        "Hats", "2020", {"@id": "https://e.org/l"},
    )  # fmt: skip
    assert all(part["@id"] in entities for part in root["hasPart"])
    assert entities["https://e.org/l"]["name"] == "e.org"
    assert entities["downloads/a.bib"]["contentSize"] == "7"


def test_the_crate_of_a_site_without_a_licence_names_none():
    text = render_ro_crate(name="Hats", description="A.", date="", license_url="", downloads=[])
    assert [entity["@id"] for entity in json.loads(text)["@graph"]] == [
        "ro-crate-metadata.json",
        "./",
    ]
