"""Textile, Jira and DokuWiki: links, headings, tables."""

import pytest

from sitegen.sources.formats import markup

URL = "https://arxiv.org/abs/2305.90001"


@pytest.mark.parametrize(
    "text",
    [
        f'h2. Sand\n\n* "Castles of sand":{URL}.\n',
        f"h2. Sand\n\n# [Castles of sand|{URL}]\n",
        f"===== Sand =====\n  - [[{URL}|Castles of sand]]\n",
        f'h2. Sand\n\n|_. Title |_. Paper |\n|Castles of sand|"arXiv":{URL}|\n',
        f"h2. Sand\n\n||Title||Paper||\n|Castles of sand|[arXiv|{URL}]|\n",
        f"===== Sand =====\n^ Title ^ Paper ^\n| Castles of sand | [[{URL}|arXiv]] |\n",
    ],
)
def test_lists_and_tables_are_read(text):
    (paper,) = markup.read(text, "x").papers
    assert (paper.title, paper.arxiv_id, paper.keywords) == (
        "Castles of sand", "2305.90001", ("Sand",),
    )  # fmt: skip
