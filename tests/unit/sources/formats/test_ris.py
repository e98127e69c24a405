"""RIS."""

import pytest

from sitegen.sources.formats import ris


def read(*lines):
    return ris.read("\n".join(lines), "x.ris")


def paper(*lines):
    (only,) = read("TY  - JOUR", "TI  - T", *lines, "ER  - ").papers
    return only


@pytest.mark.parametrize(
    ("head", "claimed"),
    [
        ("TY  - JOUR\n", True), ("\n \nTY - JOUR", True), ("ty  - JOUR", True), ("ty - x", False),
        ("Record #1 of 2\nProvider: X\n1.\nTY  - JOUR", True), ("<a>\nTY  - JOUR", False), ("TI  - T\nTY  - JOUR", False),
        ("TY  -", False), ("TY   - JOUR", False), ("TYPE - X", False), ("", False),
    ],
)  # fmt: skip
def test_a_record_at_the_start_is_claimed(head, claimed):
    assert ris.sniff(head) is claimed


def test_a_record_has_its_fields():
    reading = read(
        "TY  - JOUR", "TI  - A Title", "AU  - Lovelace, Ada", "A1  - Turing, Alan", "AU  - Bo",
        "AB  - It is.", "JO  - Mind", "PY  - 1950", "DA  - 1950/10/01/Autumn", "DO  - 10.1093/mind/lix",
        "UR  - https://x.org/u", "L1  - https://x.org/p.pdf", "KW  - logic", "KW  - machines",
        "ID  - 7", "ER  - ",
    )  # fmt: skip
    (only,) = reading.papers
    assert (only.title, only.abstract, only.venue) == ("A Title", "It is.", "Mind")
    assert [a.name for a in only.authors] == ["Ada Lovelace", "Alan Turing", "Bo"]
    assert (only.year, only.date, only.doi) == (1950, "1950-10-01", "10.1093/mind/lix")
    assert [(link.url, link.kind) for link in only.links] == [
        ("https://x.org/u", "source"), ("https://x.org/p.pdf", "pdf"),
    ]  # fmt: skip
    assert (only.keywords, only.source_id) == (("logic", "machines"), "7")
    assert reading.diagnostics == ()


@pytest.mark.parametrize(
    ("tags", "attribute", "value"),
    [
        (("T1", "TI"), "title", "TI"), (("CT", "T1"), "title", "T1"), (("CT",), "title", "CT"),
        (("N2", "AB"), "abstract", "AB"), (("N2",), "abstract", "N2"),
        (("T2", "JO"), "venue", "JO"), (("JF", "JO"), "venue", "JF"), (("JA", "T2"), "venue", "T2"),
        (("BT", "JA"), "venue", "JA"), (("C3", "BT"), "venue", "BT"), (("PB", "C3"), "venue", "C3"),
        (("PB",), "venue", "PB"), (("AN", "ID"), "source_id", "ID"), (("AN",), "source_id", "AN"),
    ],
)  # fmt: skip
def test_of_two_tags_the_better_one_wins(tags, attribute, value):
    title = [] if attribute == "title" else ["TI  - T"]
    (only,) = read("TY  - X", *title, *(f"{tag}  - {tag}" for tag in tags), "ER  - ").papers
    assert getattr(only, attribute) == value


def test_of_a_tag_that_is_repeated_the_first_value_counts():
    assert paper("JO  - One", "JO  - Two").venue == "One"


@pytest.mark.parametrize(
    ("lines", "year", "date"),
    [
        (["PY  - 2020"], 2020, None), (["Y1  - 2020/05"], 2020, "2020-05"),
        (["DA  - 2020/05/07"], 2020, "2020-05-07"), (["DA  - 2020/5/7"], 2020, "2020-05-07"),
        (["PY  - 2020", "Y1  - 2020/05/07"], 2020, "2020-05-07"),
        (["PY  - 2019", "DA  - 2020/05/07/"], 2020, "2020-05-07"),
        (["Y1  - 2018", "PY  - 2019"], 2019, None), (["PY  - May 7, 2020"], None, "2020-05-07"),
        ([], None, None),
    ],
)  # fmt: skip
def test_years_and_dates(lines, year, date):
    only = paper(*lines)
    assert only.date == date
    assert only.year == year or (only.year == 2020 and date)


def test_lines_number_from_one_and_text_outside_of_records_is_no_paper():
    reading = read(
        "", "A comment", "TI  - lost", "TY  - JOUR", "TI  - One", "ER  -", "TI  - lost",
        "TY  - JOUR", "TI  - Two", "TY  - JOUR", "T1  - Three",
    )  # fmt: skip
    assert [(p.title, p.origins[0].line) for p in reading.papers] == [
        ("One", 4), ("Two", 8), ("Three", 10),
    ]  # fmt: skip
    assert [(d.line, d.record, d.message[:22]) for d in reading.diagnostics] == [
        (3, "lost", "this line is of no rec"), (7, "lost", "this line is of no rec"),
    ]  # fmt: skip


def test_a_long_field_continues_in_the_next_lines():
    only = paper("AB  - It is", "  long", "", "and AB-normal.", "KW  - one", "two", "ER  - ")
    assert only.abstract == "It is long and AB-normal."
    assert only.keywords == ("one", "two")


def test_a_line_after_the_type_or_an_empty_tag_continues_nothing():
    (only,) = read("TY  - JOUR", "no field", "TI  - T", "AB  - ", "of the title", "ER  - ").papers
    assert (only.title, only.abstract) == ("T of the title", "")


@pytest.mark.parametrize("line", ["TI - T", "TI  - T  ", "TI  -  T"])
def test_tags_have_one_or_two_blanks(line):
    assert read("TY  - X", line, "ER  - ").papers[0].title == "T"


def test_a_record_without_a_title_is_an_error_with_its_line():
    reading = read(
        "", "TY  - JOUR", "AB  - A", "ER  - ", "TY  - JOUR", "TI  - —", "T1  - ?", "ER  - "
    )
    assert [(d.line, d.record, d.message) for d in reading.diagnostics] == [
        (2, "", "there is no title; give one"), (5, "—", "there is no title; give one"),
    ]  # fmt: skip


def test_the_name_and_the_rank_of_the_format():
    assert (ris.NAME, ris.RANK) == ("ris", 90)


def test_lines_between_records_are_skipped():
    reading = read(
        "Record #1 of 2", "Provider: X", "1.", "TY  - JOUR", "TI  - One", "AB  - It is.",
        "Record #2 of 2", "Provider: X", "2.", "TY  - JOUR", "TI  - Two", "ER  - ", "<3>",
    )  # fmt: skip
    assert [(p.title, p.abstract) for p in reading.papers] == [("One", "It is."), ("Two", "")]


def test_editors_are_authors_of_a_book_without_any():
    only = read(
        "TY  - BOOK", "BT  - A book", "T2  - A series", "PB  - Press", "A2  - Roe, Jana"
    ).papers[0]
    assert (only.title, only.venue) == ("A book", "Press")
    assert [a.name for a in only.authors] == ["Jana Roe"]
    assert paper("A2  - Roe, Jana").authors == ()


def test_a_chapter_is_in_the_book_of_t2():
    only = read("TY  - CHAP", "TI  - One", "T2  - A book", "T3  - Series", "PB  - Press").papers[0]
    assert only.venue == "A book"


def test_names_and_keywords_in_one_value_are_parted():
    only = paper("AU  - Roe, Jana; Poe, Max", "KW  - one; two", "KW  - three")
    assert [a.name for a in only.authors] == ["Jana Roe", "Max Poe"]
    assert only.keywords == ("one", "two", "three")


def test_links_language_translated_title_and_ids():
    (only,) = read(
        "TY  - JOUR", "TT  - A title", "UR  - http://x.org/a", "UR  - https://x.org/b; https://x.org/c",
        "L2  - https://x.org/d", "L1  - internal-pdf://a.pdf", "M3  - doi: 10.99234/x.1", "LA  - eng",
        "AN  - arXiv:2407.00001", "ER  - ",
    ).papers  # fmt: skip
    assert [link.url[-1] for link in only.links] == ["a", "b", "c", "d"]
    assert (only.title, only.doi, only.language) == ("A title", "10.99234/x.1", "en")
    assert only.arxiv_id == "2407.00001"


def test_indented_records_are_read():
    text = "Found:\n  TY  - JOUR\n  TI  - One\n  AB  - It\n  is.\n  ER  - \n  TY  - JOUR\n  TI  - Two\n"
    assert ris.sniff(text)
    assert [(p.title, p.abstract) for p in read(text).papers] == [("One", "It is."), ("Two", "")]


def test_codes_behind_keywords_of_proquest_are_left_out():
    url = "UR  - https://www.proquest.com/docview/1"
    assert paper("KW  - Wool (3456)", url).keywords == ("Wool",)
    assert paper("KW  - Wool (1994)").keywords == ("Wool (1994)",)


def test_endnote_has_each_keyword_in_a_line_of_its_own():
    only = paper("KW  - Gulls", "Models, Animal", "*Birds/physiology", "DP  - NLM")
    assert only.keywords == ("Gulls", "Models, Animal", "Birds")
    assert paper("KW  - Input/output").keywords == ("Input/output",)


def test_lines_of_ovid_behind_a_record_are_no_fault():
    reading = read(
        "1.", "TY  - JOUR", "T1  - T", "SP  - No", "EP  - Specified", "ER  -", "NL  - Hat Med", "",
        "Link to the Ovid Full Text or citation: https://x.org/a", "", "2.", "TY  - JOUR",
        "TI  - U", "C7  - 104501", "ER  -",
    )  # fmt: skip
    assert [(p.title, p.pages) for p in reading.papers] == [("T", None), ("U", "104501")]
    assert reading.diagnostics == ()
