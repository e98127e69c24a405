"""The listing saved as text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.errors import SitegenError
from sitegen.sources import read_sources
from sitegen.sources.formats import listing as listing_format

LONG = "This is an abstract that says what the paper does. It has two sentences. " * 4


def titles(text):
    return [paper.title for paper in listing_format.read(text, "x.txt").papers]


def faults(text):
    return [str(diagnostic) for diagnostic in listing_format.read(text, "x.txt").diagnostics]


def test_all_119_papers_of_the_example_arrive(listing):
    reading = read_sources([str(listing)])
    assert len(reading.papers) == 119
    assert reading.diagnostics == ()
    assert reading.papers[0].title.startswith("Linking Theories and Methods in Cognitive Sciences")
    assert reading.papers[-1].title.startswith("HyperMixer")


def test_the_example_is_clean(listing):
    papers = read_sources([str(listing)]).papers
    text = "\n".join(f"{p.title}\n{p.abstract}" for p in papers)
    for phrase in ("Bokmål", "50% faster", "Byte- and Word-Level", "Venn–ABERS", "n^{1.5}dright"):
        assert phrase in text
    for phrase in (r"\%", r"{\aa}", "Byte-~and", "Venn--ABERS", "{https://", "Subscribe"):
        assert phrase not in text


def test_code_links_of_the_example_are_known(listing):
    links = {link.url: link.kind for p in read_sources([str(listing)]).papers for link in p.links}
    assert links["https://github.com/yynil/RWKVInside"] == "code"
    assert links["https://huggingface.co/tiiuae/falcon-mamba-7b"] == "model"
    assert links["https://github.com/Shwai-He/LLM-Drop"] == "code"


def test_values_that_a_listing_lacks_stay_empty(listing):
    for paper in read_sources([str(listing)]).papers:
        assert (paper.year, paper.date, paper.authors, paper.venue, paper.doi) == (
            None, None, (), None, None,
        )  # fmt: skip


def test_the_banner_and_its_button_are_not_titles():
    text = f"Get trending papers in your email inbox once a day!\nSubscribeA title\n{LONG}\n"
    assert titles(text) == ["A title"]


def test_a_paper_may_start_with_subscribe():
    assert titles(f"SubscribeNet: a title\n{LONG}\n") == ["SubscribeNet: a title"]


def test_a_lost_abstract_costs_one_paper():
    text = f"First title\n{LONG}\nLost title\nThird title\n{LONG}\nFourth title\n{LONG}\n"
    assert titles(text) == ["First title", "Third title", "Fourth title"]
    assert faults(text) == [
        "x.txt:3: “Lost title”: a title with no abstract; put the abstract on the next line"
    ]


def test_a_lost_title_costs_one_paper():
    text = f"First title\n{LONG}\n{LONG}\nThird title\n{LONG}\n"
    assert titles(text) == ["First title", "Third title"]
    assert len(faults(text)) == 1
    assert "x.txt:3:" in faults(text)[0]
    assert "an abstract with no title" in faults(text)[0]


def test_an_odd_number_of_lines_names_the_last():
    text = f"First title\n{LONG}\nLast title\n"
    assert titles(text) == ["First title"]
    assert "x.txt:3: “Last title”: a title with no abstract" in faults(text)[0]


def test_short_abstracts_pair_with_their_titles():
    assert titles("One title\nShort abstract.\nTwo title\nAnother short one.\n") == [
        "One title",
        "Two title",
    ]


def test_a_line_of_a_megabyte_is_a_fault_with_its_length():
    text = f"Good title\n{LONG}\n{'x' * 1_000_000}\n"
    assert titles(text) == ["Good title"]
    assert "1,000,000 characters" in faults(text)[0]


def test_blank_lines_and_windows_line_ends_do_not_matter():
    assert titles(f"\n\nA title\n\n{LONG}\n\n\nB title\n{LONG}") == ["A title", "B title"]


@given(data=st.binary(max_size=400))
def test_any_bytes_give_papers_or_faults_or_a_clear_error(data, tmp_path_factory):
    path = tmp_path_factory.mktemp("bytes") / "any.txt"
    path.write_bytes(data)
    try:
        reading = read_sources([str(path)])
    except SitegenError as error:
        assert str(path) in str(error)
    else:
        assert reading.papers


@given(st.text(max_size=400))
def test_every_line_ends_in_a_paper_or_a_fault(text):
    reading = listing_format.read(text, "x.txt")
    lines = listing_format._content_lines(text)
    assert 2 * len(reading.papers) <= len(lines)
    first_lines = {entry.origins[0].line for entry in reading.papers}
    first_lines |= {diagnostic.line for diagnostic in reading.diagnostics}
    assert len(first_lines) == len(reading.papers) + len(reading.diagnostics)
    if lines:
        assert lines[0][0] in first_lines


ABSTRACT = "We measure how long people wait for lifts. They look at the floor in the meantime."


@pytest.mark.parametrize(
    "text",
    [
        f"A title\n{LONG}",
        f"A title\n{ABSTRACT}\n\nBERT: Another Title\n{ABSTRACT}",
        f"From Words to Music\n{LONG}\nClass Imbalance in Lifts\n{LONG}",
        f"Lost title\nThird title\n{LONG}\nFourth title\n{LONG}\n",
        f"关于帽子的研究\n{'我们研究了帽子。这很有趣。' * 20}",
    ],
)
def test_titles_and_abstracts_in_turn_are_claimed(text):
    assert listing_format.sniff(text)
    assert (listing_format.NAME, listing_format.RANK) == ("listing", 160)


@pytest.mark.parametrize(
    "text",
    [
        "", " \n\t", "x", "One title\nShort. Abstract.",
        f"<a>\n{LONG}", f"TI  - A title\nAB  - {LONG}", f"%T A title\n%X {LONG}",
        f"title: A title\nabstract: {LONG}",
        f"Title: A\nSummary: {LONG}\nTitle: B\nSummary: {LONG}",
        f"Introduction\n{LONG}\nMethods\n{LONG}",
        f"{LONG}\n{LONG}\n{LONG}",
        f"Dear all,\n{LONG}",
        f"Title;Authors;Year;Venue;DOI;Abstract\n{LONG}",
        f"Ada Lovelace, Alan M. Turing and Grace Hopper\n{LONG}",
        f"A title\n{LONG}\0",
        "Roe, J. (2001). A title. Journal, 3(2), 1-10.\nPoe, M. (2002). B title. Journal, 4, 1-10.",
    ],
)  # fmt: skip
def test_texts_of_another_structure_are_not_claimed(text):
    assert not listing_format.sniff(text)


@pytest.mark.parametrize(
    ("line", "is_abstract"),
    [
        ("x" * 249, False),
        ("x" * 250, True),
        ("One sentence.", False),
        ("One. Two", False),
        ("One. Two.", True),
        ("Real? Yes!", True),
        ("It is new (see x.) And good.", True),
        ('He said "no." Then "yes."', True),
        ("About e.g. this and i.e. that.", False),
        ("Version 2.0 of 3.1.", False),
        ("In 2020. 5 papers.", True),
        ("一句话。", False),
        ("一句话。 A second。", True),
        ("", False),
    ],
)
def test_an_abstract_is_long_or_has_two_sentences(line, is_abstract):
    assert listing_format.is_abstract(line) is is_abstract


@pytest.mark.parametrize(
    ("line", "is_banner"),
    [
        ("Get trending papers in your email inbox once a day!", True),
        ("Subscribe", True),
        ("subscribe!", True),
        ("Trending Papers", True),
        ("Upvote 12", True),
        ("View all", True),
        ("New", True),
        ("Newer", False),
        ("Upvote x", False),
        ("A new title", False),
        ("", False),
    ],
)
def test_a_banner_line_is_known_as_a_whole(line, is_banner):
    assert listing_format.is_banner(line) is is_banner


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("SubscribeA title", "A title"),
        ("Subscribe2 titles", "2 titles"),
        ("Subscribers", "Subscribers"),
        ("Subscribe to x", "Subscribe to x"),
    ],
)
def test_the_button_is_cut_off_before_capitals_and_digits(first, title):
    assert titles(f"Trending Papers\n{first}\n{LONG}") == [title]


def test_the_button_is_cut_off_the_first_title_only():
    text = f"New\nA title\n{LONG}\nSubscribeB\n{LONG}\n"
    assert titles(text) == ["A title", "SubscribeB"]


def test_a_banner_between_papers_is_skipped():
    assert titles(f"A title\nView all\n{LONG}\nLog in\nB title\n{LONG}") == ["A title", "B title"]


def test_a_title_of_two_sentences_is_followed_by_its_abstract():
    assert titles(f"Real? Yes.\n{LONG}\nB title\n{LONG}") == ["Real? Yes.", "B title"]


def test_a_short_abstract_without_a_title_is_a_fault():
    text = "Short one. Of two sentences.\nA title\n" + LONG
    assert titles(text) == ["A title"]
    assert len(faults(text)) == 1
    assert faults(text)[0] == (
        "x.txt:1: “Short one. Of two sentences.”: an abstract with no title; put the title on the "
        "line before"
    )


def test_a_title_that_is_as_long_as_an_abstract_is_one():
    assert titles(f"{'x' * 250}\n{LONG}\n") == []
    assert len(faults(f"{'x' * 250}\n{LONG}\n")) == 2


def test_two_short_lines_before_an_abstract_lose_the_first():
    assert titles(f"A\nB\n{LONG}\nC\n{LONG}") == ["B", "C"]
    assert titles("A\nB\nC") == ["A"]


def test_papers_have_their_path_line_text_and_links():
    text = f"\nA title\n{LONG} See https://github.com/a/b\n"
    (paper,) = listing_format.read(text, "x.txt").papers
    assert (paper.origins[0].path, paper.origins[0].line) == ("x.txt", 2)
    assert paper.abstract.startswith("This is an abstract")
    assert [(link.url, link.kind) for link in paper.links] == [("https://github.com/a/b", "code")]


@pytest.mark.parametrize("length", [200, 201])
def test_a_fault_quotes_at_most_200_characters(length):
    (diagnostic,) = listing_format.read("x" * length, "x.txt").diagnostics
    assert diagnostic.record == "x" * 200
