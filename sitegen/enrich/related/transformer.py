"""Vectors of papers from a sentence-transformer in ONNX: ``[related] method = "transformer"``.

Mean of the token vectors (Reimers & Gurevych 2019, "Sentence-BERT", section 3), at most 256 tokens
a text. Texts of like length share a batch, so that little is padding. Vectors are kept by a hash of
model and text: only new texts are encoded.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sitegen.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from sitegen.enrich.corpus import Corpus
    from sitegen.paper import Paper

_LONGEST: Final = 256
_BATCH_TOKENS: Final = 4096
_WEIGHTS: Final = ("model.onnx", "onnx/model.onnx", "model_quantized.onnx", "model_int8.onnx")
_KEPT_AT_ONCE: Final = 512
_TOLD_EVERY: Final = 2.0


class Transformer:
    """An encoder for ``enrich``: a model and where its vectors are kept.

    Args:
        folder: holds tokenizer.json (or vocab.txt) and model.onnx (or onnx/model.onnx).
        cache: file for the vectors; made where it is not there, and anew where it is none.
        tell: called now and then with a sentence on how far it is.

    Raises:
        ConfigError: the folder lacks a file, a file is none, or onnxruntime is not installed.
    """

    def __init__(self, folder: Path, cache: Path | None, tell: Callable[[str], None]) -> None:
        self._tokenizer = _tokenizer(folder)
        weights = _weights(folder)
        self._session = _session(weights)
        self._inputs = [node.name for node in self._session.get_inputs()]
        self._mark = hashlib.blake2b(weights.read_bytes(), digest_size=16).digest()
        self._cache = cache
        self._tell = tell

    def __call__(
        self, papers: Sequence[Paper], _corpus: Corpus
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return (papers, dimensions) vectors of "title. abstract" and the same of the titles."""
        texts = [f"{paper.title.rstrip('.')}. {paper.abstract}" for paper in papers]
        both = self.encode([*texts, *(paper.title for paper in papers)])
        return both[: len(papers)], both[len(papers) :]

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return (texts, dimensions) vectors, from the cache where they are there."""
        keys = [self._key(text) for text in texts]
        found = read_vectors(self._cache, set(keys))
        wanted = {key: text for key, text in zip(keys, texts, strict=True) if key not in found}
        fresh: dict[bytes, NDArray[np.float32]] = {}
        start = told = time.monotonic()
        done = 0
        for batch in self._batches(wanted):
            fresh |= self._encode_batch(batch)
            if len(fresh) >= _KEPT_AT_ONCE:
                keep_vectors(self._cache, fresh)
                found |= fresh
                fresh = {}
            done += len(batch)
            now = time.monotonic()
            if now - told > _TOLD_EVERY:
                told = now
                left = (now - start) / done * (len(wanted) - done)
                self._tell(f"encoded {done} of {len(wanted)} texts, {_duration(left)} left")
        keep_vectors(self._cache, fresh)
        found |= fresh
        return np.array([found[key] for key in keys], dtype=np.float32)

    def _key(self, text: str) -> bytes:
        return hashlib.blake2b(text.encode(), digest_size=16, key=self._mark).digest()

    def _batches(self, wanted: dict[bytes, str]) -> list[list[tuple[bytes, Any]]]:
        """Group texts of like length, longest first, so that the time left is told too high."""
        keys = list(wanted)
        encoded = list(
            zip(keys, self._tokenizer.encode_batch([wanted[k] for k in keys]), strict=True)
        )
        encoded.sort(key=lambda pair: (-len(pair[1].ids), pair[0]))
        batches: list[list[tuple[bytes, Any]]] = []
        for pair in encoded:
            longest = len(batches[-1][0][1].ids) if batches else 0
            if batches and (len(batches[-1]) + 1) * longest <= _BATCH_TOKENS:
                batches[-1].append(pair)
            else:
                batches.append([pair])
        return batches

    def _encode_batch(self, batch: list[tuple[bytes, Any]]) -> dict[bytes, NDArray[np.float32]]:
        width = max(1, *(len(encoding.ids) for _, encoding in batch))
        ids, mask = (np.zeros((len(batch), width), dtype=np.int64) for _ in range(2))
        for row, (_, encoding) in enumerate(batch):
            ids[row, : len(encoding.ids)] = encoding.ids
            mask[row, : len(encoding.ids)] = 1
        feeds = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        hidden = self._session.run(None, {name: feeds[name] for name in self._inputs})[0]
        if hidden.ndim == 3:  # noqa: PLR2004  - some exports pool already
            weights = mask[:, :, None].astype(np.float32)
            hidden = (hidden * weights).sum(axis=1) / np.maximum(1, weights.sum(axis=1))
        return {key: hidden[row] for row, (key, _) in enumerate(batch)}


def read_vectors(cache: Path | None, keys: set[bytes]) -> dict[bytes, NDArray[np.float32]]:
    """Return the vectors that a cache has; none where there is no cache or it can't be read."""
    if cache is None or not cache.is_file():
        return {}
    try:
        with closing(sqlite3.connect(cache)) as database:
            rows = database.execute("SELECT key, vector FROM vectors")
            return {k: np.frombuffer(v, "<f4") for k, v in rows if k in keys}
    except sqlite3.Error:
        return {}


def keep_vectors(cache: Path | None, vectors: dict[bytes, NDArray[np.float32]]) -> None:
    """Add vectors to a cache; a file that is none is replaced, a read-only place left alone."""
    if cache is None or not vectors:
        return
    rows = [(key, vector.astype("<f4").tobytes()) for key, vector in vectors.items()]
    for _ in range(2):
        try:
            cache.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(cache)) as database, database:
                database.execute(
                    "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB)"
                )
                database.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)
        except sqlite3.OperationalError:
            return
        except sqlite3.DatabaseError:
            cache.unlink(missing_ok=True)
        except OSError:
            return
        else:
            return


def _duration(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"about {minutes} min" if minutes > 1 else f"about {max(1, round(seconds))} s"


def _weights(folder: Path) -> Path:
    for name in _WEIGHTS:
        if (folder / name).is_file():
            return folder / name
    raise ConfigError(f"{folder}: has no {_WEIGHTS[0]}; export the model to ONNX, or name another")


def _session(weights: Path) -> Any:
    try:
        import onnxruntime
    except ImportError as error:
        raise _lacking("onnxruntime") from error
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(
            str(weights), options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:  # onnxruntime has a class of its own for each fault of a file
        raise ConfigError(f"{weights}: is no ONNX model: {str(error).splitlines()[0]}") from error


def _tokenizer(folder: Path) -> Any:
    try:
        from tokenizers import BertWordPieceTokenizer, Tokenizer
    except ImportError as error:
        raise _lacking("tokenizers") from error
    whole, words = folder / "tokenizer.json", folder / "vocab.txt"
    if not whole.is_file() and not words.is_file():
        raise ConfigError(
            f"{folder}: has no tokenizer.json; is it a sentence-transformer's folder?"
        )
    try:
        if whole.is_file():
            json.loads(whole.read_text(encoding="utf-8"))
            made = Tokenizer.from_file(str(whole))
        else:
            made = BertWordPieceTokenizer(str(words))
    except Exception as error:  # tokenizers raises bare Exception
        raise ConfigError(f"{folder}: its tokenizer can't be read: {error}") from error
    made.enable_truncation(_LONGEST)
    made.no_padding()
    return made


def _lacking(library: str) -> ConfigError:
    return ConfigError(
        f'[related] method = "transformer" needs {library}; pip install "sitegen[transformer]"'
    )


def model_folder(name: str, base: Path, *, network: bool) -> Path:
    """Return the folder of a model: a path from ``base``, or a hub's where the user allows it.

    Raises:
        ConfigError: there is no such folder, and the network is not allowed or has none either.
    """
    if not name:
        raise ConfigError('[related] method = "transformer" needs model: a folder with model.onnx')
    folder = base / name
    if folder.is_dir():
        return folder
    if not network:
        raise ConfigError(
            f"{folder}: there is no such folder; to fetch “{name}” from the Hugging Face hub, set "
            "network = true in [related]"
        )
    return _fetched(name)


def _fetched(name: str) -> Path:
    from pathlib import Path

    try:
        from huggingface_hub import snapshot_download
    except ImportError as error:
        raise _lacking("huggingface_hub") from error
    patterns = ["tokenizer.json", "vocab.txt", "model.onnx", "onnx/model.onnx"]
    try:
        return Path(snapshot_download(name, allow_patterns=patterns))
    except (OSError, ValueError) as error:
        raise ConfigError(f"“{name}” can't be fetched from the hub: {error}") from error
