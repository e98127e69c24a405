"""Files of a Pagefind index: what is read, what is written, and which faults are reported."""

import gzip
import hashlib
import json

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.errors import BuildError
from sitegen.search.format import (
    read_entry,
    read_filter_name,
    read_fragment,
    read_meta,
    read_packed,
    write_packed,
)

SIGNATURE = b"pagefind_dcd"
VALUES = st.recursive(
    st.integers(-(2**40), 2**40) | st.text(), lambda values: st.lists(values, max_size=4)
)


@given(VALUES)
def test_a_file_that_is_written_can_be_read(tmp_path_factory, content):
    folder = tmp_path_factory.mktemp("packed")
    name = write_packed(folder, "a.{}.pf_meta", "en", content)
    assert read_packed(folder / f"a.{name}.pf_meta") == content


@pytest.mark.parametrize("filter_name", ["tag", "a" * 300, "Thema ü"])
def test_the_name_of_a_filter_is_read_from_the_beginning_of_its_file(tmp_path, filter_name):
    name = write_packed(tmp_path, "{}", "en", [filter_name, [["v", list(range(5000))]]])
    assert read_filter_name(tmp_path / name) == filter_name
    (tmp_path / name).write_bytes(b"\x1f\x8b damaged")
    with pytest.raises(BuildError, match="damaged"):
        read_filter_name(tmp_path / name)


def test_a_file_is_named_by_ten_digits_of_its_content_hash(tmp_path):
    name = write_packed(tmp_path, "x-{}.y", "de", ["a", 1])
    data = SIGNATURE + cbor2.dumps(["a", 1])
    assert name == f"de_{hashlib.sha256(data).hexdigest()[:10]}"
    assert gzip.decompress((tmp_path / f"x-{name}.y").read_bytes()) == data


def test_files_have_no_time_and_the_highest_compression_by_default(tmp_path):
    name = write_packed(tmp_path, "{}", "en", [0])
    header = (tmp_path / name).read_bytes()[:10]
    # RFC 1952: bytes 4 to 7 are the time, byte 8 is 2 for the highest compression.
    assert header[4:8] == b"\0\0\0\0"
    assert header[8] == 2
    write_packed(tmp_path, "{}", "en", [0], level=6)
    assert (tmp_path / name).read_bytes()[8] == 0


@pytest.mark.parametrize("count", [5, 6, 7])
def test_a_meta_file_has_six_items(tmp_path, count):
    path = tmp_path / "pagefind.en_1.pf_meta"
    path.write_bytes(gzip.compress(SIGNATURE + cbor2.dumps(list(range(count))), mtime=0))
    if count == 6:
        assert read_meta(tmp_path, "en_1") == [0, 1, 2, 3, 4, 5]
    else:
        with pytest.raises(BuildError, match=r"en_1\.pf_meta: this file is not in the format"):
            read_meta(tmp_path, "en_1")


def test_a_meta_file_is_a_list(tmp_path):
    content = dict.fromkeys("abcdef", 1)
    (tmp_path / "pagefind.en_1.pf_meta").write_bytes(
        gzip.compress(SIGNATURE + cbor2.dumps(content), mtime=0)
    )
    with pytest.raises(BuildError, match="not in the format of Pagefind"):
        read_meta(tmp_path, "en_1")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "damaged"),
        (b"pagefind", "damaged"),
        (gzip.compress(SIGNATURE + cbor2.dumps("long text" * 9), mtime=0)[:-9], "damaged"),
        (gzip.compress(SIGNATURE, mtime=0), "damaged"),
        (gzip.compress(SIGNATURE + cbor2.dumps([1, 2])[:-1], mtime=0), "damaged"),
        (gzip.compress(b"something else", mtime=0), "not in the format of Pagefind 1.5"),
    ],
)
def test_a_file_with_a_fault_is_named_with_a_remedy(tmp_path, data, message):
    path = tmp_path / "en_1.pf_index"
    path.write_bytes(data)
    with pytest.raises(BuildError) as caught:
        read_packed(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert message in str(caught.value)
    assert "install" in str(caught.value) or "free some space" in str(caught.value)


def test_a_fragment_is_json(tmp_path):
    path = tmp_path / "en_1.pf_fragment"
    path.write_bytes(gzip.compress(SIGNATURE + b'{"url": "/"}', mtime=0))
    assert read_fragment(path) == {"url": "/"}
    path.write_bytes(gzip.compress(SIGNATURE + b'{"url": ', mtime=0))
    with pytest.raises(BuildError, match="damaged"):
        read_fragment(path)


def test_the_entry_file_is_plain_json(tmp_path):
    path = tmp_path / "pagefind-entry.json"
    path.write_text(json.dumps({"languages": {}}))
    assert read_entry(tmp_path) == {"languages": {}}
    path.write_text('{"languages"')
    with pytest.raises(BuildError, match=r"pagefind-entry\.json: .* damaged"):
        read_entry(tmp_path)
