"""The stages, and what each reports."""

from dataclasses import replace

import pytest

from sitegen.build.notes import recall_notes
from sitegen.build.stages import ENRICH_STAGES, STAGES, _create_encoder, site_info
from sitegen.enrich import static_encoder
from sitegen.errors import BuildError
from tests.unit.builds import PAPERS, build, make_build, make_config, write_papers

BROKEN = "not json\n"


@pytest.fixture
def folder(tmp_path):
    write_papers(tmp_path / "papers.jsonl")
    return tmp_path


def test_stages_in_order():
    names = ["read", "merge", "enrich", "pages", "render", "search", "publish"]
    assert [name for name, _ in STAGES] == names
    assert STAGES[:3] == ENRICH_STAGES


def test_faults_are_divided_by_severity(folder):
    path = write_papers(folder / "papers.jsonl", [*PAPERS, {"title": "T", "year": "soon"}])
    path.write_text(path.read_text() + BROKEN)
    report = make_build(folder).run(ENRICH_STAGES)
    assert [d.line for d in report.rejected] == [4]
    assert [d.line for d in report.warnings] == [3]
    assert (report.pages, report.read) == (3, 4)
    with pytest.raises(BuildError) as caught:
        make_build(folder, strict=True).run(ENRICH_STAGES)
    lines = str(caught.value).splitlines()
    assert len(lines) == 3
    assert lines[-1] == "--strict: 2 faults in the sources"


def test_strict_passes_without_faults(folder):
    assert make_build(folder, strict=True).run(ENRICH_STAGES).pages == 2


def test_site_info(tmp_path):
    config = make_config(
        tmp_path, site={"name": "N", "description": "D", "language": "de"},
        pages={"page_size": 11, "home": 3, "fulltext": True}, search={"packed": True},
    )  # fmt: skip
    info = site_info(config)
    assert (info.name, info.description, info.language) == ("N", "D", "de")
    assert (info.page_size, info.home_papers, info.fulltext, info.packed) == (11, 3, True, True)


def test_encoders(tmp_path):
    def encoder(**related):
        return _create_encoder(make_config(tmp_path, related=related), lambda _text: None)

    assert encoder(method="lexical") is None
    assert encoder(method="static") is static_encoder


def test_conflicts_are_noted_with_their_file(folder):
    records = [{"title": "One title of a paper", "doi": "10.1000/x", "year": year}
               for year in (2001, 2011)]  # fmt: skip
    write_papers(folder / "papers.jsonl", records)
    report, _ = build(folder)
    path = folder / ".sitegen" / "site" / "duplicates.txt"
    assert path.is_file()
    assert (report.pages, len(report.merged), len(report.conflicts)) == (1, 1, 1)
    assert report.notes[0] == (
        f"sources disagree on 1 values, and 0 pairs of pages may be one paper; see {path}"
    )


class TestUserContent:
    def test_a_page_without_a_search_body_is_noted(self, folder):
        (folder / "docs").mkdir()
        (folder / "docs" / "about.md").write_text("---\ntemplate: bare.html\n---\n# About\n")
        (folder / "over").mkdir()
        (folder / "over" / "bare.html").write_text("<html><body>{{ page.content }}</body></html>")
        config = make_config(
            folder, pages={"docs": folder / "docs"}, theme={"overrides": folder / "over"}
        )
        report, _ = build(folder, config=config)
        assert report.user_pages == 1
        (note,) = report.notes
        assert note == (
            "search leaves out 1 page (about.html): the template has no element with "
            "data-pagefind-body"
        )
        assert (folder / "site" / "about.html").is_file()

    def test_an_oserror_of_a_hook_is_the_hooks(self, folder):
        (folder / "hooks.py").write_text(
            "def on_page_markdown(markdown, **_):\n    open('/no/such/file')\n"
        )
        (folder / "mkdocs.yml").write_text("hooks:\n  - hooks.py\n")
        (folder / "docs").mkdir()
        (folder / "docs" / "about.md").write_text("# About\n")
        pages = {"docs": folder / "docs", "mkdocs": folder / "mkdocs.yml"}
        with pytest.raises(BuildError) as caught:
            build(folder, config=make_config(folder, pages=pages))
        assert "hooks.py:2: the hook raised FileNotFoundError" in str(caught.value)
        assert "can't be written" not in str(caught.value)

    def test_warnings_are_the_users_and_strict_refuses_them(self, folder):
        (folder / "docs").mkdir()
        (folder / "docs" / "about.md").write_text("# About\n\n[gone](nowhere.md)\n")
        config = make_config(folder, pages={"docs": folder / "docs"})
        report, _ = build(folder, config=config)
        (warning,) = report.warnings
        assert (warning.path, warning.line) == (str(folder / "docs"), 1)
        assert warning.message.startswith("MkDocs: ")
        with pytest.raises(BuildError, match=r"nowhere\.md"):
            build(folder, config=config, strict=True)


def test_the_summary_says_the_recall_of_an_index(folder):
    build = make_build(folder)
    report = build.run(ENRICH_STAGES)
    assert not any("recall" in note for note in report.notes)
    ranking = replace(build.enrichment.left.related, recall=0.9871)
    left = replace(build.enrichment.left, related=ranking)
    (note,) = recall_notes(replace(build.enrichment, left=left))
    assert "0.987 of the 10 nearest papers (recall@10" in note


def test_pages_are_written_without_the_vectors_of_related_papers(folder):
    build = make_build(folder)
    build.workspace = folder / "workspace"
    build.workspace.mkdir()
    build.run(ENRICH_STAGES)
    assert build.enrichment.space.size == 2
    papers = build.papers
    build.run([stage for stage in STAGES if stage[0] == "pages"])
    assert (build.enrichment.space, build.enrichment.left.related) == (None, None)
    assert build.papers == papers
