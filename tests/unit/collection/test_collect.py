"""One record a paper, an id that lasts."""

from hypothesis import given
from hypothesis import strategies as st

from sitegen.collection.collect import collect
from sitegen.paper import Author, Paper


def ids(*papers):
    return [entry.id for entry in collect(papers).entries]


def test_ids_come_from_what_is_known_best():
    assert ids(Paper("T", arxiv_id="1706.03762", doi="10.1/x", source_id="s")) == ["1706.03762"]
    assert ids(Paper("T", doi="10.1145/1.2", source_id="s"))[0].startswith("10-1145-1-2-")
    assert ids(Paper("T", source_id="vaswani2017")) == ["vaswani2017"]
    assert ids(Paper("Attention Is All You Need"))[0].startswith("attention-is-all-you-need-")


def test_an_id_does_not_depend_on_the_other_papers():
    first = Paper("Same title", "First abstract.")
    second = Paper("Same Title", "Second abstract.")
    assert ids(first)[0] == ids(second, first)[1]
    assert len(set(ids(first, second))) == 2


def test_an_id_does_not_change_with_the_end_of_the_abstract():
    start = "An abstract that starts in a way that tells it from others, at quite some length. "
    assert ids(Paper("T", start + "One end.")) == ids(Paper("T", start + "Another end."))


def test_the_same_paper_twice_is_one():
    collection = collect([Paper("A title", "Abstract."), Paper("A  Title!", "abstract")])
    assert len(collection.entries) == 1
    assert len(collection.merged) == 1


def test_a_merged_record_fills_what_the_first_lacks():
    first = Paper("Title", "Abstract.", arxiv_id="1706.03762")
    later = Paper("Title (v2)", "Abs", arxiv_id="1706.03762", year=2017, authors=(Author("A"),))
    paper = collect([first, later]).entries[0].paper
    assert (paper.title, paper.abstract, paper.year) == ("Title", "Abstract.", 2017)
    assert paper.authors == (Author("A"),)


LISTED = Paper("Attention Is All You Need", "The dominant models use recurrence. We do not.")
CITED = Paper(
    "Attention is all you need",
    authors=(Author("Ashish Vaswani"), Author("Noam Shazeer")),
    year=2017,
    date="2017-12-04",
    venue="NeurIPS",
    source_id="vaswani",
)


def test_a_listing_and_a_bibliography_tell_of_one_paper():
    preprint = Paper(
        LISTED.title, arxiv_id="1706.03762", authors=(Author("A. Vaswani"),), date="2017-06-12"
    )
    (entry,) = collect([LISTED, CITED, preprint]).entries
    assert entry.paper.abstract == LISTED.abstract
    assert (entry.paper.venue, entry.paper.arxiv_id) == ("NeurIPS", "1706.03762")
    assert len(entry.paper.authors) == 2
    assert entry.paper.date == "2017-06-12"


def test_one_title_of_two_papers_stays_two():
    for other in (
        Paper(CITED.title, authors=(Author("Somebody Else"),)),
        Paper(CITED.title, authors=CITED.authors, year=2021),
        Paper(LISTED.title, "We dance instead of reading about it, all night long."),
    ):
        kept = CITED if other.authors else LISTED
        assert len(collect([kept, other]).entries) == 2
    with_doi = Paper(CITED.title, doi="10.1/a")
    assert len(collect([with_doi, Paper(CITED.title, doi="10.1/b")]).entries) == 2
    assert (
        len(collect([with_doi, Paper(CITED.title, doi="10.48550/arxiv.1706.03762")]).entries) == 1
    )
    assert len(collect([Paper("Introduction"), Paper("Introduction", "Text.")]).entries) == 2


def test_abstracts_of_one_paper_may_differ_a_little():
    changed = Paper(LISTED.title, "The dominant models use recurrence. We do not, ever.")
    cut = Paper(LISTED.title, "the dominant models use")
    assert len(collect([LISTED, changed, cut]).entries) == 1


def test_equal_source_ids_of_different_papers_stay_apart():
    assert len(set(ids(Paper("One", source_id="1"), Paper("Two", source_id="1")))) == 2


papers = st.builds(
    Paper,
    title=st.text(alphabet="abC !é深", min_size=1, max_size=6),
    abstract=st.text(alphabet="xyZ .", max_size=6),
    source_id=st.none() | st.sampled_from(["1", "A", "a", "../x"]),
    doi=st.none() | st.sampled_from(["10.1/a", "10.1/b"]),
)


@given(st.lists(papers, max_size=12))
def test_each_record_ends_as_a_page_or_merged_and_ids_are_unique(records):
    collection = collect(records)
    names = [entry.id for entry in collection.entries]
    assert len(names) == len(set(names))
    assert len(names) + len(collection.merged) == len(records)
    assert {m.kept for m in collection.merged} <= set(names)
