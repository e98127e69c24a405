"""The paths whose changes start a build."""

from sitegen.serve import watched_paths
from tests.unit.builds import make_config


def test_sources_settings_and_paths_of_the_settings_that_exist(tmp_path):
    for name in ("a.jsonl", "sitegen.toml", "tags.toml", "logo.svg"):
        (tmp_path / name).write_text("")
    for name in ("docs", "model"):
        (tmp_path / name).mkdir()
    config = make_config(
        tmp_path, theme={"logo": tmp_path / "logo.svg", "overrides": tmp_path / "missing"},
        pages={"docs": tmp_path / "docs"}, related={"model": tmp_path / "model"},
    )  # fmt: skip
    sources = [str(tmp_path / "a.jsonl"), str(tmp_path / "gone")]
    watched = watched_paths(sources, tmp_path / "sitegen.toml", config)
    names = [path.name for path in watched]
    assert names[:2] == ["a.jsonl", "sitegen.toml"]
    assert sorted(names[2:]) == ["docs", "logo.svg", "tags.toml"]
