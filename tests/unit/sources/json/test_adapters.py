"""JSON objects of other programs, as our named fields."""

import json

import pytest

from sitegen.sources import read_text
from sitegen.sources.json.adapters import named_fields
from sitegen.sources.reading import RecordError


def adapted(value, *keys):
    """Return some of an object's adapted fields; an absent one is None."""
    fields = named_fields(value)
    return {key: fields.get(key) for key in keys}


@pytest.mark.parametrize("value", [None, 7, "text", ["title"], True])
def test_a_record_is_an_object(value):
    with pytest.raises(RecordError, match=r"^is not a JSON object; write"):
        named_fields(value)


@pytest.mark.parametrize("value", [{}, {"title": "T"}, {"upvotes": 1}, {"summary": "A"}])
def test_objects_of_no_known_shape_stay_as_they_are(value):
    assert named_fields(value) is value


def test_a_daily_paper_of_hugging_face():
    paper = {
        "id": "2410.05258", "title": "T", "summary": "A", "publishedAt": "2024-10-07", "upvotes": 3,
        "authors": [{"name": "Ada"}, {"name": "Bo", "hidden": True}, "Cy"],
        "githubRepo": "https://github.com/a/b", "ai_keywords": ["k"],
    }  # fmt: skip
    expected = {
        "title": "T", "abstract": "A", "authors": [{"name": "Ada"}, "Cy"], "date": "2024-10-07",
        "arxiv_id": "2410.05258", "url": "https://huggingface.co/papers/2410.05258",
        "code": "https://github.com/a/b", "keywords": ["k"], "upvotes": 3,
    }  # fmt: skip
    assert named_fields(paper) == expected
    assert named_fields({"paper": paper, "title": "outer", "upvotes": 9}) == expected


def test_a_daily_paper_may_lack_votes_and_summary():
    fields = named_fields({"paper": {"id": "p1", "title": "T", "authors": "Ada"}, "summary": "A"})
    assert (fields["id"], fields.get("arxiv_id"), fields.get("url")) == ("p1", None, None)
    assert (fields["authors"], fields["abstract"], fields.get("upvotes")) == ("Ada", "A", None)
    assert "url" not in named_fields({"paper": {"title": "T", "id": 7}})
    assert named_fields({"paper": "T"}) == {"paper": "T"}


def test_a_record_of_the_arxiv_snapshot():
    record = {
        "id": "0704.0001", "title": "T", "abstract": "A", "categories": "cs.CL math.CO",
        "authors": "wrong", "journal-ref": "J", "doi": "10.1/x", "update_date": "2008-11-26",
        "authors_parsed": [["Lovelace", "Ada", ""], ["King", "M.", "Jr", "MIT"], ["Plato"], [], "x",
                           [7, "Bo"]],
        "versions": [{"version": "v1", "created": "Mon, 2 Apr 2007 19:18:42 GMT"},
                     {"version": "v2", "created": "Tue, 24 Jul 2007 20:10:27 GMT"}],
    }  # fmt: skip
    assert named_fields(record) == {
        "title": "T", "abstract": "A", "authors": ["Ada Lovelace", "M. King Jr", "Plato", "", "Bo"],
        "date": "2 Apr 2007", "venue": "J", "doi": "10.1/x", "arxiv_id": "0704.0001",
        "url": "https://arxiv.org/abs/0704.0001", "keywords": ["cs.CL", "math.CO"],
    }  # fmt: skip


@pytest.mark.parametrize(
    "versions", [None, [], {}, [{}], ["v1"], [{"created": "2007"}], [{"created": 7}]]
)
def test_without_a_first_version_the_update_is_the_date(versions):
    record = {"authors_parsed": "x", "versions": versions, "update_date": "2008-11-26",
              "categories": ["cs.CL"], "id": "x"}  # fmt: skip
    expected = {"date": "2008-11-26", "authors": None, "keywords": ["cs.CL"], "url": None}
    assert adapted(record, *expected) == expected


def test_an_item_of_csl():
    item = {
        "title": "T", "author": [{"family": "L"}], "issued": {"date-parts": [[2024, 10, 7]]},
        "container-title": "C", "event-title": "E", "DOI": "10.1/x", "URL": "https://x.org",
        "keyword": "k", "language": "en",
        "abstract": "<jats:title>Abstract</jats:title><jats:p>If p &lt; 0.05 &amp; q.</jats:p>",
    }  # fmt: skip
    fields = named_fields(item)
    assert fields["abstract"].split() == ["If", "p", "<", "0.05", "&", "q."]
    expected = {"title": "T", "authors": item["author"], "date": "2024-10-07", "venue": "C",
                "doi": "10.1/x", "url": "https://x.org", "keywords": "k", "language": "en",
                "arxiv_id": None, "year": None}  # fmt: skip
    assert adapted(item, *expected) == expected


def test_csl_is_known_by_its_date_or_its_container():
    assert adapted({"issued": {}, "DOI": "10.1/x"}, "doi", "venue") == {
        "doi": "10.1/x",
        "venue": None,
    }
    assert adapted({"container-title": "", "event-title": "E"}, "venue") == {"venue": "E"}


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("p < 0.05 &amp; x", "p < 0.05 & x"),  # only a text with a "<" has markup
        ("no markup &amp; x", "no markup &amp; x"),
        ("<title>ABSTRACT:</title> A", "A"),
        ("<b>A</b> <i class='x'>B</i>", "A B"),
        ("a <" + "b" * 102 + ">", "a <" + "b" * 102 + ">"),
        ("a <" + "b" * 101 + ">", "a"),
    ],
)
def test_markup_of_an_abstract_is_removed(text, plain):
    assert " ".join(named_fields({"issued": {}, "abstract": text})["abstract"].split()) == plain


@pytest.mark.parametrize(
    ("issued", "date"),
    [
        ({"date-parts": [[2024, 1, 2]]}, "2024-01-02"),
        ({"date-parts": [["2024", "10"]]}, "2024-10"),
        ({"date-parts": [[2024]]}, "2024"),
        ({"date-parts": [[800, 1]]}, "0800-01"),
        ({"date-parts": [[2024, 1, 2, 3]]}, "2024-01-02"),
        ({"date-parts": [[2024, 1], [2025, 1]]}, "2024-01"),
        ({"date-parts": [[]]}, None),
        ({"date-parts": []}, None),
        ({"date-parts": [["May"]], "raw": "May 2024", "literal": "L"}, "May 2024"),
        ({"date-parts": [[1e400]], "literal": "May 2024"}, "May 2024"),
        ({"date-parts": 7, "literal": "May 2024"}, "May 2024"),
        ({"raw": 2024}, None),
        ("2024-10-07", "2024-10-07"),
        (2024, None),
        (None, None),
    ],
)
def test_dates_of_csl(issued, date):
    assert adapted({"issued": issued}, "date") == {"date": date}


@pytest.mark.parametrize("end", ["\n", ""])
@pytest.mark.parametrize(("opening", "closing"), [("", ""), ("[", "]")])
@pytest.mark.parametrize("part", ["1e400", "-1e400"])
def test_an_infinite_number_in_a_date_is_a_warning_with_its_line(opening, closing, part, end):
    text = f'\n\n{opening}{{"title": "T", "issued": {{"date-parts": [[{part}, 1]]}}}}{closing}{end}'
    reading = read_text(text, "x")
    (paper,) = reading.papers
    assert (paper.title, paper.date, paper.year) == ("T", None, None)
    (diagnostic,) = reading.diagnostics
    assert (diagnostic.line, diagnostic.severity) == (3, "warning")
    assert diagnostic.message.startswith(f"year '{float(part)}' is not four digits")


@pytest.mark.parametrize(
    ("item", "arxiv_id"),
    [
        ({"number": "arXiv:2410.05258"}, "2410.05258"),
        ({"archive_location": "arXiv 2410.05258"}, "2410.05258"),
        ({"note": "ARXIV: 2410.05258 [cs]"}, "2410.05258"),
        ({"number": "arXiv", "note": "arXiv:2401.00001"}, "2401.00001"),
        ({"number": "arXiv:2410.05258", "note": "arXiv:2401.00001"}, "2410.05258"),
        ({"number": "2410.05258"}, None),
        ({"number": 2410.05258}, None),
        ({}, None),
    ],
)
def test_arxiv_ids_of_csl(item, arxiv_id):
    assert adapted({"issued": {}, **item}, "arxiv_id") == {"arxiv_id": arxiv_id}


def test_a_paper_of_semantic_scholar():
    record = {"title": "T", "externalIds": {"DOI": "10.1/x", "ArXiv": "2410.05258"}, "paperId": "p",
              "openAccessPdf": {"url": "u"}, "fieldsOfStudy": ["CS"], "publicationDate": "d"}  # fmt: skip
    expected = {"title": "T", "doi": "10.1/x", "arxiv_id": "2410.05258", "id": "p", "pdf": "u",
                "keywords": ["CS"], "date": "d"}  # fmt: skip
    assert adapted(record, *expected) == expected
    bare = {"externalIds": None, "openAccessPdf": "u"}
    assert adapted(bare, "doi", "arxiv_id", "pdf") == {"doi": None, "arxiv_id": None, "pdf": None}


def test_a_parsed_paper_of_s2orc():
    record = {
        "metadata": {"title": "T", "abstract": "", "doi": "10.1/m"}, "doi": "10.1/v",
        "identifiers": {"doi": "10.1/i", "arxiv_id": "2410.05258"},
        "pdf_parse": {
            "abstract": [{"text": "One."}, {"text": 7}, "Two.", {}],
            "body_text": [
                {"section": "Intro", "sec_num": "1", "text": "A"}, {"section": "Intro", "text": "B"},
                "x", {"section": "Deep", "sec_num": "1.2", "text": "C"}, {"section": None, "text": "D"},
                {"sec_num": 7, "text": "E"}, {"section": "Intro", "text": "F"},
            ],
            "bib_entries": {
                "b0": {"title": "R", "raw_text": "raw", "text": "t",
                       "other_ids": {"DOI": ["10.1/a", "10.1/b"], "arXiv": ["1412.6980"]}},
                "b1": {"title": "", "raw_text": "raw", "text": "t", "other_ids": {"DOI": []}},
                "b2": {"text": "t", "other_ids": "x"},
                "b3": "x",
            },
        },
        "latex_parse": {"abstract": "wrong"},
    }  # fmt: skip
    fields = named_fields(record)
    assert (fields["title"], fields["abstract"]) == ("T", "One. Two.")
    assert (fields["doi"], fields["arxiv_id"]) == ("10.1/m", "2410.05258")
    assert fields["sections"] == [
        {"heading": "Intro", "level": 1, "text": ["A", "B"]},
        {"heading": "Deep", "level": 2, "text": ["C"]},
        {"heading": "", "level": 1, "text": ["D", "E"]},
        {"heading": "Intro", "level": 1, "text": ["F"]},
    ]
    keys = ("text", "doi", "arxiv_id")
    assert [tuple(r[key] for key in keys) for r in fields["references"]] == [
        ("", "10.1/a", "1412.6980"), ("raw", None, None), ("t", None, None),
    ]  # fmt: skip
    assert fields["references"][0]["title"] == "R"


@pytest.mark.parametrize(
    ("record", "abstract"),
    [
        ({"pdf_parse": {}, "abstract": "A"}, "A"),
        ({"pdf_parse": {"abstract": "P"}, "abstract": "A"}, "A"),
        ({"pdf_parse": {"abstract": "P"}}, "P"),
        ({"pdf_parse": None, "latex_parse": {"abstract": "L"}}, "L"),
        ({"latex_parse": {"abstract": "L"}}, "L"),
        ({"pdf_parse": "x"}, None),
        ({"body_text": [], "abstract": ["One.", "Two."]}, "One. Two."),
        ({"body_text": []}, None),
    ],
)
def test_abstracts_of_s2orc(record, abstract):
    assert named_fields(record)["abstract"] == abstract


def test_the_body_may_be_at_the_top():
    fields = named_fields({"body_text": [{"text": "A"}], "bib_entries": {"b": {"title": "R"}},
                           "metadata": "x", "identifiers": "x"})  # fmt: skip
    assert fields["sections"] == [{"heading": "", "level": 1, "text": ["A"]}]
    assert fields["references"][0]["title"] == "R"
    bare = named_fields({"body_text": "x", "bib_entries": []})
    assert (bare["sections"], bare["references"]) == ([], [])
    assert "sections" not in named_fields({"pdf_parse": "x"})


def test_of_two_shapes_the_one_with_the_longer_signature_wins():
    record = {"title": "T", "upvotes": 1, "summary": "A", "issued": {"date-parts": [[2024]]}}
    assert adapted(record, "abstract", "date") == {"abstract": "A", "date": None}


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (
            {"title": "A mole", "authorships": [],
             "biblio": {"volume": "3", "issue": "2", "first_page": "7", "last_page": "12"}},
            ("3", "2", "7-12"),
        ),
        (
            {"bibcode": "2020Moles", "title": ["A mole"], "volume": "3", "issue": "2",
             "page": ["7"], "page_range": "7-12"},
            ("3", "2", "7-12"),
        ),
        (
            {"bibjson": {"title": "A mole", "start_page": "7", "end_page": "12",
                         "journal": {"title": "Moles", "volume": "3", "number": "2"}}},
            ("3", "2", "7-12"),
        ),
        (
            {"metadata": {"titles": [{"title": "A mole"}],
                          "publication_info": [{"journal_volume": "3", "artid": "7"}]}},
            ("3", None, "7"),
        ),
        (
            {"title": "A mole", "DOI": "10.99999/1", "prefix": "10.99999", "volume": "3",
             "journal-issue": {"issue": "2"}, "article-number": "e7"},
            ("3", "2", "e7"),
        ),
        (
            {"Title": "A mole", "GSRank": 1, "Volume": 0, "Issue": 0, "StartPage": 0, "EndPage": 0},
            (None, None, None),
        ),
        ({"title": "A mole", "start page": "7", "end page": 7}, (None, None, "7")),
    ],
)  # fmt: skip
def test_volume_issue_and_pages_are_read_wherever_a_program_has_them(record, expected):
    (paper,) = read_text(json.dumps([record]), "moles.json").papers
    assert (paper.volume, paper.issue, paper.pages) == expected
