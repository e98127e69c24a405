"""An edited paper is shown before the build that follows."""

import json

import pytest

from sitegen.build.stages import site_info
from sitegen.paper import EnrichedPaper, Entry, Origin, Paper
from sitegen.serve.preview import _MAX_EDITED_PAPERS, Preview, _hash_lines, _replace_papers
from sitegen.sources import ReadOptions
from tests.unit.builds import PAPERS, build, make_config, write_papers


def start(folder, config, options=None, source="papers.jsonl"):
    preview = Preview([str(folder / source)], options or ReadOptions(), folder / "site")
    preview.before_build()
    _, enrichment = build(folder, folder / source, config=config, always=True,
                          format_name=options.format_name if options else None)  # fmt: skip
    preview.after_build(enrichment.papers, site_info(config))
    return preview


def edit(path, old, new):
    path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")


@pytest.fixture
def folder(tmp_path):
    write_papers(tmp_path / "papers.jsonl")
    return tmp_path


def test_an_edited_line_shows_its_page(folder):
    preview = start(folder, make_config(folder))
    assert not preview.show_changes()
    untouched = (folder / "site" / "papers" / "a.html").stat().st_ino
    edit(folder / "papers.jsonl", "On trees.", "On old trees.")
    assert preview.show_changes()
    assert "On old trees." in (folder / "site" / "papers" / "b.html").read_text("utf-8")
    assert (folder / "site" / "papers" / "a.html").stat().st_ino == untouched
    assert not preview.show_changes()


@pytest.mark.parametrize(
    "records", [PAPERS[:1], [*PAPERS, {"title": "New"}], [PAPERS[0], {"title": "Other page"}]]
)
def test_other_changes_are_left_to_the_build(folder, records):
    preview = start(folder, make_config(folder))
    write_papers(folder / "papers.jsonl", records)
    assert not preview.show_changes()


def test_a_broken_or_missing_source_is_left_to_the_build(folder):
    preview = start(folder, make_config(folder))
    (folder / "papers.jsonl").unlink()
    assert not preview.show_changes()


def test_nothing_is_shown_before_the_first_build(folder):
    preview = Preview([str(folder / "papers.jsonl")], ReadOptions(), folder / "site")
    preview.before_build()
    edit(folder / "papers.jsonl", "On trees.", "On old trees.")
    assert not preview.show_changes()


def test_columns_and_the_format_are_obeyed(tmp_path):
    records = [{"id": "a", "Heading": "First", "title": "Wrong", "abstract": "Old."}]
    (tmp_path / "papers.txt").write_text("".join(json.dumps(r) + "\n" for r in records))
    config = make_config(tmp_path, columns={"title": "Heading"})
    options = ReadOptions("utf-8", "jsonl", config.columns.mapping)
    preview = start(tmp_path, config, options, "papers.txt")
    edit(tmp_path / "papers.txt", "Old.", "Edited.")
    assert preview.show_changes()
    page = (tmp_path / "site" / "papers" / "a.html").read_text("utf-8")
    assert "Edited." in page
    assert "First" in page
    assert "Wrong" not in page


def test_hashes_have_a_line_more_than_line_feeds(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"x\ny\nx\n")
    hashes = _hash_lines(path)
    assert len(hashes) == 4
    assert hashes[0] == hashes[2] != hashes[1]


def members(count):
    return [
        EnrichedPaper(
            Entry(f"p{n}", Paper("T", source_id=f"p{n}", origins=(Origin("a", n),))), (), ()
        )
        for n in range(1, count + 1)
    ]


def changed(count):
    return [
        Paper("T", "Edited.", source_id=f"p{n}", origins=(Origin("a", n),))
        for n in range(1, count + 1)
    ]


class TestReplacing:
    def test_the_same_paper_is_no_change(self):
        papers = members(2)
        assert _replace_papers(papers, [papers[0].entry.paper]) == (papers, set())

    def test_as_many_as_may_be_edited_by_hand(self):
        papers = members(_MAX_EDITED_PAPERS + 1)
        replaced, ids = _replace_papers(papers, changed(_MAX_EDITED_PAPERS))
        assert len(ids) == _MAX_EDITED_PAPERS == 20
        assert replaced[0].entry.paper.abstract == "Edited."
        assert replaced[-1] == papers[-1]
        assert _replace_papers(papers, changed(_MAX_EDITED_PAPERS + 1)) == (papers, set())

    def test_an_unknown_record_or_another_page_is_refused(self):
        papers = members(1)
        assert _replace_papers(papers, changed(2)) == (papers, set())
        moved = [Paper("T", source_id="other", origins=(Origin("a", 1),))]
        assert _replace_papers(papers, moved) == (papers, set())
