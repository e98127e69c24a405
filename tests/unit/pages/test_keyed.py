"""Keys of pages: a page whose key is the same has the same text, whatever changed."""

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.pages import load_kinds
from sitegen.pages.context import SiteContext
from sitegen.pages.escape import Markdown
from sitegen.pages.people import Coauthor
from sitegen.pages.slices import digest_values, slice_paper
from sitegen.paper import (
    Author,
    AuthorRules,
    EnrichedPaper,
    Entry,
    History,
    Link,
    Origin,
    Paper,
    Provenance,
    Reason,
    Reference,
    Related,
    Section,
    Tag,
)
from tests.unit.pages.builders import GRAPHS, site

TEXTS = st.sampled_from(["", "Graphs", "Graphs learn $x^2$.", "Trees. Über *alles*, 10.1/a"])
NAMES = st.sampled_from(["Ada Lee", "A. Lee", "Bo Li", "Cy Ma"])
AUTHORS = st.builds(
    Author, NAMES, st.sampled_from([(), ("MIT",)]),
    st.sampled_from([None, "0000-0002-1825-0097"]),
)  # fmt: skip
#: The topics of a collection, and the same under other names.
TOPICS = {
    "graphs": (GRAPHS, replace(GRAPHS, name="Graph *networks*", also=("GNN",))),
    "trees": (Tag("trees", "Trees"), Tag("trees", "Woods")),
}
SLUGS = st.lists(st.sampled_from([*TOPICS]), max_size=2, unique=True)
#: Field of a paper -> its values; a field that is missing here is a failure, see below.
FIELDS = {
    "title": st.sampled_from(["A title of twenty letters", "T", "On $y$"]),
    "abstract": TEXTS,
    "authors": st.lists(AUTHORS, max_size=3).map(tuple),
    "year": st.sampled_from([None, 2017, 2018]),
    "date": st.sampled_from([None, "2018-03-01"]),
    "venue": st.sampled_from([None, "ICRA", "Some Place"]),
    "doi": st.sampled_from([None, "10.1/a", "10.1/b"]),
    "arxiv_id": st.sampled_from([None, "1706.03762"]),
    "links": st.sampled_from([(), (Link("https://e.org/a.pdf", "pdf"),)]),
    "upvotes": st.sampled_from([None, 1, 2]),
    "language": st.sampled_from([None, "de"]),
    "sections": st.sampled_from([(), (Section("Start", 1, ("Text.",)),)]),
    "references": st.sampled_from(
        [(), (Reference("R", doi="10.1/a"),), (Reference("S", "A title of twenty letters"),)]
    ),
    "kind": st.sampled_from([None, "article", "conference"]),
    "license": st.sampled_from([None, "https://creativecommons.org/licenses/by/4.0/"]),
    "status": st.sampled_from([None, "retracted"]),
    "origins": st.sampled_from([(), (Origin("a", 1),), (Origin("a", 2),)]),
    "provenance": st.sampled_from([(), (Provenance("title", Origin("a", 1)),)]),
} | dict.fromkeys(
    ("keywords", "editors"), st.sampled_from([(), ("Word",)])
) | dict.fromkeys(
    ("source_id", "note", "volume", "issue", "pages", "publisher", "series", "edition",
     "institution", "genre", "isbn", "issn"),
    st.sampled_from(["", "12"]),
)  # fmt: skip
IDS = ("p0", "p1", "p2", "p3")
RELATED = st.builds(
    Related, st.sampled_from(IDS), st.sampled_from([0.1, 0.2]),
    st.sampled_from([(), (Reason("method", "trees"),)]), st.sampled_from([(), ("Ada Lee",)]),
)  # fmt: skip
PAPERS = st.fixed_dictionaries(FIELDS).map(lambda values: Paper(**values))


def collection_of(papers, slugs, related):
    return [
        EnrichedPaper(
            Entry(*entry),
            tuple(TOPICS[slug][0] for slug in slugs),
            tuple(row for row in related if row.id != entry[0]),
        )
        for entry, slugs, related in zip(zip(IDS, papers, strict=True), slugs, related, strict=True)
    ]


COLLECTIONS = st.builds(
    collection_of,
    st.tuples(*(PAPERS for _ in IDS)),
    st.tuples(*(SLUGS for _ in IDS)),
    st.tuples(*(st.lists(RELATED, max_size=2) for _ in IDS)),
)
SITES = st.sampled_from(
    [
        site(),
        site(fulltext=True, url="https://e.org/", role="publisher"),
        site(name="Other", language="de", has_likes=False, page_size=1),
        site(authors=AuthorRules(hidden=frozenset(["Bo Li"]), joined={"A. Lee": "Ada Lee"})),
        site(settled_keys={"key": "p1"}),
    ]
)


#: What changes beside a field of a paper.
CHANGES = ("topics", "names", "related", "site", "order")
#: The profile "fuzz" has more.
MAX_EXAMPLES = 20 if settings().derandomize else 2000
KEYED = {"paper", "author", "venue", "year", "tag", "list", "records", "venue-papers"}
LISTS = ("papers.md", "papers-by-title.md", "papers-by-date.md")
KINDS = [kind for kind in load_kinds() if kind.name in KEYED]


def pages_of(papers, info):
    context = SiteContext(papers, info)
    return {page.src_uri: page for kind in KINDS for page in kind.render(context)}


def assert_keys_stand_for_texts(before, after):
    """Two collections: the pages of one key have one text."""
    first, second = pages_of(*before), pages_of(*after)
    for name in first.keys() & second.keys():
        assert first[name].key, name
        if first[name].key == second[name].key:
            assert first[name].text == second[name].text, name


def test_every_field_of_a_paper_is_varied():
    assert FIELDS.keys() == VALUES.keys() == {field.name for field in fields(Paper)}


LEE, LI = Author("Ada Lee", ("MIT",)), Author("Bo Li", orcid="0000-0002-1825-0097")
#: Field of a paper -> values that differ from those of ``SAMPLE``.
VALUES = {
    "title": ["Another title of twenty letters"],
    "abstract": ["", "We present other graphs. They learn $x^2$."],
    "authors": [(), (LEE,), (LI, LEE), (LEE, replace(LI, orcid=None)), (LEE, Author("Cy Ma"))],
    "year": [None, 2017],
    "date": [None, "2018-04-01"],
    "venue": [None, "Some Place"],
    "doi": [None, "10.1/b"],
    "arxiv_id": [None],
    "links": [()],
    "keywords": [("graphs",)],
    "upvotes": [None, 1],
    "language": ["de"],
    "sections": [(), (Section("End", 1, ("Text.",)),), (Section("Start", 1, ("More.",)),)],
    "references": [(Reference("R", "A title"),)],
    "note": ["A note."],
    "kind": [None, "article"],
    "status": ["retracted"],
    "license": ["https://creativecommons.org/licenses/by/4.0/"],
    "editors": [("Ed Itor",)],
    "origins": [(Origin("b", 3),)],
    "provenance": [(Provenance("title", Origin("b", 3)),)],
    "source_id": ["12"], "volume": ["12"], "issue": ["12"], "pages": ["12"], "publisher": ["12"],
    "series": ["12"], "edition": ["12"], "institution": ["12"], "genre": ["12"], "isbn": ["12"],
    "issn": ["12"],
}  # fmt: skip
SAMPLE = Paper(
    "A title of twenty letters", "We present graphs. They learn.", (LEE, LI), 2018, "2018-03-01",
    "ICRA", "10.1/a", "1706.03762", (Link("https://e.org/a.pdf", "pdf"),), upvotes=2,
    sections=(Section("Start", 1, ("Text.",)),), kind="conference",
)  # fmt: skip


def sample():
    """Four papers, each of which the others name, cite or stand beside."""
    rest = {
        "authors": (LI,),
        "year": 2018,
        "venue": "ICRA",
        "references": (Reference("R", doi="10.1/a"),),
    }
    related = (Related("p0", 0.5, (Reason("method", "trees"),), ("Bo Li",)),)
    first, last = TOPICS["graphs"][0], TOPICS["trees"][0]
    return [
        EnrichedPaper(Entry("p0", SAMPLE), (first,), ()),
        EnrichedPaper(Entry("p1", Paper("One", **rest)), (first, last), related),
        EnrichedPaper(Entry("p2", Paper("Two", **rest)), (), related),
        EnrichedPaper(Entry("p3", Paper("Three", venue="V", year=2017)), (last,), ()),
    ]


def changes():
    """Yield a name and a collection with settings, each with one difference from the sample."""
    papers, (first, *_) = sample(), sample()
    for name, values in VALUES.items():
        for number, value in enumerate(values):
            changed = replace(SAMPLE, **{name: value})
            entry = replace(first.entry, paper=changed)
            yield f"{name} {number}", [replace(first, entry=entry), *papers[1:]], site()
    for number, related in enumerate([
        (), (Related("p3", 0.5),), (Related("p0", 0.5),), (Related("p0", 0.5, (), ("Bo Li",)),),
        (Related("p0", 0.5, (Reason("data", "trees"),), ("Bo Li",)),),
    ]):  # fmt: skip
        yield (
            f"related {number}",
            [*papers[:2], replace(papers[2], related=related), papers[3]],
            site(),
        )
    yield "topic", [replace(first, tags=()), *papers[1:]], site()
    names = [replace(p, tags=tuple(TOPICS[t.slug][1] for t in p.tags)) for p in papers]
    yield "names", names, site()
    narrow = {"trees": replace(TOPICS["trees"][0], parent="graphs")}
    tags = [tuple(narrow.get(tag.slug, tag) for tag in p.tags) for p in papers]
    yield "parent", [replace(p, tags=t) for p, t in zip(papers, tags, strict=True)], site()
    yield "order", papers[::-1], site()
    for index in range(1, 4):
        yield f"without {index}", [p for p in papers if p is not papers[index]], site()
    for name, value in {
        "name": "Other", "role": "publisher", "url": "https://e.org/", "language": "de",
        "fulltext": True, "has_likes": False, "page_size": 1, "settled_keys": {"key": "p1"},
        "authors": AuthorRules(hidden=frozenset(["Bo Li"])), "description": "D", "packed": True,
    }.items():  # fmt: skip
        yield name, papers, site(**{name: value})
    yield "history", papers, site(history=History(first_seen={"p1": date(2026, 11, 25)}))
    yield "joined", papers, site(authors=AuthorRules(joined={"Bo Li": "Ada Lee"}))


@pytest.mark.parametrize("max_small", [2, 10])
def test_every_change_that_moves_a_text_moves_its_key(monkeypatch, max_small):
    monkeypatch.setattr("sitegen.pages.context._MAX_SMALL_PAPERS", max_small)
    first = {name: (page.key, page.text) for name, page in pages_of(sample(), site()).items()}
    idle = []
    for what, papers, info in changes():
        second = {name: (page.key, page.text) for name, page in pages_of(papers, info).items()}
        both = first.keys() & second.keys()
        for name in both:
            key, text = second[name]
            assert key != first[name][0] or text == first[name][1], (what, name)
        if first == second:
            idle.append(what)
    # What pages don't show: the position of a record, and settings of others than these pages.
    assert idle == ["origins 0", "provenance 0", "description", "packed"]


def test_some_change_moves_few_keys():
    """A change of one paper leaves pages alone that don't name it."""
    papers = sample()
    before = pages_of(papers, site())
    entry = replace(papers[3].entry, paper=replace(papers[3].entry.paper, title="New"))
    after = pages_of([*papers[:3], replace(papers[3], entry=entry)], site())
    moved = {name for name in before if before[name].key != after[name].key}
    assert moved == {
        "papers/p3.md", "venues/v.md", "years/2017.md", "tags/trees.md", *LISTS, "records/0.js",
        "records/ids-0.js",
    }  # fmt: skip


@given(COLLECTIONS, SITES, st.data())
@settings(max_examples=MAX_EXAMPLES)
def test_a_page_with_the_same_key_has_the_same_text(papers, info, data):
    """One field of one paper changes, or its topics, or what is related to it, or the site."""
    index = data.draw(st.sampled_from(range(len(papers))), "paper")
    paper = papers[index]
    what = data.draw(st.sampled_from([*FIELDS, *CHANGES]), "change")
    changed, changed_info = list(papers), info
    if what == "order":
        changed = data.draw(st.permutations(papers))
    elif what == "site":
        changed_info = data.draw(SITES)
    elif what == "topics":
        changed[index] = replace(paper, tags=papers[data.draw(st.integers(0, 3))].tags)
    elif what == "names":
        changed = [replace(p, tags=tuple(TOPICS[t.slug][1] for t in p.tags)) for p in papers]
    elif what == "related":
        rows = data.draw(st.lists(RELATED, max_size=2))
        related = tuple(row for row in rows if row.id != paper.entry.id)
        changed[index] = replace(paper, related=related)
    else:
        values = replace(paper.entry.paper, **{what: data.draw(FIELDS[what])})
        changed[index] = replace(paper, entry=replace(paper.entry, paper=values))
    assert_keys_stand_for_texts((papers, info), (changed, changed_info))


@given(COLLECTIONS)
@settings(max_examples=MAX_EXAMPLES // 4)
def test_what_no_page_shows_moves_no_key(papers):
    """The lines of records and the scores of related papers change with any other paper."""
    moved = [
        replace(
            paper,
            entry=replace(paper.entry, paper=replace(paper.entry.paper, origins=(Origin("z", 9),))),
            related=tuple(replace(related, score=0.5) for related in paper.related),
        )
        for paper in papers
    ]
    keys = [{name: page.key for name, page in pages_of(p, site()).items()} for p in (papers, moved)]
    assert keys[0] == keys[1]


@pytest.mark.parametrize(
    ("left", "right"),
    [("ab", "a"), (1, "1"), (1, True), (("a", "b"), ("ab",)), ((("a",), "b"), ("a", ("b",))),
     (None, ""), ({"a": 1}, {"a": 2}), (Author("A", ("B",)), Author("A", (), "B")),
     (Markdown("a"), "a"), (Markdown("a"), Markdown("b")),
     (Coauthor(Author("A"), "p", 1), (Author("A"), "p", 1)),
     (Coauthor(Author("A"), "p", 1), Coauthor(Author("A"), "p", 2))],
)  # fmt: skip
def test_different_values_have_different_digests(left, right):
    assert digest_values(left) != digest_values(right)


def test_equal_values_have_one_digest_though_they_share_nothing():
    name = "Ada Lee"
    copy = "".join(list(name))
    assert digest_values((name, name)) == digest_values((name, copy))


def test_slices_of_equal_papers_have_one_digest():
    papers = [
        EnrichedPaper(Entry("a", Paper("T", origins=(Origin("x", line),))), (), ())
        for line in (1, 2)
    ]
    first, second = map(slice_paper, papers)
    assert digest_values(first) == digest_values(second)
    assert first.entry.paper.origins == ()
