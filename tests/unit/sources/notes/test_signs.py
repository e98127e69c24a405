"""Front matter of a paper, and of lists, posts and other pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.errors import SourceError
from sitegen.sources import read_text
from sitegen.sources.notes import signs as note_signs

ITEMS = (
    "- [Lamps that think](https://arxiv.org/abs/2305.99555), Jane Doe, 2023\n"
    "- [Boxes that talk](https://arxiv.org/abs/2305.99556)\n"
)


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: Publications\nlayout: page\n---\n",
        "---\ntitle: Publications 2023\nauthor: Our Lab\nyear: 2023\n---\n\n",
        "---\ntitle: Weaving with looms\nauthor: Our Lab\nyear: 2023\n---\n",
        "---\ntitle: 论文列表\ndate: 2023-01-01\ntags: [论文]\n---\n",
        "---\ntags: [moc, papers]\naliases: []\n---\n# Reading list\n\n",
        "---\ntitle: Publications\ndoi:\narxiv:\n---\n",
        "---\ntitle: My list\npapers:\n  - title: A\n    doi: 10.1/x\n---\n",
        '+++\ntitle = "Papers"\ndate = 2024-01-02\nauthor = "Jane"\n+++\n',
        # A long front matter is no file of settings.
        "---\nlayout: page\ntitle: Papers\nnav: true\nnav_order: 2\nimg: a.png\nimp: 1\ncat: x\n---\n",
    ],
)
def test_a_list_below_front_matter_is_read(front):
    reading = read_text(front + ITEMS, "page.md")
    assert [paper.title for paper in reading.papers] == ["Lamps that think", "Boxes that talk"]
    assert reading.papers[0].origins[0].line == front.count("\n") + 1


@pytest.mark.parametrize(
    "text",
    [
        "---\nlayout: post\ntitle: We wove\ndate: 2023-01-01\nauthor: Jane Doe\n---\nToday.\n",
        "---\ntitle: We wove\ndate: 2023-01-01\nauthors: [jane, joe]\nsummary: Cloth\n---\nIt.\n",
        "---\nlayout: post\ntitle: W\nyear: 2023\nauthor: Jane\ndescription: D\n---\nToday.\n",
        "---\nid: install\nsidebar_position: 1\ntitle: Install\n---\n# Install\n\nRun it.\n",
        "---\nsidebar_position: 1\n---\n# Introduction\n\nRun it.\n",
        "---\ntitle: T\ncollection: talks\ntype: Talk\nvenue: Rome\ndate: 2012-03-01\n---\nI.\n",
        "---\ntitle: L\nauthor:\n  - name: J\n    year: 3\ndate: 2020-01-01\n---\nText.\n",
        "---\nlayout: page\ntitle: publications\n---\n<div>{% bibliography %}</div>\n",
        "---\nlayout: post\ntitle: T\n---\nWe read [a paper](https://arxiv.org/abs/2305.99555).\n",
    ],
)
def test_a_page_that_names_no_paper_is_refused(text):
    with pytest.raises(SourceError, match="front matter names no paper"):
        read_text(text, "page.md")


@pytest.mark.parametrize(
    "front",
    [
        "citekey: doe2020\ntitle: T",
        "title: T\ncollection: publications\ndate: 2009-10-01\nvenue: Journal",
        'title: T\nauthors:\n- admin\ndoi: ""\npublication_types: ["2"]',
        "title: T\ntags:\n  - paper\n  - lamps",
        "type: literature\nauthor: Jane Doe",
        "title: T\nauthors: [Jane Doe]\nyear: 2020",
        "title: T\nauthors: [Jane Doe]\ndate: 2020",
        "layout: page\ntitle: T\nauthor: A\njournal: J",
        "title: T\nlink: https://openreview.net/forum?id=a",
        'title = "T"\nurl_pdf = "https://x.org/a.pdf"',
        "title: T\nabstract: |\n  We wove.",
    ],
)
def test_fields_of_a_publication_make_a_note(front):
    assert note_signs.is_paper_note(front, "Text.\n")


@pytest.mark.parametrize("front", ["doi: 10.1000/xyz", "authors: [Jane Doe]\nyear: 2020"])
def test_a_note_keeps_its_related_papers_in_its_text(front):
    text = f"---\ntitle: Lamps\n{front}\n---\nA paper.\nIt is good.\nWe read it.\n\n## Related\n"
    (paper,) = read_text(text + ITEMS, "a.md").papers
    assert paper.title == "Lamps"
    assert "Boxes that talk" in paper.note


def test_keys_at_the_left_margin_are_fields():
    front = "title: A\nlist:\n  - doi: 10.1/x\n# year: 2000\n'arXiv id' = 5\nurl: http://x.org"
    assert note_signs.top_level_fields(front) == {
        "title": "A",
        "list": "- doi: 10.1/x\n# year: 2000",
        "arXiv id": "5",
        "url": "http://x.org",
    }


@given(st.text(alphabet="-:=. \nat[]{}'\"#", max_size=80))
def test_any_front_matter_is_decided(front):
    assert note_signs.is_paper_note(front, "Text.\n") in {True, False}
