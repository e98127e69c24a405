"""The ACL Anthology's XML."""

import pytest

from sitegen.sources.formats import acl_anthology

AUTHOR = "<author><first>Mair</first><last>Pugh</last></author>"


def read(paper, meta="<meta><booktitle>Proc</booktitle><year>2031</year></meta>"):
    volume = f'<volume id="1">{meta}<frontmatter><title>F</title></frontmatter>{paper}</volume>'
    return acl_anthology.read(f'<collection id="2031.x">\n{volume}</collection>', "x.xml")


@pytest.mark.parametrize(
    ("head", "claimed"),
    [
        ('<collection id="2031.x"><volume id="1">', True), ("<collection><record>", False),
        ('<volume id="P18"><paper id="1001">', True), ("<volume><level>", False),
    ],
)  # fmt: skip
def test_collections_of_volumes_are_claimed(head, claimed):
    assert acl_anthology.sniff(head) is claimed


def test_name_and_rank():
    assert (acl_anthology.NAME, acl_anthology.RANK) == ("acl-anthology", 24)


def test_a_paper_has_its_volumes_year_and_name_and_its_own_address():
    reading = read(
        f'<paper id="1"><title>A <fixed-case>B</fixed-case></title>{AUTHOR}<url>2031.x-1.1</url>'
        "<doi>10.1000/1</doi></paper>"
    )
    (entry,) = reading.papers
    assert (entry.title, entry.venue, entry.year) == ("A B", "Proc", 2031)
    assert [a.name for a in entry.authors] == ["Mair Pugh"]
    assert (entry.doi, entry.source_id, entry.origins[0].line) == ("10.1000/1", "2031.x-1.1", 2)
    assert [(link.url, link.kind) for link in entry.links] == [
        ("https://aclanthology.org/2031.x-1.1", "source"),
        ("https://aclanthology.org/2031.x-1.1.pdf", "pdf"),
    ]
    assert reading.diagnostics == ()


def test_a_journal_is_the_venue_and_full_addresses_stay():
    (entry,) = read(
        f"<paper id='1'><title>T</title>{AUTHOR}<url>https://x.org/1</url><bibkey>k</bibkey></paper>",
        "<meta><booktitle>J, Volume 1</booktitle><journal-title>J</journal-title></meta>",
    ).papers
    assert (entry.venue, entry.source_id) == ("J", "k")
    assert [link.url for link in entry.links] == ["https://x.org/1"]


def test_old_volumes_have_papers_with_their_year_and_no_front_matter():
    text = (
        '<volume id="P18"><paper id="1000"><title>Proceedings</title><editor><first>E</first>'
        f'<last>D</last></editor></paper><paper id="1001"><title>T</title>{AUTHOR}'
        "<booktitle>Proc</booktitle><year>2018</year></paper></volume>"
    )
    (entry,) = acl_anthology.read(text, "x").papers
    assert (entry.title, entry.venue, entry.year) == ("T", "Proc", 2018)


def test_a_paper_without_a_title_is_an_error():
    (diagnostic,) = read(f"<paper id='1'>{AUTHOR}</paper>").diagnostics
    assert (diagnostic.line, diagnostic.message) == (2, "there is no title; give one")
