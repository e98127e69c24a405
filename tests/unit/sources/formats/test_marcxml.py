"""MARC 21 in XML."""

import pytest

from sitegen.sources.formats import marcxml


def field(tag, subfields, indicators=("1", "0")):
    inner = "".join(f'<subfield code="{code}">{text}</subfield>' for code, text in subfields)
    return (
        f'<datafield tag="{tag}" ind1="{indicators[0]}" ind2="{indicators[1]}">{inner}</datafield>'
    )


TITLE = field("245", [("a", "A Title /"), ("c", "by Pugh.")])


def paper(*fields):
    text = f"<collection>\n<record>{''.join(fields)}</record></collection>"
    reading = marcxml.read(text, "x.xml")
    assert reading.diagnostics == ()
    (only,) = reading.papers
    return only


@pytest.mark.parametrize(
    ("head", "claimed"),
    [
        ('<record xmlns="http://www.loc.gov/MARC21/slim">', True),
        ('<collection><record><datafield tag="245">', True), ("<collection><record>", False),
        ("<records><datafield tag=''>", False),
    ],
)  # fmt: skip
def test_records_with_fields_of_marc_are_claimed(head, claimed):
    assert marcxml.sniff(head) is claimed


def test_name_and_rank():
    assert (marcxml.NAME, marcxml.RANK) == ("marcxml", 29)


@pytest.mark.parametrize(
    ("subfields", "title"),
    [
        ([("a", "A Title /")], "A Title"),
        ([("a", "A Title :"), ("b", "a subtitle /"), ("c", "X.")], "A Title: a subtitle"),
        ([("a", "A Title."), ("n", "Part 2,"), ("p", "Sand /")], "A Title. Part 2, Sand"),
        ([("a", "A Title.")], "A Title"),
    ],
)
def test_titles_lose_the_punctuation_of_catalogues(subfields, title):
    assert paper(field("245", subfields)).title == title


def test_authors_are_the_entries_without_another_role():
    entry = paper(
        TITLE,
        field("100", [("a", "Pugh, Mair,"), ("d", "1961-"), ("e", "author.")]),
        field("700", [("a", "Ng, B."), ("u", "Sea University")]),
        field("700", [("a", "Itor, Ed,"), ("e", "editor.")]),
        field("700", [("a", "Bach, J.S."), ("t", "Another work")]),
        field("710", [("a", "Sea Institute."), ("b", "Waves Division.")]),
        field("700", [("a", "Lund, Signe"), ("4", "aut"), ("0", "(orcid)0000-0002-1825-0097")]),
    )
    assert [author.name for author in entry.authors] == [
        "Mair Pugh", "B. Ng", "Signe Lund", "Sea Institute. Waves Division.",
    ]  # fmt: skip
    assert entry.authors[1].affiliations == ("Sea University",)
    assert entry.authors[2].orcid == "0000-0002-1825-0097"


@pytest.mark.parametrize(
    ("fields", "year"),
    [
        ([field("264", [("c", "[2001]")])], 2001),
        ([field("260", [("c", "c1993.")])], 1993),
        (['<controlfield tag="008">990224s1987    nyu           000 0 eng  </controlfield>'], 1987),
        ([field("773", [("t", "J"), ("y", "2012")])], 2012),
        ([], None),
    ],
)
def test_the_year_of_publication(fields, year):
    assert paper(TITLE, *fields).year == year


def test_numbers_links_keywords_language_and_host():
    entry = paper(
        '<controlfield tag="001">9</controlfield>'
        '<controlfield tag="008">990224s1987    nyu           000 0 ger  </controlfield>',
        TITLE,
        field("024", [("a", "10.1000/1"), ("2", "doi")], "7 "),
        field("037", [("9", "arXiv"), ("a", "arXiv:1203.0001")]),
        field("520", [("a", "Text.")]),
        field("650", [("a", "Dikes.")]),
        field("653", [("a", "sand"), ("a", "Dikes")]),
        field("773", [("t", "Journal of X.")]),
        field("856", [("u", "https://x.org/1")]),
    )
    assert (entry.doi, entry.arxiv_id, entry.abstract) == ("10.1000/1", "1203.0001", "Text.")
    assert (entry.keywords, entry.language) == (("Dikes", "sand"), "de")
    assert (entry.venue, entry.source_id) == ("Journal of X", "9")
    assert [link.url for link in entry.links] == ["https://x.org/1"]


def test_a_books_publisher_number_edition_and_series():
    book = paper(
        "<leader>00000nam a2200000 a 4500</leader>",
        TITLE,
        field("020", [("a", "9780198534532 (hbk.)")]),
        field("250", [("a", "2nd ed.")]),
        field("264", [("a", "London :"), ("b", "Jonathan Cape,"), ("c", "2003.")]),
        field("490", [("a", "Oxford logic guides ;"), ("v", "4")]),
    )
    assert (book.kind, book.publisher, book.isbn) == ("book", "Jonathan Cape", "9780198534532")
    assert (book.edition, book.series) == ("2nd ed.", "Oxford logic guides")


@pytest.mark.parametrize(
    ("leader", "fields", "kind"),
    [
        ("00000nab a2200000 a 4500", (), "article"), ("00000naa a2200000 a 4500", (), "chapter"),
        ("00000nam a2200000 a 4500", (field("502", [("c", "ETH")]),), "thesis"),
        ("", (), None), ("00000cas a2200000 a 4500", (), None),
    ],
)  # fmt: skip
def test_the_leader_and_the_note_of_a_thesis_say_the_kind(leader, fields, kind):
    assert paper(f"<leader>{leader}</leader>", TITLE, *fields).kind == kind
