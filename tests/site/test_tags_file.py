"""tags.toml and the commands: written, extended, edited, faulty."""

import json

import pytest


@pytest.fixture
def collection(tmp_path):
    rows = [
        {
            "id": w,
            "title": f"Graph neural networks for {w}",
            "abstract": "Message passing on molecular graphs.",
        }
        for w in ("drugs", "roads", "proteins")
    ]
    (tmp_path / "papers.jsonl").write_text(
        "".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8"
    )
    (tmp_path / "sitegen.toml").write_text('[site]\nsources = ["papers.jsonl"]\n', encoding="utf-8")
    return tmp_path


def test_a_build_extends_a_tags_file_but_does_not_create_one(sitegen, collection):
    config, file = collection / "sitegen.toml", collection / "tags.toml"
    assert sitegen("build", "-c", config, "-o", collection / "site", "-q").returncode == 0
    assert not file.exists()
    assert sitegen("tags", "-c", config, "--write").returncode == 0
    written = file.read_text(encoding="utf-8")
    assert 'graph-neural-networks = "graph neural networks"' in written
    file.write_text(
        'graph-neural-networks = { name = "GNNs", description = "Nets on graphs." }\n',
        encoding="utf-8",
    )
    result = sitegen("build", "-c", config, "-o", collection / "site")
    assert result.returncode == 0
    assert "new in the tags file" in result.stderr
    page = (collection / "site" / "tags" / "graph-neural-networks.html").read_text(encoding="utf-8")
    assert "GNNs" in page
    assert "Nets on graphs." in page
    extended = file.read_text(encoding="utf-8")
    assert extended.startswith("graph-neural-networks = { name")
    assert sitegen("build", "-c", config, "-o", collection / "site", "-q").returncode == 0
    assert file.read_text(encoding="utf-8") == extended


def test_a_fault_in_the_file_is_reported_with_its_line(sitegen, collection):
    (collection / "tags.toml").write_text('a = "A"\nb = 3\n', encoding="utf-8")
    result = sitegen("build", "-c", collection / "sitegen.toml", "-o", collection / "site")
    assert result.returncode == 1
    assert "tags.toml:2: b: must be" in result.stderr


def test_explain_and_tags_print_topics_of_the_papers(sitegen, collection):
    result = sitegen("explain", "drugs", "-c", collection / "sitegen.toml")
    assert result.returncode == 0
    assert "TAG “graph neural networks”" in result.stdout
    assert "meaning" in result.stdout
    assert (
        "no paper 'nowhere'"
        in sitegen("explain", "nowhere", "-c", collection / "sitegen.toml").stderr
    )
    listed = sitegen("tags", "-c", collection / "sitegen.toml")
    assert "graph-neural-networks" in listed.stdout
