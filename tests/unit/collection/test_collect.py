"""One page per paper, with an id that stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.collection.collect import collect
from sitegen.collection.report import conflict_lines, possible_duplicate_lines
from sitegen.identifiers import match_key, short_hash
from sitegen.paper import Author, Origin, Paper

TITLE = "Adam: A Method for Stochastic Optimization"
ABSTRACT = (
    "We introduce Adam, an algorithm for first-order gradient-based optimization of stochastic "
    "objective functions, based on adaptive estimates of lower-order moments. The method is "
    "straightforward to implement and is computationally efficient."
)
AUTHORS = (Author("Diederik P. Kingma"), Author("Jimmy Ba"))
A, B = Origin("a.bib", 2), Origin("b.bib", 4)


def ids(*papers):
    return [entry.id for entry in collect(papers).entries]


def test_the_id_is_the_most_stable_value():
    assert ids(Paper("T", arxiv_id="1706.03762", doi="10.1/x", source_id="s")) == ["1706.03762"]
    assert ids(Paper("T", arxiv_id="math.GT/0309136"))[0].startswith("math-gt-0309136-")
    assert ids(Paper("T", doi="10.1145/1.2", source_id="s"))[0].startswith("10-1145-1-2-")
    assert ids(Paper("T", source_id="vaswani2017")) == ["vaswani2017"]
    assert ids(Paper("Attention Is All You Need"))[0].startswith("attention-is-all-you-need-")


def test_an_id_does_not_depend_on_the_other_papers():
    first = Paper("Same title", "First abstract.")
    second = Paper("Same Title", "Second abstract.")
    assert ids(first)[0] == ids(second, first)[1]
    assert len(set(ids(first, second))) == 2


def test_60_letters_of_the_abstract_are_part_of_the_id():
    start = "ab" * 29
    assert ids(Paper("T", start + "xy!")) == ids(Paper("T", f"{start} x-y and more"))
    assert ids(Paper("T", start + "xy")) != ids(Paper("T", start + "xz"))


def test_the_letters_are_those_of_the_first_180_characters():
    blanks = " -" * 61  # 122 characters without a letter
    assert ids(Paper("T", f"{blanks}{'a' * 58}x")) == ids(Paper("T", f"{blanks}{'a' * 58}y"))
    assert ids(Paper("T", f"{blanks}{'a' * 57}x")) != ids(Paper("T", f"{blanks}{'a' * 57}y"))


def test_the_same_paper_twice_is_one_page():
    first, second = Paper("A title", "Abstract."), Paper("A  Title!", "abstract")
    collection = collect([first, second])
    ((entry,), (merged,)) = collection.entries, collection.merged
    assert (merged.page_id, merged.paper, collection.conflicts) == (entry.id, second, ())
    assert collection.possible_duplicates == ()


def test_pages_are_in_the_order_of_their_first_record():
    papers = [Paper("One", doi="10.1/a"), Paper("Two"), Paper("One", doi="10.1/a"), Paper("Three")]
    collection = collect(papers)
    assert [entry.paper.title for entry in collection.entries] == ["One", "Two", "Three"]
    assert [record.paper for record in collection.merged] == [papers[2]]


def test_a_merged_record_supplies_what_the_first_lacks():
    first = Paper("Title", "Abstract.", arxiv_id="1706.03762")
    later = Paper("Title", "Abs", arxiv_id="1706.03762", year=2017, authors=(Author("A"),))
    paper = collect([first, later]).entries[0].paper
    assert (paper.title, paper.abstract, paper.year) == ("Title", "Abstract.", 2017)
    assert paper.authors == (Author("A"),)


def test_a_record_matches_by_what_an_earlier_merge_added():
    listing = Paper(TITLE, ABSTRACT)
    preprint = Paper(TITLE, ABSTRACT, arxiv_id="1412.6980")
    renamed = Paper("Something Unlike", arxiv_id="1412.6980")
    assert len(collect([listing, preprint, renamed]).entries) == 1


LISTED = Paper("Attention Is All You Need", "The dominant models use recurrence. We do not.")
CITED = Paper(
    "Attention is all you need",
    authors=(Author("Ashish Vaswani"), Author("Noam Shazeer")),
    year=2017,
    date="2017-12-04",
    venue="NeurIPS",
    source_id="vaswani",
)


def test_a_listing_a_bibliography_and_a_preprint_are_one_paper():
    preprint = Paper(
        LISTED.title, arxiv_id="1706.03762", authors=(Author("A. Vaswani"),), date="2017-06-12"
    )
    (entry,) = collect([LISTED, CITED, preprint]).entries
    assert entry.paper.abstract == LISTED.abstract
    assert (entry.paper.venue, entry.paper.arxiv_id) == ("NeurIPS", "1706.03762")
    assert len(entry.paper.authors) == 2
    assert entry.paper.date == "2017-06-12"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (CITED, Paper(CITED.title, authors=(Author("Somebody Else"),))),
        (CITED, Paper(CITED.title, authors=CITED.authors, year=2021)),
        (LISTED, Paper(LISTED.title, "We dance instead of reading about it, all night long.")),
        (Paper(CITED.title, doi="10.1/a"), Paper(CITED.title, doi="10.1/b")),
        (Paper("Introduction"), Paper("Introduction", "Text.")),
    ],
)
def test_two_papers_of_one_title_are_two_pages(first, second):
    assert len(collect([first, second]).entries) == 2


def test_arxivs_doi_and_a_publishers_are_one_paper():
    first, second = Paper(CITED.title, doi="10.1/a"), Paper(CITED.title, doi="10.48550/arxiv.1")
    assert len(collect([first, second]).entries) == 1


def test_abstracts_of_one_paper_may_differ_a_little():
    changed = Paper(LISTED.title, "The dominant models use recurrence. We do not, ever.")
    cut = Paper(LISTED.title, "the dominant models use")
    assert len(collect([LISTED, changed, cut]).entries) == 1


PUBLISHER_RECORDS = (
    Paper(
        "adam: a method for stochastic optimization", ABSTRACT[:90] + "…", upvotes=3,
        origins=(Origin("hf.txt", 7),),
    ),
    Paper(
        TITLE, ABSTRACT, (Author("D. Kingma"),), 2014, "2014-12-22", arxiv_id="1412.6980",
        origins=(Origin("arxiv.jsonl", 2),),
    ),
    Paper(
        f"{TITLE}.", "", AUTHORS, 2015, "2015-05-07", "ICLR", "10.5555/iclr.1",
        origins=(Origin("iclr.bib", 9),),
    ),
)  # fmt: skip


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (2, 0, 1)])
def test_the_better_value_wins_in_any_order(order):
    collection = collect([PUBLISHER_RECORDS[n] for n in order])
    (entry,) = collection.entries
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
    assert len(collection.merged) == 2


def test_conflicts_are_reported_with_both_origins():
    rejected = Paper(TITLE, ABSTRACT, AUTHORS, 2015, venue="NeurIPS", origins=(B,))
    used = Paper(TITLE, ABSTRACT, AUTHORS, 2015, venue="ICLR", origins=(A,))
    (line,) = conflict_lines(collect([used, rejected]))
    assert line.endswith("venue “ICLR” (a.bib:2), not “NeurIPS” (b.bib:4)")


def test_conflicts_are_those_with_the_final_paper():
    listing = Paper(TITLE, ABSTRACT, AUTHORS, 2015, origins=(A,))
    early = Paper(TITLE, ABSTRACT, AUTHORS, 2018, origins=(B,))
    journal = Paper(TITLE, ABSTRACT, AUTHORS, 2018, venue="ICLR", origins=(Origin("c", 1),))
    collection = collect([listing, early, journal])
    assert collection.entries[0].paper.year == 2018
    assert [(item.conflict.field, item.conflict.rejected) for item in collection.conflicts] == [
        ("year", "2015")
    ]


class TestPossibleDuplicates:
    def test_they_stay_two_pages(self):
        first = Paper(TITLE, ABSTRACT, AUTHORS, origins=(A,))
        second = Paper(TITLE, ABSTRACT, (Author("Somebody Else"),), origins=(B,))
        collection = collect([first, second])
        assert [entry.paper for entry in collection.entries] == [first, second]
        (pair,) = collection.possible_duplicates
        assert (pair.first, pair.second) == collection.entries
        (line,) = possible_duplicate_lines(collection)
        assert line.count(TITLE) == 2

    def test_a_pair_is_listed_once(self):
        first = Paper(TITLE, ABSTRACT, AUTHORS)
        second = Paper(TITLE, ABSTRACT, (Author("Somebody Else"),))
        assert len(collect([first, second, second]).possible_duplicates) == 1

    def test_an_identifier_that_the_text_does_not_confirm_makes_one(self):
        cats = Paper("A Study of Cats and Their Ways", "Cats purr.", doi="10.1/volume")
        dogs = Paper("Bark Detection by Spectrograms", "Dogs bark.", doi="10.1/volume")
        (pair,) = collect([cats, dogs]).possible_duplicates
        assert (pair.first.paper, pair.second.paper) == (cats, dogs)

    def test_a_record_may_match_another_page_than_its_identifier_suggests(self):
        cats = Paper("A Study of Cats and Their Ways", "Cats purr.", doi="10.1/volume")
        dogs = Paper("Bark Detection by Spectrograms", "Dogs bark.", doi="10.1/volume")
        collection = collect([cats, dogs, dogs])
        assert [entry.paper.title for entry in collection.entries] == [cats.title, dogs.title]
        assert [record.page_id for record in collection.merged] == [collection.entries[1].id]
        assert len(collection.possible_duplicates) == 1


class TestCollidingIds:
    def test_equal_source_ids_get_different_suffixes(self):
        names = ids(Paper("One", source_id="1"), Paper("Two", source_id="1"))
        assert names == [
            f"1-{short_hash(f'{title}||1|()|1', 6)}" for title in ("One", "Two")
        ]  # fmt: skip

    def test_a_suffix_does_not_depend_on_the_order(self):
        first, second = Paper("One", source_id="1"), Paper("Two", source_id="1")
        assert ids(first, second) == ids(second, first)[::-1]

    def test_unique_ids_keep_no_suffix(self):
        papers = [
            Paper("One", source_id="1"),
            Paper("Two", source_id="1"),
            Paper("Three", source_id="3"),
        ]
        assert ids(*papers)[2] == "3"

    def test_identical_records_that_are_not_merged_are_numbered(self):
        # Neither title nor author nor abstract is distinctive enough for a merge.
        record = Paper("Editorial", source_id="1")
        first, second = ids(record, record)
        assert first == f"1-{short_hash('Editorial||1|()|1', 6)}"
        assert second == f"1-{short_hash('Editorial||1|()|2', 6)}"

    def test_long_ids_are_cut_to_80_characters(self):
        names = ids(Paper("One", source_id="a" * 80), Paper("Two", source_id="a" * 80))
        assert {len(name) for name in names} == {80}
        assert all(name.startswith("a" * 73 + "-") for name in names)

    def test_a_suffixed_id_that_exists_already_is_resolved(self):
        taken = ids(Paper("One", source_id="1"), Paper("Two", source_id="1"))[0]
        names = ids(
            Paper("One", source_id="1"),
            Paper("Two", source_id="1"),
            Paper("Three", source_id=taken),
        )
        assert len(set(names)) == 3


RECORDS = st.builds(
    Paper,
    title=st.text(alphabet="abC !é深", min_size=1, max_size=6),
    abstract=st.text(alphabet="xyZ .", max_size=6),
    source_id=st.none() | st.sampled_from(["1", "A", "a", "../x"]),
    doi=st.none() | st.sampled_from(["10.1/a", "10.1/b"]),
)


@given(st.lists(RECORDS, max_size=12))
def test_each_record_is_a_page_or_merged_and_ids_are_unique(records):
    collection = collect(records)
    names = [entry.id for entry in collection.entries]
    assert len(names) == len(set(names))
    assert len(names) + len(collection.merged) == len(records)
    assert {record.page_id for record in collection.merged} <= set(names)


def test_a_collection_and_its_parts_are_immutable_values():
    first, second = Paper(TITLE, ABSTRACT, AUTHORS), Paper(TITLE, ABSTRACT, (Author("X Yz"),))
    collection = collect([first, first, second])
    assert collection == collect([first, first, second])
    for value in (collection, *collection.merged, *collection.possible_duplicates):
        assert not hasattr(value, "__dict__")
        with pytest.raises(AttributeError):
            setattr(value, next(iter(type(value).__dataclass_fields__)), None)
