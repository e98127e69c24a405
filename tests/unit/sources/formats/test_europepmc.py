"""Europe PMC's answers."""

import pytest

from sitegen.sources.formats import europepmc


def paper(inner):
    text = (
        "<responseWrapper><resultList>\n<result>"
        f"<title>A Title.</title>{inner}</result></resultList></responseWrapper>"
    )
    reading = europepmc.read(text, "x.xml")
    assert reading.diagnostics == ()
    (only,) = reading.papers
    return only


@pytest.mark.parametrize(
    ("head", "claimed"),
    [
        ("<responseWrapper><resultList><result>", True), ("<responseWrapper>", False),
        ("<result><hits>", False),
    ],
)  # fmt: skip
def test_answers_with_results_are_claimed(head, claimed):
    assert europepmc.sniff(head) is claimed


def test_name_and_rank():
    assert (europepmc.NAME, europepmc.RANK) == ("europepmc", 32)


def test_a_lite_answer_has_its_authors_in_one_text():
    entry = paper("<authorString>Lee A, Ng B.</authorString><journalTitle>J</journalTitle>")
    assert entry.title == "A Title"
    assert [author.name for author in entry.authors] == ["A Lee", "B Ng"]


def test_a_core_answer_has_people_and_groups():
    entry = paper(
        "<authorString>No.</authorString><authorList><author><firstName>Ann</firstName>"
        "<lastName>Lee</lastName><authorId type='ORCID'>0000-0002-1825-0097</authorId>"
        "<authorAffiliationDetailsList><authorAffiliation><affiliation>Sea</affiliation>"
        "</authorAffiliation></authorAffiliationDetailsList></author>"
        "<author><collectiveName>A Group</collectiveName></author>"
        "<author><fullName>Ng B</fullName></author></authorList>"
    )
    assert [author.name for author in entry.authors] == ["Ann Lee", "A Group", "Ng B"]
    assert entry.authors[0].affiliations == ("Sea",)
    assert entry.authors[0].orcid == "0000-0002-1825-0097"


def test_the_other_fields():
    entry = paper(
        "<id>1</id><source>MED</source><pmid>1</pmid><doi>10.1000/1</doi><pubYear>2020</pubYear>"
        "<journalInfo><journal><title>J</title></journal></journalInfo><language>eng</language>"
        "<abstractText>&lt;h4>Aim&lt;/h4>Text.</abstractText><firstPublicationDate>2020-02-03"
        "</firstPublicationDate><keywordList><keyword>a</keyword></keywordList><fullTextUrlList>"
        "<fullTextUrl><documentStyle>pdf</documentStyle><url>https://x.org/1.pdf</url></fullTextUrl>"
        "</fullTextUrlList>"
    )
    assert (entry.doi, entry.year, entry.date) == ("10.1000/1", 2020, "2020-02-03")
    assert (entry.venue, entry.language, entry.abstract) == ("J", "en", "Aim Text.")
    assert [(link.url, link.kind) for link in entry.links] == [
        ("https://europepmc.org/article/MED/1", "source"), ("https://x.org/1.pdf", "pdf"),
    ]  # fmt: skip
    assert (entry.keywords, entry.source_id) == (("a",), "1")
