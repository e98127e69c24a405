"""arXiv's daily mail."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.sources.formats import arxiv_mail

RULE = "-" * 78


def read(*lines):
    return arxiv_mail.read("\n".join(lines), "x.txt")


@pytest.mark.parametrize(
    ("head", "claimed"),
    [
        ("\\\\\narXiv:2407.00001\nDate: x", True), ("a\n\\\\\nPaper: hep-th/9901001\n", True),
        ("arXiv:2407.00001\n", False), ("\\\\\nTitle: A\n", False), ("", False),
    ],
)  # fmt: skip
def test_a_submission_is_claimed(head, claimed):
    assert arxiv_mail.sniff(head) is claimed
    assert (arxiv_mail.NAME, arxiv_mail.RANK) == ("arxiv-mail", 92)


def test_a_submission_has_its_fields():
    (only,) = read(
        RULE, "\\\\", "arXiv:2407.00001", "Date: Mon, 1 Jul 24 13:44:46 GMT   (34kb,D)", "",
        "Title: A", "  title: of two lines", "Authors: Jana Roe", "Categories: cs.CL cs.SD",
        "Journal-ref: Mind", "DOI: 10.99777/a 10.99777/b", "\\\\", "  It is", "long: yes.",
        "\\\\ ( https://arxiv.org/abs/2407.00001 ,  34kb)", RULE,
    ).papers  # fmt: skip
    assert (only.title, only.abstract) == ("A title: of two lines", "It is long: yes.")
    assert (only.arxiv_id, only.date, only.year) == ("2407.00001", "2024-07-01", 2024)
    assert (only.venue, only.doi) == ("Mind", "10.99777/a")
    assert len(only.keywords) == 2
    assert only.origins[0].line == 3
    assert [link.url for link in only.links] == ["https://arxiv.org/abs/2407.00001"]


def test_a_replacement_has_no_abstract_and_a_cut_mail_loses_no_paper():
    reading = read(
        "\\\\", "arXiv:2301.00001", "replaced with revised version Fri, 28 Jun 2024", "Title: A",
        "\\\\ ( https://arxiv.org/abs/2301.00001 ,  1kb)", "\\\\", "arXiv:2301.00002", "Title: B",
        "\\\\", "  Text.", "\\\\", "arXiv:2301.00003", "Authors: Jana Roe",
    )  # fmt: skip
    assert [(p.title, p.abstract, p.year) for p in reading.papers] == [
        ("A", "", 2023), ("B", "Text.", 2023),
    ]  # fmt: skip
    assert [(d.line, d.message) for d in reading.diagnostics] == [
        (12, "there is no title; give one")
    ]


@given(st.lists(st.sampled_from(["\\\\", "arXiv:2407.00001", "Title: A", " x", "", RULE, "a: b"])))
def test_any_lines_are_read(lines):
    arxiv_mail.sniff("\n".join(lines))
    read(*lines)


@pytest.mark.parametrize(
    ("header", "comments", "is_withdrawn"),
    [
        ("withdrawn Thu, 4 Jul 2024 10:00:00 GMT", "", True),
        ("replaced with revised version Thu, 4 Jul 2024", "withdrawn by the author", True),
        ("replaced with revised version Thu, 4 Jul 2024", "This paper has been withdrawn.", True),
        ("replaced with revised version Thu, 4 Jul 2024", "12 pages, on withdrawn drugs", False),
    ],
)  # fmt: skip
def test_a_withdrawn_paper_has_its_status(header, comments, is_withdrawn):
    reading = read(
        "\\\\", "arXiv:2301.00001", header, "Title: A", f"Comments: {comments}",
        "\\\\ ( https://arxiv.org/abs/2301.00001 ,  1kb)",
    )  # fmt: skip
    status = "withdrawn" if is_withdrawn else None
    assert [(p.title, p.status) for p in reading.papers] == [("A", status)]
    assert reading.diagnostics == ()
