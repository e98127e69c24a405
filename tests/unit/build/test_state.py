"""What a build does with the state: it reads it, and adds to it only if the settings say so."""

from datetime import date
from pathlib import Path

from sitegen.build import Request, read_and_merge
from sitegen.paper import Paper
from sitegen.state import hash_state, read_state
from tests.unit.builds import PAPERS, build, make_config, write_papers

DAY = "1764028800"  # 2025-11-25


def files(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_damaged_line_is_a_warning(tmp_path):
    write_papers(tmp_path / "papers.jsonl")
    path = tmp_path / "state" / "first-seen" / "2026-10.txt"
    path.parent.mkdir(parents=True)
    path.write_text("<<<<<<< HEAD\n")
    request = Request([str(tmp_path / "papers.jsonl")])
    report, _, _ = read_and_merge(request, make_config(tmp_path), lambda _stage: None)
    assert [(warning.path, warning.line) for warning in report.warnings] == [(str(path), 1)]


def test_a_build_is_of_a_state_by_the_files_that_it_reads(tmp_path):
    hashes = {hash_state(None)}
    assert hash_state(tmp_path) in hashes
    for text, name in (("a", "votes/1.txt"), ("b", "votes/1.txt"), ("b", "ranks/1.txt")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
        hashes.add(hash_state(tmp_path))
    assert len(hashes) == 4
    for name in ("fetch/1.txt", "votes/1.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("c")
        assert hash_state(tmp_path) in hashes


def test_a_build_records_if_the_settings_say_so_and_caches_change_nothing(tmp_path, monkeypatch):
    papers = tmp_path / "papers.jsonl"
    config = make_config(tmp_path, site={"url": "https://example.org/"}, state={"record": True})
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    write_papers(papers, [{**PAPERS[0], "upvotes": 4}])
    build(tmp_path, config=config)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(DAY) + 86_400))
    write_papers(papers, PAPERS)
    build(tmp_path, config=config)
    state, site = files(tmp_path / "state"), files(tmp_path / "site")
    paper = Paper(PAPERS[0]["title"], year=2020)
    assert read_state(tmp_path / "state").day_of(paper) == date(2025, 11, 25)
    assert read_state(tmp_path / "state").votes_of(paper) == {date(2025, 11, 25): 4}
    assert b"<updated>2025-11-26T" in site["feed.xml"]
    assert b"papers/a.html</loc><lastmod>2025-11-25<" in site["sitemap.xml"]
    assert build(tmp_path, config=config)[1] is None
    # Another machine, without caches and on another day.
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(DAY) + 9 * 86_400))
    for path in Path(tmp_path).glob("site*"), Path(tmp_path).glob(".sitegen*"):
        for folder in path:
            folder.rename(tmp_path / f"old-{folder.name}")
    build(tmp_path, config=config)
    assert files(tmp_path / "state") == state
    clean = files(tmp_path / "site")
    for name in ("feed.xml", "feed.json", "sitemap.xml", "index.html"):
        assert clean[name] == site[name]
