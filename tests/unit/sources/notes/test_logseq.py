"""Properties of pages in Logseq."""

import pytest

from sitegen.sources.formats import note
from sitegen.sources.notes.logseq import logseq_note

PAGE = (
    "title:: @otter2030\nitem-type:: [[journalArticle]]\nauthors:: [[Ada Otter]]\n{}\n\n- Notes.\n"
)


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("[[Oct 5th, 2030]]", "2030-10-05"),
        ("[[Sun, 2022/03/13]]", "2022-03-13"),
        ("2/1991", "1991-02"),
        ("2017", "2017"),
    ],
)
def test_dates_are_pages_or_numbers(value, date):
    fields, body = logseq_note(PAGE.format(f"date:: {value}"))
    assert (fields["date"], body.strip()) == (date, "- Notes.")


def test_an_arxiv_id_is_no_venue():
    fields, _ = logseq_note(PAGE.format("publication-title:: arXiv:2410.00601 [q-bio]"))
    assert (fields["arxiv_id"], "venue" in fields) == ("2410.00601", False)


@pytest.mark.parametrize(
    "text",
    [
        "title:: Groceries\ntags:: [[home]]\n\n- Milk\n",
        "authors:: [[Ada]]\ntitle:: A Page\n\n- Text\n",
        "# Title\n\nauthors:: [[Ada]]\n",
    ],
)
def test_other_pages_are_no_papers(text):
    assert logseq_note(text) is None
    assert not note.sniff(text)
