"""Parquet."""

import datetime as dt
import io
import sys

import pytest

from sitegen.errors import SourceError
from sitegen.sources import read_sources
from sitegen.sources.formats import parquet as parquet_format
from sitegen.sources.formats.parquet import read_bytes

pyarrow = pytest.importorskip("pyarrow")
from pyarrow import parquet  # noqa: E402


def table(**columns):
    stream = io.BytesIO()
    parquet.write_table(pyarrow.table(columns), stream)
    return stream.getvalue()


def test_rows_are_read_by_the_names_of_their_columns():
    data = table(
        title=["One Paper", "", "Two"], abstract=["A.", "B.", None],
        authors=[["Ann Lee", "Bo Roe"], [], None],
        published=[dt.datetime(2019, 5, 7, 1, 2, tzinfo=dt.UTC), None, None],
        date=[None, None, dt.date(2020, 5, 8)], year=[2019, 2020, None],
    )  # fmt: skip
    reading = read_bytes(data, "x", {})
    first, second = reading.papers
    assert (first.title, first.abstract, first.year, first.date) == (
        "One Paper",
        "A.",
        2019,
        "2019-05-07",
    )
    assert [a.name for a in first.authors] == ["Ann Lee", "Bo Roe"]
    assert (second.title, second.year, second.date) == ("Two", 2020, "2020-05-08")
    assert [p.origins[0].line for p in reading.papers] == [1, 3]
    (diagnostic,) = reading.diagnostics
    assert (diagnostic.line, diagnostic.message) == (2, "there is no title; give one")
    assert diagnostic.record.startswith("{'title': '', 'abstract': 'B.'")


@pytest.mark.parametrize(
    "day",
    [
        pyarrow.array([0, 2**31 - 1], pyarrow.int32()).cast(pyarrow.date32()),
        pyarrow.array([0, 2**62], pyarrow.timestamp("us")),
        pyarrow.array([0, 1], pyarrow.timestamp("ns")),
    ],
)
def test_a_date_that_is_out_of_range_costs_itself(day):
    reading = read_bytes(table(title=["One Paper", "Two"], date=day), "x", {})
    assert [(p.title, p.date) for p in reading.papers] == [
        ("One Paper", "1970-01-01"),
        ("Two", None),
    ]
    (diagnostic,) = reading.diagnostics
    assert (diagnostic.line, diagnostic.severity) == (2, "warning")
    assert diagnostic.message == "the value of date is out of range and was left out"


@pytest.mark.parametrize("title", ["A" * 900, None])
def test_a_table_that_is_almost_nothing_in_its_file_is_refused(title):
    repeated = (
        pyarrow.array([title], pyarrow.string())
        .dictionary_encode()
        .take(pyarrow.array([0] * 200_000, pyarrow.int32()))
    )
    with pytest.raises(SourceError, match="x: unpacks to over 200 times its size"):
        read_bytes(table(title=repeated), "x", {})


def test_excerpts_have_200_characters():
    (diagnostic,) = read_bytes(table(abstract=["x" * 300]), "x", {}).diagnostics
    assert diagnostic.record == "{'abstract': '" + "x" * 186


def test_rows_are_numbered_across_batches(monkeypatch):
    monkeypatch.setattr(parquet_format, "_BATCH_ROWS", 2)
    reading = read_bytes(table(title=["A", "B", "C"]), "x", {})
    assert [(p.title, p.origins[0].line) for p in reading.papers] == [("A", 1), ("B", 2), ("C", 3)]


def test_columns_have_the_user_s_names():
    data = table(Nom=["A"], title=["wrong"])
    assert read_bytes(data, "x", {"title": "Nom"}).papers[0].title == "A"


def test_shapes_of_other_programs_are_known():
    data = table(title=["T"], externalIds=[{"DOI": "10.1000/x"}])
    assert read_bytes(data, "x", {}).papers[0].doi == "10.1000/x"


def test_files_are_known_by_their_first_bytes(tmp_path):
    path = tmp_path / "papers.data"
    path.write_bytes(table(title=["T"]))
    assert [p.title for p in read_sources([str(path)]).papers] == ["T"]


@pytest.mark.parametrize("size", [4, 200])
def test_a_file_that_is_cut_is_an_error_of_one_line(size):
    data = table(title=["T"])[:size]
    with pytest.raises(SourceError, match=r"^x: can't be read as a Parquet file: ") as caught:
        read_bytes(data, "x", {})
    assert "\n" not in str(caught.value)


def test_without_pyarrow_the_message_names_the_package(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(SourceError, match=r"^x: is Parquet; pip install 'sitegen\[parquet\]'"):
        read_bytes(b"PAR1", "x", {})


def test_the_name_and_the_rank_of_the_format():
    assert (parquet_format.NAME, parquet_format.RANK) == ("parquet", 170)
    assert parquet_format.TAKES_COLUMNS is True
