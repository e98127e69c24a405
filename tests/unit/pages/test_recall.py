"""Keys of pages that are taken over: the pages are those of a site without earlier keys."""

import pickle
from dataclasses import fields, replace

import pytest

from sitegen.build.portable import PageFreezer
from sitegen.pages import SiteContext, render_kinds
from sitegen.pages.rows import paper_row
from sitegen.pages.slices import slice_paper
from sitegen.paper import Author, Link, Origin, Paper, Provenance, Reference, Section, Tag
from tests.unit.pages.builders import GRAPHS, paper, site

TEXTS = {"abstract", "note", "sections", "references"}
#: Where a paper comes from is on no page.
UNSEEN = {"origins", "provenance"}
TREES = Tag("trees", "trees")


def collection(**changes):
    papers = [
        paper(
            f"p{n}",
            GRAPHS,
            *[TREES] * (n % 2),
            year=2020 + n % 2,
            abstract=f"abstract of p{n}",
            authors=(Author("Ann A"), Author(f"Bea B{n % 3}")),
        )
        for n in range(6)
    ]
    entry = papers[0].entry
    papers[0] = replace(papers[0], entry=replace(entry, paper=replace(entry.paper, **changes)))
    return papers


def keyed(context):
    """Return ``src_uri`` -> kind, key and text of the pages of authors and topics."""
    pages = [page for page in render_kinds(context) if page.kind in {"author", "tag"}]
    for page in pages:
        page.prepare()
    return {page.src_uri: (page.kind, page.key, page.text) for page in pages}


def keys_of(papers):
    context = SiteContext(papers, site())
    keyed(context)
    return context.recall.keys


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"abstract": "another text"},
        {"title": "Another title"},
        {"year": 1999},
        {"authors": (Author("Cy C"),)},
        {"venue": "ICRA"},
    ],
)
def test_pages_are_those_of_a_site_without_earlier_keys(changes):
    earlier = keys_of(collection())
    papers = collection(**changes)
    assert keyed(SiteContext(papers, site(), earlier)) == keyed(SiteContext(papers, site()))


def test_removed_papers_and_another_order_are_noticed():
    earlier = keys_of(collection())
    for papers in (collection()[1:], collection()[::-1], [*collection(), paper("new", TREES)]):
        assert keyed(SiteContext(papers, site(), earlier)) == keyed(SiteContext(papers, site()))


def test_pages_that_list_no_edited_paper_are_not_made(monkeypatch):
    earlier = keys_of(collection())
    context = SiteContext(collection(abstract="another text"), site(), earlier)
    made = []
    page_of = context.renderer.page
    monkeypatch.setattr(
        context.renderer, "page", lambda src, *args, **more: made.append(src) or page_of(src, *args, **more)
    )  # fmt: skip
    uris = [page.src_uri for page in render_kinds(context) if page.kind in {"author", "tag"}]
    edited = ["authors/ann-a", "authors/bea-b0", "tags/graphs"]
    assert sorted(src.partition(".")[0] for src in made if src in uris) == edited
    assert len(uris) > len(edited)
    assert context.recall.keys.groups.keys() == earlier.groups.keys()


def test_a_page_whose_key_was_taken_over_is_the_same_in_another_process(tmp_path):
    papers = collection()
    context = SiteContext(papers, site(), keys_of(papers))
    pages = [page for page in render_kinds(context) if page.kind in {"author", "tag"}]
    again = pickle.loads(pickle.dumps(PageFreezer(context, tmp_path)(pages)))()
    assert [(p.src_uri, p.key, p.text) for p in again] == [
        (p.src_uri, p.key, p.text) for p in pages
    ]


#: A value that differs from the default, by the name of the field.
VALUES = {
    "title": "Title", "abstract": "Text", "authors": (Author("Ann"),), "year": 1999,
    "links": (Link("https://a.example", "pdf"),), "keywords": ("word",), "upvotes": 3,
    "sections": (Section("Heading", 1),), "references": (Reference("A text"),),
    "editors": ("Ed",), "origins": (Origin("file", 2),),
    "provenance": (Provenance("year", Origin("file", 2)),),
}  # fmt: skip


@pytest.mark.parametrize("name", [field.name for field in fields(Paper)])
def test_the_frame_has_all_of_a_paper_but_its_long_texts(name):
    plain = paper("p")
    value = VALUES.get(name, "value")
    edited = replace(plain.entry.paper, **{name: value})
    slices = [
        slice_paper(replace(plain, entry=replace(plain.entry, paper=record)))
        for record in (plain.entry.paper, edited)
    ]
    assert (slices[0].frame == slices[1].frame) == (name in TEXTS | UNSEEN)
    assert (slices[0].digest == slices[1].digest) == (name in UNSEEN)


def test_the_frame_has_the_topics_and_the_name_of_the_venue():
    plain = slice_paper(paper("p", GRAPHS), "A")
    assert slice_paper(paper("p", TREES), "A").frame != plain.frame
    assert slice_paper(paper("p", GRAPHS), "B").frame != plain.frame


@pytest.mark.parametrize(
    ("fields", "are_shown"),
    [({}, True), ({"authors": (Author("Ann"),)}, False), ({"year": 1999}, False)],
)
def test_lists_show_topics_of_papers_without_authors_venue_and_date_only(fields, are_shown):
    first, second = (slice_paper(paper("p", tag, **fields)).listed for tag in (GRAPHS, TREES))
    assert (first.digest != second.digest) == are_shown
    rows = [paper_row(listed.enriched).who for listed in (first, second)]
    assert (rows == ["Graphs", "trees"]) == are_shown
    assert slice_paper(paper("p", GRAPHS), "Venue").listed.tags == ()
