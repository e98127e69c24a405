"""Numbers of papers per topic, and topics that go together."""

from sitegen.pages.counts import cooccurring_tags, count_tags
from sitegen.paper import EnrichedPaper, Entry, Paper, Tag


def enriched(paper_id, *tags):
    return EnrichedPaper(Entry(paper_id, Paper(f"Title {paper_id}")), tags, ())


def cooccurring(papers, tag, rest=()):
    totals = {counted.tag.slug: counted for counted in count_tags([*papers, *rest])}
    counted = cooccurring_tags(papers, tag, totals, len(papers) + len(rest))
    return [(c.tag.slug, c.count) for c in counted]


def test_by_count_then_name_without_case_then_slug():
    papers = (
        enriched("1", Tag("b", "beta"), Tag("a", "Alpha"), Tag("z", "zeta")),
        enriched("2", Tag("z", "zeta"), Tag("a2", "alpha")),
    )
    assert [(c.tag.slug, c.count) for c in count_tags(papers)] == [
        ("z", 2), ("a", 1), ("a2", 1), ("b", 1),
    ]  # fmt: skip


def test_cooccurring_tags_share_three_papers():
    a, b, z = Tag("a", "A"), Tag("b", "B"), Tag("z", "Z")
    papers = [enriched(f"{n}", *((z, a) if n == 0 else (z, a, b))) for n in range(3)]
    assert cooccurring(papers, z, [enriched("x"), enriched("y")]) == [("a", 3)]


def test_cooccurring_tags_share_more_papers_than_chance_gives():
    a, z = Tag("a", "A"), Tag("z", "Z")
    papers = [enriched(f"{n}", z, a) for n in range(3)]
    rest = [enriched(f"x{n}", a) for n in range(9)]
    assert cooccurring(papers, z, rest) == []
    assert cooccurring(papers, z, [*rest, enriched("y")]) == [("a", 3)]


def test_at_most_ten_cooccurring_tags():
    tags = tuple(Tag(f"t{n:02}", f"t{n:02}") for n in range(12))
    papers = [enriched(f"{n}", *tags) for n in range(3)]
    slugs = [slug for slug, _ in cooccurring(papers, tags[0], [enriched("x")])]
    assert slugs == [f"t{n:02}" for n in range(1, 11)]
