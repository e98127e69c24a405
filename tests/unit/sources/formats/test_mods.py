"""MODS."""

import pytest

from sitegen.sources.formats import mods

TITLE = "<titleInfo><title>A Title</title></titleInfo>"


def paper(inner, title=TITLE):
    reading = mods.read(f"<modsCollection>\n<mods>{title}{inner}</mods></modsCollection>", "x.xml")
    assert reading.diagnostics == ()
    (only,) = reading.papers
    return only


def names(*elements):
    return [author.name for author in paper("".join(elements)).authors]


@pytest.mark.parametrize(
    ("head", "claimed"),
    [("<mods>", True), ("<mods:modsCollection x='y'>", True), ("<mod>", False), ("mods", False)],
)
def test_records_and_collections_are_claimed(head, claimed):
    assert mods.sniff(head) is claimed


def test_name_and_rank():
    assert (mods.NAME, mods.RANK) == ("mods", 25)


@pytest.mark.parametrize(
    ("inner", "title"),
    [
        ("<nonSort>The </nonSort><title>Sea</title><subTitle>a life</subTitle>", "The Sea: a life"),
        ("<nonSort>L'</nonSort><title>eau</title>", "L'eau"),
        ("<title>Sea</title><partNumber>2</partNumber><partName>Sand</partName>", "Sea. 2, Sand"),
    ],
)
def test_the_parts_of_a_title(inner, title):
    assert paper("", f"<titleInfo>{inner}</titleInfo>").title == title


def test_the_title_is_not_an_abbreviated_or_translated_one():
    special = "".join(
        f'<titleInfo type="{kind}"><title>No</title></titleInfo>'
        for kind in ("abbreviated", "translated", "alternative", "uniform")
    )
    assert paper("", special + TITLE).title == "A Title"
    uniform = '<titleInfo type="uniform"><title>Sole</title></titleInfo>'
    assert paper("", uniform).title == "Sole"


ROLE = "<role><roleTerm type='text'>{}</roleTerm></role>"


def test_authors_have_the_role_or_are_without_one():
    author = f"<name><namePart>Pugh, Mair</namePart>{ROLE.format('Author')}</name>"
    editor = f"<name><namePart>Itor, Ed</namePart>{ROLE.format('editor')}</name>"
    plain = "<name><namePart>Ng, Bo</namePart></name>"
    assert names(author, editor, plain) == ["Mair Pugh"]
    assert names(editor, plain) == ["Bo Ng"]
    assert names(editor) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("<name><namePart>Orme, Lettice [1848-1914]</namePart></name>", "Lettice Orme"),
        ("<name><namePart>Orme, Lettice</namePart><namePart type='date'>1848-</namePart></name>",
         "Lettice Orme"),
        ("<name><namePart type='family'>Ng</namePart><namePart type='given'>Bo</namePart></name>",
         "Bo Ng"),
        ("<name><namePart>Ng, Bo</namePart><namePart type='termsOfAddress'>Jr.</namePart></name>",
         "Bo Ng Jr."),
        ("<name><namePart>Ng, Bo</namePart><namePart type='termsOfAddress'>Sir</namePart></name>",
         "Bo Ng"),
        ("<name><namePart type='given'>Plato</namePart></name>", "Plato"),
        ("<name type='corporate'><namePart>Sea, Inc</namePart><namePart>Waves</namePart></name>",
         "Sea, Inc. Waves"),
        ("<name><displayForm>Bo Ng</displayForm></name>", "Bo Ng"),
    ],
)  # fmt: skip
def test_names_have_many_forms(name, text):
    assert names(name) == [text]


@pytest.mark.parametrize(
    ("dates", "year", "day"),
    [
        ("<dateIssued>1889</dateIssued>", 1889, None),
        ("<dateIssued>c1889</dateIssued>", 1889, None),
        ("<dateIssued encoding='w3cdtf'>2010-05-01</dateIssued>", 2010, "2010-05-01"),
        ("<dateIssued point='end'>2011</dateIssued><dateIssued point='start'>2009</dateIssued>",
         2009, None),
        ("<dateIssued>1999</dateIssued><dateIssued keyDate='yes'>1998</dateIssued>", 1998, None),
        ("<dateCreated>1700</dateCreated>", 1700, None),
    ],
)  # fmt: skip
def test_dates_of_issue(dates, year, day):
    entry = paper(f"<originInfo>{dates}</originInfo>")
    assert (entry.year, entry.date) == (year, day)


def test_the_host_is_the_venue_and_has_the_date_of_an_article():
    entry = paper(
        "<relatedItem type='series'><titleInfo><title>S</title></titleInfo></relatedItem>"
        "<relatedItem type='host'><titleInfo><title>J</title></titleInfo><part><date>2012</date>"
        "</part></relatedItem>"
    )
    assert (entry.title, entry.venue, entry.year) == ("A Title", "J", 2012)


def test_identifiers_addresses_subjects_and_language():
    entry = paper(
        "<identifier type='DOI'>10.1000/1</identifier><identifier type='arxiv'>2401.01234</identifier>"
        "<location><url>https://x.org</url></location><subject><topic>a</topic><topic>b</topic>"
        "</subject><language><languageTerm>eng</languageTerm></language><abstract>Text.</abstract>"
        "<recordInfo><recordIdentifier>7</recordIdentifier></recordInfo>"
    )
    assert (entry.doi, entry.arxiv_id, entry.language) == ("10.1000/1", "2401.01234", "en")
    assert (entry.keywords, entry.abstract, entry.source_id) == (("a", "b"), "Text.", "7")
    assert [link.url for link in entry.links] == ["https://x.org"]
