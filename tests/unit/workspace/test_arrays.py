"""Files of arrays come back whole, or not at all."""

import numpy as np
import pytest

from sitegen.workspace.arrays import load_arrays, save_arrays


def test_arrays_come_back_under_their_key_only(tmp_path):
    arrays = {"a": np.arange(6, dtype=np.int32).reshape(2, 3), "b": np.zeros(0, dtype=np.float32)}
    save_arrays(tmp_path / "a", "k", arrays)
    loaded = load_arrays(tmp_path / "a", "k")
    assert [(name, v.dtype, v.tolist()) for name, v in loaded.items()] == [
        (name, v.dtype, v.tolist()) for name, v in arrays.items()
    ]
    assert load_arrays(tmp_path / "a", "other") is None
    assert load_arrays(tmp_path / "gone", "k") is None
    assert load_arrays(tmp_path, "k") is None


@pytest.mark.parametrize("at", [0, 9, 45, 75, -1])
def test_damaged_arrays_count_as_missing(tmp_path, at):
    path = tmp_path / "a"
    save_arrays(path, "k", {"a": np.arange(9)})
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)
    assert load_arrays(path, "k") is None
    path.write_bytes(path.read_bytes()[:60])
    assert load_arrays(path, "k") is None


def test_arrays_that_cant_be_written_are_missing_next_time(tmp_path):
    save_arrays(tmp_path / "no folder" / "a", "k", {"a": np.arange(9)})
    assert load_arrays(tmp_path / "no folder" / "a", "k") is None
