"""Where the folder of a transformer model comes from."""

import pytest

from sitegen.enrich.related.model_hub import missing_library, model_folder
from sitegen.errors import ConfigError


def test_a_relative_path_starts_at_the_configuration_file(tmp_path):
    (tmp_path / "models" / "small").mkdir(parents=True)
    folder = model_folder("models/small", tmp_path, network=False)
    assert folder == tmp_path / "models" / "small"
    assert model_folder("models/small", tmp_path, network=True) == folder


def test_an_absolute_path_stays(tmp_path):
    assert model_folder(str(tmp_path), tmp_path / "elsewhere", network=False) == tmp_path


@pytest.mark.parametrize("network", [True, False])
def test_a_name_is_required(tmp_path, network):
    with pytest.raises(ConfigError, match=r"needs model: a folder with model\.onnx"):
        model_folder("", tmp_path, network=network)


def test_without_the_network_a_missing_folder_is_an_error(tmp_path):
    with pytest.raises(ConfigError, match="network = true") as error:
        model_folder("some/model", tmp_path, network=False)
    assert str(error.value).startswith(f"{tmp_path / 'some' / 'model'}: there is no such folder")
    assert "“some/model”" in str(error.value)


def test_a_file_is_not_a_folder(tmp_path):
    (tmp_path / "model").write_bytes(b"")
    with pytest.raises(ConfigError, match="there is no such folder"):
        model_folder("model", tmp_path, network=False)


def test_a_name_that_the_hub_refuses_is_an_error(tmp_path):
    with pytest.raises(ConfigError, match="“not/a/name” can't be fetched from the hub: "):
        model_folder("not/a/name", tmp_path, network=True)


def test_the_error_for_a_missing_library_names_the_remedy():
    assert str(missing_library("tokenizers")) == (
        '[related] method = "transformer" needs tokenizers; pip install "sitegen[transformer]"'
    )
