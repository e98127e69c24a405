"""Which records describe one paper, and which records are compared at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.collection.collect import collect
from sitegen.collection.duplicates import Match, compare, compare_identified
from sitegen.collection.evidence import MatchKeys
from sitegen.paper import Author, Paper

TITLE = "Adam: A Method for Stochastic Optimization"
ABSTRACT = (
    "We introduce Adam, an algorithm for first-order gradient-based optimization of stochastic "
    "objective functions, based on adaptive estimates of lower-order moments. The method is "
    "straightforward to implement and is computationally efficient."
)
AUTHORS = (Author("Diederik P. Kingma"), Author("Jimmy Ba"))
ADAM = Paper(TITLE, ABSTRACT, AUTHORS, 2015)
OTHER_ABSTRACT = (
    "Bananas ripen quickly where warm sunlight falls upon a kitchen shelf every single noon."
)

SAME, POSSIBLE, DIFFERENT = Match.SAME, Match.POSSIBLE, Match.DIFFERENT
#: 20 and 19 letters: a distinctive title, and one that is just not.
LONG, SHORT = "Letters twentyinall xy", "Letters twentyinall x"


def names(*authors):
    return tuple(map(Author, authors))


def match(left, right):
    """Compare in both directions, which must agree."""
    result = compare(MatchKeys(left), MatchKeys(right))
    assert result is compare(MatchKeys(right), MatchKeys(left))
    return result


@pytest.mark.parametrize(
    "record",
    [
        Paper(TITLE.upper(), ABSTRACT[:120] + "…"),
        Paper("Adam", ABSTRACT, names("D. P. Kingma"), 2014),
        Paper("Adam: A Method for Stochastc Optimization", ABSTRACT.replace("gradient", "gradent")),
        Paper(TITLE, "", names("Kingma, D.", "J. Ba"), 2014),
        Paper(TITLE, "A wholly new abstract of the second version of this paper.", AUTHORS, 2017),
        Paper("Adam: A Method for Stochastic Optimisation", "", AUTHORS[:1], 2015),
        Paper(TITLE, "In this paper, we study Adam. " + ABSTRACT, (Author("Jimmy Ba"), *AUTHORS)),
    ],
)
def test_one_paper_in_other_words(record):
    assert match(ADAM, record) is SAME


@pytest.mark.parametrize(
    "record",
    [
        Paper("On the Convergence of Adam and Beyond", ABSTRACT, AUTHORS, 2015),  # renamed?
        Paper(TITLE, ABSTRACT, names("Somebody Else", "Another One"), 2015),
        Paper(TITLE, ABSTRACT, (), 2018),
    ],
)
def test_contradicting_evidence_makes_a_possible_duplicate(record):
    assert match(ADAM, record) is POSSIBLE


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (ADAM, Paper("Adam", "The first man was made of clay, says the book of Genesis, twice.")),
        (Paper("Learning to Learn, Part I", ABSTRACT), Paper("Learning to Learn, Part II", "")),
        (Paper("The 2019 Shared Task on Parsing", "", AUTHORS),
         Paper("The 2020 Shared Task on Parsing", "", AUTHORS)),
        (Paper("Editorial", year=2001), Paper("Editorial", year=2002)),
        (ADAM, Paper(TITLE, "", names("Somebody Else"))),
        (Paper(TITLE, doi="10.1/a"), Paper(TITLE, doi="10.1/b")),
        (Paper(TITLE, arxiv_id="2001.00001"), Paper(TITLE, arxiv_id="2001.00002")),
    ],
)  # fmt: skip
def test_two_papers_stay_two(left, right):
    assert match(left, right) is DIFFERENT


class TestRenamed:
    """Unlike titles above equal abstracts."""

    def test_numbers_must_agree(self):
        first, second = (
            Paper("Results of Part 1", ABSTRACT),
            Paper("Findings: 2nd Section", ABSTRACT),
        )
        assert match(first, second) is DIFFERENT
        assert match(first, Paper("1 Summary", ABSTRACT)) is POSSIBLE

    def test_the_abstract_must_be_equal_but_for_3_percent(self):
        first = Paper("Something", "a" * 97 + "b" * 3)
        # Indel similarity of 100 letters with n replaced at the end is 100 - n.
        assert match(first, Paper("Unlike", "a" * 97 + "c" * 3)) is POSSIBLE
        first = Paper("Something", "a" * 96 + "b" * 4)
        assert match(first, Paper("Unlike", "a" * 96 + "c" * 4)) is DIFFERENT

    def test_without_an_abstract_nothing_speaks_for_it(self):
        assert match(Paper("Something", ABSTRACT), Paper("Unlike")) is DIFFERENT
        assert match(Paper("Something"), Paper("Unlike")) is DIFFERENT


class TestSimilarAbstracts:
    def test_the_similarity_is_85_percent_of_the_letters_or_more(self):
        # No word in common, so the letters alone decide.
        left = Paper(SHORT, "a" * 85 + "b" * 15)
        assert match(left, Paper(SHORT, "a" * 85 + "c" * 15)) is SAME
        left = Paper(SHORT, "a" * 84 + "b" * 16)
        assert match(left, Paper(SHORT, "a" * 84 + "c" * 16)) is DIFFERENT

    def test_or_85_percent_of_the_words_of_the_shorter_one(self):
        # Reversed words have unlike letters.
        words = [f"{chr(97 + n % 26)}{chr(97 + n // 26)}{chr(122 - n % 26)}" for n in range(40)]
        left = Paper(SHORT, " ".join(words))
        right = [*reversed(words[:34]), *(f"zz{n}" for n in range(6))]
        assert match(left, Paper(SHORT, " ".join(right))) is SAME
        right = [*reversed(words[:33]), *(f"zz{n}" for n in range(7))]
        assert match(left, Paper(SHORT, " ".join(right))) is DIFFERENT

    def test_only_the_first_600_letters_are_compared(self):
        left = Paper(SHORT, "a" * 600 + "b" * 600)
        assert MatchKeys(left).abstract == "a" * 600
        assert match(left, Paper(SHORT, "a" * 600 + "c" * 600)) is SAME
        assert MatchKeys(Paper("T", "- " * 599 + "abc")).abstract == "ab"
        assert MatchKeys(Paper("T", "a " * 700)).abstract == "a" * 600

    def test_the_shorter_one_may_be_cut_off(self):
        assert match(Paper(SHORT, ABSTRACT), Paper(SHORT, "We")) is SAME

    @pytest.mark.parametrize(("length", "expected"), [(59, DIFFERENT), (60, SAME)])
    def test_fewer_than_60_letters_are_compared_by_words(self, length, expected):
        left = Paper(SHORT, "a" * (length - 6) + "b" * 6)
        assert match(left, Paper(SHORT, "a" * (length - 6) + "c" * 6)) is expected

    def test_the_words_of_short_ones_decide(self):
        assert match(Paper(SHORT, "one two three"), Paper(SHORT, "Three two, one")) is SAME

    def test_years_two_apart_agree_three_do_not_without_authors(self):
        left = Paper(SHORT, ABSTRACT, (), 2015)
        assert match(left, Paper(SHORT, ABSTRACT, (), 2017)) is SAME
        assert match(left, Paper(SHORT, ABSTRACT, (), 2018)) is POSSIBLE
        assert match(left, Paper(SHORT, ABSTRACT)) is SAME

    def test_agreeing_authors_outweigh_years(self):
        left = Paper(SHORT, ABSTRACT, AUTHORS, 2015)
        assert match(left, Paper(SHORT, ABSTRACT, AUTHORS, 2025)) is SAME

    def test_different_identifiers_contradict(self):
        left = Paper(SHORT, ABSTRACT, arxiv_id="2001.00001", doi="10.1/a")
        assert match(left, Paper(SHORT, ABSTRACT, arxiv_id="2001.00002")) is POSSIBLE
        assert match(left, Paper(SHORT, ABSTRACT, doi="10.1/b")) is POSSIBLE
        assert match(left, Paper(SHORT, ABSTRACT, doi="10.48550/arxiv.2001.00001")) is SAME
        assert match(left, Paper(SHORT, ABSTRACT, doi="10.1/a")) is SAME


class TestTitlesAlone:
    def test_an_equal_title_of_20_letters_is_enough(self):
        assert len(MatchKeys(Paper(LONG)).title) == 20
        assert match(Paper(LONG), Paper(LONG)) is SAME
        assert match(Paper(SHORT), Paper(SHORT)) is DIFFERENT

    def test_with_years_at_most_two_apart(self):
        assert match(Paper(LONG, year=2010), Paper(LONG, year=2012)) is SAME
        assert match(Paper(LONG, year=2010), Paper(LONG, year=2013)) is DIFFERENT
        assert match(Paper(LONG, "", AUTHORS, 2010), Paper(LONG, "", AUTHORS, 2013)) is DIFFERENT
        assert match(Paper(LONG, year=2010), Paper(LONG)) is SAME

    def test_abstracts_that_differ_need_agreeing_authors(self):
        assert match(Paper(LONG, ABSTRACT), Paper(LONG, OTHER_ABSTRACT)) is DIFFERENT
        left = Paper(LONG, ABSTRACT, AUTHORS)
        assert match(left, Paper(LONG, OTHER_ABSTRACT, AUTHORS)) is SAME
        assert match(left, Paper(LONG, OTHER_ABSTRACT)) is DIFFERENT

    def test_a_short_title_needs_authors_and_equal_years(self):
        def short(year, authors=AUTHORS, abstract=""):
            return Paper(SHORT, abstract, authors, year)

        assert match(short(2015), short(2015)) is SAME
        assert match(short(2015), short(None)) is POSSIBLE
        assert match(short(None), short(None)) is POSSIBLE
        assert match(short(2015), short(2016)) is DIFFERENT
        assert match(short(2015), short(2015, ())) is DIFFERENT
        assert (
            match(short(2015, abstract=ABSTRACT), short(2015, abstract=OTHER_ABSTRACT)) is DIFFERENT
        )

    def test_a_similar_title_needs_the_same_authors(self):
        title, typo = "Twenty Letters in a Title", "Twenty Leters in a Title"
        left = Paper(title, "", AUTHORS, 2015)
        assert match(left, Paper(typo, "", AUTHORS, 2017)) is SAME
        assert match(left, Paper(typo, "", AUTHORS, 2018)) is DIFFERENT
        assert match(left, Paper(typo, "", (), 2015)) is DIFFERENT
        assert match(Paper(title), Paper(typo)) is DIFFERENT
        assert (
            match(Paper(title, ABSTRACT, AUTHORS), Paper(typo, OTHER_ABSTRACT, AUTHORS))
            is DIFFERENT
        )

    def test_a_similar_title_must_be_distinctive(self):
        def titled(title):
            return Paper(title, "", AUTHORS, 2015)

        assert match(titled("Lettersintwentyinall"), titled("Lettersintwentyinal")) is DIFFERENT
        assert match(titled("Lettersintwentyinall"), titled("Lettersintwentyinalx")) is SAME

    @pytest.mark.parametrize(
        ("left", "right", "expected"),
        [
            (["Ann Aa", "Bo Bb"], ["Ann Aa", "Cy Cc"], POSSIBLE),  # 2 of 4 words
            (["Ann Aa", "Bo Bb"], ["Ann Aa"], SAME),
            (["Ann Aa", "Bo Bb"], ["Bo Bb", "Ann Aa"], SAME),
            (["Ann Aa", "Bo Bb", "Cy Cc"], ["Ann Aa", "Bo Bb", "Di Dd"], SAME),  # 4 of 6 words
            (["Ann Aa", "Bo Bb", "Cy Cc"], ["Ann Aa", "Bo Xx", "Di Dd"], POSSIBLE),  # 3 of 6
        ],
    )
    def test_all_words_of_the_shorter_author_list_or_four_must_be_shared(
        self, left, right, expected
    ):
        first = Paper("Twenty Letters in a Title", "", names(*left))
        assert match(first, Paper("Twenty Leters in a Title", "", names(*right))) is expected


class TestSimilarTitles:
    def is_similar(self, left, right):
        """Similar titles with one abstract are one paper; unlike ones possibly."""
        return match(Paper(left, ABSTRACT), Paper(right, ABSTRACT)) is SAME

    def test_equal_letters(self):
        assert self.is_similar("A Title", "a  title!")

    @pytest.mark.parametrize(
        "title",
        ["Adam: A", "Adam! A", "Adam? A", "Adam – A", "Adam — A", "Adam - A", "Adam | A", "Adam:"],
    )
    def test_one_is_the_other_before_its_subtitle(self, title):
        assert self.is_similar("Adam", title)

    @pytest.mark.parametrize(
        "title", ["Adam-A", "Adam, A Method of Things", "Adam:A Method of All"]
    )
    def test_other_signs_do_not_open_a_subtitle(self, title):
        assert MatchKeys(Paper(title)).head == MatchKeys(Paper(title)).title

    def test_only_the_first_subtitle_is_split_off(self):
        keys = MatchKeys(Paper("One: two: three"))
        assert (keys.title, keys.head) == ("onetwothree", "one")

    def test_two_subtitles_of_one_head_are_not_similar(self):
        assert not self.is_similar("Adam: First of All", "Adam: Something Else")

    def test_92_percent_of_the_letters_are_similar(self):
        # 2 * (length - n) / (2 * length): 25 letters with 2 replaced are 92.0 similar.
        assert self.is_similar("a" * 23 + "bb", "a" * 23 + "cc")
        assert not self.is_similar("a" * 22 + "bbb", "a" * 22 + "ccc")

    def test_numbers_must_agree_in_similar_titles(self):
        assert not self.is_similar("Advances in Neural Systems 30", "Advances in Neural Systems 31")
        assert not self.is_similar("Learning of Programs, Part II", "Learning of Programs, Part IX")
        assert self.is_similar("Advances in Neural Systems 30", "Advances in Neural System 30")

    def test_numbers_before_a_subtitle_need_not_unless_they_are_a_parts(self):
        assert self.is_similar("Adam", "Adam: 10 Methods")
        assert not self.is_similar("Adam", "Adam: Part II")

    def test_numbers_are_arabic_or_roman(self):
        assert MatchKeys(Paper("Part IV of 12, v2, Mix I.")).numbers == ("4", "12", "2", "1")


class TestAuthors:
    """Agreement decides two equal short titles of one year."""

    def agree(self, left, right):
        records = (Paper("Adam", "", names(*authors), 2015) for authors in (left, right))
        return match(*records) is SAME

    def test_the_first_authors_share_family_name_and_initial(self):
        assert self.agree(["Ann Lee"], ["Lee, A."])
        assert self.agree(["Ann Lee", "Bo Roe"], ["A. Lee", "Cy Doe"])
        assert not self.agree(["Ann Lee"], ["Bo Roe"])
        assert not self.agree(["A. Lee"], ["A. Roe"])
        assert not self.agree(["Ann Lee"], ["Bo Lee"])

    def test_half_of_the_people_of_the_shorter_list_are_shared(self):
        assert self.agree(["Aa Bb", "Cc Dd"], ["Cc Dd", "Ee Ff"])
        assert not self.agree(["Aa Bb", "Cc Dd", "Gg Hh"], ["Cc Dd", "Xx Yy", "Ee Ff"])
        assert self.agree(["Aa Bb", "Cc Dd", "Ee Ff"], ["Cc Dd", "Gg Hh"])

    def test_a_single_author_is_not_enough(self):
        assert not self.agree(["Aa Bb"], ["Cc Dd", "Aa Bb"])

    def test_unknown_authors_agree_with_nobody(self):
        assert not self.agree([], ["Ann Lee"])
        assert not self.agree(["?"], ["Ann Lee"])
        assert not self.agree(["Anonymous"], ["Anonymous"])
        assert MatchKeys(Paper("T")).people == []


class TestSharedIdentifier:
    def confirm(self, left, right):
        result = compare_identified(MatchKeys(left), MatchKeys(right))
        assert result is compare_identified(MatchKeys(right), MatchKeys(left))
        return result is SAME

    def test_an_arxiv_id_is_enough(self):
        left = Paper("Old Name", arxiv_id="2001.00001")
        assert self.confirm(left, Paper("Quite Different", arxiv_id="2001.00001"))
        assert not self.confirm(left, Paper("Quite Different", arxiv_id="2001.00002"))
        assert not self.confirm(Paper("Old Name"), Paper("Quite Different"))

    def test_one_title_starts_with_the_other(self):
        pets = Paper("The Ways of Cats, Dogs and Further Pets")
        assert self.confirm(Paper("The Ways of Cats"), pets)
        assert self.confirm(Paper("Dogs and Further Pets"), pets)
        assert not self.confirm(Paper("The Ways"), pets)
        assert not self.confirm(Paper("Introduction"), Paper("Introduction to Cats"))

    def test_or_80_percent_of_its_letters(self):
        assert self.confirm(Paper("aaaaaaaabb"), Paper("aaaaaaaacc"))
        assert not self.confirm(Paper("aaaaaaabbb"), Paper("aaaaaaaccc"))

    def test_or_60_percent_with_agreeing_authors(self):
        left = Paper("aaaaaabbbb", "", names("Ann Lee", "Bo Roe"))
        right = Paper("aaaaaacccc", "", names("Ann Lee", "Cy Doe", "Di Dee"))
        assert self.confirm(left, right)
        right = Paper("aaaaaccccc", "", names("Ann Lee", "Cy Doe", "Di Dee"))
        assert not self.confirm(Paper("aaaaabbbbb", "", left.authors), right)

    def test_or_the_first_author(self):
        assert self.confirm(Paper("Cats", "", AUTHORS), Paper("Dogs", "", AUTHORS[:1]))
        assert not self.confirm(Paper("Cats", "", AUTHORS), Paper("Dogs", "", names("X Yz")))

    def test_or_85_percent_of_the_abstract(self):
        left = Paper("Cats", "a" * 85 + "b" * 15)
        assert self.confirm(left, Paper("Dogs", "a" * 85 + "c" * 15))
        left = Paper("Cats", "a" * 84 + "b" * 16)
        assert not self.confirm(left, Paper("Dogs", "a" * 84 + "c" * 16))

    def test_a_volumes_doi_does_not_merge_its_papers(self):
        volume = "10.1145/3292500"
        cats = Paper("A Study of Cats and Their Ways", "Cats purr.", names("Ann Lee"), doi=volume)
        dogs = Paper("Bark Detection by Spectrograms", "Dogs bark.", names("Bo Roe"), doi=volume)
        assert len(collect([cats, dogs]).entries) == 2
        assert len(collect([cats, dogs]).possible_duplicates) == 1

    @pytest.mark.parametrize(("kind", "count"), [("chapter", 2), ("conference", 2), ("article", 1)])
    def test_nor_two_chapters_of_one_author(self, kind, count):
        cats = Paper("Cats and Their Ways", "", AUTHORS[:1], 2015, doi="10.1/book", kind=kind)
        dogs = Paper("Bark by Spectrograms", "", AUTHORS[:1], 2015, doi="10.1/book", kind=kind)
        assert len(collect([cats, dogs]).entries) == count


RECORDS = st.builds(
    Paper,
    title=st.sampled_from([TITLE, TITLE.upper(), "Adam", "Part I of It All", "Part II of It All"]),
    abstract=st.sampled_from(["", ABSTRACT, ABSTRACT[:90], OTHER_ABSTRACT]),
    authors=st.sampled_from([(), AUTHORS, AUTHORS[:1], names("X Yz")]),
    year=st.none() | st.sampled_from([2014, 2015, 2020]),
    doi=st.none() | st.sampled_from(["10.1/a", "10.1/b"]),
    arxiv_id=st.none() | st.sampled_from(["1412.6980", "1412.6981"]),
)


@given(RECORDS, RECORDS)
def test_the_order_of_two_records_does_not_matter(left, right):
    match(left, right)


@given(RECORDS)
def test_a_record_never_differs_from_itself_if_it_has_an_abstract(record):
    assert match(record, record) is SAME or not record.abstract


LONG_TITLE = "Domain-Independent Folding of Large Paper Hats"


@pytest.mark.parametrize(
    ("left", "right", "result"),
    [
        # An author publishes parts of a thesis, under its title or under its start.
        ((LONG_TITLE, "thesis"), (LONG_TITLE, "conference"), POSSIBLE),
        ((LONG_TITLE, "thesis"), (f"{LONG_TITLE}: A Search", "conference"), DIFFERENT),
        ((LONG_TITLE, "thesis"), (LONG_TITLE, "thesis"), SAME),
        ((LONG_TITLE, "thesis"), (LONG_TITLE, None), SAME),
        # A chapter has the title of its book up to the colon; a source may take a paper for a book.
        ((LONG_TITLE, "book"), (f"{LONG_TITLE}: A Framework", "chapter"), DIFFERENT),
        ((LONG_TITLE, "book"), (LONG_TITLE, "conference"), SAME),
        ((LONG_TITLE, "report"), (LONG_TITLE, "conference"), SAME),
        ((f"{LONG_TITLE}: Technical Report", "report"), (LONG_TITLE, "conference"), SAME),
        ((f"{LONG_TITLE}: Full Proofs", "report"), (LONG_TITLE, "conference"), DIFFERENT),
        ((f"{LONG_TITLE}: Full Proofs", "report"), (f"{LONG_TITLE}: Full Proofs", None), SAME),
    ],
)
def test_a_thesis_a_book_and_a_supplement_are_works_beside_the_paper(left, right, result):
    papers = [Paper(title, "", AUTHORS, 2015, kind=kind) for title, kind in (left, right)]
    assert match(*papers) is result
