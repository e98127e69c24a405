"""Papers at which a stage fails cost themselves."""

import pytest

from sitegen.build.guard import MAX_FAULTY, find_faulty
from sitegen.enrich import corpus
from sitegen.errors import BuildError
from sitegen.pages import views
from sitegen.paper import Entry, Origin, Paper
from tests.unit.builds import build, write_papers

RECORDS = [{"id": f"p{n}", "title": f"Bridges of town {n}", "abstract": "Long."} for n in range(9)]


def entries(count):
    return [Entry(str(n), Paper(title=str(n), origins=(Origin("x", n),))) for n in range(count)]


def fail_at(*ids):
    def attempt(part):
        if any(entry.id in ids for entry in part):
            raise ZeroDivisionError

    return attempt


@pytest.mark.parametrize(("count", "ids"), [(1, {"0"}), (9, {"3"}), (9, {"0", "1", "8"}), (9, ())])
def test_the_papers_that_fail_alone_are_faulty(count, ids):
    faulty = find_faulty(entries(count), fail_at(*ids))
    assert {entry.id for entry, _ in faulty} == set(ids)
    assert all(isinstance(error, ZeroDivisionError) for _, error in faulty)


def test_a_fault_of_two_papers_together_is_nobodys():
    def attempt(part):
        if len(part) > 1:
            raise ValueError

    assert find_faulty(entries(8), attempt) == []


def test_where_many_fail_the_fault_is_not_theirs():
    calls = []

    def attempt(part):
        calls.append(part)
        raise ValueError

    assert find_faulty(entries(1_000), attempt) == []
    assert len(calls) < 3 * MAX_FAULTY


def test_errors_of_the_system_and_the_user_are_raised():
    def attempt(_part):
        raise BuildError("full")

    with pytest.raises(BuildError, match="full"):
        find_faulty(entries(2), attempt)


@pytest.fixture
def fail_on(monkeypatch):
    """Make a function of the pipeline fail for one text."""

    def patch(module, name, is_bad):
        function = getattr(module, name)

        def failing(value, *further):
            if is_bad(value):
                raise ZeroDivisionError("boom")
            return function(value, *further)

        monkeypatch.setattr(module, name, failing)

    return patch


@pytest.mark.parametrize("stage", ["enrich", "pages"])
def test_a_paper_that_fails_is_rejected_and_the_others_have_their_pages(tmp_path, fail_on, stage):
    write_papers(tmp_path / "papers.jsonl", RECORDS)
    if stage == "enrich":
        fail_on(corpus, "split_words", lambda text: "town 4" in text)
    else:
        fail_on(views, "format_bibtex", lambda paper: "town 4" in paper.title)
    report, enrichment = build(tmp_path)
    pages = {path.stem for path in (tmp_path / "site" / "papers").glob("*.html")}
    assert pages == {f"p{n}" for n in range(9)} - {"p4"}
    assert "p4" not in {related.id for paper in enrichment.papers for related in paper.related}
    (diagnostic,) = report.rejected
    assert (diagnostic.line, diagnostic.record) == (5, "Bridges of town 4")
    assert diagnostic.message.startswith("its page can't be built: ZeroDivisionError: boom")
    assert (report.read, report.pages, report.missing) == (9, 8, 0)
    assert report.tags == len(enrichment.tags)


def test_strict_refuses_such_a_paper(tmp_path, fail_on):
    write_papers(tmp_path / "papers.jsonl", RECORDS)
    fail_on(views, "format_bibtex", lambda paper: "town 4" in paper.title)
    with pytest.raises(BuildError, match=r"papers\.jsonl:5: .*please report it"):
        build(tmp_path, strict=True)


def test_without_any_other_paper_the_build_fails(tmp_path, fail_on):
    write_papers(tmp_path / "papers.jsonl", RECORDS[:1])
    fail_on(views, "format_bibtex", lambda _paper: True)
    with pytest.raises(BuildError, match="its page can't be built"):
        build(tmp_path)
