"""Chunks of pages: Markdown files in, HTML files out."""

import pytest

from sitegen.render.chunks import (
    PageSet,
    are_rendered,
    page_html,
    render_afresh,
    render_page_set,
    split_front_matter,
    write_new_text,
)
from sitegen.render.frames import BODY, Frame

PAGE = '---\ntitle: "T: \\"x\\""\nkind: "paper"\n---\n\n# Head { #top }\n\nText\n\n---\n'


def test_front_matter_is_split_from_the_markdown_at_the_first_end():
    meta, body = split_front_matter(PAGE)
    assert meta == {"title": 'T: "x"', "kind": "paper"}
    assert body == "\n# Head { #top }\n\nText\n\n---\n"


def test_a_page_is_converted_and_set_into_its_frame():
    html = page_html(lambda *values: repr(values), "a.md", '---\ntitle: "T"\n---\n\nx\n')
    assert html == repr(("a.md", {"title": "T"}, "<p>x</p>"))


def test_a_new_file_is_written_and_its_stamp_returned(tmp_path):
    path = tmp_path / "a.html"
    assert write_new_text(str(path), "aé\ud800\n") == (path.stat().st_size, path.stat().st_mtime_ns)
    assert path.read_bytes() == "aé&#55296;\n".encode()


def test_an_existing_file_is_not_overwritten(tmp_path):
    path = tmp_path / "a.html"
    path.write_text("old")
    with pytest.raises(FileExistsError):
        write_new_text(str(path), "new")
    assert path.read_text() == "old"


def test_a_chunk_renders_its_pages(tmp_path):
    docs, site = tmp_path / "docs", tmp_path / "site"
    for folder in (docs / "papers", site / "papers"):
        folder.mkdir(parents=True)
    (docs / "papers" / "a.md").write_text('---\ntitle: "A"\n---\n\nÜ\n', encoding="utf-8")
    (docs / "papers" / "b.md").write_text('---\ntitle: "B"\n---\n\nb\n')
    frame = Frame(("<", ">"), (BODY,))
    settings = {"site_url": None}
    pages = ["papers/a.md", "papers/b.md"]
    written = render_page_set(
        PageSet(str(docs), str(site), frame, (str(tmp_path),), settings, pages)
    )
    paths = [site / "papers" / "a.html", site / "papers" / "b.html"]
    assert [path.read_text("utf-8") for path in paths] == ["<<p>Ü</p>>", "<<p>b</p>>"]
    assert written == [
        (name, path.stat().st_size, path.stat().st_mtime_ns)
        for name, path in zip(pages, paths, strict=True)
    ]


def test_what_a_process_that_failed_has_left_is_replaced(tmp_path):
    (tmp_path / "a.md").write_text('---\ntitle: "A"\n---\n\na\n')
    (tmp_path / "a.html").write_text("half")
    (tmp_path / "linked.html").hardlink_to(tmp_path / "a.html")
    folders = str(tmp_path), str(tmp_path)
    page_set = PageSet(*folders, Frame(("", ""), (BODY,)), (), {"site_url": None}, ["a.md"])
    with pytest.raises(FileExistsError):
        render_page_set(page_set)
    stamps = render_afresh(page_set)
    assert (tmp_path / "a.html").read_text() == "<p>a</p>"
    assert (tmp_path / "linked.html").read_text() == "half"
    assert are_rendered(str(tmp_path), stamps)
    (tmp_path / "a.html").write_text("touched")
    assert not are_rendered(str(tmp_path), stamps)


@pytest.mark.parametrize("cls", [PageSet])
def test_values_are_frozen_and_have_slots(cls):
    assert cls.__dataclass_params__.frozen
    assert "__dict__" not in dir(cls)
