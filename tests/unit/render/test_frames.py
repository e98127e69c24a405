"""Frames: specimens are cut at their marks, and pages are set between the pieces."""

import pytest

from sitegen.render.frames import (
    BODY,
    SLOTS,
    Frame,
    cut_frame,
    dest_uri,
    frame_name,
    make_page_setter,
    page_values,
    slot_mark,
)

CONFIG = {
    "site_name": "S",
    "site_description": "D",
    "site_url": "https://e.org/r/",
    "extra": {"x": 1},
}


@pytest.fixture
def templates(tmp_path):
    partials = tmp_path / "partials"
    partials.mkdir()
    (partials / "head.html").write_text("{{ page.meta.description }}|{{ config.extra.x }}")
    (partials / "title.html").write_text("{{ page.title }} - {{ config.site_name }}")
    (partials / "address.html").write_text("{{ page.canonical_url }}")
    return (str(tmp_path),)


def test_a_specimen_is_cut_at_its_marks():
    html = f"<a>{slot_mark('head')}<b>{slot_mark(BODY)}"
    assert cut_frame(html) == Frame(("<a>", "<b>", ""), ("head", "body"))
    assert cut_frame("<a><!-- other -->") == Frame(("<a><!-- other -->",), ())


@pytest.mark.parametrize("slot", [BODY, *SLOTS])
def test_every_slot_has_a_mark_that_is_found_again(slot):
    assert cut_frame(f"{slot_mark(slot)}x{slot_mark(slot)}") == Frame(("", "x", ""), (slot, slot))


def test_a_page_is_set_between_the_pieces(templates):
    frame = Frame(("1", "2", "3", "4", "5"), ("head", "title", BODY, "address"))
    set_in = make_page_setter(frame, templates, CONFIG)
    meta = {"title": "T", "description": "About"}
    assert set_in("papers/a b.md", meta, "<p>B</p>") == (
        "1About|12T - S3<p>B</p>4https://e.org/r/papers/a%20b.html5"
    )


def test_only_the_partials_of_a_frame_are_loaded(tmp_path):
    set_in = make_page_setter(Frame(("1", "2"), (BODY,)), (str(tmp_path),), CONFIG)
    assert set_in("a.md", {}, "B") == "1B2"


def test_earlier_folders_of_templates_take_precedence(templates, tmp_path):
    folder = tmp_path / "first"
    (folder / "partials").mkdir(parents=True)
    (folder / "partials" / "title.html").write_text("mine")
    set_in = make_page_setter(Frame(("", ""), ("title",)), (str(folder), *templates), CONFIG)
    assert set_in("a.md", {}, "") == "mine"


@pytest.mark.parametrize(
    ("src_uri", "name"),
    [("index.md", "k:0"), ("papers/a.md", "k:1"), ("a/b/c.md", "k:2")],
)
def test_a_frame_is_named_by_kind_and_depth(src_uri, name):
    assert frame_name(src_uri, "k") == name


@pytest.mark.parametrize(
    ("src_uri", "path"),
    [
        ("index.md", "index.html"),
        ("papers/a.md.md", "papers/a.md.html"),
        ("README.md", "index.html"),
        ("a/README.md", "a/index.html"),
        ("a/MYREADME.md", "a/MYREADME.html"),
        ("README/a.md", "README/a.html"),
    ],
)
def test_the_path_of_the_html(src_uri, path):
    assert dest_uri(src_uri) == path


def test_values_of_a_page():
    assert page_values("tags/a%.md", {"title": "T"}, "https://e.org/r/") == {
        "meta": {"title": "T"},
        "title": "T",
        "url": "tags/a%25.html",
        "canonical_url": "https://e.org/r/tags/a%25.html",
        "is_homepage": False,
    }


def test_values_of_the_front_page_of_a_site_without_an_address():
    values = page_values("index.md", {}, None)
    assert (values["title"], values["canonical_url"], values["is_homepage"]) == ("", None, True)
    assert page_values("a/index.md", {}, None)["is_homepage"] is False


@pytest.mark.parametrize("cls", [Frame])
def test_values_are_frozen_and_have_slots(cls):
    assert cls.__dataclass_params__.frozen
    assert "__dict__" not in dir(cls)
