"""Pages of publications on personal sites: Academic Pages, Hugo Academic."""

import pytest

from sitegen.sources.formats import note, yaml_papers
from sitegen.sources.notes.publication_pages import complete_fields


def read(text):
    assert note.sniff(text)
    (paper,) = note.read(text, "index.md").papers
    return paper, [author.name for author in paper.authors]


PAGE = "---\ntitle: Kites and Wind\ncollection: publications\ndate: 2031-08-20\n{}---\n\n{}\n"
WORDS = "Kites fly where the wind is strong and steady."


@pytest.mark.parametrize(
    ("front", "names"),
    [
        ("citation: 'A. Lo, B. van de Mi, and C. Ro, “Kites and Wind,” in Proc. KITE, 2031.'\n",
         ["A. Lo", "B. van de Mi", "C. Ro"]),
        ("authors: 'Ada Lo, Bo Mi'\n#citation: 'You, Y. (2009). &quot;Title 1.&quot; <i>J</i>.'\n",
         ["Ada Lo", "Bo Mi"]),
    ],
)  # fmt: skip
def test_authors_are_in_a_field_or_in_the_reference(front, names):
    assert read(PAGE.format(front, WORDS))[1] == names


@pytest.mark.parametrize(
    "body",
    [
        f"Abstract\n-------\n{WORDS}",
        f"## Abstract\n\n{WORDS}\n\n## Cite\n\nSo.",
        f"**Abstract:** {WORDS}\n\nMore.",
        f"> [!abstract]-\n>\n> {WORDS}\n\nMore.",
        f"> [!info] Abstract\n> {WORDS}\n\nMore.",
        f"**Ada Lo**<sup>†</sup>, Bo Mi<sup>*</sup>\n<sup>†</sup> Equal.\n\n# Abstract\n{WORDS}",
    ],
)
def test_the_text_has_the_abstract_and_the_names(body):
    paper, names = read(PAGE.format("venue: KITE 2031\n", body))
    assert paper.abstract == WORDS
    assert names == (["Ada Lo", "Bo Mi"] if "sup" in body else [])
    assert WORDS not in (paper.note or "")


@pytest.mark.parametrize(
    ("venue", "expected"),
    [
        ("Journal of Kites, 342, 115850", ("Journal of Kites", "342", "115850")),
        ("Kites of Environment, Volume 305, 1 May 2024, 114110",
         ("Kites of Environment", "305", None)),
        ("Fossil Kites, 2025", ("Fossil Kites", None, None)),
        ("In *Proceedings of Kites*, IEEE.", ("Proceedings of Kites", None, None)),
        ("Kite Letters) ", ("Kite Letters", None, None)),
        ("Work in progress", (None, None, None)),
        ("A. Lo, B. Mi. (2021) Kites and Wind. _Submitted_.", (None, None, None)),
    ],
)  # fmt: skip
def test_a_publication_has_a_venue_and_numbers(venue, expected):
    paper, _ = read(
        f'+++\ntitle = "Kites and Wind"\nauthors = ["A. Lo"]\npublication = "{venue}"\n+++\n'
    )
    assert (paper.venue, paper.volume, paper.pages) == expected


def test_a_kind_in_front_of_a_name_and_the_owner_are_no_names():
    front = "title: T\npublication: {name: 'Kite Letters, to appear'}\nauthors: ['[*Talk*] **A. Lo**', me]"
    paper, names = read(f"---\n{front}\n---\n")
    assert (paper.venue, names) == ("Kite Letters", ["A. Lo"])


def test_a_text_without_these_stays():
    fields = {"title": "T", "authors": ["A"], "venue": "2020 IEEE 16th Conference on Kites (CASE)"}
    assert complete_fields(fields, "Ada, Bo\n") == (fields, "Ada, Bo\n")


def test_the_text_of_a_link_is_the_venue():
    text = (
        "- title: Kites and Wind\n  authors: A. Lo and B. Mi\n  link:\n"
        "    url: https://doi.org/10.1234/kites.5\n    display: Review of Kites 89, 123705 (2018)\n"
        "- title: Wind\n  authors: A. Lo\n  link:\n    url: https://doi.org/10.1234/kites.6\n"
        "    display: Lecture Notes in Kites (LNK, volume 48), (2021)\n"
    )
    papers = yaml_papers.read(text, "publist.yml").papers
    assert [(paper.venue, paper.year, paper.doi) for paper in papers] == [
        ("Review of Kites", 2018, "10.1234/kites.5"),
        ("Lecture Notes in Kites", 2021, "10.1234/kites.6"),
    ]


def test_a_page_that_cites_a_paper_is_not_on_it():
    front = "title: On Kites\ndate: 2024-01-15\n{}:\n  - url: https://arxiv.org/abs/1706.03762"
    assert not note.sniff(f"---\n{front.format('citations')}\n---\n# On Kites\n\nThey fly.\n")
    assert note.sniff(f"---\n{front.format('links')}\n---\n# On Kites\n\nThey fly.\n")


def test_links_of_hugo_are_the_papers():
    links = """links:
- {name: Preprint, url: "https://arxiv.org/abs/2101.99992"}
- {name: Code, url: "https://github.com/example/kite"}
- {name: Poster, url: files/kite.pdf}
- {type: preprint, provider: arxiv, id: 2101.99992}
"""
    paper, _ = read(PAGE.format(links, WORDS))
    assert paper.arxiv_id == "2101.99992"
    assert [link.url for link in paper.links] == [
        "https://arxiv.org/abs/2101.99992", "https://github.com/example/kite",
    ]  # fmt: skip
