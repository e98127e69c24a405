"""Hugging Face Papers converted to Markdown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.sources.formats import hf_markdown

URL = "https://huggingface.co/papers/2410.05258"
VOTE = "https://huggingface.co/login?next=%2Fpapers%2F2410.05258"
ABSTRACT = "We propose a method that works. It is longer than a caption by some words."
assert 60 <= len(ABSTRACT) <= 200


def papers(text):
    reading = hf_markdown.read(text, "x.md")
    assert reading.diagnostics == ()
    return reading.papers


def paper(text):
    (only,) = papers(text)
    return only


def abstract_of(text):
    return paper(f"### [Title]({URL})\n\n{text}").abstract


def linked_text(text):
    """Return the abstract that is read from a link with a text."""
    return abstract_of(f"[{text}]({URL})\n")


class TestSniff:
    @pytest.mark.parametrize("level", [1, 6])
    def test_a_heading_and_a_vote_are_claimed(self, level):
        assert hf_markdown.sniff(f"{'#' * level} [Title]({URL})\n\n[7]({VOTE})\n")

    def test_a_vote_may_come_first(self):
        assert hf_markdown.sniff(f"x\n\n[7]({VOTE})\n\n###[Title]({URL})\n")

    @pytest.mark.parametrize(("length", "is_claimed"), [(200, False), (201, True)])
    def test_a_linked_abstract_is_longer_than_a_title(self, length, is_claimed):
        text = f"# [Title]({URL})\n\n[{'x' * length}]({URL})\n"
        assert hf_markdown.sniff(text) is is_claimed

    @pytest.mark.parametrize(
        "text",
        [
            f"[Title]({URL})\n\n[7]({VOTE})\n",
            f"# [Title](https://arxiv.org/abs/2410.05258)\n\n[7]({VOTE})\n",
            f"# [Title]({URL})\n\nText below it.\n",
            f"#######[Title]({URL})\n\n[7]({VOTE})\n",
            f"x # [Title]({URL})\n\n[7]({VOTE})\n",
        ],
    )
    def test_other_texts_are_not_claimed(self, text):
        assert not hf_markdown.sniff(text)

    def test_name_and_rank(self):
        assert (hf_markdown.NAME, hf_markdown.RANK) == ("hf-markdown", 120)


class TestPapers:
    def test_a_paper_has_all_its_values(self):
        entry = paper(
            f"# Papers\n\n[112]({VOTE})\n\n### [A Title]({URL})\n\n[{ABSTRACT}]({URL})\n\n"
            "[Lab](https://huggingface.co/lab) · Oct 7, 2024\n\n"
            "[GitHub 1.2k](https://github.com/a/b) [arXiv](https://arxiv.org/abs/2410.05258)\n"
        )
        assert (entry.title, entry.abstract) == ("A Title", ABSTRACT)
        assert (entry.upvotes, entry.date, entry.arxiv_id) == (112, "2024-10-07", "2410.05258")
        assert [(link.url, link.kind) for link in entry.links][1] == (
            "https://github.com/a/b",
            "code",
        )
        assert (entry.origins[0].path, entry.origins[0].line) == ("x.md", 3)

    def test_papers_are_in_the_order_of_their_first_links(self):
        second = URL.replace("05258", "00001")
        text = f"[1]({VOTE})\n\n## [B]({second})\n\n## [A]({URL})\n\n## [B2]({second})\n"
        assert [entry.title for entry in papers(text)] == ["A", "B"]

    def test_a_paper_without_a_heading_is_skipped(self):
        assert papers(f"[A menu]({URL})\n") == ()

    def test_the_first_title_and_the_longest_abstract_count(self):
        text = (
            f"# [One]({URL})\n\n[{ABSTRACT}]({URL})\n\n# [Two]({URL})\n\n[{ABSTRACT} More.]({URL})\n\n"
            f"[{ABSTRACT[:65]}]({URL})\n"
        )
        assert (paper(text).title, paper(text).abstract) == ("One", f"{ABSTRACT} More.")

    @pytest.mark.parametrize(("length", "is_abstract"), [(59, False), (60, True)])
    def test_an_abstract_is_longer_than_a_caption(self, length, is_abstract):
        assert bool(linked_text("x" * length)) is is_abstract

    def test_a_later_abstract_of_the_same_length_replaces_the_first(self):
        assert abstract_of(f"[{'x' * 60}]({URL})\n\n[{'y' * 60}]({URL})\n") == "y" * 60

    def test_the_title_repeated_is_not_an_abstract(self):
        title = "t" * 70
        assert paper(f"# [{title}]({URL})\n\n[{title}]({URL})\n").abstract == ""

    @pytest.mark.parametrize(
        ("vote", "upvotes"),
        [
            (f"[112]({VOTE})", 112),
            (f"[Upvote 7]({VOTE})", 7),
            (f"[Upvote]({VOTE})\n\n 1.2k \n", 1200),
            (f"[Upvote]({VOTE})\n\nvotes 12\n", None),
            (f"[x]({URL})\n\n12\n", None),
            (f"[3]({VOTE})\n\n12\n", 3),
            (f"[3]({VOTE})\n\n[4]({VOTE})\n", 3),
            (f"[Upvote]({VOTE})\n\n12\n\n[Upvote]({VOTE})\n\n13\n", 12),
        ],
    )
    def test_votes_are_in_the_vote_link_or_below_it(self, vote, upvotes):
        assert paper(f"{vote}\n\n# [Title]({URL})\n").upvotes == upvotes

    def test_a_count_below_another_link_is_not_votes(self):
        text = f"[Upvote]({VOTE})\n\n# [Title]({URL})\n\n12\n\n[{ABSTRACT}]({URL})\n"
        assert paper(text).upvotes is None

    def test_code_and_dates_of_the_end_count_too(self):
        text = f"[2]({VOTE})\n[c](https://github.com/a/b)\n\n# [T]({URL})\n\nx · Nov 9\n"
        entry = paper(text)
        assert entry.date == "2024-11-09"
        assert "https://github.com/a/b" in [link.url for link in entry.links]

    def test_the_first_date_counts(self):
        text = f"# [T]({URL})\n\n· Oct 7\n\n[{ABSTRACT}]({URL})\n\n· Oct 9\n"
        assert paper(text).date == "2024-10-07"

    @pytest.mark.parametrize(("length", "is_abstract"), [(200, False), (201, True)])
    def test_a_long_paragraph_without_a_link_is_an_abstract(self, length, is_abstract):
        text = f"short\n\n{'x' * length}\n\n[{'y' * 300}](https://x.org)\n"
        assert abstract_of(text) == ("x" * length if is_abstract else "")

    def test_a_paragraph_does_not_replace_a_linked_abstract(self):
        assert abstract_of(f"[{ABSTRACT}]({URL})\n\n{'x' * 300}\n") == ABSTRACT

    def test_a_paragraph_above_the_title_is_not_an_abstract(self):
        assert paper(f"[1]({VOTE})\n\n{'x' * 300}\n\n# [T]({URL})\n").abstract == ""


class TestLinks:
    @pytest.mark.parametrize(
        ("markup", "text"),
        [
            ("of [1, 2] and \\[x\\] done", "of [1, 2] and [x] done"),
            ("half-open interval \\[0, 1) of", "half-open interval [0, 1) of"),
            ("see [the code](https://x.org/y) here", "see the code here"),
            ("an ![image](https://x.org/i.png)image", "an image"),
            ("a\\_b and 5\\% and \\a", "a_b and 5% and \\a"),
            ("one\\\n two\\\\\nthree\\\\ four", "one two three four"),
        ],
    )
    def test_a_link_text_has_no_markup(self, markup, text):
        assert linked_text(f"{ABSTRACT} {markup}") == f"{ABSTRACT} {text}"

    def test_a_link_may_have_a_title(self):
        assert abstract_of(f'[{ABSTRACT}]({URL} "The title")\n') == ABSTRACT

    def test_a_link_starts_at_the_last_line_from_which_brackets_balance(self):
        assert (
            abstract_of(f"[a menu\n\n* [{ABSTRACT}\n[1] and [2]]({URL})\n")
            == f"{ABSTRACT} [1] and [2]"
        )
        assert abstract_of(f"[closed] x\n[{ABSTRACT}]({URL})\n") == ABSTRACT

    def test_a_link_in_a_line_starts_at_its_last_bracket(self):
        assert abstract_of(f"Text before [{ABSTRACT}]({URL})\n") == ABSTRACT

    def test_a_link_does_not_start_before_a_bracket_that_stays_open(self):
        assert abstract_of(f"[{ABSTRACT} [1]({URL})\n") == ""

    def test_an_end_without_a_start_is_skipped(self):
        assert abstract_of(f"{ABSTRACT}]({URL})\n") == ""

    def test_a_link_does_not_reach_back_over_another_one(self):
        assert abstract_of(f"[{ABSTRACT}]({URL}) text]({URL})\n") == ABSTRACT

    @pytest.mark.parametrize(("length", "is_read"), [(19_999, True), (20_000, False)])
    def test_a_link_has_a_longest_text(self, length, is_read):
        assert bool(linked_text("x" * length)) is is_read

    @pytest.mark.parametrize(("count", "is_read"), [(39, True), (40, False)])
    def test_the_search_for_a_start_ends_after_forty_brackets(self, count, is_read):
        # Each "[x" line opens a bracket that never closes within it, but at the end of the link.
        inner = "[x\n" * count + "y]" * count
        abstract = abstract_of(f"[{ABSTRACT}\n{inner}]({URL})\n")
        assert abstract.startswith("We propose") is is_read

    def test_the_line_is_that_of_the_link_text(self):
        text = f"\n\n* ## [A Title\nin two lines]({URL})\n"
        assert [(p.title, p.origins[0].line) for p in papers(text)] == [("A Title in two lines", 3)]

    def test_a_list_item_may_be_a_heading(self):
        assert paper(f"- # [Title]({URL})\n").title == "Title"


@given(st.text(alphabet=st.sampled_from("[]()\\!#\n x"), max_size=60))
def test_any_text_before_a_link_is_read(text):
    assert len(papers(f"{text}\n\n# [Title]({URL})\n")) <= 1
