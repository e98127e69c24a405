"""tags.toml through the commands: made, kept, edited, read-only, faulty."""

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


def test_a_build_makes_no_file_and_adds_to_one_that_is_there(sitegen, collection):
    config, file = collection / "sitegen.toml", collection / "tags.toml"
    assert sitegen("build", "-c", config, "-o", collection / "site", "-q").returncode == 0
    assert not file.exists()
    assert sitegen("tags", "-c", config, "--write").returncode == 0
    made = file.read_text(encoding="utf-8")
    assert 'graph-neural-networks = "graph neural networks"' in made
    file.write_text(
        'graph-neural-networks = { name = "GNNs", description = "Nets on graphs." }\n',
        encoding="utf-8",
    )
    done = sitegen("build", "-c", config, "-o", collection / "site")
    assert done.returncode == 0
    assert "new in the tags file" in done.stderr
    page = (collection / "site" / "tags" / "graph-neural-networks.html").read_text(encoding="utf-8")
    assert "GNNs" in page
    assert "Nets on graphs." in page
    kept = file.read_text(encoding="utf-8")
    assert kept.startswith("graph-neural-networks = { name")
    assert sitegen("build", "-c", config, "-o", collection / "site", "-q").returncode == 0
    assert file.read_text(encoding="utf-8") == kept


def test_a_faulty_file_is_told_with_its_line(sitegen, collection):
    (collection / "tags.toml").write_text('a = "A"\nb = 3\n', encoding="utf-8")
    done = sitegen("build", "-c", collection / "sitegen.toml", "-o", collection / "site")
    assert done.returncode == 1
    assert "tags.toml:2: b: must be" in done.stderr


def test_explain_and_tags_speak_of_the_papers(sitegen, collection):
    done = sitegen("explain", "drugs", "-c", collection / "sitegen.toml")
    assert done.returncode == 0
    assert "TAG “graph neural networks”" in done.stdout
    assert "meaning" in done.stdout
    assert (
        "no paper 'nowhere'"
        in sitegen("explain", "nowhere", "-c", collection / "sitegen.toml").stderr
    )
    listed = sitegen("tags", "-c", collection / "sitegen.toml")
    assert "graph-neural-networks" in listed.stdout
