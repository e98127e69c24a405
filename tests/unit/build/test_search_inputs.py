"""What the index is made from."""

from sitegen.build.search_inputs import searchable_urls
from sitegen.build.stages import ENRICH_STAGES
from tests.unit.builds import make_build, write_papers


def test_papers_are_indexed_newest_first(tmp_path):
    write_papers(tmp_path / "papers.jsonl")
    run = make_build(tmp_path)
    run.run(ENRICH_STAGES)
    run.manifest = {}
    assert searchable_urls(run) == ["papers/b.html", "papers/a.html"]
