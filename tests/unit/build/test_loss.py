"""What a site loses is said, and one that would lose many papers does not replace the old one."""

import pytest

from sitegen.build.loss import check_loss, count_papers, describe_losses
from sitegen.errors import BuildError
from tests.unit.builds import PAPERS, build, make_config, write_papers


def write_site(folder, count):
    papers = folder / "papers"
    papers.mkdir(parents=True)
    for number in range(count):
        (papers / f"{number}.html").touch()
    (papers / "notes.txt").touch()
    return folder


@pytest.mark.parametrize(("old", "new"), [(10, 8), (10, 12), (0, 3), (5, 4)])
def test_a_small_loss_is_allowed(tmp_path, old, new):
    check_loss(write_site(tmp_path / "old", old), write_site(tmp_path / "new", new), 20)


def test_a_large_loss_is_not(tmp_path):
    old, new = write_site(tmp_path / "old", 10), write_site(tmp_path / "new", 7)
    with pytest.raises(BuildError, match=r"has 7 papers and the old one 10: more than 20% would"):
        check_loss(old, new, 20)
    check_loss(old, new, None)
    check_loss(old, new, 100)


def test_a_site_that_is_not_there_has_no_papers(tmp_path):
    assert count_papers(tmp_path) == 0
    (tmp_path / "papers").touch()
    assert count_papers(tmp_path) == 0


# ---- What is lost --------------------------------------------------------------------------------


def test_a_removed_source_says_what_it_takes_away_once(tmp_path):
    first = write_papers(tmp_path / "first.jsonl")
    third = {"id": "c", "title": "Bread of stone", "abstract": "On bread."}
    second = write_papers(tmp_path / "second.jsonl", [PAPERS[1], third])
    report, _ = build(tmp_path, first, second)
    assert report.losses == []
    second.unlink()
    report, _ = build(tmp_path, first)
    sentence = (
        f"{second} is gone, and with it 1 paper (c); 1 of its papers has other sources and stays"
    )
    assert report.losses == [sentence]
    report, enrichment = build(tmp_path, first)
    assert (report.losses, enrichment) == ([], None)
    write_papers(first, PAPERS[:1])
    with pytest.raises(
        BuildError, match=r"more than 20% would be lost.*\n.*has lost 1 paper \(b\)"
    ):
        build(tmp_path, first, max_loss=20)
    assert build(tmp_path, first)[0].losses == [f"{first} has lost 1 paper (b)"]


def test_a_paper_that_is_taken_down_is_named_nowhere(tmp_path):
    write_papers(tmp_path / "papers.jsonl")
    build(tmp_path)
    report, _ = build(tmp_path, config=make_config(tmp_path, takedown={"papers": ["b"]}))
    assert (report.pages, report.losses) == (1, [])


def test_many_lost_papers_are_counted(tmp_path):
    previous = {"a.json": [*"abcdefg"], "b.json": [*"gh"]}
    assert list(describe_losses(previous, write_site(tmp_path, 0), {"h"})) == [
        "a.json is gone, and with it 7 papers (a, b, c, d, e and 2 more)"
    ]
