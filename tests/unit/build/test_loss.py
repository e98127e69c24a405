"""A site that would lose many papers does not replace the old one."""

import pytest

from sitegen.build.loss import check_loss, count_papers
from sitegen.errors import BuildError


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
