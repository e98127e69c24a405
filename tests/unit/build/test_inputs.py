"""What a build is asked for, and the key of all that it reads."""

import os

import pytest

from sitegen.build.inputs import Inputs, Request
from tests.unit.builds import make_config, write_papers


@pytest.fixture
def papers(tmp_path):
    return write_papers(tmp_path / "papers.jsonl")


def key(papers, config, **options):
    return Inputs.of(Request([str(papers)], **options), config).content_key


def test_read_options(tmp_path):
    config = make_config(tmp_path, columns={"title": "Name", "year": "Y"})
    request = Request(["x"], "latin-1", "table")
    options = request.read_options(config)
    assert (options.encoding, options.format_name) == ("latin-1", "table")
    assert options.columns == {"title": "Name", "year": "Y"}


def test_defaults():
    request = Request(["x"])
    assert (request.encoding, request.format_name, request.jobs) == ("utf-8", None, None)
    assert (request.strict, request.plain) == (False, False)


def test_the_same_inputs_have_the_same_key(papers, tmp_path):
    assert key(papers, make_config(tmp_path)) == key(papers, make_config(tmp_path))
    assert key(papers, make_config(tmp_path), jobs=1) == key(papers, make_config(tmp_path), jobs=2)


@pytest.mark.parametrize(
    "options",
    [{"encoding": "latin-1"}, {"format_name": "json"}, {"strict": True}, {"plain": True}],
)
def test_each_option_is_in_the_key(papers, tmp_path, options):
    config = make_config(tmp_path)
    assert key(papers, config, **options) != key(papers, config)


def test_settings_content_and_clock_are_in_the_key(papers, tmp_path, monkeypatch):
    config = make_config(tmp_path)
    first = key(papers, config)
    assert key(papers, make_config(tmp_path, site={"name": "Other"})) != first
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert key(papers, config) != first
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    write_papers(papers, [{"title": "Another"}])
    assert key(papers, config) != first


def test_the_current_folder_is_in_the_key(papers, tmp_path, monkeypatch):
    config = make_config(tmp_path)
    first = key(papers, config)
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path / "sub")
    assert key(papers, config) != first


def test_the_users_pages_are_in_the_key_behind_a_link_too(papers, tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "about.md").write_text("# One")
    (tmp_path / "docs").symlink_to("real")
    config = make_config(tmp_path, pages={"docs": tmp_path / "docs"})
    first = key(papers, config)
    (tmp_path / "real" / "about.md").write_text("# Two")
    assert key(papers, config) != first


def test_a_model_counts_by_its_stamps(papers, tmp_path):
    model = tmp_path / "model"
    model.mkdir()
    config = make_config(tmp_path, related={"model": model})
    first = key(papers, config)
    (model / "model.onnx").write_bytes(b"x")
    assert key(papers, config) != first


def test_standard_input_and_plugins_have_no_key(papers, tmp_path):
    plugged = make_config(tmp_path, pages={"mkdocs": tmp_path / "mkdocs.yml"})
    for inputs in (
        Inputs.of(Request(["-"]), make_config(tmp_path)),
        Inputs.of(Request([str(papers), "-"]), make_config(tmp_path)),
        Inputs.of(Request([str(papers)]), plugged),
        Inputs.of(Request([str(tmp_path / "missing")]), make_config(tmp_path)),
    ):
        assert inputs == Inputs()
        assert inputs.key("text", "") is None


def test_the_text_of_the_tags_file_is_in_the_key(papers, tmp_path):
    inputs = Inputs.of(Request([str(papers)]), make_config(tmp_path))
    keys = [
        *(inputs.key(text, "") for text in (None, "", "a = 'A'")),
        inputs.key("", "state"),
        inputs.content_key,
    ]
    assert len(set(keys)) == 5
    assert inputs.key("", "") == inputs.key("", "")


def test_a_touched_file_is_a_change(papers, tmp_path):
    inputs = Inputs.of(Request([str(papers)]), make_config(tmp_path))
    assert inputs.are_unchanged()
    os.utime(papers, ns=(1, 1))
    assert not inputs.are_unchanged()
    papers.unlink()
    assert not inputs.are_unchanged()
    assert Inputs().are_unchanged()
