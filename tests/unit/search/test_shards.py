"""What Pagefind is run on, and what it says if it fails."""

import pytest

from sitegen.errors import BuildError
from sitegen.search import shards
from sitegen.search.shards import Shard
from sitegen.workspace.processes import Programs
from tests.unit.search.test_parts import write_pages


def test_pages_are_linked_and_those_with_a_text_copied(tmp_path):
    names = ["a.html", "sub/b.html", "sub/c.html"]
    write_pages(tmp_path / "site", names)
    texts = {"sub/b.html": "more", "other.html": "unused"}
    leftover = tmp_path / "subset" / "old.html"
    leftover.parent.mkdir()
    leftover.touch()
    shard = Shard(tmp_path / "site", names[:2], texts, tmp_path / "search" / "0", "en", "key", None)
    with shards._subset(shard, tmp_path / "subset") as folder:
        files = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*.html"))
        assert files == ["a.html", "sub/b.html"]
        assert (folder / "a.html").samefile(tmp_path / "site" / "a.html")
        assert b"more" in (folder / "sub" / "b.html").read_bytes()
    assert not (tmp_path / "subset").exists()
    assert b"more" not in (tmp_path / "site" / "sub" / "b.html").read_bytes()


MARKED = b"<html><body><p data-pagefind-body>a</p></body>"
ELEMENT = b'<div data-pagefind-body data-pagefind-weight="0.3">1 &lt; 2 &amp; "3"</div>'


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (MARKED + b"</html>\n", MARKED + ELEMENT + b"</html>\n"),
        (MARKED + b"</HTML>", MARKED + ELEMENT + b"</HTML>"),
        (MARKED, MARKED + ELEMENT),
        (b"</html >" + MARKED + b"</html >", b"</html >" + MARKED + ELEMENT + b"</html >"),
        (b"<html><p>a</p></html>", b"<html><p>a</p></html>"),
    ],
)
def test_a_text_is_added_at_the_end_of_pages_that_are_indexed(page, expected):
    assert shards._with_text(page, '1 < 2 & "3"') == expected


@pytest.mark.parametrize(
    ("output", "line"), [("", ""), (" \n", ""), ("a", "a"), ("a\nb\n\n", "b"), ("a\nb\nc", "c")]
)
def test_the_last_line_of_an_output_is_not_blank(output, line):
    assert shards._last_line(output) == line


def test_a_failure_of_pagefind_is_reported_in_its_words(tmp_path):
    (tmp_path / "file").touch()
    expected = pytest.raises(
        BuildError, match=r"^Pagefind could not index the site: Most likely, the dir"
    )
    with expected, Programs(tmp_path) as programs:
        shards._run_pagefind(programs, tmp_path / "absent", tmp_path / "file", "en", None)
