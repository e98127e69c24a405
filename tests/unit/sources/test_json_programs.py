"""Records of programs whose JSON needs more than a table of names."""

import json

import pytest

from sitegen.sources import read_text


def read_one(value):
    """Return the only paper of a JSON document."""
    (paper,) = read_text(json.dumps(value, indent=1), "x.json").papers
    return paper


def names(paper):
    return [author.name for author in paper.authors]


def test_web_of_science_starter_is_not_mendeley():
    hit = {
        "uid": "WOS:1", "title": "Hats", "types": ["Article"], "citations": [],
        "source": {"sourceTitle": "Hat Journal", "publishYear": 2021, "publishMonth": "MAY 12",
                   "volume": "3", "issue": "4", "pages": {"range": "5-9"}},
        "names": {"authors": [{"displayName": "Roe, Jana", "wosStandard": "Roe, J"}]},
        "identifiers": {"doi": "10.1000/x"}, "keywords": {"authorKeywords": ["felt"]},
    }  # fmt: skip
    paper = read_one({"metadata": {"total": 1}, "hits": [hit]})
    assert (paper.venue, paper.volume, paper.pages) == ("Hat Journal", "3", "5-9")
    assert (names(paper), paper.doi, str(paper.date)) == (
        ["Jana Roe"],
        "10.1000/x",
        "2021-05-12",
    )


def test_cinii():
    item = {
        "@id": "https://cir.nii.ac.jp/crid/1", "@type": "item", "title": "Hats",
        "link": {"@id": "https://cir.nii.ac.jp/crid/1"}, "dc:creator": ["Roe, Jana", "山田, 花子"],
        "prism:publicationName": "Hat Journal", "prism:volume": "3", "prism:startingPage": "5",
        "prism:endingPage": "9", "prism:publicationDate": "2022-08",
        "dc:identifier": [{"@type": "cir:DOI", "@value": "10.1000/x"}], "dc:subject": ["felt"],
    }  # fmt: skip
    paper = read_one({"@type": "channel", "title": "CiNii Research articles", "items": [item]})
    assert (paper.title, paper.venue, paper.pages, paper.doi) == (
        "Hats", "Hat Journal", "5-9", "10.1000/x"
    )  # fmt: skip
    assert names(paper) == ["Jana Roe", "山田花子"]


def test_openaire():
    product = {
        "id": "doi_1", "mainTitle": "Hats", "subTitle": "A survey", "descriptions": ["On hats."],
        "authors": [{"fullName": "Roe, Jana", "name": "Jana", "surname": "Roe", "rank": 1}],
        "pids": [{"scheme": "doi", "value": "10.1000/x"}], "publicationDate": "2021-02-03",
        "container": {"name": "Hat Journal", "vol": "3", "iss": "4", "sp": "5", "ep": "9"},
    }  # fmt: skip
    paper = read_one({"header": {"numFound": 1}, "results": [product]})
    assert (paper.title, paper.venue, paper.doi) == ("Hats: A survey", "Hat Journal", "10.1000/x")
    assert (paper.pages, names(paper)) == ("5-9", ["Jana Roe"])


def test_osf_preprints():
    user = {"data": {"attributes": {"full_name": "Jana Roe"}}}
    item = {
        "id": "abc12", "type": "preprints", "relationships": {},
        "attributes": {"title": "Hats", "description": "On hats.", "tags": ["felt"],
                       "date_published": "2021-02-03T00:00:00Z"},
        "embeds": {"contributors": {"data": [{"embeds": {"users": user}}]}},
        "links": {"html": "https://osf.io/abc12", "preprint_doi": "https://doi.org/10.31234/osf.io/abc12"},
    }  # fmt: skip
    paper = read_one({"data": [item]})
    assert (paper.title, paper.doi) == ("Hats", "10.31234/osf.io/abc12")
    assert (paper.keywords, len(paper.authors)) == (("felt",), 1)


def test_hotcrp():
    paper = read_one([{"pid": 7, "title": "Hats", "abstract": "On hats.", "topics": {"Felt": True},
                       "authors": [{"first": "Jana", "last": "Roe"}], "status": "accepted"}])  # fmt: skip
    assert (paper.keywords, names(paper)) == (("Felt",), ["Jana Roe"])


def test_cnki_columns_in_two_languages():
    paper = read_one([{"Title-题名": "帽子研究", "Author-作者": "王芳", "卷": "3", "期": "2",
                       "页码": "5-9", "PubTime-发表时间": "2021-02-03"}])  # fmt: skip
    assert (paper.title, paper.volume, paper.issue, paper.pages) == ("帽子研究", "3", "2", "5-9")


def test_an_abstract_without_its_title_needs_the_papers_file():
    result = read_text('{"corpusid": 5, "openaccessinfo": {}, "abstract": "On hats."}\n', "x.jsonl")
    assert "papers.jsonl" in result.diagnostics[0].message


def test_tables_of_programs_with_columns_of_their_kind():
    scopus = (
        'Author full names,Title,Page start,Art. No.,EID\n"Roe, Jana (57200000001)",Felt,,e17,1\n'
    )
    [paper] = read_text(scopus, "x.csv").papers
    assert (paper.pages, names(paper)) == ("e17", ["Jana Roe"])
    zotero = 'Item Type,Title,Author,DOI,Extra\nx,Felt,"Roe, Jana",,arXiv:2001.00001 [cs]\n'
    [paper] = read_text(zotero, "x.csv").papers
    assert (paper.arxiv_id, names(paper)) == ("2001.00001", ["Jana Roe"])
    perish = "GSRank,Title,Authors,Year,Source,Volume\n1,Felt,J Roe,0,… of Hats,0\n"
    reading = read_text(perish, "x.csv")
    assert reading.diagnostics == ()
    assert (reading.papers[0].year, reading.papers[0].venue, reading.papers[0].volume) == (
        None, None, None,
    )  # fmt: skip


def test_openreview_is_of_the_year_of_its_conference():
    note = {"id": "x1", "forum": "x1", "cdate": 1509000000000}
    cited = "@inproceedings{a,\n booktitle={Hat Conference},\n year={2018}\n}"
    content = {"title": "Hats", "authors": ["Ann Roe"]}
    paper = read_one([note | {"content": content | {"_bibtex": cited}}])
    assert (paper.venue, paper.year, paper.date) == ("Hat Conference", 2018, None)
    paper = read_one([note | {"content": content | {"venue": {"value": "HATS 2018 poster"}}}])
    assert (paper.venue, paper.year, paper.date) == ("HATS 2018 poster", 2018, None)
    paper = read_one([note | {"content": content | {"venue": "Submitted to HATS 2018"}}])
    assert (paper.year, paper.date) == (2017, "2017-10-26")


def test_a_review_in_openreview_is_no_paper():
    paper = {"id": "x1", "forum": "x1", "content": {"title": "Hats", "authors": ["Ann Roe"]}}
    review = {"id": "x2", "forum": "x1", "replyto": "x1", "content": {"title": "Good", "rating": 7}}
    reading = read_text(json.dumps({"notes": [paper, review]}), "x.json")
    assert [paper.title for paper in reading.papers] == ["Hats"]
    assert "a review" in str(reading.diagnostics[0])


def test_the_supervisor_of_a_thesis_in_inspire_is_no_author():
    thesis = {
        "titles": [{"title": "Hats"}], "control_number": 1,
        "authors": [
            {"full_name": "Roe, Ann", "inspire_roles": ["author"]}, {"full_name": "Poe, Max"},
            {"full_name": "Boss, Bea", "inspire_roles": ["supervisor"]},
        ],
        "thesis_info": {"institutions": [{"name": "Hat U."}], "date": "2019"},
        "document_type": ["thesis"],
    }  # fmt: skip
    paper = read_one(thesis)
    assert names(paper) == ["Ann Roe", "Max Poe"]
    assert (paper.venue, paper.institution) == ("Hat U.", "Hat U.")


def test_a_part_of_a_book_in_dimensions_is_in_the_book():
    text = (
        "Publication ID,Title,Source title,Anthology title,PubYear,Authors\n"
        'p1,Hats,Lecture Notes in Hats,Proceedings of HATS,2019,"Roe, Ann"\n'
        'p2,Caps,Hat Journal,,2020,"Poe, Max"\n'
    )
    hats, caps = read_text(text, "x.csv").papers
    assert (hats.venue, hats.series) == ("Proceedings of HATS", "Lecture Notes in Hats")
    assert (caps.venue, caps.series) == ("Hat Journal", None)


def test_zenodo():
    metadata = {
        "title": "Bird songs", "publication_date": "2021-06-05", "description": "<p>A corpus.</p>",
        "creators": [{"name": "García, Ana", "affiliation": "CSIC", "orcid": "0000-0002-1825-0097"}],
        "keywords": ["birds"], "resource_type": {"type": "dataset", "title": "Dataset"},
    }  # fmt: skip
    record = {"id": 42, "doi": "10.5281/zenodo.42", "metadata": metadata,
              "links": {"self_html": "https://zenodo.org/records/42"}}  # fmt: skip
    paper = read_one({"hits": {"hits": [record], "total": 1}})
    assert (paper.kind, paper.doi, paper.abstract) == ("dataset", "10.5281/zenodo.42", "A corpus.")
    assert (names(paper), str(paper.date)) == (["Ana García"], "2021-06-05")
    metadata["resource_type"] = {"type": "publication", "subtype": "conferencepaper"}
    assert read_one(record).kind == "conference"


def test_inveniordm():
    person = {"name": "García, Ana", "family_name": "García", "given_name": "Ana",
              "identifiers": [{"scheme": "orcid", "identifier": "0000-0002-1825-0097"}]}  # fmt: skip
    metadata = {
        "title": "Bird songs", "publication_date": "2021-06", "subjects": [{"subject": "birds"}],
        "creators": [{"person_or_org": person, "affiliations": [{"name": "CSIC"}]}],
        "resource_type": {"id": "publication-article", "title": {"en": "Journal article"}},
    }  # fmt: skip
    record = {
        "id": "abcde-12345", "pids": {"doi": {"identifier": "10.5281/zenodo.42"}},
        "metadata": metadata,
        "custom_fields": {"journal:journal": {"title": "Ibis", "volume": "3", "pages": "5-9"}},
    }  # fmt: skip
    paper = read_one(record)
    assert (paper.kind, paper.doi, paper.keywords) == ("article", "10.5281/zenodo.42", ("birds",))
    assert (paper.venue, paper.volume, paper.pages) == ("Ibis", "3", "5-9")
    assert [(a.name, a.affiliations, a.orcid) for a in paper.authors] == [
        ("Ana García", ("CSIC",), "0000-0002-1825-0097")
    ]


def test_bibjson():
    record = {
        "type": "article", "title": "Ants", "author": [{"name": "Ant, Adam"}], "year": "1999",
        "journal": {"name": "Insectes", "volume": "3", "pages": "1--4",
                    "identifier": [{"type": "issn", "id": "0020-1812"}]},
        "identifier": [{"type": "doi", "id": "10.1000/ant"}], "link": [{"url": "http://x.org/a"}],
    }  # fmt: skip
    paper = read_one({"metadata": {}, "records": [record]})
    assert (paper.doi, paper.venue, paper.volume) == ("10.1000/ant", "Insectes", "3")
    assert (paper.pages, paper.issn, paper.kind) == ("1-4", "0020-1812", "article")
    assert names(paper) == ["Adam Ant"]


def test_scopus_names_the_first_author_with_initials_behind():
    entry = {"dc:title": "Wind", "dc:creator": "van den Berg K.", "prism:doi": "10.1016/x",
             "prism:publicationName": "Energy", "authkeywords": "wind | blades"}  # fmt: skip
    paper = read_one({"search-results": {"entry": [entry]}})
    assert (names(paper), paper.keywords) == (["K. van den Berg"], ("wind", "blades"))


def test_the_kind_of_unpaywall():
    record = {"title": "Reefs", "z_authors": [{"given": "Al", "family": "Bo"}],
              "genre": "journal-article", "is_oa": True, "oa_status": "gold"}  # fmt: skip
    assert read_one(record).kind == "article"


@pytest.mark.parametrize(
    ("identifiers", "doi", "arxiv_id"),
    [
        ({"identifier": [{"type": "doi", "id": "10.1000/A"}]}, "10.1000/a", None),
        ({"ids": {"DOI": "https://doi.org/10.1000/a", "arXiv": "1706.03762"}}, "10.1000/a", "1706.03762"),
        ({"identifiers": ["issn:0020-1812", "doi:10.1000/a"]}, "10.1000/a", None),
        ({"external-ids": [{"scheme": "ARXIV", "value": "1706.03762v2"}]}, None, "1706.03762"),
        ({"pids": {"doi": {"identifier": "10.1000/a", "provider": "datacite"}}}, "10.1000/a", None),
        ({"identifiers": [{"type": "doi", "id": 7}, 3, None, {"type": ["doi"]}]}, None, None),
        # Those of other works.
        ({"related_identifiers": [{"type": "doi", "id": "10.1000/b"}]}, None, None),
        ({"doi": "10.1000/c", "ids": {"doi": "10.1000/a"}}, "10.1000/c", None),
    ],
)  # fmt: skip
def test_identifiers_in_lists_and_objects(identifiers, doi, arxiv_id):
    paper = read_one({"title": "Hats of felt", "authors": ["Jana Roe"], **identifiers})
    assert (paper.doi, paper.arxiv_id) == (doi, arxiv_id)


def test_zoteros_api_has_books_and_theses_with_all_that_describes_them():
    item = {
        "key": "K", "version": 1,
        "data": {
            "itemType": "thesis", "title": "Sand", "university": "Quay University",
            "thesisType": "PhD thesis", "date": "2019",
            "creators": [
                {"creatorType": "author", "firstName": "Ann", "lastName": "Roe"},
                {"creatorType": "editor", "firstName": "Bo", "lastName": "Poe"},
            ],
        },
    }  # fmt: skip
    [thesis] = read_text(json.dumps([item]), "x.json").papers
    assert (thesis.kind, thesis.genre, thesis.venue) == ("thesis", "PhD thesis", "Quay University")
    assert [author.name for author in thesis.authors] == ["Ann Roe"]


def test_embase_has_the_place_of_a_paper_in_its_source():
    columns = "Title,Author Names,Source,Emtree Medical Index Terms,Open URL Link"
    source = "Hats (London) (2014) 3:3 (152-160). Date of Publication: 25 Aug 2014"
    row = f'Felt,"Roe J., Poe A.B.",{source},"wool, dye",https://x.org/?id=doi:10.1234%2Fa-b&date=2014'
    [felt] = read_text(f"{columns}\n{row}\n", "x.csv").papers
    assert (felt.venue, felt.year, felt.date) == ("Hats (London)", 2014, "2014-08-25")
    assert (felt.volume, felt.issue, felt.pages, felt.doi) == ("3", "3", "152-160", "10.1234/a-b")
    assert felt.links == ()


def test_pubmeds_table_has_the_place_of_a_paper_in_its_citation():
    text = (
        "PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year\n"
        '7,Felt,"Roe J, Poe AB.",Hat Med. 2021 Nov 29;7(4):e27850. doi: 10.1234/a.,Roe J,Hat Med,2021\n'
    )
    [felt] = read_text(text, "x.csv").papers
    assert (felt.date, felt.volume, felt.issue, felt.pages) == ("2021-11-29", "7", "4", "e27850")


def test_tables_made_of_ris_have_its_years():
    text = "title,first_authors,year,start_page\nFelt,Roe J.;Poe A.,2014//,7\n"
    reading = read_text(text, "x.csv")
    [felt] = reading.papers
    assert (felt.year, [a.name for a in felt.authors]) == (2014, ["J. Roe", "A. Poe"])
    assert reading.diagnostics == ()


def test_erics_source_is_a_place():
    record = {
        "id": "EJ1", "title": "Felt", "author": ["Roe, Ann"], "description": "On felt.",
        "subject": ["Wool"], "publicationdateyear": 2021, "peerreviewed": "T",
        "publicationtype": ["Journal Articles"], "source": "Hats (London), v12 n3 p45-67 May 2021",
        "publisher": "Quay. 1 Pier Street, Oslo.",
    }  # fmt: skip
    [felt] = read_text(json.dumps({"response": {"docs": [record]}}), "x.json").papers
    assert (felt.year, felt.venue, felt.kind) == (2021, "Hats (London)", "article")
    assert (felt.volume, felt.issue, felt.pages) == ("12", "3", "45-67")
    assert [link.url for link in felt.links] == ["https://eric.ed.gov/?id=EJ1"]


def test_a_day_in_the_field_of_years_has_its_year():
    reading = read_text(
        '[{"title": "Felt", "authors": ["A. Roe"], "year": "2014-03-01"}]', "x.json"
    )
    assert (reading.papers[0].year, reading.diagnostics) == (2014, ())
