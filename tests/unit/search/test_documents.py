"""The keys of documents: a change that Pagefind does not read changes none."""

import json

import pytest

from sitegen.search.documents import document_keys

PAGE = (
    "<html><head></head><body><article class=sg-paper><h1>{title}</h1></article>"
    "<aside>{related}</aside></body></html>"
)


@pytest.fixture
def site(tmp_path):
    folder = tmp_path / "site"
    folder.mkdir()
    write(folder, "a.html")
    write(folder, "b.html")
    (tmp_path / "memory").mkdir()
    return folder


def write(site, name, title="A title", related="Another paper"):
    (site / name).write_text(PAGE.format(title=title, related=related))


def keys(site, digest="1"):
    return document_keys(site, {"b.html": digest, "a.html": "1"}, site.parent / "memory")


def test_pages_with_equal_documents_have_equal_keys_in_the_order_of_the_pages(site):
    write(site, "b.html", related="A third paper")
    assert list(keys(site)) == ["b.html", "a.html"]
    assert len(set(keys(site).values())) == 1


def test_a_page_of_another_digest_is_read_again(site):
    first = keys(site)
    write(site, "b.html", related="A third paper")
    assert keys(site, digest="2") == first
    write(site, "b.html", title="A new title")
    second = keys(site, digest="3")
    assert second["a.html"] == first["a.html"]
    assert second["b.html"] != first["b.html"]


def test_a_page_of_the_same_digest_is_not_read(site):
    first = keys(site)
    (site / "a.html").unlink()
    assert keys(site) == first


@pytest.mark.parametrize("content", ["", "[]", json.dumps({"a.html": 1}), "{"])
def test_a_damaged_record_costs_time_only(site, content):
    first = keys(site)
    (site.parent / "memory" / "documents.json").write_text(content)
    assert keys(site) == first
