"""Encode texts by a sentence-transformer in ONNX format: ``[related] method = "transformer"``.

A text's vector is the mean of its token vectors (Reimers & Gurevych 2019, "Sentence-BERT", section
3), of at most 256 tokens. Texts of similar length share a batch, so that little of it is padding.
Vectors are cached by a hash of model and text (``vector_cache``).
"""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sitegen.enrich.related.model_hub import missing_library
from sitegen.enrich.related.vector_cache import VectorCache
from sitegen.errors import ConfigError, about_duration
from sitegen.workspace.cache import cache_key, text_hash
from sitegen.workspace.files import hash_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from sitegen.enrich.corpus import Corpus
    from sitegen.paper import Paper

    #: A cache key and the tokenizer's encoding of its text, with ``ids``.
    EncodedText = tuple[bytes, Any]

#: The input length of the usual models; the rest of a longer text is ignored.
_MAX_TOKENS: Final = 256
#: Tokens per batch, padding included: enough to occupy the cores, little memory.
_MAX_BATCH_TOKENS: Final = 4096
#: In order of preference; a quantized model is used only if it is all there is.
_WEIGHT_FILES: Final = (
    "model.onnx",
    "onnx/model.onnx",
    "model_quantized.onnx",
    "model_int8.onnx",
)
#: Vectors per write to the cache: what an interrupted build loses at most.
_MIN_STORED_VECTORS: Final = 512
_PROGRESS_INTERVAL_S: Final = 2.0
#: ONNX Runtime's level for errors: its warnings about a model are of no use to users.
_LOG_ERRORS: Final = 3
_TOKEN_VECTORS_NDIM: Final = 3


class Transformer:
    """An encoder for ``enrich``: a model and a cache of its vectors.

    Args:
        folder: contains tokenizer.json (or vocab.txt) and model.onnx (or onnx/model.onnx).
        cache: path of the vector cache; None to encode all texts in each build.
        progress: called with a sentence every two seconds.

    Raises:
        ConfigError: the folder lacks a file, a file is invalid, or onnxruntime is not installed.
    """

    def __init__(self, folder: Path, cache: Path | None, progress: Callable[[str], None]) -> None:
        self._tokenizer = _load_tokenizer(folder)
        weights = _find_weights(folder)
        self._session = _load_session(weights)
        # Some exports have no token_type_ids.
        self._inputs = [node.name for node in self._session.get_inputs()]
        # Not sitegen's code: an upgrade must not cost hours of encoding.
        self._model_key = cache_key(
            *(hash_file(path) for path in (weights, _find_tokenizer(folder))),
            packages=("onnxruntime", "tokenizers"),
        )
        self._cache = VectorCache(cache)
        self._progress = progress

    def __call__(
        self, papers: Sequence[Paper], _corpus: Corpus
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return (papers, dimensions) vectors of "title. abstract", and those of the titles."""
        texts = [f"{paper.title.rstrip('.')}. {paper.abstract}" for paper in papers]
        # One call for both, so that short titles share batches with each other.
        vectors = self.encode([*texts, *(paper.title for paper in papers)])
        return vectors[: len(papers)], vectors[len(papers) :]

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return (texts, dimensions) vectors; texts that are not in the cache are encoded."""
        keys = [self._key(text) for text in texts]
        distinct = set(keys)
        vectors = self._cache.load(distinct)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in vectors}
        # Stored while the build goes on, so that an interrupted one need not start over.
        for encoded in self._encode_texts(missing):
            self._cache.store(encoded)
            vectors |= encoded
        self._cache.record_use(distinct)
        return np.array([vectors[key] for key in keys], dtype=np.float32)

    def _key(self, text: str) -> bytes:
        return bytes.fromhex(text_hash(f"{self._model_key}\0{text}"))

    def _encode_texts(self, texts: dict[bytes, str]) -> Iterator[dict[bytes, NDArray[np.float32]]]:
        """Yield the vectors of texts by key, some hundred at a time, and report progress."""
        vectors: dict[bytes, NDArray[np.float32]] = {}
        count = 0
        start = last_report = time.monotonic()
        for batch in self._batches(texts):
            vectors |= self._encode_batch(batch)
            if len(vectors) >= _MIN_STORED_VECTORS:
                yield vectors
                vectors = {}
            count += len(batch)
            current = time.monotonic()
            if current - last_report > _PROGRESS_INTERVAL_S:
                last_report = current
                self._progress(_format_progress(count, len(texts), current - start))
        yield vectors

    def _batches(self, texts: dict[bytes, str]) -> list[list[EncodedText]]:
        """Group texts of similar length, the longest first.

        The remaining time is thus estimated too high at first, rather than too low.
        """
        encodings = self._tokenizer.encode_batch(list(texts.values()))
        encoded: list[EncodedText] = list(zip(texts, encodings, strict=True))
        # The key breaks ties, so that batches do not depend on the order of the papers.
        encoded.sort(key=lambda pair: (-len(pair[1].ids), pair[0]))
        batches: list[list[EncodedText]] = []
        for pair in encoded:
            # All rows of a batch are padded to its first text, the longest.
            width = len(batches[-1][0][1].ids) if batches else 0
            if batches and (len(batches[-1]) + 1) * width <= _MAX_BATCH_TOKENS:
                batches[-1].append(pair)
            else:
                batches.append([pair])
        return batches

    def _encode_batch(self, batch: list[EncodedText]) -> dict[bytes, NDArray[np.float32]]:
        """Run the model on one batch; return the vector of each key."""
        # A text may have no token at all, but the model needs at least one column.
        width = max(1, *(len(encoding.ids) for _, encoding in batch))
        ids, mask = (np.zeros((len(batch), width), dtype=np.int64) for _ in range(2))
        for row, (_, encoding) in enumerate(batch):
            ids[row, : len(encoding.ids)] = encoding.ids
            mask[row, : len(encoding.ids)] = 1
        arrays = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        vectors = self._session.run(None, {name: arrays[name] for name in self._inputs})[0]
        # (texts, tokens, dimensions), unless the exported model averages the tokens already.
        if vectors.ndim == _TOKEN_VECTORS_NDIM:
            weights = mask[:, :, None].astype(np.float32)
            vectors = (vectors * weights).sum(axis=1) / np.maximum(1, weights.sum(axis=1))
        return {key: vectors[row] for row, (key, _) in enumerate(batch)}


def _format_progress(count: int, total: int, elapsed_s: float) -> str:
    """Return a sentence on the progress; the rest is assumed to be as slow per text."""
    remaining_s = elapsed_s / count * (total - count)
    return f"encoded {count} of {total} texts, {about_duration(remaining_s)} left"


def _find_weights(folder: Path) -> Path:
    for name in _WEIGHT_FILES:
        if (folder / name).is_file():
            return folder / name
    raise ConfigError(
        f"{folder}: has no {_WEIGHT_FILES[0]}; export the model to ONNX, or name another folder"
    )


def _load_session(weights: Path) -> Any:
    """Return an ``onnxruntime.InferenceSession``; the import takes long and is optional."""
    try:
        import onnxruntime
    except ImportError as error:
        raise missing_library("onnxruntime") from error
    options = onnxruntime.SessionOptions()
    options.log_severity_level = _LOG_ERRORS
    try:
        return onnxruntime.InferenceSession(
            str(weights), options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:  # onnxruntime has an unrelated exception class for each fault
        reason = str(error).splitlines()[0]
        raise ConfigError(
            f"{weights}: not an ONNX model ({reason}); export the model to ONNX again"
        ) from error


def _find_tokenizer(folder: Path) -> Path:
    # tokenizer.json describes all steps; vocab.txt only lists tokens, with BERT's steps implied.
    for path in (folder / "tokenizer.json", folder / "vocab.txt"):
        if path.is_file():
            return path
    raise ConfigError(
        f"{folder}: has no tokenizer.json; is it the folder of a sentence-transformer?"
    )


def _load_tokenizer(folder: Path) -> Any:
    """Return a ``tokenizers.Tokenizer`` that truncates texts and does not pad them."""
    try:
        from tokenizers import BertWordPieceTokenizer, Tokenizer
    except ImportError as error:
        raise missing_library("tokenizers") from error
    path = _find_tokenizer(folder)
    try:
        if path.suffix == ".json":
            # Python's parser gives a clear message for a file that is not JSON.
            json.loads(path.read_text(encoding="utf-8"))
            tokenizer = Tokenizer.from_file(str(path))
        else:
            tokenizer = BertWordPieceTokenizer(str(path))
    except Exception as error:  # tokenizers raises bare Exception
        raise ConfigError(f"{folder}: its tokenizer can't be read: {error}") from error
    tokenizer.enable_truncation(_MAX_TOKENS)
    tokenizer.no_padding()  # the file may ask for a fixed length; batches are padded here
    return tokenizer
