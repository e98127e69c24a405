"""Locate the folder of a transformer model: local, or downloaded from the Hugging Face hub."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sitegen.errors import ConfigError

#: The files of a model repository that are downloaded: the tokenizer and the ONNX weights.
_DOWNLOADED_FILES: Final = ["tokenizer.json", "vocab.txt", "model.onnx", "onnx/model.onnx"]


def model_folder(name: str, base: Path, *, network: bool) -> Path:
    """Return the folder of a model.

    Args:
        name: path of a folder, relative to ``base``, or the name of a model on the hub.
        base: folder of the configuration file.
        network: whether the user allows a download.

    Raises:
        ConfigError: there is no such folder and the network is not allowed, or the download failed.
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
    return _download(name)


def missing_library(library: str) -> ConfigError:
    """Return the error for an optional library that is not installed."""
    return ConfigError(
        f'[related] method = "transformer" needs {library}; pip install "sitegen[transformer]"'
    )


def _download(name: str) -> Path:
    """Download a model, or return its folder in the hub's local cache."""
    try:
        from huggingface_hub import snapshot_download
    except ImportError as error:
        raise missing_library("huggingface_hub") from error
    # The hub's errors derive from OSError; ValueError is an invalid name.
    try:
        return Path(snapshot_download(name, allow_patterns=_DOWNLOADED_FILES))
    except (OSError, ValueError) as error:
        raise ConfigError(f"“{name}” can't be fetched from the hub: {error}") from error
