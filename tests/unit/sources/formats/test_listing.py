"""The listing saved as text."""

from hypothesis import given
from hypothesis import strategies as st

from sitegen.errors import SitegenError
from sitegen.sources import read_sources
from sitegen.sources.formats import listing as reader

LONG = "This is an abstract that says what the paper does. It has two sentences. " * 4


def titles(text):
    return [paper.title for paper in reader.read(text, "x.txt").papers]


def faults(text):
    return [str(diagnostic) for diagnostic in reader.read(text, "x.txt").diagnostics]


def test_all_119_papers_of_the_example_arrive(listing):
    reading = read_sources([str(listing)])
    assert len(reading.papers) == 119
    assert reading.diagnostics == ()
    assert reading.papers[0].title.startswith("Linking Theories and Methods in Cognitive Sciences")
    assert reading.papers[-1].title.startswith("HyperMixer")


def test_the_example_is_clean(listing):
    papers = read_sources([str(listing)]).papers
    text = "\n".join(f"{p.title}\n{p.abstract}" for p in papers)
    for good in ("Bokmål", "50% faster", "Byte- and Word-Level", "Venn–ABERS", "n^{1.5}dright"):
        assert good in text
    for bad in (r"\%", r"{\aa}", "Byte-~and", "Venn--ABERS", "{https://", "Subscribe"):
        assert bad not in text


def test_code_links_of_the_example_are_known(listing):
    links = {link.url: link.kind for p in read_sources([str(listing)]).papers for link in p.links}
    assert links["https://github.com/yynil/RWKVInside"] == "code"
    assert links["https://huggingface.co/tiiuae/falcon-mamba-7b"] == "model"
    assert links["https://github.com/Shwai-He/LLM-Drop"] == "code"


def test_nothing_is_invented(listing):
    for paper in read_sources([str(listing)]).papers:
        assert (paper.year, paper.date, paper.authors, paper.venue, paper.doi) == (
            None, None, (), None, None,
        )  # fmt: skip


def test_banner_and_glued_button_are_no_titles():
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


def test_a_megabyte_in_one_line_is_told():
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
    reading = reader.read(text, "x.txt")
    lines = reader._content_lines(text)
    assert 2 * len(reading.papers) <= len(lines)
    told = {d.line for d in reading.diagnostics} | {p.origins[0].line for p in reading.papers}
    assert len(told) == len(reading.papers) + len(reading.diagnostics)
    if lines:
        assert lines[0][0] in told
