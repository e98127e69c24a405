"""What a build does with the state: it reads it, and adds to it only if the settings say so."""

from datetime import date
from pathlib import Path

from sitegen.paper import Paper
from sitegen.state import append_first_seen, read_state
from tests.unit.builds import PAPERS, build, make_config, write_papers

DAY = "1764028800"  # 2025-11-25


def files(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_build_reads_the_state_and_builds_again_only_if_it_has_changed(tmp_path):
    write_papers(tmp_path / "papers.jsonl")
    config = make_config(tmp_path, site={"url": "https://example.org/"})
    build(tmp_path, config=config)
    assert not (tmp_path / "state").exists()
    assert b"lastmod" not in (tmp_path / "site" / "sitemap.xml").read_bytes()
    append_first_seen(
        tmp_path / "state", [Paper(PAPERS[0]["title"], year=2020)], date(2026, 11, 25)
    )
    state = files(tmp_path / "state")
    (tmp_path / "state" / "first-seen" / "2026-10.txt").write_text("<<<<<<< HEAD\n")
    report, enrichment = build(tmp_path, config=config)
    assert enrichment
    (warning,) = report.warnings
    assert (warning.path, warning.line) == (f"{tmp_path}/state/first-seen/2026-10.txt", 1)
    assert (
        b"papers/a.html</loc><lastmod>2026-11-25<"
        in (tmp_path / "site" / "sitemap.xml").read_bytes()
    )
    assert build(tmp_path, config=config)[1] is None
    # Another file of the folder is not read.
    (tmp_path / "state" / "fetch").mkdir()
    (tmp_path / "state" / "fetch" / "x.txt").write_text("x")
    assert build(tmp_path, config=config)[1] is None
    assert files(tmp_path / "state").items() >= state.items()


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
