"""The vector cache loads only what is asked for, forgets what is unused, and never raises."""

import sqlite3
from contextlib import closing

import numpy as np
import pytest

from sitegen.enrich.related.vector_cache import MAX_UNUSED_DAYS, VectorCache

TODAY = 20_000
A, B = np.array([1.0, -2.5], dtype=np.float32), np.array([0.25, 3.0], dtype=np.float32)


def query(path, sql):
    with closing(sqlite3.connect(path)) as database, database:
        return database.execute(sql).fetchall()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "new" / "folder" / "vectors.sqlite"


def loaded(cache, keys):
    return {key: vector.tolist() for key, vector in cache.load(keys).items()}


def test_stored_vectors_are_loaded_by_a_later_build(path):
    VectorCache(path).store({b"a": A, b"b": B})
    assert loaded(VectorCache(path), {b"a", b"b", b"c"}) == {b"a": [1.0, -2.5], b"b": [0.25, 3.0]}


def test_only_the_keys_asked_for_are_loaded(path):
    cache = VectorCache(path)
    cache.store({b"a": A, b"b": B})
    assert loaded(cache, [b"b"]) == {b"b": [0.25, 3.0]}
    assert cache.load([]) == {}


def test_a_damaged_vector_that_is_not_asked_for_does_no_harm(path):
    """The whole table used to be read."""
    cache = VectorCache(path)
    cache.store({b"a": A})
    query(path, "INSERT INTO vectors VALUES (x'62', 'text')")
    assert loaded(cache, [b"a"]) == {b"a": [1.0, -2.5]}


def test_a_vector_stored_once_more_is_replaced(path):
    cache = VectorCache(path)
    cache.store({b"a": A})
    cache.store({b"a": B})
    assert loaded(cache, [b"a"]) == {b"a": [0.25, 3.0]}


@pytest.mark.parametrize("count", [499, 500, 501, 1001])
def test_more_keys_than_a_query_has_parameters(path, count):
    vectors = {n.to_bytes(2): np.array([n], dtype=np.float32) for n in range(count)}
    cache = VectorCache(path)
    cache.store(vectors)
    assert loaded(cache, list(vectors)) == {n.to_bytes(2): [n] for n in range(count)}


def test_a_query_has_at_most_500_parameters(path):
    cache = VectorCache(path)
    cache.store({b"a": A})
    keys = [b"a", *(n.to_bytes(2) for n in range(300_000 // 5))]
    # SQLite refuses more than 32,766 (250,000 in some builds) parameters.
    assert loaded(cache, keys) == {b"a": [1.0, -2.5]}


def test_vectors_are_loaded_bit_for_bit(path):
    vector = np.array([0.0, -0.0, 1e-45, np.inf, np.nan, 0.1, -3.4e38], dtype=np.float32)
    cache = VectorCache(path)
    cache.store({b"k": vector})
    assert cache.load([b"k"])[b"k"].tobytes() == vector.tobytes()


def test_without_a_path_the_cache_is_always_empty():
    cache = VectorCache(None)
    cache.store({b"a": A})
    cache.record_use([b"a"])
    assert cache.load([b"a"]) == {}


def test_no_file_is_created_until_something_is_stored(path):
    cache = VectorCache(path)
    assert cache.load([b"a"]) == {}
    cache.store({})
    cache.record_use([])
    assert not path.parent.exists()


def test_the_day_of_the_last_use_is_recorded_for_each_key(path):
    VectorCache(path, TODAY).store({b"a": A, b"b": B})
    VectorCache(path, TODAY).record_use([b"a", b"b"])
    VectorCache(path, TODAY + 1).record_use([b"b"])
    assert query(path, "SELECT key, day FROM uses ORDER BY key") == [
        (b"a", TODAY),
        (b"b", TODAY + 1),
    ]


def test_the_current_day_is_the_default(path):
    cache = VectorCache(path)
    cache.store({b"a": A})
    cache.record_use([b"a"])
    ((age,),) = query(path, "SELECT julianday('now') - 2440587.5 - day FROM uses")
    assert 0 <= age < 1.1


def test_a_clock_that_went_back_does_not_make_a_use_older(path):
    VectorCache(path, TODAY).store({b"a": A})
    VectorCache(path, TODAY).record_use([b"a"])
    VectorCache(path, TODAY - 1).record_use([b"a"])
    assert query(path, "SELECT day FROM uses") == [(TODAY,)]


def test_unused_vectors_are_deleted_after_90_days(path):
    assert MAX_UNUSED_DAYS == 90
    VectorCache(path, TODAY).store({b"a": A, b"b": B})
    VectorCache(path, TODAY).record_use([b"a", b"b"])
    VectorCache(path, TODAY + 90).record_use([b"b"])
    assert sorted(VectorCache(path).load([b"a", b"b"])) == [b"a", b"b"]
    VectorCache(path, TODAY + 91).record_use([b"b"])
    assert sorted(VectorCache(path).load([b"a", b"b"])) == [b"b"]
    assert query(path, "SELECT key FROM uses") == [(b"b",)]
    assert query(path, "SELECT key FROM vectors") == [(b"b",)]


def test_the_90_days_of_a_stored_vector_begin_with_the_build_that_stored_it(path):
    VectorCache(path, TODAY).store({b"a": A, b"b": B})
    VectorCache(path, TODAY).record_use([b"a"])
    assert query(path, "SELECT key, day FROM uses ORDER BY key") == [(b"a", TODAY), (b"b", TODAY)]


def test_vectors_of_a_file_without_checksums_are_encoded_again(path):
    path.parent.mkdir(parents=True)
    query(path, "CREATE TABLE vectors (key BLOB PRIMARY KEY, vector BLOB)")
    query(path, f"INSERT INTO vectors VALUES (x'61', x'{A.tobytes().hex()}')")
    query(path, f"INSERT INTO vectors VALUES (x'62', x'{B.tobytes().hex()}')")
    cache = VectorCache(path, TODAY)
    assert loaded(cache, [b"a"]) == {}
    cache.store({b"a": A})
    cache.record_use([b"a"])
    assert loaded(cache, [b"a", b"b"]) == {b"a": [1.0, -2.5]}
    assert query(path, "SELECT key, day FROM uses ORDER BY key") == [(b"a", TODAY), (b"b", TODAY)]


def test_a_table_of_other_columns_is_replaced(path):
    path.parent.mkdir(parents=True)
    query(path, "CREATE TABLE vectors (other TEXT)")
    cache = VectorCache(path)
    assert cache.load([b"a"]) == {}
    cache.store({b"a": A})
    assert loaded(cache, [b"a"]) == {b"a": [1.0, -2.5]}


@pytest.mark.parametrize("content", [b"no database", b"SQLite format 3\x00" + b"x" * 40])
def test_a_damaged_file_is_replaced(path, content):
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    cache = VectorCache(path, TODAY)
    assert cache.load([b"a"]) == {}
    cache.store({b"a": A})
    assert loaded(cache, [b"a"]) == {b"a": [1.0, -2.5]}
    path.write_bytes(content)
    cache.record_use([b"a"])
    assert query(path, "SELECT key, day FROM uses") == [(b"a", TODAY)]


def test_a_file_with_damaged_pages_never_stops_a_build(path):
    vectors = {n.to_bytes(2): np.full(300, n, dtype=np.float32) for n in range(100)}
    VectorCache(path).store(vectors)
    content = bytearray(path.read_bytes())
    content[4096 + 1 :: 3] = b"\xff" * len(content[4096 + 1 :: 3])
    path.write_bytes(content)
    cache = VectorCache(path)
    cache.load(list(vectors))
    cache.store(vectors)
    cache.record_use(list(vectors))
    assert loaded(cache, [b"\x00\x07"]) == {b"\x00\x07": [7.0] * 300}


@pytest.mark.parametrize("value", ["x'0000'", "x'000000000000'", "x''", "'text'", "NULL", "1"])
def test_a_value_that_is_not_a_vector_is_not_loaded(path, value):
    cache = VectorCache(path)
    cache.store({b"a": A})
    query(path, f"INSERT INTO vectors VALUES (x'62', {value})")
    assert sorted(cache.load([b"a", b"b"])) == [b"a"]
    assert cache.load([b"b"]) == {}
    cache.store({b"b": B})
    assert sorted(cache.load([b"a", b"b"])) == [b"a", b"b"]


def test_one_flipped_bit_of_a_vector_counts(path):
    cache = VectorCache(path)
    cache.store({b"a": A, b"b": B})
    ((blob,),) = query(path, "SELECT vector FROM vectors WHERE key = x'61'")
    for index in range(len(blob)):
        damaged = bytes([*blob[:index], blob[index] ^ 1, *blob[index + 1 :]])
        query(path, f"UPDATE vectors SET vector = x'{damaged.hex()}' WHERE key = x'61'")
        assert sorted(cache.load([b"a", b"b"])) == [b"b"]
    # A vector under another key is damage, too.
    query(path, f"UPDATE vectors SET vector = x'{blob.hex()}' WHERE key = x'62'")
    assert cache.load([b"b"]) == {}


def test_vectors_of_several_lengths_empty_the_cache(path):
    cache = VectorCache(path)
    cache.store({b"a": A, b"b": np.ones(3, dtype=np.float32)})
    assert cache.load([b"a", b"b"]) == {}
    assert sorted(cache.load([b"b"])) == [b"b"]


def test_a_folder_in_place_of_the_file_never_stops_a_build(path):
    path.mkdir(parents=True)
    cache = VectorCache(path)
    cache.store({b"a": A})
    cache.record_use([b"a"])
    assert cache.load([b"a"]) == {}
    assert path.is_dir()


def test_a_path_that_cannot_be_created_never_stops_a_build(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    cache = VectorCache(tmp_path / "file" / "vectors.sqlite")
    cache.store({b"a": A})
    cache.record_use([b"a"])
    assert cache.load([b"a"]) == {}


def test_a_read_only_file_never_stops_a_build(path):
    VectorCache(path, TODAY).store({b"a": A})
    path.chmod(0o444)
    VectorCache(path, TODAY + 1).store({b"b": B})
    VectorCache(path, TODAY + 1).record_use([b"a"])
    assert loaded(VectorCache(path), [b"a"]) == {b"a": [1.0, -2.5]}
