"""Containers: gzip, Zstandard and ZIP at any depth, damaged ones, and bombs."""

import bz2
import gzip
import io
import lzma
import sys
import tarfile
import zipfile
import zlib

import pytest
import zstandard

from sitegen.errors import SourceError
from sitegen.sources import read_sources
from sitegen.sources.files import archives
from sitegen.sources.files.archives import unpack, unpack_errors, zstandard_reader


def make_zip(members, compression=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def messages(name, data):
    """Return what unpacking yields, errors as their texts."""
    return [(path, str(c) if isinstance(c, SourceError) else c) for path, c in unpack(name, data)]


@pytest.mark.parametrize(
    "pack", [bytes, gzip.compress, lzma.compress, bz2.compress, zstandard.compress]
)
def test_a_file_is_yielded_under_its_own_name(pack):
    assert list(unpack("a", pack(b"text"))) == [("a", b"text")]


def test_empty_data_is_yielded_as_it_is():
    assert list(unpack("a", b"")) == [("a", b"")]


def test_empty_gzip_data_is_an_empty_file():
    assert list(unpack("a", gzip.compress(b"", mtime=0))) == [("a", b"")]


def test_members_of_a_zip_come_in_the_order_of_their_names():
    data = make_zip({"b.txt": b"B", "a/z.txt": b"AZ", "a.txt": b""})
    assert list(unpack("x.zip", data)) == [
        ("x.zip/a.txt", b""), ("x.zip/a/z.txt", b"AZ"), ("x.zip/b.txt", b"B"),
    ]  # fmt: skip


def test_an_empty_zip_is_an_error():
    ((path, error),) = unpack("x.zip", make_zip({}))
    assert (path, str(error)) == ("x.zip", "x.zip: the archive holds no file to read")


def test_members_that_can_be_no_sources_are_counted_in_a_notice():
    data = make_zip({"a.bib": b"A", "LICENSE": b"", "b.py": b"", "c.png": b""})
    (_, notice), (path, content) = unpack("x.zip", data)
    assert (path, content) == ("x.zip/a.bib", b"A")
    assert [d.message for d in notice.diagnostics] == [
        "skipped 3 files (no sources): 1 without a suffix, 1 .py, 1 .png"
    ]


@pytest.mark.parametrize("name", ["[Content_Types].xml", "mimetype"])
def test_office_documents_and_e_books_are_refused(name):
    ((_, error),) = unpack("x.docx", make_zip({name: b"", "a.xml": b""}))
    assert "is a document of an office program or an e-book" in str(error)


def test_folders_and_hidden_members_are_left_out():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.mkdir("folder")
        for name in (".hidden", "a/.git/config", "__MACOSX/x", "a/__MACOSX/x", "a.txt", "..c"):
            archive.writestr(name, name)
    assert [path for path, _ in unpack("x", stream.getvalue())] == ["x", "x/a.txt"]


def nest(pack, times, data=b"text"):
    for _ in range(times):
        data = pack(data)
    return data


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress, lambda d: make_zip({"m": d})])
def test_containers_are_unpacked_three_deep(pack):
    ((_, content),) = unpack("a", nest(pack, 3))
    assert content == b"text"
    ((path, error),) = messages("a", nest(pack, 4))
    assert error == f"{path}: is packed more than 3 times; unpack it first"


def test_a_zip_in_a_zip_counts_as_one_level():
    data = make_zip({"in.zip": make_zip({"b.gz": gzip.compress(b"text", mtime=0)})})
    assert list(unpack("a", data)) == [("a/in.zip/b.gz", b"text")]


def test_a_damaged_member_costs_only_itself():
    data = bytearray(make_zip({"a": b"first" * 9, "b": b"second" * 9}, zipfile.ZIP_STORED))
    data[data.index(b"first")] ^= 1
    (first, error), second = unpack("x", bytes(data))
    assert first == "x/a"
    assert str(error).startswith("x/a: can't be unpacked: Bad CRC-32")
    assert second == ("x/b", b"second" * 9)


def test_an_encrypted_member_is_an_error():
    data = bytearray(make_zip({"a": b"A", "b": b"B"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1  # the flag "encrypted" of the first member
    (_, error), second = unpack("x", bytes(data))
    assert "is encrypted" in str(error)
    assert second == ("x/b", b"B")


def test_a_zip_with_too_many_files_is_refused(monkeypatch):
    monkeypatch.setattr(archives, "MAX_ARCHIVE_FILES", 2)
    assert len(list(unpack("x", make_zip({"a": b"", "b": b""})))) == 2
    assert messages("x", make_zip({"a": b"", "b": b"", "c": b""})) == [
        ("x", "x: holds 3 files, over the limit of 2; split it")
    ]


def test_the_limits():
    assert archives.MAX_UNPACKED_BYTES == 2_000_000_000
    assert archives.MAX_ARCHIVE_FILES == 100_000
    assert 1 << 16 <= archives._CHUNK_BYTES <= 1 << 22


@pytest.mark.parametrize(
    ("size", "preceding", "packed", "fault"),
    [
        (10_000_000, 0, 1, None),
        (10_000_001, 0, 1, "unpacks to over 200 times its size"),
        (10_000_200, 0, 50_001, None),
        (10_000_201, 0, 50_001, "unpacks to over 200 times its size"),
        (2_000_000_000, 0, 2_000_000_000, None),
        (2_000_000_001, 0, 2_000_000_001, "holds more than 2 GB; split it or select papers"),
        (1_000_000, 1_999_000_000, 1_000_000, None),
        (1_000_001, 1_999_000_000, 1_000_000, "holds more than 2 GB"),
    ],
)
def test_sizes_at_their_limits(size, preceding, packed, fault):
    budget = archives.Budget(packed + preceding)
    budget.add("before", preceding)
    if fault is None:
        budget.add("x", size)
    else:
        with pytest.raises(SourceError, match=f"^x: {fault}"):
            budget.add("x", size)
    assert budget.is_spent == bool(fault)


def test_the_members_of_a_zip_share_the_limit(monkeypatch):
    monkeypatch.setattr(archives, "MAX_UNPACKED_BYTES", 10)
    members = {"a": b"12345", "b": b"123456", "c": b"1", "d": b"2", "e.png": b"3"}
    _, first, second, rest = messages("x", make_zip(members))
    assert first == ("x/a", b"12345")
    assert second[1].startswith("x/b: holds more than")
    assert rest == ("x", "x: 2 more files in it, not unpacked, as it is too large")


def test_archives_in_an_archive_share_the_limit(monkeypatch):
    monkeypatch.setattr(archives, "MAX_UNPACKED_BYTES", 1_000)
    inner = make_zip({"a": b"a" * 300, "b": b"b" * 300})
    results = messages("x", make_zip({"1.zip": inner, "2.zip": inner, "3.zip": inner}))
    names = [name for name, _ in results]
    assert names == ["x/1.zip/a", "x/1.zip/b", "x/2.zip/a", "x/2.zip", "x"]
    assert "holds more than" in results[2][1]


def test_an_archive_of_archives_that_together_are_a_bomb_is_refused():
    inner = make_zip({"a": bytes(30_000_000)}, zipfile.ZIP_DEFLATED)
    results = messages("x", make_zip({f"{n}.zip": inner for n in range(9)}, zipfile.ZIP_DEFLATED))
    assert [name for name, _ in results] == ["x/0.zip/a", "x/1.zip/a", "x"]
    assert "times its size" in results[1][1]
    assert results[2][1] == "x: 7 more files in it, not unpacked, as it is too large"


@pytest.mark.parametrize("name", ["bomb.gz", "bomb.zip", "bomb.zst"])
def test_a_bomb_is_reported_and_costs_nothing_else(tmp_path, name):
    zeros = bytes(120_000_000)
    if name.endswith(".gz"):
        (tmp_path / name).write_bytes(gzip.compress(zeros, 1, mtime=0))
    elif name.endswith(".zst"):
        (tmp_path / name).write_bytes(zstandard.compress(zeros))
    else:
        with zipfile.ZipFile(
            tmp_path / name, "w", zipfile.ZIP_DEFLATED, compresslevel=1
        ) as archive:
            archive.writestr("zeros.txt", zeros)
    (tmp_path / "good.jsonl").write_text('{"title": "T"}\n')
    reading = read_sources([str(tmp_path)])
    assert [paper.title for paper in reading.papers] == ["T"]
    assert "times its size" in str(reading.diagnostics[0])


def test_a_bomb_is_refused_before_it_is_unpacked():
    class Endless:
        size = 0

        def read(self, size):
            self.size += size
            return bytes(size)

    stream = Endless()
    with pytest.raises(SourceError, match="times its size"):
        archives._read_limited("x", stream, archives.Budget(1))
    assert stream.size <= 10_000_000 + 2 * archives._CHUNK_BYTES


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"\x1f\x8b\x08broken", "x: can't be unpacked: "),
        (
            gzip.compress(b"text", mtime=0)[:-1],
            "x: can't be unpacked: Compressed file ended before",
        ),
        (b"PK\x03\x04broken", "x: can't be read as a ZIP archive: "),
        (b"\x28\xb5\x2f\xfdx", "x: can't be unpacked: "),
        (zstandard.compress(b"text" * 99)[:-3], "x: can't be unpacked: it ends early"),
        (zstandard.compress(b""), "x: can't be unpacked: it ends early"),
    ],
)
def test_damaged_containers_are_errors(data, fault):
    ((path, error),) = messages("x", data)
    assert path == "x"
    assert error.startswith(fault)


def test_a_zstandard_stream_without_a_size_is_read():
    packer = zstandard.ZstdCompressor(write_content_size=False).compressobj()
    data = packer.compress(b"text" * 9) + packer.flush()
    assert list(unpack("x", data)) == [("x", b"text" * 9)]


def test_without_zstandard_the_message_names_the_package(monkeypatch):
    data = zstandard.compress(b"text")
    monkeypatch.setitem(sys.modules, "zstandard", None)
    with pytest.raises(SourceError, match=r"x: is Zstandard; pip install 'sitegen\[zstd\]'"):
        zstandard_reader("x", data)
    assert unpack_errors() == (OSError, EOFError, ValueError, zlib.error)


def test_errors_of_both_compressions_are_known():
    assert unpack_errors() == (OSError, EOFError, ValueError, zlib.error, zstandard.ZstdError)


def make_tar(members, mode="w"):
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:
        for name, data in members.items():
            member = tarfile.TarInfo(name)
            if data is None:
                member.type, member.linkname = tarfile.SYMTYPE, "/etc/passwd"
            member.size = len(data or b"")
            archive.addfile(member, io.BytesIO(data or b""))
    return stream.getvalue()


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:xz", "w:bz2"])
def test_files_of_a_tar_come_in_the_order_of_their_names(mode):
    members = {"./b.bib": b"B", "a/z.bib": b"AZ", "../../up.bib": b"U", "link.bib": None,
               "c.png": b"", ".hidden/x.bib": b"H"}  # fmt: skip
    (_, notice), *files = unpack("x.tar", make_tar(members, mode))
    assert files == [("x.tar/../../up.bib", b"U"), ("x.tar/a/z.bib", b"AZ"), ("x.tar/b.bib", b"B")]
    assert [d.message for d in notice.diagnostics] == ["skipped 1 file (no sources): 1 .png"]


def test_a_tar_that_is_cut_is_an_error():
    ((path, error),) = unpack("x.tar", make_tar({"a.bib": b"A" * 2_000})[:1_000])
    assert path == "x.tar"
    assert isinstance(error, SourceError)


def test_the_limits_hold_for_tar_archives_too(monkeypatch):
    monkeypatch.setattr(archives, "MAX_UNPACKED_BYTES", 3)
    data = make_tar({"a.bib": b"AA", "b.bib": b"BB"})
    (_, first), (_, second) = unpack("x.tar", data)
    assert first == b"AA"
    assert "holds more than" in str(second)
    monkeypatch.setattr(archives, "MAX_ARCHIVE_FILES", 1)
    ((_, error),) = unpack("x.tar", data)
    assert "holds 2 files, over the limit of 1" in str(error)
    monkeypatch.setattr(archives, "MAX_ARCHIVE_FILES", 2)
    monkeypatch.setattr(archives, "MAX_ARCHIVE_DEPTH", 0)
    ((_, error),) = unpack("x.tar", data)
    assert "is packed more than" in str(error)


def test_a_packed_tar_of_bibliographies_is_read(tmp_path):
    path = tmp_path / "papers.tar.gz"
    path.write_bytes(make_tar({"p/a.bib": b"@misc{k, title={A title}}"}, "w:gz"))
    assert [paper.title for paper in read_sources([str(tmp_path)]).papers] == ["A title"]
