"""Hugging Face Papers saved as text with addresses on separate lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.sources.formats import hf_text

URL = "https://huggingface.co/papers/2410.05258"
OTHER = "https://huggingface.co/papers/2410.00001"
ABSTRACT = "We propose a method. It works well."


def papers(*lines):
    return hf_text.read("\n".join(lines), "x.txt").papers


def paper(*lines):
    (only,) = papers(*lines)
    return only


class TestSniff:
    @pytest.mark.parametrize(
        "head",
        [
            f"Title\n{URL}\nText",
            f"x\n  {URL}  ",
            f"x\n{URL}#community\n",
            "x\nhuggingface.co\n/papers/2410.05258",
        ],
    )
    def test_an_address_alone_on_a_line_is_claimed(self, head):
        assert hf_text.sniff(head)

    @pytest.mark.parametrize(
        "head",
        [
            "",
            f"see {URL}",
            "https://huggingface.co/papers/trending",
            f"<html>\n{URL}\n",
            f" {{\n{URL}\n",
            f"[{{\n{URL}\n",
        ],
    )
    def test_other_texts_are_not_claimed(self, head):
        assert not hf_text.sniff(head)

    def test_name_and_rank(self):
        assert (hf_text.NAME, hf_text.RANK) == ("hf-text", 130)


class TestPapers:
    def test_a_paper_has_all_its_values(self):
        entry = paper(
            "Daily Papers", "[-] 74", "A Title", URL, "We propose a method.", "", "It works.", URL,
            "5 authors", "·", "Oct 7, 2024", "<https://github.com/a/b>",
        )  # fmt: skip
        assert (entry.title, entry.abstract) == ("A Title", "We propose a method. It works.")
        assert (entry.upvotes, entry.date, entry.arxiv_id) == (74, "2024-10-07", "2410.05258")
        assert [link.url for link in entry.links] == [URL, "https://github.com/a/b"]
        assert (entry.origins[0].path, entry.origins[0].line) == ("x.txt", 3)

    def test_two_papers_have_their_own_values(self):
        first, second = papers(
            "3", "Title A", URL, ABSTRACT, URL, "Oct 7, 2024", "https://github.com/a/a",
            "1.2k", "Title B", OTHER, "Other text.", OTHER, "Oct 2, 2024",
        )  # fmt: skip
        assert (first.title, first.abstract, first.upvotes) == ("Title A", ABSTRACT, 3)
        assert (first.date, len(first.links)) == ("2024-10-07", 2)
        assert (second.title, second.abstract, second.upvotes) == ("Title B", "Other text.", 1200)
        assert (second.date, len(second.links)) == ("2024-10-02", 1)

    def test_a_paper_that_occurs_twice_is_one(self):
        first, second = papers(
            "Title A", URL, "Short.", URL, "Title B", OTHER, "Text.", OTHER,
            "Title C", URL, ABSTRACT, URL, "Oct 7, 2024",
        )  # fmt: skip
        assert (first.title, first.abstract, first.date) == ("Title A", ABSTRACT, "2024-10-07")
        assert (first.origins[0].line, second.title) == (1, "Title B")

    def test_the_first_of_two_dates_and_all_repositories_count(self):
        entry = papers(
            "T", URL, "A.", URL, "Oct 7, 2024", "https://github.com/a/a", "U", OTHER, "B.", OTHER,
            "T", URL, "A.", URL, "Oct 8, 2024", "https://github.com/b/b",
        )[0]  # fmt: skip
        assert entry.date == "2024-10-07"
        assert [link.url for link in entry.links][1:] == [
            "https://github.com/a/a",
            "https://github.com/b/b",
        ]


class TestHeader:
    @pytest.mark.parametrize(
        ("lines", "upvotes"),
        [
            (["74", "Title"], 74),
            (["[-]", "74", "Title"], 74),
            (["▲ 74", "Title"], 74),
            (["Upvote 74", "Title"], 74),
            (["74", "", " ", "Title"], 74),
            (["[-] 74 Title"], 74),
            (["[+] 1,234 Title"], 1234),
            (["9", "[-] 74 Title"], 9),
            (["74", "x", "Title"], None),
            (["Title"], None),
            (["", "Title"], None),
        ],
    )
    def test_votes_are_above_the_title_or_before_it(self, lines, upvotes):
        entry = paper(*lines, URL, ABSTRACT, URL)
        assert (entry.title, entry.upvotes) == ("Title", upvotes)
        assert entry.origins[0].line == len(lines)

    @pytest.mark.parametrize(
        "line",
        [
            "", "6 authors", "1 author", "·", "[-]", "Submitted by x", "Published on Oct 7",
            "View PDF", "GitHub 1.2k", "arXiv", "Add to collection", "Upvote", "Comments 3",
            "12 comments", "· May 29", "Oct 7, 2024", "Docs", "Back to top", "Search models",
            "https://x.org/y", "<https://x.org/y>", "Log in", "12",
        ],
    )  # fmt: skip
    def test_lines_of_the_page_are_not_titles(self, line):
        assert paper("Title", line, URL, ABSTRACT, URL).title == "Title"
        assert paper("Title", URL, ABSTRACT, line, URL).abstract == ABSTRACT

    def test_an_abstract_above_an_address_is_not_a_title(self):
        reading = hf_text.read(f"{ABSTRACT}\n{URL}\n{ABSTRACT}\n{URL}", "x")
        assert reading.papers == ()
        (diagnostic,) = reading.diagnostics
        assert (diagnostic.line, diagnostic.record) == (2, "papers/2410.05258")
        assert diagnostic.message == "there is no title; give one"

    def test_votes_above_an_address_count_without_a_title(self):
        entry = paper("8", URL, "Title", URL)
        assert (entry.title, entry.upvotes, entry.abstract) == ("Title", 8, "")

    def test_a_title_is_below_the_previous_address(self):
        first, second = papers("A", URL, OTHER, "B", ABSTRACT, OTHER)
        assert (first.title, second.title, second.abstract) == ("A", "B", ABSTRACT)
        assert second.origins[0].line == 3

    def test_votes_of_the_previous_paper_are_not_taken(self):
        _, second = papers("A", URL, URL, "B", OTHER, ABSTRACT, OTHER)
        assert second.upvotes is None
        first, second = papers("12", URL, "A", URL, "B", OTHER, ABSTRACT, OTHER)
        assert (first.upvotes, second.upvotes) == (12, None)


class TestBody:
    def test_a_title_below_the_address_is_not_part_of_the_abstract(self):
        entry = paper(URL, "Title", "Text one.", "Text two.", URL)
        assert (entry.title, entry.abstract) == ("Title", "Text one. Text two.")

    def test_with_one_address_the_abstract_is_the_first_run_of_lines(self):
        entry = paper("Title", URL, "", "One.", " Two. ", "", "Three.")
        assert entry.abstract == "One. Two."

    def test_with_one_address_the_abstract_ends_before_the_next_title(self):
        first, second = papers("A", URL, "One.", "7", "B", OTHER, "Two.")
        assert (first.abstract, second.abstract, second.upvotes) == ("One.", "Two.", 7)

    def test_text_below_the_second_address_is_not_of_the_abstract(self):
        assert paper("Title", URL, "One.", URL, "Two.").abstract == "One."

    def test_only_a_longer_abstract_replaces_the_first(self):
        lines = ["T", URL, "aaaa", URL, "U", OTHER, "x", OTHER, "T", URL]
        assert papers(*lines, "bbbb", URL)[0].abstract == "aaaa"
        assert papers(*lines, "bbbbb", URL)[0].abstract == "bbbbb"

    def test_a_date_in_the_abstract_is_not_the_papers(self):
        entry = paper("T", URL, "Since Oct 1, 2020 it works", URL, "Oct 7, 2024")
        assert entry.date == "2024-10-07"

    def test_a_repository_is_an_address_of_its_line(self):
        entry = paper("T", URL, "see https://github.com/a/b", URL, "https://github.com/", "x")
        assert [link.url for link in entry.links] == [URL, "https://github.com/a/b"]


def test_a_text_without_addresses_has_no_papers():
    reading = hf_text.read("Title\nText", "x")
    assert (reading.papers, reading.diagnostics) == ((), ())


LINES = st.lists(
    st.sampled_from(["Title", ABSTRACT, URL, OTHER, "", "12", "·", "[-] 3 T", "May 29"]),
    max_size=12,
)


@given(LINES)
def test_each_address_gives_one_paper_or_one_diagnostic(lines):
    reading = hf_text.read("\n".join(lines), "x")
    assert len(reading.papers) + len(reading.diagnostics) == len({URL, OTHER} & set(lines))
    for entry in reading.papers:
        assert 1 <= entry.origins[0].line <= len(lines)
