"""The order of sources and records says nothing."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.collection.collect import collect
from sitegen.collection.content import content_key
from sitegen.paper import Author, Link, Origin, Paper

ABSTRACT = (
    "Paper hats are folded by hand in most workshops. We describe a machine that folds them in a "
    "tenth of the time, and we compare its hats with those of forty apprentices and masters."
)
TITLES = (
    "Folding Large Paper Hats: A Field Study",
    "Folding Large Paper Hats",
    "FOLDING LARGE PAPER HATS: A FIELD STUDY",
    "Folding large paper hats, part II",
    "Folding large paper hat: a field study",
    "Editorial",
    "Preface",
    "Introduction to the Special Issue",
    "Erratum: Folding Large Paper Hats",
    "Hats",
    "[no title]",
    "10.1/a",
    "Pure Paper Millinery Transduction",
    "Folding Large Paper Hats, Part 2",
    "Folding Large Paper Hats II",
    "Folding Large Paper Hats A",
    "Folding Large Paper Hats B",
    "Folding Large Paper Hats (Extended Version)",
    "Folding Large Paper Hats (Extended Abstract)",
    "Folding Large Paper Hats [Retracted]",
    "Retraction Note: Folding Large Paper Hats",
    "Republished: Folding Large Paper Hats",
    "Dataset for Folding Large Paper Hats",
    "A Note on Folding Large Paper Hats",
    "Editorial: Folding Large Paper Hats",
    "Colour Modelling of α-Hüte",
    "Color Modeling of alpha-Huete",
    r"Color Modeling of $\alpha$-Hute",
)
NAMES = ("Jana Roe", "J. Roe", "Roe, Jana", "Anonymous", "Wei Liu", "Wei Wang", "Max Müller")


def names(*values):
    return tuple(map(Author, values))


RECORDS = st.builds(
    Paper,
    title=st.sampled_from(TITLES),
    abstract=st.sampled_from(["", ABSTRACT, ABSTRACT[:80] + "…", "Gloves and scarves are knitted."]),
    authors=st.lists(st.sampled_from(NAMES), max_size=3).map(lambda values: names(*values)),
    year=st.none() | st.integers(2013, 2018),
    date=st.none() | st.sampled_from(["2015-01-01", "2016-02-02"]),
    venue=st.none() | st.sampled_from(["Annals of Hats", "Ann. Hats", "Hat Letters", "arXiv"]),
    doi=st.none() | st.sampled_from(["10.1/a", "10.1/b", "10.48550/arxiv.1506.01001",
                                      "10.48550/arXiv.1506.01001v2"]),
    arxiv_id=st.none() | st.sampled_from(["1506.01001", "1506.01002"]),
    links=st.lists(
        st.builds(Link, st.sampled_from(["https://a.org", "https://b.org"]),
                  st.sampled_from(["pdf", "link"])), max_size=2,
    ).map(tuple),
    keywords=st.lists(st.sampled_from(["hats", "paper"]), max_size=2, unique=True).map(tuple),
    note=st.sampled_from(["", "A note.", "Another note."]),
    source_id=st.none() | st.sampled_from(["roe", "roe2"]),
    volume=st.none() | st.sampled_from(["1", "2"]),
    pages=st.none() | st.sampled_from(["1-2", "1", "101-102"]),
)  # fmt: skip


def content(paper):
    """All of a paper but its origins, and the origins as a set."""
    return (
        content_key(paper),
        frozenset(paper.origins),
        frozenset(
            (name, paper.origin_of(name))
            for name in ("title", "year", "venue", "authors")
            if getattr(paper, name)
        ),
    )


def summary(records):
    collection = collect(records)
    return {
        "pages": sorted((entry.id, *map(repr, content(entry.paper)[:1]),
                         tuple(sorted(map(str, entry.paper.origins))))
                        for entry in collection.entries),
        "origins": {entry.id: sorted(map(str, content(entry.paper)[2]))
                    for entry in collection.entries},
        "merged": sorted({item.page_id for item in collection.merged}),
        "doubts": sorted(sorted((pair.first.id, pair.second.id))
                         for pair in collection.possible_duplicates),
        "conflicts": sorted((item.page_id, item.conflict.field, item.conflict.value,
                             item.conflict.rejected, str(item.conflict.rejected_origin))
                            for item in collection.conflicts),
    }  # fmt: skip


@settings(max_examples=300)
@given(st.lists(RECORDS, max_size=9, unique_by=content_key), st.randoms(use_true_random=False))
def test_any_order_gives_the_same_papers_merges_conflicts_and_doubts(records, random):
    records = [
        replace(record, origins=(Origin(f"{number}.bib", number + 1),))
        for number, record in enumerate(records)
    ]
    shuffled = list(records)
    random.shuffle(shuffled)
    assert summary(shuffled) == summary(records)


@given(st.lists(RECORDS, max_size=6), st.randoms(use_true_random=False))
def test_equal_records_give_the_same_pages_in_any_order(records, random):
    shuffled = records * 2
    random.shuffle(shuffled)
    pages = [
        sorted((entry.id, content_key(entry.paper)) for entry in collect(given_records).entries)
        for given_records in (records * 2, shuffled)
    ]
    assert pages[0] == pages[1]
