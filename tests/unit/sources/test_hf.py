"""Addresses, counts, dates and drafts of Hugging Face Papers."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.sources.hf import COUNT_PATTERN, PAPER_URL, PaperDraft, find_date, to_records


@pytest.mark.parametrize(
    ("url", "arxiv_id"),
    [
        ("https://huggingface.co/papers/2410.05258", "2410.05258"),
        ("http://www.huggingface.co/papers/2410.05258v3", "2410.05258"),
        ("/papers/0704.0001", "0704.0001"),
        ("/papers/2410.05258#community", "2410.05258"),
        ("/papers/2410.05258?x=1", "2410.05258"),
        ("/papers/2410.05258/edit", "2410.05258"),
        ("/papers/2410.05258)", "2410.05258"),
        ("/papers/2410.05258%20", "2410.05258"),
        ("/papers/2410.05258 more", "2410.05258"),
        ("/papers/2410.052589", None),
        ("/papers/2410.052", None),
        ("/papers/2410.05258x", None),
        ("/papers/trending", None),
        ("/models/2410.05258", None),
    ],
)
def test_an_address_holds_the_id_without_version(url, arxiv_id):
    match = PAPER_URL.search(url)
    assert (match and match[1]) == arxiv_id


@pytest.mark.parametrize("text", ["0", "74", "123456", "1,234", "1.2k", "1,234k", "12k"])
def test_counts(text):
    assert re.fullmatch(COUNT_PATTERN, text)


@pytest.mark.parametrize("text", ["", "1234567", "1,23", "1.23k", "1234k", "k", "x"])
def test_other_numbers_are_not_counts(text):
    assert not re.fullmatch(COUNT_PATTERN, text)


def test_a_draft_has_its_values_under_their_field_names():
    draft = PaperDraft(7, "2410.05258", "T", "A", "2024-10-07", "74", ["https://github.com/a/b"])
    assert draft.fields() == {
        "title": "T",
        "abstract": "A",
        "date": "2024-10-07",
        "arxiv_id": "2410.05258",
        "url": "https://huggingface.co/papers/2410.05258",
        "code": ["https://github.com/a/b"],
        "upvotes": "74",
    }


def test_drafts_become_records_in_order():
    drafts = [PaperDraft(9, "2410.00001", "T"), PaperDraft(2, "2410.00002")]
    assert [record[:3] for record in to_records(drafts)] == [
        (9, drafts[0].fields(), "T"),
        (2, drafts[1].fields(), "papers/2410.00002"),
    ]


def test_drafts_do_not_share_their_lists():
    first, second = PaperDraft(1, "2410.00001"), PaperDraft(1, "2410.00002")
    first.code.append("x")
    assert second.code == []


@pytest.mark.parametrize(
    ("text", "arxiv_id", "date"),
    [
        ("Published on Oct 7, 2023", "2410.05258", "2023-10-07"),
        ("2024-10-07T12:00", "", "2024-10-07"),
        ("x · May 29", "2405.00001", "2024-05-29"),
        ("x•May 29", "2405.00001", "2024-05-29"),
        ("x\nMay 29", "2405.00001", "2024-05-29"),
        ("published on\nSept. 9", "2409.00001", "2024-09-09"),
        ("PUBLISHED Dec 1", "2412.00001", "2024-12-01"),
        ("about May 29", "2405.00001", None),
        ("· May 291", "2405.00001", None),
        ("· Feb 30", "2402.00001", None),
        ("· Foo 3", "2402.00001", None),
        ("· May 29", "", None),
        ("", "2405.00001", None),
    ],
)
def test_dates_are_whole_or_take_their_year_from_the_id(text, arxiv_id, date):
    assert find_date(text, arxiv_id) == date


@pytest.mark.parametrize(
    ("month", "year"), [("Jan", 2025), ("Oct", 2025), ("Nov", 2024), ("Dec", 2024)]
)
def test_a_month_long_before_that_of_the_id_is_of_the_next_year(month, year):
    assert find_date(f"· {month} 5", "2412.00001")[:4] == str(year)


@given(st.text(max_size=60), st.from_regex(r"\d\d(0[1-9]|1[0-2])\.\d{5}", fullmatch=True))
def test_any_text_has_a_whole_day_or_none(text, arxiv_id):
    date = find_date(text, arxiv_id)
    assert date is None or re.fullmatch(r"\d{4}-\d\d-\d\d", date)
