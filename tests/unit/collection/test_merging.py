"""Which value of two records wins, field by field, and which values are conflicts."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.collection.merging import Conflict, find_conflicts, merge
from sitegen.paper import Author, Link, Origin, Paper, Provenance, Reference, Section

LISTING = Origin("listing.txt", 1)
ARXIV = Origin("arxiv.jsonl", 2)
JOURNAL = Origin("journal.bib", 3)


def paper(title="A Title", **fields):
    return Paper(title, **fields)


def listing(**fields):
    return paper(**{"origins": (LISTING,), **fields})


def preprint(**fields):
    return paper(**{"arxiv_id": "2001.00001", "origins": (ARXIV,), **fields})


def published(**fields):
    return paper(**{"doi": "10.1/x", "origins": (JOURNAL,), **fields})


@pytest.mark.parametrize(
    ("field", "value", "other"),
    [("title", "First", "Second"), ("abstract", "First", "Second"), ("year", 2019, 2020),
     ("venue", "ICLR", "NeurIPS")],
)  # fmt: skip
def test_between_equal_ranks_the_content_decides(field, value, other):
    first, later = published(**{field: value}), published(**{field: other})
    assert getattr(merge(first, later), field) == getattr(merge(later, first), field)
    # A record with more fields ranks higher, then one with a longer abstract.
    fuller = replace(later, arxiv_id="2001.00001")
    assert getattr(merge(first, fuller), field) == other
    assert getattr(merge(fuller, first), field) == other


@pytest.mark.parametrize("field", ["title", "abstract", "year"])
@pytest.mark.parametrize(
    ("low", "high"), [(listing, preprint), (listing, published), (preprint, published)]
)
def test_the_higher_ranked_record_wins_in_either_order(field, low, high):
    value, other = (2020, 2021) if field == "year" else ("High", "Low!")
    records = high(**{field: value}), low(**{field: other})
    assert getattr(merge(*records), field) == value
    assert getattr(merge(*records[::-1]), field) == value


@pytest.mark.parametrize(
    ("venue", "other", "expected"),
    [(None, None, "https://e.org/a"), ("ICLR", None, None), ("ICLR", "ICLR", "https://e.org/a")],
)
def test_the_licence_is_that_of_the_version_in_the_venue(venue, other, expected):
    records = published(venue=venue), preprint(venue=other, license="https://e.org/a")
    assert merge(*records).license == merge(*records[::-1]).license == expected


@pytest.mark.parametrize("field", ["abstract", "year", "venue"])
def test_a_record_that_lacks_a_field_never_supplies_it(field):
    value = 2020 if field == "year" else "arXiv" if field == "venue" else "Text."
    assert getattr(merge(published(), listing(**{field: value})), field) == value
    assert getattr(merge(listing(**{field: value}), published()), field) == value


@pytest.mark.parametrize("title", ["2001.00001", "10.1/x"])
def test_a_title_that_repeats_the_identifier_loses(title):
    note = paper(title, arxiv_id="2001.00001", doi="10.1/x")
    assert merge(note, listing()).title == "A Title"
    assert merge(listing(), note).title == "A Title"


@pytest.mark.parametrize(
    ("title", "is_single_case"),
    [
        ("LEARNING TO SEE", True),
        ("learning to see", True),
        ("Learning to see", False),
        ("ABCD EFGHI", True),  # 9 letters
        ("ABCD EFGH", False),  # 8 letters
        ("ABCDEFGHIJ", False),  # one word
        ("ABCD 123456 EFGH", False),  # digits are no letters
    ],
)
def test_a_title_in_a_single_case_loses(title, is_single_case):
    winner = "Learning to See" if is_single_case else title
    assert merge(published(title=title), listing(title="Learning to See")).title == winner


def test_a_title_in_a_single_case_wins_over_another():
    first = published(title="LEARNING TO SEE")
    assert merge(first, listing(title="learning to see things")).title == "LEARNING TO SEE"


@pytest.mark.parametrize(
    ("title", "alternative", "wins"),
    [
        ("Adam", "Adam: A Method", True),
        ("Adam", "ADAM: a Method", True),
        ("Adam", "Adam, A Method", False),  # no colon
        ("Adam:", "Adam", False),
        ("Adam: A", "Adam: A!", False),  # equal letters
        ("Eve", "Adam: A Method", False),
        ("Method", "Adam: A Method", False),  # an end, not a start
        ("Adam", "ADAM: A METHOD FOR OPTIMIZATION", False),  # a single case
    ],
)
def test_a_title_with_a_subtitle_wins_over_its_start(title, alternative, wins):
    merged = merge(published(title=title), listing(title=alternative))
    assert merged.title == (alternative if wins else title)


@pytest.mark.parametrize(
    ("abstract", "alternative", "wins"),
    [
        ("x" * 60, "y" * 100, False),  # exactly 0.6
        ("x" * 59, "y" * 100, True),
        ("x" * 97 + "...", "y" * 101, True),
        ("x" * 97 + "...", "y" * 100, False),
        ("x" * 99 + "…", "y" * 101, True),
        ("x" * 99 + "…", "y" * 100, False),
        ("x" * 100, "y" * 101, False),
    ],
)
def test_a_truncated_abstract_loses(abstract, alternative, wins):
    merged = merge(published(abstract=abstract), listing(abstract=alternative))
    assert merged.abstract == (alternative if wins else abstract)


def authors(*names):
    return tuple(map(Author, names))


@pytest.mark.parametrize(
    ("first", "later", "winner"),
    [
        (authors("A B"), authors("C D", "E F"), 1),
        (authors("C D", "E F"), authors("Ann Lee"), 0),
        (authors("A. Lee"), authors("Ann Lee"), 1),
        (authors("Ann Lee"), authors("A. Lee"), 0),
        (authors("A. B. Lee"), authors("A Lee"), 0),  # initials count for nothing
        (authors("Ann Lee"), authors("Bob Roe"), 0),
        (authors("Jo. Lee"), authors("J. Lee"), 0),
        (authors("J. Lee"), authors("Jo. Lee"), 1),
    ],
)
def test_the_longer_author_list_wins_then_the_fuller_names(first, later, winner):
    assert merge(paper(authors=first), paper(authors=later)).authors == (first, later)[winner]


@pytest.mark.parametrize(
    ("first", "later", "winner"),
    [
        ("2020-01-02", "2020-01-01", "2020-01-01"),
        ("2020-01-01", "2020-01-02", "2020-01-01"),
        (None, "2020-01-01", "2020-01-01"),
        ("2020-01-01", None, "2020-01-01"),
        (None, None, None),
        # A day says more than its month, but not than an earlier month.
        ("2020-01", "2020-01-31", "2020-01-31"),
        ("2020-01-31", "2020-01", "2020-01-31"),
        ("2020-01", "2020-02-01", "2020-01"),
    ],
)
def test_the_earliest_date_wins(first, later, winner):
    assert merge(published(date=first), listing(date=later)).date == winner


def test_of_equal_dates_the_higher_ranked_record_is_the_origin():
    merged = merge(listing(date="2020-01-01"), preprint(date="2020-01-01"))
    assert merged.origin_of("date") == ARXIV


@pytest.mark.parametrize(
    ("first", "later", "winner"),
    [
        (published(venue="arXiv"), listing(venue="ICLR"), "ICLR"),
        (published(venue="arXiv"), listing(venue="CoRR"), "arXiv"),
        (published(venue="arXiv"), listing(), "arXiv"),
        (published(), listing(venue="arXiv"), "arXiv"),
        (published(venue="ICLR"), listing(venue="arXiv"), "ICLR"),
        (published(venue="ICLR"), listing(venue="NeurIPS"), "ICLR"),
        (listing(venue="arXiv"), listing(venue="NeurIPS"), "NeurIPS"),
    ],
)
def test_a_preprint_server_loses_to_a_journal(first, later, winner):
    assert merge(first, later).venue == winner


@pytest.mark.parametrize(
    ("first", "later", "winner"),
    [
        ("10.48550/arxiv.1", "10.1/a", "10.1/a"),
        ("10.1/a", "10.48550/arxiv.1", "10.1/a"),
        ("10.1/a", "10.1/b", "10.1/a"),
        ("10.48550/arxiv.1", "10.48550/arxiv.2", "10.48550/arxiv.1"),
        (None, "10.1/b", "10.1/b"),
        ("10.1/a", None, "10.1/a"),
    ],
)
def test_a_publishers_doi_wins_then_the_first(first, later, winner):
    assert merge(paper(doi=first), paper(doi=later)).doi == winner


@pytest.mark.parametrize("field", ["arxiv_id", "language", "source_id"])
def test_the_first_identifier_or_language_wins(field):
    assert getattr(merge(paper(**{field: "a"}), paper(**{field: "b"})), field) == "a"
    assert getattr(merge(paper(), paper(**{field: "b"})), field) == "b"
    assert getattr(merge(paper(**{field: "a"}), paper()), field) == "a"


@pytest.mark.parametrize(
    ("first", "later", "winner"),
    [(None, 0, 0), (0, None, 0), (1, 2, 2), (2, 1, 2), (None, None, None)],
)
def test_the_larger_number_of_upvotes_wins(first, later, winner):
    assert merge(paper(upvotes=first), paper(upvotes=later)).upvotes == winner


def test_upvotes_of_zero_win_over_a_missing_number_with_their_origin():
    merged = merge(listing(), preprint(upvotes=0))
    assert merged.origin_of("upvotes") == ARXIV


@pytest.mark.parametrize(
    ("first", "later", "winner"),
    [
        (["ab"], ["abc"], 1),
        (["abc"], ["ab"], 0),
        (["abc"], ["xyz"], 0),
        (["abc"], ["x", "y"], 0),  # 4 against 4: one more per paragraph
        (["abc"], ["x", "yz"], 1),
        ([], [""], 1),
    ],
)
def test_the_longer_sections_win(first, later, winner):
    records = [paper(sections=(Section("H", 1, tuple(texts)),)) for texts in (first, later)]
    assert merge(*records).sections == records[winner].sections


def test_the_longer_list_of_references_wins_then_the_first():
    one, two, three = Reference("1"), Reference("2"), Reference("3")
    assert merge(paper(references=(one,)), paper(references=(two, three))).references == (
        two,
        three,
    )
    assert merge(paper(references=(one, two)), paper(references=(three,))).references == (one, two)
    assert merge(paper(references=(one,)), paper(references=(two,))).references == (one,)


def test_links_keywords_and_notes_of_both_are_kept_once():
    pdf, code, same = Link("https://a", "pdf"), Link("https://b", "code"), Link("https://a", "link")
    merged = merge(
        paper(links=(pdf,), keywords=("x", "y"), note="One."),
        paper(links=(same, code), keywords=("y", "z"), note="Two."),
    )
    assert merged.links == (pdf, code)
    assert merged.keywords == ("x", "y", "z")
    assert merged.note == "One.\n\nTwo."
    assert merge(paper(note="One."), paper(note="One.")).note == "One."
    assert merge(paper(), paper(note="Two.")).note == "Two."


def test_provenance_names_fields_that_do_not_come_from_the_first_origin():
    merged = merge(listing(upvotes=3, year=2019), published(year=2020, abstract="Text."))
    assert merged.origins == (LISTING, JOURNAL)
    assert set(merged.provenance) == {
        Provenance("title", JOURNAL),
        Provenance("abstract", JOURNAL),
        Provenance("year", JOURNAL),
        Provenance("doi", JOURNAL),
    }
    assert merged.origin_of("upvotes") == LISTING


def test_provenance_survives_a_further_merge():
    merged = merge(merge(listing(upvotes=3), preprint(language="en")), published(venue="ICLR"))
    assert merged.origins == (LISTING, ARXIV, JOURNAL)
    assert merged.origin_of("language") == ARXIV
    assert merged.origin_of("venue") == JOURNAL
    assert merged.origin_of("upvotes") == LISTING


def test_records_without_origins_have_no_provenance():
    assert merge(paper(), paper(doi="10.1/x")).provenance == ()
    merged = merge(paper(), published(abstract="Text."))
    assert (merged.provenance, merged.origin_of("abstract")) == ((), JOURNAL)


def conflicts(merged, record):
    return [(c.field, c.value, c.rejected) for c in find_conflicts(merged, record)]


def test_a_conflict_names_both_values_and_origins():
    merged, record = published(venue="ICLR"), listing(venue="NeurIPS")
    assert list(find_conflicts(merged, record)) == [
        Conflict("venue", "ICLR", JOURNAL, "NeurIPS", LISTING)
    ]


def test_conflicts_are_in_the_order_of_the_fields():
    merged = paper("One", year=2000, venue="A1", doi="10.1/a", authors=authors("Ann Lee"))
    record = paper("Two", year=2002, venue="B2", doi="10.1/b", authors=authors("Bob Roe"))
    assert conflicts(merged, record) == [
        ("title", "One", "Two"),
        ("year", "2000", "2002"),
        ("venue", "A1", "B2"),
        ("doi", "10.1/a", "10.1/b"),
        ("authors", "Ann Lee", "Bob Roe"),
    ]


@pytest.mark.parametrize(
    ("merged", "record"),
    [
        ({"year": 2020}, {"year": 2021}),
        ({"year": 2021}, {"year": 2020}),
        ({"year": 2020}, {}),
        ({}, {"year": 2020}),
        ({"venue": "NeurIPS"}, {"venue": "NeurIPS 2017"}),
        ({"venue": "NeurIPS 2017"}, {"venue": "neurips"}),
        ({"venue": "Proc. NeurIPS 2017"}, {"venue": "NeurIPS"}),
        ({"venue": "NeurIPS"}, {"venue": "Proc. NeurIPS 2017"}),
        ({"venue": "NeurIPS"}, {"venue": "arXiv"}),
        ({"venue": "arXiv"}, {"venue": "NeurIPS"}),
        ({"venue": "NeurIPS"}, {}),
        ({"doi": "10.1/a"}, {"doi": "10.48550/arxiv.1"}),
        ({"doi": "10.48550/arxiv.1"}, {"doi": "10.1/a"}),
        ({"authors": authors("D. Kingma")}, {"authors": authors("Kingma, D.")}),
        ({"authors": authors("Ann Lee", "Bob Roe")}, {"authors": authors("Lee", "X Y")}),
        ({"authors": authors("Ann Lee")}, {}),
        ({"title": "Adam"}, {"title": "Adam: A Method"}),
        ({"title": "Adam: A Method"}, {"title": "A  method!"}),
        ({"date": "2020-01-01"}, {"date": "2021-01-01"}),
    ],
)
def test_values_that_can_both_be_right_are_no_conflicts(merged, record):
    assert conflicts(paper(**merged), paper(**record)) == []


def test_years_two_apart_are_a_conflict_in_either_order():
    assert conflicts(paper(year=2020), paper(year=2022)) == [("year", "2020", "2022")]
    assert conflicts(paper(year=2022), paper(year=2020)) == [("year", "2022", "2020")]


RECORDS = st.builds(
    Paper,
    title=st.sampled_from(["Adam", "ADAM: A METHOD", "Adam: A Method", "10.1/a"]),
    abstract=st.sampled_from(["", "A short text.", "A short text, continued at length."]),
    authors=st.sampled_from([(), authors("D. Kingma"), authors("Diederik Kingma", "Jimmy Ba")]),
    year=st.none() | st.sampled_from([2014, 2015]),
    date=st.none() | st.sampled_from(["2014-12-22", "2015-05-07"]),
    venue=st.none() | st.sampled_from(["arXiv", "ICLR"]),
    doi=st.none() | st.sampled_from(["10.1/a", "10.48550/arxiv.1412.6980"]),
    arxiv_id=st.none() | st.sampled_from(["1412.6980"]),
    upvotes=st.none() | st.integers(0, 3),
    origins=st.just((Origin("f", 1),)),
)
FIELDS = ("title", "abstract", "authors", "year", "date", "venue", "doi", "arxiv_id", "upvotes")


@given(RECORDS, RECORDS)
def test_each_merged_value_is_one_of_the_two_and_none_is_lost(left, right):
    merged = merge(left, right)
    for name in FIELDS:
        values = {getattr(left, name), getattr(right, name)}
        assert getattr(merged, name) in values
        if values - {None, "", ()}:
            assert getattr(merged, name) not in (None, "", ())


@given(RECORDS)
def test_a_record_merged_with_itself_keeps_its_values(record):
    merged = merge(record, record)
    assert all(getattr(merged, name) == getattr(record, name) for name in FIELDS)
    assert list(find_conflicts(merged, record)) == []


def test_a_conflict_is_an_immutable_value():
    value = Conflict("year", "1", JOURNAL, "3", LISTING)
    assert value == Conflict("year", "1", JOURNAL, "3", LISTING)
    assert not hasattr(value, "__dict__")
    with pytest.raises(AttributeError):
        value.value = 1


REPORT = {"venue": "University of Lakes", "kind": "report", "issue": "CS-2022-001", "year": 2022}
CONFERENCE = {"venue": "ICAPS 2023", "kind": "conference", "year": 2023}


def both_orders(left, right):
    merged = merge(left, right)
    assert replace(merge(right, left), origins=(), provenance=()) == replace(
        merged, origins=(), provenance=()
    )
    return merged


def test_a_conference_decides_over_a_report_that_has_more_fields():
    report = paper("Hats: Technical Report", **REPORT, doi="10.5281/zenodo.1", keywords=("hats",))
    merged = both_orders(report, paper("Hats", **CONFERENCE))
    assert (merged.title, merged.venue, merged.kind) == ("Hats", "ICAPS 2023", "conference")
    # A report's number is no issue of the proceedings; its archive's DOI leads to the text.
    assert (merged.issue, merged.year, merged.doi) == (None, 2023, "10.5281/zenodo.1")


@pytest.mark.parametrize("low", ["ICAPS 2022 Workshop on Hats", "Zenodo", "arXiv", "figshare"])
def test_a_conference_decides_over_workshops_archives_and_servers(low):
    version = paper(venue=low, volume="abs/2001.00001", pages="1-30", doi="10.5281/zenodo.1")
    merged = both_orders(version, paper(venue="SoCS 2022", kind="conference"))
    assert (merged.venue, merged.volume, merged.pages) == ("SoCS 2022", None, None)


@pytest.mark.parametrize("venue", [None, "SoCS", "Proceedings of SoCS 2022"])
def test_pages_come_from_a_record_that_names_no_other_venue(venue):
    merged = both_orders(
        paper(venue=venue, pages="1-9", volume="3"), paper(venue="SoCS 2022", doi="10.1/x")
    )
    assert (merged.pages, merged.volume) == ("1-9", "3")


def test_a_publishers_doi_wins_over_an_archives():
    merged = both_orders(paper(doi="10.5281/zenodo.1", venue="ICAPS"), paper(doi="10.1/x"))
    assert merged.doi == "10.1/x"
