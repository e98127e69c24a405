"""Which records are of one paper, and which of their values win."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.collection.collect import collect
from sitegen.collection.duplicates import Match, MatchKeys, compare
from sitegen.collection.merging import merge
from sitegen.collection.report import conflict_lines, possible_duplicate_lines, render_report
from sitegen.identifiers import match_key
from sitegen.paper import Author, Origin, Paper

TITLE = "Adam: A Method for Stochastic Optimization"
ABSTRACT = (
    "We introduce Adam, an algorithm for first-order gradient-based optimization of stochastic "
    "objective functions, based on adaptive estimates of lower-order moments. The method is "
    "straightforward to implement and is computationally efficient."
)
AUTHORS = (Author("Diederik P. Kingma"), Author("Jimmy Ba"))
PAPER_URL = Paper(TITLE, ABSTRACT, AUTHORS, 2015, origins=(Origin("a.jsonl", 1),))


def verdict(other, one=PAPER_URL):
    told = compare(MatchKeys(one), MatchKeys(other))
    assert told is compare(MatchKeys(other), MatchKeys(one))
    return told


@pytest.mark.parametrize(
    "other",
    [
        Paper(TITLE.upper(), ABSTRACT[:120] + "…"),
        Paper("Adam", ABSTRACT, (Author("D. P. Kingma"),), 2014),
        Paper("Adam: A Method for Stochastc Optimization", ABSTRACT.replace("gradient", "gradent")),
        Paper(TITLE, "", (Author("Kingma, D."), Author("J. Ba")), 2014),
        Paper(TITLE, "A wholly new abstract of the second version of this paper.", AUTHORS, 2017),
        Paper("Adam: A Method for Stochastic Optimisation", "", AUTHORS[:1], 2015),
        Paper(TITLE, "In this paper, we study Adam. " + ABSTRACT, (Author("Jimmy Ba"), *AUTHORS)),
    ],
)
def test_one_paper_in_other_words(other):
    assert verdict(other) is Match.SAME


@pytest.mark.parametrize(
    "other",
    [
        Paper("On the Convergence of Adam and Beyond", ABSTRACT, AUTHORS, 2015),  # renamed?
        Paper(TITLE, ABSTRACT, (Author("Somebody Else"), Author("Another One")), 2015),
    ],
)
def test_what_only_looks_alike_is_doubtful(other):
    assert verdict(other) is Match.POSSIBLE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (PAPER_URL, Paper("Adam", "The first man was made of clay, says the book of Genesis, twice.")),
        (Paper("Learning to Learn, Part I", ABSTRACT), Paper("Learning to Learn, Part II", "")),
        (Paper("The 2019 Shared Task on Parsing", "", AUTHORS),
         Paper("The 2020 Shared Task on Parsing", "", AUTHORS)),
        (Paper("Editorial", year=2001), Paper("Editorial", year=2002)),
    ],
)  # fmt: skip
def test_two_papers_stay_two(one, other):
    assert verdict(other, one) is Match.DIFFERENT


def test_identifiers_decide_but_a_volume_s_doi_does_not():
    volume = "10.1145/3292500"
    cats = Paper("A Study of Cats and Their Ways", "Cats purr.", (Author("Ann Lee"),), doi=volume)
    dogs = Paper("Bark Detection by Spectrograms", "Dogs bark.", (Author("Bo Roe"),), doi=volume)
    assert len(collect([cats, dogs]).entries) == 2
    assert len(collect([cats, dogs]).possible_duplicates) == 1
    map_columns = [
        Paper("Old Name", arxiv_id="2001.00001"),
        Paper("Quite New", arxiv_id="2001.00001"),
    ]
    assert len(collect(map_columns).entries) == 1


LISTING = Paper(
    "adam: a method for stochastic optimization", ABSTRACT[:90] + "…", upvotes=3,
    origins=(Origin("hf.txt", 7),),
)  # fmt: skip
PREPRINT = Paper(
    TITLE, ABSTRACT, (Author("D. Kingma"),), 2014, "2014-12-22", arxiv_id="1412.6980",
    origins=(Origin("arxiv.jsonl", 2),),
)  # fmt: skip
PUBLISHED = Paper(
    "Adam: A Method for Stochastic Optimization.", "", AUTHORS, 2015, "2015-05-07", "ICLR",
    "10.5555/iclr.1", origins=(Origin("iclr.bib", 9),),
)  # fmt: skip


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (2, 0, 1)])
def test_the_better_value_wins_in_any_order(order):
    records = [(LISTING, PREPRINT, PUBLISHED)[n] for n in order]
    ((entry,), merged) = collect(records).entries, collect(records).merged
    paper = entry.paper
    assert match_key(paper.title) == match_key(TITLE)
    assert not paper.title.islower()
    assert paper.abstract == ABSTRACT
    assert paper.authors == AUTHORS
    assert (paper.year, paper.date, paper.venue) == (2015, "2014-12-22", "ICLR")
    assert (paper.doi, paper.arxiv_id, paper.upvotes) == ("10.5555/iclr.1", "1412.6980", 3)
    assert paper.origin_of("abstract").path == "arxiv.jsonl"
    assert paper.origin_of("venue").path == "iclr.bib"
    assert paper.origin_of("upvotes").path == "hf.txt"
    assert len(merged) == 2


def test_disagreement_is_told_with_both_places():
    wrong = Paper(TITLE, ABSTRACT, AUTHORS, 2015, venue="NeurIPS", origins=(Origin("b.bib", 4),))
    right = Paper(TITLE, ABSTRACT, AUTHORS, 2015, venue="ICLR", origins=(Origin("a.bib", 2),))
    lines = conflict_lines(collect([right, wrong]))
    assert len(lines) == 1
    assert lines[0].endswith("venue “ICLR” (a.bib:2), not “NeurIPS” (b.bib:4)")


def test_doubtful_pairs_are_told_and_stay_two():
    other = Paper(TITLE, ABSTRACT, (Author("Somebody Else"),), origins=(Origin("b.bib", 4),))
    collection = collect([PAPER_URL, other])
    assert len(collection.entries) == 2
    (line,) = possible_duplicate_lines(collection)
    assert line.count(TITLE) == 2
    report = "".join(render_report([], [], [line]))
    assert line in report


records = st.builds(
    Paper,
    title=st.sampled_from([TITLE, TITLE.upper(), "Adam", "Part I of It All", "Part II of It All"]),
    abstract=st.sampled_from(["", ABSTRACT, ABSTRACT[:90], "Something else is told here."]),
    authors=st.sampled_from([(), AUTHORS, AUTHORS[:1], (Author("X Y"),)]),
    year=st.none() | st.sampled_from([2014, 2015, 2020]),
    doi=st.none() | st.sampled_from(["10.1/a", "10.1/b"]),
    arxiv_id=st.none() | st.sampled_from(["1412.6980", "1412.6981"]),
    origins=st.just((Origin("f", 1),)),
)


@given(records, records)
def test_merging_loses_no_field(one, other):
    merged = merge(one, other)
    for name in ("abstract", "authors", "year", "doi", "arxiv_id"):
        if getattr(one, name) or getattr(other, name):
            assert getattr(merged, name)
    assert len(merged.origins) == 2


@given(records, records)
def test_comparing_knows_no_order(one, other):
    assert compare(MatchKeys(one), MatchKeys(other)) is compare(MatchKeys(other), MatchKeys(one))
